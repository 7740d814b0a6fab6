"""Dates in the reader's words. What differs between languages is in `forms`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from sourceline.edtf.forms import Forms, load_forms
from sourceline.edtf.value import Day, Edtf, Fields
from sourceline.language import group_digits

_ROMAN = (
    *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L")),
    *((40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)


def words(date: Edtf, *, language: str = "en", basis: str = "stated") -> str:
    """The date as a phrase: "26 March 2024", "about 1450", "by March 2024".

    `language` is a BCP 47 tag; one without a table reads in English. With `basis` "published"
    the phrase says that only the reporting is dated: "reported 26 March 2024".
    """
    tongue = _find_tongue(language)
    phrase = tongue.word_any(date)
    forms = tongue.forms["basis"]
    return tongue.fill(forms, basis, date, phrase) if basis in forms else phrase


def words_below(date: Edtf, *, language: str = "en") -> str:
    """The phrase for use below a heading that says the year: "26 March", "since May"; in full where
    the year is not all that the heading and the date share."""
    return _find_tongue(language, short=_lies_in_year(date)).word_any(date)


def name_month(month: int, language: str = "en") -> str:
    """ "March": a month's name where it stands alone."""
    return str(_find_tongue(language).forms["alone"][month - 1])


def word_month(year: int, month: int, language: str = "en") -> str:
    """ "March 2024", of any astronomical year."""
    return _find_tongue(language).word_month(year, month)


def word_year(year: int, language: str = "en") -> str:
    """ "2024", "44 BC", of any astronomical year."""
    return _find_tongue(language).word_year(year)


@lru_cache(maxsize=64)
def _find_tongue(language: str, *, short: bool = False) -> _Tongue:
    """A language with its forms; with `short` those that leave out the year."""
    spoken, forms = load_forms(language)
    if not short:
        return _Tongue(spoken, forms)
    dates, spans = forms["dates"], forms["spans"]
    less = {
        "dates": {**dates, "day": dates["day_month"], "month": "{alone}", "season": "{name}"},
        "spans": {**spans} | {key: spans[f"{key}_short"] for key in ("days", "across", "months")},
    }
    return _Tongue(spoken, {**forms, **less})


def _lies_in_year(date: Edtf) -> bool:
    """Whether all that a date names lies in one year, and more than the year is named."""
    if date.precision == "interval":
        ends = [end for end in date.parts if end.fields]
        years = {end.earliest.year for end in ends if end.earliest}
        if len(ends) == 2:
            same = ends[0].precision == ends[1].precision
            return same and len(years) == 1 and all(_is_plain(e, "day", "month") for e in ends)
        opened = any(end.precision == "open" for end in date.parts)
        return opened and "X" not in date.text and ends[0].precision in ("day", "month")
    return date.precision in ("day", "month", "season") and "X" not in date.text


def _is_plain(date: Edtf, *precisions: str) -> bool:
    marked = date.approximate or date.uncertain or "X" in date.text
    return date.precision in precisions and not marked


def _find_kind(date: Edtf) -> str:
    """How fine a date is, for forms that hang on it; "" where it is qualified or partly unknown."""
    if date.approximate or date.uncertain or date.fields is None:
        return ""
    whole = date.precision in ("decade", "century", "millennium") and date.fields.year[0] != "-"
    return date.precision if whole or "X" not in date.text else ""


