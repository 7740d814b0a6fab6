"""The words of the site, by key."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import get_args

import pytest
from languages import LANGUAGES, LOCALES, OTHERS, find_gaps, list_texts, read_locale

from sourceline.language import CATEGORIES, list_categories
from sourceline.model import ProfileKind, Rewording, Status
from sourceline.site.addresses import FOLDERS
from sourceline.site.labels import load_labels

ROOT = Path(__file__).resolve().parent.parent.parent
RULES = ROOT / "sourceline" / "extract" / "rules" / "data"
PREDICATES = (
    *("founder_of", "maker_of", "owner_of", "part_of", "member_of", "works_for", "invested_in"),
    *("sued", "succeeded", "located_in"),
)
ENGLISH = read_locale("en")


def spread_plural(key: str, language: str) -> list[str]:
    """ "seen_other" is a key for each plural of the language, when English has it; other keys are one."""
    base, _, category = key.rpartition("_")
    if category not in CATEGORIES or f"{base}_other" not in ENGLISH:
        return [key]
    return [f"{base}_{own}" for own in list_categories(language)] if category == "other" else []


def test_plural_follows_the_count() -> None:
    """One and many, with long numbers in groups."""
    labels = load_labels("en")
    assert [labels("entries", n) for n in (1, 2, 0, 1234)] == [
        "1 entry",
        "2 entries",
        "0 entries",
        "1,234 entries",
    ]


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("de", ["0 Einträge", "1 Eintrag", "2 Einträge", "5 Einträge", "12.345 Einträge"]),
        ("fr", ["0 entrée", "1 entrée", "2 entrées", "5 entrées", "12\u202f345 entrées"]),
        ("es", ["0 entradas", "1 entrada", "2 entradas", "5 entradas", "12.345 entradas"]),
        ("pt-BR", ["0 registro", "1 registro", "2 registros", "5 registros", "12.345 registros"]),
        ("it", ["0 voci", "1 voce", "2 voci", "5 voci", "12.345 voci"]),
        ("nl", ["0 vermeldingen", "1 vermelding", "2 vermeldingen", "5 vermeldingen", "12.345 vermeldingen"]),
        ("pl", ["0 wpisów", "1 wpis", "2 wpisy", "5 wpisów", "12\u00a0345 wpisów"]),
        ("ar", ["لا مدخلات", "مدخل واحد", "مدخلان", "5 مدخلات", "12,345 مدخلًا"]),
        ("zh", ["0 条记录", "1 条记录", "2 条记录", "5 条记录", "12,345 条记录"]),
    ],
)  # fmt: skip
def test_every_language_counts_in_its_own_way(language: str, expected: list[str]) -> None:
    """With the plurals and the digits of CLDR."""
    labels = load_labels(language)
    assert [labels("entries", n) for n in (0, 1, 2, 5, 12345)] == expected


def test_millions_take_the_word_of() -> None:
    """French has a plural of its own for them."""
    text = load_labels("fr")("entries", 1_000_000)
    assert text == "1\u202f000\u202f000 d’entrées"


def test_names_are_filled_in_as_they_are() -> None:
    """Braces in a name are no placeholder."""
    assert load_labels("en")("earlier_of", name="{n} {x}") == "Earlier, {n} {x}"


def test_name_of_another_direction_keeps_it_to_itself() -> None:
    """Marks around it keep the order of the sentence; a name of the same direction needs none."""
    assert [
        load_labels(language)("later_of", name=name)
        for language, name in (("ar", "Orrery Works"), ("ar", "مها"), ("en", "مها"), ("en", "Ilse"))
    ] == ["بعده: \u2068Orrery Works\u2069", "بعده: مها", "Later, \u2068مها\u2069", "Later, Ilse"]


def test_parts_are_joined_by_the_comma_of_the_language() -> None:
    """And empty ones are left out."""
    found = [load_labels(language).join(("a", "", "b")) for language in ("en", "zh")]
    assert found == ["a, b", "a，b"]


@pytest.mark.parametrize("language", ["en-GB", "xx", "../../etc/passwd", ""])
def test_unknown_language_reads_in_english(language: str) -> None:
    """Better English than nothing."""
    assert load_labels(language)("home") == "Home"


def test_author_words_a_label_anew() -> None:
    """One text for every number, or one for each plural; the other labels stay."""
    labels = load_labels(
        "pl",
        (
            Rewording("timeline", (("other", "Kalendarium"),)),
            Rewording("entries", (("one", "{n} zapis"), ("other", "zapisy: {n}"))),
        ),
    )
    assert [labels("timeline"), labels("entries", 1), labels("entries", 3), labels("home")] == [
        "Kalendarium",
        "1 zapis",
        "zapisy: 3",
        "Strona główna",
    ]


@pytest.mark.parametrize("language", OTHERS)
def test_language_has_the_keys_of_english(language: str) -> None:
    """All of them and no other; where a script chooses the plural, a key for each that the language has."""
    expected = {own for key in ENGLISH for own in spread_plural(key, language)}
    assert set(read_locale(language)) == expected


def test_every_file_is_a_language_of_the_tests() -> None:
    """None is left unchecked."""
    assert sorted(path.stem for path in LOCALES.glob("*.toml")) == sorted(LANGUAGES)


@pytest.mark.parametrize("language", OTHERS)
def test_language_has_the_gaps_of_english(language: str) -> None:
    """What is filled in, no text leaves out, and none asks for more."""
    table = read_locale(language)
    assert {key: find_gaps(value) for key, value in table.items()} == {
        own: find_gaps(value)
        for key, value in ENGLISH.items()
        for own in spread_plural(key, language)
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_language_has_its_plurals(language: str) -> None:
    """What is counted in English has the categories of CLDR for the language, and nothing else has."""
    counted = {
        key: value for key, value in load_labels(language).table.items() if isinstance(value, dict)
    }
    assert {key for key in counted if not key.startswith("desk_")} == {
        key for key, value in ENGLISH.items() if not isinstance(value, str)
    }
    own = {key: tuple(value) for key, value in counted.items() if not key.startswith("desk_")}
    assert own == dict.fromkeys(own, list_categories(language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_texts_are_clean(language: str) -> None:
    """No straight quote, no doubled space, no space at an end but in what joins others."""
    for key, value in read_locale(language).items():
        for text in list_texts(value):
            assert text.strip() == text or key.startswith("join_"), (key, text)
            assert not re.search(r"[\"']|  |\.\.\.", text), (key, text)


def test_french_signs_keep_their_space() -> None:
    """Before a colon and within guillemets it does not break; before a semicolon it is a narrow one."""
    for key, value in read_locale("fr").items():
        for text in list_texts(value):
            assert not re.search(r"(?<!\u00a0):|(?<!\u202f)[;?!]|«(?!\u00a0)|(?<!\u00a0)»", text), (
                key
            )


def test_every_kind_of_the_rules_has_a_word() -> None:
    """Each kind of event that the extractor gives is named in every language."""
    table = tomllib.loads((RULES / "events.toml").read_text(encoding="utf-8"))
    kinds = {frame["kind"] for group in ("frame", "wide") for frame in table[group]}
    kinds |= set(table["levels"]["measures"])
    assert {f"kind_{kind}" for kind in kinds} == {k for k in ENGLISH if k.startswith("kind_")}


def test_every_key_of_a_template_is_in_the_table() -> None:
    """No page can ask for a word that is not there."""
    table = load_labels("en").table
    asked = {
        key
        for path in (ROOT / "templates").glob("*.*")
        for key in re.findall(r'\b(?:t|words)\("(\w+)"', path.read_text(encoding="utf-8"))
    }
    assert asked - set(table) == set()


# Keys that are put together: a prefix and a word of the model.
MADE = re.compile(
    r"count_\w+|field_\w+|from_\w+|role_\w+|status_\w+|\w+_note|differ_\w+|rule_\w+|support_\w+|link_\w+"
    r"|kind_\w+|dropped_\w+"
    r"|facet_(?:status|support|precision)\w*|axis_\w+_(?:zero|one|two|few|many|other)"
    r"|corrected_\w+|number_\w+|legend_\w+"
)
OPEN = {
    *get_args(Status),
    *get_args(ProfileKind),
    *FOLDERS.values(),
    *PREDICATES,
    *(f"inverse_{p}" for p in PREDICATES),
}


def test_every_word_is_used() -> None:
    """A label nobody asks for has no place in a translator's file."""
    folders = ("templates", "sourceline/site", "sourceline/pipeline")
    files = [
        path
        for folder in folders
        for path in (ROOT / folder).rglob("*.*")
        if path.suffix in (".py", ".html", ".xml", ".txt")
    ]
    code = "".join(path.read_text(encoding="utf-8") for path in files)
    unused = [
        key for key in load_labels("en").table if f'"{key}"' not in code and not MADE.fullmatch(key)
    ]
    assert [key for key in unused if key not in OPEN] == []
