"""The key dates of many articles, each with the sentences that tell what happened.

Source → Article (articles.py: sentences, and the days they name) → what all are about (topic.py) →
how much each day matters (dates.py) → which sentences tell of it (sentences.py).

Method: days are ranked by who names them, when and for how long, as in Gholipour Ghalandari & Ifrim,
"Examining the State-of-the-Art in News Timeline Summarization" (2020), without training.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sourceline.digest.articles import Article, Line, read_article
from sourceline.digest.dates import weigh_days
from sourceline.digest.sentences import choose_candidates, gather_candidates
from sourceline.digest.terms import Vector
from sourceline.digest.topic import find_topic

__all__ = ["Article", "KeyDate", "Line", "digest", "read_article"]


@dataclass(frozen=True, slots=True)
class KeyDate:
    """A day that matters."""

    date: str
    """ISO: "2011-01-25"."""
    weight: float
    """Above 0 and up to 1: that of the most important day of the collection."""
    lines: tuple[Line, ...]
    """What happened, the best sentence first."""


def digest(
    articles: Iterable[Article],
    *,
    dates: int = 20,
    sentences: int = 2,
    query: str = "",
    begin: date | None = None,
    end: date | None = None,
) -> tuple[KeyDate, ...]:
    """The `dates` most important days from `begin` to `end`, in their order, each with up to
    `sentences` sentences. The same for any order of the articles."""
    read = sorted(articles, key=lambda article: article.path)
    topic = find_topic(read, query)
    weights = weigh_days(read, topic)
    candidates = gather_candidates(read, topic)
    first, last = (begin or date.min).toordinal(), (end or date.max).toordinal()
    wanted = [day for day in weights if first <= day <= last]
    found: list[KeyDate] = []
    taken: list[Vector] = []
    for day in sorted(wanted, key=lambda day: (-weights[day], day)):
        if len(found) == dates:
            break
        chosen = choose_candidates(candidates.get(day, ()), sentences, topic, taken)
        if chosen:
            taken += [candidate.vector for candidate in chosen]
            told = tuple(candidate.line for candidate in chosen)
            found.append(KeyDate(date.fromordinal(day).isoformat(), round(weights[day], 4), told))
    return tuple(sorted(found, key=lambda key: key.date))
