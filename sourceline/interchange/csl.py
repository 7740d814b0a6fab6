"""CSL-JSON: the sources, for Zotero and for whatever cites by the styles of CSL.

Names are literal: which part of "Nell Oxbarrow" is the family name nobody has told us. A title that we worded stands
in square brackets, as those of cataloguers do.
"""

from __future__ import annotations

from typing import Any

from sourceline import edtf
from sourceline.interchange.incoming import clean_line
from sourceline.interchange.spans import Part, find_span
from sourceline.interchange.values import Outgoing, Written
from sourceline.model import Date, Source
from sourceline.site.addresses import clean_web_address
from sourceline.site.indented import dump_indented


def write_sources(outgoing: Outgoing) -> Written:
    """A list of items, in the order of the chronicle."""
    language = outgoing.lookup.language
    items = [describe_source(source, language) for source in outgoing.chronicle.sources]
    return Written(f"{dump_indented(items)}\n".encode(errors="replace"))


def describe_source(source: Source, language: str) -> dict[str, Any]:
    """One item; `language` is that of the words of a date."""
    kind = _find_type(source)
    title = clean_line(source.title) or source.id
    made = ("title", "made") in source.origins or not source.title
    house = "publisher" if kind == "document" else "container-title"
    archived = clean_web_address(source.archive_url)
    item = {
        "id": source.id,
        "type": kind,
        "title": f"[{title}]" if made else title,
        "author": [{"literal": clean_line(source.author)}] if source.author else None,
        house: clean_line(source.publisher),
        "issued": describe_date(source.published, language),
        "accessed": describe_date(source.retrieved, language),
        "URL": clean_web_address(source.url),
        "archive_location": archived,
        "language": source.language,
    }
    return {key: value for key, value in item.items() if value}


def _find_type(source: Source) -> str:
    """What a style asks: a newspaper's article where it names who published it and when, as on the site."""
    if source.publisher and source.published:
        return "article-newspaper"
    return "webpage" if clean_web_address(source.url) else "document"


def describe_date(text: str | None, language: str = "en") -> dict[str, Any] | None:
    """A date of CSL: its numbers as far as they are known, and `circa` where it is about right; in words where
    numbers would say too much."""
    if not text or not edtf.is_edtf(text):
        return None
    value = edtf.parse(text)
    span = find_span(Date(text))
    parts = [_list_numbers(part) for part in (span.begin, span.end) if part]
    soft = value.approximate or value.uncertain
    if span.begin is None or not (span.exact or soft):
        return {"literal": edtf.words(value, language=language)}
    return {"date-parts": parts, "circa": True} if soft else {"date-parts": parts}


def _list_numbers(part: Part) -> list[int]:
    # CSL has no year 0: -1 is 1 BC.
    year = part.year if part.year > 0 else part.year - 1
    return [year, *(number for number in part[1:3] if isinstance(number, int))]
