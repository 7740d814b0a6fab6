"""Rules over classes: a rule is a pattern of class names and a function that reads what it found.

In a pattern a word in capitals is a class (`MONTH`), a word in braces a phrase of `PHRASES`
(`{year}`), and the rest is the syntax of `re`. White space is free. Of all rules that fit at a
place the one that covers most words wins; among equals the first in the table.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sourceline.extract.rules.times.lexer import Tokens
from sourceline.extract.rules.times.vocabulary import OTHER, class_codes

if TYPE_CHECKING:
    from sourceline.extract.rules.times.reading import Reading
    from sourceline.extract.rules.times.scene import Scene

PHRASES = {
    "day": "(?:DAYNUMBER | DAYTH)",
    "dayth": "(?:THE? DAYTH | THE ORDINAL | THE CARDINAL HYPHEN ORDINAL)",
    "year": "FOURDIGITS",
    "digits": "(?: DAYNUMBER | TWODIGITS | THREEDIGITS | FOURDIGITS | NUMBER | DECIMAL )",
    "spelled": "(?: CARDINAL (?: HYPHEN? CARDINAL )? (?: SCALE )? | A SCALE )",
    "number": "(?: {digits} (?: HYPHEN? FRACTION )? SCALE? | {spelled} | FRACTION | A )"
    "(?: AND A HALF | AND CARDINAL? HYPHEN? HALF )?",
    "some": "(?: A FEW OF? | A? FEW OF? (?: THE )? | A? FEW MORE | SCALE OF | A? DOZEN OF? | HALF A DOZEN | A HALF | HALF A )",
    "count": "(?: {number} (?: (?: TO | OR | HYPHEN ) {number} )? | {some} )",
    "approx": "(?: ABOUT | NEARLY | AT LEAST | MORE THAN | OVER | CIRCA )",
    "mod": "(?: THE? (?: EARLY | LATE | MID ) HYPHEN? | THE? (?: END | BEGIN | MID | PORTION ) OF | THE? (?: EARLY | LATE | LATTER | MID ) PORTION OF )",
    "this": "(?: THIS | CURRENT | THE CURRENT )",
    "unit": "UNIT",
    "units": "(?: UNIT | UNITS )",
    "allunits": "(?: UNIT | UNITS | CLOCKUNIT | CLOCKUNITS | QUARTER | QUARTERS | WEEKEND | WEEKENDS )",
}


MODS = {
    "early": "start", "beginning": "start", "start": "start", "outset": "start",
    "mid": "mid", "middle": "mid",
    "late": "end", "end": "end", "close": "end", "latter": "end",
}  # fmt: skip


@dataclass(frozen=True)
class Found:
    """What a rule matched: tokens `first` to `last` (exclusive), with its named groups."""

    tokens: Tokens
    match: re.Match[str]

    @property
    def start(self) -> int:
        """Where it begins in the text."""
        return self.tokens.starts[self.match.start()]

    @property
    def end(self) -> int:
        """Where it ends in the text (exclusive), without the full stop of its sentence."""
        last = self.match.end() - 1
        stop = last > self.match.start() and self.tokens.words[last] == "."
        return self.tokens.ends[last - (stop and len(self.tokens.words[last - 1]) > 4)]

    def has(self, name: str) -> bool:
        """Whether the rule has the group and it took part."""
        return name in self.match.re.groupindex and self.match.start(name) >= 0

    def word(self, name: str) -> str:
        """The first word of the group in small letters; "" when it took no part."""
        return self.tokens.words[self.match.start(name)] if self.has(name) else ""

    def value(self, name: str) -> int | str | float:
        """The value of the group's first word."""
        return self.tokens.values[self.match.start(name)]

    def int_value(self, name: str) -> int:
        """The value of the group's first word that has a whole number."""
        for place in range(self.match.start(name), self.match.end(name)):
            value = self.tokens.values[place]
            if isinstance(value, int):
                return value
        return 0

    def words(self, name: str) -> list[str]:
        """All words of the group."""
        return self.tokens.words[slice(*self.match.span(name))] if self.has(name) else []

    def span(self, name: str) -> tuple[int, int]:
        """The group's span in the text."""
        first, last = self.match.span(name)
        return self.tokens.starts[first], self.tokens.ends[last - 1]

    @property
    def mod(self) -> str | None:
        """ "start", "mid" or "end", by the words of the group `mod`; None without it."""
        return next((MODS[word] for word in self.words("mod") if word in MODS), None)

    def numbers(self, name: str) -> list[int]:
        """The whole numbers of the group's words."""
        values = self.tokens.values[slice(*self.match.span(name))]
        return [value for value in values if isinstance(value, int)]

    def word_before(self, count: int = 1) -> str:
        """The word `count` tokens before it, "" at the beginning."""
        place = self.match.start() - count
        return self.tokens.words[place] if place >= 0 else ""

    def word_after(self, count: int = 1) -> str:
        """The word `count` tokens after it, "" at the end."""
        place = self.match.end() - 1 + count
        return self.tokens.words[place] if place < len(self.tokens.words) else ""

    def text_after(self, length: int = 40) -> str:
        """The text after it."""
        return self.tokens.text[self.end : self.end + length]

    def text_before(self, length: int = 40) -> str:
        """The text before it."""
        return self.tokens.text[max(self.start - length, 0) : self.start]


Read = Callable[[Found, "Scene"], "Reading | Sequence[Reading] | None"]


@dataclass(frozen=True)
class Rule:
    """A pattern of classes, and how to read what it matches (None: it is no time after all)."""

    name: str
    pattern: str
    read: Read


@dataclass(frozen=True)
class CompiledRule:
    rule: Rule
    match: Callable[[str, int], re.Match[str] | None]


@dataclass(frozen=True)
class Grammar:
    """A table of rules, compiled: one pattern that finds where any may begin, and each by itself."""

    any_rule: re.Pattern[str]
    rules: tuple[CompiledRule, ...]

    def find(self, tokens: Tokens, start: int) -> tuple[int, list[tuple[Rule, Found]]] | None:
        """The next place from token `start` where rules fit, and all that do, longest first."""
        place = self.any_rule.search(tokens.classes, start)
        if place is None:
            return None
        at = place.start()
        matches = [(c.rule, m) for c in self.rules if (m := c.match(tokens.classes, at))]
        matches.sort(key=lambda pair: -pair[1].end())
        return at, [(rule, Found(tokens, match)) for rule, match in matches if match.end() > at]


def compile_grammar(rules: Iterable[Rule]) -> Grammar:
    """The rules as one grammar."""
    table = tuple(rules)
    compiled = tuple(
        CompiledRule(rule, re.compile(_translate(rule.pattern)).match) for rule in table
    )
    together = "|".join(re.sub(r"\?P<\w+>", "?:", _translate(rule.pattern)) for rule in table)
    # Most words are of no class; to pass them by at once makes the search twice as quick.
    return Grammar(re.compile(f"(?![{OTHER}])(?:{together})"), compiled)


def _translate(pattern: str) -> str:
    """Class names → their characters, phrases put in, white space out."""
    while "{" in pattern:
        pattern = re.sub(r"\{(\w+)\}", lambda found: PHRASES[found[1]], pattern)
    codes = class_codes()
    pattern = re.sub(r"(?<![<\w])[A-Z]+\b(?!<)", lambda found: codes[found[0]], pattern)
    return re.sub(r"\s+", "", pattern)
