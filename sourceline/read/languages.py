"""The language of a text where nobody says it: by its script, and by the small words that every text has.

No model and no package: a text of a few sentences holds dozens of such words. Where there are too few to be sure,
there is no answer. docs/extraction.md has the figures.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import NamedTuple

# Vowel signs of Indian scripts are marks, and no letters to `\w`.
_WORD = re.compile(r"[^\s!-@\[-`{-¿‐-⁞।、。]+")
_SAMPLE = 20_000
"""Characters that are looked at."""
_LEAST_WORDS = 12
"""In a shorter text, chance says too much."""
_LEAST_KINDS = 4
"""Different small words: a list of names repeats one that only looks like it."""
_LEAST_SHARE = 0.12
"""Of the words: in running text of any of these languages it is more than 0.2."""
_LEAD = 1.15
"""How many times the share of the second the first must have."""

# Scripts, by how Unicode names their letters, with whose they are.
_SCRIPTS = {
    "LATIN": "en de fr es it pt nl pl sv da no fi cs sk hu ro tr id ca vi",
    "CYRILLIC": "ru uk bg sr",
    "ARABIC": "ar fa",
    "GREEK": "el",
    "HEBREW": "he",
    "DEVANAGARI": "hi",
    "CJK": "zh",
    "HIRAGANA": "ja",
    "KATAKANA": "ja",
    "HANGUL": "ko",
    "THAI": "th",
}


class _Tables(NamedTuple):
    words: Mapping[str, frozenset[str]]
    letters: Mapping[str, frozenset[str]]


def detect_language(text: str) -> str | None:
    """The code of a text's language; None where too little of it tells."""
    shares = _weigh_languages(text[:_SAMPLE])
    if not shares:
        return None
    (first, share), *others = shares
    second = others[0][1] if others else 0.0
    return first if share >= _LEAST_SHARE and share >= _LEAD * second else None


def weigh_text(text: str) -> float:
    """How much a text reads as one of any language, from 0 to 1: for telling encodings apart."""
    shares = _weigh_languages(text, least=1)
    return shares[0][1] if shares else 0.0


def _weigh_languages(text: str, least: int = _LEAST_WORDS) -> list[tuple[str, float]]:
    """(language, share of the words that are its small words), the likeliest first."""
    scripts = _count_scripts(text)
    if not scripts:
        return []
    script = _choose_script(scripts)
    languages = _SCRIPTS.get(script, "").split()
    tables = _load_tables()
    if len(languages) == 1 and languages[0] in tables.letters:
        return _weigh_letters(languages[0], text, least)
    words = _WORD.findall(text.casefold())
    if len(words) < least:
        return []
    counts = Counter(words)
    shares = [
        (sum(counts[word] for word in tables.words[language]) / len(words), language)
        for language in languages
        if least == 1 or len(tables.words[language] & counts.keys()) >= _LEAST_KINDS
    ]
    shares.sort(key=lambda each: (-each[0], each[1]))
    return [(language, share) for share, language in shares]


def _weigh_letters(language: str, text: str, least: int) -> list[tuple[str, float]]:
    letters = [sign for sign in text if sign.isalpha()]
    if len(letters) < least:
        return []
    common = _load_tables().letters[language]
    return [(language, sum(sign in common for sign in letters) / len(letters))]


def _count_scripts(text: str) -> Counter[str]:
    """Script → how many letters of it a text has."""
    counts: Counter[str] = Counter()
    for sign, number in Counter(text).items():
        if sign.isalpha():
            counts[_name_script(sign)] += number
    return counts


def _choose_script(counts: Counter[str]) -> str:
    """The script of most letters; a text with a good part of kana is Japanese, whatever its other signs."""
    kana = counts["HIRAGANA"] + counts["KATAKANA"]
    if kana * 5 > counts["CJK"] and kana * 5 > sum(counts.values()):
        return "HIRAGANA"
    return max(counts, key=lambda script: (counts[script], script))


@cache
def _name_script(sign: str) -> str:
    return unicodedata.name(sign, "?").partition(" ")[0]


@cache
def _load_tables() -> _Tables:
    file = files("sourceline.read") / "languages.toml"
    table = tomllib.loads(file.read_text(encoding="utf-8"))
    return _Tables(
        {language: frozenset(words.split()) for language, words in table["words"].items()},
        {language: frozenset(signs) for language, signs in table["letters"].items()},
    )
