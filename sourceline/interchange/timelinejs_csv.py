"""TimelineJS (Knight Lab), as the table that its Google Sheet is, out and in.

The headers are those that its `src/js/core/ConfigFactory.js` reads; it passes over the columns after them, in which
stands what it has none for.
"""

from __future__ import annotations

import re
from typing import Any

from sourceline.errors import Position, Problem
from sourceline.interchange.cells import Row, read_headers, read_table, write_table
from sourceline.interchange.incoming import name_events
from sourceline.interchange.spans import Part
from sourceline.interchange.timelinejs import (
    Slide,
    describe_part,
    escape,
    make_slides,
    read_slides,
    tell_lead,
)
from sourceline.interchange.values import Incoming, Outgoing, Written

HEADERS = (
    *("Year", "Month", "Day", "Time", "End Year", "End Month", "End Day", "End Time"),
    *("Display Date", "Headline", "Text", "Media", "Media Credit", "Media Caption"),
    *("Media Thumbnail", "Alt Text", "Type", "Group", "Background"),
)
OWN = {"EDTF": "edtf", "Basis": "basis", "Kind": "kind", "Status": "status", "Title": "title"}
"""Column → name in `_timeline` of the JSON form."""

_TIME = re.compile(
    r"(\d{1,2})(?:[:.](\d{2}))?(?:[:.](\d{2}))?(?:[.,]\d+)?\s*([ap])?\.?m?\.?", re.IGNORECASE
)
_AMERICAN = re.compile(r"(?:(?:(\d{1,2})/)?(\d{1,2})/)?(-?\d+)(?:\s+(\S.*))?")
_ISO = re.compile(r"([+-]?\d+)(?:-(\d{2}))?(?:-(\d{2}))?(?:[T ](\S.*))?")


# --- out --------------------------------------------------------------------------------------


def write_rows(outgoing: Outgoing) -> Written:
    """A row for the site's title, and one for each event that has a date."""
    slides, notes = make_slides(outgoing)
    title: dict[str, object] = {
        "Headline": escape(outgoing.chronicle.settings.title),
        "Text": tell_lead(outgoing),
        "Type": "title",
    }
    rows = [title, *map(_describe_row, slides)]
    return Written(write_table((*HEADERS, "Id", *OWN), rows), notes)


def _describe_row(slide: Slide) -> dict[str, object]:
    return {
        **_describe_date(slide.begin, ""),
        **(_describe_date(slide.end, "End ") if slide.end else {}),
        "Display Date": slide.display,
        "Headline": slide.headline,
        "Text": slide.text,
        "Media Credit": slide.credit,
        "Id": slide.id,
        **{header: slide.own.get(name) for header, name in OWN.items()},
    }


def _describe_date(part: Part, lead: str) -> dict[str, object]:
    told = describe_part(part)
    names = ("year", "month", "day")
    cells: dict[str, object] = {f"{lead}{name.title()}": told.get(name) for name in names}
    if "hour" in told:
        cells[f"{lead}Time"] = f"{told['hour']}:{told['minute']:02d}:{told['second']:02d}"
    return cells


# --- in ---------------------------------------------------------------------------------------


def is_rows(data: bytes) -> bool:
    """Whether the columns of a table are those of TimelineJS."""
    headers = read_headers(data)
    return "headline" in headers and ("year" in headers or "start date" in headers)


def read_rows(data: bytes, path: str) -> Incoming:
    """A record for each row, as `timelinejs.read_timeline`; the columns of its first version are known, too."""
    table = read_table(data, path)
    problems = list(table.problems)
    known = {header.lower() for header in (*HEADERS, "Id", *OWN, "Start Date", "End Date", "Tag")}
    problems += [
        _report_column(Position(path, 1, 1), header)
        for header in table.headers
        if header and header.lower() not in known
    ]
    raw = [(row.place, _read_row(row)) for row in table.rows]
    events = name_events(read_slides(raw, problems))
    return Incoming(events=events, problems=tuple(problems))


def _read_row(row: Row) -> dict[str, Any]:
    """The slide that TimelineJS makes of a row."""
    cells = {header.lower(): text for header, text in row.cells.items()}
    kind = cells.get("type", "").lower()
    return {
        "unique_id": cells.get("id"),
        "start_date": _read_date(cells, "", "start date"),
        "end_date": _read_date(cells, "end ", "end date"),
        "display_date": cells.get("display date"),
        "text": {"headline": cells.get("headline"), "text": cells.get("text")},
        "media": {
            "url": cells.get("media"),
            "credit": cells.get("media credit"),
            "caption": cells.get("media caption"),
        },
        "group": cells.get("group") or cells.get("tag"),
        "era": kind == "era",
        "is_title": kind == "title",
        "_timeline": {name: cells.get(header.lower()) for header, name in OWN.items()},
    }


def _read_date(cells: dict[str, str], lead: str, whole: str) -> dict[str, Any] | None:
    """The parts of a date; those that are none are named when they are read."""
    if whole in cells:
        return _cut_date(cells[whole])
    told = {name: cells.get(f"{lead}{name}") for name in ("year", "month", "day")}
    if not any(told.values()):
        return None
    return {**told, **_cut_time(cells.get(f"{lead}time", ""))}


def _cut_date(text: str) -> dict[str, Any]:
    """ "3/26/2024", "1967" or "2024-03-26", with a time after it or not."""
    american, iso = _AMERICAN.fullmatch(text), _ISO.fullmatch(text)
    if american:
        month, day, year, time = american.groups()
        month, day = (month, day) if month else (day, None)
    elif iso:
        year, month, day, time = iso.groups()
    else:
        return {"year": text}
    return {"year": year, "month": month, "day": day, **_cut_time(time or "")}


def _cut_time(text: str) -> dict[str, Any]:
    match = _TIME.fullmatch(text.strip())
    if not match:
        return {"hour": text} if text else {}
    hour, minute, second, half = match.groups()
    number = int(hour)
    if half:
        number = number % 12 + 12 * (half.lower() == "p")
    return {"hour": number, "minute": minute, "second": second}


def _report_column(place: Position, header: str) -> Problem:
    return Problem(
        place,
        "unknown-column",
        f"The column {header!r} is none of TimelineJS and was left out.",
        "Nothing to do, unless it holds something that your site should tell.",
        "note",
    )
