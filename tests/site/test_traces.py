"""What a page was made from: enough to know when it must be made again, and no more."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from functools import cache, partial
from pathlib import Path
from typing import Any

import pytest
from large import BARE, LARGE
from sample import SAMPLE, make_source

from sourceline.model import Chronicle, Correction, Date
from sourceline.site.lookup import Lookup
from sourceline.site.pages import Task
from sourceline.site.plan import plan_tasks
from sourceline.site.traces import ALL, FIXED, TABLES, Sums, Thing, list_things, watch

Edit = Callable[[Chronicle], Chronicle]


CHRONICLES = {"sample": SAMPLE, "large": LARGE, "bare": BARE}


@dataclass(frozen=True)
class Site:
    """A chronicle with all of its pages, without the theme."""

    lookup: Lookup
    tasks: Mapping[str, Task]
    pages: Mapping[str, Any]
    things: Mapping[str, tuple[Thing, ...]]
    """What each task took."""


def make_site(chronicle: Chronicle) -> Site:
    """All of its tasks done."""
    lookup, tasks = plan_tasks(chronicle, assets={})
    taken: set[Thing] = set()
    watched = watch(lookup, taken.add)
    pages, things = {}, {}
    for task in tasks:
        taken.clear()
        pages[task.path] = task.make(watched)
        things[task.path] = list_things(taken)
    return Site(lookup, {task.path: task for task in tasks}, pages, things)


@cache
def find_site(name: str) -> Site:
    """That of one of the `CHRONICLES`."""
    return make_site(CHRONICLES[name])


def list_stale(before: Site, after: Site) -> list[str]:
    """The pages that are made again, by their paths."""
    old, new = Sums(before.lookup), Sums(after.lookup)
    if old.sum_site() != new.sum_site():
        return sorted(after.tasks)
    return sorted(
        path
        for path, task in after.tasks.items()
        if path not in before.tasks
        or old.sum_task(before.tasks[path]) != new.sum_task(task)
        or any(old.sum_thing(each) != new.sum_thing(each) for each in before.things[path])
    )


# --- edits ------------------------------------------------------------------------------------


def edit_one(table: str, number: int, **changes: Any) -> Edit:
    """One event, profile or source is another."""

    def edit(chronicle: Chronicle) -> Chronicle:
        things = list(getattr(chronicle, table))
        things[number] = replace(things[number], **changes)
        changed: Any = {table: tuple(things)}
        return replace(chronicle, **changed)

    return edit


edit_event = partial(edit_one, "events")
edit_profile = partial(edit_one, "profiles")
edit_source = partial(edit_one, "sources")


def lead_in(chronicle: Chronicle) -> Chronicle:
    """Every quote of the first source that is cited stands further on in it, and one is lost."""
    source = chronicle.sources[-1]
    text = make_source(source.id, f"It was told so. {source.text}", title=source.title)
    lost = next(e for event in chronicle.events for e in event.evidence)
    changed = replace(source, text=text.text, blocks=text.blocks, sentences=text.sentences)
    events = [
        replace(event, unverified=tuple(e for e in event.evidence if e == lost))
        for event in chronicle.events
    ]
    return replace(chronicle, sources=(*chronicle.sources[:-1], changed), events=tuple(events))


def add_event(place: int) -> Edit:
    """An event comes between others, and belongs to the story of a profile."""

    def edit(chronicle: Chronicle) -> Chronicle:
        profile = chronicle.profiles[0]
        new = replace(
            chronicle.events[place], id="new", title="Something new", weight=0.9, links=()
        )
        events = (*chronicle.events[:place], new, *chronicle.events[place:])
        order = [event.id for event in events]
        own = tuple(sorted({*profile.events, "new"} & set(order), key=order.index))
        changed = replace(chronicle, events=events)
        return edit_profile(0, events=own)(changed)

    return edit


def drop_event(number: int) -> Edit:
    """An event goes."""
    return lambda chronicle: replace(
        chronicle, events=chronicle.events[:number] + chronicle.events[number + 1 :]
    )


EDITS: Mapping[str, Edit] = {
    "title": edit_event(1, title="Another title"),
    "date": edit_event(1, date=Date("2024-05-06")),
    "no date": edit_event(4, date=None),
    "text": edit_event(2, text="More *words*."),
    "weight": edit_event(0, weight=0.01),
    "status": edit_event(1, status="denied"),
    "pin": edit_event(1, pin=True),
    "support": edit_event(0, support="disputed"),
    "no evidence": edit_event(1, evidence=(), claims=()),
    "added": edit_event(0, added="2033-01-02"),
    "no link": edit_event(1, links=(), participants=()),
    "first": add_event(0),
    "between": add_event(2),
    "gone": drop_event(1),
    "last gone": drop_event(-1),
    "name": edit_profile(0, name="Another Name"),
    "role": edit_profile(0, roles=()),
    "kind": edit_profile(-1, kind="place"),
    "prose": edit_profile(0, text="Born there."),
    "story": edit_profile(0, events=()),
    "sources": edit_profile(0, sources=()),
    "no profile": lambda chronicle: replace(chronicle, profiles=chronicle.profiles[1:]),
    "source title": edit_source(-1, title="Another Courier"),
    "publisher": edit_source(0, publisher="The Ferry Post", published="2024-03-27"),
    "address": edit_source(0, url="https://other.example/", origins=(("title", "made"),)),
    "longer source": lead_in,
    "no source": lambda chronicle: replace(chronicle, sources=chronicle.sources[1:]),
    "correction": lambda chronicle: replace(
        chronicle,
        corrections=(
            *chronicle.corrections,
            Correction(on="2024-07-01", page=f"events/{chronicle.events[0].id}", what="title"),
        ),
    ),
    "no correction": lambda chronicle: replace(chronicle, corrections=()),
    "redirect": lambda chronicle: replace(
        chronicle,
        redirects=(
            *chronicle.redirects,
            ("events/former/", f"events/{chronicle.events[0].id}/"),
        ),
    ),
    "no redirect": lambda chronicle: replace(chronicle, redirects=()),
    "licence": lambda chronicle: replace(
        chronicle, settings=replace(chronicle.settings, licence="Another")
    ),
    "known": lambda chronicle: replace(chronicle, known_on="2031-02"),
}


LONG = ("title", "weight", "between", "name", "longer source", "no source")
"""Of the chronicles that take a second each."""


@pytest.mark.parametrize(
    ("name", "edit"),
    [
        *(("sample", edit) for edit in EDITS),
        *((name, edit) for name in ("large", "bare") for edit in LONG),
    ],
)
def test_page_that_an_edit_changes_is_made_again(name: str, edit: str) -> None:
    """What is not made again would have been the same."""
    before, after = find_site(name), make_site(EDITS[edit](CHRONICLES[name]))
    stale = set(list_stale(before, after))
    kept = [path for path in after.pages if path not in stale]
    assert [path for path in kept if after.pages[path] != before.pages[path]] == []
    assert stale


def test_title_is_shown_by_these_pages() -> None:
    """Of an edited title: its own page, those that lead to it, and every list in which it stands."""
    after = make_site(edit_event(1, title="Another title")(SAMPLE))
    assert list_stale(find_site("sample"), after) == [
        "about/index.html",  # which tells of the whole, as home, the timeline and the search do
        "data/events.json",
        "data/events/founding.json",
        "embed/events/founding/index.html",
        "embed/organizations/company/index.html",
        "embed/organizations/orrery-works/index.html",
        "events/clock-runs/index.html",
        "events/first-tide-clock/index.html",
        "events/founding/index.html",
        "events/quandrel-steps-down/index.html",
        "events/visit/index.html",
        "feed.xml",
        "index.html",
        "organizations/company/feed.xml",
        "organizations/company/index.html",
        "organizations/orrery-works/feed.xml",
        "organizations/orrery-works/index.html",
        "search/index.html",
        "sources/gazette/index.html",
        "timeline/1450/index.html",
        "timeline/index.html",
    ]


# --- the one door -----------------------------------------------------------------------------


class Closed(Mapping[str, Any]):
    """The things of a table that were taken; whoever asks for another finds the door shut."""

    def __init__(self, table: Mapping[str, Any], keys: set[str]) -> None:
        self.table, self.keys_taken = table, keys

    def __getitem__(self, key: str) -> Any:
        if key not in self.keys_taken:
            raise AssertionError(key)
        return self.table[key]

    def __iter__(self) -> Iterator[str]:
        raise AssertionError

    def __len__(self) -> int:
        raise AssertionError


@pytest.mark.parametrize("name", CHRONICLES)
def test_page_needs_no_more_than_was_noted(name: str) -> None:
    """A task that finds in the lookup what it took from it, and nothing else, makes the same page."""
    site = find_site(name)
    whole = []
    for path, task in site.tasks.items():
        if site.things[path] == (ALL,):
            whole.append(path)
            continue
        keys: dict[str, set[str]] = {table: set() for table in TABLES}
        for table, key in site.things[path]:
            keys[table].add(key)
        tables: Any = {n: Closed(getattr(site.lookup, n), keys[n]) for n in TABLES}
        assert task.make(replace(site.lookup, **tables)) == site.pages[path]
    assert whole == [
        "index.html",
        "timeline/index.html",
        "search/index.html",
        "about/index.html",
    ]


@pytest.mark.parametrize("name", CHRONICLES)
def test_task_holds_nothing_beside_what_it_is_given(name: str) -> None:
    """It is a function of a module, and no lookup is handed to it on the way."""
    for task in find_site(name).tasks.values():
        assert getattr(task.function, "__closure__", "") is None
        assert not any(isinstance(each, Lookup) for each in task.list_given())


def test_every_table_is_watched() -> None:
    """All of the lookup but what holds for the whole site."""
    taken: set[Thing] = set()
    watched = watch(find_site("sample").lookup, taken.add)
    for name in TABLES:
        getattr(watched, name).get("nothing")
    assert taken == {(name, "nothing") for name in TABLES}
    assert {*TABLES, *FIXED} == {each.name for each in fields(Lookup)}


def test_sums_are_the_same_in_every_run() -> None:
    """Another process, with another order of hashes, has the same sum of every task and thing."""
    code = "import test_traces; print(test_traces.sum_up())"
    places = [str(Path(__file__).parent), *sys.path]
    sums = [
        subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(places), "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    ]
    assert sums[0] == sums[1]
    assert len(sums[0]) > 20


def sum_up() -> str:
    """The sums of the sample site as one."""
    site = find_site("sample")
    sums = Sums(site.lookup)
    things = sorted({thing for things in site.things.values() for thing in things})
    found = [*map(sums.sum_task, site.tasks.values()), *map(sums.sum_thing, things)]
    return hashlib.sha256(b"".join(found)).hexdigest()
