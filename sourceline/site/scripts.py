"""Data inside scripts."""

from __future__ import annotations

import json

_UNSAFE = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}

# One for all: `json.dumps` makes another for each value.
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def dump_script(value: object) -> str:
    """JSON without white space, which is also JavaScript."""
    return _ENCODER.encode(value)


def escape_data(text: str) -> str:
    """JSON with the unsafe characters of its strings written as escapes; the same when done twice."""
    for sign, escape in _UNSAFE.items():
        text = text.replace(sign, escape)
    return text
