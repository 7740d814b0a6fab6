"""The long lists of a profile on pages of their own: its timeline in stretches, its roles, figures, words,
relations and sources in parts. Its own page then shows the newest of each, and leads to them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from sourceline.model import Profile, QuotationClaim
from sourceline.site import addresses
from sourceline.site.differences import list_differences
from sourceline.site.frames import make_frame
from sourceline.site.lines import group_relations, list_figures, list_quotations, list_roles, speaks
from sourceline.site.linked_data import describe_page
from sourceline.site.lists import card_source, list_cited, word_shelf
from sourceline.site.lookup import Lookup, Name, link_profile
from sourceline.site.pages import Page, SectionPage, Task
from sourceline.site.parts import Part, cut_list, word_ends, word_numbers
from sourceline.site.timeline import UNDATED, Dated, arrange_timeline, group_periods, title_period
from sourceline.site.values import CountedLink, Link, Period, RelationGroup, SourceCard

T = TypeVar("T")

# A longer list has pages of its own, and the profile's page shows its newest lines: 100 quotations are about
# 70 kB.
LONGEST = 100
SHOWN = 50
# Lines of one of those pages.
MOST_LINES = 200
# The same for the timeline: 150 entries and the sources that are printed after them are about 260 kB.
LONG_TIMELINE = 150
# Of each kind of relation, where there are many.
MOST_RELATED = 20


@dataclass(frozen=True, slots=True)
class Section:
    """A list of a profile that is too long for its page."""

    name: str
    """As the address and the template call it."""
    title: str
    total: int
    parts: tuple[Part[Any], ...]


def section_path(page: str, name: str) -> str:
    """The page of a list of the profile whose own page is `page`: "people/ada/roles/index.html"."""
    return f"{page.removesuffix('index.html')}{name}/index.html"


def cut_tail(lines: Sequence[T]) -> Sequence[T]:
    """What the profile's own page shows of a list: all, or the newest."""
    return lines if len(lines) <= LONGEST else lines[-SHOWN:]


