"""Bytes → text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourceline.errors import ContentError
from sourceline.read.decode import decode_text


@given(st.text(alphabet=st.characters(exclude_characters="\0\r\ufeff", codec="utf-8")))
def test_any_utf8_text_comes_back_as_it_was(text: str) -> None:
    """Text in UTF-8 is returned unchanged, unless it is blank."""
    if text.strip():
        assert decode_text(text.encode(), "a.txt") == (text, ())


def test_line_ends_and_byte_order_mark_mean_nothing() -> None:
    """CRLF, CR and a byte-order mark give the same text as plain lines."""
    assert decode_text("\ufeffone\r\ntwo\rthree".encode(), "a.txt") == ("one\ntwo\nthree", ())


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (
            "good\ntrès bon\n".encode() + b"b\xe9d",
            "a.txt:3:2: error: Byte 16 (0xE9) is not UTF-8.",
        ),
        (b"\xef\xbb\xbfb\xe9d", "a.txt:1:2: error: Byte 1 (0xE9) is not UTF-8."),
        (b"one\r\ntwo\0", "a.txt:2:4: error: There is a NUL character; a text has none."),
        (b"x" * 20_000_001, "a.txt: error: This text has 20 MB; at most 20 are read."),
        (b" \n\t\n", "a.txt:1:1: error: The source is empty."),
        (
            b"\xff\xfea\0b",
            "a.txt:1:1: error: The file begins with the mark of UTF-16, and byte 4 is none.",
        ),
        (b"a\0b\0", "a.txt:1:2: error: There is a NUL character; a text has none."),
    ],
)
def test_what_is_no_text_is_named_with_its_place(data: bytes, expected: str) -> None:
    """Wrong encodings, NULs and empty files are refused with line and column."""
    with pytest.raises(ContentError) as caught:
        decode_text(data, "a.txt")
    assert str(caught.value).splitlines()[0] == expected
