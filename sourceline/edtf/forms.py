"""The forms that dates of a language are worded with: CLDR's, and on top of them our own file.

Names of months, the order of day, month and year, eras, intervals and lists come from CLDR;
`wordings/<language>.toml` holds the rest, and wins. English stands in its file altogether.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from sourceline.language import ENGLISH, find_base, read_data

Forms = Mapping[str, Any]
"""Tables of texts with {…} to be filled in, as `wordings/en.toml` shows them."""

# A field of a CLDR pattern, a quoted text, or anything else.
_PART = re.compile(r"'([^']*)'|(d+|M+|L+|y+|G+)|([^'dMLyG]+)")


@lru_cache(maxsize=64)
def load_forms(language: str) -> tuple[str, Forms]:
    """The tag whose numerals go with the forms, and the forms; English where a language has no file."""
    base = find_base(language)
    own = _read_file(base)
    if own is None:
        return load_forms(ENGLISH)
    return language, own if base == ENGLISH else _merge(derive_forms(read_data(language)), own)


def _read_file(name: str) -> dict[str, Any] | None:
    import tomllib  # noqa: PLC0415 - a build without new pages words no date
    from importlib.resources import files  # noqa: PLC0415 - the same

    file = files("sourceline.edtf") / "wordings" / f"{name}.toml"
    return tomllib.loads(file.read_text(encoding="utf-8")) if name and file.is_file() else None


def _merge(below: Forms, above: Forms) -> Forms:
    """Two forms as one; where both have a text, that of `above`."""
    merged = {**below, **above}
    for key, value in below.items():
        if isinstance(value, Mapping):
            merged[key] = {**value, **above.get(key, {})}
    return merged


def derive_forms(data: Mapping[str, Any]) -> Forms:
    """What CLDR knows of the forms in a language."""
    skeletons, intervals = data["datetime_skeletons"], data["interval_formats"]
    year, with_era = skeletons["y"].pattern, skeletons["Gy"].pattern
    months = data["months"]
    # A month alone has no interval of its own in most languages; the short one has its order.
    alone = dict(intervals.get("MMMM", {})) or intervals["MMM"]
    fallback = intervals[None].format("{first}", "{last}")
    return {
        "months": [months["format"]["wide"][n] for n in range(1, 13)],
        "alone": [months["stand-alone"]["wide"][n] for n in range(1, 13)],
        "dates": {
            "day": convert_pattern(data["date_formats"]["long"].pattern),
            "day_month": convert_pattern(skeletons["MMMMd"].pattern),
            "month": convert_pattern(skeletons["yMMMM"].pattern),
            "year": convert_pattern(year),
            # "公元前44" goes into "{year}年" like any other year.
            "before": convert_pattern(with_era.replace(year, "y")).replace(
                "{era}", data["eras"]["abbreviated"][0]
            ),
        },
        "spans": {
            "days": convert_interval(intervals["yMMMd"]["d"]),
            "days_short": convert_interval(intervals["MMMd"]["d"]),
            "across": convert_interval(intervals["yMMMd"]["M"]),
            "across_short": convert_interval(intervals["MMMd"]["M"]),
            "months": convert_interval(intervals["yMMMM"]["M"]),
            "months_short": convert_interval(alone["M"]),
            "range": fallback,
        },
        "sets": {
            **_convert_list("and", data["list_patterns"]["standard"]),
            **_convert_list("or", data["list_patterns"]["or"]),
        },
    }


def _convert_list(name: str, patterns: Mapping[str, str]) -> dict[str, str]:
    comma = patterns["start"].format("", "")
    return {name: patterns["2"].format("{first}", "{last}"), f"{name}_comma": comma}


def convert_interval(halves: Sequence[str]) -> str:
    """The two halves of a CLDR interval as one form; the second speaks of the last day."""
    return convert_pattern(halves[0]) + convert_pattern(halves[1], last="last_")


def convert_pattern(pattern: str, last: str = "") -> str:
    """A CLDR pattern as a form: "d 'de' MMMM" → "{day} de {month}". Months are named in full."""
    return "".join(
        quoted or (_name_field(field, last) if field else other)
        for quoted, field, other in _PART.findall(pattern)
    )


def _name_field(field: str, last: str) -> str:
    sign, wide = field[0], len(field) > 2
    if sign == "y":
        return "{year}"
    if sign == "G":
        return "{era}"
    name = "day" if sign == "d" else "number"
    if wide:
        name = "alone" if sign == "L" else "month"
    return f"{{{last}{name}}}"
