"""Inputs that begin as good ones and are spoiled: bytes and tokens are taken out, doubled, exchanged or put in."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from typing import Any, Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

EXAMPLES: Final = int(os.environ.get("FUZZ", "20"))
"""A longer run: FUZZ=20000 pytest -m fuzz"""

TOKENS: Final = (
    *(b"[", b"]", b"{", b"}", b"<", b">", b'"', b"'", b"\\", b"`", b"*", b"&", b"!", b"|", b"#", b"-", b":", b","),
    *(b"\n", b"\r", b"\t", b" ", b"\0", b"\xff", b"\xc3", b"\xe2\x80", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\xf4\x90\x80\x80"),
    *(b"0", b"-1", b"9" * 30, b"1e999", b"NaN", b"null", b"true", b"~", b"2031-02-30", b"-9999", b"Y1e9", b"XXXX"),
    *(b"---\n", b"<<: *a", b"!!python", b"%s", b"{{", b"\\u0000", b"\\ud800", b"&#0;", b"&#xD800;", b"<![CDATA["),
    *("\u202e".encode(), "\u0301".encode(), "\u2028".encode(), "\ufffe".encode(), "İ".encode(), "ß".encode()),
)  # fmt: skip


@st.composite
def spoiled(draw: st.DrawFn, seeds: Sequence[bytes]) -> bytes:
    """One of `seeds` after some such changes."""
    data = draw(st.sampled_from(seeds))
    for _ in range(draw(st.integers(0, 6))):
        start = draw(st.integers(0, len(data)))
        end = min(len(data), start + draw(st.sampled_from((0, 1, 1, 2, 5, 20, 200))))
        data = draw(st.sampled_from((_exchange, _double, _cut)))(draw, data, start, end)
    return data


def _exchange(draw: st.DrawFn, data: bytes, start: int, end: int) -> bytes:
    put = draw(st.one_of(st.sampled_from(TOKENS), st.binary(max_size=4)))
    return data[:start] + put + data[end:]


def _double(draw: st.DrawFn, data: bytes, start: int, end: int) -> bytes:
    place = draw(st.integers(0, len(data)))
    return data[:place] + data[start:end] * draw(st.integers(1, 3)) + data[place:]


def _cut(draw: st.DrawFn, data: bytes, start: int, end: int) -> bytes:
    return data[:start] if draw(st.booleans()) else data[:start] + data[end:]


def spoiled_text(seeds: Sequence[str]) -> st.SearchStrategy[str]:
    """The same of texts."""
    return spoiled([seed.encode() for seed in seeds]).map(
        lambda data: data.decode(errors="replace")
    )


def fuzz(
    *strategies: st.SearchStrategy[Any],
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """A test of any input: a few examples in `make test`, as many as FUZZ says in a longer run."""

    def decorate(test: Callable[..., None]) -> Callable[..., None]:
        limited = settings(
            max_examples=EXAMPLES, deadline=None, suppress_health_check=[*HealthCheck]
        )(given(*strategies)(test))
        marked: Callable[..., None] = pytest.mark.fuzz(limited)
        return marked

    return decorate
