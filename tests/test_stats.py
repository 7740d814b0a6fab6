"""`sourceline stats` prints what a chronicle holds."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from trees import write_tree

from sourceline.cli import main
from sourceline.cli.stats import draw_bar, format_holdings
from sourceline.weave.holdings import Row, Section, Table

EVENT = "title: The tower is lit\nkind: opening\ndate: 195{n}-03\nevidence:\n- source: tide\n  exact: {quote}\n"
TEXT = "The tower was lit in March. It rained."


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site of one source and two events."""
    files = {
        "content/sources/tide.txt": TEXT,
        "content/events/lit.yaml": EVENT.format(n=0, quote="The tower was lit in March."),
        "content/events/lit-again.yaml": EVENT.format(n=2, quote="The tower was lit in March."),
    }
    write_tree(tmp_path, files)
    return tmp_path


def run(site: Path, capsys: pytest.CaptureFixture[str], *args: str) -> str:
    """What the command prints."""
    with pytest.raises(SystemExit) as ended:
        main(["stats", "-C", str(site), *args])
    assert ended.value.code in (0, None)
    return capsys.readouterr().out


def test_prints_tables(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Names, numbers and bars; nothing is written."""
    before = sorted(site.rglob("*"))
    out = run(site, capsys)
    assert sorted(path for path in site.rglob("*") if ".sourceline" not in path.parts) == before
    bar = "█" * 32
    assert out.startswith(
        f"Events: over time, by year (2)\n  1950  1  {bar}\n  1951  0\n  1952  1  {bar}\n\n"
        f"Events: by kind (2)\n  opening  2  {bar}\n\n"
    )


def test_prints_json(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Section, table, value, count."""
    found = json.loads(run(site, capsys, "--json"))
    assert found["events"]["time"] == {"1950": 1, "1951": 0, "1952": 1}
    assert found["coverage"]["sentences"] == {"a claim rests on it": 1, "none: names nobody": 1}


def test_name_steers_no_terminal() -> None:
    """What is no sign is a space, and a long name is cut."""
    rows = (Row("\x1b[31mred\nline", 1), Row("x" * 50, 2))
    table = Table("publisher", "By publisher", "share", rows)
    text = format_holdings((Section("sources", "Sources", (table,)),))
    assert text.splitlines()[1:] == [
        f"   [31mred line{' ' * 23}  1  {'█' * 16}",
        f"  {'x' * 35}…  2  {'█' * 32}",
    ]


def test_bar_is_seen_wherever_there_is_something() -> None:
    """In eighths of a sign; nothing has none."""
    assert [draw_bar(number, 1000) for number in (0, 1, 50, 1000)] == ["", "▏", "█▋", "█" * 32]
    assert draw_bar(0, 0) == ""
