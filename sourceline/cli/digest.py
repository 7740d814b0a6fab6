"""`sourceline digest`: the key dates of a folder of articles, without a site."""

from __future__ import annotations

from pathlib import Path

import click

from sourceline.cli.commands import EXIT_CODES, MOST_NOTES
from sourceline.cli.report import format_dates, show_problems, tell_progress


@click.command(epilog=EXIT_CODES)
@click.argument(
    "folder", metavar="DIR", type=click.Path(exists=True, file_okay=False, path_type=Path)
)
@click.option(
    "--dates",
    metavar="N",
    type=click.IntRange(min=1),
    default=20,
    show_default=True,
    help="How many, at most.",
)
@click.option(
    "--sentences",
    metavar="N",
    type=click.IntRange(min=1),
    default=2,
    show_default=True,
    help="How many for each date, at most.",
)
@click.option("--query", metavar="TEXT", default="", help="What it is to be about, in a few words.")
@click.option("--from", "begin", metavar="DATE", help="No day before this date (EDTF).")
@click.option("--to", "end", metavar="DATE", help="No day after this date (EDTF).")
def digest(
    folder: Path, dates: int, sentences: int, query: str, begin: str | None, end: str | None
) -> None:
    """Print the key dates of the articles in DIR, each with sentences that tell what happened.

    DIR holds sources as content/sources/ does: texts, saved pages, PDFs and mails, each with the day it was published.
    The result is a JSON array in order of date: "date" (a day), "weight" (up to 1; higher is more
    important), "sentences" with their "text", the path of their "source" in DIR, and where they
    stand in it ("start", "end"). docs/digest.md tells how days and sentences are chosen.

    \b
    Example:
      sourceline digest articles/ --dates 10 --query "harbour strike" --from 2031-05
    """
    from sourceline.pipeline import digest_folder  # noqa: PLC0415 - lazy

    with tell_progress("Nothing was changed.") as progress:
        report = digest_folder(
            folder,
            dates=dates,
            sentences=sentences,
            query=query,
            begin=begin,
            end=end,
            progress=progress,
        )
    show_problems(report.problems, most_notes=MOST_NOTES)
    click.echo(format_dates(report.dates))
