"""A tree of YAML nodes → frozen values of the model, driven by their type hints.

All problems of a file are collected, each at its key or value; nothing is guessed and nothing is
dropped. A key left blank counts as not written.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping as MappingABC
from difflib import get_close_matches
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from sourceline.errors import ContentError
from sourceline.model import Date, EngineName, Participant, Reference, Rewording
from sourceline.store.engines import decode_engine
from sourceline.store.labels import decode_labels
from sourceline.store.nodes import Listing, Mapping, Node, Scalar
from sourceline.store.reading import BAD, Decoder, Reading, name_key, name_node
from sourceline.store.scalars import PLAIN, decode_date, decode_text, decode_url, decode_word

T = TypeVar("T")

KEYS = {"keep_apart": "not"}
"""Field → key, where they differ (`not` is no name in Python)."""

UNWRITTEN = frozenset({"positions"})
"""Fields that no file holds."""

SHORT = {Date: "edtf", Participant: "name", Reference: "name"}
"""Values that may be written as one text, and the field it fills."""

EDTF_FIELDS = frozenset({"edtf", "reference", "published", "retrieved", "added", "on"})
"""Text fields that hold an EDTF date."""

URL_FIELDS = frozenset({"url", "archive_url", "same_as", "base_url"})
"""Text fields that hold the address of a web page."""

# What people write → our word, where spelling does not lead there.
_SYNONYMS = {
    "quote": "exact", "when": "date", "type": "kind", "description": "text", "body": "text",
    "people": "participants", "who": "participants", "actors": "participants", "tags": "topics",
    "link": "url", "sameas": "same_as", "headline": "title", "keep_apart": "not", "unmerge": "split",
    "apart": "not", "license": "licence", "delete": "reject", "remove": "reject", "names": "aliases",
    "label": "name", "lang": "language", "archive": "archive_url", "site_url": "url",
    "comment": "note", "intro": "lead", "subtitle": "lead", "date": "published",
}  # fmt: skip


def decode_file(reading: Reading, cls: type[T], node: Node | None = None) -> T:
    """The root of the file (or `node`) as a `cls`; an empty file is an empty mapping.

    Raises ContentError with every problem.
    """
    node = reading.document.root if node is None else node
    if isinstance(node, Scalar) and node.blank:
        node = Mapping({}, node.place)
    hint: type = cls
    value = _decode_dataclass(hint)(reading, node, "")
    if not isinstance(value, cls):
        raise ContentError(reading.problems)
    return value


# --- from type hint to decoder ----------------------------------------------------------------


def _decoder_for(hint: Any, field: str = "") -> Decoder:
    """The decoder of a type hint; `field` picks dates and addresses among the texts."""
    origin = get_origin(hint)
    if hint is str:
        return (
            decode_date
            if field in EDTF_FIELDS
            else decode_url
            if field in URL_FIELDS
            else decode_text
        )
    if hint in PLAIN:
        return PLAIN[hint]
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        return _decode_dataclass(hint)
    if origin is Literal:
        return decode_word(get_args(hint))
    if hint == tuple[Rewording, ...]:
        return decode_labels
    if hint == EngineName | str:
        return decode_engine
    if origin is tuple:
        return _decode_items(get_args(hint)[0], field)
    if origin in (Union, UnionType):
        (inner,) = (part for part in get_args(hint) if part is not NoneType)
        return _decoder_for(inner, field)
    raise TypeError(f"no decoder for {hint!r}")


def _decode_items(hint: Any, field: str) -> Decoder:
    decode_item = _decoder_for(hint, field)

    def decode(reading: Reading, node: Node, key: str) -> object:
        if isinstance(node, Scalar) and hint is str:  # one text stands for a list of one
            value = decode_item(reading, node, key)
            return value if value is BAD else (value,)
        if not isinstance(node, Listing):
            return reading.report(
                node.place,
                "wrong-type",
                f"{name_key(key)} must be a list, not {name_node(node)}.",
                "Start each item in a line of its own with '- '.",
            )
        values = tuple(_decode_item(reading, item, key, decode_item) for item in node.items)
        return BAD if any(value is BAD for value in values) else values

    return decode


def _decode_item(reading: Reading, node: Node, key: str, decode: Decoder) -> object:
    if isinstance(node, Scalar) and node.blank:
        return reading.report(
            node.place,
            "empty-item",
            f"An item of {name_key(key)} is empty.",
            "Write its value after the dash, or remove the dash.",
        )
    return decode(reading, node, key)


# --- dataclasses ------------------------------------------------------------------------------


@dataclasses.dataclass(frozen=True, slots=True)
class FieldShape:
    """A field as files write it."""

    name: str
    key: str
    hint: Any
    """Its type; what the decoder is chosen by, and what editors are told (`json_schema`)."""
    decode: Decoder
    required: bool
    fallback: object
    """Of a field that need not be written."""


@cache
def shape_fields(cls: type) -> dict[str, FieldShape]:
    """Key → field of a dataclass, in model order."""
    hints = get_type_hints(cls)
    shapes = (_shape_field(field, hints[field.name]) for field in _list_fields(cls))
    return {shape.key: shape for shape in shapes}


def _list_fields(cls: type) -> list[dataclasses.Field[Any]]:
    return [field for field in dataclasses.fields(cls) if field.name not in UNWRITTEN]


def _shape_field(field: dataclasses.Field[Any], hint: Any) -> FieldShape:
    missing = field.default is dataclasses.MISSING
    optional = NoneType in get_args(hint)
    return FieldShape(
        field.name,
        KEYS.get(field.name, field.name),
        hint,
        _decoder_for(hint, field.name),
        required=missing and not optional,
        fallback=None if missing else field.default,
    )


@cache
def _decode_dataclass(cls: type) -> Decoder:
    def decode(reading: Reading, node: Node, key: str) -> object:
        shapes = shape_fields(cls)
        if isinstance(node, Scalar) and cls in SHORT:
            node = Mapping({SHORT[cls]: (node.place, node)}, node.place)
        if not isinstance(node, Mapping):
            return reading.report(
                node.place,
                "wrong-type",
                f"{name_key(key)} must be a mapping of keys to values, not {name_node(node)}.",
                f"Write 'key: value' lines; the keys are: {', '.join(shapes)}.",
            )
        values = {**_find_fallbacks(cls), **reading.defaults.get(cls, {})}
        good = _fill_values(reading, node, shapes, values)
        good &= _check_missing(reading, node, _list_required(cls), values)
        return cls(**values) if good else BAD

    return decode


@cache
def _find_fallbacks(cls: type) -> dict[str, object]:
    """Field → its value where nothing is written, of those that need not be."""
    return {s.name: s.fallback for s in shape_fields(cls).values() if not s.required}


@cache
def _list_required(cls: type) -> tuple[FieldShape, ...]:
    return tuple(shape for shape in shape_fields(cls).values() if shape.required)


def _fill_values(
    reading: Reading, node: Mapping, shapes: dict[str, FieldShape], values: dict[str, object]
) -> bool:
    good = True
    for key, (place, value) in node.entries.items():
        shape = shapes.get(key)
        if shape is None:
            _report_unknown(reading, place, key, shapes)
            good = False
        elif not isinstance(value, Scalar) or value.text or not value.plain:  # not left blank
            values[shape.name] = result = shape.decode(reading, value, key)
            good = good and result is not BAD
    return good


def _check_missing(
    reading: Reading,
    node: Mapping,
    required: tuple[FieldShape, ...],
    values: MappingABC[str, object],
) -> bool:
    missing = [shape.key for shape in required if shape.name not in values]
    for key in missing:
        place = node.entries[key][0] if key in node.entries else node.place
        reading.report(
            place, "missing-key", f"The key '{key}' is missing.", f"Add a line '{key}: …' here."
        )
    return not missing


def _report_unknown(reading: Reading, place: int, key: str, shapes: dict[str, FieldShape]) -> None:
    near = suggest_key(key, tuple(shapes))
    reading.report(
        place,
        "unknown-key",
        f"There is no key {key!r} here." + (f" Did you mean '{near}'?" if near else ""),
        f"The keys are: {', '.join(shapes)}.",
    )


def suggest_key(key: str, known: tuple[str, ...]) -> str | None:
    """The known key that was probably meant, by synonym or by spelling."""
    word = re.sub(r"[\s-]+", "_", key.strip().lower())
    if word in known:
        return word
    if _SYNONYMS.get(word) in known:
        return _SYNONYMS[word]
    return next(iter(get_close_matches(word, known, 1)), None)
