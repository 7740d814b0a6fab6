"""The whole timeline as columns of numbers, for the scripts that filter it and draw its axis.

Two kinds of file, each a classic script that fills a field of `self.sourceline`, so that they load from
a disk, too. The columns hold what every filter and the axis need of every event; a block holds the words
of `BLOCK` events, and is asked for only when they are shown. What the fields mean is told in
docs/architecture.md, "The columns".
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, pairwise
from typing import Any

from sourceline.edtf import name_month
from sourceline.edtf.bounds import day_number
from sourceline.model import Event
from sourceline.naming import name_folder
from sourceline.site import addresses
from sourceline.site.citations import title_source
from sourceline.site.dates import find_month, find_shape
from sourceline.site.entries import choose_quote, rank_participants
from sourceline.site.labels import Labels
from sourceline.site.lines import name_event_kind
from sourceline.site.lookup import Lookup, Name
from sourceline.site.pages import Page
from sourceline.site.scripts import dump_script
from sourceline.site.timeline import (
    LONG_GAP,
    MONTHS_FROM,
    Dated,
    group_periods,
    title_period,
    word_gap,
)
from sourceline.site.values import Entry, Shape

FOLDER = "timeline/data"
# What reads the columns, in the order in which one needs the other.
SCRIPTS = ("columns.js", "entries.js", "filters.js", "ribbon.js", "axis.js")
# Events in one file of words: about 20 kB gzipped.
BLOCK = 500
OPEN_END, OPEN_BEGIN = -1, -2
SOFT, HOLLOW, DISPUTED, REVIEWED = 1, 2, 4, 8

_SHAPES: Mapping[Shape, str] = {
    "dot": "d",
    "month": "m",
    "quarter": "q",
    "year": "y",
    "span": "s",
    "from": "f",
    "until": "u",
    "none": "n",
}
_STATUS = {"asserted": "a", "planned": "p", "denied": "d", "alleged": "l"}
_SUPPORT = {"single-source": "s", "corroborated": "c", "disputed": "x", "author": "h"}
# Words for every count below are written out. In all languages the form of a larger one hangs on its
# last two digits (CLDR), so a script takes that of 100 to 199 and puts in the number.
COUNTED = 200
# From so many months on a gap is counted in years.
GAP_YEARS = 24


def plan_columns(lookup: Lookup, events: Sequence[Dated]) -> tuple[Page, ...]:
    """The file of columns first, then the blocks. Names change with the bytes."""
    blocks = [
        _name_file(f"block-{n}", _write_block(n, events[place : place + BLOCK], lookup.entries))
        for n, place in enumerate(range(0, len(events), BLOCK))
    ]
    names = [page.path.rsplit("/", 1)[-1] for page in blocks]
    columns = {**make_columns(lookup, events), "blocks": names}
    return (_name_file("columns", f"{_NAMESPACE}.columns={dump_script(columns)};\n"), *blocks)


_NAMESPACE = "(self.sourceline=self.sourceline||{})"


def _write_block(number: int, members: Sequence[Dated], entries: Mapping[str, Entry]) -> str:
    block = dump_script(make_block([entries[dated.event.id] for dated in members]))
    return f"({_NAMESPACE}.blocks=self.sourceline.blocks||[])[{number}]={block};\n"


def _name_file(stem: str, text: str) -> Page:
    digest = hashlib.sha256(text.encode(errors="replace")).hexdigest()[:8]
    return Page(f"{FOLDER}/{stem}.{digest}.js", None, text)


def _find_day(dated: Dated) -> int | None:
    """Where it stands in time: its first day, or its last where that alone is known."""
    day = dated.value and (dated.value.earliest or dated.value.latest)
    return day_number(day) if day else None


def make_columns(lookup: Lookup, events: Sequence[Dated]) -> dict[str, Any]:
    """All fields of the columns but `blocks`. The undated come last, as in every chronicle."""
    labels = lookup.labels
    days = [day for day in map(_find_day, events) if day is not None]
    who = [_list_who(lookup, dated.event) for dated in events]
    sources = [_list_sources(lookup, dated.event) for dated in events]
    # The most frequent first: they get the shortest numbers.
    kinds = Counter(dated.event.kind for dated in events).most_common()
    profiles = Counter(chain.from_iterable(who)).most_common()
    cited = Counter(chain.from_iterable(sources))
    shelf = lookup.chronicle.sources
    periods = list(group_periods(events))
    kind_numbers, profile_numbers = _number(k for k, _ in kinds), _number(p for p, _ in profiles)
    source_numbers, period_numbers = _number(s.id for s in shelf), _number(periods)
    return {
        "count": len(events),
        "undated": len(events) - len(days),
        "begin": _list_steps(days),
        "length": [_measure_length(dated) for dated in events[: len(days)]],
        "shape": "".join(_SHAPES[find_shape(d.value)] if d.value else "n" for d in events),
        "flags": "".join(f"{_sum_flags(dated):x}" for dated in events),
        "status": "".join(_STATUS[dated.event.status] for dated in events),
        "support": "".join(_SUPPORT[dated.event.support] for dated in events),
        "weight": "".join(
            str(min(9, int(lookup.weights[dated.event.id] * 10))) for dated in events
        ),
        "kind": [kind_numbers[dated.event.kind] for dated in events],
        "kinds": [[kind, name_event_kind(labels, kind)] for kind, _ in kinds],
        "who": [[profile_numbers[profile] for profile in ids] for ids in who],
        "profiles": [_describe_profile(lookup.profiles[p], n) for p, n in profiles],
        "source": _list_near([[source_numbers[source] for source in ids] for ids in sources]),
        "sources": [
            [name_folder(source.id), title_source(source), cited[source.id]] for source in shelf
        ],
        "period": _list_steps([period_numbers[dated.period] for dated in events]),
        "month": "".join(f"{(d.value and find_month(d.value)) or 0:x}" for d in events),
        "periods": [
            [key, title_period(key, labels), addresses.period_path(key)] for key in periods
        ],
        "block": BLOCK,
        "months_from": MONTHS_FROM,
        "gap_from": LONG_GAP,
        "words": make_words(labels),
    }


def _number(things: Iterable[str]) -> dict[str, int]:
    return {thing: n for n, thing in enumerate(things)}


def _list_steps(numbers: Sequence[int]) -> list[int]:
    """Each minus the one before: small numbers, which compress well."""
    return [later - earlier for earlier, later in pairwise((0, *numbers))]


def _list_near(rows: Iterable[Sequence[int]]) -> list[list[int]]:
    """Each number minus the first of the row before. Neighbours in time are often told by one source;
    at 10,000 events this saves 8 kB of 17, gzipped."""
    found, last = [], 0
    for row in rows:
        found.append([number - last for number in row])
        last = row[0] if row else last
    return found


def _measure_length(dated: Dated) -> int:
    """Days from the first to the last, or which end is open."""
    first, last = (dated.value.earliest, dated.value.latest) if dated.value else (None, None)
    if first is None:
        return OPEN_BEGIN
    return OPEN_END if last is None else day_number(last) - day_number(first)


def _sum_flags(dated: Dated) -> int:
    event, value = dated.event, dated.value
    soft = value is not None and (value.approximate or value.uncertain)
    hollow = event.date is None or event.date.basis == "published"
    disputed, seen = event.support == "disputed", event.reviewed or bool(event.by_hand)
    return SOFT * soft + HOLLOW * hollow + DISPUTED * disputed + REVIEWED * seen


def _list_who(lookup: Lookup, event: Event) -> list[str]:
    """Ids of those who take part, in the order they are named, then of its topics; each once."""
    ids = (*(p.profile for p in rank_participants(event)), *event.topics)
    return [i for i in dict.fromkeys(ids) if i is not None and i in lookup.profiles]


def _list_sources(lookup: Lookup, event: Event) -> list[str]:
    """Ids of the sources that tell it, the one whose sentence is shown first."""
    shown = [choose_quote(event)] if event.evidence else []
    ids = dict.fromkeys(evidence.source for evidence in (*shown, *event.evidence))
    return [i for i in ids if i in lookup.sources]


def _describe_profile(profile: Name, count: int) -> list[Any]:
    return [name_folder(profile.id), profile.name, addresses.FOLDERS[profile.kind], count]


def make_words(labels: Labels) -> dict[str, Any]:
    """What a script must be able to say: counts, empty stretches, marks of an entry."""
    return {
        "entries": [labels("entries", n) for n in range(COUNTED)],
        "gap_months": [word_gap(0, n + 1, labels) for n in range(LONG_GAP, GAP_YEARS)],
        "gap_years": [word_gap(0, 12 * n + 1, labels) for n in range(COUNTED)],
        "months": [name_month(month, labels.language) for month in range(1, 13)],
        "status": {_STATUS[status]: labels(status) for status in ("planned", "denied", "alleged")},
    }


def make_block(entries: Sequence[Entry]) -> dict[str, Any]:
    """The words of some entries, and where they are told if that is not on a page of their own."""
    cited = [entry.citation for entry in entries]
    paths = [entry.path for entry in entries]
    own = all(entry.path == addresses.event_path(entry.id) for entry in entries)
    return {
        **({} if own else {"path": paths}),
        "id": [name_folder(entry.id) for entry in entries],
        "title": [entry.title for entry in entries],
        "when": [entry.when.text for entry in entries],
        "gutter": [entry.when.short for entry in entries],
        "sentence": [citation.number if citation else "" for citation in cited],
        "more": [entry.more for entry in entries],
        "unverified": [n for n, c in enumerate(cited) if c is not None and not c.verified],
    }
