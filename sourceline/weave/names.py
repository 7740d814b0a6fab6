"""When two spellings are one name, and how else a name may be written."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from sourceline.model import ProfileKind
from sourceline.weave.letters import LETTERS
from sourceline.weave.tables import read_table, read_words

# Ways of writing a sound of another alphabet with Latin letters: the first that fits is taken. Vowels stay
# apart, so that Hassan is not Hussein; measured against spellings of 40 names by hand.
_SOUNDS = [
    (re.compile(pattern), sound)
    for pattern, sound in [
        (r"^m[ou]h+a?m+[aeou]d$", "mohamed"),
        (r"tsch|tch|tsh", "ch"),
        (r"shch|sch|zh", "sh"),
        (r"kh|gh|q|ck", "k"),
        (r"x", "ks"),
        (r"c(?=[aoulr])", "k"),
        (r"g(?=[aou])", "k"),
        (r"dh", "d"),
        (r"th", "t"),
        (r"ph", "f"),
        (r"dj", "j"),
        (r"w", "v"),
        (r"^(?:ye|je)", "e"),
        (r"ou|oo", "u"),
        (r"a[iy]|e[yj]", "ei"),
        (r"ae", "a"),
        (r"oe", "o"),
        (r"ue", "u"),
        (r"iy|yy|ij|yj|ii|ee|ie|y|j(?=[aeiou])|j$", "i"),
        (r"(.)\1+", r"\1"),
        (r"(?<=.)(?<![sc])h(?=[^aeiou]|$)", ""),
    ]
]


@cache
def _read_spellings() -> Mapping[str, str]:
    spellings: Mapping[str, str] = read_table("names")["spellings"]
    return spellings


@cache
def _read_givens() -> Mapping[str, frozenset[str]]:
    """A given name or short form → the full forms it may stand for, itself among them."""
    found: dict[str, set[str]] = {}
    for full, shorts in read_table("names")["givens"].items():
        for word in (full, *shorts.split()):
            found.setdefault(word, {word}).add(full)
    return {word: frozenset(fulls) for word, fulls in found.items()}


@cache
def _read_alike() -> Mapping[tuple[ProfileKind, str], str]:
    """(kind, folded name) → the folded name that stands for all that mean the same."""
    return {
        (row["kind"], _fold_words(name, row["kind"])): _fold_words(names[0], row["kind"])
        for row in read_table("names")["alike"]
        for names in row["names"]
        for name in names
    }


# Unicode's blocks of combining marks.
_MARKS = "\\u0300-\\u036f\\u1ab0-\\u1aff\\u1dc0-\\u1dff\\u20d0-\\u20ff\\ufe20-\\ufe2f"


@lru_cache(maxsize=100_000)
def fold_name(name: str, kind: ProfileKind | None = None) -> str:
    """A name without case, accents of Latin letters, punctuation and a leading "the"; of an
    organization without its legal form; and the best known name of what has several everywhere. Empty
    when nothing is left."""
    folded = _fold_words(name, kind)
    return folded if kind is None else _read_alike().get((kind, folded), folded)


def _fold_words(name: str, kind: ProfileKind | None) -> str:
    text = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", name).casefold())
    text = re.sub(rf"(?<=[a-z])[{_MARKS}]+", "", text).translate(LETTERS)
    text = unicodedata.normalize("NFC", text)
    text = re.sub(r"['’‘`´.]", "", text.replace("&", " and "))
    words = re.findall(r"[\w+#]+", text)
    if words[:1] == ["the"] and words[1:2] not in ([], ["the"]):
        del words[0]
    if kind == "organization":
        while len(words) > 1 and words[-1] in read_words("names", "legal_forms"):
            del words[-1]
        words = [_read_spellings().get(word, word) for word in words]
    return " ".join(words)


def is_single(folded: str) -> bool:
    """Whether a folded name is one word: of a person, it may be a mere surname."""
    return " " not in folded


def last_word(folded: str) -> str:
    """The surname, in the usual order of names."""
    return folded.rpartition(" ")[2]


@lru_cache(maxsize=100_000)
def sound_name(folded: str) -> str:
    """A folded name as it sounds: what was written by several rules of transliteration is alike."""
    return " ".join(_sound_word(word) for word in folded.split())


def _sound_word(word: str) -> str:
    for pattern, sound in _SOUNDS:
        word = pattern.sub(sound, word)
    return word


@lru_cache(maxsize=100_000)
def abbreviate(folded: str) -> frozenset[str]:
    """The acronyms of a folded name of several words: with its small words, and without."""
    words = folded.split()
    small = read_words("names", "small_words")
    ways = (words, [word for word in words if word not in small])
    return frozenset("".join(word[0] for word in way) for way in ways if len(way) > 1)


# --- people -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Personal:
    """A person's name in its parts, folded."""

    givens: tuple[str, ...]
    """Given names and initials, in order."""
    surname: tuple[str, ...]
    """With its particles; more than one word where the name has a hyphen."""
    suffix: str = ""


@lru_cache(maxsize=100_000)
def part_name(name: str) -> Personal | None:
    """The parts of a person's name, None for a name of one word."""
    words = [fold_name(word) for word in re.split(r"[\s,]+", name)]
    words = [word for word in words if word]
    while len(words) > 2 and words[0] in read_words("names", "courtesies"):
        del words[0]
    suffix = ""
    if len(words) > 2 and words[-1] in read_words("names", "suffixes"):
        suffix = words.pop()
    if len(words) < 2:
        return None
    start = len(words) - 1
    while start > 1 and words[start - 1] in read_words("names", "particles"):
        start -= 1
    surname = tuple(word for part in words[start:] for word in part.split())
    givens = tuple(word for part in words[:start] for word in _spell_initials(part))
    return Personal(givens, surname, suffix)


def _spell_initials(word: str) -> Iterable[str]:
    """ "jk" of "J.K." as two initials; "anne marie" of "Anne-Marie" as two names."""
    if len(word) == 2 and not re.search("[aeiouy]", word):
        return word
    return word.split()


def expand_given(word: str) -> frozenset[str]:
    """A given name and what it is short for: "bob" may be "robert"."""
    return _read_givens().get(word, frozenset([word]))
