"""The page of corrections, and the line on each page that was corrected."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import get_args

from sourceline import edtf
from sourceline.model import Correction, Date, ParticipantRole
from sourceline.site import addresses
from sourceline.site.dates import describe_date
from sourceline.site.frames import make_frame
from sourceline.site.labels import Labels
from sourceline.site.lookup import Lookup, find_event
from sourceline.site.pages import CorrectionsPage, Page
from sourceline.site.values import Corrected, CorrectionDay, CorrectionLine, Link

_PART = re.compile(rf"(.*) \(({'|'.join(get_args(ParticipantRole))})\)")


def plan_corrections(lookup: Lookup, corrections: Sequence[Correction]) -> Page:
    """What the published site said otherwise before, the newest day first."""
    labels = lookup.labels
    title = labels("corrections")
    days = _group_days(lookup, corrections)
    lead = labels("corrections_lead") if days else labels("corrections_none")
    values = CorrectionsPage(
        frame=make_frame(lookup, addresses.CORRECTIONS, title, description=lead),
        title=title,
        lead=lead,
        days=days,
    )
    return Page(addresses.CORRECTIONS, "corrections.html", values)


def list_corrected(lookup: Lookup, path: str) -> tuple[Corrected, ...]:
    """When the page at `path` was corrected, the newest day first, each day once."""
    days: dict[str, int] = {}
    for number, entry in lookup.corrected.get(path, ()):
        days.setdefault(entry.on, number)
    return tuple(
        Corrected(describe_date(Date(on), lookup.labels), f"{addresses.CORRECTIONS}#c{number}")
        for on, number in sorted(days.items(), key=lambda item: _order(item[0]), reverse=True)
    )


def _order(on: str) -> tuple[object, ...]:
    return edtf.sort_key(edtf.parse(on))


def _group_days(lookup: Lookup, entries: Iterable[Correction]) -> tuple[CorrectionDay, ...]:
    """Entries of one day in the order of the file; their numbers in it are their anchors, which stay since
    the file only grows."""
    numbered = sorted(enumerate(entries, 1), key=lambda item: _order(item[1].on), reverse=True)
    return tuple(
        CorrectionDay(
            describe_date(Date(on), lookup.labels),
            f"d{re.sub(r'[^0-9A-Za-z-]', '_', on)}",
            tuple(_word_line(lookup, number, entry) for number, entry in sorted(group)),
        )
        for on, group in groupby(numbered, key=lambda item: item[1].on)
    )


def _word_line(lookup: Lookup, number: int, entry: Correction) -> CorrectionLine:
    labels = lookup.labels
    gone = entry.what if entry.what in ("removed", "joined") else "vanished"
    return CorrectionLine(
        anchor=f"c{number}",
        page=link_page(lookup, entry),
        what=labels(f"corrected_{entry.what}"),
        before=word_value(entry, entry.before, labels),
        after=word_value(entry, entry.after, labels),
        gone="" if entry.after else labels(f"corrected_{gone}_now"),
        markdown=entry.note or "",
    )


def link_page(lookup: Lookup, entry: Correction) -> Link:
    """The page under its title of today; what is gone keeps the title it had."""
    folder, _, name = lookup.ways.get(entry.page, entry.page).partition("/")
    if folder == "events" and name in lookup.events:
        return Link(lookup.events[name].title, find_event(lookup, name))
    if folder == "sources" and name in lookup.sources:
        return Link(lookup.sources[name].title or name, addresses.source_path(name))
    profile = lookup.profiles.get(name)
    if profile and addresses.FOLDERS[profile.kind] == folder:
        return Link(profile.name, addresses.profile_path(profile.kind, name))
    return Link(entry.before if entry.what in ("removed", "joined") else entry.page)


def word_value(entry: Correction, value: str, labels: Labels) -> str:
    """A value of the file in the words of the site: dates, statuses and parts are kept there in words that
    belong to no language."""
    if entry.what == "date":
        text = value.removeprefix("reported ")
        if edtf.is_edtf(text):
            date = Date(text) if text == value else Date(text, "published")
            return describe_date(date, labels).text
    if entry.what == "status":
        return labels.find(value, value)
    if entry.what == "participants":
        return "; ".join(_word_part(part, labels) for part in value.split("; "))
    return value


def _word_part(part: str, labels: Labels) -> str:
    match = _PART.fullmatch(part)
    return f"{labels(f'role_{match[2]}')}: {match[1]}" if match else part
