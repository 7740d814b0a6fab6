"""How much each day matters."""

from __future__ import annotations

from datetime import date

from articles import make_article

from sourceline.digest import Article
from sourceline.digest.dates import weigh_days
from sourceline.digest.topic import find_topic


def weigh(*articles: Article) -> dict[str, float]:
    """ISO day → weight."""
    weights = weigh_days(articles, find_topic(articles))
    return {date.fromordinal(day).isoformat(): weight for day, weight in weights.items()}


def rank(*articles: Article) -> list[str]:
    """The days, the most important first."""
    weights = weigh(*articles)
    return sorted(weights, key=lambda day: (-weights[day], day))


def test_the_best_weighs_one() -> None:
    """Weights are above 0, and that of the most important day is 1."""
    weights = weigh(
        make_article("The dam broke on 3 May.", "2031-05-20"),
        make_article("The dam broke on 3 May. It was shut on 9 May.", "2031-05-21"),
    )
    assert max(weights.values()) == 1
    assert all(0 < weight <= 1 for weight in weights.values())


def test_later_texts_count() -> None:
    """A day that later articles go back to comes before one on which as many were published."""
    assert rank(
        make_article("The choir of Keld sang.", "2031-05-03"),
        make_article("The dam of Keld was looked at.", "2031-06-20"),
        make_article("The mayor of Keld was elected.", "2031-06-20"),
        make_article("The dam of Keld broke on 3 May.", "2031-07-10"),
        make_article("The dam of Keld broke on 3 May.", "2031-08-10"),
    )[:1] == ["2031-05-03"]


def test_one_morning_counts_less_than_many() -> None:
    """Three articles of three days come before three of one."""
    many = [make_article("Keld waits since 3 May.", f"2031-06-{n}") for n in (10, 15, 20)]
    one = [make_article("Keld waits since 3 July.", "2031-07-20") for _ in range(3)]
    weights = weigh(*many, *one)
    assert weights["2031-05-03"] > weights["2031-07-03"]


def test_what_happened_comes_before_what_was_said() -> None:
    """A day on which somebody spoke weighs less than one on which something happened."""
    weights = weigh(
        make_article(
            "The dam broke on 3 May. The mayor of Keld said on 3 March that it would.", "2031-06-20"
        )
    )
    assert weights["2031-05-03"] > weights["2031-03-03"]


def test_what_is_announced() -> None:
    """A day that is only announced weighs less than one that is past, and none after the last article."""
    weights = weigh(
        make_article("Keld votes on 3 June. The dam broke on 3 March.", "2031-05-07"),
        make_article("Keld is quiet, and a bridge is to open on 1 August.", "2031-06-30"),
    )
    assert weights["2031-06-03"] < weights["2031-03-03"]
    assert "2031-08-01" not in weights


def test_undated_articles_name_days() -> None:
    """The days that an article without a date states count all the same."""
    assert rank(make_article("The dam broke on 3 May 2031.")) == ["2031-05-03"]


def test_nothing() -> None:
    """Without an article, or with none that names a day, there are no days."""
    assert weigh() == {}
    assert weigh(make_article("The dam broke.")) == {}
