"""Runs of words that may be a name, before it is known whose.

A trained tagger can take the place of this module and of `name_model`: `names.find_names` asks
for spans and scores and for nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sourceline.extract.rules.document import Document, Token
from sourceline.extract.rules.gazetteers import Gazetteer, load_gazetteer
from sourceline.extract.rules.parts import load_table


@dataclass(frozen=True, slots=True)
class Span:
    """Tokens `first` to `last` (exclusive) of a sentence."""

    sentence: int
    first: int
    last: int
    titled: bool = False
    """Whether a role or honorific stands directly before it."""


def find_spans(document: Document) -> Iterator[Span]:
    """The candidates of every sentence that is not set in title case."""
    for n, tokens in enumerate(document.tokens):
        if not is_title_case(document, n):
            for first, last, titled in find_runs(tokens, document.tags[n]):
                yield Span(n, first, last, titled)


def is_title_case(document: Document, sentence: int) -> bool:
    """Whether capitals say nothing in this sentence: most words of it have one."""
    block = document.source.blocks[document.source.sentences[sentence].block]
    words = [t.text for t in document.tokens[sentence] if t.text[0].isalpha()]
    long = [w for w in words if len(w) > 3] or words
    share = sum(w[0].isupper() for w in long) / max(1, len(long))
    return share > (0.7 if block.kind in ("title", "heading") else 0.85) and len(words) > 1


def find_runs(tokens: Sequence[Token], tags: Sequence[str]) -> Iterator[tuple[int, int, bool]]:
    """The candidates of one sentence as (first, last, titled), in order."""
    gazetteer = load_gazetteer()
    n = 0
    while n < len(tokens):
        office = _match_office(tokens, n)
        if office:
            n += office
            continue
        if not _is_name_word(gazetteer, tokens, tags, n):
            n += 1
            continue
        end = _find_end(gazetteer, tokens, tags, n)
        yield from _split_run(gazetteer, tokens, n, end)
        n = end


_NEVER = frozenset(
    """I Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April June
    July August September October November December Jan Feb Mar Apr Aug Sep Sept Oct Nov Dec GMT
    UTC EST PST EDT BST CET CEO CFO CTO COO""".split()  # noqa: SIM905 - a list of words reads best as words
)
_FUNCTION = frozenset(
    """DT IN PRP PRP$ CC TO MD WDT WP WRB WP$ EX RB RBR UH PDT POS . , : '' `` -LRB- -RRB- HYPH
    NFP SYM""".split()  # noqa: SIM905 - the same
)


def _is_name_word(
    gazetteer: Gazetteer, tokens: Sequence[Token], tags: Sequence[str], n: int
) -> bool:
    word, tag = tokens[n].text, tags[n]
    if not any(c.isupper() for c in word) or not word[0].isalpha() or word in _NEVER:
        return False
    if word[0].islower():
        return (tag.startswith("NNP") and not word[0:2].islower()) or word.startswith(
            ("al-", "el-")
        )
    opens = n == 0 or tokens[n - 1].text in ('"', "“", "‘", ":", "(", "—", "–", "-", "*")
    if tag.startswith("NNP"):
        return True
    if word in gazetteer.places or word in gazetteer.organizations:
        return True
    if tag in _FUNCTION:
        return False
    after = tokens[n + 1].text if n + 1 < len(tokens) else ""
    if opens and tag in ("NN", "JJ", "NNS") and after in gazetteer.suffixes | gazetteer.heads:
        return True
    if opens and tag in ("NN", "JJ", "NNS", "VB") and word.lower() not in load_table().words:
        return len(word) > 3 and not word.endswith(_PLAIN_ENDINGS)
    return not opens and (tag in ("JJ", "NN", "NNS", "FW", "VBG", "VBN", "CD") or len(word) > 3)


_PLAIN_ENDINGS = (
    "ing",
    "ed",
    "ers",
    "ists",
    "ions",
    "ies",
    "ness",
    "ment",
    "ments",
    "ity",
    "ance",
    "ence",
    "ally",
    "ly",
)


def _find_end(gazetteer: Gazetteer, tokens: Sequence[Token], tags: Sequence[str], n: int) -> int:
    end = n + 1
    while end < len(tokens):
        if _is_name_word(gazetteer, tokens, tags, end):
            end += 1
            continue
        step = _connect(gazetteer, tokens, tags, n, end)
        if not step:
            break
        end += step
    return end


_LINKING_HEADS = frozenset(
    {
        "Bank",
        "Church",
        "Battle",
        "Museum",
        "Isle",
        "Friends",
        "Sons",
        "Daughters",
        "Bureau",
        "Centre",
        "Center",
        "Republic",
        "Kingdom",
        "Gulf",
        "Bay",
        "City",
        "Municipality",
        "Province",
        "Doctors",
        "Medal",
        "Order",
        "Plains",
    }
)


def _connect(
    gazetteer: Gazetteer, tokens: Sequence[Token], tags: Sequence[str], start: int, end: int
) -> int:
    """How many tokens from `end` on are inside the name: "of", "of the", "&", "van" …"""
    word, last = tokens[end].text, tokens[end - 1].text
    following = end + 1 < len(tokens) and _is_name_word(gazetteer, tokens, tags, end + 1)
    if word in ("of", "for") and (last in gazetteer.heads or last in _LINKING_HEADS):
        if following:
            return 1
        article = end + 2 < len(tokens) and tokens[end + 1].text == "the"
        return 2 if article and _is_name_word(gazetteer, tokens, tags, end + 2) else 0
    if not following:
        return 0
    if word == "&" or (
        word in gazetteer.particles and len(word) < 5 and tags[end + 1].startswith("NNP")
    ):
        return 1
    inside = {t.text for t in tokens[start:end]}
    if word == "and" and inside & {"of", "for"} and inside & (gazetteer.heads | _LINKING_HEADS):
        plain = not {last, tokens[end + 1].text} & (gazetteer.places | gazetteer.given)
        return 1 if plain else 0
    return 0


def _split_run(
    gazetteer: Gazetteer, tokens: Sequence[Token], first: int, last: int
) -> Iterator[tuple[int, int, bool]]:
    """A run without the roles and honorifics in it: "US President Obama" → "US", "Obama"."""
    start, titled = first, _has_title_before(gazetteer, tokens, first)
    n = first
    while n < last:
        length = match_role(gazetteer, tokens, n, last)
        if length and not _is_part_of_name(gazetteer, tokens, first, n, n + length, last):
            yield from _trim(gazetteer, tokens, start, n, titled)
            start = n = n + length
            titled = True
        else:
            n += 1
    yield from _trim(gazetteer, tokens, start, last, titled)


def _match_office(tokens: Sequence[Token], n: int) -> int:
    """How many tokens are an office with its field: "Minister of Education", "Secretary of State"."""
    words = [t.text for t in tokens[n : n + 5]]
    if (
        len(words) < 3
        or words[0].lower() not in ("minister", "secretary", "undersecretary")
        or words[1] not in ("of", "for")
    ):
        return 0
    start = 3 if words[2] == "the" and len(words) > 3 else 2
    if not words[start][0].isupper():
        return 0
    joined = len(words) > start + 2 and words[start + 1] == "and" and words[start + 2][0].isupper()
    return start + (3 if joined else 1)


def _has_title_before(gazetteer: Gazetteer, tokens: Sequence[Token], first: int) -> bool:
    """Whether a role in small letters stands before: "CEO Jane Roe", "team member Jane Roe"."""
    words = [t.text.lower() for t in tokens[max(0, first - 3) : first]]
    known = gazetteer.roles | gazetteer.occupations
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


def _is_part_of_name(
    gazetteer: Gazetteer, tokens: Sequence[Token], first: int, begin: int, end: int, last: int
) -> bool:
    """Whether a role's word is no role here: "General Motors", "Mother Teresa Hospital"."""
    if end >= last:
        # At the end of a run a role's word is a role only after a name: "Bolden, NASA Administrator".
        return begin > first and tokens[begin].text.lower() in (
            "king",
            "bishop",
            "dean",
            "pope",
            "major",
            "prince",
            "judge",
            "mayor",
            "partner",
            "member",
        )
    tail = tokens[last - 1].text
    return (
        tail in gazetteer.heads
        or tail in gazetteer.suffixes
        or tail in gazetteer.place_after
        or tokens[end].text in ("of", "for", "&")
    )


