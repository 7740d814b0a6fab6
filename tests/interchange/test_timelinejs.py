"""TimelineJS, out and in."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from sample import SAMPLE
from trips import export, take_back, tell, weave_back

from sourceline.errors import Position
from sourceline.interchange.timelinejs import read_timeline
from sourceline.model import Date, EventRecord


def find_slide(name: str) -> Any:
    """A slide of the sample."""
    slides = json.loads(export(SAMPLE, "timelinejs"))["events"]
    return next(slide for slide in slides if slide["unique_id"] == name)


def read(text: str) -> tuple[EventRecord, ...]:
    """The records of a file without faults."""
    found = read_timeline(text.encode(), "t.json")
    assert found.problems == ()
    return found.events
