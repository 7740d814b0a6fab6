"""`stats` tells in numbers what a chronicle holds."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sourceline.cli.options import directory_option, engine_option
from sourceline.cli.report import tell_progress

if TYPE_CHECKING:
    from sourceline.weave.holdings import Holdings, Table

WIDEST = 32
"""Signs of the longest bar."""
LONGEST = 36
"""Signs of a name; a longer one is cut."""
# Eighths of a sign.
_PARTS = ("", "▏", "▎", "▍", "▌", "▋", "▊", "▉")


@click.command(
    epilog="Exit codes: 0 done; 1 the content has problems, or the disk failed; 2 wrong call;"
    " 130 stopped by Ctrl-C."
)
@directory_option
@engine_option
@click.option("--json", "as_json", is_flag=True, help="Print JSON, for other programs.")
def stats(
    root: Path,
    engine: str | None,
    as_json: bool,  # noqa: FBT001 - click passes options by name
) -> None:
    """Tell what the chronicle holds: events over time, sources, coverage, certainty; change nothing.

    The same stands, drawn, on the page /stats/ of the preview (`sourceline serve`).

    \b
    Examples:
      sourceline stats
      sourceline stats --json > stats.json
    """
    from sourceline.pipeline import measure_site  # noqa: PLC0415 - lazy

    with tell_progress("Nothing was changed.") as progress:
        holdings = measure_site(root, engine=engine, jobs=None, progress=progress)
    click.echo(dump_holdings(holdings) if as_json else format_holdings(holdings))


def dump_holdings(holdings: Holdings) -> str:
    """As a JSON object: section → table → value → count."""
    whole = {
        section.key: {
            table.key: {row.name: row.count for row in table.rows} for table in section.tables
        }
        for section in holdings
    }
    return json.dumps(whole, ensure_ascii=False, indent=2)


def format_holdings(holdings: Holdings) -> str:
    """As aligned lines with small bars, a blank line between tables."""
    tables = [
        "\n".join(
            _format_table(f"{section.title}: {table.title[:1].lower()}{table.title[1:]}", table)
        )
        for section in holdings
        for table in section.tables
    ]
    return "\n\n".join(tables)


def _format_table(title: str, table: Table) -> Iterator[str]:
    yield click.style(f"{title} ({table.total:,})", bold=True)
    names = [_shorten(row.name) for row in table.rows]
    width = max(map(len, names))
    digits = max(len(f"{row.count:,}") for row in table.rows)
    for name, row in zip(names, table.rows, strict=True):
        line = f"  {name:{width}}  {row.count:{digits},}  {'' if row.rest else draw_bar(row.count, table.most)}"
        yield line.rstrip()
    if table.note:
        yield f"  {table.note}"


def _shorten(name: str) -> str:
    """In one line, without what could steer a terminal."""
    line = "".join(sign if sign.isprintable() else " " for sign in name)
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1]}…"


def draw_bar(number: int, most: int) -> str:
    """`number` beside `most`, in eighths of a sign; whatever there is, is seen."""
    eighths = round(number * WIDEST * 8 / most) if most else 0
    eighths = max(eighths, 1) if number else 0
    return "█" * (eighths // 8) + _PARTS[eighths % 8]
