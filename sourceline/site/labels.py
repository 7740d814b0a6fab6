"""Every word the site itself says, by key, in one language.

A language is a file `sourceline/site/locales/<language>.toml`; a language without a file, or a key
its file lacks, falls back to English. A value is a text; where it counts something, a pair
[one, other], or a table by the plural categories of CLDR. An author may say a word in another way.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache

from sourceline.language import ENGLISH, choose_plural, find_base, group_digits
from sourceline.model import Rewording
from sourceline.site.bidi import isolate

Table = Mapping[str, str | Mapping[str, str]]
"""Key → its text, or its texts by plural category."""


@dataclass(frozen=True, slots=True)
class Labels:
    """Callable: `labels("entries", 3)` is "3 entries", `labels("menu")` is "Menu"."""

    language: str
    spoken: str
    """The tag whose words and numerals these are: `language`, or English where it has no file."""
    table: Table = field(repr=False, compare=False)
    rewordings: tuple[Rewording, ...] = ()

    def __reduce__(self) -> tuple[object, tuple[str, tuple[Rewording, ...]]]:
        """Kept between builds as what they are loaded by."""
        return load_labels, (self.language, self.rewordings)

    def __call__(self, key: str, n: int | None = None, /, **names: str) -> str:
        """The label `key`, with `n` (which also chooses the plural) and `names` filled in.

        KeyError for a key that no table has: that is our own bug.
        """
        text = self.table[key]
        if not isinstance(text, str):
            category = "other" if n is None else choose_plural(n, self.spoken)
            text = text.get(category) or text["other"]
        if names:
            for name, value in names.items():
                names[name] = isolate(value, self.language)
            if n is not None:
                names.setdefault("n", self.count(n))
            return text.format_map(names)
        return text if n is None else text.format_map({"n": self.count(n)})

    def find(self, key: str, fallback: str) -> str:
        """The plain label `key`, or `fallback` for an open vocabulary (kinds of events)."""
        text = self.table.get(key, fallback)
        return text if isinstance(text, str) else fallback

    def count(self, n: int) -> str:
        """A number as it is printed: "7", "1,234"."""
        return group_digits(n, self.spoken)

    def spell(self, n: int) -> str:
        """A small number as a word: "seven"; a larger one as it is printed."""
        words = self("numbers").split()
        return words[n] if n < len(words) else self.count(n)

    def join(self, parts: Iterable[str], key: str = "join_parts") -> str:
        """Parts of a line in a row: "The Harbour Post, 26 March 2024"; empty ones are left out."""
        return self(key).join(isolate(part, self.language) for part in parts if part)


@cache
def load_labels(language: str, rewordings: tuple[Rewording, ...] = ()) -> Labels:
    """The labels of `language`: for "pt-BR" those of "pt", and English for what is missing."""
    base = find_base(language)
    own = {} if base == ENGLISH else load_table(base)
    spoken = language if own or base == ENGLISH else ENGLISH
    said = {
        each.key: dict(each.forms) if len(each.forms) > 1 else each.forms[0][1]
        for each in rewordings
    }
    return Labels(language, spoken, {**load_table(ENGLISH), **own, **said}, rewordings)


@cache
def load_table(name: str) -> Table:
    """The table of a language; {} where it has no file."""
    import tomllib  # noqa: PLC0415 - a build without new pages words none
    from importlib.resources import files  # noqa: PLC0415 - the same

    file = files("sourceline.site") / "locales" / f"{name}.toml"
    if not name or not file.is_file():
        return {}
    table = tomllib.loads(file.read_text(encoding="utf-8"))
    return {
        key: dict(zip(("one", "other"), value, strict=True)) if isinstance(value, list) else value
        for key, value in table.items()
    }
