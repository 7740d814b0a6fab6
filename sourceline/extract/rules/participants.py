"""Who takes part: noun phrases → participants, owners and readable names for ids."""

from __future__ import annotations

from collections.abc import Iterator

from sourceline.extract.rules.coreference import index_profiles
from sourceline.extract.rules.document import Document
from sourceline.extract.rules.frames import classify_noun, find_profile
from sourceline.extract.rules.groups import Range, list_nouns
from sourceline.extract.rules.names import make_slug
from sourceline.extract.rules.phrases import Line, Phrase
from sourceline.extract.rules.places import list_within
from sourceline.extract.rules.titles import close_gaps
from sourceline.model import Mention, Participant, ParticipantRole


def read_group(
    document: Document, line: Line, group: Range | None, role: ParticipantRole
) -> Iterator[Participant]:
    if group is None:
        return
    for phrase in list_nouns(line, group):
        profile = find_profile(document, line, phrase)
        inside = _find_inside(document, line, phrase)
        if profile:
            yield Participant(index_profiles(document)[profile].name, role, profile)
        elif inside and line.tokens[phrase.head].text.lower() in _INSTITUTIONS:
            yield Participant(write_plain(line, phrase), role, inside)
        elif inside:
            yield Participant(index_profiles(document)[inside].name, "participant", inside)
        elif classify_noun(document, line, phrase) in ("people", "court", "disaster"):
            yield Participant(_write_whole(line, group, phrase), role)


_INSTITUTIONS = frozenset(
    {
        "government",
        "military",
        "army",
        "navy",
        "parliament",
        "administration",
        "authorities",
        "police",
        "officials",
        "court",
        "troops",
        "forces",
        "cabinet",
        "team",
    }
)


def _find_inside(document: Document, line: Line, phrase: Phrase) -> str | None:
    """The profile named inside a noun phrase that names none itself: "Acme's website"."""
    del document
    for n in range(phrase.first, phrase.head):
        mention = line.names.get(n)
        if mention and mention.profile:
            return mention.profile
    return None


_CROWDS = frozenset(
    {"group", "team", "crowd", "hundreds", "thousands", "dozens", "millions", "members", "families"}
)


def _write_whole(line: Line, group: Range, phrase: Phrase) -> str:
    """With "of …": "group of teenagers"."""
    place = line.phrases.index(phrase)
    text = write_plain(line, phrase)
    if (
        text.lower() in _CROWDS
        and place + 2 <= group[1]
        and line.tokens[line.phrases[place + 1].first].text == "of"
    ):
        inner = line.phrases[place + 2]
        text += " of " + line.write(inner.first, inner.last)
    return text


def write_plain(line: Line, phrase: Phrase) -> str:
    first = phrase.first
    while first < phrase.head and line.tags[first] in ("DT", "PRP$"):
        first += 1
    return close_gaps(line.write(first, phrase.head + 1))


_PLACES = frozenset({"in", "at", "near", "to", "from", "into", "off", "outside", "over"})


def read_adjunct(
    document: Document, line: Line, word: str, group: Range, *, kind: str = ""
) -> Iterator[Participant]:
    """Who else takes part in an event of a kind, as the preposition tells."""
    for phrase in list_nouns(line, group):
        profile = find_profile(document, line, phrase)
        if profile is None:
            continue
        claim = index_profiles(document)[profile]
        role: ParticipantRole = "participant"
        if kind == "result" and word in ("to", "against", "over", "with"):
            role = "object"
        elif claim.kind == "place" and word in (*_PLACES, "of"):
            role = "location"
        elif claim.kind == "organization" and word in ("of", "from", "at", "for"):
            role = "organization"
        elif word in ("to", "for") and claim.kind == "person":
            role = "recipient"
        yield Participant(claim.name, role, profile)


def name_group(document: Document, line: Line, group: Range) -> str:
    """A readable id part for the main participants of an event."""
    names: list[str] = []
    for phrase in list_nouns(line, group)[:3]:
        profile = find_profile(document, line, phrase)
        names.append(profile or make_slug(write_plain(line, phrase))[:40].strip("-"))
    return "-and-".join(names)


def find_owner(document: Document, line: Line, span: range) -> str | None:
    """Whose it is: the profile named in the words, or the one spoken of in the sentence."""
    for n in span:
        mention = line.names.get(n)
        if mention and mention.profile:
            return mention.profile
    begin, end = line.tokens[span[0]].start, line.tokens[span[-1]].end
    for anaphor in list_within(document.anaphors, begin, end):
        if anaphor.profile:
            return anaphor.profile
    sentence = document.source.sentences[line.number]
    near = list_spoken(document, sentence.start, begin)
    claims = index_profiles(document)
    owners = [m.profile for m in near if m.profile and claims[m.profile].kind == "organization"]
    return owners[-1] if owners else None


def list_spoken(document: Document, start: int, end: int) -> list[Mention]:
    """The names between two places, and the words that stand for names."""
    names = list_within(document.mentions, start, end)
    return [*names, *list_within(document.anaphors, start, end)]
