"""The languages the site speaks, for tests of its words."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from sample import SAMPLE

import sourceline.edtf
import sourceline.site
from sourceline.model import Chronicle

LOCALES = Path(sourceline.site.__file__).parent / "locales"
WORDINGS = Path(sourceline.edtf.__file__).parent / "wordings"
LANGUAGES = ("en", "de", "fr", "es", "pt", "it", "nl", "pl", "ar", "zh")
OTHERS = LANGUAGES[1:]


def speak(language: str) -> Chronicle:
    """The invented chronicle on a site in this language; its sources stay English."""
    return replace(SAMPLE, settings=replace(SAMPLE.settings, language=language))


def read_locale(language: str) -> dict[str, object]:
    """The file as it is, without what only the author's desk says: that is English everywhere."""
    table = tomllib.loads((LOCALES / f"{language}.toml").read_text(encoding="utf-8"))
    return {key: value for key, value in table.items() if not key.startswith("desk_")}


def read_wording(language: str) -> dict[str, dict[str, str]]:
    """How dates are worded, as the file has it."""
    return tomllib.loads((WORDINGS / f"{language}.toml").read_text(encoding="utf-8"))


def list_texts(value: object) -> list[str]:
    """The texts of a label: one, or one for each plural."""
    if isinstance(value, Mapping):
        return list(value.values())
    return [value] if isinstance(value, str) else list(value)  # type: ignore[call-overload] # a pair


def find_gaps(value: object) -> set[str]:
    """Names in braces, of all texts of a label."""
    return {name for text in list_texts(value) for name in re.findall(r"\{(\w*)\}", text)}
