"""The rules engine: one file per kind of fact; `order.ORDER` is the visible table of them."""

from __future__ import annotations

from sourceline.extract.rules.engine import RulesEngine

__all__ = ["RulesEngine"]
