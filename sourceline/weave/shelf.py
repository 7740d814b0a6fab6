"""The sources in the order of the chronicle, each with a title."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from sourceline import edtf
from sourceline.model import Extraction, Origin, Source


def order_sources(sources: Iterable[Source]) -> tuple[Source, ...]:
    """By date of publication, then id; undated ones last. Each id once."""
    unique = {source.id: source for source in sorted(sources, key=lambda source: source.path)}
    return tuple(sorted(unique.values(), key=order_source))


def order_source(source: Source) -> tuple[bool, tuple[object, ...], str]:
    """By what sources are put in order."""
    if source.published is None:
        return True, (), source.id
    return False, edtf.sort_key(edtf.parse(source.published)), source.id


def title_source(source: Source, extractions: Mapping[str, Extraction]) -> Source:
    """The source with a title: its own, or one made from its text, or its id."""
    if source.title is not None:
        return source
    extraction = extractions.get(source.id)
    if extraction is not None and extraction.title:
        return _set_title(source, extraction.title, "made")
    return _set_title(source, source.id, "file name")


def _set_title(source: Source, title: str, origin: Origin) -> Source:
    others = tuple(item for item in source.origins if item[0] != "title")
    return replace(source, title=title, origins=(("title", origin), *others))
