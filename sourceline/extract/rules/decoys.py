"""Decoys: numbers that are no figures. Dates, ages, names of things, "one of", "the two men"."""

from __future__ import annotations

from sourceline.extract.rules.amounts import Amount
from sourceline.extract.rules.document import Document
from sourceline.extract.rules.gazetteers import read_words
from sourceline.extract.rules.people import is_people
from sourceline.extract.rules.phrases import Line
from sourceline.extract.rules.places import find_over


def is_elsewhere(document: Document, line: Line, n: int) -> bool:
    """Whether the token belongs to a time or a name."""
    return n in line.names or find_over(document.times, line.tokens[n].start) is not None


def is_decoy(line: Line, amount: Amount, first: int) -> bool:
    """Whether the number, whose bound begins at token `first`, says nothing of the world."""
    if amount.unit is not None:
        return False
    before = line.word(first - 1)
    return (
        before in read_words("figures", "counts", "names")
        or _is_numbered(line, amount)
        or _is_age(line, amount, first)
        or _is_address(line, amount)
        or _is_known(line, amount, first)
        or _is_one_of(line, amount)
        or _is_ratio(line, amount, first)
    )


def _is_numbered(line: Line, amount: Amount) -> bool:
    """ "Windows 10", "Boeing 747": a name before digits that nothing is counted by."""
    n = amount.first
    if not n or not line.tokens[n].text.isdigit() or n - 1 == 0:
        return False
    named = line.tags[n - 1] in ("NNP", "NNPS") or n - 1 in line.names
    plural = amount.last < len(line.tags) and line.tags[amount.last] in ("NNS", "JJ", "NN")
    return named and amount.scale == 1 and not plural


def _is_age(line: Line, amount: Amount, first: int) -> bool:
    before, after = line.word(first - 1), line.word(amount.last)
    if before in ("aged", "age", "turned") or line.word(first - 2) + before == "ageof":
        return True
    if before in ("under", "over") and is_people(line.word(first - 2)):  # "children under 12"
        return amount.last >= len(line.tags) or not line.tags[amount.last].startswith(("NN", "JJ"))
    if after == "-" and line.word(amount.last + 1).startswith("year"):
        return True
    if after in ("years", "year") or line.word(amount.last + 1) == "old":
        return True
    # As in "Anna Visser, 58, …" and "Anna Visser (58)".
    named = first > 1 and (first - 2 in line.names or line.tags[first - 2].startswith("NN"))
    return named and before in (",", "(") and after in (",", ")", ".", ";", "")


def _is_address(line: Line, amount: Amount) -> bool:
    """ "12 High Street"."""
    ahead = range(amount.last, min(amount.last + 4, len(line.tokens)))
    capitals = [n for n in ahead if line.tokens[n].text[0].isupper()]
    return any(line.word(n) in read_words("figures", "counts", "streets") for n in capitals)


def _is_known(line: Line, amount: Amount, first: int) -> bool:
    """ "the two men", "the last three goals": nothing is counted, they are known."""
    before, word = line.word(first - 1), line.tokens[amount.first].text
    if before in ("these", "those", "both"):
        return True
    if line.word(first - 2) == "of" and _is_number(line, first - 3):  # "two of the three mills"
        return False
    return before in ("the", "first", "last", "next", "other", "top") and (
        amount.value < _SMALL and not word.isdigit()
    )


_SMALL = 13


def _is_one_of(line: Line, amount: Amount) -> bool:
    """ "one", unless one of the things that are counted by ones dies or lives."""
    if amount.value > 1 or amount.upper is not None:
        return False
    return line.word(amount.first) == "one" and line.word(amount.last) not in read_words(
        "figures", "counts", "single"
    )


def _is_ratio(line: Line, amount: Amount, first: int) -> bool:
    """ "one in three children", "four out of five": shares, not counts."""
    if amount.value >= _SMALL * 10:
        return False
    behind = [line.word(n) for n in range(amount.last, amount.last + 2)]
    before = [line.word(n) for n in range(first - 2, first)]
    if behind == ["out", "of"] or before == ["out", "of"]:
        return True
    return (behind[0] == "in" and _is_number(line, amount.last + 1)) or (
        before[1] == "in" and _is_number(line, first - 2)
    )


def _is_number(line: Line, n: int) -> bool:
    return 0 <= n < len(line.tags) and line.tags[n] == "CD"
