"""What a chronicle holds, counted: events and sources over time, who publishes, how far the texts are covered
by claims, and how sure all of it is. For its author, in English like the desk."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Literal, NamedTuple

from sourceline import edtf
from sourceline.model import Chronicle, Date, Event, Profile, ProfileKind
from sourceline.weave.claims import list_claims, name_claim
from sourceline.weave.folders import FOLDERS
from sourceline.weave.sentences import Account
from sourceline.weave.voices import count_voices

MOST_ROWS = 12
"""Of a table by kind or by publisher; the rest is one row."""
MOST_YEARS = 30
"""A longer time is counted by decades, and a very long one by centuries."""

NONE = "not known"


class Row(NamedTuple):
    """A value, and how often there is it."""

    name: str
    count: int  # type: ignore[assignment] # in place of the method of tuples
    rest: bool = False
    """Whether it sums up what has no row of its own; beside its bar the others would be nothing."""


class Table(NamedTuple):
    """One question to the chronicle, answered in numbers."""

    key: str
    """Of it among those of its section: "kind"."""
    title: str
    shape: Literal["time", "share"]
    """Whether its rows are stretches of time in a row, with empty ones; or parts of a whole."""
    rows: tuple[Row, ...]
    note: str = ""
    """What else is to be said, in a sentence."""

    @property
    def most(self) -> int:
        """The largest count of a row of its own."""
        return max((row.count for row in self.rows if not row.rest), default=0)

    @property
    def total(self) -> int:
        """All together."""
        return sum(row.count for row in self.rows)


class Section(NamedTuple):
    """Tables about one matter."""

    key: str
    title: str
    tables: tuple[Table, ...]


Holdings = tuple[Section, ...]


def measure_holdings(chronicle: Chronicle, accounts: Sequence[Account]) -> Holdings:
    """All sections; `accounts` as of `account_sentences`. Tables without a row are left out."""
    sections = (
        Section("events", "Events", _measure_events(chronicle)),
        Section("sources", "Sources", _measure_sources(chronicle)),
        Section("profiles", "Profiles", (_measure_profiles(chronicle),)),
        Section("coverage", "Coverage", _measure_coverage(chronicle, accounts)),
        Section("certainty", "Certainty", _measure_certainty(chronicle)),
    )
    return tuple(
        section._replace(tables=tuple(table for table in section.tables if table.rows))
        for section in sections
    )


# --- what there is ----------------------------------------------------------------------------


def _measure_events(chronicle: Chronicle) -> tuple[Table, ...]:
    events = chronicle.events
    years = [_find_year(event.date.edtf if event.date else None) for event in events]
    return (
        _count_years("time", years, "event"),
        _share("kind", "By kind", (event.kind.replace("_", " ") for event in events)),
        _share("status", "By status", (event.status for event in events)),
    )


def _measure_sources(chronicle: Chronicle) -> tuple[Table, ...]:
    sources = chronicle.sources
    resting = Counter(
        source for event in chronicle.events for source in {e.source for e in event.evidence}
    )
    return (
        _count_years("time", [_find_year(source.published) for source in sources], "source"),
        _share("publisher", "By publisher", (s.publisher or NONE for s in sources)),
        _bin("events", "Events that rest on a source", (resting[s.id] for s in sources)),
    )


def _measure_profiles(chronicle: Chronicle) -> Table:
    counts = Counter(profile.kind for profile in chronicle.profiles)
    kinds: tuple[ProfileKind, ...] = tuple(FOLDERS)
    rows = tuple(Row(FOLDERS[kind], counts[kind]) for kind in kinds if counts[kind])
    return Table("kind", "By kind", "share", rows)


# --- how far, and how sure --------------------------------------------------------------------


def _measure_coverage(chronicle: Chronicle, accounts: Sequence[Account]) -> tuple[Table, ...]:
    published = {source.id: source for source in chronicle.sources}
    told = ("a claim rests on it" if a.reason is None else f"none: {a.reason}" for a in accounts)
    claims = {said.claim: None for said in list_claims(chronicle)}
    voices = (count_voices(event.claims, published) for event in chronicle.events)
    return (
        _share("sentences", "Sentences of the sources", told),
        _share("claims", "Claims by type", map(name_claim, claims)),
        _bin("publishers", "Publishers that tell an event", voices),
    )


def _measure_certainty(chronicle: Chronicle) -> tuple[Table, ...]:
    events = chronicle.events
    return (
        _share("precision", "Dates by precision", (_name_precision(e.date) for e in events)),
        _share("basis", "How dates are known", (e.date.basis if e.date else NONE for e in events)),
        _share("support", "Who stands for an event", (event.support for event in events)),
        _share("person", "Seen by a person", map(_name_hand, events)),
        _list_open(chronicle),
    )


def _name_precision(date: Date | None) -> str:
    if date is None:
        return NONE
    value = edtf.parse(date.edtf)
    about = value.approximate or value.uncertain
    return f"{value.precision}, about" if about else value.precision


def _name_hand(event: Event) -> str:
    if "*" in event.by_hand:
        return "written by hand"
    if event.by_hand:
        return "changed by hand"
    return "reviewed" if event.reviewed else "not yet"


def _list_open(chronicle: Chronicle) -> Table:
    """What waits for its author."""
    things: tuple[Event | Profile, ...] = (*chronicle.events, *chronicle.profiles)
    lost = {evidence for thing in things for evidence in thing.unverified}
    counts = {
        "proposals to accept or reject": len(chronicle.proposals),
        "pairs that may be one": len(chronicle.pairs),
        "open disagreements": sum(d.is_open for thing in things for d in thing.disagreements),
        "quotes no longer in their source": len(lost),
    }
    return Table("open", "Open", "share", tuple(Row(*each) for each in counts.items()))


# --- counting ---------------------------------------------------------------------------------


def _share(key: str, title: str, values: Iterable[str]) -> Table:
    """The most frequent first; of equals by name. What is not known comes last."""
    counts = Counter(values)
    unknown = counts.pop(NONE, 0)
    rows = [Row(*each) for each in sorted(counts.items(), key=lambda each: (-each[1], each[0]))]
    rest = rows[MOST_ROWS:]
    if len(rest) > 1:
        total = sum(row.count for row in rest)
        rows = [*rows[:MOST_ROWS], Row(f"{len(rest):,} others", total, rest=True)]
    return Table(key, title, "share", (*rows, *((Row(NONE, unknown),) if unknown else ())))


def _bin(key: str, title: str, numbers: Iterable[int]) -> Table:
    """How many have none, one, two, three to five …; empty ends are left out."""
    limits = ((0, "none"), (1, "1"), (2, "2"), (5, "3 to 5"), (10, "6 to 10"), (None, "more"))
    counts = Counter(
        next(name for limit, name in limits if limit is None or number <= limit)
        for number in numbers
    )
    names = [name for _, name in limits]
    last = max((names.index(name) for name in counts), default=-1)
    return Table(key, title, "share", tuple(Row(n, counts[n]) for n in names[: last + 1]))


def _find_year(date: str | None) -> int | None:
    """The year a date begins in, or ends in where that alone is known."""
    if date is None or not edtf.is_edtf(date):
        return None
    value = edtf.parse(date)
    day = value.earliest or value.latest
    return day.year if day else None


def _count_years(key: str, years: Sequence[int | None], noun: str) -> Table:
    """By years, decades or centuries without a gap; where even centuries are too many, without the empty
    ones. How many have no date is told in the note."""
    known = sorted(year for year in years if year is not None)
    missing = len(years) - len(known)
    note = ""
    if missing:
        note = f"{missing:,} {noun}{'' if missing == 1 else 's'} without a date."
    if not known:
        return Table(key, "Over time", "time", (), note)
    span = known[-1] - known[0]
    step, unit, word = next((each for each in _STEPS if span <= MOST_YEARS * each[0]), _STEPS[-1])
    title = f"Over time, by {unit}"
    counts = Counter(year // step for year in known)
    first, last = min(counts), max(counts)
    if last - first > MOST_YEARS:
        rows = tuple(Row(word(n), counts[n]) for n in sorted(counts))
        return Table(key, title, "share", rows, note)
    rows = tuple(Row(word(n), counts[n]) for n in range(first, last + 1))
    return Table(key, title, "time", rows, note)


def _word_year(year: int) -> str:
    return str(year) if year > 0 else f"{1 - year} BC"


def _word_decade(decade: int) -> str:
    return f"{decade * 10}s" if decade >= 0 else f"{1 - decade * 10}–{-decade * 10 - 8} BC"


def _word_century(century: int) -> str:
    return f"{century * 100}s" if century >= 0 else f"{1 - century * 100}–{-century * 100 - 98} BC"


_STEPS: tuple[tuple[int, str, Callable[[int], str]], ...] = (
    (1, "year", _word_year),
    (10, "decade", _word_decade),
    (100, "century", _word_century),
)
