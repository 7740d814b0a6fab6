"""Labels that an author words anew are looked at before they are used."""

from __future__ import annotations

from pathlib import Path

import pytest

from sourceline.model import Rewording, Settings
from sourceline.site.rewordings import check_labels
from sourceline.store import read_settings

WRONG = """language: pl
labels:
  timelin: Kalendarium
  sentence: "nr {m}"
  feed: "a } b"
  home: {one: a, other: b}
  entries:
    two: "{n} wpisy"
    other: "{n} wpisów"
  count_topics: {one: "{n} temat", few: "{n} tematy"}
"""


def read(root: Path, text: str) -> tuple[Settings, list[str]]:
    """The settings in a file, and every problem of reading them and of their labels."""
    (root / "content").mkdir()
    (root / "content" / "site.yaml").write_text(text, encoding="utf-8")
    settings, problems = read_settings(root)
    return settings, [str(problem) for problem in (*problems, *check_labels(settings))]


def test_labels_are_read(tmp_path: Path) -> None:
    """One text, or one for each plural; what is left blank is not written."""
    text = "labels:\n  timeline: Chronicle\n  home:\n  entries: {one: '{n} line', other: '{n} lines'}\n"
    assert read(tmp_path, text) == (
        Settings(
            labels=(
                Rewording("timeline", (("other", "Chronicle"),)),
                Rewording("entries", (("one", "{n} line"), ("other", "{n} lines"))),
            )
        ),
        [],
    )


def test_every_fault_is_named(tmp_path: Path) -> None:
    """With its place, and what could stand there."""
    plurals = "    The plurals of 'pl' are: one, few, many, other."
    assert read(tmp_path, WRONG)[1] == [
        (
            "content/site.yaml:3:3: error: The site has no label 'timelin'. Did you mean 'timeline'?\n"
            "    All labels stand in docs/reference/labels.md."
        ),
        (
            "content/site.yaml:4:13: error: Nothing is known to fill {m} with.\n"
            "    It can be filled with: {n}."
        ),
        (
            "content/site.yaml:5:9: error: A brace stands alone in it.\n"
            "    Nothing can be filled into this label; write it without braces."
        ),
        (
            "content/site.yaml:6:3: error: The label 'home' counts nothing, so it has one text.\n"
            "    Write 'home: …' in one line."
        ),
        f"content/site.yaml:7:3: error: 'two' is no plural of 'pl'.\n{plurals}",
        f"content/site.yaml:10:3: error: The label 'count_topics' lacks its plural 'other'.\n{plurals}",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "labels: [a]\n",
            (
                "content/site.yaml:1:9: error: 'labels' must be a mapping of keys to texts, not a list.\n"
                "    Write lines such as 'timeline: Chronicle' below it, with two spaces in front."
            ),
        ),
        (
            "labels:\n  home: [a]\n",
            (
                "content/site.yaml:2:9: error: 'home' must be a text, not a list.\n"
                "    Put the text in quotes if it starts with a bracket, a brace or a dash."
            ),
        ),
    ],
)
def test_other_shapes_are_refused(tmp_path: Path, text: str, expected: str) -> None:
    """A list is no label."""
    assert read(tmp_path, text) == (Settings(), [expected])
