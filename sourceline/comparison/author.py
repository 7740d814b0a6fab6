"""What the author says, and how an engine stands to it.

An author's file speaks of an event by its id; engines give other ids. So what is compared is found by its place:
the sentences that the event rests on, as the site is woven now.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sourceline.comparison.matching import (
    Names,
    is_sure,
    pair,
    share_words,
    weigh_events,
)
from sourceline.comparison.values import Answer, Entrant, Kind, Verdict
from sourceline.errors import Position
from sourceline.model import (
    Chronicle,
    Event,
    EventClaim,
    EventRecord,
    Evidence,
    Extraction,
    ProfileClaim,
    ProfileRecord,
    Records,
    Source,
)
from sourceline.read import find_position
from sourceline.weave.names import fold_name


@dataclass(frozen=True, slots=True)
class Ground:
    """What the author's words are read against."""

    chronicle: Chronicle
    extractions: tuple[Extraction, ...]
    """Of the engine that the author's files were written for."""
    sources: Mapping[str, Source]
    """Those that are compared, by id."""
    names: Names


# --- events -----------------------------------------------------------------------------------


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
            placeless.append(_find(record, ""))
            continue
        inside = tuple(each for each in event.evidence if each.source in ground.sources)
        if inside:
            said.append(Said(record, _limit(event, inside), record.reject))
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
    return _limit(claims[0], tuple(each for claim in claims for each in claim.evidence))


