"""What every reader needs to make records: ids that can be addresses, and texts that can be written."""

from __future__ import annotations

import re
from typing import TypeGuard, get_args

from sourceline import edtf
from sourceline.model import Basis, ProfileRecord, Status
from sourceline.store.records import is_id

LONGEST_ID = 60

# Controls but for tab and line break, and halves of characters: no file of ours may hold them.
_ODD = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


class Ids:
    """Hands out ids, each once."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def make(self, *wishes: str) -> str:
        """The first of the `wishes` that can be an id as it stands, or what the first that holds a letter or
        digit becomes; with a number after it where it is taken."""
        good = next((wish for wish in wishes if wish and is_id(wish)), "") or _make_slug(wishes)
        name, number = good, 1
        while name in self._taken:
            number += 1
            name = f"{good}-{number}"
        self._taken.add(name)
        return name


class Topics:
    """Topics by their names, for formats that know tags."""

    def __init__(self) -> None:
        self._ids = Ids()
        self._known: dict[str, ProfileRecord] = {}

    def add(self, name: str) -> str:
        """The id of a topic."""
        key = name.casefold()
        if key not in self._known:
            record = ProfileRecord(id=self._ids.make("", name), kind="topic", name=name)
            self._known[key] = record
        return self._known[key].id

    def list_records(self) -> tuple[ProfileRecord, ...]:
        """A profile for each, in the order of their first use."""
        return tuple(self._known.values())


def _make_slug(wishes: tuple[str, ...]) -> str:
    from slugify import slugify  # noqa: PLC0415 - only where no id was given

    slugs = (slugify(wish, max_length=LONGEST_ID, word_boundary=True) for wish in wishes)
    return next((slug for slug in slugs if slug), "event")


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
