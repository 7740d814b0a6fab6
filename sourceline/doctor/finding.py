"""One thing that was looked at, and how it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

State = Literal["ok", "note", "problem"]
Group = Literal["program", "git", "site"]


@dataclass(frozen=True, slots=True)
class Finding:
    """How one thing is. A problem is what a build cannot do without."""

    group: Group
    name: str
    """Short and stable, for other programs: "python", "click", "settings"."""
    state: State
    text: str
    """One sentence."""
    remedy: str = ""
    """What to type or do; "" where nothing is to be done."""
