"""Names: whom and what the text names, and which names are one profile.

The tagger reads the names (`Document.reading`); here each gets its label and its profile. A name
seen in full teaches its short forms.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import cache

from sourceline.extract.rules.candidates import (
    Candidate,
    make_key,
    read_bracket,
    read_candidates,
)
from sourceline.extract.rules.document import Document
from sourceline.extract.rules.gazetteers import load_gazetteer, read_words
from sourceline.extract.rules.labels import choose_labels, group_names, is_nameless, is_ware
from sourceline.extract.rules.namesakes import find_strangers
from sourceline.extract.rules.other_names import find_other_names
from sourceline.extract.rules.short_names import SUFFIXES, find_short_names
from sourceline.model import Label, Mention


def find_names(document: Document) -> tuple[Mention, ...]:
    """The names in text order, each with its label and, where it can have one, its profile."""
    found = read_candidates(document)
    labels = choose_labels(document, found)
    explained = _read_brackets(document, found, labels)
    shorts = _link_short_forms(labels, Counter(make_key(f.text) for f in found)) | explained
    for short, full in find_short_names(document, group_names(found), labels).items():
        labels[short] = labels[full] = "ORG"
        shorts[short] = full
    for other, now in find_other_names(document, found, labels).items():
        shorts[other] = shorts.get(now, now)
    _teach_parts(labels, shorts)
    _teach_series(labels, shorts)
    bare = _list_bare(document, found, labels)
    strangers = find_strangers(document, found, shorts)
    return tuple(
        _make_mention(item, labels, shorts, profiled=not _is_bare(item, bare, shorts, strangers))
        for item in found
    )


def _is_bare(
    item: Candidate, bare: frozenset[str], shorts: dict[str, str], strangers: frozenset[int]
) -> bool:
    name = make_key(item.text)
    return item.start in strangers or shorts.get(name, name) in bare


def _make_mention(
    item: Candidate, labels: dict[str, Label], shorts: dict[str, str], *, profiled: bool
) -> Mention:
    name = make_key(item.text)
    profile = make_slug(shorts.get(name, name)) if profiled else None
    return Mention(item.start, item.end, item.text, labels[name], profile)


def _list_bare(
    document: Document, found: Sequence[Candidate], labels: dict[str, Label]
) -> frozenset[str]:
    """The names that get no profile: peoples, prizes, wars; other things that nobody makes."""
    return frozenset(
        name
        for name, items in group_names(found).items()
        if labels[name] == "MISC" and (is_nameless(name) or not is_ware(document, items))
    )


# --- which names are one profile --------------------------------------------------------------


def _read_brackets(
    document: Document, found: Sequence[Candidate], labels: dict[str, Label]
) -> dict[str, str]:
    """Short form → the organization behind which it stands in brackets; initials need not fit:
    "the Institute for Water (NIVA)"."""
    explained: dict[str, str] = {}
    names = {item.start: make_key(item.text) for item in found}
    for item in found:
        full = make_key(item.text)
        short = read_bracket(document.tokens[item.sentence], item.last)
        if short and short.text in read_words("organizations", "agencies"):
            continue  # "UNITED NATIONS (AP) --"
        if short and labels[full] == "ORG" and " " in full and names.get(short.start) == short.text:
            explained[short.text] = full
            labels[short.text] = "ORG"
    return explained


def _link_short_forms(labels: dict[str, Label], counts: Counter[str]) -> dict[str, str]:
    """Short form → the one full name it stands for."""
    links: dict[str, set[str]] = defaultdict(set)
    for full, label in labels.items():
        for short in _short_forms(full, label):
            if short not in labels or short == full:
                continue
            if {label, labels[short]} == {"LOC", "ORG"} and full.startswith(f"{short} of "):
                labels[short] = label  # a museum, which a tagger may take for either
            if labels[short] == label:
                links[short].add(full)
    follow = {short: _follow(links, short, counts) for short in links}
    return {
        short: full
        for short, full in follow.items()
        if full != short and not (len(links[short]) > 1 and short in load_gazetteer().divided)
    }


def _follow(links: dict[str, set[str]], name: str, counts: Counter[str]) -> str:
    """The longest name that `name` stands for; itself where that is unclear."""
    fulls = links.get(name, set())
    longest = max(fulls, key=lambda n: (len(n), n), default=name)
    plain = re.sub(r" \([^)]*\)", "", longest)  # "Luis Gerardo (Jerry) Ortiz"
    clear = all(full in longest or full in plain for full in fulls)
    if clear:
        return longest
    # "Mohamed" after "Ahmed Mohamed" and, once, "Mohamed El-Hassan Mohamed": the one most spoken of.
    ranks = sorted(fulls, key=lambda full: (-counts[full], full))
    return ranks[0] if counts[ranks[0]] > counts[ranks[1]] else name


def _short_forms(full: str, label: Label) -> Iterator[str]:
    words = full.split()
    if len(words) < 2:
        return
    if label in ("ORG", "LOC") and "of" in words[2:-1]:
        yield " ".join(words[: words.index("of", 2)])  # "the Tide Museum" of the Tide Museum of Art
    if label == "PER":
        yield from _shorten_person(words)
    elif label == "ORG":
        yield from _shorten_body(words)
    elif label == "MISC" and words[-1].isdigit():
        yield "".join(w[0] for w in words[:-1]) + words[-1]
    elif label == "LOC" and words[-1] in load_gazetteer().divided:
        yield words[-1]
    elif label == "LOC" and "." not in full:
        yield from _write_initials(words)


def _write_initials(words: Sequence[str]) -> tuple[str, str]:
    """ "UN" and "U.N."."""
    initials = [w[0] for w in words if w[0].isupper()]
    return "".join(initials), "".join(f"{letter}." for letter in initials)


def _shorten_person(words: list[str]) -> Iterator[str]:
    if words[-1].rstrip(".") in SUFFIXES and len(words) > _FULL:
        words = words[:-1]
        yield " ".join(words)
    yield from (words[-1], words[0], " ".join(words[-2:]), f"{words[0]} {words[-1]}")
    if len(words) > _FULL + 1:
        yield " ".join(words[1:])  # "Leal de Souza" of Mariana Leal de Souza
    small = next((n for n, word in enumerate(words) if n and word.islower()), None)
    if small is not None:
        family = " ".join(words[small:])  # "van der Berg", with "Van" where it begins a sentence
        yield from (family, family[0].upper() + family[1:])


def _shorten_body(words: list[str]) -> Iterator[str]:
    gazetteer = load_gazetteer()
    yield from _write_initials(words)
    if words[-1] in gazetteer.suffixes:
        yield " ".join(words[:-1])
    headed = len(words) > _FULL and words[-1] in gazetteer.heads and "of" not in words
    if headed or words[0] in gazetteer.places or words[0] in gazetteer.adjectives:
        yield " ".join(words[1:])
    if "of" in words[1:-1]:
        yield words[0]
        yield words[-1]
    if "for" in words[1:-1] and words[words.index("for") - 1] in gazetteer.heads:
        yield " ".join(words[: words.index("for")])


_FULL = 2
"""Words of a name without what tells son from father."""


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


def _teach_series(labels: dict[str, Label], shorts: dict[str, str]) -> None:
    """The last words of things of one kind: "Tern" and "Gull" of "Sea Ferry Tern" and "Sea Ferry Gull"."""
    series: dict[str, list[str]] = defaultdict(list)
    for full, label in labels.items():
        kind, _, own = full.rpartition(" ")
        if label == "MISC" and " " in kind and own[:1].isupper():
            series[kind].append(full)
    for full in [full for fulls in series.values() if len(fulls) > 1 for full in fulls]:
        short = full.rpartition(" ")[2]
        if short in labels and short not in shorts:
            labels[short] = "MISC"
            shorts[short] = full


@cache
def make_slug(name: str) -> str:
    """The readable id made of a name."""
    from slugify import slugify  # noqa: PLC0415 - only needed when a source is read

    return slugify(name) or "name"
