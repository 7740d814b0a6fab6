"""Engines that misbehave, for tests with real processes; as a script, `sourceline` that knows them.

A worker process imports its parent's script again, and so knows them too. They read next to nothing
and load no model, so that a test may start many.
"""

from __future__ import annotations

import os
import signal
import time
from dataclasses import replace
from pathlib import Path

from sourceline.extract.engine import ENGINES
from sourceline.extract.ground import make_evidence
from sourceline.model import EventClaim, Extraction, Source


class SlowEngine:
    """Takes its time, so that it can be killed at work; `PAUSE` seconds for each source."""

    name = "slow"
    fingerprint = "1"

    def extract(self, source: Source) -> Extraction:
        time.sleep(float(os.environ.get("PAUSE", "0.15")))
        return self.read(source)

    def read(self, source: Source) -> Extraction:
        """One event, whose title is the text."""
        event = EventClaim(
            id=source.id,
            kind="event",
            title=source.text,
            date=None,
            evidence=(make_evidence(source, 0, len(source.text)),),
        )
        return Extraction(
            source=source.id,
            sha256=source.sha256,
            engine=f"{self.name} {self.fingerprint}",
            events=(event,),
        )


class DeadlyEngine(SlowEngine):
    """Is killed by every source that is called poison."""

    name = "deadly"

    def extract(self, source: Source) -> Extraction:
        if "poison" in source.id:
            os.kill(os.getpid(), signal.SIGKILL)
        return self.read(source)


class FickleEngine(SlowEngine):
    """Reads a source that is called poison as another version of itself would."""

    name = "fickle"

    def extract(self, source: Source) -> Extraction:
        read = self.read(source)
        return replace(read, engine="fickle 2") if "poison" in source.id else read


class OtherEngine(SlowEngine):
    """Is of another version in each process that says so."""

    name = "other"

    @property
    def fingerprint(self) -> str:  # type: ignore[override] # the others' never changes
        return os.environ.get("VERSION", "1")


class LyingEngine(SlowEngine):
    """Quotes what its source does not say, beside what it does."""

    name = "lying"

    def extract(self, source: Source) -> Extraction:
        read = self.read(source)
        (event,) = read.events
        (quote,) = event.evidence
        false = replace(event, id="false", title="A lie", evidence=(replace(quote, exact="A lie"),))
        return replace(read, events=(event, false))


class FragileEngine(SlowEngine):
    """Is killed by a source that is called poison, but only the first time."""

    name = "fragile"

    def extract(self, source: Source) -> Extraction:
        mark = Path(os.environ["MARK"]) / source.id
        if "poison" in source.id and not mark.exists():
            mark.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return self.read(source)


for _engine in (SlowEngine, DeadlyEngine, FickleEngine, FragileEngine, LyingEngine, OtherEngine):
    ENGINES[_engine.name] = f"odd_engines:{_engine.__name__}"

if __name__ == "__main__":
    from sourceline.cli import main

    main()
