"""Whom "he", "its" and "the company" stand for: mentions without a name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from sourceline.extract.rules.document import Document
from sourceline.extract.rules.gazetteers import load_gazetteer
from sourceline.model import Mention, ProfileClaim

_PERSON = frozenset({"he", "she", "him", "his", "her", "himself", "herself"})
_THING = frozenset({"it", "its", "itself"})


def find_anaphors(document: Document) -> tuple[Mention, ...]:
    """Pronouns and definite nouns with the profile they stand for; unclear ones are left out."""
    return tuple(_walk_text(document))


def _walk_text(document: Document) -> Iterator[Mention]:
    kinds = {p.id: p.kind for p in document.profiles}
    recent: dict[str, str | None] = {"person": None, "organization": None}
    subject: str | None = None
    block = -1
    for number, tokens in enumerate(document.tokens):
        sentence = document.source.sentences[number]
        if sentence.block != block:
            block, subject = (
                sentence.block,
                subject if kinds.get(subject or "") == "person" else None,
            )
        names = {m.start: m for m in document.mentions if sentence.start <= m.start < sentence.end}
        opener: str | None = None
        for n, token in enumerate(tokens):
            mention = names.get(token.start)
            if mention and mention.profile:
                kind = kinds.get(mention.profile, "")
                if kind in recent:
                    recent[kind] = mention.profile
                    opener = opener or mention.profile
                continue
            found = _resolve(document, recent, subject, number, n)
            if found:
                yield found
        subject = opener or subject


def _resolve(
    document: Document, recent: dict[str, str | None], subject: str | None, number: int, n: int
) -> Mention | None:
    tokens = document.tokens[number]
    word = tokens[n].text.lower()
    if word in _PERSON:
        profile = recent["person"]
        return _make(document, tokens[n].start, tokens[n].end, "PER", profile)
    if word in _THING and subject and subject == recent["organization"]:
        return _make(document, tokens[n].start, tokens[n].end, "ORG", subject)
    if word == "the" and n + 1 < len(tokens) and tokens[n + 1].text in load_gazetteer().nouns:
        follows = tokens[n + 2].text if n + 2 < len(tokens) else ""
        tag = document.tags[number][n + 2] if n + 2 < len(tokens) else ""
        if tag.startswith("NN") or follows in ("of", "for"):
            return None
        profile = recent["organization"] or find_focus(document)
        return _make(document, tokens[n].start, tokens[n + 1].end, "ORG", profile)
    return None


def _make(
    document: Document, start: int, end: int, label: str, profile: str | None
) -> Mention | None:
    if profile is None:
        return None
    text = document.source.text[start:end]
    return Mention(start, end, text, "PER" if label == "PER" else "ORG", profile)


def find_focus(document: Document) -> str | None:
    """The organization that the text is about: named at least twice as often as the next one."""
    counts = Counter({p.id: p.mentions for p in document.profiles if p.kind == "organization"})
    ranks = counts.most_common(2)
    if not ranks or ranks[0][1] < 2:
        return None
    clear = len(ranks) == 1 or ranks[0][1] >= 2 * ranks[1][1]
    return ranks[0][0] if clear else None


def index_profiles(document: Document) -> dict[str, ProfileClaim]:
    """The profiles by id."""
    return {profile.id: profile for profile in document.profiles}
