"""The nodes of a YAML tree: plain text, with the place of every key and value."""

from __future__ import annotations

from typing import NamedTuple


class Scalar(NamedTuple):
    """A text. `plain` means written without quotes; an empty plain scalar is a value left blank."""

    text: str
    place: int
    plain: bool

    @property
    def blank(self) -> bool:
        """Whether nothing was written (`title:` and then the end of the line)."""
        return self.plain and not self.text


class Listing(NamedTuple):
    """A list."""

    items: list[Node]
    place: int


class Mapping(NamedTuple):
    """Keys and values in the order written: key → (place of the key, value)."""

    entries: dict[str, tuple[int, Node]]
    place: int


Node = Scalar | Listing | Mapping
