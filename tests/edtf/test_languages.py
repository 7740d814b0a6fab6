"""Dates in ten languages."""

from __future__ import annotations

import random

import pytest
from edtf_oracle import make_date
from hypothesis import given
from hypothesis import strategies as st
from languages import LANGUAGES, OTHERS, find_gaps, read_wording

from sourceline.edtf import is_edtf, name_month, parse, word_month, word_year, words, words_below

VALUES = (
    "2024-03-26",
    "2024-03-01",
    "2024-03",
    "2020-21",
    "2024-35",
    "198X",
    "18XX",
    "1450~",
    "../2024-03-26",
    "2021-05/..",
    "2021-05/",
    "2024-06-03/2024-06-05",
    "2024-06-03/2024-07-05",
    "2024-03/2024-05",
    "1939/1945",
    "[2019..2021]",
    "[1667,1668]",
    "{1960,1961-12}",
    "-0043-03-15",
    "2024-03-26T10:35:00Z",
    "2024-03-XX",
    "XXXX-12-25",
)
WORDED = {
    "en": (
        "26 March 2024",
        "1 March 2024",
        "March 2024",
        "spring 2020",
        "the third quarter of 2024",
        "the 1980s",
        "the 19th century",
        "about 1450",
        "by 26 March 2024",
        "since May 2021",
        "from May 2021, end unknown",
        "3 to 5 June 2024",
        "3 June to 5 July 2024",
        "March to May 2024",
        "1939 to 1945",
        "between 2019 and 2021",
        "1667 or 1668",
        "1960 and December 1961",
        "15 March 44 BC",
        "26 March 2024, 10:35 UTC",
        "a day in March 2024",
        "25 December, year unknown",
    ),
    "de": (
        "26. März 2024",
        "1. März 2024",
        "März 2024",
        "Frühjahr 2020",
        "3. Quartal 2024",
        "1980er Jahre",
        "19. Jahrhundert",
        "etwa 1450",
        "spätestens 26. März 2024",
        "seit Mai 2021",
        "ab Mai 2021, Ende unbekannt",
        "3.–5. Juni 2024",
        "3. Juni bis 5. Juli 2024",
        "März bis Mai 2024",
        "1939–1945",
        "frühestens 2019, spätestens 2021",
        "1667 oder 1668",
        "1960 und Dezember 1961",
        "15. März 44 v. Chr.",
        "26. März 2024, 10:35 UTC",
        "März 2024, Tag unbekannt",
        "25. Dezember, Jahr unbekannt",
    ),
    "fr": (
        "26 mars 2024",
        "1er mars 2024",
        "mars 2024",
        "printemps 2020",
        "3e trimestre 2024",
        "années 1980",
        "XIXe siècle",
        "environ 1450",
        "au plus tard le 26 mars 2024",
        "depuis mai 2021",
        "début\xa0: mai 2021, fin inconnue",
        "3–5 juin 2024",
        "3 juin\u2009–\u20095 juillet 2024",
        "mars\u2009–\u2009mai 2024",
        "1939–1945",
        "au plus tôt\xa0: 2019, au plus tard\xa0: 2021",
        "1667 ou 1668",
        "1960 et décembre 1961",
        "15 mars 44 av. J.-C.",
        "26 mars 2024, 10:35 UTC",
        "mars 2024, jour inconnu",
        "25 décembre, année inconnue",
    ),
    "es": (
        "26 de marzo de 2024",
        "1 de marzo de 2024",
        "marzo de 2024",
        "primavera de 2020",
        "tercer trimestre de 2024",
        "década de 1980",
        "siglo XIX",
        "aproximadamente 1450",
        "a más tardar el 26 de marzo de 2024",
        "desde mayo de 2021",
        "comienzo: mayo de 2021, fin desconocido",
        "3–5 de junio de 2024",
        "3 de junio – 5 de julio de 2024",
        "marzo–mayo de 2024",
        "1939–1945",
        "como pronto: 2019, a más tardar: 2021",
        "1667 o 1668",
        "1960 y diciembre de 1961",
        "15 de marzo de 44 a. C.",
        "26 de marzo de 2024, 10:35 UTC",
        "marzo de 2024, día desconocido",
        "25 de diciembre, año desconocido",
    ),
    "pt": (
        "26 de março de 2024",
        "1º de março de 2024",
        "março de 2024",
        "primavera de 2020",
        "terceiro trimestre de 2024",
        "década de 1980",
        "século XIX",
        "aproximadamente 1450",
        "o mais tardar em 26 de março de 2024",
        "desde maio de 2021",
        "início: maio de 2021, fim desconhecido",
        "3–5 de junho de 2024",
        "3 de junho\u2009–\u20095 de julho de 2024",
        "março\u2009–\u2009maio de 2024",
        "1939–1945",
        "o mais cedo: 2019, o mais tardar: 2021",
        "1667 ou 1668",
        "1960 e dezembro de 1961",
        "15 de março de 44 a.C.",
        "26 de março de 2024, 10:35 UTC",
        "março de 2024, dia desconhecido",
        "25 de dezembro, ano desconhecido",
    ),
    "it": (
        "26 marzo 2024",
        "1º marzo 2024",
        "marzo 2024",
        "primavera 2020",
        "terzo trimestre 2024",
        "anni 1980",
        "XIX secolo",
        "circa 1450",
        "al più tardi: 26 marzo 2024",
        "da maggio 2021",
        "inizio: maggio 2021, fine sconosciuta",
        "3–5 giugno 2024",
        "3 giugno\u2009–\u20095 luglio 2024",
        "marzo–maggio 2024",
        "1939–1945",
        "al più presto: 2019, al più tardi: 2021",
        "1667 o 1668",
        "1960 e dicembre 1961",
        "15 marzo 44 a.C.",
        "26 marzo 2024, 10:35 UTC",
        "marzo 2024, giorno sconosciuto",
        "25 dicembre, anno sconosciuto",
    ),
    "nl": (
        "26 maart 2024",
        "1 maart 2024",
        "maart 2024",
        "voorjaar 2020",
        "derde kwartaal van 2024",
        "jaren 1980",
        "19e eeuw",
        "omstreeks 1450",
        "uiterlijk 26 maart 2024",
        "sinds mei 2021",
        "vanaf mei 2021, einde onbekend",
        "3–5 juni 2024",
        "3 juni\u2009–\u20095 juli 2024",
        "maart–mei 2024",
        "1939–1945",
        "op zijn vroegst 2019, uiterlijk 2021",
        "1667 of 1668",
        "1960 en december 1961",
        "15 maart 44 v.Chr.",
        "26 maart 2024, 10:35 UTC",
        "maart 2024, dag onbekend",
        "25 december, jaar onbekend",
    ),
    "pl": (
        "26 marca 2024",
        "1 marca 2024",
        "marzec 2024",
        "wiosna 2020",
        "III kwartał 2024",
        "lata 1980–1989",
        "XIX wiek",
        "mniej więcej 1450",
        "najpóźniej 26 marca 2024",
        "początek: maj 2021, trwa",
        "początek: maj 2021, koniec nieznany",
        "3–5 czerwca 2024",
        "3 czerwca – 5 lipca 2024",
        "marzec–maj 2024",
        "1939–1945",
        "najwcześniej 2019, najpóźniej 2021",
        "1667 lub 1668",
        "1960 i grudzień 1961",
        "15 marca 44 p.n.e.",
        "26 marca 2024, 10:35 UTC",
        "marzec 2024, dzień nieznany",
        "25 grudnia, rok nieznany",
    ),
    "ar": (
        "26 مارس 2024",
        "1 مارس 2024",
        "مارس 2024",
        "ربيع 2020",
        "الربع الثالث من 2024",
        "السنوات 1980–1989",
        "القرن الـ19",
        "نحو 1450",
        "في موعد أقصاه 26 مارس 2024",
        "منذ مايو 2021",
        "من مايو 2021، والنهاية غير معروفة",
        "3–5 يونيو 2024",
        "3 يونيو – 5 يوليو 2024",
        "مارس – مايو 2024",
        "1939–1945",
        "بين 2019 و2021",
        "1667 أو 1668",
        "1960 وديسمبر 1961",
        "15 مارس 44 ق.م",
        "26 مارس 2024، 10:35 بتوقيت غرينتش",
        "مارس 2024، اليوم غير معروف",
        "25 ديسمبر، السنة غير معروفة",
    ),
    "zh": (
        "2024年3月26日",
        "2024年3月1日",
        "2024年3月",
        "2020年春季",
        "2024年第三季度",
        "1980年代",
        "19世纪",
        "约1450年",
        "不晚于2024年3月26日",
        "自2021年5月起",
        "自2021年5月起，结束时间不详",
        "2024年6月3日至5日",
        "2024年6月3日至7月5日",
        "2024年3月至5月",
        "1939年至1945年",
        "2019年至2021年之间",
        "1667年或1668年",
        "1960年和1961年12月",
        "公元前44年3月15日",
        "2024年3月26日 10:35（UTC）",
        "2024年3月（日期不详）",
        "12月25日（年份不详）",
    ),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_date_reads_as_the_language_has_it(language: str) -> None:
    """Order, months, eras, intervals and lists of CLDR; the rest in forms that ask for no case."""
    assert tuple(words(parse(value), language=language) for value in VALUES) == WORDED[language]


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", "26 March, March, spring, since May, 3 to 5 June, 3 June to 5 July, March to May"),
        ("de", "26. März, März, Frühjahr, seit Mai, 3.–5. Juni, 3. Juni bis 5. Juli, März bis Mai"),
        ("es", "26 de marzo, marzo, primavera, desde mayo, 3–5 de junio, 3 de junio – 5 de julio, marzo–mayo"),
        ("pl", "26 marca, marzec, wiosna, początek: maj, trwa, 3–5 czerwca, 3 czerwca – 5 lipca, marzec–maj"),
        ("zh", "3月26日, 3月, 春季, 自5月起, 6月3日至5日, 6月3日至7月5日, 3月至5月"),
    ],
)  # fmt: skip
def test_below_its_year_a_date_leaves_the_year_out(language: str, expected: str) -> None:
    """Whatever stands around the year in the language."""
    values = (
        *("2024-03-26", "2024-03", "2020-21", "2021-05/..", "2024-06-03/2024-06-05"),
        *("2024-06-03/2024-07-05", "2024-03/2024-05"),
    )
    found = [words_below(parse(value), language=language) for value in values]
    assert ", ".join(found) == expected


