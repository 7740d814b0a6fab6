"""Figures counted together, and printed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Literal

from bench.generators.measure import Cost

Mode = Literal["cold", "unchanged", "edit"]
MODES: tuple[Mode, ...] = ("cold", "unchanged", "edit")
HEADINGS: Mapping[Mode, str] = {
    "cold": "cold",
    "unchanged": "nothing changed",
    "edit": "one event edited",
}
Costs = Mapping[Mode, Sequence[Cost]]


@dataclass(frozen=True, slots=True)
class Spread:
    """The middle of several figures, the least and the most."""

    middle: float
    least: float
    most: float


@dataclass(frozen=True, slots=True)
class Volume:
    """How many files, and how many bytes are in them."""

    files: int
    bytes: int


def find_spread(figures: Iterable[float]) -> Spread:
    """Of at least one figure."""
    known = list(figures)
    return Spread(median(known), min(known), max(known))


def compare_costs(
    own: Sequence[Cost], base: Sequence[Cost], figure: Literal["wall", "cpu", "memory"]
) -> Spread:
    """The ratio of each run to the base's run of the same round: a slow spell met both."""
    pairs = zip(own, base, strict=True)
    return find_spread(getattr(a, figure) / getattr(b, figure) for a, b in pairs)


def summarize_ratios(costs: Mapping[str, Costs], own: str, base: str) -> dict[Mode, float | None]:
    """The last line: the middle ratio of wall time in each mode; None where one of the two is missing."""
    ratios: dict[Mode, float | None] = {}
    for mode in MODES:
        ours, theirs = (costs.get(name, {}).get(mode, ()) for name in (own, base))
        whole = ours and len(ours) == len(theirs)
        ratios[mode] = round(compare_costs(ours, theirs, "wall").middle, 3) if whole else None
    return ratios


def measure_folder(folder: Path) -> Volume:
    """What is in a folder, at any depth."""
    sizes = [path.stat().st_size for path in folder.rglob("*") if path.is_file()]
    return Volume(len(sizes), sum(sizes))


def format_costs(costs: Mapping[str, Costs], mode: Mode, base: str) -> str:
    """The table of a mode: the middle of each figure, and the ratios to the base."""
    runs = max((len(rows.get(mode, ())) for rows in costs.values()), default=0)
    beside = f"/ {base}, least to most"
    head = f"{HEADINGS[mode]}, {runs} {'run' if runs == 1 else 'runs'}"
    lines = [
        f"{head:27}{'wall s':>9}{'CPU s':>9}{'MiB':>7}   {'wall ' + beside:28}{'CPU ' + beside}"
    ]
    for name, rows in costs.items():
        own = rows.get(mode, ())
        if not own:
            lines.append(f"  {name:25}{'failed':>9}")
            continue
        figures = (find_spread(cost.wall for cost in own), find_spread(cost.cpu for cost in own))
        memory = max(cost.memory for cost in own)
        line = f"  {name:25}{figures[0].middle:9.2f}{figures[1].middle:9.2f}{memory:7.0f}   "
        other = costs.get(base, {}).get(mode, ())
        if len(other) == len(own):
            wall = _format_spread(compare_costs(own, other, "wall"))
            line += f"{wall:28}{_format_spread(compare_costs(own, other, 'cpu'))}"
        lines.append(line.rstrip())
    return "\n".join(lines)


def _format_spread(spread: Spread) -> str:
    return f"{spread.middle:.3f}  ({spread.least:.3f} to {spread.most:.3f})"


def format_volumes(volumes: Mapping[str, Volume]) -> str:
    """What each generator wrote."""
    lines = [f"{'written':27}{'files':>9}{'MB':>9}"]
    lines += [f"  {name:25}{v.files:9,}{v.bytes / 1e6:9.1f}" for name, v in volumes.items()]
    return "\n".join(lines)


def format_parts(volumes: Mapping[str, Volume], seconds: Mapping[str, float]) -> str:
    """What each part of our site costs: the dearest first."""
    whole = sum(seconds.values()) or 1
    lines = [f"{'parts of our site':27}{'files':>9}{'MB':>9}{'CPU s':>9}{'share':>7}"]
    names = sorted({*volumes, *seconds}, key=lambda name: (-seconds.get(name, 0), name))
    for name in names:
        volume, spent = volumes.get(name), seconds.get(name, 0)
        files = f"{volume.files:9,}{volume.bytes / 1e6:9.1f}" if volume else " " * 18
        lines.append(f"  {name:25}{files}{spent:9.2f}{spent / whole:7.0%}")
    return "\n".join(lines)


def format_growth(rows: Iterable[tuple[str, int, Cost, Volume]]) -> str:
    """Cold builds of several sizes."""
    head = f"{'cold':19}{'events':>8}{'wall s':>9}{'CPU s':>9}{'MiB':>7}{'files':>11}{'MB':>9}"
    lines = [head + f"{'ms CPU/event':>14}{'bytes/event':>13}"]
    for name, events, cost, volume in rows:
        lines.append(
            f"  {name:17}{events:8,}{cost.wall:9.2f}{cost.cpu:9.2f}{cost.memory:7.0f}{volume.files:11,}"
            f"{volume.bytes / 1e6:9.1f}{cost.cpu / events * 1000:14.2f}{volume.bytes / events:13,.0f}"
        )
    return "\n".join(lines)
