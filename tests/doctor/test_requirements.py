"""What Sourceline needs, read from what it declares."""

from __future__ import annotations

import re
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

from sourceline.doctor.requirements import (
    Requirement,
    find_version,
    is_fitting,
    list_requirements,
    read_requirement,
    write_command,
)

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("text", "requirement"),
    [
        ("click>=8.2,<9", Requirement("click", ">=8.2,<9")),
        ("click<9,>=8.2", Requirement("click", ">=8.2,<9")),
        ("numpy<3,>=1.26; extra == 'names'", Requirement("numpy", ">=1.26,<3", "names")),
        ('PyYAML >=6 ; extra == "a-b"', Requirement("pyyaml", ">=6", "a-b")),
        ("click", Requirement("click", "")),
    ],
)
def test_requirement(text: str, requirement: Requirement) -> None:
    """A requirement is a name, the versions that fit, and the extra it belongs to."""
    assert read_requirement(text) == requirement


def test_clone_and_package_agree(wheel: Path) -> None:
    """What pyproject.toml declares is what the metadata of the wheel says; and all of it is there here."""
    found = list_requirements()
    with zipfile.ZipFile(wheel) as archive:
        (place,) = [name for name in archive.namelist() if name.endswith(".dist-info/METADATA")]
        told = re.findall(r"^Requires-Dist: (.+)$", archive.read(place).decode(), re.MULTILINE)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    assert set(map(read_requirement, told)) == set(found)
    assert [each.name for each in found if not each.extra] == [
        re.split("[<>=]", text)[0] for text in project["dependencies"]
    ]
    assert {each.extra for each in found} == {"", *extras}
    versions = [find_version(each.name) for each in found]
    assert None not in versions
    assert all(
        is_fitting(str(version), each.bounds) for version, each in zip(versions, found, strict=True)
    )


def test_bounds_are_understood() -> None:
    """Every bound that is declared is of a kind that is looked at."""
    bounds = [bound for each in list_requirements() for bound in each.bounds.split(",")]
    assert [bound for bound in bounds if not re.fullmatch(r"(>=|<)\d+(\.\d+)*", bound)] == []


@pytest.mark.parametrize(
    ("version", "bounds", "fitting"),
    [
        ("8.2", ">=8.2,<9", True),
        ("8.2.0", ">=8.2,<9", True),
        ("8", ">=8.0,<9", True),
        ("8.10.1", ">=8.2,<9", True),
        ("8.1.9", ">=8.2,<9", False),
        ("9", ">=8.2,<9", False),
        ("9.0.0", ">=8.2,<9", False),
        ("10.0", ">=8.2,<9", False),
        ("8.9.post1", ">=8.2,<9", True),
        ("2026.8.0", ">=2026.8,<2027", True),
        ("1", "", True),
    ],
)
def test_fitting(version: str, bounds: str, fitting: bool) -> None:  # noqa: FBT001 - a case of the table
    """Versions are compared number by number, and a missing number is 0."""
    assert is_fitting(version, bounds) is fitting


def test_command() -> None:
    """What is to be typed installs for this very Python, and a shell takes no part of it for its own."""
    command = write_command([Requirement("click", ">=8.2,<9"), Requirement("tide", "")])
    assert command == f"{sys.executable} -m pip install 'click>=8.2,<9' tide"


def test_command_in_an_environment_of_pipx(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where pipx looks after the environment, it is asked to add the package."""
    (tmp_path / "pipx_metadata.json").write_text("{}")
    monkeypatch.setattr(sys, "prefix", str(tmp_path))
    command = write_command([Requirement("tide", ">=1,<2")])
    assert command == "pipx inject sourceline 'tide>=1,<2'"


def test_command_in_an_environment_of_uv(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An environment of uv has no pip; uv adds to it."""
    (tmp_path / "pyvenv.cfg").write_text("home = /usr/bin\nuv = 0.9.1\n")
    monkeypatch.setattr(sys, "prefix", str(tmp_path))
    command = write_command([Requirement("tide", "")])
    assert command == f"uv pip install --python {sys.executable} tide"
