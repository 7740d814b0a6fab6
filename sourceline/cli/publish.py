"""`sourceline publish`: the site to a branch of a git remote, where GitHub Pages finds it."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sourceline.cli.commands import tell_build
from sourceline.cli.options import directory_option, output_option, strict_option
from sourceline.cli.repeat import repeat_build
from sourceline.cli.report import format_correction, tell_progress
from sourceline.cli.words import count

if TYPE_CHECKING:
    from sourceline.model import Correction
    from sourceline.pipeline.publishing import Publication

MOST_LISTED = 10
"""Pages and corrections of one sort that are named, unless --dry-run asks for all of them."""

_STAYS = "Nothing was published."
_EXIT_CODES = (
    "Exit codes: 0 done, or nothing to do; 1 refused: nothing was published; 2 wrong call; "
    "130 stopped by Ctrl-C."
)


@click.command(epilog=_EXIT_CODES)
@directory_option
@output_option
@strict_option
@click.option(
    "--remote", metavar="NAME", help="Publish to this remote. [default: origin, or the only one]"
)
@click.option(
    "--branch",
    metavar="NAME",
    default="gh-pages",
    show_default=True,
    help="Publish to this branch.",
)
@click.option("-m", "--message", metavar="TEXT", help="The first line of the commit's message.")
@click.option(
    "--domain",
    metavar="DOMAIN",
    help="Tell GitHub Pages the site's own domain (CNAME); it stays for the next time.",
)
@click.option("--dry-run", is_flag=True, help="Only show what would change.")
@click.option("-y", "--yes", is_flag=True, help="Agree to what would be asked.")
def publish(
    root: Path,
    output: Path | None,
    strict: bool,  # noqa: FBT001 - click passes options by name
    remote: str | None,
    branch: str,
    message: str | None,
    domain: str | None,
    dry_run: bool,  # noqa: FBT001 - the same
    yes: bool,  # noqa: FBT001 - the same
) -> None:
    """Build the site, verify it, and push it to a branch of your git remote, for GitHub Pages.

    It shows what changes on the branch, commits on top of what stands there, and never forces. Your files,
    your index, your own branches and your hooks are not touched. CNAME, .nojekyll and other files on the
    branch that Sourceline did not write stay. It may be stopped at any time and run again.

    \b
    Examples:
      sourceline publish --dry-run
      sourceline publish
      sourceline publish --domain chronicle.example.org
    """
    from sourceline.pipeline.publishing import (  # noqa: PLC0415 - lazy
        prepare_publication,
        send_publication,
    )

    place = output or root / "public"
    pages = _build(root, output, place, strict=strict)
    with tell_progress(_STAYS) as progress:
        publication = prepare_publication(
            root,
            place,
            pages=pages,
            remote=remote,
            branch=branch,
            domain=domain,
            progress=progress,
        )
    _show_publication(root, publication, None if dry_run else MOST_LISTED)
    if not publication.changed:
        click.echo("Nothing to publish: the branch holds this very site.")
        return
    if dry_run:
        for doubt in publication.doubts:
            click.echo(f"It would be asked: {doubt}", err=True)
        click.echo(f"{_STAYS} Without --dry-run it is.")
        return
    _ask(publication.doubts, yes=yes)
    with tell_progress("Run it again: the branch holds the site of before, or this one."):
        commit = send_publication(publication, word_message(publication, message))
    click.echo(
        f"Published {publication.pages:,} pages as {commit[:10]} on {publication.target.branch}"
        f" of {publication.target.remote}."
    )
    if publication.address:
        click.echo(f"In a minute: {_clean(publication.address)}")


def _build(root: Path, output: Path | None, place: Path, *, strict: bool) -> int:
    """Build as `sourceline build` does, and say so; how many pages it told of."""
    named = [] if output is None else ["--output", str(output)]
    repeated = repeat_build(["-C", str(root), *named, *(["--strict"] if strict else [])])
    if repeated is not None:
        return repeated
    from sourceline.pipeline import build_site  # noqa: PLC0415 - lazy

    with tell_progress(_STAYS) as progress:
        report = build_site(root, place, strict=strict, jobs=None, progress=progress)
    tell_build(root, place, report)
    return report.pages


def _ask(doubts: Sequence[str], *, yes: bool) -> None:
    """Have a person agree to each doubt; BranchError where nobody does."""
    from sourceline.branch.git import BranchError  # noqa: PLC0415 - lazy

    if yes or not doubts:
        return
    asked = sys.stdin.isatty() and sys.stderr.isatty()
    for doubt in doubts:
        if not asked or not click.confirm(f"{doubt}\nPublish all the same?", err=True):
            remedy = _STAYS if asked else "To publish all the same, add --yes."
            raise BranchError(f"{doubt}\n    {remedy}")


def word_message(publication: Publication, subject: str | None = None) -> str:
    """The commit's message: what the site holds, and what is new on the branch."""
    held = ", ".join(
        count(number, noun)
        for number, noun in (
            (publication.sources, "source"),
            (publication.events, "event"),
            (publication.pages, "page"),
        )
    )
    pages = [list(filter(_is_page, paths)) for paths in _sort_changes(publication)]
    parts = _count_changes("page", *pages) or "No page changed"
    told = publication.corrections
    corrected = f"; {count(len(told), 'correction')}" if told else ""
    first = subject or f"Publish {held}"
    held = f"{held}.\n" if subject else ""
    return f"{first}\n\n{held}{parts}{corrected}.\n"


