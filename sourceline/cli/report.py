"""What the terminal says: problems as a compiler prints them, counts, progress."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import chain
from shutil import get_terminal_size
from typing import TYPE_CHECKING

import click

from sourceline.cli.words import count
from sourceline.errors import Problem, Severity

if TYPE_CHECKING:
    from sourceline.digest import KeyDate
    from sourceline.model import Correction
    from sourceline.weave.sentences import Account

_COLOURS: dict[Severity, str] = {"error": "red", "warning": "yellow", "note": "cyan"}


def show_problems(problems: Iterable[Problem], *, most_notes: int | None = None) -> None:
    """`format_problems` on stderr."""
    click.echo(format_problems(problems, most_notes=most_notes), err=True, nl=False)


def format_correction(entry: Correction) -> str:
    """ "events/tide-opening: date: 2031-05-05 → 2031-05-06"."""
    return f"{entry.page}: {entry.what}: {entry.before} → {entry.after or '(gone)'}"


def format_problems(problems: Iterable[Problem], *, most_notes: int | None = None) -> str:
    """Every problem as `path:line:column: severity: message`, remedy below, counts last, with colours.

    With `most_notes`, a longer list of notes is only counted, so that it hides no warning.
    """
    listed = sorted(problems)
    notes = sum(problem.severity == "note" for problem in listed)
    brief = most_notes is not None and notes > most_notes
    lines = [
        _format_problem(problem) for problem in listed if not (brief and problem.severity == "note")
    ]
    if listed:
        hint = " `sourceline check` lists the notes." if brief else ""
        lines.append(f"{count_problems(listed)}.{hint}\n")
    return "".join(lines)


def _show_problem(problem: Problem) -> None:
    click.echo(_format_problem(problem), err=True, nl=False)


def _format_problem(problem: Problem) -> str:
    """With lines to paste below, where they do not stand in the remedy."""
    word = click.style(f"{problem.severity}:", fg=_COLOURS[problem.severity], bold=True)
    text = f"{problem.position}: {word} {problem.message}\n    {problem.remedy}\n"
    for paste in problem.pastes:
        lines = paste.lines.split("\n")
        if not all(line in problem.remedy for line in lines):
            text += "".join(
                f"{line}\n" for line in (f"    {paste.path}:", *(f"        {x}" for x in lines))
            )
    return text


MOST_OF_A_KIND = 50
"""More notes of one kind than these are only counted, unless the kind is asked for."""


def show_kinds(problems: Iterable[Problem], codes: AbstractSet[str] | None) -> None:
    """As `show_problems`, of some kinds or of all, with a table on stderr of how many there are of each kind
    and how many are listed."""
    from sourceline.check.kinds import name_kind, sort_kinds  # noqa: PLC0415 - only for `check`

    kinds = sort_kinds(problems)
    shown = {
        code: found if codes is not None or _are_failing(found) else found[:MOST_OF_A_KIND]
        for code, found in kinds.items()
        if codes is None or code in codes
    }
    for problem in sorted(problem for found in shown.values() for problem in found):
        _show_problem(problem)
    if kinds:
        click.echo(f"{count_problems(chain(*kinds.values()))}:", err=True)
    width = max((len(f"{len(found):,}") for found in kinds.values()), default=0)
    for code, found in kinds.items():
        more = len(found) - len(shown.get(code, ()))
        hint = f"; {more:,} not listed here, see --only {code}" if more else ""
        click.echo(f"  {len(found):>{width},} {code} ({name_kind(code)}){hint}", err=True)


def _are_failing(problems: Iterable[Problem]) -> bool:
    return any(problem.severity != "note" for problem in problems)


def count_problems(problems: Iterable[Problem]) -> str:
    """ "2 errors, 1 note"."""
    found = [problem.severity for problem in problems]
    return ", ".join(count(found.count(kind), kind) for kind in _COLOURS if kind in found)


def format_json(problems: Iterable[Problem], accounts: Sequence[Account] | None = None) -> str:
    """The problems as a JSON array of objects, for other programs; with `accounts`, an object of
    "problems" and "sentences"."""
    rows = [
        {
            "path": problem.position.path,
            "line": problem.position.line,
            "column": problem.position.column,
            "severity": problem.severity,
            "code": problem.code,
            "message": problem.message,
            "remedy": problem.remedy,
            "paste": [
                {"path": paste.path, "lines": paste.lines, "instead_of": paste.instead_of}
                for paste in problem.pastes
            ],
        }
        for problem in sorted(problems)
    ]
    whole = rows if accounts is None else {"problems": rows, "sentences": list_accounts(accounts)}
    return json.dumps(whole, ensure_ascii=False, indent=2)


def format_dates(dates: Iterable[KeyDate]) -> str:
    """The key dates of a digest as a JSON array of objects."""
    rows = [
        {
            "date": key.date,
            "weight": key.weight,
            "sentences": [
                {"text": line.text, "source": line.source, "start": line.start, "end": line.end}
                for line in key.lines
            ],
        }
        for key in dates
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2)


def list_accounts(accounts: Iterable[Account]) -> list[dict[str, object]]:
    """Each sentence with its place, the claims that rest on it, or the reason why none does."""
    return [
        {
            "path": account.place.path,
            "line": account.place.line,
            "column": account.place.column,
            "number": account.sentence.number,
            "claims": list(account.claims),
            "reason": account.reason,
            "names": list(account.names),
        }
        for account in accounts
    ]


def show_sentences(accounts: Sequence[Account], *, listed: bool) -> None:
    """On how many sentences nothing rests, by reason, on stdout; with `listed`, each sentence before."""
    for account in accounts if listed else ():
        click.echo(f"{account.place}: {account.words}")
    if accounts:
        from sourceline.weave.sentences import summarize_accounts  # noqa: PLC0415 - only for `check`

        click.echo(summarize_accounts(accounts))


def show_failure(message: str) -> None:
    """An error without a place in a file, on stderr."""
    click.echo(f"{click.style('error:', fg='red', bold=True)} {message}", err=True)


def _is_terminal() -> bool:
    return sys.stderr.isatty()


STOPPED = 130
"""The exit code of a command that Ctrl-C ended: 128 and the number of the signal, as shells have it."""

_TERMINAL_SECONDS = 0.1
_LOG_SECONDS = 10.0


@dataclass(slots=True)
class Progress:
    """Tells on stderr how far long work is: one line that moves on a terminal, a line every ten
    seconds elsewhere; nothing when the work is quick."""

    shown_at: float = field(default_factory=time.monotonic)
    terminal: bool = field(default_factory=_is_terminal)
    open_line: bool = False

    def __call__(self, noun: str, done: int, total: int, name: str = "") -> None:
        """`done` of `total` things ("sources") are done, the last one called `name`."""
        now = time.monotonic()
        if now - self.shown_at < (_TERMINAL_SECONDS if self.terminal else _LOG_SECONDS):
            return
        self.shown_at = now
        text = f"{done:,} of {total:,} {noun}" + (f" · {name}" if name else "")
        if self.terminal:  # a line that is broken in two cannot be taken away
            text = f"\r\x1b[2K{text[: get_terminal_size().columns - 1]}"
        click.echo(text, err=True, nl=not self.terminal)
        self.open_line = self.terminal

    def clear(self) -> None:
        """Take the moving line away before anything else is said."""
        if self.open_line:
            click.echo("\r\x1b[2K", err=True, nl=False)
            self.open_line = False


@contextmanager
def tell_progress(stays: str) -> Iterator[Progress]:
    """Shows how far the work of the block is; on Ctrl-C it ends the process and says what stays."""
    progress = Progress()
    try:
        yield progress
    except KeyboardInterrupt:
        progress.clear()
        show_stop(stays)
        sys.exit(STOPPED)
    finally:
        progress.clear()


def show_stop(stays: str = "") -> None:
    """That a person ended the command, on stderr."""
    click.echo(f"Stopped. {stays}".strip(), err=True)
