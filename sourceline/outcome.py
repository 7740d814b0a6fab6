"""What became of a save: the value that a preview gives its server."""

from __future__ import annotations

from dataclasses import dataclass

from sourceline.errors import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a browser has to do after files were saved."""

    changed: bool = False
    """Whether pages have changed."""
    styles: tuple[str, ...] = ()
    """Site paths of style sheets, when nothing but styles changed."""
    problems: tuple[Problem, ...] = ()
    """What stands in the way; when not empty, the site is still the former one."""
