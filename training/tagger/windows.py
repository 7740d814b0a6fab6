"""Texts to training windows: packing, name swapping, letter-case play, targets."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from sourceline.extract.tagger.pieces import Vocabulary
from sourceline.extract.tagger.shapes import describe_words
from sourceline.extract.tagger.words import Word
from training.tagger.corpora import Name, Sentence, Text
from training.tagger.scheme import CORPORA, LABELS, POS, RELATIONS, TAGS, XPOS, tag_number


@dataclass(slots=True)
class Window:
    """Arrays of one window; words of all its sentences in one row."""

    origin: str
    """The corpus it was taken from."""
    corpus: int
    ids: np.ndarray
    features: np.ndarray
    first: np.ndarray
    last: np.ndarray
    sentence: np.ndarray
    allowed: np.ndarray
    """[words, tags]: tags that count as right; all true teaches nothing."""
    pos: np.ndarray
    xpos: np.ndarray
    relations: np.ndarray
    heads: np.ndarray
    """0 root, 1 + word; −1 unknown."""


LIMIT = 300
"""Pieces of the longest training window."""
NO_NAME = np.zeros(len(TAGS), bool)
NO_NAME[0] = True
NO_NAME_OR_MISC = NO_NAME.copy()
NO_NAME_OR_MISC[tag_number("MISC", "B") : tag_number("MISC", "S") + 1] = True


def allow_tags(sentence: Sentence) -> np.ndarray:
    """[words, tags]: which tags the annotation of `sentence` allows."""
    allowed = np.zeros((len(sentence.words), len(TAGS)), bool)
    allowed[:] = NO_NAME if sentence.misc_known else NO_NAME_OR_MISC
    for name in sentence.names:
        for n in range(name.first, name.last):
            alone = name.last - name.first == 1
            ends = (n == name.first, n == name.last - 1)
            place = "S" if alone else "B" if ends[0] else "E" if ends[1] else "I"
            allowed[n] = False
            allowed[n, tag_number(name.label, place)] = True
    for n in sentence.loose:
        allowed[n] |= NO_NAME_OR_MISC
    for n in sentence.mute:
        allowed[n] = True
    if not sentence.named:
        allowed[:] = True
    return allowed


def build_window(sentences: Sequence[Sentence], corpus: int, vocabulary: Vocabulary) -> Window:
    """One window of whole sentences, [CLS] s1 [SEP] s2 [SEP] …"""
    ids, features, first, last, where = [vocabulary.start], [(0, 10, 14)], [], [], []
    pos, xpos, relations, heads = [], [], [], []
    for number, sentence in enumerate(sentences):
        base = len(first)
        for word, case in zip(sentence.words, describe_words(sentence.words), strict=True):
            cut = vocabulary.cut(word.text)
            first.append(len(ids))
            ids.extend(cut)
            features.extend([case] * len(cut))
            last.append(len(ids) - 1)
            where.append(number)
        ids.append(vocabulary.stop)
        features.append((0, 10, 14))
        if sentence.pos:
            xpos.extend(XPOS.index(p) if p in XPOS else -1 for p in sentence.xpos)
            pos.extend(POS.index(p) if p in POS else -1 for p in sentence.pos)
            relations.extend(
                RELATIONS.index(r) if r in RELATIONS else -1 for r in sentence.relations
            )
            heads.extend(-1 if h == -2 else 0 if h == -1 else 1 + base + h for h in sentence.heads)
        else:
            blank = [-1] * len(sentence.words)
            pos.extend(blank), xpos.extend(blank), relations.extend(blank), heads.extend(blank)
    allowed = np.concatenate([allow_tags(s) for s in sentences])
    return Window(
        "",
        corpus,
        np.array(ids),
        np.array(features),
        np.array(first),
        np.array(last),
        np.array(where),
        allowed,
        np.array(pos),
        np.array(xpos),
        np.array(relations),
        np.array(heads),
    )


def count_pieces(sentence: Sentence, vocabulary: Vocabulary) -> int:
    """Room that `sentence` takes in a window."""
    return 1 + sum(len(vocabulary.cut(word.text)) for word in sentence.words)


def split_long(sentence: Sentence, vocabulary: Vocabulary, most: int) -> list[Sentence]:
    """`sentence` in parts of at most `most` pieces, cut between names."""
    if count_pieces(sentence, vocabulary) <= most or len(sentence.words) < 2:
        return [sentence]
    middle = len(sentence.words) // 2
    for name in sentence.names:
        if name.first < middle < name.last:
            middle = name.last
    if middle >= len(sentence.words):
        middle = sentence.names[-1].first or 1
    return [
        part
        for half in (_slice(sentence, 0, middle), _slice(sentence, middle, len(sentence.words)))
        for part in split_long(half, vocabulary, most)
    ]


def _slice(s: Sentence, a: int, b: int) -> Sentence:
    return replace(
        s,
        words=s.words[a:b],
        names=tuple(
            Name(n.first - a, n.last - a, n.label) for n in s.names if a <= n.first and n.last <= b
        ),
        loose=frozenset(n - a for n in s.loose if a <= n < b),
        mute=frozenset(n - a for n in s.mute if a <= n < b),
        pos=s.pos[a:b],
        xpos=s.xpos[a:b],
        heads=tuple(h - a if a <= h < b else h if h == -1 else -2 for h in s.heads[a:b]),
        relations=s.relations[a:b],
    )


def pack(text: Text, vocabulary: Vocabulary, room: int, most: int = 256) -> list[list[Sentence]]:
    """Neighbouring sentences of a text, packed greedily into windows of `room` pieces."""
    windows: list[list[Sentence]] = []
    used = 0
    for whole in text.sentences:
        for sentence in split_long(whole, vocabulary, most - 2):
            if not sentence.words:
                continue
            size = count_pieces(sentence, vocabulary)
            if not windows or used + size > room:
                windows.append([])
                used = 1
            windows[-1].append(sentence)
            used += size
    return windows


# --- augmentation -----------------------------------------------------------------------------


class NameBank:
    """Names of the training corpora by label, to put in each other's place."""

    def __init__(self, texts: Sequence[Text]) -> None:
        self._names: dict[str, list[tuple[Word, ...]]] = defaultdict(list)
        seen: set[tuple[str, str]] = set()
        for text in texts:
            for sentence in text.sentences:
                for name in sentence.names:
                    words = sentence.words[name.first : name.last]
                    key = (name.label, " ".join(w.text for w in words))
                    if key not in seen and len(words) <= 8:
                        seen.add(key)
                        self._names[name.label].append(words)

    def swap(self, sentences: list[Sentence], chance: float, rng: random.Random) -> list[Sentence]:
        """Each distinct name of the window replaced by another of its label, by `chance`."""
        chosen: dict[tuple[str, str], tuple[Word, ...] | None] = {}
        return [self._swap_one(s, chosen, chance, rng) for s in sentences]

    def _swap_one(self, s: Sentence, chosen: dict, chance: float, rng: random.Random) -> Sentence:
        plan = []
        for name in s.names:
            key = (name.label, " ".join(w.text for w in s.words[name.first : name.last]))
            if key not in chosen:
                pick = rng.random() < chance and self._names[name.label]
                chosen[key] = rng.choice(self._names[name.label]) if pick else None
            plan.append((name, chosen[key]))
        if not any(new for _, new in plan):
            return s
        words: list[Word] = []
        names: list[Name] = []
        place: dict[int, int] = {}
        pos: list[str] = []
        xpos: list[str] = []
        at = 0
        for name, new in [*plan, (Name(len(s.words), len(s.words), ""), None)]:
            for n in range(at, name.first):
                place[n] = len(words)
                words.append(s.words[n])
                pos.append(s.pos[n] if s.pos else "")
                xpos.append(s.xpos[n] if s.pos else "")
            if name.label:
                first = len(words)
                source = new or s.words[name.first : name.last]
                glued = s.words[name.first].glued
                words.extend([source[0]._replace(glued=glued), *source[1:]])
                pos.extend([""] * len(source))
                xpos.extend([""] * len(source))
                names.append(Name(first, len(words), name.label))
            at = name.last

        def move(old):
            return frozenset(place[n] for n in old if n in place)

        return replace(
            s,
            words=tuple(words),
            names=tuple(names),
            loose=move(s.loose),
            mute=move(s.mute),
            pos=tuple(pos) if s.pos else (),
            xpos=tuple(xpos) if s.pos else (),
            heads=(-2,) * len(words) if s.pos else (),
            relations=("",) * len(words) if s.pos else (),
        )


