"""The folders in which pages of events and profiles lie."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sourceline.model import ProfileKind

EVENTS = "events"
# Kind → the folder of its pages, in the order in which kinds are listed everywhere.
FOLDERS: Mapping[ProfileKind, str] = {
    "person": "people",
    "organization": "organizations",
    "product": "products",
    "place": "places",
    "topic": "topics",
}

LONGEST = 80
"""Characters of a part of a path."""
_DEVICES = frozenset(
    {"con", "prn", "aux", "nul", *(f"{d}{n}" for d in ("com", "lpt") for n in range(10))}
)


def is_device(name: str) -> bool:
    """Whether Windows keeps the name of a file or folder for a device, with any ending."""
    return name.partition(".")[0] in _DEVICES


def name_folder(thing: str) -> str:
    """The folder of the page of what has this id: the id, but for one that some system cannot hold, which is cut and
    gets the sum of all of it behind."""
    if len(thing) <= LONGEST and not is_device(thing):
        return thing
    mark = hashlib.sha256(thing.encode()).hexdigest()[:8]
    return f"{thing[: LONGEST - 9].replace('.', '-').rstrip('-_')}-{mark}"
