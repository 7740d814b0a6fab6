"""What several rooms' tests share: a site in a folder, and a browser."""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings
from wheels import build_wheel

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# A busy machine is no fault of the code: what a test takes is measured in bench/, not here.
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")
# A shell that runs the tests in the background lets them ignore Ctrl-C, and so each command that a test ends by it.
signal.signal(signal.SIGINT, signal.default_int_handler)

ROOT = Path(__file__).resolve().parent.parent

ARTICLE = """date 2031-05-06 Northwind Tide, a maker of tidal turbines, said on Tuesday that its chief executive Ada Fenwick will step down.

Northwind Tide appointed Bruno Castellan as interim CEO.
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """The folder of a small site of one source, not built yet."""
    sources = tmp_path / "site" / "content" / "sources"
    sources.mkdir(parents=True)
    (sources / "tide.txt").write_text(ARTICLE, encoding="utf-8")
    return tmp_path / "site"


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read by the smaller reader, which is loaded once for all builds."""
    from sourceline.extract.rules import RulesEngine  # noqa: PLC0415 - only here

    reader = RulesEngine()
    monkeypatch.setattr("sourceline.pipeline.extraction.load_engine", lambda _: reader)


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this tree."""
    return build_wheel(tmp_path_factory.mktemp("dist"))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A real Chromium; the tests fail, and are not skipped, where there is none."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - only for tests that look at pages

    flags = ["--no-sandbox", "--disable-background-networking", "--disable-component-update"]
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=find_chromium(), args=flags)
        yield started
        started.close()


def find_chromium() -> str:
    """The path of Chromium, as scripts/prepare.sh finds it."""
    for name in (os.environ.get("CHROMIUM"), "chromium", "chromium-browser", "google-chrome"):
        path = name and shutil.which(name)
        if path:
            return path
    pytest.fail(
        "There is no Chromium here. Run scripts/prepare.sh browser, or set CHROMIUM to its path."
    )