@pytest.mark.parametrize("value", ["1939/1945", "2023-12-31/2024-01-02", "2024", "198X", "2024-XX"])
@pytest.mark.parametrize("language", ["en", "pl", "zh"])
def test_date_of_more_than_a_year_stays_whole(language: str, value: str) -> None:
    """And so does one that names no more than the year."""
    date = parse(value)
    assert words_below(date, language=language) == words(date, language=language)


def test_no_language_takes_the_months_of_another() -> None:
    """In whatever order they are asked for."""
    found = [name_month(3, language) for language in reversed(LANGUAGES)]
    assert found == [
        *("3月", "مارس", "marzec", "maart", "marzo", "março", "marzo", "mars", "März", "March"),
    ]


def test_months_and_years_stand_alone() -> None:
    """A Polish month alone is in the nominative; years are those of astronomers."""
    assert [name_month(3, tag) for tag in ("en", "pl", "zh")] == ["March", "marzec", "3月"]
    assert [word_month(-43, 3, tag) for tag in ("en", "pl", "zh")] == [
        "March 44 BC",
        "marzec 44 p.n.e.",
        "公元前44年3月",
    ]
    assert [word_year(2024, tag) for tag in ("en-GB", "zh-Hans")] == ["2024", "2024年"]


def test_report_of_a_date_hangs_on_how_fine_it_is() -> None:
    """German reports on a day, in a month, and names a decade after a colon."""
    found = [
        words(parse(value), language="de", basis="published")
        for value in ("2024-03-26", "2024-03", "198X", "2024-03-26~")
    ]
    assert found == [
        "gemeldet am 26. März 2024",
        "gemeldet im März 2024",
        "gemeldet: 1980er Jahre",
        "gemeldet: etwa 26. März 2024",
    ]


