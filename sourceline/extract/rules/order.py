"""The order of the rules: the visible table of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from sourceline.extract.rules.coreference import find_anaphors
from sourceline.extract.rules.datelines import find_datelines, mend_datelines
from sourceline.extract.rules.document import Document
from sourceline.extract.rules.events import find_events
from sourceline.extract.rules.figures import find_figures
from sourceline.extract.rules.names import find_names
from sourceline.extract.rules.parts import repair_parts, tag_parts
from sourceline.extract.rules.products import add_offers
from sourceline.extract.rules.profiles import gather_profiles, judge_profiles
from sourceline.extract.rules.quotations import attribute_events, find_quotations
from sourceline.extract.rules.relations import find_relations
from sourceline.extract.rules.roles import date_roles, find_roles
from sourceline.extract.rules.times import find_times
from sourceline.extract.rules.tokens import split_tokens
from sourceline.extract.rules.topics import add_topics, list_topics, mark_events
from sourceline.extract.tagger import Reader, load_tagger
from sourceline.model import Extraction, Source

Rule = Callable[[Document], Any]

FINDING: tuple[tuple[str, Rule], ...] = (
    ("tags", tag_parts),
    ("mentions", find_names),
    ("times", find_times),
    ("tags", repair_parts),
    ("mentions", add_offers),
    ("profiles", gather_profiles),
    ("anaphors", find_anaphors),
    ("roles", find_roles),
    ("events", find_events),
    ("roles", date_roles),
    ("figures", find_figures),
    ("quotations", find_quotations),
    ("events", attribute_events),
    ("relations", find_relations),
)
"""What the source says."""

JUDGING: tuple[tuple[str, Rule], ...] = (
    ("profiles", judge_profiles),
    ("profiles", add_topics),
    ("topics", list_topics),
    ("events", mark_events),
)
"""What that makes of the names: which get a page, and what the text is about."""

ORDER = (*FINDING, *JUDGING)
"""(field of Document, function). Each function reads the document so far and returns the new
value of its field; a field that stands twice is taken further by the second function."""


def read_document(source: Source, reader: Reader | None = None) -> Document:
    """`source` with everything the rules find in it, its names read by `reader`, or by the good tagger."""
    return _apply(ORDER, _tag_source(source, reader or load_tagger("whole")))


def find_facts(source: Source) -> Document:
    """`source` with all that it says to the good tagger, before what follows from that: another engine may
    say more of it, or less, and then have it judged."""
    return _apply(FINDING, _tag_source(source, load_tagger("whole")))


def judge_document(document: Document) -> Document:
    """What follows from what was found: the profiles that get a page, and the topics."""
    return _apply(JUDGING, document)


def read_names(source: Source, tagger: Reader) -> Document:
    """`source` with its parts of speech and names only."""
    return _apply(ORDER[:2], _tag_source(source, tagger))


def _tag_source(source: Source, tagger: Reader) -> Document:
    spans = [(sentence.start, sentence.end) for sentence in source.sentences]
    reading = tagger.tag(source.text, spans)
    datelines = find_datelines(source.text, spans) if reading.parses else {}
    if datelines:
        rest = tagger.tag(source.text, [*datelines.values()])
        reading = mend_datelines(reading, datelines, rest)
    return Document(source=source, tokens=split_tokens(source), reading=reading)


def _apply(order: tuple[tuple[str, Rule], ...], document: Document) -> Document:
    for field, rule in order:
        document = replace(document, **{field: rule(document)})
    return document


def make_extraction(document: Document, engine: str) -> Extraction:
    """What was found, as what the engine that signs so has read."""
    source = document.source
    return Extraction(
        source=source.id,
        sha256=source.sha256,
        engine=engine,
        title=None if source.title else _make_title(document),
        times=document.times,
        mentions=document.mentions,
        profiles=document.profiles,
        events=document.events,
        roles=document.roles,
        figures=document.figures,
        quotations=document.quotations,
        relations=document.relations,
        topics=document.topics,
    )


def _make_title(document: Document) -> str | None:
    """A title for a source that states none: that of the first event it tells as its own; None when
    there is none. What is denied or alleged makes no headline."""
    told = (e.title for e in document.events if e.status in ("asserted", "planned"))
    return next(told, None)
