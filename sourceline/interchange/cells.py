"""Tables in CSV: cells that no spreadsheet runs, and rows with their places.

A spreadsheet takes a cell that begins with = + - or @ for a formula. So such a cell gets an apostrophe before it,
unless it is a plain number; the reader takes it away again.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from sourceline.errors import ContentError, Position, Problem
from sourceline.interchange.incoming import clean_text
from sourceline.store.text import decode_text

_FORMULA = re.compile(r"[=+\-@\t\r]")
_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_DELIMITERS = ",;\t|"


class Row(NamedTuple):
    """A row of a table that is not empty."""

    place: Position
    """Where its line begins."""
    cells: dict[str, str]
    """Header → text, of the cells that hold something."""


class Table(NamedTuple):
    """What a file holds."""

    headers: tuple[str, ...]
    rows: tuple[Row, ...]
    problems: tuple[Problem, ...]
    """Cells outside of the columns, and columns of one name."""


def write_table(headers: Sequence[str], rows: Iterable[Mapping[str, object]]) -> bytes:
    """The bytes of a table, in UTF-8; a row is header → value, and None is an empty cell."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(headers)
    writer.writerows([_write_cell(row.get(header)) for header in headers] for row in rows)
    return stream.getvalue().encode(errors="replace")


def _write_cell(value: object) -> str:
    text = "" if value is None else str(value)
    if _FORMULA.match(text) and not _NUMBER.fullmatch(text):
        return f"'{text}"
    return text


def read_headers(data: bytes) -> list[str]:
    """The first row in small letters, for those who tell one table from another; [] when it cannot be read."""
    try:
        return [
            header.lower() for header in read_table(data[:10_000].partition(b"\n")[0], "").headers
        ]
    except ContentError:
        return []


def read_table(data: bytes, path: str) -> Table:
    """The table in a CSV file, whichever of , ; | and the tab stands between its cells.

    UTF-8 or UTF-16 with its mark; else what old spreadsheets write (Windows-1252), with a warning. ContentError at
    the line where it is no table.
    """
    text, problems = _decode(data, path)
    first = text.partition("\n")[0]
    delimiter = max(_DELIMITERS, key=lambda sign: (first.count(sign), sign == ","))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    headers: list[str] = []
    rows: list[Row] = []
    line = 1
    try:
        for cells in reader:
            place, line = Position(path, line, 1), reader.line_num + 1
            told = [_read_cell(cell) for cell in cells]
            if not any(told):
                continue
            if not headers:
                headers = told
                problems += _find_twins(headers, place)
            else:
                rows.append(Row(place, _name_cells(headers, told, place, problems)))
    except csv.Error as error:
        raise ContentError([*problems, _refuse(Position(path, line, 1), f"{error}")]) from None
    if not headers:
        raise ContentError([_refuse(Position(path, 1, 1), "it holds no row with names of columns")])
    return Table(tuple(headers), tuple(rows), tuple(problems))


def _decode(data: bytes, path: str) -> tuple[str, list[Problem]]:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return data.decode("utf-16"), []
        except UnicodeDecodeError as error:
            place = Position(path, 1, 1)
            raise ContentError([_refuse(place, f"it is no UTF-16 text: {error.reason}")]) from None
    try:
        return decode_text(data, path), []
    except ContentError as error:
        (fault,) = error.problems
    guess = Problem(
        fault.position,
        "not-utf-8",
        "This file is not UTF-8; it was read as Windows-1252.",
        "Look whether letters with accents came out right. If not, save it as UTF-8 and import again.",
        "warning",
    )
    return data.decode("cp1252", "replace"), [guess]


def _read_cell(text: str) -> str:
    told = clean_text(text)
    return told[1:] if told.startswith("'") and _FORMULA.match(told, 1) else told


def _find_twins(headers: list[str], place: Position) -> list[Problem]:
    named = [header for header in headers if header]
    twins = sorted({header for header in named if named.count(header) > 1})
    return [
        _warn(place, f"Several columns are called {name!r}; the first counts.") for name in twins
    ]


def _name_cells(
    headers: list[str], told: list[str], place: Position, problems: list[Problem]
) -> dict[str, str]:
    cells: dict[str, str] = {}
    for header, text in zip(headers, told, strict=False):
        if header and text:
            cells.setdefault(header, text)
    lost = [text for n, text in enumerate(told) if text and (n >= len(headers) or not headers[n])]
    if lost:
        problems.append(
            _warn(place, f"{len(lost)} cells have no column and were left out: {lost[0]!r}.")
        )
    return cells


def _warn(place: Position, message: str) -> Problem:
    remedy = "Give each column a name of its own in the first row."
    return Problem(place, "not-taken-over", message, remedy, "warning")


def _refuse(place: Position, cause: str) -> Problem:
    message = f"This is no CSV table: {cause}."
    return Problem(place, "bad-csv", message, "Save it again as CSV from your spreadsheet.")
