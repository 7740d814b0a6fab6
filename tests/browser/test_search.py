"""Search in a real Chromium: what is found, how it is shown, and how one moves through it."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pages import write_site
from sample import SAMPLE
from visits import find_violations, open_page, wait_for

from sourceline.model import Chronicle, Event, Settings
from sourceline.site.entries import add_entries
from sourceline.site.lookup import make_lookup
from sourceline.site.search.documents import list_documents
from sourceline.site.search.folding import list_runs

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

PATH = "search/index.html"
OPEN = "sourceline.search.open(document.querySelector('[data-search]').dataset.search)"
FIND = """async (queries) => {
  const found = [];
  for (const query of queries) found.push((await sourceline.search.find(query)).groups.flat());
  return found;
}"""
TITLES = (
    "Müller opens the mill in Łódź",
    "Emad Mostaque leaves the board",
    "人工智能公司在上海成立",
    "أَحْمَد يفتح المدرسة",
    "The U.S. fleet sails",
    "The fleet of Straßburg rests",
    *(f"Market day number {n}" for n in range(40)),
)


@pytest.fixture(scope="module")
def words(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The search of a site whose titles are hard to type, on disk."""
    folder = tmp_path_factory.mktemp("words")
    return write_site(folder, chronicle_titles(TITLES), below=("search/",))


def chronicle_titles(titles: tuple[str, ...] | list[str]) -> Chronicle:
    """An event for each title, all undated."""
    events = tuple(
        Event(id=f"e{n}", kind="event", title=title, date=None) for n, title in enumerate(titles)
    )
    return Chronicle(settings=Settings(), events=events)


@pytest.fixture(scope="module")
def reader(browser: Browser, folder: Path) -> Iterator[Page]:
    """The search page of the sample, its index open."""
    with open_page(browser, (folder / PATH).as_uri()) as (page, _, _asked):
        page.evaluate(OPEN)
        yield page


def search(page: Page, query: str) -> tuple[str, list[str]]:
    """What the page says of a query, and the titles it shows, once it is done."""
    page.locator("#q").fill(query)
    wait_for(
        page,
        "query => document.querySelector('[data-search]').dataset.searched === query",
        arg=query,
    )
    return (
        page.locator("[data-search-status]").inner_text(),
        page.locator(".hit a").all_inner_texts(),
    )


def list_marks(page: Page) -> list[str]:
    """The words that are marked."""
    return page.locator(".hit mark").all_inner_texts()


def test_results_stand_by_kind_with_their_words_marked(browser: Browser, address: str) -> None:
    """Names, entries, sources; date and kind; every result leads to its page."""
    with open_page(browser, address + PATH) as (page, said, _):
        assert search(page, "Quandrel dir") == (
            "Results: 2",
            ["Ilse Quandrel", "Ilse Quandrel steps down as director of Orrery Works"],
        )
        assert page.locator(".hits:visible h2").all_inner_texts() == ["Names 1", "Entries 1"]
        entry = page.locator(".hits-events .hit")
        assert entry.locator(".hit-note").inner_text() == "Departure 25 March 2024"
        assert list_marks(page)[-4:] == ["Quandrel", "director", "Quandrel", "director"]
        entry.locator("a").click()
        page.wait_for_url("**/events/quandrel-steps-down/")
        assert said == []


def test_word_beyond_what_is_shown_is_named(browser: Browser, address: str) -> None:
    """The source's second sentence holds it, the result shows the first."""
    with open_page(browser, address + PATH) as (page, _, _asked):
        search(page, "resigned")
        assert page.locator(".hits-events .hit-text").inner_text() == (
            "Ilse Quandrel had stepped down as director … resigned"
        )


