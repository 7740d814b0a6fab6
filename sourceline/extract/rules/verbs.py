"""The forms of English verbs: which verb a word is a form of, and its present tense."""

from __future__ import annotations

import re
from functools import cache

from sourceline.extract.rules.gazetteers import read_table, read_words

BE = frozenset({"be", "is", "are", "was", "were", "been", "being", "am", "'s", "'re", "’s"})
HAVE = frozenset({"have", "has", "had", "having", "'ve", "’ve"})
MODALS = frozenset({"may", "might", "could", "would", "should", "can", "must", "ca"})
NEGATIONS = frozenset({"not", "n't", "n’t", "never", "nor"})

_VOWELS = "aeiou"


@cache
def _irregular() -> dict[str, tuple[str, str]]:
    """Verb → (past, past participle)."""
    table = read_table("verbs")["irregular"]
    return {verb: (forms[0], forms[-1]) for verb, forms in table.items()}


def write_third(verb: str) -> str:
    """The third person singular: "steps down" of "step down"."""
    head, _, rest = verb.partition(" ")
    special = {"be": "is", "have": "has", "do": "does", "go": "goes"}
    return _join(special.get(head) or _add_s(head), rest)


def _add_s(word: str) -> str:
    if word.endswith(("s", "x", "z", "ch", "sh")) or word in ("veto", "echo", "go", "do"):
        return word + "es"
    if word.endswith("y") and word[-2:-1] not in _VOWELS:
        return word[:-1] + "ies"
    return word + "s"


def write_past(verb: str) -> str:
    """The past tense."""
    head, _, rest = verb.partition(" ")
    irregular = _irregular().get(head)
    return _join(irregular[0] if irregular else _add_ed(head), rest)


_PASSIVES = {"set fire to": "set on fire"}
"""Verbs whose passive has no preposition at its end."""


def write_participle(verb: str) -> str:
    """The past participle: "stepped down"."""
    head, _, rest = _PASSIVES.get(verb, verb).partition(" ")
    irregular = _irregular().get(head)
    return _join(irregular[1] if irregular else _add_ed(head), rest)


def _add_ed(word: str) -> str:
    if word.endswith("e"):
        return word + "d"
    if word.endswith("y") and word[-2:-1] not in _VOWELS:
        return word[:-1] + "ied"
    return _double(word) + "ed"


def write_gerund(verb: str) -> str:
    """The -ing form."""
    head, _, rest = verb.partition(" ")
    if head.endswith("ie"):
        return _join(head[:-2] + "ying", rest)
    if head.endswith("e") and not head.endswith(("ee", "oe", "ye")) and head != "be":
        return _join(head[:-1] + "ing", rest)
    return _join(_double(head) + "ing", rest)


def _double(word: str) -> str:
    # One vowel and one consonant at the end of a word of one syllable: "ban", "quit".
    short = re.fullmatch(r"(?:[^aeiou]*|qu)[aeiou][^aeiouwxyh]", word) is not None
    if word in read_words("verbs", "doubling") or (short and len(word) > 2):
        return word + word[-1]
    return word


def _join(head: str, rest: str) -> str:
    return f"{head} {rest}" if rest else head


def list_forms(verb: str) -> set[str]:
    """Every form of the verb's first word."""
    head = verb.partition(" ")[0]
    return {head, write_third(head), write_past(head), write_participle(head), write_gerund(head)}


@cache
def find_base(word: str) -> str | None:
    """The verb that `word` (in lower case) is a form of, among the known and the regular ones."""
    return _known_forms().get(word) or _guess_base(word)


@cache
def _known_forms() -> dict[str, str]:
    table = read_table("verbs")
    events = read_table("events")
    frames = [*events["frame"], *events["wide"]]
    told = (verb.split()[0] for frame in frames for verb in frame["verbs"])
    modal = (verb for verbs in events["modality"].values() for verb in verbs)
    verbs = [*modal, *told, *_irregular(), *table["doubling"], *table["plain"]]
    forms = {form: verb for verb in verbs for form in sorted(list_forms(verb))}
    return {
        **forms,
        **table["other"],
        "is": "be",
        "are": "be",
        "was": "be",
        "were": "be",
        "am": "be",
        "been": "be",
        "has": "have",
        "had": "have",
        "does": "do",
        "'s": "be",
        "'re": "be",
        "'ve": "have",
    }


def is_verb(word: str) -> bool:
    """Whether a word is the base form of a known verb: "lay", which may also be a past of "lie"."""
    return word in _known_verbs()


@cache
def _known_verbs() -> frozenset[str]:
    return frozenset(_known_forms().values())


_MUTE_E = re.compile(
    r"(?:[^s]s|[zvcu]|[^aeiou]l|[^aeo]at|it|ut|dg|rg|ng(?<=ang|eng)|ur|ir|[^aeo]ar|id|ud|ad|in(?<=fin|bin)|ak|ok|op|ap|ag|ol|uc)$"
)


def _guess_base(word: str) -> str | None:
    """The likeliest verb of a regular form that no list holds."""
    for ending, tail in (("ies", "y"), ("ied", "y")):
        if word.endswith(ending) and len(word) > 4:
            return word[:-3] + tail
    for ending in ("ing", "ed"):
        stem = word.removesuffix(ending)
        if stem != word and len(stem) > 2:
            if stem.endswith("ick") and len(re.findall(r"[aeiouy]+", stem)) > 1:
                return stem[:-1]  # "panicked"; not "kicked"
            if stem[-1] == stem[-2] and stem[-1] not in "slfz":
                return stem[:-1]
            if stem.endswith("ll") and len(re.findall(r"[aeiouy]+", stem)) > 1:
                return stem[:-1]  # "initialled", "cancelled"; not "called"
            return stem + "e" if _MUTE_E.search(stem) else stem
    if word.endswith(("ches", "shes", "sses", "xes", "zzes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 3 else word
