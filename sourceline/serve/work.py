"""How far the making of a site is, in words for an open page."""

from __future__ import annotations

import time
from collections.abc import Callable

from sourceline.serve.site import Progress

_EVERY_SECONDS = 0.1


def say_work(say: Callable[[str], None], also: Progress) -> Progress:
    """A progress that says "Reading 3 of 12: tide", not too often, and tells `also` everything."""
    said_at = 0.0

    def progress(noun: str, done: int, total: int, name: str = "") -> None:
        nonlocal said_at
        also(noun, done, total, name)
        now = time.monotonic()
        if now - said_at >= _EVERY_SECONDS:
            said_at = now
            what = "Reading" if noun == "sources" else noun.capitalize()
            say(f"{what} {done:,} of {total:,}" + (f": {name}" if name else ""))

    return progress
