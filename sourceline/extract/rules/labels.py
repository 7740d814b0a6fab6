"""What a name names: the tagger's word for it, unless the text or the name itself says otherwise.

One label per name and document. Products and works are told by their makers, kinds and verbs; a
title before a name speaks for a person.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import cache

from sourceline.extract.rules.candidates import Candidate, make_key
from sourceline.extract.rules.definitions import is_body_defined
from sourceline.extract.rules.document import Document
from sourceline.extract.rules.firms import list_firms
from sourceline.extract.rules.gazetteers import load_gazetteer, read_table, read_words
from sourceline.extract.rules.role_words import find_kind
from sourceline.extract.rules.verbs import find_base
from sourceline.model import Label


def choose_labels(document: Document, found: Sequence[Candidate]) -> dict[str, Label]:
    """Name → label."""
    groups = group_names(found)
    labels = {name: _choose_label(document, name, items) for name, items in groups.items()}
    _teach_families(document, labels, groups)
    for name in _list_family_firms(document, labels, groups):
        labels[name] = "ORG"
    for name in list_firms(document, groups, labels):
        labels[name] = "ORG"
    return labels


def group_names(found: Sequence[Candidate]) -> dict[str, list[Candidate]]:
    """Name → where it stands."""
    groups: dict[str, list[Candidate]] = defaultdict(list)
    for item in found:
        groups[make_key(item.text)].append(item)
    return groups


def is_nameless(name: str) -> bool:
    """Whether a name is that of a people, a prize, a war …: none that gets a profile."""
    last = name.rsplit(maxsplit=1)[-1]
    thing = last[:1].upper() + last[1:] in read_words("organizations", "things")
    prize = last in read_words("organizations", "prizes")
    return thing or prize or name in load_gazetteer().adjectives


def is_ware(document: Document, items: Sequence[Candidate]) -> bool:
    """Whether the text shows a name without other label to be a product's or a work's."""
    return any(
        _has_prefix(item.text) or _names_product(document, item) or _is_made(document, item)
        for item in items
    )


def _choose_label(document: Document, name: str, items: Sequence[Candidate]) -> Label:
    counts = Counter(item.label for item in items)
    label = max(counts, key=lambda each: (counts[each], each))
    words = name.split()
    if is_nameless(name) or _has_prefix(name):
        return "MISC"
    defined = (i for i in items if is_body_defined(document, i.sentence, i.first, i.last))
    if any(not _has_office_before(document, item) for item in defined):
        return "ORG"  # not "Chair Jane Roe, a former publisher"
    helped = any(_is_helper(document, item) for item in items)
    if not helped and any(_names_product(document, item) for item in items):
        return "MISC"
    if len(words) == 1 and _is_common_use(document, label, items):
        return "MISC"
    suffixed = words[-1] in load_gazetteer().suffixes
    if label == "ORG" and not suffixed and any(_is_with_state(document, item) for item in items):
        return "LOC"
    if label == "ORG" and (
        name in load_gazetteer().places or any(_is_seat(document, item) for item in items)
    ):
        return "LOC"  # a country that acts is still a country
    if label in ("PER", "LOC") and name in load_gazetteer().organizations:
        return "ORG"
    if label != "ORG" and any(_is_called_firm(document, item) for item in items):
        return "ORG"
    if label == "PER" and len(words) == 1 and _is_state(document, items):
        return "LOC"
    if len(words) > 1 and _is_body(words, label):
        return "ORG"
    if any(_is_person(document, label, item) for item in items):
        return "PER"
    return "PER" if label != "PER" and _is_told_person(document, words, items) else label


def _is_told_person(document: Document, words: Sequence[str], items: Sequence[Candidate]) -> bool:
    """Whether two words are a person's name by an office beside them, or by a given name that stands as no place's or
    firm's: "Board chair Celine Arno", "her assistant, Piotr Zawa", "the mayor of Tarn, Lalao Vik"."""
    gazetteer = load_gazetteer()
    closed = gazetteer.heads | gazetteer.suffixes | gazetteer.place_after
    known = words[0] in gazetteer.given or words[0] in read_words("people", "men")
    known = known or words[0] in read_words("people", "either")
    name = " ".join(words)
    if len(words) not in (2, 3) or closed.intersection(words) or name in gazetteer.places:
        return False
    if name in gazetteer.organizations or any(_is_in(document, item) for item in items):
        return False
    label = items[0].label
    if known and any(item.titled or _has_office_before(document, item) for item in items):
        return True
    if label == "ORG":
        return any(_has_office_before(document, item) for item in items)
    return (known and label == "LOC") or any(_is_called_holder(document, item) for item in items)


