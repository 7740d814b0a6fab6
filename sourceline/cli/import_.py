"""`import` makes human files of what another program wrote."""

from __future__ import annotations

from pathlib import Path

import click

from sourceline.cli.export import FormatsCommand
from sourceline.cli.options import directory_option
from sourceline.cli.report import show_problems
from sourceline.cli.words import count


class ImportCommand(FormatsCommand):
    """Its table shows what can be read."""

    way = "reader"


@click.command(
    "import",
    cls=ImportCommand,
    epilog="Exit codes: 0 done; 1 the file or the content has problems, or the disk failed; 2 wrong call.",
)
@directory_option
@click.option(
    "--format",
    "name",
    metavar="NAME",
    help="What the file is. [default: told by its ending and what is in it]",
)
@click.option("--dry-run", is_flag=True, help="Only tell what would be written; write nothing.")
@click.argument(
    "file", metavar="FILE", type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
def import_(
    root: Path,
    name: str | None,
    dry_run: bool,  # noqa: FBT001 - click passes options by name
    file: Path,
) -> None:
    """Make files in content/events/ of the events of another program's file, and sources of its texts.

    All of its files are written, or none. No file that is there is ever changed: where one would be, it is named.
    What is not understood is named with its place.

    \b
    Examples:
      sourceline import timeline.json
      sourceline import --format csv table.txt
    """
    from sourceline.pipeline.interchange import import_file  # noqa: PLC0415 - lazy

    report = import_file(root, file, name, dry=dry_run)
    show_problems(report.incoming.problems)
    for path in report.written:
        click.echo(f"{'Would write' if dry_run else 'Wrote'} {path}")
    made = report.incoming
    parts = [
        (len(made.events), "event"),
        (len(made.profiles), "profile"),
        (len(made.sources), "source"),
    ]
    told = ", ".join(count(number, noun) for number, noun in parts if number or noun == "event")
    click.echo(f"{told} from {file} ({report.format.name}){'; nothing was written' * dry_run}.")
