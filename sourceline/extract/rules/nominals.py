"""Events told by a noun: "Mostaque's departure", "the launch of X", "key personnel departures"."""

from __future__ import annotations

from collections.abc import Iterator

from sourceline.extract.ground import make_evidence
from sourceline.extract.rules.coreference import index_profiles
from sourceline.extract.rules.dates import find_date
from sourceline.extract.rules.document import Document
from sourceline.extract.rules.frames import (
    Frame,
    classify_noun,
    find_profile,
    index_nouns,
    load_groups,
)
from sourceline.extract.rules.groups import Range
from sourceline.extract.rules.names import make_slug
from sourceline.extract.rules.participants import find_owner, list_spoken, name_group
from sourceline.extract.rules.phrases import Line, Phrase
from sourceline.extract.rules.places import find_over
from sourceline.extract.rules.quotes import is_quoted
from sourceline.extract.rules.titles import conjugate, is_plural, tidy_title, write_group
from sourceline.model import EventClaim, Participant, ParticipantRole


def find_nominals(document: Document, line: Line) -> Iterator[EventClaim]:
    """The events that the nouns of a sentence tell of."""
    for place, phrase in enumerate(line.phrases):
        entry = index_nouns().get(line.tokens[phrase.head].text.lower())
        if (
            phrase.kind != "noun"
            or entry is None
            or is_quoted(document, line.tokens[phrase.head].start)
        ):
            continue
        frame, verb = entry
        event = (
            _read_of(document, line, place, frame, verb)
            or _read_possessive(document, line, phrase, frame, verb)
            or _read_compound(document, line, phrase, frame, verb)
        )
        if event and _is_sure(line, event):
            yield event


def _is_sure(line: Line, event: EventClaim) -> bool:
    """A noun alone is weak: it needs a named participant, and an agent, a date or a first place."""
    if not any(p.profile for p in event.participants):
        return False
    agent = any(p.role == "agent" for p in event.participants)
    dated = event.date is not None and event.date.basis != "published"
    return agent or dated or line.number < 3


def _read_of(
    document: Document, line: Line, place: int, frame: Frame, verb: str
) -> EventClaim | None:
    """ "the departure of X from Y", "the introduction of X and Y"."""
    phrase = line.phrases[place]
    if place + 2 >= len(line.phrases) or line.tokens[line.phrases[place + 1].first].text != "of":
        return None
    if line.tokens[phrase.first].text.lower() not in ("the", "its", "their", "his", "her"):
        return None
    group = (place + 2, _group_end(line, place + 2))
    whom = line.phrases[group[0]]
    kinds = {classify_noun(document, line, p) for p in _nouns(line, group)}
    allowed = frame.subject if frame.of == "subject" else frame.object
    if not kinds & (allowed - {"thing"}):
        return None
    if frame.of == "subject":
        return _tell_subject(
            document, line, group, frame, verb, _find_from(document, line, group[1] + 1)
        )
    owner = _owner_of(line, phrase)
    if owner is None and frame.named:
        owner = find_focus_near(document, line, phrase)
    return _tell_object(document, line, group, whom, frame, verb, owner)


def _nouns(line: Line, group: Range) -> list[Phrase]:
    return [p for p in line.phrases[group[0] : group[1] + 1] if p.kind == "noun"]


def _group_end(line: Line, place: int) -> int:
    last = place
    while (
        last + 2 < len(line.phrases)
        and line.phrases[last + 1].kind == "and"
        and line.phrases[last + 2].kind == "noun"
    ):
        last += 2
    return last


def _find_from(document: Document, line: Line, place: int) -> str | None:
    """The organization in "from Y" behind the noun."""
    if place + 1 >= len(line.phrases) or line.tokens[line.phrases[place].first].text not in (
        "from",
        "as",
        "at",
    ):
        return None
    profile = find_profile(document, line, line.phrases[place + 1])
    claims = index_profiles(document)
    return profile if profile and claims[profile].kind == "organization" else None


def _owner_of(line: Line, phrase: Phrase) -> str | None:
    """Whose "launch of X" it is: "Acme's launch of X"."""
    for n in range(phrase.first, phrase.head):
        mention = line.names.get(n)
        if (
            mention
            and mention.profile
            and line.tags[min(n + 1, len(line.tags) - 1)] in ("POS", "NNP")
        ):
            return mention.profile
    return None


def find_focus_near(document: Document, line: Line, phrase: Phrase) -> str | None:
    """The organization spoken of in this block before the phrase, when it is only one."""
    block = document.source.blocks[document.source.sentences[line.number].block]
    claims = index_profiles(document)
    near = {
        m.profile
        for m in list_spoken(document, block.start, line.tokens[phrase.first].start)
        if m.profile and claims[m.profile].kind == "organization"
    }
    return near.pop() if len(near) == 1 else None


