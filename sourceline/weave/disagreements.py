"""Where sources give different values for one thing: all are kept, one is chosen, and the rule is told.

A later text of the same publisher corrects its earlier one. Otherwise dates go by how they are known,
figures by who reported last; then by how many publishers give them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from math import inf
from typing import Any, Literal

from sourceline.model import (
    Date,
    Disagreement,
    EventClaim,
    Evidence,
    FigureClaim,
    RoleClaim,
    Rule,
    Status,
    Variant,
)
from sourceline.weave.citations import Library
from sourceline.weave.dates import bound_date, rank_basis
from sourceline.weave.names import fold_name
from sourceline.weave.voices import name_voice

Field = Literal["date", "status", "figure", "begin", "end"]

STATUSES: Mapping[Status, int] = {"asserted": 0, "planned": 1, "alleged": 2, "denied": 3}
"""What several sources say together: that it happened weighs more than that it is planned."""

_ABOUT = re.compile(
    r"\b(?:about|around|some|nearly|almost|approximately|roughly|circa|c\.)", re.IGNORECASE
)
_TOLERANCE = Decimal("0.1")
"""How far from the number "about" may reach, as a part of it."""


@dataclass(frozen=True, slots=True)
class _Telling:
    """What one source says."""

    value: str
    source: str
    evidence: tuple[Evidence, ...]
    date: Date | None = None
    """Where the value is a date."""


# --- choosing ---------------------------------------------------------------------------------

_ORDER: Mapping[Field, tuple[Rule, ...]] = {
    "date": ("correction", "basis", "precision", "sources", "latest", "first"),
    "begin": ("correction", "basis", "precision", "sources", "latest", "first"),
    "end": ("correction", "basis", "precision", "sources", "latest", "first"),
    "status": ("correction", "status", "sources", "first"),
    "figure": ("correction", "latest", "sources", "first"),
}


def settle(
    field: Field, about: str, tellings: Sequence[_Telling], library: Library
) -> Disagreement | None:
    """All values that are told, the chosen one first; None where all are one."""
    by_value: dict[str, list[_Telling]] = {}
    for telling in sorted(tellings, key=lambda each: library.ranks[each.source]):
        by_value.setdefault(telling.value, []).append(telling)
    if len(by_value) < 2:
        return None
    judge = _Judge(by_value, library)
    order = _ORDER[field]
    keys = {value: tuple(_CRITERIA[rule](judge, value) for rule in order) for value in by_value}
    ranked = sorted(by_value, key=lambda value: keys[value])
    best, second = keys[ranked[0]], keys[ranked[1]]
    rule = next(
        rule for rule, mine, other in zip(order, best, second, strict=True) if mine != other
    )
    rest = [value for value in by_value if value != ranked[0]]
    variants = tuple(judge.make_variant(value) for value in (ranked[0], *rest))
    return Disagreement(field=field, about=about, variants=variants, rule=rule)


@dataclass(frozen=True, slots=True)
class _Judge:
    """What is known of each value; of two, the one with the lower number is better."""

    by_value: Mapping[str, Sequence[_Telling]]
    library: Library

    def make_variant(self, value: str) -> Variant:
        """A value with all who give it."""
        told = self.by_value[value]
        return Variant(
            value=value,
            sources=tuple(dict.fromkeys(each.source for each in told)),
            evidence=tuple(dict.fromkeys(item for each in told for item in each.evidence)),
            corrected=bool(self.is_corrected(value)),
        )

    def is_corrected(self, value: str) -> int:
        """1 where everybody who gave it gave another value later."""
        return int(all(self._is_withdrawn(telling) for telling in self.by_value[value]))

    def _is_withdrawn(self, telling: _Telling) -> bool:
        voice, day = self._voice(telling), self._day(telling)
        return any(
            self._voice(other) == voice and self._day(other) > day
            for value, told in self.by_value.items()
            if value != telling.value
            for other in told
        )

    def rank_basis(self, value: str) -> int:
        """0 stated, 1 counted, 2 only reported."""
        return min(rank_basis(telling.date) for telling in self.by_value[value])

    def measure_span(self, value: str) -> float:
        """Days from the first to the last that a date may mean; 0 where the dates exclude each other."""
        bounds = {value: bound_date(value) for value in self.by_value}
        if any(a[1] < b[0] for a in bounds.values() for b in bounds.values()):
            return 0.0
        first, last = bounds[value]
        return last - first

    def rank_status(self, value: str) -> int:
        """0 asserted, then planned, then alleged."""
        return next(rank for status, rank in STATUSES.items() if status == value)

    def is_older(self, value: str) -> int:
        """0 where it was reported after every other value."""
        others = (
            self._day(telling)
            for other, told in self.by_value.items()
            if other != value
            for telling in told
        )
        return int(min(map(self._day, self.by_value[value])) <= max(others))

    def count_voices(self, value: str) -> int:
        """How many publishers give it, below zero."""
        return -len({self._voice(telling) for telling in self.by_value[value]})

    def rank_first(self, value: str) -> int:
        """The place of the first source that gives it, then of the value there."""
        return list(self.by_value).index(value)

    def _voice(self, telling: _Telling) -> str:
        return name_voice(self.library.sources[telling.source])

    def _day(self, telling: _Telling) -> float:
        published = self.library.sources[telling.source].published
        return bound_date(published)[0] if published else -inf


_CRITERIA: Mapping[Rule, Callable[[_Judge, str], float]] = {
    "correction": _Judge.is_corrected,
    "basis": _Judge.rank_basis,
    "precision": _Judge.measure_span,
    "status": _Judge.rank_status,
    "latest": _Judge.is_older,
    "sources": _Judge.count_voices,
    "first": _Judge.rank_first,
}


# --- what is compared -------------------------------------------------------------------------


def compare_dates(claims: Sequence[EventClaim], library: Library) -> Disagreement | None:
    """The dates of an event; the day of a report is none where another is told."""
    dated = [claim for claim in claims if claim.date is not None]
    known = [claim for claim in dated if claim.date and claim.date.basis != "published"]
    tellings = [
        _Telling(claim.date.edtf, claim.evidence[0].source, claim.evidence, claim.date)
        for claim in known
        if claim.date and claim.evidence
    ]
    found = settle("date", "", tellings, library)
    return _mark_fitting(found, bound_date) if found else None


def compare_statuses(claims: Sequence[EventClaim], library: Library) -> Disagreement | None:
    """How sources speak of an event; a plan that came true contradicts nobody."""
    kept = [claim for claim in claims if claim.status != "planned" and claim.evidence]
    tellings = [_Telling(claim.status, claim.evidence[0].source, claim.evidence) for claim in kept]
    return settle("status", "", tellings, library)


def compare_figures(figures: Iterable[FigureClaim], library: Library) -> Iterator[Disagreement]:
    """Figures that measure one thing and exclude each other. What one source counts twice is compared
    with nothing: it may count two things."""
    by_measure: dict[tuple[str, ...], list[FigureClaim]] = {}
    for figure in figures:
        if figure.measure and _bound_figure(figure) is not None:
            by_measure.setdefault(_key_measure(figure), []).append(figure)
    for key, alike in by_measure.items():
        tellings = [
            _Telling(figure.phrase, source, tuple(e for e in figure.evidence if e.source == source))
            for figure in alike
            for source in dict.fromkeys(item.source for item in figure.evidence)
        ]
        sources = [telling.source for telling in tellings]
        single = [telling for telling in tellings if sources.count(telling.source) == 1]
        told = [figure for figure in alike if any(t.value == figure.phrase for t in single)]
        if _exclude(told) and (found := settle("figure", key[0], single, library)):
            bounds = {figure.phrase: _bound_figure(figure) for figure in told}
            yield _mark_fitting(found, bounds.__getitem__)


def _mark_fitting(
    found: Disagreement, bound: Callable[[str], tuple[Any, Any] | None]
) -> Disagreement:
    """The disagreement with a mark at each value that may be true beside the chosen one."""
    chosen = bound(found.variants[0].value)

    def fits(variant: Variant) -> bool:
        own = bound(variant.value)
        return bool(chosen and own and own[0] <= chosen[1] and chosen[0] <= own[1])

    first, *rest = found.variants
    return replace(found, variants=(first, *(replace(each, fits=fits(each)) for each in rest)))


def _key_measure(figure: FigureClaim) -> tuple[str, ...]:
    """What two figures must share to be compared; whom they count may be worded in two ways."""
    counted = figure.unit if figure.unit in ("money", "percent") else "count"
    return figure.measure or "", counted, figure.currency or "", figure.per or ""


def _exclude(figures: Sequence[FigureClaim]) -> bool:
    """Whether two of them cannot both be right."""
    bounds = [bound for figure in figures if (bound := _bound_figure(figure))]
    return any(a[1] < b[0] for a in bounds for b in bounds)


def _bound_figure(figure: FigureClaim) -> tuple[Decimal, Decimal] | None:
    """The least and the most a figure may mean."""
    if figure.value is not None:
        room = abs(figure.value) * _TOLERANCE if _ABOUT.search(figure.phrase) else Decimal(0)
        return figure.value - room, figure.value + room
    if figure.low is None and figure.high is None:
        return None
    least = Decimal("-Infinity") if figure.low is None else figure.low
    most = Decimal("Infinity") if figure.high is None else figure.high
    return least, most


def compare_roles(roles: Iterable[RoleClaim], library: Library) -> Iterator[Disagreement]:
    """The begins and ends that sources give for one person in one role and exclude each other."""
    by_role: dict[tuple[str, ...], list[RoleClaim]] = {}
    for role in roles:
        key = (
            role.person.profile or role.person.name,
            fold_name(role.role),
            (role.organization.profile or role.organization.name) if role.organization else "",
        )
        by_role.setdefault(key, []).append(role)
    for alike in by_role.values():
        for field in ("begin", "end"):
            tellings = [
                _Telling(date.edtf, item.source, (item,), date)
                for role in alike
                if (date := role.begin if field == "begin" else role.end)
                and date.basis != "published"
                for item in role.evidence
            ]
            bounds = [bound_date(telling.value) for telling in tellings]
            if any(a[1] < b[0] for a in bounds for b in bounds):
                found = settle(
                    "begin" if field == "begin" else "end", alike[0].role, tellings, library
                )
                if found:
                    yield _mark_fitting(found, bound_date)
