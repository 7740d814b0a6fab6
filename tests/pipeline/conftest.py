"""What the tests of several recipes share."""

from __future__ import annotations

import pytest


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read by the smaller reader, which is loaded once for all builds."""
    from sourceline.extract.rules import RulesEngine  # noqa: PLC0415 - only here

    reader = RulesEngine()
    monkeypatch.setattr("sourceline.pipeline.extraction.load_engine", lambda _: reader)
