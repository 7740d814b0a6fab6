"""The manual's notes are those that the desk writes."""

from __future__ import annotations

import re
from pathlib import Path

from cases import FIXTURES, read_cases

from sourceline.check import CHECKS, kinds

DOCS = Path(__file__).resolve().parents[2] / "docs"
SECTION = (
    (DOCS / "editing.md").read_text(encoding="utf-8").split("\n## The desk")[1].split("\n## ")[0]
)


def join_lines(text: str) -> str:
    return " ".join(text.split())


def test_notes_are_as_the_desk_writes_them() -> None:
    """Each note that the manual shows is one of the fixtures', but for its line breaks."""
    blocks = re.findall(r"^```\n(.*?)^```$", SECTION, re.MULTILINE | re.DOTALL)
    shown = [
        join_lines(note)
        for block in blocks
        for note in re.findall(r"^content/.*?(?=^content/|^\d|\Z)", block, re.MULTILINE | re.DOTALL)
    ]
    known = join_lines(
        " ".join(case.expected for case in read_cases(FIXTURES / "check" / "desk.txt"))
    )
    assert len(shown) == 4
    assert [note for note in shown if note not in known] == []


def test_every_kind_of_note_is_explained() -> None:
    """The table of the manual names each kind that a check gives."""
    named = set(re.findall(r"^\| (.*?) \|", SECTION, re.MULTILINE))
    codes = {code for cell in named for code in re.findall(r"`([a-z-]+)`", cell)}
    folder = Path(kinds.__file__).parent
    tables = ("kinds.py", "meanings.py")
    checks = "".join(
        path.read_text(encoding="utf-8") for path in folder.glob("*.py") if path.name not in tables
    )
    given = {code for code in kinds.KINDS if f'"{code}"' in checks}
    assert len(CHECKS) == 12
    assert codes == given - {"duplicate-address"}
