"""Text → tokens with their classes. Only the neighbourhood of trigger words is read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sourceline.extract.rules.times.vocabulary import OTHER, Vocabulary

# How far an expression and its cues may reach from a trigger, in characters.
REACH = 120

_TOKEN = re.compile(
    r"(?P<abbreviation>[^\W\d_]\.(?:[^\W\d_]\.)+)"
    r"|(?P<quarter>Q[1-4]\b|[1-4]Q\b|FY ?'?\d{2,4}\b)"
    r"|(?P<vulgar>[½¼¾])"
    r"|(?P<word>[^\W\d_]+(?:['’](?![sS]\b)[^\W\d_]+)?)"
    r"|(?P<iso>\d{4}(?P<m1>[-/.])\d{1,2}(?P=m1)\d{1,2}(?!\d)(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?Z?)?)"
    r"|(?P<numeric>\d{1,2}(?P<m2>[/.-])\d{1,2}(?P=m2)(?:\d{4}|\d\d)(?!\d))"
    r"|(?P<fraction>[1-9]/[2-9](?![\d/]))"
    r"|(?P<clock>\d{1,2}:\d\d(?::\d\d)?(?!\d))"
    r"|(?P<number>\d{1,3}(?:,\d{3})+(?!\d)|\d+\.\d+|\d+)(?P<ending>st\b|nd\b|rd\b|th\b|er\b|[ºª]|['’]?s\b)?"
    r"|(?P<short>['’‘`]\d\ds?\b)"
    r"|(?P<possessive>['’][sS]\b)"
    r"|(?P<gap>\n[ \t]*\n\s*)"
    r"|(?P<mark>[^\w\s])"
)


_FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75}


@dataclass(frozen=True, slots=True)
class Tokens:
    """Tokens as parallel lists; `classes[i]` is the class character of token i."""

    text: str
    starts: list[int]
    ends: list[int]
    words: list[str]
    """In small letters."""
    values: list[int | str | float]
    classes: str


def read_tokens(text: str, vocabulary: Vocabulary) -> Tokens:
    """The tokens near trigger words; a gap between two windows is a BREAK token."""
    reader = _Reader(text, vocabulary)
    for start, end in _windows(text, vocabulary.trigger):
        reader.read_window(start, end)
    return Tokens(
        text, reader.starts, reader.ends, reader.words, reader.values, "".join(reader.classes)
    )


def _windows(text: str, trigger: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """Spans around triggers, merged where they touch, cut where a word begins."""
    begin = end = -1
    small = text.lower()
    if len(small) != len(text):  # "İ" is two letters when small
        small = "".join(letter.lower()[0] for letter in text)
    for found in trigger.finditer(small):
        place = found.start()
        if place - REACH > end:
            if end >= 0:
                yield _word_edges(text, begin, end)
            begin = max(place - REACH, 0)
        end = place + REACH
    if end >= 0:
        yield _word_edges(text, begin, min(end, len(text)))


def _word_edges(text: str, start: int, end: int) -> tuple[int, int]:
    while start > 0 and not text[start - 1].isspace() and start < end:
        start += 1
    limit = min(len(text), end + REACH)
    while end < limit and not text[end].isspace():
        end += 1
    return start, end


class _Reader:
    """Collects tokens; lives only inside `read_tokens`."""

    def __init__(self, text: str, vocabulary: Vocabulary) -> None:
        self.text, self.vocabulary, self.codes = text, vocabulary, vocabulary.codes
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.words: list[str] = []
        self.values: list[int | str | float] = []
        self.classes: list[str] = []

    def read_window(self, start: int, end: int) -> None:
        words, capital = self.vocabulary.words, self.vocabulary.capital
        year = self.codes["FOURDIGITS"]
        nothing: tuple[str, int | str | float] = (OTHER, "")
        code: str
        value: int | str | float
        if self.starts:
            self._add(start, start, "", "", self.codes["BREAK"])
        for found in _TOKEN.finditer(self.text, start, end):
            kind = found.lastgroup
            word = found.group()
            low = word.lower()
            if kind == "word":
                code, value = words.get(low, nothing)
                if code is not OTHER and low in capital and word == low:
                    code = OTHER
            else:
                code, value = self._classify(kind or "", found, low)
            possessive = kind == "ending" and code == year
            self.starts.append(found.start())
            self.ends.append(found.end("number") if possessive else found.end())
            self.words.append(low)
            self.values.append(value)
            self.classes.append(code)

    def _add(self, start: int, end: int, word: str, value: str, code: str) -> None:
        self.starts.append(start)
        self.ends.append(end)
        self.words.append(word)
        self.values.append(value)
        self.classes.append(code)

    def _classify(self, kind: str, found: re.Match[str], low: str) -> tuple[str, int | str | float]:
        codes = self.codes
        if kind in ("mark", "possessive", "abbreviation"):
            code, value = self.vocabulary.words.get(low, (OTHER, low))
            return (
                (OTHER, low)
                if low in self.vocabulary.capital and found.group() == low
                else (code, value)
            )
        if kind == "gap":
            return codes["BREAK"], ""
        if kind == "quarter":
            return self._classify_code(low)
        if kind in ("fraction", "vulgar"):
            return codes["FRACTION"], _FRACTIONS.get(low) or int(low[0]) / int(low[2])
        if kind == "short":
            digits = low[1:3]
            return (
                (codes["DECADE"], int(digits))
                if low.endswith("s")
                else (codes["SHORTYEAR"], int(digits))
            )
        if self._is_quantity(found):
            return OTHER, low
        if kind in ("iso", "numeric", "clock"):
            return codes[{"iso": "ISODATE", "numeric": "NUMERICDATE", "clock": "CLOCK"}[kind]], low
        return self._classify_number(found["number"], found["ending"])

    def _classify_code(self, low: str) -> tuple[str, int | str | float]:
        digits = "".join(c for c in low if c.isdigit())
        return self.codes["FISCALCODE" if low.startswith("fy") else "QUARTERCODE"], int(digits)

    def _is_quantity(self, found: re.Match[str]) -> bool:
        """Money, a percentage, a part of a name such as A320, or a longer figure."""
        start, end = found.span()
        before, after = self.text[start - 1 : start], self.text[end : end + 2]
        if before and (before in "$£€¥#.:/_@" or before.isalpha()):
            return True
        return after[:1] in ("%", "°") or (after[:1] in ("/", ":", ".") and after[1:2].isdigit())

    def _classify_number(self, digits: str, ending: str | None) -> tuple[str, int | str | float]:
        codes = self.codes
        if len(digits) > (6 if digits.isdigit() else 15):
            return OTHER, digits
        if not digits.isdigit():
            return (
                (codes["DECIMAL"], float(digits))
                if "." in digits
                else (codes["NUMBER"], int(digits.replace(",", "")))
            )
        number = int(digits)
        if ending and ending.endswith("s") and ending != "st":
            is_decade = number % 10 == 0 and (len(digits) == 4 or len(digits) == 2)
            if is_decade:
                return codes["DECADE"], number
            if ending == "s" or len(digits) != 4:
                return OTHER, digits
        elif ending and len(digits) < 4:
            return codes["DAYTH" if 1 <= number <= 31 else "NUMBERTH"], number
        names = {1: "TWODIGITS", 2: "TWODIGITS", 3: "THREEDIGITS", 4: "NUMBER"}
        name = names.get(len(digits), "NUMBER")
        if len(digits) <= 2 and 1 <= number <= 31:
            name = "DAYNUMBER"
        elif len(digits) == 4 and 1000 <= number <= 2199:
            name = "FOURDIGITS"
        return codes[name], number
