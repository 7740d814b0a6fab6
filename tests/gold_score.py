"""Scores what was read against the gold set of `tests/gold/`.

A match of an event: its kind is one of the gold's, its evidence holds a sentence of the gold's, and
each gold agent and object is found among its participants, not turned round. Facts marked
`optional` count neither way; a second telling of one gold fact is a false one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import yaml

from sourceline.extract.engine import Engine
from sourceline.model import (
    SURE,
    EventClaim,
    Evidence,
    Extraction,
    FigureClaim,
    QuotationClaim,
    RoleClaim,
    Source,
)
from sourceline.read import read_source

GOLD = Path(__file__).parent / "gold"
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Article:
    """One gold file, and its text as a source."""

    path: Path
    source: Source
    rows: dict[str, list[Row]]


@dataclass(slots=True)
class Score:
    """Counts of one kind of fact, and what went wrong, in words."""

    right: int = 0
    found: int = 0
    gold: int = 0
    missed: list[str] = field(default_factory=list)
    false: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        return 2 * self.right / (self.found + self.gold) if self.found + self.gold else 0.0


def read_articles(half: str) -> list[Article]:
    """The articles of "dev" or "heldout", in the order of their names."""
    return [_read_article(path) for path in sorted((GOLD / half).glob("*.yaml"))]


def _read_article(path: Path) -> Article:
    # The base loader makes texts of everything, dates and numbers too, and builds no objects.
    data = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506 - see above
    sidecar = {"published": data["published"], "title": data["title"]}
    source = read_source(
        data["text"].encode(), path=f"content/sources/{path.stem}.txt", sidecar=sidecar
    )
    kinds = ("events", "roles", "figures", "quotations", "relations")
    return Article(path, source, {kind: data.get(kind) or [] for kind in kinds})


def score_articles(articles: Iterable[Article], engine: Engine) -> dict[str, Score]:
    """Scores of events, roles, figures and quotations over all articles."""
    scores = {kind: Score() for kind in MATCHERS}
    for article in articles:
        extraction = engine.extract(article.source)
        for kind, match in MATCHERS.items():
            _count(scores[kind], article, extraction, kind, match)
    return scores


def _count(
    score: Score, article: Article, extraction: Extraction, kind: str, match: Matcher
) -> None:
    claims = [c for c in getattr(extraction, kind) if c.confidence >= REVIEW]
    taken: set[int] = set()
    for claim in claims:
        fits = [n for n, row in enumerate(article.rows[kind]) if match(article.source, row, claim)]
        free = [n for n in fits if n not in taken]
        hit = next((n for n in free if not _is_optional(article.rows[kind][n])), None)
        if hit is None and any(_is_optional(article.rows[kind][n]) for n in fits):
            continue
        score.found += 1
        if hit is None:
            twice = " (twice)" if fits else ""
            score.false.append(f"{article.path.stem}: {describe(claim)}{twice}")
        else:
            taken.add(hit)
            score.right += 1
    for n, row in enumerate(article.rows[kind]):
        if not _is_optional(row):
            score.gold += 1
            if n not in taken:
                score.missed.append(f"{article.path.stem}: {describe_row(row)}")


REVIEW = SURE
"""Claims below this are proposed to the author, not shown as fact."""


def _is_optional(row: Row) -> bool:
    return row.get("optional") == "true"


Matcher = Callable[[Source, Row, Any], bool]


def match_event(source: Source, row: Row, claim: EventClaim) -> bool:
    """Same kind, a sentence in common, and the gold's agent and object take part, not turned round."""
    if claim.kind not in _list_kinds(row):
        return False
    quotes = [row["quote"], *row.get("also", [])]
    if not any(shares_sentence(source, quote, claim.evidence) for quote in quotes):
        return False
    gold = {side: row.get(side) or [] for side in ("agent", "object")}
    names = [p.name for p in claim.participants]
    if not all(
        any(is_same_name(w, name) for name in names) for side in gold.values() for w in side
    ):
        return False
    return not _is_turned(gold["agent"], gold["object"], claim)


def _list_kinds(row: Row) -> set[str]:
    """The kinds that count as right: those of the row; "level" stands for the measures; and kinds
    that the guide does not list count as the ones it offers in their place."""
    kinds = row["kind"] if isinstance(row["kind"], list) else [row["kind"]]
    found = {kind.removeprefix("other: ") for kind in kinds}
    found |= LEVELS if "level" in found else set()
    return found | {kind for kind, others in NEAREST.items() if found & others}


LEVELS = frozenset({"result", "statistics", "spending", "valuation", "change"})
NEAREST = {
    "change": {
        "renovation",
        "restoration",
        "repair",
        "refurbishment",
        "renaming",
        "naming",
        "reduction",
        "extension",
        "expansion",
        "reform",
        "conversion",
        "modernisation",
    },
    "seizure": {"confiscation"},
    "concealment": {"deletion", "destruction", "hiding", "omission"},
    "request": {"appeal", "demand", "call", "application"},
    "return": {"comeback", "journey"},
    "theft": {
        "attack",
        "robbery",
        "burglary",
        "fraud",
        "seizure",
        "looting",
        "embezzlement",
        "smuggling",
    },
    "trial": {"hearing", "appearance", "testimony", "lawsuit"},
    "plea": {"ruling", "trial", "confession", "admission"},
    "raid": {"search", "attack"},
    "search": {"rescue", "raid", "inspection"},
    "construction": {"founding", "building", "rebuilding", "reconstruction"},
    "invention": {"patent", "discovery", "launch"},
    "relocation": {"journey", "move"},
    "bankruptcy": {"shutdown", "lawsuit", "announcement"},
    "payment": {"funding", "fine", "spending"},
    "delivery": {"aid", "dispatch", "shipment", "funding"},
    "recall": {"shutdown", "decision"},
    "outage": {"accident", "disaster"},
    "succession": {"appointment"},
    "appointment": {"succession"},
    "rescue": {"recovery"},
    "evacuation": {"journey", "rescue"},
    "disappearance": {"missing"},
    "decision": {"rejection", "approval", "order"},
    "transfer": {"sale", "signing"},
    "training": {"study", "education", "enrolment", "enrollment"},
}
"""Kind of ours → kinds of the guide, and words of its `other:`, that say the same."""


