"""A small chronicle to find notes in, and what the desk says of it."""

from __future__ import annotations

from sourceline.check import check_chronicle
from sourceline.model import (
    Chronicle,
    Date,
    Event,
    Evidence,
    Profile,
    Records,
    Settings,
    Source,
)

TEXT = "Ada Fenwick resigned.\nNobody was surprised.\n"
GOOD = Evidence("tide", "Ada Fenwick resigned.", 0, 21)
LOST = Evidence("tide", "Somebody was surprised.", 22, 45)


def make_source(name: str = "tide", *, published: str | None = "2031-05-06") -> Source:
    return Source(
        id=name,
        path=f"content/sources/{name}.txt",
        sha256="",
        text=TEXT,
        title="T",
        published=published,
    )


def make_event(**changes: object) -> Event:
    values: dict[str, object] = {
        "id": "ada-resigns",
        "kind": "departure",
        "title": "Ada resigns",
        "date": Date("2031-05-06"),
        "evidence": (GOOD,),
    }
    return Event(**(values | changes))  # type: ignore[arg-type]  # each test knows what it changes


def make_chronicle(*events: Event, profiles: tuple[Profile, ...] = ()) -> Chronicle:
    return Chronicle(
        settings=Settings(), sources=(make_source(),), events=events, profiles=profiles
    )


def show(chronicle: Chronicle, records: Records | None = None) -> list[str]:
    return [str(problem) for problem in check_chronicle(chronicle, records)]
