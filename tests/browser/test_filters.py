"""The timeline page in a real Chromium: filters, the list they draw, the ribbon's handles."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

import pytest
from pages import write_site
from sample import SAMPLE
from serving import serve_folder
from visits import find_violations, open_page, wait_for

from sourceline.edtf import Edtf, parse
from sourceline.edtf.bounds import day_number
from sourceline.model import Chronicle, Date, Event, Participant, Profile, ProfileKind, Status
from sourceline.site.entries import add_entries
from sourceline.site.lookup import make_lookup
from sourceline.site.overview import MOST_ENTRIES
from sourceline.site.timeline import arrange_timeline, date_events

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

PAGE = "timeline/index.html"
ALL = "status=asserted&status=planned&status=denied&status=alleged"
EVENTS = 420
KINDS: tuple[tuple[ProfileKind, str, int], ...] = (
    ("person", "Keeper", 23),
    ("organization", "Guild", 7),
    ("place", "Quay", 5),
    ("topic", "Craft", 3),
)


def make_date(n: int) -> Date | None:
    """A date of every precision, in the order of time."""
    year, month, day = 1890 + n // 4, 1 + 3 * (n % 4), 1 + n % 28
    forms = (
        f"{year}-{month:02d}-{day:02d}",
        f"{year}-{month:02d}",
        f"{year}-{month:02d}-{day:02d}~",
        f"{year}-{month:02d}/{year + 3}-02",
        f"{year}-{month:02d}-{day:02d}/..",
        f"../{year}-{month:02d}",
        f"{year}-{32 + (month + 2) // 3}",
    )
    if n >= EVENTS - 3:
        return None
    # Nothing is told of the twenties.
    shift = 40 if year >= 1920 else 0
    form = re.sub(r"\d{4}", lambda found: str(int(found.group()) + shift), forms[n % len(forms)])
    return Date(form, "published" if n % 21 == 0 else "stated")


def make_chronicle() -> Chronicle:
    """More events than the page lists, of a few people, guilds, quays and crafts."""
    status: tuple[Status, ...] = ("asserted", "asserted", "planned", "denied", "alleged")
    events = sorted(
        (
            Event(
                id=f"event-{n}",
                kind=("opening", "closing_down", "meeting")[n % 3],
                title=f"Keeper {n % 23} of Guild {n % 7} comes to Quay {n % 5}, {n}",
                date=make_date(n),
                status=status[n % len(status)],
                support="disputed" if n % 9 == 0 else "single-source",
                participants=(
                    Participant("A keeper", "agent", f"keeper-{n % 23}"),
                    Participant("A guild", "organization", f"guild-{n % 7}"),
                    Participant("A quay", "location", f"quay-{n % 5}"),
                ),
                topics=(f"craft-{n % 3}",) if n % 2 else (),
            )
            for n in range(EVENTS)
        ),
        key=lambda event: (event.date is None, _find_days(event) or (0, 0)),
    )
    profiles = tuple(
        Profile(id=f"{name.lower()}-{n}", kind=kind, name=f"{name} {n}")
        for kind, name, count in KINDS
        for n in range(count)
    )
    return Chronicle(settings=SAMPLE.settings, events=tuple(events), profiles=profiles)


def _find_days(event: Event) -> tuple[int, int] | None:
    """The first and the last day that are known of it."""
    value = parse(event.date.edtf) if event.date else None
    return _bound(value) if value else None


def _bound(value: Edtf) -> tuple[int, int]:
    first, last = value.earliest or value.latest, value.latest or value.earliest
    assert first is not None
    assert last is not None
    return day_number(first), day_number(last)


LONG = make_chronicle()


def fits(event: Event, query: Mapping[str, Sequence[str]]) -> bool:
    """Whether an event is what the address asks for."""
    who = {*(p.profile for p in event.participants), *event.topics}
    folders = ("people", "organizations", "places", "topics")
    one: dict[str, set[str | None]] = dict.fromkeys(folders, who)
    one |= {"kind": {event.kind}, "status": {event.status}, "support": {event.support}}
    days = _find_days(event)
    for key, values in query.items():
        if key == "from":
            if days is None or days[1] < _bound(parse(values[0]))[0]:
                return False
        elif key == "to":
            if days is None or days[0] > _bound(parse(values[0]))[1]:
                return False
        elif not one[key] & set(values):
            return False
    return True


def outline(events: Sequence[Event]) -> list[str]:
    """Headings, empty stretches and entries as the server would set them."""
    lookup = add_entries(make_lookup(replace(LONG, events=tuple(events)), {}))
    lines = []
    timeline = arrange_timeline(date_events(events), lookup.entries, lookup.weights, lookup.labels)
    for period in timeline:
        lines += [period.gap] * bool(period.gap) + [period.title]
        for group in period.groups:
            lines += [group.gap] * bool(group.gap) + [group.title] * bool(group.title)
            lines += [f"{item.entry.when.short}: {item.entry.title}" for item in group.items]
    return lines


READ_OUTLINE = """list => [...list.querySelectorAll(".gap, .year-title, .month-title, .entry")].map(
  node => node.matches(".entry")
    ? `${node.querySelector(".gutter time, .gutter .time").textContent}: ${node.querySelector(".entry-title a").textContent}`
    : node.textContent)"""


@pytest.fixture(scope="module")
def long_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The timeline of the longer chronicle on disk."""
    return write_site(tmp_path_factory.mktemp("long"), LONG, below=("index.html", "timeline/"))


