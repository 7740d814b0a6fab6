"""A list too long for one page, in parts that have a page each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from sourceline.site.addresses import part_path
from sourceline.site.labels import Labels
from sourceline.site.values import Link, PartLink

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Part(Generic[T]):
    """One page of a list."""

    path: str
    members: Sequence[T]
    number: int
    """From 1."""
    texts: tuple[tuple[str, str, int], ...]
    """Words, path and size of every part; () where the list is one page."""

    def title(self, title: str, labels: Labels) -> str:
        """The list's title, with the number of the part from the second on: "People (2/4)"."""
        if self.number == 1:
            return title
        return labels("part", title=title, n=str(self.number), all=str(len(self.texts)))

    @property
    def links(self) -> tuple[PartLink, ...]:
        """To every part, this one marked."""
        return tuple(
            PartLink(text, path, size, n == self.number)
            for n, (text, path, size) in enumerate(self.texts, 1)
        )

    @property
    def before(self) -> Link | None:
        """The part before this one."""
        return self._link(self.number - 1)

    @property
    def after(self) -> Link | None:
        """The part after this one."""
        return self._link(self.number + 1)

    def _link(self, number: int) -> Link | None:
        if not 1 <= number <= len(self.texts):
            return None
        text, path, _ = self.texts[number - 1]
        return Link(text, path)


def cut_list(
    things: Sequence[T], path: str, longest: int, word: Callable[[Sequence[T], int], str]
) -> list[Part[T]]:
    """The list at `path` as one part, or in parts of `longest`, each worded by `word` from its
    members and the number of the first. An empty list is one part, too. What is added at the end changes the last part alone."""
    pieces = [things[n : n + longest] for n in range(0, len(things), longest)] or [things]
    paths = [part_path(path, n) for n in range(1, len(pieces) + 1)]
    texts: tuple[tuple[str, str, int], ...] = ()
    if len(pieces) > 1:
        texts = tuple(
            (word(piece, n * longest + 1), at, len(piece))
            for n, (piece, at) in enumerate(zip(pieces, paths, strict=True))
        )
    return [Part(at, p, n, texts) for n, (p, at) in enumerate(zip(pieces, paths, strict=True), 1)]


def word_numbers(piece: Sequence[object], first: int, labels: Labels) -> str:
    """ "201 to 400"."""
    return word_ends(labels.count(first), labels.count(first + len(piece) - 1), labels)


def word_ends(first: str, last: str, labels: Labels) -> str:
    """ "2012 to 2014", or "2012"."""
    return first if first == last else labels("span", first=first, last=last)
