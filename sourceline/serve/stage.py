"""What open pages are to know: which state the site is in, what stands in the way, how far work is."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import Any

from sourceline.outcome import Outcome
from sourceline.serve.notice import describe_problems
from sourceline.serve.reload import Message, tell_pages


class Stage:
    """Lives in the server's thread. Whoever comes late is told the same as those who were there."""

    def __init__(self, folder: Path) -> None:
        """`folder` is what paths of problems are relative to."""
        self._folder = folder
        self._start = secrets.token_hex(4)
        self._number = 0
        self._notice: dict[str, Any] | None = None
        self._progress = ""
        self.is_made = False
        """Whether the site has been made, or at least tried to."""

    @property
    def state(self) -> str:
        """Names the present site: no other state of it has this name, nor has one of an earlier server."""
        return f"{self._start}.{self._number}"

    def greet(self) -> tuple[Message, ...]:
        """What a page is told when it comes. One that was sent in an earlier state loads itself again."""
        return (
            {"command": "state", "state": self.state},
            {"command": "problems", "notice": self._notice},
            {"command": "progress", "text": self._progress},
        )

    def take_outcome(self, outcome: Outcome) -> None:
        """Tell what has become of the site; it must be readable already."""
        self.is_made = True
        self.take_progress("")
        self._notice = (
            describe_problems(outcome.problems, self._folder) if outcome.problems else None
        )
        if outcome.changed or outcome.styles:
            before = self.state
            self._number += 1
            reload = {"command": "reload", "path": "*", "liveCSS": True}
            styles = list(outcome.styles)
            tell_pages({**reload, "before": before, "state": self.state, "styles": styles})
        tell_pages({"command": "problems", "notice": self._notice})

    def take_progress(self, text: str) -> None:
        """Tell how far work is; "" when it is done."""
        if text != self._progress:
            self._progress = text
            tell_pages({"command": "progress", "text": text})
