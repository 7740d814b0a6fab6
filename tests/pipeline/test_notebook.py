"""What pages note for the next build."""

from __future__ import annotations

from pathlib import Path

import pytest
from pages import theme_assets
from sample import SAMPLE

from sourceline.pipeline.notebook import Notebook
from sourceline.site.pages import Memo
from sourceline.site.plan import plan_tasks


def test_values_come_back_as_they_were(tmp_path: Path) -> None:
    """Everything that the tasks of the sample site note is read back equal."""
    assets = {asset.name: asset.path for asset in theme_assets()}
    lookup, tasks = plan_tasks(SAMPLE, assets=assets)
    made = [each for task in tasks for each in task.make(lookup)]
    memos = [(each.name, each.values) for each in made if isinstance(each, Memo)]
    book = Notebook(tmp_path / "a-1")
    book.sheets.update(dict.fromkeys(book.write_sheet(3, memos), 3))
    again = Notebook(tmp_path / "a-1", book.sheets)
    assert [again.read(name) for name, _ in memos] == [values for _, values in memos]
    assert len(memos) > 4
    assert {"search", "words"} <= book.sheets.keys()


def test_sheet_of_another_build_is_not_read(tmp_path: Path) -> None:
    """What was noted under another name, or was damaged since, is not there."""
    book = Notebook(tmp_path / "a-1")
    book.sheets.update(dict.fromkeys(book.write_sheet(0, [("a", 1)]), 0))
    (tmp_path / "a-1").rename(tmp_path / "a-2")
    with pytest.raises(KeyError):
        Notebook(tmp_path / "a-2", book.sheets).read("a")


def test_former_notebooks_go(tmp_path: Path) -> None:
    """Only those of the same output are deleted, and the own one stays."""
    for name in ("a-1", "a-2", "b-1"):
        Notebook(tmp_path / name).write_sheet(0, [("a", 1)])
    Notebook(tmp_path / "a-2").drop_others()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a-2", "b-1"]


def test_sheets_that_nobody_asks_for_go(tmp_path: Path) -> None:
    """Those of the build stay; others go, half-written ones of a failing disk too."""
    book = Notebook(tmp_path / "a-1")
    for number in (0, 1):
        book.sheets.update(dict.fromkeys(book.write_sheet(number, [("a", 1)]), number))
    (tmp_path / "a-1/-1.notes.part").write_bytes(b"half")
    book.drop_unused()
    assert [path.name for path in (tmp_path / "a-1").iterdir()] == ["1.notes"]
