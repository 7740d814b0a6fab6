"""Names made whole: what the tagger cut off, told by the words right behind a name.

"the London" … "Stock Exchange", "the Kelby County" … "sheriff's office", "Strand" … "& Wolff". Each
rule looks at the sentence only, but for the last: a word that the text writes as part of the name
in another place.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import NamedTuple

from sourceline.extract.rules.document import Token
from sourceline.extract.rules.gazetteers import load_gazetteer, read_words
from sourceline.extract.rules.parts import load_table
from sourceline.model import Label

Tokens = Sequence[Token]


class Whole(NamedTuple):
    """Where a name really ends (exclusive), and what it names then."""

    last: int
    label: Label


class Piece(NamedTuple):
    """Tokens `first` to `last` (exclusive) of a sentence, as the tagger read them."""

    first: int
    last: int
    label: Label


def find_whole(tokens: Tokens, piece: Piece) -> Whole | None:
    """The whole name of which the tagger read a piece; None where it is whole."""
    if piece.last == len(tokens):
        return None
    found = (rule(tokens, piece) for rule in _RULES)
    return next(filter(None, found), None)


def find_initials(tokens: Tokens, piece: Piece) -> int:
    """Where a person's name really begins: "I. Halloran", of which the tagger may read "Halloran"."""
    first = piece.first
    while piece.label == "PER" and first and _INITIAL.fullmatch(tokens[first - 1].text):
        first -= 1
    return first


_INITIAL = re.compile(r"[A-Z]\.")


def find_repeated(tokens: Tokens, piece: Piece, names: frozenset[str]) -> int | None:
    """Where a name ends whose last word is written small here, and great elsewhere in the text: "the
    National Tide Gauge survey" beside "the National Tide Gauge Survey". `names` are those found, in
    lower case."""
    if piece.last == len(tokens) or piece.last - piece.first < 2:
        return None
    word = tokens[piece.last].text
    if not (word.islower() and word.isalpha()):
        return None
    name = " ".join(t.text for t in tokens[piece.first : piece.last + 1]).lower()
    return piece.last + 1 if name in _list_endings(names) else None


@lru_cache(maxsize=1)
def _list_endings(names: frozenset[str]) -> frozenset[str]:
    """What names end with, whole words."""
    words = [name.split(" ") for name in names]
    return frozenset(" ".join(each[n:]) for each in words for n in range(len(each)))


def _find_prize(tokens: Tokens, piece: Piece) -> Whole | None:
    """ "the Acme Young Driver of the Year award", "the Acme prize"."""
    if not piece.first or tokens[piece.first - 1].text.lower() not in _ARTICLES:
        return None
    for n in range(piece.last, min(piece.last + _LONGEST, len(tokens))):
        word = tokens[n].text
        if word.lower() in read_words("organizations", "prizes"):
            return Whole(n + 1, "MISC")
        small = n > piece.last and word in ("of", "the", "for", "and")
        if not (word[0].isupper() or small):
            return None
    return None


_LONGEST = 8
_ARTICLES = frozenset({"the", "a", "an", "this", "its", "his", "her", "their", "'s", "’s"})


def _find_bureau(tokens: Tokens, piece: Piece) -> Whole | None:
    """ "the Kelby County sheriff's office"."""
    ends = range(piece.last, min(piece.last + 3, len(tokens) - 1))
    end = next((n for n in ends if tokens[n].text in ("'s", "’s")), None)
    if piece.label == "PER" or end is None or not _is_office(tokens[end + 1].text):
        return None
    starts = range(max(piece.first + 1, end - 2), end)
    offices = (" ".join(t.text.lower() for t in tokens[start:end]) for start in starts)
    return (
        Whole(end + 2, "ORG")
        if not read_words("organizations", "bureaus").isdisjoint(offices)
        else None
    )


def _find_company(tokens: Tokens, piece: Piece) -> Whole | None:
    """ "the Dominion Grain Company"."""
    cut = piece.label == "ORG" and piece.last - piece.first > 1
    return Whole(piece.last + 1, "ORG") if cut and tokens[piece.last].text == "Company" else None


def _find_nickname(tokens: Tokens, piece: Piece) -> Whole | None:
    """ "Luis Gerardo (Jerry) Ortiz"."""
    words = [token.text for token in tokens[piece.last : piece.last + 4]]
    if piece.label != "PER" or len(words) < 4 or (words[0], words[2]) != ("(", ")"):
        return None
    named = words[1][0].isupper() and words[1][1:].islower() and words[3][0].isupper()
    return Whole(piece.last + 4, "PER") if named else None


def _is_office(word: str) -> bool:
    return word.lower() in ("office", "department", "bureau")


def _find_head(tokens: Tokens, piece: Piece) -> Whole | None:
    """ "the London Stock Exchange": a place, and what has its seat there."""
    if piece.label != "LOC":
        return None
    end = _skip_capitals(tokens, piece.last)
    short = 0 < end - piece.last < 4
    if not short or tokens[end - 1].text not in load_gazetteer().heads or _is_headline(tokens):
        return None
    return Whole(end, "ORG")


