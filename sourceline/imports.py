"""Packages whose rooms are loaded when they are asked for: who needs one does not wait for all."""

from __future__ import annotations

from importlib import import_module

TYPE_CHECKING = False
if TYPE_CHECKING:  # as `typing` has it, which costs 10 ms
    from collections.abc import Callable, Mapping
    from typing import Any


def load_later(package: str, homes: Mapping[str, str]) -> Callable[[str], Any]:
    """The `__getattr__` of a package: each name is that of the module in `homes`, which is loaded for it."""

    def find(name: str) -> Any:
        if name not in homes:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        return getattr(import_module(f"{package}.{homes[name]}"), name)

    return find
