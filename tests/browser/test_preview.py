"""The preview as a browser shows it: what is saved comes to the open page, and what stays does stay."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect
from previews import show_folder, show_site, wait_until
from trees import read_tree, write_tree
from visits import find_violations, open_page

from bench.saves import WAYS, choose_subject, run_saves

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

HOME = """<!doctype html>
<html lang="en"><head>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'">
<title>Home</title><link rel="stylesheet" href="assets/theme.0a1b2c3d.css"></head>
<body><main><h1>First</h1><details><summary>One</summary>1</details><details><summary>Two</summary>2</details><p id="low">Far below</p></main></body></html>
"""
STYLE = "#low { margin-top: 3000px; } h1 { color: rgb(1, 2, 3); }"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of ready pages."""
    write_tree(
        tmp_path / "site",
        {
            "index.html": HOME,
            "assets/theme.0a1b2c3d.css": STYLE,
            "other.html": HOME.replace("First", "Other"),
        },
    )
    return tmp_path / "site"


@contextmanager
def visit(
    browser: Browser, port: int, path: str = "", **options: Any
) -> Iterator[tuple[Page, list[str]]]:
    """A page that has shaken hands with the preview, and what its console said."""
    with open_page(browser, "about:blank", **options) as (page, said, _):
        heard: list[str] = []
        page.on(
            "websocket",
            lambda socket: socket.on("framereceived", lambda frame: heard.append(str(frame))),
        )
        page.goto(f"http://127.0.0.1:{port}/{path}")
        wait_for(page, lambda: any('"progress"' in frame for frame in heard))
        yield page, said
        assert said == []


def wait_for(page: Page, happens: Any) -> None:
    def look() -> bool:
        page.wait_for_timeout(20)
        return bool(happens())

    wait_until(look)


def test_what_stays(folder: Path, browser: Browser) -> None:
    """A save loads the page again; scroll position and what is unfolded stay."""
    with show_folder(folder) as port, visit(browser, port) as (page, _):
        page.locator("summary").nth(1).click()
        page.evaluate("scrollTo(0, 1234)")
        write_tree(folder, {"index.html": HOME.replace("First", "Second")})
        expect(page.locator("h1")).to_have_text("Second")
        expect(page.locator("details").nth(1)).to_have_attribute("open", "")
        assert page.locator("details").nth(0).get_attribute("open") is None
        wait_for(page, lambda: page.evaluate("scrollY") == 1234)


def test_styles(folder: Path, browser: Browser) -> None:
    """A saved style sheet takes the place of the old one; the page is not loaded again, but by its next save."""
    with show_folder(folder) as port, visit(browser, port) as (page, _):
        page.evaluate("self.sameAsBefore = true")
        for red in (7, 8, 9):
            write_tree(folder, {"assets/theme.0a1b2c3d.css": STYLE.replace("rgb(1", f"rgb({red}")})
            expect(page.locator("h1")).to_have_css("color", f"rgb({red}, 2, 3)")
            assert page.evaluate("self.sameAsBefore")
        expect(page.locator("head link[rel=stylesheet]")).to_have_count(1)
        write_tree(folder, {"index.html": HOME.replace("First", "Second")})
        expect(page.locator("h1")).to_have_text("Second")


def test_style_under_a_new_name(folder: Path, browser: Browser) -> None:
    """A style sheet whose name changes with its content is the same one."""
    with show_folder(folder) as port, visit(browser, port) as (page, _):
        page.evaluate("self.sameAsBefore = true")
        write_tree(folder, {"assets/theme.ffffffff.css": STYLE.replace("rgb(1", "rgb(7")})
        expect(page.locator("h1")).to_have_css("color", "rgb(7, 2, 3)")
        assert page.evaluate("self.sameAsBefore")


def test_late_page(folder: Path, browser: Browser) -> None:
    """A page that was away while something was saved is loaded again when it is back; also after another start."""
    with show_folder(folder) as port, visit(browser, port) as (page, _):
        page.evaluate("self.sameAsBefore = true")
        page.context.set_offline(True)
        page.goto("about:blank")
        page.context.set_offline(False)
        write_tree(folder, {"index.html": HOME.replace("First", "Second")})
        page.go_back()
        expect(page.locator("h1")).to_have_text("Second")


