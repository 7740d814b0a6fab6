"""Senses: what the network makes of a word, asked beside the frames.

A frame knows the verb and who takes part; the network knows the sentence. Measured on marked articles that
neither had seen (1,352 events shown): where the network gave no event more than seven chances in ten, 34 of 118
were right; of 109 that a wide frame told, its kind was right of 66, and of 74 where the network may overrule it.
Overruling the narrow frames mended 16 of 1,061 there, and broke more in short texts: left.
"""

from __future__ import annotations

import math
from bisect import bisect_left

from sourceline.extract.rules.document import Document
from sourceline.extract.rules.frames import Frame
from sourceline.extract.rules.trees import Tree
from sourceline.extract.tagger.reading import Sense

_DOUBTED = 0.7
"""The chance of no event from which one is only proposed."""
_SURE_NONE, _SURE_KIND = 0.02, 0.8
"""The chance of no event up to which, and of its kind from which, an event needs no frame that fits."""
_FAINT = 0.001
"""The chance of a frame's kind under which an event of no kind of ours is only proposed: 0 of 6 were right. Of those
that the network took for another kind 7 of 31 were; on the gold articles, which allow several, half: left."""
_TRUST = 6.0
"""How much surer, as a logarithm, the network must be of another kind than of a wide frame's."""
_LOWEST = 1e-5

KNOWN = frozenset(
    {
        "accident",
        "accusation",
        "acquisition",
        "agreement",
        "announcement",
        "appointment",
        "arrest",
        "attack",
        "award",
        "ban",
        "birth",
        "campaign",
        "celebration",
        "charge",
        "death",
        "decision",
        "departure",
        "disaster",
        "discovery",
        "election",
        "evacuation",
        "fine",
        "founding",
        "funding",
        "injury",
        "journey",
        "launch",
        "lawsuit",
        "layoffs",
        "legislation",
        "marriage",
        "match",
        "meeting",
        "occasion",
        "opening",
        "protest",
        "publication",
        "release",
        "rescue",
        "ruling",
        "sale",
        "sentence",
        "shutdown",
        "strike",
        "transfer",
        "vote",
        "war",
    }
)
"""The kinds that the network tells apart: of the others it saw few, or they say the same as one of these."""


def find_sense(document: Document, tree: Tree, n: int) -> Sense | None:
    """What token `n` tells of; None where the tagger does not say."""
    if not document.reading.senses:
        return None
    number, start = tree.line.number, tree.line.tokens[n].start
    words = document.reading.words[number]
    at = bisect_left(words, start, key=lambda word: word.start)
    at -= at == len(words) or words[at].start > start  # inside a longer word
    return document.reading.senses[number][at] if at >= 0 else None


def is_doubtful(kind: str, sense: Sense | None) -> bool:
    """Whether the word most likely tells of no event, or of one that has no kind of ours."""
    if sense is None:
        return False
    other = sense.get("other", 0.0) > _SURE_KIND and sense.get(kind, 0.0) < _FAINT
    return sense.get("none", 0.0) > _DOUBTED or (other and kind in KNOWN)


def choose_kind(frame: Frame, sense: Sense | None) -> str:
    """The frame's kind; of a wide one, another of which the network is far surer."""
    if sense is None or not frame.wide or frame.kind not in KNOWN:
        return frame.kind
    told = {kind: _take_log(sense, kind) for kind in sense if kind in KNOWN}
    told[frame.kind] = _take_log(sense, frame.kind) + _TRUST
    return max(told, key=told.__getitem__)


def _take_log(sense: Sense, kind: str) -> float:
    return math.log(max(sense.get(kind, 0.0), _LOWEST))


def name_kind(sense: Sense | None) -> str | None:
    """The kind of event that a word tells of by itself, where the network is sure of it."""
    if sense is None or sense.get("none", 0.0) > _SURE_NONE:
        return None
    kind = max((k for k in sense if k != "none"), key=sense.__getitem__)
    return kind if kind in KNOWN and sense[kind] > _SURE_KIND else None
