"""The commands. Each imports what it needs when it runs, so that `--help` is quick."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sourceline import __version__
from sourceline.cli.group import DefaultGroup
from sourceline.cli.options import (
    directory_option,
    engine_option,
    jobs_option,
    output_option,
    strict_option,
)
from sourceline.cli.report import (
    STOPPED,
    format_correction,
    format_json,
    format_problems,
    show_failure,
    show_kinds,
    show_problems,
    show_sentences,
    show_stop,
    tell_progress,
)
from sourceline.cli.words import count, summarize_build, summarize_extraction
from sourceline.errors import ContentError, SourcelineError, UsageError

if TYPE_CHECKING:
    from sourceline.pipeline import BuildReport

EXIT_CODES = "Exit codes: 0 done; 1 the content has problems, or the disk or the cluster failed; 2 wrong call; 130 stopped by Ctrl-C."

_KEPT = "What was read stays in content/extracted/; the next run goes on from there."

MOST_NOTES = 10
"""More notes than these are only counted after a build; `check` lists them all."""


def run_command(args: Sequence[str]) -> None:
    """Run one command and exit with its code."""
    try:
        code = commands.main(list(args), prog_name="sourceline", standalone_mode=False)
    except click.Abort:  # what click makes of Ctrl-C
        show_stop()
        sys.exit(STOPPED)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except UsageError as error:
        show_failure(str(error))
        sys.exit(2)
    except ContentError as error:
        show_problems(error.problems)
        sys.exit(1)
    except SourcelineError as error:
        show_failure(str(error))
        sys.exit(1)
    sys.exit(code)


@click.group(
    cls=DefaultGroup, epilog=EXIT_CODES, context_settings={"help_option_names": ["-h", "--help"]}
)
@click.version_option(__version__)
def commands() -> None:
    """Turn source texts into a website in which every fact leads to the sentence it came from.

    Put articles (.txt, .md, .html, .pdf, .eml) into content/sources/, or let `add` fetch them, and run
    `sourceline`: the site is in public/.
    What the machine read is in content/extracted/; what you write in content/events/ and
    content/profiles/ wins over it. Without a command, `build` runs.

    \b
    Examples:
      sourceline new chronicle         start a site, with a short example
      sourceline                       build the site in this folder
      sourceline add URL               make a page of the web a source
      sourceline check                 list everything that needs a look
      sourceline serve                 preview it while you write
      sourceline build --help          more on one command
    """


@commands.command(epilog=EXIT_CODES)
@directory_option
@output_option
@engine_option
@jobs_option
@strict_option
@click.option(
    "--as-known-on",
    "known_on",
    metavar="DATE",
    help="Tell only what sources published by this day tell, such as 2024-03-26 or 2024-03.",
)
def build(
    root: Path,
    output: Path | None,
    engine: str | None,
    jobs: int | None,
    strict: bool,  # noqa: FBT001 - click passes options by name
    known_on: str | None,
) -> None:
    """Read what is new or changed, weave it, check it, and replace the site in one step.

    The published site is touched last, and only when everything before went well: with broken
    content, or when the build is killed, the last good site stays as it was.

    \b
    Examples:
      sourceline build
      sourceline build -C ~/chronicle --output /srv/www/chronicle
      sourceline build --as-known-on 2024-03-26 --output then/
    """
    from sourceline.edtf import is_edtf  # noqa: PLC0415 - lazy
    from sourceline.pipeline import build_site  # noqa: PLC0415 - lazy

    if known_on is not None and not is_edtf(known_on):
        raise UsageError(f"{known_on!r} is no date.\n    Write one such as 2024-03-26 or 2024-03.")
    place = output or root / "public"
    with tell_progress(f"The published site is whole. {_KEPT}") as progress:
        report = build_site(
            root,
            place,
            engine=engine,
            strict=strict,
            jobs=jobs,
            known_on=known_on,
            progress=progress,
        )
    tell_build(root, place, report)


def tell_build(root: Path, output: Path, report: BuildReport) -> None:
    """Say what a build found and did, and note it for the next one."""
    show_problems(report.problems, most_notes=MOST_NOTES)
    click.echo(
        summarize_build(
            report.sources, report.extracted, report.pages, output, changed=report.changed
        )
    )
    from sourceline.pipeline import note_build  # noqa: PLC0415 - lazy

    lasting = format_problems(report.lasting, most_notes=MOST_NOTES)
    note_build(root, output, report, told=(click.unstyle(lasting), lasting))


@commands.command(epilog=EXIT_CODES)
@directory_option
@engine_option
@jobs_option
@click.option(
    "--scheduler",
    metavar="ADDRESS",
    help="Let the workers of a Dask cluster read: the address of its scheduler, such as tcp://10.0.0.5:8786.",
)
@click.option("--yes", is_flag=True, help="Ask the language model of --engine llm unasked.")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
def extract(
    root: Path,
    engine: str | None,
    jobs: int | None,
    scheduler: str | None,
    yes: bool,  # noqa: FBT001 - click passes options by name
    paths: tuple[Path, ...],
) -> None:
    """Read sources and write what was found to content/extracted/; only the first half of build.

    Without PATHS, sources that are new or changed are read. With PATHS (files in
    content/sources/), exactly these are read again. Your own files are never touched. When it is
    stopped or killed, the next run goes on with what is not read yet. A language model is asked by
    this command alone; what it will take is told before.

    \b
    Examples:
      sourceline extract
      sourceline extract content/sources/interview.txt
      sourceline extract --jobs 4
      sourceline extract --scheduler tcp://10.0.0.5:8786
      sourceline extract --engine llm
    """
    from sourceline.cli.asking import make_consent, tell_model  # noqa: PLC0415 - lazy
    from sourceline.pipeline import extract_sources  # noqa: PLC0415 - lazy

    if scheduler is not None and jobs is not None:
        raise UsageError(
            "--jobs is for this machine, --scheduler for a cluster; name one of them.\n"
            "    How many read in a cluster is how many workers are started there."
        )
    with tell_progress(_KEPT) as progress:
        report = extract_sources(
            root,
            paths=paths,
            engine=engine,
            jobs=jobs,
            scheduler=scheduler,
            consent=make_consent(yes=yes),
            progress=progress,
        )
    show_problems(report.problems, most_notes=MOST_NOTES)
    for path in report.written:
        click.echo(f"Wrote {path}")
    tell_model(report.model)
    click.echo(summarize_extraction(len(report.sources), len(report.written)) + ".")


@commands.command(epilog=EXIT_CODES)
@directory_option
@engine_option
@strict_option
@click.option("--json", "as_json", is_flag=True, help="Print all problems as JSON on stdout.")
@click.option(
    "--only",
    metavar="KIND[,KIND]",
    help="List only these kinds of problems, as pair,gap; the others are counted.",
)
@click.option(
    "--sentences",
    is_flag=True,
    help="List every sentence, with what rests on it or why nothing does.",
)
@click.option(
    "--explain",
    metavar="KIND",
    help="Only tell what a kind of problem means, and what mends it.",
)
def check(
    root: Path,
    engine: str | None,
    strict: bool,  # noqa: FBT001 - click passes options by name
    as_json: bool,  # noqa: FBT001 - the same
    only: str | None,
    sentences: bool,  # noqa: FBT001 - the same
    explain: str | None,
) -> None:
    """List every problem of the content, with its place and how to mend it; change nothing.

    Every quote is looked up again in its source. Errors fail, warnings only with --strict, notes
    never, whatever is listed. Of a kind with very many notes the first are listed; the table at the
    end counts all. Last it says on how many sentences of the sources nothing rests, and why.

    \b
    Examples:
      sourceline check
      sourceline check --only pair,disagreement
      sourceline check --explain pair
      sourceline check --sentences
      sourceline check --strict --json > problems.json
    """
    from sourceline.check.kinds import read_codes  # noqa: PLC0415 - lazy
    from sourceline.check.meanings import explain_kind  # noqa: PLC0415 - lazy
    from sourceline.pipeline import check_site, is_failing  # noqa: PLC0415 - lazy

    if explain is not None:
        click.echo("\n".join(map(explain_kind, sorted(read_codes(explain)))))
        return
    codes = None if only is None else read_codes(only)
    with tell_progress("Nothing was changed.") as progress:
        report = check_site(root, engine=engine, jobs=None, progress=progress)
    if as_json:
        listed = [each for each in report.problems if codes is None or each.code in codes]
        click.echo(format_json(listed, report.sentences if sentences else None))
    else:
        show_kinds(report.problems, codes)
        if not report.problems:
            click.echo("No problems.")
        show_sentences(report.sentences, listed=sentences)
    if any(is_failing(problem, strict=strict) for problem in report.problems):
        sys.exit(1)


@commands.command(epilog=EXIT_CODES)
@directory_option
@engine_option
@click.argument("name", metavar="ID")
def edit(root: Path, engine: str | None, name: str) -> None:
    """Make ready the file in which you say what you know better of an event or profile.

    ID stands in the address of its page: departure-x of /events/departure-x/. The new file shows what
    is known now, all commented out; take the # from a line and change it. A file that is there already
    is named and left alone.

    \b
    Examples:
      sourceline edit ada-fenwick-departure
      sourceline edit people/ada-fenwick
    """
    from sourceline.pipeline import draft_record  # noqa: PLC0415 - lazy

    with tell_progress(_KEPT) as progress:
        report = draft_record(root, name, engine=engine, progress=progress)
    verb = "Wrote" if report.created else "There is already"
    click.echo(f"{verb} {report.path}")


@commands.command(epilog=EXIT_CODES)
@directory_option
@engine_option
@click.option(
    "--since",
    metavar="FOLDER",
    type=click.Path(file_okay=False, path_type=Path),
    help="The published site to compare with. [default: public/ in the site's folder]",
)
@click.option("--on", metavar="DATE", help="The day of the corrections. [default: today]")
@click.option("--dry-run", is_flag=True, help="Only show them; write nothing.")
def corrections(
    root: Path,
    engine: str | None,
    since: Path | None,
    on: str | None,
    dry_run: bool,  # noqa: FBT001 - click passes options by name
) -> None:
    """Add to content/corrections.yaml what the site will show otherwise than it was published.

    Run it before the build that replaces the published site. What is new is no correction; a date, title,
    status, participant, figure or role that was shown and has changed or is gone is one. Entries are only
    ever added; write a 'note:' to any of them. The site shows them at /corrections/ and on their pages.

    \b
    Examples:
      sourceline corrections --dry-run
      sourceline corrections --on 2031-05-09 && sourceline build
      sourceline corrections --since ~/published/chronicle
    """
    from sourceline.edtf import is_edtf  # noqa: PLC0415 - lazy
    from sourceline.pipeline import correct_site  # noqa: PLC0415 - lazy

    day = on or read_today()
    if not is_edtf(day):
        raise UsageError(f"{day!r} is no date.\n    Write one such as 2024-03-26.")
    with tell_progress(_KEPT) as progress:
        report = correct_site(
            root, since or root / "public", on=day, dry=dry_run, engine=engine, progress=progress
        )
    for entry in report.added:
        click.echo(format_correction(entry))
    dated = f"{day}{'' if on else ', today on this machine'}"
    if not report.added:
        click.echo("Nothing that was published is corrected.")
    elif dry_run:
        click.echo(f"{count(len(report.added), 'correction')}, nothing was written.")
    else:
        click.echo(f"Added {count(len(report.added), 'correction')} of {dated} to {report.path}")


def read_today() -> str:
    """The day on this machine: the only look at the clock, for what a person adds to the content."""
    from datetime import datetime  # noqa: PLC0415 - only for `corrections`

    return datetime.now().astimezone().date().isoformat()