@pytest.fixture(scope="module")
def long_address(long_folder: Path) -> Iterator[str]:
    """The same on a web server."""
    with serve_folder(long_folder) as root:
        yield root


def wait_for_list(page: Page) -> Locator:
    """The drawn list, once it is complete as far as it is asked for."""
    page.wait_for_selector("[data-filtered][aria-busy=false]")
    return page.locator("[data-list]")


def read_query(page: Page) -> dict[str, list[str]]:
    """What the address asks for."""
    return parse_qs(str(page.evaluate("location.search.slice(1)")))


def wait_for_count(page: Page, count: int) -> None:
    """Until so many entries are announced."""
    words = "1 entry" if count == 1 else f"{count} entries"
    page.get_by_role("status").get_by_text(words, exact=True).wait_for()


def open_panel(page: Page) -> None:
    """Shows the form and waits for its options."""
    page.locator("[data-filter-panel] > summary").click()
    page.wait_for_selector("[data-facet=kind] .option")


def tick(page: Page, facet: str, value: str) -> Locator:
    """The box of one value."""
    return page.locator(f'[data-facet="{facet}"] input[value="{value}"]')


@pytest.mark.parametrize(
    "query",
    [
        "people=keeper-3",
        "people=keeper-3&people=keeper-4&kind=opening&kind=meeting",
        "organizations=guild-2&places=quay-1&status=asserted",
        "topics=craft-1&support=disputed&from=1900",
        "from=1912&to=1965",
        "kind=closing_down&to=1905-06",
        "people=keeper-1&from=1899-12-31&to=1970-02-01",
        "status=denied&kind=nothing-of-the-kind",
        ALL,
    ],
)
def test_list_is_what_the_address_asks_for(browser: Browser, long_address: str, query: str) -> None:
    """Headings, empty stretches and entries stand as the server would set them, and are counted."""
    expected = [event for event in LONG.events if fits(event, parse_qs(query))]
    with open_page(browser, f"{long_address}{PAGE}?{query}") as (page, said, _):
        drawn = wait_for_list(page)
        while page.locator("[data-grow]").is_visible():
            page.locator("[data-grow]").click()
        assert outline(expected) == drawn.evaluate(READ_OUTLINE)
        wait_for_count(page, len(expected))
        assert page.locator("[data-nothing]").is_visible() == (not expected)
        assert said == []


def test_entry_looks_as_on_the_server(browser: Browser, address: str) -> None:
    """But for its quote and what only paper shows, a drawn entry is the server's, sign for sign."""
    read = """(entries, list) => entries.map(function (entry) {
      const copy = entry.cloneNode(true);
      copy.removeAttribute("id");
      copy.classList.remove("is-brief");
      copy.querySelectorAll(".entry-quote, .printed").forEach(part => part.remove());
      copy.querySelectorAll("[dir]").forEach(node => node.removeAttribute("dir"));
      return `${entry.closest(".year").querySelector(".year-title").textContent} ${copy.outerHTML.replace(/h[345]/g, "h").replace(/\\s+/g, " ").replace(/> </g, "><")}`;
    })"""
    with open_page(browser, f"{address}{PAGE}?{ALL}") as (page, _, _asked):
        wait_for_list(page)
        server = page.locator("[data-whole] .entry").evaluate_all(read)
        assert len(server) == len(SAMPLE.events)
        assert server == page.locator("[data-list] .entry").evaluate_all(read)


def test_same_date_is_known_whatever_else_is_told(browser: Browser, tmp_path: Path) -> None:
    """Two events with one reported date, seen by a person and disputed: the second has it, as on the server."""
    events = tuple(
        Event(
            id=f"event-{n}",
            kind="meeting",
            title=f"Meeting {n}",
            date=Date("1990-03-02", "published"),
            support="disputed",
            reviewed=True,
        )
        for n in range(2)
    )
    site = write_site(
        tmp_path, Chronicle(settings=SAMPLE.settings, events=events), below=("timeline/",)
    )
    read = "entries => entries.map(entry => entry.classList.contains('same-date'))"
    with open_page(browser, f"{(site / PAGE).as_uri()}?{ALL}") as (page, _, _asked):
        wait_for_list(page)
        assert page.locator("[data-whole] .entry").evaluate_all(read) == [False, True]
        assert page.locator("[data-list] .entry").evaluate_all(read) == [False, True]


