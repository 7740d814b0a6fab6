"""What every reader needs to make records: ids that can be addresses, and texts that can be written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TypeGuard, get_args

from sourceline import edtf
from sourceline.model import Basis, EventRecord, ProfileRecord, Status
from sourceline.naming import name_folder, part_twins
from sourceline.store.records import is_id
from sourceline.weave.groups import number_id

LONGEST_ID = 60

# Controls but for tab and line break, and halves of characters: no file of ours may hold them.
_ODD = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


def name_events(events: Iterable[EventRecord]) -> tuple[EventRecord, ...]:
    """The events, each with an id of its own: the one that it has where that can be one, else one made of its title.

    Of different titles that would make one id the first by the alphabet keeps it, and each other gets a sum behind,
    so that the order in which a file holds them does not show. What has the very same id or title is counted.
    """
    events = tuple(events)
    wholes = [("", event.id) if is_id(event.id) else (event.title or "", "") for event in events]
    names = _name_all(wholes)
    return tuple(replace(event, id=name) for event, name in zip(events, names, strict=True))


def _name_all(wholes: Sequence[tuple[str, str]]) -> Iterator[str]:
    """For each (title, id) a name; one of the two is empty."""
    made = {(title, given): given or make_slug(title) for title, given in wholes}
    ranked = sorted(made, key=lambda whole: (not whole[1], whole[0] != made[whole], whole))
    parted = part_twins((f"{title}\n{given}", made[title, given]) for title, given in ranked)
    kept = set(parted.values())
    numbered = {name: number_id(name) for name in kept}
    seen = set[tuple[str, str]]()
    for title, given in wholes:
        name = parted[f"{title}\n{given}"]
        if (title, given) in seen:
            name = next(other for other in numbered[name] if other not in kept)
            kept.add(name)
        seen.add((title, given))
        yield name


class Topics:
    """Topics by their names, for formats that know tags."""

    def __init__(self) -> None:
        self._known: dict[str, str] = {}

    def add(self, name: str) -> str:
        """Take a topic in; what it is called until all are named."""
        key = name.casefold()
        self._known.setdefault(key, name)
        return key

    def name_in(
        self, events: Iterable[EventRecord]
    ) -> tuple[tuple[EventRecord, ...], tuple[ProfileRecord, ...]]:
        """The events with the ids of their topics, and a profile for each topic, in the order of their first use."""
        ids = dict(
            zip(self._known, _name_all([(name, "") for name in self._known.values()]), strict=True)
        )
        named = (
            replace(event, topics=event.topics and tuple(ids[key] for key in event.topics))
            for event in events
        )
        profiles = (
            ProfileRecord(id=ids[key], kind="topic", name=name) for key, name in self._known.items()
        )
        return tuple(named), tuple(profiles)


def make_slug(title: str) -> str:
    """An id of what a thing is called; there is always one."""
    from slugify import slugify  # noqa: PLC0415 - only where no id was given

    return name_folder(slugify(title, max_length=LONGEST_ID, word_boundary=True)) or "event"


def clean_text(text: object) -> str:
    """What a file says, as text without white space around it and without signs that no file may hold; "" for
    nothing."""
    return _ODD.sub("", "" if text is None else str(text).replace("\r\n", "\n")).strip()


def clean_line(text: object) -> str:
    """The same in one line."""
    return " ".join(clean_text(text).split())


def drop_mark(title: str, plain: str) -> str:
    """The `plain` title that goes with a title, where no more than its status was put after it."""
    return plain if plain and title.startswith(f"{plain} (") else title


def read_edtf(text: str) -> str | None:
    """The canonical text of an EDTF date; None when it is none."""
    try:
        return edtf.parse(text.strip()).text
    except edtf.EdtfError:
        return None


def is_basis(text: object) -> TypeGuard[Basis]:
    """Whether this is one of our words for how a date is known."""
    return text in get_args(Basis)


def is_status(text: str) -> TypeGuard[Status]:
    """Whether this is one of our words for how an event is told."""
    return text in get_args(Status)
