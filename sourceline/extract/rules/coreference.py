"""Whom "he", "its" and "the company" stand for: mentions without a name."""

from __future__ import annotations

from collections.abc import Iterator

from sourceline.extract.rules.anaphors import (
    OPENERS,
    Anaphor,
    is_seat,
    is_self,
    read_anaphor,
    skip_town,
)
from sourceline.extract.rules.bodies import index_callings
from sourceline.extract.rules.choices import Reading, choose
from sourceline.extract.rules.document import Document
from sourceline.extract.rules.genders import find_genders
from sourceline.extract.rules.quotes import is_between, is_quoted
from sourceline.extract.rules.referents import NOUNS, Referent, meet_noun
from sourceline.extract.rules.spoken import index_profiles
from sourceline.extract.rules.trees import Tree, read_trees
from sourceline.model import Label, Mention

_LABELS: dict[str, Label] = {
    "person": "PER",
    "organization": "ORG",
    "place": "LOC",
    "product": "MISC",
}


def find_anaphors(document: Document) -> tuple[Mention, ...]:
    """Pronouns and definite nouns with the profile they stand for; unclear ones are left out."""
    reading = Reading(
        claims=index_profiles(document),
        callings=index_callings(document),
        genders=dict(find_genders(document)),  # learns more on its way
        opening=_list_opening(document),
    )
    return tuple(
        m for tree in read_trees(document) for m in _walk_sentence(document, reading, tree)
    )


def _list_opening(document: Document) -> frozenset[str]:
    """The profiles named in the first two blocks: the title and what follows it."""
    blocks = document.source.blocks[:2]
    end = blocks[-1].end if blocks else 0
    return frozenset(m.profile for m in document.mentions if m.profile and m.start < end)


def _walk_sentence(document: Document, reading: Reading, tree: Tree) -> Iterator[Mention]:
    """Word by word; what stands in quotation marks is left out: who is "he" there the speaker knows."""
    sentences, number = document.source.sentences, tree.line.number
    begins = number > 0 and sentences[number].block != sentences[number - 1].block
    reading.scene.open_sentence(paragraph=begins)
    until = -1
    for n, token in enumerate(tree.line.tokens):
        name = tree.line.names.get(n)
        begins = name is not None and name.start == token.start
        if name is not None and begins and name.profile and not is_quoted(document, token.start):
            _meet_name(reading, tree, n, name.profile)
        if name is not None or n < until or not _may_stand(tree, n):
            continue
        if is_between(document.source, token.start):
            continue
        anaphor = read_anaphor(tree, n)
        found = choose(reading, tree, anaphor) if anaphor else None
        if anaphor and found and found.profile:
            until = anaphor.last
            _learn(reading, anaphor, found)
            if not is_self(tree, anaphor.head):
                reading.scene.meet(found.profile, found, tree, anaphor.head)
            end = tree.line.tokens[anaphor.last - 1].end
            text = document.source.text[token.start : end]
            yield Mention(token.start, end, text, _LABELS[found.kind], found.profile)
        else:
            meet_noun(reading.scene, tree, n)


def _may_stand(tree: Tree, n: int) -> bool:
    """Whether a word may be, or begin, what stands for something: two of three words cannot."""
    return tree.line.tags[n] in NOUNS or tree.line.words[n] in OPENERS


def _meet_name(reading: Reading, tree: Tree, n: int, profile: str) -> None:
    kind = reading.claims[profile].kind
    behind = skip_town(tree, n)
    seat = behind > n and tree.word(behind - 1).endswith("based")
    if kind == "place" and (seat or is_seat(tree, tree.line.find_name_end(n))):
        return  # "the Kearny, N.J.-based maker"
    dateline = n == 0 and kind == "place" and tree.line.names[n].text.isupper()
    if kind not in _LABELS or dateline:
        return
    head = n
    while (
        tree.line.names.get(head + 1) is tree.line.names[n] and tree.parses[head].relation == "flat"
    ):
        head += 1
    gender = reading.genders.get(profile)
    reading.scene.meet(profile, Referent(profile, kind, gender), tree, head)
    if profile not in reading.met:
        reading.met[profile] = None
        for noun in reading.callings[profile].nouns:
            reading.called[noun].append(profile)


def _learn(reading: Reading, anaphor: Anaphor, found: Referent) -> None:
    """Who was "she" once is a woman from there on; and who was "they" is a team."""
    if found.profile is None:
        return
    if anaphor.gender and not found.gender:
        found.gender = reading.genders[found.profile] = anaphor.gender
    if anaphor.sort == "they":
        reading.teams.add(found.profile)
