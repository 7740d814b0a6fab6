"""Every rule against its fixture file of the same name: text in, one line per finding out."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from cases import Case, case_parameters

from sourceline.extract.rules.document import Document
from sourceline.extract.rules.order import read_document
from sourceline.extract.tagger import load_tagger
from sourceline.model import SURE, Date
from sourceline.read import read_source


def write_names(document: Document) -> Iterator[str]:
    for m in document.mentions:
        yield f"{m.label} {' '.join(m.text.split())} -> {m.profile}"


def write_profiles(document: Document) -> Iterator[str]:
    for p in document.profiles:
        aliases = f" ({', '.join(p.aliases)})" if p.aliases else ""
        yield f"{p.kind} {p.name}{aliases}: {'page' if p.profiled else 'mention'}, {p.reason}"


def write_anaphors(document: Document) -> Iterator[str]:
    for m in document.anaphors:
        yield f"{m.text} -> {m.profile}"


def write_roles(document: Document) -> Iterator[str]:
    for r in document.roles:
        role = f"{r.qualifier} {r.role}" if r.qualifier else r.role
        where = r.organization.name if r.organization else "?"
        shown = "" if r.confidence >= SURE else " (proposed)"
        yield f"{r.person.name} | {role} | {where} | {write_date(r.begin)} | {write_date(r.end)}{shown}"


def write_events(document: Document) -> Iterator[str]:
    for e in document.events:
        people = ", ".join(f"{p.name} ({p.role})" for p in e.participants)
        by = f" | according to {e.attribution}" if e.attribution else ""
        shown = "" if e.confidence >= SURE else " (proposed)"
        yield f"{e.kind} | {e.title} | {write_date(e.date)} | {e.status} | {people}{by}{shown}"


def write_figures(document: Document) -> Iterator[str]:
    for f in document.figures:
        value = f.value if f.value is not None else f"{f.low or ''}..{f.high or ''}"
        per = f" per {f.per}" if f.per else ""
        of = f.of.name if f.of else "?"
        yield f"{f.phrase} | {value} {f.currency or f.unit}{per} | {f.measure} | {of}"


def write_quotations(document: Document) -> Iterator[str]:
    for q in document.quotations:
        kind = "direct" if q.direct else "indirect"
        yield f"{q.speaker.name if q.speaker else '?'} | {q.verb} | {kind} | {q.text}"


def write_relations(document: Document) -> Iterator[str]:
    for r in document.relations:
        yield f"{r.subject.name} {r.predicate} {r.object.name}"


def write_topics(document: Document) -> Iterator[str]:
    yield from document.topics


def write_date(date: Date | None) -> str:
    return f"{date.edtf} {date.basis}" if date else "-"


WRITERS: dict[str, Callable[[Document], Iterator[str]]] = {
    **dict.fromkeys(
        ("definitions", "firms", "joints", "names", "other_names", "units"), write_names
    ),
    "profiles": write_profiles,
    "coreference": write_anaphors,
    "roles": write_roles,
    "role_nouns": write_roles,
    "role_words": write_roles,
    "holders": write_roles,
    "bearers": write_roles,
    "role_verbs": write_roles,
    "employers": write_roles,
    "affiliations": write_roles,
    **dict.fromkeys(("hirers", "possessors", "workplaces"), write_roles),
    "terms": write_roles,
    "handovers": write_roles,
    "tenures": write_roles,
    **dict.fromkeys(
        (
            "antecedents",
            "argument_mends",
            "background",
            "case_mends",
            "causes",
            "clause_mends",
            "datelines",
            "deeds",
            "doers",
            "echoes",
            "events",
            "firsts",
            "headlines",
            "levels",
            "lifespans",
            "merging",
            "moments",
            "namings",
            "nominals",
            "noun_mends",
            "nouns",
            "object_mends",
            "order_mends",
            "predicates",
            "relation_mends",
            "retellings",
            "senses",
            "statuses",
            "storms",
            "verb_forms",
        ),
        write_events,
    ),
    "figures": write_figures,
    **dict.fromkeys(
        (
            "amounts",
            "bounds",
            "counts",
            "decoys",
            "measures",
            "money",
            "owners",
            "percentages",
            "rates",
        ),
        write_figures,
    ),
    **dict.fromkeys(("descriptors", "genders"), write_anaphors),
    **dict.fromkeys(
        ("attributions", "quotations", "quotes", "reports", "speakers", "speeches"),
        write_quotations,
    ),
    **dict.fromkeys(("links", "relations"), write_relations),
    "topics": write_topics,
}


NETWORK = frozenset({"senses", "doers"})
"""Rules that ask the network what a word tells of; the others are read without it, so that a case shows what the
rule does, however the network was trained."""


def read_case(case: Case, rule: str) -> Document:
    sidecar = {"published": case.options["published"]} if "published" in case.options else {}
    source = read_source(case.text.encode(), path="content/sources/case.txt", sidecar=sidecar)
    return read_document(source, load_tagger("whole" if rule in NETWORK else "good"))


@pytest.mark.parametrize("rule", sorted(WRITERS))
def test_every_rule_reads_its_fixture(rule: str) -> None:
    """Each case of a rule's fixture file gives exactly the lines that stand under it."""
    cases = [parameter.values[0] for parameter in case_parameters("rules", rule)]  # type: ignore[attr-defined] # pytest.param's value
    expected = [f"## {case.title}\n{case.expected}" for case in cases]
    actual = [
        f"## {case.title}\n" + "\n".join(WRITERS[rule](read_case(case, rule))) for case in cases
    ]
    assert "\n\n".join(expected) == "\n\n".join(actual)
