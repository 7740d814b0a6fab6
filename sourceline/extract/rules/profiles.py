"""Profiles: from names to people, organizations, products and places, and which deserve a page."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace
from operator import attrgetter

from sourceline.extract.ground import quote_sentence
from sourceline.extract.rules.candidates import make_key
from sourceline.extract.rules.document import Document
from sourceline.extract.rules.gazetteers import load_gazetteer
from sourceline.extract.rules.names import make_slug
from sourceline.model import Evidence, Mention, ProfileClaim, ProfileKind

_OFTEN = 3
"""So many mentions in one source make a name worth a page."""

_KINDS: dict[str, ProfileKind] = {
    "PER": "person",
    "ORG": "organization",
    "LOC": "place",
    "MISC": "product",
}


def gather_profiles(document: Document) -> tuple[ProfileClaim, ...]:
    """One claim for each profile that the mentions belong to, in order of first mention."""
    groups: dict[str, list[Mention]] = defaultdict(list)
    for mention in document.mentions:
        if mention.profile:
            groups[mention.profile].append(mention)
    return tuple(_make_profile(document, *group) for group in groups.items())


_SHORT = 4
"""Letters of the longest abbreviation of a place: "UAE", "DPRK"."""


def _write_name(name: str, kind: str) -> str:
    """A name as a page is called: "Havana" of a place that only its dateline names, "HAVANA (AP)"."""
    spelt = all(len(w) > _SHORT for w in name.split()) or name.title() in load_gazetteer().places
    if kind == "place" and name.isupper() and spelt:
        return name.title()
    return name[:1].upper() + name[1:] if " " in name else name


def _make_profile(document: Document, key: str, mentions: list[Mention]) -> ProfileClaim:
    forms = Counter(" ".join(m.text.split()) for m in mentions)
    # A former name may be longer than the one that holds now, after which the profile is called.
    own = [form for form in forms if make_slug(make_key(form)) == key]
    name = max(own or forms, key=lambda form: (len(form), form))
    labels = Counter(m.label for m in mentions)
    kind = _KINDS[max(labels, key=lambda label: (labels[label], label))]
    return ProfileClaim(
        id=key,
        kind=kind,
        name=_write_name(name, kind),
        aliases=tuple(sorted(form for form in forms if form != name)),
        mentions=len(mentions),
        profiled=False,
        evidence=tuple(_quote_sentences(document, mentions, name)),
        confidence=0.9 if len(mentions) > 1 else 0.75,
    )


_QUOTED = 3
"""Sentences kept as evidence of a profile. With every sentence that names it nearly the whole source
would be marked as cited, and no mark would tell anything; the count of mentions stays whole."""


def _quote_sentences(document: Document, mentions: list[Mention], name: str) -> Iterator[Evidence]:
    """The first sentences of the mentions, one that gives the whole name among them."""
    sentences = document.source.sentences
    places = {m: bisect_right(sentences, m.start, key=attrgetter("start")) - 1 for m in mentions}
    whole = next(places[m] for m in mentions if " ".join(m.text.split()) == name)
    first = list(dict.fromkeys((whole, *places.values())))[:_QUOTED]
    for number in sorted(first):
        yield quote_sentence(document.source, number)


def judge_profiles(document: Document) -> tuple[ProfileClaim, ...]:
    """The profiles with the reason why each is, or is not, worth a page."""
    reasons = _find_reasons(document)
    return tuple(_judge(profile, reasons.get(profile.id)) for profile in document.profiles)


def _judge(profile: ProfileClaim, reason: str | None) -> ProfileClaim:
    if reason is None and profile.kind == "topic":
        reason = profile.reason
    if reason is None and profile.mentions >= _OFTEN:
        reason = f"named {profile.mentions} times"
    if reason is None:
        return replace(profile, profiled=False, reason="only mentioned in passing")
    return replace(profile, profiled=True, reason=reason)


def _find_reasons(document: Document) -> dict[str, str]:
    """Profile → the strongest reason for its page."""
    reasons: dict[str, str] = {}
    for event in document.events:
        for participant in event.participants:
            if participant.profile:
                reasons.setdefault(participant.profile, "takes part in an event")
    for role in document.roles:
        if role.person.profile:
            reasons.setdefault(role.person.profile, "holds a role")
        if role.organization and role.organization.profile:
            reasons.setdefault(role.organization.profile, "somebody holds a role in it")
    for relation in document.relations:
        for side in (relation.subject, relation.object):
            if side.profile:
                reasons.setdefault(side.profile, f"is in a relation: {relation.predicate}")
    return reasons
