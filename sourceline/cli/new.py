"""`new` starts a site."""

from __future__ import annotations

import shlex
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from sourceline.cli.words import count

_EXIT_CODES = "Exit codes: 0 done; 1 the disk failed; 2 wrong call."


@click.command(epilog=_EXIT_CODES)
@click.option(
    "--add", is_flag=True, help="Add the files that are missing to a folder that is not empty."
)
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
def new(folder: Path, add: bool) -> None:  # noqa: FBT001 - click passes options by name
    """Make a site in DIR that can be built at once, with an example of three short texts.

    With it come the settings, each explained; what an editor needs to complete keys as you type; and a
    workflow that has GitHub check, build and publish the site. DIR must be empty, or not there yet. With --add
    only missing files are written, and no example where there are texts. No file that is there is ever changed.

    \b
    Examples:
      sourceline new chronicle
      sourceline new --add .
    """
    from sourceline.scaffold.making import make_site  # noqa: PLC0415 - lazy
    from sourceline.scaffold.origin import find_origin, write_requirement  # noqa: PLC0415 - lazy

    made = make_site(folder, write_requirement(find_origin()), add=add)
    if add:
        for path in made.written:
            click.echo(f"Wrote {path}")
        click.echo(f"{count(len(made.written), 'file')} added, {len(made.kept):,} there already.")
    else:
        click.echo(f"Made a site in {folder}/: {count(len(made.written), 'file')}.")
    click.echo(tell_next(folder, name_program(sys.orig_argv, sys.argv)))


def tell_next(folder: Path, program: str) -> str:
    """The next three commands, as this person types them."""
    place = "" if folder == Path() else f" -C {shlex.quote(str(folder))}"
    lines = [
        (f"{program} serve{place}", "look at it, and write"),
        (f"{program} check{place}", "what needs a look"),
        (f"{program} build{place}", f"the finished site, in {folder / 'public'}/"),
    ]
    width = max(len(command) for command, _ in lines)
    listed = "\n".join(f"  {command:<{width}}   {words}" for command, words in lines)
    return f"Next:\n{listed}\n{folder / 'README.md'} tells the rest, and how to publish it."


def name_program(typed: Sequence[str], args: Sequence[str]) -> str:
    """How this program was called: "sourceline", or ".venv/bin/python build.py".

    `typed` is the command line whole (`sys.orig_argv`), `args` as Python hands it on (`sys.argv`).
    """
    name = Path(args[0]).name
    if name == "sourceline":
        found = shutil.which(name)
        return name if found and Path(found).samefile(args[0]) else shlex.quote(args[0])
    return shlex.join(typed[: len(typed) - len(args) + 1])
