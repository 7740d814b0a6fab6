"""What the recipes tell: reports, progress, and which problems fail."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from sourceline.errors import ContentError, Problem
from sourceline.ledger import Ledger
from sourceline.model import Chronicle, Correction, Extraction, Records, Settings, Source

if TYPE_CHECKING:
    from sourceline.digest import KeyDate
    from sourceline.redact import Redaction
    from sourceline.weave.sentences import Account

ONCE = frozenset({"dropped", "orphan", "altered-extraction", "ungrounded"})
"""Codes of what a build tells of a source that is new, gone or mended, and the next one does not."""

Progress = Callable[[str, int, int, str], None]
"""Told (noun, done, total, name of the last one) while a recipe works: "sources", 12, 340, "tide"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """What asking a language model takes: before it is asked roughly, afterwards as it was."""

    model: str
    host: str
    """Who gets the texts."""
    key_name: str
    """The variable of the environment whose key is sent there; "" for none."""
    sources: int
    requests: int
    tokens_in: int
    tokens_out: int
    price: Decimal | None
    """None where the site states no price."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelReport:
    """What a language model did."""

    estimate: Estimate
    """What was asked now."""
    left_out: tuple[tuple[str, int], ...]
    """(what and why, how often): suggestions that the sources do not bear out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtractionReport:
    """What the first half of the way did."""

    sources: tuple[Source, ...]
    extractions: tuple[Extraction, ...]
    """One for each source, in the same order."""
    written: tuple[str, ...]
    """Paths in `content/extracted/` whose source was read by the engine just now."""
    problems: tuple[Problem, ...]
    """Warnings and notes; errors are raised."""
    model: ModelReport | None = None
    """Where the engine is `llm`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """All that a chronicle is woven of."""

    settings: Settings
    records: Records
    reading: ExtractionReport
    problems: tuple[Problem, ...]
    """Of reading; no errors."""
    redaction: Redaction | None = None
    """What is withheld, and is in the content no more; None where nothing is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Woven:
    """Everything up to the chronicle, and all problems on the way."""

    reading: ExtractionReport
    records: Records
    chronicle: Chronicle
    problems: tuple[Problem, ...]
    redaction: Redaction | None = None
    """As of the `Content`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildReport:
    """What a build did."""

    sources: int
    extracted: int
    """Sources that the engine read; the others had not changed."""
    pages: int
    changed: bool
    """False when the published site had these very bytes already."""
    problems: tuple[Problem, ...]
    ledger: Ledger
    """What was read and written, for the next build (`note_build`)."""

    @property
    def lasting(self) -> tuple[Problem, ...]:
        """The problems that a build of the same content finds again."""
        return list_lasting(self.problems)


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftReport:
    """Where a human file is."""

    path: str
    """Site-relative."""
    created: bool
    """False when it was there already, and was left as it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionReport:
    """What the site corrects."""

    path: str
    """Of the file of corrections, site-relative."""
    added: tuple[Correction, ...]
    """In the order of the file; with a dry run, those that would be added."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestReport:
    """The key dates of a folder."""

    dates: tuple[KeyDate, ...]
    problems: tuple[Problem, ...]
    """What was left out, and which sources have no day; no errors."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckReport:
    """What a check found."""

    problems: tuple[Problem, ...]
    sentences: tuple[Account, ...] = ()
    """What rests on each sentence of each source; none when the content cannot be read."""


def ignore_progress(noun: str, done: int, total: int, name: str) -> None:
    """Tell nobody."""


def is_failing(problem: Problem, *, strict: bool) -> bool:
    """Errors fail always, warnings when `strict`, notes never."""
    return problem.severity == "error" or (strict and problem.severity == "warning")


def list_lasting(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Those that are not told once only."""
    return tuple(problem for problem in problems if problem.code not in ONCE)


def refuse_failing(problems: Sequence[Problem], *, strict: bool = False) -> None:
    """ContentError with all `problems` when one of them fails."""
    if any(is_failing(problem, strict=strict) for problem in problems):
        raise ContentError(problems)
