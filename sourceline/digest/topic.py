"""What a collection is about, and how much of that is in an article or a sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from sourceline.digest.articles import Article, Line
from sourceline.digest.terms import Rarity, Vector, add_vectors, compare, list_terms

_KEYWORDS = 6
_SHARED = 0.2
"""A keyword of the collection stands in the title or lead of so many of its articles, or more."""
_LEAST = 0.2
"""What an article counts at least, however far it is from the middle of the collection."""
_FOREIGN = 0.02
"""What an article counts at least that has no word of the query."""
_WITHOUT = 0.5
"""What a sentence counts that has no keyword."""


@dataclass(frozen=True, slots=True)
class Topic:
    """The middle of a collection, and what was asked for."""

    rarity: Rarity
    centre: Vector
    asked: Vector
    """The terms of the query, the telling ones heavier; empty where there is none."""
    keywords: frozenset[str]
    """The terms of the query, or else those that most leads share."""
    usual: float
    """How near the articles are to the centre: the median."""

    def judge_article(self, article: Article) -> float:
        """How much an article is about the topic, up to 1: how near it is to the centre, times the
        square of the part of the query that it has."""
        near = compare(self.rarity.make_vector(_summarize(article)), self.centre)
        share = min(1.0, max(_LEAST, near / self.usual)) if self.usual else 1.0
        if not self.asked:
            return share
        words = {*article.title, *(term for line in article.lines for term in line.terms)}
        had = sum(weight for term, weight in self.asked.items() if term in words)
        return share * max(_FOREIGN, (had / sum(self.asked.values())) ** 2)

    def judge_line(self, line: Line) -> float:
        """How much a sentence is about the topic: 1 with a keyword, a half without."""
        found = not self.keywords or not self.keywords.isdisjoint(line.terms)
        return 1.0 if found else _WITHOUT


def find_topic(articles: Sequence[Article], query: str = "") -> Topic:
    """What `articles` are about; `query` says which part of it is asked for."""
    rarity = Rarity(line.terms for article in articles for line in article.lines)
    leads = [_summarize(article) for article in articles]
    vectors = [rarity.make_vector(lead) for lead in leads]
    asked = rarity.make_vector(list_terms(query))
    # With a query, the middle is that of the articles that are about it.
    centre = add_vectors(
        (vector, compare(vector, asked) if asked else 1.0) for vector in vectors
    ) or add_vectors([(asked, 1.0)])
    near = [compare(vector, centre) for vector in vectors]
    return Topic(
        rarity=rarity,
        centre=centre,
        asked=asked,
        keywords=frozenset(asked) or _find_keywords(leads),
        usual=median(near) if near else 0.0,
    )


def _find_keywords(leads: Sequence[Sequence[str]]) -> frozenset[str]:
    counts = Counter(term for lead in leads for term in set(lead))
    common = sorted(counts, key=lambda term: (-counts[term], term))[:_KEYWORDS]
    return frozenset(term for term in common if counts[term] >= _SHARED * len(leads))


def _summarize(article: Article) -> list[str]:
    """The terms of the title and of the lead."""
    return [*article.title, *(term for line in article.lead for term in line.terms)]
