"""What every check needs to find: sources and files by id, and the best place for a note."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sourceline.errors import Paste, Position, Problem
from sourceline.model import (
    Chronicle,
    Event,
    EventRecord,
    Evidence,
    Extraction,
    Profile,
    ProfileRecord,
    Records,
    Source,
)
from sourceline.store import locate_key
from sourceline.store.dump import dump_yaml
from sourceline.store.places import Places, find_places

EVENTS = "content/events"
PROFILES = "content/profiles"

_SHOWN = 80
"""Characters of a quote in a message."""

NAMED = 3
"""Of many alike, as many are named; the others are counted."""


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything by id."""

    sources: Mapping[str, Source]
    events: Mapping[str, EventRecord]
    profiles: Mapping[str, ProfileRecord]
    extractions: tuple[Extraction, ...] = ()
    _places: dict[str, Places] = field(default_factory=dict)
    """Of each source, kept since they are asked for each note."""

    def locate(self, source: str, index: int) -> Position:
        """Line and column of an index in a source's text."""
        if source not in self._places:
            self._places[source] = find_places(self.sources[source])
        return self._places[source].locate(index)

    def place_evidence(self, evidence: Iterable[Evidence]) -> Position | None:
        """Where the first of several quotes that has a place stands; the source of the first where none
        has."""
        quotes = [item for item in evidence if item.source in self.sources]
        for item in quotes:
            if item.start >= 0:
                return self.locate(item.source, item.start)
        return Position(self.sources[quotes[0].source].path) if quotes else None

    def place_event(self, event: Event) -> Position:
        """Where an author looks at an event: in the file of their own, or at its first sentence."""
        return self._place(self.events.get(event.id), event.evidence, EVENTS)

    def place_profile(self, profile: Profile) -> Position:
        """Where an author looks at a profile: in the file of their own, or at its first mention."""
        return self._place(self.profiles.get(profile.id), profile.evidence, PROFILES)

    def _place(
        self,
        record: EventRecord | ProfileRecord | None,
        evidence: Iterable[Evidence],
        folder: str,
    ) -> Position:
        if record is not None:
            return locate_key(record)
        return self.place_evidence(evidence) or Position(folder)

    def path_of_event(self, event: str) -> str:
        """The file of an event, there or not."""
        return _find_path(self.events.get(event), f"{EVENTS}/{event}.yaml")

    def path_of_profile(self, profile: str) -> str:
        """The file of a profile, there or not."""
        return _find_path(self.profiles.get(profile), f"{PROFILES}/{profile}.yaml")

    def paste_event(self, event: str, key: str, value: str) -> Paste:
        """`key: value` for the file of an event, in place of the key where it stands there."""
        return _paste(self.events.get(event), self.path_of_event(event), key, value)

    def paste_profile(self, profile: str, key: str, value: str) -> Paste:
        """`key: value` for the file of a profile, in place of the key where it stands there."""
        return _paste(self.profiles.get(profile), self.path_of_profile(profile), key, value)

    def teach_alias(self, profile: str, name: str) -> Paste:
        """`aliases: […]` for the file of a profile, with those that stand there."""
        record = self.profiles.get(profile)
        known = record.aliases or () if record is not None else ()
        plain = dump_yaml({"aliases": [*known, name]}).rstrip("\n")
        return Paste(self.path_of_profile(profile), plain, "aliases" if known else "")


Record = EventRecord | ProfileRecord


def _find_path(record: Record | None, usual: str) -> str:
    return usual if record is None else locate_key(record).path


def _paste(record: Record | None, path: str, key: str, value: str) -> Paste:
    written = record is not None and record.positions.find(key) is not None
    return Paste(path, f"{key}: {value}", key if written else "")


def make_desk(
    chronicle: Chronicle, records: Records, extractions: Iterable[Extraction] = ()
) -> Desk:
    """The desk of a chronicle, with the files that people wrote for it and what was read for it."""
    return Desk(
        {source.id: source for source in chronicle.sources},
        {record.id: record for record in records.events},
        {record.id: record for record in records.profiles},
        tuple(extractions),
    )


def make_note(position: Position, code: str, message: str, remedy: str, *pastes: Paste) -> Problem:
    """A problem that fails nothing."""
    return Problem(position, code, message, remedy, "note", pastes)


def word_paste(paste: Paste, *others: Paste) -> str:
    """ "'merge: [ada]' into content/profiles/b.yaml", for a remedy; several lines are quoted one by one. The
    file is left out where it is that of one of the `others`, which were named before."""
    lines = " and ".join(map(quote_line, paste.lines.split("\n")))
    file = "" if paste.path in {other.path for other in others} else f" into {paste.path}"
    instead = f", in place of its '{paste.instead_of}:'" if paste.instead_of else ""
    return f"{lines}{file}{instead}"


def quote_line(line: str) -> str:
    """A line of YAML in a sentence."""
    return f"`{line}`" if "'" in line else f"'{line}'"


def shorten(text: str) -> str:
    """A quote as a message shows it."""
    text = " ".join(text.split())
    return f"“{text if len(text) <= _SHOWN else text[: _SHOWN - 1].rstrip() + '…'}”"


def list_some(names: Iterable[str]) -> str:
    """ "a, b, c and 9 more"; every name counts."""
    listed = list(names)
    more = len(listed) - NAMED
    shown = ", ".join(listed[:NAMED])
    return f"{shown} and {more:,} more" if more > 0 else shown
