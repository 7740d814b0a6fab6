"""What the site shows of each fact, small and made for machines: `corrections/state.json`.

Every build publishes it, so that the next one can be compared with it. It holds no word of a locale, no
clock and no fingerprint: the same facts give the same bytes in every language.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from sourceline.errors import UsageError
from sourceline.model import Chronicle, Date, Event, FigureClaim, Profile, RoleClaim
from sourceline.site.addresses import FOLDERS, list_ways
from sourceline.weave.folders import EVENTS

SHOWN = "corrections/state.json"
VERSION = 1

Line = tuple[str, str]
"""What a fact is about (the measure of a figure, the word of a role), and all that is shown of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What one page shows."""

    title: str
    date: str = ""
    """As in a correction: EDTF, after "reported " where only its report is known."""
    status: str = ""
    participants: tuple[tuple[str, str, str], ...] = ()
    """(role, name, page of the profile or "")."""
    figures: tuple[Line, ...] = ()
    roles: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """What a whole site shows."""

    pages: Mapping[str, Shown] = field(default_factory=dict)
    """By folder and id, as "events/ada-fenwick-departure"."""
    redirects: Mapping[str, str] = field(default_factory=dict)
    """Page → the page it leads to."""
    corrections: int = 0
    """Entries of the corrections file when it was built."""
    known_on: str | None = None


def make_state(chronicle: Chronicle) -> State:
    """What the pages of a chronicle show."""
    folders = {profile.id: FOLDERS[profile.kind] for profile in chronicle.profiles}
    pages = {f"{EVENTS}/{event.id}": _show_event(event, folders) for event in chronicle.events}
    events = {event.id for event in chronicle.events}
    for profile in chronicle.profiles:
        pages[f"{FOLDERS[profile.kind]}/{profile.id}"] = _show_profile(profile, events)
    for source in chronicle.sources:
        pages[f"sources/{source.id}"] = Shown(
            title=source.title or source.id, date=source.published or ""
        )
    return State(
        pages=pages,
        redirects=list_ways(chronicle.redirects),
        corrections=len(chronicle.corrections),
        known_on=chronicle.known_on,
    )


def _show_event(event: Event, folders: Mapping[str, str]) -> Shown:
    return Shown(
        title=event.title,
        date=write_date(event.date),
        status=event.status,
        participants=tuple(
            (person.role, person.name, _find_page(person.profile, folders))
            for person in event.participants
        ),
        figures=tuple(map(_write_figure, event.figures)),
    )


def _find_page(profile: str | None, folders: Mapping[str, str]) -> str:
    return f"{folders[profile]}/{profile}" if profile in folders and profile else ""


def _show_profile(profile: Profile, events: set[str]) -> Shown:
    """Each fact stands on one page, so that its correction is told once: a figure of an event on that of
    the event, a role on that of the person who has one."""
    return Shown(
        title=profile.name,
        figures=tuple(_write_figure(f) for f in profile.figures if f.event not in events),
        roles=tuple(_write_roles(profile)),
    )


def _write_roles(profile: Profile) -> Iterator[Line]:
    for role in profile.roles:
        if role.person.profile == profile.id or role.person.profile is None:
            yield _write_role(role)


def _write_figure(figure: FigureClaim) -> Line:
    about = (figure.measure or figure.unit or "").replace("_", " ")
    parts = (figure.phrase, figure.measure and about, write_date(figure.date))
    return about, ", ".join(part for part in parts if part)


def _write_role(role: RoleClaim) -> Line:
    word = " ".join(part for part in (role.qualifier, role.role) if part)
    ends = (("from", role.begin), ("until", role.end))
    dates = [f"{word} {write_date(date)}" for word, date in ends if date]
    where = role.organization.name if role.organization else ""
    who = role.person.name if role.person.profile is None else ""
    return word, ", ".join(part for part in (who, word, where, *dates) if part)


def write_date(date: Date | None) -> str:
    """A date as the file of corrections writes it."""
    if date is None:
        return ""
    return f"reported {date.edtf}" if date.basis == "published" else date.edtf


def dump_state(state: State) -> str:
    """One line of JSON, in ASCII, without what is empty."""
    whole = {
        "version": VERSION,
        "known_on": state.known_on,
        "corrections": state.corrections,
        "pages": {name: _simplify(shown) for name, shown in sorted(state.pages.items())},
        "redirects": dict(sorted(state.redirects.items())),
    }
    return json.dumps(whole, separators=(",", ":")) + "\n"


def _simplify(shown: Shown) -> dict[str, Any]:
    fields = {name: getattr(shown, name) for name in Shown.__slots__}
    return {name: value for name, value in fields.items() if value}


def read_state(text: str, where: str) -> State:
    """The state in the text of a file, which `where` names to a person; UsageError when it is none."""
    try:
        whole = json.loads(text)
        return State(
            pages={str(name): _read_shown(value) for name, value in whole["pages"].items()},
            redirects={str(old): str(new) for old, new in whole["redirects"].items()},
            corrections=int(whole["corrections"]),
            known_on=whole["known_on"],
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise UsageError(
            f"{where} is not what a build of Sourceline wrote.\n    Build the site there once more."
        ) from None


def _read_shown(value: dict[str, Any]) -> Shown:
    return Shown(
        title=str(value.get("title", "")),
        date=str(value.get("date", "")),
        status=str(value.get("status", "")),
        participants=tuple(
            (str(role), str(name), str(page)) for role, name, page in value.get("participants", ())
        ),
        figures=_read_lines(value.get("figures", ())),
        roles=_read_lines(value.get("roles", ())),
    )


def _read_lines(lines: Iterable[Any]) -> tuple[Line, ...]:
    return tuple((str(about), str(text)) for about, text in lines)
