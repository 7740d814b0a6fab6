"""Firms that the tagger takes for persons or places: "Lumenor" of "Lumenor made a profit", "shares in Lumenor".

A single word is a firm's name where nothing shows a person (a given name, a title, an age, "who") and
the whole text proves a firm: what it has, does, or is called. A name of more words is told by its first.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from sourceline.extract.rules.candidates import Candidate
from sourceline.extract.rules.document import Document
from sourceline.extract.rules.gazetteers import load_gazetteer, read_table, read_words
from sourceline.extract.rules.role_words import find_kind
from sourceline.extract.rules.verbs import find_base
from sourceline.model import Label

_ENOUGH = 2


def list_firms(
    document: Document, groups: Mapping[str, Sequence[Candidate]], labels: Mapping[str, Label]
) -> list[str]:
    """The names taken for persons or places that are firms by what the text says of them."""
    families = {word for name in labels if labels[name] == "PER" for word in name.split()[1:]}
    given = {name.split()[0] for name in labels if labels[name] == "PER" and " " in name}
    return [
        name
        for name, label in labels.items()
        if (label == "PER" and _begins_as_firm(name))
        or (label == "PER" and " " in name and _is_workplace(document, name, groups[name]))
        or (label == "PER" and " " in name and _is_long_firm(document, name, groups[name]))
        or (
            label in ("PER", "LOC")
            and " " not in name
            and (
                name not in families | given or any(_is_founded(document, i) for i in groups[name])
            )
            and _may_be_firm(name)
            and is_firm(document, groups[name])
        )
    ]


def _begins_as_firm(name: str) -> bool:
    words = name.split()
    return len(words) > 1 and words[0] in read_words("firms", "first", "words")


_REACH = 7
"""Words between a role and where it is held: "head of retail equity trading at"."""


def _is_workplace(document: Document, name: str, items: Sequence[Candidate]) -> bool:
    """Whether somebody works "at" it, and nothing shows a person: "a strategist at Drexel Lambert"."""
    if name.split(maxsplit=1)[0] in load_gazetteer().given or any(
        _weigh_person(document, i) for i in items
    ):
        return False
    return any(_has_role_before(document, item) for item in items)


def _has_role_before(document: Document, item: Candidate) -> bool:
    tokens, tags = document.tokens[item.sentence], document.tags[item.sentence]
    at = item.first - 1
    if at < 1 or _owns(document, item):
        return False
    if tokens[at].text == "of":
        return tokens[at - 1].text.lower() in read_words("firms", "behind", "heads")
    if tokens[at].text != "at":
        return False
    for n in range(at - 1, max(-1, at - 1 - _REACH), -1):
        if not tags[n].startswith(("NN", "JJ", "IN", "CC")):
            return False
        if find_kind(tokens[n].text):
            return tags[n].startswith("NN")
    return False


def _is_long_firm(document: Document, name: str, items: Sequence[Candidate]) -> bool:
    """Whether a name of two words that begins with no given name is a firm's: "Laranja Sul reported a loss"."""
    first = name.split(maxsplit=1)[0]
    given = first in load_gazetteer().given or any(
        first in read_words("people", key) for key in ("men", "either")
    )
    if given or any(_weigh_person(document, i) or _is_called_so(document, i) for i in items):
        return False
    weighing = (_weigh_behind, _weigh_before, _weigh_deed)
    return any(weigh(document, item) >= _ENOUGH for item in items for weigh in weighing)


def _is_called_so(document: Document, item: Candidate) -> bool:
    """ "its managing partner, Livia Sartori,", "said Imogen Farrell": what only persons are told of."""
    words = [
        t.text.lower() for t in document.tokens[item.sentence][max(0, item.first - 2) : item.first]
    ]
    office = bool(words) and find_kind(words[-1]) == "office"
    if words[-1:] == ["said"] or (
        office and words[-1] not in read_words("offices", "nouns", "firms")
    ):
        return True
    return words[-1:] == [","] and len(words) > 1 and find_kind(words[0]) is not None


def _may_be_firm(name: str) -> bool:
    gazetteer = load_gazetteer()
    closed = gazetteer.given | gazetteer.places | gazetteer.honorifics
    return not (
        name in closed or name in gazetteer.adjectives or name in read_words("people", "men")
    )


def is_firm(document: Document, items: Sequence[Candidate]) -> bool:
    """Whether the text proves a firm: points for one, less those for a person."""
    weighing = (_weigh_behind, _weigh_before, _weigh_deed, _weigh_person, _weigh_place)
    proof = sum(weigh(document, item) for item in items for weigh in weighing)
    return proof + _ENOUGH * any(_is_founded(document, item) for item in items) >= _ENOUGH


def _is_founded(document: Document, item: Candidate) -> bool:
    """ "Dorval was founded by Luis Dorval": no person is; a town may be, of which few texts tell by whom."""
    words = _read_after(document, item)
    founded = words[:1] == ["was"] and words[1:2] in _FOUNDED
    return item.label == "PER" and founded and "by" in words


_FOUNDED = (["founded"], ["established"], ["incorporated"], ["nationalised"], ["nationalized"])


