"""A table with a row for each event, out and in: for spreadsheets, and from them.

In comes what a person would write: columns are known by many names, dates in EDTF, numbers or English words.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from sourceline import edtf
from sourceline.errors import Position, Problem
from sourceline.interchange.cells import Row, Table, read_table, write_table
from sourceline.interchange.incoming import Topics, clean_line, is_basis, is_status, name_events
from sourceline.interchange.markup import read_line
from sourceline.interchange.spans import write_day
from sourceline.interchange.tellings import Telling, find_original, locate_source, tell_event
from sourceline.interchange.values import Incoming, Outgoing, Written
from sourceline.interchange.when import Order, find_order, read_when
from sourceline.model import Date, Event, EventRecord, Evidence, Participant
from sourceline.site.addresses import clean_web_address
from sourceline.site.dates import describe_date as word_date
from sourceline.store.records import is_id

SEPARATOR = "; "
"""Between several values in a cell."""

HEADERS = (
    *("id", "date", "basis", "when", "earliest", "latest", "title", "kind", "status", "people"),
    *(
        "place",
        "topics",
        "text",
        "source",
        "source_title",
        "publisher",
        "quote",
        "url",
        "sources",
        "page",
    ),
)

# Our name of a column → other names for it, small letters without spaces, hyphens and underlines.
_NAMES: Mapping[str, str] = {
    "id": "id uniqueid eventid key slug",
    "date": "date when wann edtf eventdate dates time datetime datum fecha data",
    "begin": "begin start startdate begindate from since startedat",
    "end": "end enddate finish to until endedat",
    "year": "year startyear jahr año année ano",
    "month": "month startmonth",
    "day": "day dayofmonth startday",
    "basis": "basis",
    "title": "title headline event ereignis name what whathappened heading subject label titel título titre",
    "kind": "kind type category eventtype group class tag",
    "status": "status",
    "people": "people participants who wer actors person persons names participant",
    "place": "place location venue where wo city town ort lieu lugar",
    "topics": "topics topic tags theme themes",
    "text": "text description details body content summary comment comments beschreibung",
    "source": "source sourceid reference ref citation quelle fuente",
    "source_title": "sourcetitle sourcename",
    "publisher": "publisher publication outlet newspaper",
    "quote": "quote quotation exact excerpt evidence",
    "url": "url link sourceurl href website web address sourcelink",
    "note": "note notes remark remarks",
}
_KNOWN = {name: ours for ours, names in _NAMES.items() for name in names.split()}
_DERIVED = frozenset({"when", "earliest", "latest", "sources", "page"})
"""Columns of ours that say again what others say."""


# --- out --------------------------------------------------------------------------------------


def write_events(outgoing: Outgoing) -> Written:
    """Each event with its date, its bounds and words, who takes part, and the quote that gave its title."""
    rows = (_describe_event(outgoing, event) for event in outgoing.chronicle.events)
    return Written(write_table(HEADERS, rows))


def _describe_event(outgoing: Outgoing, event: Event) -> dict[str, object]:
    told = tell_event(outgoing, event)
    places = [*dict.fromkeys(p.name for p in event.participants if p.role == "location")]
    return {
        "id": told.id,
        "title": told.title,
        "kind": event.kind,
        "status": event.status,
        "people": SEPARATOR.join(name for name in told.people if name not in places),
        "place": SEPARATOR.join(places),
        "topics": SEPARATOR.join(told.topics),
        "text": event.text.strip(),
        "sources": len({quote.source for quote in told.quotes}) or None,
        "page": told.address,
        **describe_date(outgoing, event.date),
        **_describe_quote(outgoing, told),
    }


def describe_date(outgoing: Outgoing, date: Date | None) -> dict[str, object]:
    """EDTF, bounds and words of a date; nothing for none."""
    if date is None:
        return {}
    value = edtf.parse(date.edtf)
    return {
        "date": date.edtf,
        "basis": date.basis,
        "when": word_date(date, outgoing.lookup.labels).text,
        "earliest": write_day(value.earliest),
        "latest": write_day(value.latest),
    }


def _describe_quote(outgoing: Outgoing, told: Telling) -> dict[str, object]:
    if not told.quotes:
        return {}
    quote = told.quotes[0]
    source = outgoing.lookup.sources[quote.source]
    return {
        "source": source.id,
        "source_title": source.title,
        "publisher": source.publisher,
        "quote": quote.text,
        "url": find_original(source) or locate_source(outgoing, source),
    }


# --- in ---------------------------------------------------------------------------------------


class _Columns(NamedTuple):
    """Which column holds what."""

    names: dict[str, str]
    """Our name → header."""
    others: tuple[str, ...]
    """Headers that are none of ours: what stands there is kept as a note."""
    order: Order | None
    """How its dates write days and months in numbers."""


def read_events(data: bytes, path: str) -> Incoming:
    """A record for each row that has a title or a text. What is not understood is named, and kept as a note in
    the event's file."""
    table = read_table(data, path)
    problems = list(table.problems)
    columns = _find_columns(table)
    place = Position(path, 1, 1)
    if not columns.names.keys() & {"title", "text"}:
        return Incoming(problems=(*problems, _report_no_title(place, table.headers)))
    problems += [_report_column(place, header) for header in columns.others]
    topics = Topics()
    records = [_read_row(row, columns, topics, problems) for row in table.rows]
    events, profiles = topics.name_in(name_events(record for record in records if record))
    return Incoming(events=events, profiles=profiles, problems=tuple(problems))


_DATES = ("date", "begin", "end")


