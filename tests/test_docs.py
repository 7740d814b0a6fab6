"""What the documents promise about files is so."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_between_documents(page: Path) -> None:
    """Every link and picture that is no web address leads to a file of the repository."""
    links = re.findall(r"\]\(([^)#\s]+)", page.read_text(encoding="utf-8"))
    assert [link for link in links if "://" not in link and not (page.parent / link).exists()] == []


def test_each_dependency_has_its_reason() -> None:
    """docs/dependencies.md names exactly the run-time dependencies of pyproject.toml, extras included."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = [name for names in project["optional-dependencies"].values() for name in names]
    declared = sorted(re.split("[<>=]", name)[0] for name in [*project["dependencies"], *extras])
    table = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    assert (
        sorted(name.lower() for name in re.findall(r"^\| \[([^]]+)\]", table, re.MULTILINE))
        == declared
    )


@pytest.mark.parametrize("name", ["run", "dev"])
def test_locks(name: str) -> None:
    """Every locked package has a version and hashes, and no lock names an address or a path."""
    text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    assert not re.search(r"://|--index|--find-links|--trusted-host|^/", text, re.MULTILINE)
    blocks = re.split(r"^(?=[a-z])", text, flags=re.MULTILINE)[1:]
    assert len(blocks) > 5
    assert all(
        re.match(r"[a-z0-9-]+==[^ ]+ \\\n(?: +--hash=sha256:[0-9a-f]{64}(?: \\)?\n)+", block)
        for block in blocks
    )


def test_development_lock_holds_the_other() -> None:
    """The development lock pins what the run-time lock pins, at the same versions."""
    run, dev = (
        set(
            re.findall(
                r"^[a-z0-9-]+==\S+",
                (ROOT / "requirements" / f"{name}.txt").read_text(),
                re.MULTILINE,
            )
        )
        for name in ("run", "dev")
    )
    assert run < dev


def test_heavy_extras_are_locked_for_tests_only() -> None:
    """`make site` installs nothing for a cluster or for spaCy, `make test` does."""
    locks = [(ROOT / "requirements" / f"{name}.txt").read_text() for name in ("run", "dev")]
    assert ["\ndistributed==" in lock or "\ndask==" in lock for lock in locks] == [False, True]
    assert ["\nspacy==" in lock or "\nthinc==" in lock for lock in locks] == [False, True]


def test_make_help_lists_every_target() -> None:
    """Every target that a person calls is explained by `make help`."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    explained = set(re.findall(r"^([a-z]+):.*## \S", makefile, re.MULTILINE))
    assert targets == explained
    assert {"site", "test", "serve", "lint", "fix", "golden", "clean", "lock", "help"} <= targets
