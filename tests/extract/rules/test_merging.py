"""Merging: one claim of many sentences."""

from __future__ import annotations

import pytest

from sourceline.extract.rules.merging import join_events
from sourceline.model import EventClaim


@pytest.mark.parametrize(
    ("one", "two", "joined"), [(0.96, 0.9, 0.98), (0.7, 0.75, 0.77), (0.98, 0.5, 0.99)]
)
def test_confidence_has_two_digits(one: float, two: float, joined: float) -> None:
    """Two tellings are surer than the surer one of them, in hundredths and never certain."""
    first, second = (
        EventClaim(id="a", kind="b", title="C", confidence=c, date=None, evidence=())
        for c in (one, two)
    )
    assert repr(join_events(first, second).confidence) == repr(joined)
