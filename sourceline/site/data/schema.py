"""The fields of the data as JSON Schema (draft 7), for people and programs. It is published beside the data.

A test holds every file of the sample sites against it, and it names no field that none of them has.
"""

from __future__ import annotations

from typing import Any, get_args

from sourceline.model import (
    Basis,
    Origin,
    ParticipantRole,
    ProfileKind,
    Relation,
    Rule,
    Status,
    Support,
)

VERSION = 1
"""Of the fields: it grows when one goes or means something else, not when one is added."""

Schema = dict[str, Any]


def describe_schema() -> Schema:
    """The whole schema: any file of `data/` is one of its `oneOf`."""
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": f"The data of a Sourceline site, version {VERSION}",
        "description": (
            "A field without a value, or whose value is false, is left out. Addresses of pages and files go out from the root of the site,"
            " the folder above data/."
        ),
        "oneOf": [{"$ref": f"#/definitions/{name}"} for name in (*FILES, "index", "list")],
        "definitions": {
            name: {**definition, "additionalProperties": False}
            for name, definition in {**_DEFINITIONS, **_PARTS}.items()
        },
    }


def _text(says: str) -> Schema:
    return {"type": "string", "description": says}


def _choice(words: Any, says: str) -> Schema:
    return {"enum": list(get_args(words)), "description": says}


def _truth(says: str) -> Schema:
    return {"type": "boolean", "description": says}


def _number(says: str) -> Schema:
    return {"type": "integer", "minimum": 0, "description": says}


def _list(name: str, says: str) -> Schema:
    return {"type": "array", "items": {"$ref": f"#/definitions/{name}"}, "description": says}


def _texts(says: str) -> Schema:
    return {"type": "array", "items": {"type": "string"}, "description": says}


def _one(name: str, says: str) -> Schema:
    return {"allOf": [{"$ref": f"#/definitions/{name}"}], "description": says}


def _thing(says: str, fields: Schema, *required: str) -> Schema:
    return {
        "type": "object",
        "description": says,
        "properties": fields,
        **({"required": list(required)} if required else {}),
    }


_EVIDENCE = _list("evidence", "The sentences it rests on, in the order of their sources.")
_CONFIDENCE = {
    "type": "number",
    "minimum": 0,
    "maximum": 1,
    "description": "How sure the reader of texts was, 0 to 1; of several claims the least sure.",
}
_HAND = {
    "reviewed": _truth("Whether a person has checked it."),
    "by_hand": _texts("Names of the fields that a person wrote; '*' for all."),
}
_DAY = {"type": "string", "pattern": r"^[-+]?\d{4,}-\d\d-\d\d$"}

_HEAD: Schema = {
    "$schema": _text("The address of this schema, from the file itself."),
}

_TELLING: Schema = {
    "kind": _text("What kind of event it is: 'appointment', 'launch' …"),
    "title": _text("What happened, in a line."),
    "date": _one("date", "When it happened. Without it, nobody knows."),
    "status": _choice(Status, "How the sources speak of it."),
    "participants": _list("participant", "Who takes part, and as what."),
    "topics": _texts("Profiles of its topics: 'topics/…'."),
}

_EVENT_ROW: Schema = {
    "id": _text("What it is called in all files."),
    "page": _text("Where it is told."),
    **_TELLING,
    "support": _choice(
        Support,
        "Who stands for it: one source, several publishers that agree, or do not, or the author.",
    ),
    "reviewed": _HAND["reviewed"],
    "sources": _texts("Ids of the sources that tell it, the first first."),
}

_EVENT: Schema = {
    **_EVENT_ROW,
    "confidence": _CONFIDENCE,
    **_HAND,
    "reported": _text("EDTF: when a source first told it."),
    "added": _text("EDTF: when the first source that tells it came to this site."),
    "links": _list("link", "Other events of the same story."),
    "figures": _list("figure", "Numbers that belong to it."),
    "differences": _list("difference", "Where sources give different values; all are kept."),
    "evidence": _EVIDENCE,
}

_PROFILE_ROW: Schema = {
    "id": _text("What it is called in all files."),
    "page": _text("Its page."),
    "kind": _choice(ProfileKind, "What it is."),
    "name": _text("Its name."),
    "aliases": _texts("Other names."),
    "url": _text("Its own page on the web."),
    "same_as": _texts("Pages elsewhere about the same."),
    **_HAND,
    "counts": {
        "type": "object",
        "description": "How many events, sources, roles, figures, quotations and relations it has in all.",
        "additionalProperties": {"type": "integer"},
    },
}

_PROFILE: Schema = {
    **_PROFILE_ROW,
    "roles": _list(
        "role", "Roles it holds, or that are held in it. At most 50, as in the lists below."
    ),
    "figures": _list("figure", "Numbers about it."),
    "quotations": _list("quotation", "What it said, and what was said about it."),
    "relations": _list("relation", "How it stands to other profiles."),
    "differences": _list("difference", "Where sources differ about its figures and roles."),
    "events": _texts("Ids of the events it is in, in order of time; at most the newest 500."),
    "sources": _texts("Ids of the sources that speak of it; at most the newest 500."),
}