HOSTILE = "<img src=x onerror=alert(1)></script><script>alert(2)</script>'\"&amp;{{7*7}}\u202egnp"


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_overlay(folder: Path, browser: Browser, width: int, scheme: Any) -> None:
    """What is broken is shown on the open page with place, cause, remedy and excerpt, until the next good save."""
    with (
        show_folder(folder) as port,
        visit(browser, port, width=width, scheme=scheme) as (page, said),
    ):
        dialog = page.get_by_role("dialog", name="1 problem in the way")
        expect(dialog).to_have_count(0)
        write_tree(
            folder,
            {
                "index.html": HOME.replace("First", "Good, but late"),
                "a.txt": f"one\ntwo broken: {HOSTILE}\n",
            },
        )
        expect(dialog).to_be_visible()
        shown = HOSTILE.replace("\u202e", "⟨U+202E⟩")
        expect(dialog.locator(".place")).to_have_text("a.txt:2:5")
        expect(dialog.locator(".message")).to_have_text(shown)
        expect(dialog.locator(".remedy")).to_have_text(f"Mend it: {shown}")
        expect(dialog.locator(".excerpt li")).to_have_text(["one", f"two broken: {shown}"])
        expect(dialog.locator("mark")).to_have_text("broken")
        assert dialog.locator("img, script").count() == 0
        expect(page.get_by_role("heading", name="1 problem in the way")).to_be_focused()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        expect(dialog.locator("header")).to_have_css("position", "sticky")  # its sheet is there
        assert said == []
        assert find_violations(page, "body > div") == []
        said.clear()  # axe tries an inline style, which the page forbids
        # Closed, it can be opened again, and does not come back by itself.
        page.keyboard.press("Escape")
        expect(dialog).to_have_count(0)
        page.get_by_role("button", name="1 problem").click()
        expect(dialog).to_be_visible()
        page.get_by_role("button", name="Close").click()
        expect(page.locator("h1")).to_have_text("First")
        # A page that comes now is the last good one, and says it, too.
        page.goto(f"http://127.0.0.1:{port}/other.html")
        expect(page.locator("h1")).to_have_text("Other")
        expect(dialog).to_be_visible()
        write_tree(folder, {"a.txt": "mended\n"})
        expect(dialog).to_have_count(0)
        page.goto(f"http://127.0.0.1:{port}/")
        expect(page.locator("h1")).to_have_text("Good, but late")


def test_hostile_strings(folder: Path, browser: Browser) -> None:
    """Whatever a message or a file holds is shown as text: nothing of it runs, loads or becomes markup."""
    naughty = Path(__file__).resolve().parents[2] / "tests/fixtures"
    assert naughty.is_dir()
    strings = [
        "<svg/onload=alert(1)>",
        "javascript:alert(1)",
        "</template></style><iframe src=//evil.example>",
        "${alert(1)}`;alert(1)//",
        "&lt;b&gt; <b>bold</b> <!-- -->",
        "\x1b[2J\x07 \u2066\u202e \ufeff\u200b",
        "\U0001f9d1\u200d\U0001f680 ﷽ Z\u0351\u036b\u0343",
    ]
    lines = "".join(f"broken: {text}\n" for text in strings)
    with show_folder(folder) as port, visit(browser, port) as (page, _):
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.on("dialog", lambda dialog: pytest.fail(f"ran: {dialog.message}"))
        write_tree(folder, {"a.txt": lines})
        expect(page.get_by_role("dialog")).to_be_visible()
        expect(page.locator(".message")).to_have_count(len(strings))
        tags = page.evaluate(
            "[...new Set([...document.querySelector('body > div').shadowRoot.querySelectorAll('dialog *')].map((e) => e.localName))].sort()"
        )
        assert tags == ["bdi", "button", "code", "h2", "header", "li", "mark", "ol", "p"]
        assert [url for url in asked if "/livereload/preview.css" not in url] == []


def test_progress(folder: Path, browser: Browser) -> None:
    """While files are read the page says how many and which, where a screen reader hears it; then no more."""
    with show_folder(folder) as port, visit(browser, port) as (page, _):
        page.evaluate("""() => {
          self.heard = [];
          const look = () => {
            const status = [...document.querySelectorAll("div")].map((e) => e.shadowRoot?.querySelector("[role=status]")).find(Boolean);
            if (status?.textContent && !status.hidden) sessionStorage.setItem("heard", status.textContent);
            requestAnimationFrame(look);
          };
          look();
        }""")
        write_tree(folder, {f"{n}.txt": "" for n in range(3)} | {"a.txt": "broken: x"})
        wait_for(page, lambda: page.evaluate("sessionStorage.getItem('heard')"))
        assert re.fullmatch(
            r"Reading \d of \d+: \S+", page.evaluate("sessionStorage.getItem('heard')")
        )
        expect(page.locator(".status")).to_be_hidden()


def test_without_scripts(folder: Path, browser: Browser) -> None:
    """Without scripts the pages are the site's own."""
    with (
        show_folder(folder) as port,
        open_page(browser, f"http://127.0.0.1:{port}/", scripts=False) as (page, said, _),
    ):
        expect(page.locator("h1")).to_have_text("First")
        assert said == []


def test_saves(site: Path, browser: Browser) -> None:
    """Saves in all rhythms and ways end with the last one on a page of a real site, and the desk follows."""
    write_tree(site, {"content/events/ada-fenwick-departure.yaml": "title: Ada Fenwick leaves\n"})
    subject = choose_subject(site, "prose")
    with show_site(site) as port:
        context = browser.new_context()
        page = context.new_page()
        log = run_saves(page, subject, f"http://127.0.0.1:{port}/", saves=4 * len(WAYS), seed=3)
        assert len(log.saved) == 4 * len(WAYS)
        assert log.shown[-1][0] == max(log.saved)
        assert [number for number in log.saved if log.find_shown(number) is None] == []
        # Broken content of a real site, and of a template.
        write_tree(site, {"content/site.yaml": "title: [broken\n"})
        expect(page.locator(".place")).to_have_text(re.compile(r"content/site\.yaml:1:8"))
        write_tree(site, {"content/site.yaml": "title: The tide book\n"})
        expect(page).to_have_title(re.compile("The tide book"))
        context.close()
    assert [
        path for path, data in read_tree(site / "public").items() if b"/livereload" in data
    ] == []
