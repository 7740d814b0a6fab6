"""TimelineJS (Knight Lab), as JSON, out and in: one slide for each event.

Field names after its `docs/json-format` and `src/js`: a slide is placed by `start_date` and `end_date`, of which
month and day are left out where they are not known; `display_date` says what numbers cannot. TimelineJS shows
the year -44 as "44 BCE", so its years before Christ are one away from EDTF's. It cannot show what has no date.
What a slide has no field for stands in `_timeline`, as in our feeds, and is not looked at by TimelineJS.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from sourceline import edtf
from sourceline.errors import Position, Problem
from sourceline.interchange.incoming import (
    clean_line,
    clean_text,
    drop_mark,
    is_basis,
    is_status,
    name_events,
    read_edtf,
)
from sourceline.interchange.markup import read_html, read_line
from sourceline.interchange.places import JsonFile
from sourceline.interchange.spans import Part, find_span, write_edtf
from sourceline.interchange.tellings import Quote, Telling, tell_event
from sourceline.interchange.values import Incoming, Outgoing, Written
from sourceline.model import Date, Event, EventRecord
from sourceline.site.addresses import clean_web_address
from sourceline.site.indented import dump_indented
from sourceline.site.plain import strip_markdown

MOST_QUOTES = 3
"""More would not fit on a slide."""

_CLOCK = re.compile(r"(\d{2}):(\d{2}):(\d{2})")
_FRAME = re.compile(r"""<iframe\b[^>]*\bsrc\s*=\s*["']([^"']+)""", re.IGNORECASE)
_OWN_KIND = "event"
_ERA = "era"


class Slide(NamedTuple):
    """A slide, for both forms of the file."""

    id: str
    headline: str
    """HTML, as all texts but the display date; it ends with the status of what is not asserted, since the row of
    markers shows headlines alone."""
    text: str
    begin: Part
    end: Part | None
    display: str
    credit: str
    own: dict[str, str]
    """What no field of TimelineJS holds."""


# --- out --------------------------------------------------------------------------------------


def write_timeline(outgoing: Outgoing) -> Written:
    """All events that have a date, and the site's title and lead on the first slide."""
    slides, notes = make_slides(outgoing)
    title = escape(outgoing.chronicle.settings.title)
    whole = {
        "title": {
            "unique_id": "title",
            "text": {"headline": title, "text": tell_lead(outgoing)},
        },
        "events": [_describe_slide(slide) for slide in slides],
    }
    return Written(f"{dump_indented(whole)}\n".encode(errors="replace"), notes)


def tell_lead(outgoing: Outgoing) -> str:
    """The text of the first slide: the site's lead."""
    lead = " ".join(strip_markdown(outgoing.chronicle.settings.lead).split())
    return f"<p>{escape(lead)}</p>" if lead else ""


def make_slides(outgoing: Outgoing) -> tuple[list[Slide], tuple[str, ...]]:
    """The slides in order, and a note on the events that have no date."""
    events = outgoing.chronicle.events
    slides = [slide for event in events if (slide := _make_slide(outgoing, event))]
    lost = len(events) - len(slides)
    note = f"TimelineJS shows nothing without a year: {lost} of {len(events)} events were left out."
    return slides, (note,) if lost else ()


def _make_slide(outgoing: Outgoing, event: Event) -> Slide | None:
    span = find_span(event.date)
    begin = span.begin or span.end
    if begin is None or event.date is None:
        return None
    told = tell_event(outgoing, event)
    quote = told.quotes[0] if told.quotes else None
    plain = span.exact and begin.year > 0 and not begin.time
    own = {"edtf": told.edtf, "basis": event.date.basis, "kind": event.kind, "status": event.status}
    own |= {"title": told.title} if told.status else {}
    return Slide(
        id=event.id,
        headline=escape(told.marked),
        text=_word_text(told, outgoing.chronicle.settings.title),
        begin=begin,
        end=span.end if span.begin else None,
        display="" if plain else told.when,
        credit=escape(quote.credit) if quote else "",
        own=own,
    )


def _word_text(told: Telling, site: str) -> str:
    """The author's words, the first quotes with their links, and the way to the page."""
    parts = [f"<p>{escape(part)}</p>" for part in told.text.split("\n\n") if part.strip()]
    parts += [_word_quote(quote) for quote in told.quotes[:MOST_QUOTES]]
    if told.address:
        parts.append(f"<p>{_link(told.address, site)}</p>")
    return "".join(parts)


def _word_quote(quote: Quote) -> str:
    source = _link(quote.link, quote.credit) if quote.link else escape(quote.credit)
    return f"<blockquote>{escape(quote.text)}</blockquote><p>{source}</p>"


def _link(address: str, words: str) -> str:
    return f'<a href="{escape(address)}">{escape(words)}</a>'


def escape(text: str) -> str:
    """Plain text as HTML."""
    return html.escape(text)


def _describe_slide(slide: Slide) -> dict[str, Any]:
    media = {"url": "", "credit": slide.credit}
    parts: dict[str, Any] = {
        "unique_id": slide.id,
        "start_date": describe_part(slide.begin),
        "end_date": slide.end and describe_part(slide.end),
        "display_date": slide.display,
        "text": {"headline": slide.headline, "text": slide.text},
        "media": media if slide.credit else None,
        "_timeline": slide.own,
    }
    return {key: value for key, value in parts.items() if value}


def describe_part(part: Part) -> dict[str, int]:
    """As far as it is known. A year before Christ as TimelineJS shows it: -44 is 44 BCE."""
    told = {"year": part.year if part.year > 0 else part.year - 1}
    told |= {} if part.month is None else {"month": part.month}
    told |= {} if part.day is None else {"day": part.day}
    clock = _CLOCK.match(part.time)
    if clock:
        told |= dict(zip(("hour", "minute", "second"), map(int, clock.groups()), strict=True))
    return told


# --- in ---------------------------------------------------------------------------------------


def is_timeline(data: bytes) -> bool:
    """Whether a JSON file is one of TimelineJS: its events have a `start_date`."""
    return b'"events"' in data and b'"start_date"' in data


def read_timeline(data: bytes, path: str) -> Incoming:
    """A record for each slide and each era. Media stay as links in the text, since a site shows no foreign ones."""
    file = JsonFile(data, path)
    raw: list[tuple[Position, Any]] = []
    problems: list[Problem] = []
    if isinstance(file.value, dict) and file.value.get("title"):
        problems.append(_note_title(file.locate("title")))
    for name in ("events", "eras"):
        listed = file.value.get(name, []) if isinstance(file.value, dict) else None
        if not isinstance(listed, list):
            problems.append(_refuse(file.locate(name), f"{name!r} must be a list of slides."))
            continue
        places = file.locate_items(name) if listed else []
        raw += [
            (place, {**slide, "era": name == "eras"} if isinstance(slide, dict) else slide)
            for place, slide in zip(places, listed, strict=True)
        ]
    return Incoming(events=name_events(read_slides(raw, problems)), problems=tuple(problems))


def read_slides(raw: list[tuple[Position, Any]], problems: list[Problem]) -> Iterator[EventRecord]:
    """The records of slides, each given with its place; what is wrong with one is added to `problems`."""
    for place, slide in raw:
        if not isinstance(slide, Mapping):
            problems.append(_refuse(place, "A slide must be an object with its text and dates."))
            continue
        if slide.get("is_title"):
            problems.append(_note_title(place))
            continue
        record = _read_slide(slide, place, problems)
        if record:
            yield record


def _read_slide(
    slide: Mapping[str, Any], place: Position, problems: list[Problem]
) -> EventRecord | None:
    own, text = _take_object(slide, "_timeline"), _take_object(slide, "text")
    title = drop_mark(read_line(text.get("headline")), clean_line(own.get("title")))
    words = read_html(text.get("text"))
    if not title:
        title = read_line(text.get("text"))[:100].rstrip()
    if not title:
        problems.append(_warn(place, "A slide without a headline and text was left out."))
        return None
    date, note = _read_date(slide, own, place, problems)
    kind = clean_line(own.get("kind")) or clean_line(slide.get("group"))
    status = clean_line(own.get("status"))
    return EventRecord(
        id=clean_line(slide.get("unique_id")),
        title=title,
        kind=kind or (_ERA if slide.get("era") else _OWN_KIND),
        date=date,
        status=status if is_status(status) else None,
        text="\n\n".join(part for part in (words, _word_media(slide)) if part) or None,
        note=note or None,
    )


def _take_object(slide: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    value = slide.get(key)
    return value if isinstance(value, Mapping) else {}


def _word_media(slide: Mapping[str, Any]) -> str:
    """Picture, film or page beside a slide, as a link with its caption and credit."""
    media = _take_object(slide, "media")
    told = clean_text(media.get("url"))
    caption, credit = (read_line(media.get(key)) for key in ("caption", "credit"))
    if told.startswith("<"):  # a quotation, or the frame of another page
        frame = _FRAME.match(told)
        quote, told = ("", html.unescape(frame[1])) if frame else (read_html(told), "")
    else:
        quote = ""
    address = clean_web_address(told)
    if not address and not quote:
        return ""
    words = f"[{caption or address}]({address})" if address else quote
    return f"{words} ({credit})" if credit else words


def _read_date(
    slide: Mapping[str, Any],
    own: Mapping[str, Any],
    place: Position,
    problems: list[Problem],
) -> tuple[Date | None, str]:
    """The date of a slide; and what it said instead, where that is none."""
    given = [slide.get(key) for key in ("start_date", "end_date")]
    display = read_line(slide.get("display_date"))
    try:
        parts = [read_part(each) for each in given if each]
        text = write_edtf(*parts) if parts else None
        known = edtf.parse(text).text if text else None
    except ValueError as error:
        problems.append(_warn(place, f"The date was left out: {str(error).rstrip('.')}."))
        return None, f"Date as it was given: {display or _word_given(given)}"
    return _choose_date(own, known, display), ""


def _word_given(given: list[Any]) -> str:
    ends = [each.values() if isinstance(each, Mapping) else [each] for each in given if each]
    return " to ".join("-".join(clean_line(part) for part in end if part) for end in ends)


def _choose_date(own: Mapping[str, Any], told: str | None, display: str) -> Date | None:
    """The EDTF date beside the numbers, as long as they say the same; else that of the numbers."""
    said = read_edtf(clean_line(own.get("edtf")))
    basis = own.get("basis")
    if said is not None and told == _number_edtf(said):
        return Date(said, basis if is_basis(basis) else "stated")
    return Date(told, phrase=display or None) if told else None


def _number_edtf(text: str) -> str | None:
    """What the numbers of an EDTF date say again."""
    span = find_span(Date(text))
    begin = span.begin or span.end
    again = begin and write_edtf(
        *(read_part(describe_part(p)) for p in (begin, span.end if span.begin else None) if p)
    )
    return read_edtf(again) if again else None


def read_part(told: object) -> Part:
    """The year, month and day of a TimelineJS date; ValueError where there is none."""
    if not isinstance(told, Mapping):
        raise ValueError(f"{told!r} is no date with a year")  # noqa: TRY004 - what a file says, not a call
    numbers = {key: _read_number(told.get(key), key) for key in _LIMITS}
    year = numbers["year"]
    if year is None:
        raise ValueError("there is no year")
    month = numbers["month"]
    day = numbers["day"] if month is not None else None
    clock = [numbers[key] or 0 for key in ("hour", "minute", "second")]
    timed = day is not None and numbers["hour"] is not None
    time = "{:02d}:{:02d}:{:02d}".format(*clock) if timed else ""
    return Part(year if year >= 0 else year + 1, month, day, time)


_LIMITS = {"year": 12, "month": 2, "day": 2, "hour": 2, "minute": 2, "second": 2}


def _read_number(value: object, key: str) -> int | None:
    text = re.sub(r"[\s,]", "", clean_line(value))  # as TimelineJS takes "1,066"
    if not text:
        return None
    match = re.fullmatch(r"(-?\d+)(?:\.0*)?", text, re.ASCII)
    if not match or len(match[1]) > _LIMITS[key]:
        raise ValueError(f"{key} {text[:40]!r} is no number")
    return int(match[1])


def _refuse(place: Position, message: str) -> Problem:
    return Problem(
        place, "wrong-type", message, "Open the file in TimelineJS to see what it holds."
    )


def _note_title(place: Position) -> Problem:
    message = "The title slide is no event and was left out."
    remedy = "Write its words into content/site.yaml, as 'title' and 'lead'."
    return Problem(place, "not-taken-over", message, remedy, "note")


def _warn(place: Position, message: str) -> Problem:
    remedy = (
        "Write it into the file in content/events/ by hand, or mend the slide and import again."
    )
    return Problem(place, "not-taken-over", message, remedy, "warning")
