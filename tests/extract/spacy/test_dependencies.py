"""ClearNLP's parses become universal ones."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourceline.extract.spacy.dependencies import RELATIONS, convert_parses
from sourceline.extract.tagger.reading import Parse, find_ring

NOUN, VERB, OTHER = "NN", "VBD", "IN"


def read(rows: str) -> tuple[list[str], list[Parse]]:
    """Words and their parses from "word tag relation head" lines; heads are counted from 1, 0 is the root."""
    words = [row.split() for row in rows.strip().splitlines()]
    parses = [Parse("X", tag, int(head) - 1, relation) for _, tag, relation, head in words]
    return [word for word, *_ in words], parses


def show(words: list[str], parses: list[Parse]) -> list[str]:
    return [
        f"{word} {parse.relation} {words[parse.head] if parse.head >= 0 else '-'}"
        for word, parse in zip(words, parses, strict=True)
    ]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (
            """
            tide NNP nsubjpass 3
            was VBD auxpass 3
            founded VBN ROOT 0
            in IN prep 3
            alda NNP pobj 4
            by IN agent 3
            ada NNP pobj 6
            """,
            (
                "tide nsubj founded, was aux founded, founded root -, in case alda, alda obl founded,"
                " by case ada, ada obl founded"
            ),
        ),
        (
            """
            ada NNP nsubj 2
            is VBZ ROOT 0
            the DT det 4
            head NN attr 2
            of IN prep 4
            tide NNP pobj 5
            since IN prep 2
            may NNP pobj 7
            """,
            (
                "ada nsubj head, is cop head, the det head, head root -, of case tide, tide nmod head,"
                " since case may, may obl head"
            ),
        ),
        (
            """
            it PRP nsubj 2
            is VBZ ROOT 0
            to TO aux 4
            open VB xcomp 2
            in IN prep 4
            may NNP pobj 5
            """,
            "it nsubj open, is aux open, to mark open, open root -, in case may, may obl open",
        ),
        (
            """
            there EX expl 2
            was VBD ROOT 0
            a DT det 4
            fire NN attr 2
            """,
            "there expl was, was root -, a det fire, fire nsubj was",
        ),
        (
            """
            it PRP nsubj 2
            fell VBD ROOT 0
            because IN prep 2
            of IN pcomp 3
            the DT det 6
            fire NN pobj 3
            """,
            "it nsubj fell, fell root -, because case fire, of fixed because, the det fire, fire obl fell",
        ),
        (
            """
            she PRP nsubj 2
            quit VBD ROOT 0
            after IN prep 2
            leaving VBG pcomp 3
            the DT det 6
            board NN dobj 4
            """,
            "she nsubj quit, quit root -, after mark leaving, leaving advcl quit, the det board, board obj leaving",
        ),
        (
            """
            a NNP nsubj 7
            , , punct 1
            b NNP conj 1
            and CC cc 3
            c NNP conj 3
            all DT dep 7
            left VBD ROOT 0
            """,
            "a nsubj left, , punct a, b conj a, and cc c, c conj a, all dep left, left root -",
        ),
        (
            """
            for IN prep 0
            $ $ quantmod 4
            3 CD compound 4
            million CD pobj 1
            """,
            "for case $, $ root -, 3 compound million, million nummod $",
        ),
        (
            """
            they PRP nsubj 2
            sat VBD ROOT 0
            in IN prep 2
            alda NNP pobj 3
            and CC cc 3
            in IN conj 3
            oslo NNP pobj 6
            """,
            "they nsubj sat, sat root -, in case alda, alda obl sat, and cc oslo, in case oslo, oslo conj alda",
        ),
        (
            """
            she PRP nsubj 3
            to TO aux 3
            give VB ROOT 0
            up RP prt 3
            him PRP dative 3
            last JJ amod 7
            may NNP npadvmod 3
            's POS case 7
            """,
            (
                "she nsubj give, to mark give, give root -, up compound give, him iobj give, last amod may,"
                " may obl give, 's case may"
            ),
        ),
    ],
    ids=[
        "passive",
        "predicate",
        "plan",
        "there is",
        "because of",
        "gerund",
        "list",
        "coin",
        "two",
        "names",
    ],
)
def test_from_clear(rows: str, expected: str) -> None:
    """Nouns carry their prepositions, predicates their "is", lists hang on their first, coins carry numbers."""
    words, parses = read(rows)
    assert ", ".join(show(words, convert_parses(words, parses))) == expected


def test_universal_parses_stay() -> None:
    """Of a parse that is universal only the subtypes go."""
    words, parses = read("tide NNP nsubj:pass 3\nwas VBD aux:pass 3\nfounded VBN ROOT 0")
    assert show(words, convert_parses(words, parses)) == [
        "tide nsubj founded",
        "was aux founded",
        "founded root -",
    ]


@st.composite
def trees(draw: st.DrawFn) -> list[Parse]:
    """A tree of any form, with relations and tags of any kind."""
    size = draw(st.integers(1, 12))
    order = draw(st.permutations(range(size)))
    heads = [-1] * size
    for place, word in enumerate(order[1:], 1):
        heads[word] = order[draw(st.integers(0, place - 1))]
    relations = st.sampled_from([*RELATIONS, "conj", "cc", "expl", "nsubj"])
    tags = st.sampled_from(["NN", "IN", "TO", "VBD", "VBG", "$", "CD", "CC"])
    return [Parse("X", draw(tags), head, "ROOT" if head < 0 else draw(relations)) for head in heads]


@given(trees(), st.data())
def test_any_tree_stays_a_tree(parses: list[Parse], data: st.DataObject) -> None:
    """Whatever hangs on what, afterwards there is one root, no ring, and none of ClearNLP's names."""
    words = [data.draw(st.sampled_from(["is", "of", "tide"])) for _ in parses]
    converted = convert_parses(words, parses)
    assert [p.head < 0 for p in converted].count(True) == 1
    assert find_ring([p.head for p in converted]) == []
    assert all((p.relation == "root") == (p.head < 0) for p in converted)
    assert not set(RELATIONS) & {p.relation for p in converted}
