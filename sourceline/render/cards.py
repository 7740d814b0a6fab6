"""A card → a picture: 1200 by 630 pixels, type on paper, as PNG. The only module that knows Pillow.

The same card gives the same bytes with the same Pillow. Type is set without Pillow's shaping
library, which not every machine has: letter by letter with the kerning of our own fonts.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from io import BytesIO
from itertools import pairwise, zip_longest
from math import ceil
from pathlib import Path
from unicodedata import normalize

import PIL
from PIL import Image, ImageChops, ImageDraw, ImageFont

from sourceline.site import HEIGHT, WIDTH, Card, When

FONTS = files("sourceline.render") / "fonts"
TEXT_FACE, LABEL_FACE = "literata", "commissioner"

# The light tokens of static/tokens.css.
PAPER, LINE = (0xFB, 0xF9, 0xF4), (0xD8, 0xD0, 0xC1)
INK, SOFT, ACCENT = (0x21, 0x1D, 0x18), (0x5B, 0x54, 0x4A), (0x8F, 0x2A, 0x16)
# Shades from paper to each ink; more are not seen, and weigh.
SHADES = 8

SPINE, LEFT, MEASURE = 104, 164, 940
# Base lines of the line above the title, of the last line a title may have, and of the foot.
LEAD, LAST, FOOT = 118, 482, 566
# The top of the title's capitals, and their height as a part of the type's size.
TITLE_TOP, CAPITALS = 182, 0.69
LEAD_SIZE, FOOT_SIZE = 34, 30
TITLE_SIZES = (92, 82, 73, 65, 58, 52, 46)
LEADING = 1.18
# Everything is drawn so many times larger and then reduced: edges are soft, and letters do not stand on
# whole pixels, which their distances would show.
FINE = 2


def draw_card(card: Card) -> bytes:
    """The card as a PNG. Words with a letter that our fonts lack are left out, not drawn as boxes."""
    layers = [Image.new("L", (WIDTH, HEIGHT), 0) for _ in range(4)]
    line, ink, soft, accent = layers
    ImageDraw.Draw(line).rectangle((SPINE - 1, 0, SPINE, HEIGHT), fill=255)
    _draw_mark(accent, line, card.when)
    _draw_label(accent, LEAD, card.lead, LEAD_SIZE)
    size, lines = set_title(choose_text(card.titles))
    for n, text in enumerate(lines):
        _draw_line(ink, find_base(size, n), text, TEXT_FACE, size)
    _draw_label(soft, FOOT, card.foot, FOOT_SIZE)
    return _encode(layers)


# --- words ------------------------------------------------------------------------------------


def choose_text(texts: Sequence[str]) -> str:
    """The first text of which our fonts have every letter, in one line; "" where there is none."""
    known = load_coverage()
    for text in texts:
        line = normalize("NFC", " ".join(text.split()))
        if line and known.issuperset(map(ord, line)):
            return line
    return ""


@cache
def load_coverage() -> frozenset[int]:
    """The characters that both our fonts have."""
    ranges = (FONTS / "coverage.txt").read_text(encoding="utf-8").split()
    ends = [[int(end, 16) for end in each.split("-")] for each in ranges]
    return frozenset(code for first, last in ends for code in range(first, last + 1))


@cache
def load_font(name: str, size: int) -> ImageFont.FreeTypeFont:
    """One of our faces in a size in pixels."""
    data = BytesIO((FONTS / f"{name}.ttf").read_bytes())
    return ImageFont.truetype(data, size, layout_engine=ImageFont.Layout.BASIC)


def set_title(text: str) -> tuple[int, list[str]]:
    """The largest size in which a title fits its place, and its lines; in the smallest it is cut."""
    for size in TITLE_SIZES:
        room = sum(find_base(size, n) <= LAST for n in range(len(TITLE_SIZES)))
        lines = break_lines(text, size, MEASURE)
        if len(lines) <= room and all(
            measure_line(line, TEXT_FACE, size) <= MEASURE for line in lines
        ):
            return size, balance_lines(text, size, len(lines))
    if len(lines) > room:
        lines = [*lines[: room - 1], " ".join(lines[room - 1 :])]
    return size, [shorten_line(line, TEXT_FACE, size) for line in lines]


def measure_line(line: str, face: str, size: int) -> float:
    """How wide a line is. Word by word, since the words of a title are measured at many sizes; our
    fonts kern no pair with a space."""
    words = line.split(" ")
    return sum(measure_word(word, face, size) for word in (*words, *" " * (len(words) - 1)))


@lru_cache(maxsize=4096)
def measure_word(word: str, face: str, size: int) -> float:
    """How wide a word is as it will be drawn, in pixels."""
    large = size * FINE
    font, kerning = load_font(face, large), load_kerning(face)
    moves = sum(kerning.get(pair, 0) for pair in map("".join, pairwise(word)))
    return (font.getlength(word) + moves * large / 1000) / FINE


@cache
def load_kerning(face: str) -> Mapping[str, int]:
    """Pair of letters → by how many thousandths of the size the second moves."""
    lines = (FONTS / f"{face}.kern").read_text(encoding="utf-8").splitlines()
    return {line[:2]: int(line[3:]) for line in lines}


def break_lines(text: str, size: int, width: int) -> list[str]:
    """Lines as full as they can be; a longer word stands alone in its own."""
    lines: list[str] = []
    for word in text.split():
        if lines and measure_line(f"{lines[-1]} {word}", TEXT_FACE, size) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def balance_lines(text: str, size: int, count: int) -> list[str]:
    """As many lines in the narrowest measure that still holds them, so that none is nearly empty."""
    low, high = 0, MEASURE
    while high - low > 4:
        middle = (low + high) // 2
        lines = break_lines(text, size, middle)
        fits = len(lines) <= count and all(
            measure_line(line, TEXT_FACE, size) <= middle for line in lines
        )
        low, high = (low, middle) if fits else (middle, high)
    return break_lines(text, size, high)


def shorten_line(text: str, face: str, size: int) -> str:
    """`text`, cut with "…" where it is wider than its place."""
    if measure_line(text, face, size) <= MEASURE:
        return text
    ends = range(len(text) + 1)
    last = bisect_right(
        ends, MEASURE, key=lambda end: ceil(measure_line(f"{text[:end]}…", face, size))
    )
    return f"{text[: max(last - 1, 0)].rstrip(' ,;:–—-')}…"


def find_base(size: int, n: int) -> int:
    """The base line of a title's nth line, from 0."""
    return round(TITLE_TOP + size * (CAPITALS + n * LEADING))


