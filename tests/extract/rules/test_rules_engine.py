"""The engine as a whole."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from cases import Case, case_parameters
from hypothesis import given, settings
from hypothesis import strategies as st

from sourceline.extract.ground import find_quote
from sourceline.extract.rules.document import Document
from sourceline.extract.rules.engine import RulesEngine
from sourceline.extract.rules.order import ORDER, read_document
from sourceline.model import Evidence, Extraction, Source
from sourceline.read import read_source

SEED = Path(__file__).parents[3] / "content" / "sources" / "000_fdbb7e7136dc40c3.txt"


def list_evidence(extraction: Extraction) -> Iterator[Evidence]:
    yield from (e for p in extraction.profiles for e in p.evidence)
    yield from (e for event in extraction.events for e in event.evidence)
    yield from (e for role in extraction.roles for e in role.evidence)
    yield from (e for figure in extraction.figures for e in figure.evidence)
    yield from (e for quotation in extraction.quotations for e in quotation.evidence)
    yield from (e for relation in extraction.relations for e in relation.evidence)


def list_references(extraction: Extraction) -> Iterator[str]:
    """Every profile that a claim speaks of."""
    for event in extraction.events:
        yield from (p.profile for p in event.participants if p.profile)
        yield from event.topics
    for relation in extraction.relations:
        yield from (side.profile for side in (relation.subject, relation.object) if side.profile)
    yield from (m.profile for m in extraction.mentions if m.profile)
    yield from (r.person.profile for r in extraction.roles if r.person.profile)
    yield from extraction.topics


def check_extraction(source: Source, extraction: Extraction) -> None:
    """Quotes stand in the source, references lead to profiles, ids are told once."""
    assert all(find_quote(source, e) == (e.start, e.end) for e in list_evidence(extraction))
    assert set(list_references(extraction)) <= {p.id for p in extraction.profiles}
    for ids in ([p.id for p in extraction.profiles], [e.id for e in extraction.events]):
        assert len(ids) == len(set(ids))
    assert {r.event for r in extraction.roles if r.event} <= {e.id for e in extraction.events}


@pytest.mark.parametrize("case", case_parameters("rules"))
def test_every_claim_is_whole(case: Case) -> None:
    """No claim quotes what is not there or speaks of a profile that is not there."""
    source = read_source(case.text.encode(), path="content/sources/case.txt")
    check_extraction(source, RulesEngine().extract(source))


def test_the_seed_is_read_whole() -> None:
    """The claims of the shipped article are whole, and reading it twice gives the same."""
    source = read_source(SEED.read_bytes(), path="content/sources/000_fdbb7e7136dc40c3.txt")
    extraction = RulesEngine().extract(source)
    check_extraction(source, extraction)
    assert extraction == RulesEngine().extract(source)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "Anna",
                "Visser,",
                "Acme",
                "Foods",
                "the",
                "of",
                "and",
                "appoints",
                "resigned",
                "was",
                "by",
                "3",
                "million",
                "$",
                "%",
                "“",
                "”",
                '"',
                "(",
                ")",
                ";",
                ":",
                "as",
                "who",
                ",",
                ".",
                "'s",
                "2020",
                "–",
                "launch\n\n",
            ]
        ),
        min_size=1,
        max_size=40,
    )
)
def test_any_words_can_be_read(words: list[str]) -> None:
    """No jumble of words makes a rule fail."""
    text = " ".join(words)
    if any(c.isalpha() for c in text):
        source = read_source(f"A\n\n{text} Anna".encode(), path="content/sources/case.txt")
        check_extraction(source, RulesEngine().extract(source))


def test_the_order_only_names_fields_of_the_document() -> None:
    """Each row of the table fills a field that `Document` has."""
    fields = set(Document.__dataclass_fields__)
    assert {field for field, _ in ORDER} <= fields


def test_a_source_without_events_has_no_made_title() -> None:
    """Nothing is invented where nothing happens."""
    source = read_source(b"Bread is good, and it was good then too.", path="content/sources/a.txt")
    assert RulesEngine().extract(source).title is None
    assert read_document(source).events == ()
