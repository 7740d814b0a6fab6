"""Corrections of pages that are not there."""

from __future__ import annotations

from collections.abc import Iterator

from sourceline.check.desk import Desk
from sourceline.errors import Position, Problem
from sourceline.model import Chronicle
from sourceline.weave.folders import EVENTS, FOLDERS


def check_corrections(chronicle: Chronicle, _: Desk) -> Iterator[Problem]:
    """Each page of a correction that the site neither has nor leads on from, and of which no entry says
    that it is gone."""
    pages = {
        *(f"{EVENTS}/{event.id}" for event in chronicle.events),
        *(f"{FOLDERS[profile.kind]}/{profile.id}" for profile in chronicle.profiles),
        *(f"sources/{source.id}" for source in chronicle.sources),
        *(old.rstrip("/") for old, _ in chronicle.redirects),
        *(each.page for each in chronicle.corrections if each.what in ("removed", "joined")),
    }
    for entry in chronicle.corrections:
        if entry.page not in pages and chronicle.known_on is None:
            yield Problem(
                dict(entry.positions).get("page", Position("content/corrections.yaml")),
                "lost-correction",
                f"This correction is of {entry.page!r}, which is no page of the site.",
                "If the address is mistyped, mend it; if the page is gone, add an entry with "
                "'what: removed'. It stands on the page of corrections in any case.",
                "note",
            )
