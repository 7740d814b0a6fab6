"""The shape of an answer: the JSON Schema that the model is held to, and the reader that holds it to the same.

Both are made from the fields of the suggestions, so that they cannot differ.
"""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from types import NoneType
from typing import Any, Literal, get_args, get_origin, get_type_hints

from sourceline.extract.grounding.events import list_kinds
from sourceline.extract.grounding.suggestions import Suggestions

_MOST_ITEMS = 200
"""In a list, and _LONGEST characters in a text: what is longer is no answer but a fault or an attack."""
_LONGEST = 2_000


class AnswerError(Exception):
    """That an answer has not the shape that was asked for; the message is for the model."""


@cache
def write_schema() -> Mapping[str, Any]:
    """The JSON Schema of an answer, in the part of the language that strict services take: every key is
    required, and what may be missing is null."""
    return _describe(Suggestions)


def _describe(hint: Any, name: str = "") -> dict[str, Any]:
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        hints = get_type_hints(hint)
        return {
            "type": "object",
            "properties": {key: _describe(value, key) for key, value in hints.items()},
            "required": list(hints),
            "additionalProperties": False,
        }
    if get_origin(hint) is tuple:
        return {"type": "array", "items": _describe(get_args(hint)[0])}
    if get_origin(hint) is Literal:
        return {"type": "string", "enum": list(get_args(hint))}
    if name == "kind":
        return {"type": "string", "enum": list(list_kinds())}
    return {"type": ["string", "null"] if NoneType in get_args(hint) else "string"}


def read_answer(text: str) -> Suggestions:
    """The suggestions in an answer; AnswerError that names every fault."""
    try:
        value = json.loads(text, parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        raise AnswerError(f"The answer is no JSON: {error}") from None
    faults: list[str] = []
    found = _read(Suggestions, value, "answer", faults)
    if faults:
        more = f" … and {len(faults) - 5} more" if len(faults) > 5 else ""
        raise AnswerError("; ".join(faults[:5]) + more)
    assert isinstance(found, Suggestions)  # noqa: S101 - without faults it is what was asked for
    return found


def mend_cut(text: str) -> str | None:
    """An answer that was cut off, with the items that are whole, each once; None where none is.

    A small model may say the same item again and again, until it is cut off.
    """
    decoder = json.JSONDecoder(parse_constant=_refuse_constant)
    found: dict[str, list[Any]] = {name: [] for name in get_type_hints(Suggestions)}
    for name in found:
        begin = re.search(rf'"{name}"\s*:\s*\[', text)
        items = list(_decode_items(decoder, text, begin.end())) if begin else []
        unique = {json.dumps(item, sort_keys=True): item for item in items}
        found[name] = list(unique.values())[:_MOST_ITEMS]
    return json.dumps(found) if any(found.values()) else None


def _decode_items(decoder: json.JSONDecoder, text: str, at: int) -> Iterator[Any]:
    """The objects of a list, as far as they are whole."""
    while (sign := _NEXT_ITEM.match(text, at)) is not None:
        try:
            item, at = decoder.raw_decode(text, sign.end() - 1)
        except (ValueError, RecursionError):
            return
        yield item


_NEXT_ITEM = re.compile(r"[\s,]*\{")


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is no JSON")


def _read(hint: Any, value: object, place: str, faults: list[str]) -> object:
    """`value` as the type hint has it; whatever does not fit is a fault."""
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        return _read_object(hint, value, place, faults)
    if get_origin(hint) is tuple:
        if not isinstance(value, list) or len(value) > _MOST_ITEMS:
            faults.append(f"{place} must be a list of at most {_MOST_ITEMS}")
            return ()
        item = get_args(hint)[0]
        return tuple(_read(item, one, f"{place}[{n}]", faults) for n, one in enumerate(value))
    if value is None and NoneType in get_args(hint):
        return None
    if not isinstance(value, str) or len(value) > _LONGEST or not _is_text(value):
        faults.append(f"{place} must be a text of at most {_LONGEST} characters")
        return ""
    if get_origin(hint) is Literal and value not in get_args(hint):
        faults.append(f"{place} must be one of {', '.join(get_args(hint))}")
    return value


def _read_object(cls: type, value: object, place: str, faults: list[str]) -> object:
    if not isinstance(value, dict):
        faults.append(f"{place} must be an object")
        return None
    hints = get_type_hints(cls)
    faults.extend(_list_wrong_keys(hints, value, place))
    values = {
        key: _read(hint, value.get(key), f"{place}.{key}", faults)
        for key, hint in hints.items()
        if key in value
    }
    return cls(**values) if not faults else None


def _list_wrong_keys(
    hints: Mapping[str, Any], value: Mapping[str, object], place: str
) -> Iterator[str]:
    yield from (f"{place}.{key} is missing" for key in hints if key not in value)
    yield from (f"{place} has no key {key!r:.40}" for key in value if key not in hints)


def _is_text(value: str) -> bool:
    """Whether it can be written as UTF-8: JSON may hold half of a sign."""
    return not any("\ud800" <= sign <= "\udfff" for sign in value)
