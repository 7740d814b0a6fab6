"""Text → time expressions: the pure core."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sourceline.edtf import EdtfError, parse
from sourceline.extract.rules.times.certainty import edtf_of
from sourceline.extract.rules.times.grammar import Found, Rule
from sourceline.extract.rules.times.lexer import Tokens, read_tokens
from sourceline.extract.rules.times.pairs import join_ends
from sourceline.extract.rules.times.points import Point, move, read_value, write_value
from sourceline.extract.rules.times.reading import Reading
from sourceline.extract.rules.times.reasons import write_reason
from sourceline.extract.rules.times.scene import Scene
from sourceline.extract.rules.times.table import load_grammar
from sourceline.extract.rules.times.vocabulary import class_codes, load_vocabulary
from sourceline.model import TimeExpression

# Where a text whose publication is not known may state it: a header or dateline, in characters.
HEADER = 400


def read_times(
    text: str, *, published: str | None, language: str = "en"
) -> tuple[TimeExpression, ...]:
    """Every time expression of `text`, in order; none overlap.

    `published` is the EDTF date that relative expressions are counted from. Where it is None, the
    first whole date near the top of the text takes its place.
    """
    vocabulary = load_vocabulary(language)
    tokens = read_tokens(text, vocabulary)
    grammar = load_grammar(vocabulary.language)
    point = _published_point(published)
    scene = _set_scene(Scene(text=text, language=vocabulary.language), tokens, point)
    times: list[TimeExpression] = []
    place = 0
    while (candidate := grammar.find(tokens, place)) is not None:
        place, matches = candidate
        chosen = _read_first(matches, scene)
        if chosen is None:
            place += 1
            continue
        found, readings = chosen
        for reading in readings:
            times.append(_make_time(found, reading, scene))
            scene = _next_scene(scene, found, reading)
        if scene.published is None and found.start < HEADER and readings[-1].basis == "stated":
            scene = _set_scene(scene, tokens, _trust_header(tokens, scene.spoken_day))
        place = found.match.end()
    return tuple(join_ends(text, times))


def _read_first(
    matches: list[tuple[Rule, Found]], scene: Scene
) -> tuple[Found, Sequence[Reading]] | None:
    """The first rule, longest match first, that takes its words for a time."""
    for rule, found in matches:
        reading = rule.read(found, scene)
        if reading is not None:
            return found, ([reading] if isinstance(reading, Reading) else reading)
    return None


def _published_point(published: str | None) -> Point | None:
    """The day, month or year of publication; an interval counts from its begin."""
    if published is None:
        return None
    try:
        date = parse(published)
    except EdtfError:
        return None
    first = date.earliest
    if first is None or not 1 <= first.year <= 9999:
        return None
    unit = {"day": "D", "time": "D", "month": "M"}.get(date.precision, "Y")
    return Point(first.year, first.month, first.day, unit)


def _trust_header(tokens: Tokens, day: Point | None) -> Point | None:
    """`day` as that of publication, unless the text goes on to later years: then it is the
    beginning of a tale."""
    if day is None:
        return None
    year = class_codes()["FOURDIGITS"]
    years = [v for c, v in zip(tokens.classes, tokens.values, strict=True) if c == year]
    later = sum(1 for number in years if isinstance(number, int) and day.year + 1 < number < 2100)
    return None if later > 1 else day


def _set_scene(scene: Scene, tokens: Tokens, published: Point | None) -> Scene:
    return replace(scene, published=published, narrative=_is_narrative(tokens, published))


def _is_narrative(tokens: Tokens, published: Point | None) -> bool:
    """Whether the text tells mostly of years long before its publication, with no "Friday" in it.

    Measured on news and on histories: eight older years, and twice as many as weekdays, part them;
    where no weekday or "today" stands at all, three do. Years before Christ are always a tale.
    """
    if published is None:
        return True
    codes = class_codes()
    year = codes["FOURDIGITS"]
    years = [v for c, v in zip(tokens.classes, tokens.values, strict=True) if c == year]
    old = sum(1 for number in years if isinstance(number, int) and number < published.year - 1)
    today = sum(tokens.classes.count(codes[name]) for name in ("WEEKDAY", "TODAY"))
    if tokens.classes.count(codes["BC"]) >= 3 or (old >= 8 and old > 2 * today):
        return True
    return today == 0 and old >= 3 and old > 2 * (len(years) - old)


def _make_time(found: Found, reading: Reading, scene: Scene) -> TimeExpression:
    start, end = reading.span or (found.start, found.end)
    dated = reading.type in ("DATE", "TIME")
    edtf = reading.edtf or (edtf_of(reading.value, reading.mod) if dated else None)
    reference = edtf_of(write_value(reading.anchor)) if reading.anchor else None
    phrase = scene.text[start:end]
    return TimeExpression(
        start=start,
        end=end,
        text=phrase,
        type=reading.type,
        value=reading.value,
        edtf=edtf,
        basis=reading.basis,
        reference=reference,
        reason=write_reason(phrase, reading, reference),
    )


def _next_scene(scene: Scene, found: Found, reading: Reading) -> Scene:
    """What the next expression may refer back to."""
    if reading.type == "DURATION" and reading.value in ("P9M", "P6M"):
        return replace(scene, months_reported=reading.value)
    point = read_value(reading.value) if reading.spoken else None
    if point is None or reading.type not in ("DATE", "TIME"):
        return scene
    if scene.narrative and reading.basis == "relative" and reading.anchor == scene.published:
        return scene
    if reading.compared:
        return replace(scene, spoken=point, spoken_at=found.start)
    return replace(
        scene,
        spoken=point,
        spoken_at=found.start,
        spoken_day=point if point.unit == "D" else scene.spoken_day,
        period=_reported_period(scene, point),
        months_reported=None if point.unit in ("Q", "H") else scene.months_reported,
        before_christ=scene.before_christ or point.year < 1,
    )


def _reported_period(scene: Scene, point: Point) -> Point | None:
    """The quarter or half-year a report is about: the latest one spoken of that is over."""
    if point.unit not in ("Q", "H"):
        return scene.period
    over = move(point, point.unit, 1)
    if scene.now and over and over[:2] > scene.now[:2]:
        return scene.period
    return scene.period if scene.period and point < scene.period else point
