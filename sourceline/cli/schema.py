"""`schema` brings what editors know of a site's files up to date."""

from __future__ import annotations

from pathlib import Path

import click

from sourceline.cli.options import directory_option


@click.command(epilog="Exit codes: 0 done; 1 the disk failed; 2 wrong call.")
@directory_option
def schema(root: Path) -> None:
    """Bring the folder schemas/ of a site up to date: what an editor knows of the files you write.

    `new` makes it; run this after an update of Sourceline.

    \b
    Example:
      sourceline schema
    """
    from sourceline.scaffold.making import write_schemas  # noqa: PLC0415 - lazy

    written = write_schemas(root)
    for path in written:
        click.echo(f"Wrote {path}")
    if not written:
        click.echo("The schemas are up to date.")
