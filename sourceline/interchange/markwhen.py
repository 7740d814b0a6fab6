"""Markwhen, out and in: a line for each event, its properties below, then its words.

Markwhen knows dates of level 0 only. What is about right, open or one of several is written as its bounds, and
the property `edtf` says what is known; the import takes that as long as the bounds are still the same.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import takewhile
from typing import NamedTuple

from sourceline.errors import Position, Problem
from sourceline.interchange.bounds import find_bounds
from sourceline.interchange.incoming import (
    clean_line,
    clean_text,
    drop_mark,
    is_basis,
    is_status,
    name_events,
    read_edtf,
)
from sourceline.interchange.markwhen_dates import Start, read_start, write_dates
from sourceline.interchange.paragraphs import cite_plainly
from sourceline.interchange.spans import find_span
from sourceline.interchange.tellings import tell_event
from sourceline.interchange.values import Incoming, Outgoing, Written
from sourceline.model import Date, Event, EventRecord
from sourceline.site.plain import strip_markdown
from sourceline.store.text import decode_text

Properties = Mapping[str, str]

OWN = ("id", "edtf", "basis", "kind", "status", "title", "when", "page")
"""Properties that we write; `when` and `page` are for those who read the file elsewhere. `title` is that of an event
whose first line ends with its status, since that line is all that Markwhen shows at first."""
_KIND = "event"

_TAG = re.compile(r"(?:^|(?<=\s))#(?!\d+(?:\s|$))(\w+)", re.ASCII)
_PROPERTY = re.compile(r"\s*([\w.-]+):(?:\s(.*)|$)", re.ASCII)
_SECTION = re.compile(r"\s*#{1,6}\s+\S")
_COMMENT = re.compile(r"\s*//")
_JOINER = "\u2060"
_JOINTS = re.compile(r"(?<!\w)!(?=[\w\[])|(?<!\w)\.(?=start|end)|\](?=\()", re.ASCII)
_SIGNS = re.compile(r"(?<!\S)(?=\\*[#\[])")
_MARKS = re.compile(r"(?<!\S)(?=\\*#)")
"""Where a backslash is put before what would be a tag, or a box as well."""
_JOINED = re.compile(rf"([!.\]]){_JOINER}")
_DATED = re.compile(r"\s*(?:[+!\d]|(?:by|before|after|now|plus|to)\b)", re.IGNORECASE)
_FORMAT = re.compile(r"dateFormat:(?P<value>.*)")


# --- out --------------------------------------------------------------------------------------


def write_markwhen(outgoing: Outgoing) -> Written:
    """Every event that has a date which Markwhen can say."""
    settings = outgoing.chronicle.settings
    lead = " ".join(strip_markdown(settings.lead).split())
    lines = [f"title: {_quote(settings.title)}"]
    lines += [f"description: {_quote(lead)}"] if lead else []
    lines += ["timezone: UTC", ""]
    lost = 0
    for event in outgoing.chronicle.events:
        dates = write_dates(find_bounds(event.date))
        lost += dates is None
        lines += _write_event(outgoing, event, dates) if dates else []
    told = f"{lost} of {len(outgoing.chronicle.events)} events were left out"
    note = f"{told}: Markwhen shows nothing without a date, and no year of more than five digits."
    return Written("\n".join(lines).encode(errors="replace"), (note,) if lost else ())


def _write_event(outgoing: Outgoing, event: Event, dates: str) -> Iterator[str]:
    assert event.date is not None  # noqa: S101 - it has been written
    telling = tell_event(outgoing, event)
    exact = find_span(event.date).exact
    properties = {
        "id": event.id,
        "edtf": event.date.edtf,
        "basis": "" if event.date.basis == "stated" else event.date.basis,
        "kind": event.kind,
        "status": "" if event.status == "asserted" else event.status,
        "title": telling.title if telling.status else "",
        "when": "" if exact else telling.when,
        "page": telling.address or "",
    }
    tag = _make_tag(event.kind)
    yield f"{dates}: {_disarm(telling.marked)}{f' #{tag}' if tag else ''}"
    yield from (f"{key}: {_quote(value)}" for key, value in properties.items() if value)
    yield ""
    if event.text:
        text = _MARKS.sub(r"\\", clean_text(event.text))  # Markdown, as Markwhen has it too
        yield from map(_escape_line, text.split("\n"))
        yield ""
    for quote in telling.quotes:
        yield f"> {_disarm(clean_line(cite_plainly(quote)))}"
        yield ""


def _quote(text: str) -> str:
    """A value of a property. Markwhen would make something else of a "#", so it is spelled out."""
    spelled = json.dumps(clean_line(text), ensure_ascii=False).replace("#", "\\u0023")
    return "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in spelled)


def _make_tag(kind: str) -> str:
    """A kind of event as a tag: letters, digits and "_", not digits alone."""
    tag = re.sub(r"[^A-Za-z0-9]+", "_", kind).strip("_")
    return "" if tag.isdigit() else tag


def _disarm(text: str) -> str:
    """Plain words without what Markwhen takes for a tag, a box to tick, an id, a link or a picture: a backslash, or
    a word joiner, which nobody sees, stands in between."""
    return _JOINTS.sub(lambda match: f"{match[0]}{_JOINER}", _SIGNS.sub(r"\\", text))


def _escape_line(line: str) -> str:
    """A line of words that is no event, section, comment or property, led by a full stop where it would be one, as
    Markwhen's own converter does it."""
    lead = line.strip()[:5].lower()
    signs = lead[:1] in tuple(":-.\\#") or lead.startswith(("//", "every"))
    # Rather one too many, since a full stop goes again on the way back.
    dated = ":" in line and (_DATED.match(line) or read_start(line))
    return f". {line}" if signs or dated else line


