"""`content/events/` and `content/profiles/`: what people say, one file each."""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath
from typing import TypeVar

from sourceline.errors import ContentError, Position, Problem
from sourceline.model import (
    Event,
    EventRecord,
    Evidence,
    Participant,
    Profile,
    ProfileRecord,
    Records,
)
from sourceline.store.corrections import load_corrections
from sourceline.store.files import CONTENT, list_files
from sourceline.store.reading import Defaults, Reading, pack_positions
from sourceline.store.readings import Readings
from sourceline.store.schema import decode_file
from sourceline.store.yaml import parse_yaml

EVENTS = CONTENT / "events"
PROFILES = CONTENT / "profiles"
SUFFIXES = (".yaml", ".yml")

DEFAULTS: Defaults = {
    Evidence: {"start": -1, "end": -1},
    Participant: {"name": "", "role": "participant"},
}
"""What a person may leave out."""

_ID = re.compile(r"[a-z0-9]+(?:[-._][a-z0-9]+)*")
_MAX_ID = 200

Record = TypeVar("Record", bound=EventRecord | ProfileRecord)


def load_records(
    root: Path, readings: Readings | None = None
) -> tuple[Records, tuple[Problem, ...]]:
    """Every readable record, by id, the corrections, and why others were left out."""
    readings = readings or Readings(root)
    problems: list[Problem] = []
    events = _load_folder(root, EVENTS, EventRecord, readings, problems)
    profiles = _load_folder(root, PROFILES, ProfileRecord, readings, problems)
    corrections, faults = load_corrections(root, readings)
    problems.extend(faults)
    return Records(events=events, profiles=profiles, corrections=corrections), tuple(
        sorted(problems)
    )


def _load_folder(
    root: Path,
    folder: PurePosixPath,
    cls: type[Record],
    readings: Readings,
    problems: list[Problem],
) -> tuple[Record, ...]:
    paths, faults = list_files(root, folder)
    problems.extend(faults)
    records: dict[str, Record] = {}
    for path in paths:
        try:
            _add_record(recall_record(path, cls, readings), records)
        except ContentError as error:
            problems.extend(error.problems)
    return tuple(records[name] for name in sorted(records))


def recall_record(path: str, cls: type[Record], readings: Readings) -> Record:
    """The record in a file; ContentError with every problem."""
    if path.lower().endswith(SUFFIXES):
        digests = (readings.hash_file(path),)
        return readings.recall(
            path, digests, lambda: decode_record(readings.read_file(path), path, cls)
        )
    raise _refuse(
        Position(path),
        "unknown-format",
        "Only files that end in .yaml are read here.",
        "Rename it, or move it out of the folder.",
    )


def decode_record(data: bytes, path: str, cls: type[Record]) -> Record:
    """One record; its id is the key `id` or the name of the file. ContentError with every problem."""
    document = parse_yaml(data, path)
    stem = PurePosixPath(path).stem
    own = {"id": stem, "positions": pack_positions(document)}
    record = decode_file(Reading(document, {**DEFAULTS, cls: own}), cls)
    problems = [*_check_id(record), *_check_participants(record)]
    if problems:
        raise ContentError(problems)
    return record


def locate_key(record: EventRecord | ProfileRecord, key: str = "") -> Position:
    """Where a dotted key of a record stands; the nearest key above it when it was not written."""
    while (place := record.positions.find(key)) is None:
        key = key.rpartition(".")[0]
    return place


def locate_record(thing: Event | Profile | EventRecord | ProfileRecord) -> str:
    """The site-relative path where a person writes of an event or profile."""
    folder = EVENTS if isinstance(thing, Event | EventRecord) else PROFILES
    return str(folder / f"{thing.id}.yaml")


def is_id(text: str) -> bool:
    """Whether this can be the id of a record: part of an address, and the name of a file."""
    return len(text) <= _MAX_ID and _ID.fullmatch(text) is not None


def _check_id(record: EventRecord | ProfileRecord) -> list[Problem]:
    if is_id(record.id):
        return []
    from slugify import slugify  # noqa: PLC0415  (only for a bad id)

    advice = slugify(record.id, max_length=60) or "my-event"
    return [
        Problem(
            locate_key(record, "id"),
            "bad-id",
            f"The id {record.id!r} cannot be part of an address.",
            f"Use lower-case letters a to z, digits and hyphens, such as 'id: {advice}'.",
        )
    ]


def _check_participants(record: EventRecord | ProfileRecord) -> list[Problem]:
    if isinstance(record, ProfileRecord):
        return []
    return [
        Problem(
            locate_key(record, f"participants.{n}"),
            "missing-key",
            "This participant has neither a name nor a profile.",
            "Add 'name: …', or 'profile: …' with the id of a profile.",
        )
        for n, participant in enumerate(record.participants or ())
        if not participant.name and not participant.profile
    ]


def _add_record(record: Record, records: dict[str, Record]) -> None:
    other = records.setdefault(record.id, record)
    if other is not record:
        raise _refuse(
            locate_key(record, "id"),
            "duplicate-id",
            f"The id {record.id!r} is already used by {locate_key(other, 'id')}.",
            "Join the two files, or give one of them another id.",
        )


def _refuse(position: Position, code: str, message: str, remedy: str) -> ContentError:
    return ContentError([Problem(position, code, message, remedy)])
