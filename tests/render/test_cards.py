"""A card as it is drawn."""

from __future__ import annotations

import re
from functools import cache
from io import BytesIO

import pytest
from pages import ROOT
from PIL import Image
from sample import ARABIC, LONG_NAME

from sourceline.model import Date
from sourceline.render import cards
from sourceline.render.cards import ACCENT, INK, LAST, MEASURE, PAPER, TEXT_FACE, TITLE_SIZES
from sourceline.site import Card
from sourceline.site.dates import describe_date
from sourceline.site.labels import load_labels

Box = tuple[int, int, int, int]
# Where the title stands, and the mark on the spine.
TITLE: Box = (150, 150, 1200, 530)
MARK: Box = (70, 50, 140, 260)


@cache
def draw(
    title: str, date: str | None = "2024-03-25", basis: str = "stated", foot: str = "A site"
) -> bytes:
    """The PNG of an event's card."""
    when = describe_date(Date(date, basis), load_labels("en")) if date else None  # type: ignore[arg-type] # the caller names a basis
    lead = when.text if when else "Person"
    return cards.draw_card(Card("cards/x.png", lead, when, (title,), foot))


def read_pixels(data: bytes, box: Box) -> list[tuple[int, int, int]]:
    """The colours of a part of a picture."""
    picture = Image.open(BytesIO(data)).convert("RGB").crop(box)
    flat = picture.tobytes()
    return [(flat[n], flat[n + 1], flat[n + 2]) for n in range(0, len(flat), 3)]


def test_card_is_a_picture_of_the_right_size() -> None:
    """1200 by 630, PNG, light enough to be fetched by anybody."""
    data = draw("Ilse Quandrel steps down as director of Orrery Works")
    picture = Image.open(BytesIO(data))
    assert (picture.format, picture.size) == ("PNG", (1200, 630))
    assert len(data) < 40_000


def test_words_are_drawn_where_they_belong() -> None:
    """The title in ink, the mark in the accent, and nothing but paper in the margins."""
    data = draw("Ilse Quandrel steps down as director of Orrery Works")
    title, mark = read_pixels(data, TITLE), read_pixels(data, MARK)
    assert 8_000 < title.count(INK) < 80_000
    assert mark.count(ACCENT) > 200
    assert ACCENT not in title
    assert set(read_pixels(data, (1120, 0, 1200, 630))) == {PAPER}
    assert set(read_pixels(data, (0, 0, 60, 630))) == {PAPER}


def test_another_title_is_another_picture() -> None:
    """Only in the place of the title; the same card has the same bytes."""
    one, two = draw("The lens is cut again"), draw("The bell is hung again")
    assert read_pixels(one, TITLE) != read_pixels(two, TITLE)
    assert read_pixels(one, MARK) == read_pixels(two, MARK)
    draw.cache_clear()
    assert draw("The lens is cut again") == one


@pytest.mark.parametrize(
    ("date", "basis"),
    [
        ("2024-03-25", "stated"),
        ("2024-03-25", "published"),
        ("2024-03", "stated"),
        ("2024-21", "stated"),
        ("2024", "stated"),
        ("2024~", "stated"),
        ("1450/1467", "stated"),
        ("1985/..", "stated"),
        ("../2019", "stated"),
    ],
)
def test_each_kind_of_date_has_a_mark_of_its_own(date: str, basis: str) -> None:
    """As on the site's spine."""
    marks = {
        (other, how): read_pixels(draw("A title", other, how), MARK)
        for other, how in (
            ("2024-03-25", "stated"),
            ("2024", "stated"),
            ("1985/..", "stated"),
            (date, basis),
        )
    }
    assert ACCENT in marks[date, basis]
    assert sum(marks[date, basis] == mark for mark in marks.values()) == 1


@pytest.mark.parametrize("title", [ARABIC, "水力发电站", f"{ARABIC} visits the works", "שלום", "🜁"])
def test_letters_our_fonts_lack_are_left_out(title: str) -> None:
    """No boxes: the card then has its date, its mark and the name of its site alone."""
    data = draw(title)
    assert set(read_pixels(data, TITLE)) == {PAPER}
    assert ACCENT in read_pixels(data, MARK)
    assert draw(title) == draw("水")


