"""When two spellings are one word: the same for the index and, in `search-index.js`, for the query.

The tables go into the index, so that the script folds by the very same ones.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache
from itertools import chain, compress

from sourceline.weave.letters import LETTERS as NAME_LETTERS

LETTERS: dict[str, str] = {
    **{chr(letter): plain for letter, plain in NAME_LETTERS.items()},
    "ß": "ss",
    "ŋ": "n",
    "ŧ": "t",
    "ĸ": "k",
    "ə": "e",
    "ς": "σ",
    # Arabic: alef with wasla, alef maqsura, ta marbuta; Persian yeh and kaf; Urdu heh.
    "ٱ": "ا",
    "ى": "ي",
    "ة": "ه",
    "ی": "ي",
    "ک": "ك",
    "ہ": "ه",
}
"""Letters that no decomposition reaches."""

# What is dropped: accents of Latin, Greek and Cyrillic letters, Hebrew points, Arabic vowel signs, tatweel,
# and signs nobody sees. Marks of other scripts are part of their words.
MARKS = (
    r"[\u00ad\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640"
    r"\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u1ab0-\u1aff"
    r"\u1dc0-\u1dff\u200b-\u200f\u202a-\u202e\u2060-\u2064\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f\ufeff"
    "\U000e0100-\U000e01ef]"
)
# Thai, Lao, Burmese, Khmer, Chinese and Japanese are written without spaces between words.
SPACELESS = (
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005\u3040-\u30ff\u31f0-\u31ff"
    r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\U00020000-\U000323af]"
)

# Compiled when they are first needed, which takes 10 ms.
_RUN = f"(?s:{SPACELESS}+|(?:(?!{SPACELESS}).)+)"
_TABLE = str.maketrans(LETTERS)
# What is no letter in prose of plain letters: the patterns for all scripts take 50 ms to make.
_ADDRESS = re.compile(r"https?://\S+")
_SIGNS = str.maketrans(dict.fromkeys("“”‘’„‚«»‹›–—…·•€£§°", "'"))
_PLAIN = re.compile(r"(?<![A-Za-z0-9])[A-Za-z](?:\.[A-Za-z])+(?![A-Za-z0-9])|[A-Za-z0-9]+")


@cache
def _compile_words() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What a word is before it is folded, and after."""
    signs = [*map(chr, range(0x300, 0x20000)), *map(chr, range(0xE0100, 0xE01F0))]
    kinds = map(unicodedata.category, signs)
    marks = "".join(compress(signs, map({"Mn", "Mc", "Me"}.__contains__, kinds)))
    begin, inner, letter = r"[^\W_]", rf"(?:[^\W_]|[{marks}])", r"[^\W\d_]"
    acronym = rf"(?<![^\W_]){letter}(?:\.{letter})+(?!{inner})"
    token = re.compile(rf"{acronym}|{begin}(?:{inner}|{MARKS})*")
    return token, re.compile(f"{begin}{inner}*")


def fold(word: str) -> str:
    """A word without case, accents and the forms of its letters: "Łódź" and "LODZ" are "lodz"."""
    if word.isascii():
        return word.lower()
    low = unicodedata.normalize("NFKD", word).lower()
    return unicodedata.normalize("NFC", re.sub(MARKS, "", low).translate(_TABLE))


def list_runs(text: str) -> list[str]:
    """The folded words of a text in their order. "U.S." is one; what is written without spaces is one as
    far as it goes."""
    return [run for chunk in text.split() for run in _fold_chunk(chunk)]


@lru_cache(maxsize=65_536)
def _fold_chunk(chunk: str) -> tuple[str, ...]:
    """The folded words of what stands between two spaces."""
    plain = chunk.translate(_SIGNS) if not chunk.isascii() else chunk
    if plain.isascii():
        return tuple(found.replace(".", "").lower() for found in _PLAIN.findall(plain))
    token, word = _compile_words()
    folded = (word.findall(fold(found.replace(".", ""))) for found in token.findall(chunk))
    return tuple(run for runs in folded for each in runs for run in re.findall(_RUN, each))


def gather_words(texts: Iterable[str]) -> frozenset[str]:
    """The words that texts are found by: of what has no spaces every two neighbours, and the last sign."""
    return frozenset(chain.from_iterable(map(_split_chunk, " ".join(texts).split())))


def gather_prose(text: str) -> frozenset[str]:
    """The words of an author's text, but for those of addresses in it."""
    return gather_words((_ADDRESS.sub(" ", text) if "://" in text else text,))


@lru_cache(maxsize=65_536)
def _split_chunk(chunk: str) -> tuple[str, ...]:
    return tuple(word for run in _fold_chunk(chunk) for word in _split_run(run))


def _split_run(run: str) -> list[str]:
    if not is_spaceless(run):
        return [run]
    return [run[n : n + 2] for n in range(len(run))]


def is_spaceless(run: str) -> bool:
    """Whether it is of a script without spaces."""
    return not run.isascii() and re.match(SPACELESS, run) is not None
