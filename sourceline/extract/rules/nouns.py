"""What a noun of a sentence speaks of: whose profile, what kind of thing, in which words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sourceline.extract.rules.document import Document
from sourceline.extract.rules.echoes import find_echo
from sourceline.extract.rules.frames import load_groups
from sourceline.extract.rules.gazetteers import load_gazetteer, load_nouns, read_words
from sourceline.extract.rules.names import make_slug
from sourceline.extract.rules.namings import find_called, find_label
from sourceline.extract.rules.places import list_within
from sourceline.extract.rules.spans import EMPTY, gather_tokens, write_noun
from sourceline.extract.rules.spoken import index_profiles
from sourceline.extract.rules.storms import find_storm
from sourceline.extract.rules.trees import Tree
from sourceline.extract.rules.verb_forms import SPANS


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun with its own words; `kinds` are the classes that frames ask for."""

    head: int
    text: str
    profile: str | None
    kinds: frozenset[str]

    @property
    def named(self) -> bool:
        return self.profile is not None


def list_nouns_of(
    document: Document, tree: Tree, head: int | None, *, verb: int = -1
) -> list[Noun]:
    """The noun at `head` and those joined to it by "and": of "Ada, who left, and Ben", who left is Ada."""
    if head is None:
        return []
    heads = list_heads(tree, head, verb=verb)
    return [read_noun(document, tree, n) for n in heads]


def list_heads(tree: Tree, head: int, *, verb: int = -1) -> list[int]:
    """A noun and those joined to it, the names of a group instead of the group."""
    return [n for one in tree.list_joined(head, verb=verb) for n in list_apposed(tree, one)]


def name_nouns(nouns: Sequence[Noun]) -> str:
    """A readable part of an id."""
    return "-and-".join(n.profile or make_slug(n.text)[:40].strip("-") for n in nouns[:3])


def list_apposed(tree: Tree, head: int) -> list[int]:
    """ "two former classmates, Kuo Ping-an and Grace Tengler": the names instead of the group."""
    if tree.word(head) == "one" and (one := _find_one(tree, head)) is not None:
        return [one]
    counted = tree.line.tags[head] == "CD" and tree.word(head) in _SEVERAL
    group = _find_of(tree, head) if counted else head
    if group is None or not (
        counted or tree.word(group).endswith("s") or tree.line.tags[group] == "NNS"
    ):
        return [head]
    for n in (*tree.children[group], *(tree.children[head] if group != head else ())):
        if tree.line.names.get(n) and _is_beside(tree, n, group) and len(tree.list_joined(n)) > 1:
            return tree.list_joined(n)
    return [head]


def _find_one(tree: Tree, head: int) -> int | None:
    """The name of "one of the engineers, Jane Roe,"."""
    group = _find_of(tree, head)
    here = (n for k in (head, group) if k is not None for n in tree.list_by(k, "appos"))
    named = [n for n in here if n > head and n in tree.line.names]
    first = tree.line.list_name_at(named[0])[0] if named else 0
    return named[0] if named and tree.line.tokens[first - 1].text == "," else None


_SEVERAL = frozenset({"two", "three", "four", "five", "six", "both"})


def _find_of(tree: Tree, head: int) -> int | None:
    """The ministers, of "two of his ministers"."""
    ofs = (n for n in tree.list_by(head, "nmod") if n > head)
    return next(
        (n for n in ofs if any(tree.word(c) == "of" for c in tree.list_by(n, "case"))), None
    )


