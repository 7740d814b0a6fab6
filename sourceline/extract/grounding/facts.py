"""Suggested roles, figures, quotations and relations → claims of which every part stands in the source."""

from __future__ import annotations

from dataclasses import replace

from sourceline.extract.ground import make_evidence
from sourceline.extract.grounding.events import CONFIRMED, DOUBTFUL, GROUNDED
from sourceline.extract.grounding.names import find_name
from sourceline.extract.grounding.passages import Passage, Refusal, find_passage
from sourceline.extract.grounding.suggestions import (
    SuggestedFigure,
    SuggestedQuotation,
    SuggestedRelation,
    SuggestedRole,
)
from sourceline.extract.grounding.vocabulary import (
    count_denials,
    is_plain,
    is_worded,
    list_vocabulary,
    split_words,
)
from sourceline.extract.rules.document import Document
from sourceline.extract.rules.quotes import find_span, is_quoted
from sourceline.model import FigureClaim, QuotationClaim, Reference, RelationClaim, RoleClaim

_GUESSED = 0.6
"""Confidence of a role that our rules did not read: its words stand there, its holder is the engine's guess."""
_ROLE = 8
"""Words of a role, at most."""


def ground_role(document: Document, suggestion: SuggestedRole) -> RoleClaim:
    """A role whose words stand in the passage, with its holder; what our rules read of the same holder is
    taken as they have it, with begin and end."""
    passage = find_passage(document, suggestion.quote)
    person = find_name(passage, suggestion.person)
    if person.profile is not None and person.profile not in passage.list_people():
        raise Refusal("name not in the sentence")
    organization, known = _find_organization(passage, suggestion.organization)
    words = passage.find_words(suggestion.role.strip(), any_case=True)
    short = 0 < len(suggestion.role.split()) <= _ROLE and is_plain(suggestion.role, passage)
    if not words or not short or not passage.ends_as_noun(words[0][1]):
        raise Refusal("role not in the sentence")
    start, end = words[0]
    role = " ".join(document.source.text[start:end].split())
    own = _find_own_role(document, passage, person, role)
    if own is not None:
        same = organization is None or own.organization in (None, organization)
        return replace(own, confidence=CONFIRMED) if same and known else own
    sure = (
        known
        and passage.list_people()
        == {person.profile}  # among several, the words do not tell whose it is
        and not count_denials(passage.text)
        and not is_quoted(document, passage.start)
    )
    return RoleClaim(
        person=person,
        role=role,
        organization=organization,
        evidence=passage.evidence,
        confidence=_GUESSED if sure else DOUBTFUL,
    )


def _find_organization(passage: Passage, name: str | None) -> tuple[Reference | None, bool]:
    """The organization of a role, and whether all that was said of it holds."""
    if not name:
        return None, True
    try:
        found = find_name(passage, name)
    except Refusal:
        return None, False
    return (None, False) if found.profile in passage.list_people() else (found, True)


def _find_own_role(
    document: Document, passage: Passage, person: Reference, role: str
) -> RoleClaim | None:
    wanted = set(split_words(role))
    return next(
        (
            own
            for own in document.roles
            if own.person == person
            and any(map(passage.holds, own.evidence))
            and set(split_words(own.role)) & wanted
        ),
        None,
    )


def ground_figure(document: Document, suggestion: SuggestedFigure) -> FigureClaim:
    """The figure that our own reader finds in the words; of the suggestion only what it measures and of
    whom are taken, where the passage says so."""
    passage = find_passage(document, suggestion.quote)
    own = _find_own_figure(document, passage, suggestion.phrase)
    if own is None:
        raise Refusal("number not read there")
    measure = suggestion.measure
    if (
        own.measure is None
        and measure
        and is_plain(measure, passage)
        and is_worded(measure, passage)
    ):
        own = replace(own, measure=" ".join(measure.split()))
    if own.of is None and suggestion.of:
        own = replace(own, of=find_name(passage, suggestion.of))
    return own


def _find_own_figure(document: Document, passage: Passage, phrase: str) -> FigureClaim | None:
    """Ours in these sentences, whose words and the suggested ones are the same or within each other."""
    wanted = [span for span in passage.find_words(phrase.strip()) if any(map(str.isalnum, phrase))]
    for figure in document.figures:
        if not passage.holds(figure.evidence[0]):
            continue
        for start, end in passage.find_words(figure.phrase):
            if any(s < end and start < e for s, e in wanted):
                return figure
    return None


def ground_quotation(document: Document, suggestion: SuggestedQuotation) -> QuotationClaim:
    """Words that stand in the source, said by somebody whom the passage names. Direct is what stands
    between quotation marks, whatever the suggestion takes it for."""
    passage = find_passage(document, suggestion.quote)
    speaker = find_name(passage, suggestion.speaker)
    words = passage.find_words(suggestion.text.strip().strip('“”"«»„‟'))
    if not words or len(suggestion.text.split()) < 2:
        raise Refusal("words not in the source")
    start, end = words[0]
    source = document.source
    span = find_span(source, start)
    for own in document.quotations:
        place = own.evidence[0]
        if place.start < end and start < place.end and own.direct == (span is not None):
            agrees = own.speaker == speaker
            return replace(own, confidence=own.confidence if agrees else DOUBTFUL)
    sure = span is not None and span[1] >= end and passage.list_people() == {speaker.profile}
    evidence = (make_evidence(source, start, end),) if span is not None else passage.evidence
    return QuotationClaim(
        text=" ".join(source.text[start:end].split()),
        speaker=speaker,
        direct=span is not None,
        evidence=evidence,
        confidence=GROUNDED if sure else DOUBTFUL,
    )


def ground_relation(document: Document, suggestion: SuggestedRelation) -> RelationClaim:
    """A relation between two profiles of the passage. Only what our rules read too is sure: which way round
    it is, no word of the source tells by itself."""
    passage = find_passage(document, suggestion.quote)
    subject = find_name(passage, suggestion.subject)
    other = find_name(passage, suggestion.object)
    if subject.profile is None or other.profile is None or subject.profile == other.profile:
        raise Refusal("name not in the sentence")
    for own in document.relations:
        same = (own.subject, own.predicate, own.object) == (subject, suggestion.predicate, other)
        here = tuple(filter(passage.holds, own.evidence))
        if same and here:
            return replace(own, evidence=here)
        turned = (own.object, own.predicate, own.subject) == (subject, suggestion.predicate, other)
        if turned and here:
            raise Refusal("done by another than the sentence says")
    if not set(_CUES[suggestion.predicate].split()) & list_vocabulary(passage):
        raise Refusal("relation not told there")
    return RelationClaim(
        subject=subject,
        predicate=suggestion.predicate,
        object=other,
        evidence=passage.evidence,
        confidence=DOUBTFUL,
    )


_CUES = {
    "founder_of": "found co-found founder co-founder establish start",
    "maker_of": "make maker build launch develop produce release create design",
    "owner_of": "own owner acquire buy subsidiary",
    "part_of": "part unit division arm subsidiary branch department",
    "member_of": "member join belong",
    "works_for": "work employ employee join head lead chief director",
    "invested_in": "invest investor stake fund back shareholder",
    "sued": "sue lawsuit suit",
    "succeeded": "succeed successor replace",
    "located_in": "base locate headquarter seat site lie stand",
}
"""Words of which one must stand there for a relation to be proposed."""