def test_counts_follow_the_other_filters(browser: Browser, long_address: str) -> None:
    """Beside each value stands how many entries it would leave or add; what would leave none is off."""
    query = "organizations=guild-2&kind=opening"
    with open_page(browser, f"{long_address}{PAGE}?{query}") as (page, _, _asked):
        open_panel(page)
        for key, values in (
            ("organizations", [f"guild-{n}" for n in range(7)]),
            ("kind", ["opening", "closing_down", "meeting"]),
            ("status", ["asserted", "planned", "denied", "alleged"]),
            ("support", ["single-source", "corroborated", "disputed", "author"]),
        ):
            counts = [
                sum(fits(event, {**parse_qs(query), key: [value]}) for event in LONG.events)
                for value in values
            ]
            options = [tick(page, key, value) for value in values]
            shown = [
                option.locator("xpath=..").locator(".option-count").inner_text()
                for option in options
            ]
            assert [str(count) for count in counts] == shown
            assert [option.is_disabled() for option in options] == [not count for count in counts]


def test_filters_by_keyboard(browser: Browser, long_address: str) -> None:
    """Enter opens the form, typing narrows a long list, Space chooses; each choice is a step back."""
    with open_page(browser, long_address + PAGE) as (page, _, _asked):
        page.locator("[data-filter-panel] > summary").focus()
        page.keyboard.press("Enter")
        page.wait_for_selector("[data-facet=people] .option")
        page.keyboard.press("Tab")
        page.keyboard.type("keeper 17")
        page.keyboard.press("Tab")
        page.keyboard.press("Space")
        assert read_query(page) == {"people": ["keeper-17"]}
        expected = [event for event in LONG.events if fits(event, {"people": ["keeper-17"]})]
        assert outline(expected) == wait_for_list(page).evaluate(READ_OUTLINE)
        page.locator("[name=from]").focus()
        page.keyboard.type("1965")
        page.keyboard.press("Enter")
        assert read_query(page) == {"people": ["keeper-17"], "from": ["1965"]}
        page.go_back()
        wait_for_count(page, len(expected))
        assert read_query(page) == {"people": ["keeper-17"]}
        page.go_back()
        wait_for_count(page, EVENTS)
        assert read_query(page) == {}
        assert page.locator("[data-whole]").is_visible()
        page.go_forward()
        assert outline(expected) == wait_for_list(page).evaluate(READ_OUTLINE)


def test_chosen_values_can_be_taken_away(browser: Browser, long_address: str) -> None:
    """Each stands as a button that removes it; "Clear all" removes the rest, and the address follows."""
    with open_page(browser, long_address + PAGE) as (page, _, _asked):
        open_panel(page)
        tick(page, "organizations", "guild-1").check()
        tick(page, "organizations", "guild-2").check()
        tick(page, "kind", "opening").check()
        page.locator("[name=to]").fill("1960")
        page.locator("[name=to]").press("Tab")
        assert page.locator("[data-chips] button").all_inner_texts() == [
            "Guild 1", "Guild 2", "opening", "To 1960",
        ]  # fmt: skip
        page.get_by_role("button", name="Remove Guild 1").click()
        assert read_query(page) == {
            "organizations": ["guild-2"],
            "kind": ["opening"],
            "to": ["1960"],
        }
        assert not tick(page, "organizations", "guild-1").is_checked()
        assert page.evaluate("document.activeElement.textContent") == "Guild 2"
        page.get_by_role("button", name="Clear all").click()
        assert read_query(page) == {}
        assert page.locator("[data-chips] button").count() == 0
        wait_for_count(page, EVENTS)
        assert page.locator("[data-whole]").is_visible()


def test_what_is_no_date_narrows_nothing(browser: Browser, long_address: str) -> None:
    """The field says so, and how a date is written."""
    with open_page(browser, long_address + PAGE) as (page, _, _asked):
        open_panel(page)
        page.locator("[name=from]").fill("last Tuesday")
        page.locator("[name=from]").press("Tab")
        assert page.locator("[name=from]").get_attribute("aria-invalid") == "true"
        assert page.locator("#period-hint").inner_text().startswith("This is no year")
        wait_for_count(page, EVENTS)
        assert read_query(page) == {}


