"""The shapes of the files that people write as JSON Schema (draft 7), for completion in editors.

Made from the very fields that `schema` reads by. A JSON Schema sees what YAML makes of a value, where our
reader sees the text: so it takes a number or a truth for a text, as the reader does, and nothing that the
reader would refuse by its kind. That a date exists or an id is known only the reader tells.
"""

from __future__ import annotations

import dataclasses
import json
from decimal import Decimal
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin

from sourceline.model import (
    Correction,
    EngineName,
    EventRecord,
    ProfileRecord,
    Rewording,
    Settings,
)
from sourceline.store.descriptions import DESCRIPTIONS
from sourceline.store.records import DEFAULTS
from sourceline.store.schema import SHORT, URL_FIELDS, shape_fields
from sourceline.store.sources import Sidecar

Schema = dict[str, Any]

FILES: dict[str, tuple[str, Any]] = {
    "site": ("What the whole site says of itself: content/site.yaml", Settings),
    "source": ("What is known of a source: a file of content/sources/ beside it", Sidecar),
    "event": ("What you say of an event: a file of content/events/", EventRecord),
    "profile": (
        "What you say of a person, organization, product, place or topic: a file of content/profiles/",
        ProfileRecord,
    ),
    "corrections": (
        "What the published site said otherwise before: content/corrections.yaml",
        tuple[Correction, ...],
    ),
}
"""Name → what the file is, and the type that it is read into."""

LEFT_OUT: dict[type, frozenset[str]] = {
    **{cls: frozenset(fields) for cls, fields in DEFAULTS.items()},
    EventRecord: frozenset({"id"}),
    ProfileRecord: frozenset({"id"}),
}
"""Fields that the model asks for and a file may leave out."""

_TEXT: Schema = {"type": ["string", "number", "boolean"]}
_ADDRESS: Schema = {
    "type": "string",
    "pattern": r"^[hH][tT][tT][pP][sS]?://[^\s/?#]+\S*$",
    "patternErrorMessage": "Write the whole address, with https:// or http:// in front and without spaces.",
}
_WHOLE: Schema = {"type": ["integer", "string"], "pattern": r"^[-+]?\d{1,18}$"}
# Said as what it is not: "null" as a type would have editors offer that word.
_BLANK: Schema = {"not": {"type": ["string", "number", "boolean", "object", "array"]}}
_TRUTHS = "|".join(
    "".join(f"[{letter.upper()}{letter}]" for letter in word)
    for word in ("true", "yes", "on", "false", "no", "off")
)
_TRUTH: Schema = {"type": ["boolean", "string"], "pattern": f"^({_TRUTHS})$"}
_NUMBER: Schema = {
    "type": ["number", "string"],
    "pattern": r"^[-+]?\d{1,400}(\.\d{1,400})?([eE][-+]?\d{1,4})?$",
}
_PLAIN: dict[object, Schema] = {bool: _TRUTH, int: _WHOLE, Decimal: _NUMBER}


def dump_schemas() -> dict[str, bytes]:
    """Name of a file (`event.json`) → its bytes."""
    return {
        f"{name}.json": (
            json.dumps(describe_file(name), ensure_ascii=False, indent=1) + "\n"
        ).encode()
        for name in FILES
    }


def describe_file(name: str) -> Schema:
    """The schema of one kind of file, by its name in `FILES`; an empty file is one, too."""
    title, hint = FILES[name]
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "$comment": title,
        **_allow_blank(_describe(hint)),
    }


def _describe(hint: Any, field: str = "") -> Schema:
    """The schema of a type hint; the cases are those of the reader's decoders."""
    if hint is str:
        return _ADDRESS if field in URL_FIELDS else _TEXT
    if hint in _PLAIN:
        return _PLAIN[hint]
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        return _describe_class(hint)
    origin = get_origin(hint)
    if origin is Literal:
        return {"enum": list(get_args(hint))}
    if hint == tuple[Rewording, ...]:
        texts = {"type": "object", "additionalProperties": _allow_blank(_TEXT)}
        return {"type": "object", "additionalProperties": {"anyOf": [_TEXT, _BLANK, texts]}}
    if hint == EngineName | str:  # ours are completed by editors; any other may be installed
        return {"anyOf": [_describe(EngineName), _TEXT]}
    if origin is tuple:
        return _describe_items(get_args(hint)[0], field)
    if origin in (Union, UnionType):
        (inner,) = (part for part in get_args(hint) if part is not NoneType)
        return _describe(inner, field)
    raise TypeError(f"no schema for {hint!r}")


def _describe_items(hint: Any, field: str) -> Schema:
    item = _describe(hint, field)
    listed = {"type": "array", "items": item}
    return {"anyOf": [listed, item]} if hint is str else listed  # one text is a list of one


def _describe_class(cls: type) -> Schema:
    shapes = shape_fields(cls)
    said = DESCRIPTIONS[cls]
    left_out = LEFT_OUT.get(cls, ())
    required = [s.key for s in shapes.values() if s.required and s.name not in left_out]
    values = {shape.key: _describe(shape.hint, shape.name) for shape in shapes.values()}
    whole: Schema = {
        "type": "object",
        "properties": {
            key: {
                "description": said[shapes[key].name],
                **(value if key in required else _allow_blank(value)),
            }
            for key, value in values.items()
        },
        "additionalProperties": False,
    }
    if required:
        whole["required"] = required
    if cls not in SHORT:
        return whole
    return {"anyOf": [_TEXT, whole]}


def _allow_blank(schema: Schema) -> Schema:
    """As `schema`, or nothing at all, which counts as not written."""
    parts = schema.get("anyOf", [schema])
    return {"anyOf": [*parts, _BLANK]}
