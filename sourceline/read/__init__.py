"""Bytes → Source. `FORMATS` is the table of what can be read: suffix → where the article begins.

`read` knows no YAML. What an author says of a source comes in as `sidecar`, a mapping of names of
fields to texts: from a file beside the source, or from the front matter of a Markdown source,
which `read_front_matter` only cuts out and `store` decodes. Front matter stays in `Source.text`
(so that offsets are offsets in the file) and is reported as dropped.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from pathlib import PurePosixPath
from typing import cast

from sourceline.errors import ContentError, Position, Problem
from sourceline.model import Block, Dropped, Origin, Sentence, Show, Source
from sourceline.read.blocks import Layout, find_blocks
from sourceline.read.decode import decode_text, find_position
from sourceline.read.sentences import split_sentences
from sourceline.read.text import find_body, find_markdown_body, split_front_matter

__all__ = [
    "FIELDS",
    "FORMATS",
    "find_position",
    "read_front_matter",
    "read_plain",
    "read_source",
    "split_sentences",
]

FORMATS: dict[str, Callable[[str], int]] = {
    ".txt": find_body,
    ".md": find_markdown_body,
}

FIELDS = (
    "title",
    "author",
    "publisher",
    "url",
    "archive_url",
    "licence",
    "published",
    "retrieved",
    "added",
    "language",
    "show",
    "redact",
)
"""What a sidecar or front matter may say; other keys are not looked at here."""


def read_source(data: bytes, *, path: str, sidecar: Mapping[str, str] | None = None) -> Source:
    """The source in the file at the site-relative `path`.

    ContentError when the bytes are no UTF-8 text, hold a NUL, are empty, or nothing of them is
    an article; UsageError never. What the sidecar says wins over what the text says.
    """
    text = decode_text(data, path)
    suffix = PurePosixPath(path).suffix.lower()
    if suffix not in FORMATS:
        raise _refuse_format(path, suffix)
    body = FORMATS[suffix](text)
    layout = find_blocks(text, body)
    if not layout.blocks:
        raise _refuse_empty(path)
    if body:
        layout.dropped.insert(0, Dropped(0, body, "front matter"))
    return _make_source(text, path, layout, dict(sidecar or {}))


def read_plain(text: str, *, published: str | None = None, language: str = "en") -> Source:
    """`text` as a source of no file: all of it is article, and nothing is dropped or decoded."""
    layout = find_blocks(text)
    kept = [Block("paragraph", part.start, part.end) for part in layout.dropped]
    blocks = sorted([*layout.blocks, *kept], key=lambda block: block.start)
    return Source(
        id="text",
        path="text",
        sha256=hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest(),
        text=text,
        language=language,
        published=published,
        blocks=tuple(blocks),
        sentences=_number_sentences(text, blocks, language),
    )


def read_front_matter(data: bytes, *, path: str) -> tuple[str, int] | None:
    """The YAML of a Markdown source's front matter and the number of its first line, for `store`
    to decode; None for other formats and where there is none. ContentError as `read_source`."""
    if PurePosixPath(path).suffix.lower() != ".md":
        return None
    return split_front_matter(decode_text(data, path))


def make_source_id(path: str) -> str:
    """The id of the source in the file at `path`: the stem as a slug; stable, readable."""
    from slugify import slugify  # noqa: PLC0415 - only needed when a source is read

    stem = PurePosixPath(path).stem
    return slugify(stem) or "source-" + hashlib.sha256(stem.encode()).hexdigest()[:8]


def _make_source(text: str, path: str, layout: Layout, said: dict[str, str]) -> Source:
    stated = {"title": layout.title, "author": layout.author, "published": layout.published}
    fields = {name: said.get(name) or stated.get(name) for name in FIELDS}
    origins: list[tuple[str, Origin]] = [
        (name, "front matter" if said.get(name) else "text") for name in FIELDS if fields[name]
    ]
    language = fields["language"] or "en"
    return Source(
        id=make_source_id(path),
        path=path,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        text=text,
        language=language,
        title=fields["title"],
        author=fields["author"],
        publisher=fields["publisher"],
        url=fields["url"],
        archive_url=fields["archive_url"],
        licence=fields["licence"],
        published=fields["published"],
        retrieved=fields["retrieved"],
        added=fields["added"] or fields["retrieved"],
        show=cast("Show | None", fields["show"]),
        redact=bool(fields["redact"]),
        origins=tuple(origins),
        blocks=tuple(layout.blocks),
        sentences=_number_sentences(text, layout.blocks, language),
        dropped=tuple(layout.dropped),
    )


def _number_sentences(text: str, blocks: list[Block], language: str) -> tuple[Sentence, ...]:
    spans = [
        (start, end, n)
        for n, block in enumerate(blocks)
        for start, end in _split_block(text, block, language)
    ]
    return tuple(Sentence(number, *span) for number, span in enumerate(spans, 1))


def _split_block(text: str, block: Block, language: str) -> list[tuple[int, int]]:
    if block.kind in ("title", "heading"):
        return [(block.start, block.end)]
    return split_sentences(text, block.start, block.end, language)


def _refuse_format(path: str, suffix: str) -> ContentError:
    message = f"Sourceline cannot read {suffix or 'files without a suffix'}."
    remedy = f"Save the source as one of: {', '.join(FORMATS)}."
    return ContentError([Problem(Position(path), "unknown-format", message, remedy)])


def _refuse_empty(path: str) -> ContentError:
    message = "Nothing in the file is an article: every line is front matter, a stamp or an advertisement."
    remedy = "Put the text of the article into the file, or delete the file."
    return ContentError([Problem(Position(path, 1, 1), "empty-source", message, remedy)])
