"""Frozen values of the model → dicts, lists and texts in the order and words of the files.

The inverse of `schema`: what `schema` fills in by itself (defaults, the short form of a date or a
reference) is left out here, so that a file shows only what somebody said.
"""

from __future__ import annotations

from decimal import Decimal

from sourceline.store.reading import Defaults
from sourceline.store.schema import EDTF_FIELDS, SHORT, shape_fields


class Bare(str):
    """A text that is written without quotes: a number, a truth value or an EDTF date."""

    __slots__ = ()


Plain = str | list["Plain"] | dict[str, "Plain"]


def simplify_value(value: object, defaults: Defaults | None = None, field: str = "") -> Plain:
    """A model value as plain dicts, lists and texts."""
    if isinstance(value, str):
        return Bare(value) if field in EDTF_FIELDS else value
    if isinstance(value, bool):
        return Bare("true" if value else "false")
    if isinstance(value, int | float | Decimal):
        return Bare(value)
    if isinstance(value, tuple):
        return [simplify_value(item, defaults, field) for item in value]
    return _simplify_dataclass(value, defaults or {})


def _simplify_dataclass(value: object, defaults: Defaults) -> Plain:
    cls: type = type(value)
    usual = defaults.get(cls, {})
    plain: dict[str, Plain] = {}
    for shape in shape_fields(cls).values():
        part = getattr(value, shape.name)
        left_out = usual.get(shape.name, shape.fallback)
        needed = shape.required and shape.name not in usual
        if part is not None and (needed or part != left_out):
            plain[shape.key] = simplify_value(part, defaults, shape.name)
    short = SHORT.get(cls)
    if short is not None and list(plain) == [short]:
        return plain[short]
    return plain
