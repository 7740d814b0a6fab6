"""The words of time of one language, read from `languages/<language>.toml`.

Each word belongs to one class of the grammar. A class is one character, so that a text becomes a
string of classes and a rule a regular expression over it.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

# Classes that the lexer gives by form, not by a word list.
FORMS = (
    "DAYNUMBER",  # 1 to 31 in one or two digits
    "TWODIGITS",  # 00, 32 to 99
    "THREEDIGITS",
    "FOURDIGITS",  # 1000 to 2199: may be a year
    "NUMBER",  # any other, also "1,200"
    "DECIMAL",  # 5.5
    "DAYTH",  # 1st to 31st
    "NUMBERTH",  # 32nd …
    "DECADE",  # 1980s, '80s
    "SHORTYEAR",  # '89
    "ISODATE",
    "NUMERICDATE",  # 8/22/22, 22.08.2022
    "CLOCK",  # 10:35
    "QUARTERCODE",  # Q3, 3Q
    "FISCALCODE",  # FY2021
    "FRACTION",  # 1/2, ½
    "BREAK",  # an empty line
)
OTHER = "."
"""The class of every word that is none of time."""


@dataclass(frozen=True)
class Vocabulary:
    """One language's words."""

    language: str
    codes: dict[str, str]
    """Class name → its character."""
    words: dict[str, tuple[str, int | str]]
    """Word in small letters → (class character, value; the word itself where it has none)."""
    capital: frozenset[str]
    """Words that are of time only with a capital."""
    trigger: re.Pattern[str]
    """Finds every place where an expression may be; text without one costs nothing more."""


@lru_cache(maxsize=32)
def load_vocabulary(language: str) -> Vocabulary:
    """The vocabulary of a BCP 47 tag; of English where there is no file for it."""
    folder = files("sourceline.extract.rules.times") / "languages"
    name = language.lower().partition("-")[0]
    file = folder / f"{name}.toml"
    if not (name.isalpha() and name.isascii() and file.is_file()):
        name, file = "en", folder / "en.toml"
    return _make_vocabulary(name, tomllib.loads(file.read_text(encoding="utf-8")))


@lru_cache(maxsize=1)
def class_codes() -> dict[str, str]:
    """Class name → character, the same for all languages; English names them all."""
    file = files("sourceline.extract.rules.times") / "languages" / "en.toml"
    table = tomllib.loads(file.read_text(encoding="utf-8"))
    names = [*FORMS, *table["values"], *table["words"]]
    return {name: chr(0x100 + number) for number, name in enumerate(names)}


def _make_vocabulary(
    language: str, table: dict[str, dict[str, dict[str, int | str]]]
) -> Vocabulary:
    codes, words = class_codes(), {}
    for name, values in table.get("values", {}).items():
        words.update({word: (codes[name], value) for word, value in values.items()})
    for name, members in table.get("words", {}).items():
        words.update({word: (codes[name], word) for word in members})
    capital = frozenset(table.get("capital", ()))
    return Vocabulary(language, codes, words, capital, _trigger(table))


# Classes whose words cannot begin or be an expression by themselves.
_HELPING = frozenset("CARDINAL SCALE ORDINAL".split())
_TRIGGERING_WORDS = frozenset(
    "RECENT FUTURE CURRENT AGO QUARTER QUARTERS PERIOD WEEKEND WEEKENDS AM PM BC NOON MIDNIGHT "
    "OCLOCK EARLIER LATER LATEST".split()
)


def _trigger(table: dict[str, dict[str, dict[str, int | str]]]) -> re.Pattern[str]:
    words = [
        w
        for name, values in table.get("values", {}).items()
        if name not in _HELPING
        for w in values
    ]
    words += [
        w
        for name, members in table.get("words", {}).items()
        if name in _TRIGGERING_WORDS
        for w in members
    ]
    letters = sorted(
        {re.escape(word) for word in words if word[0].isalpha()}, key=len, reverse=True
    )
    letters += ["nineteen"] if "nineteen" in table["values"].get("CARDINAL", {}) else []
    return re.compile(rf"[0-9]|\b(?:{'|'.join(letters)})", re.IGNORECASE)