def _is_helper(document: Document, item: Candidate) -> bool:
    """ "her assistant, Piotr Zawa": no product, though the noun may be one's."""
    owner = document.tokens[item.sentence][item.first - 3].text if item.first >= _CALLED else ""
    return owner in ("his", "her") and _is_called_holder(document, item)


def _is_in(document: Document, item: Candidate) -> bool:
    """ "in Victoria Falls", "at Marks Spencer"."""
    before = document.tokens[item.sentence][item.first - 1].text.lower() if item.first else ""
    return before in ("in", "at", "near", "from", "to", "of", "the", "on")


def _has_office_before(document: Document, item: Candidate) -> bool:
    before = document.tokens[item.sentence][item.first - 1].text if item.first else ""
    word = before.lower()
    leads = word in ("leader", "leaders", "head", "heads")  # "the league leaders Holm City"
    firm = word in read_words("offices", "nouns", "firms")
    return find_kind(before) == "office" and not leads and not firm


def _is_called_holder(document: Document, item: Candidate) -> bool:
    """Between commas behind an office that only a person holds: "its head, Lalao Vik,", "the mayor of Tarn, Lalao Vik"."""
    tokens, first, last = document.tokens[item.sentence], item.first, item.last
    after = tokens[last].text if last < len(tokens) else "."
    if (
        first < _CALLED
        or tokens[first - 1].text != ","
        or after not in (",", ".", "”", '"', ";", "and", "who")
    ):
        return False
    if item.text.split()[0] in read_words("places", "sites", "names"):
        return False
    words = [t.text.lower() for t in tokens[max(0, first - 8) : first - 1]]
    noun = words[-1]
    if "of" in words and words[-1] != "of":
        noun = words[words.index("of") - 1]
        if words.index("of") < 2 or len(words) - words.index("of") > _CALLED:
            return False
    kind = find_kind(noun)
    if kind not in ("office", "kin", "service") or noun in read_words("offices", "nouns", "firms"):
        return False
    place = words.index(noun)
    return any(word in _POINTING for word in words[max(0, place - 3) : place])


_POINTING = frozenset({"the", "its", "his", "her", "their", "our", "'s", "’s", "then", "a", "an"})


def _is_person(document: Document, label: Label, item: Candidate) -> bool:
    """Whether the words around what the tagger takes for something else make it a person."""
    if label == "ORG":
        return _is_player(document, item)
    shown = (_is_title_of, _is_called_person, _is_of_family)
    return label in ("LOC", "MISC") and any(shows(document, item) for shows in shown)


def _is_of_family(document: Document, item: Candidate) -> bool:
    """ "Va. Beck's aunt": only a person has one."""
    after = [t.text.lower() for t in document.tokens[item.sentence][item.last : item.last + 2]]
    return len(after) > 1 and after[0] in ("'s", "’s") and after[1] in _FAMILY


_FAMILY = frozenset(
    {"aunt", "uncle", "mother", "father", "wife", "husband", "widow", "son", "daughter", "brother"}
)


def _is_player(document: Document, item: Candidate) -> bool:
    """ "Hull fly-half Dewi Price": right behind what only a person plays as."""
    n = item.first - 1
    played = n >= 0 and document.tags[item.sentence][n] == "NN"
    word = document.tokens[item.sentence][n].text if played else ""
    return word in read_words("offices", "nouns", "players") and item.last - item.first == _NAMED


