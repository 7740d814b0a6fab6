"""The wheel: whole, and enough to build a site outside the repository."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from trees import read_tree
from wheels import make_environment

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty environment in which the wheel is installed; it sees the locked run-time packages only."""
    folder = tmp_path_factory.mktemp("venv")
    programs = make_environment(folder)
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check"]
    options = [
        "--python",
        str(programs / "python"),
        "install",
        "--quiet",
        "--no-deps",
        "--no-index",
    ]
    subprocess.run([*pip, *options, str(wheel)], check=True)
    return programs


def test_wheel_holds_everything(wheel: Path) -> None:
    """The wheel carries every module and data file, the theme, the licence, and no test or content."""
    tracked = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout.split()
    expected = {name for name in tracked if name.startswith("sourceline/")}
    expected |= {
        f"sourceline/theme/{name}" for name in tracked if name.startswith(("templates/", "static/"))
    }
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    inside = {name for name in names if ".dist-info/" not in name}
    assert expected - inside == set()
    assert {name for name in inside if not name.startswith("sourceline/")} == set()
    assert any(name.endswith("dist-info/licenses/LICENSE") for name in names)


def test_installed_wheel_builds_a_site(installed: Path, site: Path) -> None:
    """Outside the repository, the installed command builds the very site that the repository builds."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    subprocess.run(
        [installed / "sourceline", "--output", "out"],
        cwd=site,
        env=clean,
        check=True,
        capture_output=True,
    )
    subprocess.run([sys.executable, ROOT / "build.py", "-C", site], check=True, capture_output=True)
    assert read_tree(site / "out") == read_tree(site / "public")


def test_installed_wheel_is_not_the_repository(installed: Path, tmp_path: Path) -> None:
    """The module that the installed command runs is the wheel's own."""
    code = "import sourceline; print(sourceline.__file__)"
    done = subprocess.run(
        [installed / "python", "-I", "-c", code],
        cwd=tmp_path,
        check=True,
        capture_output=True,
        text=True,
    )
    assert Path(done.stdout.strip()).is_relative_to(installed.parent)
