"""Any value of the model, for property tests: built from the type hints, with texts that hurt."""

from __future__ import annotations

import dataclasses
import types
import typing
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from sourceline.store.nodes import Listing, Mapping, Node
from sourceline.store.schema import EDTF_FIELDS, UNWRITTEN, URL_FIELDS

HOSTILE = (
    *(" x", "x ", "a: b", "a #b", "#", "---", "...", "- a", "-", "? a", "a:", ":", "a:b", "x#y"),
    *("NO", "yes", "~", "null", "12:30", "1.10", "0123", "0x1F", "1e5", "1_000", ".inf", "=", "<<"),
    *(
        "2024-03-26",
        "'",
        '"',
        "it's",
        'say "x"',
        'it\'s "q" \\ x',
        "\\",
        "\\n",
        "[a]",
        "{a}",
        "a, b",
    ),
    *("&a", "*a", "!a", "%a", "@a", "`a", "|", "|-", ">", ">-", "", " ", "\t", "a\tb", "\ta"),
    *(
        "\n",
        "a\n",
        "a\n\n",
        "\na",
        " a\nb",
        "a\n b\n",
        "a \nb",
        "a\n\t\n",
        "a\n\nb",
        "\r\n",
        "a\rb",
    ),
    *(
        "\x00",
        "\x07",
        "\x1b[0m",
        "\x7f",
        "\x85",
        "\u2028",
        "a\u2029b",
        "\ufeff",
        "\ufffe",
        "\u202eabc",
    ),
    *(
        "\xa0",
        "a:\xa0b",
        "x\u3000",
        "\u200d",
        "😀",
        "👩‍👩‍👧",
        "אבג",
        "日本語",
        "\u0661\u0662",
        "²",
        "«quote»",
    ),
    *("a" * 200, "word " * 60, "word  word " * 40, " " * 120, "# " * 60, ("w: # " * 50).strip()),
)

texts = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=200),
    st.lists(st.sampled_from(HOSTILE), max_size=4).map("".join),
    st.lists(st.text("ab :#'\"\n\t-", max_size=12), max_size=30).map(" ".join),
)
"""Texts that YAML is known to trip over, and any others; no halves of surrogate pairs, which no
UTF-8 file can hold."""

dates = st.sampled_from(
    ["2024", "2024-03", "2024-03-26", "1450~", "2019/2021", "../2024", "199X", "-0043", "2020-21"]
)

_SIMPLE: dict[object, st.SearchStrategy[Any]] = {
    str: texts,
    bool: st.booleans(),
    int: st.integers(-1, 10**12),
    float: st.floats(allow_nan=False, allow_infinity=False),
    Decimal: st.decimals(allow_nan=False, allow_infinity=False),
}


def any_value(cls: type[Any]) -> st.SearchStrategy[Any]:
    """Any value of a frozen dataclass of the model."""
    hints = typing.get_type_hints(cls)
    names = [field.name for field in dataclasses.fields(cls) if field.name not in UNWRITTEN]
    return st.builds(cls, **{name: _any_of(hints[name], name) for name in names})


def _any_of(hint: Any, field: str) -> st.SearchStrategy[Any]:
    origin, parts = typing.get_origin(hint), typing.get_args(hint)
    if field in EDTF_FIELDS and hint is str:
        return dates
    if field in URL_FIELDS and hint is str:
        return st.just("https://example.org/a?b=c#d")
    if hint in _SIMPLE:
        return _SIMPLE[hint]
    if origin is typing.Literal:
        return st.sampled_from(parts)
    if origin is tuple:
        return st.lists(_any_of(parts[0], field), max_size=3).map(tuple)
    if origin in (typing.Union, types.UnionType):
        return st.one_of(*(_any_of(part, field) for part in parts))
    return st.none() if hint is types.NoneType else any_value(hint)


def strip_places(node: Node) -> object:
    """A YAML tree as plain dicts, lists and texts."""
    if isinstance(node, Mapping):
        return {key: strip_places(value) for key, (_, value) in node.entries.items()}
    if isinstance(node, Listing):
        return [strip_places(item) for item in node.items]
    return node.text
