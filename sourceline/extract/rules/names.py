"""Names: whom and what the text names, and which names are one profile.

One label per name and document: the scores of all mentions of a name are added up before it is
decided what it names. A name seen in full teaches its short forms.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from sourceline.extract.rules.document import Document
from sourceline.extract.rules.gazetteers import load_gazetteer, read_table
from sourceline.extract.rules.memo import keep_last
from sourceline.extract.rules.name_model import CLASSES, score_span
from sourceline.extract.rules.parts import load_table
from sourceline.extract.rules.places import list_within
from sourceline.extract.rules.spans import Span, find_spans
from sourceline.extract.rules.verbs import find_base
from sourceline.model import Label, Mention, Source

_LEAST = 0.5
"""A class must lead the "no name" class by this score, or the candidate is dropped."""
_SURE = 4.0
"""A score for an organization that a product's noun behind the name does not outweigh."""
_CLEAR = 0.3
_PHRASE = 2.0
"""Several capitals in a row are hardly ever no name."""


@dataclass(frozen=True, slots=True)
class _Found:
    span: Span
    start: int
    end: int
    text: str
    scores: tuple[float, float, float, float]


def find_names(document: Document) -> tuple[Mention, ...]:
    """The names in text order, each with its label and, where it is worth one, its profile."""
    found = [item for item in _read_candidates(document) if not _is_common(item.text)]
    labels = _choose_labels(document, found)
    shorts = _link_short_forms(labels, Counter(_key(f.text) for f in found))
    _teach_parts(labels, shorts)
    mentions = [
        Mention(f.start, f.end, f.text, labels[_key(f.text)], _profile_of(f.text, labels, shorts))
        for f in found
        if _key(f.text) in labels
    ]
    mentions += _find_known(document, mentions)
    return tuple(sorted(mentions, key=lambda m: (m.start, m.end)))


def _read_candidates(document: Document) -> Iterator[_Found]:
    text = document.source.text
    for span in find_spans(document):
        if _is_currency(document, span):
            continue
        tokens, tags = document.tokens[span.sentence], document.tags[span.sentence]
        start, end = tokens[span.first].start, tokens[span.last - 1].end
        scores = score_span(tokens, tags, span.first, span.last, titled=span.titled)
        yield _Found(span, start, end, text[start:end], scores)


def _is_currency(document: Document, span: Span) -> bool:
    """ "US" in "US$ 5"."""
    tokens = document.tokens[span.sentence]
    return span.last < len(tokens) and tokens[span.last].text == "$"


@cache
def _common() -> frozenset[str]:
    return frozenset(read_table("organizations")["common"])


def _is_common(text: str) -> bool:
    # "Group G", "Plan B": a letter names a part of something.
    lettered = re.fullmatch(r"[A-Z][a-z]+ [A-Z]", text) is not None
    return text in _common() or lettered or not re.search(r"\w\w", text)


def _key(text: str) -> str:
    """The name without differences that mean nothing."""
    return " ".join(text.replace("’", "'").split())


# --- what a name names ------------------------------------------------------------------------


def _choose_labels(document: Document, found: list[_Found]) -> dict[str, Label]:
    """Name → label; names that are none are left out."""
    groups: dict[str, list[_Found]] = defaultdict(list)
    for item in found:
        groups[_key(item.text)].append(item)
    families = frozenset(name.rsplit(maxsplit=1)[-1] for name in groups if " " in name)
    labels: dict[str, Label] = {}
    for name, items in groups.items():
        label = _choose_label(document, name, items, families)
        if label:
            labels[name] = label
    _teach_full_names(labels, groups)
    _teach_neighbours(document, found, labels)
    _teach_families(document, labels, groups)
    return labels


