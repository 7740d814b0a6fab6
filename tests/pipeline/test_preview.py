"""A preview gives for each path the bytes that a build publishes for it, and outlives whatever is saved."""

from __future__ import annotations

import gc
import os
import random
import re
import shutil
import threading
from pathlib import Path

import pytest
from edits import ALL, build, build_afresh, spoil_output, write_article, write_event, write_profile
from trees import write_tree

from sourceline.errors import ContentError
from sourceline.outcome import Outcome
from sourceline.pipeline import ignore_progress
from sourceline.pipeline.preview import Preview
from sourceline.pipeline.reports import Content, Woven
from sourceline.pipeline.theme import find_theme
from sourceline.pipeline.weaving import weave_content
from sourceline.weave.memory import Memory

SEQUENCES = int(os.environ.get("SEQUENCES", "6"))
"""A longer run: SEQUENCES=500 pytest tests/pipeline/test_preview.py"""
EDITS = 5
"""In a sequence; after each every file is compared with a first build."""

PROSE = "title: The tide\ndate: 2031-05-07\nparticipants:\n- name: Ada Fenwick\ntext: It rained.\n"
EVENT = "events/e1/index.html"
pytestmark = pytest.mark.usefixtures("quick")


class Author:
    """Somebody who saves files while a preview runs."""

    def __init__(self, site: Path) -> None:
        self.site = site
        self.preview = Preview(site, site / "public")
        self.seen = self._look()

    def _look(self) -> dict[str, tuple[int, int, int]]:
        files = (path for path in self.site.rglob("*") if path.is_file())
        stamps = {str(path): path.stat() for path in files if "extracted" not in path.parts}
        return {path: (s.st_ino, s.st_mtime_ns, s.st_size) for path, s in stamps.items()}

    def save(self, files: dict[str, str] | None = None) -> Outcome:
        """Write files, and tell the preview of all that is another since the last time."""
        write_tree(self.site, files or {})
        before, self.seen = self.seen, self._look()
        changed = frozenset(path for path, _ in before.items() ^ self.seen.items())
        return self.preview.refresh(changed, ignore_progress)

    def read(self, path: str) -> str:
        """A file of the preview that is there."""
        data = self.preview.read(path)
        assert data is not None
        return data.decode()


@pytest.fixture
def author(tmp_path: Path) -> Author:
    """Of a site with an event and a profile, which the preview shows."""
    site = tmp_path / "site"
    chance = random.Random(3)  # noqa: S311 - a text
    write_tree(site, {"content/sources/s1.txt": write_article(chance)})
    write_tree(site, {"content/events/e1.yaml": PROSE})
    write_profile(chance, site)
    author = Author(site)
    assert author.save() == Outcome(changed=True)
    return author


def list_wrong(preview: Preview, built: dict[str, bytes]) -> list[str]:
    """The files of a published site of which the preview gives other bytes."""
    return [p for p, data in built.items() if p != ".sourceline-site" and preview.read(p) != data]


@pytest.mark.parametrize("seed", range(SEQUENCES))
def test_preview_gives_what_a_first_build_gives(tmp_path: Path, seed: int) -> None:
    """After each edit of a sequence every file is that of a build in a new folder, or with broken content that
    of the last good one; and files that such a build no longer makes are gone."""
    chance = random.Random(seed)  # noqa: S311 - a choice of edits
    site = tmp_path / "site"
    write_tree(site, {"content/sources/s1.txt": write_article(chance)})
    write_event(chance, site)
    assert build(site)  # for the edit that looks for pages there
    author = Author(site)
    author.save()
    good: dict[str, bytes] = {}
    everything: set[str] = set()
    for _ in range(EDITS):
        edit = chance.choice([each for each in ALL if each is not spoil_output])
        edit(chance, site)
        outcome = author.save()
        built = build_afresh(site, tmp_path / "afresh")
        assert (built is None) == bool(outcome.problems), edit.__name__
        good = built or good
        everything |= good.keys()
        assert list_wrong(author.preview, good) == [], edit.__name__
        gone = [path for path in everything - good.keys() if not path.startswith("assets/")]
        assert [path for path in gone if author.preview.read(path) is not None] == []


