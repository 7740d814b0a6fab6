"""Answers of a language model: kept as they came, and missing when they are damaged."""

from __future__ import annotations

from pathlib import Path

import pytest

from sourceline.extract.llm.requests import Reply
from sourceline.store.answers import read_answer, write_answer

KEY = "0a" * 32
REPLY = Reply("Tide \ud800 “opened”.", 12, 3)


def test_answer_comes_back(tmp_path: Path) -> None:
    """What was kept is read again, whatever signs it has; of another question nothing is known."""
    write_answer(tmp_path, KEY, REPLY)
    assert (read_answer(tmp_path, KEY), read_answer(tmp_path, "0b" * 32)) == (REPLY, None)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("12", "13"),
        ("12", "1e999"),
        ("opened", "closed"),
        ('"text"', '"words"'),
        ("{", "[" * 100_000),
        ("}", ""),
    ],
)
def test_damaged_answer_is_missing(tmp_path: Path, old: str, new: str) -> None:
    """An answer that was changed or cut counts as none."""
    write_answer(tmp_path, KEY, REPLY)
    (path,) = (tmp_path / ".sourceline/answers").iterdir()
    whole = path.read_text(encoding="utf-8")
    assert old in whole
    path.write_text(whole.replace(old, new, 1), encoding="utf-8")
    assert read_answer(tmp_path, KEY) is None


def test_key_is_a_hash(tmp_path: Path) -> None:
    """No other name reaches a path."""
    with pytest.raises(ValueError, match="is no hash"):
        read_answer(tmp_path, "../" * 21 + "a")
