"""What is known of a language by its tag."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from sourceline.language import (
    choose_plural,
    find_base,
    group_digits,
    list_categories,
    text_direction,
)


def test_base_is_the_language_alone() -> None:
    """And nothing where the tag is none."""
    tags = ("pt-BR", "EN", "../../etc/passwd", "", "zh-Hant-TW")
    assert [find_base(tag) for tag in tags] == ["pt", "en", "", "", "zh"]


def test_direction_follows_the_language() -> None:
    """Arabic and its regions run from right to left."""
    assert [text_direction(tag) for tag in ("ar", "he-IL", "en")] == ["rtl", "rtl", "ltr"]


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("en", ["999", "1,234", "1,234,567"]),
        ("de", ["999", "1.234", "1.234.567"]),
        ("de-CH", ["999", "1’234", "1’234’567"]),
        ("fr", ["999", "1\u202f234", "1\u202f234\u202f567"]),
        ("es", ["999", "1234", "1.234.567"]),
        ("pl", ["999", "1234", "1\u00a0234\u00a0567"]),
        ("ar", ["999", "1,234", "1,234,567"]),
        ("zh", ["999", "1,234", "1,234,567"]),
        ("nonsense", ["999", "1,234", "1,234,567"]),
    ],
)
def test_digits_stand_in_groups(tag: str, expected: list[str]) -> None:
    """With the sign of the language; Spanish and Polish leave four digits together."""
    assert [group_digits(number, tag) for number in (999, 1234, 1234567)] == expected


def test_plural_is_that_of_cldr() -> None:
    """Polish has three for whole numbers, Arabic six, Chinese one."""
    assert [choose_plural(n, "pl") for n in (1, 2, 5, 22)] == ["one", "few", "many", "few"]
    assert [choose_plural(n, "ar") for n in (0, 1, 2, 3, 11, 100)] == list(list_categories("ar"))
    assert list_categories("zh") == ("other",)
    assert [choose_plural(n, "en-GB") for n in (0, 1, 2)] == ["other", "one", "other"]


@pytest.mark.parametrize(("language", "expected"), [("en", "False"), ("pl", "True")])
def test_english_site_is_planned_without_babel(language: str, expected: str) -> None:
    """Only the words of another language need it."""
    code = (
        "import sys; from dataclasses import replace; from sample import SAMPLE; from pages import render_site\n"
        f"render_site(replace(SAMPLE, settings=replace(SAMPLE.settings, language={language!r})))\n"
        "print('babel' in sys.modules)"
    )
    tests = Path(__file__).parent
    done = subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path[:0] = [{str(tests)!r}]; {code}"],
        cwd=tests.parent,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == expected