def test_text_is_exchanged(author: Author, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An edit of an author's text is shown though nothing is woven, not even where an editor kept a backup beside it
    for a moment; what else changes in the file is woven."""
    woven: list[Content] = []

    def weave(content: Content, memory: Memory) -> Woven:
        woven.append(content)
        return weave_content(content, memory)

    monkeypatch.setattr("sourceline.pipeline.preview.weave_content", weave)
    assert author.save({"content/events/e1.yaml": f"{PROSE}  It *thundered*.\n"}).changed
    assert "<em>thundered</em>" in author.read(EVENT)
    backup = f"{author.site}/content/events/e1.yaml~"
    assert author.preview.refresh(frozenset([backup]), ignore_progress) == Outcome()
    assert not woven
    built = build_afresh(author.site, tmp_path / "afresh")
    assert built
    assert list_wrong(author.preview, built) == []
    title = PROSE.replace("The tide", "The ebb")
    assert author.save({"content/events/e1.yaml": title}).changed
    assert woven
    assert "The ebb" in author.read("index.html")


def test_what_shows_nothing_new(author: Author) -> None:
    """Files that were saved as they were, and files beside the site, make no page new."""
    before = author.preview.read("")
    assert author.save({"content/events/e1.yaml": PROSE, "notes.txt": "1"}) == Outcome()
    assert author.preview.refresh(frozenset(["/elsewhere"]), ignore_progress) == Outcome()
    assert author.preview.read("") == before


def test_theme_within_the_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The theme of a Sourceline that is installed in a folder of the site is watched as any other."""
    site = tmp_path / "site"
    theme = site / ".venv/sourceline/theme"
    for name in ("templates", "static"):
        shutil.copytree(find_theme() / name, theme / name)
    text = write_article(random.Random(3))  # noqa: S311 - a text
    write_tree(site, {"content/sources/s1.txt": text, "content/events/e1.yaml": PROSE})
    monkeypatch.setattr("sourceline.pipeline.theme.locate_theme", lambda: str(theme))
    author = Author(site)
    assert author.save() == Outcome(changed=True)
    template = theme / "templates/event.html"
    template.write_text(template.read_text().replace("{% block main %}", "{% block main %}Quux"))
    assert author.save() == Outcome(changed=True)
    assert "Quux" in author.read(EVENT)


def test_style(author: Author) -> None:
    """Where nothing but a style has changed, its sheet is named; a page that is open may still ask for the one
    that it was made with."""
    before = next(p for p in author.read("").split('"') if re.fullmatch("assets/theme.*css", p))
    outcome = author.save({"static/site.css": "h1 { margin: 7px }\n"})
    (style,) = outcome.styles
    assert (outcome.changed, outcome.problems) == (False, ())
    assert style in author.read("")
    assert before != style
    assert "margin: 7px" in author.read(style)
    assert author.read(before) == author.read(style)
    assert author.save({"static/site.js": "'use strict';\n"}) == Outcome(changed=True)


@pytest.mark.parametrize(
    ("files", "code", "place"),
    [
        ({"content/events/e1.yaml": "title: [broken\n"}, "yaml-broken", "content/events/e1.yaml:1"),
        ({"content/events/e1.yaml": PROSE.replace("date", "dete")}, "unknown-key", ":2:1"),
        ({"content/site.yaml": "titel: Tides\n"}, "unknown-key", "content/site.yaml:1:1"),
        ({"templates/event.html": "{% if %}\n"}, "template", "templates/event.html:1"),
        ({"templates/base.html": "\n{{ nobody }}\n"}, "template", "templates/base.html:2"),
        ({"templates/search.html": "{{ nobody }}\n"}, "template", "templates/search.html:1"),
    ],
)
def test_what_is_broken(author: Author, files: dict[str, str], code: str, place: str) -> None:
    """A broken file is told with its place, the former site stays, and the next good save makes the new one."""
    before = author.read("")
    problems = author.save(files).problems
    assert [problem.code for problem in problems] == [code]
    assert place in str(problems[0].position)
    assert author.read("") == before
    assert code in author.read("desk/")
    (name,) = files
    (author.site / name).unlink()
    assert author.save({"content/events/e1.yaml": f"{PROSE} Twice.\n"}) == Outcome(changed=True)
    assert "Twice." in author.read(EVENT)


def test_broken_and_mended(author: Author) -> None:
    """What was broken and is again as it was takes back what was told."""
    assert author.save({"content/site.yaml": "titel: Tides\n"}).problems
    (author.site / "content/site.yaml").unlink()
    assert author.save() == Outcome(changed=True)


def test_template_that_is_no_utf8(author: Author) -> None:
    """It is told with its line, as every other fault."""
    (author.site / "templates").mkdir()
    (author.site / "templates/event.html").write_bytes("ab\ncafé".encode("latin-1"))
    (problem,) = author.save().problems
    assert (str(problem.position), problem.message) == (
        "templates/event.html:2",
        "The template is no UTF-8.",
    )


def test_two_files_broken(author: Author) -> None:
    """A file that is mended while another is still broken is not forgotten."""
    author.save({"content/site.yaml": "titel: Tides\n"})
    title = PROSE.replace("The tide", "The ebb")
    assert author.save({"content/events/e1.yaml": title}).problems
    assert author.save({"content/site.yaml": "title: Tides\n"}).changed
    assert "The ebb" in author.read(EVENT)


def test_fault_of_a_page(author: Author) -> None:
    """What only one page brings to light in a template is told when it is asked for."""
    template = (
        '{% extends "theme/event.html" %}\n'
        "{% block opening %}{{ nobody if '<rain>' in markdown }}{% endblock %}\n"
    )
    assert author.save({"templates/event.html": template}) == Outcome(changed=True)
    prose = PROSE.replace("rained", "was <rain>")
    assert author.save({"content/events/e1.yaml": prose}) == Outcome(changed=True)
    with pytest.raises(ContentError) as refused:
        author.read(EVENT)
    assert [str(each.position) for each in refused.value.problems] == ["templates/event.html:2"]
    (author.site / "templates/event.html").unlink()
    assert author.save().changed
    assert "&lt;rain&gt;" in author.read(EVENT)


def test_last_page_is_tried(author: Author) -> None:
    """A template that fails on the page that was asked for last is refused, whatever other pages would say."""
    author.save({"content/events/e1.yaml": PROSE.replace("rained", "was *rain*")})
    before = author.read(EVENT)
    template = (
        '{% extends "theme/event.html" %}\n'
        "{% block opening %}{{ nobody if '*rain*' in markdown }}{% endblock %}\n"
    )
    problems = author.save({"templates/event.html": template}).problems
    assert [str(problem.position) for problem in problems] == ["templates/event.html:2"]
    assert author.read(EVENT) == before


def test_what_is_not_there_is_not_tried(author: Author) -> None:
    """What a browser asks for beside the page is not taken for the page that is looked at."""
    author.read("desk/index.html")
    assert author.preview.read("favicon.ico/index.html") is None
    author.read("404.html")
    assert author.save({"content/site.yaml": "titel: Tides\n"}).changed


def test_broken_at_the_start(tmp_path: Path) -> None:
    """Where nothing could be woven, what was published last is shown, and the desk tells why."""
    site = tmp_path / "site"
    write_tree(site, {"content/sources/s1.txt": write_article(random.Random(3))})  # noqa: S311 - a text
    built = build(site)
    assert built
    write_tree(site, {"content/site.yaml": "titel: Tides\n"})
    author = Author(site)
    assert [problem.code for problem in author.save().problems] == ["unknown-key"]
    assert list_wrong(author.preview, built) == []
    assert author.preview.read(".sourceline-site") is None
    assert author.preview.read("../content/site.yaml") is None
    assert author.preview.read("nothing/index.html") is None
    assert "unknown-key" in author.read("desk/index.html")
    assert author.save({"content/site.yaml": "title: Tides\n"}) == Outcome(changed=True)
    assert "Tides" in author.read("")
    shutil.rmtree(site / "public")
    assert author.read("")


def test_output_is_left_alone(author: Author) -> None:
    """No preview publishes."""
    author.save({"content/site.yaml": "title: Tides\n"})
    author.read("")
    assert not (author.site / "public").exists()


def test_sources_are_read_as_they_come(author: Author) -> None:
    """A new source is read, and progress is told; one that goes takes its pages with it."""
    told: list[tuple[str, int, int, str]] = []
    write_tree(author.site, {"content/sources/s2.txt": write_article(random.Random(9))})  # noqa: S311
    path = str(author.site / "content/sources/s2.txt")
    outcome = author.preview.refresh(
        frozenset([path]), lambda noun, done, total, name: told.append((noun, done, total, name))
    )
    assert outcome == Outcome(changed=True)
    assert ("sources", 1, 1, "s2") in told
    assert author.preview.read("sources/s2/index.html")
    (author.site / "content/sources/s2.txt").unlink()
    assert author.preview.refresh(frozenset([path]), ignore_progress).changed
    assert author.preview.read("sources/s2/index.html") is None


def test_folder_that_comes_and_goes(author: Author) -> None:
    """Of a folder that was moved nobody names the files in it."""
    aside = author.site / "aside"
    folder = author.site / "content/events"
    folder.rename(aside)
    refresh = author.preview.refresh
    assert refresh(frozenset([str(folder)]), ignore_progress).changed
    assert author.preview.read(EVENT) is None
    aside.rename(folder)
    assert refresh(frozenset([str(folder)]), ignore_progress).changed
    assert author.preview.read(EVENT)


def test_nothing_is_kept_that_nobody_holds(author: Author) -> None:
    """What was made for a hundred edits, each of them looked at, is mostly gone."""
    gc.unfreeze()
    gc.collect()  # what other tests left
    before = len(gc.get_objects())
    for number in range(100):
        author.save({"content/events/e1.yaml": PROSE.replace("tide", f"tide of {number}")})
        author.read(EVENT)
    gc.unfreeze()
    kept = len(gc.get_objects()) - before
    assert kept < 2_000, "without a cleaning it is 5,000"


def test_desk(author: Author) -> None:
    """The desk is made when it is asked for; below a text that has grown its places are those of now."""
    note = "title: The tide\ntext: It rained.\nmerge: [nobody]\n"
    author.save({"content/events/e2.yaml": note})
    assert "content/events/e2.yaml:3:" in author.read("desk/")
    longer = note.replace("It rained.", "|\n  It rained.\n\n  Long.")
    author.save({"content/events/e2.yaml": longer})
    assert "content/events/e2.yaml:6:" in author.read("desk/")
    assert author.save({"content/site.yaml": "titel: Tides\n"}).changed
    assert "unknown-key" in author.read("desk/")
    author.read("")
    assert not author.save({"content/site.yaml": "titel: The tides\n"}).changed


def test_numbers(author: Author) -> None:
    """What the chronicle holds is counted when it is asked for; with broken content it is what it was."""
    before = author.read("stats/")
    assert "Who stands for an event" in before
    assert author.save({"content/events/new.yaml": "title: A new tide\nkind: gust\n"}).changed
    after = author.read("stats/")
    assert ("<bdi>gust</bdi>" in before, "<bdi>gust</bdi>" in after) == (False, True)
    author.save({"content/site.yaml": "titel: Tides\n"})
    assert author.read("stats/").count("<bdi>gust</bdi>") == 1


def test_pages_are_asked_for_while_files_are_saved(author: Author) -> None:
    """Each page that is read in the meantime is one of before or of after, whole."""
    whole = {author.read(EVENT)}
    seen: set[str] = set()
    stop = threading.Event()

    def ask() -> None:
        while not stop.is_set():
            seen.add(author.read(EVENT))
            author.read("index.html")

    asking = threading.Thread(target=ask)
    asking.start()
    for n in range(8):
        text = PROSE.replace("tide", f"tide {n // 2}") + f"  Run {n}.\n"
        author.save({"content/events/e1.yaml": text})
        whole.add(author.read(EVENT))
    stop.set()
    asking.join()
    assert seen <= whole
