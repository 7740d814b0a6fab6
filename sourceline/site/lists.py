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
from sourceline.site.pages import Page, ProfileIndexPage, SourceIndexPage, Task
from sourceline.site.parts import Part, cut_list, word_ends
from sourceline.site.timeline import Dated
from sourceline.site.values import Frame, ProfileCard, SourceCard
from sourceline.weave.shelf import order_source

# A longer index has several pages: 500 sources are about 190 kB.
MOST_CARDS = 500


def plan_profile_index(lookup: Lookup, kind: ProfileKind) -> tuple[Task, ...]:
    """All profiles of a kind, by name: one page, or several where they are many."""
    members = [p for p in lookup.chronicle.profiles if p.kind == kind]
    summary = lookup.labels(f"count_{addresses.FOLDERS[kind]}", len(members))
    parts = cut_list(
        members,
        addresses.index_path(kind),
        MOST_CARDS,
        lambda part, _: word_ends(part[0].name, part[-1].name, lookup.labels),
    )
    return tuple(Task(p.path, _plan_profiles, (kind, p, summary)) for p in parts)


def _plan_profiles(lookup: Lookup, kind: ProfileKind, part: Part[Profile], summary: str) -> Page:
    title = part.title(lookup.labels(addresses.FOLDERS[kind]), lookup.labels)
    values = ProfileIndexPage(
        frame=_frame_index(lookup, part.path, title, summary),
        title=title,
        summary=summary,
        parts=part.links,
        before=part.before,
        after=part.after,
        cards=tuple(card_profile(lookup, profile) for profile in part.members),
    )
    return Page(part.path, "profiles.html", values)


def plan_source_index(lookup: Lookup) -> tuple[Task, ...]:
    """All sources, by publication: one page, or several where they are many."""
    shelf = lookup.chronicle.sources
    summary = lookup.labels("count_sources", len(shelf))
    parts = cut_list(shelf, addresses.SOURCES, MOST_CARDS, lambda part, _: word_shelf(lookup, part))
    return tuple(Task(part.path, _plan_sources, (part, summary)) for part in parts)


def _plan_sources(lookup: Lookup, part: Part[Source], summary: str) -> Page:
    title = part.title(lookup.labels("sources"), lookup.labels)
    values = SourceIndexPage(
        frame=_frame_index(lookup, part.path, title, summary),
        title=title,
        summary=summary,
        parts=part.links,
        before=part.before,
        after=part.after,
        cards=tuple(card_source(lookup, source) for source in part.members),
    )
    return Page(part.path, "sources.html", values)


def _frame_index(lookup: Lookup, path: str, title: str, summary: str) -> Frame:
    return make_frame(
        lookup,
        path,
        title,
        description=lookup.labels("headed", head=title, text=summary),
        data=(describe_page(lookup, "CollectionPage", path, title),),
    )


def word_shelf(lookup: Lookup, sources: Sequence[Source]) -> str:
    """The days between which sources in a row were published: "4 May 2012 to 7 June 2014"."""
    whens = (describe_text(s.published, lookup.labels) for s in (sources[0], sources[-1]))
    first, last = (when.plain if when else lookup.labels("not_stated") for when in whens)
    return word_ends(first, last, lookup.labels)


def list_cited(lookup: Lookup, events: Sequence[Dated]) -> tuple[SourceCard, ...]:
    """The sources that events rest on, by publication: what a printed chronology ends with."""
    cited = {evidence.source for dated in events for evidence in dated.event.evidence}
    return tuple(
        card_source(lookup, source)
        for source in sorted(filter(None, map(lookup.sources.get, cited)), key=order_source)
    )


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
    resting = lookup.tellings.get(source.id, 0)
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
