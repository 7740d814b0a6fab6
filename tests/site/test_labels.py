"""The words of the site, by key."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest

from sourceline.model import ProfileKind, Status
from sourceline.site.addresses import FOLDERS
from sourceline.site.labels import load_labels, text_direction

ROOT = Path(__file__).resolve().parent.parent.parent
PREDICATES = (
    *("founder_of", "maker_of", "owner_of", "part_of", "member_of", "works_for", "invested_in"),
    *("sued", "succeeded", "located_in"),
)


def test_plural_follows_the_count() -> None:
    """One and many, with long numbers in groups."""
    labels = load_labels("en")
    assert [labels("entries", n) for n in (1, 2, 0, 1234)] == [
        "1 entry",
        "2 entries",
        "0 entries",
        "1,234 entries",
    ]


def test_names_are_filled_in_as_they_are() -> None:
    """Braces in a name are no placeholder."""
    assert load_labels("en")("earlier_of", name="{n} {x}") == "Earlier, {n} {x}"


@pytest.mark.parametrize("language", ["en-GB", "xx", "../../etc/passwd", ""])
def test_unknown_language_reads_in_english(language: str) -> None:
    """Better English than nothing."""
    assert load_labels(language)("home") == "Home"


def test_every_key_of_a_template_is_in_the_table() -> None:
    """No page can ask for a word that is not there."""
    table = load_labels("en").table
    asked = {
        key
        for path in (ROOT / "templates").iterdir()
        for key in re.findall(r'\bt\("(\w+)"', path.read_text(encoding="utf-8"))
    }
    assert asked - set(table) == set()


# Keys that are put together: a prefix and a word of the model.
MADE = re.compile(
    r"count_\w+|field_\w+|from_\w+|role_\w+|status_\w+|\w+_note|differ_\w+|rule_\w+|support_\w+|link_\w+"
    r"|facet_(?:status|support|precision)\w*|axis_\w+_(?:zero|one|two|few|many|other)"
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
    folders = ("templates", "sourceline/site")
    files = [
        path for folder in folders for path in (ROOT / folder).glob("*.*") if path.suffix != ".toml"
    ]
    code = "".join(path.read_text(encoding="utf-8") for path in files)
    unused = [
        key for key in load_labels("en").table if f'"{key}"' not in code and not MADE.fullmatch(key)
    ]
    assert [key for key in unused if key not in OPEN] == []


def test_direction_follows_the_language() -> None:
    """Arabic and its regions run from right to left."""
    assert [text_direction(tag) for tag in ("ar", "he-IL", "en")] == ["rtl", "rtl", "ltr"]
