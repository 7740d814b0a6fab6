"""A git that knows nothing of who runs the tests."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from branches import Site, make_site

CONFIG = """
[user]
    name = Jo Fielding
    email = jo@example.org
[init]
    defaultBranch = main
"""


@pytest.fixture(autouse=True)
def settings(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's settings of git, which a test may add to."""
    home = tmp_path_factory.mktemp("home")
    for name in [name for name in os.environ if name.startswith(("GIT_", "SSH_"))]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    (home / ".gitconfig").write_text(CONFIG)
    return home / ".gitconfig"


@pytest.fixture
def repository(tmp_path: Path) -> Site:
    """A site in a repository, and an empty remote."""
    return make_site(tmp_path)