def _find_club(tokens: Tokens, piece: Piece) -> Whole | None:
    """ "the Duluth Skippers": a town and, in the plural, what its players are called."""
    first, word = piece.first, tokens[piece.last].text
    if piece.label != "LOC" or not first or tokens[first - 1].text.lower() != "the":
        return None
    many = len(word) > _CLUB and word[0].isupper() and word.endswith("s") and word[1:].islower()
    ends = piece.last + 1 == len(tokens) or not tokens[piece.last + 1].text[0].isupper()
    plain = word in read_words("organizations", "things") | read_words("organizations", "many")
    if not (many and ends) or plain or word in load_gazetteer().place_after or _is_headline(tokens):
        return None
    return Whole(piece.last + 1, "ORG")


_CLUB = 4


def _find_partner(tokens: Tokens, piece: Piece) -> Whole | None:
    """ "Strand & Wolff"."""
    end = _skip_capitals(tokens, piece.last + 1)
    if tokens[piece.last].text != "&" or piece.last - piece.first > 1 or end - piece.last != 2:
        return None  # "Ann Visser & Tom Aalto" are two
    two = tokens[piece.first].text, tokens[end - 1].text
    if any(word.isupper() or word in load_gazetteer().given for word in two):
        return None
    return Whole(end, "LOC" if piece.label == "LOC" else "ORG")


def _find_partners(tokens: Tokens, piece: Piece) -> Whole | None:
    """ "Strand, Wolff & Co.", "Strand, Hale & Wolff": a house named after several."""
    at = piece.last
    while at + 1 < len(tokens) and tokens[at].text == "," and tokens[at + 1].text[0].isupper():
        at += 2
    end = _skip_capitals(tokens, at + 1)
    if at == piece.last or at >= len(tokens) or tokens[at].text != "&" or end == at + 1:
        return None
    last = tokens[end - 1].text
    if piece.label != "ORG" and last not in _SHORT | {"Co.", "Inc.", "Corp.", "LLP", "LLC", "PLC"}:
        return None  # "London, Paris & Rome"
    stop = end < len(tokens) - 1 and tokens[end].text == "." and last in _SHORT
    return Whole(end + stop, "ORG")


_SHORT = frozenset({"Co", "Inc", "Corp", "Ltd"})


def _find_fields(tokens: Tokens, piece: Piece) -> Whole | None:
    """ "the Ministry of Trade, Industry and Fisheries"."""
    words = [t.text for t in tokens[piece.first : piece.last]]
    if not _FIELDED & set(words) or not {"of", "for"} & set(words):
        return None
    at = piece.last
    if _is_second_field(tokens, at):
        return Whole(at + 2, "ORG")
    while at + 1 < len(tokens) and tokens[at].text == "," and _is_field(tokens[at + 1].text):
        at += 2
    joined = at + 1 < len(tokens) and tokens[at].text in ("and", "&")
    if (
        not joined
        or (at == piece.last and "," not in words)
        or not tokens[at + 1].text[0].isupper()
    ):
        return None
    return Whole(at + 2, "ORG")


_FIELDED = frozenset({"Academy", "College", "Department", "Faculty", "Ministry", "School"})


def _is_second_field(tokens: Tokens, n: int) -> bool:
    """ "the College of Botanists … and Foresters": two common nouns, the second no body by itself."""
    if n + 1 >= len(tokens) or tokens[n].text not in ("and", "&"):
        return False
    one, two = tokens[n - 1].text, tokens[n + 1].text
    if not two[0].isupper():
        return False
    alone = n + 2 == len(tokens) or not tokens[n + 2].text[0].isupper()
    body = two in load_gazetteer().heads or two.lower() in read_words("organizations", "kinds")
    people = one.endswith("s") and two.endswith("s")
    return alone and not body and _is_field(one) and (people or _is_field(two))


def _is_field(word: str) -> bool:
    """Whether a capitalized word is a common noun, none that a name begins with."""
    return word[0].isupper() and word.lower() in load_table().words


def _find_purpose(tokens: Tokens, piece: Piece) -> Whole | None:
    """ "the District Court for the Northern District of Texas"."""
    if piece.label != "ORG" or tokens[piece.last].text != "for":
        return None
    if tokens[piece.last - 1].text not in read_words("organizations", "purposeful"):
        return None
    start = piece.last + 1
    start += start < len(tokens) and tokens[start].text == "the"
    end = _skip_capitals(tokens, start)
    while end > start and end + 1 < len(tokens) and tokens[end].text in ("of", "and"):
        further = _skip_capitals(tokens, end + 1)
        if further == end + 1:
            break
        end = further
    return Whole(end, "ORG") if end > start else None


_RULES: tuple[Callable[[Tokens, Piece], Whole | None], ...] = (
    _find_prize,
    _find_bureau,
    _find_company,
    _find_nickname,
    _find_head,
    _find_club,
    _find_partner,
    _find_partners,
    _find_fields,
    _find_purpose,
)


def _skip_capitals(tokens: Tokens, n: int) -> int:
    while n < len(tokens) and tokens[n].text[0].isupper():
        n += 1
    return n


def _is_headline(tokens: Tokens) -> bool:
    """Whether capitals say nothing here."""
    letters = [t.text for t in tokens if t.text[0].isalpha()]
    return sum(word[0].isupper() for word in letters) > 0.6 * len(letters)
