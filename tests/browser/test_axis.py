"""The axis view of the timeline in a real Chromium, on a page with nothing else."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import pytest
from axis_page import Told, write_axis_page
from visits import find_violations, open_page, wait_for

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

PROFILES = (
    ("ada", "Ada", "people"),
    ("bo", "Bo", "people"),
    ("cy", "Cy", "people"),
    ("mill", "The Mill", "organizations"),
)


def count_days(year: int, month: int = 1, day: int = 1) -> int:
    """Days since 1970-01-01."""
    return (date(year, month, day) - date(1970, 1, 1)).days


# One of each shape; three on one day; two without a date.
EVENTS = (
    Told(title="Old bridge", shape="y", begin=-889_000, length=364, when="465 BC"),
    Told(title="Charter", shape="u", begin=count_days(1900), length=-2, when="by 1900", flags="1"),
    Told(title="Survey", shape="y", begin=count_days(1990), length=364, who=(0,), flags="1"),
    Told(title="Mill opens", shape="d", begin=count_days(1991, 5, 3), who=(0, 3)),
    Told(title="Mill shut", shape="d", begin=count_days(1994, 2, 1), status="d", who=(0, 1)),
    Told(title="Fair", shape="m", begin=count_days(1996, 4), length=29, status="p", who=(1,)),
    Told(title="Season", shape="q", begin=count_days(1998, 7), length=91, flags="2"),
    Told(title="Lease", shape="f", begin=count_days(2000), length=-1, status="l", who=(2,)),
    Told(title="Works", shape="s", begin=count_days(2001, 3, 1), length=900, who=(3,)),
    Told(title="Hearing", shape="d", begin=count_days(2009, 6, 2), flags="6", who=(0,)),
    *(Told(title=f"Vote {n}", shape="d", begin=count_days(2012, 9, 9)) for n in range(20)),
    Told(title="Ruling", shape="d", begin=count_days(2014, 1, 8), when="8 January 2014"),
    Told(title="Rumour", shape="n"),
    Told(title="Saying", shape="n"),
)
DATED = len(EVENTS) - 2


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page with these events, and a page for one of them."""
    page = write_axis_page(tmp_path_factory.mktemp("axis"), EVENTS, PROFILES)
    event = page.parent.parent / "events" / "e30" / "index.html"
    event.parent.mkdir(parents=True)
    event.write_text("<!doctype html><title>Ruling</title>", encoding="utf-8")
    return page


@contextmanager
def open_axis(browser: Browser, path: Path, query: str = "?axis", **options: Any) -> Iterator[Page]:
    """The page from its folder, its marks in place; nothing may be said on the console."""
    options = {"reduced_motion": "reduce", **options}
    with open_page(browser, path.as_uri() + query, **options) as (page, said, _):
        if "axis" in query:
            page.locator("[data-axis-marks] li").first.wait_for(state="attached")
        yield page
    assert said == []


def wait_for_view(page: Page, view: str) -> None:
    """Until the address says so; it is written when a movement has come to rest."""
    page.wait_for_url(re.compile(rf"[?&]view={re.escape(view)}(&|$)"))


def list_stops(page: Page) -> list[str]:
    """What can be reached by Tab on the axis, in order, as a screen reader names it."""
    found: list[str] = page.locator("[data-axis-marks] :is(a, button)").evaluate_all(
        "stops => stops.map((stop) => stop.ariaLabel)"
    )
    return found


def test_button_opens_and_closes_it(browser: Browser, path: Path) -> None:
    """Scripts show the button; it opens the axis, the address says so, and going back closes it."""
    with open_axis(browser, path, "") as page:
        assert not page.locator("[data-axis]").is_visible()
        page.get_by_role("button", name="Axis").click()
        page.locator("[data-axis-marks] li").first.wait_for(state="attached")
        assert page.url.endswith("?axis")
        assert page.locator("[data-axis-live]").inner_text() == f"465 BC to 2014: {DATED} entries"
        page.go_back()
        page.locator("[data-axis]").wait_for(state="hidden")
        page.go_forward()
        page.locator("[data-axis]").wait_for()
        page.get_by_role("button", name="Close").click()
        assert not page.locator("[data-axis]").is_visible()
        assert page.url == path.as_uri()
        assert page.evaluate("document.activeElement.hasAttribute('data-axis-open')")