def _find_columns(table: Table) -> _Columns:
    """The first of several columns that mean the same counts."""
    found: dict[str, str] = {}
    others: list[str] = []
    for header in filter(None, table.headers):
        ours = _KNOWN.get("".join(sign for sign in header.lower() if sign.isalnum()))
        if ours and ours not in found:
            found[ours] = header
        elif header.lower() not in _DERIVED and found.get(ours or "") != header:
            others.append(header)
    dates = [row.cells.get(found.get(key, ""), "") for row in table.rows for key in _DATES]
    return _Columns(found, tuple(others), find_order(dates))


def _read_row(
    row: Row, columns: _Columns, topics: Topics, problems: list[Problem]
) -> EventRecord | None:
    told = {key: row.cells.get(header, "") for key, header in columns.names.items()}
    title = clean_line(told.get("title"))
    text = told.get("text", "")
    if not title:
        title = read_line(text)[:100].rstrip()
    if not title:
        problems.append(_warn(row.place, "A row without a title and text was left out."))
        return None
    date, odd = _read_date(told, columns.order, row.place, problems)
    others = [f"{h}: {row.cells[h]}" for h in columns.others if h in row.cells]
    status = told.get("status", "").lower()
    if status and not is_status(status):
        problems.append(
            _warn(row.place, f"The status {status!r} is none of ours; it was left out.")
        )
    evidence, cited = _cite(told)
    return EventRecord(
        id=clean_line(told.get("id")),
        title=title,
        kind=clean_line(told.get("kind")) or "event",
        date=date,
        status=status if is_status(status) else None,
        participants=_name_participants(told),
        topics=tuple(map(topics.add, _split(told.get("topics")))) or None,
        text="\n\n".join(part for part in (text, cited) if part) or None,
        evidence=evidence,
        note="\n".join(part for part in (told.get("note", ""), odd, *others) if part) or None,
    )


def _name_participants(told: Mapping[str, str]) -> tuple[Participant, ...] | None:
    people = [Participant(name, "participant") for name in _split(told.get("people"))]
    sign = SEPARATOR.strip()  # a comma is a part of the names of many places
    names = filter(None, map(clean_line, told.get("place", "").split(sign)))
    places = [Participant(name, "location") for name in names]
    return (*people, *places) or None


def _split(cell: str | None) -> list[str]:
    """Several values in a cell, each once: between semicolons, or commas where there are none."""
    sign = ";" if ";" in (cell or "") else ","
    return [*dict.fromkeys(filter(None, map(clean_line, (cell or "").split(sign))))]


def _cite(told: Mapping[str, str]) -> tuple[tuple[Evidence, ...] | None, str]:
    """Evidence, where a column gives the id of a source and words of it; else the quote and the link as Markdown
    at the end of the text."""
    source, quote = clean_line(told.get("source")), clean_line(told.get("quote"))
    if is_id(source) and quote and not quote.endswith("…"):
        return (Evidence(source, quote, -1, -1),), ""
    web = clean_web_address(told.get("url")) or clean_web_address(source)
    words = clean_line(told.get("source_title")) or ("" if clean_web_address(source) else source)
    words = ", ".join(part for part in (words, clean_line(told.get("publisher"))) if part)
    link = f"[{words or web}]({web})" if web else words
    return None, "\n\n".join(part for part in (f"> {quote}" if quote else "", link) if part)


def _read_date(
    told: Mapping[str, str], order: Order | None, place: Position, problems: list[Problem]
) -> tuple[Date | None, str]:
    """The date of a row; and what was written there instead, where that is none."""
    begin = told.get("date") or told.get("begin") or _join_numbers(told)
    end = told.get("end", "")
    written = " – ".join(cell for cell in (begin, end) if cell)
    if not written:
        return None, ""
    found = [read_when(cell, order) for cell in (begin, end) if cell]
    known = [each for each in found if each]
    text = _join_dates(begin, [each.edtf for each in known])
    if len(known) < len(found) or not edtf.is_edtf(text):
        problems.append(_warn(place, f"{written!r} could not be read as a date and was left out."))
        return None, f"Date as it was given: {written}"
    if any(each.doubtful for each in known):
        message = f"{written!r} may be one day or another; it was read as {text}."
        problems.append(_warn(place, message))
    worded = any(sign.isalpha() for sign in written) and not edtf.is_edtf(written)
    basis = told.get("basis")
    known_as = basis if is_basis(basis) else "stated"
    return Date(edtf.parse(text).text, known_as, phrase=written if worded else None), ""


def _join_numbers(told: Mapping[str, str]) -> str:
    """Columns of their own for year, month and day, as one date."""
    parts = [told.get(key, "") for key in ("year", "month", "day")]
    while parts and not parts[-1]:
        parts.pop()
    if all(part.isdigit() for part in parts):
        return "-".join(f"{int(part):0{2 if n else 4}d}" for n, part in enumerate(parts))
    return " ".join(part for part in reversed(parts) if part)


def _join_dates(begin: str, dates: list[str]) -> str:
    if not begin:
        return f"../{dates[0]}" if dates else ""
    return "/".join(dict.fromkeys(dates))


def _report_column(place: Position, header: str) -> Problem:
    return Problem(
        place,
        "unknown-column",
        f"It is not known what the column {header!r} holds, or another one holds it already; it was kept as notes.",
        "To have it used, call it one of: " + ", ".join(_NAMES) + ".",
        "warning",
    )


def _report_no_title(place: Position, headers: Sequence[str]) -> Problem:
    return Problem(
        place,
        "no-title-column",
        "No column holds titles or texts of events; the first row names "
        + (", ".join(repr(header) for header in headers if header) or "none")
        + ".",
        "Put the names of the columns into the first row, and call one 'title'.",
    )


def _warn(place: Position, message: str) -> Problem:
    remedy = "Mend the cell and import again, or write it into the file in content/events/ by hand."
    return Problem(place, "not-taken-over", message, remedy, "warning")
