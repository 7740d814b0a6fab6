"""What a build knows of the tasks of the one before."""

from __future__ import annotations

from pathlib import Path

import pytest
from sample import SAMPLE
from trees import read_tree, write_tree

from sourceline.cli import main
from sourceline.pipeline import rendering
from sourceline.pipeline.journal import Journal, Made
from sourceline.site.about import plan_not_found
from sourceline.site.pages import Task
from sourceline.site.plan import plan_tasks
from sourceline.site.traces import Sums

LOOKUP = plan_tasks(SAMPLE, assets={}).lookup
SUMS = Sums(LOOKUP)
TASK = Task("a/index.html", plan_not_found)
FILES = (("a/index.html", "5e1f", 12),)
BELL = ("events", "bell")
GAPS = (("a/index.html", (3, 7)),)


def write_journal(path: Path, notes: tuple[str, ...] = ()) -> None:
    """One with a task that read an event."""
    journal = Journal(path, "base", {})
    journal.take_over((), SUMS, "")
    journal.add(TASK, Made(FILES, (BELL,), notes, GAPS), {"note": 3})
    journal.finish("book")
    journal.save()


def test_task_is_kept_with_its_files_notes_and_gaps(tmp_path: Path) -> None:
    """Where its files are published as it made them."""
    write_journal(tmp_path / "j", ("note",))
    kept = Journal(tmp_path / "j", "base", {"a/index.html": "5e1f"}).take_over([TASK], SUMS, "book")
    assert {path: (e.files, e.notes, e.gaps) for path, e in kept.items()} == {
        "a/index.html": (FILES, (("note", 3),), GAPS)
    }


@pytest.mark.parametrize(
    ("base", "published", "task", "notebook"),
    [
        ("other", {"a/index.html": "5e1f"}, TASK, "book"),
        ("base", {"a/index.html": "0000"}, TASK, "book"),
        ("base", {}, TASK, "book"),
        ("base", {"a/index.html": "5e1f"}, Task("a/index.html", plan_not_found, ("x",)), "book"),
        ("base", {"a/index.html": "5e1f"}, Task("b/index.html", plan_not_found), "book"),
        ("base", {"a/index.html": "5e1f"}, TASK, "other"),
    ],
)
def test_task_is_done_again(
    tmp_path: Path, base: str, published: dict[str, str], task: Task, notebook: str
) -> None:
    """Another theme, another file in its place, another thing given, another page, other notes."""
    write_journal(tmp_path / "j")
    assert Journal(tmp_path / "j", base, published).take_over([task], SUMS, notebook) == {}


def test_damaged_journal_is_none(tmp_path: Path) -> None:
    """Then every task is done."""
    write_journal(tmp_path / "j")
    data = (tmp_path / "j").read_bytes()
    for spoiled in (data[:-1], b"", data[:40] + bytes([data[40] ^ 1]) + data[41:]):
        (tmp_path / "j").write_bytes(spoiled)
        journal = Journal(tmp_path / "j", "base", {"a/index.html": "5e1f"})
        assert journal.take_over([TASK], SUMS, "book") == {}


def test_task_whose_notes_are_lost_is_done_again(tmp_path: Path) -> None:
    """It is not written down."""
    write_journal(tmp_path / "j", ("note", "no such sheet"))
    journal = Journal(tmp_path / "j", "base", {"a/index.html": "5e1f"})
    assert journal.take_over([TASK], SUMS, "book") == {}


def test_edit_makes_only_the_pages_that_show_it(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of a whole site: after the edit of a title its event, what leads to it, and every list of it."""
    event = "title: The tower is lit\ndate: 1950-03\n"
    write_tree(site, {"content/events/lit.yaml": event})
    made: list[str] = []

    def note(files: tuple[tuple[str, str, int], ...], *more: object) -> Made:
        made.append(files[0][0])
        return Made(files, *more)  # type: ignore[arg-type] # as it was called

    def build() -> dict[str, bytes]:
        made.clear()
        with pytest.raises(SystemExit):
            main(["build", "-C", str(site), "-j", "1"])
        return read_tree(site / "public")

    monkeypatch.setattr(rendering, "Made", note)
    before = build()
    assert len(made) > 20
    write_tree(site, {"content/events/lit.yaml": event.replace("is lit", "was lit")})
    after = build()
    assert sorted(made) == [
        "about/index.html",
        "data/events.json",
        "data/events/lit.json",
        "embed/events/lit/index.html",
        "events/ada-fenwick-departure/index.html",
        "events/lit/index.html",
        "feed.xml",
        "index.html",
        "search/index.html",
        "timeline/1950/index.html",
        "timeline/index.html",
    ]
    changed = {path for path in after if after[path] != before.get(path)}
    assert {path for path in changed if path.endswith(".html")} == {*made} - {
        "about/index.html",
        "data/events.json",
        "data/events/lit.json",
        "feed.xml",
    }
