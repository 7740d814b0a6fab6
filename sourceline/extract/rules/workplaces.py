"""The organization that words name: "the Swiss group Acme", "Acme's research", "the district hospital"."""

from __future__ import annotations

from sourceline.extract.rules.contexts import is_body
from sourceline.extract.rules.document import Document
from sourceline.extract.rules.epithets import index_epithets, is_vague, resolve_noun
from sourceline.extract.rules.gazetteers import read_words
from sourceline.extract.rules.memo import keep_last
from sourceline.extract.rules.phrases import Line
from sourceline.extract.rules.places import find_over
from sourceline.extract.rules.role_words import find_kind
from sourceline.extract.rules.spoken import refer
from sourceline.model import Mention, Reference


def find_end(document: Document, line: Line, n: int) -> int:
    """Behind the noun phrase that begins at token `n`; `n` where none does."""
    start, last = n, n
    while n < len(line.tokens):
        mention = line.names.get(n)
        if mention and is_person(document, mention) and not _is_owner(line, n):
            break
        if mention is None and not _continues(document, line, n, start):
            break
        if mention is not None or line.tags[n].startswith("NN"):
            last = n + 1
        n += 1
    return last


def find_first(line: Line, noun: int) -> int:
    """The first of the words right before a noun that describe it."""
    while noun and line.tags[noun - 1] in ("JJ", "NN"):
        noun -= 1
    return noun


def is_person(document: Document, mention: Mention) -> bool:
    return (
        mention.label == "PER"
        and find_short(document, mention) is None
        and not _is_lone(document, mention)
    )


def _continues(document: Document, line: Line, n: int, start: int) -> bool:
    tag = line.tags[n]
    if n > start and tag in ("DT", "PRP$"):
        return False
    if find_over(document.times, line.tokens[n].start) and line.words[n] not in _PAPERS:
        return False
    return tag in ("DT", "PRP$", "JJ", "JJS", "NN", "NNS", "NNP", "NNPS", "POS", "HYPH", "VBN")


_PAPERS = frozenset({"daily", "weekly", "monthly", "quarterly"})
"""What tells how often something is printed: "the weekly Tarn Courier"."""


def _is_owner(line: Line, n: int) -> bool:
    return line.tag(line.find_name_end(n) + 1) == "POS"


def read_body(document: Document, line: Line, first: int, last: int) -> Reference | None:
    """The organization that a noun phrase names: "the Swiss group Acme", "the district hospital"."""
    while first < last and line.tags[first] in ("DT", "PRP$"):
        first += 1
    if first >= last:
        return None
    for n in range(first, last):
        women = line.word(n - 1) in read_words("offices", "words", "possessed")
        if line.tags[n] == "POS" and not women:  # of "the women's team" it is the team
            return _read_owned(document, line, first, n, last) if n > first else None
    mention = line.names.get(last - 1)
    if mention is not None:
        return read_name(document, mention)
    word = line.words[last - 1]
    if first not in line.names:
        other = first < last - 1 and word in _TRADES and word not in index_epithets(document)
        profile = None if word == "board" or other else resolve_noun(document, line, last - 1)
        if other and line.tags[first] == "JJ":
            return Reference(
                line.write(first, last)
            )  # "the national broadcaster", of a newspaper's text
        if profile and (first == last - 1 or is_vague(word)):
            return refer(document, profile)
    if word == "board":
        return Reference(word)  # of an organization that is not told here
    if is_vague(word) and first not in line.names:
        return None
    body = word in read_words("offices", "employers", "bodies") or word.removesuffix(
        "s"
    ) in read_words("offices", "employers", "bodies")
    named = first in line.names or line.tokens[last - 1].text[0].isupper()
    part = word in read_words("offices", "employers", "parts")
    # "a picker at the Moor estate"
    site = word in read_words("offices", "employers", "sites") and line.tags[first] == "NNP"
    return Reference(line.write(first, last)) if body or named or part or site else None


_UNITS = frozenset({"unit", "division", "arm", "subsidiary"})
_TRADES = frozenset(
    {"airline", "carrier", "publisher", "broadcaster", "newspaper", "lender", "charity", "brewer"}
)
"""Nouns that tell what an organization does, which the one a text is about may not do."""


def _read_owned(
    document: Document, line: Line, first: int, mark: int, last: int
) -> Reference | None:
    """ "Ostland's Seismic Research Centre", "the town's fire brigade"; of "Acme's research" it is Acme."""
    word = line.words[last - 1]
    known = read_words("offices", "employers", "bodies")
    unit = line.names.get(last - 2)
    if unit is not None and unit.label == "ORG" and word in _UNITS and last - 2 > mark:
        return read_name(document, unit)  # "Acme's Tarn Foods Inc. unit"
    if (
        (word not in known and word.removesuffix("s") not in known)
        or is_vague(word)
        or mark + 1 == last
    ):
        return read_owner(document, line, mark - 1)
    mention = line.names.get(last - 1)
    if mention is not None:
        return read_name(document, mention)
    named = line.tokens[last - 1].text[0].isupper()
    return Reference(line.write(mark + 1 if named else first, last))


def read_name(document: Document, mention: Mention) -> Reference | None:
    if mention.profile is None:
        return Reference(" ".join(mention.text.split()))
    if mention.label == "PER" and not _is_lone(document, mention):
        return refer(document, find_firm(document, mention))
    return refer(document, find_short(document, mention) or mention.profile)


def find_short(document: Document, mention: Mention) -> str | None:
    """The organization of which a name that was taken for a person's is the short form: "Tarn" of
    Tarn Rovers."""
    return _index_shorts(document).get(" ".join(mention.text.split()))


@keep_last("profiles")
def _index_shorts(document: Document) -> dict[str, str]:
    people = {p.name: p.id for p in document.profiles if p.kind == "person"}
    found: dict[str, str] = {}
    for claim in document.profiles:
        if claim.kind != "organization":
            continue
        for name in people:
            one, all_ = name.split(), claim.name.split()
            if len(one) < len(all_) and one in (all_[: len(one)], all_[-len(one) :]):
                found[name] = claim.id
    return found


def find_firm(document: Document, mention: Mention) -> str | None:
    """The organization whose name begins with this one, though it is also a person's: "Kerr's
    finance director" in a text of Kerr Valves and Horst Kerr."""
    if " " in mention.text.strip():
        return find_short(document, mention)
    for claim in document.profiles:
        if claim.kind == "organization" and claim.name.split()[0] == mention.text:
            return claim.id
    return find_short(document, mention)


def _is_lone(document: Document, mention: Mention) -> bool:
    """Whether a name that was taken for a person's has one word wherever it stands, and so may as
    well be a firm's or a country's."""
    if mention.profile is None or mention.label != "PER":
        return False
    return is_body(document, mention.profile)


def read_owner(document: Document, line: Line, n: int) -> Reference | None:
    """The organization that ends at token `n`, before "'s"."""
    mention = line.names.get(n)
    if mention is not None:
        return read_name(document, mention)
    first = n
    while (
        first
        and (line.tags[first - 1] in ("JJ", "NN", "NNS") or first - 1 in line.names)
        and line.tags[first - 1] != "POS"
    ):
        first -= 1
    if find_kind(line.tokens[n].text) is not None and resolve_noun(document, line, n) is None:
        return None
    if line.words[n] in read_words("offices", "employers", "sites"):
        return Reference(line.write(first, n + 1))  # "the mill's manager"
    return read_body(document, line, first, n + 1)
