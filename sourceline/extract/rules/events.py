"""Events: clauses whose verb is in a frame, with who took part, when, and a title.

Precision comes first: what stands in quotation marks, in a condition, under "may" or "would", or
without anybody who has a name, is left out.
"""

from __future__ import annotations

from collections.abc import Iterator

from sourceline.extract.ground import make_evidence
from sourceline.extract.rules.background import is_background
from sourceline.extract.rules.clauses import Clause, find_clauses, find_first_token, find_last_token
from sourceline.extract.rules.dates import find_date
from sourceline.extract.rules.deeds import Deed, find_deeds
from sourceline.extract.rules.document import Document
from sourceline.extract.rules.frames import load_modality
from sourceline.extract.rules.groups import Range
from sourceline.extract.rules.headlines import write_title
from sourceline.extract.rules.levels import read_level, read_outcome
from sourceline.extract.rules.merging import merge_events
from sourceline.extract.rules.modality import is_denied, is_unreal
from sourceline.extract.rules.nominals import find_nominals
from sourceline.extract.rules.participants import name_group, read_adjunct, read_group
from sourceline.extract.rules.phrases import Line, read_lines
from sourceline.extract.rules.quotes import is_quoted
from sourceline.model import Date, EventClaim, Participant, ParticipantRole


def find_events(document: Document) -> tuple[EventClaim, ...]:
    """What happened, each event once, in the order of the text."""
    found: list[EventClaim] = []
    for line in read_lines(document):
        block = document.source.blocks[document.source.sentences[line.number].block]
        if block.kind == "paragraph" or block.kind == "item":
            found += _read_line(document, line)
    return merge_events(document, found)


def _read_line(document: Document, line: Line) -> Iterator[EventClaim]:
    if line.tokens and line.tokens[-1].text == "?":
        return
    for clause in find_clauses(line):
        event = _read_clause(document, clause)
        if event:
            yield event
    yield from find_nominals(document, line)


def _read_clause(document: Document, clause: Clause) -> EventClaim | None:
    line, phrase = clause.line, clause.line.phrases[clause.index]
    if is_quoted(document, line.tokens[phrase.head].start) or is_unreal(document, clause):
        return None
    for deed in find_deeds(document, clause):
        event = _make_event(document, deed)
        if event:
            return event
    if is_denied(clause):
        return None
    return read_outcome(document, clause) or read_level(document, clause)


def _make_event(document: Document, deed: Deed) -> EventClaim | None:
    participants = tuple(_list_participants(document, deed))
    if deed.frame.kind == "attack" and _is_publication(participants):
        return None
    if deed.clause.verb.negated and deed.frame.kind in load_modality()["needless"]:
        return None
    title = write_title(document, deed)
    main = (
        deed.patient if deed.frame.main == "object" and deed.patient else deed.agent or deed.patient
    )
    line = deed.clause.line
    date = find_date(
        document,
        line,
        find_first_token(deed.clause),
        find_last_token(deed.clause),
        background=is_background(document, deed.clause, deed.frame.kind),
    )
    if title is None or main is None or not _is_worth(participants, deed, date):
        return None
    sentence = document.source.sentences[line.number]
    return EventClaim(
        id=f"{_name_main(document, deed, main)}-{deed.frame.kind}",
        kind=deed.frame.kind,
        title=title,
        date=date,
        status=deed.status,
        participants=participants,
        attribution=None,
        evidence=(make_evidence(document.source, sentence.start, sentence.end),),
        confidence=0.9 if any(p.profile for p in participants) else 0.6,
    )


_LEAD = 3
"""Sentences, the title included."""


_UNNAMED = frozenset(
    {
        "death",
        "injury",
        "rescue",
        "arrest",
        "disaster",
        "accident",
        "attack",
        "discovery",
        "evacuation",
        "protest",
        "occasion",
    }
)


def _is_worth(participants: tuple[Participant, ...], deed: Deed, date: Date | None) -> bool:
    if any(
        p.profile and p.role in ("agent", "object", "organization", "recipient")
        for p in participants
    ):
        return True
    if deed.status == "denied":
        return False
    lead = _is_lead(deed.clause.line)
    if lead and date is not None and date.basis != "published":
        return True
    return (deed.frame.kind in _UNNAMED or lead) and bool(participants)


def _is_lead(line: Line) -> bool:
    """Whether it is one of the first sentences: what they tell is the news itself."""
    return line.number < _LEAD


_PRESS = ("Magazine", "Times", "Post", "News", "Herald", "Guardian", "Telegraph", "Journal")


def _is_publication(participants: tuple[Participant, ...]) -> bool:
    """A newspaper attacks with words."""
    return any(p.role == "agent" and p.name.split()[-1] in _PRESS for p in participants)


def _list_participants(document: Document, deed: Deed) -> Iterator[Participant]:
    line = deed.clause.line
    taken: set[str] = set()
    object_role: ParticipantRole = (
        "organization" if deed.frame.object_role == "organization" else "object"
    )
    groups: list[tuple[Range | None, ParticipantRole]] = [
        (deed.agent, "agent"),
        (deed.patient, object_role),
    ]
    for group, role in groups:
        for participant in read_group(document, line, group, role):
            if participant.name not in taken:
                taken.add(participant.name)
                yield participant
    for word, group in deed.clause.adjuncts:
        if word == "by" and deed.clause.verb.passive:
            continue
        for participant in read_adjunct(document, line, word, group, kind=deed.frame.kind):
            if participant.name not in taken:
                taken.add(participant.name)
                yield participant


def _name_main(document: Document, deed: Deed, main: Range) -> str:
    name = name_group(document, deed.clause.line, main)
    if deed.frame.main == "both" and deed.agent and deed.patient:
        return f"{name}-{name_group(document, deed.clause.line, deed.patient)}"
    return name
