"""The guide to theming says what is there, and each file that it shows does what it says."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from guide import GUIDE, lay_file, read_files
from pages import ROOT
from trees import read_tree, write_tree

from sourceline.pipeline import build_site

DOCS = GUIDE.read_text(encoding="utf-8")
FILES = read_files()
TEMPLATES = {
    path.name: path.read_text(encoding="utf-8") for path in (ROOT / "templates").glob("*.*")
}


def build(folder: Path, *paths: str, **others: str) -> dict[str, str]:
    """Path → text of each published file of the shipped site with files of the guide and with others;
    but for the list of them, and for the hash in the name of the style sheet."""
    shutil.copytree(ROOT / "content", folder / "content")
    write_tree(folder, others)
    for path in paths:
        lay_file(folder, path, FILES[path])
    build_site(folder, folder / "public")
    named = re.compile(r"theme\.[0-9a-f]{8}\.css")
    return {
        named.sub("theme.css", path): named.sub("theme.css", data.decode())
        for path, data in read_tree(folder / "public").items()
        if path != ".sourceline-site"
    }


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The shipped site as it is."""
    return build(tmp_path_factory.mktemp("shipped") / "site")


def list_different(before: dict[str, str], after: dict[str, str]) -> set[str]:
    """The files that are not the same in both."""
    return {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}


def test_three_smallest_changes_come_first() -> None:
    """Token, block and label, each with its whole file and a picture."""
    first = DOCS.split("\n## Tokens\n")[0]
    shown = re.findall(r"^```\w+ (\S+)\n|^!\[.+\]\((.+)\)$", first, re.MULTILINE)
    assert [file or picture for file, picture in shown] == [
        "static/site.css",
        "images/theming-token.png",
        "templates/home.html",
        "images/theming-block.png",
        "content/site.yaml",
        "images/theming-label.png",
    ]


def test_every_file_is_named_where_it_is_shown() -> None:
    """The path that only the tests see in a block of code is said before it."""
    for path in FILES:
        assert f"`{path}`" in DOCS.split(f" {path}\n")[0]


def test_token(tmp_path: Path, before: dict[str, str]) -> None:
    """A token of the site's own stands last in the style sheet, outside every layer, and no page changes."""
    after = build(tmp_path / "site", "static/site.css")
    assert list_different(before, after) == {"assets/theme.css"}
    assert after["assets/theme.css"] == before["assets/theme.css"] + FILES["static/site.css"]


def test_block(tmp_path: Path, before: dict[str, str]) -> None:
    """A block of the home page changes the home page alone, by the lines of the block."""
    after = build(tmp_path / "site", "templates/home.html")
    assert list_different(before, after) == {"index.html"}
    *_, line, _ = FILES["templates/home.html"].splitlines(keepends=True)
    above, below = before["index.html"].split("</header>\n<div", 1)
    assert after["index.html"] == f"{above}\n{line}</header>\n<div{below}"


def test_label(tmp_path: Path, before: dict[str, str]) -> None:
    """The word of the site's own stands wherever the old one stood, and the old one nowhere."""
    after = build(tmp_path / "site", "content/site.yaml")
    assert "<h1>Day by day</h1>" in after["timeline/index.html"]
    assert after == {path: text.replace("Timeline", "Day by day") for path, text in before.items()}
    assert "Timeline" in before["index.html"]


def test_frame_of_every_page(tmp_path: Path, before: dict[str, str]) -> None:
    """A block of base.html changes every page, with those of a page's own."""
    after = build(tmp_path / "site", "templates/base.html", "templates/home.html")
    whole = {path for path, text in before.items() if '<header class="masthead">' in text}
    assert list_different(before, after) == whole
    assert {path for path in before if path.endswith("index.html")} - whole == {
        path for path in before if path.startswith("embed/") and path.endswith("index.html")
    }
    for path in whole:
        assert re.search(r"About</a></li>\n\n<li><a [^>]*>The archive</a></li>\n</ul>", after[path])
        assert "</ul>\n\n<p>Kept by the Strait Archive.</p>\n</footer>" in after[path]
    assert "Send it to us." in after["index.html"]


def test_picture_of_ones_own(tmp_path: Path, before: dict[str, str]) -> None:
    """A template finds a file of the site by its name, and names it as it is published."""
    seal = {"static/seal.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>\n'}
    after = build(tmp_path / "site", "templates/timeline.html", **seal)
    (picture,) = after.keys() - before.keys()
    assert list_different(before, after) == {picture, "timeline/index.html"}
    seen = f'\n<p><img src="../{picture}" alt="Seal of the archive"></p>\n</header>\n'
    assert seen in after["timeline/index.html"]


def test_every_token_is_described() -> None:
    """And no other."""
    css = (ROOT / "static" / "tokens.css").read_text(encoding="utf-8")
    tokens = set(re.findall(r"^    (--[\w-]+):", css, re.MULTILINE))
    described = set(re.findall(r"`(--[\w-]+)`", DOCS))
    gaps = {f"--gap-{n}" for n in range(1, 7)}
    assert tokens == described | gaps


def test_every_token_is_used() -> None:
    """A token nobody reads changes nothing."""
    sheets = [path.read_text(encoding="utf-8") for path in (ROOT / "static").glob("*.css")]
    used = set(re.findall(r"var\((--[\w-]+)", "".join(sheets)))
    tokens = set(re.findall(r"^    (--[\w-]+):", "".join(sheets), re.MULTILINE))
    assert tokens == used - {"--row"}


def test_every_template_is_described() -> None:
    """By its name."""
    described = set(re.findall(r"`([\w]+\.(?:html|xml|txt|json))`", DOCS))
    assert TEMPLATES.keys() == described


def test_every_block_is_described() -> None:
    """By its name, with the templates that have it; what base.html has is on every page."""
    owners: dict[str, set[str]] = {}
    for name, text in TEMPLATES.items():
        for block in re.findall(r"{% block (\w+)", text):
            owners.setdefault(block, set()).add(name)
    table = DOCS.split("\n| block |")[1].split("\n\n")[0]
    rows = re.findall(r"^\| (`.+?`) \| .+ \| (.+) \|$", table, re.MULTILINE)
    described = {block: where for blocks, where in rows for block in re.findall(r"`(\w+)`", blocks)}
    framed = {name for name, text in TEMPLATES.items() if '{% extends "base.html" %}' in text}
    assert described.keys() == owners.keys()
    for block, where in described.items():
        named = set(re.findall(r"`(\S+)`", where))
        everywhere = "base.html" in owners[block] or framed <= owners[block]
        assert everywhere == where.startswith("every page")
        assert everywhere or named == owners[block]


def test_every_script_is_described() -> None:
    """By its name."""
    described = set(re.findall(r"`([\w-]+\.js)`", DOCS))
    assert {path.name for path in (ROOT / "static").glob("*.js")} == described
