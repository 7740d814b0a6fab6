"""What an open page is told of problems: everything that it shows, in words, as plain data."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sourceline.errors import Problem
from sourceline.serve.excerpt import Line, cut_excerpt, show_text

MOST = 20
"""Problems that are shown on a page; the terminal has all."""


def describe_problems(problems: Sequence[Problem], folder: Path) -> dict[str, Any]:
    """The notice of `problems`, whose paths are relative to `folder`; excerpts are cut from the files as they are
    now. Its texts are to be shown as text, never as markup."""
    listed = sorted(problems)
    count = len(listed)
    return {
        "heading": f"{count:,} {'problem' if count == 1 else 'problems'} in the way",
        "lead": "The page below is the last good one. It is made anew with the next good save.",
        "more": f"And {count - MOST:,} more; the terminal lists all." if count > MOST else "",
        "problems": [_describe(problem, folder) for problem in listed[:MOST]],
        "close": "Close",
        "reopen": f"{count:,} {'problem' if count == 1 else 'problems'}",
    }


def _describe(problem: Problem, folder: Path) -> dict[str, Any]:
    return {
        "place": show_text(str(problem.position)),
        "message": show_text(problem.message),
        "remedy": show_text(problem.remedy),
        "excerpt": [_describe_line(line) for line in cut_excerpt(folder, problem.position)],
    }


def _describe_line(line: Line) -> list[int | str]:
    return [line.number, line.before, line.mark, line.after]