def _weigh_behind(document: Document, item: Candidate) -> int:
    """What stands behind the name: "X's chief executive", "X shares", "X, which", "X, the carmaker"."""
    words, tags = _read_after(document, item), document.tags[item.sentence][item.last :]
    if words[:1] == [","]:
        if words[1:2] == ["which"] or words[1:3] == ["based", "in"]:
            return _ENOUGH if item.label != "LOC" else 0
        of_land = words[2:3] in (["'s"], ["’s"])  # "Acme, Brazil's largest exporter"
        words, tags = (words[2:], tags[2:]) if of_land else (words, tags)
        pointed = of_land or words[1:2] in (["the"], ["a"], ["an"])
        nouns = zip(words[2:5], tags[2:5], words[3:6], strict=False)
        called = (w for w, tag, behind in nouns if tag == "NN" and behind not in ("'s", "’s"))
        return _find_points("called") if pointed and any(w in _callings() for w in called) else 0
    owns = words[:1] in (["'s"], ["’s"])
    owned = words[1:5] if owns else words[:2]
    # "X's new valve factory": the noun within its phrase.
    for n, word in enumerate(owned):
        if word in _list_words("owned", "nouns") or " ".join(owned[n : n + 2]) in _list_words(
            "owned", "phrases"
        ):
            return _find_points("owned")
        if not owns and n == 0 and word not in ("chief", "managing", "finance"):
            return 0
        if not tags[n + owns].startswith(("JJ", "NN", "CD")):
            return 0
    return 0


def _weigh_before(document: Document, item: Candidate) -> int:
    """What stands before it: "shares in X", "a spokesman for X", "the car maker X", "joined X"."""
    tokens, first = document.tokens[item.sentence], item.first
    words = [t.text.lower() for t in tokens[max(0, first - 2) : first]]
    if not words or _owns(document, item):
        return 0
    if words[-1] in _callings():
        return _find_points("called")
    nouns = _list_words("behind", "held" if words[-1] == "in" else "nouns")
    if words[-1] in read_words("firms", "behind", "links") and words[0] in nouns:
        return _find_points("behind")
    deed = document.tags[item.sentence][first - 1].startswith("VB") and find_base(words[-1])
    return _find_points("objects") if deed in _list_words("objects", "verbs") else 0


def _weigh_deed(document: Document, item: Candidate) -> int:
    """What it does: "X recalled 300 cars", "X made a profit"."""
    table = read_table("firms")["deeds"]
    words, tags = _read_after(document, item), document.tags[item.sentence][item.last :]
    n = next((k for k, tag in enumerate(tags[:4]) if not _is_helper(tag, words[k])), None)
    if n is None or not tags[n].startswith("VB"):
        return 0
    base = find_base(words[n])
    if base in table["firm"]:
        return int(table["points"])
    near = not _list_words("deeds", "objects").isdisjoint(words[n + 1 : n + 5])
    return (_ENOUGH if near else 1) if base in table["shared"] else 0


def _weigh_person(document: Document, item: Candidate) -> int:
    """Against: "Mr X", "X, 54,", "X, who", "X's wife", "X resigned"."""
    table = read_table("firms")["person"]
    words, tags = _read_after(document, item), document.tags[item.sentence][item.last :]
    aged = words[:1] == [","] and len(words) > 1 and (words[1].isdigit() or words[1] == "who")
    owns = words[:1] in (["'s"], ["’s"]) and not set(words[1:4]).isdisjoint(table["nouns"])
    n = next((k for k, tag in enumerate(tags[:4]) if not _is_helper(tag, words[k])), None)
    does = n is not None and tags[n].startswith("VB") and find_base(words[n]) in table["verbs"]
    himself = not {"he", "she", "his", "her", "him", "himself", "herself"}.isdisjoint(words[:6])
    return -int(table["points"]) if item.titled or aged or owns or does or himself else 0


def _weigh_place(document: Document, item: Candidate) -> int:
    """Against: "in X", "near X", but not "shares in X"."""
    words = [t.text.lower() for t in document.tokens[item.sentence][: item.first][-2:]]
    if item.label != "LOC" or not words or words[-1] not in ("in", "near", "from", "to", "outside"):
        return 0
    return 0 if words[0] in _list_words("behind", "held") else -_ENOUGH


def _is_helper(tag: str, word: str) -> bool:
    helpers = ("is", "was", "are", "were", "has", "had", "have", "be", "been", "will")
    return tag.startswith(("RB", "MD")) or word in helpers


def _read_after(document: Document, item: Candidate) -> list[str]:
    return [t.text.lower() for t in document.tokens[item.sentence][item.last : item.last + 9]]


def _owns(document: Document, item: Candidate) -> bool:
    return _read_after(document, item)[:1] in (["'s"], ["’s"])


@cache
def _callings() -> frozenset[str]:
    return read_words("anaphors", "callings", "firms") | _list_words("called", "nouns")


@cache
def _list_words(part: str, key: str) -> frozenset[str]:
    return frozenset(word.lower() for word in read_table("firms")[part][key])


def _find_points(part: str) -> int:
    return int(read_table("firms")[part]["points"])
