"""The content that every generator is given: events, profiles and sources, made from a seed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from bench.generators.grammar import Pen, name_body, name_paper, name_person

TITLE = "Archipelago Record"
ADDRESS = "https://record.example"
FIRST_DAY = date(1995, 1, 1)
DAYS = 25 * 365
NEWEST, FED, LISTED = 50, 20, 100
"""Events on the front page, in the feed, on a page of a year."""


@dataclass(frozen=True, slots=True)
class Profile:
    """Who takes part."""

    id: str
    name: str
    kind: Literal["person", "organization"]
    text: str


@dataclass(frozen=True, slots=True)
class Source:
    """What is cited."""

    id: str
    title: str
    publisher: str
    url: str
    published: date
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence of a source."""

    source: Source
    exact: str


@dataclass(frozen=True, slots=True)
class Event:
    """What happened."""

    id: str
    title: str
    day: date
    text: str
    """CommonMark; the last block is a paragraph, without a line break at its end."""
    profiles: tuple[Profile, ...]
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Corpus:
    """Events in order of time."""

    events: tuple[Event, ...]
    profiles: tuple[Profile, ...]
    sources: tuple[Source, ...]


def make_corpus(events: int, seed: int = 1) -> Corpus:
    """So many events, a tenth as many profiles, a fifth as many sources. Texts have 80 to 200 words, few
    profiles are in very many events, days are spread evenly over 25 years."""
    pen = Pen(seed)
    days = [FIRST_DAY + timedelta(n) for n in sorted(pen.draw(DAYS) for _ in range(events))]
    profiles = tuple(_make_profile(pen, n) for n in range(max(events // 10, 4)))
    sources = tuple(_make_source(pen, n, days) for n in range(max(events // 5, 2)))
    made = (_make_event(pen, n, day, profiles, sources) for n, day in enumerate(days))
    return Corpus(tuple(made), profiles, sources)


def word_day(day: date) -> str:
    """ "5 May 2013", as all templates write it."""
    return f"{day.day} {day:%B %Y}"


def _make_profile(pen: Pen, number: int) -> Profile:
    person = number % 3 > 0
    return Profile(
        id=f"p{number:05d}",
        name=name_person(number) if person else name_body(number),
        kind="person" if person else "organization",
        text=pen.write_text(30),
    )


def _make_source(pen: Pen, number: int, days: list[date]) -> Source:
    return Source(
        id=f"s{number:05d}",
        title=pen.write_title(),
        publisher=name_paper(pen.draw(60)),
        url=f"https://papers.example/{number}",
        published=days[pen.draw(len(days))],
        sentences=tuple(pen.write_sentence(marked=False) for _ in range(6)),
    )


def _make_event(
    pen: Pen, number: int, day: date, profiles: tuple[Profile, ...], sources: tuple[Source, ...]
) -> Event:
    who: dict[str, Profile] = {}
    wanted = 2 + pen.draw(3)
    while len(who) < wanted:
        profile = profiles[pen.draw_skewed(len(profiles))]
        who[profile.id] = profile
    drawn = {source.id: source for source in (_draw(pen, sources) for _ in range(1 + pen.draw(2)))}
    # In order of publication, in which Sourceline lists them.
    cited = sorted(drawn.values(), key=lambda source: (source.published, source.id))
    return Event(
        id=f"e{number:06d}",
        title=pen.write_title(),
        day=day,
        text=pen.write_text(80 + pen.draw(60)),
        profiles=tuple(who.values()),
        quotes=tuple(Quote(source, pen.choose(source.sentences)) for source in cited),
    )


def _draw(pen: Pen, sources: tuple[Source, ...]) -> Source:
    return sources[pen.draw(len(sources))]
