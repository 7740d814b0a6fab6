"""`export` writes the chronicle for another program."""

from __future__ import annotations

from pathlib import Path

import click

from sourceline.cli.options import directory_option, engine_option
from sourceline.cli.report import show_problems, tell_progress
from sourceline.cli.words import count


def list_formats(way: str) -> str:
    """Lines for `--help`: each format that can be written (`way` "writer") or read ("reader")."""
    from sourceline.interchange.formats import FORMATS  # noqa: PLC0415 - lazy

    chosen = [each for each in FORMATS if getattr(each, way)]
    width = max(len(each.name) for each in chosen)
    return "\n".join(f"  {each.name:<{width}}  {each.summary}" for each in chosen)


class FormatsCommand(click.Command):
    """A command whose help ends with the table of formats."""

    way = "writer"

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The table, then what the command says last."""
        formatter.write(f"\nFormats:\n{list_formats(self.way)}\n")
        super().format_epilog(ctx, formatter)


@click.command(
    cls=FormatsCommand,
    epilog="Exit codes: 0 done; 1 the content has problems, or the disk failed; 2 wrong call; 130 stopped by Ctrl-C.",
)
@directory_option
@engine_option
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Where the file goes. [default: standard output]",
)
@click.option("--url", metavar="URL", help="The address of the site. [default: as in site.yaml]")
@click.option(
    "--texts",
    is_flag=True,
    help="With the whole texts of all sources, where a format has a place for them.",
)
@click.argument("name", metavar="FORMAT")
def export(
    root: Path,
    engine: str | None,
    output: Path | None,
    url: str | None,
    texts: bool,  # noqa: FBT001 - click passes options by name
    name: str,
) -> None:
    """Write the chronicle as a file for another program; nothing of the site is changed.

    The same content gives the same bytes. A date that a format cannot hold is given as its bounds, with its words
    and its EDTF text beside it, never as a day that nobody knows. docs/interchange.md tells what each format keeps.

    \b
    Examples:
      sourceline export timelinejs --output timeline.json
      sourceline export csv > events.csv
    """
    from sourceline.pipeline.interchange import export_site  # noqa: PLC0415 - lazy

    with tell_progress("Nothing was changed.") as progress:
        report = export_site(root, name, engine=engine, url=url, texts=texts, progress=progress)
    show_problems(problem for problem in report.problems if problem.severity != "note")
    data, notes = report.written
    for note in notes:
        click.echo(f"{click.style('note:', fg='cyan', bold=True)} {note}", err=True)
    if output is None:
        click.echo(data, nl=False)
        return
    from sourceline.store.files import explain_unwritable, write_bytes  # noqa: PLC0415 - lazy

    with explain_unwritable(str(output)):
        changed = write_bytes(output.parent, output.name, data)
    size = count(len(data), "byte")
    click.echo(f"Wrote {output} ({size})." if changed else f"{output} is up to date ({size}).")
