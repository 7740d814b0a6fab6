"""Hostile strings in every text field of a site, which is then opened in a real browser, page by page."""

from __future__ import annotations

import re
import tempfile
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from previews import show_folder
from serving import serve_folder
from trips import export_all
from visits import wait_for

from bench.torture.fragments import (
    find_broken,
    find_fault,
    find_target,
    list_html,
    list_slides,
    list_titles,
)
from bench.torture.looking import Looker
from bench.torture.options import Options
from bench.torture.planting import Planted, plant_site, show_text
from bench.torture.row import Row
from bench.torture.strings import list_strings
from sourceline.errors import ContentError, Position, Problem
from sourceline.pipeline import Preview, build_site, ignore_progress
from sourceline.serve.bare import draw_page
from sourceline.site.desk import DESK
from sourceline.site.stats import STATS

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

STRINGS = 1_300
"""Of all, spread evenly: with every field of ours, more than 50,000 inputs."""
BATCH = 100
"""Strings of one site."""
MANY = 4
"""One of so many sites also has pages to be framed, pictures to be shared, a preview and exports."""
_BARE = "overlay"
_HARNESS = "<!doctype html><meta charset=utf-8><title>harness</title><h1></h1><div></div>"


def run(options: Options) -> list[Row]:
    """Plant, build and look; a batch of strings is one site."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - only for this part

    strings = _choose(list_strings(options.naughty), options.scale(STRINGS))
    looker, inputs = Looker(), Counter[str]()
    with sync_playwright() as playwright:
        from conftest import find_chromium  # noqa: PLC0415 - beside the tests

        browser = playwright.chromium.launch(executable_path=find_chromium(), args=["--no-sandbox"])
        for start in range(0, len(strings), BATCH):
            batch = strings[start : start + BATCH]
            with tempfile.TemporaryDirectory(prefix="torture-") as folder:
                whole = start // BATCH % MANY == 0
                inputs += _try_batch(Path(folder), batch, browser, looker, whole=whole)
            print(  # noqa: T201 - a long run says how far it is
                f"scripts: {start + len(batch):,} of {len(strings):,} strings, {inputs.total():,} inputs,"
                f" {dict(looker.counts)} {looker.examples}",
                flush=True,
            )
        browser.close()
    return _make_rows(looker, inputs)


def _choose(strings: Sequence[str], count: int) -> list[str]:
    """So many of them, from the first to the last."""
    count = min(count, len(strings))
    return [strings[n * len(strings) // count] for n in range(count)]


def _make_rows(looker: Looker, inputs: Counter[str]) -> list[Row]:
    counts, told = looker.counts, looker.examples
    tried = inputs.total()
    fields = len({field if not field.startswith("label ") else "label" for field in inputs})

    def row(name: str, of: int, kind: str, note: str = "") -> Row:
        return Row(name, of, counts[kind], told.get(kind, note)[:200])

    missed = ", ".join(f"{field} {n}" for field, n in looker.missed.most_common())
    return [
        row(
            "hostile strings in text fields, opened in Chromium: scripts that ran or were stopped by the policy",
            tried,
            "ran",
            f"{fields} kinds of field, {counts['pages']:,} views of pages",
        ),
        row("dangerous nodes", tried, "nodes"),
        row("requests to others", tried, "foreign"),
        Row("texts not shown exactly", counts["shown"], counts["other"], missed[:200]),
        row("titles in feeds that are not as written", counts["fed"], "misfed"),
        row("notes of the author's that were published", counts["secrets"], "told"),
        row("feeds, data, JSON-LD and exports that cannot be parsed", counts["files"], "broken"),
        row("pages that the browser gave up", counts["pages"], "crashed"),
        row("searches and problems typed and shown: not answered", counts["asked"], "silent"),
    ]


def _try_batch(
    folder: Path, strings: Sequence[str], browser: Browser, looker: Looker, *, whole: bool
) -> Counter[str]:
    planted = plant_site(folder, strings, embeds=whole, cards=whole)
    output = folder / "public"
    _build(folder, output)
    _read_files(output, planted, looker)
    fragments = list(list_html(output))
    if whole:
        fragments += _add_previews(folder, output, strings, looker)
    (output / "harness.html").write_text(_HARNESS, encoding="utf-8")
    with serve_folder(output) as base, looker.open(browser, base) as page:
        for file in sorted(output.rglob("*.html")):
            path = file.relative_to(output).as_posix().removesuffix("index.html")
            if target := find_target(file):
                # A page of ours that leads on; it must stay on the site.
                if re.match(r"[a-z+.-]*:|//|\\", target, re.IGNORECASE):
                    looker.fault("nodes", f"{path} leads to {target}")
                continue
            page.goto(f"{base}{path}", wait_until="load")
            looker.look(page, path, [each for each in planted.wanted if each.path == path])
        _type_searches(page, base, strings, looker)
        _filter_timeline(page, base, looker)
        _show_fragments(page, base, fragments, looker)
    if whole:
        _show_problems(browser, strings, looker)
    more = Counter({"search": len(strings)})
    if whole:
        more += Counter({"problem": 2 * len(strings), "export": len(strings)})
    return planted.inputs + more


def _build(folder: Path, output: Path) -> None:
    try:
        build_site(folder, output, jobs=None)
    except ContentError as error:
        sorts = Counter(problem.code for problem in error.problems if problem.severity == "error")
        raise SystemExit(f"The site was not built: {sorts}\n{error.problems[0]}") from None


def _read_files(output: Path, planted: Planted, looker: Looker) -> None:
    """Every file can be parsed, none holds what is for the author alone, and the feeds have the titles."""
    for file in output.rglob("*"):
        if not file.is_file():
            continue
        looker.counts["secrets"] += 1
        if planted.secret.encode() in file.read_bytes():
            looker.fault("told", file.name)
        if file.suffix in {".xml", ".json", ".html"}:
            looker.counts["files"] += 1
            if broken := find_broken(file):
                looker.fault("broken", f"{file.name} {broken}")
    titles = {each.path: each.text for each in planted.wanted if each.whole}
    for address, title in list_titles(output):
        path = address.removeprefix("https://torture.example/")
        if path in titles:
            looker.counts["fed"] += 1
            if _bare(title) != _bare(titles[path]):
                looker.fault("misfed", f"{titles[path]!a} as {title!a}")


def _bare(text: str) -> str:
    """Without signs that XML cannot hold, which feeds leave out."""
    return show_text(text).replace("\ufffd", "")


def _add_previews(folder: Path, output: Path, strings: Sequence[str], looker: Looker) -> list[str]:
    """The pages that only the preview shows, beside the others; what exports hold that is taken for HTML."""
    preview = Preview(folder, output)
    preview.refresh(frozenset(), ignore_progress)
    for path in (DESK, STATS):
        data = preview.read(path)
        assert data is not None, path  # noqa: S101 - else nothing would be looked at
        (output / path).parent.mkdir()
        (output / path).write_bytes(data)
    for number, part in enumerate(_cut(strings, 20)):
        problems = [Problem(Position(f"content/{text}", 1, 1), "x", text, text) for text in part]
        (output / f"{_BARE}-{number}.html").write_bytes(draw_page(problems, folder))
    fragments: list[str] = []
    for name, data in export_all(folder).items():
        looker.counts["files"] += 1
        if fault := find_fault(name, data):
            looker.fault("broken", f"{name} {fault}")
        if name == "timelinejs":
            fragments += list_slides(data)
    return fragments


def _cut(strings: Sequence[str], size: int) -> Iterable[Sequence[str]]:
    return (strings[n : n + size] for n in range(0, len(strings), size))


def _type_searches(page: Page, base: str, strings: Sequence[str], looker: Looker) -> None:
    """Each string typed into the search field, and what it finds."""
    page.goto(f"{base}search/", wait_until="load")
    for text in strings:
        line = " ".join(text.split())
        looker.counts["asked"] += 1
        page.locator("#q").fill(line)
        try:
            wait_for(
                page,
                "() => document.querySelector('[data-search]').dataset.searched"
                " === document.querySelector('#q').value.trim()",
                seconds=10,
            )
        except AssertionError:
            looker.fault("silent", f"search {line!a}")
        looker.look(page, f"search {line!a}")


def _filter_timeline(page: Page, base: str, looker: Looker) -> None:
    """What scripts draw of events: the list that is filtered, and the axis."""
    for query in ("?status=asserted", "?status=asserted&axis", "?from=1950&to=1980"):
        page.goto(f"{base}timeline/{query}", wait_until="networkidle")
        looker.look(page, f"timeline/{query}")


def _show_fragments(page: Page, base: str, fragments: Sequence[str], looker: Looker) -> None:
    """What readers of feeds and exports put into a page of theirs, which has no policy."""
    page.goto(f"{base}harness.html")
    for part in _cut([*dict.fromkeys(fragments)], 50):
        page.evaluate(
            "(parts) => document.querySelector('div').replaceChildren(...parts.map((part) => {"
            " const box = document.createElement('div'); box.innerHTML = part; return box; }))",
            part,
        )
        page.wait_for_timeout(50)
        looker.look(page, f"fragment {part[0][:60]!a}")


def _show_problems(browser: Browser, strings: Sequence[str], looker: Looker) -> None:
    """The panel that the preview lays over a page: problems with the strings in message, remedy and excerpt."""
    from playwright.sync_api import TimeoutError as Late  # noqa: PLC0415 - only for this part

    with tempfile.TemporaryDirectory(prefix="torture-") as place:
        folder = Path(place) / "site"
        folder.mkdir()
        home = folder / "index.html"
        home.write_text(
            "<!doctype html><html><head><title>x</title></head><body><h1>x</h1></body></html>"
        )
        with (
            show_folder(folder) as port,
            looker.open(browser, f"http://127.0.0.1:{port}/") as page,
        ):
            page.goto(f"http://127.0.0.1:{port}/")
            for number, part in enumerate(_cut(strings, 20)):
                looker.counts["asked"] += 1
                lines = [f"broken: batch-{number} {' '.join(text.split())}" for text in part]
                for n, line in enumerate(lines):
                    file = folder / f"page-{n}.txt"
                    file.write_text(f"{line}\n", encoding="utf-8", errors="replace")
                try:
                    page.wait_for_function(
                        "(wanted) => [...document.querySelectorAll('*')].some((node) =>"
                        " node.shadowRoot?.textContent.includes(wanted))",
                        arg=f"batch-{number} ",
                        timeout=20_000,
                    )
                except Late:
                    looker.fault("silent", f"panel {part[0]!a}")
                looker.look(page, f"panel {part[0]!a}")
