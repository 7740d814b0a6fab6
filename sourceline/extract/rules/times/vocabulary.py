"""The words of time of one language, read from `languages/<language>.toml`.

Each word belongs to one class of the grammar. A class is one character, so that a text becomes a
string of classes and a rule a regular expression over it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
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
    """Finds every place of a text in small letters where an expression may be; text without one
    costs nothing more."""


@lru_cache(maxsize=32)
def load_vocabulary(language: str) -> Vocabulary:
    """The vocabulary of a BCP 47 tag; without words, only figures, where there is no file for it."""
    folder = files("sourceline.extract.rules.times") / "languages"
    name = language.lower().partition("-")[0]
    file = folder / f"{name}.toml"
    if not (name.isalpha() and name.isascii() and file.is_file()):
        return _make_vocabulary("und", {})
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


# Classes with values whose words are no trigger: they need one of the others beside them.
_HELPING = frozenset({"CARDINAL", "SCALE", "ORDINAL"})
# Classes of plain words that are one.
_TRIGGERING = frozenset(
    {"FUTURE", "CURRENT", "AGO", "QUARTER", "QUARTERS", "PERIOD", "WEEKEND", "WEEKENDS", "AM", "PM"}
    | {"BC", "NOON", "MIDNIGHT", "OCLOCK", "EARLIER", "LATER", "LATEST", "PAST", "WHILE", "TERM"}
    | {"NAMED"}
)


def _trigger(table: dict[str, dict[str, dict[str, int | str]]]) -> re.Pattern[str]:
    values, plain = table.get("values", {}), table.get("words", {})
    words = [word for name in values if name not in _HELPING for word in values[name]]
    words += [word for name in plain if name in _TRIGGERING for word in plain[name]]
    # "nineteen ninety-six" is the one date that is all number words.
    words += [word for word, value in values.get("CARDINAL", {}).items() if value == 19]
    starts = rf"|\b{_write_trie(words)}" if words else ""
    return re.compile(f"[0-9]{starts}")


def _write_trie(words: Iterable[str]) -> str:
    """A pattern of any of the words that branches letter by letter: five times as quick as a list."""
    branches: dict[str, list[str]] = {}
    for word in words:
        branches.setdefault(word[:1], []).append(word[1:])
    if "" in branches:
        return ""  # what begins with a word is a trigger too
    parts = [re.escape(letter) + _write_trie(rest) for letter, rest in sorted(branches.items())]
    return parts[0] if len(parts) == 1 else f"(?:{'|'.join(parts)})"
