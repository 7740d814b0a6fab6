"""The margin of a source's page: everything that rests on a sentence, and the ways to it."""

from __future__ import annotations

from sample import SAMPLE

from sourceline.site import plan_site
from sourceline.site.lookup import make_lookup
from sourceline.site.marginalia import collect_resting
from sourceline.site.pages import SourcePage

PAGES = {page.path: page for page in plan_site(SAMPLE, assets={})}
WORKS = "organizations/orrery-works/index.html"


def test_every_kind_of_fact_is_in_the_margin() -> None:
    """Roles, figures, quotations and relations lead to their own place on the page that shows them."""
    found = {
        (source, number): [(fact.label, fact.link.text, fact.link.path) for fact in note.facts]
        for source, notes in collect_resting(make_lookup(SAMPLE, {})).items()
        for number, note in notes.items()
        if note.facts
    }
    director = (
        "Role",
        "Ilse Quandrel, director, Orrery Works",
        "people/ilse-quandrel/index.html#role-1",
    )
    assert found == {
        ("gazette", 1): [director],
        ("gazette", 2): [
            ("Relation", "Orrery Works: maker of Pocket Orrery", f"{WORKS}#relations")
        ],
        ("harbour-post", 1): [director],
        ("harbour-post", 3): [
            ("Figure", "4 billion, valuation", "events/funding/index.html#figure-1"),
            ("Figure", "8 million a month, expenditure", "events/spending/index.html#figure-1"),
        ],
        ("harbour-post", 5): [
            (
                "Role",
                "Bo Linnet-Vray, interim co-director, Orrery Works",
                "people/bo-linnet-vray/index.html#role-1",
            ),
            (
                "Role",
                "Tam Ottershaw, interim co-director, Orrery Works",
                "people/tam-ottershaw/index.html#role-1",
            ),
        ],
        ("harbour-post", 6): [
            (
                "Said",
                "Tam Ottershaw: “We shall keep the brass turning,”",
                "people/tam-ottershaw/index.html#by-1",
            )
        ],
        ("harbour-post", 12): [
            (
                "Said",
                "speaker not named: the great lens was never finished",
                f"{WORKS}#about-2",
            )
        ],
    }


def test_sentence_and_note_share_a_number() -> None:
    """In each paragraph from 1, so that they can light up together; what is not cited has none."""
    values = PAGES["sources/harbour-post/index.html"].values
    assert isinstance(values, SourcePage)
    first, _, third = values.blocks[:3]
    assert [(p.number, p.pair) for p in first.passages] == [(1, 1), (2, 2), (3, 3)]
    assert [(note.number, note.pair) for note in first.notes] == [(1, 1), (2, 2), (3, 3)]
    assert [(p.number, p.pair) for p in third.passages] == [(5, 1), (6, 2), (7, 0), (0, 0)]


def test_sources_stand_in_a_row() -> None:
    """Each leads to the one published before and after it; those without a day come first."""
    sides = [
        (
            page.values.before and page.values.before.text,
            page.values.after and page.values.after.text,
        )
        for page in PAGES.values()
        if isinstance(page.values, SourcePage)
    ]
    titles = [source.title for source in SAMPLE.sources]
    assert sides == list(zip([None, *titles], [*titles[1:], None], strict=False))
