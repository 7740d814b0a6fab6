"""The whole site from a chronicle."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

import pytest
from large import BARE
from sample import EVENTS, FORMER_ID, LONG_ID, SAMPLE, UNFIT, make_event, make_profile

from sourceline.model import Chronicle, Date, Dropped, Event, FigureClaim, Participant, Settings
from sourceline.publish.address import explain_path
from sourceline.site import Page, plan_site
from sourceline.site.addresses import event_path
from sourceline.site.events import Surroundings
from sourceline.site.home import MOST_ENTRIES
from sourceline.site.lookup import make_lookup
from sourceline.site.pages import (
    EventPage,
    HomePage,
    NotFoundPage,
    ProfilePage,
    SourcePage,
)
from sourceline.site.plan import find_task, plan_chapters, plan_tasks
from sourceline.site.sitemap import MOST_ADDRESSES, plan_sitemap
from sourceline.site.timeline import LONG_YEAR

UNFIT_BARE = replace(UNFIT, settings=replace(UNFIT.settings, event_pages=False))


def plan_pages(chronicle: Chronicle) -> dict[str, Page]:
    """Path → page."""
    pages = plan_site(chronicle, assets={})
    found = {page.path: page for page in pages}
    assert len(found) == len(pages)
    return found


def test_empty_chronicle_is_a_site() -> None:
    """Home, timeline, sources, search, about, 404, the feed and the data stand even with nothing to show."""
    paths = [page.path for page in plan_site(Chronicle(settings=Settings()), assets={})]
    files = [path for path in paths if "/data/" in path]
    assert [path for path in paths if path not in files] == [
        "index.html",
        "timeline/index.html",
        "sources/index.html",
        "search/index.html",
        "corrections/index.html",
        "about/index.html",
        "data/index.html",
        "404.html",
        "feed.xml",
        "feed.json",
        "data/index.json",
        "data/schema.json",
        "data/events.json",
        "data/sources.json",
        "data/claims.json",
        "robots.txt",
    ]
    assert re.fullmatch(r"timeline/data/columns\.[0-9a-f]{8}\.js", files[0])
    assert re.fullmatch(r"search/data/[0-9a-f]{8}/head\.js", files[1])
    assert len(files) == 2


def test_sitemap_needs_the_sites_address() -> None:
    """It stands only where full addresses can be given."""
    without = replace(SAMPLE, settings=replace(SAMPLE.settings, url=None))
    pages = plan_pages(SAMPLE)
    assert "sitemap.xml" not in plan_pages(without)
    assert pages["sitemap.xml"].values.addresses[:2] == (
        "https://chronicle.example/orrery/",
        "https://chronicle.example/orrery/timeline/",
    )
    assert not [url for url in pages["sitemap.xml"].values.addresses if "/embed/" in url]


def test_large_sitemap_is_an_index() -> None:
    """Of files that hold no more addresses than the protocol allows."""
    lookup = make_lookup(SAMPLE, {})
    paths = [f"events/{n}/index.html" for n in range(MOST_ADDRESSES + 1)]
    made = [page for task in plan_sitemap(lookup, paths) for page in task.make(lookup)]
    whole, *parts = (page for page in made if isinstance(page, Page))
    assert whole.template == "sitemap_index.xml"
    assert whole.values.addresses == (
        "https://chronicle.example/orrery/sitemap-1.xml",
        "https://chronicle.example/orrery/sitemap-2.xml",
    )
    assert [(part.path, len(part.values.addresses)) for part in parts] == [
        ("sitemap-1.xml", MOST_ADDRESSES),
        ("sitemap-2.xml", 1),
    ]
    assert len(plan_sitemap(lookup, paths[:-1])) == 1


@pytest.mark.parametrize(
    ("url", "root"),
    [(None, "/"), ("https://a.example", "/"), ("https://a.example/b/c/", "/b/c/")],
)
def test_not_found_page_counts_from_the_root(url: str | None, root: str) -> None:
    """It may be shown at any depth."""
    chronicle = replace(SAMPLE, settings=replace(SAMPLE.settings, url=url))
    values = plan_pages(chronicle)["404.html"].values
    assert isinstance(values, NotFoundPage)
    assert values.frame.root == root


def make_many(count: int, date: str) -> tuple[Event, ...]:
    """Events of one date."""
    return tuple(
        Event(id=f"{date}-{n:05d}", kind="event", title=f"Event {n}", date=Date(date))
        for n in range(count)
    )


def test_long_chronicle_shows_its_newest_years_at_home() -> None:
    """Whole years, as many as fit, and what is left out is said."""
    events = (*make_many(200, "2001"), *make_many(60, "2002"), *make_many(30, "2003"))
    values = plan_pages(Chronicle(settings=Settings(), events=events))["index.html"].values
    assert isinstance(values, HomePage)
    assert [(period.title, period.count) for period in values.periods] == [
        ("2002", 60),
        ("2003", 30),
    ]
    assert (
        values.earlier
        == "The newest 90 of 290 entries stand here; the years above lead to the rest."
    )
    assert [year.count for year in values.years] == [200, 60, 30]
    assert MOST_ENTRIES >= 90


def test_home_shows_the_newest_of_a_year_too_long_for_it() -> None:
    """What is undated is not the newest."""
    undated = tuple(
        Event(id=f"x{n}", kind="event", title=f"Event {n}", date=None) for n in range(400)
    )
    events = (*make_many(200, "2001"), *make_many(MOST_ENTRIES + 9, "2002"), *undated[:20])
    values = plan_pages(Chronicle(settings=Settings(), events=events))["index.html"].values
    shown = [item.entry.id for p in values.periods for g in p.groups for item in g.items]
    assert shown == [event.id for event in events[209:-20]]
    only = Chronicle(settings=Settings(), events=undated)
    assert sum(p.count for p in plan_site(only, assets={})[0].values.periods) == MOST_ENTRIES


def test_home_of_a_long_time_lists_its_newest_years() -> None:
    """The timeline page lists them all."""
    events = tuple(event for year in range(1900, 2000) for event in make_many(1, str(year)))
    pages = plan_pages(Chronicle(settings=Settings(), events=events))
    home, timeline = pages["index.html"].values, pages["timeline/index.html"].values
    assert (home.years[0].text, len(home.years), home.all_years) == ("1988", 12, False)
    assert [line.link.text for line in timeline.index] == [str(y) for y in range(1900, 2000)]


def test_timeline_page_holds_a_short_chronicle_whole() -> None:
    """A longer one is told by its periods, and the months of those that are split."""
    short = plan_pages(SAMPLE)["timeline/index.html"].values
    assert sum(period.count for period in short.periods) == len(SAMPLE.events)
    events = (*make_many(LONG_YEAR, "2001-02"), *make_many(1, "2001-04-03"), *make_many(2, "2002"))
    pages = plan_pages(Chronicle(settings=Settings(), events=events))
    long = pages["timeline/index.html"].values
    assert long.periods == ()
    assert long.columns in pages
    assert [
        (line.link.text, line.link.count, [(m.path, m.count) for m in line.months])
        for line in long.index
    ] == [
        (
            "2001",
            LONG_YEAR + 1,
            [("timeline/2001/02/index.html", LONG_YEAR), ("timeline/2001/04/index.html", 1)],
        ),
        ("2002", 2, []),
    ]


def test_long_year_is_split_by_month() -> None:
    """Its own page keeps what names no month, and leads to the months."""
    events = (*make_many(5, "2001"), *make_many(LONG_YEAR, "2001-02"), *make_many(1, "2001-04-03"))
    pages = plan_pages(Chronicle(settings=Settings(), events=events))
    year = pages["timeline/2001/index.html"].values
    assert [(m.text, m.count) for m in year.months] == [
        ("February 2001", LONG_YEAR),
        ("April 2001", 1),
    ]
    assert [period.count for period in year.periods] == [5]
    april = pages["timeline/2001/04/index.html"].values
    assert (april.title, april.before.text, april.after) == ("April 2001", "February 2001", None)


def test_pages_of_long_entries_hold_fewer() -> None:
    """A year is split by month, and a month into parts, where its entries are few but long."""
    events = tuple(
        replace(event, title=f"{event.title} {'and more ' * 170}")
        for event in (*make_many(200, "2001-02"), *make_many(1, "2001-04"))
    )
    pages = plan_pages(Chronicle(settings=Settings(), events=events))
    paths = sorted(path for path in pages if path.startswith("timeline/2001/"))
    assert [(path, sum(p.count for p in pages[path].values.periods)) for path in paths] == [
        ("timeline/2001/02/index.html", 100),
        ("timeline/2001/02/page/2/index.html", 100),
        ("timeline/2001/04/index.html", 1),
        ("timeline/2001/index.html", 0),
    ]


def test_event_says_where_its_sources_differ() -> None:
    """Every value with who gives it, the chosen one first, and why it was chosen."""
    values = plan_pages(SAMPLE)["events/quandrel-steps-down/index.html"].values
    assert isinstance(values, EventPage)
    assert values.support == "The sources do not agree on this."
    dates, telling, _ = values.differences
    assert (dates.label, dates.open, dates.rule) == (
        "Date",
        True,
        "The first is shown: more publishers give it.",
    )
    assert [
        (v.text, [voice.source.text for voice in v.voices], v.corrected) for v in dates.variants
    ] == [
        (
            "25 March 2024",
            ["Farrowdale Gazette, “Quandrel leaves the orrery makers”"],
            False,
        ),
        ("22 March 2024", ["The Harbour Post, “Director of Orrery Works steps down”"], True),
        ("March 2024", [], False),
    ]
    assert [v.others for v in dates.variants] == [(), (), ()]
    assert [v.text for v in telling.variants] == ["stated as fact", "alleged"]
    assert values.attribution == "people close to the board"
    assert [(fact.label, fact.text) for fact in values.reading] == [
        ("Read by", "rules"),
        ("Confidence", "low"),
        ("Written by hand", "date, text"),
        ("Reviewed by a person", "yes"),
        ("First reported", "26 March 2024"),
        ("Added to this site", "2 April 2024"),
    ]
    assert [
        (voice.when and voice.when.text, voice.quote) for voice in dates.variants[0].voices
    ] == [("28 March 2024", "On 25 March 2024 Ilse Quandrel resigned from Orrery Works")]


def test_money_without_currency_says_so() -> None:
    """No sign is invented."""
    values = plan_pages(SAMPLE)["organizations/orrery-works/index.html"].values
    assert isinstance(values, ProfilePage)
    assert [(f.phrase, f.measure, f.note) for f in values.figures] == [
        ("8 million a month", "expenditure", "currency not stated in the source"),
        ("4 billion", "valuation", "currency not stated in the source"),
    ]


def test_roles_are_worded_from_the_pages_side() -> None:
    """On the firm's page who held the post, on the person's page which post where."""
    pages = plan_pages(SAMPLE)
    firm, person = (
        pages[f"{path}/index.html"].values
        for path in ("organizations/orrery-works", "people/ilse-quandrel")
    )
    assert [(r.person.text, r.organization, r.role, r.span) for r in firm.roles] == [
        ("Ilse Quandrel", None, "director", "from about 2013 to 25 March 2024"),
        ("Tam Ottershaw", None, "interim co-director", "begin reported 26 March 2024"),
        ("Bo Linnet-Vray", None, "interim co-director", "begin reported 26 March 2024"),
    ]
    assert [(r.person, r.organization.text) for r in person.roles] == [(None, "Orrery Works")]


def test_relation_reads_from_both_sides() -> None:
    """Maker of the one, made by the other."""
    pages = plan_pages(SAMPLE)
    firm, product = (
        pages[f"{path}/index.html"].values.relations
        for path in ("organizations/orrery-works", "products/pocket-orrery")
    )
    assert [(g.predicate, r.other.text) for g in (*firm, *product) for r in g.related] == [
        ("Maker of", "Pocket Orrery"),
        ("Made by", "Orrery Works"),
    ]


def test_source_page_reports_what_was_left_out() -> None:
    """Equal lines are counted, with the reason; front matter is told as facts."""
    sources = tuple(
        replace(source, dropped=(Dropped(0, 9, "front matter"), *source.dropped))
        for source in SAMPLE.sources
    )
    values = plan_pages(replace(SAMPLE, sources=sources))["sources/harbour-post/index.html"].values
    assert isinstance(values, SourcePage)
    assert values.dropped == ("2 lines that read “Advertisment” (an advertisement line)",)
    assert values.made == ""
    notes = {note.number: note for block in values.blocks for note in block.notes}
    assert [link.text for link in notes[3].events] == [
        "A round at a 4 billion valuation falls short",
        "Spending reaches 8 million a month",
    ]


def test_plan_is_the_same_every_time() -> None:
    """Equal values from equal input."""
    assert plan_site(SAMPLE, assets={}) == plan_site(SAMPLE, assets={})


def test_story_is_a_thread_in_order_of_time() -> None:
    """What hangs together with an event, and what stands before and after in the stories of those who take
    part, each once, with why; before and after in the whole chronicle stand apart."""
    values = plan_pages(SAMPLE)["events/quandrel-steps-down/index.html"].values
    assert [(near.link.text, near.label, near.earlier) for near in values.stories] == [
        ("The Company of Orrery Makers founds the works", "Earlier in the story", True),
        ("The tide clock runs", "Part of", True),
        ("The town owns the lighthouse", "Denied", True),
        ("The Pocket Orrery goes on sale", "Earlier, Orrery Works", True),
        (
            "Tam Ottershaw and Bo Linnet-Vray become interim co-directors",
            "Later, Orrery Works",
            False,
        ),
    ]
    assert [(near.label, near.link.text) for near in values.neighbours] == [
        ("Earlier", "The Pocket Orrery goes on sale"),
        ("Later", "Tam Ottershaw and Bo Linnet-Vray become interim co-directors"),
    ]


def test_key_moments_are_of_different_days() -> None:
    """The weightiest of each date come first; others fill up where there are too few dates."""
    events = (
        *(replace(e, weight=0.9 - n / 100) for n, e in enumerate(make_many(6, "2001-05-02"))),
        *(replace(make_many(1, f"200{n}")[0], weight=0.1) for n in range(2, 6)),
    )
    values = plan_pages(Chronicle(settings=Settings(), events=events))["index.html"].values
    assert [moment.id for moment in values.key_moments] == [
        "2001-05-02-00000",
        *(f"200{n}-00000" for n in range(2, 6)),
    ]
    assert values.moments_note.startswith("Chosen by weight: ")
    few = Chronicle(settings=Settings(), events=events[:7] + make_many(3, "2002-01-01"))
    values = plan_pages(few)["index.html"].values
    assert [moment.id for moment in values.key_moments] == [
        "2001-05-02-00000",
        "2001-05-02-00001",
        "2001-05-02-00002",
        "2002-00000",
        "2002-01-01-00000",
    ]


def test_bounds_are_said_in_numbers() -> None:
    """What a phrase leaves to the reader is told beside it; one with its own numbers needs no more."""
    figures = [
        FigureClaim(phrase="more than a dozen", low=Decimal(13)),
        FigureClaim(phrase="up to 2.5 million", high=Decimal(2_500_000)),
        FigureClaim(phrase="14 to 20", low=Decimal(14), high=Decimal(20)),
        FigureClaim(phrase="fifteen", value=Decimal(15)),
    ]
    event = replace(EVENTS[0], figures=tuple(figures))
    values = plan_pages(replace(SAMPLE, events=(event,)))[f"events/{event.id}/index.html"].values
    assert [figure.bounds for figure in values.figures] == [
        "13 or more",
        "2,500,000 at most",
        "",
        "",
    ]


def test_nothing_is_earlier_or_later_than_what_has_no_date() -> None:
    """The undated stand last, in no order of time: neither among all nor in a story do they follow anything."""
    works = Participant("The Works", "agent", "works")
    dates = {"one": Date("2031"), "two": Date("2032"), "three": None, "four": None}
    events = tuple(make_event(n, n, date, participants=(works,)) for n, date in dates.items())
    profile = replace(make_profile("works", "organization", "The Works"), events=tuple(dates))
    around = Surroundings(Chronicle(settings=Settings(), events=events, profiles=(profile,)))
    looks = [around.look(event)[1:] for event in events]
    assert [[[near.event for near in nears] for nears in look] for look in looks] == [
        [["two"], ["two"]],
        [["one"], ["one"]],
        [[], []],
        [[], []],
    ]


def test_long_profile_has_a_row_of_its_years() -> None:
    """From sixty entries on; a short timeline needs none."""
    events = tuple(replace(e, id=f"{e.id}-{n}") for n in range(4) for e in make_many(20, f"200{n}"))
    profile = make_profile("works", "organization", "The Works")
    long = replace(profile, events=tuple(e.id for e in events))
    chronicle = Chronicle(settings=Settings(), events=events, profiles=(long,))
    path = "organizations/works/index.html"
    years = plan_pages(chronicle)[path].values.years
    assert [(y.text, y.path, y.count) for y in years] == [
        (f"200{n}", f"{path}#y200{n}", 20) for n in range(4)
    ]
    short = replace(long, events=long.events[:59])
    assert plan_pages(replace(chronicle, profiles=(short,)))[path].values.years == ()


@pytest.mark.parametrize(
    "chronicle", [SAMPLE, BARE, UNFIT], ids=["sample", "without pages of events", "unfit ids"]
)
def test_task_is_found_by_each_of_its_files(chronicle: Chronicle) -> None:
    """Who asks for one file gets the task that makes it, as it is among all; who asks for none that is made gets
    none."""
    lookup, tasks = plan_tasks(chronicle, assets={})
    chapters = plan_chapters(lookup, lambda: Surroundings(chronicle))
    for task in tasks:
        for page in task.make(lookup):
            if isinstance(page, Page):
                found = find_task(chapters, page.path)
                assert found is not None
                assert found._replace(given=found.list_given()) == task._replace(
                    given=task.list_given()
                )
    for path in ("", "events/nobody/index.html", "events/", "people/x/feed.json", "a.css"):
        assert find_task(chapters, path) is None


def test_every_page_can_be_published() -> None:
    """No page of the sample, which has years before Christ and beyond 9999, has a name that no site can hold."""
    far = make_event("far", "Far", Date("Y-170000002"))
    chronicle = replace(SAMPLE, events=(far, *SAMPLE.events))
    paths = [page.path for page in plan_site(chronicle, assets={})]
    assert {path: reason for path in paths if (reason := explain_path(path))} == {}
    assert {"timeline/y-0043/index.html", "timeline/y-170000002/index.html"} <= {*paths}


@pytest.mark.parametrize(
    ("chronicle", "told"),
    [(UNFIT, event_path(LONG_ID)), (UNFIT_BARE, f"timeline/2031/index.html#e-{LONG_ID}")],
    ids=["on a page", "on that of its year"],
)
def test_former_address_leads_to_a_page(chronicle: Chronicle, told: str) -> None:
    """Also where neither id is one that a file can be called by."""
    pages = plan_pages(chronicle)
    assert pages[event_path(FORMER_ID)].values.target == f"../../{told}"
    assert told.partition("#")[0] in pages