def _show_publication(root: Path, publication: Publication, most: int | None) -> None:
    """What changes on the branch, on stdout; notes on stderr. Of one sort, no more than `most` lines."""
    from sourceline.branch.remote import list_paths, show_path  # noqa: PLC0415 - lazy

    target, changes = publication.target, publication.changes
    new = "" if publication.standing.commit else " (new)"
    click.echo(f"{_clean(target.url)}, branch {target.branch}{new}:")
    lists = _sort_changes(publication)
    for noun, wanted in (("page", True), ("other file", False)):
        chosen = [[path for path in paths if _is_page(path) is wanted] for paths in lists]
        if any(chosen):
            click.echo(f"  {_count_changes(noun, *chosen)}")
            if wanted:
                for sign, paths in zip("+~-", chosen, strict=True):
                    _list_lines([f"{sign} {show_path(path)}" for path in paths], most)
    if publication.corrections:
        click.echo(f"  {count(len(publication.corrections), 'new correction')}")
        _list_corrections(publication.corrections, most)
    if changes.kept:
        click.echo(f"  kept, since Sourceline did not write it: {list_paths(changes.kept)}")
    if publication.silent:
        _show_silent(root, publication, most)
    for note in publication.notes:
        click.echo(f"{click.style('note:', fg='cyan', bold=True)} {_clean(note)}", err=True)


def _show_silent(root: Path, publication: Publication, most: int | None) -> None:
    from sourceline.pipeline.publishing import keep_published  # noqa: PLC0415 - lazy

    click.echo(
        f"  {count(len(publication.silent), 'fact')} shown otherwise than published, without a correction"
    )
    _list_corrections(publication.silent, most)
    folder = keep_published(root, publication)
    click.echo(f"    `sourceline corrections --since {folder}` adds what is missing.")


def _sort_changes(publication: Publication) -> tuple[tuple[str, ...], ...]:
    changes = publication.changes
    return changes.added, changes.changed, changes.removed


def _count_changes(
    noun: str, added: Sequence[str], changed: Sequence[str], gone: Sequence[str]
) -> str:
    """ "2 pages added, 5 changed, 1 removed"."""
    told = [
        (number, verb)
        for number, verb in (
            (len(added), "added"),
            (len(changed), "changed"),
            (len(gone), "removed"),
        )
        if number
    ]
    return ", ".join(
        f"{f'{number:,}' if n else count(number, noun)} {verb}"
        for n, (number, verb) in enumerate(told)
    )


def _list_corrections(found: Sequence[Correction], most: int | None) -> None:
    _list_lines([_clean(format_correction(each)) for each in found], most)


def _list_lines(lines: Sequence[str], most: int | None) -> None:
    for line in lines[:most]:
        click.echo(f"    {line}")
    if most is not None and len(lines) > most:
        click.echo(f"    and {len(lines) - most:,} more")


def _is_page(path: str) -> bool:
    return path.endswith(".html")


def _clean(text: str) -> str:
    from sourceline.branch.git import clean_words  # noqa: PLC0415 - lazy

    return clean_words(text)