def _choose_label(
    document: Document, name: str, items: list[_Found], families: frozenset[str]
) -> Label | None:
    gazetteer = load_gazetteer()
    if name in gazetteer.places:
        return "LOC"
    if name in gazetteer.organizations:
        return "ORG"
    if name in gazetteer.adjectives or name.startswith(_prefixes()):
        return "MISC"
    if any(_names_product(document, item) for item in items):
        return "MISC"
    if name.rsplit(maxsplit=1)[-1] in _things():
        return "MISC"
    if not _can_be_name(document, name, items) and name not in families:
        return None
    totals = [sum(item.scores[n] for item in items) / len(items) for n in range(4)]
    for n, bonus in enumerate(_judge_words(document, name, items)):
        totals[n] += bonus
    if " " in name:
        totals[3] -= _PHRASE
    if _is_unknown(document, name, items) and _margin(totals) > _CLEAR:
        # A capital inside a sentence on a word that no corpus knows in small letters.
        totals[3] = min(totals[:3]) - _LEAST
    best = max(range(3), key=lambda n: totals[n])
    if totals[best] < totals[3] + _LEAST:
        return None
    return _as_label(CLASSES[best])


def _margin(totals: list[float]) -> float:
    """By how much the best of person, organization and place leads the next."""
    ranks = sorted(totals[:3])
    return ranks[-1] - ranks[-2]


def _is_unknown(document: Document, name: str, items: list[_Found]) -> bool:
    """Whether a name can be nothing but a name."""
    inside = any(item.span.first for item in items)
    alone = not inside and len(items) < 2 and " " not in name
    if alone or _is_common_word(name):
        return False
    if not re.fullmatch(r"[^\W\d_]+(?:[-' ][^\W\d_]+)*", name) or name.endswith(_COMMON_ENDINGS):
        return False
    return name.lower() not in _small_words(document.source)


_COMMON_ENDINGS = ("ist", "ists", "ian", "ians", "ism", "phobia", "ology")


@keep_last()
def _small_words(source: Source) -> frozenset[str]:
    """The words that the text itself writes with a small letter."""
    return frozenset(re.findall(r"\b[^\W\d_A-Z]\w+", source.text))


def _is_common_word(name: str) -> bool:
    words = load_table().words
    return all(word.lower() in words for word in re.findall(r"\w+", name))


def _can_be_name(document: Document, name: str, items: list[_Found]) -> bool:
    """One word that only ever begins a sentence may be any word: "Rescuers", "Quake"."""
    if " " in name or not all(_opens(document, item) for item in items):
        return True
    if name in load_gazetteer().given:
        return True
    plural = name.endswith(("ers", "ists", "ians", "ors", "ies"))
    return not plural and not _is_common_word(name) and len(items) > 1


def _opens(document: Document, item: _Found) -> bool:
    """Whether the name is the first word of its sentence, quotation marks aside."""
    tokens = document.tokens[item.span.sentence][: item.span.first]
    return not any(token.text[0].isalnum() for token in tokens)


def _as_label(name: str) -> Label:
    return "PER" if name == "PER" else "ORG" if name == "ORG" else "LOC"


def _judge_words(document: Document, name: str, items: list[_Found]) -> tuple[float, float, float]:
    """What the words themselves say, added to the model: PER, ORG, LOC."""
    gazetteer = load_gazetteer()
    words = name.split()
    person = organization = place = 0.0
    if any(_acts_as_company(document, item) for item in items):
        organization += 4.0
        person -= 3.0
    if len(words) > 1 and words[-1] in gazetteer.suffixes:
        organization += 6.0
    if len(words) > 1 and words[-1] in gazetteer.heads:
        organization += 3.0
    closed = words[-1] in gazetteer.heads or words[-1] in gazetteer.suffixes
    if 1 < len(words) < 4 and words[0] in gazetteer.given and not closed:
        person += 2.0
    if any(item.span.titled for item in items):
        person += 3.0
    if len(words) > 1 and words[-1] in gazetteer.place_after:
        place += 2.0
    return person, organization, place


_SHOWING = frozenset({"unveil", "introduce", "release", "launch"})


