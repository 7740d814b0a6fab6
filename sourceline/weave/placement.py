"""Where each human record belongs: which group of claims it speaks of, joins, or adds.

A record finds its group by id, or by the id that one of the group's claims carries in its source.
Its own id becomes the id of the group and stays, whatever the sources do. A record that finds
nothing and names nothing new has lost its target: it is reported with the nearest candidate.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Generic, TypeVar

from sourceline.errors import Position, Problem, Severity
from sourceline.model import EventClaim, EventRecord, ProfileClaim, ProfileRecord
from sourceline.store.records import locate_key
from sourceline.weave.groups import Apart, Directory, Group, number_id
from sourceline.weave.wording import add_article

Claim = TypeVar("Claim", ProfileClaim, EventClaim)
Record = TypeVar("Record", bound=EventRecord | ProfileRecord)


@dataclass(frozen=True, slots=True)
class Placed(Generic[Claim, Record]):
    """A group of claims and the record that speaks of it; at least one of the two is not empty."""

    group: Group[Claim]
    record: Record | None
    former: tuple[str, ...] = ()
    """Ids that led to this group's parts, now or before: they shall lead here."""

    @property
    def id(self) -> str:
        return self.group.id if self.record is None else self.record.id


_FEW, _MANY = 5, 2000


def suggest_id(name: str, known: Collection[str], *, verb: str = "Write") -> str:
    """A remedy that names the nearest known id."""
    words = set(name.split("-"))
    # Among very many ids only those with a word in common are compared letter by letter.
    ids = sorted(known)
    near_by = [other for other in ids if not words.isdisjoint(other.split("-"))]
    near = get_close_matches(name, (near_by if len(near_by) > _FEW else ids)[:_MANY], 1, 0.5)
    return f"Did you mean {near[0]!r}? {verb} that." if near else "No id comes near it."


def make_room(
    groups: Sequence[Group[Claim]], records: Sequence[EventRecord | ProfileRecord]
) -> list[Group[Claim]]:
    """The groups, each with an id that no file claims for another: where an older source has brought a
    happening that would be called like one of which a person speaks, the newcomer gets a number."""
    directory = Directory(groups)
    taken = {group.id for group in groups}
    names: dict[str, str] = {}
    for record in records:
        home = choose_home(record, directory.find)
        if home not in (None, record.id) and record.id in directory.groups:
            names[record.id] = next(name for name in number_id(record.id) if name not in taken)
            taken.add(names[record.id])
    return [Group(names.get(group.id, group.id), group.claims) for group in groups]


def choose_home(
    record: EventRecord | ProfileRecord, find: Callable[[str], str | None]
) -> str | None:
    """The group of the claims that a record names; None where it names none, or none is left. Claims that
    were read as one event may have become two: most of them tell which is meant."""
    named = record.of if isinstance(record, EventRecord) else ()
    homes = [home for name in named if (home := find(name)) is not None]
    return max(homes, key=lambda home: (homes.count(home), home == record.id), default=None)


