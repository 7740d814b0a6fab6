"""Bytes → text, and the place of a character as an editor shows it."""

from __future__ import annotations

from sourceline.errors import ContentError, Position, Problem
from sourceline.positions import find_row


def decode_text(data: bytes, path: str) -> str:
    """UTF-8 bytes as text, without a byte-order mark; ContentError names the first bad byte."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        offset = error.start + (3 if data.startswith(b"\xef\xbb\xbf") else 0)
    before = data[:offset]
    line = before.count(b"\n") + 1
    column = len(before.rpartition(b"\n")[2].decode("utf-8-sig", "replace")) + 1
    problem = Problem(
        Position(path, line, column),
        "not-utf-8",
        f"This file is not UTF-8 text: byte 0x{data[offset]:02x} at offset {offset} fits no character.",
        "Save the file as UTF-8 in your editor.",
    )
    raise ContentError([problem]) from None


def locate_index(path: str, lines: tuple[int, ...], index: int) -> Position:
    """Line and column from 1 of an index, given `index_lines` of its text."""
    return Position(path, *find_row(lines, index))
