"""Which folders may hold a published site, and which are refused by name."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from sourceline.errors import UsageError
from sourceline.publish import marker
from sourceline.publish.disk import explain_failure

_HINT = "Choose a folder that is only for the site, as in --output public."


def check_place(output: Path, root: Path) -> Path:
    """The absolute path of `output`, with links in its parents resolved.

    UsageError when a site must not be written there: it would replace something that is not a
    site of ours, or stand inside the content it is made from; PublishError when it cannot be read.
    """
    with explain_failure(f"read the output folder {output}"):
        if output.is_symlink():
            raise _refusal(output, f"is a link to {output.resolve()}", "Name the folder itself.")
    place = output.resolve()
    for reason in _refuse_path(place, root.resolve()):
        raise _refusal(output, reason, _HINT)
    if os.path.lexists(place):
        with explain_failure(f"read the output folder {place}"):
            for reason in _refuse_contents(place):
                raise _refusal(output, reason, _HINT)
            _refuse_strangers(place)
    return place


def _refusal(output: Path, reason: str, remedy: str) -> UsageError:
    return UsageError(f"The output folder {str(output)!r} {reason}.\n    {remedy}")


def _refuse_path(place: Path, root: Path) -> Iterator[str]:
    if place == Path(place.anchor):
        yield "is the root of the file system"
    for name, kept in _kept_folders(root):
        if place == kept:
            yield f"is {name}"
        if place in kept.parents:
            yield f"contains {name}"
    for name in ("content", "templates", "static"):
        if root / name in (place, *place.parents):
            yield f"is in {name}/, which the site is made from"
    if ".git" in place.parts:
        yield "is part of a Git repository's own files"


def _kept_folders(root: Path) -> Iterator[tuple[str, Path]]:
    yield "the site's own folder", root
    yield "the current folder", Path.cwd()
    with suppress(RuntimeError):  # a user without a home folder
        yield "your home folder", Path.home().resolve()


def _refuse_contents(place: Path) -> Iterator[str]:
    if not place.is_dir():
        yield "is a file"
    elif os.path.ismount(place):
        yield "is the top of a mounted file system, which cannot be exchanged"
    elif os.path.lexists(place / ".git"):
        yield "holds a Git repository"


def _refuse_strangers(place: Path) -> None:
    if not marker.is_ours(place):
        names = sorted(entry.name for entry in place.iterdir())
        if names:
            shown = ", ".join(names[:5]) + (f" and {len(names) - 5} more" if len(names) > 5 else "")
            raise UsageError(
                f"The output folder {str(place)!r} was not made by Sourceline; it holds {shown}.\n"
                "    Choose an empty or a new folder, or empty this one yourself."
            )