def play_case(sentence: Sentence, rng: random.Random) -> Sentence:
    """Now and then a sentence in capitals, Title Case or lower case."""
    r = rng.random()
    if r < 0.03:
        change = str.upper
    elif r < 0.06:

        def change(w):
            return w[:1].upper() + w[1:]
    elif r < 0.08:
        change = str.lower
    else:
        return sentence
    return replace(sentence, words=tuple(w._replace(text=change(w.text)) for w in sentence.words))


def plan_epoch(
    texts: Sequence[Text],
    bank: NameBank,
    vocabulary: Vocabulary,
    rng: random.Random,
    swap: float,
    keep_empty: dict[str, float],
) -> list[Window]:
    """The windows of one epoch, newly packed and altered."""
    windows: list[Window] = []
    for text in texts:
        room = rng.choice((0, 0, 96, 160, 254)) if len(text.sentences) > 1 else 0
        for group in pack(text, vocabulary, room):
            named = any(s.names or not s.named for s in group)
            if not named and rng.random() > keep_empty.get(text.corpus, 1.0):
                continue
            chance = swap if rng.random() < 0.5 else 0.0
            played = [play_case(s, rng) for s in bank.swap(group, chance, rng)]
            window = build_window(
                fit(played, vocabulary), choose_style(text.corpus, rng), vocabulary
            )
            window.origin = text.corpus
            if rng.random() < 0.5:
                hide_words(window, vocabulary, 0.06, rng)
            windows.append(window)
    return windows


