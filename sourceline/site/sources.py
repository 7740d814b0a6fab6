"""The page of a source: what is known of it, and its text with every cited sentence marked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from sourceline import edtf
from sourceline.language import text_direction
from sourceline.model import FRONT_MATTER, Event, Profile, Source
from sourceline.site import addresses
from sourceline.site.citations import shorten_text, title_source
from sourceline.site.corrections import list_corrected
from sourceline.site.dates import describe_text
from sourceline.site.excerpt import arrange_blocks, split_title
from sourceline.site.frames import make_frame
from sourceline.site.linked_data import describe_source
from sourceline.site.lists import card_profile
from sourceline.site.lookup import Lookup, find_event
from sourceline.site.marginalia import collect_resting
from sourceline.site.pages import Page, SourcePage, Task
from sourceline.site.parts import Part, cut_list, word_numbers
from sourceline.site.sections import LONGEST, MOST_LINES, cut_tail, plan_page, section_path
from sourceline.site.values import Fact, Link, Note, ProfileCard

_TITLES = {"events": "rests_on_it", "profiles": "speaks_of"}


def plan_sources(lookup: Lookup) -> tuple[Task, ...]:
    """A page for every source, in the order in which they were published; then those of their long lists."""
    resting = collect_resting(lookup)
    sources = lookup.chronicle.sources
    paths = [addresses.source_path(s.id) for s in sources]
    links = [Link(title_source(s), path) for s, path in zip(sources, paths, strict=True)]
    return (
        *(
            Task(
                paths[n],
                _plan_source,
                (
                    source,
                    resting.get(source.id, {}),
                    links[n - 1] if n else None,
                    links[n + 1] if n + 1 < len(links) else None,
                ),
            )
            for n, source in enumerate(sources)
        ),
        *(
            Task(part.path, plan_section, (source.id, title_source(source), name, part))
            for source in sources
            for name, parts in list_sections(lookup, source).items()
            for part in parts
        ),
    )


def list_sections(lookup: Lookup, source: Source) -> dict[str, list[Part[Any]]]:
    """Section → its pages: what rests on a source and whom it speaks of, where that is long."""
    page = addresses.source_path(source.id)
    lists: dict[str, Sequence[Any]] = {
        "events": lookup.resting.get(source.id, ()),
        "profiles": lookup.spoken_of.get(source.id, ()),
    }
    return {
        name: cut_list(
            things,
            section_path(page, name),
            MOST_LINES,
            lambda part, first: word_numbers(part, first, lookup.labels),
        )
        for name, things in lists.items()
        if len(things) > LONGEST
    }


def plan_section(lookup: Lookup, source: str, of: str, name: str, part: Part[Any]) -> Page:
    """A page of a list of a source, whose title is `of`."""
    labels = lookup.labels
    total = sum(size for _, _, size in part.texts) or len(part.members)
    return plan_page(
        lookup,
        Link(of, addresses.source_path(source)),
        Link(labels("sources"), addresses.SOURCES),
        part,
        name,
        title=part.title(labels(_TITLES[name]), labels),
        summary=labels("all_of", total),
        lines=tuple(_make_line(lookup, thing) for thing in part.members),
    )


def _make_line(lookup: Lookup, thing: Event | Profile) -> Link | ProfileCard:
    if isinstance(thing, Profile):
        return card_profile(lookup, thing)
    return Link(thing.title, find_event(lookup, thing.id))


def _link_sections(lookup: Lookup, source: Source) -> dict[str, Link]:
    counts = {"events": lookup.resting, "profiles": lookup.spoken_of}
    return {
        name: Link(lookup.labels("all_of", len(counts[name][source.id])), parts[0].path)
        for name, parts in list_sections(lookup, source).items()
    }


def _plan_source(
    lookup: Lookup,
    source: Source,
    resting: Mapping[int, Note],
    before: Link | None,
    after: Link | None,
) -> Page:
    labels = lookup.labels
    path, title = addresses.source_path(source.id), title_source(source)
    show = source.show or lookup.settings.show
    made = ("title", "made") in source.origins
    crumb = Link(labels("sources"), addresses.SOURCES)
    note = labels(f"{show}_note") if resting else labels("nothing_cited")
    blocks = arrange_blocks(source, resting, full=show == "full")
    heading, blocks = split_title(blocks, title)
    values = SourcePage(
        frame=make_frame(
            lookup,
            path,
            title,
            crumbs=(crumb,),
            data=(describe_source(lookup, source),),
            scripts=("margin.js",),
        ),
        corrected=list_corrected(lookup, path),
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
            Link(e.title, find_event(lookup, e.id))
            for e in cut_tail(lookup.resting.get(source.id, ()))
        ),
        profiles=tuple(
            card_profile(lookup, p) for p in cut_tail(lookup.spoken_of.get(source.id, ()))
        ),
        more=_link_sections(lookup, source),
        before=before,
        after=after,
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
    for label, name in (("source_original", "url"), ("archived", "archive_url")):
        url = getattr(source, name)
        if url:
            facts.append(
                Fact(
                    labels(label),
                    shorten_text(url, 90),
                    _word_origin(lookup, origins.get(name)),
                    url=addresses.clean_web_address(url),
                )
            )
    if source.licence:
        url = addresses.clean_web_address(source.licence)
        note = _word_origin(lookup, origins.get("licence"))
        facts.append(Fact(labels("licence_label"), source.licence, note, url=url))
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
    if origin in ("document", "text", "file name", "made"):
        return lookup.labels("from_" + origin.replace(" ", "_"))
    return ""


def word_dropped(lookup: Lookup, source: Source) -> tuple[str, ...]:
    """Lines that are no part of the article, each with how often and why; what front matter says is told as facts."""
    counts = Counter(
        (shorten_text(source.text[d.start : d.end], 80), _word_reason(lookup, d.reason))
        for d in source.dropped
        if d.reason != FRONT_MATTER
    )
    return tuple(
        lookup.labels("dropped_line", n, text=text, reason=reason)
        for (text, reason), n in counts.items()
        if text
    )


def _word_reason(lookup: Lookup, reason: str) -> str:
    """Why a line was dropped: one of the reasons of `sourceline.read`, or as the author wrote it."""
    return lookup.labels.find(f"dropped_{reason.replace(' ', '_')}", reason.rstrip("."))
