"""Dates that are counted from a day nobody states."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from sourceline.check.desk import Desk, list_some, make_note, word_paste
from sourceline.check.sources import paste_sidecar
from sourceline.errors import Problem
from sourceline.model import Chronicle, Source, TimeExpression

_ANY_DAY = "1001-06-13"
"""A day to read with: what is dated only with it is counted from the day of publication. It lies so early
that no text is taken for a tale of years long before it."""


def list_unanchored(chronicle: Chronicle, desk: Desk) -> Iterator[Problem]:
    """For each source without a day, the first time expression that would need it, and how many there
    are. An extraction loses them on its way through the store, so these sources are read again, for
    times only: the tagger is not asked."""
    for source in chronicle.sources:
        if source.published is not None:
            continue
        found = _find_unanchored(source)
        if found:
            yield _report(source, found, desk)


def _find_unanchored(source: Source) -> list[TimeExpression]:
    from sourceline.extract.rules.times import (  # noqa: PLC0415 - only for `check`
        blank_front_matter,
    )

    return [
        time
        for time in _read_unanchored(blank_front_matter(source), source.language)
        if not any(part.start < time.end and time.start < part.end for part in source.dropped)
    ]


@lru_cache(maxsize=10_000)
def _read_unanchored(text: str, language: str) -> tuple[TimeExpression, ...]:
    """What has a date only with a day to count from. Kept, since a preview asks at every save: an article
    takes 14 ms."""
    from sourceline.extract.rules.times import read_times  # noqa: PLC0415 - only for `check`

    counted = [
        time
        for time in read_times(text, published=_ANY_DAY, language=language)
        if time.basis == "relative" and time.edtf is not None
    ]
    if not counted:
        return ()
    without = read_times(text, published=None, language=language)
    anchored = {time.start for time in without if time.edtf is not None}
    return tuple(time for time in counted if time.start not in anchored)


def _report(source: Source, found: list[TimeExpression], desk: Desk) -> Problem:
    words = [f"“{' '.join(time.text.split())}”" for time in found]
    paste = paste_sidecar(source, "published", "YYYY-MM-DD")
    return make_note(
        desk.locate(source.id, found[0].start),
        "unanchored-date",
        f"{list_some(words)} cannot be dated: no day is known to count from.",
        f"Write {word_paste(paste)}, with the day of publication; the source is then read again.",
        paste,
    )
