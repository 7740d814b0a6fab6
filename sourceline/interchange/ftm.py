"""FollowTheMoney: events, people, organizations, sources and what links them, a JSON object a line.

The names of schemata and properties are those of the package `followthemoney` 4. A schema is chosen only where
the chronicle says as much: what is neither owning, employing, belonging nor succeeding is an UnknownLink with its
words as role. Dates of FollowTheMoney are prefixes of ISO 8601 from the year 1000 on; what they cannot say stands in `notes`, as
words and as EDTF.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from typing import Any

from sourceline import edtf
from sourceline.interchange.bounds import find_bounds
from sourceline.interchange.incoming import clean_line, clean_text
from sourceline.interchange.links import Link, Node, list_links, list_nodes
from sourceline.interchange.spans import Part, find_span, write_part
from sourceline.interchange.tellings import (
    find_original,
    locate_profile,
    tell_event,
)
from sourceline.interchange.values import Outgoing, Written
from sourceline.model import Date, Event, Profile, Source
from sourceline.site.addresses import clean_web_address
from sourceline.site.lines import name_role

Entity = dict[str, Any]
Properties = dict[str, Iterable[str | None]]

SCHEMATA = {
    "person": "Person",
    "organization": "Organization",
    "product": "Asset",
    "place": "Address",
}
"""Kind of profile → schema. Topics are keywords of events."""
LEGAL = ("Person", "Organization", "Company")
"""Those of our schemata that are a LegalEntity."""
DIRECTING = re.compile(
    r"\b(?:director|chair|chair(?:man|woman|person)|president|CEO|chief executive(?: officer)?|head|board member)\b",
    re.IGNORECASE,
)
BELONGING = re.compile(r"\bmember\b", re.IGNORECASE)
LINKS = {
    "works_for": ("Employment", "employee", "employer", ("Person",), ("Organization", "Company")),
    "member_of": (
        "Membership",
        "member",
        "organization",
        LEGAL,
        ("Organization", "Company"),
    ),
    "owner_of": ("Ownership", "owner", "asset", LEGAL, ("Asset", "Company")),
    "succeeded": ("Succession", "successor", "predecessor", LEGAL, LEGAL),
}
"""Predicate → schema, property of the subject, property of the object, and the schemata that each may be of."""
LANGUAGES = {
    "ar": "ara", "de": "deu", "en": "eng", "es": "spa", "fr": "fra", "hi": "hin", "it": "ita",
    "ja": "jpn", "nl": "nld", "pl": "pol", "pt": "por", "ru": "rus", "uk": "ukr", "zh": "zho",
}  # fmt: skip
"""ISO 639-1 → 639-3, which FollowTheMoney asks for."""

_ID = re.compile(r"[0-9a-zA-Z]([0-9a-zA-Z.-]*[0-9a-zA-Z])?")
_WIKIDATA = re.compile(r"https?://www\.wikidata\.org/(?:wiki|entity)/(Q[1-9]\d*)")
_WIKIPEDIA = re.compile(r"https?://[a-z-]+\.wikipedia\.org/")


def write_entities(outgoing: Outgoing) -> Written:
    """Sources, then people and organizations, events, and links; each id once."""
    nodes = {node.id: node for node in list_nodes(outgoing.chronicle)}
    known = list_links(outgoing.chronicle)
    links = [link for link in known if _has_kinds(link, nodes)]
    owned = {link.target for link in links if link.predicate == "owner_of"}
    schemata = {name: _choose_schema(node, owned=name in owned) for name, node in nodes.items()}
    entities = (
        *(_describe_source(outgoing, source) for source in outgoing.chronicle.sources),
        *_describe_profiles(outgoing, nodes, schemata),
        *(_describe_event(outgoing, event, schemata) for event in outgoing.chronicle.events),
        *(_describe_link(outgoing, link, schemata) for link in links),
        *_describe_mentions(outgoing, schemata),
    )
    lines = (f"{json.dumps(entity, ensure_ascii=False)}\n" for entity in entities)
    lost = len(known) - len(links)
    noun = "link was" if lost == 1 else "links were"
    note = f"{lost} {noun} left out: of one end no more than the name is known."
    return Written("".join(lines).encode(errors="replace"), (note,) if lost else ())


def name_entity(kind: str, name: str) -> str:
    """An id that never changes while ours does: letters, digits, dots and hyphens are all it may hold."""
    wish = f"{kind}-{name}"
    return wish if _ID.fullmatch(wish) else f"{kind}-{hashlib.sha256(name.encode()).hexdigest()}"


def _make_entity(name: str, schema: str, properties: Properties) -> Entity:
    kept = {
        key: list(dict.fromkeys(value for value in values if value))
        for key, values in properties.items()
    }
    return {
        "id": name,
        "schema": schema,
        "properties": {key: values for key, values in kept.items() if values},
    }


# --- sources ----------------------------------------------------------------------------------


def _describe_source(outgoing: Outgoing, source: Source) -> Entity:
    """An Article where it names who published it, else a Document."""
    return _make_entity(
        name_entity("source", source.id),
        "Article" if source.publisher else "Document",
        {
            "name": [clean_line(source.title)],
            "title": [clean_line(source.title)],
            "fileName": [PurePosixPath(source.path).name],
            "author": [clean_line(source.author)],
            "publisher": [clean_line(source.publisher)],
            "publishedAt": [_write_exact(source.published)],
            "retrievedAt": [_write_exact(source.retrieved)],
            "sourceUrl": [find_original(source), clean_web_address(source.archive_url)],
            "language": [LANGUAGES.get(source.language.split("-")[0])],
            "bodyText": [clean_text(outgoing.find_text(source))],
        },
    )


def _describe_mentions(outgoing: Outgoing, schemata: dict[str, str]) -> Iterator[Entity]:
    """Which source speaks of whom."""
    told = {source.id for source in outgoing.chronicle.sources}
    for profile in outgoing.chronicle.profiles:
        schema = schemata.get(profile.id)
        for source in profile.sources:
            if schema in LEGAL and source in told:
                yield _make_entity(
                    name_entity("mention", f"{source}.{profile.id}"),
                    "Mention",
                    {
                        "document": [name_entity("source", source)],
                        "name": [clean_line(profile.name)],
                        "resolved": [name_entity("profile", profile.id)],
                        "detectedSchema": [schema],
                    },
                )


# --- profiles ---------------------------------------------------------------------------------


def _choose_schema(node: Node, *, owned: bool) -> str:
    """Only a Company can be owned, so an organization that is owned is one."""
    if node.kind == "organization" and owned:
        return "Company"
    return SCHEMATA.get(node.kind, "")


def _describe_profiles(
    outgoing: Outgoing, nodes: dict[str, Node], schemata: dict[str, str]
) -> Iterator[Entity]:
    profiles = {profile.id: profile for profile in outgoing.chronicle.profiles}
    for name, node in nodes.items():
        profile = profiles.get(name)
        if schemata[name] and profile:
            yield _describe_profile(outgoing, profile, schemata[name])
        elif schemata[name]:
            yield _make_entity(
                name_entity("profile", name), schemata[name], {"name": [clean_line(node.name)]}
            )


def _describe_profile(outgoing: Outgoing, profile: Profile, schema: str) -> Entity:
    pages = [page for page in map(clean_web_address, (profile.url, *profile.same_as)) if page]
    names = [match[1] for page in pages if (match := _WIKIDATA.match(page))]
    own = clean_web_address(profile.url)
    return _make_entity(
        name_entity("profile", profile.id),
        schema,
        {
            "name": [clean_line(profile.name)],
            "full": [clean_line(profile.name)] if schema == "Address" else [],
            "alias": map(clean_line, profile.aliases),
            "position": _list_positions(profile) if schema == "Person" else [],
            "notes": [clean_text(profile.text)],
            "website": [own] if schema in LEGAL else [],
            "wikidataId": names,
            "wikipediaUrl": [page for page in pages if _WIKIPEDIA.match(page)],
            "sourceUrl": [locate_profile(outgoing, profile)],
            "proof": _prove(outgoing, profile.sources),
        },
    )


def _list_positions(profile: Profile) -> list[str]:
    return [
        clean_line(name_role(role)) for role in profile.roles if role.person.profile == profile.id
    ]


# --- events -----------------------------------------------------------------------------------


def _describe_event(outgoing: Outgoing, event: Event, schemata: dict[str, str]) -> Entity:
    """An Event; what is denied or merely alleged is a Note, since it may never have happened."""
    telling = tell_event(outgoing, event)
    told = event.status in ("asserted", "planned")
    involved = [
        name_entity("profile", p.profile)
        for p in event.participants
        if p.profile and schemata.get(p.profile) in LEGAL
    ]
    common: Properties = {
        "name": [telling.announced],
        "keywords": [
            clean_line(event.kind),
            *telling.topics,
            *([event.status] if not told else []),
        ],
        "description": [clean_text(quote.text) for quote in telling.quotes],
        "notes": [*_tell_date(telling.when, event.date), clean_text(telling.text)],
        "sourceUrl": [telling.address],
        "proof": _prove(outgoing, (e.source for e in event.evidence)),
    }
    if not told:
        return _make_entity(name_entity("event", event.id), "Note", {**common, "entity": involved})
    places = [clean_line(p.name) for p in event.participants if p.role == "location"]
    sources = [outgoing.lookup.sources[quote.source] for quote in telling.quotes]
    houses = [clean_line(source.publisher) for source in sources]
    return _make_entity(
        name_entity("event", event.id),
        "Event",
        {
            **common,
            **_date_event(event.date),
            "location": places,
            "involved": involved,
            "publisher": houses,
        },
    )


def _tell_date(words: str, date: Date | None) -> list[str]:
    """What a date of FollowTheMoney cannot say."""
    if date is None or "date" in _date_event(date):
        return []
    return [f"{words} (EDTF {date.edtf})"]


def _date_event(date: Date | None) -> Properties:
    """Its day, month or year; or the two ends between which it lies. Of what is only reported, none."""
    if date is None or date.basis == "published":
        return {}
    sure = _write_part(find_span(date).sure)
    if sure:
        return {"date": [sure]}
    bounds = find_bounds(date)
    return {"startDate": [_write_part(bounds.first)], "endDate": [_write_part(bounds.last)]}


def _write_exact(text: str | None) -> str | None:
    """A date of a source's metadata, if it is sure."""
    if not text or not edtf.is_edtf(text):
        return None
    return _write_part(find_span(Date(text)).sure)


