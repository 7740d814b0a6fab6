"""A word in the place of names: in a text, where all offsets move with it, and in an id."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import quote

SLUG = "redacted"
"""In an id or an address."""

_BEFORE, _AFTER = r"(?:(?<![^\W_])|(?<=%[0-9A-Fa-f]{2}))", r"(?:e?s)?(?![^\W_])"
_NO_DATE = r"(?!,?\s+\d)"
# A name in small letters is one in an address or a handle only: "may" is a verb.
_IN_ADDRESS = r"(?:(?:(?<=[@#/._=&+-])|(?<=%[0-9A-Fa-f]{{2}})){0}|{0}(?=[@/._=&%+-][^\W_]))"
# What stands between the words of a name in an address: "ada-fenwick", "adafenwick".
_JOINT = "(?:[-_.+]|%20)?"


@dataclass(frozen=True, slots=True)
class Masked:
    """A text without the names, and where what stood in the other one stands now."""

    text: str
    spans: tuple[tuple[int, int], ...]
    """Of the names, in the text before."""
    length: int
    """Of what stands in their place."""

    def move(self, place: int, *, end: bool = False) -> int:
        """An offset of the text before → of this one. Inside a name: the start of what stands there, or its end."""
        shift = 0
        for start, stop in self.spans:
            if place <= start:
                break
            if place < stop:
                return start + shift + (self.length if end else 0)
            shift += self.length - (stop - start)
        return place + shift


class Mask:
    """Puts a word in the place of names."""

    def __init__(
        self,
        names: Sequence[str],
        given: Sequence[str],
        word: str,
        local: Sequence[str] = (),
    ) -> None:
        """`names`: the longest first; `given`: what goes with one where it stands before it; `local`: names that
        are ordinary words too, and months."""
        self.word = word
        self.pattern = _make_pattern(names, given, local)
        slugs = sorted(
            {slug for name in names for slug in _list_slugs(name)}, key=len, reverse=True
        )
        self._slugs = re.compile(
            rf"(?<![a-z0-9])(?:{'|'.join(map(re.escape, slugs)) or '(?!)'})(?:e?s)?(?![a-z0-9])"
        )

    def mask_text(self, text: str) -> Masked:
        """The text without the names."""
        joined: list[tuple[int, int]] = []
        for start, end in (match.span() for match in self.pattern.finditer(text)):
            if joined and not text[joined[-1][1] : start].strip():
                joined[-1] = joined[-1][0], max(joined[-1][1], end)
            else:
                joined.append((start, end))
        parts, place = [], 0
        for start, end in joined:
            parts += [text[place:start], self.word]
            place = end
        return Masked("".join([*parts, text[place:]]), tuple(joined), len(self.word))

    def mask_slug(self, slug: str) -> str:
        """The id without the names."""
        return self._slugs.sub(SLUG, slug)


def _make_pattern(
    names: Sequence[str], given: Sequence[str], local: Sequence[str]
) -> re.Pattern[str]:
    whole = [_spell(form) for name in names for form in _list_forms(name)]
    whole += [rf"(?<!\d\s){_spell(form)}{_NO_DATE}" for name in local for form in _list_forms(name)]
    whole += [form for name in (*names, *local) for form in _spell_percents(name)]
    small = list(dict.fromkeys(form for name in names for form in _spell_small(name)))
    if not whole:
        return re.compile("(?!)")
    before = "|".join(re.escape(word) for word in given if word)
    lead = rf"(?:(?:{before})[\s.]+)*" if before else ""
    capital = rf"{_BEFORE}{lead}(?:{'|'.join(whole)}){_AFTER}"
    address = _IN_ADDRESS.format(f"(?:{'|'.join(small)})")
    return re.compile(f"{capital}|{_BEFORE}{address}(?![^\\W_])") if small else re.compile(capital)


def _list_forms(name: str) -> list[str]:
    """As written, in capitals, without accents, and composed in either way."""
    plain = "".join(
        sign for sign in unicodedata.normalize("NFKD", name) if not unicodedata.combining(sign)
    )
    forms = [
        form
        for spelling in (name, plain)
        for case in (spelling, spelling.upper())
        for form in (unicodedata.normalize("NFC", case), unicodedata.normalize("NFD", case))
    ]
    # Of a lone accent nothing is left without it.
    return [form for form in dict.fromkeys(forms) if form.strip()]


def _spell(name: str) -> str:
    """A pattern of a name, whatever white space stands in it and whichever apostrophe."""
    words = [re.sub("['’]", "['’]", re.escape(word)) for word in name.split()]
    return r"\s+".join(words)


def _spell_small(name: str) -> Iterator[str]:
    """Patterns of a name as addresses and handles have it: in small letters, also without accents, its words, or the
    first and the last of them, joined."""
    for words in (name.lower().split(), *(slug.split("-") for slug in _list_slugs(name))):
        for chosen in (words, [words[0], words[-1]] if len(words) > 2 else []):
            if any(chosen):
                yield _JOINT.join(map(re.escape, chosen))


def _spell_percents(name: str) -> Iterator[str]:
    """Patterns of a name as addresses have it whose letters are written by their bytes: "Zo%C3%AB"."""
    for form in dict.fromkeys(case for each in _list_forms(name) for case in (each, each.lower())):
        if not form.isascii():
            words = [re.sub("%27|%E2%80%99", "(?:%27|'|%E2%80%99)", quote(w)) for w in form.split()]
            yield f"(?i:{_JOINT.join(words)})"


def _list_slugs(name: str) -> list[str]:
    """As ids have it, with nothing or a hyphen for an apostrophe."""
    from slugify import slugify  # noqa: PLC0415 - few sites withhold anything

    slugs = (slugify(re.sub("['’]", sign, name)) for sign in ("", "-"))
    return [slug for slug in dict.fromkeys(slugs) if slug]