_SOURCE_ROW: Schema = {
    "id": _text("What it is called in all files."),
    "page": _text("Its page, on which each sentence n has the anchor 's<n>'."),
    "title": _text("Its title."),
    "origins": {
        "type": "object",
        "description": "Where each field was taken from; 'made' is worded by the machine.",
        "additionalProperties": {"enum": list(get_args(Origin))},
    },
    "author": _text("Who wrote it."),
    "publisher": _text("Who published it."),
    "url": _text("Its address."),
    "archive_url": _text("The address of a copy in an archive."),
    "licence": _text("As its publisher states it."),
    "language": _text("BCP 47."),
    "published": _one("date", "When it was published."),
    "retrieved": _text("EDTF: when it was fetched."),
    "added": _text("EDTF: when it came to this site."),
    "sha256": _text("Of its text in UTF-8."),
    "counts": {
        "type": "object",
        "description": "How many sentences it has, events rest on it and claims it makes.",
        "additionalProperties": {"type": "integer"},
    },
}

_ROLE: Schema = {
    "person": _one("name", "Who."),
    "role": _text("As what, as worded: 'CEO'."),
    "qualifier": _text("'interim', 'acting', 'former' …"),
    "organization": _one("name", "Where."),
    "begin": _one("date", "Since when."),
    "end": _one("date", "Until when."),
}
_NUMBER = {"type": "string", "pattern": r"^-?\d+(\.\d+)?(E[-+]?\d+)?$"}
_FIGURE: Schema = {
    "phrase": _text("As the source words it: '8 million a month'."),
    "value": {**_NUMBER, "description": "The number, as a decimal; exact."},
    "low": {**_NUMBER, "description": "Of a range or a bound: at least so much."},
    "high": {**_NUMBER, "description": "At most so much."},
    "unit": _text("'money', 'percent', or what is counted: 'people'."),
    "currency": _text("ISO 4217, where the source states it."),
    "per": _text("'month' in '8 million a month'."),
    "measure": _text("What is measured: 'expenditure'."),
    "of": _one("name", "Of whom or what."),
    "date": _one("date", "When it held."),
}
_QUOTATION: Schema = {
    "text": _text("What was said."),
    "direct": _truth("Whether in the speaker's own words."),
    "verb": _text("'said', 'warned' …"),
    "speaker": _one("name", "Who said it."),
    "about": _list("name", "Of whom."),
}
_RELATION: Schema = {
    "subject": _one("name", "Who or what."),
    "predicate": _text("Read from subject to object: 'founder_of', 'maker_of', 'part_of' …"),
    "object": _one("name", "To whom or what."),
}


def _fact(says: str, fields: Schema, *required: str) -> Schema:
    return _thing(says, {**fields, "evidence": _EVIDENCE}, *required)


def _claim(kind: str, says: str, fields: Schema, *required: str) -> Schema:
    return _thing(
        says,
        {
            "type": {"const": kind},
            "source": _text("Id of the source that says so."),
            "event": _text("Id of the event of this site that it belongs to."),
            **fields,
            "confidence": _CONFIDENCE,
            "evidence": _EVIDENCE,
        },
        "type",
        "source",
        "confidence",
        "evidence",
        *required,
    )


_CLAIMS: Schema = {
    "claim_event": _claim(
        "event",
        "That a source says something happened, will happen, or did not.",
        {
            **_TELLING,
            "attribution": _text("To whom the source ascribes it."),
        },
        "kind",
        "title",
        "status",
    ),
    "claim_role": _claim("role", "That a person holds, begins or ends a role.", _ROLE, "person"),
    "claim_figure": _claim("figure", "A number with what it measures.", _FIGURE, "phrase"),
    "claim_quotation": _claim("quotation", "What somebody said.", _QUOTATION, "text"),
    "claim_relation": _claim(
        "relation", "How two stand to each other.", _RELATION, "subject", "predicate", "object"
    ),
}

