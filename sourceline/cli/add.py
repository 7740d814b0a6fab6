"""`add` makes a document of the web, or a file from elsewhere, a source of the site."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from sourceline.cli.commands import read_today
from sourceline.cli.options import directory_option
from sourceline.cli.report import show_failure, show_problems
from sourceline.cli.words import count
from sourceline.errors import ContentError, SourcelineError, UsageError

if TYPE_CHECKING:
    from sourceline.pipeline.adding import Addition

_EXIT_CODES = "Exit codes: 0 done; 1 something could not be fetched, read or written; 2 wrong call."


@click.command(epilog=_EXIT_CODES)
@directory_option
@click.option("--archive", metavar="URL", help="The address of a copy in a web archive.")
@click.option(
    "--published", metavar="DATE", help="When it was published, such as 2024-03-26 or 2024-03."
)
@click.option("--title", metavar="TEXT", help="Its title.")
@click.option("--author", metavar="NAME", help="Who wrote it.")
@click.option("--publisher", metavar="NAME", help="Who published it.")
@click.option("--name", metavar="NAME", help="The name of its file. [default: made from the title]")
@click.argument("places", metavar="URL|FILE…", nargs=-1, required=True)
def add(
    root: Path,
    archive: str | None,
    published: str | None,
    title: str | None,
    author: str | None,
    publisher: str | None,
    name: str | None,
    places: tuple[str, ...],
) -> None:
    """Fetch web pages or PDFs, or copy files, and put their texts into content/sources/.

    A page's article is written as Markdown, with what the page says of itself at the head (title, author, publisher,
    address, dates) and what the options say, which wins. The bytes that came are kept in content/originals/, with
    their hash. Plain text and Markdown are copied as they are. No file that is there is ever changed.

    Only public addresses are fetched, where the site's robots.txt does not ask programs to stay away, and no site more
    than once a second.

    \b
    Examples:
      sourceline add https://courier.example/2031/turbines
      sourceline add --published 2031-05-06 --archive https://archive.example/x https://courier.example/x
      sourceline add ~/Downloads/report.pdf ~/Downloads/saved-page.html
    """
    from sourceline.fetch import Fetcher  # noqa: PLC0415 - lazy
    from sourceline.pipeline.adding import add_source  # noqa: PLC0415 - lazy

    given = {"title": title, "author": author, "publisher": publisher}
    said = {key: value.strip() for key, value in given.items() if value and value.strip()}
    said |= _read_dated(archive, published)
    single = [f"--{key}" for key, value in {**said, "name": name or ""}.items() if value]
    if len(places) > 1 and single:
        option = "--archive" if archive else single[0]
        raise UsageError(
            f"{option} is of one document, and there are {len(places)}.\n    Add them one by one."
        )
    fetcher, today, failed, wrong = Fetcher(), read_today(), 0, False
    for place in places:
        try:
            added = add_source(root, place, said=said, on=today, name=name, fetcher=fetcher)
        except ContentError as error:
            show_problems(error.problems)
        except UsageError as error:
            show_failure(str(error))
            wrong = True
        except SourcelineError as error:
            show_failure(str(error))
        else:
            _tell(added)
            continue
        failed += 1
    if len(places) > 1:
        click.echo(f"{count(len(places) - failed, 'source')} added, {failed:,} not.")
    if failed:
        raise click.exceptions.Exit(2 if wrong and failed == len(places) else 1)


def _read_dated(archive: str | None, published: str | None) -> dict[str, str]:
    """Both options, if they can be."""
    from sourceline import edtf  # noqa: PLC0415 - lazy
    from sourceline.fetch.addresses import FetchError, read_address  # noqa: PLC0415 - lazy

    said: dict[str, str] = {}
    if archive:
        try:
            read_address(archive)
        except FetchError as error:
            raise UsageError(str(error)) from None
        said["archive_url"] = archive.strip()
    if published:
        if not edtf.is_edtf(published):
            raise UsageError(
                f"{published!r} is no date.\n    Write one such as 2024-03-26, 2024-03 or 2024."
            )
        said["published"] = published
    return said


def _tell(added: Addition) -> None:
    source = added.source
    first, *others = added.written
    click.echo(f"Wrote {first}")
    for path in others:
        click.echo(f"      {path}")
    words = len(" ".join(source.text[b.start : b.end] for b in source.blocks).split())
    facts = [
        f"“{source.title}”" if source.title else "",
        f"published {source.published}" if source.published else "",
        source.language,
        count(words, "word"),
        f"{count(len(source.dropped), 'line')} left out" if source.dropped else "",
    ]
    click.echo(f"      {', '.join(filter(None, facts))}")
    show_problems(source.doubts)
    if not source.published:
        click.echo(f"      It does not say when it was published. Write it into {first}.")
