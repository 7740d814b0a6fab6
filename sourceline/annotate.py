"""The extractor as a filter: one JSON object in, one out, a line each.

In:  `{"id": str, "text": str, "published": "2024-03-26" | null, "language": "en"}`; only `text` is
needed. Out, in this order:

    {"id",
     "times":      [{"start", "end", "text", "type", "value", "edtf"}],
     "entities":   [{"start", "end", "text", "label", "profile"}],
     "events":     [{"kind", "title", "date", "participants": [{"name", "role", "profile"}],
                     "status", "evidence", "confidence"}],
     "roles":      [{"person", "role", "organization", "begin", "end", "evidence", "confidence"}],
     "figures":    [{"value", "low", "high", "unit", "currency", "per", "measure", "of",
                     "evidence", "confidence"}],
     "quotations": [{"text", "speaker", "direct", "evidence", "confidence"}],
     "relations":  [{"subject", "predicate", "object", "evidence", "confidence"}],
     "topics":     [name]}

- Offsets are Python string indices into `text`, end exclusive; "evidence" is `[{"start", "end"}]`.
- "date", "begin" and "end" are `{"edtf", "basis", "phrase"}`, "person", "organization", "of", "speaker",
  "subject" and "object" are `{"name", "profile"}`; each is null where nobody says it. A role stands
  without its "interim" or "former".
- Whole numbers are integers of any length, fractions are numbers with up to 15 digits.
- What was read with a low confidence is in it: who reads the lines decides what is enough.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from sourceline.edtf import is_edtf
from sourceline.errors import ContentError, Position, Problem
from sourceline.extract.door import admit
from sourceline.extract.engine import DEFAULT, Engine, load_engine
from sourceline.model import (
    Claim,
    Date,
    EventClaim,
    Evidence,
    Extraction,
    FigureClaim,
    QuotationClaim,
    Reference,
    RelationClaim,
    RoleClaim,
)
from sourceline.read import read_plain

PATH = "<stdin>"
"""How messages name the input."""

Answer = tuple[str | None, tuple[Problem, ...]]
"""A line of output (None where the line of input could not be read) and what is wrong with it."""

_COMPACT = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})(?![0-9])")
_TYPES: dict[str, tuple[type, ...]] = {
    "text": (str,),
    "published": (str, type(None)),
    "language": (str, type(None)),
}


def annotate_record(record: Mapping[str, Any], engine: Engine) -> dict[str, Any]:
    """What the extractor reads in one record; `record` has a valid `text`.

    A publication date that is none is as good as none: see `read_published`.
    """
    published = read_published(record.get("published"))
    source = read_plain(
        record["text"], published=published, language=record.get("language") or "en"
    )
    extraction = admit(source, engine.extract(source)).extraction
    return {
        "id": record.get("id"),
        "times": annotate_times(extraction),
        "entities": annotate_entities(extraction),
        "events": [annotate_event(claim) for claim in extraction.events],
        "roles": [annotate_role(claim) for claim in extraction.roles],
        "figures": [annotate_figure(claim) for claim in extraction.figures],
        "quotations": [annotate_quotation(claim) for claim in extraction.quotations],
        "relations": [annotate_relation(claim) for claim in extraction.relations],
        "topics": annotate_topics(extraction),
    }


# --- what was read ----------------------------------------------------------------------------


def annotate_times(extraction: Extraction) -> list[dict[str, Any]]:
    """The time expressions: TIMEX3 type and value, and EDTF where it is a date."""
    names = ("start", "end", "text", "type", "value", "edtf")
    return [{name: getattr(time, name) for name in names} for time in extraction.times]


def annotate_entities(extraction: Extraction) -> list[dict[str, Any]]:
    """The names: PER, ORG, LOC or MISC, and the id of the profile that a name belongs to."""
    names = ("start", "end", "text", "label", "profile")
    return [{name: getattr(mention, name) for name in names} for mention in extraction.mentions]


def annotate_event(claim: EventClaim) -> dict[str, Any]:
    """What happened, when, with whom, and how the text speaks of it."""
    return {
        "kind": claim.kind,
        "title": claim.title,
        "date": _show_date(claim.date),
        "participants": [
            {"name": part.name, "role": part.role, "profile": part.profile}
            for part in claim.participants
        ],
        "status": claim.status,
        **_ground(claim),
    }


def annotate_role(claim: RoleClaim) -> dict[str, Any]:
    """Who is what, where, and from when to when."""
    return {
        "person": _show_name(claim.person),
        "role": claim.role,
        "organization": _show_name(claim.organization),
        "begin": _show_date(claim.begin),
        "end": _show_date(claim.end),
        **_ground(claim),
    }


def annotate_figure(claim: FigureClaim) -> dict[str, Any]:
    """A number, what it counts or measures, and of whom."""
    return {
        "value": _show_number(claim.value),
        "low": _show_number(claim.low),
        "high": _show_number(claim.high),
        "unit": claim.unit,
        "currency": claim.currency,
        "per": claim.per,
        "measure": claim.measure,
        "of": _show_name(claim.of),
        **_ground(claim),
    }


def annotate_quotation(claim: QuotationClaim) -> dict[str, Any]:
    """Who said what, in their own words or in the text's."""
    return {
        "text": claim.text,
        "speaker": _show_name(claim.speaker),
        "direct": claim.direct,
        **_ground(claim),
    }


