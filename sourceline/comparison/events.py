"""What the author says of events, and how an engine stands to it.

An author's file speaks of an event by its id; engines give other ids. So what is compared is found by its place:
the sentences that the event rests on, as the site is woven now.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from sourceline.comparison.ground import Ground, locate_quote, locate_word
from sourceline.comparison.matching import is_sure, pair, share_words, weigh_events
from sourceline.comparison.values import Answer, Entrant, Kind, Verdict
from sourceline.errors import Position
from sourceline.model import Event, EventClaim, EventRecord, Records


@dataclass(frozen=True, slots=True)
class Said:
    """An event that the author speaks of, where it stands in the sources that are compared."""

    record: EventRecord
    event: EventClaim
    """As the chronicle tells it now, with the author's words."""
    rejected: bool


def list_said(records: Records, ground: Ground) -> tuple[list[Said], list[Position]]:
    """The events that the author accepts, corrects, adds or rejects; and the files of those that stand in no
    source at all."""
    events = {event.id: event for event in ground.chronicle.events}
    said: list[Said] = []
    placeless: list[Position] = []
    for record in records.events:
        if not _speaks(record):
            continue
        event = _reject(record, ground) if record.reject else _accept(events.get(record.id))
        if event is None or not event.evidence:
            placeless.append(locate_word(record, ""))
            continue
        inside = tuple(each for each in event.evidence if each.source in ground.places)
        if inside:
            said.append(Said(record, replace(event, evidence=inside), record.reject))
    return said, placeless


def _speaks(record: EventRecord) -> bool:
    """Whether it says of the event that it is one, or is none: a note alone does not."""
    told = (record.title, record.kind, record.date, record.status, record.participants, record.text)
    return record.reviewed or record.reject or any(each is not None for each in told)


def _accept(event: Event | None) -> EventClaim | None:
    if event is None:
        return None
    return EventClaim(
        id=event.id,
        kind=event.kind,
        title=event.title,
        date=event.date,
        status=event.status,
        participants=event.participants,
        evidence=tuple(each for each in event.evidence if each not in event.unverified),
    )


def _reject(record: EventRecord, ground: Ground) -> EventClaim | None:
    """The claim of the present engine that the author throws out."""
    names = {record.id, *record.of}
    claims = [
        claim
        for extraction in ground.extractions
        for claim in extraction.events
        if names & {claim.id, f"{extraction.source}/{claim.id}"}
    ]
    if not claims:
        return None
    return replace(claims[0], evidence=tuple(each for claim in claims for each in claim.evidence))


def judge_events(said: Sequence[Said], entrant: Entrant, ground: Ground) -> Iterator[Verdict]:
    """How an engine stands to each of them."""
    claims = [claim for each in entrant.extractions for claim in each.events]
    told = [claim for claim in claims if is_sure(claim)]
    wanted = [each.event for each in said if not each.rejected]
    places: dict[str, list[int]] = {}
    for m, claim in enumerate(told):
        places.setdefault(claim.evidence[0].source, []).append(m)
    near = {
        (n, m)
        for n, event in enumerate(wanted)
        for quote in event.evidence
        for m in places.get(quote.source, ())
    }
    weighed = ((n, m, weigh_events(wanted[n], told[m], ground.names)) for n, m in near)
    pairs = pair(wanted, told, weighed)
    matched = {id(event): claim for event, claim in pairs}
    taken = {id(claim) for _, claim in pairs}
    untold = [claim for claim in told if id(claim) not in taken]
    for each in said:
        judge = _Judge(each, entrant.name, ground)
        if each.rejected:
            yield judge.judge_rejected(untold)
            continue
        found = matched.get(id(each.event))
        if found is None:
            yield judge.miss(claims)
        else:
            yield judge.say("event", "found", each.event.title)
            yield from judge.judge_fields(found)


@dataclass(frozen=True, slots=True)
class _Judge:
    """One event of the author's and one engine."""

    said: Said
    engine: str
    ground: Ground

    def say(
        self, kind: Kind, answer: Answer, words: str, key: str = "", *, wanted: bool = True
    ) -> Verdict:
        place = locate_quote(self.said.event.evidence[0], self.ground.places)
        return Verdict(
            self.engine, kind, answer, place, words, locate_word(self.said.record, key), wanted
        )

    def judge_rejected(self, told: Iterable[EventClaim]) -> Verdict:
        """A rejected event is told again by what tells one of its kind, or one so titled, on its words."""
        event = self.said.event
        again = next((c for c in told if weigh_events(event, c, self.ground.names)), None)
        words = f"no event | {event.title}"
        if again is None:
            return self.say("event", "kept out", words, "reject", wanted=False)
        words = f"{words}, told as {again.kind} | {again.title}"
        return self.say("event", "contradicted", words, "reject", wanted=False)

    def miss(self, claims: Iterable[EventClaim]) -> Verdict:
        event = self.said.event
        near = (c for c in claims if not is_sure(c) and c.kind == event.kind)
        proposed = any(share_words(event.evidence, claim.evidence) for claim in near)
        words = f"{event.title}{', only proposed' if proposed else ''}"
        return self.say("event", "missed", words)

    def judge_fields(self, claim: EventClaim) -> Iterator[Verdict]:
        """What the author wrote of it; all of it, where the whole was reviewed."""
        record, event = self.said.record, self.said.event
        whole = record.reviewed
        if whole or record.kind is not None:
            yield self._compare("kind", event.kind, claim.kind)
        if whole or record.status is not None:
            yield self._compare("status", event.status, claim.status)
        if (whole or record.date is not None) and event.date is not None:
            stated = claim.date is not None and (
                claim.date.basis != "published" or event.date.basis == "published"
            )
            told = claim.date.edtf if claim.date and stated else None
            yield self._compare("date", event.date.edtf, told)
        if whole or record.participants is not None:
            yield from self._judge_cast(claim)

    def _compare(self, kind: Kind, wanted: str, told: str | None) -> Verdict:
        title = self.said.event.title
        if told is None:
            return self.say(kind, "missed", f"{wanted} | {title}", kind)
        if told == wanted:
            return self.say(kind, "found", f"{wanted} | {title}", kind)
        return self.say(kind, "contradicted", f"{wanted}, told as {told} | {title}", kind)

    def _judge_cast(self, claim: EventClaim) -> Iterator[Verdict]:
        identify = self.ground.names.identify
        told = {identify(part.name): part for part in claim.participants}
        title, key = self.said.event.title, "participants"
        for part in self.said.event.participants:
            words = f"{part.name} ({part.role})"
            same = told.pop(identify(part.name), None)
            if same is None:
                yield self.say("participant", "missed", f"{words} | {title}", key)
            elif same.role == part.role:
                yield self.say("participant", "found", f"{words} | {title}", key)
            else:
                words = f"{words}, told as {same.role} | {title}"
                yield self.say("participant", "contradicted", words, key)
        for part in told.values():
            words = f"nobody else, told {part.name} ({part.role}) | {title}"
            yield self.say("participant", "contradicted", words, key, wanted=False)
