"""A build of a site in which nothing has changed, or nothing but an author's prose: it says what the last one
said.

It must start and end in a blink, so it reads its few options by itself and imports nothing that it can do
without. Whatever is not quite plain here is for the command itself.
"""

from __future__ import annotations

import gc
import os
import sys

from sourceline import ledger
from sourceline.cli.words import summarize_build

TYPE_CHECKING = False
if TYPE_CHECKING:  # as `typing` has it, which costs 10 ms
    from collections.abc import Mapping, Sequence

_ROOT, _OUTPUT, _STRICT = "root", "output", "strict"
_OPTIONS = {"-C": _ROOT, "--directory": _ROOT, "-o": _OUTPUT, "--output": _OUTPUT}


def repeat_build(args: Sequence[str]) -> int | None:
    """Say again what the last build of the site said, where `args` ask for no more than a build, nothing has
    changed but texts of records, and the published site stands as it was: how many pages it told of. None,
    and nothing is said, otherwise."""
    asked = read_options(args)
    if asked is None:
        return None
    # A ledger only grows while it is read: to look for garbage in it took a fifth of the time.
    gc.disable()
    try:
        return _repeat_asked(asked)
    finally:
        gc.enable()


def _repeat_asked(asked: Mapping[str, str]) -> int | None:
    root = asked.get(_ROOT, ".")
    # As `root / "public"` is written.
    output = os.path.normpath(asked.get(_OUTPUT) or f"{root}/public")
    place = ledger.locate_ledger(root, output)
    found = ledger.read_ledger(place)
    if found is None or not is_same_program(found) or (found["warnings"] and _STRICT in asked):
        return None
    changed = ledger.find_changes(root, found)
    done = _rebuild(root, output, found, changed) if changed else _repeat(place, output, found)
    if done is None:
        return None
    plain, coloured = found["told"]
    sys.stderr.write(coloured if sys.stderr.isatty() else plain)
    pages: int = found["pages"]
    sys.stdout.write(summarize_build(found["sources"], 0, pages, output, changed=done) + "\n")
    return pages


def _repeat(place: str, output: str, found: ledger.Ledger) -> bool | None:
    """False, for no page has changed; None where the published site is not as it was left."""
    # Files of others in the folder are not looked for, which would take as long again: the next build that
    # changes something names them.
    # Nor is what another build is about to replace: this one then waits for it.
    if os.path.lexists(ledger.locate_lock(os.path.realpath(output))):
        return None
    stamps, marker, *_ = found["site"]
    if not ledger.has_files(output, ledger.list_stamps(stamps), marker):
        return None
    if found.pop("fresh", False):
        try:
            ledger.write_ledger(place, found)
        except OSError:
            return None  # the command says why
    return False


def _rebuild(root: str, output: str, found: ledger.Ledger, changed: Sequence[str]) -> bool | None:
    """Whether a page has changed, where nothing but the texts of records did."""
    if any(path not in found["prose"] for path in changed):
        return None
    from pathlib import Path  # noqa: PLC0415 - not for a site that is unchanged

    from sourceline.pipeline.prose import rebuild_prose  # noqa: PLC0415 - the same

    found.pop("fresh", None)
    return rebuild_prose(Path(root), Path(output), found, changed)


def is_same_program(found: ledger.Ledger) -> bool:
    """Whether the last build was made by what would make this one, and as plainly."""
    asked, program, theme = found["options"], found["program"], found["theme"]
    if asked != (None, None):
        return False
    return (program, theme) == (ledger.stamp_program(), ledger.stamp_theme())


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
