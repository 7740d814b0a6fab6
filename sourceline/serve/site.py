"""The site that is shown, as the server sees it: who makes it is not its business."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from sourceline.outcome import Outcome

Progress = Callable[[str, int, int, str], None]
"""Told (noun, done, total, name of the last one) while work goes on: "sources", 3, 12, "tide"."""


class Site(Protocol):
    """The files of a preview."""

    def read(self, path: str) -> bytes | None:
        """The file at `path` ("index.html", "events/x/index.html", "a.css"; no slash before it), made when
        it is asked for; None: there is none.

        ContentError when it cannot be made. Called in several threads, also while `refresh` works.
        """
        ...

    def refresh(self, changed: frozenset[str], progress: Progress) -> Outcome:
        """Take in what has been saved: `changed` holds the absolute paths of files that were written,
        renamed or deleted since the last outcome without problems.

        The first call, with none, makes the site. Called in one thread, never twice at once.
        """
        ...