def fit(group: list[Sentence], vocabulary: Vocabulary) -> list[Sentence]:
    """As many of the sentences (swapped names may have made them longer) as a window can hold."""
    kept = list(group)
    while len(kept) > 1 and 1 + sum(count_pieces(s, vocabulary) for s in kept) > LIMIT:
        kept.pop()
    return kept if len(kept) > 1 else split_long(kept[0], vocabulary, LIMIT)[:1]


def choose_style(corpus: str, rng: random.Random) -> int:
    """The corpus embedding of a window: its own, or none two times in five."""
    known = "ewt" if corpus == "raw" else corpus
    return CORPORA.index(known) if rng.random() < 0.6 else 0


def hide_words(window: Window, vocabulary: Vocabulary, share: float, rng: random.Random) -> None:
    """Masks whole words, so that the context has to speak."""
    for a, b in zip(window.first, window.last, strict=True):
        if rng.random() < share:
            window.ids[a : b + 1] = vocabulary.mask


def batch_windows(windows: list[Window], pieces: int, rng: random.Random) -> list[list[Window]]:
    """Windows of like length together, about `pieces` a batch, batches in random order."""
    order = sorted(windows, key=lambda w: len(w.ids) + rng.random() * 8)
    batches: list[list[Window]] = []
    for window in order:
        if not batches or (len(batches[-1]) + 1) * len(window.ids) > pieces:
            batches.append([])
        batches[-1].append(window)
    rng.shuffle(batches)
    return batches


def count_labels(texts: Sequence[Text]) -> dict[str, int]:
    """How many names of each label."""
    counts = dict.fromkeys(LABELS, 0)
    for text in texts:
        for sentence in text.sentences:
            for name in sentence.names:
                counts[name.label] += 1
    return counts