def _trim(
    gazetteer: Gazetteer,
    tokens: Sequence[Token],
    first: int,
    last: int,
    titled: bool,  # noqa: FBT001 - a plain fact about the run
) -> Iterator[tuple[int, int, bool]]:
    while first < last and tokens[first].text.lower() in _NO_OPENERS:
        first += 1
    while first < last and tokens[last - 1].text.lower() in ("of", "the", "for", "and", "&"):
        last -= 1
    cut = _find_person(gazetteer, tokens, first, last)
    if first < cut:
        yield first, cut, titled
    if cut < last:
        yield cut, last, titled and cut == first


_NO_OPENERS = frozenset(
    {
        "the",
        "of",
        "for",
        "and",
        "&",
        "one",
        "two",
        "three",
        "four",
        "five",
        "both",
        "all",
        "former",
        "ex",
        "late",
        "then",
    }
)


def _find_person(gazetteer: Gazetteer, tokens: Sequence[Token], first: int, last: int) -> int:
    """Where a person's name begins inside a run: "Iraqi | Hassan Ali", "City Council | Jane Roe"."""
    for n in range(first + 1, last - 1):
        before, words = tokens[n - 1].text, [t.text for t in tokens[n:last]]
        if len(words) > 3 or {"of", "for", "&", "and"}.intersection(words):
            continue
        if (
            gazetteer.heads.intersection(words)
            or words[-1] in gazetteer.suffixes | gazetteer.place_after
        ):
            continue
        whole = " ".join(t.text for t in tokens[first:n])
        known = (
            whole in gazetteer.places
            or whole in gazetteer.adjectives
            or whole in gazetteer.organizations
        )
        if (known and words[0] not in gazetteer.places) or before in _PERSON_AFTER:
            return n
        if words[0] in gazetteer.given and n - first > 1 and before not in gazetteer.given:
            return n
        if (
            words[0] in gazetteer.given
            and n - first == 1
            and before.endswith(("ist", "ian", "crat", "One"))
        ):
            return n
    return first


_PERSON_AFTER = frozenset(
    {
        "Council",
        "Department",
        "Committee",
        "Association",
        "Ministry",
        "Agency",
        "Authority",
        "Party",
        "Commission",
        "Foundation",
        "Federation",
        "Institute",
    }
)
