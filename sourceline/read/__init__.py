"""Bytes → Source. `FORMATS` is the table of what can be read: suffix → its reader.

`read` knows no YAML. What an author says of a source comes in as mappings of names of fields to texts: from a file
beside the source (`sidecar`), and from the front matter of a Markdown source, which `read_front_matter` only cuts
out and `store` decodes. Front matter stays in `Source.text` (so that offsets are offsets in the file) and is
reported as dropped. Then counts what the document says of itself.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import PurePosixPath
from typing import cast

from sourceline.errors import ContentError, Position, Problem
from sourceline.language import find_base
from sourceline.model import Block, Origin, Sentence, Show, Source
from sourceline.naming import mark_name, name_folder
from sourceline.read.blocks import find_blocks
from sourceline.read.decode import decode_text
from sourceline.read.draft import Draft
from sourceline.read.endless import MOST_LETTERS, cut_sentences, leave_out_scrawl
from sourceline.read.sentences import split_sentences
from sourceline.read.text import split_front_matter

__all__ = [
    "FIELDS",
    "FORMATS",
    "make_source",
    "make_source_id",
    "read_draft",
    "read_front_matter",
    "read_plain",
    "read_source",
    "split_sentences",
]

FORMATS: dict[str, tuple[str, str]] = {
    ".txt": ("text", "read_text"),
    ".md": ("text", "read_markdown"),
    ".html": ("webpage", "read_webpage"),
    ".htm": ("webpage", "read_webpage"),
    ".pdf": ("pdf", "read_pdf"),
    ".eml": ("mail", "read_mail"),
}
"""Suffix → module and function, (bytes, path) -> Draft. It is loaded when such a file is read: most builds read none."""

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


def read_source(
    data: bytes,
    *,
    path: str,
    sidecar: Mapping[str, str] | None = None,
    front_matter: Mapping[str, str] | None = None,
) -> Source:
    """The source in the file at the site-relative `path`.

    ContentError when the bytes are none of the format, or nothing of them is an article; UsageError never. What the
    sidecar says wins over the front matter, and both over what the document says of itself.
    """
    draft = read_draft(data, PurePosixPath(path).suffix.lower(), path=path)
    return make_source(draft, path=path, sidecar=sidecar, front_matter=front_matter)


def read_draft(data: bytes, suffix: str, *, path: str) -> Draft:
    """The text of a file in the format of `suffix`, before it is known as which source; `path` is where problems are
    told. ContentError as `read_source`."""
    if suffix not in FORMATS:
        raise _refuse_format(path, suffix)
    module, name = FORMATS[suffix]
    draft: Draft = getattr(import_module(f"sourceline.read.{module}"), name)(data, path)
    leave_out_scrawl(draft.text, draft.layout)
    if not draft.layout.blocks:
        raise _refuse_empty(path)
    letters = sum(block.end - block.start for block in draft.layout.blocks)
    if letters > MOST_LETTERS:
        raise _refuse_long(path, letters)
    return draft


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
    return split_front_matter(decode_text(data, path).text)


def make_source_id(path: str) -> str:
    """The id of the source in the file at `path`, as long as no other has the same: the stem as a slug; stable,
    readable, and such that a file can have it for a name."""
    from slugify import slugify  # noqa: PLC0415 - only needed when a source is read

    stem = PurePosixPath(path).stem
    return name_folder(slugify(stem)) or mark_name("source", stem)


def make_source(
    draft: Draft,
    *,
    path: str,
    sidecar: Mapping[str, str] | None = None,
    front_matter: Mapping[str, str] | None = None,
) -> Source:
    """The source that a draft is at the site-relative `path`, with what is said of it, as `read_source` has it."""
    from sourceline.read.languages import detect_language  # noqa: PLC0415 - only to read

    text, layout = draft.text, draft.layout
    stated = {"title": layout.title, "author": layout.author, "published": layout.published}
    said: dict[str, tuple[str, Origin]] = {
        **{name: (value, "text") for name, value in stated.items() if value},
        **draft.stated,
        **{name: (value, "front matter") for name, value in (front_matter or {}).items() if value},
        **{name: (value, "sidecar") for name, value in (sidecar or {}).items() if value},
    }
    detected = detect_language(_join_blocks(text, layout.blocks))
    if detected and "language" not in said:
        said["language"] = detected, "detected"
    fields = {name: said[name][0] if name in said else None for name in FIELDS}
    language = fields["language"] or "en"
    sentences = _number_sentences(text, layout.blocks, language)
    spans = [(sentence.start, sentence.end) for sentence in sentences]
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
        origins=tuple((name, said[name][1]) for name in FIELDS if name in said),
        blocks=tuple(layout.blocks),
        sentences=sentences,
        dropped=tuple(layout.dropped),
        places=tuple(draft.find_places(text, spans)) if draft.find_places else (),
        doubts=(*draft.doubts, *_doubt_language(path, said.get("language"), detected)),
    )


def _join_blocks(text: str, blocks: Sequence[Block]) -> str:
    return "\n".join(text[block.start : block.end] for block in blocks)


def _doubt_language(
    path: str, said: tuple[str, Origin] | None, detected: str | None
) -> tuple[Problem, ...]:
    """A page may say that it is English because the program that made it does; what an author says is not
    doubted."""
    if said is None or detected is None or said[1] != "document":
        return ()
    if find_base(said[0]) == detected:
        return ()
    return (
        Problem(
            Position(path),
            "language-doubtful",
            f"This document says that its language is {said[0]!r}, and its words look like {detected!r}.",
            f"If they are right, write 'language: {detected}' into {path}.yaml.",
            "note",
        ),
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
    return cut_sentences(text, split_sentences(text, block.start, block.end, language))


def _refuse_format(path: str, suffix: str) -> ContentError:
    message = f"Sourceline cannot read {suffix or 'files without a suffix'}."
    remedy = f"Save the source as one of: {', '.join(FORMATS)}."
    return ContentError([Problem(Position(path), "unknown-format", message, remedy)])


def _refuse_long(path: str, letters: int) -> ContentError:
    message = f"This article has {letters:,} characters; at most {MOST_LETTERS:,} are read."
    remedy = "Split it into several files."
    return ContentError([Problem(Position(path), "too-large", message, remedy)])


def _refuse_empty(path: str) -> ContentError:
    message = "Nothing in the file is an article: every line is front matter, a stamp or an advertisement."
    remedy = "Put the text of the article into the file, or delete the file."
    return ContentError([Problem(Position(path, 1, 1), "empty-source", message, remedy)])
