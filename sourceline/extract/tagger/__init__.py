"""Reads names (and parts of speech) with a trained model, offline.

    tagger = load_tagger("good")
    reading = tagger.tag(text, [(start, end), …])   # spans of sentences
    reading.mentions                                # tuple[Mention, …]

`good` is a small transformer, `fast` a conditional random field; both then hear the whole document
(`agree`). `whole` is `good`, and also says what events words tell of. Nothing is downloaded; the same
text gives the same answer on every run.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Protocol

from sourceline.errors import UsageError
from sourceline.extract.tagger.agree import agree
from sourceline.extract.tagger.reading import Parse, Reading, Sense
from sourceline.extract.tagger.spans import Span
from sourceline.extract.tagger.words import Word, split_words
from sourceline.model import Label, Mention

# Name → "module:callable". A module is imported only when its tagger is loaded: onnxruntime and
# numpy take a tenth of a second.
TAGGERS: dict[str, str] = {
    "good": "sourceline.extract.tagger.network:load_network",
    "whole": "sourceline.extract.tagger.network:load_whole",
    "fast": "sourceline.extract.tagger.fast:load_field",
}

LABELS: dict[str, Label] = {"PER": "PER", "ORG": "ORG", "LOC": "LOC", "MISC": "MISC"}


class Model(Protocol):
    """Names and parses of sentences that stand together."""

    def read(
        self, sentences: Sequence[Sequence[Word]]
    ) -> tuple[list[list[Span]], list[list[Parse]], list[list[Sense]]]:
        """For each sentence its names, in order; its parse and its words' senses, or [] where there
        is none."""
        ...


class Reader(Protocol):
    """What the rules ask of who reads names; a `Tagger`, or another engine's own."""

    def tag(self, text: str, sentences: Sequence[tuple[int, int]]) -> Reading:
        """The names and parses in `sentences` (spans of `text`, in order, without overlap)."""
        ...


@dataclass(frozen=True, slots=True)
class Tagger:
    """A model, and the document sense on top of it. Pure."""

    name: str
    model: Model

    def tag(self, text: str, sentences: Sequence[tuple[int, int]]) -> Reading:
        """The names in `sentences` (spans of `text`, in order, without overlap)."""
        words = tuple(tuple(split_words(text, start, end)) for start, end in sentences)
        spans, parses, senses = self.model.read(words)
        mentions = tuple(
            make_mention(text, row, span)
            for row, found in zip(words, agree(words, spans), strict=True)
            for span in found
        )
        return Reading(mentions, words, tuple(map(tuple, parses)), tuple(map(tuple, senses)))


def explain_absence(package: str | None) -> str:
    """What to do when a package that a tagger imports is missing."""
    return (
        f"Reading names needs {package}, which is not installed.\n"
        '    Type: pip install "sourceline[names]"\n'
        "    or read with the smaller tagger: --engine fast (in content/site.yaml: engine: fast)."
    )


def load_tagger(name: str = "good") -> Tagger:
    """The tagger called `name`; UsageError when there is none, or a part of it is not installed."""
    if name not in TAGGERS:
        known = ", ".join(sorted(TAGGERS))
        raise UsageError(f"There is no name reader {name!r}. Name readers: {known}.")
    module, _, attribute = TAGGERS[name].partition(":")
    try:
        imported = import_module(module)
    except ImportError as error:
        raise UsageError(explain_absence(error.name)) from error
    load: Callable[[], Model] = getattr(imported, attribute)
    return Tagger(name, load())


def make_mention(text: str, words: Sequence[Word], span: Span) -> Mention:
    """The name that `span` is, of the `words` of a sentence."""
    start, end = words[span.first].start, words[span.last - 1].end
    return Mention(start, end, text[start:end], LABELS[span.label])