def _acts_as_company(document: Document, item: _Found) -> bool:
    """ "Acme sued", "shares in Acme", "chief executive of Acme"."""
    tokens = document.tokens[item.span.sentence]
    after = [t.text.lower() for t in tokens[item.span.last : item.span.last + 2]]
    before = " ".join(t.text.lower() for t in tokens[max(0, item.span.first - 2) : item.span.first])
    table = read_table("organizations")
    return (
        bool(after and after[0] in table["acts"])
        or before in table["befores"]
        or " ".join(after) in table["afters"]
    )


def _names_product(document: Document, item: _Found) -> bool:
    """Whether the words around a name make it a product: "its project, X", "the launch of X"."""
    table = _product_words()
    tokens = document.tokens[item.span.sentence]
    before = [t.text.lower() for t in tokens[max(0, item.span.first - 3) : item.span.first]]
    after = tokens[item.span.last].text.lower() if item.span.last < len(tokens) else ""
    if after in table["kinds"] and item.span.last - item.span.first < 4 and item.scores[1] < _SURE:
        return True
    if len(before) > 1 and before[-1] == "," and before[-2] in table["nouns"]:
        return True
    if len(before) > 1 and before[-1] in ("named", "called") and before[-2] in table["nouns"]:
        return True
    shown = len(before) > 1 and before[-1] in ("the", "its", "their", "a")
    if shown and find_base(before[-2]) in _SHOWING and item.scores[1] < _SURE:
        return True
    return len(before) > 1 and before[-1] == "of" and before[-2] in table["deeds"]


@cache
def _things() -> frozenset[str]:
    """Last words of names that are neither people nor organizations, places or products."""
    return frozenset(read_table("organizations")["things"])


@cache
def _prefixes() -> tuple[str, ...]:
    """What the names of ships and the like begin with."""
    return tuple(read_table("products")["prefixes"])


@cache
def _product_words() -> dict[str, frozenset[str]]:
    table = read_table("products")
    return {name: frozenset(table[name]) for name in ("nouns", "kinds", "offers", "verbs", "deeds")}


def _teach_families(
    document: Document, labels: dict[str, Label], groups: dict[str, list[_Found]]
) -> None:
    """The parts of a person's full name are that person, whatever they looked like alone."""
    for name in [n for n, label in labels.items() if label == "PER" and " " in n]:
        words = name.split()
        for part in (words[-1], " ".join(words[-2:])):
            if part in labels and not (labels[part] == "LOC" and _is_place(document, groups[part])):
                labels[part] = "PER"


def _teach_parts(labels: dict[str, Label], shorts: dict[str, str]) -> None:
    """The first word of an organization or the last of a club: "Harbour" of "Harbour Foods"."""
    gazetteer = load_gazetteer()
    for full in [n for n, label in labels.items() if label in ("ORG", "LOC") and " " in n]:
        words = full.split()
        if words[-1] not in gazetteer.suffixes | gazetteer.heads | gazetteer.place_after:
            continue
        parts = (words[0], words[-1]) if len(words) == 2 else (words[-1],)
        for short in parts:
            plain = (
                short in gazetteer.places
                or short in gazetteer.adjectives
                or short in gazetteer.given
            )
            if short in labels and short not in shorts and not plain and "of" not in words:
                labels[short] = labels[full]
                shorts[short] = full


def _is_place(document: Document, items: list[_Found]) -> bool:
    """Whether a name of a place is ever used as one: "in Paris"."""
    for item in items:
        tokens = document.tokens[item.span.sentence]
        if item.span.first and tokens[item.span.first - 1].text.lower() in (
            "in",
            "from",
            "at",
            "near",
        ):
            return True
    return False


