"""Dicts, lists and texts → YAML that a person likes to read and edit.

Two spaces a level, keys in the order given, no anchors and no tags; long sentences are folded at
word gaps, texts of several lines stand as blocks, small mappings and lists of words stand in one
line. Letters of every script are kept; only what no editor shows is written as an escape.
"""

from __future__ import annotations

import re
import textwrap

from sourceline.store.plain import Bare, Plain

WIDTH = 100
SHORT = 40
"""Characters up to which a text of several lines is written in one, with \\n."""

# Words and numbers that other YAML readers would not take for text.
_AMBIGUOUS = re.compile(
    r"(?:~|null|true|false|yes|no|on|off|y|n|=|<<|[-+]?\.(?:inf|nan))"
    r"|[-+]?[\d][\d_,]*(?:\.\d*)?(?:e[-+]?\d+)?|0[xob][\da-f_]+|[-+]?\d+(?::\d+)+(?:\.\d*)?",
    re.IGNORECASE,
)
# May stand without quotes: starts with a letter or digit, holds no ': ', ' #' or odd sign.
_SAFE = re.compile(r"[^\W_](?:[^:#\n\t]|:(?=\S)|(?<=\S)#)*")
# As above inside [ ] or { }.
_SAFE_IN_FLOW = re.compile(r"[^\W_][^:#?\n\t,\[\]{}]*")
# What no editor shows, or shows as something else: controls, line separators, the byte-order mark,
# signs that turn the direction of writing, halves of characters.
_HIDDEN = re.compile(
    "[\0-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff"
    "\ud800-\udfff\ufffe\uffff]"
)
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def dump_yaml(plain: Plain) -> str:
    """The YAML text of a mapping, list or text, ending with a line break."""
    if isinstance(plain, str):
        return f"{_write_text(plain, 0, 0)}\n"
    if not plain:
        return "{}\n" if isinstance(plain, dict) else "[]\n"
    return "".join(f"{line}\n" for line in _write_lines(plain, 0))


def _write_lines(plain: list[Plain] | dict[str, Plain], depth: int) -> list[str]:
    if isinstance(plain, dict):
        return [line for key, value in plain.items() for line in _write_entry(key, value, depth)]
    return [line for item in plain for line in _write_item(item, depth)]


def _write_entry(key: str, value: Plain, depth: int) -> list[str]:
    lead = f"{'  ' * depth}{key}:"
    if isinstance(value, str):
        return [f"{lead} {_write_text(value, depth, len(lead) + 1)}"]
    flow = _write_flow(value, len(lead) + 1)
    if flow is not None:
        return [f"{lead} {flow}"]
    return [lead, *_write_lines(value, depth + 1)]


def _write_item(value: Plain, depth: int) -> list[str]:
    lead = f"{'  ' * depth}- "
    if isinstance(value, str):
        return [f"{lead}{_write_text(value, depth, len(lead))}"]
    flow = _write_flow(value, len(lead))
    if flow is not None:
        return [f"{lead}{flow}"]
    first, *rest = _write_lines(value, depth + 1)
    return [f"{lead}{first.lstrip(' ')}", *rest]


def _write_flow(value: list[Plain] | dict[str, Plain], used: int) -> str | None:
    """`[a, b]` or `{a: b}` when it holds only short texts and fits into the line."""
    if not value:
        return "{}" if isinstance(value, dict) else "[]"
    parts = []
    for key, part in value.items() if isinstance(value, dict) else (("", item) for item in value):
        if not isinstance(part, str) or len(part) > WIDTH or "\n" in part:
            return None
        text = _quote_text(part, _SAFE_IN_FLOW)
        parts.append(f"{key}: {text}" if key else text)
    inside = ", ".join(parts)
    if used + len(inside) + 2 > WIDTH:
        return None
    return f"{{{inside}}}" if isinstance(value, dict) else f"[{inside}]"


def _write_text(text: str, depth: int, used: int) -> str:
    """A text after its key or dash: in one line, folded, or as a block."""
    indent = "  " * (depth + 1)
    if "\n" in text and len(text) > SHORT:
        return _write_block(text, indent) or _quote_text(text, _SAFE)
    if used + len(text) > WIDTH and _is_foldable(text):
        lines = _fold_text(text, WIDTH - len(indent))
        return "\n".join([">-", *(indent + line for line in lines)])
    return _quote_text(text, _SAFE)


def _write_block(text: str, indent: str) -> str | None:
    """A literal block; None when its white space would be lost or not be seen."""
    body = text.rstrip("\n")
    lines = body.split("\n")
    if not body or _HIDDEN.search(text) or lines[0] != lines[0].lstrip() or not lines[0]:
        return None
    if any(line != line.rstrip() for line in lines):
        return None
    ends = len(text) - len(body)
    if ends > 1:
        return None
    shown = [indent + line if line else "" for line in lines]
    return "\n".join(["|" if ends else "|-", *shown])


def _is_foldable(text: str) -> bool:
    return bool(text) and text == text.strip() and not _HIDDEN.search(text)


def _fold_text(text: str, width: int) -> list[str]:
    """Lines broken only at single spaces, which is where YAML puts a space back."""
    words = re.split(r"(?<=\S) (?=\S)", text)
    lines = [words[0]]
    for word in words[1:]:
        if len(lines[-1]) + 1 + len(word) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _quote_text(text: str, safe: re.Pattern[str]) -> str:
    if isinstance(text, Bare) and safe.fullmatch(text):
        return text
    if _HIDDEN.search(text) or "\n" in text or "\t" in text:
        return f'"{_escape_text(text)}"'
    if safe.fullmatch(text) and text == text.strip() and not text.endswith(":"):
        return text if not _AMBIGUOUS.fullmatch(text) else f"'{text}'"
    if "'" not in text:
        return f"'{text}'"
    return f'"{_escape_text(text)}"'


def _escape_text(text: str) -> str:
    escaped = "".join(_ESCAPES.get(sign, sign) for sign in text)
    return _HIDDEN.sub(lambda match: _escape_sign(match[0]), escaped)


def _escape_sign(sign: str) -> str:
    code = ord(sign)
    return f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}"


def write_comment(text: str) -> str:
    """`text` as comment lines, wrapped; hidden signs are escaped, so that it stays a comment."""
    shown = _HIDDEN.sub(lambda match: _escape_sign(match[0]), text)
    lines = [
        line
        for paragraph in shown.split("\n")
        for line in (
            textwrap.wrap(paragraph, WIDTH - 2, break_long_words=False, break_on_hyphens=False)
            if not paragraph.startswith(" ")
            else [paragraph]
        )
        or [""]
    ]
    return "".join(f"# {line}".rstrip() + "\n" for line in lines)
