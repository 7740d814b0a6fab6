"""What rests on each sentence of each source: the notes in the margin of its page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from sourceline.model import (
    Event,
    Evidence,
    FigureClaim,
    Profile,
    QuotationClaim,
    Reference,
    RelationClaim,
)
from sourceline.site import addresses
from sourceline.site.citations import shorten_text
from sourceline.site.events import list_settled
from sourceline.site.lines import word_role
from sourceline.site.lookup import Lookup, find_event, find_sentences, link_profile, link_reference
from sourceline.site.profiles import choose_mentions
from sourceline.site.sections import find_page, split_quotations
from sourceline.site.values import Link, Note, NoteFact

Resting = Mapping[str, Mapping[int, Note]]
"""Source id → sentence number → what rests on it."""

Place = tuple[str, int]
# Words of a quotation in the margin; the sentence beside it holds all of them.
LONGEST = 60


@dataclass(slots=True)
class _Gathered:
    """What rests on one sentence, each once, in the order found."""

    events: dict[Link, None] = field(default_factory=dict)
    facts: dict[tuple[str, str], NoteFact] = field(default_factory=dict)
    profiles: dict[Link, None] = field(default_factory=dict)


def collect_resting(lookup: Lookup) -> Resting:
    """Events, then roles, figures, quotations and relations, then the profiles whose pages quote it."""
    found: dict[Place, _Gathered] = {}
    for event in lookup.chronicle.events:
        link = Link(event.title, find_event(lookup, event.id))
        for evidence in (*event.evidence, *(e for f in event.figures for e in f.evidence)):
            for note in _find_notes(lookup, evidence, found):
                note.events[link] = None
    for fact, quotes in _list_facts(lookup):
        for evidence in quotes:
            for note in _find_notes(lookup, evidence, found):
                note.facts.setdefault((fact.label, fact.link.text), fact)
    for profile in lookup.chronicle.profiles:
        for evidence in list_evidence(lookup, profile):
            for note in _find_notes(lookup, evidence, found):
                note.profiles[link_profile(profile)] = None
    resting: dict[str, dict[int, Note]] = {}
    for (source, number), note in sorted(found.items(), key=lambda item: item[0]):
        resting.setdefault(source, {})[number] = Note(
            number, tuple(note.events), tuple(note.facts.values()), tuple(note.profiles)
        )
    return resting


def _find_notes(
    lookup: Lookup, evidence: Evidence, found: dict[Place, _Gathered]
) -> Iterator[_Gathered]:
    for number in find_sentences(lookup, evidence):
        yield found.setdefault((evidence.source, number), _Gathered())


def list_evidence(lookup: Lookup, profile: Profile) -> Iterator[Evidence]:
    """Every quote a profile's page shows."""
    for kind in (profile.roles, profile.figures, profile.quotations, profile.relations):
        for claim in kind:
            yield from claim.evidence
    yield from choose_mentions(lookup, profile)


def _list_facts(lookup: Lookup) -> Iterator[tuple[NoteFact, tuple[Evidence, ...]]]:
    """Each fact that stands on a page, with the sentences it rests on; of several pages that show the
    same, the first leads on."""
    for event in lookup.chronicle.events:
        yield from _list_event_figures(lookup, event)
    for profile in lookup.chronicle.profiles:
        yield from _list_roles(lookup, profile)
        path = addresses.profile_path(profile.kind, profile.id)
        for n, figure in enumerate(profile.figures, 1):
            page = find_page(path, "figures", n, len(profile.figures))
            yield _word_figure(lookup, figure, f"{page}#figure-{n}"), figure.evidence
        for side, quotations in zip(("by", "about"), split_quotations(profile), strict=True):
            for n, quotation in enumerate(quotations, 1):
                page = find_page(path, f"quotations-{side}", n, len(quotations))
                fact = _word_quotation(lookup, quotation, f"{page}#{side}-{n}")
                yield fact, quotation.evidence
        for relation in profile.relations:
            yield _word_relation(lookup, relation, f"{path}#relations"), relation.evidence


def _list_event_figures(
    lookup: Lookup, event: Event
) -> Iterator[tuple[NoteFact, tuple[Evidence, ...]]]:
    settled = list_settled(event)
    for n, figure in enumerate(settled, 1):
        path = find_event(lookup, event.id, f"figure-{n}")
        yield _word_figure(lookup, figure, path), figure.evidence
    for figure in event.figures:
        if figure not in settled:
            path = find_event(lookup, event.id, "differences")
            yield _word_figure(lookup, figure, path), figure.evidence


def _list_roles(
    lookup: Lookup, profile: Profile
) -> Iterator[tuple[NoteFact, tuple[Evidence, ...]]]:
    path = addresses.profile_path(profile.kind, profile.id)
    for n, role in enumerate(profile.roles, 1):
        names = [*_name(lookup, (role.person, role.organization))]
        text = ", ".join([*names[:1], word_role(lookup, role), *names[1:]])
        page = find_page(path, "roles", n, len(profile.roles))
        yield NoteFact(lookup.labels("note_role"), Link(text, f"{page}#role-{n}")), role.evidence


def _word_figure(lookup: Lookup, figure: FigureClaim, path: str) -> NoteFact:
    parts = (figure.phrase, (figure.measure or "").replace("_", " "))
    text = ", ".join(part for part in parts if part)
    return NoteFact(lookup.labels("note_figure"), Link(text, path))


def _word_quotation(lookup: Lookup, quotation: QuotationClaim, path: str) -> NoteFact:
    who = next(_name(lookup, (quotation.speaker,)), lookup.labels("speaker_unnamed"))
    words = shorten_text(quotation.text, LONGEST)
    text = f"{who}: “{words}”" if quotation.direct else f"{who}: {words}"
    return NoteFact(lookup.labels("note_quotation"), Link(text, path))


def _word_relation(lookup: Lookup, relation: RelationClaim, path: str) -> NoteFact:
    one, other = _name(lookup, (relation.subject, relation.object))
    label = lookup.labels.find(relation.predicate, relation.predicate.replace("_", " "))
    text = f"{one}: {label[:1].lower()}{label[1:]} {other}"
    return NoteFact(lookup.labels("note_relation"), Link(text, path))


def _name(lookup: Lookup, references: Iterable[Reference | None]) -> Iterator[str]:
    for reference in references:
        link = link_reference(lookup, reference)
        if link:
            yield link.text
