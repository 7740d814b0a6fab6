"""What a collection is about."""

from __future__ import annotations

import pytest
from articles import make_article

from sourceline.digest.topic import find_topic

DAM = [make_article(f"The dam of Keld broke, and house {n}00 fell.") for n in range(4)]
CHOIR = make_article("A choir sang in a church of clocks.")


def test_keywords() -> None:
    """Without a query, the terms that many articles begin with are the keywords."""
    topic = find_topic([*DAM, CHOIR])
    assert {"dam", "keld"} <= topic.keywords
    assert {topic.judge_line(DAM[0].lines[0]), topic.judge_line(CHOIR.lines[0])} == {1.0, 0.5}


def test_what_is_off_the_topic_counts_less() -> None:
    """An article that shares little with the others counts less, but counts."""
    topic = find_topic([*DAM, CHOIR])
    assert topic.judge_article(DAM[0]) == pytest.approx(1)
    assert 0.2 <= topic.judge_article(CHOIR) < 0.5


def test_query() -> None:
    """A query says what is asked for: articles without its words hardly count, those with all in full."""
    topic = find_topic([*DAM, CHOIR], "Church choirs")
    assert topic.keywords == {"church", "choir"}
    assert topic.judge_article(CHOIR) > 0.1 > topic.judge_article(DAM[0]) > 0


def test_query_of_common_words() -> None:
    """A query without a telling word asks for nothing."""
    assert find_topic(DAM, "what is the news of today").keywords == find_topic(DAM).keywords
