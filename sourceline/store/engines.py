"""Which engine a site is read by: one of ours, or one that an installed package offers."""

from __future__ import annotations

from difflib import get_close_matches
from typing import get_args

from sourceline.model import EngineName
from sourceline.store.nodes import Node, Scalar
from sourceline.store.reading import Reading
from sourceline.store.scalars import decode_text


def decode_engine(reading: Reading, node: Node, key: str) -> object:
    """The name of an engine, also with a model behind a colon. What packages offer is looked up for a name
    only that is none of ours."""
    if not isinstance(node, Scalar):
        return decode_text(reading, node, key)
    own: tuple[str, ...] = get_args(EngineName)
    kind = node.text.partition(":")[0]
    if kind in own or _is_installed(kind):
        return node.text
    near = get_close_matches(kind.lower(), own, 1)
    return reading.report(
        node.place,
        "unknown-engine",
        f"There is no engine {kind!r}." + (f" Did you mean {near[0]!r}?" if near else ""),
        f"Write one of: {', '.join(own)}; or install the package that offers it.",
    )


def _is_installed(kind: str) -> bool:
    from sourceline.extract.engine import find_strange  # noqa: PLC0415 - few sites name such an engine

    return bool(kind and find_strange(kind))
