"""The protocol of an extraction engine, and the table of engines."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Protocol

from sourceline.errors import UsageError
from sourceline.model import Extraction, Source


class Engine(Protocol):
    """Reads one source at a time. Pure: the same source gives the same extraction."""

    @property
    def name(self) -> str:
        """As in `--engine NAME`."""
        ...

    @property
    def fingerprint(self) -> str:
        """Changes whenever the engine may read the same text differently."""
        ...

    def extract(self, source: Source) -> Extraction:
        """All claims of `source`, each with its evidence."""
        ...


# Name → "module:callable", so that only the chosen engine is imported.
ENGINES: dict[str, str] = {
    "rules": "sourceline.extract.rules:RulesEngine",
    "fast": "sourceline.extract.rules:FastEngine",
    "llm": "sourceline.extract.llm:LlmEngine",
}

DEFAULT = "rules"


def load_engine(name: str) -> Engine:
    """The engine called `name`; UsageError when there is none."""
    try:
        module, _, attribute = ENGINES[name].partition(":")
    except KeyError:
        known = ", ".join(sorted(ENGINES))
        raise UsageError(f"There is no engine {name!r}. Engines: {known}.") from None
    factory: Callable[[], Engine] = getattr(import_module(module), attribute)
    return factory()


def sign_engine(engine: Engine) -> str:
    """What `Extraction.engine` says of what it read: "rules 0a1b2c3d"."""
    return f"{engine.name} {engine.fingerprint}"
