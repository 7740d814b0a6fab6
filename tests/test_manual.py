"""The tutorial and every how-to do what they say."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from branches import git
from manual import DOCS, follow, read_steps

ADDRESS = "https://github.com/you/chronicle.git"
"""The repository that the pages name; here it is a folder."""
HOWTOS = sorted(path.relative_to(DOCS).as_posix() for path in (DOCS / "howto").glob("*.md"))


@pytest.fixture(scope="module")
def remote(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty repository."""
    folder = tmp_path_factory.mktemp("remote") / "chronicle.git"
    git(folder.parent, "init", "--quiet", "--bare", str(folder))
    return folder


@pytest.fixture(scope="module")
def env(remote: Path) -> dict[str, str]:
    """What has Git take that folder for the address, also when `sourceline` runs it."""
    return {
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": f"url.{remote.as_uri()}.insteadOf",
        "GIT_CONFIG_VALUE_0": ADDRESS,
    }


@pytest.fixture(scope="module")
def chronicle(tmp_path_factory: pytest.TempPathFactory, env: dict[str, str]) -> Path:
    """The site that the tutorial ends with."""
    folder = tmp_path_factory.mktemp("tutorial")
    with pytest.MonkeyPatch.context() as patch:
        for name, value in env.items():
            patch.setenv(name, value)
        assert follow("tutorial.md", folder, env) > 20
    return folder / "chronicle"


def test_tutorial(chronicle: Path) -> None:
    """Step by step, from three texts to a site on a branch."""
    assert (chronicle / "public" / "index.html").is_file()


@pytest.mark.parametrize("page", ["tutorial.md", *HOWTOS])
def test_every_file_is_named_where_it_is_shown(page: str) -> None:
    """The path that only the tests see in a block of code is said before it, if only by its last part."""
    text = (DOCS / page).read_text(encoding="utf-8")
    for step in read_steps(page):
        if step.path:
            before, *_ = re.split(rf"^```\w+ {re.escape(step.path)}$", text, flags=re.MULTILINE)
            assert Path(step.path).name in before


@pytest.mark.parametrize("page", HOWTOS)
def test_howto(
    page: str,
    chronicle: Path,
    env: dict[str, str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Each how-to goes on from there."""
    for name, value in env.items():
        monkeypatch.setenv(name, value)
    site = tmp_path / "chronicle"
    shutil.copytree(chronicle, site, symlinks=True)
    assert follow(page, site, env) > 1
    assert any(step.command for step in read_steps(page))