def _draw_label(layer: Image.Image, base: int, text: str, size: int) -> None:
    line = shorten_line(choose_text((text,)), LABEL_FACE, size)
    if line:
        _draw_line(layer, base, line, LABEL_FACE, size)


def _draw_line(layer: Image.Image, base: int, text: str, face: str, size: int) -> None:
    width, height = MEASURE + 40, round(size * 1.6)
    large = Image.new("L", (width * FINE, height * FINE), 0)
    draw, font, kerning = ImageDraw.Draw(large), load_font(face, size * FINE), load_kerning(face)
    x, run = 10.0 * FINE, ""
    for letter, pair in zip_longest(text, map("".join, pairwise(text)), fillvalue=""):
        run += letter
        if pair in kerning or not pair:
            draw.text((x, round(size * 1.1) * FINE), run, fill=255, font=font, anchor="ls")
            x += font.getlength(run) + kerning.get(pair, 0) * size * FINE / 1000
            run = ""
    box = (LEFT - 10, base - round(size * 1.1))
    small = large.reduce(FINE)
    under = layer.crop((*box, box[0] + width, box[1] + height))
    layer.paste(ImageChops.lighter(under, small), box)


# --- the mark of the date ---------------------------------------------------------------------

_LENGTHS = {"month": 44, "quarter": 60, "year": 84, "span": 108}


