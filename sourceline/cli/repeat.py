"""A build of a site in which nothing has changed: it says what the last one said, and that was all.

It must start and end in a blink, so it reads its few options by itself and imports nothing else. Whatever is
not quite plain here is for the command itself.
"""

from __future__ import annotations

import os
import sys

from sourceline import ledger
from sourceline.cli.words import summarize_build

TYPE_CHECKING = False
if TYPE_CHECKING:  # as `typing` has it, which costs 10 ms
    from collections.abc import Sequence

_ROOT, _OUTPUT, _STRICT = "root", "output", "strict"
_OPTIONS = {"-C": _ROOT, "--directory": _ROOT, "-o": _OUTPUT, "--output": _OUTPUT}


def repeat_build(args: Sequence[str]) -> bool:
    """Say again what the last build of the site said, where `args` ask for no more than a build, nothing has
    changed, and the published site stands as it was; False, and nothing is said, otherwise."""
    asked = read_options(args)
    if asked is None:
        return False
    root = asked.get(_ROOT, ".")
    # As `root / "public"` is written.
    output = os.path.normpath(asked.get(_OUTPUT) or f"{root}/public")
    place = ledger.locate_ledger(root, output)
    found = ledger.read_ledger(place)
    if found is None or not is_unchanged(found, root, output):
        return False
    if found["warnings"] and _STRICT in asked:
        return False
    if found.pop("fresh", False):
        try:
            ledger.write_ledger(place, found)
        except OSError:
            return False  # the command says why
    plain, coloured = found["told"]
    sys.stderr.write(coloured if sys.stderr.isatty() else plain)
    counts = found["sources"], 0, found["pages"]
    sys.stdout.write(summarize_build(*counts, output, changed=False) + "\n")
    return True


def is_unchanged(found: ledger.Ledger, root: str, output: str) -> bool:
    """Whether a build now would make the very same site."""
    return (
        found["options"] == (None, None)
        and found["program"] == ledger.stamp_program()
        and found["theme"] == ledger.stamp_theme()
        and not ledger.find_changes(root, found)
        and ledger.is_intact(output, found["site"])
    )


def read_options(args: Sequence[str]) -> dict[str, str] | None:
    """The folders that a plain `build` names, and whether it is strict; None where more is asked."""
    asked: dict[str, str] = {}
    waiting = list(reversed(args))
    while waiting:
        arg = waiting.pop()
        if arg == "--strict":
            asked[_STRICT] = arg
        elif arg in _OPTIONS and waiting:
            asked[_OPTIONS[arg]] = waiting.pop()
        elif arg != "build":
            return None
    return asked
