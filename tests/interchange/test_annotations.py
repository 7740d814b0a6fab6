"""Web Annotations of the quotes.

`bench/interchange.py annotations` has @apache-annotator find each selector in the texts.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from sample import POST, SAMPLE, STEPS_DOWN
from trips import export

from sourceline.interchange.annotations import name_text
from sourceline.model import Chronicle

Thing = dict[str, Any]
TEXTS = {name_text(source): source.text for source in SAMPLE.sources}


def read(chronicle: Chronicle = SAMPLE) -> list[Thing]:
    """The annotations of a chronicle."""
    whole = json.loads(export(chronicle, "annotations"))
    assert whole["@context"] == "http://www.w3.org/ns/anno.jsonld"
    items: list[Thing] = whole["first"]["items"]
    assert whole["total"] == len(items) == len({item["id"] for item in items})
    return items


def list_targets(items: list[Thing]) -> Iterator[Thing]:
    """Those in texts that were read."""
    return (t for item in items for t in item["target"] if isinstance(t["source"], dict))


def test_quote() -> None:
    """A claim is told in words with its page, its quote by place and words in the text, and by words on the web."""
    (item,) = [
        each
        for each in read()
        if {"value": "Quandrel steps down"}.items() <= each["body"][0].items()
    ]
    start = STEPS_DOWN.start
    quote = {
        "type": "TextQuoteSelector",
        "exact": "Ilse Quandrel had stepped down as director",
        "prefix": POST.text[:start][-32:],
        "suffix": POST.text[STEPS_DOWN.end :][:32],
    }
    assert {key: item[key] for key in ("type", "motivation", "body", "target")} == {
        "type": "Annotation",
        "motivation": "describing",
        "body": [
            {
                "type": "TextualBody",
                "value": "Quandrel steps down",
                "format": "text/plain",
                "purpose": "describing",
            },
            {
                "type": "SpecificResource",
                "source": "https://chronicle.example/orrery/events/quandrel-steps-down/",
                "purpose": "linking",
            },
        ],
        "target": [
            {
                "type": "SpecificResource",
                "source": {
                    "id": name_text(POST),
                    "type": "Text",
                    "format": "text/plain",
                    "language": "en",
                    "dc:title": "Director of Orrery Works steps down",
                    "schema:url": "https://chronicle.example/orrery/sources/harbour-post/",
                },
                "selector": [
                    quote,
                    {"type": "TextPositionSelector", "start": start, "end": STEPS_DOWN.end},
                ],
            },
            {
                "type": "SpecificResource",
                "source": "https://post.example/2024/orrery?id=1#top",
                "selector": quote,
                "state": {"type": "TimeState", "sourceDate": "2024-04-02T00:00:00Z"},
            },
        ],
    }


@pytest.mark.parametrize(
    ("retrieved", "day"),
    [
        ("2024-04-02", "2024-04-02T00:00:00Z"),
        ("2024-04-02T10:35:00", "2024-04-02T00:00:00Z"),
        ("2024-04-02/2024-04-05", None),
        ("2024-04-02~", None),
        ("2024-04", None),
    ],
)
def test_state(retrieved: str, day: str | None) -> None:
    """The original is given as of the day when it was retrieved, where that is one day and known."""
    post = replace(POST, retrieved=retrieved)
    others = (source for source in SAMPLE.sources if source.id != POST.id)
    chronicle = replace(SAMPLE, sources=(post, *others))
    found = [
        target.get("state", {}).get("sourceDate")
        for item in read(chronicle)
        for target in item["target"]
        if target["source"] == POST.url
    ]
    assert {*found} == {day}


def test_places() -> None:
    """Every quote stands in its text where its position says, between its prefix and its suffix."""
    for target in list_targets(read()):
        text, (quote, *places) = TEXTS[target["source"]["id"]], target["selector"]
        for place in places:
            start, end = place["start"], place["end"]
            assert text[start:end] == quote["exact"]
            assert text[:start].endswith(quote["prefix"])
            assert text[end:].startswith(quote["suffix"])


def test_lost_quotes() -> None:
    """A quote that is no longer in its source has no place there."""
    (lost,) = SAMPLE.events[-1].unverified
    selectors = [
        t["selector"] for t in list_targets(read()) if t["selector"][0]["exact"] == lost.exact
    ]
    assert [len(each) for each in selectors] == [1]


def test_every_claim() -> None:
    """Events, roles, figures, relations and quotations are all told, each once."""
    told = [item["body"][0]["value"] for item in read()]
    for words in (
        "Ilse Quandrel: director, Orrery Works",
        "Tam Ottershaw: interim co-director, Orrery Works",
        "Orrery Works maker of Pocket Orrery",
        "expenditure: 8 million a month",
        "Ottershaw: We shall keep the brass turning,",
        "the great lens was never finished",
    ):
        assert told.count(words) == (2 if words.startswith("Ilse") else 1)


@pytest.mark.parametrize("url", [None, "https://other.example"])
def test_ids(url: str | None) -> None:
    """An id stays the same from one export to the next, and is that of one site."""
    chronicle = replace(SAMPLE, settings=replace(SAMPLE.settings, url=url))
    ids = [item["id"] for item in read(chronicle)]
    assert ids == [item["id"] for item in read(chronicle)]
    assert not set(ids) & {item["id"] for item in read()}


def test_hash_of_text() -> None:
    """A text is named as RFC 6920 names things by their hash."""
    hello = replace(POST, sha256="7f83b1657ff1fc53b92dc18148a1d65dfc2d4b1fa3d677284addd200126d9069")
    assert name_text(hello) == "ni:///sha-256;f4OxZX_x_FO5LcGBSKHWXfwtSx-j1ncoSt3SABJtkGk"
