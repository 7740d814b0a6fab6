"""What an author withholds is on no page and in no file of the site."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import pytest
from trees import read_tree, write_tree

from sourceline.errors import ContentError
from sourceline.pipeline import build_site, check_site
from sourceline.pipeline.reports import ignore_progress
from sourceline.pipeline.site import note_build
from sourceline.pipeline.theme import find_theme
from sourceline.pipeline.weaving import draft_record, weave_site

TIDE = """\
---
title: Ada Fenwick leaves Tide
publisher: The Harbour Post
url: https://post.example/2031/ada-fenwick-leaves
published: 2031-05-06
---
Ada Fenwick stepped down as chief executive of Tide on 5 May 2031.

“We had a good run,” Fenwick said. Bruno Castellan became chief executive of Tide on 6 May 2031.

Fenwick founded Tide in 2020. Tide raised $12 million in June 2030.
"""
LATER = """\
---
title: Tide sues its founder
publisher: Straits News
url: https://straits.example/tide
published: 2031-06-02
---
Tide sued Ms. Fenwick on 1 June 2031. Tide opened an office in Lisbon on 3 April 2031.
"""
SALE = """\
---
title: A quiet sale
publisher: Leaks Weekly
published: 2031-07-02
---
Tide sold its wharf to Orvane Holdings on 1 July 2031.
"""
CONTENT = {
    "content/site.yaml": "title: Tide, after Ada Fenwick\nurl: https://tide.example/\nauthor: A. Fenwick\n",
    "content/sources/fenwick-leaves.md": TIDE,
    "content/sources/later.md": LATER,
    "content/events/party.yaml": "title: Ada Fenwick gives a party\ndate: 2031-05-07\ntext: With Fenwick.\n"
    "participants: [{profile: ada-fenwick}, {name: Tide}]\n"
    "evidence: [{source: fenwick-leaves, exact: Ada Fenwick stepped down as chief executive}]\n",
    "content/profiles/tide.yaml": "text: Founded by Ada Fenwick.\nsame_as: [https://people.example/fenwick]\n",
    "content/corrections.yaml": "- on: 2031-05-08\n  page: people/ada-fenwick\n  what: name\n"
    "  before: Ada Fennick\n  after: Ada Fenwick\n",
}
TRACE = re.compile(rb"fenwick|fennick", re.IGNORECASE)


def build(folder: Path, files: dict[str, str]) -> dict[str, bytes]:
    """As the command does, which knows the build before."""
    write_tree(folder, files)
    output = folder / "public"
    note_build(folder, output, build_site(folder, output), told=("", ""))
    return read_tree(folder / "public")


def test_a_person_leaves_no_trace(tmp_path: Path) -> None:
    """The name is in no file and no address, neither from sources nor from what the author wrote; other facts of
    the same sentences stay, and their quotes are verified."""
    shown = build(tmp_path, CONTENT)
    assert any(TRACE.search(data) for data in shown.values())
    site = build(tmp_path, {"content/profiles/ada-fenwick.yaml": "redact: true\n"})
    found = {name for name, data in site.items() if TRACE.search(name.encode() + b"\n" + data)}
    assert found == set()
    woven = weave_site(tmp_path, ignore_progress).chronicle
    titles = {event.title for event in woven.events}
    assert {
        "[redacted] steps down as chief executive of Tide",
        "[redacted] gives a party",
    } <= titles
    assert any("Castellan" in title for title in titles)
    assert [e for event in woven.events for e in event.unverified] == []
    assert not [p for p in woven.profiles if "redacted" in p.id and p.kind == "person"]
    tide = next(p for p in woven.profiles if p.id == "tide")
    assert [(role.person.name, role.role) for role in tide.roles] == [
        ("Bruno Castellan", "chief executive")
    ]


def test_a_source_leaves_no_trace(tmp_path: Path) -> None:
    """Nothing of it is told: no page, no quote, no event that it alone tells, also where the author wrote of that."""
    files = {
        "content/sources/later.md": LATER,
        "content/sources/wharf.md": SALE.replace("publisher:", "redact: true\npublisher:"),
    }
    site = build(tmp_path, files)
    trace = re.compile(rb"wharf|orvane|quiet sale|leaks weekly", re.IGNORECASE)
    assert {name for name, data in site.items() if trace.search(name.encode() + data)} == set()
    told = weave_site(tmp_path, ignore_progress)
    assert [source.id for source in told.chronicle.sources] == ["later"]


def test_a_template_cannot_tell_the_name(tmp_path: Path) -> None:
    """What the author's theme says of a withheld name stops the build, which names the file; the site stays."""
    site = build(tmp_path, {**CONTENT, "content/profiles/ada-fenwick.yaml": "redact: true\n"})
    page = (find_theme() / "templates/404.html").read_text()
    told = page.replace("{% block main %}", "{% block main %}<p>In memory of Ada Fenwick</p>")
    write_tree(tmp_path, {"templates/404.html": told})
    with pytest.raises(ContentError) as caught:
        build_site(tmp_path, tmp_path / "public")
    problem = caught.value.problems[0]
    assert (problem.code, "'Ada Fenwick'" in problem.message) == ("withheld-name", True)
    assert read_tree(tmp_path / "public") == site


