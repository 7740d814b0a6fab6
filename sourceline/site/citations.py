"""Evidence as the reader meets it: the quoted sentence, where it stands, and the way to the original."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from sourceline.model import Evidence, Source
from sourceline.site.addresses import clean_web_address, link_text, source_path
from sourceline.site.dates import describe_text
from sourceline.site.labels import Labels
from sourceline.site.lookup import Lookup, find_sentences
from sourceline.site.timeline import LONGEST_QUOTE
from sourceline.site.values import Citation, Link, SourceQuotes


def cite_evidence(lookup: Lookup, evidence: Evidence) -> Citation:
    """One quote with its ways: to the sentence here, and to the words in the original."""
    source = lookup.sources.get(evidence.source)
    lost = lookup.unverified.get(evidence.source)
    numbers = find_sentences(lookup, evidence)
    path = source_path(evidence.source) if source else None
    if path and numbers:
        path = f"{path}#s{numbers[0]}"
    return Citation(
        quote=shorten_text(evidence.exact, LONGEST_QUOTE),
        language=source.language if source else lookup.language,
        source=Link(title_source(source) if source else evidence.source, path),
        title=title_source(source) if source and (lookup.several or not numbers) else "",
        number=_word_numbers(numbers),
        meta=describe_source(lookup, source) if source else "",
        original=link_text(source.url, evidence.exact) if source else None,
        verified=bool(source) and not (lost and evidence in lost),
    )


def cite_all(lookup: Lookup, evidence: Iterable[Evidence]) -> tuple[Citation, ...]:
    """Every quote once, in the order given."""
    return tuple(cite_evidence(lookup, each) for each in dict.fromkeys(evidence))


def group_citations(lookup: Lookup, evidence: Iterable[Evidence]) -> tuple[SourceQuotes, ...]:
    """Quotes by source."""
    groups: dict[str, list[Evidence]] = {}
    for each in dict.fromkeys(evidence):
        groups.setdefault(each.source, []).append(each)
    return tuple(_group_source(lookup, quotes) for quotes in groups.values())


def _group_source(lookup: Lookup, quotes: list[Evidence]) -> SourceQuotes:
    citations = cite_all(lookup, quotes)
    source = lookup.sources.get(quotes[0].source)
    path = source_path(source.id) if source else None
    return SourceQuotes(
        Link(citations[0].source.text, path),
        citations[0].meta,
        clean_web_address(source.url) if source else None,
        citations,
    )


def title_source(source: Source) -> str:
    """A source's title; where it has none at all, its id."""
    return source.title or source.id


def describe_source(lookup: Lookup, source: Source) -> str:
    """ "The Harbour Post, 26 March 2024"."""
    return _word_origin(source.publisher, source.published, lookup.labels)


@lru_cache(maxsize=4096)
def _word_origin(publisher: str | None, published: str | None, labels: Labels) -> str:
    when = describe_text(published, labels)
    return labels.join((publisher or "", when.text if when else ""))


@lru_cache(maxsize=8192)
def shorten_text(text: str, longest: int) -> str:
    """`text` in one line, cut at a word with "…" where it is longer than `longest` characters."""
    line = " ".join(text.split())
    if len(line) <= longest:
        return text if line == text else line  # of the two, the one that is held anyway
    cut = line[:longest].rsplit(" ", 1)[0]
    return f"{cut.rstrip(',;:–—- ')} …"


def _word_numbers(numbers: tuple[int, ...]) -> str:
    if len(numbers) > 1:
        return f"{numbers[0]}–{numbers[-1]}"
    return str(numbers[0]) if numbers else ""
