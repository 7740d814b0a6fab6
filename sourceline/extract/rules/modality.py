"""How the source speaks of it: as done, planned, alleged or denied, or as no event at all."""

from __future__ import annotations

from sourceline.extract.rules.clauses import Clause, find_last_token, find_with_subject
from sourceline.extract.rules.document import Document
from sourceline.extract.rules.frames import find_profile, load_modality
from sourceline.extract.rules.groups import list_nouns
from sourceline.extract.rules.phrases import Line, Phrase, Verb, read_verb
from sourceline.extract.rules.places import list_within
from sourceline.extract.rules.verbs import find_base
from sourceline.model import Status


def is_unreal(document: Document, clause: Clause) -> bool:
    """Conditions, possibilities, denials and what is always so."""
    verb = clause.verb
    if verb.modal or _is_groundless(clause):
        return True
    if (verb.negated or _is_rejected(clause)) and not is_denied(clause):
        return True
    modality = load_modality()
    if verb.control in modality["planned"] and _had(clause):
        return True  # "had planned to": it came to nothing, or is told elsewhere
    if verb.control and verb.control not in (
        _REAL_CONTROLS | modality["planned"] | modality["denied"]
    ):
        return True
    line, start = clause.line, clause.line.phrases[clause.index].first
    before = [t.text.lower() for t in line.tokens[:start]]
    if {"if", "unless", "whether", "would"} & set(before[-12:]):
        return True
    if verb.form == "infinitive":
        return True
    if verb.form in ("gerund", "participle"):
        return (
            not (_is_absolute(clause) and verb.base in _CONSEQUENCES)
            and find_with_subject(clause) is None
        )
    if _SPEAKERS & {t.text for t in line.tokens}:
        return True
    habitual = not verb.past and not verb.perfect and not verb.future and not verb.control
    return habitual and not _is_named(document, clause)


def _had(clause: Clause) -> bool:
    phrase = clause.line.phrases[clause.index]
    return any(t.text.lower() == "had" for t in clause.line.tokens[phrase.first : phrase.head])


def is_denied(clause: Clause) -> bool:
    """Whether the source says outright that it did not happen: "did not", "refused to", "denied that"."""
    verb = clause.verb
    if verb.future or verb.form != "finite":
        return False
    refused = verb.control in load_modality()["denied"]
    if not refused and (verb.control or not (verb.past or verb.perfect)):
        return False
    return (verb.negated + refused + _is_rejected(clause)) == 1


def _is_rejected(clause: Clause) -> bool:
    """ "denied that it had sold", "denied it had sold", "rejected claims that …"."""
    verb = _find_governor(clause)
    return verb is not None and verb.base in load_modality()["rejected"] and not verb.negated


def _is_groundless(clause: Clause) -> bool:
    """ "no evidence that …", "it is not true that …": neither told nor denied."""
    line, place = clause.line, _find_opener(clause)
    if place is None:
        return False
    start = line.phrases[max(0, place - 3)].first
    words = [t.text.lower() for t in line.tokens[start : line.phrases[place].first]]
    untrue = bool({"not", "n't"} & set(words)) and bool({"true", "clear", "certain"} & set(words))
    return untrue or line.tokens[line.phrases[place - 1].first].text.lower() in ("no", "little")


def _find_governor(clause: Clause) -> Verb | None:
    """The verb whose "that" opens the clause, or which stands right before it."""
    line, place = clause.line, _find_opener(clause)
    group = line.phrases[clause.index]
    if "PRP" in line.tags[group.first + 1 : group.head]:
        # "denied it had sued" is one group of words.
        word = line.tokens[group.first].text.lower()
        return Verb(base=find_base(word) or word)
    first = clause.subject[0] if clause.subject else clause.index
    before = line.phrases[: first if place is None else place]
    if place is None:
        return read_verb(line, before[-1]) if before and before[-1].kind == "verb" else None
    for phrase in reversed(before):
        if phrase.kind == "verb":
            return read_verb(line, phrase)
        if phrase.kind in ("mark", "comma", "that", "who"):
            return None
    return None


def _find_opener(clause: Clause) -> int | None:
    """Index of the "that" right before the clause."""
    first = clause.subject[0] if clause.subject else clause.index
    opened = first > 1 and clause.line.phrases[first - 1].kind == "that"
    return first - 1 if opened else None


_REAL_CONTROLS = frozenset({"force", "begin", "start", "manage", "go", "be"})


_SPEAKERS = frozenset(
    {"I", "my", "My", "me", "we", "We", "our", "Our", "us", "you", "You", "your", "Your"}
)
"""A sentence with these is somebody's speech, even without quotation marks."""


_CONSEQUENCES = frozenset({"kill", "injure", "wound", "destroy", "damage"})
"""Verbs whose -ing form behind a comma tells of an event: ", killing 12"."""


def _is_absolute(clause: Clause) -> bool:
    """ ", killing 12" and "with efforts falling short"."""
    before = clause.line.phrases[clause.index - 1] if clause.index else None
    if clause.subject is None or before is None:
        return False
    return before.kind in ("comma", "noun", "adverb") and clause.verb.form == "gerund"


def _is_named(document: Document, clause: Clause) -> bool:
    groups = [g for g in (clause.subject, clause.object) if g]
    line = clause.line
    return any(
        find_profile(document, line, p) or _holds_profile(document, line, p)
        for g in groups
        for p in list_nouns(line, g)
    )


def _holds_profile(document: Document, line: Line, phrase: Phrase) -> bool:
    if any(n in line.names and line.names[n].profile for n in range(phrase.first, phrase.last)):
        return True
    start, end = line.tokens[phrase.first].start, line.tokens[phrase.last - 1].end
    return bool(list_within(document.anaphors, start, end))


def find_status(clause: Clause) -> tuple[Status, str]:
    """Status, and the word that a title needs for what is planned. "Reportedly" says no more than
    that a source has a source: it puts nothing in doubt."""
    words = set(_words_around(clause))
    planned = load_modality()["planned"]
    if clause.verb.future:
        return "planned", "will"
    if clause.verb.control in planned:
        plain = clause.verb.control in (
            "plan",
            "intend",
            "aim",
            "hope",
            "want",
            "seek",
            "promise",
            "vow",
            "pledge",
            "agree",
        )
        return "planned", clause.verb.control if plain else "will"
    if clause.verb.control == "be":
        return "planned", "will"
    if is_denied(clause):
        return "denied", ""
    governor = _find_governor(clause)
    claimed = governor is not None and governor.base in ("claim", "allege")
    if claimed or words & load_modality()["alleged"]:
        return "alleged", ""
    return "asserted", ""


def _words_around(clause: Clause) -> list[str]:
    """The words of the clause and the few before it that say how it is meant."""
    line = clause.line
    first = line.phrases[clause.subject[0] if clause.subject else clause.index].first
    tokens = line.tokens[max(0, first - 4) : find_last_token(clause)]
    return [t.text.lower() for t in tokens]
