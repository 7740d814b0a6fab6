"""langextract JSONL, in: texts with what a language model found in them, a document a line.

Each text becomes a source, to be read as any other. Of what the model found, only events are taken over, and of those
only what the text bears out: their words must stand in it verbatim, and a date must be one that our own reader reads
in the same sentence. All else is left out and counted; names, roles and figures are read again from the text.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import chain
from typing import Any, NamedTuple

from sourceline.errors import ContentError, Position, Problem
from sourceline.extract.rules.times import read_times
from sourceline.interchange.incoming import (
    LONGEST_ID,
    clean_line,
    clean_text,
    name_events,
    read_edtf,
)
from sourceline.interchange.values import Incoming
from sourceline.model import Date, EventRecord, Evidence, Source, TimeExpression
from sourceline.read import make_source_id, read_source
from sourceline.store.sources import SOURCES
from sourceline.store.text import decode_text
from sourceline.weave.dates import may_coincide
from sourceline.weave.groups import number_id

DATES = ("date", "when", "time", "event_date", "start_date", "year")
"""Attributes that say when."""
KINDS = ("kind", "type", "event_type", "category")
"""Attributes that say what kind of event it is."""
LONGEST_TITLE = 120
_EVENT = re.compile(
    r"(?:^|[\s_-])(?:events?|incidents?|milestones?|happenings?)(?:$|[\s_-])", re.IGNORECASE
)


class _Found(NamedTuple):
    """An extraction as it stands in a line."""

    name: str
    """Its class."""
    words: str
    start: int
    """Where it should stand in the text as it is written to its file; -1: not told."""
    attributes: Mapping[str, Any]

    @property
    def is_event(self) -> bool:
        """By its class, or because it says when."""
        return bool(_EVENT.search(self.name)) or any(key in self.attributes for key in DATES)


class _Losses:
    """What is left out, and how often."""

    def __init__(self) -> None:
        self.classes: Counter[str] = Counter()
        self.absent = 0
        """Events whose words are not in the text."""
        self.undated = 0
        """Dates that the text does not bear out."""


def is_extractions(data: bytes) -> bool:
    """Whether a file of JSON lines is one of langextract."""
    first = data.lstrip(b"\xef\xbb\xbf \t\r\n").partition(b"\n")[0]
    return first.startswith(b"{") and b'"extractions"' in first and b'"text"' in first


def read_extractions(data: bytes, path: str) -> Incoming:
    """A source for each document, and a record for each event that its text bears out."""
    problems: list[Problem] = []
    sources: list[Source] = []
    events: list[EventRecord] = []
    names, losses = set[str](), _Losses()
    for number, line in enumerate(decode_text(data, path).split("\n"), 1):
        if not line.strip():
            continue
        place = Position(path, number, 1)
        try:
            document = _read_line(line)
            source = _make_source(document, names)
        except (ValueError, RecursionError, ContentError) as error:
            problems.append(_refuse(place, error))
            continue
        sources.append(_add_source(source))
        times = read_times(source.text, published=source.published, language=source.language)
        for found in _list_extractions(document):
            record = _read_event(found, source, times, losses)
            events += [record] if record else []
    return Incoming(
        events=name_events(events),
        sources=tuple(sources),
        problems=(*problems, *_tell_losses(path, losses)),
    )


def _read_line(line: str) -> Mapping[str, Any]:
    document = json.loads(line)
    if not isinstance(document, dict) or not isinstance(document.get("text"), str):
        raise ValueError("there is no 'text' in it")  # noqa: TRY004 - what a file says, not a call
    return document


def _make_source(document: Mapping[str, Any], names: set[str]) -> Source:
    """The text as it will be read from its file; ContentError where nothing of it is an article. Its language and
    what else it says of itself are read from it then, too."""
    text = clean_text(document["text"])
    source = read_source(text.encode(errors="replace"), path=str(SOURCES / "text.txt"))
    told = clean_line(document.get("document_id")).replace("/", "-") or "document"
    good = make_source_id(f"{told}.txt")[:LONGEST_ID].strip("-")
    name = next(name for name in chain((good,), number_id(good)) if name not in names)
    names.add(name)
    return replace(source, id=name, path=str(SOURCES / f"{name}.txt"))


def _add_source(source: Source) -> Source:
    """What is to be written: the text, and nothing that nobody has said of it."""
    return Source(
        id=source.id, path=source.path, sha256=source.sha256, text=source.text, language=""
    )


def _list_extractions(document: Mapping[str, Any]) -> Iterator[_Found]:
    listed, text = document.get("extractions"), document["text"]
    plain = clean_text(text) == text
    for each in listed if isinstance(listed, list) else ():
        if isinstance(each, dict):
            attributes, start = each.get("attributes"), _find_start(each.get("char_interval"))
            yield _Found(
                name=clean_line(each.get("extraction_class")) or "extraction",
                words=clean_text(each.get("extraction_text")),
                start=start if plain or start < 0 else len(clean_text(f"{text[:start]}x")) - 1,
                attributes=attributes if isinstance(attributes, dict) else {},
            )


def _find_start(interval: object) -> int:
    start = interval.get("start_pos") if isinstance(interval, dict) else None
    return start if isinstance(start, int) and start >= 0 else -1


def _read_event(
    found: _Found,
    source: Source,
    times: tuple[TimeExpression, ...],
    losses: _Losses,
) -> EventRecord | None:
    if not found.is_event:
        losses.classes[found.name] += 1
        return None
    start = _find_words(found, source.text)
    sentence = _find_sentence(source, start, start + len(found.words)) if start >= 0 else None
    if sentence is None:
        losses.absent += 1
        return None
    date = _choose_date(found, [time for time in times if _lies_in(time, *sentence)], start)
    losses.undated += date is None and _say_date(found) != ""
    title = clean_line(found.words)
    title = title if len(title) <= LONGEST_TITLE else f"{title[:LONGEST_TITLE].rsplit(' ', 1)[0]} …"
    kind = next((clean_line(found.attributes[k]) for k in KINDS if found.attributes.get(k)), "")
    return EventRecord(
        id="",
        title=title,
        kind=kind or "event",
        date=date,
        evidence=(Evidence(source.id, source.text[slice(*sentence)], -1, -1),),
        note=_write_note(found),
    )


def _find_words(found: _Found, text: str) -> int:
    """Where the words stand verbatim: at their place, else nearest to it; -1: nowhere."""
    if not found.words:
        return -1
    if found.start >= 0 and text.startswith(found.words, found.start):
        return found.start
    places = [match.start() for match in re.finditer(re.escape(found.words), text)]
    return min(places, key=lambda place: abs(place - found.start), default=-1)


def _find_sentence(source: Source, start: int, end: int) -> tuple[int, int] | None:
    """From the begin of the first to the end of the last sentence that the words are part of."""
    touched = [s for s in source.sentences if s.start < end and start < s.end]
    return (touched[0].start, touched[-1].end) if touched else None


def _lies_in(time: TimeExpression, start: int, end: int) -> bool:
    return time.edtf is not None and start <= time.start and time.end <= end


def _choose_date(found: _Found, times: list[TimeExpression], start: int) -> Date | None:
    """The date of the sentence that agrees with what the model said; where it said none, the only one among
    the words themselves."""
    said = _say_date(found)
    if said:
        meant = _read_said(said)
        fitting = [
            time
            for time in times
            if meant and may_coincide(Date(meant), Date(str(time.edtf)), "asserted")
        ]
    else:
        end = start + len(found.words)
        fitting = [time for time in times if _lies_in(time, start, end)]
        fitting = fitting if len(fitting) == 1 else []
    if not fitting:
        return None
    time = fitting[0]
    reason = None if time.basis == "stated" else time.reason
    return Date(str(time.edtf), time.basis, time.text, time.reference, reason)


def _say_date(found: _Found) -> str:
    return next((clean_line(found.attributes[k]) for k in DATES if found.attributes.get(k)), "")


def _read_said(text: str) -> str | None:
    """What a model wrote as a date: EDTF, or words that our reader reads."""
    known = read_edtf(text)
    if known:
        return known
    return next((time.edtf for time in read_times(text, published=None) if time.edtf), None)


def _write_note(found: _Found) -> str:
    """For the authors: what the model said besides, none of which is published."""
    said = "; ".join(f"{clean_line(k)}: {clean_line(v)}" for k, v in found.attributes.items())
    told = f"Found by langextract as {found.name!r}"
    return f"{told} ({said})." if said else f"{told}."


def _refuse(place: Position, error: Exception) -> Problem:
    if isinstance(error, ContentError):
        message = error.problems[0].message
    elif isinstance(error, json.JSONDecodeError):
        message = f"This line is no JSON: {error.msg}."
        place = place._replace(column=error.colno)
    else:
        message = f"This line is no document of langextract: {error}."
    remedy = "Save it again with `save_annotated_documents`, or delete the line."
    return Problem(place, "not-taken-over", f"{message} It was left out.", remedy, "warning")


def _tell_losses(path: str, losses: _Losses) -> Iterator[Problem]:
    place = Position(path)
    if losses.absent:
        message = f"{_count(losses.absent, 'event')} left out: no such words stand in the text."
        remedy = "Nothing is to be done: what a model words itself is no quote."
        yield Problem(place, "not-taken-over", message, remedy, "warning")
    if losses.undated:
        told = _count(losses.undated, "date")
        message = f"{told} left out: no such date is read in the sentence of the event."
        remedy = "Write them into the files in content/events/ where you know them; `note` tells what the model said."
        yield Problem(place, "not-taken-over", message, remedy, "note")
    if losses.classes:
        told = ", ".join(f"{number} {name!r}" for name, number in sorted(losses.classes.items()))
        message = f"What is no event was left out: {told}."
        remedy = "Names, roles and figures are read from the texts themselves at the next build."
        yield Problem(place, "not-taken-over", message, remedy, "note")


def _count(number: int, noun: str) -> str:
    return f"1 {noun} was" if number == 1 else f"{number} {noun}s were"