def _teach_neighbours(document: Document, found: list[_Found], labels: dict[str, Label]) -> None:
    """Names joined by "and" or a comma are of one kind: a person's teaches the one beside it."""
    for one, two in pairwise(found):
        between = document.source.text[one.end : two.start]
        if between.strip(" ,") not in ("and", "") or one.end == two.start:
            continue
        names = (_key(one.text), _key(two.text))
        for known, new in (names, names[::-1]):
            if labels.get(known) == "PER" and new not in labels and " " in known and " " in new:
                labels[new] = "PER"


def _teach_full_names(labels: dict[str, Label], groups: Iterable[str]) -> None:
    """A longer form of a person's last name is that person: "Mostaque" teaches "Emad Mostaque"."""
    people = {name for name, label in labels.items() if label == "PER" and " " not in name}
    for name in groups:
        words = name.split()
        if name not in labels and 1 < len(words) < 5 and words[-1] in people:
            labels[name] = "PER"


# --- which names are one profile --------------------------------------------------------------


def _link_short_forms(labels: dict[str, Label], counts: Counter[str]) -> dict[str, str]:
    """Short form → the one full name it stands for."""
    links: dict[str, set[str]] = defaultdict(set)
    for full, label in labels.items():
        for short in _short_forms(full, label):
            if short in labels and short != full and labels[short] == label:
                links[short].add(full)
    follow = {short: _follow(links, short, counts) for short in links}
    return {short: full for short, full in follow.items() if full != short}


def _follow(links: dict[str, set[str]], name: str, counts: Counter[str]) -> str:
    """The longest name that `name` stands for; itself where that is unclear."""
    fulls = links.get(name, set())
    longest = max(fulls, key=lambda n: (len(n), n), default=name)
    clear = all(full == longest or full in longest for full in fulls)
    if clear:
        return longest
    # "Mohamed" after "Ahmed Mohamed" and, once, "Mohamed El-Hassan Mohamed": the one most spoken of.
    ranks = sorted(fulls, key=lambda full: (-counts[full], full))
    return ranks[0] if counts[ranks[0]] > counts[ranks[1]] else name


def _short_forms(full: str, label: Label) -> Iterator[str]:
    words = full.split()
    if len(words) < 2:
        return
    if label == "PER":
        yield from (words[-1], words[0], " ".join(words[-2:]), f"{words[0]} {words[-1]}")
    elif label == "ORG":
        gazetteer = load_gazetteer()
        yield "".join(w[0] for w in words if w[0].isupper())
        if words[-1] in gazetteer.suffixes:
            yield " ".join(words[:-1])
        if words[0] in gazetteer.places or words[0] in gazetteer.adjectives:
            yield " ".join(words[1:])
        if "of" in words[1:-1]:
            yield words[0]
            yield words[-1]


def _profile_of(text: str, labels: dict[str, Label], shorts: dict[str, str]) -> str | None:
    name = _key(text)
    if labels[name] == "MISC" and (
        name in load_gazetteer().adjectives or name.rsplit(maxsplit=1)[-1] in _things()
    ):
        return None
    return make_slug(shorts.get(name, name))


@cache
def make_slug(name: str) -> str:
    """The readable id made of a name."""
    from slugify import slugify  # noqa: PLC0415 - only needed when a source is read

    return slugify(name) or "name"


# --- known names in headings ------------------------------------------------------------------


def _find_known(document: Document, mentions: list[Mention]) -> Iterator[Mention]:
    """Names known from the text, in places where capitals say nothing."""
    mentions = sorted(mentions, key=lambda m: (m.start, m.end))
    known = {_key(m.text): m for m in mentions if m.profile}
    if not known:
        return
    longest_first = sorted(known, key=lambda name: (-len(name), name))
    pattern = re.compile(r"\b(?:" + "|".join(map(re.escape, longest_first)) + r")\b")
    for sentence in document.source.sentences:
        for match in pattern.finditer(document.source.text, sentence.start, sentence.end):
            near = list_within(mentions, sentence.start, sentence.end)
            if not any(m.start < match.end() and match.start() < m.end for m in near):
                yield replace(known[match[0]], start=match.start(), end=match.end(), text=match[0])
