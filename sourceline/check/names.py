"""Names in facts that lead to no page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sourceline.check.desk import PROFILES, Desk, make_note, word_paste
from sourceline.errors import Paste, Position, Problem
from sourceline.model import (
    Chronicle,
    Claim,
    Evidence,
    Extraction,
    Profile,
    ProfileClaim,
    ProfileKind,
)
from sourceline.store.dump import dump_yaml
from sourceline.weave.names import fold_name, is_single, last_word
from sourceline.weave.proposals import list_names


@dataclass(slots=True)
class _Pageless:
    """Somebody of whom facts tell, and who has no page."""

    claim: ProfileClaim
    evidence: dict[Evidence, None] = field(default_factory=dict)
    """Of the facts, each once."""


def list_unresolved(chronicle: Chronicle, desk: Desk) -> Iterator[Problem]:
    """Each name once, where a fact first uses it. Only names that the reader of texts holds for those of
    somebody: a line of the author's gives them a page, and links every fact that names them."""
    called = {
        fold_name(name, profile.kind)
        for profile in chronicle.profiles
        for name in (profile.name, *profile.aliases)
    }
    rejected = {record.id for record in desk.profiles.values() if record.reject}
    known = _list_claims(desk.extractions)
    found: dict[tuple[ProfileKind, str], _Pageless] = {}
    for name, evidence in _list_loose_names(chronicle):
        claim = known.get((evidence.source, name))
        if claim is None or claim.id in rejected:
            continue
        folded = fold_name(claim.name, claim.kind)
        if folded not in called:
            each = found.setdefault((claim.kind, folded), _Pageless(claim))
            each.evidence[evidence] = None
    bearers = _list_bearers(chronicle.profiles)
    for (kind, folded), each in found.items():
        yield _report(each, bearers.get(folded, ()) if kind == "person" else (), desk)


def _list_claims(extractions: Iterable[Extraction]) -> Mapping[tuple[str, str], ProfileClaim]:
    """(source, name) → whom the source calls so."""
    return {
        (extraction.source, name): claim
        for extraction in extractions
        for claim in extraction.profiles
        for name in (claim.name, *claim.aliases)
    }


def _list_loose_names(chronicle: Chronicle) -> Iterator[tuple[str, Evidence]]:
    """Every name without a profile in what is shown, with what it rests on."""
    for claim in _list_shown(chronicle):
        for name in list_names(claim):
            if name.profile is None and claim.evidence:
                yield name.name, claim.evidence[0]


def _list_shown(chronicle: Chronicle) -> Iterator[Claim]:
    for event in chronicle.events:
        yield from event.claims
        yield from event.figures
    for profile in chronicle.profiles:
        yield from profile.roles
        yield from profile.figures
        yield from profile.relations
    yield from chronicle.quotations


def _list_bearers(profiles: Iterable[Profile]) -> Mapping[str, Sequence[Profile]]:
    """Folded surname → the people whose name ends with it."""
    found: dict[str, list[Profile]] = {}
    for profile in profiles:
        folded = fold_name(profile.name, "person")
        if profile.kind == "person" and not is_single(folded):
            found.setdefault(last_word(folded), []).append(profile)
    return found


def _report(found: _Pageless, bearers: Sequence[Profile], desk: Desk) -> Problem:
    claim, times = found.claim, len(found.evidence)
    own = desk.path_of_profile(claim.id)
    page = Paste(own, f"kind: {claim.kind}\n{_write('name', claim.name)}")
    facts = "1 sentence with a fact names" if times == 1 else f"{times:,} sentences with facts name"
    choices = [f"For a page of its own, write {word_paste(page)}"]
    pastes = [page]
    if len(bearers) == 1:
        bearer = bearers[0]
        taught = desk.teach_alias(bearer.id, claim.name)
        pastes.insert(0, taught)
        choices.insert(0, f"If it is {bearer.name}, write {word_paste(taught)}")
    drop = Paste(own, "reject: true")
    return make_note(
        desk.place_evidence(found.evidence) or Position(PROFILES),
        "unresolved-name",
        f"{facts} {claim.name!r}, which leads to no page.",
        f"{'. '.join(choices)}. If it needs none, {word_paste(drop, page)}.",
        *pastes,
        drop,
    )


def _write(key: str, value: str) -> str:
    return dump_yaml({key: value}).rstrip("\n")