def _is_turned(agents: list[str], objects: list[str], claim: EventClaim) -> bool:
    """Whether it is told the wrong way round: who did it as whom it was done to, and the reverse."""
    does = [p.name for p in claim.participants if p.role == "agent"]
    suffers = [p.name for p in claim.participants if p.role == "object"]
    return bool(agents and objects) and (
        any(is_same_name(w, n) for w in objects for n in does)
        and any(is_same_name(w, n) for w in agents for n in suffers)
    )


def match_role(_source: Source, row: Row, claim: RoleClaim) -> bool:
    """Same person, role and organization."""
    organization = claim.organization.name if claim.organization else ""
    wanted = row.get("organization", "")
    return (
        is_same_name(row["person"], claim.person.name)
        and _fold(claim.role) in map(_fold, row["role"].split(" | "))
        and (is_same_name(wanted, organization) if wanted and organization else not wanted)
    )


def match_figure(source: Source, row: Row, claim: FigureClaim) -> bool:
    """Same sentence, value or bounds, unit and, of money, currency."""
    numbers = all(
        (Decimal(row[key]) if key in row else None) == getattr(claim, key)
        for key in ("value", "low", "high")
    )
    units = _last_word(row.get("unit", "")) == _last_word(claim.unit or "")
    money = row.get("unit") != "money" or (row.get("currency") or None) == claim.currency
    return numbers and units and money and shares_sentence(source, row["quote"], claim.evidence)


def match_quotation(_source: Source, row: Row, claim: QuotationClaim) -> bool:
    """Text alike by four fifths, of the same kind, and the same speaker."""
    if (row.get("direct", "true") == "true") != claim.direct:
        return False
    speaker = claim.speaker.name if claim.speaker else ""
    same = is_same_name(row["speaker"], speaker) if row.get("speaker") else not speaker
    alike = SequenceMatcher(None, _fold(row["text"]), _fold(claim.text), autojunk=False).ratio()
    return same and alike >= 0.8


MATCHERS: dict[str, Matcher] = {
    "events": match_event,
    "roles": match_role,
    "figures": match_figure,
    "quotations": match_quotation,
}


def shares_sentence(source: Source, quote: str, evidence: Sequence[Evidence]) -> bool:
    """Whether some evidence covers a sentence that holds the words of `quote`."""
    text = source.text
    places = [m.start() for m in re.finditer(re.escape(quote), text)]
    return any(e.start < at + len(quote) and at < e.end for at in places for e in evidence)


def is_same_name(written: str, name: str) -> bool:
    """Whether a name is one of the gold's ("A | B"), in full, in short, or with more around it."""
    return any(_is_alike(_words(one), _words(name)) for one in written.split("|"))


def _is_alike(one: list[str], two: list[str]) -> bool:
    if not one or not two:
        return False
    short, long = sorted((one, two), key=len)
    return short == long or short == long[-len(short) :] or short == long[: len(short)]


_SMALL = frozenset(
    {"the", "a", "an", "its", "his", "her", "their", "about", "some", "mr", "mrs", "ms", "dr"}
)


def _words(name: str) -> list[str]:
    """The words of a name that count, in lower case."""
    words = re.findall(r"[\w&.-]+", re.sub(r"['’]s?\b", "", name.lower()))
    return [word.strip(".") for word in words if word not in _SMALL]


def _fold(text: str) -> str:
    return re.sub(r"[\W_]+", " ", text.lower()).strip()


def _last_word(unit: str) -> str:
    word = _fold(unit).rsplit(" ", 1)[-1]
    if word in ("people", "person", "persons"):
        return "people"
    return (
        re.sub(r"(?:ies|y)$", "i", word)
        if len(word) > 3 and word.endswith(("ies", "y"))
        else word.removesuffix("s").removesuffix("e")
    )


# --- in words ---------------------------------------------------------------------------------


def describe(claim: object) -> str:
    """A claim on one line."""
    if isinstance(claim, EventClaim):
        people = ", ".join(f"{p.name} ({p.role})" for p in claim.participants)
        return f"{claim.kind} | {claim.title} | {claim.status} | {people}"
    if isinstance(claim, RoleClaim):
        where = claim.organization.name if claim.organization else "-"
        return f"{claim.person.name} | {claim.role} | {where}"
    if isinstance(claim, FigureClaim):
        return f"{claim.phrase} | {claim.value} {claim.low} {claim.high} | {claim.unit} {claim.currency or ''}"
    if isinstance(claim, QuotationClaim):
        return f"{'direct' if claim.direct else 'indirect'} | {claim.speaker.name if claim.speaker else '-'} | {claim.text}"
    return str(claim)


def describe_row(row: Row) -> str:
    """A gold fact on one line."""
    return " | ".join(f"{key}: {value}" for key, value in row.items() if value)
