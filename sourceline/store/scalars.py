"""Decoders of single values: text, date, address, truth, number, one of several words."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from difflib import get_close_matches

from sourceline import edtf
from sourceline.store.dates import suggest_date
from sourceline.store.nodes import Node, Scalar
from sourceline.store.reading import Decoder, Reading, name_key, name_node, show_node


def decode_text(reading: Reading, node: Node, key: str) -> object:
    if isinstance(node, Scalar):
        return node.text
    return reading.report(
        node.place,
        "wrong-type",
        f"{name_key(key)} must be a text, not {name_node(node)}.",
        "Put the text in quotes if it starts with a bracket, a brace or a dash.",
    )


def decode_date(reading: Reading, node: Node, key: str) -> object:
    if not isinstance(node, Scalar):
        return decode_text(reading, node, key)
    try:
        edtf.parse(node.text)
    except edtf.EdtfError as error:
        return _report_date(reading, node, error)
    return node.text


def _report_date(reading: Reading, node: Scalar, error: edtf.EdtfError) -> object:
    cause = str(error)
    known = f"{node.text!r} is no date"  # where the reader of dates can say no more than this
    inside = error.column + (not node.plain) if "\n" not in node.text else 0
    return reading.report(
        node.place + inside,
        "impossible-date",
        f"{known}." if cause.startswith(known) else f"{known}: {cause}",
        suggest_date(node.text)
        or "Write an EDTF date, such as 2024-03-26, 2024-03, 2024, 2024~ (about) or 2019/2021.",
    )


def decode_url(reading: Reading, node: Node, key: str) -> object:
    text = decode_text(reading, node, key)
    if not isinstance(text, str) or re.fullmatch(r"https?://[^\s/?#]+\S*", text, re.IGNORECASE):
        return text
    return reading.report(
        node.place,
        "bad-address",
        f"{text!r} is no address of a web page.",
        "Write the whole address, with https:// or http:// in front and without spaces.",
    )


def decode_truth(reading: Reading, node: Node, key: str) -> object:
    word = node.text.lower() if isinstance(node, Scalar) else ""
    if word in ("true", "yes", "on"):
        return True
    if word in ("false", "no", "off"):
        return False
    return reading.report(
        node.place,
        "wrong-type",
        f"{name_key(key)} must be true or false, not {show_node(node)}.",
        "Write true or false.",
    )


def decode_number(convert: Callable[[str], object], pattern: str, what: str) -> Decoder:
    def decode(reading: Reading, node: Node, key: str) -> object:
        if isinstance(node, Scalar) and re.fullmatch(pattern, node.text, re.ASCII):
            return convert(node.text)
        return reading.report(
            node.place,
            "wrong-type",
            f"{name_key(key)} must be {what}, not {show_node(node)}.",
            "Write digits only, with a point before decimals and no separators: 4000000 or 0.75.",
        )

    return decode


_REAL = r"[-+]?\d{1,400}(\.\d{1,400})?([eE][-+]?\d{1,4})?"

PLAIN: dict[object, Decoder] = {
    bool: decode_truth,
    int: decode_number(int, r"[-+]?\d{1,18}", "a whole number"),
    float: decode_number(float, _REAL, "a number"),
    Decimal: decode_number(Decimal, _REAL, "a number"),
}


def decode_word(words: tuple[str, ...]) -> Decoder:
    def decode(reading: Reading, node: Node, key: str) -> object:
        if isinstance(node, Scalar) and node.text in words:
            return node.text
        near = get_close_matches(node.text.lower(), words, 1) if isinstance(node, Scalar) else []
        return reading.report(
            node.place,
            "wrong-word",
            f"{name_key(key)} cannot be {show_node(node)}."
            + (f" Did you mean {near[0]!r}?" if near else ""),
            f"Write one of: {', '.join(words)}.",
        )

    return decode
