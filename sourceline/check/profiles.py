"""Pages that state nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sourceline.check.desk import Desk, make_note
from sourceline.errors import Problem
from sourceline.model import Chronicle, Profile


def check_profiles(chronicle: Chronicle, desk: Desk) -> Iterator[Problem]:
    """Profiles of which neither a source nor a person says anything."""
    for profile in chronicle.profiles:
        if not _has_facts(profile):
            yield _report_empty(profile, desk)


def _has_facts(profile: Profile) -> bool:
    said: Iterable[object] = (
        profile.text,
        profile.events,
        profile.roles,
        profile.figures,
        profile.quotations,
        profile.relations,
        profile.evidence if profile.kind == "topic" else (),  # it is spoken of, not acting
    )
    return any(said)


def _report_empty(profile: Profile, desk: Desk) -> Problem:
    own = desk.path_of_profile(profile.id)
    return make_note(
        desk.place_profile(profile),
        "empty-profile",
        f"The page of {profile.name!r} ({profile.id}) states no fact.",
        f"Write a 'text:' into {own}, or 'reject: true' if it needs no page.",
        desk.paste_profile(profile.id, "reject", "true"),
    )
