"""Counts: the noun that a number counts, "12 asylum seekers", "three of the miners"."""

from __future__ import annotations

from sourceline.extract.rules.document import Document
from sourceline.extract.rules.gazetteers import read_words
from sourceline.extract.rules.phrases import Line
from sourceline.extract.rules.places import find_over

_LONGEST = 7
"""Words of a counted noun."""
_INSIDE = frozenset(
    {"JJ", "JJR", "JJS", "NN", "NNP", "NNPS", "NNS", "VBN", "VBG", "VBD", "HYPH", "POS", "RB", "CD"}
)
"""Tags of the words between a number and the noun it counts."""
_OWNERS = frozenset({"the", "those", "these", "its", "their", "his", "her", "all", "our", "whose"})


def read_noun(document: Document, line: Line, n: int) -> tuple[str | None, int]:
    """The last word of the noun that is counted from token `n` on, and the token behind it."""
    if n < len(line.tokens) and line.tokens[n].text == "-":
        return _read_measure(line, n + 1)
    first = _skip_of(line, n)
    end = _walk(document, line, first)
    if end is None:
        # "some 600 of the displaced"
        alone = first > n + 1 and line.tags[first : first + 1] in (("VBN",), ("JJ",))
        return (line.words[first], first + 1) if alone else (None, n)
    noun = line.words[end - 1]
    inner = next((k for k in range(first, end) if line.tags[k] == "CD"), None)
    if inner is not None:  # "14 of its 96 shops": two figures
        return noun, n
    joined = _read_joined(line, end)
    return (line.words[joined - 1], joined) if joined else (noun, end)


def _read_joined(line: Line, n: int) -> int | None:
    """The token behind "and mechanics" in "60 drivers and mechanics, who"; a verb behind it makes it
    the subject of another clause: "12 people and officials said", an "of" the head of other words."""
    if n + 1 >= len(line.tokens) or line.tokens[n].text != "and" or line.tags[n + 1] != "NNS":
        return None
    after = line.tag(n + 2)
    return n + 2 if after in (",", ".", ":", "CC", "") else None


def is_countable(line: Line, last: int, *, rate: bool = False) -> bool:
    """Whether a count of the noun before token `last` says something: years, times and sides have
    rules of their own or none, goals and points are the score of a game."""
    noun = line.words[last - 1]
    if noun in read_words("figures", "counts", "scores"):
        return line.words[last - 2] in read_words("figures", "counts", "no_scores")
    # "14 migraine days a month"
    named = rate and line.tags[last - 2] == "NN"
    return noun not in read_words("figures", "counts", "never") or named


def is_state(line: Line, n: int) -> bool:
    """Whether an adjective stands for people: "12 dead"."""
    return n < len(line.tokens) and line.words[n] in read_words("figures", "counts", "people")


def has_state(line: Line, n: int) -> bool:
    """Whether a verb of being leads to such an adjective: "12 are still missing"."""
    states = range(n + 1, min(n + 4, len(line.tokens))) if line.tags[n : n + 1] in _BEING else ()
    return any(is_state(line, k) for k in states)


_BEING = (("VBP",), ("VBD",), ("VBZ",))


def _read_measure(line: Line, n: int) -> tuple[str | None, int]:
    """ "a 40-metre wave": what is measured so has its unit behind a hyphen."""
    word = line.word(n)
    return (word, n + 1) if word in read_words("figures", "counts", "hyphened") else (None, n - 1)


def _skip_of(line: Line, n: int) -> int:
    if n + 1 < len(line.tokens) and line.tokens[n].text == "of":
        word = line.words[n + 1]
        return n + 2 if word in _OWNERS else n + 1 if line.tags[n + 1] == "CD" else n
    return n


def _walk(document: Document, line: Line, n: int) -> int | None:
    """The token behind the noun that begins at `n`; None where no noun does."""
    best = None
    for k in range(n, min(n + _LONGEST, len(line.tokens))):
        if line.tags[k] not in _INSIDE or find_over(document.times, line.tokens[k].start):
            break
        if best and not line.tags[k].startswith("NN") and line.tags[k] != "POS":
            break
        if _is_counted(line, k):
            best = k + 1
    return best


def _is_counted(line: Line, k: int) -> bool:
    """Whether the word may be counted: a plural, or a unit that has none."""
    word = line.words[k]
    plural = line.tags[k] in ("NNS", "NNPS") or word.endswith("-hours")
    named = line.tags[k] == "NNP" and word.endswith("s") and not word.endswith("ss")
    return (
        plural
        or named
        or word in read_words("figures", "counts", "mass")
        or word in read_words("figures", "counts", "hyphened")
    )
