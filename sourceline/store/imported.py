"""New files of a site that another program's file is turned into: all of them, or none."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

from sourceline.errors import NOWHERE, ContentError, Position, Problem
from sourceline.model import Date, EventRecord, ProfileRecord, Source
from sourceline.store.dump import dump_yaml
from sourceline.store.files import create_all
from sourceline.store.plain import simplify_value
from sourceline.store.reading import Defaults
from sourceline.store.records import DEFAULTS, locate_record
from sourceline.store.sources import SIDECAR, Sidecar

_DEFAULTS: Defaults = {
    **DEFAULTS,
    EventRecord: {"positions": NOWHERE},
    ProfileRecord: {"positions": NOWHERE},
    Date: {},
}


def lay_out(
    events: Iterable[EventRecord], profiles: Iterable[ProfileRecord], sources: Iterable[Source]
) -> dict[str, bytes]:
    """Site-relative path → the bytes of the file for each of them; a source has another one beside it for what
    is known of it."""
    files: dict[str, bytes] = {}
    for source in sources:
        files[source.path] = source.text.encode(errors="replace")
        known: dict[str, Any] = {f.name: getattr(source, f.name) for f in fields(Sidecar)}
        known = {name: value for name, value in known.items() if value}
        said = simplify_value(Sidecar(**known))
        if said:
            files[f"{source.path}{SIDECAR}"] = dump_yaml(said).encode()
    files |= {locate_record(event): _dump_record(event) for event in events}
    files |= {locate_record(profile): _dump_record(profile) for profile in profiles}
    return files


def _dump_record(record: EventRecord | ProfileRecord) -> bytes:
    """The file of a record, whose name is its id."""
    plain = simplify_value(record, _DEFAULTS)
    assert isinstance(plain, dict)  # noqa: S101 - no record has a short form
    return dump_yaml({key: value for key, value in plain.items() if key != "id"}).encode()


def check_new(root: Path, files: Iterable[str]) -> None:
    """ContentError names every one of these paths where something is already."""
    there = [path for path in files if os.path.lexists(root / path)]
    if there:
        raise ContentError(map(_report_existing, there))


def create_files(root: Path, files: Mapping[str, bytes]) -> None:
    """Write them; ContentError names every one that is there already, or the one that cannot be written, and
    then none is left."""
    check_new(root, files)
    with create_all(root, files.items(), lambda path: ContentError([_report_existing(path)])):
        pass


def _report_existing(path: str) -> Problem:
    return Problem(
        Position(path),
        "file-exists",
        "This file is there already; nothing was written.",
        "Move it away if the new one is to take its place, or take it out of the file you import.",
    )
