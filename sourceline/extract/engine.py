"""The protocol of an extraction engine, the table of engines, and how those of other packages are found.

An engine is named "rules", or with one of its models "spacy:en_core_web_md". docs/engines.md tells how to
write one.
"""

from __future__ import annotations

from collections.abc import Callable
from difflib import get_close_matches
from importlib import import_module
from inspect import signature
from typing import TYPE_CHECKING, Protocol

from sourceline.errors import UsageError
from sourceline.model import Extraction, Settings, Source

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint


class Engine(Protocol):
    """Reads one source at a time. Pure: the same source gives the same extraction."""

    @property
    def name(self) -> str:
        """As in `--engine NAME`, with its model behind a colon where it has several: by this name every
        process that reads loads it again."""
        ...

    @property
    def fingerprint(self) -> str:
        """Changes whenever the engine may read the same text differently; without blanks."""
        ...

    def extract(self, source: Source) -> Extraction:
        """All claims of `source`, each with its evidence."""
        ...


Factory = Callable[..., Engine]
"""Makes an engine; of an engine with models, it takes the name of one, and needs none."""

# Name → "module:callable", so that only the chosen engine is imported.
ENGINES: dict[str, str] = {
    "rules": "sourceline.extract.rules:RulesEngine",
    "fast": "sourceline.extract.rules:FastEngine",
    "spacy": "sourceline.extract.spacy:SpacyEngine",
    "llm": "sourceline.extract.llm:LlmEngine",
}

GROUP = "sourceline.engines"
"""The entry points by which other packages offer engines."""

DEFAULT = "rules"


def load_engine(name: str) -> Engine:
    """The engine called `name`; UsageError when there is none, or it cannot be loaded.

    What other packages offer is looked up for a name only that is not in the table."""
    kind, _, model = name.partition(":")
    if kind not in ENGINES:
        return _load_strange(kind, model)
    module, _, attribute = ENGINES[kind].partition(":")
    return _make(kind, getattr(import_module(module), attribute), model)


def choose_engine(asked: str | None, settings: Settings) -> str:
    """The name of the engine that was `asked` for, else that of the settings. ":MODEL" asks for another
    model of the settings' engine; their own model is that of their engine only."""
    if asked is None or asked.startswith(":"):
        model = (asked or "").removeprefix(":") or settings.engine_model
        return name_engine(settings.engine, model)
    return name_engine(asked, settings.engine_model) if asked == settings.engine else asked


def name_engine(engine: str, model: str | None) -> str:
    """ "spacy" and "en_core_web_md" → "spacy:en_core_web_md"; the model wins over one that is named so."""
    return f"{engine.partition(':')[0]}:{model}" if model else engine


def sign_engine(engine: Engine) -> str:
    """What `Extraction.engine` says of what it read: "rules 0a1b2c3d"."""
    return f"{engine.name} {engine.fingerprint}"


# --- engines of other packages ----------------------------------------------------------------


def find_strange(kind: str) -> tuple[EntryPoint, ...]:
    """The installed packages' entry points of that name."""
    from importlib.metadata import entry_points  # noqa: PLC0415 - 20 ms, only for a strange name

    return tuple(entry_points(group=GROUP, name=kind))


def _load_strange(kind: str, model: str) -> Engine:
    points = find_strange(kind)
    if not points:
        raise UsageError(_explain_unknown(kind))
    packages = sorted({point.dist.name if point.dist else point.value for point in points})
    if len(points) > 1:
        raise UsageError(
            f"The engine {kind!r} is offered by several packages: {', '.join(packages)}.\n"
            "    Uninstall all but one of them."
        )
    try:
        engine = _make(kind, points[0].load(), model)
    except UsageError:
        raise
    except Exception as error:
        raise UsageError(
            f"The engine {kind!r} of the package {packages[0]} cannot be loaded: {type(error).__name__}: {error}\n"
            f"    Tell its makers, or read with another engine: --engine {DEFAULT}."
        ) from error
    lacking = [part for part in ("name", "fingerprint", "extract") if not hasattr(engine, part)]
    if lacking or engine.name.partition(":")[0] != kind:
        fault = f"it has no {lacking[0]}" if lacking else f"it calls itself {engine.name!r}"
        raise UsageError(
            f"What the package {packages[0]} offers as {kind!r} is no engine: {fault}.\n"
            "    Tell its makers; docs/engines.md says what an engine is."
        )
    return engine


def _make(kind: str, factory: Factory, model: str) -> Engine:
    if not model:
        return factory()
    if not signature(factory).parameters:
        raise UsageError(
            f"The engine {kind!r} has no models to choose from.\n    Leave out {model!r}."
        )
    return factory(model)


def _explain_unknown(kind: str) -> str:
    from importlib.metadata import entry_points  # noqa: PLC0415 - as above

    known = sorted({*ENGINES, *entry_points(group=GROUP).names})
    near = get_close_matches(kind, known, 1)
    return (
        f"There is no engine {kind!r}. Engines: {', '.join(known)}."
        + (f" Did you mean {near[0]!r}?" if near else "")
        + "\n    An engine of another package must be installed beside Sourceline."
    )