def read_noun(document: Document, tree: Tree, head: int) -> Noun:
    """The noun at `head`; one that only tells what a name beside it is ("the engineer Jane Roe") is
    that name."""
    profile = (
        find_profile_at(document, tree, head)
        or _find_apposed(document, tree, head)
        or _find_told(document, tree, head)
    )
    if profile:
        claim = index_profiles(document)[profile]
        kinds = _widen(document, tree, head, claim.kind)
        # A person known by one word alone may well be a firm, a club or a ship that the tagger took
        # for one: let the verb decide.
        alone = claim.kind == "person" and " " not in claim.name
        return Noun(head, claim.name, profile, kinds | {"unknown"} if alone else kinds)
    echo = find_echo(document, tree, head)
    if echo:
        told = read_noun(document, echo.tree, echo.head)
        return Noun(head, told.text, told.profile, told.kinds)
    people = bool(_widen_word(tree, head) & {"people"})
    label = find_label(tree, head) or find_called(tree, head, people=people)
    if label:
        behind = tree.line.names.get(head + 1)
        own = behind.profile if behind and behind.text == label else None
        return Noun(head, label, own, _widen(document, tree, head, None) | {"unknown"})
    storm = find_storm(document, tree, head)
    if storm:
        return Noun(head, storm, None, frozenset({"disaster"}))
    last = find_last(tree, head)
    return Noun(head, write_noun(tree, last), None, _widen(document, tree, last, None))


def _find_told(document: Document, tree: Tree, head: int) -> str | None:
    """ "Tomas Brec, 44, a former prosecutor who …": whose apposition a person's calling is."""
    parse = tree.parses[head]
    if parse.relation != "appos" or parse.head < 0 or tree.line.tags[head] != "NN":
        return None
    above = parse.head
    return find_profile_at(document, tree, above) or _find_apposed(document, tree, above)


def find_last(tree: Tree, head: int) -> int:
    """The last noun of the phrase: a parser may take "magnitude" for the head of "magnitude 6.4
    earthquake"."""
    place = tree.line.find_phrase(head)
    if place is None or tree.line.phrases[place].kind != "noun":
        return head
    phrase = tree.line.phrases[place]
    if phrase.head <= head or not tree.line.tags[phrase.head].startswith("NN"):
        return head
    between = range(head, phrase.head)
    owned = any(tree.line.tags[n] == "POS" for n in between)
    # "people holding paper fish", "opened an inquiry hours after": nouns of another group.
    # So is what hangs elsewhere: "lost her voice four hours before".
    apart = tree.word(phrase.head) in SPANS or phrase.head not in tree.list_spread(head)
    apart = apart or any(
        tree.line.tags[n] == "VBG" or tree.parses[n].relation == "acl" for n in between
    )
    return head if owned or apart or phrase.head in tree.line.names else phrase.head


def find_profile_at(document: Document, tree: Tree, n: int) -> str | None:
    """The profile that a token names or stands for."""
    mention = tree.line.names.get(n)
    if mention:
        return mention.profile
    token = tree.line.tokens[n]
    before = tree.line.tokens[max(0, n - _ANAPHOR)].start
    first = tree.line.tokens[max(0, n - _FAR)].start
    return next(
        (
            a.profile
            for a in list_within(document.anaphors, first, token.end)
            if a.end == token.end or (a.start >= before and a.end >= token.end)
        ),
        None,
    )


_FAR = 8
"""Words before the noun of "The Avon, Conn., company" at most."""
_ANAPHOR = 6
"""Words of "the former deputy finance minister" before its last."""


def _find_apposed(document: Document, tree: Tree, head: int) -> str | None:
    """ "its finance chief, Anna Visser", "its smaller rival Tamsin Flow", "Chancellor Jane Roe"."""
    if tree.line.tags[head] not in ("NN", "NNP", "NNS"):
        return None
    for n in tree.children[head]:
        mention = tree.line.names.get(n)
        if not _is_beside(tree, n, head):
            continue
        if mention and mention.profile and (mention.label != "LOC" or tree.word(head) in _LABELS):
            return mention.profile
        if mention is None and tree.parses[n].relation == "appos" and n > head:
            deeper = _find_apposed(document, tree, n)
            if deeper:
                return deeper
    apart = _find_behind_comma(tree, head)
    if apart is not None:
        return tree.line.names[apart].profile
    behind = tree.line.names.get(head + 1)
    person = behind and behind.profile and behind.label == "PER"
    return behind.profile if behind and person and tree.line.tags[head] == "NN" else None


