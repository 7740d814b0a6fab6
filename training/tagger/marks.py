"""Articles with marks on the words that tell of an event → examples for `senses`.

In `training/articles/*.txt` a mark is "[sacked|departure layoffs]", "[visited|meeting?]" where an editor might
leave the event off; "[sacked|departure|board|Visser,Roe]" says, too, who does it and to whom it is done, by the
nearest word of that kind in the sentence. In an article every other word tells of no event; in `sentences.txt`,
one a line, the others teach nothing. `gold.tsv` marks the articles of `tests/gold/dev` so, by the offset in the text: there the words
of a quoted event teach nothing but where they are marked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from sourceline.extract.tagger.windows import Window, plan_windows
from sourceline.extract.tagger.words import Word, split_words
from sourceline.read import read_plain
from training.tagger.scheme import KINDS
from training.tagger.train import load_vocabulary

ARTICLES = Path("training/articles")
GOLD = Path("tests/gold/dev")
Labels = list[tuple[int, ...]]
"""Of each word of a window the numbers of the kinds that count as right; none where it teaches nothing."""
NO_EVENT = (0,)
_MARK = re.compile(r"\[([^\[\]|]+)\|([a-z ]+\??)(?:\|([^\[\]|]+)\|([^\[\]|]+))?\]")
Sides = tuple[tuple[str, ...], tuple[str, ...]]
"""The words for who does it, and for whom it is done to."""
AGENT, OBJECT = 1, 2


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of text; its first word tells of one of the kinds, the others teach nothing."""

    start: int
    end: int
    kinds: tuple[int, ...]
    sides: Sides | None = None


@dataclass(frozen=True, slots=True)
class Deed:
    """A word of a window, the words of its sentence, and which of them are AGENT or OBJECT."""

    word: int
    first: int
    last: int
    parts: dict[int, int]


@dataclass(frozen=True, slots=True)
class Example:
    """A window as the tagger reads it, and what its words tell of."""

    window: Window
    labels: Labels
    deeds: tuple[Deed, ...] = ()


def read_examples() -> list[Example]:
    """All examples: those of the gold articles, the sentences, the marked articles."""
    found = list(_read_gold())
    for line in (ARTICLES / "sentences.txt").read_text(encoding="utf-8").splitlines():
        found += _make_examples(*_unmark(line), rest=())
    for path in sorted(ARTICLES.glob("*.txt")):
        if path.name != "sentences.txt":
            for part in re.split(r"(?m)^# .*$", path.read_text(encoding="utf-8")):
                if part.strip():
                    found += _make_examples(*_unmark(part.strip()), rest=NO_EVENT)
    return found


def _unmark(marked: str) -> tuple[str, list[Mark]]:
    text, marks, last = "", [], 0
    for found in _MARK.finditer(marked):
        text += marked[last : found.start()]
        sides = (_split(found[3]), _split(found[4])) if found[3] else None
        marks.append(Mark(len(text), len(text) + len(found[1]), _number_kinds(found[2]), sides))
        text += found[1]
        last = found.end()
    return text + marked[last:], marks


def _split(words: str) -> tuple[str, ...]:
    return () if words == "-" else tuple(words.split(","))


def _number_kinds(names: str) -> tuple[int, ...]:
    kinds = tuple(KINDS.index(name) for name in names.rstrip("?").split())
    return (*kinds, 0) if names.endswith("?") else kinds


def _read_gold() -> Iterator[Example]:
    chosen = (ARTICLES / "gold.tsv").read_text(encoding="utf-8")
    for part in chosen.split("# ")[1:]:
        name, *rows = part.splitlines()
        data = yaml.safe_load((GOLD / f"{name}.yaml").read_text(encoding="utf-8"))
        text, marks = data["text"], []
        for row in rows:
            start, word, names = row.split("\t")
            end = int(start) + len(word)
            if text[int(start) : end] != word:
                raise SystemExit(f"gold.tsv: {name} has no {word!r} at {start}.")
            marks.append(Mark(int(start), end, () if names == "-" else _number_kinds(names)))
        quotes = [q for e in data.get("events") or () for q in (e["quote"], *e.get("also", ()))]
        at = ((text.find(quote), len(quote)) for quote in quotes)
        marks += [Mark(start, start + length, ()) for start, length in at if start >= 0]
        yield from _make_examples(text, marks, rest=NO_EVENT)


def _make_examples(text: str, marks: list[Mark], *, rest: tuple[int, ...]) -> Iterator[Example]:
    """The first mark on a word counts; a word without one is `rest`."""
    source = read_plain(text, published="2031-05-06")
    sentences = [list(split_words(text, s.start, s.end)) for s in source.sentences]
    for window in plan_windows(sentences, load_vocabulary()):
        words = [w for n, a, b in window.parts for w in sentences[n][a:b]]
        numbers = [n for n, a, b in window.parts for _ in range(a, b)]
        labels, deeds = [], []
        for at, word in enumerate(words):
            mark = next((m for m in marks if word.start < m.end and m.start < word.end), None)
            if mark is None:
                labels.append(rest)
                continue
            labels.append(mark.kinds if word.start <= mark.start else ())
            if mark.sides and word.start <= mark.start:
                same = [n for n, number in enumerate(numbers) if number == numbers[at]]
                deeds += _find_deed(words, at, same, mark.sides)
        yield Example(window, labels, tuple(deeds))


def _find_deed(words: list[Word], at: int, same: list[int], sides: Sides) -> Iterator[Deed]:
    """None where a participant does not stand in the sentence."""
    parts: dict[int, int] = {}
    for side, names in zip((AGENT, OBJECT), sides, strict=True):
        for name in names:
            here = [n for n in same if words[n].text.lower() == name.lower() and n != at]
            if not here:
                return
            parts[min(here, key=lambda n: abs(n - at))] = side
    yield Deed(at, same[0], same[-1] + 1, parts)
