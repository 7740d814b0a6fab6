"""JSON-LD (schema.org) as text that is safe inside a script element.

Only what the site's own pages say: no property is filled by a guess, a date stands only where it is
exact, and what a source denies or merely alleges is a claim, not an event.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from sourceline import edtf
from sourceline.model import Event, Profile, Reference, RelationClaim, RoleClaim, Settings, Source
from sourceline.site import addresses
from sourceline.site.data.places import INDEX
from sourceline.site.lookup import Lookup, find_event
from sourceline.site.plain import strip_markdown
from sourceline.site.scripts import dump_script, escape_data
from sourceline.site.values import Link

CONTEXT = "https://schema.org"
# More would only repeat the page.
MOST_CLAIMS = 5
# Posts, employers or others in one relation: a person can have kept hundreds of them.
MOST_THINGS = 50
_TYPES = {
    "person": "Person",
    "organization": "Organization",
    "product": "Product",
    "place": "Place",
    "topic": "DefinedTerm",
}
# (predicate, whether the profile is its subject, kind of the profile, kinds of the other) → property.
_RELATIONS: Mapping[tuple[str, bool, str], tuple[str, tuple[str, ...]]] = {
    ("founder_of", False, "organization"): ("founder", ("person", "organization")),
    ("maker_of", False, "product"): ("manufacturer", ("organization",)),
    ("part_of", True, "organization"): ("parentOrganization", ("organization",)),
    ("part_of", True, "place"): ("containedInPlace", ("place",)),
    ("member_of", True, "person"): ("memberOf", ("organization",)),
    ("member_of", True, "organization"): ("memberOf", ("organization",)),
    ("works_for", True, "person"): ("worksFor", ("organization",)),
    ("located_in", True, "organization"): ("location", ("place",)),
    ("located_in", True, "place"): ("containedInPlace", ("place",)),
}
# Qualifiers of a post that somebody does not hold, or not yet.
_NOT_HELD = {"former", "ex", "then", "retired", "emeritus", "incoming", "elect", "designate"}


def dump_data(data: Iterable[dict[str, Any]]) -> str:
    """JSON text of one or several things, without a character that HTML or a script could read."""
    things = list(data)
    if not things:
        return ""
    whole = {"@context": CONTEXT, **(things[0] if len(things) == 1 else {"@graph": things})}
    return escape_data(dump_script(whole))


# --- the site and its pages -------------------------------------------------------------------


def make_crumbs(url: str | None, trail: tuple[Link, ...], title: str) -> dict[str, Any]:
    """The way from home to a page; the last step has no address of its own."""
    steps: list[dict[str, Any]] = [
        {
            "@type": "ListItem",
            "position": n,
            "name": link.text,
            "item": addresses.make_absolute(url, link.path),
        }
        for n, link in enumerate(trail, 1)
        if link.path
    ]
    steps.append({"@type": "ListItem", "position": len(steps) + 1, "name": title})
    return {"@type": "BreadcrumbList", "itemListElement": steps}


def describe_site(lookup: Lookup, summary: tuple[str, ...]) -> tuple[dict[str, Any], ...]:
    """WebSite, and the chronicle as a Dataset; `summary` stands for a lead that is not written."""
    settings = lookup.settings
    home = addresses.make_absolute(settings.url, addresses.HOME)
    common = {
        "name": settings.title,
        "url": home,
        "inLanguage": settings.language,
        # Nobody says whether it is a person or a firm, which `author` would have to tell.
        "creditText": settings.author,
        "license": addresses.clean_web_address(settings.licence),
    }
    lead = " ".join(strip_markdown(settings.lead).split())
    site = {"@type": "WebSite", "@id": home, **common, "description": lead}
    data = {
        "@type": "Dataset",
        "@id": home and f"{home}#dataset",
        **common,
        "description": lead or ", ".join(summary),
        "temporalCoverage": _cover_time(lookup),
        "isPartOf": home and {"@id": home},
        "distribution": home and _describe_downloads(settings),
    }
    return _drop_empty(site), _drop_empty(data)


def _describe_downloads(settings: Settings) -> list[dict[str, Any]]:
    files = [("application/feed+json", addresses.JSON_FEED)]
    files += [("application/json", INDEX)] if settings.data else []
    return [
        {
            "@type": "DataDownload",
            "encodingFormat": kind,
            "contentUrl": addresses.make_absolute(settings.url, path),
        }
        for kind, path in files
    ]


def _cover_time(lookup: Lookup) -> str | None:
    """The years from the first event to the last, "1450/2027"; None where one lies outside of four digits."""
    dates = [edtf.parse(e.date.edtf) for e in lookup.chronicle.events if e.date]
    years = [day.year for date in dates for day in (date.earliest, date.latest) if day]
    if not years or min(years) < 1 or max(years) > 9999:
        return None
    return f"{min(years):04d}/{max(years):04d}"


def describe_page(lookup: Lookup, kind: str, path: str, title: str) -> dict[str, Any]:
    """A page that is about no one thing: a CollectionPage, an AboutPage."""
    url = lookup.settings.url
    home = addresses.make_absolute(url, addresses.HOME)
    return _drop_empty(
        {
            "@type": kind,
            "name": title,
            "url": addresses.make_absolute(url, path),
            "isPartOf": home and {"@id": home},
        }
    )


# --- events -----------------------------------------------------------------------------------


def describe_event(lookup: Lookup, event: Event) -> dict[str, Any]:
    """An Event with the Claims it rests on; of what is denied or only alleged, a Claim about it."""
    address = _find_address(lookup, find_event(lookup, event.id))
    common = {"@id": address, "name": event.title, "url": address}
    places: list[dict[str, Any]] = []
    about: list[dict[str, Any]] = []
    for participant in event.participants:
        name = Reference(participant.name, participant.profile)
        here = participant.role == "location" and _find_kind(lookup, name) in (None, "place")
        kept, kind = (places, "Place") if here else (about, "Thing")
        kept.append(_describe_reference(lookup, name, kind))
    if event.status in ("denied", "alleged"):
        sources = dict.fromkeys(e.source for e in event.evidence)
        found = [lookup.sources[s] for s in sources if s in lookup.sources]
        appearance = [_refer_source(lookup, source) for source in found]
        return _drop_empty({"@type": "Claim", **common, "about": about, "appearance": appearance})
    begin, end = _find_dates(event)
    claims = [_describe_claim(lookup, e.exact, e.source) for e in event.evidence[:MOST_CLAIMS]]
    return _drop_empty(
        {
            "@type": "Event",
            **common,
            "startDate": begin,
            "endDate": end,
            "location": places,
            "about": about,
            "subjectOf": claims,
        }
    )


def _find_dates(event: Event) -> tuple[str | None, str | None]:
    """When an event began and ended, as ISO 8601 with the precision that is known; a date that is about
    right, or of which only the reporting is known, is none."""
    if event.date is None or event.date.basis == "published":
        return None, None
    date = edtf.parse(event.date.edtf)
    if date.precision != "interval":
        return edtf.datetime_attribute(date), None
    if date.latest is None and date.earliest is not None:
        return edtf.datetime_attribute(date.parts[0]), None
    if date.earliest is None or len(date.parts) != 2:  # "by 2019" tells no day of its own
        return None, None
    begin, end = (edtf.datetime_attribute(part) for part in date.parts)
    return begin, end


def _describe_claim(lookup: Lookup, quote: str, source: str) -> dict[str, Any]:
    found = lookup.sources.get(source)
    appearance = _refer_source(lookup, found) if found else None
    return _drop_empty({"@type": "Claim", "text": quote, "appearance": appearance})


# --- profiles ---------------------------------------------------------------------------------


def describe_profile(lookup: Lookup, profile: Profile) -> dict[str, Any]:
    """Person, Organization, Product, Place or DefinedTerm."""
    address = _find_address(lookup, addresses.profile_path(profile.kind, profile.id))
    same = [s for s in map(addresses.clean_web_address, (profile.url, *profile.same_as)) if s]
    return _drop_empty(
        {
            "@type": _TYPES[profile.kind],
            "@id": address,
            "name": profile.name,
            "alternateName": list(profile.aliases),
            "url": address,
            "sameAs": list(dict.fromkeys(same)),
            **_describe_posts(lookup, profile),
            **_describe_relations(lookup, profile),
        }
    )


def _describe_posts(lookup: Lookup, profile: Profile) -> dict[str, Any]:
    """The posts a person holds, as far as no source tells an end."""
    if profile.kind != "person":
        return {}
    posts = [r for r in profile.roles if r.person.profile == profile.id and _lasts(r)]
    titles = [" ".join(part for part in (r.qualifier, r.role) if part) for r in posts]
    works = [
        _describe_reference(lookup, r.organization, "Organization")
        for r in posts
        if r.organization and _find_kind(lookup, r.organization) in (None, "organization")
    ]
    return {
        "jobTitle": list(dict.fromkeys(titles))[:MOST_THINGS],
        "worksFor": _list_once(works)[:MOST_THINGS],
    }


def _lasts(role: RoleClaim) -> bool:
    return bool(role.role) and role.end is None and role.qualifier not in _NOT_HELD


def _describe_relations(lookup: Lookup, profile: Profile) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for relation in profile.relations:
        known = _find_relation(lookup, profile, relation)
        if known:
            name, other = known
            found.setdefault(name, []).append(_describe_reference(lookup, other, "Thing"))
    return {name: _list_once(values)[:MOST_THINGS] for name, values in found.items()}


def _find_relation(
    lookup: Lookup, profile: Profile, relation: RelationClaim
) -> tuple[str, Reference] | None:
    """The property that a relation fills, and with whom; None where schema.org has no such property, or
    the other is not known to be of a kind that it takes."""
    forward = relation.subject.profile == profile.id
    other = relation.object if forward else relation.subject
    name, kinds = _RELATIONS.get((relation.predicate, forward, profile.kind), ("", ()))
    return (name, other) if _find_kind(lookup, other) in kinds else None


# --- sources ----------------------------------------------------------------------------------


def describe_source(lookup: Lookup, source: Source) -> dict[str, Any]:
    """What the source says of itself: a NewsArticle where it names who published it and when, else a
    CreativeWork."""
    published = source.published if source.published and edtf.is_edtf(source.published) else None
    publisher = {"@type": "Organization", "name": source.publisher} if source.publisher else None
    return _drop_empty(
        {
            "@type": _name_source(source),
            "@id": _find_address(lookup, addresses.source_path(source.id)),
            "headline": _find_headline(source),
            "author": {"@type": "Person", "name": source.author} if source.author else None,
            "publisher": publisher,
            "datePublished": edtf.datetime_attribute(edtf.parse(published)) if published else None,
            "inLanguage": source.language,
            "url": addresses.clean_web_address(source.url),
            "archivedAt": addresses.clean_web_address(source.archive_url),
        }
    )


def _refer_source(lookup: Lookup, source: Source) -> dict[str, Any]:
    """The source by the address of its page, where it is described; whole while that is not known."""
    address = _find_address(lookup, addresses.source_path(source.id))
    if address is None:
        return describe_source(lookup, source)
    return _drop_empty(
        {
            "@type": _name_source(source),
            "@id": address,
            "headline": _find_headline(source),
            "url": addresses.clean_web_address(source.url),
        }
    )


def _find_headline(source: Source) -> str | None:
    """A title that we made is no headline."""
    return None if ("title", "made") in source.origins else source.title


def _name_source(source: Source) -> str:
    return "NewsArticle" if source.publisher and source.published else "CreativeWork"


# --- parts ------------------------------------------------------------------------------------


def _find_address(lookup: Lookup, path: str) -> str | None:
    """The full address of a page: also the name of what it is about."""
    return addresses.make_absolute(lookup.settings.url, path)


def _find_kind(lookup: Lookup, reference: Reference) -> str | None:
    found = lookup.profiles.get(reference.profile) if reference.profile else None
    return found.kind if found else None


def _describe_reference(lookup: Lookup, reference: Reference, kind: str) -> dict[str, Any]:
    """A profile by the address of its page, or a mere name as a thing of the `kind` its place asks for."""
    found = lookup.profiles.get(reference.profile) if reference.profile else None
    if found is None:
        return {"@type": kind, "name": reference.name}
    address = _find_address(lookup, addresses.profile_path(found.kind, found.id))
    return _drop_empty({"@type": _TYPES[found.kind], "@id": address, "name": found.name})


def _list_once(things: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    return list({json.dumps(thing): thing for thing in things}.values())


def _drop_empty(data: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in data.items() if value not in (None, "", [])}
