"""Text fixtures: text in, text out, the title is the reason.

A fixture file holds any number of cases. Lines before the first case are comments.

    ## why this case exists
    published: 2024-03-26
    ---
    The text that is read. It may span several lines.
    --->
    the expected lines

The options between the title and `---` are optional `key: value` lines.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

FIXTURES = Path(__file__).parent / "fixtures"


@dataclass(frozen=True, slots=True)
class Case:
    """One example: its reason, its options, the text, and the lines expected of it."""

    title: str
    options: dict[str, str]
    text: str
    expected: str
    line: int


def read_cases(path: Path) -> list[Case]:
    """The cases of one fixture file, in order."""
    cases: list[Case] = []
    lines = path.read_text(encoding="utf-8").split("\n")
    starts = [n for n, line in enumerate(lines) if line.startswith("## ")]
    for start, stop in zip(starts, [*starts[1:], len(lines)], strict=True):
        chunk = lines[start + 1 : stop]
        head, text, expected = _split(chunk, path, start + 1)
        options = dict(_option(line) for line in head if line.strip())
        cases.append(Case(lines[start][3:].strip(), options, text, expected, start + 1))
    return cases


def _split(chunk: list[str], path: Path, line: int) -> tuple[list[str], str, str]:
    try:
        first = chunk.index("---")
        second = chunk.index("--->")
    except ValueError:
        raise AssertionError(f"{path}:{line}: a case needs a '---' and a '--->' line") from None
    text = "\n".join(chunk[first + 1 : second])
    expected = "\n".join(chunk[second + 1 :]).strip("\n")
    return chunk[:first], text, expected


def _option(line: str) -> tuple[str, str]:
    key, _, value = line.partition(":")
    return key.strip(), value.strip()


def case_parameters(folder: str, name: str = "*") -> list[object]:
    """Every case of `fixtures/<folder>/<name>.txt` as pytest parameters, named file and title."""
    files = sorted((FIXTURES / folder).glob(f"{name}.txt"))
    assert files, f"no fixture files for {folder}/{name}.txt"
    return [
        pytest.param(case, id=f"{file.stem}: {case.title}")
        for file in files
        for case in read_cases(file)
    ]
