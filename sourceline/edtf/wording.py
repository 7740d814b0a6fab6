"""Dates in the reader's words. What differs between languages is in `wordings/<language>.toml`."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from sourceline.edtf.value import Day, Edtf, Fields

DEFAULT_LANGUAGE = "en"


def words(date: Edtf, *, language: str = "en", basis: str = "stated") -> str:
    """The date as a phrase: "26 March 2024", "about 1450", "by March 2024".

    `language` is a BCP 47 tag; one without a table reads in English. With `basis` "published"
    the phrase says that only the reporting is dated: "reported 26 March 2024".
    """
    table = load_wording(language)
    phrase = _word_any(date, table)
    form: str = table["basis"].get(basis, "{date}")
    return form.format(date=phrase)


@lru_cache(maxsize=64)
def load_wording(language: str) -> dict[str, Any]:
    """The wording table of a language tag: of "pt-BR" the file of "pt", else English."""
    import tomllib  # noqa: PLC0415 - a build without new pages words no date
    from importlib.resources import files  # noqa: PLC0415 - the same

    folder = files("sourceline.edtf") / "wordings"
    name = language.lower().partition("-")[0]
    file = folder / f"{name}.toml"
    if not (name.isalpha() and name.isascii() and file.is_file()):
        file = folder / f"{DEFAULT_LANGUAGE}.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


def _word_any(date: Edtf, table: dict[str, Any]) -> str:
    if date.precision == "set":
        return _word_set(date, table)
    if date.precision == "interval":
        return _word_interval(date, table)
    return _word_date(date, table)


def _word_date(date: Edtf, table: dict[str, Any]) -> str:
    phrase = _word_plain(date, table)
    if date.approximate or date.uncertain:
        key = "both" if date.approximate and date.uncertain else ""
        key = key or ("approximate" if date.approximate else "uncertain")
        phrase = table["qualifiers"][key].format(date=phrase)
    return phrase


def _word_plain(date: Edtf, table: dict[str, Any]) -> str:
    fields = date.fields
    assert fields is not None  # noqa: S101 - a single date has fields and bounds by construction
    assert date.earliest is not None  # noqa: S101 - the same
    if "X" in fields.year + (fields.month or "") + (fields.day or ""):
        return _word_mask(date, fields, table)
    if fields.month is None:
        return _word_year(int(fields.year), table)
    if fields.day is None:
        return _word_month(int(fields.year), int(fields.month), table)
    day = _word_day(date.earliest, table)
    if fields.time is None:
        return day
    phrase: str = table["dates"]["time"].format(date=day, time=_word_time(fields.time, table))
    return phrase


def _word_year(year: int, table: dict[str, Any]) -> str:
    forms = table["dates"]
    form: str = forms["year"] if year > 0 else forms["year_before"]
    return form.format(year=_group(year if year > 0 else 1 - year, table))


def _group(number: int, table: dict[str, Any]) -> str:
    """A long number in groups of three; years up to 9999 stay as they are."""
    return str(number) if number < 10000 else f"{number:,}".replace(",", table["thousands"])


def _word_month(year: int, month: int, table: dict[str, Any]) -> str:
    wording = _word_year(year, table)
    if month > 12:
        grouping: str = table["groupings"][str(month)]
        return grouping.format(year=wording)
    form: str = table["dates"]["month"]
    return form.format(month=table["months"][month - 1], year=wording)


def _word_day(day: Day, table: dict[str, Any]) -> str:
    form: str = table["dates"]["day"]
    month = table["months"][day.month - 1]
    return form.format(day=day.day, month=month, year=_word_year(day.year, table))


def _word_time(time: str, table: dict[str, Any]) -> str:
    clock, zone = time[:8], time[8:]
    clock = clock.removesuffix(":00")
    if not zone:
        return clock
    form: str = table["dates"]["zone"]
    return form.format(time=clock, zone="" if zone == "Z" else zone)


def _word_mask(date: Edtf, fields: Fields, table: dict[str, Any]) -> str:
    """A date with unspecified digits: a decade, a century, "a day in March 2024", or its bounds."""
    forms: dict[str, str] = table["dates"]
    if fields.month is None:
        return _word_period(date, fields.year, table)
    if fields.year == "XXXX" and fields.month.isdigit() and int(fields.month) <= 12:
        return forms["unknown_year"].format(date=_word_day_month(fields, table))
    if "X" not in fields.year and fields.day is None and fields.month == "XX":
        return forms["unknown_month"].format(date=_word_year(int(fields.year), table))
    if "X" not in fields.year and fields.day == "XX" and fields.month in (None, "XX"):
        return forms["unknown_day"].format(date=_word_year(int(fields.year), table))
    if "X" not in fields.year and fields.day == "XX" and fields.month.isdigit():
        month = _word_month(int(fields.year), int(fields.month), table)
        return forms["unknown_day"].format(date=month)
    return _word_bounds(date, table)


def _word_day_month(fields: Fields, table: dict[str, Any]) -> str:
    month: str = table["months"][int(fields.month or 1) - 1]
    if fields.day is None or not fields.day.isdigit():
        return month
    form: str = table["dates"]["day_month"]
    return form.format(day=int(fields.day), month=month)


def _word_period(date: Edtf, year: str, table: dict[str, Any]) -> str:
    forms: dict[str, str] = table["dates"]
    before = year.startswith("-")
    lead = year.lstrip("-").rstrip("X")
    if date.precision == "decade" and not before:
        return forms["decade"].format(year=f"{int(lead)}0")
    if date.precision in ("century", "millennium"):
        key = date.precision + ("_before" if before else "")
        number = int(lead) + 1
        return forms[key].format(number=number, ordinal=_ordinal(number, table))
    return _word_bounds(date, table)


def _ordinal(number: int, table: dict[str, Any]) -> str:
    endings: list[str] = table["ordinals"]
    if number % 100 in (11, 12, 13):
        return f"{number}{table['ordinals_teens']}"
    return f"{number}{endings[number % 10] if number % 10 < len(endings) else endings[0]}"


def _word_bounds(date: Edtf, table: dict[str, Any]) -> str:
    first, last = date.earliest, date.latest
    assert first is not None  # noqa: S101 - a mask has both bounds by construction
    assert last is not None  # noqa: S101 - the same
    whole = first[1:] == (1, 1) and last[1:] == (12, 31)
    ends = (
        (_word_year(first.year, table), _word_year(last.year, table))
        if whole
        else (_word_day(first, table), _word_day(last, table))
    )
    form: str = table["spans"]["between"]
    return form.format(first=ends[0], last=ends[1])


def _word_interval(date: Edtf, table: dict[str, Any]) -> str:
    forms: dict[str, str] = table["spans"]
    begin, end = date.parts
    if begin.fields is None:
        key = "by" if begin.precision == "open" else "begin_unknown"
        return forms[key].format(date=_word_date(end, table))
    if end.fields is None:
        key = "since" if end.precision == "open" else "end_unknown"
        return forms[key].format(date=_word_date(begin, table))
    return _word_span(begin, end, table)


def _word_span(begin: Edtf, end: Edtf, table: dict[str, Any]) -> str:
    """Two known ends; what they share is said once: "3 to 5 June 2024", "March to May 2024"."""
    forms: dict[str, str] = table["spans"]
    one, other = begin.earliest, end.earliest
    if (
        one
        and other
        and one.year == other.year
        and _is_plain(begin, "day", "month")
        and _is_plain(end, begin.precision)
    ):
        months: list[str] = table["months"]
        year = _word_year(one.year, table)
        first, last = months[one.month - 1], months[other.month - 1]
        if begin.precision == "month":
            return forms["months"].format(first=first, last=last, year=year)
        if one.month == other.month:
            return forms["days"].format(first=one.day, last=other.day, month=first, year=year)
        day_month: str = table["dates"]["day_month"]
        start = day_month.format(day=one.day, month=first)
        return forms["range"].format(first=start, last=_word_day(other, table))
    return forms["range"].format(first=_word_date(begin, table), last=_word_date(end, table))


def _is_plain(date: Edtf, *precisions: str) -> bool:
    marked = date.approximate or date.uncertain or "X" in date.text
    return date.precision in precisions and not marked


def _word_set(date: Edtf, table: dict[str, Any]) -> str:
    one_of = date.text.startswith("[")
    phrases = [_word_member(part, table, one_of=one_of) for part in date.parts]
    if len(phrases) == 1:
        return phrases[0]
    forms: dict[str, str] = table["sets"]
    return forms["or" if one_of else "and"].format(
        first=forms["comma"].join(phrases[:-1]), last=phrases[-1]
    )


def _word_member(part: Edtf, table: dict[str, Any], *, one_of: bool) -> str:
    if part.precision != "interval":
        return _word_date(part, table)
    forms: dict[str, str] = table["spans"]
    begin, end = part.parts
    if one_of and begin.fields and end.fields:
        return forms["between"].format(first=_word_date(begin, table), last=_word_date(end, table))
    if one_of and end.fields is None:
        return forms["or_later"].format(date=_word_date(begin, table))
    return _word_interval(part, table)
