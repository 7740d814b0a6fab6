"""The JSON files below `data/`: complete, as their schema says, leading nowhere that is not there."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Any

import jsonschema
import pytest
from large import BARE, LARGE
from sample import HOSTILE, SAMPLE, UNFIT, make_event, make_source, quote

from sourceline.model import Chronicle, Date, Disagreement, Reference, RoleClaim, Variant
from sourceline.site import plan_site
from sourceline.site.data.schema import describe_schema
from sourceline.weave.claims import collect_claims

CHRONICLES = {"sample": SAMPLE, "large": LARGE, "bare": BARE, "unfit": UNFIT}
VALIDATOR = jsonschema.Draft7Validator(describe_schema())


@cache
def read_files(name: str) -> dict[str, Any]:
    """Path → value of each JSON file of data of a sample."""
    return load_files(CHRONICLES[name])


def load_files(chronicle: Chronicle) -> dict[str, Any]:
    """Path → value of each JSON file of data of a site."""
    return {
        page.path: json.loads(page.values)
        for page in plan_site(chronicle, assets={})
        if page.path.startswith("data/") and page.path.endswith(".json")
    }


def read_list(files: dict[str, Any], path: str) -> list[Any]:
    """All items of a list, as a program reads them."""
    listed = files[path]
    items = list(listed.get("items", ()))
    for part in listed.get("parts", ()):
        found = files[part["path"]]["items"]
        assert len(found) == part["count"]
        items += found
    assert listed["count"] == len(items)
    return items


def walk(value: Any, key: str = "") -> Iterator[tuple[str, Any]]:
    """Every field in a value, however deep."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield name, inner
            yield from walk(inner, name)
    elif isinstance(value, list):
        for inner in value:
            yield from walk(inner, key)


@pytest.mark.parametrize("name", CHRONICLES)
def test_files_are_as_the_schema_says(name: str) -> None:
    """Every file, and the schema itself is a schema."""
    files = dict(read_files(name))
    schema = files.pop("data/schema.json")
    jsonschema.Draft7Validator.check_schema(schema)
    assert schema == describe_schema()
    # Of long lists the beginning: to hold thousands of like items against it takes seconds.
    short = {
        path: {**value, "items": value["items"][:3]} if "items" in value else value
        for path, value in list(files.items())[:: 1 if name == "sample" else 9]
    }
    assert {
        path: [e.message for e in VALIDATOR.iter_errors(value)] for path, value in short.items()
    } == {path: [] for path in short}
    addresses = {f"{'../' * path.count('/')}data/schema.json" for path in files}
    assert {value["$schema"] for value in files.values()} == addresses


def test_schema_names_no_field_that_is_never_there() -> None:
    """Of all samples together, and of one event with everything; each of its fields is told in words."""
    source = make_source("note", "Perhaps Wen kept it from 1911.", url="https://note.example/")
    words = quote(source, source.text)
    person = Reference("Wen")
    role = RoleClaim(
        person=person, role="keeper", qualifier="acting", begin=Date("1911?"), evidence=(words,)
    )
    differing = Disagreement(
        field="status",
        about="x",
        variants=(
            Variant(
                value="planned", sources=("note",), evidence=(words,), corrected=True, fits=True
            ),
        ),
        rule="latest",
    )
    event = make_event(
        "kept",
        "Kept",
        Date(
            "1911?",
            phrase="from 1911",
            reference="1912",
            reason="'the year before', counted from 1912",
        ),
        words,
    )
    whole = replace(
        SAMPLE,
        events=(
            *SAMPLE.events,
            replace(event, disagreements=(differing,), added="2031", reviewed=True),
        ),
        profiles=tuple(
            replace(
                p,
                roles=(*p.roles, role),
                reviewed=True,
                url="https://p.example/",
                same_as=("https://q.example/",),
            )
            for p in SAMPLE.profiles
        ),
        sources=(
            *SAMPLE.sources,
            replace(
                source,
                archive_url="https://a.example/",
                retrieved="2031",
                added="2031",
                author="A",
                licence="CC0",
            ),
        ),
        known_on="2031",
    )
    used = {
        name
        for files in (load_files(whole), read_files("large"), read_files("bare"))
        for value in files.values()
        for name, _ in walk(value)
    }
    schema = describe_schema()
    told = {name for name, each in walk(schema) if isinstance(each, dict) and "description" in each}
    assert told - used == set()
    for definition in schema["definitions"].values():
        assert definition["description"]
        assert [
            name
            for name, field in definition["properties"].items()
            if "description" not in field and "const" not in field
        ] in ([], ["items"])


