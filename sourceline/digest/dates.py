"""How much each day matters: who writes of it, when, and for how long.

An article votes for the day of the news it brings, and for every day that it names. Votes of
articles of one day are worth less the more there are, so that a day that is named again and again,
weeks later too, comes before one that made a single morning's papers.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence

from sourceline.digest.articles import Article
from sourceline.digest.topic import Topic

NEWS = 0.7
"""The vote for the day whose news an article brings, beside that for a day that it names."""
AHEAD = 0.3
"""What is only announced counts less."""
SPOKEN = 0.5
"""That somebody spoke on a day tells less of it than what happened."""
LATER = 1.5
"""A day that is named a week or more after it is remembered, which counts more."""
AGAIN = 0.25
"""Each further sentence of an article that names the day adds so much, up to twice the vote."""
CROWD = 0.7
"""Articles of one day count together as their sum to this power."""
AROUND = 10.0
"""The days around that a day is measured by: their scores count by their distance in such steps."""
CALM = 0.4
"""How much calm surroundings help: a score is divided by that of its surroundings to this power."""
NEIGHBOUR = 0.1
"""The share of the stronger neighbour's score that is taken from a day: both tell one story."""
_QUIET = 0.02
"""The least that surroundings count, where nothing else is named."""


def weigh_days(articles: Sequence[Article], topic: Topic) -> dict[int, float]:
    """Day → weight above 0 and up to 1, of every day that is named or reported."""
    votes: defaultdict[int, defaultdict[int | None, float]] = defaultdict(
        lambda: defaultdict(float)
    )
    for article in articles:
        share = topic.judge_article(article)
        for day, vote in _cast_votes(article, topic):
            votes[day][article.published] += share * vote
    scores = {day: sum(v**CROWD for v in crowds.values()) for day, crowds in votes.items()}
    last = max((a.published for a in articles if a.published is not None), default=None)
    known = {day: score for day, score in scores.items() if last is None or day <= last}
    return _level(_compare_neighbours(_level(_compare_surroundings(_level(known)))))


def _cast_votes(article: Article, topic: Topic) -> Iterator[tuple[int, float]]:
    if article.told is not None:
        yield article.told, NEWS
    named: defaultdict[int, list[float]] = defaultdict(list)
    for line in article.lines:
        for day in line.days:
            named[day].append(topic.judge_line(line) * (SPOKEN if day in line.spoken else 1.0))
    for day, shares in named.items():
        often = min(2.0, 1 + AGAIN * (len(shares) - 1))
        yield day, max(shares) * often * _weigh_distance(article.published, day)


def _weigh_distance(published: int | None, day: int) -> float:
    if published is None:
        return 1.0
    if day > published:
        return AHEAD
    return LATER if published - day >= 7 else 1.0


def _compare_surroundings(scores: dict[int, float]) -> dict[int, float]:
    """What stands out from a calm month comes before what drowns in a busy one."""
    fade = [math.exp(-step / AROUND) for step in range(math.ceil(6 * AROUND))]

    def measure(day: int) -> float:
        beside = (
            scores.get(day + sign * n, 0.0) * f for n, f in enumerate(fade) if n for sign in (-1, 1)
        )
        return scores[day] + sum(beside)

    return {day: score / (measure(day) + _QUIET) ** CALM for day, score in scores.items()}


def _compare_neighbours(scores: dict[int, float]) -> dict[int, float]:
    """A day beside a stronger one is often its echo."""
    beside = {day: max(scores.get(day - 1, 0.0), scores.get(day + 1, 0.0)) for day in scores}
    return {day: max(s - NEIGHBOUR * beside[day], s / 10) for day, s in scores.items()}


def _level(scores: dict[int, float]) -> dict[int, float]:
    """The same scores, the best of them 1."""
    best = max(scores.values(), default=1.0)
    return {day: score / best for day, score in scores.items()}
