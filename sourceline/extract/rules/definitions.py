"""What a text says that a name is: "Glasswing is a Finnish rock band", "Glasswing, a band from Turku,",
"the band Glasswing", "bands like Glasswing and Ostrava".

A name that is so defined is an organization's, whatever the tagger takes it for, and is one where it passed over it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sourceline.extract.rules.document import Document, Token
from sourceline.extract.rules.gazetteers import load_gazetteer, read_words
from sourceline.extract.rules.places import Spanned, find_over, list_within
from sourceline.model import Mention

_BE = frozenset({"is", "was", "are", "were"})
_ARTICLES = frozenset({"a", "an"})
_JOINERS = frozenset({"of", "the", "to", "and", "for", "&", "'s", "’s"})
_FAR = 9
"""Words of a definition before its noun: "a Grammy-nominated American alternative rock"."""
_BRACKETS = 14
"""Words between a name and its verb that stand in brackets."""
_LONG = 6
"""Words of a name that the tagger passed over."""
_DESCRIBING = ("JJ", "NN", "VBN", "VBG", "CD", "RB")


def is_body_defined(document: Document, number: int, first: int, last: int) -> bool:
    """Whether the words around the name of tokens `first` to `last` (exclusive) of a sentence say that it is an
    organization's."""
    tokens, tags = document.tokens[number], document.tags[number]
    name = " ".join(token.text for token in tokens[first:last])
    if name in load_gazetteer().places:
        return False  # "Leeds, a club of the second division,"
    behind = _skip_brackets(tokens, last)
    said = _is_word(tokens, behind, _BE) or _is_word(tokens, last, {","})
    if said and _is_word(tokens, behind + 1, _ARTICLES) and _ends_in_body(tokens, tags, behind + 2):
        return True
    return _is_called(tokens, tags, first, last) or _is_example(tokens, first, last)


def find_bodies(document: Document, found: Sequence[Spanned]) -> Iterator[Mention]:
    """The names of organizations that begin a sentence that says what they are, but for those that are among `found`
    or begin within one of these."""
    for number, tokens in enumerate(document.tokens):
        first = 1 if _is_word(tokens, 0, {"the"}) else 0
        last = _find_last(tokens, document.tags[number], first)
        behind = _skip_brackets(tokens, last)
        if (
            last
            and _is_word(tokens, behind, _BE)
            and is_body_defined(document, number, first, last)
        ):
            start, end = tokens[first].start, tokens[last - 1].end
            begun = list_within(found, start, start + 1)
            if not begun and find_over(found, start) is None:
                yield Mention(start, end, document.source.text[start:end], "ORG")


def _find_last(tokens: Sequence[Token], tags: Sequence[str], first: int) -> int:
    """Where the capitals and numbers that begin a sentence end; 0 where they are no name."""
    last = first
    while last < len(tokens) and last < first + _LONG and _may_name(tokens, tags, last):
        last += 1
    words = [token.text for token in tokens[first:last]]
    lettered = any(
        word[0].isupper() or (word[0].isdigit() and not word.isdigit()) for word in words
    )
    return last if lettered and words[-1].lower() not in _JOINERS else 0


def _may_name(tokens: Sequence[Token], tags: Sequence[str], n: int) -> bool:
    word = tokens[n].text
    named = word[0].isupper() and tags[n].startswith(("NN", "JJ", "VB", "CD"))
    return named or word[0].isdigit() or word.lower() in _JOINERS


def _skip_brackets(tokens: Sequence[Token], n: int) -> int:
    if not _is_word(tokens, n, {"("}):
        return n
    for place in range(n, min(len(tokens), n + _BRACKETS)):
        if tokens[place].text == ")":
            return place + 1
    return n


def _is_word(tokens: Sequence[Token], n: int, words: frozenset[str] | set[str]) -> bool:
    return n < len(tokens) and tokens[n].text.lower() in words


def _ends_in_body(tokens: Sequence[Token], tags: Sequence[str], n: int) -> bool:
    """Whether the noun of the phrase that goes on at `n` is one of organizations: "Finnish rock band"."""
    noun = -1
    for place in range(n, min(len(tokens), n + _FAR)):
        joined = tokens[place].text in (",", "and", "&", "-", "/")
        if not joined and not tags[place].startswith(_DESCRIBING):
            break
        if tags[place] in ("NN", "NNP"):
            noun = place
        elif noun >= 0:
            break  # "a band known for": what stands behind the noun
    return noun >= n and _is_body(tokens, noun)


def _is_body(tokens: Sequence[Token], n: int) -> bool:
    word, before = tokens[n].text, tokens[n - 1].text.lower()
    pairs = read_words("definitions", "pairs")
    return word in read_words("definitions", "nouns") or f"{before} {word}" in pairs


def _is_called(tokens: Sequence[Token], tags: Sequence[str], first: int, last: int) -> bool:
    """ "the band Glasswing", "American rock band, Glasswing."."""
    apart = first > 1 and tokens[first - 1].text == ","
    noun = first - 2 if apart else first - 1
    if noun < 1 or tokens[noun].text not in read_words("definitions", "callings"):
        return False
    closed = last >= len(tokens) or tokens[last].text in (",", ".", ";", ")")
    return not apart or (closed and tags[noun - 1].startswith(("JJ", "NN", "DT")))


def _is_example(tokens: Sequence[Token], first: int, last: int) -> bool:
    """ "bands such as Glasswing and Ostrava", "Glasswing, Ostrava and several other bands"."""
    plurals = read_words("definitions", "plurals")
    n = first - 1
    while n > 0 and first - n < _LISTED and _may_be_listed(tokens[n]):
        n -= 1
    led = " ".join(token.text.lower() for token in tokens[max(0, n - 1) : n + 1])
    opener = 2 if led == "such as" else int(_is_word(tokens, n, _OPENERS))
    if opener and n >= opener and tokens[n - opener].text.lower() in plurals:
        return True
    n = last
    while n < len(tokens) and n - last < _LISTED and _may_be_listed(tokens[n]):
        n += 1
    while _is_word(tokens, n, _OTHERS):
        n += 1
    other = n > last and tokens[n - 1].text.lower() == "other"
    return other and _is_word(tokens, n, plurals)


_LISTED = 24
"""Words of a list."""
_OPENERS = frozenset({"like", "including"})
_OTHERS = frozenset({"several", "many", "some", "various", "numerous", "other"})


def _may_be_listed(token: Token) -> bool:
    """Whether a word may stand within a list of names."""
    return token.text[0].isupper() or token.text.lower() in {*_JOINERS, ","}
