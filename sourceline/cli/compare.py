"""`sourceline compare`: engines beside the author and beside each other, as tables or as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import permutations
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import click

from sourceline.cli.options import directory_option, jobs_option
from sourceline.cli.report import tell_progress
from sourceline.cli.words import count
from sourceline.errors import UsageError

if TYPE_CHECKING:
    from sourceline.comparison import Comparison

_EXIT_CODES = "Exit codes: 0 done; 1 the content has problems; 2 wrong call; 130 stopped by Ctrl-C."

MOST = 10
"""More differences of a kind than these are only counted; --json lists all."""


@click.command(epilog=_EXIT_CODES)
@directory_option
@jobs_option
@click.option("--json", "as_json", is_flag=True, help="Print everything as JSON on stdout.")
@click.argument("names", nargs=-1, required=True, metavar="ENGINE... [PATH]...")
def compare(
    root: Path,
    jobs: int | None,
    names: tuple[str, ...],
    as_json: bool,  # noqa: FBT001 - click passes options by name
) -> None:
    """Let engines read the sources anew, and compare what they find with your files and with each other.

    What you wrote into content/events/ and content/profiles/ is taken for true: what you accepted,
    corrected, added, merged and rejected. Nothing is written. An engine may be named with its model, as
    spacy:en_core_web_md. With PATHS (files in content/sources/), only these are read.

    \b
    Examples:
      sourceline compare rules fast
      sourceline compare rules spacy:en_core_web_sm content/sources/interview.txt
      sourceline compare rules fast --json > comparison.json
    """
    from sourceline.pipeline import compare_engines  # noqa: PLC0415 - lazy

    paths = [Path(name) for name in names if _is_path(root, name)]
    engines = [name for name in names if not _is_path(root, name)]
    if not engines:
        raise UsageError("Which engines?\n    Name one or more, such as rules fast.")
    with tell_progress("Nothing was changed.") as progress:
        found = compare_engines(root, engines, paths=paths, jobs=jobs, progress=progress)
    click.echo(format_json(found) if as_json else format_tables(found))


def _is_path(root: Path, name: str) -> bool:
    # A model may be called maker/model: "llm:maker/model" is an engine.
    return "/" in name.partition(":")[0] or (root / name).is_file() or Path(name).is_file()


# --- tables -----------------------------------------------------------------------------------


def format_tables(found: Comparison) -> str:
    """Counts first, then what differs, each at its place."""
    blocks = [
        _format_author(found),
        _format_agreements(found),
        _format_verdicts(found),
        _format_differences(found),
    ]
    return "\n\n".join(block for block in blocks if block)


def _format_author(found: Comparison) -> str:
    from sourceline.comparison.values import Kind, count_verdicts  # noqa: PLC0415 - lazy

    rows: list[tuple[str, ...]] = [
        ("", "engine", "found", "missed", "contradicted", "kept out", "precision", "recall")
    ]
    for kind in get_args(Kind):
        for entrant in found.entrants:
            score = count_verdicts(found.verdicts, entrant.name, kind)
            if sum(score):
                shares = (_show_share(score.precision), _show_share(score.recall))
                rows.append((kind, entrant.name, *map(str, score[:4]), *shares))
    notes = [
        f"{entrant.name}: {count(entrant.cut, 'fact')} left out, whose words do not stand in their source."
        for entrant in found.entrants
        if entrant.cut
    ]
    if found.placeless:
        notes.append(
            f"Not compared, since no sentence is known for them: {', '.join(map(str, found.placeless))}."
        )
    if len(rows) == 1:
        return "\n".join(["Your files say nothing of these sources that can be compared.", *notes])
    return "\n".join(["What you say, and what the engines say:", *_align(rows), *notes])


def _format_agreements(found: Comparison) -> str:
    rows: list[tuple[str, ...]] = [
        ("", "engines", "both", "only the first", "only the second", "agreement")
    ]
    rows += [
        (
            each.fact,
            f"{each.one}, {each.other}",
            *map(str, each[3:]),
            _show_share(each.share),
        )
        for each in found.agreements
        if each.share is not None
    ]
    return "\n".join(["What two engines tell:", *_align(rows)]) if len(rows) > 1 else ""


def _format_verdicts(found: Comparison) -> str:
    lines = [
        f"{each.place}: {each.engine}: {each.kind} {each.answer}: {each.words} ({each.record})"
        for each in found.verdicts
        if each.answer in ("missed", "contradicted")
    ]
    return "\n".join(["Where they do not say what you say:", *lines]) if lines else ""


def _format_differences(found: Comparison) -> str:
    """What each engine tells and another does not, some of each kind of fact."""
    blocks: list[str] = []
    names = [entrant.name for entrant in found.entrants]
    for engine, other in permutations(names, 2):
        own = [e for e in found.differences if (e.engine, e.other) == (engine, other)]
        lines: list[str] = []
        for fact in dict.fromkeys(each.fact for each in own):
            places = [f"{e.place}: {fact}: {e.words}" for e in own if e.fact == fact]
            lines += places[:MOST]
            if len(places) > MOST:
                lines.append(
                    f"  and {count(len(places) - MOST, f'other {fact}')}; --json lists all"
                )
        if lines:
            blocks.append("\n".join([f"What {engine} tells and {other} does not:", *lines]))
    return "\n\n".join(blocks)


def _show_share(share: float | None) -> str:
    return "–" if share is None else f"{share:.2f}"


def _align(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Rows as lines with columns below each other; words to the left, numbers to the right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (
            cell.ljust(width) if n < 2 else cell.rjust(width)
            for n, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        yield f"  {'  '.join(cells).rstrip()}"


# --- JSON -------------------------------------------------------------------------------------


def format_json(found: Comparison) -> str:
    """The same for programs, with every verdict and every difference."""
    from sourceline.comparison.values import Kind, count_verdicts  # noqa: PLC0415 - lazy

    engines: list[dict[str, Any]] = []
    for entrant in found.entrants:
        scores = {
            kind: count_verdicts(found.verdicts, entrant.name, kind) for kind in get_args(Kind)
        }
        author = {
            kind: {
                **score._asdict(),
                "precision": _round(score.precision),
                "recall": _round(score.recall),
            }
            for kind, score in scores.items()
            if sum(score)
        }
        engines.append(
            {
                "engine": entrant.name,
                "signature": entrant.signature,
                "sources": len(entrant.extractions),
                "left_out": entrant.cut,
                "author": author,
            }
        )
    return json.dumps(
        {
            "engines": engines,
            "agreement": [
                {**each._asdict(), "agreement": _round(each.share)} for each in found.agreements
            ],
            "verdicts": [
                {
                    **_place(each.place),
                    "engine": each.engine,
                    "kind": each.kind,
                    "answer": each.answer,
                    "words": each.words,
                    "record": str(each.record),
                }
                for each in found.verdicts
            ],
            "differences": [
                {
                    **_place(each.place),
                    "engine": each.engine,
                    "other": each.other,
                    "fact": each.fact,
                    "words": each.words,
                }
                for each in found.differences
            ],
            "placeless": _list(found.placeless),
        },
        ensure_ascii=False,
        indent=2,
    )


def _place(place: Any) -> dict[str, Any]:
    return {"path": place.path, "line": place.line, "column": place.column}


def _round(share: float | None) -> float | None:
    return None if share is None else round(share, 4)


def _list(places: Iterable[object]) -> list[str]:
    return [str(place) for place in places]