def _write_part(part: Part | None) -> str | None:
    if part is None or not 1000 <= part.year <= 9999:
        return None
    return write_part(part)


def _prove(outgoing: Outgoing, sources: Iterable[str]) -> list[str]:
    return [
        name_entity("source", source) for source in sources if source in outgoing.lookup.sources
    ]


# --- links ------------------------------------------------------------------------------------


def _has_kinds(link: Link, nodes: dict[str, Node]) -> bool:
    """Whether it is known of both ends what they are."""
    return nodes[link.source].kind in SCHEMATA and nodes[link.target].kind in SCHEMATA


def _describe_link(outgoing: Outgoing, link: Link, schemata: dict[str, str]) -> Entity:
    schema, one, other = _choose_link(link, schemata)
    return _make_entity(
        name_entity("link", link.id),
        schema,
        {
            one: [name_entity("profile", link.source)],
            other: [name_entity("profile", link.target)],
            "role": [clean_line(link.words)] if schema not in ("Ownership", "Succession") else [],
            "startDate": [_write_sure(link.begin)],
            "endDate": [_write_sure(link.end)],
            "status": [link.qualifier],
            "description": [clean_line(e.exact) for e in link.evidence],
            "proof": _prove(outgoing, (e.source for e in link.evidence)),
        },
    )


def _write_sure(date: Date | None) -> str | None:
    return _write_exact(date.edtf) if date and date.basis != "published" else None


def _choose_link(link: Link, schemata: dict[str, str]) -> tuple[str, str, str]:
    """The schema of a link and the properties of its two ends."""
    ends = schemata[link.source], schemata[link.target]
    if link.predicate == "role" and ends[0] == "Person" and ends[1] in ("Organization", "Company"):
        if DIRECTING.search(link.words):
            return "Directorship", "director", "organization"
        if BELONGING.search(link.words):
            return "Membership", "member", "organization"
        return "Employment", "employee", "employer"
    schema, one, other, subjects, objects = LINKS.get(link.predicate, ("", "", "", (), ()))
    if ends[0] in subjects and ends[1] in objects:
        return schema, one, other
    return "UnknownLink", "subject", "object"
