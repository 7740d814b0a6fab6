"""What the reader of a format makes of a file, before it is a Source."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from sourceline.errors import Problem
from sourceline.model import Origin, Place
from sourceline.read.blocks import Layout

LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
"""A BCP 47 tag, as far as documents name their language by one."""

Finder = Callable[[str, Sequence[tuple[int, int]]], list[Place]]
"""(text, spans in it, in order) → where in the file each of them stands."""


@dataclass(frozen=True, slots=True)
class Draft:
    """The text of a file with its parts, and what the file says of itself."""

    text: str
    layout: Layout
    stated: dict[str, tuple[str, Origin]] = field(default_factory=dict)
    """Name of a field → its value and where it was found; these win over what the layout tells."""
    find_places: Finder | None = None
    """For a text that was taken out of the file; None where the text is the file."""
    doubts: tuple[Problem, ...] = ()
    """What the author should know of how it was read."""

    @property
    def title(self) -> str | None:
        """As the file states it, or as its lines tell."""
        return self.stated["title"][0] if "title" in self.stated else self.layout.title
