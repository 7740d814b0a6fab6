"""What a chronicle holds, in numbers and drawn: a page of the preview. It is never published."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from sourceline.model import Chronicle
from sourceline.site.desk import DESK
from sourceline.site.frames import make_frame
from sourceline.site.labels import Labels, load_labels
from sourceline.site.lookup import make_lookup
from sourceline.site.pages import Page
from sourceline.site.scale import percent
from sourceline.site.values import Frame, Tick
from sourceline.weave.holdings import Holdings, Table

STATS = "stats/index.html"
HEIGHT = 96
"""Of columns over time, in pixels."""
MOST_TICKS = 6
# Of the width that a stretch has to itself.
SPACE = 0.2


class Column(NamedTuple):
    """A stretch of time: per cent across, pixels down."""

    x: str
    width: str
    y: int
    height: int
    title: str


class StatRow(NamedTuple):
    """A value, how often there is it, and its bar in per cent of the longest."""

    name: str
    number: str
    width: str


class StatTable(NamedTuple):
    """A question answered in numbers; over time with columns above the table."""

    id: str
    title: str
    total: str
    note: str
    words: str
    """What the columns show, in words; "" without them."""
    columns: tuple[Column, ...]
    ticks: tuple[Tick, ...]
    rows: tuple[StatRow, ...]


class StatSection(NamedTuple):
    """Tables about one matter."""

    id: str
    title: str
    tables: tuple[StatTable, ...]


class StatsPage(NamedTuple):
    """What the template shows."""

    frame: Frame
    words: Labels
    """English, whatever the language of the site: so are the tables."""
    title: str
    desk: str
    """Path of the desk."""
    height: int
    sections: tuple[StatSection, ...]


def plan_stats(chronicle: Chronicle, holdings: Holdings, *, assets: Mapping[str, str]) -> Page:
    """The page. Its words are English, as those of the desk are."""
    words = load_labels("en")
    title = words("desk_stats")
    values = StatsPage(
        frame=make_frame(make_lookup(chronicle, assets), STATS, title),
        words=words,
        title=title,
        desk=DESK,
        height=HEIGHT,
        sections=tuple(
            StatSection(
                section.key,
                section.title,
                tuple(_draw_table(section.key, table, words) for table in section.tables),
            )
            for section in holdings
            if section.tables
        ),
    )
    return Page(STATS, "stats.html", values)


def _draw_table(section: str, table: Table, words: Labels) -> StatTable:
    drawn = table.shape == "time" and len(table.rows) > 1
    return StatTable(
        id=f"{section}-{table.key}",
        title=table.title,
        total=words.count(table.total),
        note=table.note,
        words=words(
            "desk_stats_chart",
            title=table.title,
            first=table.rows[0].name,
            last=table.rows[-1].name,
            most=words.count(table.most),
        )
        if drawn
        else "",
        columns=_draw_columns(table) if drawn else (),
        ticks=_draw_ticks(table) if drawn else (),
        rows=tuple(
            StatRow(
                row.name,
                words.count(row.count),
                percent(100 * row.count / table.most) if row.count and not row.rest else "",
            )
            for row in table.rows
        ),
    )


def _draw_columns(table: Table) -> tuple[Column, ...]:
    slot = 100 / len(table.rows)
    columns = []
    for place, row in enumerate(table.rows):
        height = max(round(HEIGHT * row.count / table.most), 2) if row.count else 0
        columns.append(
            Column(
                x=percent(slot * (place + SPACE / 2)),
                width=percent(slot * (1 - SPACE)),
                y=HEIGHT - height,
                height=height,
                title=f"{row.name}: {row.count:,}",
            )
        )
    return tuple(columns)


def _draw_ticks(table: Table) -> tuple[Tick, ...]:
    """A label under every column, or under as many as there is room for."""
    count = len(table.rows)
    step = -(-count // MOST_TICKS)
    return tuple(
        Tick(percent(100 * (place + 0.5) / count), table.rows[place].name, "middle")
        for place in range(0, count, step)
    )
