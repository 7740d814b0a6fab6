"""The page of a source: what is known of it, and its text with every cited sentence marked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from sourceline import edtf
from sourceline.language import text_direction
from sourceline.model import Evidence, Profile, Source
from sourceline.site import addresses
from sourceline.site.citations import shorten_text, title_source
from sourceline.site.dates import describe_text
from sourceline.site.excerpt import arrange_blocks, split_title
from sourceline.site.frames import make_frame
from sourceline.site.linked_data import describe_source
from sourceline.site.lists import card_profile
from sourceline.site.lookup import Lookup, find_sentences, link_profile
from sourceline.site.pages import Page, SourcePage
from sourceline.site.profiles import choose_mentions
from sourceline.site.values import Fact, Link, Note

Resting = Mapping[str, Mapping[int, Note]]
"""Source id → sentence number → what rests on it."""


def plan_sources(lookup: Lookup) -> tuple[Page, ...]:
    """A page for every source."""
    resting = collect_resting(lookup)
    return tuple(
        _plan_source(lookup, source, resting.get(source.id, {}))
        for source in lookup.chronicle.sources
    )


def collect_resting(lookup: Lookup) -> Resting:
    """What rests on each sentence: events, and profiles whose pages quote it."""
    events: dict[tuple[str, int], dict[Link, None]] = {}
    profiles: dict[tuple[str, int], dict[Link, None]] = {}
    for event in lookup.chronicle.events:
        link = Link(event.title, addresses.event_path(event.id))
        for evidence in (*event.evidence, *(e for f in event.figures for e in f.evidence)):
            for number in find_sentences(lookup, evidence):
                events.setdefault((evidence.source, number), {})[link] = None
    for profile in lookup.chronicle.profiles:
        for evidence in list_evidence(lookup, profile):
            for number in find_sentences(lookup, evidence):
                profiles.setdefault((evidence.source, number), {})[link_profile(profile)] = None
    found: dict[str, dict[int, Note]] = {}
    for place in sorted(events.keys() | profiles.keys()):
        source, number = place
        note = Note(number, tuple(events.get(place, ())), tuple(profiles.get(place, ())))
        found.setdefault(source, {})[number] = note
    return found


def list_evidence(lookup: Lookup, profile: Profile) -> Iterator[Evidence]:
    """Every quote a profile's page shows."""
    for kind in (profile.roles, profile.figures, profile.quotations, profile.relations):
        for claim in kind:
            yield from claim.evidence
    yield from choose_mentions(lookup, profile)


def _plan_source(lookup: Lookup, source: Source, resting: Mapping[int, Note]) -> Page:
    labels = lookup.labels
    path, title = addresses.source_path(source.id), title_source(source)
    show = source.show or lookup.chronicle.settings.show
    made = ("title", "made") in source.origins
    crumb = Link(labels("sources"), addresses.SOURCES)
    note = labels(f"{show}_note") if resting else labels("nothing_cited")
    blocks = arrange_blocks(source, resting, full=show == "full")
    heading, blocks = split_title(blocks, title)
    values = SourcePage(
        frame=make_frame(lookup, path, title, crumbs=(crumb,), data=(describe_source(source),)),
        title=title,
        language=source.language,
        direction=text_direction(source.language),
        made=labels("title_made") if made else "",
        facts=list_facts(lookup, source),
        note=note,
        heading=heading,
        blocks=blocks,
        dropped=word_dropped(lookup, source),
        events=tuple(
            Link(e.title, addresses.event_path(e.id)) for e in lookup.resting.get(source.id, ())
        ),
        profiles=tuple(card_profile(lookup, p) for p in lookup.spoken_of.get(source.id, ())),
    )
    return Page(path, "source.html", values)


def list_facts(lookup: Lookup, source: Source) -> tuple[Fact, ...]:
    """Metadata in a fixed order, each with where it was taken from if that is not plain."""
    labels, origins = lookup.labels, dict(source.origins)
    published = describe_text(source.published, labels)
    facts = [
        Fact(
            labels("published"),
            published.text if published else labels("not_stated"),
            _word_origin(lookup, origins.get("published")),
            attribute=_find_attribute(source.published),
        )
    ]
    for name in ("author", "publisher"):
        value = getattr(source, name)
        if value:
            facts.append(Fact(labels(name), value, _word_origin(lookup, origins.get(name))))
    for label, url in (("source_original", source.url), ("archived", source.archive_url)):
        if url:
            facts.append(
                Fact(labels(label), shorten_text(url, 90), url=addresses.clean_web_address(url))
            )
    retrieved = describe_text(source.retrieved, labels)
    if retrieved:
        facts.append(Fact(labels("retrieved"), retrieved.text, attribute=retrieved.attribute))
    return tuple(facts)


def _find_attribute(published: str | None) -> str | None:
    return (
        edtf.datetime_attribute(edtf.parse(published))
        if published and edtf.is_edtf(published)
        else None
    )


def _word_origin(lookup: Lookup, origin: str | None) -> str:
    if origin in ("text", "file name", "made"):
        return lookup.labels("from_" + origin.replace(" ", "_"))
    return ""


def word_dropped(lookup: Lookup, source: Source) -> tuple[str, ...]:
    """Lines that are no part of the article, each with how often and why."""
    counts = Counter(
        (shorten_text(source.text[d.start : d.end], 80), _word_reason(lookup, d.reason))
        for d in source.dropped
    )
    return tuple(
        lookup.labels("dropped_line", n, text=text, reason=reason)
        for (text, reason), n in counts.items()
        if text
    )


def _word_reason(lookup: Lookup, reason: str) -> str:
    """Why a line was dropped: one of the reasons of `sourceline.read`, or as the author wrote it."""
    return lookup.labels.find(f"dropped_{reason.replace(' ', '_')}", reason.rstrip("."))
