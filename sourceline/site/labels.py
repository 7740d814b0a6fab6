"""Every word the site itself says, by key, in one language.

A language is a file `sourceline/site/locales/<language>.toml`; a value is a text, or a pair
[one, many]. A language without a file, or a key its file lacks, falls back to English.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

Table = Mapping[str, str | list[str]]

DEFAULT_LANGUAGE = "en"
RIGHT_TO_LEFT = frozenset({"ar", "dv", "fa", "he", "ku", "ps", "sd", "ug", "ur", "yi"})


@dataclass(frozen=True, slots=True)
class Labels:
    """Callable: `labels("entries", 3)` is "3 entries", `labels("menu")` is "Menu"."""

    language: str
    table: Table = field(repr=False, compare=False)

    def __call__(self, key: str, n: int | None = None, /, **names: str) -> str:
        """The label `key`, with `n` (which also chooses the plural) and `names` filled in.

        KeyError for a key that no table has: that is our own bug.
        """
        text = self.table[key]
        if isinstance(text, list):
            text = text[0] if n == 1 else text[1]
        if n is not None:
            names["n"] = format_count(n)
        return text.format_map(names) if names else text

    def find(self, key: str, fallback: str) -> str:
        """The plain label `key`, or `fallback` for an open vocabulary (kinds of events)."""
        text = self.table.get(key, fallback)
        return text if isinstance(text, str) else text[0]


def format_count(n: int) -> str:
    """A count as it is printed: "7", "1,234"."""
    return f"{n:,}"


@cache
def load_labels(language: str) -> Labels:
    """The labels of `language`: for "pt-BR" those of "pt", and English for what is missing."""
    merged: dict[str, str | list[str]] = {}
    for name in (DEFAULT_LANGUAGE, language.partition("-")[0].lower()):
        merged.update(_load_table(name))
    return Labels(language, merged)


def _load_table(name: str) -> Table:
    import tomllib  # noqa: PLC0415 - a build without new pages words none
    from importlib.resources import files  # noqa: PLC0415 - the same

    file = files("sourceline.site") / "locales" / f"{name}.toml"
    if not (name.isascii() and name.isalpha() and file.is_file()):
        return {}
    return tomllib.loads(file.read_text(encoding="utf-8"))


def text_direction(language: str) -> str:
    """ "rtl" for a language written from right to left, else "ltr"."""
    return "rtl" if language.partition("-")[0].lower() in RIGHT_TO_LEFT else "ltr"
