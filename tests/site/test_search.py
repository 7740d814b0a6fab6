"""The search page and its index: what a word is, what can be found, and how it is written down."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample import ARABIC, SAMPLE

from sourceline.model import Chronicle, Date, Event, Evidence, Profile, Settings
from sourceline.site import Page, plan_site
from sourceline.site.entries import add_entries
from sourceline.site.lookup import make_lookup
from sourceline.site.search.documents import LONGEST, Document, list_documents
from sourceline.site.search.files import is_mendable, write_list, write_numbers, write_shard
from sourceline.site.search.folding import fold, gather_words, list_runs
from sourceline.site.search.index import Held, add_words, write_id
from sourceline.site.search.page import MOST_NAMES, group_names
from sourceline.site.search.shorthand import FEWEST, make_shorthand


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Müller", "muller"),
        ("ŁÓDŹ", "lodz"),
        ("Straße", "strasse"),
        ("STRASSE", "strasse"),
        ("ﬁnal", "final"),
        ("Ｆｕｌｌ", "full"),
        ("Ærø", "aero"),
        ("İstanbul", "istanbul"),
        ("Σίσυφος", "σισυφοσ"),
        ("Ёлка", "елка"),
        ("أَحْمَد", "احمد"),
        ("مدرسة", "مدرسه"),
        ("שָׁלוֹם", "שלום"),
        ("soft\u00adhyphen", "softhyphen"),
        ("हिन्दी", "हिन्दी"),
        ("ガス", "ガス"),
    ],
)
def test_spellings_of_one_word_fold_alike(written: str, folded: str) -> None:
    """Without case, accents and the forms of letters; marks that make another letter stay."""
    assert fold(written) == folded


def test_words_of_a_text() -> None:
    """Apostrophes, hyphens and points part words, but not an acronym; underscores are none."""
    text = "The U.S.-led round of 4.2 million_dollars: O’Brien’s co-director said “no”. ½"
    assert " ".join(list_runs(text)) == (
        "the us led round of 4 2 million dollars o brien s co director said no 1 2"
    )


def test_script_without_spaces_is_found_by_neighbours() -> None:
    """Every two signs, and the last alone, so that each sign begins a word."""
    assert gather_words(["GPT人工智能"]) == {"gpt", "人工", "工智", "智能", "能"}
    assert list_runs("GPT人工智能") == ["gpt", "人工智能"]


def list_sample() -> list[Document]:
    """The documents of the sample, profiles first."""
    lookup = make_lookup(SAMPLE, {})
    return [each for group in list_documents(add_entries(lookup)) for each in group]


def test_documents_are_in_order_of_their_groups() -> None:
    """Profiles, the best known first; events and sources, the newest first; what is undated last."""
    ids = [document.id for document in list_sample()]
    assert ids[:3] == ["orrery-works", "kestrel-point", "ilse-quandrel"]
    assert ids[10:12] == ["second-works", "spending"]
    assert ids[24:] == [
        "first-tide-clock",
        "bell",
        "gazette",
        "harbour-post",
        "naughty",
        "old-chronicle",
    ]


def test_profile_is_found_by_its_names() -> None:
    """Names and aliases are its title; what it is stands behind them."""
    [document] = [each for each in list_sample() if each.id == "ilse-quandrel"]
    assert replace(document, beside=None, written="") == Document(
        title="Ilse Quandrel",
        kind="Person",
        folder="people",
        id="ilse-quandrel",
        note="director, Orrery Works, until 25 March 2024",
        text="Also named: Quandrel, I. Quandrel",
        first=frozenset({"ilse", "quandrel", "i"}),
        rest=frozenset(
            [
                "person",
                "director",
                "orrery",
                "works",
                "until",
                "25",
                "march",
                "2024",
                "learned",
                "to",
                "grind",
                "lenses",
                "at",
                "kestrel",
                "point",
            ]
        ),
        rank=2,
    )


def test_event_is_found_by_all_that_is_told_of_it() -> None:
    """Title, every quote, kind, date, names, and the author's words without addresses; how it is told
    is said beside its kind."""
    told = {document.id: document for document in list_sample()}
    stepping = told["quandrel-steps-down"]
    assert stepping.first == frozenset(
        ["ilse", "quandrel", "steps", "down", "as", "director", "of", "orrery", "works"]
    )
    assert {"resigned", "departure", "2024", "march", "instrument", "quay", "tide"} <= stepping.rest
    assert not {"https", "example"} & stepping.rest
    assert told["archive-sale"].kind == "event, denied"
    assert told["visit"].title == f"{ARABIC} visits the works"


def test_long_sentence_is_found_beyond_what_is_shown() -> None:
    """A result shows its beginning; all its words are looked up."""
    told = Evidence("a", " ".join(f"word{n}" for n in range(99)), 0, 0)
    event = Event(id="long", kind="event", title="Long", date=None, evidence=(told,))
    lookup = make_lookup(Chronicle(settings=Settings(), events=(event,)), {})
    _, [document], _ = list_documents(add_entries(lookup))
    assert len(document.text) <= LONGEST + 2
    assert "word98" in document.rest


def read_numbers(text: str) -> list[int]:
    """What `write_numbers` wrote."""
    numbers, number, high = [], -1, 0
    for sign in map(ord, text):
        if sign > 92:
            high = high * 34 + sign - 93
        else:
            number += high * 57 + sign - 34
            high = 0
            numbers.append(number)
    return numbers


@given(st.sets(st.integers(0, 10**7)))
def test_numbers_are_read_back(numbers: set[int]) -> None:
    """In any signs but those that part words or need an escape."""
    text = write_numbers(sorted(numbers))
    assert read_numbers(text) == sorted(numbers)
    assert not set(text) & set(' !"\\')


def test_shard_is_written_by_differences() -> None:
    """A capital for the letters shared with the word before, at most 25; a list for each word."""
    lines = [("a", write_list([0], [])), ("ab", write_list([], [1])), ("𝄞𝄞", "$"), ("𝄞𝄢", "%")]
    assert write_shard(lines) == ("AaBbA𝄞𝄞C𝄢", "# !$ $ %")
    assert write_shard([("x" * 40, "#"), ("x" * 41, "$")])[0] == f"A{'x' * 40}Z{'x' * 16}"


def test_id_is_written_by_the_words_it_repeats() -> None:
    """Each part that is a word of what is shown is its place there; the others stand."""
    assert write_id("ada-fenwick-exit-2", "Ada Fenwick goes") == "ÀÁ-exit-2"


def test_shorthand_leaves_signs_of_the_texts_alone() -> None:
    """A sign that stands in a text is never made a word's."""
    texts = [*(["of the Āvon"] * FEWEST), "rare"]
    shorthand = make_shorthand(texts)
    assert (shorthand.taken, shorthand.words) == ("Ā", (" the", " Āvon"))
    assert shorthand.write("of the Āvon, rare the") == "ofāĂ, rareā"


