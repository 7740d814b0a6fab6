"""A call to the disk fails: each command that writes leaves all as it was or does its work, and says what to do."""

from __future__ import annotations

import os

import pytest

from bench.torture.faults import try_deed, watch_world
from bench.torture.shim import has_compiler
from bench.torture.worlds import DEEDS

POINTS = int(os.environ.get("POINTS", "0"))
"""A longer run: POINTS=100 pytest tests/test_faults.py. All points: python -m bench.torture faults"""
FEW = {"build": 1, "extract": 2, "add": 2}
"""Calls of each command; a longer run tries all commands."""


@pytest.mark.skipif(not has_compiler(), reason="needs Linux, and cc for what lets calls fail")
def test_a_call_fails() -> None:
    """Calls in the middle of each command's work, spread over it, fail once and for good."""
    faults = []
    with watch_world() as (world, shim):
        for number, (name, deed) in enumerate(DEEDS.items()):
            few = POINTS or FEW.get(name, 0)
            if not few:
                continue
            tally = try_deed(world, shim, deed, most=few, lasting=deed.replaces and number % 2 == 1)
            faults += [f"{name}: {fault}" for fault in tally.faults]
    assert faults == []
