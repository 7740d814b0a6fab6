"""What is known of a language by its BCP 47 tag: its direction, its numbers, its plurals.

The knowledge is CLDR's, through Babel, which is imported when it is first asked. English is never
asked: its forms stand here and in our own files, so that most sites build without Babel (70 ms).
"""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from babel.core import Locale

ENGLISH = "en"
RIGHT_TO_LEFT = frozenset({"ar", "dv", "fa", "he", "ku", "ps", "sd", "ug", "ur", "yi"})
CATEGORIES = ("zero", "one", "two", "few", "many", "other")
"""CLDR's plural categories; every language has "other"."""

_USED = (
    *("date_formats", "datetime_skeletons", "eras", "interval_formats", "list_patterns"),
    *("months", "number_symbols"),
)

# CLDR groups these only from five digits on; Babel's data leave that out.
_GROUPED_FROM = {"es": 10_000, "pl": 10_000}


def find_base(tag: str) -> str:
    """The language alone: "pt" of "pt-BR"; "" where the tag is none."""
    base = tag.partition("-")[0].lower()
    return base if base.isascii() and base.isalpha() else ""


@cache
def text_direction(tag: str) -> Literal["ltr", "rtl"]:
    """ "rtl" for a language written from right to left, else "ltr"."""
    return "rtl" if find_base(tag) in RIGHT_TO_LEFT else "ltr"


def group_digits(number: int, tag: str) -> str:
    """A whole number in the groups of a language: "1,234", "1.234", "1 234"."""
    base = find_base(tag)
    if number < _GROUPED_FROM.get(base, 1000):
        return str(number)
    sign = "," if base == ENGLISH else read_data(tag)["number_symbols"]["latn"]["group"]
    return f"{number:,}".replace(",", sign)


def choose_plural(number: int, tag: str) -> str:
    """The plural category of a whole number: "few" for 3 in Polish."""
    if find_base(tag) == ENGLISH:
        return "one" if number == 1 else "other"
    return str(find_locale(tag).plural_form(number))


def list_categories(tag: str) -> tuple[str, ...]:
    """The plural categories that a language has, in CLDR's order."""
    tags = {*find_locale(tag).plural_form.tags, "other"}
    return tuple(category for category in CATEGORIES if category in tags)


@cache
def read_data(tag: str) -> Mapping[str, Any]:
    """The forms of numbers and dates in CLDR's data of a tag, as Babel keeps them.

    In a copy of our own: Babel writes what an alias leads to into data that languages share, and
    after Chinese the French March was 三月 (Babel 2.18).
    """
    from babel.localedata import LocaleDataDict, load  # noqa: PLC0415 - not for a site in English

    whole = load(str(find_locale(tag)))
    return LocaleDataDict({name: deepcopy(whole[name]) for name in _USED})


@cache
def find_locale(tag: str) -> Locale:
    """CLDR's data of a tag, or of its language alone, or of English."""
    from babel.core import Locale, UnknownLocaleError  # noqa: PLC0415 - not for a site in English

    for name in (tag, find_base(tag)):
        try:
            return Locale.parse(name, sep="-")
        except (UnknownLocaleError, ValueError, TypeError):
            continue
    return Locale(ENGLISH)