@pytest.mark.parametrize("name", CHRONICLES)
def test_lists_hold_everything_once(name: str) -> None:
    """The index names every list, with as much as it holds with its parts; no file is named by none."""
    chronicle, files = CHRONICLES[name], read_files(name)
    lists = {
        each["name"]: read_list(files, each["path"]) for each in files["data/index.json"]["lists"]
    }
    assert {each["name"]: each["count"] for each in files["data/index.json"]["lists"]} == {
        of: len(items) for of, items in lists.items()
    }
    assert [item["id"] for item in lists["events"]] == [event.id for event in chronicle.events]
    assert [item["id"] for item in lists["sources"]] == [source.id for source in chronicle.sources]
    profiles = [
        item["id"]
        for of in lists
        if of not in ("events", "sources", "claims")
        for item in lists[of]
    ]
    assert profiles == [profile.id for profile in chronicle.profiles]
    said = collect_claims(chronicle)
    assert Counter(item["source"] for item in lists["claims"]) == Counter(
        {s: len(said[s]) for s in said}
    )
    parts = {part["path"] for value in files.values() for part in value.get("parts", ())}
    singles = {
        each["single"].format(id=item["page"].split("/")[1])
        for each in files["data/index.json"]["lists"]
        if "single" in each
        for item in lists[each["name"]]
    }
    named = {f"data/{of}.json" for of in lists} | parts | singles
    assert files.keys() - named == {"data/index.json", "data/schema.json"}
    assert named <= files.keys()


@pytest.mark.parametrize("name", ["large", "bare"])
def test_long_list_is_cut(name: str) -> None:
    """By the pages of the timeline, or by numbers; no file passes what a reader waits for."""
    files = read_files(name)
    assert "items" not in files["data/events.json"]
    assert files["data/events.json"]["parts"][0]["path"] == "data/timeline/2001.json"
    assert files["data/claims.json"]["parts"][1]["path"] == "data/claims/page/2.json"
    assert max(len(value.get("items", ())) for value in files.values()) <= 500


def test_event_without_a_page_is_told_in_its_list() -> None:
    """There is no file of its own, so the list has its sentences."""
    files = read_files("bare")
    assert [path for path in files if path.startswith("data/events/")] == []
    assert all(item["evidence"] for item in read_list(files, "data/events.json"))
    assert "evidence" not in read_list(read_files("large"), "data/events.json")[0]


@pytest.mark.parametrize("name", CHRONICLES)
def test_addresses_lead_to_pages(name: str) -> None:
    """Pages of events, profiles and sources, and sentences on them."""
    files = dict(read_files(name))
    pages = {page.path: page for page in plan_site(CHRONICLES[name], assets={})}
    anchors = {
        f"sources/{s.id}/#s{n.number}" for s in CHRONICLES[name].sources for n in s.sentences
    }
    told = {"#e-" + event.id for event in CHRONICLES[name].events}
    del files["data/schema.json"]
    asked = {value for file in files.values() for key, value in walk(file) if key == "page"}
    assert len(asked) > 20
    for address in asked:
        page, mark, fragment = address.partition("#")
        assert f"{page}index.html" in pages
        assert not mark or address in anchors or mark + fragment in told, address
    ids = {path.removesuffix("/index.html") for path in pages}
    named = {value for file in files.values() for key, value in walk(file) if key == "profile"}
    assert named <= ids


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        (
            Date("2024-03-26", "published"),
            {"words": "reported 26 March 2024", "basis": "published", "precision": "day", "earliest": "2024-03-26", "latest": "2024-03-26"},
        ),
        (
            Date("1450~"),
            {"words": "about 1450", "basis": "stated", "precision": "year", "approximate": True, "earliest": "1450-01-01", "latest": "1450-12-31", "earliest_fuzzy": "1449-01-01", "latest_fuzzy": "1451-12-31"},
        ),
        (Date("../1985"), {"words": "by 1985", "basis": "stated", "precision": "interval", "latest": "1985-12-31"}),
        (Date("-0043-03-15"), {"words": "15 March 44 BC", "basis": "stated", "precision": "day", "earliest": "-0043-03-15", "latest": "-0043-03-15"}),
        (Date("Y12024"), {"words": "12,024", "basis": "stated", "precision": "year", "earliest": "+12024-01-01", "latest": "+12024-12-31"}),
    ],
)  # fmt: skip
def test_date_is_never_sharper_than_known(date: Date, expected: dict[str, Any]) -> None:
    """EDTF, words and bounds; an open end has none."""
    chronicle = replace(SAMPLE, events=(make_event("x", "X", date),), profiles=())
    assert load_files(chronicle)["data/events/x.json"]["date"] == {"edtf": date.edtf, **expected}


