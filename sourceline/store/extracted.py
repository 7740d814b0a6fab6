"""`content/extracted/`: what an engine read in each source, one file per source, under a seal.

The seal is a SHA-256 of everything above it. A file that was corrected by hand, cut off or damaged
no longer fits its seal: it is kept aside in `.sourceline/altered/`, said, and read again from the
source. So is the truth kept in two places only: the sources, and what people say in
`content/events/` and `content/profiles/`.

Time expressions and mentions are not stored: they take a fifth of the bytes (24 news articles), no
page needs them, and `sourceline annotate` reads them afresh.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple, TypeVar

from sourceline.errors import ContentError, Position, Problem
from sourceline.model import (
    SURE,
    EventClaim,
    Evidence,
    Extraction,
    FigureClaim,
    ProfileClaim,
    QuotationClaim,
    RelationClaim,
    RoleClaim,
    Source,
)
from sourceline.store.dump import dump_yaml, write_comment
from sourceline.store.files import (
    CONTENT,
    STATE,
    explain_unwritable,
    is_there,
    list_files,
    read_bytes,
    write_bytes,
)
from sourceline.store.plain import Plain, simplify_value
from sourceline.store.reading import Defaults, Reading
from sourceline.store.readings import Readings
from sourceline.store.schema import decode_file
from sourceline.store.yaml import parse_yaml

EXTRACTED = CONTENT / "extracted"
ALTERED = STATE / "altered"

AnyClaim = TypeVar("AnyClaim", EventClaim, RoleClaim, FigureClaim, QuotationClaim, RelationClaim)

_MARK = b"# Written by Sourceline: "
"""How a file of ours begins; others in the folder are never removed."""
_SEAL = re.compile(rb"seal: ([0-9a-f]{64})\n")
_MAX_NODES = 10_000_000
"""Of a sealed file, whose size is our own doing: a book of 10 MB is read as a whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceStamp:
    """Which source an extraction was read from, as the file says it, with all that the reading depends on:
    days are counted from `published`, words are those of `language`, and a title is made where there is none."""

    id: str
    path: str
    sha256: str
    title: str | None = None
    published: str | None = None
    language: str = "en"

    def fits(self, source: Source) -> bool:
        """Whether reading `source` could tell nothing else. Another title changes nothing that is read."""
        return (
            (self.id, self.sha256) == (source.id, source.sha256)
            and (self.published, self.language) == (source.published, source.language)
            and (self.title is None) == (source.title is None)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtractionFile:
    """The content of one file: an `Extraction` with its source's name on it."""

    source: SourceStamp
    engine: str
    title: str | None = None
    """Made from the text; only when the source states none."""
    topics: tuple[str, ...] = ()
    profiles: tuple[ProfileClaim, ...] = ()
    events: tuple[EventClaim, ...] = ()
    roles: tuple[RoleClaim, ...] = ()
    figures: tuple[FigureClaim, ...] = ()
    quotations: tuple[QuotationClaim, ...] = ()
    relations: tuple[RelationClaim, ...] = ()
    seal: str = ""


_CLAIMS = ("events", "roles", "figures", "quotations", "relations")
_EXPLAIN_REVIEW = (
    "\n\nWhat says 'review: true' is a proposal, read with little confidence: it is not on the site. "
    "`sourceline check` lists each, and how to accept it."
)
_SHARED = ("title", "topics", "profiles", "events", "roles", "figures", "quotations", "relations")


class Stored(NamedTuple):
    """What the folder holds for a source. `extraction` is None when the source must be read."""

    extraction: Extraction | None
    problems: tuple[Problem, ...] = ()


def locate_extraction(source_id: str) -> str:
    """The site-relative path of a source's extraction."""
    if "/" in source_id or source_id.startswith(".") or not source_id:
        raise ValueError(f"{source_id!r} is no id of a source")
    return f"{EXTRACTED}/{source_id}.yaml"


def prune_extraction(extraction: Extraction) -> Extraction:
    """The extraction as it comes back from its file: without time expressions and mentions, and with
    `review` at every claim that is not sure."""
    marked = {name: tuple(map(_mark_claim, getattr(extraction, name))) for name in _CLAIMS}
    return replace(extraction, times=(), mentions=(), **marked)  # type: ignore[arg-type]  # each group keeps its kind


def _mark_claim(claim: AnyClaim) -> AnyClaim:
    return replace(claim, review=True) if claim.confidence < SURE else claim


def load_extraction(
    root: Path,
    source: Source,
    engine: str,
    readings: Readings | None = None,
    *,
    any_version: bool = False,
) -> Stored:
    """What was read from `source` before, if the source, its day and its language, and the engine are still
    the same.

    `engine` is name and fingerprint, as in `Extraction.engine`; with `any_version`, the name is enough. A file that no longer fits its seal
    is copied to `.sourceline/altered/` and reported as a warning.
    """
    readings = readings or Readings(root)
    path = locate_extraction(source.id)
    try:
        if not is_there(root, path):
            return Stored(None)
        digest = readings.hash_file(path)
    except ContentError as error:
        return Stored(None, error.problems)
    try:
        stamp, extraction = recall_extraction(source.id, digest, readings)
    except BrokenSealError:
        return Stored(None, _keep_altered(root, path, readings.read_file(path)))
    except ContentError:  # sealed by a Sourceline with another vocabulary
        return Stored(None)
    found, wanted = extraction.engine, engine
    if any_version:
        found, wanted = found.split(" ")[0], wanted.split(" ")[0]
    return Stored(extraction if stamp.fits(source) and found == wanted else None)


class BrokenSealError(Exception):
    """The bytes of a file are not those that were sealed."""


def recall_extraction(
    source_id: str, digest: str, readings: Readings
) -> tuple[SourceStamp, Extraction]:
    """What stands in the file of a source's extraction, which has this hash; BrokenSealError or ContentError
    where it cannot be read."""
    path = locate_extraction(source_id)
    return readings.recall(
        path, (digest,), lambda: _unseal(readings.read_file(path), path, source_id)
    )


def _unseal(data: bytes, path: str, source_id: str) -> tuple[SourceStamp, Extraction]:
    if not _is_sealed(data):
        raise BrokenSealError
    return _decode(data, path, source_id)


def write_extraction(root: Path, source: Source, extraction: Extraction) -> bool:
    """Put an extraction into its file; False when the same bytes stand there already.

    ContentError when it cannot be written.
    """
    path = locate_extraction(source.id)
    with explain_unwritable(path):
        return write_bytes(root, path, encode_extraction(source, extraction))


def remove_orphans(
    root: Path, source_ids: Iterable[str]
) -> tuple[tuple[str, ...], tuple[Problem, ...]]:
    """Remove the extractions whose source is gone; their paths, and a warning for each that no longer fitted its
    seal, of which a copy is kept. Other files stay.

    ContentError names what cannot be read or removed.
    """
    wanted = {locate_extraction(source_id) for source_id in source_ids}
    paths, problems = list_files(root, EXTRACTED)
    if problems:
        raise ContentError(problems)
    gone = [path for path in paths if path not in wanted and _is_ours(root, path)]
    altered: list[Problem] = []
    for path in gone:
        data = read_bytes(root, path)
        if not _is_sealed(data):
            altered.extend(_keep_altered(root, path, data))
        with explain_unwritable(path):
            (root / path).unlink()
    return tuple(gone), tuple(altered)


def encode_extraction(source: Source, extraction: Extraction) -> bytes:
    """The bytes of an extraction's file."""
    extraction = prune_extraction(extraction)
    stamp = SourceStamp(
        id=source.id,
        path=source.path,
        sha256=extraction.sha256,
        title=source.title,
        published=source.published,
        language=source.language,
    )
    shared = {name: getattr(extraction, name) for name in _SHARED}
    file = ExtractionFile(source=stamp, engine=extraction.engine, **shared)
    body = _write_header(source, extraction) + _write_body(file)
    data = body.encode()
    return data + b"seal: " + _make_seal(data) + b"\n"


def _write_header(source: Source, extraction: Extraction) -> str:
    example = extraction.events[0].id if extraction.events else "some-event"
    return write_comment(
        f"Written by Sourceline: what it read in {source.path}.\n"
        "Rewritten whenever the source or the reader changes, so correct nothing here. To correct "
        f"an event, write what you know better into content/events/{example}.yaml:\n"
        "\n"
        "    date: 2024-03-23\n"
        "    title: What happened, in your words\n"
        "\n"
        "How to merge, reject and add: docs/editing.md."
        f"{_EXPLAIN_REVIEW if _has_proposals(extraction) else ''}"
    )


def _has_proposals(extraction: Extraction) -> bool:
    return any(claim.review for name in _CLAIMS for claim in getattr(extraction, name))


def _write_body(file: ExtractionFile) -> str:
    """One block per group of claims, with a line between."""
    plain = simplify_value(file, _make_defaults(file.source.id))
    assert isinstance(plain, dict)  # noqa: S101  (a dataclass of several fields is never short)
    groups: dict[str, dict[str, Plain]] = {}
    for key, value in plain.items():
        groups.setdefault(key if isinstance(value, list) else "head", {})[key] = value
    return "".join(f"\n{dump_yaml(group)}" for group in groups.values()) + "\n"


def decode_extraction(data: bytes, path: str, source_id: str) -> Extraction:
    """The extraction in the bytes of a file, whether sealed or not; ContentError with every problem."""
    return _decode(data, path, source_id)[1]


def _decode(data: bytes, path: str, source_id: str) -> tuple[SourceStamp, Extraction]:
    document = parse_yaml(data, path, max_nodes=_MAX_NODES)
    file = decode_file(Reading(document, _make_defaults(source_id)), ExtractionFile)
    shared = {name: getattr(file, name) for name in _SHARED}
    stamp = file.source
    return stamp, Extraction(source=stamp.id, sha256=stamp.sha256, engine=file.engine, **shared)


def _make_defaults(source_id: str) -> Defaults:
    """Evidence in a source's file is of this source, unless it says otherwise."""
    return {Evidence: {"source": source_id}}


def _make_seal(data: bytes) -> bytes:
    return hashlib.sha256(data).hexdigest().encode()


def _is_sealed(data: bytes) -> bool:
    """Whether nobody touched it; line ends as Git may write them on Windows are no touch."""
    data = data.replace(b"\r\n", b"\n")
    body, seal = data[:-71], data[-71:]
    found = _SEAL.fullmatch(seal)
    return found is not None and found[1] == _make_seal(body)


def _is_ours(root: Path, path: str) -> bool:
    return path.endswith(".yaml") and read_bytes(root, path).startswith(_MARK)


def _keep_altered(root: Path, path: str, data: bytes) -> tuple[Problem, ...]:
    kept = str(ALTERED / Path(path).name)
    if data and is_there(root, kept) and read_bytes(root, kept) != data:
        # What was changed before is kept, too.
        kept = str(ALTERED / f"{Path(path).stem}-{hashlib.sha256(data).hexdigest()[:8]}.yaml")
    if data:
        with explain_unwritable(kept):
            write_bytes(root, kept, data)
    found = f"Your copy is kept at {kept}." if data else "It was empty."
    problem = Problem(
        Position(path),
        "altered-extraction",
        f"This file was changed or damaged since Sourceline wrote it, so nothing of it is used. {found}",
        "Put corrections into content/events/ or content/profiles/, where they stay; see docs/editing.md.",
        "warning",
    )
    return (problem,)
