"""CSL-JSON of the sources."""

from __future__ import annotations

import json

import pytest
from sample import SAMPLE
from trips import export

from sourceline.interchange.csl import describe_date


def test_sources() -> None:
    """Each source is an item as the standard has it; a title of ours stands in brackets, no address is unsafe."""
    items = {item["id"]: item for item in json.loads(export(SAMPLE, "csl"))}
    assert list(items) == [source.id for source in SAMPLE.sources]
    assert items["harbour-post"] == {
        "id": "harbour-post",
        "type": "article-newspaper",
        "title": "Director of Orrery Works steps down",
        "author": [{"literal": "Nell Oxbarrow"}],
        "container-title": "The Harbour Post",
        "issued": {"date-parts": [[2024, 3, 26]]},
        "accessed": {"date-parts": [[2024, 4, 2]]},
        "URL": "https://post.example/2024/orrery?id=1#top",
        "archive_location": "https://archive.example/post",
        "language": "en",
    }
    assert items["old-chronicle"] == {
        "id": "old-chronicle",
        "type": "document",
        "title": "[Notes made from the tower book]",
        "language": "en",
    }
    assert "URL" not in items["naughty"]
    assert items["naughty"]["issued"] == {"date-parts": [[2023, 1]]}


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2024", {"date-parts": [[2024]]}),
        ("2024-03/2024-05", {"date-parts": [[2024, 3], [2024, 5]]}),
        ("1450~", {"date-parts": [[1450]], "circa": True}),
        ("1450?", {"date-parts": [[1450]], "circa": True}),
        ("-0043", {"date-parts": [[-44]]}),
        ("199X", {"literal": "the 1990s"}),
        ("2024-21", {"literal": "spring 2024"}),
        ("../2019", {"literal": "by 2019"}),
        ("2019/..", {"literal": "since 2019"}),
        ("[2019,2021]", {"literal": "2019 or 2021"}),
        ("about then", None),
        (None, None),
    ],
)
def test_dates(text: str | None, date: object) -> None:
    """A date has the numbers that are known; where they would say too much, its words."""
    assert describe_date(text) == date


def test_words_of_the_site() -> None:
    """The words of a date are of the site's language."""
    assert describe_date("199X", "de") == {"literal": "1990er Jahre"}