def test_title_comes_before_text_and_weight_before_others(browser: Browser, address: str) -> None:
    """The exact name first of all."""
    with open_page(browser, address + PATH) as (page, _, _asked):
        _, titles = search(page, "orrery works")
        assert titles[0] == "Orrery Works"
        assert page.locator(".hits-events a").all_inner_texts()[:2] == [
            "Ilse Quandrel steps down as director of Orrery Works",
            "Orrery Works sells its archive",
        ]


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("muller", 0),
        ("MÜLLER", 0),
        ("lodz", 0),
        ("Ｌóｄz", 0),
        ("mostaq", 1),
        ("board emad", 1),
        ("人工", 2),
        ("智", 2),
        ("立", 2),
        ("احمد", 3),
        ("إحمد المدرسه", 3),
        ("US fleet", 4),
        ("strassburg", 5),
    ],
)
def test_spelling_hardly_matters(browser: Browser, words: Path, query: str, title: int) -> None:
    """Case, accents, full-width and Arabic forms, beginnings, scripts without spaces."""
    with open_page(browser, (words / PATH).as_uri()) as (page, _, _asked):
        assert search(page, query) == ("Results: 1", [TITLES[title]])
        assert len(list_marks(page)) == len(query.split())


@pytest.mark.parametrize(
    "query", ["mostque", "mosstaque", "mostauqe", "mostaqve", "nostaque", "omstaque", "ostaque"]
)
def test_mistyped_word_is_mended_and_said(browser: Browser, words: Path, query: str) -> None:
    """One wrong, missing, doubled or swapped letter, the first too."""
    with open_page(browser, (words / PATH).as_uri()) as (page, _, _asked):
        assert search(page, query) == (
            f"Nothing here holds “{query}”. Shown is what is spelled like it: mostaque. Results: 1",
            ["Emad Mostaque leaves the board"],
        )
        assert list_marks(page) == ["Mostaque"]


def test_nothing_is_said_to_be_found(browser: Browser, words: Path) -> None:
    """Words that no page holds together, short words and numbers are not guessed at."""
    with open_page(browser, (words / PATH).as_uri()) as (page, _, _asked):
        for query in ("muller fleet", "mul1", "zzzz", "boa rd"):
            assert search(page, query) == (f"Nothing here holds “{query}”.", [])


def test_more_results_come_when_asked_for(browser: Browser, words: Path) -> None:
    """Ten first, then twenty more with the focus on the first of them, until all stand there."""
    with open_page(browser, (words / PATH).as_uri()) as (page, _, _asked):
        assert len(search(page, "market")[1]) == 10
        more = page.locator(".search-more:visible")
        more.click()
        page.locator(".hit").nth(29).wait_for()
        assert page.evaluate("document.activeElement === document.querySelectorAll('.hit a')[10]")
        more.click()
        page.locator(".hit").nth(39).wait_for()
        assert more.count() == 0


def test_keys_lead_through_the_results(browser: Browser, address: str) -> None:
    """Down and up the list and back, Enter to the first, Escape to an empty field."""
    with open_page(browser, address + PATH) as (page, _, _asked):
        page.keyboard.press("Tab")
        page.locator("#q").focus()
        assert len(search(page, "quandrel")[1]) == 3
        active = "document.activeElement.textContent"
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowDown")
        assert page.evaluate(active) == "Ilse Quandrel steps down as director of Orrery Works"
        page.keyboard.press("ArrowUp")
        page.keyboard.press("ArrowUp")
        assert page.evaluate("document.activeElement.id") == "q"
        page.keyboard.press("Enter")
        assert page.evaluate(active) == "Ilse Quandrel"
        page.keyboard.press("Escape")
        page.locator("[data-search-browse]").wait_for()
        assert page.evaluate("document.activeElement.id") == "q"
        assert page.locator("#q").input_value() == ""
        assert page.locator(".hit").count() == 0


def test_query_stands_in_the_address(browser: Browser, address: str) -> None:
    """As it is typed; the address leads to the same results, and an empty field leaves none."""
    with open_page(browser, f"{address}{PATH}?q=tide%20clock") as (page, _, _asked):
        page.locator(".hit").first.wait_for()
        assert page.locator("#q").input_value() == "tide clock"
        search(page, "brass")
        assert page.url == f"{address}search/?q=brass"
        search(page, "")
        assert page.url == f"{address}search/"
        assert page.locator("[data-search-browse]").is_visible()


@pytest.mark.parametrize("served", [True, False])
def test_field_in_the_masthead_leads_there(
    browser: Browser,
    address: str,
    folder: Path,
    served: bool,  # noqa: FBT001 - on a server, or on a disk
) -> None:
    """From a page at any depth, on a web server and on a disk."""
    root = address if served else f"{folder.as_uri()}/"
    with open_page(browser, f"{root}events/bell/index.html") as (page, said, _):
        page.locator(".masthead-search input").fill("lens")
        page.keyboard.press("Enter")
        page.locator(".hit").first.wait_for()
        assert page.locator("#q").input_value() == "lens"
        assert said == []


