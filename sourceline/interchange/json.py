"""The whole chronicle as JSON, out and in. `json_schema` describes the file; it is made from the same values."""

from __future__ import annotations

import dataclasses
import hashlib
import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from decimal import Decimal
from pathlib import PurePosixPath
from typing import Any, TypeVar

from sourceline import edtf
from sourceline.errors import NOWHERE, ContentError, Position, Problem
from sourceline.interchange.places import JsonFile
from sourceline.interchange.spans import write_day
from sourceline.interchange.tellings import locate_event, locate_profile, locate_source
from sourceline.interchange.values import Incoming, Outgoing, Written
from sourceline.model import Date, Event, EventRecord, Profile, ProfileRecord, Source
from sourceline.read import FIELDS, make_source_id
from sourceline.site.data.facts import drop_empty
from sourceline.site.dates import describe_date
from sourceline.site.indented import dump_indented
from sourceline.store.nodes import Listing, Mapping, Node, Scalar
from sourceline.store.reading import Reading
from sourceline.store.records import DEFAULTS, is_id
from sourceline.store.schema import decode_file, shape_fields
from sourceline.store.sources import SOURCES, decode_metadata
from sourceline.store.yaml import Document

Record = TypeVar("Record", EventRecord, ProfileRecord)

NAME = "sourceline"
VERSION = 1

SOURCE = ("id", "path", "sha256", *FIELDS)
"""Of a source, what is written as it stands."""

AS_TEXT = frozenset({".md", ".txt"})
"""Endings of files whose bytes are the text; of others the text was taken out of something else."""

SITE = ("title", "lead", "about", "url", "language", "author", "licence")
"""Of the settings, what is told of the site."""


def is_chronicle(data: bytes) -> bool:
    """Whether a JSON file is a chronicle of ours: its first key says so."""
    return re.match(rb'(?:\xef\xbb\xbf)?\s*\{\s*"format"\s*:\s*"sourceline"', data) is not None


# --- out --------------------------------------------------------------------------------------


def write_chronicle(outgoing: Outgoing) -> Written:
    """Everything that the site tells, with the sentences it rests on."""
    chronicle = outgoing.chronicle
    settings = chronicle.settings
    whole = {
        "format": NAME,
        "version": VERSION,
        "site": drop_empty({name: getattr(settings, name) for name in SITE}),
        "known_on": chronicle.known_on,
        "engines": list(chronicle.engines),
        "sources": [_describe_source(outgoing, source) for source in chronicle.sources],
        "events": [_describe_event(outgoing, event) for event in chronicle.events],
        "profiles": [_describe_profile(outgoing, profile) for profile in chronicle.profiles],
        "quotations": [_describe(outgoing, item) for item in chronicle.quotations],
        "redirects": dict(chronicle.redirects),
        "corrections": [_describe(outgoing, entry) for entry in chronicle.corrections],
    }
    return Written(f"{dump_indented(drop_empty(whole))}\n".encode(errors="replace"))


def _describe_source(outgoing: Outgoing, source: Source) -> dict[str, Any]:
    return drop_empty(
        {
            **{name: getattr(source, name) for name in SOURCE},
            "origins": dict(source.origins),
            "address": locate_source(outgoing, source),
            "text": outgoing.find_text(source),
        }
    )


def _describe_event(outgoing: Outgoing, event: Event) -> dict[str, Any]:
    return {**_describe(outgoing, event), **_tell_address(locate_event(outgoing, event.id))}


def _describe_profile(outgoing: Outgoing, profile: Profile) -> dict[str, Any]:
    return {**_describe(outgoing, profile), **_tell_address(locate_profile(outgoing, profile))}


def _tell_address(address: str | None) -> dict[str, Any]:
    return {"address": address} if address else {}


def _describe(outgoing: Outgoing, value: object) -> Any:
    """A value of the model as JSON; what is empty, False or not known is left out."""
    if isinstance(value, tuple):
        return [_describe(outgoing, item) for item in value]
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, Date):
        return _describe_date(outgoing, value)
    if not dataclasses.is_dataclass(value):
        return value
    fields = ((f.name, getattr(value, f.name)) for f in dataclasses.fields(value))
    return drop_empty({name: _describe(outgoing, part) for name, part in fields})


def _describe_date(outgoing: Outgoing, date: Date) -> dict[str, Any]:
    """With its bounds and its words, for programs that know no EDTF."""
    value = edtf.parse(date.edtf)
    return drop_empty(
        {
            "edtf": date.edtf,
            "basis": date.basis,
            "phrase": date.phrase,
            "reference": date.reference,
            "reason": date.reason,
            "earliest": write_day(value.earliest),
            "latest": write_day(value.latest),
            "earliest_fuzzy": write_day(value.earliest_fuzzy),
            "latest_fuzzy": write_day(value.latest_fuzzy),
            "words": describe_date(date, outgoing.lookup.labels).text,
        }
    )


# --- in ---------------------------------------------------------------------------------------