def _draw_mark(accent: Image.Image, line: Image.Image, when: When | None) -> None:
    """How the date is drawn on the spine, as on the site (templates/_marks.html); home and profiles
    have a plain dot."""
    width, height = 60, 130
    mark = Image.new("L", (width * FINE, height * FINE), 0)
    hole = Image.new("L", mark.size, 255)
    draw, cut = ImageDraw.Draw(mark), ImageDraw.Draw(hole)
    shape = when.shape if when else "dot"
    soft, hollow = bool(when and when.soft), bool(when and when.hollow)
    x, top = 30, 12
    if shape in ("dot", "none"):
        radius = 11 if shape == "dot" else 7
        body = (x - radius, top + 11 - radius, x + radius, top + 11 + radius)
    elif shape in ("from", "until"):
        body = (x - 2, top, x + 2, top + 96)
    else:
        body = (x - 8, top, x + 8, top + _LENGTHS[shape])
    _draw_body(draw, cut, shape, body, hollow=hollow)
    for n in (1, 2) if soft else ():
        for y in (body[1] - 9 * n, body[3] + 9 * n):
            draw.ellipse(_scale((x - 4 + n, y - 4 + n, x + 4 - n, y + 4 - n)), fill=255)
    place = (SPINE - x, LEAD - 11 - 12 - top)
    for image, layer in ((mark, accent), (hole, line)):
        small = image.reduce(FINE)
        if layer is line:
            box = (*place, place[0] + width, place[1] + height)
            small = ImageChops.multiply(layer.crop(box), small)
        layer.paste(small, place)


def _draw_body(
    draw: ImageDraw.ImageDraw,
    cut: ImageDraw.ImageDraw,
    shape: str,
    body: tuple[int, int, int, int],
    *,
    hollow: bool,
) -> None:
    left, top, right, bottom = body
    if shape in ("from", "until"):  # a crossbar at the known end, dashes towards the open one
        y = top if shape == "from" else bottom
        draw.rectangle(_scale((left - 10, y - 2, right + 10, y + 2)), fill=255)
        inside = range(top, bottom, 4) if shape == "from" else range(bottom, top, -4)
        for n, start in enumerate(inside):
            if n < 12 or n % 3:
                draw.rectangle(_scale((left, start - 2, right, start + 2)), fill=255)
            else:
                cut.rectangle(_scale((left, start - 2, right, start + 2)), fill=0)
        return
    radius = (right - left) / 2 * FINE
    draw.rounded_rectangle(_scale(body), radius, fill=255)
    cut.rounded_rectangle(_scale(body), radius, fill=0)
    if hollow:
        inner = (left + 4, top + 4, right - 4, bottom - 4)
        draw.rounded_rectangle(_scale(inner), radius - 4 * FINE, fill=0)


def _scale(box: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    left, top, right, bottom = (each * FINE for each in box)
    return (left, top, right - 1, bottom - 1)


# --- the file ---------------------------------------------------------------------------------


def _encode(layers: Sequence[Image.Image]) -> bytes:
    """Four masks as one picture of few colours: each ink has its own run of shades in the palette."""
    whole = Image.new("L", (WIDTH, HEIGHT), 0)
    for n, layer in enumerate(layers):
        start = n * SHADES
        levels = [round(v * SHADES / 255) for v in range(256)]
        whole = ImageChops.lighter(whole, layer.point([v and start + v for v in levels]))
    picture = Image.frombytes("P", whole.size, whole.tobytes())
    picture.putpalette([part for colour in _list_colours() for part in colour])
    file = BytesIO()
    picture.save(file, "PNG", compress_level=6)
    return file.getvalue()


def _list_colours() -> Iterator[tuple[int, int, int]]:
    yield PAPER
    for colour in (LINE, INK, SOFT, ACCENT):
        for n in range(1, SHADES + 1):
            red, green, blue = (
                round(p + (c - p) * n / SHADES) for p, c in zip(PAPER, colour, strict=True)
            )
            yield red, green, blue


@cache
def fingerprint_drawing() -> str:
    """What the bytes of a card depend on beside the card: this module, the fonts, and Pillow."""
    digest = hashlib.sha256(f"{PIL.__version__} {WIDTH} {HEIGHT}".encode())
    digest.update(Path(__file__).read_bytes())
    for name in (
        f"{TEXT_FACE}.ttf",
        f"{LABEL_FACE}.ttf",
        f"{TEXT_FACE}.kern",
        f"{LABEL_FACE}.kern",
    ):
        digest.update((FONTS / name).read_bytes())
    return digest.hexdigest()
