"""Entities of FollowTheMoney: every id once, every property one of its schema, every link between what may be linked.

`bench/interchange.py ftm` has the real package validate the same.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import replace
from typing import Any

import pytest
from sample import ILSE, POCKET, POST, PROFILES, SAMPLE, TAM, WORKS, make_profile
from trips import export

from sourceline.interchange.ftm import name_entity, write_entities
from sourceline.interchange.values import make_outgoing
from sourceline.model import Chronicle, Profile, Reference, RelationClaim

Entity = dict[str, Any]

# As the schemata of followthemoney 4.11 have them: property → what it takes. A name of a schema is
# the id of such an entity.
THING = {
    **dict.fromkeys(("name", "alias", "keywords", "publisher", "wikidataId"), "text"),
    **dict.fromkeys(("notes", "summary", "description"), "text"),
    **dict.fromkeys(("sourceUrl", "wikipediaUrl"), "url"),
    "proof": "Document",
    "retrievedAt": "date",
}
INTERVAL = {
    **dict.fromkeys(("startDate", "endDate", "date"), "date"),
    "summary": "text",
    "description": "text",
    "publisher": "text",
    "recordId": "text",
    "sourceUrl": "url",
    "proof": "Document",
}
INTEREST = {**INTERVAL, "role": "text", "status": "text"}
LEGAL = {**THING, "website": "url"}
DOCUMENT = {
    **THING,
    **dict.fromkeys(("title", "author", "fileName", "bodyText"), "text"),
    "language": "language",
    "publishedAt": "date",
}
SCHEMATA: dict[str, dict[str, str]] = {
    "Document": DOCUMENT,
    "Article": DOCUMENT,
    "Person": {**LEGAL, "position": "text"},
    "Organization": LEGAL,
    "Company": LEGAL,
    "Asset": THING,
    "Address": {**THING, "full": "text"},
    "Note": {**THING, "entity": "Thing"},
    "Event": {**THING, **INTERVAL, "location": "text", "involved": "LegalEntity"},
    "Employment": {**INTEREST, "employer": "Organization", "employee": "Person"},
    "Directorship": {**INTEREST, "director": "LegalEntity", "organization": "Organization"},
    "Membership": {**INTEREST, "member": "LegalEntity", "organization": "Organization"},
    "Ownership": {**INTEREST, "owner": "LegalEntity", "asset": "Asset"},
    "Succession": {**INTEREST, "predecessor": "LegalEntity", "successor": "LegalEntity"},
    "UnknownLink": {**INTEREST, "subject": "Thing", "object": "Thing"},
    "Mention": {
        "document": "Document",
        "name": "text",
        "resolved": "LegalEntity",
        "detectedSchema": "text",
    },
}
IS_A = {
    "Document": {"Document", "Article"},
    "Person": {"Person"},
    "Organization": {"Organization", "Company"},
    "LegalEntity": {"Person", "Organization", "Company"},
    "Asset": {"Asset", "Company"},
    "Thing": {"Person", "Organization", "Company", "Asset", "Address", "Document", "Article"},
}
VALUES = {
    "text": re.compile(r".+", re.DOTALL),
    "date": re.compile(r"[1-9]\d{3}(-\d\d(-\d\d)?)?"),
    "url": re.compile(r"https?://\S+", re.DOTALL),
    "language": re.compile(r"[a-z]{3}"),
}
RELATED = {
    "works_for": ("Employment", "employee", "employer", "Organization"),
    "member_of": ("Membership", "member", "organization", "Organization"),
    "owner_of": ("Ownership", "owner", "asset", "Company"),
    "succeeded": ("Succession", "successor", "predecessor", "Organization"),
    "founder_of": ("UnknownLink", "subject", "object", "Organization"),
    "sued": ("UnknownLink", "subject", "object", "Organization"),
}


def read(data: bytes) -> dict[str, Entity]:
    """Entities by id, each checked to have one of its own."""
    entities = [json.loads(line) for line in data.decode().splitlines()]
    found = {entity["id"]: entity for entity in entities}
    assert len(found) == len(entities)
    return found


def relate(predicate: str, subject: Profile, other: Profile) -> Chronicle:
    """The sample with one relation between two profiles."""
    claim = RelationClaim(
        subject=Reference(subject.name, subject.id),
        predicate=predicate,
        object=Reference(other.name, other.id),
    )
    profiles = (replace(subject, relations=(claim,)), replace(other, relations=(claim,)))
    rest = tuple(p for p in PROFILES if p.id not in (subject.id, other.id))
    return replace(SAMPLE, profiles=(*profiles, *rest))


def test_schemata() -> None:
    """Every property is one of its schema, and every value is of its kind, also where an entity is meant."""
    entities = read(export(SAMPLE, "ftm", texts=True))
    for entity in entities.values():
        assert re.fullmatch(r"[0-9a-zA-Z]([0-9a-zA-Z.-]*[0-9a-zA-Z])?", entity["id"])
        for key, values in entity["properties"].items():
            kind = SCHEMATA[entity["schema"]][key]
            for value in values:
                if kind in VALUES:
                    assert VALUES[kind].fullmatch(value), (entity["id"], key)
                else:
                    assert entities[value]["schema"] in IS_A[kind], (entity["id"], key)


def test_event() -> None:
    """An event has its day, those who took part, its keywords, its page, and the sources as proof."""
    entities = read(export(SAMPLE, "ftm"))
    assert entities["event-quandrel-steps-down"] == {
        "id": "event-quandrel-steps-down",
        "schema": "Event",
        "properties": {
            "name": ["Ilse Quandrel steps down as director of Orrery Works"],
            "keywords": ["departure", "Instrument making"],
            "description": [
                "Ilse Quandrel had stepped down as director",
                "On 25 March 2024 Ilse Quandrel resigned from Orrery Works",
            ],
            "notes": [
                "The post had been hers since the move to the quay. See the tide tables.",
            ],
            "sourceUrl": ["https://chronicle.example/orrery/events/quandrel-steps-down/"],
            "proof": ["source-harbour-post", "source-gazette"],
            "date": ["2024-03-25"],
            "involved": ["profile-ilse-quandrel", "profile-orrery-works"],
            "publisher": ["The Harbour Post", "Farrowdale Gazette"],
        },
    }


@pytest.mark.parametrize(
    ("event", "dates"),
    [
        ("visit", {"date": ["2011-05"]}),
        ("lens-cut", {"startDate": ["1990"], "endDate": ["1999"]}),
        ("clock-runs", {"startDate": ["1450"], "endDate": ["1467"]}),
        ("pocket-orrery", {"startDate": ["2024-03"], "endDate": ["2024-05"]}),
        ("tide-clock-repaired", {"endDate": ["2019-08"]}),
        ("since-1985", {"startDate": ["1985"]}),
        ("interim-directors", {}),
        ("first-tide-clock", {}),
        ("bell", {}),
    ],
)
def test_dates(event: str, dates: dict[str, list[str]]) -> None:
    """No date is finer than it is known; what the format cannot say stands in the notes with its EDTF text."""
    properties = read(export(SAMPLE, "ftm"))[f"event-{event}"]["properties"]
    assert {k: v for k, v in properties.items() if k in ("date", "startDate", "endDate")} == dates
    if "date" not in dates and event != "bell":
        assert "(EDTF " in properties["notes"][0]


def test_what_may_not_have_happened() -> None:
    """What is denied or alleged is a note that says so, no event."""
    entities = read(export(SAMPLE, "ftm"))
    note = entities["event-archive-sale"]
    assert (note["schema"], note["properties"]["name"]) == (
        "Note",
        ["denied: Orrery Works sells its archive"],
    )
    assert note["properties"]["entity"] == ["profile-orrery-works"]


def test_roles() -> None:
    """A post at the head is a directorship; its dates are given only where they are surely known."""
    entities = read(export(SAMPLE, "ftm"))
    held = entities[name_entity("link", f"{ILSE}.role.director.{WORKS}")]
    assert held["schema"] == "Directorship"
    assert held["properties"] == {
        "director": ["profile-ilse-quandrel"],
        "organization": ["profile-orrery-works"],
        "role": ["director"],
        "endDate": ["2024-03-25"],
        "description": [
            "Ilse Quandrel had stepped down as director",
            "On 25 March 2024 Ilse Quandrel resigned from Orrery Works",
        ],
        "proof": ["source-harbour-post", "source-gazette"],
    }
    interim = entities[name_entity("link", f"{TAM}.role.interim-co-director.{WORKS}")]
    assert interim["properties"]["status"] == ["interim"]
    assert "startDate" not in interim["properties"]


@pytest.mark.parametrize(("predicate", "shape"), RELATED.items())
def test_relations(predicate: str, shape: tuple[str, str, str, str]) -> None:
    """A relation is of the schema that says as much, or else a link with its words; what is owned is a company."""
    schema, one, other, kind = shape
    person = make_profile("ada", "person", "Ada")
    house = make_profile("house", "organization", "The House")
    entities = read(export(relate(predicate, person, house), "ftm"))
    link = entities[name_entity("link", f"ada.{predicate}.house")]
    assert link["schema"] == schema
    assert (link["properties"][one], link["properties"][other]) == (
        ["profile-ada"],
        ["profile-house"],
    )
    assert entities["profile-house"]["schema"] == kind
    named = [] if schema in ("Ownership", "Succession") else [predicate.replace("_", " ")]
    assert link["properties"].get("role", []) == named


def test_relation_between_unlike_things() -> None:
    """A schema that would need other ends than there are is not used."""
    one, other = make_profile("ada", "person", "Ada"), make_profile("bay", "place", "The Bay")
    entities = read(export(relate("owner_of", one, other), "ftm"))
    assert entities[name_entity("link", "ada.owner_of.bay")]["schema"] == "UnknownLink"


def test_ends_that_are_mere_names() -> None:
    """A link to a name of which nothing is known is left out and counted."""
    claim = RelationClaim(
        subject=Reference("Orrery Works", WORKS), predicate="sued", object=Reference("somebody")
    )
    works = make_profile(WORKS, "organization", "Orrery Works", relations=(claim,))
    written = write_entities(make_outgoing(replace(SAMPLE, profiles=(works,))))
    assert b"somebody" not in written.data
    assert written.notes == ("1 link was left out: of one end no more than the name is known.",)


def test_ids() -> None:
    """An id stays the same from one export to the next, and has no sign that the format forbids."""
    assert name_entity("event", "a-b.c") == "event-a-b.c"
    assert name_entity("event", "a_b") == f"event-{hashlib.sha256(b'a_b').hexdigest()}"
    assert name_entity("event", "a_b") != name_entity("event", "a-b")


def test_texts() -> None:
    """The text of a source goes out only where the site prints it in full, or it is asked for."""
    for asked, texts in ((False, 1), (True, 4)):
        entities = read(export(SAMPLE, "ftm", texts=asked))
        assert sum("bodyText" in e["properties"] for e in entities.values()) == texts
    assert entities["source-harbour-post"]["properties"]["bodyText"] == [POST.text]
    assert entities[f"profile-{POCKET}"]["schema"] == "Asset"
