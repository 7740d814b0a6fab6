"""The indexes: one for each kind of profile, and one of the sources."""

from __future__ import annotations

from collections.abc import Sequence

from sourceline.model import Profile, ProfileKind, RoleClaim, Source
from sourceline.site import addresses
from sourceline.site.citations import title_source
from sourceline.site.dates import describe_date, describe_text
from sourceline.site.frames import make_frame
from sourceline.site.lines import name_kind, word_end, word_role
from sourceline.site.linked_data import describe_page
from sourceline.site.lookup import Lookup, link_reference
from sourceline.site.pages import Page, ProfileIndexPage, SourceIndexPage
from sourceline.site.timeline import Dated
from sourceline.site.values import ProfileCard, SourceCard


def plan_profile_index(lookup: Lookup, kind: ProfileKind) -> Page:
    """All profiles of a kind, by name."""
    path, title = addresses.index_path(kind), lookup.labels(addresses.FOLDERS[kind])
    members = [p for p in lookup.chronicle.profiles if p.kind == kind]
    summary = lookup.labels(f"count_{addresses.FOLDERS[kind]}", len(members))
    values = ProfileIndexPage(
        frame=make_frame(
            lookup,
            path,
            title,
            description=lookup.labels("headed", head=title, text=summary),
            data=(describe_page(lookup, "CollectionPage", path, title),),
        ),
        title=title,
        summary=summary,
        cards=tuple(card_profile(lookup, profile) for profile in members),
    )
    return Page(path, "profiles.html", values)


def plan_source_index(lookup: Lookup) -> Page:
    """All sources, by publication."""
    title = lookup.labels("sources")
    summary = lookup.labels("count_sources", len(lookup.chronicle.sources))
    values = SourceIndexPage(
        frame=make_frame(
            lookup,
            addresses.SOURCES,
            title,
            description=lookup.labels("headed", head=title, text=summary),
            data=(describe_page(lookup, "CollectionPage", addresses.SOURCES, title),),
        ),
        title=title,
        summary=summary,
        cards=tuple(card_source(lookup, source) for source in lookup.chronicle.sources),
    )
    return Page(addresses.SOURCES, "sources.html", values)


def list_cited(lookup: Lookup, events: Sequence[Dated]) -> tuple[SourceCard, ...]:
    """The sources that events rest on, by publication: what a printed chronology ends with."""
    cited = {evidence.source for dated in events for evidence in dated.event.evidence}
    return tuple(card_source(lookup, s) for s in lookup.chronicle.sources if s.id in cited)


def card_profile(lookup: Lookup, profile: Profile) -> ProfileCard:
    """A profile in an index, with its latest role or what it is to others."""
    labels = lookup.labels
    n = len(profile.events)
    return ProfileCard(
        name=profile.name,
        path=addresses.profile_path(profile.kind, profile.id),
        kind=name_kind(labels, profile.kind),
        note=describe_profile(lookup, profile),
        count=n,
        count_text=labels("entries", n) if n else labels("count_sources", len(profile.sources)),
    )


def describe_profile(lookup: Lookup, profile: Profile) -> str:
    """ "interim co-CEO, Stability AI", "Made by Stability AI", or "".

    A role that has ended stands in only where no other is known, and says that it has ended.
    """
    own = [role for role in profile.roles if role.person.profile == profile.id]
    if own:
        return _word_latest(lookup, [role for role in own if role.end is None] or own)
    for relation in profile.relations:
        forward = relation.subject.profile == profile.id
        other = link_reference(lookup, relation.object if forward else relation.subject)
        key = relation.predicate if forward else f"inverse_{relation.predicate}"
        word = lookup.labels.find(key, "")
        if word and other and profile.kind == "product":
            return lookup.labels("relation_of", relation=word, name=other.text)
    return ""


def _word_latest(lookup: Lookup, roles: Sequence[RoleClaim]) -> str:
    role = roles[-1]
    organization = link_reference(lookup, role.organization)
    end = describe_date(role.end, lookup.labels) if role.end else None
    parts = [
        word_role(lookup, role),
        organization.text if organization else "",
        word_end(lookup.labels, "role_end", end),
    ]
    return lookup.labels.join(parts)


def card_source(lookup: Lookup, source: Source) -> SourceCard:
    """A source in an index, with how many entries rest on it."""
    resting = len(lookup.resting.get(source.id, ()))
    return SourceCard(
        title=title_source(source),
        language=source.language,
        path=addresses.source_path(source.id),
        made=("title", "made") in source.origins,
        publisher=source.publisher or "",
        when=describe_text(source.published, lookup.labels),
        count_text=lookup.labels("entries", resting),
        url=addresses.clean_web_address(source.url),
    )
