"""The packages that Sourceline needs, as it declares them, and which of them are installed."""

from __future__ import annotations

import re
import shlex
import sys
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, requires, version
from itertools import zip_longest
from pathlib import Path

_DECLARED = re.compile(r"([\w.-]+)\s*([^;]*?)\s*(?:;.*\bextra == [\"']([\w-]+)[\"'].*)?")


@dataclass(frozen=True, slots=True)
class Requirement:
    """A package with the versions that fit (">=2.16,<3"), and the extra it belongs to, or ""."""

    name: str
    bounds: str
    extra: str = ""

    def __str__(self) -> str:
        return f"{self.name}{self.bounds}"


def list_requirements() -> tuple[Requirement, ...]:
    """Those of pyproject.toml in a clone, else those of the installed package; those of extras last."""
    project = Path(__file__).resolve().parents[2] / "pyproject.toml"
    if project.is_file():
        table = tomllib.loads(project.read_text(encoding="utf-8"))["project"]
        extras = table["optional-dependencies"]
        found = [read_requirement(text) for text in table["dependencies"]]
        found += [read_requirement(text, name) for name, texts in extras.items() for text in texts]
        return tuple(found)
    try:
        declared = requires("sourceline") or []
    except PackageNotFoundError:
        declared = []
    return tuple(sorted(map(read_requirement, declared), key=lambda each: each.extra))


def read_requirement(text: str, extra: str = "") -> Requirement:
    """`numpy<3,>=1.26; extra == "names"`, as package metadata and pyproject.toml write it."""
    match = _DECLARED.fullmatch(text.strip())
    if match is None:
        return Requirement(text, "", extra)
    bounds = sorted(match[2].replace(" ", "").split(","), reverse=True)
    return Requirement(match[1].lower(), ",".join(filter(None, bounds)), match[3] or extra)


def find_version(name: str) -> str | None:
    """The installed version of a package; None where it is missing."""
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def is_fitting(found: str, bounds: str) -> bool:
    """Whether a version lies within `>=` and `<`; what else is written there is passed over."""
    for bound in bounds.split(","):
        match = re.fullmatch(r"(>=|<)(.+)", bound)
        if match is None:
            continue
        pairs = zip_longest(_count(found), _count(match[2]), fillvalue=0)
        above = next((one > other for one, other in pairs if one != other), None)
        if (match[1] == ">=" and above is False) or (match[1] == "<" and above is not False):
            return False
    return True


def _count(text: str) -> tuple[int, ...]:
    match = re.match(r"\d+(?:\.\d+)*", text)
    return tuple(map(int, match[0].split("."))) if match else ()


def write_command(missing: Iterable[Requirement]) -> str:
    """What to type to install packages for the Python that runs; pipx and uv make environments without pip."""
    if Path(sys.prefix, "pipx_metadata.json").is_file():
        program = ["pipx", "inject", "sourceline"]
    elif _is_made_by_uv():
        program = ["uv", "pip", "install", "--python", sys.executable]
    else:
        program = [sys.executable, "-m", "pip", "install"]
    return shlex.join([*program, *map(str, missing)])


def _is_made_by_uv() -> bool:
    try:
        noted = Path(sys.prefix, "pyvenv.cfg").read_text(encoding="utf-8")
    except OSError:
        return False
    return re.search(r"^uv = ", noted, re.MULTILINE) is not None
