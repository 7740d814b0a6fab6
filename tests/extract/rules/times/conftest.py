"""Says at the end of the tests which corpora were not here, so that no floor is silent."""

from __future__ import annotations

import pytest
from timex_corpora import MISSING


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """One line for each corpus that was looked for and not found."""
    for line in MISSING:
        terminalreporter.write_line(line, yellow=True)
