"""`content/corrections.yaml`: what the published site said otherwise before. It only ever grows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from sourceline.errors import ContentError, Position, Problem
from sourceline.model import Correction
from sourceline.store.files import CONTENT, explain_unwritable, is_there, read_bytes, write_bytes
from sourceline.store.nodes import Listing, Node, Scalar
from sourceline.store.plain import simplify_value
from sourceline.store.reading import Reading, collect_positions
from sourceline.store.readings import Readings
from sourceline.store.schema import decode_file
from sourceline.store.yaml import Document, parse_yaml

CORRECTIONS = str(CONTENT / "corrections.yaml")
# The file is kept for ever: sixty thousand entries.
MAX_NODES = 1_000_000
_PAGE = re.compile(r"(?:events|people|organizations|products|places|topics|sources)/[^/\s]+")


def load_corrections(
    root: Path, readings: Readings | None = None
) -> tuple[tuple[Correction, ...], tuple[Problem, ...]]:
    """Every entry, in the order of the file, and what is wrong with it; no file is no entry."""
    readings = readings or Readings(root)
    try:
        if not is_there(root, CORRECTIONS):
            return (), ()
        digests = (readings.hash_file(CORRECTIONS),)
        return readings.recall(CORRECTIONS, digests, partial(_read_corrections, readings)), ()
    except ContentError as error:
        return (), error.problems


def _read_corrections(readings: Readings) -> tuple[Correction, ...]:
    return decode_corrections(readings.read_file(CORRECTIONS), CORRECTIONS)


def decode_corrections(data: bytes, path: str) -> tuple[Correction, ...]:
    """The entries in the bytes of a file; ContentError with every problem."""
    document = parse_yaml(data, path, max_nodes=MAX_NODES)
    root = document.root
    if isinstance(root, Scalar) and root.blank:
        return ()
    if not isinstance(root, Listing):
        raise ContentError([_report_shape(document)])
    problems: list[Problem] = []
    entries = []
    for item in root.items:
        try:
            entries.append(_decode_entry(document, item))
        except ContentError as error:
            problems.extend(error.problems)
    if problems:
        raise ContentError(problems)
    return tuple(entries)


def _decode_entry(document: Document, item: Node) -> Correction:
    entry = decode_file(Reading(document), Correction, item)
    places = dict(collect_positions(replace(document, root=item)))
    places[""] = document.locate(item.place)
    if not _PAGE.fullmatch(entry.page):
        problem = Problem(
            places["page"],
            "bad-id",
            f"{entry.page!r} names no page.",
            "Write the folder and the id from its address, such as 'page: events/ada-fenwick-departure'.",
        )
        raise ContentError([problem])
    return replace(entry, positions=tuple(sorted(places.items())))


def _report_shape(document: Document) -> Problem:
    return Problem(
        document.locate(document.root.place),
        "wrong-type",
        "This file must be a list of corrections.",
        "Start each one in a line of its own with '- on: 2031-05-06'.",
    )


def add_corrections(root: Path, entries: Sequence[Correction]) -> None:
    """Put entries at the end of the file, whole or not at all; every byte before them stays as it is.

    ContentError when the file cannot be read or written, or no entry can follow what is there.
    """
    old = read_bytes(root, CORRECTIONS) if is_there(root, CORRECTIONS) else b""
    data = append_entries(old, entries, CORRECTIONS)
    with explain_unwritable(CORRECTIONS):
        write_bytes(root, CORRECTIONS, data)


def append_entries(old: bytes, entries: Iterable[Correction], path: str) -> bytes:
    """The bytes of a file with entries after all that is there; ContentError when none can follow."""
    before = decode_corrections(old, path)
    added = tuple(entries)
    if not added:
        return old
    end = "\r\n" if b"\r\n" in old else "\n"
    text = "".join(map(_write_entry, added))
    joint = b"" if not old or old.endswith((b"\n", b"\r\n")) else end.encode()
    new = old + joint + _indent(text, _find_indent(old)).replace("\n", end).encode()
    try:
        whole = decode_corrections(new, path)
    except ContentError:
        whole = ()
    if [*map(_strip, whole)] != [*map(_strip, (*before, *added))]:
        raise ContentError([_refuse_end(path, old)])
    return new


def _write_entry(entry: Correction) -> str:
    from sourceline.store.dump import dump_yaml  # noqa: PLC0415 - only to write

    plain = simplify_value(entry)
    lines = dump_yaml(plain if isinstance(plain, dict) else {}).splitlines()
    return "\n".join([f"- {lines[0]}", *(f"  {line}".rstrip() for line in lines[1:])]) + "\n"


def _indent(text: str, by: str) -> str:
    return "".join(
        f"{by}{line}" if line.strip() else line for line in text.splitlines(keepends=True)
    )


def _find_indent(old: bytes) -> str:
    """What stands before the dashes of the list that is there."""
    match = re.search(r"^( *)- ", old.decode("utf-8-sig"), re.MULTILINE)
    return match[1] if match else ""


def _strip(entry: Correction) -> Correction:
    """Without its places, which shift with nothing; and the line end that a last block text gains."""
    note = None if entry.note is None else entry.note.rstrip("\r\n")
    before, after = entry.before.rstrip("\r\n"), entry.after.rstrip("\r\n")
    return replace(entry, before=before, after=after, note=note, positions=())


def _refuse_end(path: str, old: bytes) -> Problem:
    return Problem(
        Position(path, old.count(b"\n") + 1, 1),
        "wrong-type",
        "No entry can be added after what stands here.",
        "Write the list with a line '- on: …' for each entry, without [ ] around it and '...' at its end.",
    )