def test_nothing_is_shown_without_scripts(browser: Browser, path: Path) -> None:
    """Without scripts there is no dead button and no empty axis."""
    with open_page(browser, path.as_uri() + "?axis", scripts=False) as (page, _, _asked):
        assert not page.locator("[data-axis]").is_visible()
        assert not page.locator("[data-axis-open]").is_visible()


def test_axis_works_from_a_folder_and_a_sub_path_of_the_screen(
    browser: Browser, path: Path
) -> None:
    """At 320 pixels nothing sticks out."""
    with open_axis(
        browser, path, "?axis&lanes=people", viewport={"width": 320, "height": 700}
    ) as page:
        assert page.evaluate("document.documentElement.scrollWidth") == 320


# Marks of a lane on the axis: how often each event stands in it, and whether two in a row overlap.
PLACED = """([scale, by]) => {
  const { axis, selection } = self.sourceline;
  let columns;
  self.sourceline.read((table) => columns = table);
  const times = axis.readTimes(columns);
  const step = axis.stepBelow(scale);
  return axis.place(times, axis.chooseLanes(times, selection, by, 2, "Others"), step, 3).lanes.map((lane) => {
    const ends = [];
    let overlaps = 0;
    for (const item of lane.items) {
      const from = axis.startOf(item, step);
      if (from < ends[item.row] - 0.001) overlaps++;
      ends[item.row] = from + axis.lengthOf(item, step);
    }
    return [lane.name, lane.items.flatMap((item) => [...item.members]).sort((a, b) => a - b), overlaps];
  });
}"""


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page with 700 events of all shapes, in two blocks, some of them far away."""
    lengths = {"d": 0, "m": 29, "y": 364, "s": 2000, "f": -1, "u": -2}
    told = [
        Told(
            title=f"Event {n}",
            shape=(shape := "dddmysfud"[n % 9]),
            begin=-3_000_000 if n < 3 else 40 * n * n % 15_000,
            length=lengths[shape],
            who=tuple(sorted({n % 7 % 4, 3}))[: n % 3],
        )
        for n in range(700)
    ]
    return write_axis_page(
        tmp_path_factory.mktemp("crowd"), sorted(told, key=lambda each: each.begin), PROFILES
    )


@pytest.mark.parametrize("by", ["", "people", "organizations", "kind"])
def test_every_event_stands_on_it(browser: Browser, crowd: Path, by: str) -> None:
    """At every scale each event is in one mark or cluster of each of its lanes, and none lies over another."""
    with open_axis(browser, crowd, "") as page:
        page.evaluate(
            "() => new Promise((done) => self.sourceline.load('data/columns.js', () => done()))"
        )
        for scale in (0.0003, 0.01, 0.1, 0.7, 5, 60, 300):
            lanes = page.evaluate(PLACED, [scale, by])
            assert sorted({n for _, members, _ in lanes for n in members}) == list(range(700))
            assert [len(members) for _, members, _ in lanes] == [
                len(set(members)) for _, members, _ in lanes
            ]
            assert [overlaps for _, _, overlaps in lanes] == [0] * len(lanes)


def test_lanes_are_the_most_frequent_and_the_rest(browser: Browser, path: Path) -> None:
    """An event stands in each of its lanes; what is in none is in the last."""
    with open_axis(browser, path, "?axis&lanes=people") as page:
        assert page.evaluate(PLACED, [1, "people"]) == [
            ["Ada", [2, 3, 4, 9], 0],
            ["Bo", [4, 5], 0],
            ["Others", [n for n in range(DATED) if n not in (2, 3, 4, 5, 9)], 0],
        ]
        names = page.locator(".axis-lane p").all_inner_texts()
        assert names == ["Ada", "Bo", "Cy", "Others"]
        assert page.locator("[data-axis-lanes]").input_value() == "people"
        page.locator("[data-axis-lanes]").select_option("organizations")
        page.wait_for_url(re.compile("lanes=organizations"))
        assert page.locator(".axis-lane p").all_inner_texts() == ["The Mill", "Others"]
        page.go_back()
        wait_for(page, "() => document.querySelectorAll('.axis-lane').length === 4")


def test_selection_is_what_it_shows(browser: Browser, path: Path) -> None:
    """It follows the filters: the sum of marks and of what clusters count is the selection."""
    with open_axis(browser, path) as page:
        page.evaluate(
            """() => {
              const shown = new Uint8Array(self.sourceline.columns.count);
              for (const n of [2, 3, 9, 31]) shown[n] = 1;
              self.sourceline.selection = shown;
              document.dispatchEvent(new CustomEvent("sourceline:selection"));
            }"""
        )
        live = page.locator("[data-axis-live]")
        live.filter(has_text=": 3 entries").wait_for()
        assert page.evaluate(PLACED, [1, ""]) == [["", [2, 3, 9], 0]]
        undated = page.locator("[data-axis-undated]")
        assert undated.inner_text() == "1 undated entry stands in the list"


def test_undated_lead_to_the_list(browser: Browser, path: Path) -> None:
    """What has no date is counted beside the axis, with a way to where it stands."""
    with open_axis(browser, path) as page:
        page.locator("[data-axis-lanes]").select_option("people")
        page.get_by_role("link", name="2 undated entries stand in the list").click()
        assert page.url.endswith("?axis&lanes=people#yundated")


def test_keys_move_the_view(browser: Browser, path: Path) -> None:
    """Arrows pan, + and − zoom, Home and End lead to the ends."""
    with open_axis(browser, path, "?axis&view=2000-01-01..2000-04-09") as page:
        page.locator("[data-axis-plot]").focus()
        for key, view in (
            ("ArrowRight", "2000-01-21..2000-04-29"),
            ("ArrowLeft", "2000-01-01..2000-04-09"),
            ("+", "2000-01-26..2000-03-15"),
            ("-", "2000-01-01..2000-04-09"),
            ("End", "2013-10-06..2014-01-13"),
        ):
            page.keyboard.press(key)
            wait_for_view(page, view)
        page.keyboard.press("Home")
        page.wait_for_url(re.compile("view=-0465"))


def test_tab_goes_through_what_is_in_view(browser: Browser, path: Path) -> None:
    """After the axis each mark and cluster in order of time, with a ring, then on; Enter opens."""
    with open_axis(browser, path, "?axis&view=2009..2014") as page:
        names = ["Hearing, then", "20 entries, 9 September 2012", "Ruling, 8 January 2014"]
        page.locator("[data-axis-marks] a").nth(1).wait_for(state="attached")
        assert list_stops(page) == names
        page.locator("[data-axis-plot]").focus()
        for name in names:
            page.keyboard.press("Tab")
            assert page.evaluate("document.activeElement.ariaLabel") == name
            assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
        assert "8 January 2014" in page.locator("[data-axis-card]").inner_text()
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.textContent").startswith("2 undated")
        page.keyboard.press("Shift+Tab")
        page.keyboard.press("Enter")
        page.wait_for_url("**/events/e30/index.html")


def test_cluster_of_one_day_is_listed(browser: Browser, path: Path) -> None:
    """Enter lists its members in a card, each a link; Escape leads back."""
    with open_axis(browser, path, "?axis&view=2012..2014") as page:
        page.get_by_role("button", name="20 entries, 9 September 2012").focus()
        page.keyboard.press("Enter")
        card = page.locator("[data-axis-card]")
        card.locator("li").first.wait_for()
        assert card.locator("li a").all_inner_texts() == [f"Vote {n}" for n in range(20)]
        assert page.evaluate("document.activeElement.textContent") == "Vote 0"
        page.keyboard.press("Escape")
        assert card.locator("li").count() == 0
        assert page.evaluate("document.activeElement.ariaLabel") == "20 entries, 9 September 2012"


def test_cluster_of_several_days_opens_by_zooming(browser: Browser, path: Path) -> None:
    """The whole of time shows one cluster of the newer events; opening it shows them."""
    with open_axis(browser, path) as page:
        page.get_by_role("button", name=re.compile("^29 entries, 1990")).click()
        page.wait_for_url(re.compile("view=1987-"))
        page.get_by_role("link", name="Survey, then").wait_for(state="attached")
        assert page.evaluate("document.activeElement.hasAttribute('data-axis-plot')")


def test_wheel_scrolls_the_page_until_the_axis_has_the_focus(browser: Browser, path: Path) -> None:
    """A plain wheel is the page's; with Ctrl, or when the axis has the focus, it zooms about the pointer."""
    with open_axis(browser, path, "?axis&view=2000..2010") as page:
        box = page.locator("[data-axis-plot]").bounding_box()
        assert box is not None
        page.mouse.move(box["x"] + 1, box["y"] + 40)
        page.mouse.wheel(0, 60)
        wait_for(page, "() => scrollY === 60")
        assert page.url.endswith("view=2000..2010")
        page.keyboard.down("Control")
        page.mouse.wheel(0, -120)
        page.keyboard.up("Control")
        page.wait_for_url(re.compile(r"view=2000-01-0\d\.\.200[78]-"))
        zoomed = page.url
        page.locator("[data-axis-plot]").focus()
        page.mouse.wheel(0, -120)
        page.wait_for_url(lambda url: url != zoomed)
        assert page.evaluate("scrollY") == 60