def test_first_name_that_can_be_set_is_the_title() -> None:
    """Another name of the same profile stands in."""
    made = Card("cards/x.png", "Person", None, (ARABIC, "Maha al-Zahrani"), "A site")
    assert cards.draw_card(made) == draw("Maha al-Zahrani", None)


@pytest.mark.parametrize(
    "text", ["Ångström & Đorđević", "Ελληνικά", "Кириллица", "Việt Nam", "e\u0301te\u0301"]
)
def test_european_letters_are_set(text: str) -> None:
    """Latin with all its marks, composed or not, Greek and Cyrillic."""
    assert cards.choose_text((text,)) != ""
    assert INK in read_pixels(draw(text), TITLE)


@pytest.mark.parametrize(
    "title", ["Ilse", LONG_NAME, "word " * 200, "Donau" * 60, "a", "Two words", "A b " * 12]
)
def test_title_fits_its_place(title: str) -> None:
    """Of any length, it stays inside its lines; only what fits no size is cut, with a sign."""
    size, lines = cards.set_title(" ".join(title.split()))
    assert all(cards.measure_line(line, TEXT_FACE, size) <= MEASURE for line in lines)
    assert cards.find_base(size, len(lines) - 1) <= LAST
    whole = " ".join(lines)
    assert whole == " ".join(title.split()) or (size == TITLE_SIZES[-1] and whole.endswith("…"))


def test_short_titles_are_large_and_lines_are_even() -> None:
    """The longer, the smaller; no line is left nearly empty."""
    sizes = [
        cards.set_title(title)[0] for title in ("Ilse Quandrel", "Ilse Quandrel " * 4, LONG_NAME)
    ]
    assert sizes == sorted(sizes, reverse=True)
    assert len(set(sizes)) == 3
    size, lines = cards.set_title(LONG_NAME)
    widths = [cards.measure_line(line, TEXT_FACE, size) for line in lines]
    assert min(widths) > 0.75 * max(widths)


def test_coverage_is_what_the_fonts_draw() -> None:
    """Each character that is listed has a shape of its own in both fonts, not that of a missing one."""
    for face in (cards.TEXT_FACE, cards.LABEL_FACE):
        font = cards.load_font(face, 20)
        missing = bytes(font.getmask("\ufdd0"))
        boxes = [
            code for code in cards.load_coverage() if bytes(font.getmask(chr(code))) == missing
        ]
        assert boxes == []


def test_pairs_are_kerned() -> None:
    """ "To" is narrower than its letters apart; our tables name only letters that the fonts have."""
    apart = cards.measure_word("T", TEXT_FACE, 92) + cards.measure_word("o", TEXT_FACE, 92)
    assert cards.measure_word("To", TEXT_FACE, 92) < apart - 2
    for face in (cards.TEXT_FACE, cards.LABEL_FACE):
        assert cards.load_coverage() >= {
            ord(letter) for pair in cards.load_kerning(face) for letter in pair
        }


def test_fingerprint_tells_the_drawing() -> None:
    """It is the same each time, and holds all the fonts."""
    first = cards.fingerprint_drawing()
    cards.fingerprint_drawing.cache_clear()
    assert re.fullmatch("[0-9a-f]{64}", first)
    assert cards.fingerprint_drawing() == first


def test_colours_are_those_of_the_theme() -> None:
    """The card and the site's light paper, ink and accent are the same."""
    tokens = (ROOT / "static" / "tokens.css").read_text(encoding="utf-8")
    plain = tokens.partition("@media")[0]
    light = dict(re.findall(r"--([\w-]+): light-dark\(#([0-9a-f]{6})", plain))
    names = ("paper", "line", "ink", "ink-soft", "accent")
    assert [tuple(bytes.fromhex(light[name])) for name in names] == [
        PAPER,
        cards.LINE,
        INK,
        cards.SOFT,
        ACCENT,
    ]


def test_fonts_have_their_licences_beside_them() -> None:
    """Under the Open Font License each travels with its text, in less than 300 kB."""
    folder = ROOT / "sourceline" / "render" / "fonts"
    fonts = sorted(path.stem for path in folder.glob("*.ttf"))
    assert fonts == sorted((cards.TEXT_FACE, cards.LABEL_FACE))
    for name in fonts:
        assert "SIL OPEN FONT LICENSE" in (folder / f"{name}-OFL.txt").read_text(encoding="utf-8")
    assert sum(path.stat().st_size for path in folder.iterdir()) < 300_000
