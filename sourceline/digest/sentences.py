"""Which sentences tell what happened on a day."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sourceline.digest.articles import Article, Line
from sourceline.digest.terms import Vector, add_vectors, compare
from sourceline.digest.topic import Topic

LEAD = 3
"""Sentences at the head of an article that tell of its day, where they name none."""
FRESH = 3
"""In articles of so many days, from the day on, what matters of it stands at the head."""
UNNAMED = 0.8
"""A sentence at the head of an article that names no day may tell of another."""
SPOKEN = 0.7
"""What somebody said on the day is seldom what happened on it."""
DEPTH = 0.05
"""What each sentence before it takes from one in an article of the day, down to a half."""
ANNOUNCED = 0.5
"""What was written before a day tells only what was to come."""
STALE = 0.9
"""What a sentence of a later article counts beside the report of the day."""
TOPIC = 0.15
"""How much the centre of the collection draws, beside the sentences of the day."""
SAME = 0.8
"""Sentences that are so alike say the same."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may tell of a day."""

    line: Line
    vector: Vector
    worth: float
    """How well it would stand for the day, from 0 to 1."""


def gather_candidates(articles: Sequence[Article], topic: Topic) -> dict[int, list[Candidate]]:
    """Day → the sentences that name it, and those at the head of its articles that name no day."""
    found: defaultdict[int, list[Candidate]] = defaultdict(list)
    for article in articles:
        share = topic.judge_article(article)
        for line in article.lines:
            days = line.days or _list_days(article, line)
            vector = topic.rarity.make_vector(line.terms) if days else {}
            worth = share * topic.judge_line(line) * judge_words(line.text)
            for day in days if vector else ():
                found[day].append(Candidate(line, vector, worth * judge_place(line, day)))
    return found


def _list_days(article: Article, line: Line) -> Iterable[int]:
    """The days that a sentence may tell of without naming one: those of its article."""
    if article.published is None or article.told is None or line.number >= LEAD:
        return ()
    return sorted({article.told, article.published})


def choose_candidates(
    candidates: Iterable[Candidate], count: int, topic: Topic, taken: Sequence[Vector]
) -> list[Candidate]:
    """Up to `count` sentences that together come nearest to what all of them say, best first; none
    says what is said in `taken` or twice. Method: the centroid of the whole summary (Rossiello et al.
    2017)."""
    left = _drop_copies(candidates)
    own = add_vectors((c.vector, c.worth) for c in left)
    centre = add_vectors([(own, 1.0), (topic.centre, TOPIC)])
    chosen: list[Candidate] = []
    known = list(taken)
    while left and len(chosen) < count:
        said = [(c.vector, 1.0) for c in chosen]
        ranked = [c.worth * compare(add_vectors([*said, (c.vector, 1.0)]), centre) for c in left]
        best = left.pop(ranked.index(max(ranked)))
        if all(compare(best.vector, other) < SAME for other in known):
            chosen.append(best)
            known.append(best.vector)
    return chosen


def _drop_copies(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Each sentence once, where it is worth most; by source and place."""
    best: dict[str, Candidate] = {}
    for candidate in candidates:
        other = best.setdefault(candidate.line.text, candidate)
        if candidate.worth > other.worth:
            best[candidate.line.text] = candidate
    return sorted(best.values(), key=lambda c: (c.line.source, c.line.start))


# --- how well a sentence stands alone ---------------------------------------------------------

_LEANING = re.compile(
    r"[\"“‘'(]*(?:he|she|it|they|we|i|you|this|that|these|those|but|and|or|so|his|her|their|its|our|my|"
    r"there|however|also|meanwhile|still|yet|then|here|such|both|what|why|how|if)\b",
    re.IGNORECASE,
)
_SPEECH = re.compile(r"(?:[\"“]|``).*?(?:[\"”]|'')")
_SAID = re.compile(
    r"\b(?:said|says|added|explained)(?:\s+[\w,]+){0,4}\.?$|\baccording to [^.]{0,60}\.?$",
    re.IGNORECASE,
)
_PERSON = re.compile(r"\b(?:I|we|you|my|our|your|us|me)\b")
_JUNK = re.compile(
    r"https?:|www\.|@|©|\bcopyright\b|\bclick here\b|\bread more\b|\bsubscribe\b|\bphoto(?:graph)?\b|"
    r"\b(?:published|posted|updated)(?: time| on)?\s?:|\d/\d{1,2}/\d\d|\bcontributed to this\b|\ball rights\b|\|",
    re.IGNORECASE,
)


def judge_words(text: str) -> float:
    """How well a sentence would stand alone, up to 1, by its words."""
    worth = _judge_length(len(text.split()))
    if _LEANING.match(text):
        worth *= 0.6
    if text.endswith("?") or _JUNK.search(text):
        worth *= 0.3
    quoted = sum(len(match[0]) for match in _SPEECH.finditer(text))
    if quoted > 0.5 * len(text) or text.count('"') % 2 or _PERSON.search(text):
        worth *= 0.5
    elif _SAID.search(text):
        worth *= 0.8
    if not text.endswith((".", "!", "”", '"', "''", ")")):
        worth *= 0.5
    return worth


def judge_place(line: Line, day: int) -> float:
    """How well a sentence would stand for a day, up to 1, by where it was written, and when."""
    worth = (1.0 if day in line.days else UNNAMED) * (1.0 if len(line.days) < 2 else 0.9)
    if day in line.spoken:
        worth *= SPOKEN
    if line.published is None:
        return worth
    if line.published < day:
        return ANNOUNCED * worth
    return worth * (max(0.5, 1 - DEPTH * line.number) if line.published - day < FRESH else STALE)


def _judge_length(words: int) -> float:
    """A timeline's sentences have twelve to thirty words."""
    if words < 8:
        return 0.3
    if words < 12:
        return 0.8
    return 1.0 if words <= 30 else max(0.3, 1 - (words - 30) / 40)