def _limit(event: EventClaim, evidence: tuple[Evidence, ...]) -> EventClaim:
    return EventClaim(
        id=event.id,
        kind=event.kind,
        title=event.title,
        date=event.date,
        status=event.status,
        participants=event.participants,
        evidence=evidence,
    )


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
    for each in said:
        judge = _Judge(each, entrant.name, ground)
        if each.rejected:
            yield judge.judge_rejected([claim for claim in told if id(claim) not in taken])
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
        place = _locate(self.said.event.evidence[0], self.ground.sources)
        return Verdict(
            self.engine, kind, answer, place, words, _find(self.said.record, key), wanted
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


# --- names ------------------------------------------------------------------------------------


def judge_names(records: Records, entrant: Entrant, ground: Ground) -> Iterator[Verdict]:
    """How an engine stands to what the author says of people, organizations and the rest."""
    known = {profile.id: profile for profile in ground.chronicle.profiles}
    for record in records.profiles:
        profile = known.get(record.id)
        names = [record.name, *(record.aliases or ()), *_list_names(record.id, ground)]
        names += [profile.name, *profile.aliases] if profile else []
        called = tuple(dict.fromkeys(name for name in names if name))
        judge = _NameJudge(record, called, entrant, ground)
        if record.reject:
            yield from judge.judge_rejected()
        else:
            kind = record.kind or (profile.kind if record.reviewed and profile else None)
            yield from judge.judge_profile(kind, own=record.name or record.kind or record.reviewed)
            yield from judge.judge_pairs()


def _list_names(profile: str, ground: Ground) -> list[str]:
    """What the present engine calls a profile."""
    return [
        name
        for extraction in ground.extractions
        for claim in extraction.profiles
        if claim.id == profile or f"{extraction.source}/{claim.id}" == profile
        for name in (claim.name, *claim.aliases)
    ]


@dataclass(frozen=True, slots=True)
class _NameJudge:
    """One profile of the author's and one engine."""

    record: ProfileRecord
    called: tuple[str, ...]
    entrant: Entrant
    ground: Ground

    def judge_profile(self, kind: str | None, *, own: object) -> Iterator[Verdict]:
        """That it is one, and of which kind."""
        place = self._find_first(self.called)
        if place is None or not own:
            return
        found = [
            c
            for e in self.entrant.extractions
            for c in e.profiles
            if self._is_called(c, self.called)
        ]
        if not found:
            yield self._say("name", "missed", place, self.called[0], "")
            return
        yield self._say("name", "found", place, self.called[0], "")
        if kind is None:
            return
        other = next((claim.kind for claim in found if claim.kind != kind), None)
        if other is None:
            yield self._say("kind of name", "found", place, f"{kind} | {self.called[0]}", "kind")
        else:
            words = f"{kind}, told as {other} | {self.called[0]}"
            yield self._say("kind of name", "contradicted", place, words, "kind")

    def judge_rejected(self) -> Iterator[Verdict]:
        """That it is none."""
        place = self._find_first(self.called)
        if place is None:
            return
        told = any(
            claim.profiled and self._is_called(claim, self.called)
            for extraction in self.entrant.extractions
            for claim in extraction.profiles
        )
        answer: Answer = "contradicted" if told else "kept out"
        words = f"no page | {self.called[0]}"
        yield self._say("name", answer, place, words, "reject", wanted=False)

    def judge_pairs(self) -> Iterator[Verdict]:
        """That other names mean the same one, or another."""
        for key, others in (
            ("aliases", [(alias,) for alias in self.record.aliases or ()]),
            ("merge", [tuple(_list_names(other, self.ground)) for other in self.record.merge]),
        ):
            for names in others:
                own = tuple(name for name in self.called if name not in names)
                yield from self._judge_pair(key, own, names, one=True)
        for other in self.record.keep_apart:
            names = tuple(n for n in _list_names(other, self.ground) if n not in self.called)
            yield from self._judge_pair("not", self.called, names, one=False)

    def _judge_pair(
        self, key: str, own: tuple[str, ...], others: tuple[str, ...], *, one: bool
    ) -> Iterator[Verdict]:
        """In each source that has both, whether the engine makes one of them, two, or neither."""
        for extraction in self.entrant.extractions:
            source = self.ground.sources[extraction.source]
            places = [_find_name(source, names) for names in (own, others)]
            if None in places:
                continue
            mine = {c.id for c in extraction.profiles if self._is_called(c, own)}
            yours = {c.id for c in extraction.profiles if self._is_called(c, others)}
            words = f"{own[0]}, {others[0]}: {'one' if one else 'two'}"
            assert places[1] is not None  # noqa: S101 - as looked up above
            if not mine or not yours:
                yield self._say("one or two", "missed", places[1], words, key)
            elif bool(mine & yours) == one:
                yield self._say("one or two", "found", places[1], words, key)
            else:
                words = f"{words}, told as {'two' if one else 'one'}"
                yield self._say("one or two", "contradicted", places[1], words, key)

    def _is_called(self, claim: ProfileClaim, names: Iterable[str]) -> bool:
        folded = {fold_name(name) for name in names}
        return any(fold_name(name) in folded for name in (claim.name, *claim.aliases))

    def _find_first(self, names: Sequence[str]) -> Position | None:
        places = (_find_name(source, names) for source in self.ground.sources.values())
        return next((place for place in places if place), None)

    def _say(
        self,
        kind: Kind,
        answer: Answer,
        place: Position,
        words: str,
        key: str,
        *,
        wanted: bool = True,
    ) -> Verdict:
        record = _find(self.record, key)
        return Verdict(self.entrant.name, kind, answer, place, words, record, wanted)


def _find_name(source: Source, names: Iterable[str]) -> Position | None:
    """Where one of the names first stands in a source, as whole words."""
    found = [
        match.start()
        for name in names
        if (match := re.search(rf"(?<!\w){re.escape(name)}(?!\w)", source.text))
    ]
    return Position(source.path, *find_position(source.text, min(found))) if found else None


def _locate(evidence: Evidence, sources: Mapping[str, Source]) -> Position:
    source = sources[evidence.source]
    return Position(source.path, *find_position(source.text, evidence.start))


def _find(record: EventRecord | ProfileRecord, key: str) -> Position:
    place = record.positions.find(key) or record.positions.find("")
    return place or Position(f"content/{record.id}")