def test_drag_pans_and_opens_nothing(browser: Browser, path: Path) -> None:
    """A drag that begins on a mark moves time with the pointer, and is no click."""
    with open_axis(browser, path, "?axis&view=2009..2014") as page:
        link = page.get_by_role("link", name="Ruling, 8 January 2014")
        link.wait_for(state="attached")
        box = link.bounding_box()
        assert box is not None
        x, y = box["x"] + 12, box["y"] + 12
        page.mouse.move(x, y)
        page.mouse.down()
        page.mouse.move(x - 100, y, steps=4)
        page.mouse.move(x - 200, y, steps=4)
        page.mouse.up()
        wait_for(
            page,
            "([link, x]) => Math.abs(link.getBoundingClientRect().x - x) < 3",
            arg=[link.element_handle(), box["x"] - 200],
        )
        page.wait_for_url(re.compile(r"timeline/index.html\?axis&view=2010-0\d-\d\d\.\.2016"))


def test_fingers_pan_pinch_and_scroll(browser: Browser, path: Path) -> None:
    """One finger sideways pans, two apart zoom in, one upwards scrolls the page."""
    phone = {"viewport": {"width": 390, "height": 700}, "has_touch": True, "is_mobile": True}
    with open_axis(browser, path, "?axis&view=2000..2010", **phone) as page:
        page.locator("[data-axis-plot]").scroll_into_view_if_needed()
        session = page.context.new_cdp_session(page)
        box = page.locator("[data-axis-plot]").bounding_box()
        assert box is not None
        y = box["y"] + 40

        def swipe(*steps: Sequence[tuple[float, float]]) -> None:
            for n, points in enumerate((*steps, [])):
                kind = "touchStart" if n == 0 else "touchMove" if points else "touchEnd"
                places = [{"x": x, "y": y, "id": n} for n, (x, y) in enumerate(points)]
                session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": places})

        swipe(*([(x, y)] for x in range(300, 180, -10)))
        page.wait_for_url(re.compile(r"view=200[23]-.*\.\.201[34]-"))
        swipe(*([(150 - x, y), (200 + x, y)] for x in range(0, 60, 6)))

        def is_close(url: str) -> bool:
            begin, end = re.findall(r"(\d{4})-", url)
            return int(end) - int(begin) < 6

        page.wait_for_url(is_close)
        before = page.evaluate("scrollY")
        swipe(*([(200, y - up)] for up in range(0, 120, 10)))
        wait_for(page, f"() => scrollY > {before}")


