# ruff: noqa: T201 - prints what it found
"""What a site stands, as a table.

    python -m bench.torture [PART …] [--naughty FOLDER] [--share 0.01] [--write]

Without PART, all of them. FOLDER holds collections of hostile texts (docs/reliability.md); without it there are only
ours. --write puts the lines into docs/reliability.md.
"""

from __future__ import annotations

import argparse
import signal
import sys
import time
from pathlib import Path

from bench.torture.options import ROOT, Options

sys.path += [str(ROOT / "tests"), str(ROOT / "scripts")]


def main() -> None:
    """Run the parts asked for, and print their lines."""
    from bench.torture.parts import PARTS  # noqa: PLC0415 - needs the path above
    from bench.torture.row import HEAD  # noqa: PLC0415 - the same
    from bench.torture.scorecard import exchange_rows  # noqa: PLC0415 - the same

    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("parts", nargs="*", metavar="PART", help=", ".join(PARTS))
    parser.add_argument("--naughty", type=Path)
    parser.add_argument("--share", type=float, default=1.0)
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    if unknown := set(given.parts) - set(PARTS):
        parser.error(f"no such part: {', '.join(sorted(unknown))}; there are {', '.join(PARTS)}")
    options = Options(naughty=given.naughty, share=given.share)
    # A shell that runs this in the background lets it ignore Ctrl-C, and so each preview that is ended by it.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    found = {}
    for part in given.parts or PARTS:
        start = time.monotonic()
        found[part] = PARTS[part](options)
        print(f"{part}: {time.monotonic() - start:,.0f} s", flush=True)
    print(HEAD, *(f"| `{part}` {row}" for part, rows in found.items() for row in rows), sep="\n")
    page = ROOT / "docs/reliability.md"
    if given.write:
        page.write_text(exchange_rows(page.read_text(encoding="utf-8"), found), encoding="utf-8")
    sys.exit(any(row.failed for rows in found.values() for row in rows))


if __name__ == "__main__":
    main()
