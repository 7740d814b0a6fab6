"""The author's desk as a page of the preview: every problem by kind. It is never published."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from sourceline.check.kinds import name_kind, sort_kinds
from sourceline.errors import Paste, Position, Problem
from sourceline.model import Chronicle, Source
from sourceline.site.addresses import source_path
from sourceline.site.frames import make_frame
from sourceline.site.labels import Labels, load_labels
from sourceline.site.lookup import make_lookup
from sourceline.site.pages import Page
from sourceline.site.values import Frame, Link
from sourceline.store.places import Places, find_places

DESK = "desk/index.html"

_MOST = 200
"""Notes of one kind on the page; more are counted, and listed by `sourceline check --only`."""


class Note(NamedTuple):
    """A problem as it stands on the desk."""

    place: str
    severity: str
    message: str
    remedy: str
    sentence: Link | None
    """The sentence at its place, leading to it on the page of its source."""
    pastes: tuple[Paste, ...]


class Kind(NamedTuple):
    """The problems of one kind."""

    code: str
    heading: str
    count: int  # type: ignore[assignment] # in place of the method of tuples
    notes: tuple[Note, ...]
    more: str
    """How many more there are, or ""."""


class DeskPage(NamedTuple):
    """What the template shows."""

    frame: Frame
    words: Labels
    """English, whatever the language of the site: so are the problems."""
    title: str
    summary: str
    kinds: tuple[Kind, ...]
    sentences: str
    """On how many sentences nothing rests, and why, or ""."""


def plan_desk(
    chronicle: Chronicle,
    problems: Sequence[Problem],
    sentences: str,
    *,
    assets: Mapping[str, str],
) -> Page:
    """The page of all `problems`, with what is to be said of the `sentences` nothing rests on. Its words
    are English, as those of the problems are."""
    lookup = make_lookup(chronicle, assets)
    labels = load_labels("en")
    finder = _Finder({source.path: source for source in chronicle.sources})
    title = labels("desk_title")
    values = DeskPage(
        frame=make_frame(lookup, DESK, title),
        words=labels,
        title=title,
        summary=labels("desk_count", len(problems)) if problems else labels("desk_empty"),
        kinds=tuple(
            _show_kind(code, listed, finder) for code, listed in sort_kinds(problems).items()
        ),
        sentences=sentences,
    )
    return Page(DESK, "desk.html", values)


def _show_kind(code: str, problems: Sequence[Problem], finder: _Finder) -> Kind:
    more = len(problems) - _MOST
    return Kind(
        code=code,
        heading=name_kind(code),
        count=len(problems),
        notes=tuple(
            Note(
                place=str(problem.position),
                severity=problem.severity,
                message=problem.message,
                remedy=problem.remedy,
                sentence=finder.find(problem.position),
                pastes=problem.pastes,
            )
            for problem in problems[:_MOST]
        ),
        more=load_labels("en")("desk_more", more, code=code) if more > 0 else "",
    )


@dataclass(frozen=True, slots=True)
class _Finder:
    """Finds the sentence at a place."""

    sources: Mapping[str, Source]
    places: dict[str, Places] = field(default_factory=dict)
    """Path → its places, kept since they are asked for each note."""

    def find(self, place: Position) -> Link | None:
        """The sentence of a source that stands at a place; None where there is none."""
        source = self.sources.get(place.path)
        if source is None or not place.line:
            return None
        if place.path not in self.places:
            self.places[place.path] = find_places(source)
        found = self.places[place.path].find_sentence(place)
        if found is None:
            return None
        words = " ".join(source.text[found.start : found.end].split())
        return Link(words, f"{source_path(source.id)}#s{found.number}")
