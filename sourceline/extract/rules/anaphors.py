"""Anaphors: the words of a sentence that may stand for a profile, and what that must be.

Pronouns, "the company", "the union", "the finance minister", "the 54-year-old". Whom they stand for
is told in `coreference.py`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from sourceline.extract.rules.bodies import load_bodies
from sourceline.extract.rules.frames import load_groups
from sourceline.extract.rules.gazetteers import read_words
from sourceline.extract.rules.trees import Tree
from sourceline.extract.rules.verbs import find_base

Sort = Literal["he", "it", "they", "firm", "body", "person", "aged", "varied"]


@dataclass(frozen=True, slots=True)
class Anaphor:
    """Tokens `first` to `last` (exclusive) with the noun or pronoun at `head`."""

    sort: Sort
    first: int
    last: int
    head: int
    gender: str = ""
    noun: str = ""
    before: str = ""
    """The word before the noun that tells of one among several: "prime" of "the prime minister"."""
    trade: bool = False
    """Whether the noun tells what a firm does."""


_GENDERS = {
    **dict.fromkeys(("he", "him", "his", "himself"), "male"),
    **dict.fromkeys(("she", "her", "hers", "herself"), "female"),
}
_THINGS = frozenset({"it", "its", "itself"})
_MANY = frozenset({"they", "their", "them", "themselves"})
OPENERS = frozenset({*_GENDERS, *_THINGS, *_MANY, "the"})
"""The words that an anaphor may begin with."""
_SELVES = ("self", "selves")
_LONGEST = 5
"""Words of "the former deputy finance minister" behind the article."""


def read_anaphor(tree: Tree, n: int) -> Anaphor | None:
    """The anaphor that begins at token `n`."""
    word = tree.word(n)
    if word in _GENDERS:
        return Anaphor("he", n, n + 1, n, gender=_GENDERS[word])
    if word in _THINGS:
        none = _is_empty(tree, n) or is_matter(tree, n)
        return None if none else Anaphor("it", n, n + 1, n)
    if word in _MANY:
        return Anaphor("they", n, n + 1, n)
    if word == "the" and n + 1 < len(tree.parses):
        return _read_noun(tree, n)
    return None


def is_self(tree: Tree, n: int) -> bool:
    """ "himself", "itself"."""
    return tree.word(n).endswith(_SELVES)


def is_possessive(tree: Tree, n: int) -> bool:
    """ "his", "its"; "her" before its noun."""
    return tree.line.tags[n] == "PRP$"


def is_matter(tree: Tree, n: int) -> bool:
    """Whether "it" is what a court decides: "a judge threw it out"."""
    verb = tree.parses[n].head
    if tree.word(n) != "it" or tree.parses[n].relation != "obj" or verb < 0:
        return False
    out = tree.word(verb) in ("threw", "throw", "thrown") and any(
        tree.word(c) == "out" for c in tree.children[verb]
    )
    court = load_groups()["court"]
    judged = any(
        tree.word(k) in court and find_base(tree.word(verb)) in _JUDGING
        for k in tree.list_by(verb, "nsubj")
    )
    return out or judged


_JUDGING = frozenset({"dismiss", "quash", "overturn", "uphold", "reject", "hear", "annul"})


_BE = frozenset({"is", "was", "'s", "’s", "be", "been", "will", "would", "had", "has", "not"})
_RAISING = frozenset(
    {
        "seem",
        "appear",
        "emerge",
        "turn",
        "happen",
        "follow",
        "rain",
        "snow",
        "hurt",
        "take",
        "matter",
        "transpire",
    }
)


def _is_empty(tree: Tree, n: int) -> bool:
    """Whether "it" stands for nothing before: "it is not the first time", "it emerged that"."""
    if tree.word(n) != "it":
        return False
    k = n + 1
    while k < len(tree.parses) and tree.word(k) in _BE:
        k += 1
    if k >= len(tree.parses):
        return False
    if k > n + 1 and tree.word(k - 1) not in ("has", "had", "will", "would"):
        told = tree.line.tags[k] in ("JJ", "JJS", "RB", "CD", "NNP") and tree.word(k) not in (
            "due",
            "able",
            "likely",
            "ready",
            "also",
            "now",
            "already",
        )
        return tree.word(k) in ("a", "an", "the", "n't") or (
            told
            and any(
                w in ("that", "to", "who", "when")
                for w in map(tree.word, range(k + 1, min(k + 5, len(tree.parses))))
            )
        )
    return find_base(tree.word(k)) in _RAISING


# --- nouns --------------------------------------------------------------------------------------


def _read_noun(tree: Tree, n: int) -> Anaphor | None:
    """ "the company", "the former finance minister", "the 54-year-old"."""
    aged = _read_age(tree, n) or _read_varied(tree, n)
    if aged:
        return aged
    first = skip_town(tree, n + 1)
    head = _find_head(tree, first)
    if head is None or _goes_on(tree, head) or _explains(tree, n, head):
        return None
    noun = tree.word(head)
    described = [
        tree.word(k)
        for k in range(first, head)
        if tree.word(k) not in _plain() and not tree.word(k).endswith(("based", "born"))
    ]
    before = described[-1] if described else ""
    end = head + 1
    if noun in load_bodies() and noun not in read_words("anaphors", "firms"):
        return Anaphor("body", n, end, head, noun=noun, before=before)
    trade = noun in read_words("anaphors", "trades")
    if trade or noun in read_words("anaphors", "firms"):
        return Anaphor("firm", n, end, head, noun=noun, before=before, trade=trade)
    return Anaphor("person", n, end, head, noun=noun, before=before)


@cache
def _plain() -> frozenset[str]:
    return read_words("anaphors", "plain") | read_words("roles", "qualifiers")


def _read_age(tree: Tree, n: int) -> Anaphor | None:
    if not tree.word(n + 1).split("-")[0].isdigit():
        return None
    for k in range(n + 1, min(n + 6, len(tree.parses))):
        if tree.word(k).endswith("year-old") or tree.word(k) == "old":
            return None if _goes_on(tree, k) else Anaphor("aged", n, k + 1, k)
    return None


def _read_varied(tree: Tree, n: int) -> Anaphor | None:
    """ "The Norwegian striker", "The Team Fjellkraft rider": whoever the text is about, called otherwise to vary the
    words; only as the subject that opens a sentence, and with a team or a country."""
    words = read_words("anaphors", "persons", "varied")
    reach = range(2, min(_LONGEST + 2, len(tree.parses))) if n == 0 else range(0)
    head = next((k for k in reach if tree.word(k) in words and k not in tree.line.names), None)
    if head is None or tree.parses[head].relation != "nsubj" or _goes_on(tree, head):
        return None
    told = (
        k in tree.line.names or tree.line.tags[k] in ("JJ", "NN", "HYPH") for k in range(1, head)
    )
    capital = tree.line.tokens[1].text[:1].isupper()
    return (
        Anaphor("varied", n, head + 1, head, noun=tree.word(head))
        if capital and all(told)
        else None
    )


def _explains(tree: Tree, n: int, head: int) -> bool:
    """Whether a noun only explains the name before the comma: "Dalton Wray, the dealer through whom …"."""
    behind = n > 1 and tree.word(n - 1) == "," and n - 2 in tree.line.names
    owns = head + 1 < len(tree.parses) and tree.line.tags[head + 1] == "POS"
    return behind and not owns and tree.parses[head].relation not in ("nsubj", "obj", "csubj")


def _find_head(tree: Tree, first: int) -> int | None:
    """The last word of the noun phrase."""
    tags, names = tree.line.tags, tree.line.names
    for n in range(first, min(first + _LONGEST, len(tags))):
        if n in names and not is_seat(tree, n):
            return None
        if tags[n] == "NN" and not (n + 1 < len(tags) and tags[n + 1] in ("NN", "HYPH")):
            return n
        # "The Museum said": the tagger takes a noun in capitals for a name.
        if tags[n] == "NNP" and tree.word(n) in load_bodies():
            return n
        if tags[n] not in ("JJ", "NN", "VBN", "HYPH", "AFX") and n not in names:
            return None
    return None


def skip_town(tree: Tree, first: int) -> int:
    """Behind a town and its state: "the Avon, Conn., company", "the Kearny, N.J.-based maker"."""
    name = tree.line.names.get(first)
    comma = tree.line.find_name_end(first) + 1 if name and name.label == "LOC" else -1
    if not 0 < comma < len(tree.parses) or tree.word(comma) != ",":
        return first
    for n in range(comma + 1, min(comma + 6, len(tree.parses))):
        word = tree.word(n)
        if word == "," or word.endswith("based"):
            return n + 1
        if word not in (".", "-") and not tree.line.tags[n].startswith("NNP"):
            break
    return first


def is_seat(tree: Tree, n: int) -> bool:
    """ "The Dublin-based carrier", "the Turkish-born conductor": a name that only tells where from."""
    behind = [tree.word(k) for k in range(n + 1, min(n + 3, len(tree.parses)))]
    return behind in (["-", "based"], ["-", "born"]) or tree.word(n).endswith(("-based", "-born"))


def _goes_on(tree: Tree, head: int) -> bool:
    """Whether more words say which one is meant: a noun, "of …", a name, "that …"."""
    after = head + 1
    if after >= len(tree.parses):
        return False
    word, tag = tree.word(after), tree.line.tags[after]
    if (
        tag.startswith("NN")
        or after in tree.line.names
        or word in ("of", "for", "that", "which", "who", "where")
    ):
        return True
    if word != "," or after + 1 >= len(tree.parses):
        return False
    return after + 1 in tree.line.names
