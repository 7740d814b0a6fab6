"""Owners: of whom a number tells, "the spending of Acme", "its profit", "Acme employs 300"."""

from __future__ import annotations

from sourceline.extract.rules.clauses import Clause
from sourceline.extract.rules.document import Document
from sourceline.extract.rules.frames import find_profile
from sourceline.extract.rules.groups import list_nouns
from sourceline.extract.rules.phrases import Line
from sourceline.extract.rules.spoken import find_spoken, index_profiles, list_spoken, refer
from sourceline.model import Reference

_REACH = 9
"""Words before a number in which its owner may be named."""


def find_owner(
    document: Document, line: Line, first: int, clause: Clause | None
) -> Reference | None:
    """Of whom the number at token `first` tells: the name near it, the subject, or the only
    organization that the sentence has spoken of so far."""
    profile = (
        _look_before(document, line, first)
        or _ask_subject(document, line, clause)
        or _find_only(document, line, first)
    )
    return refer(document, profile)


def _look_before(document: Document, line: Line, first: int) -> str | None:
    for n in range(first - 1, max(-1, first - _REACH), -1):
        mention = find_spoken(document, line, n)
        if mention and mention.profile:
            return mention.profile
        if line.tokens[n].text in (";", ":"):
            break
    return None


def _ask_subject(document: Document, line: Line, clause: Clause | None) -> str | None:
    if clause is None or not clause.subject:
        return None
    found = (find_profile(document, line, p) for p in list_nouns(line, clause.subject))
    return next((profile for profile in found if profile), None)


def _find_only(document: Document, line: Line, first: int) -> str | None:
    profiles = index_profiles(document)
    sentence = document.source.sentences[line.number]
    near = list_spoken(document, sentence.start, line.tokens[first].start)
    owners = {m.profile for m in near if m.profile and profiles[m.profile].kind == "organization"}
    return owners.pop() if len(owners) == 1 else None
