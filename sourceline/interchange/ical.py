"""iCalendar (RFC 5545): events of a known day as all-day entries, the rest as journal entries without a date.

A calendar knows days only. What happened "in May" or "about 1450", or was merely reported on some day, would have to
be put on a false one; a VJOURNAL may go without a date, and X-EDTF says what is known.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from types import ModuleType
from typing import TYPE_CHECKING

from sourceline.errors import UsageError
from sourceline.interchange.incoming import clean_text
from sourceline.interchange.paragraphs import tell_plainly
from sourceline.interchange.spans import Part, find_span
from sourceline.interchange.tellings import tell_event
from sourceline.interchange.values import Outgoing, Written
from sourceline.model import Event
from sourceline.site.addresses import event_path
from sourceline.site.feeds import find_moment, make_identity

if TYPE_CHECKING:
    import icalendar

PRODUCT = "-//Sourceline//Sourceline//EN"
UNKNOWN = "1970-01-01T00:00:00Z"
"""Of an entry whose age no source tells: a calendar needs a moment, and a clock would change the bytes."""
STATUSES = {"asserted": "CONFIRMED", "planned": "TENTATIVE", "alleged": "TENTATIVE"}
"""How the source speaks of an event → STATUS. What it denies is on no day of a calendar."""


def write_calendar(outgoing: Outgoing) -> Written:
    """UsageError where the package `icalendar` is missing."""
    package = _load_package()
    settings = outgoing.chronicle.settings
    calendar = package.Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", PRODUCT)
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", clean_text(settings.title))
    for event in outgoing.chronicle.events:
        calendar.add_component(_make_entry(package, outgoing, event))
    undated = sum(find_days(event) is None for event in outgoing.chronicle.events)
    told = f"{undated} of {len(outgoing.chronicle.events)} events have no sure day"
    rest = "they are journal entries without a date, which most calendars do not show."
    return Written(calendar.to_ical(sorted=False), (f"{told}: {rest}",) if undated else ())


def find_days(event: Event) -> tuple[date, date] | None:
    """The first and the last day of an event; None where either is not surely known, where it was denied, or
    where it lies outside of the years that a calendar can say.

    Two days that are counted from another ("last week") are bounds: it happened on a day between them.
    """
    span = find_span(event.date)
    if span.end and event.date and event.date.basis != "stated":
        return None
    if not span.exact or span.begin is None or event.status == "denied":
        return None
    first, last = _find_day(span.begin), _find_day(span.end or span.begin)
    return (first, last) if first and last else None


def _find_day(part: Part) -> date | None:
    if part.month is None or part.day is None or not 1 <= part.year < 9999:
        return None
    return date(part.year, part.month, part.day)


def _make_entry(package: ModuleType, outgoing: Outgoing, event: Event) -> icalendar.Component:
    settings, telling = outgoing.chronicle.settings, tell_event(outgoing, event)
    days = find_days(event)
    entry: icalendar.Component = package.Event() if days else package.Journal()
    entry.add("uid", make_identity(settings, event_path(event.id)))
    moment = find_moment((event.added,)) or find_moment((event.reported,)) or UNKNOWN
    entry.add("dtstamp", datetime.fromisoformat(moment))
    if days:
        entry.add("dtstart", days[0])
        entry.add("dtend", days[1] + timedelta(days=1))  # the day after the last
        entry.add("transp", "TRANSPARENT")
        entry.add("status", STATUSES[event.status])
    entry.add("summary", clean_text(telling.announced))
    entry.add("description", clean_text("\n\n".join(tell_plainly(telling))))
    if telling.address:
        entry.add("url", telling.address)
    groups = [clean_text(each) for each in (event.kind, *telling.topics) if clean_text(each)]
    if groups:
        entry.add("categories", groups)
    if telling.edtf:
        entry.add("x-edtf", telling.edtf)
    return entry


def _load_package() -> ModuleType:
    try:
        import icalendar  # noqa: PLC0415 - an extra
    except ImportError:
        raise UsageError(
            "To write iCalendar the package icalendar is needed.\n"
            "    Install it with: pip install 'sourceline[ical]'"
        ) from None
    return icalendar
