"""What the author says of people, organizations and the rest, and how an engine stands to it.

What is compared is found by its names: the author's, and those that the present engine has for its id.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sourceline.comparison.ground import Ground, locate_word
from sourceline.comparison.values import Answer, Entrant, Kind, Verdict
from sourceline.errors import Position
from sourceline.model import ProfileClaim, ProfileRecord, Records
from sourceline.store.places import Places
from sourceline.weave.names import fold_name


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
            places = self.ground.places[extraction.source]
            place = _find_name(places, others)
            if place is None or _find_name(places, own) is None:
                continue
            mine = {c.id for c in extraction.profiles if self._is_called(c, own)}
            yours = {c.id for c in extraction.profiles if self._is_called(c, others)}
            words = f"{own[0]}, {others[0]}: {'one' if one else 'two'}"
            if not mine or not yours:
                yield self._say("one or two", "missed", place, words, key)
            elif bool(mine & yours) == one:
                yield self._say("one or two", "found", place, words, key)
            else:
                words = f"{words}, told as {'two' if one else 'one'}"
                yield self._say("one or two", "contradicted", place, words, key)

    def _is_called(self, claim: ProfileClaim, names: Iterable[str]) -> bool:
        folded = {fold_name(name) for name in names}
        return any(fold_name(name) in folded for name in (claim.name, *claim.aliases))

    def _find_first(self, names: Sequence[str]) -> Position | None:
        found = (_find_name(places, names) for places in self.ground.places.values())
        return next((place for place in found if place), None)

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
        record = locate_word(self.record, key)
        return Verdict(self.entrant.name, kind, answer, place, words, record, wanted)


def _find_name(places: Places, names: Iterable[str]) -> Position | None:
    """Where one of the names first stands in a source, as whole words."""
    found = [
        match.start()
        for name in names
        if (match := re.search(rf"(?<!\w){re.escape(name)}(?!\w)", places.source.text))
    ]
    return places.locate(min(found)) if found else None