def find_page(page: str, name: str, number: int, total: int) -> str:
    """Where line `number` (from 1) of a list of `total` stands: on the profile's `page` or on one of the list's."""
    if total <= LONGEST or number > total - SHOWN:
        return page
    return addresses.part_path(section_path(page, name), (number - 1) // MOST_LINES + 1)


def cut_groups(groups: Sequence[RelationGroup]) -> tuple[RelationGroup, ...]:
    """What the profile's own page shows of its relations: all, or some of each kind."""
    if _count_related(groups) <= LONGEST:
        return tuple(groups)
    return tuple(RelationGroup(g.predicate, g.related[:MOST_RELATED]) for g in groups)


def _count_related(groups: Sequence[RelationGroup]) -> int:
    return sum(len(group.related) for group in groups)


def split_quotations(profile: Profile) -> tuple[list[QuotationClaim], list[QuotationClaim]]:
    """What it said, and what others say of it, each in the order in which its page lists them."""
    by: list[QuotationClaim] = []
    about: list[QuotationClaim] = []
    for quotation in profile.quotations:
        (by if speaks(quotation.speaker, profile.id) else about).append(quotation)
    return by, about


def link_sections(lookup: Lookup, profile: Profile) -> dict[str, Link]:
    """Name of a long list → its first page, in words: "All 412"."""
    return {
        section.name: Link(lookup.labels("all_of", section.total), section.parts[0].path)
        for section in list_sections(lookup, profile)
    }


def list_sections(lookup: Lookup, profile: Profile) -> list[Section]:
    """The lists of a profile that have pages of their own."""
    labels, page = lookup.labels, addresses.profile_path(profile.kind, profile.id)
    found: list[Section] = []

    def add(
        name: str,
        label: str,
        things: Sequence[Any],
        word: Callable[[Sequence[Any], int], str] | None = None,
    ) -> None:
        if len(things) > LONGEST:
            wording = word or (lambda part, first: word_numbers(part, first, labels))
            parts = cut_list(things, section_path(page, name), MOST_LINES, wording)
            found.append(Section(name, labels(label), len(things), tuple(parts)))

    held = any(speaks(role.person, profile.id) for role in profile.roles)
    add("roles", "roles" if held else "roles_in", profile.roles)
    add("figures", "figures", profile.figures)
    for side, quotations in zip(("by", "about"), split_quotations(profile), strict=True):
        add(f"quotations-{side}", f"quotations_{side}", quotations)
    add("differences", "differences", profile.disagreements)
    if len(profile.relations) > LONGEST:
        groups = group_relations(lookup, profile.relations, profile.id)
        related = [(group.predicate, each) for group in groups for each in group.related]
        add("relations", "relations", related)
    add(
        "sources",
        "sources",
        [lookup.sources[s] for s in profile.sources if s in lookup.sources],
        lambda part, _: word_shelf(lookup, part),
    )
    return found


def list_lines(lookup: Lookup, profile: str, name: str, part: Part[Any]) -> tuple[Any, ...]:
    """What the template shows of a part of the list that is called so."""
    first, members = (part.number - 1) * MOST_LINES + 1, part.members
    match name:
        case "roles":
            return list_roles(lookup, members, profile, first=first)
        case "figures":
            return list_figures(lookup, members, first=first)
        case "differences":
            return list_differences(lookup, members)
        case "relations":
            return _regroup(members)
        case "sources":
            return tuple(card_source(lookup, source) for source in members)
    return list_quotations(lookup, members, name.removeprefix("quotations-"), first=first)


def _regroup(pairs: Sequence[tuple[str, Any]]) -> tuple[RelationGroup, ...]:
    groups: dict[str, list[Any]] = {}
    for predicate, related in pairs:
        groups.setdefault(predicate, []).append(related)
    return tuple(RelationGroup(predicate, tuple(found)) for predicate, found in groups.items())


# --- the timeline -----------------------------------------------------------------------------


def cut_story(lookup: Lookup, profile: Profile, own: Sequence[Dated]) -> tuple[Part[Dated], ...]:
    """The timeline of a profile in stretches of whole periods, as many as fit on a page; a period that does
    not fit is cut itself. () where the timeline stands on the profile's own page."""
    if len(own) <= LONG_TIMELINE:
        return ()
    page = section_path(addresses.profile_path(profile.kind, profile.id), "timeline")
    pieces: list[tuple[str, str, Sequence[Dated]]] = []
    for keys, members in _gather_periods(own):
        first, last = (title_period(key, lookup.labels) for key in (keys[0], keys[-1]))
        title, path = word_ends(first, last, lookup.labels), section_path(page, keys[0])
        parts = cut_list(members, path, LONG_TIMELINE, lambda *_: "")
        pieces += [
            (_number(part, title, lookup), part.path, part.members) for part in parts
        ]  # fmt: skip
    texts = tuple((text, path, len(members)) for text, path, members in pieces)
    return tuple(Part(path, members, n, texts) for n, (_, path, members) in enumerate(pieces, 1))


def _number(part: Part[Dated], title: str, lookup: Lookup) -> str:
    if not part.texts:
        return title
    return lookup.labels("part", title=title, n=str(part.number), all=str(len(part.texts)))


def _gather_periods(own: Sequence[Dated]) -> list[tuple[list[str], list[Dated]]]:
    """Periods in a row that fit on one page together, each with its keys; what is undated stands alone."""
    rows: list[tuple[list[str], list[Dated]]] = []
    for key, members in group_periods(own).items():
        fits = rows and len(rows[-1][1]) + len(members) <= LONG_TIMELINE and key != UNDATED
        if fits:
            rows[-1][0].append(key)
            rows[-1][1].extend(members)
        else:
            rows.append(([key], list(members)))
    return rows


def count_stretches(parts: Sequence[Part[Dated]]) -> tuple[CountedLink, ...]:
    """To every stretch of a long timeline."""
    return tuple(CountedLink(*text) for text in parts[0].texts) if parts else ()


# --- the pages --------------------------------------------------------------------------------


def list_story(lookup: Lookup, profile: Profile) -> list[Dated]:
    """The events of a profile, in order of time."""
    return [lookup.dated[event] for event in profile.events if event in lookup.dated]


def plan_sections(lookup: Lookup) -> tuple[Task, ...]:
    """The pages of all long lists of all profiles."""
    tasks: list[Task] = []
    for profile in lookup.chronicle.profiles:
        stretches = cut_story(lookup, profile, list_story(lookup, profile))
        tasks += [Task(part.path, plan_stretch, (profile.id, part)) for part in stretches]
        for section in list_sections(lookup, profile):
            tasks += [
                Task(
                    part.path,
                    plan_section,
                    (profile.id, section.name, section.title, section.total, part),
                )
                for part in section.parts
            ]
    return tuple(tasks)


def plan_stretch(lookup: Lookup, of: str, part: Part[Dated]) -> Page:
    """A page of a profile's timeline."""
    profile = lookup.profiles[of]
    labels = lookup.labels
    return plan_page(
        lookup,
        link_profile(profile),
        _link_index(lookup, profile),
        part,
        "timeline",
        title=labels("headed", head=labels("timeline"), text=part.texts[part.number - 1][0]),
        summary=labels("entries", len(part.members)),
        periods=arrange_timeline(part.members, lookup.entries, lookup.weights, labels, level=2),
        cited=list_cited(lookup, part.members),
    )


def plan_section(
    lookup: Lookup, of: str, name: str, title: str, total: int, part: Part[Any]
) -> Page:
    """A page of another of its lists."""
    profile = lookup.profiles[of]
    return plan_page(
        lookup,
        link_profile(profile),
        _link_index(lookup, profile),
        part,
        name,
        title=part.title(title, lookup.labels),
        summary=lookup.labels("all_of", total),
        lines=list_lines(lookup, of, name, part),
    )


def plan_page(
    lookup: Lookup,
    of: Link,
    crumb: Link,
    part: Part[Any],
    section: str,
    *,
    title: str,
    summary: str,
    lines: tuple[Any, ...] = (),
    periods: tuple[Period, ...] = (),
    cited: tuple[SourceCard, ...] = (),
) -> Page:
    """A part of a list of the profile or source `of`, which `crumb` lists."""
    labels = lookup.labels
    whole = labels("headed", head=of.text, text=title)
    values = SectionPage(
        frame=make_frame(
            lookup,
            part.path,
            whole,
            description=labels("headed", head=whole, text=summary),
            crumbs=(crumb, of),
            data=(describe_page(lookup, "CollectionPage", part.path, whole),),
        ),
        of=of,
        section=section,
        title=title,
        summary=summary,
        parts=part.links,
        lines=lines,
        periods=periods,
        cited=cited,
        before=part.before,
        after=part.after,
    )
    return Page(part.path, "section.html", values)


def _link_index(lookup: Lookup, profile: Name) -> Link:
    return Link(lookup.labels(addresses.FOLDERS[profile.kind]), addresses.index_path(profile.kind))
