"""Whom "he", "its" and "the company" stand for: mentions without a name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from sourceline.extract.rules.document import Document
from sourceline.extract.rules.gazetteers import load_gazetteer, read_table
from sourceline.extract.rules.memo import keep_last
from sourceline.extract.rules.places import list_within
from sourceline.extract.rules.quotes import is_between
from sourceline.model import Mention, ProfileClaim

_MALE = frozenset({"he", "him", "his", "himself"})
_FEMALE = frozenset({"she", "her", "hers", "herself"})
_THING = frozenset({"it", "its", "itself"})
_POINTING = _MALE | _FEMALE | _THING | {"the"}


_EARLY = 4
"""Tokens from the beginning of a sentence in which "it" may go back to the sentence before."""


@dataclass(slots=True)
class _Scene:
    """Who has been spoken of, the last one last; and whom the sentence before was about."""

    genders: dict[str, str]
    people: list[str] = field(default_factory=list)
    organizations: list[str] = field(default_factory=list)
    subject: str | None = None
    doer: str | None = None
    """The first person of the sentence before that stands behind no preposition."""
    before: list[str] = field(default_factory=list)
    """The people of the sentence before."""
    doer_here: str | None = None
    here: list[str] = field(default_factory=list)
    """The people of this sentence so far."""


def find_anaphors(document: Document) -> tuple[Mention, ...]:
    """Pronouns and definite nouns with the profile they stand for; unclear ones are left out."""
    return tuple(_walk_text(document))


def _walk_text(document: Document) -> Iterator[Mention]:
    kinds = {p.id: p.kind for p in document.profiles}
    scene = _Scene(_find_genders(document))
    for number, tokens in enumerate(document.tokens):
        sentence = document.source.sentences[number]
        names = {m.start: m for m in list_within(document.mentions, sentence.start, sentence.end)}
        opener: str | None = None
        scene.here, scene.doer_here = [], None
        for n, token in enumerate(tokens):
            mention = names.get(token.start)
            profile = mention.profile if mention else None
            if profile and kinds.get(profile) == "person":
                _remember(scene.people, profile)
                scene.here.append(profile)
                inside = n > 0 and document.tags[number][n - 1] in ("IN", "TO", "CC")
                scene.doer_here = scene.doer_here or (None if inside else profile)
            elif profile and kinds.get(profile) == "organization":
                _remember(scene.organizations, profile)
            if profile and opener is None:
                opener = profile
            if profile or token.text.lower() not in _POINTING:
                continue
            if is_between(document.source, token.start):
                continue
            found = _resolve(document, scene, opener, number, n)
            if found:
                opener = opener or found.profile
                if found.label == "PER" and found.profile:
                    scene.here.append(found.profile)
                    scene.doer_here = scene.doer_here or found.profile
                yield found
        scene.subject = opener or scene.subject
        scene.doer, scene.before = scene.doer_here, scene.here


def _remember(names: list[str], profile: str) -> None:
    if profile in names:
        names.remove(profile)
    names.append(profile)


def _resolve(
    document: Document, scene: _Scene, opener: str | None, number: int, n: int
) -> Mention | None:
    tokens = document.tokens[number]
    word = tokens[n].text.lower()
    if word in _MALE or word in _FEMALE:
        profile = _choose_person(scene, "female" if word in _FEMALE else "male")
        return _make(document, tokens[n].start, tokens[n].end, "PER", profile)
    if word in _THING:
        # Deep in a sentence that names nobody, "it" is most likely something without a name.
        spoken_of = opener or (scene.subject if n < _EARLY else None)
        profile = spoken_of if spoken_of in scene.organizations else None
        return _make(document, tokens[n].start, tokens[n].end, "ORG", profile)
    if word == "the" and n + 1 < len(tokens):
        after = document.tags[number][n + 2] if n + 2 < len(tokens) else ""
        follows = tokens[n + 2].text if n + 2 < len(tokens) else ""
        if after.startswith("NN") or follows in ("of", "for"):
            return None
        profile = _choose_organization(document, scene, tokens[n + 1].text.lower())
        return _make(document, tokens[n].start, tokens[n + 1].end, "ORG", profile)
    return None


def _choose_person(scene: _Scene, gender: str) -> str | None:
    """The one the sentence before was about, or else the last one, whose gender does not forbid it."""
    fitting = [p for p in scene.people if scene.genders.get(p, gender) == gender]
    rivals = [p for p in dict.fromkeys(scene.here or scene.before) if p in fitting]
    if len(rivals) > 1:
        # Two men in one sentence: "he" is the one who comes first and does it, or nobody knows.
        doer = scene.doer_here if scene.here else scene.doer
        return doer if doer == rivals[0] else None
    if scene.subject in fitting and (len(fitting) < 2 or scene.people[-1] not in fitting):
        return scene.subject
    if scene.subject in fitting and scene.genders.get(scene.subject or "") == gender:
        return scene.subject
    return fitting[-1] if fitting else None


def _choose_organization(document: Document, scene: _Scene, noun: str) -> str | None:
    if noun in load_gazetteer().nouns:
        return scene.organizations[-1] if scene.organizations else find_focus(document)
    if noun in _kinds():
        fitting = [p for p in scene.organizations if noun in p.split("-")]
        return fitting[-1] if fitting else None
    return None


@cache
def _kinds() -> frozenset[str]:
    return frozenset(read_table("organizations")["kinds"])


@cache
def _women() -> frozenset[str]:
    return frozenset(read_table("people")["women"].split())


_MALE_WORDS = re.compile(
    r"\b(?:Mr|Sir|Lord|King|Prince|spokesman|chairman|businessman|actor|husband|father|son|brother|boy|man)\b\.?,?\s*$"
)
_FEMALE_WORDS = re.compile(
    r"\b(?:Mrs|Ms|Miss|Lady|Dame|Queen|Princess|spokeswoman|chairwoman|businesswoman|actress|wife|mother|daughter|sister|girl|woman)\b\.?,?\s*$"
)


def _find_genders(document: Document) -> dict[str, str]:
    """Profile → male or female, where a word before the name or the given name tells it."""
    genders: dict[str, str] = {}
    gazetteer = load_gazetteer()
    names = {p.id: p.name for p in document.profiles if p.kind == "person"}
    for profile, name in names.items():
        first = name.split()[0]
        if first in _women():
            genders[profile] = "female"
        elif first in gazetteer.given and " " in name:
            genders[profile] = "male"
    for mention in document.mentions:
        if mention.profile in names:
            _read_gender(document, mention, genders)
    return genders


def _read_gender(document: Document, mention: Mention, genders: dict[str, str]) -> None:
    """From the words around a name; those behind a comma may speak of another ("with his mother,
    Novotny was …"), so they tell nothing against the given name."""
    before = document.source.text[max(0, mention.start - 24) : mention.start]
    behind = document.source.text[mention.end : mention.end + 24]
    for gender, pattern, nouns in (
        ("female", _FEMALE_WORDS, "woman|girl|actress|mother"),
        ("male", _MALE_WORDS, "man|boy|actor|father"),
    ):
        if re.match(rf", an? [\w -]*\b(?:{nouns})\b", behind):
            genders[mention.profile or ""] = gender
        elif pattern.search(before) and before.rstrip().endswith(","):
            genders.setdefault(mention.profile or "", gender)
        elif pattern.search(before):
            genders[mention.profile or ""] = gender


def _make(
    document: Document, start: int, end: int, label: str, profile: str | None
) -> Mention | None:
    if profile is None:
        return None
    text = document.source.text[start:end]
    return Mention(start, end, text, "PER" if label == "PER" else "ORG", profile)


@keep_last("profiles")
def find_focus(document: Document) -> str | None:
    """The organization that the text is about: named at least twice as often as the next one."""
    counts = Counter({p.id: p.mentions for p in document.profiles if p.kind == "organization"})
    ranks = counts.most_common(2)
    if not ranks:
        return None
    clear = len(ranks) == 1 or ranks[0][1] >= 2 * ranks[1][1]
    return ranks[0][0] if clear else None


@keep_last("profiles")
def index_profiles(document: Document) -> dict[str, ProfileClaim]:
    """The profiles by id."""
    return {profile.id: profile for profile in document.profiles}
