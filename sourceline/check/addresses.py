"""Pages that would take one address."""

from __future__ import annotations

from collections.abc import Iterator

from sourceline.check.desk import EVENTS, PROFILES, Desk
from sourceline.errors import Position, Problem
from sourceline.model import Chronicle
from sourceline.naming import name_folder
from sourceline.weave.folders import FOLDERS


def check_addresses(chronicle: Chronicle, _: Desk) -> Iterator[Problem]:
    """Two pages at one address; letter case does not tell addresses apart on every disk."""
    pages = [
        *(("sources", source.id, source.path) for source in chronicle.sources),
        *(("events", event.id, EVENTS) for event in chronicle.events),
        *((FOLDERS[p.kind], p.id, PROFILES) for p in chronicle.profiles),
    ]
    taken: set[tuple[str, str]] = set()
    for folder, name, place in pages:
        address = folder, name_folder(name.casefold())
        if address in taken:
            yield Problem(
                Position(place),
                "duplicate-address",
                f"Two pages would have the address {folder}/{address[1]}/.",
                "Rename one of the two files, or give one of them another id.",
            )
        taken.add(address)
