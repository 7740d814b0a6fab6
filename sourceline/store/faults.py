"""The parser's complaints about broken YAML, in plain sentences with a remedy."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sourceline.errors import Problem
from sourceline.store.text import locate_index

if TYPE_CHECKING:
    import yaml


@dataclass(frozen=True, slots=True)
class _Fault:
    """Where the parser stopped, what it said, and the text around."""

    index: int
    problem: str
    opened: int
    """Index where the unfinished thing began; the same as `index` when the parser names none."""
    context: str
    text: str

    @property
    def sign(self) -> str:
        return self.text[self.index : self.index + 1]

    @property
    def before(self) -> str:
        """What stands in the same line before the fault."""
        return self.text[self.text.rfind("\n", 0, self.index) + 1 : self.index]


def explain_error(error: yaml.YAMLError, text: str, path: str, lines: tuple[int, ...]) -> Problem:
    """One `yaml-broken` problem; names the character where the author should look."""
    fault = _read_fault(error, text)
    index, message, remedy = _explain_fault(fault, lines)
    return Problem(locate_index(path, lines, index), "yaml-broken", message, remedy)


def _read_fault(error: yaml.YAMLError, text: str) -> _Fault:
    character = getattr(error, "character", None)
    if character is not None:
        return _Fault(_find_unreadable(error, text), "unreadable", 0, "", text)
    mark = getattr(error, "problem_mark", None)
    index = mark.index if mark is not None else 0
    opened = getattr(error, "context_mark", None)
    return _Fault(
        index,
        getattr(error, "problem", None) or "",
        opened.index if opened is not None else index,
        getattr(error, "context", None) or "",
        text,
    )


def _find_unreadable(error: yaml.YAMLError, text: str) -> int:
    """The parser counts bytes or characters here, so look for the sign itself."""
    place = text.find(chr(getattr(error, "character", 0)))
    return max(place, 0)


def _explain_fault(fault: _Fault, lines: tuple[int, ...]) -> tuple[int, str, str]:
    for name, explain in _EXPLANATIONS:
        if name in fault.problem or name in fault.context:
            return explain(fault, lines)
    return (
        fault.index,
        f"This is not YAML: {fault.problem or 'it cannot be read'}.",
        "Compare the line and the one above it with the examples in docs/content-format.md.",
    )


def _explain_unreadable(fault: _Fault, _lines: tuple[int, ...]) -> tuple[int, str, str]:
    code = ord(fault.sign or "\0")
    name = "NUL character" if code == 0 else f"control character U+{code:04X}"
    return (
        fault.index,
        f"An invisible {name} stands here.",
        f'Delete it; if it is meant, write "\\x{code:02x}" inside double quotes.'
        if code < 256
        else f'Delete it; if it is meant, write "\\u{code:04x}" inside double quotes.',
    )


def _explain_token(fault: _Fault, _lines: tuple[int, ...]) -> tuple[int, str, str]:
    if fault.sign == "\t":
        return (
            fault.index,
            "A tab stands where YAML wants spaces.",
            "Indent with spaces, two for each level.",
        )
    return (
        fault.index,
        f"An unquoted value cannot start with {fault.sign!r}.",
        "Put the value in quotes.",
    )


def _explain_colon(fault: _Fault, lines: tuple[int, ...]) -> tuple[int, str, str]:
    if ": " in fault.before:
        return (
            fault.index,
            "A second colon stands in this line, and the value is not in quotes.",
            "Put the value in quotes, or write it below the key as a block: 'key: |'.",
        )
    row = locate_index("", lines, fault.index).line
    return (
        fault.index,
        f"This key does not fit the line above it (line {row - 1})."
        if row > 1
        else "A key is not expected here.",
        "Give keys of one level the same indentation, and end each key with a colon.",
    )


def _explain_quote(fault: _Fault, _lines: tuple[int, ...]) -> tuple[int, str, str]:
    return (
        fault.opened,
        "The quotation mark that opens here is never closed.",
        "Close it; inside single quotes write '' for an apostrophe.",
    )


def _explain_escape(fault: _Fault, _lines: tuple[int, ...]) -> tuple[int, str, str]:
    return (
        fault.index,
        "A backslash inside double quotes starts an escape that YAML does not know.",
        "Use single quotes, or write the backslash twice.",
    )


def _explain_brackets(fault: _Fault, lines: tuple[int, ...]) -> tuple[int, str, str]:
    sign = fault.text[fault.opened : fault.opened + 1]
    row = locate_index("", lines, fault.index).line
    return (
        fault.opened,
        f"The {sign} that opens here is not closed before line {row}.",
        f"Close it with {']' if sign == '[' else '}'}, and put commas between its parts.",
    )


def _explain_key(fault: _Fault, _lines: tuple[int, ...]) -> tuple[int, str, str]:
    if fault.before.strip():
        return (
            fault.index,
            "Text follows a value that has already ended.",
            "Put the whole value in one pair of quotes; inside single quotes write '' for an apostrophe.",
        )
    return (
        fault.index,
        "This line is indented differently from the keys it belongs to.",
        "Give keys of one level the same indentation.",
    )


def _explain_dash(fault: _Fault, _lines: tuple[int, ...]) -> tuple[int, str, str]:
    return (
        fault.index,
        "The list above is not finished, and this line is no item of it.",
        "Start every item with '- ' at the same indentation, or indent the list below its key.",
    )


def _explain_content(fault: _Fault, _lines: tuple[int, ...]) -> tuple[int, str, str]:
    return (
        fault.index,
        f"A value is expected here, not {fault.sign!r}."
        if fault.sign
        else "A value is missing here.",
        "Write the value, and put it in quotes if it starts with a bracket or a comma.",
    )


def _explain_block(fault: _Fault, _lines: tuple[int, ...]) -> tuple[int, str, str]:
    return (
        fault.index,
        "After | or > the line must end; the text starts in the next line.",
        "Move the text below, indented by two spaces.",
    )


def _explain_directive(fault: _Fault, _lines: tuple[int, ...]) -> tuple[int, str, str]:
    return (
        fault.opened,
        "A line that starts with % is a command to YAML, and none is known here.",
        "Remove the line, or put the value in quotes.",
    )


def _explain_missing_colon(fault: _Fault, _lines: tuple[int, ...]) -> tuple[int, str, str]:
    return (
        fault.opened,
        "This line has no colon after its key.",
        "Write 'key: value', with a space after the colon.",
    )


def _explain_tag(fault: _Fault, _lines: tuple[int, ...]) -> tuple[int, str, str]:
    return (
        fault.index,
        "An unquoted value cannot start with an exclamation mark.",
        "Put the value in quotes.",
    )


def _explain_anchor(fault: _Fault, _lines: tuple[int, ...]) -> tuple[int, str, str]:
    return (
        fault.opened,
        "An unquoted value cannot start with a star or an ampersand.",
        "Put the value in quotes.",
    )


# What the parser says → how we say it; the first that fits.
_EXPLANATIONS = (
    ("unreadable", _explain_unreadable),
    ("could not find expected ':'", _explain_missing_colon),
    ("cannot start any token", _explain_token),
    ("mapping values are not allowed", _explain_colon),
    ("unknown escape character", _explain_escape),
    ("hexdecimal", _explain_escape),  # spelt so by the parser
    ("Unicode character escape", _explain_escape),
    ("scanning a quoted scalar", _explain_quote),
    ("flow sequence", _explain_brackets),
    ("flow mapping", _explain_brackets),
    ("block scalar", _explain_block),
    ("directive", _explain_directive),
    ("tag", _explain_tag),
    ("anchor", _explain_anchor),
    ("alias", _explain_anchor),
    ("expected node content", _explain_content),
    ("expected key", _explain_key),
    ("<document start>", _explain_key),
    ("'-' indicator", _explain_dash),
    ("block sequence entries are not allowed", _explain_dash),
)