def test_disagreement_and_lost_quotes_are_kept() -> None:
    """All values with their sources, and that a quote is no longer there."""
    files = read_files("sample")
    disputed = next(event for event in SAMPLE.events if event.disagreements)
    data = files[f"data/events/{disputed.id}.json"]
    assert [[v["value"] for v in each["values"]] for each in data["differences"]] == [
        [variant.value for variant in each.variants] for each in disputed.disagreements
    ]
    lost = {e.exact for event in SAMPLE.events for e in event.unverified}
    lost |= {e.exact for profile in SAMPLE.profiles for e in profile.unverified}
    told = {
        value["quote"]
        for file in files.values()
        for each in walk(file)
        if isinstance(each[1], list)
        for value in each[1]
        if isinstance(value, dict) and value.get("lost")
    }
    assert lost
    assert told == lost


def test_nothing_of_a_text_is_markup() -> None:
    """Whatever a server calls the file, no character of a source opens a tag; addresses are those of the web."""
    event = make_event("x", HOSTILE, None)
    profile = replace(
        SAMPLE.profiles[0], url="javascript:alert(1)", same_as=("data:text/html,x",), events=()
    )
    chronicle = replace(SAMPLE, events=(event,), profiles=(profile,))
    texts = {
        p.path: p.values
        for p in plan_site(chronicle, assets={})
        if p.path.startswith("data/") and p.template is None
    }
    assert [path for path, text in texts.items() if re.search("[<>&\u2028\u2029]", text)] == []
    assert json.loads(texts["data/events/x.json"])["title"] == HOSTILE
    found = json.loads(texts[f"data/people/{profile.id}.json"])
    assert found.keys() & {"url", "same_as"} == set()


def test_text_of_the_author_is_on_the_page_alone() -> None:
    """So an edit of prose leaves the data as it is."""
    event = SAMPLE.events[0]
    told = replace(SAMPLE, events=(replace(event, text="*Another* word."), *SAMPLE.events[1:]))
    assert load_files(told) == read_files("sample")


def test_site_without_data() -> None:
    """`data: false` leaves out the files, their page, and every link to it."""
    chronicle = replace(SAMPLE, settings=replace(SAMPLE.settings, data=False))
    pages = plan_site(chronicle, assets={})
    assert [page.path for page in pages if page.path.startswith("data/")] == []
    frames = [page.values.frame for page in pages if hasattr(page.values, "frame")]
    assert not any(getattr(frame, "offers_data", False) for frame in frames)
    about = next(page for page in pages if page.path == "about/index.html")
    assert [link.path for link in about.values.downloads] == ["feed.xml", "corrections/state.json"]
    home = next(page for page in pages if page.path == "index.html").values.frame
    assert "application/json" not in home.data + repr(home.alternates)
    shown = next(page for page in plan_site(SAMPLE, assets={}) if page.path == "index.html")
    assert shown.values.frame.alternates[0].href == "data/index.json"