@pytest.mark.parametrize(
    ("word", "mendable"), [("tide", True), ("sea", False), ("2024", False), ("人工智能", False)]
)
def test_only_words_of_letters_are_mended(word: str, mendable: bool) -> None:  # noqa: FBT001 - a table
    """Short words, numbers and scripts without spaces are taken as they are typed."""
    assert is_mendable(word) is mendable


def plan_search(chronicle: Chronicle) -> tuple[Page, list[Page]]:
    """The search page, and the files of its index."""
    pages = plan_site(chronicle, assets={})
    [page] = [page for page in pages if page.path == "search/index.html"]
    return page, [page for page in pages if page.path.startswith("search/data/")]


def read_file(page: Page) -> tuple[str, Any]:
    """The field a file sets, and its value."""
    match = re.fullmatch(r"sourceline\.search\.(\S+?)=(.*);\n", page.values, re.DOTALL)
    assert match is not None
    return match[1], json.loads(match[2])


def test_index_of_a_small_chronicle() -> None:
    """Head, words, ends and a block, each as it is published."""
    event = Event(
        id="ada-rises", kind="promotion", title="Ada rises", date=Date("2031"), weight=0.5
    )
    ada = Profile(id="ada", kind="person", name="Ada")
    chronicle = Chronicle(settings=Settings(), events=(event,), profiles=(ada,))
    page, files = plan_search(chronicle)
    fields = dict(map(read_file, files))
    head = fields.pop("head")
    assert {key: head[key] for key in head if key not in ("letters", "marks", "spaceless")} == {
        "groups": [1, 1, 0],
        "ranks": "12",
        "kinds": [["Person", "people"], ["promotion", "events"]],
        "block": 80,
        "words": ["2031"],
        "ends": ["noitomorp"],
        "taken": "",
        "frequent": "",
    }
    assert fields == {
        "words[0]": ["A2031AadaApersonBromotionArises", "!$ ## !# !$ $"],
        "ends[0]": ["AnoitomorpCsrepAsesir", ""],
        "blocks[0]": "Ada\t0\tÀ\t\t\nAda rises\t1\tÀÁ\t2031\t",
    }
    folder = page.values.index
    assert [file.path for file in files] == [
        f"{folder}/{name}.js" for name in ("head", "words-0", "ends-0", "block-0")
    ]


def test_folder_of_the_index_changes_with_it() -> None:
    """Another title, another folder; the same content, the same."""
    renamed = replace(SAMPLE, events=(replace(SAMPLE.events[0], title="Other"), *SAMPLE.events[1:]))
    first, again, other = (
        plan_search(chronicle)[0].values.index for chronicle in (SAMPLE, SAMPLE, renamed)
    )
    assert re.fullmatch("search/data/[0-9a-f]{8}", first)
    assert first == again != other


def test_every_word_has_the_documents_that_hold_it() -> None:
    """Those with it in the title apart from the others, none twice."""
    documents = list_sample()
    held: dict[str, Held] = {}
    for number, document in enumerate(documents):
        add_words(held, number, document)
    for word, (titles, texts) in held.items():
        assert list(titles) == [n for n, each in enumerate(documents) if word in each.first]
        assert list(texts) == [n for n, each in enumerate(documents) if word in each.rest]
        assert not set(titles) & set(texts)


def test_names_stand_under_their_letters() -> None:
    """Without case and accents; numbers and signs under "#", scripts of thousands of signs under "…"."""
    names = ("Łódź", "lodge", "Émile", "7 Hills", "人工", ARABIC)
    profiles = [Profile(id=f"p{n}", kind="topic", name=name) for n, name in enumerate(names)]
    groups = [(g.letter, [link.text for link in g.links]) for g in group_names(profiles)]
    assert groups == [
        ("#", ["7 Hills"]),
        ("E", ["Émile"]),
        ("L", ["lodge", "Łódź"]),
        (ARABIC[0], [ARABIC]),
        ("…", ["人工"]),
    ]


def test_page_says_when_names_are_left_out() -> None:
    """A site of very many names shows the best known, and where all are."""
    profiles = tuple(
        Profile(id=f"p{n}", kind="person", name=f"Name {n}") for n in range(MOST_NAMES + 1)
    )
    page, _ = plan_search(Chronicle(settings=Settings(), profiles=profiles))
    assert page.values.names_note == (
        "The 1,000 best known of 1,001 names stand here; the indexes above hold all."
    )
    assert sum(len(group.links) for group in page.values.names) == MOST_NAMES