def annotate_relation(claim: RelationClaim) -> dict[str, Any]:
    """Who founded, made, owns or sued whom."""
    return {
        "subject": _show_name(claim.subject),
        "predicate": claim.predicate,
        "object": _show_name(claim.object),
        **_ground(claim),
    }


def annotate_topics(extraction: Extraction) -> list[str]:
    """The names of what the whole text is about."""
    names = {profile.id: profile.name for profile in extraction.profiles}
    return [names.get(topic, topic) for topic in extraction.topics]


def _ground(claim: Claim) -> dict[str, Any]:
    """Where a claim stands, and how sure it is."""
    return {"evidence": list(map(_show_place, claim.evidence)), "confidence": claim.confidence}


def _show_place(evidence: Evidence) -> dict[str, int]:
    return {"start": evidence.start, "end": evidence.end}


def _show_date(date: Date | None) -> dict[str, str | None] | None:
    if date is None:
        return None
    return {"edtf": date.edtf, "basis": date.basis, "phrase": date.phrase}


def _show_name(reference: Reference | None) -> dict[str, str | None] | None:
    if reference is None:
        return None
    return {"name": reference.name, "profile": reference.profile}


def _show_number(number: Decimal | None) -> int | float | None:
    """JSON has one kind of number, and writes "1.1" for 1.1 and 4000000000 for 4 billion."""
    if number is None:
        return None
    return int(number) if number == number.to_integral_value() else float(number)


# --- lines ------------------------------------------------------------------------------------


def read_published(written: str | None) -> str | None:
    """The day in "2024-03-26", "2024-03-26T09:30" or "20240326", as EDTF; None where there is none."""
    if written is None:
        return None
    text = written.strip()
    compact = _COMPACT.match(text)
    shapes = (text, text[:10], "-".join(compact.groups()) if compact else "")
    return next((shape for shape in shapes if is_edtf(shape)), None)


def annotate_lines(lines: Iterable[bytes], engine: str = DEFAULT) -> Iterator[Answer]:
    """An answer for each line that is not empty, in order. UsageError where the engine lacks a
    package."""
    reader = load_engine(engine)
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield _annotate_line(line, number, reader)


def _annotate_line(line: bytes, number: int, engine: Engine) -> Answer:
    try:
        record = _read_record(line, number)
    except ContentError as error:
        return None, error.problems
    return json.dumps(annotate_record(record, engine)), tuple(_doubts(record, number))


def _read_record(line: bytes, number: int) -> Mapping[str, Any]:
    """The object of one line; ContentError with the place of the first fault."""
    try:
        record = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        place, remedy = error.start + 1, "Save the input as UTF-8."
        raise _problem(number, place, "not-utf-8", "The line is not UTF-8.", remedy) from None
    except json.JSONDecodeError as error:
        message, remedy = (
            f"The line is no JSON: {error.msg}.",
            "Write one JSON object on each line.",
        )
        raise _problem(number, error.colno, "not-json", message, remedy) from None
    except RecursionError:
        message, remedy = (
            "The JSON is nested too deeply.",
            "Write one flat JSON object on each line.",
        )
        raise _problem(number, 1, "not-json", message, remedy) from None
    _check_record(record, number)
    checked: Mapping[str, Any] = record
    return checked


def _check_record(record: object, number: int) -> None:
    if not isinstance(record, dict) or "text" not in record:
        remedy = 'Write an object such as {"id": "a", "text": "…", "published": null}.'
        raise _problem(number, 1, "no-text", "The line has no text.", remedy)
    for name, types in _TYPES.items():
        if not isinstance(record.get(name), types):
            remedy = f'Write "{name}" in quotation marks{"" if name == "text" else " or as null"}.'
            raise _problem(number, 1, "wrong-type", f'"{name}" is not a text.', remedy)


def _problem(line: int, column: int, code: str, message: str, remedy: str) -> ContentError:
    return ContentError([Problem(Position(PATH, line, column), code, message, remedy)])


def _doubts(record: Mapping[str, Any], number: int) -> Iterator[Problem]:
    published = record.get("published")
    if published and read_published(published) is None:
        yield Problem(
            Position(PATH, number, 1),
            "published-is-no-date",
            f'"published" is {published!r}, which is no date; it is read as unknown.',
            "Write it as 2024-03-26, 2024-03 or 2024, or leave it out.",
            "warning",
        )
