# ruff: noqa: T201 - prints what it found
"""What a site stands, as a table.

    python -m bench.torture scripts [--naughty FOLDER] [--strings N]

FOLDER holds collections of hostile strings (own/xss_merged.json, blns/blns.json); without it there are only ours.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path += [str(ROOT / "tests"), str(ROOT / "scripts")]


def main() -> None:
    """Run the parts asked for, and print their lines."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("parts", nargs="+", choices=["scripts"])
    parser.add_argument("--naughty", type=Path)
    parser.add_argument("--strings", type=int, default=10**9)
    given = parser.parse_args()
    from bench.torture import scripts  # noqa: PLC0415 - after --help
    from bench.torture.row import HEAD  # noqa: PLC0415 - the same
    from bench.torture.strings import list_strings  # noqa: PLC0415 - the same

    strings = list_strings(given.naughty)
    step = max(1, len(strings) // given.strings)
    rows = scripts.run(strings[::step][: given.strings])
    print(HEAD, *rows, sep="\n")
    sys.exit(any(row.failed for row in rows))


if __name__ == "__main__":
    main()
