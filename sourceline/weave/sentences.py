"""Every sentence accounted for: which claims rest on it, or why none does.

The reasons say what is known after the reading, and no more: that a sentence names somebody and yet no
fact was found in it is where a reader of texts may have overlooked one.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Literal

from sourceline.errors import Position
from sourceline.model import Chronicle, Evidence, Extraction, Sentence, Source
from sourceline.store.places import find_places

Reason = Literal["heading", "question", "proposal", "rejected", "names somebody", "names nobody"]

REASONS: dict[Reason, str] = {
    "heading": "it is a heading",
    "question": "it is a question",
    "proposal": "only a proposal rests on it",
    "rejected": "a person rejected the event it tells",
    "names somebody": "no fact was found in it, though it names {names}",
    "names nobody": "no fact was found in it, and it names nobody that is known",
}

_STATEMENTS = ("roles", "figures", "quotations", "relations")


@dataclass(frozen=True, slots=True)
class Account:
    """What rests on one sentence."""

    place: Position
    sentence: Sentence
    claims: tuple[str, ...]
    """"event ada-fenwick-departure", "role", "figure" …, each once."""
    reason: Reason | None
    """Why there is no claim."""
    names: tuple[str, ...] = ()
    """The people, organizations, products and places that it names."""

    @property
    def words(self) -> str:
        """What rests on it, or why nothing does, as a phrase."""
        if self.reason is None:
            return ", ".join(self.claims)
        return "nothing: " + REASONS[self.reason].format(names=", ".join(self.names))


@dataclass(frozen=True, slots=True)
class _Resting:
    """A place in a source, and what rests on it: a fact, a proposal, or what a person rejected."""

    evidence: Evidence
    label: str
    standing: Literal["fact", "proposal", "rejected"] = "fact"


def account_sentences(
    chronicle: Chronicle, extractions: Iterable[Extraction]
) -> tuple[Account, ...]:
    """An account of each sentence of each source, in the order of the chronicle."""
    read = {extraction.source: extraction for extraction in extractions}
    resting: dict[str, list[_Resting]] = {}
    for item in _list_resting(chronicle, read.values()):
        resting.setdefault(item.evidence.source, []).append(item)
    return tuple(
        account
        for source in chronicle.sources
        for account in _account_source(source, read.get(source.id), resting.get(source.id, ()))
    )


def summarize_accounts(accounts: Sequence[Account]) -> str:
    """On how many sentences nothing rests, by reason: "Sentences nothing rests on: 1 of 2 (question 1)."; ""
    without sentences."""
    reasons = Counter(account.reason for account in accounts if account.reason is not None)
    if not accounts:
        return ""
    counts = ", ".join(f"{reason} {number:,}" for reason, number in reasons.most_common())
    return f"Sentences nothing rests on: {reasons.total():,} of {len(accounts):,}" + (
        f" ({counts})." if counts else "."
    )


def _list_resting(chronicle: Chronicle, extractions: Iterable[Extraction]) -> Iterator[_Resting]:
    for event in chronicle.events:
        for evidence in event.evidence:
            yield _Resting(evidence, f"event {event.id}")
    for proposal in chronicle.proposals:
        for evidence in proposal.claim.evidence:
            yield _Resting(evidence, "proposal", "proposal")
    accepted = _list_shown(chronicle)
    for extraction in extractions:
        # Those of an event that is shown or proposed are listed above, and win over this.
        for event_claim in extraction.events:
            for evidence in event_claim.evidence:
                yield _Resting(evidence, "event", "rejected")
        for field in _STATEMENTS:
            for claim in getattr(extraction, field):
                for evidence in claim.evidence:
                    if not claim.review or evidence in accepted:
                        yield _Resting(evidence, field.removesuffix("s"))


def _list_shown(chronicle: Chronicle) -> set[Evidence]:
    """What the roles, figures, quotations and relations of the site rest on."""
    figures = (figure for event in chronicle.events for figure in event.figures)
    said = (
        claim
        for profile in chronicle.profiles
        for field in _STATEMENTS
        for claim in getattr(profile, field)
    )
    return {evidence for claim in (*figures, *said) for evidence in claim.evidence}


def _account_source(
    source: Source, extraction: Extraction | None, resting: Sequence[_Resting]
) -> Iterator[Account]:
    names, places = _name_finder(extraction), find_places(source)
    touching = _place_resting(source, resting)
    for place, sentence in enumerate(source.sentences):
        text = source.text[sentence.start : sentence.end]
        here = touching[place]
        facts = tuple(dict.fromkeys(item.label for item in here if item.standing == "fact"))
        named = names(text)
        reason = None if facts else _find_reason(source, sentence, here, named)
        position = places.locate(sentence.start)
        yield Account(position, sentence, facts, reason, named)


def _place_resting(source: Source, resting: Sequence[_Resting]) -> list[list[_Resting]]:
    """What rests on each sentence, in whole or in part."""
    touching: list[list[_Resting]] = [[] for _ in source.sentences]
    for item in resting:
        first = bisect_right(source.sentences, item.evidence.start, key=attrgetter("end"))
        last = bisect_left(source.sentences, item.evidence.end, key=attrgetter("start"))
        for here in touching[first:last]:
            here.append(item)
    return touching


def _find_reason(
    source: Source, sentence: Sentence, resting: Sequence[_Resting], named: tuple[str, ...]
) -> Reason:
    standings = {item.standing for item in resting}
    if "proposal" in standings:
        return "proposal"
    if "rejected" in standings:
        return "rejected"
    if source.blocks[sentence.block].kind in ("title", "heading"):
        return "heading"
    if source.text[sentence.start : sentence.end].rstrip("”’\"')»").endswith("?"):
        return "question"
    return "names somebody" if named else "names nobody"


def _name_finder(extraction: Extraction | None) -> _NameFinder:
    """Finds the names of an extraction's profiles, topics aside, in any text."""
    called: dict[str, str] = {}
    for profile in extraction.profiles if extraction is not None else ():
        if profile.kind != "topic":
            for name in (profile.name, *profile.aliases):
                called.setdefault(name, profile.name)
    longest = sorted(filter(None, called), key=lambda name: (-len(name), name))
    pattern = "|".join(map(re.escape, longest))
    return _NameFinder(re.compile(rf"(?<!\w)(?:{pattern})(?!\w)") if longest else None, called)


@dataclass(frozen=True, slots=True)
class _NameFinder:
    """A pattern of names, and the full name for each."""

    pattern: re.Pattern[str] | None
    called: dict[str, str]

    def __call__(self, text: str) -> tuple[str, ...]:
        """The full names in a text, in order, each once."""
        if self.pattern is None:
            return ()
        found = (self.called[match[0]] for match in self.pattern.finditer(text))
        return tuple(dict.fromkeys(found))
