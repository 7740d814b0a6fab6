"""The page of a profile: names, roles over time, figures, relations, its own timeline, its words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from sourceline.model import Evidence, Profile, QuotationClaim, RoleClaim
from sourceline.site import addresses
from sourceline.site.charts import draw_charts
from sourceline.site.citations import cite_all
from sourceline.site.corrections import list_corrected
from sourceline.site.differences import list_differences
from sourceline.site.embeds import announce_embed, share_profile
from sourceline.site.events import name_engines
from sourceline.site.feeds import title_feed
from sourceline.site.frames import list_feeds, make_frame
from sourceline.site.home import choose_events
from sourceline.site.lifeline import draw_lifeline
from sourceline.site.lines import (
    group_relations,
    list_figures,
    list_quotations,
    list_roles,
    name_kind,
    speaks,
    word_by_hand,
    word_role,
)
from sourceline.site.linked_data import describe_profile
from sourceline.site.lists import card_source
from sourceline.site.lists import describe_profile as word_profile
from sourceline.site.lookup import Lookup, find_sentences, link_profile, link_reference
from sourceline.site.pages import Page, ProfilePage, Task
from sourceline.site.sections import (
    count_stretches,
    cut_groups,
    cut_story,
    cut_tail,
    link_sections,
    list_story,
    plan_sections,
    split_quotations,
)
from sourceline.site.timeline import arrange_timeline
from sourceline.site.values import CountedLink, Fact, Link, Period, QuotationLine

MOST_COMPANY = 12
# A longer timeline has a row of its years above it.
YEARS_FROM = 60
# More would mark nearly every sentence of a text that is about one profile.
MOST_MENTIONS = 5


def plan_profiles(lookup: Lookup) -> tuple[Task, ...]:
    """A page for every profile, then those of their long lists."""
    return (
        *(
            Task(addresses.profile_path(profile.kind, profile.id), _plan_profile, (profile,))
            for profile in lookup.chronicle.profiles
        ),
        *plan_sections(lookup),
    )


def _plan_profile(lookup: Lookup, profile: Profile) -> tuple[Page, ...]:
    labels = lookup.labels
    path = addresses.profile_path(profile.kind, profile.id)
    crumb = Link(labels(addresses.FOLDERS[profile.kind]), addresses.index_path(profile.kind))
    own = list_story(lookup, profile)
    stretches = cut_story(lookup, profile, own)
    newest = choose_events(own) if stretches else own
    periods = arrange_timeline(newest, lookup.entries, lookup.weights, labels, months=False)
    by, about = split_quotations(profile)
    held = any(speaks(role.person, profile.id) for role in profile.roles)
    posts, amounts = cut_tail(profile.roles), cut_tail(profile.figures)
    roles = list_roles(lookup, posts, profile.id, first=len(profile.roles) - len(posts) + 1)
    figures = list_figures(lookup, amounts, first=len(profile.figures) - len(amounts) + 1)
    names = tuple(name_bar(lookup, role, profile.id) for role in posts)
    note = word_profile(lookup, profile)
    share = share_profile(lookup, profile, path)
    values = ProfilePage(
        frame=make_frame(
            lookup,
            path,
            profile.name,
            description=labels("headed", head=profile.name, text=note) if note else profile.name,
            crumbs=(crumb,),
            data=(describe_profile(lookup, profile),),
            card_type="profile",
            alternates=(
                *list_feeds(lookup, path, path, title_feed(lookup, profile)),
                *announce_embed(lookup, share, path, profile.name),
            ),
        ),
        corrected=list_corrected(lookup, path),
        name=profile.name,
        kind=name_kind(labels, profile.kind),
        aliases=profile.aliases,
        markdown=profile.text,
        facts=_list_facts(lookup, profile),
        lifeline=draw_lifeline(posts, names, [role.span for role in roles], labels),
        roles=roles,
        roles_title=labels("roles" if held else "roles_in"),
        charts=draw_charts(amounts, figures, labels),
        figures=figures,
        differences=list_differences(lookup, cut_tail(profile.disagreements)),
        relations=cut_groups(group_relations(lookup, profile.relations, profile.id)),
        years=count_stretches(stretches) or _link_years(path, periods, len(own)),
        periods=periods,
        earlier=labels("newest", len(newest), all=labels.count(len(own))) if stretches else "",
        quotations_by=_list_newest(lookup, by, "by"),
        quotations_about=_list_newest(lookup, about, "about"),
        company=count_company(lookup, profile),
        sources=tuple(
            card_source(lookup, lookup.sources[s])
            for s in cut_tail([s for s in profile.sources if s in lookup.sources])
        ),
        more=link_sections(lookup, profile),
        mentions=cite_all(lookup, choose_mentions(lookup, profile)),
        reading=_describe_reading(lookup, profile),
        share=share,
    )
    return (Page(path, "profile.html", values, gap="markdown"),)


def _link_years(path: str, periods: Sequence[Period], count: int) -> tuple[CountedLink, ...]:
    if count < YEARS_FROM:
        return ()
    return tuple(CountedLink(p.title, f"{path}#{p.anchor}", p.count) for p in periods)


def _list_newest(
    lookup: Lookup, quotations: Sequence[QuotationClaim], side: str
) -> tuple[QuotationLine, ...]:
    shown = cut_tail(quotations)
    return list_quotations(lookup, shown, side, first=len(quotations) - len(shown) + 1)


def name_bar(lookup: Lookup, role: RoleClaim, profile: str) -> str:
    """What a bar of the lifeline says, as the list does: on a person's page the post and where, elsewhere
    who held it."""
    word = word_role(lookup, role)
    held = speaks(role.person, profile)
    link = link_reference(lookup, role.organization if held else role.person)
    if link is None:
        return word
    return lookup.labels.join((word, link.text) if held else (link.text, word))


def _list_facts(lookup: Lookup, profile: Profile) -> tuple[Fact, ...]:
    labels = lookup.labels
    facts: list[Fact] = []
    for label, urls in ((labels("web_page"), (profile.url,)), (labels("same_as"), profile.same_as)):
        facts += [Fact(label, url, url=addresses.clean_web_address(url)) for url in urls if url]
    return tuple(facts)


def count_company(lookup: Lookup, profile: Profile) -> tuple[CountedLink, ...]:
    """Other profiles by how many events they share with this one."""
    counts: Counter[str] = Counter()
    for event in (lookup.events[e] for e in profile.events if e in lookup.events):
        counts.update(
            {p.profile for p in event.participants if p.profile and p.profile != profile.id}
        )
    ranked = sorted((i for i in counts if i in lookup.profiles), key=lambda i: (-counts[i], i))
    found = []
    for other in ranked[:MOST_COMPANY]:
        link = link_profile(lookup.profiles[other])
        note = lookup.labels("together", counts[other])
        found.append(CountedLink(link.text, link.path or "", counts[other], note))
    return tuple(found)


def choose_mentions(lookup: Lookup, profile: Profile) -> list[Evidence]:
    """One quote for each sentence that speaks of it and that no event of its own shows already."""
    shown = {
        (e.source, n)
        for event in profile.events
        if event in lookup.events
        for e in lookup.events[event].evidence
        for n in find_sentences(lookup, e)
    }
    chosen = []
    for evidence in profile.evidence:
        places = {(evidence.source, n) for n in find_sentences(lookup, evidence)}
        if not places or places - shown:
            chosen.append(widen_evidence(lookup, evidence))
            shown |= places
    return chosen[:MOST_MENTIONS]


def widen_evidence(lookup: Lookup, evidence: Evidence) -> Evidence:
    """A mere name widened to the sentence it stands in, so that it says something."""
    numbers = find_sentences(lookup, evidence)
    if len(numbers) != 1:
        return evidence
    source = lookup.sources[evidence.source]
    sentence = source.sentences[numbers[0] - 1]
    if sentence.number != numbers[0]:
        return evidence
    return Evidence(
        source.id, source.text[sentence.start : sentence.end], sentence.start, sentence.end
    )


def _describe_reading(lookup: Lookup, profile: Profile) -> tuple[Fact, ...]:
    labels = lookup.labels
    facts = []
    if profile.by_hand != ("*",) and lookup.engines:
        facts.append(Fact(labels("engine"), labels.join(name_engines(lookup), "join_names")))
    if profile.by_hand:
        hand = word_by_hand(labels, profile.by_hand, whole="by_hand_all_profile")
        facts.append(Fact(labels("by_hand"), hand))
    facts.append(Fact(labels("reviewed"), labels("yes" if profile.reviewed else "no")))
    return tuple(facts)
