"""A line of the scorecard."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """What was tried so many times, and how often it did not go as it must."""

    name: str
    tried: int
    failed: int
    note: str = ""

    def __str__(self) -> str:
        # Of none in n, the share is below 3/n with a probability of 95 % (the rule of three).
        bound = f"{300 / self.tried:.2g} %" if self.tried and not self.failed else ""
        note = self.note.replace("|", "\\|")
        return f"| {self.name} | {self.tried:,} | {self.failed:,} | {bound} | {note} |"


HEAD = "| part | what | tried | failed | at most (95 %) | note |\n|---|---|--:|--:|--:|---|"
"""Of the table of all parts, each line of which begins with the name of its part."""