def _find_behind_comma(tree: Tree, head: int) -> int | None:
    """ "its Irish arm, Hearth & Home,", "the speaker of parliament, Jane Roe.": a name in apposition,
    wherever the parser hangs it."""
    comma = max(gather_tokens(tree, head)) + 1
    if comma + 1 >= len(tree.line.tokens) or tree.line.tokens[comma].text != ",":
        return None
    first = comma + 2 if tree.word(comma + 1) == "the" else comma + 1
    mention = tree.line.names.get(first)
    if mention is None or mention.profile is None or mention.label == "LOC":
        return None
    if not _widen_word(tree, head) and _widen_word(tree, comma - 1) & {"people", "organization"}:
        return None  # "a merger with a rival, Tide Works,": the rival is called so
    last = tree.line.find_name_end(first) + 1
    outer = next((n for n in range(first, last) if not first <= tree.parses[n].head < last), first)
    other = tree.parses[outer].head
    if (
        tree.parses[outer].relation == "appos"
        and head < other < comma
        and other not in tree.line.names
    ):
        return None  # "talks with a buyer, Tide Works, broke down": the buyer is called so
    closed = last >= len(tree.line.tokens) or tree.line.tokens[last].text in (
        ",",
        ".",
        ";",
        "–",
        "—",
    )
    people = bool(_widen_word(tree, head) & {"people"})
    introduced = any(
        tree.line.tags[n] in ("DT", "PRP$", "POS") for n in gather_tokens(tree, head)
    ) or any(tree.line.tags[c] == "POS" for n in tree.children[head] for c in tree.children[n])
    return first if closed and introduced and people == (mention.label == "PER") else None


def _widen_word(tree: Tree, head: int) -> set[str]:
    word = tree.word(head)
    return {name for name, words in load_groups().items() if word in words} | (
        {"people"} if _is_calling(tree, head) else set()
    )


def _is_beside(tree: Tree, n: int, head: int) -> bool:
    """Right behind the noun, whatever the parser calls it, or in apposition to it."""
    if n < head or tree.list_by(n, "case", "cc"):
        return False
    first = min(
        n, *(c for c in (n, *tree.children[n]) if tree.line.names.get(c) is tree.line.names.get(n))
    )
    apart = tree.line.tokens[first - 1].text == "," and n in tree.line.names
    return n == head + 1 or tree.parses[n].relation == "appos" or apart


_LABELS = frozenset(
    {
        "company",
        "firm",
        "operator",
        "retailer",
        "maker",
        "group",
        "chain",
        "bank",
        "airline",
        "carrier",
        "club",
        "side",
        "supplier",
        "union",
        "party",
        "owner",
        "publisher",
        "charity",
        "developer",
        "contractor",
        "brewer",
        "carmaker",
        "insurer",
        "utility",
        "agency",
        "startup",
        "start-up",
        "producer",
        "manufacturer",
        "broadcaster",
        "newspaper",
        "label",
    }
)
"""Nouns of firms and bodies: a name beside one is no place, whatever the tagger says."""


def _are_counted(tree: Tree, head: int) -> bool:
    """ "two others", "several others": people, where "others" alone are anything."""
    if tree.word(head) == "one":  # "halted one of its machines"
        return any(
            tree.word(c) == "of" for n in tree.list_by(head, "nmod") for c in tree.children[n]
        )
    return tree.word(head) == "others" and any(
        tree.line.tags[n] == "CD" or tree.word(n) in ("many", "several")
        for n in tree.children[head]
    )


