"""Figures: numbers with what they measure, whose they are, their unit, currency and period."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from sourceline.extract.ground import make_evidence
from sourceline.extract.rules.clauses import Clause, find_clauses
from sourceline.extract.rules.coreference import index_profiles
from sourceline.extract.rules.dates import find_date
from sourceline.extract.rules.document import Document
from sourceline.extract.rules.frames import find_profile
from sourceline.extract.rules.gazetteers import read_table
from sourceline.extract.rules.groups import list_nouns
from sourceline.extract.rules.numbers import read_number
from sourceline.extract.rules.participants import list_spoken
from sourceline.extract.rules.phrases import Line, read_lines
from sourceline.extract.rules.places import find_over
from sourceline.extract.rules.quotes import is_quoted
from sourceline.extract.rules.titles import close_gaps
from sourceline.model import FigureClaim, Reference


@dataclass(frozen=True, slots=True)
class _Found:
    """A number in a sentence: tokens `first` to `last` (exclusive), unit and period included."""

    first: int
    last: int
    core: int
    """Index behind the number itself."""
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    currency: str | None
    unit: str | None
    per: str | None


@cache
def load_figures() -> dict[str, Any]:
    """The table `data/figures.toml`."""
    return read_table("figures")


def find_figures(document: Document) -> tuple[FigureClaim, ...]:
    """The figures of the text in order; dates, ages, names and scores are none."""
    found: list[FigureClaim] = []
    for line in read_lines(document):
        block = document.source.blocks[document.source.sentences[line.number].block]
        if block.kind in ("paragraph", "item"):
            found += _read_line(document, line)
    return tuple(found)


def _read_line(document: Document, line: Line) -> Iterator[FigureClaim]:
    clauses = list(find_clauses(line))
    n = 0
    while n < len(line.tokens):
        found = _find_number(document, line, n)
        if found is None:
            n += 1
            continue
        claim = _make_figure(document, line, found, clauses)
        if claim and not is_quoted(document, line.tokens[n].start):
            yield claim
        n = max(found.last, n + 1)


# --- the number -------------------------------------------------------------------------------


def _find_number(document: Document, line: Line, n: int) -> _Found | None:
    if _is_elsewhere(document, line, n):
        return None
    currency, start = _read_currency(line, n)
    number = read_number(line.tokens, start)
    if number is None:
        return None
    end = start + number.length
    behind, end = _read_currency_word(line, end)
    currency = currency if currency is not None else behind
    core = end
    per, end = _read_period(line, end)
    unit = "money" if currency is not None else None
    percent = _count_percent(line, end)
    if percent:
        end += percent
        unit, core = "percent", end
    low, high, value = _read_bound(line, n, number.value, number.upper)
    return _Found(n, end, core, value, low, high, currency or None, unit, per)


def _count_percent(line: Line, n: int) -> int:
    """How many tokens say "percent"; 0 when none does."""
    word = line.tokens[n].text.lower() if n < len(line.tokens) else ""
    if word in ("%", "percent", "pc"):
        return 1
    return (
        2
        if word == "per" and line.write(n, min(n + 2, len(line.tokens))).lower() == "per cent"
        else 0
    )


def _is_elsewhere(document: Document, line: Line, n: int) -> bool:
    """Whether the token belongs to a date or a name."""
    token = line.tokens[n]
    if n in line.names:
        return True
    time = find_over(document.times, token.start)
    return time is not None and time.type in ("DATE", "TIME", "DURATION")


def _read_currency(line: Line, n: int) -> tuple[str | None, int]:
    """The currency before a number ("" when the sign is shared by several), and where it begins."""
    signs = load_figures()["currencies"]
    for length in (2, 1):
        text = line.write(n, min(n + length, len(line.tokens))).replace(" ", "")
        following = line.tokens[n + length].text[0] if n + length < len(line.tokens) else ""
        if text in signs and following.isdigit() and not text.islower():
            return signs[text], n + length
    return None, n


def _read_currency_word(line: Line, n: int) -> tuple[str | None, int]:
    word = line.tokens[n].text if n < len(line.tokens) else ""
    signs = load_figures()["currencies"]
    if word in signs and (word.islower() or word.isupper() or word in "€£"):
        return signs[word], n + 1
    if (
        word in ("US", "Australian", "Canadian")
        and n + 1 < len(line.tokens)
        and line.tokens[n + 1].text == "dollars"
    ):
        return {"US": "USD", "Australian": "AUD", "Canadian": "CAD"}[word], n + 2
    return None, n


_PERIODS = frozenset(
    {
        "hour",
        "day",
        "week",
        "month",
        "quarter",
        "year",
        "head",
        "person",
        "capita",
        "night",
        "second",
        "minute",
        "student",
        "share",
        "barrel",
        "tonne",
        "ton",
    }
)


def _read_period(line: Line, n: int) -> tuple[str | None, int]:
    if n + 1 < len(line.tokens) and line.tokens[n].text.lower() in (
        "a",
        "an",
        "per",
        "each",
        "every",
    ):
        word = line.tokens[n + 1].text.lower()
        if word in _PERIODS:
            return word, n + 2
    if n < len(line.tokens) and line.tokens[n].text.lower() in (
        "monthly",
        "annually",
        "yearly",
        "daily",
        "weekly",
    ):
        return {
            "monthly": "month",
            "annually": "year",
            "yearly": "year",
            "daily": "day",
            "weekly": "week",
        }[line.tokens[n].text.lower()], n + 1
    return None, n


_AT_LEAST = frozenset(
    {"over", "at least", "more than", "above", "exceeding", "exceeds", "least", "than", "exceeded"}
)
_AT_MOST = frozenset(
    {"under", "up to", "at most", "less than", "fewer than", "below", "nearly", "almost"}
)


def _read_bound(
    line: Line, n: int, value: Decimal, upper: Decimal | None
) -> tuple[Decimal | None, Decimal | None, Decimal | None]:
    """(low, high, exact value)."""
    if upper is not None:
        return value, upper, None
    one = line.tokens[n - 1].text.lower() if n else ""
    two = f"{line.tokens[n - 2].text.lower()} {one}" if n > 1 else ""
    if one in ("over", "above", "exceeding", "exceeds", "exceeded") or two in (
        "at least",
        "more than",
    ):
        return value, None, None
    if one in ("under", "below", "nearly", "almost") or two in (
        "up to",
        "at most",
        "less than",
        "fewer than",
    ):
        return None, value, None
    return None, None, value


# --- what it measures -------------------------------------------------------------------------


def _make_figure(
    document: Document, line: Line, found: _Found, clauses: list[Clause]
) -> FigureClaim | None:
    clause = _clause_at(line, clauses, found.first)
    noun, last = (
        _read_noun(line, found.core)
        if found.per is None and found.unit is None
        else (None, found.last)
    )
    money = frozenset(load_figures()["measures"]["money"])
    measure = _find_measure(line, found, clause)
    unit = found.unit
    if unit is None and noun is not None and noun in money:
        unit, measure, last = "money", noun, found.last
    elif unit is None and noun is None and measure in money and _is_large(found):
        unit = "money"
    elif unit is None:
        unit = noun
    if unit is None or (unit == noun and _is_small(found)):
        return None
    start, end = line.tokens[found.first].start, line.tokens[last - 1].end
    sentence = document.source.sentences[line.number]
    return FigureClaim(
        phrase=document.source.text[start:end],
        value=found.value,
        low=found.low,
        high=found.high,
        unit=unit,
        currency=found.currency,
        per=found.per,
        measure=measure,
        of=_find_owner(document, line, found, clause),
        date=find_date(document, line, found.first, last),
        event=_find_event(document, line, start, end),
        evidence=(make_evidence(document.source, sentence.start, sentence.end),),
        confidence=0.85 if measure else 0.7,
    )


def _is_large(found: _Found) -> bool:
    return max(v for v in (found.value, found.low, found.high, Decimal(0)) if v is not None) >= 1000


def _is_small(found: _Found) -> bool:
    """Counts below three are hardly ever worth telling ("two fronts")."""
    return max(v for v in (found.value, found.low, found.high, Decimal(0)) if v is not None) < 3


def _clause_at(line: Line, clauses: list[Clause], token: int) -> Clause | None:
    best = None
    for clause in clauses:
        first = clause.subject[0] if clause.subject else clause.index
        begin, end = line.phrases[min(first, clause.index)].first, line.phrases[clause.end - 1].last
        if begin <= token < end:
            best = clause
    return best


def _read_noun(line: Line, n: int) -> tuple[str | None, int]:
    """The counted noun behind a number, with the words before it: "asylum seekers"."""
    end = n
    while (
        end < len(line.tokens)
        and line.tags[end] in ("JJ", "NN", "NNP", "NNPS", "NNS", "VBN", "HYPH")
        and end - n < 4
    ):
        end += 1
        if line.tags[end - 1] == "NNS" and (
            end >= len(line.tokens) or line.tags[end] not in ("NNS", "NN")
        ):
            break
    if end == n or not line.tags[end - 1].startswith("NN"):
        return None, n
    return line.tokens[end - 1].text.lower(), end


def _find_measure(line: Line, found: _Found, clause: Clause | None) -> str | None:
    table = load_figures()
    known = frozenset(table["measures"]["money"]) | frozenset(table["measures"]["other"])
    # As in "a cost of 5 million" and "a turnout rate of 58%".
    for n in range(found.first - 1, max(-1, found.first - 5), -1):
        word = line.tokens[n].text.lower()
        if word in known and any(
            line.tokens[k].text in ("of", "at", "to", "by", ":") for k in range(n + 1, found.first)
        ):
            return word
    if clause is None:
        return None
    if clause.subject and not clause.verb.passive:
        head = line.tokens[line.phrases[clause.subject[0]].head].text.lower()
        if head in known:
            return head
    measure = table["verbs"].get(clause.verb.base)
    return (
        str(measure)
        if measure
        and found.first > line.phrases[clause.index].first - (99 if clause.verb.passive else 0)
        else None
    )


def _find_owner(
    document: Document, line: Line, found: _Found, clause: Clause | None
) -> Reference | None:
    profiles = index_profiles(document)
    for n in range(found.first - 1, max(-1, found.first - 9), -1):
        anaphor = find_over(document.anaphors, line.tokens[n].start)
        mention = line.names.get(n) or anaphor
        if (
            mention
            and mention.profile
            and profiles[mention.profile].kind in ("organization", "product", "person", "place")
        ):
            return Reference(profiles[mention.profile].name, mention.profile)
        if line.tokens[n].text in (";", ":"):
            break
    if clause and clause.subject:
        for phrase in list_nouns(line, clause.subject):
            profile = find_profile(document, line, phrase)
            if profile:
                return Reference(profiles[profile].name, profile)
    return _find_near(document, line, found)


def _find_near(document: Document, line: Line, found: _Found) -> Reference | None:
    """The one organization spoken of in the sentence before the number."""
    profiles = index_profiles(document)
    sentence = document.source.sentences[line.number]
    near = [
        m.profile
        for m in list_spoken(document, sentence.start, line.tokens[found.first].start)
        if m.profile
    ]
    owners = list(dict.fromkeys(p for p in near if profiles[p].kind == "organization"))
    return Reference(profiles[owners[0]].name, owners[0]) if len(owners) == 1 else None


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