def read_chronicle(data: bytes, path: str) -> Incoming:
    """Its events and profiles as records, and the sources whose texts are in it.

    Claims, figures, roles and quotations come back when those texts are read.
    """
    file = JsonFile(data, path)
    _check_version(file)
    document = file.read_nodes()
    problems: list[Problem] = []
    sources = tuple(_read_sources(document, problems))
    told = {source.id for source in sources}
    events = [
        _read_record(document, node, EventRecord, told, problems)
        for node in _list_items(document, "events", problems)
    ]
    profiles = [
        _read_record(document, node, ProfileRecord, told, problems)
        for node in _list_items(document, "profiles", problems)
    ]
    return Incoming(
        events=tuple(event for event in events if event),
        profiles=tuple(profile for profile in profiles if profile),
        sources=sources,
        problems=tuple(problems),
    )


def _check_version(file: JsonFile) -> None:
    told = file.value if isinstance(file.value, dict) else {}
    if told.get("format") == NAME and told.get("version") == VERSION:
        return
    problem = Problem(
        file.locate("version"),
        "unknown-format",
        f'This is no chronicle of version {VERSION}: it does not begin with "format": "{NAME}", "version": {VERSION}.',
        "Export it again with this version of Sourceline, or say with --format what it is.",
    )
    raise ContentError([problem])


def _list_items(document: Document, key: str, problems: list[Problem]) -> list[Mapping]:
    """The objects of a list of the file."""
    root = document.root
    assert isinstance(root, Mapping)  # noqa: S101 - `_check_version` has looked
    _, listed = root.entries.get(key, (root.place, Listing([], root.place)))
    items = listed.items if isinstance(listed, Listing) else [listed]
    for item in items:
        if not isinstance(item, Mapping):
            place = document.locate(item.place)
            problems.append(_refuse(place, f"{key!r} must be a list of objects."))
    return [item for item in items if isinstance(item, Mapping)]


def _refuse(place: Position, message: str) -> Problem:
    return Problem(place, "wrong-type", message, "Compare it with docs/chronicle.schema.json.")


def _read_record(
    document: Document,
    node: Mapping,
    cls: type[Record],
    told: AbstractSet[str],
    problems: list[Problem],
) -> Record | None:
    entries = _keep_keys(node, cls).entries
    if "date" in entries:
        place, date = entries["date"]
        entries = {**entries, "date": (place, _keep_keys(date, Date))}
    if cls is EventRecord:
        entries = {**entries, **_find_claims(node, told)}
    defaults = {**DEFAULTS, cls: {"positions": NOWHERE}}
    try:
        record = decode_file(Reading(document, defaults), cls, Mapping(entries, node.place))
    except ContentError as error:
        problems.extend(error.problems)
        return None
    if is_id(record.id):
        return record
    place = entries["id"][1].place
    problems.append(
        _refuse(document.locate(place), f"The id {record.id!r} cannot be part of an address.")
    )
    return None


def _keep_keys(node: Node, cls: type) -> Any:
    """Only the keys that a file of people's may have; the rest is for other programs."""
    if not isinstance(node, Mapping):
        return node
    known = shape_fields(cls)
    return Mapping({key: node.entries[key] for key in node.entries if key in known}, node.place)


def _find_claims(node: Mapping, told: AbstractSet[str]) -> dict[str, tuple[int, Node]]:
    """What ties the event to what will be read again in the sources that come with it."""
    place, claims = node.entries.get("claims", (0, None))
    found: list[Node] = []
    for claim in claims.items if isinstance(claims, Listing) else ():
        name, source = _get_text(claim, "id"), _get_text(claim, "evidence", 0, "source")
        if name and source in told:
            found.append(Scalar(f"{source}/{name}", place, plain=False))
    return {"of": (place, Listing(found, place))} if found else {}


def _get_text(node: Node | None, *keys: str | int) -> str:
    """The text that the keys lead to; "" where there is none."""
    for key in keys:
        if isinstance(node, Mapping) and key in node.entries:
            node = node.entries[str(key)][1]
        elif isinstance(node, Listing) and isinstance(key, int) and key < len(node.items):
            node = node.items[key]
        else:
            return ""
    return node.text if isinstance(node, Scalar) else ""


def _read_sources(document: Document, problems: list[Problem]) -> Iterator[Source]:
    """Those with a text; their metadata goes into a file beside it."""
    for node in _list_items(document, "sources", problems):
        text, name = _get_text(node, "text"), _get_text(node, "id")
        if not text:
            continue
        suffix = PurePosixPath(_get_text(node, "path")).suffix.lower()
        path = str(SOURCES / f"{name}{suffix if suffix in AS_TEXT else '.txt'}")
        made = _get_text(node, "origins", "title") == "made"
        said = {
            k: v for k, v in node.entries.items() if k in FIELDS and not (made and k == "title")
        }
        try:
            known = decode_metadata(document, Mapping(said, node.place))
        except ContentError as error:
            problems.extend(error.problems)
            continue
        if is_id(name) and make_source_id(path) == name:
            digest = hashlib.sha256(text.encode(errors="replace")).hexdigest()
            yield Source(id=name, path=path, sha256=digest, text=text, **known)  # type: ignore[arg-type] # names of FIELDS
        else:
            place = document.locate(node.place)
            problems.append(_refuse(place, f"The id {name!r} cannot be the name of a source."))