def _widen(document: Document, tree: Tree, head: int, kind: str | None) -> frozenset[str]:
    word, tag = tree.word(head), tree.line.tags[head]
    found = {kind} if kind else set()
    if kind is None or kind == "product":
        found |= {name for name, words in load_groups().items() if word in words}
        if tag in ("PRP", "DT") and word in ("they", "them", "those"):
            found.add("people")
        elif (
            tag.startswith("PRP")
            or tag in ("WDT", "WP", "EX", "DT")
            or (word in _NOBODY and not _are_counted(tree, head))
        ):
            return frozenset(
                {"pronoun", "unknown"} if word in ("it", "they", "them") else {"pronoun"}
            )
        if tag in ("CD", "$"):
            found.add("figure")
        thing = word.removesuffix("s") in read_words("sayings", "things")
        thing = thing or word in read_words("events", "groups", "no_doers")
        if tag == "NNS" and word.endswith(_PLURAL_DOERS) and not thing:
            found.add("people")
        if tag == "NN" and _is_calling(tree, head):
            found.add("people")
        counted = load_nouns().get(word)
        if counted in ("people", "occasion", "organization") and tag in ("NN", "NNS"):
            found.add(counted)
        if tag in ("CD", "DT") or word in EMPTY:
            found |= _list_counted(document, tree, head)
        if tag.startswith("NNP") and tree.line.tokens[head].text[:1].isupper():
            found |= {"unknown"}
        if not found & {"people", "figure", "pronoun"}:
            found.add("thing")
    if kind and head not in tree.line.names:
        found |= {
            name for name, words in load_groups().items() if word in words and name != "people"
        }
    return frozenset(found)


def _is_calling(tree: Tree, n: int) -> bool:
    word = tree.word(n)
    if word in ("head", "chief"):
        return _heads_something(tree, n)
    return word in load_gazetteer().roles or word in load_gazetteer().occupations


def _heads_something(tree: Tree, n: int) -> bool:
    """ "a former head of planning", "the head of the Water Board": no head of a statue."""
    held = any(
        tree.word(c) in ("former", "deputy", "ex", "acting", "then") for c in tree.children[n]
    )
    of = [c for c in tree.list_by(n, "nmod") if c > n]
    bodies = any(tree.word(c) in load_groups()["organization"] for c in of)
    named = (tree.line.names.get(c) for c in of)
    return held or bodies or any(name is not None and name.label == "ORG" for name in named)


def _list_counted(document: Document, tree: Tree, head: int) -> frozenset[str]:
    """The kinds of what is counted: "two of his ministers", "tens of thousands of people"."""
    for n in tree.list_by(head, "nmod"):
        if n > head and any(tree.word(c) == "of" for c in tree.list_by(n, "case")):
            return _widen(document, tree, n, None)
    return frozenset()


_NOBODY = frozenset(
    {
        "nobody",
        "everything",
        "nothing",
        "something",
        "anything",
        "rest",
        "another",
        "others",
        "none",
        "everyone",
        "anyone",
        "someone",
        "each",
        "both",
        "neither",
        "one",
    }
)
"""Words that name nobody whom a title could tell of."""

_PLURAL_DOERS = ("ers", "ists", "ians", "ants", "men", "ors")


def is_unclear(document: Document, tree: Tree, noun: Noun) -> bool:
    """Whether a noun stands for a name that was not found: "the company", "its agents" of nobody."""
    if noun.profile or noun.head < 0 or noun.head in tree.line.names:
        return False
    word, before = (
        tree.word(noun.head),
        [tree.word(n) for n in tree.children[noun.head] if n < noun.head],
    )
    definite = "the" in before and len(before) == 1
    owned = any(
        tree.line.tags[n] == "PRP$"
        and tree.word(n) != "whose"
        and find_profile_at(document, tree, n) is None
        for n in tree.children[noun.head]
    )
    if owned or not definite:
        return owned
    if word in ("first", "second", "third", "latter", "former", "other", "last"):
        return True  # "the first reached orbit"
    if word in ("head", "chief"):
        return True  # "the head of the council resigned": somebody whom the text does not name
    if word in load_gazetteer().roles:
        return any(word in role.role.lower().split() for role in document.roles)
    firm = word in load_gazetteer().nouns or word in _LABELS
    return firm and any(p.kind == "organization" for p in document.profiles)
