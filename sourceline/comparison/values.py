"""What a comparison of engines says."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, NamedTuple, get_args

from sourceline.errors import Position
from sourceline.model import Extraction

Answer = Literal["found", "missed", "contradicted", "kept out"]
"""How an engine stands to what the author says: it says so too; it says nothing; it says otherwise; it does not
tell what the author threw out."""

Kind = Literal[
    "event", "kind", "date", "status", "participant", "name", "kind of name", "one or two"
]
"""What an author's word is about: that an event happened or did not; its kind, date, status; who took part; that
somebody or something is worth a page or is not, and of which kind; that two names are one, or two."""

Fact = Literal["name", "event", "date", "role", "figure", "quotation", "relation"]
"""What two engines may agree on."""


@dataclass(frozen=True, slots=True)
class Entrant:
    """An engine, and what it read in each of the sources; only what may be woven."""

    name: str
    signature: str
    """With its fingerprint, as in `Extraction.engine`."""
    extractions: tuple[Extraction, ...]
    cut: int = 0
    """Facts that were left out, since their words do not stand in the source."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """One word of the author's, and how an engine stands to it."""

    engine: str
    kind: Kind
    answer: Answer
    place: Position
    """In the source; of what the author adds without a quote, in the author's file."""
    words: str
    """What the author says, and what the engine says instead."""
    record: Position
    """Where the author says it."""
    wanted: bool = True
    """False where the author says that there is no such fact."""


class Score(NamedTuple):
    """Verdicts of one kind on one engine."""

    found: int
    missed: int
    contradicted: int
    kept_out: int
    wanted: int
    """How often the author says that there is such a fact."""

    @property
    def precision(self) -> float | None:
        """Of what the author spoke of and the engine told, how much is right; None of nothing."""
        told = self.found + self.contradicted
        return self.found / told if told else None

    @property
    def recall(self) -> float | None:
        """Of what the author says, how much the engine found."""
        return self.found / self.wanted if self.wanted else None


class Agreement(NamedTuple):
    """How many facts of one kind two engines tell alike, and alone."""

    one: str
    other: str
    fact: Fact
    both: int
    only_one: int
    only_other: int

    @property
    def share(self) -> float | None:
        """From 0 to 1: twice what both tell, of all that either tells; None of nothing."""
        told = 2 * self.both + self.only_one + self.only_other
        return 2 * self.both / told if told else None


class Difference(NamedTuple):
    """A fact that one engine tells and another does not."""

    place: Position
    engine: str
    """Which tells it."""
    other: str
    fact: Fact
    words: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Engines beside the author and beside each other."""

    entrants: tuple[Entrant, ...]
    verdicts: tuple[Verdict, ...] = ()
    """By place; at one place in the order of the engines."""
    agreements: tuple[Agreement, ...] = ()
    differences: tuple[Difference, ...] = ()
    """By place."""
    placeless: tuple[Position, ...] = ()
    """Records of events that no sentence can be told of, so that nothing can be compared."""


def count_verdicts(verdicts: Iterable[Verdict], engine: str, kind: Kind) -> Score:
    """The verdicts of a kind on an engine, counted."""
    own = [each for each in verdicts if (each.engine, each.kind) == (engine, kind)]
    answers = [each.answer for each in own]
    found, missed, contradicted, kept_out = map(answers.count, get_args(Answer))
    return Score(found, missed, contradicted, kept_out, sum(each.wanted for each in own))
