"""Candidates: the names that the tagger read, with the words they are made of and stand among.

Titles, counts and owners are no part of a name: "Finance Minister Anna Visser", "One Sami", "Acme's
Gull". A title alone is none: "the Home Secretary".
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter

from sourceline.extract.rules.definitions import find_bodies, is_body_defined
from sourceline.extract.rules.document import Document, Token
from sourceline.extract.rules.gazetteers import Gazetteer, load_gazetteer, read_words
from sourceline.extract.rules.joints import find_joint
from sourceline.extract.rules.parts import load_table
from sourceline.extract.rules.places import list_within
from sourceline.extract.rules.role_words import find_kind, is_field, to_single
from sourceline.extract.rules.storms import is_storm
from sourceline.extract.rules.units import find_number
from sourceline.extract.rules.wholes import Piece, find_initials, find_repeated, find_whole
from sourceline.model import Label, Mention

_START = attrgetter("start")


@dataclass(frozen=True, slots=True)
class Candidate:
    """Tokens `first` to `last` (exclusive) of a sentence, and what the tagger takes them for."""

    sentence: int
    first: int
    last: int
    start: int
    end: int
    text: str
    label: Label
    titled: bool
    """Whether a role or honorific stands directly before it."""


def read_candidates(document: Document) -> list[Candidate]:
    """The names in text order, without titles, currencies and common abbreviations; and where the
    tagger passed over them."""
    found = list(_place_mentions(document, document.reading.mentions))
    for find in (find_bodies, _find_brackets, _find_again, _find_kinds):
        more = _place_mentions(document, find(document, found))
        found = sorted([*found, *more], key=_START)
    whole = sorted(_make_whole(document, found), key=_START)
    sides = _place_mentions(document, _find_sides(document, whole))
    return list(_drop_inner(sorted([*whole, *sides], key=_START)))


def _make_whole(document: Document, found: Sequence[Candidate]) -> Iterator[Candidate]:
    """The names, each with what the tagger cut off."""
    names = frozenset(item.text.lower() for item in found if " " in item.text)
    for item in found:
        tokens = document.tokens[item.sentence]
        piece = Piece(item.first, item.last, item.label)
        whole = find_whole(tokens, piece)
        last = whole.last if whole else find_repeated(tokens, piece, names)
        last, first = last or item.last, find_initials(tokens, piece)
        if (first, last) == (item.first, item.last):
            yield item
            continue
        start, end = tokens[first].start if first < item.first else item.start, tokens[last - 1].end
        label = whole.label if whole else item.label
        text = document.source.text[start:end]
        yield replace(item, first=first, last=last, start=start, end=end, text=text, label=label)


def _drop_inner(found: Iterable[Candidate]) -> Iterator[Candidate]:
    """The names, in text order, without those that begin within the one before."""
    end = 0
    for item in found:
        if item.start >= end:
            end = item.end
            yield item


def _find_brackets(document: Document, found: Sequence[Candidate]) -> Iterator[Mention]:
    """Short names of organizations that the tagger passed over: "the Harbour Workers' Union (HWU)"."""
    starts = {item.start for item in found}
    for item in found:
        tokens, last = document.tokens[item.sentence], item.last
        short = read_bracket(tokens, last)
        if short and item.label == "ORG" and " " in item.text and short.start not in starts:
            yield Mention(short.start, short.end, short.text, "ORG")


def read_bracket(tokens: Sequence[Token], n: int) -> Token | None:
    """The capitals that stand alone in brackets at `n`: "(HWU)", "[HWU]"."""
    if n + 2 >= len(tokens) or f"{tokens[n].text}{tokens[n + 2].text}" not in ("()", "[]"):
        return None
    word = tokens[n + 1]
    return word if 1 < len(word.text) < 9 and word.text.isupper() and word.text.isalpha() else None


def _place_mentions(document: Document, mentions: Iterable[Mention]) -> Iterator[Candidate]:
    for mention in mentions:
        candidate = _place_mention(document, mention)
        if candidate and not (_is_common(candidate.text) or is_storm(document, candidate.text)):
            yield from _take_apart(document, candidate)


def _take_apart(document: Document, item: Candidate) -> Iterator[Candidate]:
    """An owner and what it owns, where the tagger took them for one name."""
    tokens = document.tokens[item.sentence]
    joint = find_joint(tokens, item.first, item.last) if item.label == "ORG" else None
    if joint is None:
        yield item
        return
    for first, last in ((item.first, joint), (joint + 1, item.last)):
        start, end = tokens[first].start, tokens[last - 1].end
        text = document.source.text[start:end]
        yield replace(item, first=first, last=last, start=start, end=end, text=text)


def _find_again(document: Document, found: Sequence[Candidate]) -> Iterator[Mention]:
    """Names of several words, short ones that are explained or can be nothing else, in places where
    the tagger passed over them."""
    labels = {
        item.text: item.label
        for item in found
        if " " in item.text or _is_own(item.text) or _is_explained(document, item)
    }
    counts = Counter(item.text for item in found)
    missed = [name for name in labels if document.source.text.count(name) > counts[name]]
    if not missed:
        return  # spares the making of a pattern, the dearest part
    longest_first = sorted(missed, key=lambda name: (-len(name), name))
    pattern = re.compile(r"\b(?:" + "|".join(map(re.escape, longest_first)) + r")\b")
    for sentence in document.source.sentences:
        near = list_within(found, sentence.start, sentence.end)
        for match in pattern.finditer(document.source.text, sentence.start, sentence.end):
            if not any(_crosses(c, match) for c in near):
                yield Mention(*match.span(), match[0], labels[match[0]])


def _find_sides(document: Document, found: Sequence[Candidate]) -> Iterator[Mention]:
    """The short names of clubs that a headline in capitals hides: "Skippers Fire Coach" of the Duluth Skippers."""
    opening = document.source.sentences[0].end if document.source.sentences else 0
    told = {
        item.text.rsplit(maxsplit=1)[-1]
        for item in found
        if item.label == "ORG" and item.text.count(" ") == 1 and item.text.endswith("s")
    }
    for word in sorted(told - load_gazetteer().suffixes - load_gazetteer().heads):
        if word.lower() in document.source.text:
            continue
        for match in re.finditer(rf"\b{re.escape(word)}\b", document.source.text[:opening]):
            if not list_within(found, *match.span()):
                yield Mention(*match.span(), word, "ORG")


def _is_own(name: str) -> bool:
    """Whether a single word is nothing but a name: "Wickerly", and no "Will"."""
    plain = name.isalpha() and name[0].isupper() and name[1:].islower() and len(name) > _SHORT
    gazetteer = load_gazetteer()
    known = name in gazetteer.given or name in gazetteer.places or name in gazetteer.adjectives
    return plain and not known and name.lower() not in load_table().words


_SHORT = 4


def _crosses(item: Candidate, match: re.Match[str]) -> bool:
    """Whether a name overlaps a stretch of text, and is no shorter name inside of it."""
    apart = item.end <= match.start() or match.end() <= item.start
    inner = match.start() < item.start and item.end <= match.end()
    return not (apart or inner)


def _is_explained(document: Document, item: Candidate) -> bool:
    tokens = document.tokens[item.sentence]
    bracketed = item.first > 0 and read_bracket(tokens, item.first - 1) is not None
    return bracketed or is_body_defined(document, item.sentence, item.first, item.last)


def _find_kinds(document: Document, found: Sequence[Candidate]) -> Iterator[Mention]:
    """A name behind its kind: "the company's browser, Gull", "a ship called Tern"."""
    nouns = read_words("products", "nouns")
    for tokens, tags in zip(document.tokens, document.tags, strict=True):
        for n in range(1, len(tokens) - 1):
            if tokens[n].text not in (",", "named", "called") or tokens[n - 1].text not in nouns:
                continue
            last = n + 1
            while last < len(tokens) and (
                tags[last] in ("NNP", "NNPS") or tokens[last].text[0].isupper()
            ):
                last += 1
            start, end = tokens[n + 1].start, tokens[last - 1].end
            if last > n + 1 and not list_within(found, start, end):
                yield Mention(start, end, document.source.text[start:end], "MISC")


def make_key(text: str) -> str:
    """The name without differences that mean nothing."""
    return " ".join(text.replace("’", "'").split())


def _place_mention(document: Document, mention: Mention) -> Candidate | None:
    sentence = bisect_right(document.source.sentences, mention.start, key=_START) - 1
    tokens = document.tokens[sentence]
    first = bisect_right(tokens, mention.start, key=_START) - 1
    last = bisect_right(tokens, mention.end - 1, key=_START)
    if mention.text.count("(") != mention.text.count(")") and last - first > 2:
        return _place_mention(document, _cut_bracket(document, mention, tokens[first:last]))
    if _is_none(tokens, first, last, mention):
        return None
    if mention.label == "PER" and " of the " in mention.text:
        # "Anna Visser of the Harbour Party": the first of two names
        return _place_mention(document, _cut_person(mention, mention.text.index(" of the ")))
    if mention.label == "PER" and (behind := _FIRM_BEHIND.search(mention.text)):
        return _place_mention(document, _cut_person(mention, behind.start()))
    end = _skip_back_roles(tokens, first, last)
    if end < last:
        if end == first or (end == first + 1 and tokens[first].text in ("A", "An")):
            return None
        last, stop = end, tokens[end - 1].end
        mention = replace(mention, end=stop, text=document.source.text[mention.start : stop])
    if mention.label == "ORG" and (number := find_number(tokens, first, last)) < first:
        first = number
        mention = replace(mention, start=tokens[first].start)
    begin = _find_begin(load_gazetteer(), tokens[first:last], mention.label) + first
    begin += begin == first and first + 1 < last and _is_month(tokens, first)
    if mention.label == "PER" and _is_role(load_gazetteer(), tokens, begin, last):
        return None
    start = mention.start if begin == first else tokens[begin].start
    text = document.source.text[start : mention.end]
    led = begin > first and mention.label == "PER"
    titled = led or _has_title_before(load_gazetteer(), tokens, begin)
    return Candidate(sentence, begin, last, start, mention.end, text, mention.label, titled)


_FIRM_BEHIND = re.compile(r"(?<=[a-z] )(?![IVX]+$)[A-Z]{3,}$")
"""In transcripts, which have no commas: "the pilot was Steven Roos KLM"."""


_TITLED = frozenset({"Secretary", "Minister", "Judge", "Attorney", "Representative", "Ambassador"})
"""What makes a title of a country and a field before it."""


def _is_none(tokens: Sequence[Token], first: int, last: int, mention: Mention) -> bool:
    """Whether what the tagger took for a name is a piece of a coin or of a title."""
    if last == first + 1 and mention.text.islower() and mention.text in load_table().words:
        return True  # "treasury chief Jane Roe"
    after = tokens[last].text if last < len(tokens) else ""
    if after == "$":
        return True  # "US" in "US$ 5"
    if after and last == first + 1 and is_field(mention.text, after):
        return True  # "Labour" of "Labour Minister Jane Roe"
    if after not in _TITLED:
        return False
    land, _, field = mention.text.partition(" ")
    if mention.label == "ORG" and not field:
        return after == "Minister" or land.lower() in load_table().words  # "Railways Minister"
    # "U.S. Commerce" of "U.S. Commerce Secretary Jane Roe"
    return land in ("U.S.", "US", *load_gazetteer().adjectives) and field.isalpha()


def _skip_back_roles(tokens: Sequence[Token], first: int, last: int) -> int:
    """Where a name ends before what somebody is, written small: "a Leeds baker"."""
    while last > first and tokens[last - 1].text.islower() and find_kind(tokens[last - 1].text):
        last -= 1
    return last


def _is_month(tokens: Sequence[Token], n: int) -> bool:
    """ "In May Tarvella hired two": a month behind "In", before a name that the tagger joined to it."""
    return n > 0 and tokens[n - 1].text in ("In", "Since", "By") and tokens[n].text in _MONTHS


_MONTHS = frozenset({"March", "April", "May", "June", "July", "August"})


def _cut_bracket(document: Document, mention: Mention, tokens: Sequence[Token]) -> Mention:
    """ "Jerry) Ortiz" of "Luis Gerardo (Jerry) Ortiz", "Acme (North": the part without the half of a bracket."""
    words = [token.text for token in tokens]
    if ")" in words:
        tokens = tokens[words.index(")") + 1 :] or tokens[: words.index(")")]
    else:
        tokens = tokens[: words.index("(")] if "(" in words[1:] else tokens[1:]
    start, end = tokens[0].start, tokens[-1].end
    return replace(mention, start=start, end=end, text=document.source.text[start:end])


def _cut_person(mention: Mention, length: int) -> Mention:
    text = mention.text[:length].rstrip()
    return replace(mention, end=mention.start + len(text), text=text)


def _is_common(text: str) -> bool:
    if text.startswith("State for "):
        return True  # of "Secretary of State for Trade"
    # "Group G", "Plan B": a letter names a part of something.
    lettered = re.fullmatch(r"[A-Z][a-z]+ [A-Z]", text) is not None
    return (
        text in read_words("organizations", "common") or lettered or sum(map(str.isalnum, text)) < 2
    )


# --- titles -----------------------------------------------------------------------------------

_COUNTS = frozenset({"the", "one", "two", "three", "four", "five", "former", "ex", "late", "both"})
_SIDES = frozenset({"North", "South", "East", "West"})


def _find_begin(gazetteer: Gazetteer, tokens: Sequence[Token], label: Label) -> int:
    """Which of the tokens begins the name itself."""
    words = [token.text for token in tokens]
    if label == "PER":
        return _skip_titles(gazetteer, tokens)
    if label == "MISC":  # "Acme's Gull"
        return max((n + 1 for n, w in enumerate(words[:-1]) if w in ("'s", "’s")), default=0)
    if label == "LOC" and words[0].endswith("ern") and words[0].islower() and len(words) > 1:
        return 1  # "northern Chile"
    if label == "ORG" and len(words) > 1 and words[0] in read_words("anaphors", "trades"):
        return 1  # "the brewer Ockley"
    if len(words) > 3 and words[1] == "and" and {words[0], words[2]} <= _SIDES:
        return 2  # "North and South Korea"
    return 0


def _skip_titles(gazetteer: Gazetteer, tokens: Sequence[Token]) -> int:
    """Where a person's own name begins, behind counts, roles, creeds and countries."""
    first, last = 0, len(tokens) - 1
    while first < last:
        word, after = tokens[first].text, tokens[first + 1].text
        known = word in gazetteer.adjectives or word in gazetteer.places
        creed = word.endswith(("ist", "ian", "crat"))
        length = 1 if word.lower() in _COUNTS else match_role(gazetteer, tokens, first, last)
        length = length or int(_is_plural_title(word))
        if not length and (known or creed) and word not in gazetteer.given:
            office = match_role(gazetteer, tokens, first + 1, last)
            length = int(bool(office) or (after in gazetteer.given and first + 1 < last))
        if not length or tokens[first + length].text in ("of", "for", "&"):
            break
        first += length
    return first