class Placement(Generic[Claim, Record]):
    """Places records on groups step by step; `finish` gives the result."""

    def __init__(
        self, groups: Sequence[Group[Claim]], records: Sequence[Record], noun: str
    ) -> None:
        self.noun = noun
        called = make_room(groups, records)
        self.directory: Directory[Claim] = Directory(called)
        self.groups: dict[str, Group[Claim]] = {group.id: group for group in called}
        self.homes: dict[str, Record] = {}
        """Id of a group → the record that speaks of it."""
        self.moved: dict[str, str] = {}
        """Id of a group that was joined to another → the other's."""
        self.problems: list[Problem] = []
        self.apart = Apart(records)
        for record in sorted(records, key=lambda record: record.id):
            self._place(record)
        for home, record in list(self.homes.items()):
            self._merge(home, record)
            self._check_apart(record)

    def find(self, name: str) -> str | None:
        """The id of the group called `name`, after all moves."""
        found = name if name in self.groups else self.directory.find(name)
        while found in self.moved:
            found = self.moved[found]
        return found

    def join(self, home: str, other: str) -> bool:
        """Move the claims of `other` to `home`; refused where a record stands in between."""
        if home == other:
            return True
        claims = self.groups[home].claims, self.groups[other].claims
        if other in self.homes or self.apart.forbids(*claims):
            return False
        both = sorted(claims[0] + claims[1], key=lambda item: item.rank)
        self.groups[home] = Group(home, tuple(both))
        self.moved[other] = home
        return True

    def finish(self) -> list[Placed[Claim, Record]]:
        """Every group that was not moved, in the order given; additions last."""
        living = {name for name in self.groups if name not in self.moved}
        final: dict[str, str] = {
            name: self.homes[name].id if name in self.homes else name for name in living
        }
        former: dict[str, set[str]] = {name: set() for name in living}
        for name in self.groups:
            former[self.find(name) or name].add(name)
        taken = set(final.values())
        placed = []
        for name, group in self.groups.items():
            if name in living:
                own = (item.claim.id for item in group.claims)
                called = former[name].union(old for old in own if old not in self.groups)
                old = tuple(sorted(called - taken))
                placed.append(Placed(group, self.homes.get(name), old))
        return placed

    def _find_home(self, record: Record) -> str | None:
        """The group that a record speaks of: that of the claims it names, or else the one with its id."""
        named = record.of if isinstance(record, EventRecord) else ()
        home = choose_home(record, self.find)
        if home is not None:
            return home
        home = self.find(record.id)
        if named and home is not None:
            self._report(
                locate_key(record, "of.0"),
                "unknown-id",
                f"No source tells {named[0]!r} any more, so this file speaks of the {self.noun} with its id.",
                "Look whether that is the one you meant; then take 'of' out, or write what it speaks of now.",
                "warning",
            )
        return home

    def _place(self, record: Record) -> None:
        home = self._find_home(record)
        if home is None and self._is_addition(record):
            self.groups[record.id] = Group(record.id, ())
            self.homes[record.id] = record
        elif home is None:
            self._report_vanished(record)
        elif home in self.homes:
            self._report_rival(record, self.homes[home])
        else:
            self.homes[home] = record

    def _is_addition(self, record: Record) -> bool:
        named = record.title if isinstance(record, EventRecord) else record.name
        return bool(named) or any(self.find(other) is not None for other in record.merge)

    def _merge(self, home: str, record: Record) -> None:
        for n, name in enumerate(record.merge):
            other = self.find(name)
            if other is None:
                self._report_unknown(record, f"merge.{n}", name)
            elif not self.join(home, other):
                self._report_kept(record, f"merge.{n}", name, self.homes.get(other))

    def _check_apart(self, record: Record) -> None:
        """What is kept apart from nothing any more is said, so that no decision goes silently."""
        for key, names in (("not", record.keep_apart), ("split", record.split)):
            for n, name in enumerate(names):
                if not self.directory.knows(name):
                    self._report(
                        locate_key(record, f"{key}.{n}"),
                        "unknown-id",
                        f"There is no {self.noun} {name!r} to keep apart.",
                        f"{suggest_id(name, self.groups)} Or take it out.",
                        "warning",
                    )

    def _report_vanished(self, record: Record) -> None:
        """An error, so that no word is lost; of a mere rejection, which has come true, a note."""
        key = "title" if self.noun == "event" else "name"
        near = suggest_id(record.id, self.groups, verb="Rename the file, or write 'id:' with")
        if record.reject:
            self._report(
                locate_key(record),
                "record-without-target",
                f"No source speaks of {add_article(self.noun)} {record.id!r} any more.",
                f"{near} Or delete this file.",
                "note",
            )
            return
        self._report(
            locate_key(record),
            "record-without-target",
            f"No source speaks of {add_article(self.noun)} {record.id!r}, and this file has no "
            f"'{key}' that would add one.",
            f"{near} Or add '{key}: …'.",
        )

    def _report_rival(self, record: Record, other: EventRecord | ProfileRecord) -> None:
        self._report(
            locate_key(record, "id"),
            "duplicate-id",
            f"{locate_key(other)} already speaks of this {self.noun}, which is also called {record.id!r}.",
            "Join the two files.",
        )

    def _report_unknown(self, record: Record, key: str, name: str) -> None:
        self._report(
            locate_key(record, key),
            "unknown-id",
            f"There is no {self.noun} {name!r}.",
            suggest_id(name, self.groups),
        )

    def _report_kept(
        self, record: Record, key: str, name: str, other: EventRecord | ProfileRecord | None
    ) -> None:
        message = (
            f"{name!r} cannot be merged: a file of its own speaks of it, {locate_key(other)}."
            if other is not None
            else f"{name!r} cannot be merged: 'not' keeps the two apart."
        )
        self._report(
            locate_key(record, key),
            "cannot-merge",
            message,
            "Move what that file says into this one and delete it."
            if other is not None
            else "Remove it here or there.",
        )

    def _report(
        self,
        position: Position,
        code: str,
        message: str,
        remedy: str,
        severity: Severity = "error",
    ) -> None:
        self.problems.append(Problem(position, code, message, remedy, severity))