# --- in ---------------------------------------------------------------------------------------


class _Block(NamedTuple):
    """The lines of an event."""

    number: int
    """Of its first line, from 1."""
    start: Start
    properties: Properties
    words: tuple[str, ...]


def read_markwhen(data: bytes, path: str) -> Incoming:
    """A record for each event. Sections, tags but the first, and properties that are not ours are counted."""
    lines = [line.removesuffix("\r") for line in decode_text(data, path).split("\n")]
    problems: list[Problem] = []
    lost: Counter[str] = Counter()
    blocks = _cut_blocks(lines, day_first=_read_format(lines, path, problems))
    records = [_read_block(block, path, lost, problems) for block in blocks]
    problems += [_note_loss(path, name, number) for name, number in sorted(lost.items())]
    return Incoming(
        events=name_events(record for record in records if record), problems=tuple(problems)
    )


def _read_format(lines: list[str], path: str, problems: list[Problem]) -> bool:
    """Whether the head of the file says that in 3/4/2024 the day comes first, as Markwhen took it before version 1.1."""
    head = takewhile(lambda pair: not read_start(pair[1]), enumerate(lines, 1))
    for number, match in ((number, _FORMAT.match(line)) for number, line in head):
        if match and match["value"].strip(" \"'") == "d/M/y":
            return True
        if match:
            message = "The rules for dates of its own that this file has are not read."
            remedy = "Write the dates that they are for as 2024-03-25."
            place = Position(path, number, 1)
            problems.append(Problem(place, "not-taken-over", message, remedy, "warning"))
    return False


def _cut_blocks(lines: list[str], *, day_first: bool) -> Iterator[_Block]:
    """Each event with its properties and the lines up to the next event or section."""
    starts = [read_start(line, day_first=day_first) for line in lines]
    here = 0
    while here < len(lines):
        start, number = starts[here], here + 1
        here += 1
        if start is None:
            continue
        properties: dict[str, str] = {}
        while (
            here < len(lines)
            and starts[here] is None
            and (found := _PROPERTY.fullmatch(lines[here]))
        ):
            properties[found[1]] = _read_value(found[2] or "")
            here += 1
        first = here
        while here < len(lines) and starts[here] is None and not _SECTION.match(lines[here]):
            here += 1
        yield _Block(number, start, properties, tuple(lines[first:here]))