_NAMED = 2
"""Words of a person's name."""


def _is_body(words: Sequence[str], label: Label) -> bool:
    """Whether the end of a name, or "Gebrüder" before it, shows an organization: a firm's, or what the tagger takes for
    a place or a thing."""
    if words[0] in read_words("organizations", "openers"):
        return True
    if words[-1] in load_gazetteer().suffixes and not _is_known_place(" ".join(words)):
        return True
    if label not in ("LOC", "MISC"):
        return False
    bodies = read_words("organizations", "bodies")
    return words[-1] in bodies or " ".join(words[-2:]) in bodies


def _is_with_state(document: Document, item: Candidate) -> bool:
    """Whether a name is a state in short or stands before one: "Avon, Conn.", "Purchase, N.Y."."""
    tokens, states = document.tokens[item.sentence], read_words("places", "short", "names")
    after = [token.text for token in tokens[item.last : item.last + 3]]
    town = after[:1] == [","] and len(after) > 1 and item.last - item.first < _TOWN
    if town and _is_short(after[1], after[2:], states):
        return True
    return tokens[item.first - 1].text == "," and _is_short(item.text, after, states)


_TOWN = 3
"""Words of the name of a town, at most two."""


def _is_short(word: str, after: Sequence[str], states: frozenset[str]) -> bool:
    stopped = "." in word or after[:1] == ["."]
    return stopped and word.rstrip(".") in states


def _is_title_of(document: Document, item: Candidate) -> bool:
    """Whether the title before a name is a person's: "Mr. Paris", not "President of Chad"."""
    first, last = item.first, item.last
    words = [t.text for t in document.tokens[item.sentence][first:last]]
    gazetteer = load_gazetteer()
    closed = gazetteer.heads | gazetteer.suffixes | gazetteer.place_after
    known = item.text in gazetteer.places or bool(closed.intersection(words))
    return item.titled and len(words) < 4 and not known


def _is_known_place(name: str) -> bool:
    return name in load_gazetteer().places


def _is_common_use(document: Document, label: Label, items: Sequence[Candidate]) -> bool:
    """Whether a single word is used as no name of a person or firm is: "a blue Marilyn" in half of
    its places or more; before a noun in all of them, with an ending of peoples: "the Brasilian team"."""
    if label == "PER":
        return 2 * sum(_stands_as_thing(document, item) for item in items) >= len(items)
    if label in ("ORG", "LOC") and _FOLLOWER.fullmatch(items[0].text):
        return True
    attributes = (_ADJECTIVE.search(item.text) and _is_attribute(document, item) for item in items)
    known = items[0].text in load_gazetteer().places
    return label in ("ORG", "LOC") and not known and all(attributes)


_ADJECTIVE = re.compile(r"[a-z](?:ian|ean|ese|ish)s?$")
_FOLLOWER = re.compile(r"[A-Z][a-z]+(?:ologist|ologists)")
"""One of a creed or trade: "a former Scientologist"."""


def _stands_as_thing(document: Document, item: Candidate) -> bool:
    """ "a pink Marilyn", "the voice of Batman in Batman: Arkham"."""
    tokens, tags = document.tokens[item.sentence], document.tags[item.sentence]
    before = [t.text.lower() for t in tokens[max(0, item.first - 2) : item.first]]
    if item.titled or not before:
        return False
    if before[-1] in ("a", "an") or (before[0] in ("a", "an") and tags[item.first - 1] == "JJ"):
        return not _is_attribute(document, item)  # "a Visser aide"
    if " ".join(before) in ("voice of", "character of"):
        return True
    following = [t.text for t in tokens[item.last : item.last + 2]]
    return len(following) > 1 and following[0] == ":" and following[1][0].isupper()


def _is_attribute(document: Document, item: Candidate) -> bool:
    tokens, tags = document.tokens[item.sentence], document.tags[item.sentence]
    n = item.last
    return n < len(tokens) and tokens[n].text.islower() and tags[n] in ("NN", "NNS")


