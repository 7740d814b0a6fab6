"""`sourceline annotate`: texts from stdin as JSON lines, without a site."""

from __future__ import annotations

import sys

import click

from sourceline.cli.commands import EXIT_CODES
from sourceline.cli.options import engine_option
from sourceline.cli.report import show_problems
from sourceline.errors import Problem


@click.command(epilog=EXIT_CODES)
@engine_option
def annotate(engine: str | None) -> None:
    """Read JSON lines on stdin, write what the extractor finds as JSON lines on stdout.

    Each line in is an object with "text", and if you have them "id", "published" and "language".
    Each line out has the same "id"; the "times": where they stand (start, end), their words, the
    TIMEX3 type and value, and the date as EDTF; the "entities": names with their place, their
    label (PER, ORG, LOC, MISC) and the profile they belong to; the "events", "roles", "figures",
    "quotations" and "relations", each with the places it rests on ("evidence") and a confidence;
    and the "topics". docs/extraction.md lists every key. A line that cannot be read is reported
    on stderr and left out.

    \b
    Example:
      echo '{"id": "a", "text": "It closed last May.", "published": "2024-03-26"}' | sourceline annotate
    """
    from sourceline.annotate import annotate_lines  # noqa: PLC0415 - lazy
    from sourceline.extract.engine import choose_engine  # noqa: PLC0415 - lazy
    from sourceline.model import Settings  # noqa: PLC0415 - lazy

    problems: list[Problem] = []
    for answer, found in annotate_lines(sys.stdin.buffer, choose_engine(engine, Settings())):
        problems += found
        if answer is not None:
            click.echo(answer)
    show_problems(problems)
    if any(problem.severity == "error" for problem in problems):
        sys.exit(1)
