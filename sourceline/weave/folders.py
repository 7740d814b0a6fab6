"""The folders in which pages of events and profiles lie."""

from __future__ import annotations

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
