"""What a long run is given."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
"""The repository."""


@dataclass(frozen=True, slots=True)
class Options:
    """How much is tried, and with what."""

    naughty: Path | None = None
    """A folder of collections of hostile texts, of which none is kept here; without it there are only ours."""
    share: float = 1.0
    """Of the cases of a whole run: 0.01 shows in a few minutes that each part works."""

    def scale(self, cases: int) -> int:
        """So many cases of a whole run, at least one."""
        return max(1, round(cases * self.share))

    def thin(self, names: Iterable[str]) -> list[str]:
        """Of cases each of which takes long, ten times as many as `scale` says, evenly spread; all at most."""
        return list(names)[:: max(1, round(1 / min(1.0, self.share * 10)))]
