"""The arithmetic of the benchmark."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from bench.generators.measure import Cost, RunError, run_measured
from bench.generators.table import (
    Mode,
    Spread,
    Volume,
    compare_costs,
    find_spread,
    format_costs,
    format_growth,
    format_parts,
    format_volumes,
    measure_folder,
    summarize_ratios,
)


def make_costs(*walls: float) -> list[Cost]:
    """Runs of these wall times, with twice as much CPU time."""
    return [Cost(wall, 2 * wall, 100) for wall in walls]


def test_spread() -> None:
    """The middle of an odd number of figures, the mean of the middle two of an even number."""
    assert find_spread([3, 1, 8]) == Spread(3, 1, 8)
    assert find_spread([4, 1, 2, 9]) == Spread(3, 1, 9)


def test_ratios_are_of_pairs() -> None:
    """A run is compared with the run of the same round, so that a slow round changes no ratio."""
    own, base = make_costs(2, 20, 3), make_costs(1, 10, 2)
    assert compare_costs(own, base, "wall") == Spread(2, 1.5, 2)
    assert compare_costs(own, base, "memory") == Spread(1, 1, 1)


def test_last_line() -> None:
    """The last line has the middle ratio of wall time in each mode, and nothing where a build failed."""
    costs: dict[str, dict[Mode, list[Cost]]] = {
        "ours": {"cold": make_costs(1, 4, 3), "unchanged": make_costs(1), "edit": make_costs(1, 2)},
        "hugo": {"cold": make_costs(2, 2, 2), "unchanged": make_costs(3), "edit": make_costs(1)},
    }
    assert summarize_ratios(costs, "ours", "hugo") == {
        "cold": 1.5,
        "unchanged": 0.333,
        "edit": None,
    }
    assert summarize_ratios(costs, "ours", "zola") == dict.fromkeys(("cold", "unchanged", "edit"))


def test_tables() -> None:
    """The tables say what was measured, and which generator failed."""
    costs: dict[str, dict[Mode, list[Cost]]] = {
        "hugo": {"cold": make_costs(2, 4)},
        "ours": {"cold": make_costs(1, 3)},
        "zola": {"cold": []},
    }
    assert format_costs(costs, "cold", "hugo").split("\n") == [
        "cold, 2 runs                  wall s    CPU s    MiB   wall / hugo, least to most  CPU / hugo, least to most",
        "  hugo                          3.00     6.00    100   1.000  (1.000 to 1.000)     1.000  (1.000 to 1.000)",
        "  ours                          2.00     4.00    100   0.625  (0.500 to 0.750)     0.625  (0.500 to 0.750)",
        "  zola                        failed",
    ]
    assert format_volumes({"hugo": Volume(1234, 5_600_000)}).split("\n") == [
        "written                        files       MB",
        "  hugo                         1,234      5.6",
    ]
    parts = format_parts({"feeds": Volume(2, 100_000)}, {"feeds": 1, "started": 3})
    assert parts.split("\n") == [
        "parts of our site              files       MB    CPU s  share",
        "  started                                         3.00    75%",
        "  feeds                            2      0.1     1.00    25%",
    ]
    growth = format_growth([("ours", 1000, Cost(2, 3, 50), Volume(10, 4_000_000))])
    assert growth.split("\n")[1].split() == [
        "ours",
        "1,000",
        "2.00",
        "3.00",
        "50",
        "10",
        "4.0",
        "3.00",
        "4,000",
    ]


def test_volume_of_a_folder(tmp_path: Path) -> None:
    """Files are counted at any depth."""
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "b").write_text("12345")
    (tmp_path / "c").write_text("123")
    assert measure_folder(tmp_path) == Volume(2, 8)


def test_cost_of_a_command(tmp_path: Path) -> None:
    """The memory of a command is its own and not that of who measures it, and its output is kept."""
    held = bytearray(os.urandom(1)) * 200_000_000
    log = tmp_path / "log"
    cost = run_measured([sys.executable, "-I", "-S", "-c", "print('x')"], tmp_path, log, {})
    assert len(held) == 200_000_000
    assert 1 < cost.memory < 100
    assert cost.cpu > 0
    assert log.read_text() == "x\n"


def test_failed_command(tmp_path: Path) -> None:
    """A command that fails is told with what it printed last."""
    script = "import sys; print('half way'); sys.exit(3)"
    with pytest.raises(RunError, match="failed:\n    half way"):
        run_measured([sys.executable, "-c", script], tmp_path, tmp_path / "log", {})
    with pytest.raises(RunError, match="no-such-program could not be run"):
        run_measured(["no-such-program"], tmp_path, tmp_path / "log", {})


def test_growth_of_our_own(tmp_path: Path) -> None:
    """Sourceline built alone: every page says what the corpus does, and nothing is left behind."""
    command = [sys.executable, "-m", "bench.generators", "--sizes", "8", "--runs", "1"]
    told = subprocess.run(
        [*command, "--only", "sourceline-plain", "--work", str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(__file__).resolve().parents[2],
    )
    assert (told.returncode, told.stderr[-500:] if told.returncode else "") == (0, "")
    assert told.stdout.splitlines()[-1].split()[:2] == ["sourceline-plain", "8"]
    assert list(tmp_path.iterdir()) == []
