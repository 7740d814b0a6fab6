"""Addresses that changed: the old page leads to the new one."""

from __future__ import annotations

from collections.abc import Iterable

from sourceline.weave.accounts import PlacedEvent
from sourceline.weave.folders import EVENTS, FOLDERS
from sourceline.weave.portraits import PlacedProfile, choose_kind


def list_redirects(
    profiles: Iterable[PlacedProfile], events: Iterable[PlacedEvent]
) -> tuple[tuple[str, str], ...]:
    """(old page, new page) for every former id of the profiles and events that have a page."""
    found: dict[str, str] = {}
    living = set()
    for profile in profiles:
        here = f"{FOLDERS[choose_kind(profile)]}/{profile.id}/"
        living.add(here)
        kinds = {choose_kind(profile), *(item.claim.kind for item in profile.group.claims)}
        for old in (profile.id, *profile.former):
            found.update({f"{FOLDERS[kind]}/{old}/": here for kind in sorted(kinds)})
    for event in events:
        here = f"{EVENTS}/{event.id}/"
        living.add(here)
        found.update({f"{EVENTS}/{old}/": here for old in event.former})
    return tuple(sorted((old, new) for old, new in found.items() if old not in living))
