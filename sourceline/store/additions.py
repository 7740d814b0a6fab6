"""A document that joins the sources: its text as Markdown, what is said of it as front matter, its bytes beside.

The bytes that a text was taken from stand in `content/originals/`, which no build reads, under the name of the
source. `content/originals/SHA256SUMS` has the hash of each, as `sha256sum -c` checks it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

from sourceline.errors import ContentError, Position, Problem
from sourceline.model import Block, Source
from sourceline.read import FIELDS, make_source_id
from sourceline.read.blocks import is_mark_up
from sourceline.store.dump import dump_yaml
from sourceline.store.files import (
    CONTENT,
    create_all,
    explain_unwritable,
    is_there,
    list_files,
    read_bytes,
    write_bytes,
)
from sourceline.store.plain import Plain
from sourceline.store.sources import SIDECAR, SOURCES

ORIGINALS = CONTENT / "originals"
SUMS = ORIGINALS / "SHA256SUMS"

_MARKS = {"title": "# ", "item": "- ", "quotation": "> "}


def find_namesake(root: Path, name: str) -> str | None:
    """The source that has the id of a file of this name already; None where there is none."""
    wanted = make_source_id(f"{name}.md")
    paths, _ = list_files(root, SOURCES)
    return next(
        (path for path in paths if not path.endswith(SIDECAR) and make_source_id(path) == wanted),
        None,
    )


def add_text(root: Path, name: str, data: bytes, said: Mapping[str, str]) -> tuple[str, ...]:
    """Put a text as it is among the sources as the file `name`, with what is said of it beside it; the paths
    written. ContentError when a file of that name is there, or none can be written."""
    path = f"{SOURCES}/{name}"
    beside = ((f"{path}{SIDECAR}", dump_yaml(_order(said)).encode()),) if said else ()
    files = (*beside, (path, data))
    with create_all(root, files, _refuse_overwriting):
        return _list_last_first(files)


def add_document(
    root: Path, name: str, data: bytes, suffix: str, source: Source, said: Mapping[str, str]
) -> tuple[str, ...]:
    """Put the text of `source`, which was read in `data`, among the sources as the file `name`.md, and the data into
    the folder of originals; the paths written. ContentError as `add_text`."""
    original = f"{ORIGINALS}/{name}{suffix}"
    text = write_markdown(source, said)
    files = ((original, data), (f"{SOURCES}/{name}.md", text.encode()))
    line = f"{hashlib.sha256(data).hexdigest()}  {name}{suffix}\n".encode()
    with create_all(root, files, _refuse_overwriting):
        known = read_bytes(root, str(SUMS)) if is_there(root, str(SUMS)) else b""
        lines = sorted({*known.splitlines(keepends=True), line}, key=lambda each: each[66:])
        with explain_unwritable(str(SUMS)):
            write_bytes(root, str(SUMS), b"".join(lines))
    return _list_last_first(files)


def write_markdown(source: Source, said: Mapping[str, str]) -> str:
    """A source as a Markdown file, in which the same text is read again."""
    front = f"---\n{dump_yaml(_order(said))}---\n\n" if said else ""
    parts: list[str] = []
    above: Block | None = None
    for block, text in _list_texts(source):
        close = above is not None and above.kind == block.kind and block.kind in ("item", "row")
        if (
            block.kind == "paragraph"
            and (is_mark_up(text) or text.startswith(("> ", "---")))
            and above
            and above.kind == "paragraph"
        ):
            parts[-1] += f" {text}"  # no line may begin so
            continue
        mark = f"{'#' * block.level} " if block.kind == "heading" else _MARKS.get(block.kind, "")
        parts += [] if above is None else ["\n" if close else "\n\n"]
        parts.append(f"{mark}{text}")
        above = block
    return f"{front}{''.join(parts)}\n"


def _list_texts(source: Source) -> Iterator[tuple[Block, str]]:
    for block in source.blocks:
        yield block, " ".join(source.text[block.start : block.end].split())


def _order(said: Mapping[str, str]) -> dict[str, Plain]:
    return {name: said[name] for name in FIELDS if said.get(name)}


def _list_last_first(files: tuple[tuple[str, bytes], ...]) -> tuple[str, ...]:
    return tuple(path for path, _ in reversed(files))


def _refuse_overwriting(path: str) -> ContentError:
    stem = PurePosixPath(path).stem
    message = "There is a file of this name already; nothing was written."
    remedy = f"Give another name, as in '--name {stem}-2'."
    return ContentError([Problem(Position(path), "already-there", message, remedy)])
