"""Where a role is held by what its clause tells: who hires, where somebody works, what is led."""

from __future__ import annotations

import re

from sourceline.extract.rules.contexts import is_body, is_sport
from sourceline.extract.rules.dependents import find_own_subject, find_shared_subject
from sourceline.extract.rules.document import Document
from sourceline.extract.rules.epithets import resolve_noun
from sourceline.extract.rules.gazetteers import read_words
from sourceline.extract.rules.phrases import Line
from sourceline.extract.rules.role_verbs import Holding
from sourceline.extract.rules.role_words import find_deed
from sourceline.extract.rules.spoken import find_spoken, refer
from sourceline.extract.rules.workplaces import find_end, read_body, read_name
from sourceline.model import Reference


def read_object(document: Document, line: Line, n: int) -> Reference | None:
    """The organization right behind the verb: "joined Brightel", "left the museum"."""
    end = find_end(document, line, n)
    if end <= n:
        return None
    mention = line.names.get(end - 1)
    if mention is None and line.tags[end - 1] == "NN":
        profile = resolve_noun(document, line, end - 1)
        return refer(document, profile) if profile and is_body(document, profile) else None
    reference = read_body(document, line, n, end)
    if reference is None or reference.profile is None:
        return None
    return reference if is_body(document, reference.profile) else None


def find_hirer(document: Document, line: Line, holding: Holding, place: int) -> Reference | None:
    """The organization of the verb: "Acme named X as CEO", "X joined Acme as CEO", "X was hired by
    Acme as CEO"; `place` is the first token of the role's phrase."""
    if holding.verb < 0:
        return None
    for n in range(holding.verb + 1, place):
        word = line.words[n]
        if word in ("by", "at") or n == holding.verb + 1:
            found = read_object(document, line, n + (word in ("by", "at")))
            if found and _COURT.search(found.name) and word == "by":
                return None
            if found and found.profile not in holding.persons:
                return found
    if not line.parses:
        return None
    doer, _ = find_own_subject(line, holding.verb)
    if doer is None:
        doer, _ = find_shared_subject(line, holding.verb)
    if doer is None:
        return None
    mention = find_spoken(document, line, doer)
    if mention is None or mention.profile in holding.persons:
        return None
    if _COURT.search(mention.text):
        return None  # what names an administrator
    return read_name(document, mention) if is_body(document, mention.profile) else None


_COURT = re.compile(r"\b(?:Court|Tribunal|Chamber)\b(?! of Commerce)", re.IGNORECASE)


def find_scene(document: Document, line: Line, place: int, holding: Holding) -> Reference | None:
    """The organization before "where": "the museum in Kraków, where she is keeper"; `place` is the first token of the
    role's phrase."""
    last = holding.verb if holding.verb >= 0 else place
    for n in range(last - 1, max(-1, last - _NEAR), -1):
        if line.words[n] == "where":
            return _read_scene(document, line, n)
        if line.words[n] in (";", ",", "who", "which", "that"):
            break
    return None


_NEAR = 5
"""Words between "where" and the verb of its clause."""


def _read_scene(document: Document, line: Line, where: int) -> Reference | None:
    """The body named last before "where", over the place it is in."""
    for _, last, mention in reversed(list(line.list_names())):
        if last > where:
            continue
        if is_body(document, mention.profile):
            return read_name(document, mention)
        if mention.label != "LOC" or where - last > _NEAR:
            return None
    return None


def find_team(document: Document, line: Line, holding: Holding, place: int) -> Reference | None:
    """In a report of a match the team for which somebody plays: "Albion led through striker X", "defender X headed Rovers
    level", "captain X scored for Rovers"; `place` is the first token of the role's phrase."""
    if not line.parses or holding.verb >= 0 or not is_sport(document):
        return None
    last = max(holding.last, place)
    for first, end, mention in line.list_names():
        if not is_body(document, mention.profile) or mention.profile in holding.persons:
            continue
        top = next(n for n in range(first, end) if not first <= line.parses[n].head < end)
        parse = line.parses[top]
        if parse.head < 0:
            continue
        verb = find_deed(line.words[parse.head])
        between = any(n in line.names for n in range(end, place))
        loses = parse.relation == "nsubj" and parse.head < place and not between
        if loses and verb not in _AGAINST and line.word(end) != "and":
            return read_name(document, mention)
        lifts = find_deed(line.word(first - 1)) in _LIFTING and last < first - 1
        if lifts and line.tag(first - 1).startswith("VB"):
            return read_name(document, mention)
        if line.word(first - 1) == "for" and last < first and parse.head > last:
            return read_name(document, mention)
    return None


_AGAINST = frozenset(
    {
        "beat",
        "defeat",
        "face",
        "deny",
        "meet",
        "thrash",
        "play",
        "stun",
        "frustrate",
        "test",
        "foil",
    }
)
"""What a team does to those of another: "Rovers beat goalkeeper X"."""
_LIFTING = frozenset(
    {
        "put",
        "head",
        "fire",
        "give",
        "send",
        "level",
        "hand",
        "edge",
        "draw",
        "pull",
        "shoot",
        "lift",
        "save",
    }
)
"""What a player does to the own team: "headed Rovers level"."""


def find_led(document: Document, line: Line, place: int) -> Reference | None:
    """What is led "by" a role: "the court, which is led by Chief Justice Roe", "the inquiry headed by Judge Roe"."""
    by = place - 1
    if line.word(by) != "by" or find_deed(line.word(by - 1)) not in read_words(
        "offices", "verbs", "tenure"
    ):
        return None
    n = by - 2
    while n >= 0 and (line.words[n] in _LED or line.tags[n] == "RB"):
        n -= 1
    if n < 0 or not (n in line.names or line.tags[n].startswith("NN")):
        return None
    mention = line.names.get(n)
    if mention is not None:
        return read_name(document, mention) if is_body(document, mention.profile) else None
    profile = resolve_noun(document, line, n)
    return refer(document, profile) if profile and is_body(document, profile) else None


_LED = frozenset(
    {",", "which", "that", "is", "was", "are", "were", "being", "been", "be", "to", "has", "now"}
)