# What CLDR gives where a file says nothing.
FROM_CLDR = {
    "dates": {"day", "day_month", "month", "year", "before"},
    "spans": {"days", "days_short", "across", "across_short", "months", "months_short", "range"},
    "sets": {"or", "or_comma", "and", "and_comma"},
}
KINDS = (
    "time",
    "day",
    "month",
    "season",
    "quarter",
    "half",
    "year",
    "decade",
    "century",
    "millennium",
)


@pytest.mark.parametrize("language", OTHERS)
def test_language_words_what_english_words(language: str) -> None:
    """But for what CLDR gives; a form may have variants by the kind of date, filled in alike."""
    english, own = read_wording("en"), read_wording(language)
    for name in ("seasons", "parts", "dates", "qualifiers", "spans", "sets", "basis"):
        needed = set(english[name]) - FROM_CLDR.get(name, set())
        table = own.get(name, {})
        assert needed <= set(table)
        for key in set(table) - set(english[name]):
            base, _, variant = key.rpartition("_")
            assert base in english[name]
            assert variant in KINDS or variant.isdigit()
            assert find_gaps(table[key]) <= find_gaps(table.get(base, english[name][base]))


@pytest.mark.parametrize("language", OTHERS)
@given(st.randoms(use_true_random=False))
def test_any_date_has_words_in_any_language(language: str, random_: random.Random) -> None:
    """Every date, whole and below its year, and as a report; without a brace or an X left over."""
    text = make_date(random_)
    if is_edtf(text):
        date = parse(text)
        for phrase in (
            words(date, language=language),
            words(date, language=language, basis="published"),
            words_below(date, language=language),
        ):
            assert phrase.strip() == phrase != ""
            assert not set("{}") & set(phrase)
