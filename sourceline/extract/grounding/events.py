"""Suggested events → claims of which every part stands in the source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sourceline.extract.grounding.dates import (
    contradicts,
    find_own_date,
    is_of_another,
    make_date,
    read_words,
)
from sourceline.extract.grounding.names import find_name
from sourceline.extract.grounding.passages import Passage, Reason, Refusal, find_passage
from sourceline.extract.grounding.suggestions import SuggestedEvent
from sourceline.extract.grounding.vocabulary import (
    count_denials,
    is_plain,
    is_worded,
    list_all_forms,
    split_words,
)
from sourceline.extract.rules.document import Document
from sourceline.extract.rules.frames import Frame, index_nouns, load_frames
from sourceline.extract.rules.names import make_slug
from sourceline.extract.rules.nouns import list_nouns_of
from sourceline.extract.rules.predicates import Predicate, read_predicates
from sourceline.extract.rules.quotes import is_quoted
from sourceline.extract.rules.statuses import read_standing
from sourceline.extract.rules.titles import LONGEST
from sourceline.model import Date, EventClaim, Participant

CONFIRMED, GROUNDED, DOUBTFUL = 0.9, 0.7, 0.45
"""Confidence of what our rules read too, of what only stands in the source, and of what had to be mended or
that the sentence may not say: that is a proposal."""

_MAIN = ("agent", "object", "organization", "recipient")


def ground_event(document: Document, suggestion: SuggestedEvent) -> tuple[EventClaim, list[Reason]]:
    """The claim, and what of the suggestion was left out of it; Refusal when nothing of it holds."""
    passage = find_passage(document, suggestion.quote)
    if suggestion.kind not in list_kinds():
        raise Refusal("kind unknown")
    left_out: list[Reason] = []
    participants = tuple(_find_participants(passage, suggestion, left_out))
    if not any(part.role in _MAIN for part in participants):
        raise Refusal("nobody in it whom the sentence names")
    told = _list_own(document, passage, participants)
    own = next((event for event in told if event.kind == suggestion.kind), None)
    predicate = _find_predicate(passage, suggestion.title)
    if own is None and predicate and not _is_of_kind(suggestion) and _is_told(told, predicate):
        raise Refusal("another kind than the sentence tells")
    if own and predicate and _is_turned(passage, suggestion, participants, predicate):
        left_out.append("done by another than the sentence says")
        return own, left_out
    title = _find_title(passage, suggestion, own, left_out)
    if own is None and predicate is None and not _has_happening(title):
        raise Refusal("nothing happens in the title")
    date = _find_date(passage, suggestion, own, predicate, left_out)
    standing = read_standing(predicate) if predicate is not None else None
    status = suggestion.status
    teller = own or standing
    if status == "asserted" and teller is not None:  # the more careful word wins
        status = teller.status
    elif status == "denied" and teller is not None and teller.status != "denied":
        # No more careful word, but the contrary.
        left_out.append("denied by nobody in the sentence")
        status = teller.status
    if own is not None:
        confidence = own.confidence if left_out else max(CONFIRMED, own.confidence)
    elif left_out or (predicate is not None and standing is None):
        confidence = DOUBTFUL
    else:
        doubtful = _is_doubtful(passage, suggestion, status, participants, predicate)
        confidence = DOUBTFUL if doubtful else GROUNDED
    main = next((p for p in participants if p.role in _MAIN and p.profile), participants[0])
    slug = main.profile or make_slug(main.name)
    claim = EventClaim(
        id=own.id if own is not None else f"{slug}-{suggestion.kind}",
        kind=suggestion.kind,
        title=title,
        date=date,
        status=status,
        participants=participants,
        evidence=passage.evidence,
        confidence=confidence,
    )
    return claim, left_out


def list_kinds() -> tuple[str, ...]:
    """The kinds of event that the rules know, by the alphabet."""
    return tuple(sorted({frame.kind for frame in load_frames()}))


# --- parts of a claim -------------------------------------------------------------------------


def _find_participants(
    passage: Passage, suggestion: SuggestedEvent, left_out: list[Reason]
) -> Iterator[Participant]:
    seen: set[str] = set()
    for part in suggestion.participants:
        try:
            found = find_name(passage, part.name)
        except Refusal as refusal:
            left_out.append(refusal.reason)
            continue
        key = found.profile or found.name.lower()
        if key not in seen:
            seen.add(key)
            yield Participant(found.name, part.role, found.profile)


def _list_own(
    document: Document, passage: Passage, participants: Iterable[Participant]
) -> list[EventClaim]:
    """What our rules read in the same sentences of somebody in it."""
    names = {part.profile or part.name for part in participants}
    return [
        event
        for event in document.events
        if any(map(passage.holds, event.evidence))
        and names & {part.profile or part.name for part in event.participants}
    ]


def _find_title(
    passage: Passage, suggestion: SuggestedEvent, own: EventClaim | None, left_out: list[Reason]
) -> str:
    """A title in the words of the passage, or ours; Refusal where there is none."""
    title = " ".join(suggestion.title.split()).rstrip(".")
    short = 1 < len(title.split()) <= LONGEST
    if short and is_plain(title, passage) and is_worded(title, passage):
        return title[:1].upper() + title[1:]
    if own is None:
        raise Refusal("title not in the words of the source")
    left_out.append("title not in the words of the source")
    return own.title


def _find_date(
    passage: Passage,
    suggestion: SuggestedEvent,
    own: EventClaim | None,
    predicate: Predicate | None,
    left_out: list[Reason],
) -> Date | None:
    """By our reader in any case: of the time that the rules see with the event, or else of the words that
    were named, unless they say when another thing happened."""
    ours = own.date if own else find_own_date(passage, predicate, suggestion.kind)
    if not suggestion.date and not suggestion.date_words:
        return ours
    time = read_words(passage, suggestion.date_words) if suggestion.date_words else None
    told = ours is not None and ours.basis != "published"
    good = (
        time is not None
        and not (suggestion.date and contradicts(suggestion.date, time))
        and (ours == make_date(time) if told else not is_of_another(passage, time, predicate))
    )
    if time is None or not good:
        left_out.append("date not in the sentence")
        return ours
    return make_date(time)


# --- doubts -----------------------------------------------------------------------------------


def _find_predicate(passage: Passage, title: str) -> Predicate | None:
    """The verb of the passage that a title tells again; one within the quote rather than another."""
    forms = list_all_forms(title)
    found = [
        predicate
        for number in passage.numbers
        for predicate in read_predicates(passage.document)[number]
        if predicate.verb.base in forms
    ]

    def is_outside(predicate: Predicate) -> bool:
        return not passage.start <= predicate.tree.line.tokens[predicate.head].start < passage.end

    return min(found, key=is_outside, default=None)


def _is_doubtful(
    passage: Passage,
    suggestion: SuggestedEvent,
    status: str,
    participants: tuple[Participant, ...],
    predicate: Predicate | None,
) -> bool:
    """Whether the sentence may not say what the title says of it, though it has all the words."""
    denied = bool(count_denials(passage.text)) != bool(count_denials(suggestion.title))
    return (
        (denied and status != "denied")
        or (status == "denied" and not count_denials(passage.text))
        or is_quoted(passage.document, passage.start)
        or not any(part.profile for part in participants)
        or not _is_of_kind(suggestion)
        or _is_loose(passage, participants, predicate)
        or (predicate is not None and _is_turned(passage, suggestion, participants, predicate))
    )


def _is_told(told: Iterable[EventClaim], predicate: Predicate) -> bool:
    """Whether our rules read an event of that very verb."""
    return any(predicate.verb.base in list_all_forms(event.title) for event in told)


def _has_happening(title: str) -> bool:
    """Whether a title has a noun or a verb by which the rules know an event: "Opening of the bridge"."""
    nouns = index_nouns().keys() & split_words(title)
    return bool(nouns or list_all_forms(title) & _list_verbs(load_frames()))


def _list_verbs(frames: Iterable[Frame]) -> frozenset[str]:
    """The verbs of some frames, without their particles."""
    return frozenset(verb.split()[0] for frame in frames for verb in frame.verbs)


def _is_of_kind(suggestion: SuggestedEvent) -> bool:
    """Whether the title has a word by which the rules know that kind of event."""
    frames = [frame for frame in load_frames() if frame.kind == suggestion.kind]
    nouns = {noun for frame in frames for noun in (*frame.nouns, *frame.needs)}
    known = _list_verbs(frames) | nouns | {suggestion.kind}
    return not known.isdisjoint(list_all_forms(suggestion.title))


def _find_sides(passage: Passage, predicate: Predicate) -> tuple[set[str | None], set[str | None]]:
    """Who does it and whom it befalls, as the sentence has it: profiles, None for who has none."""
    nouns = (
        list_nouns_of(passage.document, predicate.tree, head)
        for head in (predicate.subject, predicate.object)
    )
    subjects, objects = ({noun.profile for noun in side} for side in nouns)
    return (objects, subjects) if predicate.verb.passive else (subjects, objects)


def _is_turned(
    passage: Passage,
    suggestion: SuggestedEvent,
    participants: tuple[Participant, ...],
    predicate: Predicate,
) -> bool:
    """Whether the suggestion has done by one what the sentence has done to them."""
    doers, suffers = _find_sides(passage, predicate)
    named = {part.profile: part for part in participants if part.profile}
    if any(
        profile in {"agent": suffers - doers, "object": doers - suffers}.get(part.role, ())
        for profile, part in named.items()
    ):
        return True
    title = suggestion.title.lower()
    places = {p: title.find(part.name.lower().split()[-1]) for p, part in named.items()}
    first = [places[p] for p in doers if p in places]
    second = [places[p] for p in suffers if p in places]
    if not first or not second or min(*first, *second) < 0:
        return False
    return (min(first) < min(second)) == (" by " in title)


def _is_loose(
    passage: Passage, participants: tuple[Participant, ...], predicate: Predicate | None
) -> bool:
    """Whether the parse does not show that it is these who do it or whom it befalls."""
    if predicate is None:  # told by a noun: who does it to whom, only prepositions say
        return {"agent", "object"} <= {part.role for part in participants}
    doers, suffers = _find_sides(passage, predicate)
    sides = {"agent": doers, "object": suffers}
    return any(
        part.profile and sides.get(part.role) and part.profile not in sides[part.role]
        for part in participants
    )
