"""The bytes of a web page → text, as browsers do: byte-order mark, what the page declares, then UTF-8 or a guess."""

from __future__ import annotations

import codecs
import re

from sourceline.errors import Position, Problem
from sourceline.positions import unify_line_ends
from sourceline.read.decode import (
    Decoded,
    decode_marked,
    guess_encoding,
    name_encoding,
)

_MARKED = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_HEAD = 4_096
"""Bytes in which a page declares its encoding; browsers look at 1,024."""
_DECLARED = re.compile(
    rb"""<\?xml[^>]*?encoding\s*=\s*["']\s*([\w.:-]+)|<meta[^>]+?charset\s*=\s*["']?\s*([\w.:-]+)""",
    re.IGNORECASE,
)
# What a name means on the web, where Python takes it for another encoding (encoding.spec.whatwg.org, "Names and
# labels").
_MEANT = {
    **dict.fromkeys(
        ("ascii", "us-ascii", "latin1", "latin-1", "iso-8859-1", "iso8859-1"), "cp1252"
    ),
    **dict.fromkeys(("iso-8859-9", "iso8859-9", "latin5"), "cp1254"),
    **dict.fromkeys(("gb2312", "gbk", "gb_2312-80", "x-gbk", "chinese"), "gb18030"),
    **dict.fromkeys(("shift_jis", "shift-jis", "sjis", "x-sjis", "ms_kanji"), "cp932"),
    **dict.fromkeys(("euc-kr", "ks_c_5601-1987", "korean", "ksc5601"), "cp949"),
    **dict.fromkeys(("iso-8859-11", "tis-620"), "cp874"),
    **dict.fromkeys(("utf-16", "utf-16le", "utf-16be", "utf-7"), "utf-8"),
    "iso-8859-8-i": "iso-8859-8",
    "x-user-defined": "cp1252",
}
# What a page can hold beside text, and no text holds: libxml2 ends at a NUL.
_CONTROLS = re.compile("[\0-\x08\x0b\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")


def decode_page(data: bytes, path: str) -> Decoded:
    """The text of a page, control characters out; wrong bytes become U+FFFD, as in a browser, with a warning."""
    text = decode_marked(data, path)
    doubts: tuple[Problem, ...] = ()
    if text is None:
        body = data.removeprefix(codecs.BOM_UTF8)
        encoding = "utf-8" if body is not data else find_declared(body)
        if encoding is None or (encoding == "utf-8" and not _is_sound(body, encoding)):
            guess = "utf-8" if _is_sound(body, "utf-8") else guess_encoding(body)
            if guess not in (None, "utf-8"):
                doubts = (_report_guess(path, guess or "", encoding),)
            encoding = guess or encoding or "utf-8"
        if not doubts and not _is_sound(body, encoding):
            doubts = (_report_wrong(path, body, encoding),)
        text = body.decode(encoding, "replace")
    text = unify_line_ends(text).replace("\f", " ")
    return Decoded(_CONTROLS.sub("", text), doubts)


def declare_charset(data: bytes, name: str) -> bytes:
    """The bytes of a page of which its server says how they are encoded, in an encoding that they say themselves;
    as they are where they are not what it says."""
    encoding = _look_up(name)
    if encoding is None or data.startswith(_MARKED) or not _is_sound(data, encoding):
        return data
    return codecs.BOM_UTF8 + data.decode(encoding).encode("utf-8", "replace")


def find_declared(data: bytes) -> str | None:
    """The encoding that a page declares, as the web understands the name; None where it declares none, or one
    that there is not."""
    match = _DECLARED.search(data[:_HEAD])
    if match is None:
        return None
    return _look_up((match[1] or match[2]).decode("ascii", "ignore").lower())


def _look_up(name: str) -> str | None:
    """The encoding that a name means on the web; None for none."""
    try:
        codec = codecs.lookup(_MEANT.get(name, name))
    except LookupError:
        return None
    # Python has codecs that are no encodings of text, such as hex.
    return codec.name if getattr(codec, "_is_text_encoding", True) else None


def _is_sound(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except (UnicodeDecodeError, UnicodeError):
        return False
    return True


def _report_guess(path: str, guess: str, declared: str | None) -> Problem:
    said = (
        f"It says that it is {declared.upper()}, and is not"
        if declared
        else "It does not say how it is encoded"
    )
    return Problem(
        Position(path),
        "encoding-guessed",
        f"{said}; the page was read as {name_encoding(guess)}.",
        "Look whether its letters are right on its page. To be sure, save it again from the browser.",
        "warning",
    )


def _report_wrong(path: str, data: bytes, encoding: str) -> Problem:
    count = data.decode(encoding, "replace").count("\ufffd")
    return Problem(
        Position(path),
        "encoding-guessed",
        f"{count:,} places of this page are no {encoding.upper()}; each is shown as \ufffd.",
        "Save the page again from the browser.",
        "warning",
    )