def _is_plural_title(word: str) -> bool:
    """ "Councillors Jane Roe and Ann Bay"."""
    single = to_single(word)
    return (
        single != word and word[0].isupper() and find_kind(single) in ("office", "service", "rank")
    )


def _is_role(gazetteer: Gazetteer, tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether the words are an office and nobody's name: "Shadow Home Secretary", "US President",
    "the Pope"."""
    words = [token.text for token in tokens[first:last]]
    if words[0] in gazetteer.given:
        return False
    if all(word.islower() or word == "A" for word in words):
        return True  # "A baker", "ombudsman"
    if len(words) < 2:
        pointed = first > 0 and tokens[first - 1].text.lower() == "the"
        return pointed and words[0].lower() in gazetteer.roles
    starts = (first, first + 1)
    return any(match_role(gazetteer, tokens, n, last) == last - n for n in starts)


def _match_office(tokens: Sequence[Token], n: int) -> int:
    """How many tokens are an office with its field: "Minister of Education", "Secretary of State"."""
    words = [t.text for t in tokens[n : n + 5]]
    offices = ("minister", "secretary", "undersecretary")
    if len(words) < 3 or words[0].lower() not in offices or words[1] not in ("of", "for"):
        return 0
    start = 3 if words[2] == "the" and len(words) > 3 else 2
    if not words[start][0].isupper():
        return 0
    joined = len(words) > start + 2 and words[start + 1] == "and" and words[start + 2][0].isupper()
    return start + (3 if joined else 1)


def _has_title_before(gazetteer: Gazetteer, tokens: Sequence[Token], first: int) -> bool:
    """Whether a role stands before: "CEO Jane Roe", "team member Jane Roe"."""
    words = [t.text.lower() for t in tokens[max(0, first - 3) : first]]
    known = gazetteer.roles | gazetteer.occupations
    if first and tokens[first - 1].text in gazetteer.honorifics:
        return True
    if any(_match_office(tokens, n) == first - n for n in range(max(0, first - 6), first)):
        return True
    return any(" ".join(words[n:]) in known for n in range(len(words)))


def match_role(gazetteer: Gazetteer, tokens: Sequence[Token], n: int, last: int) -> int:
    """How many tokens from `n` on are a role or honorific; 0 when none is."""
    for length in range(min(5, last - n), 0, -1):
        words = [t.text for t in tokens[n : n + length]]
        if length == 1 and words[0] in gazetteer.honorifics:
            return 1
        phrase = " ".join(words).lower()
        if length == 1 and words[0] in gazetteer.given and words[0][0].isupper():
            return 0
        if phrase in gazetteer.roles or phrase in gazetteer.occupations:
            return length
        if (
            length > 1
            and words[0].lower() in gazetteer.qualifiers
            and " ".join(words[1:]).lower() in gazetteer.roles
        ):
            return length
    return 0