@dataclass(frozen=True, slots=True)
class _Tongue:
    """A language with its forms."""

    language: str
    forms: Forms

    def fill(self, forms: Forms, key: str, date: Edtf, phrase: str) -> str:
        """The form `key` with a phrase in it, or its variant for dates as fine as this one."""
        form: str = forms.get(f"{key}_{_find_kind(date)}") or forms[key]
        return form.format(date=phrase)

    def word_any(self, date: Edtf) -> str:
        if date.precision == "set":
            return self.word_set(date)
        if date.precision == "interval":
            return self.word_interval(date)
        return self.word_date(date)

    def word_date(self, date: Edtf) -> str:
        phrase = self.word_plain(date)
        if not (date.approximate or date.uncertain):
            return phrase
        key = "approximate" if date.approximate else "uncertain"
        key = "both" if date.approximate and date.uncertain else key
        form: str = self.forms["qualifiers"][key]
        return form.format(date=phrase)

    def word_plain(self, date: Edtf) -> str:
        fields = date.fields
        assert fields is not None  # noqa: S101 - a single date has fields and bounds by construction
        assert date.earliest is not None  # noqa: S101 - the same
        if "X" in fields.year + (fields.month or "") + (fields.day or ""):
            return self.word_mask(date, fields)
        if fields.month is None:
            return self.word_year(int(fields.year))
        if fields.day is None:
            return self.word_month(int(fields.year), int(fields.month))
        day = self.word_day(date.earliest)
        if fields.time is None:
            return day
        form: str = self.forms["dates"]["time"]
        return form.format(date=day, time=self.word_time(fields.time))

    def number_year(self, year: int) -> str:
        """ "2024", "44 BC": a year as it goes into other forms. Up to 9999 it is not grouped."""
        number = year if year > 0 else 1 - year
        text = str(number) if number < 10000 else group_digits(number, self.language)
        form: str = self.forms["dates"]["before"]
        return text if year > 0 else form.format(year=text)

    def word_year(self, year: int) -> str:
        form: str = self.forms["dates"]["year"]
        return form.format(year=self.number_year(year))

    def word_month(self, year: int, month: int) -> str:
        if month <= 12:
            return self.fill_days("dates", "month", Day(year, month, 1))
        season = month <= 32
        name = self.forms["seasons" if season else "parts"][str(month)]
        form: str = self.forms["dates"]["season" if season else "part"]
        return form.format(name=name, year=self.number_year(year))

    def word_day(self, day: Day) -> str:
        return self.fill_days("dates", "day", day)

    def fill_days(self, group: str, key: str, day: Day, last: Day | None = None) -> str:
        """A form of one day or month, or of two of the same year."""
        names = self.name_parts(day)
        if last is not None:
            names |= {f"last_{name}": text for name, text in self.name_parts(last).items()}
        form: str = self.forms[group][key]
        return form.format(**names, year=self.number_year(day.year))

    def name_parts(self, day: Day) -> dict[str, str]:
        first = self.forms.get("first_day", "1") if day.day == 1 else str(day.day)
        return {
            "day": first,
            "month": self.forms["months"][day.month - 1],
            "alone": self.forms["alone"][day.month - 1],
            "number": str(day.month),
        }

    def word_time(self, time: str) -> str:
        clock, zone = time[:8], time[8:]
        clock = clock.removesuffix(":00")
        if not zone:
            return clock
        form: str = self.forms["dates"]["zone"]
        return form.format(time=clock, zone="" if zone == "Z" else zone)

    def word_mask(self, date: Edtf, fields: Fields) -> str:
        """With unspecified digits: a decade, a century, "a day in March 2024", or its bounds."""
        forms: dict[str, str] = self.forms["dates"]
        if fields.month is None:
            return self.word_period(date, fields.year)
        if fields.year == "XXXX" and fields.month.isdigit() and int(fields.month) <= 12:
            return forms["unknown_year"].format(date=self.word_day_month(fields))
        if "X" in fields.year:
            return self.word_bounds(date)
        year = int(fields.year)
        if fields.day is None and fields.month == "XX":
            return forms["unknown_month"].format(date=self.word_year(year))
        if fields.day == "XX" and fields.month == "XX":
            return forms["unknown_day"].format(date=self.word_year(year))
        if fields.day == "XX" and fields.month.isdigit():
            return forms["unknown_day"].format(date=self.word_month(year, int(fields.month)))
        return self.word_bounds(date)

    def word_day_month(self, fields: Fields) -> str:
        month = int(fields.month or 1)
        if fields.day is None or not fields.day.isdigit():
            return str(self.forms["alone"][month - 1])
        return self.fill_days("dates", "day_month", Day(1, month, int(fields.day)))

    def word_period(self, date: Edtf, year: str) -> str:
        forms: dict[str, str] = self.forms["dates"]
        before = year.startswith("-")
        lead = year.lstrip("-").rstrip("X")
        if date.precision == "decade" and not before:
            first = int(lead) * 10
            return forms["decade"].format(first=first, last=first + 9)
        if date.precision in ("century", "millennium"):
            key = date.precision + ("_before" if before else "")
            number = int(lead) + 1
            form = forms.get(f"{key}_{number}") or forms[key]
            return form.format(
                number=number, ordinal=_word_ordinal(number, self.forms), roman=_word_roman(number)
            )
        return self.word_bounds(date)

    def word_bounds(self, date: Edtf) -> str:
        first, last = date.earliest, date.latest
        assert first is not None  # noqa: S101 - a mask has both bounds by construction
        assert last is not None  # noqa: S101 - the same
        whole = first[1:] == (1, 1) and last[1:] == (12, 31)
        ends = (
            (self.word_year(first.year), self.word_year(last.year))
            if whole
            else (self.word_day(first), self.word_day(last))
        )
        form: str = self.forms["spans"]["between"]
        return form.format(first=ends[0], last=ends[1])

    def word_interval(self, date: Edtf) -> str:
        forms = self.forms["spans"]
        begin, end = date.parts
        if begin.fields is None:
            key = "by" if begin.precision == "open" else "begin_unknown"
            return self.fill(forms, key, end, self.word_date(end))
        if end.fields is None:
            key = "since" if end.precision == "open" else "end_unknown"
            return self.fill(forms, key, begin, self.word_date(begin))
        return self.word_span(begin, end)

    def word_span(self, begin: Edtf, end: Edtf) -> str:
        """Two known ends; what they share is said once: "3 to 5 June 2024", "March to May 2024"."""
        one, other = begin.earliest, end.earliest
        if (
            one
            and other
            and one.year == other.year
            and _is_plain(begin, "day", "month")
            and _is_plain(end, begin.precision)
        ):
            same = "days" if one.month == other.month else "across"
            key = "months" if begin.precision == "month" else same
            return self.fill_days("spans", key, one, other)
        forms: dict[str, str] = self.forms["spans"]
        years = _is_plain(begin, "year") and _is_plain(end, "year")
        form = forms.get("range_year" if years else "") or forms["range"]
        return form.format(first=self.word_date(begin), last=self.word_date(end))

    def word_set(self, date: Edtf) -> str:
        one_of = date.text.startswith("[")
        phrases = [self.word_member(part, one_of=one_of) for part in date.parts]
        if len(phrases) == 1:
            return phrases[0]
        forms: dict[str, str] = self.forms["sets"]
        key = "or" if one_of else "and"
        first = forms[f"{key}_comma"].join(phrases[:-1])
        return forms[key].format(first=first, last=phrases[-1])

    def word_member(self, part: Edtf, *, one_of: bool) -> str:
        if part.precision != "interval":
            return self.word_date(part)
        forms = self.forms["spans"]
        begin, end = part.parts
        if one_of and begin.fields and end.fields:
            form: str = forms["between"]
            return form.format(first=self.word_date(begin), last=self.word_date(end))
        if one_of and end.fields is None:
            return self.fill(forms, "or_later", begin, self.word_date(begin))
        return self.word_interval(part)


def _word_ordinal(number: int, forms: Forms) -> str:
    """ "19th"; the bare number where a language has no endings."""
    endings: list[str] = forms.get("ordinals", [""])
    if number % 100 in (11, 12, 13):
        return f"{number}{forms.get('ordinals_teens', endings[0])}"
    return f"{number}{endings[number % 10] if number % 10 < len(endings) else endings[0]}"


def _word_roman(number: int) -> str:
    text = ""
    for value, sign in _ROMAN:
        text += sign * (number // value)
        number %= value
    return text
