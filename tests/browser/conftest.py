"""The sample site for a browser: in a folder, and on a web server."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from languages import speak
from pages import write_site
from serving import serve_folder


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample site on disk, in a folder of another name than its root."""
    return write_site(tmp_path_factory.mktemp("reader") / "orrery")


@pytest.fixture(scope="session")
def arabic(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same chronicle on a site in Arabic."""
    return write_site(tmp_path_factory.mktemp("arabic"), speak("ar"))


@pytest.fixture(scope="session")
def address(folder: Path) -> Iterator[str]:
    """The same site below /orrery/ on a web server."""
    with serve_folder(folder.parent) as root:
        yield f"{root}orrery/"
