"""JSON-LD (schema.org) as text that is safe inside a script element."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from sourceline import edtf
from sourceline.model import Event, Profile, Settings, Source
from sourceline.site import addresses
from sourceline.site.lookup import Lookup
from sourceline.site.values import Link

CONTEXT = "https://schema.org"
_TYPES = {
    "person": "Person",
    "organization": "Organization",
    "product": "Product",
    "place": "Place",
    "topic": "DefinedTerm",
}
_UNSAFE = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def dump_data(data: Iterable[dict[str, Any]]) -> str:
    """JSON text of one or several things, without a character that HTML or a script could read."""
    things = list(data)
    if not things:
        return ""
    whole = {"@context": CONTEXT, **(things[0] if len(things) == 1 else {"@graph": things})}
    text = json.dumps(whole, ensure_ascii=False, separators=(",", ":"))
    return escape_data(text)


def escape_data(text: str) -> str:
    """JSON with the unsafe characters of its strings written as escapes; the same when done twice."""
    for sign, escape in _UNSAFE.items():
        text = text.replace(sign, escape)
    return text


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


def describe_site(settings: Settings) -> dict[str, Any]:
    """WebSite."""
    return _drop_empty(
        {
            "@type": "WebSite",
            "name": settings.title,
            "url": settings.url,
            "inLanguage": settings.language,
            "author": settings.author,
            "license": addresses.clean_web_address(settings.licence),
        }
    )


def describe_event(lookup: Lookup, event: Event) -> dict[str, Any]:
    """A quoted Claim about an Event. A date only where the source states one."""
    stated = event.date is not None and event.date.basis != "published"
    date = edtf.datetime_attribute(edtf.parse(event.date.edtf)) if event.date and stated else None
    url = lookup.chronicle.settings.url
    about = [
        _describe_link(p.name, _find_type(lookup, p.profile))
        for p in event.participants
        if p.role != "location"
    ]
    places = [_describe_link(p.name, "Place") for p in event.participants if p.role == "location"]
    return _drop_empty(
        {
            "@type": "Event",
            "name": event.title,
            "url": addresses.make_absolute(url, addresses.event_path(event.id)),
            "startDate": date,
            "location": places,
            "about": about,
            "subjectOf": [_describe_claim(lookup, e.exact, e.source) for e in event.evidence[:5]],
        }
    )


def _describe_claim(lookup: Lookup, quote: str, source: str) -> dict[str, Any]:
    found = lookup.sources.get(source)
    return _drop_empty(
        {
            "@type": "Claim",
            "text": quote,
            "appearance": describe_source(found) if found else None,
        }
    )


def describe_profile(lookup: Lookup, profile: Profile) -> dict[str, Any]:
    """Person, Organization, Product, Place or DefinedTerm."""
    url = lookup.chronicle.settings.url
    jobs = [r for r in profile.roles if r.person.profile == profile.id and r.role]
    same = [s for s in map(addresses.clean_web_address, profile.same_as) if s]
    return _drop_empty(
        {
            "@type": _TYPES[profile.kind],
            "name": profile.name,
            "alternateName": list(profile.aliases),
            "url": addresses.make_absolute(url, addresses.profile_path(profile.kind, profile.id)),
            "sameAs": same,
            "jobTitle": [r.role for r in jobs] if profile.kind == "person" else None,
        }
    )


def describe_source(source: Source) -> dict[str, Any]:
    """NewsArticle, as far as the source says."""
    published = source.published if source.published and edtf.is_edtf(source.published) else None
    return _drop_empty(
        {
            "@type": "NewsArticle",
            "headline": source.title,
            "author": _describe_link(source.author, "Person") if source.author else None,
            "publisher": _describe_link(source.publisher, "Organization")
            if source.publisher
            else None,
            "datePublished": edtf.datetime_attribute(edtf.parse(published)) if published else None,
            "inLanguage": source.language,
            "url": addresses.clean_web_address(source.url),
            "archivedAt": addresses.clean_web_address(source.archive_url),
        }
    )


def _find_type(lookup: Lookup, profile: str | None) -> str:
    found = lookup.profiles.get(profile) if profile else None
    return _TYPES[found.kind] if found else "Thing"


def _describe_link(name: str | None, kind: str) -> dict[str, Any]:
    return {"@type": kind, "name": name}


def _drop_empty(data: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in data.items() if value not in (None, "", [])}
