"""Sources with what was read in them, and what people say, from the YAML of a fixture."""

from __future__ import annotations

import dataclasses
import hashlib

from values import strip_places

from sourceline.model import (
    EventClaim,
    EventRecord,
    Evidence,
    Extraction,
    FigureClaim,
    ProfileClaim,
    ProfileRecord,
    QuotationClaim,
    Records,
    RelationClaim,
    RoleClaim,
    Source,
)
from sourceline.store.dump import dump_yaml
from sourceline.store.nodes import Mapping, Node
from sourceline.store.reading import Reading
from sourceline.store.records import decode_record
from sourceline.store.schema import decode_file
from sourceline.store.yaml import parse_yaml


@dataclasses.dataclass(frozen=True, kw_only=True)
class Told:
    """A source of a fixture, with what was read in it."""

    published: str | None = None
    publisher: str | None = None
    added: str | None = None
    url: str | None = None
    archive_url: str | None = None
    text: str = ""
    title: str | None = None
    made: str | None = None
    profiles: tuple[ProfileClaim, ...] = ()
    events: tuple[EventClaim, ...] = ()
    roles: tuple[RoleClaim, ...] = ()
    figures: tuple[FigureClaim, ...] = ()
    quotations: tuple[QuotationClaim, ...] = ()
    relations: tuple[RelationClaim, ...] = ()


Content = tuple[list[Source], list[Extraction], Records]


def read_content(text: str) -> Content:
    """Sources, extractions and records from the YAML of a fixture."""
    document = parse_yaml(text.encode(), "fixture")
    reading = Reading(document)
    sources, extractions = [], []
    for name, node in _list_entries(document.root, "sources"):
        reading.defaults = {Evidence: {"source": name, "start": -1, "end": -1}}
        told = decode_file(reading, Told, node)
        sources.append(make_source(name, told))
        extractions.append(make_extraction(name, told))
    return sources, extractions, read_records(read_files(text))


def read_files(text: str) -> dict[str, bytes]:
    """The author's files of a fixture: path → bytes."""
    root = parse_yaml(text.encode(), "fixture").root
    return {
        f"content/{folder}/{name}.yaml": dump(node)
        for folder in ("events", "profiles")
        for name, node in _list_entries(root, folder)
    }


def read_records(files: dict[str, bytes]) -> Records:
    """What the author's files say."""
    return Records(
        events=tuple(
            decode_record(data, path, EventRecord)
            for path, data in sorted(files.items())
            if path.startswith("content/events/")
        ),
        profiles=tuple(
            decode_record(data, path, ProfileRecord)
            for path, data in sorted(files.items())
            if path.startswith("content/profiles/")
        ),
    )


def _list_entries(root: Node, key: str) -> list[tuple[str, Node]]:
    assert isinstance(root, Mapping)
    if key not in root.entries:
        return []
    part = root.entries[key][1]
    assert isinstance(part, Mapping)
    return [(name, node) for name, (_, node) in part.entries.items()]


def dump(node: Node) -> bytes:
    return dump_yaml(strip_places(node)).encode()  # type: ignore[arg-type]  # dicts, lists and texts


def make_source(name: str, told: Told) -> Source:
    return Source(
        id=name,
        path=f"content/sources/{name}.txt",
        sha256=hashlib.sha256(told.text.encode()).hexdigest(),
        text=told.text,
        title=told.title,
        published=told.published,
        publisher=told.publisher,
        added=told.added,
        url=told.url,
        archive_url=told.archive_url,
    )


def make_extraction(name: str, told: Told) -> Extraction:
    shared = ("profiles", "events", "roles", "figures", "quotations", "relations")
    return Extraction(
        source=name,
        sha256="",
        engine="hand 1",
        title=told.made,
        **{field: getattr(told, field) for field in shared if field != "events"},
        events=tuple(_ground(claim, name) for claim in told.events),
    )


def _ground(claim: EventClaim, name: str) -> EventClaim:
    """The claim with some evidence, so that it can be told which source made it."""
    return dataclasses.replace(
        claim, evidence=claim.evidence or (Evidence(name, claim.title, 0, 1),)
    )
