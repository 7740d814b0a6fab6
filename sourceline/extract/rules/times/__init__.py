"""Time expressions: found, normalized and anchored.

Text becomes tokens with classes (lexer.py), rules over classes find expressions (grammar.py and
one file per kind), each is read in the scene of what was said before (scene.py).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

from sourceline.extract.rules.document import Document
from sourceline.extract.rules.times.certainty import edtf_of
from sourceline.extract.rules.times.grammar import Found, Grammar, Rule, compile_grammar
from sourceline.extract.rules.times.lexer import Tokens, read_tokens
from sourceline.extract.rules.times.points import Point, read_value
from sourceline.extract.rules.times.reading import Reading
from sourceline.extract.rules.times.scene import Scene
from sourceline.extract.rules.times.vocabulary import class_codes, load_vocabulary
from sourceline.model import TimeExpression


# Where a text whose publication is not known may state it: a header or dateline, in characters.
HEADER = 400


def find_times(document: Document) -> tuple[TimeExpression, ...]:
    """Every time expression of a source, in text order, outside of what was dropped from it."""
    source = document.source
    times = read_times(source.text, published=source.published, language=source.language)
    dropped = [(span.start, span.end) for span in source.dropped]
    if not dropped:
        return times
    return tuple(t for t in times if not any(s < t.end and t.start < e for s, e in dropped))


def read_times(
    text: str, *, published: str | None, language: str = "en"
) -> tuple[TimeExpression, ...]:
    """Every time expression of `text`, in order; none overlap.

    `published` is the EDTF date that relative expressions are counted from, if known.
    """
    vocabulary = load_vocabulary(language)
    tokens = read_tokens(text, vocabulary)
    grammar = load_grammar(vocabulary.language)
    scene = Scene(text=text, language=vocabulary.language, published=_published_point(published))
    scene = replace(scene, narrative=_is_narrative(tokens, scene.published))
    header = published is None
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
        if header and found.start > HEADER:
            header = False
        elif header and scene.spoken_day and readings[-1].basis == "stated":
            scene = replace(scene, published=scene.spoken_day)
            scene = replace(scene, narrative=_is_narrative(tokens, scene.published))
            header = False
        place = found.match.end()
    return tuple(times)


@lru_cache(maxsize=32)
def load_grammar(language: str) -> Grammar:
    """The rules for a language: all for English, the calendar for the others."""
    from sourceline.extract.rules.times import (
        clock,
        days,
        durations,
        eras,
        holidays,
        months,
        periods,
        references,
        relative,
        sets,
        years,
    )

    calendar = (days, months, years, eras)

    if language != "en":
        return compile_grammar(rule for kind in calendar for rule in kind.RULES)
    kinds = (*calendar, periods, relative, clock, holidays, sets, durations, references)
    return compile_grammar(rule for kind in kinds for rule in kind.RULES)


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
    return read_value(published.rstrip("~?%")) if published else None


def _is_narrative(tokens: Tokens, published: Point | None) -> bool:
    """Whether the text tells mostly of years long before its publication, with no "Friday" in it."""
    if published is None:
        return True
    codes = class_codes()
    year_code, today = codes["FOURDIGITS"], {codes["WEEKDAY"], codes["TODAY"]}
    years = [v for c, v in zip(tokens.classes, tokens.values, strict=True) if c == year_code]
    old = sum(1 for year in years if isinstance(year, int) and 1000 <= year < published.year - 1)
    recent = sum(1 for c in tokens.classes if c in today)
    return old >= 8 and old > 2 * recent


def _make_time(found: Found, reading: Reading, scene: Scene) -> TimeExpression:
    start, end = reading.span or (found.start, found.end)
    edtf = reading.edtf or (edtf_of(reading.value, reading.mod) if reading.type == "DATE" else None)
    phrase = scene.text[start:end]
    return TimeExpression(
        start=start,
        end=end,
        text=phrase,
        type=reading.type,
        value=reading.value,
        edtf=edtf,
        basis=reading.basis,
        reference=edtf_of(_value_of(reading.anchor)) if reading.anchor else None,
        reason=None,
    )


def _reported_period(scene: Scene, point: Point) -> Point | None:
    """The quarter or half-year a report is about: the latest one spoken of that is over."""
    if point.unit not in ("Q", "H"):
        return scene.period
    now = scene.now
    if scene.period is not None and (point < scene.period or (now and point[:2] > now[:2])):
        return scene.period
    return point


def _value_of(point: Point) -> str:
    from sourceline.extract.rules.times.points import write_value

    return write_value(point)


def _next_scene(scene: Scene, found: Found, reading: Reading) -> Scene:
    """What the next expression may refer back to."""
    if not reading.spoken or reading.type not in ("DATE", "TIME"):
        if reading.type == "DURATION" and reading.value in ("P9M", "P6M"):
            return replace(scene, period_value=reading.value)
        return scene
    point = read_value(reading.value)
    if point is None:
        return scene
    if scene.narrative and reading.basis == "relative" and reading.anchor == scene.published:
        return scene
    if reading.compared:
        return replace(scene, spoken=point, spoken_at=found.start)
    period = _reported_period(scene, point)
    return replace(
        scene,
        spoken=point,
        spoken_at=found.start,
        spoken_day=point if point.unit == "D" else scene.spoken_day,
        period=period,
        period_value=None if point.unit in ("Q", "H") else scene.period_value,
        before_christ=scene.before_christ or point.year < 1,
    )
