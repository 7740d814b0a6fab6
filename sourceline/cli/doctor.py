"""`doctor` tells what is installed, what is missing, and whether the site is well."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from dataclasses import asdict
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sourceline.cli.options import directory_option, output_option
from sourceline.cli.words import count

if TYPE_CHECKING:
    from sourceline.doctor import Finding

_COLOURS = {"ok": "green", "note": "cyan", "problem": "red"}
_HEADS = {"program": "Installed", "git": "Git", "site": "This site"}


@click.command(
    epilog="Exit codes: 0 all that is needed is there; 1 something is not; 2 wrong call."
)
@directory_option
@output_option
@click.option("--json", "as_json", is_flag=True, help="Print the findings as JSON.")
def doctor(
    root: Path,
    output: Path | None,
    as_json: bool,  # noqa: FBT001 - click passes options by name
) -> None:
    """Tell what is installed, what is missing and how to get it, and whether the site here is well.

    Nothing is changed, and nothing is fetched. A problem is what a build cannot do without; a note tells of
    something that is only sometimes needed.

    \b
    Examples:
      sourceline doctor
      sourceline doctor -C ~/chronicle --json
    """
    from sourceline.doctor import examine  # noqa: PLC0415 - lazy

    findings = examine(root, output or root / "public")
    if as_json:
        click.echo(json.dumps([asdict(each) for each in findings], ensure_ascii=False, indent=2))
    else:
        click.echo(format_findings(findings))
    if any(each.state == "problem" for each in findings):
        sys.exit(1)


def format_findings(findings: Iterable[Finding]) -> str:
    """A line for each, its remedy below it, under a heading for each group; how many need a look, last."""
    lines: list[str] = []
    states = []
    for group, members in groupby(findings, key=lambda each: each.group):
        lines.append(click.style(_HEADS[group], bold=True))
        for each in members:
            states.append(each.state)
            word = click.style(f"{each.state:<7}", fg=_COLOURS[each.state])
            lines.append(f"  {word}  {each.text}")
            if each.remedy:
                lines.append(f"{'':11}{each.remedy}")
    problems, notes = states.count("problem"), states.count("note")
    told = f"{count(problems, 'problem')}, {count(notes, 'note')}."
    return "\n".join([*lines, told if problems or notes else "All is well."])