def _is_seat(document: Document, item: Candidate) -> bool:
    """ "based in Oulu", "the city of Oulu"."""
    before = [t.text.lower() for t in document.tokens[item.sentence][: item.first][-2:]]
    return " ".join(before) in _SEATS


def _is_called_firm(document: Document, item: Candidate) -> bool:
    """ "the carmaker Aldane", "the newspaper, Karvinski Glas, …"."""
    tokens, first = document.tokens[item.sentence], item.first
    firms = read_words("anaphors", "callings", "firms")
    given = item.text.split()[0]
    if first < 2 or given in load_gazetteer().given or given in read_words("people", "men"):
        return False
    if tokens[first - 1].text == ",":
        closed = item.last < len(tokens) and tokens[item.last].text == ","
        return closed and tokens[first - 2].text.lower() in firms
    return tokens[first - 1].text.lower() in firms


def _is_called_person(document: Document, item: Candidate) -> bool:
    """ "A hotelier, Wilhelmine Straub, …", "the Mayor of Oulu, Ruth Bass.": behind what somebody is."""
    tokens, first, last = document.tokens[item.sentence], item.first, item.last
    words = item.text.split()
    if first < _CALLED or len(words) != 2 or item.text in load_gazetteer().places:
        return False
    closed = last < len(tokens) and tokens[last].text in (",", ".")
    held = first > _CALLED and tokens[first - 3].text == "of" and tokens[first - 1].text == ","
    if closed and held and words[0] in load_gazetteer().given:
        return tokens[first - 4].text.lower() in load_gazetteer().roles
    alone = closed and tokens[first - 1].text == "," and tokens[first - 3].text.lower() in _ONE
    return alone and tokens[first - 2].text in read_words("events", "groups", "persons")


_CALLED = 3
"""Words before a name that is told so."""
_ONE = frozenset({"a", "an", "his", "her"})
""" "its operator, Bascombe Towage," may be a firm."""


def _is_state(document: Document, items: Sequence[Candidate]) -> bool:
    """Whether a minister is one of its own; no family's name, for a premier has ministers too."""
    word = items[0].text
    family = any(
        m.label == "PER" and m.text.endswith(f" {word}") for m in document.reading.mentions
    )
    return not family and any(_has_minister(document, item) for item in items)


def _has_minister(document: Document, item: Candidate) -> bool:
    """ "Karvinia's interior minister": only a state has one."""
    after = [t.text.lower() for t in document.tokens[item.sentence][item.last : item.last + 4]]
    return after[:1] in (["'s"], ["’s"]) and bool(
        set(after).intersection(read_words("anaphors", "callings", "states"))
    )


_SEATS = frozenset({"based in", "headquartered in", "born in", "city of", "town of", "village of"})


# --- products and works -----------------------------------------------------------------------

_SHOWING = frozenset({"unveil", "introduce", "release", "launch"})
_MAKING = _SHOWING | {"publish", "write", "direct", "download", "install", "develop", "use"}


def _names_product(document: Document, item: Candidate) -> bool:
    """Whether the words around a name make it a product: "its project, X", "the launch of X"."""
    table = _product_words()
    tokens = document.tokens[item.sentence]
    front = _find_front(document, item)
    before = [t.text.lower() for t in tokens[max(0, front - 3) : front]]
    after = tokens[item.last].text.lower() if item.last < len(tokens) else ""
    if after in table["kinds"] and item.last - item.first < 4 and item.label not in ("PER", "ORG"):
        return True
    if len(before) < 2:
        return False
    if before[-1] in (",", "named", "called") and before[-2] in table["nouns"]:
        return True
    if (
        item.label in ("ORG", "MISC")
        and before[-1] in table["heralds"]
        and _is_heralded(document, item, before)
    ):
        return True
    owns = after in ("'s", "’s")  # "the launch of Acme's Gull"
    if before[-1] == "of" and before[-2] in table["deeds"] and item.label != "PER" and not owns:
        return True
    shown = before[-1] in ("the", "its", "their", "a") and find_base(before[-2]) in _SHOWING
    return shown and item.label not in ("PER", "ORG")


