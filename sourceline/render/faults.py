"""What goes wrong in a template of the site's own, told as a problem with its place."""

from __future__ import annotations

import traceback
from collections.abc import Iterator
from pathlib import Path

from jinja2 import TemplateError, TemplateNotFound

from sourceline.errors import Position, Problem

REMEDY = (
    "docs/theming.md tells which blocks and names a template has; without yours the theme's stands."
)


def describe_fault(error: Exception, own: Path) -> Problem | None:
    """The problem, at the last line of a template in the folder `own` that was on its way when `error` was
    raised. What Jinja2 itself finds in a template of the theme comes of one that it takes in from there: the
    place is then the folder. None for anything else, which is our bug.

    Jinja2 knows the line of a fault and not its column.
    """
    places = [
        Position(f"{own.name}/{Path(step.filename).relative_to(own).as_posix()}", step.lineno or 0)
        for step in traceback.extract_tb(error.__traceback__)
        if Path(step.filename).is_relative_to(own)
    ]
    if not places and isinstance(error, UnicodeDecodeError):
        places = list(_find_garbled(own))
    if not places and isinstance(error, TemplateError):
        places = [Position(own.name)]
    return Problem(places[-1], "template", word_fault(error), REMEDY) if places else None


def _find_garbled(own: Path) -> Iterator[Position]:
    """Where templates in a folder are no UTF-8."""
    for path in sorted(own.rglob("*.*")):
        data = path.read_bytes() if path.is_file() else b""
        try:
            data.decode()
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            yield Position(f"{own.name}/{path.relative_to(own).as_posix()}", line)


def word_fault(error: Exception) -> str:
    """One sentence."""
    if isinstance(error, TemplateNotFound):
        return f"There is no template “{error.message}”."
    if isinstance(error, KeyError):
        return f"There is nothing of the name “{error.args[0]}”."
    if isinstance(error, UnicodeDecodeError):
        return "The template is no UTF-8."
    said = (error.message if isinstance(error, TemplateError) else None) or str(error)
    return f"The template cannot be rendered: {said.rstrip('.')}."