def test_a_page_of_before_cannot_tell_the_name(tmp_path: Path) -> None:
    """Pages that are no others than before a name was withheld are searched as well, whoever brings it there."""
    page = (find_theme() / "templates/404.html").read_text()
    told = page.replace("{% block main %}", "{% block main %}<p>In memory of Nora Quill</p>")
    build(tmp_path, {**CONTENT, "templates/404.html": told})
    with pytest.raises(ContentError) as caught:
        build(
            tmp_path,
            {"content/profiles/nora.yaml": "name: Nora Quill\nkind: person\nredact: true\n"},
        )
    assert [(each.code, each.position.path) for each in caught.value.problems] == [
        ("withheld-name", "404.html")
    ]


def test_an_ordinary_word_is_left_alone(tmp_path: Path) -> None:
    """A family name that is also a word or a month is taken out only with the given name, and where it names the
    person."""
    text = "Nora May left Tide on 5 May 2031.\n\nMay said she may return. Tide lost $2 million in May 2031.\n"
    site = build(
        tmp_path,
        {
            "content/sources/a.txt": text,
            "content/profiles/nora-may.yaml": "kind: person\nname: Nora May\nredact: true\n",
            "content/events/x.yaml": "title: A return\ndate: 2031\n"
            "evidence: [{source: a, exact: May said she may return.}]\n",
        },
    )
    page = site["sources/a/index.html"].decode()
    assert "Nora" not in page
    assert "in May 2031" in page
    assert "[redacted] said she may return" in page
    event = site["events/x/index.html"].decode()
    assert "[redacted] said she may return." in event
    assert "May said" not in event
    build_site(tmp_path, tmp_path / "public")  # from what the first build kept
    assert read_tree(tmp_path / "public") == site
    codes = [problem.code for problem in check_site(tmp_path).problems]
    assert "withheld-word" in codes


def test_an_edit_of_a_text_is_searched_too(tmp_path: Path) -> None:
    """A text that is written later, and names the person, is no way around it."""
    build(tmp_path, {**CONTENT, "content/profiles/ada-fenwick.yaml": "redact: true\n"})
    site = build(tmp_path, {"content/profiles/tide.yaml": "text: It was Fenwick who founded it.\n"})
    assert {name for name, data in site.items() if TRACE.search(data)} == set()
    assert b"It was [redacted] who founded it." in site["organizations/tide/index.html"]


def test_nothing_is_reported_of_it(tmp_path: Path) -> None:
    """A check of the site has no error, and no message of what is withheld."""
    write_tree(tmp_path, {**CONTENT, "content/profiles/ada-fenwick.yaml": "redact: true\n"})
    report = check_site(tmp_path)
    assert [problem for problem in report.problems if problem.severity == "error"] == []


def list_addresses(site: Iterable[str]) -> list[str]:
    """The pages of a site, but for those of months and years, which come with a longer timeline."""
    return sorted(
        name for name in site if name.endswith(".html") and not name.startswith("timeline/")
    )


def test_files_speak_of_what_is_shown(tmp_path: Path) -> None:
    """The id that pages and problems show is one by which the author can speak of an event or profile; a file that
    knows it by the id with the name still does."""
    withheld = {**CONTENT, "content/profiles/ada-fenwick.yaml": "redact: true\n"}
    shown = build(tmp_path, withheld)
    assert "events/redacted-departure/index.html" in shown
    drafted = draft_record(tmp_path, "redacted-departure")
    assert drafted.path == "content/events/redacted-departure.yaml"
    path = tmp_path / drafted.path
    text = f"{path.read_text()}title: The head goes\n"
    path.unlink()
    for file in (path, path.with_stem("ada-fenwick-departure")):
        site = build(tmp_path, {str(file.relative_to(tmp_path)): text})
        woven = weave_site(tmp_path, ignore_progress).chronicle
        titles = {event.id: event.title for event in woven.events}
        assert titles["redacted-departure"] == "The head goes"
        assert list_addresses(site) == list_addresses(shown)
        file.unlink()
