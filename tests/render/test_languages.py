"""The pages of the invented chronicle in other languages."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import pytest
from languages import OTHERS, list_texts, read_locale, speak
from pages import render_site
from sample import SAMPLE

from sourceline.model import Rewording

GOLDEN = Path(__file__).resolve().parent.parent / "golden" / "reader"
RIGHT_TO_LEFT = "events/quandrel-steps-down/index.html"
ENGLISH = read_locale("en")


class Reader(HTMLParser):
    """Every text that a reader sees or hears on a page, in order."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._silent = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Names of things without a text of their own are told by these attributes."""
        self._silent = tag == "script"
        self.texts += [value for name, value in attrs if name in ("aria-label", "title") and value]

    def handle_endtag(self, tag: str) -> None:
        """What a script holds is for machines."""
        self._silent = self._silent and tag != "script"

    def handle_data(self, data: str) -> None:
        """Between two tags."""
        if data.strip() and not self._silent:
            self.texts.append(" ".join(data.split()))


@cache
def read_english() -> dict[str, list[str]]:
    """Page → its texts in English."""
    return read_pages("en")


def read_pages(language: str) -> dict[str, list[str]]:
    """Page → its texts; the pages of its author speak English everywhere."""
    pages = render_site(speak(language)).items()
    return {
        path: Reader(page).texts
        for path, page in pages
        if path.endswith(".html") and not path.startswith(("desk/", "stats/"))
    }


def list_strings(value: object) -> Iterator[str]:
    """Every text in a value of the model."""
    if isinstance(value, str):
        yield " ".join(value.split())
    elif is_dataclass(value):
        for field in fields(value):
            yield from list_strings(getattr(value, field.name))
    elif isinstance(value, tuple | frozenset | list):
        for item in value:
            yield from list_strings(item)


OWN = "\n".join(dict.fromkeys(list_strings(SAMPLE)))
"""What sources and author say, which no translation touches."""
FIXED = {"Atom", "JSON", "state.json", "4 billion, valuation"}
"""Names of formats and files, and what is measured, which stays in the source's words."""
LABELS = {text for value in ENGLISH.values() for text in list_texts(value)}


def find_alike(language: str) -> set[str]:
    """Labels that read the same in both languages ("Person", "Sources")."""
    table = read_locale(language)
    pairs = ((list_texts(ENGLISH[key]), list_texts(table[key])) for key in ENGLISH if key in table)
    # "1 note" is French, too.
    return {
        re.sub(r"\{\w+\} ?", "", text) for ours, theirs in pairs for text in ours if text in theirs
    }


def is_own(text: str, alike: set[str]) -> bool:
    """Whether a text is the author's or the sources', part by part, or an address, or JSON, or no word at all."""
    # An author's Markdown is set with curly quotes.
    plain = text.translate(str.maketrans("“”‘’", "\"\"''"))
    parts = re.split(r"[,:;·\"…]\s|[\"…]| \(|\d+", text)
    words = [part.strip(" .,:;“”") for part in parts if re.search(r"[A-Za-z]{2}", part)]
    return (
        plain in OWN
        or text in FIXED
        or text.startswith(("https://", "../", "<iframe src=", "{\n"))
        or re.fullmatch(r"[a-z]+(/[\w.-]+)+/?", text) is not None
        or all(word in alike or (word in OWN and word not in LABELS) for word in words)
    )


@pytest.mark.parametrize("language", OTHERS)
def test_no_word_of_the_site_stays_english(language: str) -> None:
    """What reads the same in both languages is a word of the sources or the author."""
    alike = find_alike(language)
    left: set[str] = set()
    for path, texts in read_pages(language).items():
        left |= set(texts) & set(read_english()[path])
    assert {text for text in left if not is_own(text, alike)} == set()


@pytest.mark.golden
def test_right_to_left_page_is_as_last_read() -> None:
    """An Arabic page with English sources, byte for byte."""
    page = render_site(speak("ar"))[RIGHT_TO_LEFT]
    text = re.sub(r"\.[0-9a-f]{8}\.(css|js|svg)", r".\1", page)
    golden = GOLDEN / f"ar_{RIGHT_TO_LEFT.replace('/', '_')}"
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_text(text, encoding="utf-8")
    assert golden.read_text(encoding="utf-8") == text


@pytest.mark.parametrize(("language", "direction"), [("ar", "rtl"), ("pl", "ltr")])
def test_every_page_says_its_language_and_direction(language: str, direction: str) -> None:
    """Those that lead elsewhere too."""
    pages = render_site(speak(language))
    opened = {
        re.findall(r"<html [^>]*>", page)[0]
        for path, page in pages.items()
        if path.endswith(".html")
    }
    assert opened == {f'<html lang="{language}" dir="{direction}">'}


def test_author_rewords_a_label() -> None:
    """It stands on the page in place of the site's own."""
    settings = replace(SAMPLE.settings, labels=(Rewording("home", (("other", "Front page"),)),))
    page = render_site(replace(SAMPLE, settings=settings))["about/index.html"]
    assert '<li><a href="../index.html">Front page</a></li>' in page
