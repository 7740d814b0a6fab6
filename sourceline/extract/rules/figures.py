"""Figures: numbers with what they measure, whose they are, their unit, currency and period."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from sourceline.extract.ground import quote_sentence
from sourceline.extract.rules.amounts import Amount, is_score, read_amount
from sourceline.extract.rules.bounds import Bound, read_bound
from sourceline.extract.rules.clauses import Clause, find_clauses
from sourceline.extract.rules.counts import has_state, is_countable, is_state, read_noun
from sourceline.extract.rules.dates import find_date
from sourceline.extract.rules.decoys import is_decoy, is_elsewhere
from sourceline.extract.rules.document import Document
from sourceline.extract.rules.gazetteers import read_words
from sourceline.extract.rules.measures import find_measure, is_money
from sourceline.extract.rules.owners import find_owner
from sourceline.extract.rules.people import is_people
from sourceline.extract.rules.phrases import Line, read_lines, read_verb
from sourceline.extract.rules.quotes import is_quoted
from sourceline.extract.rules.rates import read_rate
from sourceline.extract.rules.titles import close_gaps
from sourceline.model import FigureClaim

_LARGE = 1000
"""From here on a bare number behind a measure of money is money."""


@dataclass(frozen=True, slots=True)
class _Unit:
    """What is counted, and the first token behind it."""

    name: str
    last: int
    currency: str | None = None
    verb: str = ""
    """Of the clause that tells it."""


def find_figures(document: Document) -> tuple[FigureClaim, ...]:
    """The figures of the text in order; dates, ages, names and scores are none."""
    found: list[FigureClaim] = []
    headed: list[FigureClaim] = []
    before: FigureClaim | None = None
    for line in read_lines(document):
        block = document.source.blocks[document.source.sentences[line.number].block]
        inside = block.kind in ("paragraph", "item")
        spoken = before if before and before.evidence[0].start >= block.start else None
        figures = list(_read_line(document, line, spoken))
        counted = [figure for figure in figures if is_people(figure.unit or "")]
        before = counted[-1] if counted else before
        (found if inside else headed).extend(figures)
    told = {_sum_up(figure) for figure in found}
    # A title tells again what the text tells; what it alone tells is told nowhere else.
    alone = [figure for figure in headed if _sum_up(figure) not in told]
    return tuple(sorted([*alone, *found], key=lambda figure: figure.evidence[0].start))


def _sum_up(figure: FigureClaim) -> Decimal | None:
    return next((v for v in (figure.value, figure.low, figure.high) if v is not None), None)


def _read_line(document: Document, line: Line, spoken: FigureClaim | None) -> Iterator[FigureClaim]:
    """The figures of a sentence; `spoken` is the last count of people in its paragraph so far."""
    before: _Unit | None = None
    crowd = spoken.unit if spoken else None
    n = 0
    while n < len(line.tokens):
        amount = read_amount(line, n)
        if amount is None or is_elsewhere(document, line, n):
            n += 1
            continue
        n = amount.last
        if is_score(line, amount):
            n += 2
            continue
        bound = read_bound(line, amount.first, amount.last)
        if is_decoy(line, amount, bound.first):
            continue
        clause = _clause_at(line, find_clauses(line), amount.first)
        unit = _find_unit(document, line, amount, bound, clause, before)
        unit = unit or _count_people(line, bound, crowd)
        if unit is None or is_quoted(document, line.tokens[amount.first].start):
            continue
        before = replace(unit, verb=clause.verb.base if clause else "")
        crowd = unit.name if is_people(unit.name) else crowd
        yield _make_figure(document, line, amount, bound, clause, unit)
        n = max(unit.last, amount.last)


def _clause_at(line: Line, clauses: Sequence[Clause], token: int) -> Clause | None:
    """The clause around a token whose verb stands nearest before it; or else nearest behind it."""
    around = [c for c in clauses if _holds(line, c, token)]
    before = [c for c in around if line.phrases[c.index].first < token]
    return before[-1] if before else around[0] if around else None


def _holds(line: Line, clause: Clause, token: int) -> bool:
    first = min(clause.subject[0], clause.index) if clause.subject else clause.index
    return line.phrases[first].first <= token < line.phrases[clause.end - 1].last


# --- the unit ---------------------------------------------------------------------------------


def _find_unit(
    document: Document,
    line: Line,
    amount: Amount,
    bound: Bound,
    clause: Clause | None,
    before: _Unit | None,
) -> _Unit | None:
    if amount.unit:
        return _Unit(amount.unit, bound.last, amount.currency)
    noun, last = read_noun(document, line, bound.last)
    if noun:
        rate, _ = read_rate(line, last)
        return _Unit(noun, last) if is_countable(line, last, rate=bool(rate)) else None
    if is_state(line, bound.last):
        return _Unit("people", bound.last + 1)
    return (
        _find_money(line, amount, bound, clause)
        or _borrow_ahead(document, line, bound)
        or _borrow_back(line, amount, bound, before)
        or _repeat(bound, clause, before)
        or _ask_subject(line, bound, clause)
    )


def _find_money(line: Line, amount: Amount, bound: Bound, clause: Clause | None) -> _Unit | None:
    """ "a 4 billion valuation", "spending reached 8 million a month": money of no stated country."""
    if max(amount.value, amount.upper or Decimal(0)) < _LARGE:
        return None
    _, last = read_rate(line, bound.last)
    return (
        _Unit("money", bound.last) if is_money(find_measure(line, amount, last, clause)) else None
    )


def _borrow_ahead(document: Document, line: Line, bound: Bound) -> _Unit | None:
    """ "from 12 to 15 per cent", "three and five people": the unit that follows is that of both."""
    if bound.last + 1 >= len(line.tokens) or line.tokens[bound.last].text not in (
        "to",
        "and",
        "or",
        ",",
    ):
        return None
    two = read_amount(line, bound.last + 1)
    if two is None or is_elsewhere(document, line, two.first):
        return None
    if two.unit:
        return _Unit(two.unit, bound.last, two.currency)
    noun, last = read_noun(document, line, two.last)
    return _Unit(noun, bound.last) if noun and is_countable(line, last) else None


def _borrow_back(line: Line, amount: Amount, bound: Bound, before: _Unit | None) -> _Unit | None:
    """ "rose to 5 per cent from 4", "saved 12 people, and 200 more": the unit that was said before."""
    word = line.word(bound.first - 1)
    after = line.word(bound.last)
    if before is None:
        return None
    near = amount.first - before.last <= _NEAR and word in ("to", "from", "against")
    again = (
        amount.value >= _LARGE and word in ("of", "at") and before.name not in ("money", "percent")
    )
    further = line.write(bound.first, amount.first).lower() in ("another", "a further")
    part = line.write(bound.last, min(bound.last + 2, len(line.tokens))) in ("of whom", "of which")
    if part and line.tokens[amount.first].text.isdigit():
        return _Unit(before.name, bound.last, before.currency)
    if near or again or further or after in ("more", "others"):
        return _Unit(before.name, bound.last + (after in ("more", "others")), before.currency)
    return None


def _repeat(bound: Bound, clause: Clause | None, before: _Unit | None) -> _Unit | None:
    """ "sold 900 copies in a year and has since sold 41,000": the verb of the figure before again."""
    same = clause and before and before.verb == clause.verb.base
    same = same and before and before.name not in ("money", "percent")
    return _Unit(before.name, bound.last, before.currency) if same and before else None


_NEAR = 15
"""Words between a figure and another that shares its unit."""


def _ask_subject(line: Line, bound: Bound, clause: Clause | None) -> _Unit | None:
    """ "The number of beds rose from 9 to 10", "drove claims over 300": a plural that changes."""
    place = line.word(bound.first - 1)
    if place in ("over", "above", "under", "below") and line.tags[bound.first - 2] == "NNS":
        return _Unit(line.words[bound.first - 2], bound.last)
    if place not in ("to", "from", "at") or clause is None or not clause.subject:
        return None
    first, last = clause.subject
    heads = [line.phrases[n].head for n in range(first, last + 1) if line.phrases[n].kind == "noun"]
    if line.words[heads[0]] in ("number", "numbers", "count", "total"):
        heads = heads[1:]
    if heads and line.words[heads[0]] in read_words("figures", "counts", "crowds"):
        return _Unit("people", bound.last)
    if heads and line.tags[heads[0]] == "NNS" and not is_money(line.words[heads[0]]):
        return _Unit(line.words[heads[0]], bound.last)
    return None


def _count_people(line: Line, bound: Bound, crowd: str | None) -> _Unit | None:
    """ "killing 14 and injuring 30"; "three died": of those who were counted last, if people were."""
    if bound.last < len(line.tags) and line.tags[bound.last] in ("NN", "NNP", "POS", "CD", "JJ"):
        return None
    before = list(line.words[max(0, bound.first - 2) : bound.first])
    if before[-1:] == ["of"] and before[0] in read_words("figures", "counts", "crowds"):
        return _Unit("people", bound.last)
    known = crowd if crowd and is_people(crowd) else None
    if has_state(line, bound.last):
        return _Unit(known or "people", bound.last)
    if known and line.tags[bound.last : bound.last + 1] in _FINITE and _opens(line, bound.first):
        return _Unit(known, bound.last)
    for phrase in line.phrases:
        if phrase.kind != "verb" or read_verb(line, phrase).base not in read_words(
            "figures", "counts", "casualties"
        ):
            continue
        if phrase.first == bound.last:
            return _Unit(known or "people", bound.last)
        if phrase.last == bound.first:
            return _Unit("people", bound.last)
    return None


_FINITE = (("VBD",), ("VBP",))


def _opens(line: Line, n: int) -> bool:
    """Whether a clause begins at a token: "…, and 312 gave up"."""
    return (
        n == 0 or line.tags[n - 1] in ("CC", ",", ":") or line.tokens[n - 1].text in (";", "while")
    )


# --- the claim --------------------------------------------------------------------------------


def _make_figure(
    document: Document, line: Line, amount: Amount, bound: Bound, clause: Clause | None, unit: _Unit
) -> FigureClaim:
    rate, last = read_rate(line, unit.last)
    start, end = line.tokens[bound.first].start, line.tokens[last - 1].end
    measure = find_measure(line, amount, last, clause)
    low, high, value = _apply_bound(amount, bound)
    return FigureClaim(
        phrase=document.source.text[start:end],
        value=value,
        low=low,
        high=high,
        unit=unit.name,
        currency=unit.currency or None,
        per=rate,
        measure=measure,
        of=find_owner(document, line, amount.first, clause),
        date=find_date(document, line, bound.first, last),
        event=_find_event(document, line, line.tokens[amount.first].start, end),
        evidence=(quote_sentence(document.source, line.number),),
        confidence=0.85 if measure else 0.7,
    )


def _apply_bound(
    amount: Amount, bound: Bound
) -> tuple[Decimal | None, Decimal | None, Decimal | None]:
    """(low, high, exact value)."""
    if amount.upper is not None:
        return amount.value, amount.upper, None
    if bound.side == "low":
        return amount.value, None, None
    if bound.side == "high":
        return None, amount.value, None
    return None, None, amount.value


def _find_event(document: Document, line: Line, start: int, end: int) -> str | None:
    """The event whose title holds the number, among those told in this sentence."""
    sentence = document.source.sentences[line.number]
    words = " ".join(document.source.text[start:end].split())
    core = " ".join(words.split()[:2])
    for event in document.events:
        told = any(e.start <= sentence.start < e.end for e in event.evidence)
        if told and any(close_gaps(w) in event.title for w in (words, core)):
            return event.id
    return None
