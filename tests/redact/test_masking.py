"""A word in the place of names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourceline.redact.masking import Mask

MASK = Mask(("Ada Fenwick", "Fenwick"), ("Ada", "Mary"), "[x]")


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("Ada Fenwick left.", "[x] left."),
        ("Ada\n  Fenwick left.", "[x] left."),
        ("Mary Ada Fenwick’s plan, and the Fenwicks", "[x] plan, and the [x]"),
        ("FENWICK LEAVES", "[x] LEAVES"),
        ("Mail ada.fenwick@tide.example or @fenwick", "Mail [x]@tide.example or @[x]"),
        ("Ada Lind and fenwick, a plant", "Ada Lind and fenwick, a plant"),
        ("Fenwickshire and MacFenwick", "Fenwickshire and MacFenwick"),
    ],
)
def test_masks_names_as_texts_write_them(text: str, masked: str) -> None:
    """Whatever the white space, the case of a headline, a possessive, or the given names before it; not a word that
    only begins alike."""
    found = MASK.mask_text(text)
    assert found.text.replace("’s", "") == masked.replace("’s", "")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Zoë Müller", "Zoe Muller spoke."),
        ("Zoë Müller", "ZOË MÜLLER spoke."),
        ("Zoë Müller", "Zoe\u0308 Mu\u0308ller spoke."),
        ("Finn O’Dell", "Finn O'Dell spoke."),
        ("王小明", "王小明 spoke."),
    ],
)
def test_masks_other_spellings(name: str, text: str) -> None:
    """Without accents, in capitals, composed otherwise, with another apostrophe, in another script."""
    assert Mask((name,), (), "[x]").mask_text(text).text == "[x] spoke."


@pytest.mark.parametrize("name", ["\u0301", "´"])
def test_name_that_is_a_mark_only(name: str) -> None:
    """It is taken out where it stands, and nothing is put where nothing was."""
    assert (
        Mask([name], (), "[x]").mask_text(f"Ada went, {name} home.").text == "Ada went, [x] home."
    )


def test_masks_ids() -> None:
    """In an id the name is a part between hyphens."""
    ids = ["ada-fenwick-departure", "tide-sues-fenwick", "fenwickshire-vote", "ada-lind"]
    assert [MASK.mask_slug(each) for each in ids] == [
        "redacted-departure",
        "tide-sues-redacted",
        "fenwickshire-vote",
        "ada-lind",
    ]


WORDS = st.lists(
    st.sampled_from(["Ada", "Fenwick", "Tide", "left", "2031", "“", "\n"]), max_size=12
)


@given(WORDS, st.sampled_from(["[x]", "[redacted for now]"]))
def test_moves_offsets_with_the_text(words: list[str], word: str) -> None:
    """Every offset outside of a name is at the same sign in the masked text, and one inside of it at its word."""
    text = " ".join(words)
    masked = Mask(("Ada Fenwick", "Fenwick"), ("Ada",), word).mask_text(text)
    inside = {place for start, end in masked.spans for place in range(start, end)}
    for place, sign in enumerate(text):
        if place not in inside:
            assert masked.text[masked.move(place)] == sign
    for start, end in masked.spans:
        assert masked.text[masked.move(start) : masked.move(end, end=True)] == word
    assert "Fenwick" not in masked.text