def _read_value(text: str) -> str:
    """A value of YAML on one line, as text."""
    text = text.strip()
    if text.startswith('"'):
        try:
            return clean_line(json.loads(text))
        except ValueError:
            return clean_line(text.strip('"'))
    if len(text) > 1 and text[0] == text[-1] == "'":
        return clean_line(text[1:-1].replace("''", "'"))
    return clean_line(text.partition(" #")[0])


def _read_title(block: _Block) -> str:
    """What the first line says, without tags."""
    text = _JOINED.sub(r"\1", _TAG.sub("", block.start.text))
    return clean_line(re.sub(r"(?<!\S)\\(?=\\*[#\[])", "", text))


def _read_block(
    block: _Block, path: str, lost: Counter[str], problems: list[Problem]
) -> EventRecord | None:
    place = Position(path, block.number, 1)
    tags = _TAG.findall(block.start.text)
    title = _read_title(block)
    if block.start.edtf is None:
        problems.append(
            _refuse(place, f"The date {block.start.dates!r} is none that is read here.")
        )
        return None
    if not title:
        problems.append(_refuse(place, "This event has no title."))
        return None
    if block.start.repeats:
        problems.append(_note(place, "This event repeats; only the first time was taken over."))
    own = block.properties
    title = drop_mark(title, own.get("title", ""))
    status = own.get("status", "")
    kind = own.get("kind") or (tags[0] if tags else _KIND)
    lost.update("tag" for tag in tags if tag not in (tags[0], _make_tag(kind)))
    for name in own.keys() - {*OWN}:
        lost[f"property {name!r}"] += 1
    return EventRecord(
        id=own.get("id", ""),
        title=title,
        kind=kind,
        date=_choose_date(block, place, problems),
        status=status if is_status(status) else None,
        text=_join_words(block.words) or None,
    )


def _choose_date(block: _Block, place: Position, problems: list[Problem]) -> Date:
    """The EDTF text beside the bounds as long as these are still the same, else the bounds."""
    told = block.start.edtf or ""
    said = read_edtf(block.properties.get("edtf", ""))
    basis = block.properties.get("basis", "")
    if said is None:
        return Date(told)
    written = write_dates(find_bounds(Date(said)))
    again = read_start(f"{written}: x") if written else None
    if again and again.edtf == told:
        return Date(said, basis if is_basis(basis) else "stated")
    problems.append(
        _note(
            place,
            f"The date was changed here to {told}; its former EDTF text {said} no longer holds.",
        )
    )
    return Date(told)


def _join_words(lines: tuple[str, ...]) -> str:
    """The words of an event without comments."""
    kept = (line for line in lines if not _COMMENT.match(line))
    text = _JOINED.sub(r"\1", "\n".join(line.removeprefix(". ") for line in kept))
    return re.sub(r"\n{3,}", "\n\n", clean_text(re.sub(r"(?<!\S)\\(?=\\*#)", "", text)))


def _note_loss(path: str, name: str, number: int) -> Problem:
    noun = f"{number} tag" if name == "tag" else f"The {name} of {number} event"
    verb = "was" if number == 1 or name != "tag" else "were"
    return _note(Position(path), f"{noun}{'s' if number > 1 else ''} {verb} left out.")


def _refuse(place: Position, message: str) -> Problem:
    remedy = "Write a date of its own there (2024-03-25, 2024-03/2024-05), or the event by hand into content/events/."
    return Problem(place, "not-taken-over", f"{message} The event was left out.", remedy, "warning")


def _note(place: Position, message: str) -> Problem:
    remedy = "Write it by hand into the event's file in content/events/ if it matters."
    return Problem(place, "not-taken-over", message, remedy, "note")
