"""Bytes → text: UTF-8, or what a byte-order mark says, or a guess that is told; line ends as `\\n`."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from sourceline.errors import ContentError, Position, Problem
from sourceline.positions import find_position, unify_line_ends

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

# What Windows and older systems wrote; of two that read as well, the first is taken. Later ones must win by
# words of their languages.
_GUESSES = (
    *("cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "koi8-r"),
    # Kana are the same in both: the Japanese one first.
    *("euc-jp", "gb18030", "big5", "cp932", "cp949"),
)
LARGEST = 20_000_000
"""Bytes of a text: some three million words."""
_SAMPLE = 20_000
"""Bytes by which encodings are weighed."""


class Decoded(NamedTuple):
    """A text, and a warning where its encoding was guessed."""

    text: str
    doubts: tuple[Problem, ...] = ()


def decode_text(data: bytes, path: str) -> Decoded:
    """The text of a file; ContentError with line, column and byte offset where it is none."""
    if len(data) > LARGEST:
        message = f"This text has {len(data) // 1_000_000:,} MB; at most 20 are read."
        raise _refuse(path, 0, 0, "too-large", message, "Split it into several files.")
    doubts: tuple[Problem, ...] = ()
    text = decode_marked(data, path)
    if text is None:
        body = data.removeprefix(codecs.BOM_UTF8)
        try:
            text = body.decode("utf-8")
        except UnicodeDecodeError as error:
            encoding = guess_encoding(body) if body is data else None
            if encoding is None:
                raise _refuse_byte(path, body, error.start) from None
            text = body.decode(encoding)
            doubts = (_report_guess(path, encoding, body, error.start),)
    text = unify_line_ends(text)
    _refuse_nul(path, text)
    if not text.strip():
        raise _refuse(path, 1, 1, "empty-source", "The source is empty.", _FILL)
    return Decoded(text, doubts)


def decode_marked(data: bytes, path: str) -> str | None:
    """The text of a file that begins with the mark of UTF-16 or UTF-32, without it; None where there is no such
    mark. ContentError where the bytes are something else."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError as error:
                name = encoding.upper()
                message = (
                    f"The file begins with the mark of {name}, and byte {error.start} is none."
                )
                raise _refuse(path, 1, 1, "not-utf-8", message, _SAVE) from None
    return None


def guess_encoding(data: bytes) -> str | None:
    """The encoding that bytes which are no UTF-8 were most probably written in; None where nothing fits, or
    where they are UTF-8 with a few wrong bytes."""
    if b"\0" in data or _is_damaged(data):
        return None
    from sourceline.read.languages import weigh_text  # noqa: PLC0415 - few files are guessed

    best, weight = None, -1.0
    sample = data[:_SAMPLE]
    for encoding in _GUESSES:
        try:
            data.decode(encoding)
        except UnicodeDecodeError:
            continue
        found = weigh_text(sample.decode(encoding, "ignore"))
        if found > weight:
            best, weight = encoding, found
    return best


def _is_damaged(data: bytes) -> bool:
    """Whether most of what is not ASCII is UTF-8 all the same."""
    whole = len(re.findall(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}", data))
    high = len(re.findall(rb"[\x80-\xff]", data))
    return whole * 2 > high - whole * 2


_SAVE = "Save the file as UTF-8 in your editor."
_FILL = "Put the text of the article into the file, or delete the file."


def name_encoding(encoding: str) -> str:
    """An encoding as editors call it."""
    if encoding == "cp1252":
        return "Windows-1252 (Latin-1)"
    return (
        encoding.replace("cp12", "Windows-12") if encoding.startswith("cp12") else encoding.upper()
    )


def _report_guess(path: str, encoding: str, data: bytes, offset: int) -> Problem:
    return Problem(
        Position(path, *_locate_byte(data, offset)),
        "encoding-guessed",
        f"Byte {offset} (0x{data[offset]:02X}) is not UTF-8; the file was read as {name_encoding(encoding)}.",
        "Look whether its letters are right on its page. To be sure, save the file as UTF-8 in your editor.",
        "warning",
    )


def _locate_byte(data: bytes, offset: int) -> tuple[int, int]:
    """Line and column of a byte, before which all is UTF-8."""
    before = unify_line_ends(data[:offset].decode("utf-8"))
    return find_position(before, len(before))


def _refuse_byte(path: str, data: bytes, offset: int) -> ContentError:
    line, column = _locate_byte(data, offset)
    message = f"Byte {offset} (0x{data[offset]:02X}) is not UTF-8."
    return _refuse(path, line, column, "not-utf-8", message, _SAVE)


def _refuse_nul(path: str, text: str) -> None:
    offset = text.find("\0")
    if offset >= 0:
        line, column = find_position(text, offset)
        message = "There is a NUL character; a text has none."
        raise _refuse(path, line, column, "nul", message, "Delete it, or save the text again.")


def _refuse(
    path: str, line: int, column: int, code: str, message: str, remedy: str
) -> ContentError:
    return ContentError([Problem(Position(path, line, column), code, message, remedy)])
