"""Which sentences tell of a day."""

from __future__ import annotations

from datetime import date

import pytest
from articles import make_article

from sourceline.digest import Article
from sourceline.digest.sentences import choose_candidates, gather_candidates, judge_words
from sourceline.digest.topic import find_topic

BROKE = (
    "The spillway of the old dam gave way above the town of Keld on Tuesday, and nine people died."
)


def choose(day: str, count: int, *articles: Article) -> list[str]:
    """The sentences chosen for a day."""
    topic = find_topic(articles)
    candidates = gather_candidates(articles, topic).get(date.fromisoformat(day).toordinal(), [])
    return [c.line.text for c in choose_candidates(candidates, count, topic, [])]


def test_the_report_comes_first() -> None:
    """What names the day and what happened comes before what leans on it."""
    article = make_article(
        f"{BROKE} They had lived below the dam for thirty years. "
        'A baker of the town said: "We were at the dam on Tuesday."',
        "2031-05-07",
    )
    assert choose("2031-05-06", 1, article) == [BROKE]


def test_later_articles_tell_too() -> None:
    """A sentence of a much later article that names the day may tell it."""
    later = "The dam of Keld gave way on 6 May last year and nine people of the town were killed."
    assert choose("2031-05-06", 2, make_article(later, "2032-03-01")) == [later]


def test_an_article_that_names_no_day() -> None:
    """The head of an article that names no day tells of the day it was published, what follows does not."""
    text = "The dam of Keld broke in the night. It rained there. It snowed there. The dam of Keld was old then."
    chosen = choose("2031-05-06", 9, make_article(text, "2031-05-06"))
    assert sorted(chosen) == [
        "It rained there.",
        "It snowed there.",
        "The dam of Keld broke in the night.",
    ]


def test_copies_are_told_once() -> None:
    """The same sentence in two articles, or one like it, is chosen once."""
    other = BROKE.replace("Tuesday", "Tuesday night")
    articles = [
        make_article(text, "2031-05-07", f"{n}.txt") for n, text in enumerate([BROKE, BROKE, other])
    ]
    assert len(choose("2031-05-06", 3, *articles)) == 1


def test_what_was_announced() -> None:
    """What was written before a day comes after what tells that it happened."""
    before = "The court of Keld is to fine the owner of the dam on Tuesday, 6 May."
    after = "The court of Keld fined the owner of the dam 40 million on Tuesday, 6 May."
    articles = (make_article(before, "2031-05-01"), make_article(after, "2031-05-07", "b.txt"))
    assert choose("2031-05-06", 1, *articles) == [after]


@pytest.mark.parametrize(
    "text",
    [
        "They gave way above the town of Keld on Tuesday, and nine people died there in all.",
        "Did the spillway of the old dam above the town of Keld give way on Tuesday night?",
        "“I saw the old dam above the town give way on Tuesday,” a baker of Keld said then.",
        "The spillway of the old dam above Keld gave way on Tuesday, the mayor said.",
        "The spillway broke.",
        "The spillway of the old dam gave way above the town of Keld on Tuesday | Photo: Wire",
        f"{BROKE[:-1]}, {BROKE[:-1]}, {BROKE[:-1]}.",
    ],
)
def test_sentences_that_do_not_stand_alone(text: str) -> None:
    """Pronouns in front, questions, quotations, hearsay, scraps and very long sentences are worth less."""
    assert judge_words(text) < judge_words(BROKE) == 1
