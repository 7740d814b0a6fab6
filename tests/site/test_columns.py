"""The columns: the whole timeline as numbers, and its words in blocks."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any

import pytest
from sample import EVENTS, HOSTILE, LONG_NAME, SAMPLE

from sourceline.model import Chronicle, Date, Event, Settings
from sourceline.site import Page, plan_site
from sourceline.site.columns import BLOCK


def plan_files(chronicle: Chronicle) -> list[Page]:
    """The file of columns, then the blocks."""
    pages = plan_site(chronicle, assets={})
    return [page for page in pages if page.path.startswith("timeline/data/")]


def read_columns(chronicle: Chronicle) -> dict[str, Any]:
    """What the file of columns sets."""
    text: str = plan_files(chronicle)[0].values
    head, value = text.split(".columns=", 1)
    assert head == "(self.sourceline=self.sourceline||{})"
    found: dict[str, Any] = json.loads(value.removesuffix(";\n"))
    return found


def read_block(page: Page, number: int) -> dict[str, Any]:
    """What the file of a block sets."""
    head, value = page.values.split(f"[{number}]=", 1)
    assert head == "((self.sourceline=self.sourceline||{}).blocks=self.sourceline.blocks||[])"
    found: dict[str, Any] = json.loads(value.removesuffix(";\n"))
    return found


def at(*dates: str) -> tuple[Event, ...]:
    """Events at these dates, named after them."""
    return tuple(Event(id=date, kind="event", title=date, date=Date(date)) for date in dates)


def test_columns_of_the_whole_chronicle() -> None:
    """Every field, from before Christ to the planned and the undated."""
    columns = read_columns(SAMPLE)
    words, blocks = columns.pop("words"), columns.pop("blocks")
    assert [bool(re.fullmatch(r"block-0\.[0-9a-f]{8}\.js", name)) for name in blocks] == [True]
    assert sorted(words) == ["entries", "gap_months", "gap_years", "months", "status"]
    begin = columns.pop("begin")
    days = [sum(begin[: n + 1]) for n in range(len(begin))]
    assert columns.pop("source") == [
        [0], [3], [-3], [0], [0], [0], [3], [-2], [2], [-1, 0], [0], [0], [0], [0], [0], [-2],
    ]  # fmt: skip
    assert days == [
        -735233, -189926, -189926, 5479, 7305, 15095, 18139, 19362, 19783, 19807, 19808, 19808, 19808, 19808,
        20819,
    ]  # fmt: skip
    assert columns == {
        "count": 16,
        "undated": 1,
        "length": [364, 364, 6573, -1, 3651, 30, -2, 0, 91, 0, 0, 0, 0, 0, 364],
        "shape": "yysfsmudqdddddyn",
        "flags": "010000000c222202",
        "status": "alaaaaaaaaadaapa",
        "support": "sssssssssxssssss",
        "weight": "0000000009000000",
        "kind": [0, 0, 0, 0, 0, 0, 0, 1, 0, 2, 0, 0, 0, 0, 0, 0],
        "kinds": [["event", "event"], [HOSTILE, HOSTILE], ["departure", "departure"]],
        "who": [
            [1], [2, 0], [], [1], [], [3, 0], [0, 1], [4], [0, 5], [6, 0, 7], [8, 9, 0], [0], [0], [0], [0], [],
        ],
        "profiles": [
            ["orrery-works", "Orrery Works", "organizations", 10],
            ["kestrel-point", "Kestrel Point", "places", 3],
            ["company", LONG_NAME, "organizations", 1],
            ["maha", "مها الزهراني", "people", 1],
            ["hostile", HOSTILE, "people", 1],
            ["pocket-orrery", "Pocket Orrery", "products", 1],
            ["ilse-quandrel", "Ilse Quandrel", "people", 1],
            ["instrument-making", "Instrument making", "topics", 1],
            ["tam-ottershaw", "Tam Ottershaw", "people", 1],
            ["bo-linnet-vray", "Bo Linnet-Vray", "people", 1],
        ],
        "sources": [
            ["old-chronicle", "Notes made from the tower book", 6],
            ["naughty", HOSTILE, 1],
            ["harbour-post", "Director of Orrery Works steps down", 6],
            ["gazette", "Quandrel leaves the orrery makers", 4],
        ],
        "period": [0, 1, 0, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 1, 1],
        "month": "0000058103333300",
        "periods": [
            ["-0043", "44 BC", "timeline/y-0043/index.html"],
            ["1450", "1450", "timeline/1450/index.html"],
            ["1985", "1985", "timeline/1985/index.html"],
            ["199x", "The 1990s", "timeline/199x/index.html"],
            ["2011", "2011", "timeline/2011/index.html"],
            ["2019", "2019", "timeline/2019/index.html"],
            ["2023", "2023", "timeline/2023/index.html"],
            ["2024", "2024", "timeline/2024/index.html"],
            ["2027", "2027", "timeline/2027/index.html"],
            ["undated", "Undated", "timeline/undated/index.html"],
        ],
        "block": 500,
        "months_from": 4,
        "gap_from": 6,
    }  # fmt: skip


def test_words_of_the_columns() -> None:
    """Counts to 199, gaps of six months to 199 years, months and ways of telling."""
    words = read_columns(SAMPLE)["words"]
    assert (words["entries"][:2], words["entries"][199]) == (
        ["0 entries", "1 entry"],
        "199 entries",
    )
    months, years = words["gap_months"], words["gap_years"]
    assert (len(months), months[0], months[-1]) == (
        18,
        "six months without an entry",
        "23 months without an entry",
    )
    assert (years[2], years[-1]) == ("two years without an entry", "199 years without an entry")
    assert words["months"][2] == "March"
    assert words["status"] == {"p": "planned", "d": "denied", "l": "alleged"}


def test_block_holds_the_words() -> None:
    """Titles, dates in full and for the gutter, and where the quote stands."""
    block = read_block(plan_files(SAMPLE)[1], 0)
    assert block["id"] == [event.id for event in EVENTS]
    assert block["title"][:2] == [event.title for event in EVENTS[:2]]
    assert block["when"][9:11] == ["25 March 2024", "reported 26 March 2024"]
    assert block["gutter"][9:11] == ["25 March", "26 March"]
    assert block["sentence"] == [*"1425363121", "5", "11", "3", "3", "13", "4"]
    assert block["more"] == [""] * 9 + ["and 1 more source"] + [""] * 6
    assert block["unverified"] == [15]


def test_long_chronicle_has_several_blocks() -> None:
    """The next block begins with the event that the one before has no room for."""
    events = at(*(f"{year:04d}" for year in range(1000, 1000 + BLOCK + 2)))
    files = plan_files(Chronicle(settings=Settings(), events=events))
    assert len(files) == 3
    assert read_block(files[2], 1)["id"] == [str(1000 + BLOCK), str(1001 + BLOCK)]


@pytest.mark.parametrize(
    ("date", "begin", "length"),
    [
        ("Y-170000002", -62091945258, 364),
        ("-0044~", -735599, 365),
        ("2024-02", 19754, 28),
        ("1985/..", 5479, -1),
        ("../1985", 5843, -2),
    ],
)
def test_days_are_counted_from_1970(date: str, begin: int, length: int) -> None:
    """At any distance, leap years and all."""
    columns = read_columns(Chronicle(settings=Settings(), events=at(date)))
    assert (columns["begin"], columns["length"]) == ([begin], [length])


def test_name_of_a_file_changes_with_its_words() -> None:
    """A changed title changes its block and the columns that name it, and nothing else does."""
    changed = replace(SAMPLE, events=(replace(EVENTS[0], title="Another"), *EVENTS[1:]))
    former, later = ([page.path for page in plan_files(c)] for c in (SAMPLE, changed))
    assert not set(former) & set(later)
    assert former == [page.path for page in plan_files(SAMPLE)]