def test_right_to_left_page_is_mirrored(browser: Browser, tmp_path: Path) -> None:
    """Time runs from right to left, and the left arrow leads to what is later."""
    path = write_axis_page(tmp_path, EVENTS, PROFILES, language="ar")
    with open_axis(browser, path, "?axis&view=2009-01-01..2014-12-31") as page:
        page.locator("[data-axis-marks] a").nth(1).wait_for(state="attached")
        lefts = page.locator("[data-axis-marks] li").evaluate_all(
            "items => items.map((item) => item.getBoundingClientRect().left)"
        )
        assert lefts == sorted(lefts, reverse=True)
        page.locator("[data-axis-plot]").focus()
        page.keyboard.press("ArrowLeft")
        page.wait_for_url(re.compile(r"view=2010-\d\d-\d\d\.\.2016-"))


def read_colours(page: Page) -> list[list[int]]:
    """The drawn baseline, and the middle of the bar of "Works"."""
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")
    found: list[list[int]] = page.evaluate(
        """() => {
          const canvas = document.querySelector("[data-axis-canvas]");
          const box = canvas.getBoundingClientRect();
          const work = document.querySelector('[aria-label^="Works"]').getBoundingClientRect();
          const ratio = canvas.width / box.width;
          const at = (x, y) => {
            const eye = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
            eye.drawImage(canvas, -Math.floor(x * ratio), -Math.floor(y * ratio));
            return [...eye.getImageData(0, 0, 1, 1).data].slice(0, 3);
          };
          return [at(3, box.height - 44), at(work.left + work.width / 2 - box.left, work.top + 20 - box.top)];
        }"""
    )
    return found


