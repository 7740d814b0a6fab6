"""The index as files: classic scripts, each filling a field of `sourceline.search`, so that they load
from a disk, too. Which field means what is told in docs/architecture.md, "The search index".

Documents have numbers, and every list of them is written as the gaps between them. What each trick here
is worth was measured with 10,000 events of real English sentences (bench/search.py --sizes), in kB gzipped.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from operator import sub
from typing import Any, NamedTuple

from sourceline.site.scripts import dump_script
from sourceline.site.search.folding import is_spaceless

MEMO = "search"
"""Under which the index is noted for the next build."""
WORDS = "words"
"""And the author's text of "events/x", and the words it is found by beside those of the text: "words events/x"."""
FOLDER = "search/data"
# Characters in a file of words: about 8 kB gzipped. A query asks for one of them for each of its words.
SHARD = 12_000
# Shorter words are not looked up by their ends: a typing mistake in them makes another word.
SHORTEST = 4

# A number is written with one sign of the low ones at its end, and signs of the high ones before it. They
# are all of ASCII that a string needs no escape for; " " and "!" part words.
LOW, HIGH = range(35, 92), range(93, 127)
# How many letters a word shares with the one before it is told by a capital, which no folded word holds.
SHARED = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


class Index(NamedTuple):
    """The index before it is cut into files: plain values, which a build may keep for the next one."""

    head: Mapping[str, Any]
    """The fields of the file "head" that do not hang on the words."""
    lists: Mapping[str, str]
    """Word → the documents it leads to, as `write_list` writes them."""
    blocks: tuple[str, ...]
    numbers: Mapping[str, int]
    """ "events/x" → the number of the document."""


def change_words(index: Index, name: str, gone: Iterable[str], come: Iterable[str]) -> Index:
    """The index after the text of a document ("events/x") lost some words and won others. Those of its
    title are none of either."""
    number, lists = index.numbers[name], dict(index.lists)
    for word in gone:
        titles, texts = read_list(lists.pop(word))
        texts.remove(number)
        if titles or texts:
            lists[word] = write_list(titles, texts)
    for word in come:
        titles, texts = read_list(lists.get(word, ""))
        lists[word] = write_list(titles, sorted((*texts, number)))
    return index._replace(lists=lists)


def write_index(index: Index) -> dict[str, str]:
    """Path → text of each file: the head first, then words, ends and blocks; their folder has a name that changes with them."""
    lists = index.lists
    words = cut_shards((word, lists[word]) for word in sorted(lists, key=_order_units))
    backward = sorted((word[::-1] for word in lists if is_mendable(word)), key=_order_units)
    ends = cut_shards((word, "") for word in backward)
    head = {
        **index.head,
        "words": [shard[0][0] for shard in words],
        "ends": [shard[0][0] for shard in ends],
    }
    files = {
        "head": fill_field("head", head),
        **{
            f"words-{n}": fill_field(f"words[{n}]", write_shard(shard))
            for n, shard in enumerate(words)
        },
        **{
            f"ends-{n}": fill_field(f"ends[{n}]", write_shard(shard))
            for n, shard in enumerate(ends)
        },
        **{f"block-{n}": text for n, text in enumerate(index.blocks)},
    }
    total = hashlib.sha256()
    for text in files.values():  # all in one would be thrice their size
        total.update(text.encode(errors="replace"))
    digest = total.hexdigest()[:8]
    return {f"{FOLDER}/{digest}/{name}.js": text for name, text in files.items()}


def locate_index(files: Iterable[str]) -> str:
    """The folder of the files of an index."""
    return next(iter(files)).rpartition("/")[0]


def fill_field(field: str, value: object) -> str:
    """The script that sets a field of `sourceline.search`."""
    return f"sourceline.search.{field}={dump_script(value)};\n"


# --- words ------------------------------------------------------------------------------------


def is_mendable(word: str) -> bool:
    """Whether a typing mistake in it is looked for: a number with another digit is another number."""
    return len(word) >= SHORTEST and not is_spaceless(word) and not any(c.isnumeric() for c in word)


def cut_shards(lines: Iterable[tuple[str, str]]) -> list[list[tuple[str, str]]]:
    """Words with their lists in shards of about the same size."""
    shards: list[list[tuple[str, str]]] = []
    size = SHARD
    for word, numbers in lines:
        if size >= SHARD:
            shards.append([])
            size = 0
        shards[-1].append((word, numbers))
        # About half of a word is shared with the one before.
        size += len(word) // 2 + len(numbers)
    return shards


def _order_units(word: str) -> bytes:
    """JavaScript compares strings by their 16-bit units."""
    return word.encode("utf-16-be")


def write_shard(lines: Sequence[tuple[str, str]]) -> tuple[str, str]:
    """Each word as a capital for the letters it shares with the one before and its others (-20 kB); and
    the lists, between spaces."""
    pairs = pairwise(("", *(word for word, _ in lines)))
    return "".join(_write_word(*pair) for pair in pairs), " ".join(n for _, n in lines).strip()


def _write_word(before: str, word: str) -> str:
    units = 0
    for place, (one, other) in enumerate(zip(before, word, strict=False)):
        # As JavaScript counts: a letter beyond the first 65,536 is two.
        size = 1 + (ord(other) > 0xFFFF)
        if one != other or units + size >= len(SHARED):
            return SHARED[units] + word[place:]
        units += size
    return SHARED[units] + word[len(before) :]


def write_list(titles: Iterable[int], texts: Iterable[int]) -> str:
    """The documents of a word: "titles!texts", the last part only where there is any."""
    rest = write_numbers(texts)
    return write_numbers(titles) + (f"!{rest}" if rest else "")


def read_list(text: str) -> tuple[list[int], list[int]]:
    """What `write_list` wrote."""
    titles, _, texts = text.partition("!")
    return read_numbers(titles), read_numbers(texts)


def read_numbers(text: str) -> list[int]:
    """What `write_numbers` wrote."""
    numbers: list[int] = []
    gap, last = 0, -1
    for sign in map(ord, text):
        if sign in HIGH:
            gap = gap * len(HIGH) + sign - HIGH.start
            continue
        last += gap * len(LOW) + sign - LOW.start + 1
        numbers.append(last)
        gap = 0
    return numbers


def write_numbers(numbers: Iterable[int]) -> str:
    """Ascending numbers, each as its distance from the one before."""
    ascending = [-1, *numbers]
    return "".join(map(_write_gap, map(sub, ascending[1:], ascending)))


@lru_cache(maxsize=8192)
def _write_gap(gap: int) -> str:
    return _write_number(gap - 1)


def _write_number(number: int) -> str:
    number, low = divmod(number, len(LOW))
    signs = chr(LOW[low])
    while number:
        number, high = divmod(number, len(HIGH))
        signs = chr(HIGH[high]) + signs
    return signs