def test_index_is_loaded_only_when_used(browser: Browser, address: str) -> None:
    """Nothing of it with the page; the head when the field is entered; pieces for a query."""
    with open_page(browser, address + PATH) as (page, _, asked):
        assert [url for url in asked if "/search/data/" in url] == []
        page.locator("#q").focus()
        page.evaluate(OPEN)
        search(page, "lens")
        found = [url.rsplit("/", 1)[-1] for url in asked if "/search/data/" in url]
        assert found == ["head.js", "words-0.js", "block-0.js"]


def test_lost_index_is_said(browser: Browser, address: str) -> None:
    """A file that does not come is no silent failure."""
    with open_page(browser, address + PATH) as (page, _, _asked):
        page.route("**/search/data/**", lambda route: route.abort())
        page.locator("#q").fill("lens")
        page.get_by_text("The index could not be loaded.").wait_for()


def test_page_is_an_index_without_scripts(browser: Browser, address: str) -> None:
    """Every name by its letter, years and sources; the field is off, and the page says why."""
    with open_page(browser, address + PATH, scripts=False) as (page, _, _asked):
        assert page.locator("#q").is_disabled()
        # Chromium steered by a test parses as if scripts were on, and shows no <noscript>.
        assert "Searching needs scripts" in (page.locator("noscript").text_content() or "")
        for link in ("Ilse Quandrel", "2024", "People"):
            browse = page.locator("[data-search-browse]")
            assert browse.get_by_role("link", name=link, exact=True).is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_among_results(
    browser: Browser, address: str, scheme: Literal["light", "dark"]
) -> None:
    """axe-core has no finding while results are shown, and nothing sticks out at 320 pixels."""
    with open_page(browser, address + PATH, scheme=scheme, width=320) as (page, _, _asked):
        search(page, "orrery")
        assert find_violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") == 320


@given(st.lists(st.text(st.characters(exclude_categories=("Cs", "Cn"))), min_size=20, max_size=20))
def test_script_and_build_read_the_same_words(reader: Page, texts: list[str]) -> None:
    """Whatever letters a text is made of."""
    read = "texts => texts.map(text => sourceline.search.listRuns(text).map(run => run.text))"
    assert reader.evaluate(read, texts) == [list_runs(text) for text in texts]


def test_every_word_of_a_title_finds_its_page(reader: Page) -> None:
    """In the sample, by the script that readers use."""
    lookup = make_lookup(SAMPLE, {})
    documents = [d for group in list_documents(add_entries(lookup)) for d in group]
    queries = [(n, word) for n, each in enumerate(documents) for word in list_runs(each.title)]
    found: list[list[int]] = reader.evaluate(FIND, [word for _, word in queries])
    missing = [q for q, ids in zip(queries, found, strict=True) if q[0] not in ids]
    assert missing == []


@settings(max_examples=5)
@given(st.lists(st.text(st.characters(exclude_categories=("Cs", "Cn", "Cc"))), max_size=30))
def test_any_title_finds_its_event(browser: Browser, titles: list[str]) -> None:
    """Every title of letters, asked as a whole, finds its event and shows it as it is."""
    titles = [title for title in titles if list_runs(title)]
    with tempfile.TemporaryDirectory() as folder:
        site = write_site(Path(folder), chronicle_titles(titles), below=("search/",))
        with open_page(browser, (site / PATH).as_uri()) as (page, _, _asked):
            page.evaluate(OPEN)
            found: list[list[int]] = page.evaluate(FIND, titles)
            assert [n for n in range(len(titles)) if n not in found[n]] == []
            shown: list[dict[str, Any]] = page.evaluate(
                "size => Promise.all(Array.from({length: size}, (_, n) => sourceline.search.read(n)))",
                len(titles),
            )
    assert [(each["title"], each["path"]) for each in shown] == [
        (" ".join(title.split()), f"events/e{n}/index.html") for n, title in enumerate(titles)
    ]
