"""What a build says of itself in the end; without an import, since it is said of an unchanged site, too."""

from __future__ import annotations


def count(number: int, noun: str) -> str:
    """ "1 source", "2 sources"."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def summarize_extraction(sources: int, extracted: int) -> str:
    """ "Read 3 sources (1 extracted)"."""
    return f"Read {count(sources, 'source')} ({extracted:,} extracted)"


def summarize_build(
    sources: int, extracted: int, pages: int, output: object, *, changed: bool
) -> str:
    """ "Read 1 source (0 extracted). 14 pages → public/"."""
    read = summarize_extraction(sources, extracted)
    return f"{read}. {count(pages, 'page')} → {output}/{'' if changed else ' (unchanged)'}"