def _find_front(document: Document, item: Candidate) -> int:
    """Where a name begins with the article that belongs to it: "her novel The Salt Road"."""
    tokens = document.tokens[item.sentence]
    return item.first - (item.first > 1 and tokens[item.first - 1].text == "The")


def _is_heralded(document: Document, item: Candidate, before: Sequence[str]) -> bool:
    """ "its kitchen robot Saffron", but "the robot Visser built" and no firm that is known."""
    tags = document.tags[item.sentence]
    verb = item.last < len(tags) and tags[item.last].startswith(("VB", "MD"))
    gazetteer = load_gazetteer()
    words = item.text.split()
    firm = item.text in gazetteer.organizations or words[-1] in gazetteer.suffixes
    return not (verb or firm) and not _OWNERS.isdisjoint(before[:-1])


_OWNERS = frozenset({"the", "a", "an", "its", "his", "her", "their", "our", "'s", "’s"})


def _is_made(document: Document, item: Candidate) -> bool:
    """ "Acme's Gull", "the novel Gull", "wrote Gull", "Gull 9"."""
    tokens, tags = document.tokens[item.sentence], document.tags[item.sentence]
    if re.search(r"[^\W\d_]\d|\s\d", item.text):
        return True
    following = tokens[item.last : item.last + 1]
    if following and (following[0].text.isdigit() or following[0].text.lower() in _kinds()):
        return True
    before = _find_front(document, item) - 1
    if before < 0:
        return False
    if tags[before] == "POS":
        return any(m.end == tokens[before].start for m in document.reading.mentions)
    word = tokens[before].text.lower()
    return word in _kinds() or find_base(word) in _MAKING


@cache
def _kinds() -> frozenset[str]:
    words = _product_words()
    return words["nouns"] | words["kinds"]


def _has_prefix(name: str) -> bool:
    """Whether it begins as the names of ships and the like do."""
    organization = name.rsplit(maxsplit=1)[-1] in load_gazetteer().heads
    return not organization and name.startswith(tuple(read_table("products")["prefixes"]))


@cache
def _product_words() -> dict[str, frozenset[str]]:
    table = read_table("products")
    return {name: frozenset(table[name]) for name in ("nouns", "kinds", "heralds", "deeds")}


# --- families ---------------------------------------------------------------------------------


def _teach_families(
    document: Document, labels: dict[str, Label], groups: dict[str, list[Candidate]]
) -> None:
    """The parts of a person's full name are that person, whatever they looked like alone."""
    for name in [n for n, label in labels.items() if label == "PER" and " " in n]:
        words = name.split()
        for part in (words[-1], " ".join(words[-2:])):
            if part in labels and not (labels[part] == "LOC" and _is_place(document, groups[part])):
                labels[part] = "PER"


def _list_family_firms(
    document: Document, labels: dict[str, Label], groups: dict[str, list[Candidate]]
) -> list[str]:
    """Places that begin with the last name of somebody: "the owner of Lavers Towers" is Grant Lavers."""
    families = {
        n.rsplit(maxsplit=1)[-1] for n, label in labels.items() if label == "PER" and " " in n
    }
    gazetteer = load_gazetteer()
    return [
        name
        for name, label in labels.items()
        if label == "LOC"
        and " " in name
        and name.split()[0] in families
        and name not in gazetteer.places
        and not gazetteer.place_after.intersection(name.split())
        and not _is_place(document, groups[name])
    ]


def _is_place(document: Document, items: Sequence[Candidate]) -> bool:
    """Whether a name of a place is ever used as one: "in Paris"."""
    places = ("in", "from", "at", "near")
    return any(
        item.first and document.tokens[item.sentence][item.first - 1].text.lower() in places
        for item in items
    )
