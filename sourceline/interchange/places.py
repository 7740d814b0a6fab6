"""JSON that other programs wrote: its value, and the line and column of each part of it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any, NoReturn

from sourceline.errors import ContentError, Position, Problem
from sourceline.positions import index_lines
from sourceline.store.nodes import Listing, Mapping, Node, Scalar
from sourceline.store.text import decode_text, locate_index
from sourceline.store.yaml import Document

Key = str | int
_DECODER = json.JSONDecoder()
MOST_LEVELS = 100

_GAP = re.compile(r"[ \t\r\n]*")
_COLON = re.compile(r"[ \t\r\n]*:[ \t\r\n]*")
_COMMA = re.compile(r"[ \t\r\n]*,?[ \t\r\n]*")


class JsonFile:
    """A JSON file, for readers who name the place of what is wrong in it."""

    def __init__(self, data: bytes, path: str) -> None:
        """ContentError at the place where the bytes are no UTF-8 or no JSON."""
        self.path = path
        self.text = decode_text(data, path)
        try:
            self.value: Any = json.loads(self.text, parse_constant=_refuse_constant)
        except json.JSONDecodeError as error:
            self._refuse(error.lineno, error.colno, f"This is no JSON: {error.msg}.")
        except RecursionError:
            self._refuse(1, 1, "This JSON is nested too deeply to be read.")
        except ValueError as error:
            self._refuse(1, 1, f"This is no JSON: {error}.")

    def locate_items(self, *keys: Key) -> list[Position]:
        """Where each item of a list stands that is there."""
        start = _find_value(self.text, keys)
        lines = index_lines(self.text)
        return [locate_index(self.path, lines, at) for _, at in _list_parts(self.text, start)]

    def read_nodes(self) -> Document:
        """The whole of it, as the reader of people's files has it; ContentError where it is nested too deeply."""
        try:
            root, _ = _read_node(self.text, _skip(_GAP, self.text, 0))
        except ValueError:
            self._refuse(1, 1, "This JSON is nested too deeply to be read.")
        return Document(self.path, self.text, root, index_lines(self.text))

    def _refuse(self, line: int, column: int, message: str) -> NoReturn:
        remedy = "Save it again with the program that made it."
        problem = Problem(Position(self.path, line, column), "bad-json", message, remedy)
        raise ContentError([problem]) from None

    def locate(self, *keys: Key) -> Position:
        """Where the value stands that these keys lead to; of the last key that is there, if one is not."""
        return locate_index(self.path, index_lines(self.text), _find_value(self.text, keys))


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number")


def _find_value(text: str, keys: Sequence[Key]) -> int:
    """The index of a value in a text that is JSON."""
    here = _skip(_GAP, text, 0)
    for key in keys:
        found = _find_part(text, here, key)
        if found is None:
            return here
        here = found
    return here


def _find_part(text: str, start: int, key: Key) -> int | None:
    """The index of an item or entry of the list or object at `start`."""
    if text[start] in "[{":
        for number, (name, index) in enumerate(_list_parts(text, start)):
            if key == (name if text[start] == "{" else number):
                return index
    return None


def _list_parts(text: str, start: int) -> Iterator[tuple[str, int]]:
    """(key or "", index of the value) of each part of the list or object at `start`."""
    here = _skip(_GAP, text, start + 1)
    while text[here] not in "]}":
        key = ""
        if text[start] == "{":
            key, here = _DECODER.raw_decode(text, here)
            here = _skip(_COLON, text, here)
        yield key, here
        _, here = _DECODER.raw_decode(text, here)
        here = _skip(_COMMA, text, here)


def _read_node(text: str, index: int, level: int = 0) -> tuple[Node, int]:
    """The value at an index of a text that is JSON, as the reader of people's files has it, and the index after
    it; null is blank. ValueError where it is nested deeper than `MOST_LEVELS`."""
    if level > MOST_LEVELS:
        raise ValueError("nested too deeply")
    if text[index] not in "[{":
        value, end = _DECODER.raw_decode(text, index)
        if isinstance(value, str):
            return Scalar(value, index, plain=False), end
        return Scalar("" if value is None else text[index:end], index, plain=True), end
    entries: dict[str, tuple[int, Node]] = {}
    items: list[Node] = []
    here = _skip(_GAP, text, index + 1)
    while text[here] not in "]}":
        key, place = "", here
        if text[index] == "{":
            key, here = _DECODER.raw_decode(text, here)
            here = _skip(_COLON, text, here)
        node, here = _read_node(text, here, level + 1)
        items.append(node)
        entries[key] = place, node
        here = _skip(_COMMA, text, here)
    whole = Mapping(entries, index) if text[index] == "{" else Listing(items, index)
    return whole, here + 1


def _skip(gap: re.Pattern[str], text: str, index: int) -> int:
    """The index after what stands between two values of a text that is JSON."""
    match = gap.match(text, index)
    return match.end() if match else index