def _tell_subject(
    document: Document, line: Line, group: Range, frame: Frame, verb: str, organization: str | None
) -> EventClaim:
    claims = index_profiles(document)
    subject = write_group(document, line, group)
    words = [subject, conjugate(verb, plural=is_plural(line, group), passive=False)]
    people = [
        Participant(claims[p].name, "agent", p)
        for p in (find_profile(document, line, n) for n in _nouns(line, group))
        if p
    ]
    if organization and verb in ("depart", "exit", "leave"):
        words.append(claims[organization].name)
    if organization:
        people.append(Participant(claims[organization].name, "organization", organization))
    return _make(
        document,
        line,
        line.phrases[group[0] - 2].head,
        f"{name_group(document, line, group)}-{frame.kind}",
        frame.kind,
        " ".join(words),
        people,
    )


def _tell_object(
    document: Document,
    line: Line,
    group: Range,
    whom: Phrase,
    frame: Frame,
    verb: str,
    owner: str | None,
) -> EventClaim | None:
    claims = index_profiles(document)
    what = write_group(document, line, group)
    people = [
        Participant(claims[p].name, "object", p)
        for p in (find_profile(document, line, n) for n in _nouns(line, group))
        if p and p != owner
    ]
    if owner is None:
        if not find_profile(document, line, whom):
            return None
        title = f"{what} {conjugate(verb, plural=is_plural(line, group), passive=True)}"
    else:
        title = f"{claims[owner].name} {conjugate(verb, plural=False, passive=False)} {what}"
        people.insert(0, Participant(claims[owner].name, "agent", owner))
    return _make(
        document,
        line,
        line.phrases[group[0] - 2].head,
        f"{name_group(document, line, (group[0], group[0]))}-{frame.kind}",
        frame.kind,
        title,
        people,
    )


def _read_possessive(
    document: Document, line: Line, phrase: Phrase, frame: Frame, verb: str
) -> EventClaim | None:
    """ "Mostaque's departure", "his resignation"."""
    profile = _possessor(document, line, phrase)
    claims = index_profiles(document)
    if profile is None:
        return None
    kind = claims[profile].kind
    if frame.of == "subject" and kind in frame.subject:
        role: ParticipantRole = "agent"
    elif frame.of == "object" and kind in frame.object and kind == "person":
        role = "object"
    else:
        return None
    name = claims[profile].name
    return _make(
        document,
        line,
        phrase.head,
        f"{profile}-{frame.kind}",
        frame.kind,
        f"{name} {conjugate(verb, plural=False, passive=role == 'object')}",
        [Participant(name, role, profile)],
    )


def _possessor(document: Document, line: Line, phrase: Phrase) -> str | None:
    """Whose noun it is: the name or pronoun right before it."""
    for n in range(phrase.first, phrase.head):
        if line.tags[n] == "POS" and n == phrase.head - 1 and n - 1 in line.names:
            return line.names[n - 1].profile
    if line.tags[phrase.first] == "PRP$" and phrase.head - phrase.first <= 2:
        anaphor = find_over(document.anaphors, line.tokens[phrase.first].start)
        return anaphor.profile if anaphor else None
    return None


def _read_compound(
    document: Document, line: Line, phrase: Phrase, frame: Frame, verb: str
) -> EventClaim | None:
    """ "key personnel departures": the group before the noun does it, in the sentence's company."""
    if frame.of != "subject" or phrase.head - 1 < phrase.first:
        return None
    who = line.tokens[phrase.head - 1].text.lower()
    if who not in load_groups()["people"]:
        return None
    owner = find_owner(document, line, range(phrase.first, phrase.head))
    if owner is None:
        return None
    first = phrase.first
    while line.tags[first] in ("DT", "PRP$", "CD"):
        first += 1
    group = line.write(first, phrase.head)
    claims = index_profiles(document)
    plural = line.tags[phrase.head] == "NNS" or who.endswith("s")
    title = f"{group} {conjugate(verb, plural=plural, passive=False)} {claims[owner].name}"
    people = [Participant(group, "agent"), Participant(claims[owner].name, "organization", owner)]
    return _make(
        document,
        line,
        phrase.head,
        f"{owner}-{make_slug(group)}-{frame.kind}",
        frame.kind,
        title,
        people,
        confidence=0.7,
    )


def _make(
    document: Document,
    line: Line,
    head: int,
    key: str,
    kind: str,
    title: str,
    people: list[Participant],
    *,
    confidence: float = 0.75,
) -> EventClaim:
    sentence = document.source.sentences[line.number]
    return EventClaim(
        id=key,
        kind=kind,
        title=tidy_title(title),
        # "The death of X" takes the death for known: only a verb or a date makes news of it.
        date=find_date(
            document, line, head, min(head + 1, len(line.tokens)), background=kind == "death"
        ),
        participants=tuple(people),
        evidence=(make_evidence(document.source, sentence.start, sentence.end),),
        confidence=confidence,
    )