_PARTS: Schema = {
    **_CLAIMS,
    "date": _thing(
        "A date. Bounds are days of the proleptic Gregorian calendar with astronomical years, left out where open"
        " or not known. The fuzzy ones are wider where it is about right or uncertain, and are left out where both"
        " are the same as the sharp ones.",
        {
            "edtf": _text("Extended Date/Time Format (ISO 8601-2)."),
            "words": _text("In words, in the language of the site."),
            "basis": _choice(
                Basis,
                "How it is known: the text states it, it is counted from another date, or only the day of the"
                " report is known.",
            ),
            "precision": _text("'day', 'month', 'season', 'year', 'decade', 'interval' …"),
            "earliest": {**_DAY, "description": "The first day that it can mean."},
            "latest": {**_DAY, "description": "The last day that it can mean."},
            "earliest_fuzzy": {**_DAY, "description": "The first, with '~' and '?' heeded."},
            "latest_fuzzy": {**_DAY, "description": "The last, with '~' and '?' heeded."},
            "approximate": _truth("'~': about then."),
            "uncertain": _truth("'?': perhaps then."),
            "phrase": _text("The words of the source it was read from."),
            "reference": _text("EDTF: the date that a relative one is counted from."),
            "reason": _text("How it was counted, for people."),
        },
        *("edtf", "words", "basis", "precision"),
    ),
    "evidence": _thing(
        "A place in a source.",
        {
            "source": _text("Id of the source."),
            "quote": _text("Word for word."),
            "page": _text(
                "The first sentence of it on the page of its source; its number follows '#s'."
            ),
            "lost": _truth("Whether the quote is no longer found in its source."),
        },
        *("source", "quote"),
    ),
    "name": _thing(
        "A name as a source uses it.",
        {"name": _text("As worded."), "profile": _text("The profile it belongs to: 'people/…'.")},
        "name",
    ),
    "participant": _thing(
        "Who takes part.",
        {
            "name": _text("As worded."),
            "profile": _text("The profile it belongs to: 'people/…'."),
            "role": _choice(ParticipantRole, "As what."),
        },
        *("name", "role"),
    ),
    "link": _thing(
        "Another event of the same story.",
        {"event": _text("Its id."), "relation": _choice(Relation, "How it stands to it.")},
        *("event", "relation"),
    ),
    "role": _fact("A role.", _ROLE, "person", "role"),
    "figure": _fact("A number with what it measures.", _FIGURE, "phrase"),
    "quotation": _fact("What somebody said.", _QUOTATION, "text"),
    "relation": _fact("How two stand to each other.", _RELATION, "subject", "predicate", "object"),
    "difference": _thing(
        "Where sources give different values.",
        {
            "field": {
                "enum": ["date", "status", "figure", "begin", "end"],
                "description": "Of which field.",
            },
            "about": _text("What is measured, or which role it is of."),
            "open": _truth(
                "Whether the values contradict each other and no correction settles it."
            ),
            "rule": _choice(Rule, "Why the first value was chosen."),
            "values": _list("value", "All values, the chosen one first."),
        },
        *("field", "rule", "values"),
    ),
    "value": _thing(
        "One of several values.",
        {
            "value": _text("A date as EDTF, a status, the words of a figure or a role."),
            "sources": _texts("Ids of the sources that give it; none where a person says so."),
            "corrected": _truth("Whether a later text of the same publisher gives another."),
            "fits": _truth("Whether it may be true together with the chosen one."),
            "evidence": _EVIDENCE,
        },
        "value",
    ),
    "event_row": _thing(
        "An event, in short; on a site whose events have no pages of their own, all of it.",
        _EVENT,
        "id",
        "page",
        "kind",
        "title",
        "status",
        "support",
    ),
    "profile_row": _thing("A profile, in short.", _PROFILE_ROW, "id", "page", "kind", "name"),
    "source_row": _thing("A source, in short.", _SOURCE_ROW, "id", "page", "title", "language"),
    "part": _thing(
        "A part of a long list.",
        {"path": _text("Its file."), "count": _number("How much it holds.")},
        *("path", "count"),
    ),
    "listing": _thing(
        "A list.",
        {
            "name": _text("What it holds."),
            "path": _text("Its file."),
            "count": _number("How much it holds, with its parts."),
            "single": _text(
                "The file of one of them, with {id} for its id; where that is too long for a file's name, with the"
                " name that its page has."
            ),
        },
        *("name", "path", "count"),
    ),
}

FILES = ("event", "profile", "source")
"""Of one thing each."""

_DEFINITIONS: Schema = {
    "event": _thing(
        "The file of an event.", {**_HEAD, "type": {"const": "event"}, **_EVENT}, "type", "id"
    ),
    "profile": _thing(
        "The file of a profile.", {**_HEAD, "type": {"const": "profile"}, **_PROFILE}, "type", "id"
    ),
    "source": _thing(
        "The file of a source.",
        {
            **_HEAD,
            "type": {"const": "source"},
            **_SOURCE_ROW,
            "events": _texts("Ids of the events that rest on it."),
        },
        *("type", "id"),
    ),
    "index": _thing(
        "What there is: data/index.json.",
        {
            **_HEAD,
            "type": {"const": "index"},
            "version": {"const": VERSION, "description": "Of the schema."},
            "home": _text("The full address of the site, where it is known."),
            "title": _text("Of the site."),
            "language": _text("Of the site, BCP 47."),
            "author": _text("Who makes it."),
            "licence": _text("Of the site."),
            "known_on": _text("EDTF: the site tells what was known on this day."),
            "engines": _texts("Who read the sources."),
            "lists": _list("listing", "All lists."),
        },
        *("type", "version", "lists"),
    ),
    "list": _thing(
        "A list, or a part of one. A long list has no items of its own but parts that hold them.",
        {
            **_HEAD,
            "type": {"const": "list"},
            "of": _text("What it holds: 'events', 'people', 'sources', 'claims' …"),
            "count": _number("How much it holds, with its parts."),
            "parts": _list("part", "Where a long list has its items."),
            "items": {
                "type": "array",
                "items": {
                    "anyOf": [
                        {"$ref": f"#/definitions/{name}"}
                        for name in ("event_row", "profile_row", "source_row", *_CLAIMS)
                    ]
                },
            },
        },
        *("type", "of", "count"),
    ),
}