def test_ribbon_sets_the_period(browser: Browser, long_address: str) -> None:
    """Its handles by keyboard, and a stroke across its bars, set "from" and "to"; a bar is a link."""
    with open_page(browser, long_address + PAGE) as (page, _, _asked):
        low, high = page.get_by_role("slider", name="From"), page.get_by_role("slider", name="To")
        low.focus()
        page.keyboard.press("ArrowRight")
        wait_for(page, "location.search.includes('from=')")
        first = int(read_query(page)["from"][0])
        assert first > 1890
        assert low.get_attribute("aria-valuetext") == str(first)
        high.focus()
        page.keyboard.press("Home")
        assert int(high.input_value()) == int(low.input_value()) + 1
        wait_for(page, "location.search.includes('to=')")
        assert read_query(page).keys() == {"from", "to"}
        assert page.locator("[name=from]").input_value() == str(first)
        page.get_by_role("button", name="Clear all").click()
        assert (low.input_value(), high.input_value()) == ("0", high.get_attribute("max"))
        box = page.locator(".ribbon-field").bounding_box()
        assert box is not None
        page.mouse.move(box["x"] + box["width"] * 0.25, box["y"] + 20)
        page.mouse.down()
        page.mouse.move(box["x"] + box["width"] * 0.75, box["y"] + 20, steps=5)
        page.mouse.up()
        asked = read_query(page)
        expected = [event for event in LONG.events if fits(event, asked)]
        assert 0 < len(expected) < EVENTS
        wait_for_count(page, len(expected))
        page.go_back()
        wait_for_count(page, EVENTS)
        assert read_query(page) == {}


def test_bar_leads_to_its_period(browser: Browser, long_address: str) -> None:
    """From home, one click on a bar shows what it counts."""
    with open_page(browser, long_address) as (page, _, _asked):
        bar = page.locator(".ribbon-bars a").first
        name, counted = (bar.get_attribute("aria-label") or "").split(": ")
        bar.click()
        wait_for_count(page, int(counted))
        assert read_query(page)["from"] == [name]


def test_everything_is_reached_without_scripts(
    browser: Browser, long_folder: Path, address: str
) -> None:
    """No dead form; a long chronicle leads to all its periods, a short one stands there whole."""
    assert len(LONG.events) > MOST_ENTRIES
    with open_page(browser, (long_folder / PAGE).as_uri(), scripts=False) as (page, _, _asked):
        assert not page.locator("[data-filters]").is_visible()
        assert not page.locator("[data-brush]").is_visible()
        links = page.locator(".period-index > li > a")
        paths = links.evaluate_all("all => all.map(a => a.getAttribute('href'))")
    periods = [(long_folder / PAGE).parent / path for path in paths]
    told = [path.read_text(encoding="utf-8").count('<article class="entry') for path in periods]
    assert sum(told) == EVENTS
    with open_page(browser, address + PAGE, scripts=False) as (page, _, _asked):
        assert page.locator(".entry").count() == len(SAMPLE.events)


def test_filters_work_from_a_folder(browser: Browser, long_folder: Path) -> None:
    """Opened as a file, the address keeps what is chosen, and the data loads."""
    with open_page(browser, (long_folder / PAGE).as_uri()) as (page, said, _):
        open_panel(page)
        tick(page, "places", "quay-4").check()
        expected = [event for event in LONG.events if fits(event, {"places": ["quay-4"]})]
        assert outline(expected) == wait_for_list(page).evaluate(READ_OUTLINE)
        assert read_query(page) == {"places": ["quay-4"]}
        page.reload()
        assert outline(expected) == wait_for_list(page).evaluate(READ_OUTLINE)
        assert said == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_the_open_form(
    browser: Browser, long_address: str, scheme: str
) -> None:
    """Nor in the list it draws, in both schemes."""
    url = f"{long_address}{PAGE}?people=keeper-3&from=1891"
    with open_page(browser, url, scheme=scheme) as (page, _, _asked):  # type: ignore[arg-type] # light or dark
        open_panel(page)
        wait_for_list(page)
        assert find_violations(page) == []


@pytest.mark.parametrize("language", ["en", "ar"])
def test_open_form_fits_a_small_phone(
    browser: Browser, folder: Path, arabic: Path, language: str
) -> None:
    """At 320 pixels nothing sticks out, in either direction of writing."""
    url = ((arabic if language == "ar" else folder) / PAGE).as_uri()
    with open_page(browser, f"{url}?{ALL}&from=1400", width=320) as (page, _, _asked):
        wait_for_list(page)
        open_panel(page)
        assert page.evaluate("document.documentElement.scrollWidth") == 320
        gutter, mark = (
            page.locator(f"[data-list] .{n}").first.bounding_box() for n in ("gutter", "mark")
        )
        assert gutter is not None
        assert mark is not None
        assert (gutter["x"] + gutter["width"] <= mark["x"]) == (language == "ar")
