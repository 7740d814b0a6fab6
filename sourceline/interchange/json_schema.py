"""The JSON Schema (2020-12) of the file that `json` writes, made from the model: its fields, and what it says of each.

A reader of the file should pass over keys that it does not know: there may be more of them. `version` changes when a
key that is here changes what it means.
"""

from __future__ import annotations

import ast
import dataclasses
import inspect
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from sourceline import model
from sourceline.interchange.json import NAME, SITE, SOURCE, VERSION
from sourceline.model import (
    Correction,
    Date,
    Event,
    Profile,
    QuotationClaim,
    Settings,
    Source,
)

Schema = dict[str, Any]

_PLAIN: Mapping[object, Schema] = {
    str: {"type": "string"},
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    float: {"type": "number"},
    Decimal: {"type": "number"},
}
_DAY = "A day as EDTF; years before Christ are astronomical (-0043 is 44 BC)."
_ADDRESS: Schema = {
    "type": "string",
    "description": "Of its page; left out where the site's own address is not known.",
}
_MORE: Mapping[type, Mapping[str, Schema]] = {
    Date: {
        "earliest": {
            "type": "string",
            "description": f"The first day it may mean; left out where it is open or not known. {_DAY}",
        },
        "latest": {"type": "string", "description": f"The last day it may mean. {_DAY}"},
        "earliest_fuzzy": {
            "type": "string",
            "description": f"The first day, with room for `about` and `perhaps`. {_DAY}",
        },
        "latest_fuzzy": {"type": "string", "description": f"The last day, in the same way. {_DAY}"},
        "words": {"type": "string", "description": "The date in the language of the site."},
    },
    Source: {
        "origins": {
            "type": "object",
            "additionalProperties": {"type": "string"},
            "description": "Where each value that is known of it comes from; `made` is worded by the machine.",
        },
        "address": _ADDRESS,
        "text": {
            "type": "string",
            "description": "The whole text, where it may be passed on; offsets count its characters.",
        },
    },
    Event: {"address": _ADDRESS},
    Profile: {"address": _ADDRESS},
}
"""Keys that the file has beside the fields of the model."""


def describe_chronicle() -> Schema:
    """The schema of the whole file."""
    parts: dict[str, Schema] = {}
    settings = _describe_fields(Settings, SITE, parts)
    properties: Schema = {
        "format": {"const": NAME},
        "version": {"const": VERSION},
        "site": {
            "type": "object",
            "properties": settings,
            "description": "What the author says of the site.",
        },
        "known_on": {
            "type": "string",
            "description": "Only sources published by then are in it (EDTF); left out where all are.",
        },
        "engines": {
            "type": "array",
            "items": {"type": "string"},
            "description": "Who read the sources, each with a mark of its version.",
        },
        **{
            name: {"type": "array", "items": _describe(cls, parts), "description": words}
            for name, (cls, words) in _LISTS.items()
        },
        "redirects": {
            "type": "object",
            "additionalProperties": {"type": "string"},
            "description": "Former path of a page → its path now.",
        },
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A chronicle made with Sourceline",
        "description": "What is empty, false or not known is left out. All dates are EDTF (ISO 8601-2).",
        "type": "object",
        "required": ["format", "version", "site"],
        "properties": properties,
        "$defs": dict(sorted(parts.items())),
    }


_LISTS: Mapping[str, tuple[type, str]] = {
    "sources": (Source, "By the day of publication."),
    "events": (Event, "In order of time."),
    "profiles": (Profile, "People, organizations, products, places and topics, by kind and name."),
    "quotations": (QuotationClaim, "What people are quoted with."),
    "corrections": (Correction, "What the published site said otherwise before."),
}


def _describe(hint: Any, parts: dict[str, Schema]) -> Schema:
    """The schema of a type; that of a dataclass goes into `parts`."""
    if hint in _PLAIN:
        return dict(_PLAIN[hint])
    if isinstance(hint, type) and dataclasses.is_dataclass(hint):
        if hint.__name__ not in parts:
            parts[hint.__name__] = {}  # of one that holds itself
            parts[hint.__name__] = _describe_class(hint, parts)
        return {"$ref": f"#/$defs/{hint.__name__}"}
    origin = get_origin(hint)
    if origin is Literal:
        return {"enum": list(get_args(hint))}
    if origin is tuple:
        return {"type": "array", "items": _describe(get_args(hint)[0], parts)}
    if origin in (Union, UnionType):
        (inner,) = (part for part in get_args(hint) if part is not NoneType)
        return _describe(inner, parts)
    raise TypeError(f"no schema for {hint!r}")


def _describe_class(cls: type, parts: dict[str, Schema]) -> Schema:
    fields = [f for f in dataclasses.fields(cls) if f.name != "positions"]
    if cls is Source:
        fields = [f for f in fields if f.name in SOURCE]
    names = [f.name for f in fields]
    hints = get_type_hints(cls)
    required = [
        f.name
        for f in fields
        if f.default is dataclasses.MISSING
        if NoneType not in get_args(hints[f.name]) and get_origin(hints[f.name]) is not tuple
    ]
    properties = {**_describe_fields(cls, names, parts), **_MORE.get(cls, {})}
    words = (inspect.getdoc(cls) or "").replace("\n", " ")
    return {
        "type": "object",
        "description": words,
        "required": required,
        "properties": properties,
    }


def _describe_fields(cls: type, names: Any, parts: dict[str, Schema]) -> Schema:
    hints, words = get_type_hints(cls), _read_docs()[cls.__name__]
    return {name: {**_describe(hints[name], parts), **_say(words.get(name))} for name in names}


def _say(words: str | None) -> Schema:
    return {"description": words} if words else {}


@cache
def _read_docs() -> Mapping[str, Mapping[str, str]]:
    """Class → field → what the model says below it."""
    tree = ast.parse(inspect.getsource(model))
    found: dict[str, dict[str, str]] = {}
    for cls in tree.body:
        if not isinstance(cls, ast.ClassDef):
            continue
        told = found.setdefault(cls.name, {})
        for field, below in zip(cls.body, cls.body[1:], strict=False):
            if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name):
                words = _read_text(below)
                if words:
                    told[field.target.id] = words
    return found


def _read_text(node: ast.stmt) -> str:
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        value = node.value.value
        return " ".join(value.split()) if isinstance(value, str) else ""
    return ""