def wait_for_colour(page: Page, colour: list[int]) -> list[int]:
    """The bar's colour once it is this one, or after a while any: a page hears of another theme a moment later."""
    deadline = time.monotonic() + 10
    while (found := read_colours(page)[1]) != colour and time.monotonic() < deadline:
        page.wait_for_timeout(20)
    return found


def test_colours_follow_the_theme(browser: Browser, path: Path) -> None:
    """Drawn colours are those of the style sheet, in light, dark and after the switch."""
    light, dark = [143, 42, 22], [240, 152, 123]
    with open_axis(browser, path, "?axis&view=2000..2004", device_scale_factor=2) as page:
        page.locator('[aria-label^="Works"]').wait_for(state="attached")
        assert wait_for_colour(page, light) == light
        page.evaluate("document.documentElement.dataset.theme = 'dark'")
        assert read_colours(page) == [[133, 124, 110], dark]
        page.evaluate("document.documentElement.dataset.theme = 'light'")
        assert read_colours(page)[1] == light
        page.emulate_media(color_scheme="dark")
        assert read_colours(page)[1] == light
        page.evaluate("delete document.documentElement.dataset.theme")
        assert wait_for_colour(page, dark) == dark
        page.emulate_media(forced_colors="active")
        page.evaluate("document.body.style.color = 'CanvasText'")
        text = page.evaluate("getComputedStyle(document.body).color")
        forced = [int(part) for part in re.findall(r"\d+", text)]
        assert wait_for_colour(page, forced) == forced


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(browser: Browser, path: Path, scheme: Literal["light", "dark"]) -> None:
    """axe-core has no finding on the open axis, with lanes, and with a list open."""
    query = "?axis&view=2009..2014&lanes=people"
    with open_axis(browser, path, query, scheme=scheme) as page:
        page.get_by_role("button", name="20 entries").click()
        page.locator("[data-axis-card] li").first.wait_for()
        # The styles cannot be fetched again from a file.
        assert find_violations(page, "main", preload=False) == []
