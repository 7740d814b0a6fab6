"""Bytes → text: UTF-8 strictly, line ends as `\\n`, no byte-order mark."""

from __future__ import annotations

import codecs

from sourceline.errors import ContentError, Position, Problem

_MARKS = (
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)


def decode_text(data: bytes, path: str) -> str:
    """The text of a file; ContentError with line, column and byte offset where it is none."""
    data = data.removeprefix(codecs.BOM_UTF8)
    for mark, name in _MARKS:
        if data.startswith(mark):
            raise _refuse(path, 1, 1, "not-utf-8", f"The file is {name}, not UTF-8.", _SAVE)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _refuse_byte(path, data, error.start) from None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    _refuse_nul(path, text)
    if not text.strip():
        raise _refuse(path, 1, 1, "empty-source", "The source is empty.", _FILL)
    return text


_SAVE = "Save the file as UTF-8 in your editor."
_FILL = "Put the text of the article into the file, or delete the file."


def _refuse_byte(path: str, data: bytes, offset: int) -> ContentError:
    before = data[:offset].decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
    line, column = find_position(before, len(before))
    message = f"Byte {offset} (0x{data[offset]:02X}) is not UTF-8."
    return _refuse(path, line, column, "not-utf-8", message, _SAVE)


def _refuse_nul(path: str, text: str) -> None:
    offset = text.find("\0")
    if offset >= 0:
        line, column = find_position(text, offset)
        message = "There is a NUL character; a text has none."
        raise _refuse(path, line, column, "nul", message, "Delete it, or save the text again.")


def find_position(text: str, offset: int) -> tuple[int, int]:
    """Line and column, both from 1, of `offset` in `text`."""
    line = text.count("\n", 0, offset) + 1
    return line, offset - text.rfind("\n", 0, offset)


def _refuse(
    path: str, line: int, column: int, code: str, message: str, remedy: str
) -> ContentError:
    return ContentError([Problem(Position(path, line, column), code, message, remedy)])
