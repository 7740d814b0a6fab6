"""A PDF → its text, through pypdf (extra `pdf`): paragraphs joined, running heads and page numbers out.

The place of a sentence in the file is the number of its page, and the line on it.
"""

from __future__ import annotations

import io
import logging
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from typing import Any

from sourceline import edtf
from sourceline.errors import ContentError, Position, Problem
from sourceline.model import Origin, Place
from sourceline.read.draft import LANGUAGE, Draft, Finder
from sourceline.read.layout import lay_out
from sourceline.read.pdf.paragraphs import Line, find_title, join_lines
from sourceline.read.pdf.running import mark_running

LARGEST = 100_000_000
"""Bytes."""
MOST_PAGES = 3_000
_LONGEST_PAGE = 4_000_000
"""Bytes of a page's drawing; text needs a hundredth."""

_INSTALL = 'Install the extra: pip install "sourceline[pdf]"; or copy the text into a .txt file.'
_COPY = "Open it and copy the text into a .txt file, or delete the file."
_SCANNED = (
    "Let a program for text recognition (OCR) write the text into the PDF, or into a .txt file."
)


def read_pdf(data: bytes, path: str) -> Draft:
    """The text of a PDF; ContentError where it is encrypted, broken, scanned or too large, or pypdf is missing."""
    try:
        import pypdf  # noqa: PLC0415 - only for PDFs
    except ModuleNotFoundError:
        message = "PDFs are read by the package pypdf, which is not installed."
        raise _refuse(path, "missing-extra", message, _INSTALL) from None
    if len(data) > LARGEST:
        message = f"This PDF has {len(data) // 1_000_000:,} MB; at most 100 are read."
        raise _refuse(path, "too-large", message, _COPY)
    # What it would print of broken files is said in our own words.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        opened = not reader.is_encrypted or bool(reader.decrypt(""))
        count = len(reader.pages) if opened else 0
        pages, failed = _read_pages(reader) if 0 < count <= MOST_PAGES else ([], [])
        stated = _read_metadata(reader) if opened else {}
    except Exception as error:  # noqa: BLE001 - pypdf raises whatever a broken file leads to
        message = f"This is no PDF that can be read ({_word_error(error)})."
        raise _refuse(path, "unreadable", message, _COPY) from None
    if not opened:
        message = "This PDF is encrypted, and opens with a password only."
        raise _refuse(path, "encrypted", message, f"Save a copy without a password. Or: {_COPY}")
    if count > MOST_PAGES:
        message = f"This PDF has {count:,} pages; at most {MOST_PAGES:,} are read."
        raise _refuse(path, "too-large", message, f"Split it. Or: {_COPY}")
    return _make_draft(path, pages, failed, stated)


def _read_pages(reader: Any) -> tuple[list[list[Line]], list[int]]:
    """The lines of each page, and the numbers of the pages that are broken."""
    pages, failed = [], []
    for number, page in enumerate(reader.pages, 1):
        try:
            content = page.get_contents()
            if content is not None and len(content.get_data()) > _LONGEST_PAGE:
                raise ValueError("too long")  # noqa: TRY301 - as what is broken
            pages.append(_read_page(page, number))
        except Exception:  # noqa: BLE001 - the same; other pages may be whole
            failed.append(number)
            pages.append([])
    return pages, failed


def _read_page(page: Any, number: int) -> list[Line]:
    """The lines of a page, in the order in which it draws them."""
    lines: list[Line] = []
    parts: list[str] = []
    places: list[tuple[float, float]] = []
    sizes: Counter[float] = Counter()

    def end_line() -> None:
        text = " ".join("".join(parts).split())
        if text and places:
            # A bullet or a word in another font is no line of another size.
            size = max(sizes, key=lambda each: (sizes[each], each))
            lines.append(Line(_mend(text), *places[0], size, number, len(lines) + 1))
        parts.clear()
        places.clear()
        sizes.clear()

    def take(text: str, cm: Sequence[float], tm: Sequence[float], _font: Any, size: float) -> None:
        for n, piece in enumerate(text.split("\n")):
            if n:
                end_line()
            if piece.strip():
                x, y = cm[4] + cm[0] * tm[4] + cm[2] * tm[5], cm[5] + cm[1] * tm[4] + cm[3] * tm[5]
                places.append((x, y))
                sizes[round(abs(size * cm[3] * tm[3]) or size, 1)] += len(piece)
            parts.append(piece)

    page.extract_text(visitor_text=take)
    end_line()
    return lines


def _mend(text: str) -> str:
    """Ligatures as letters; no control characters."""
    for sign, letters in _LIGATURES.items():
        text = text.replace(sign, letters)
    text = "".join(sign if sign.isprintable() or sign == "\u00ad" else " " for sign in text)
    return " ".join(text.split())


_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}


def _make_draft(
    path: str, pages: list[list[Line]], failed: list[int], stated: dict[str, tuple[str, Origin]]
) -> Draft:
    if not any(pages):
        if failed:
            raise _refuse(
                path, "unreadable", f"None of its {len(pages):,} pages can be read.", _COPY
            )
        message = "This PDF has no text, only pictures: it was scanned, or is empty."
        raise _refuse(path, "empty-source", message, _SCANNED)
    body = mark_running(pages)
    pieces = join_lines(body)
    title = stated.get("title", (None, None))[0] or find_title(pieces)
    laid = lay_out(pieces, title)
    # The day that stands in the text is that of the text; the other one is when the file was made.
    if laid.layout.published:
        stated.pop("published", None)
    doubts = tuple(_report_page(path, number) for number in failed)
    return Draft(laid.text, laid.layout, stated, _make_finder(laid.marks), doubts)


def _make_finder(marks: Sequence[Place]) -> Finder:
    def find(_text: str, spans: Sequence[tuple[int, int]]) -> list[Place]:
        found = []
        for start, _ in spans:
            n = bisect_right(marks, start, key=lambda mark: mark.start) - 1
            found.append(marks[max(n, 0)]._replace(start=start) if marks else Place(start, 1, 1))
        return found

    return find


def _read_metadata(reader: Any) -> dict[str, tuple[str, Origin]]:
    """Title, author, day and language that the file states, where they say something."""
    info = reader.metadata or {}
    found = {
        "title": _find_words(info.get("/Title")),
        "author": _find_words(info.get("/Author")),
        "published": _read_day(info.get("/CreationDate")),
        "language": _find_words(reader.trailer["/Root"].get("/Lang")),
    }
    if not LANGUAGE.fullmatch(found["language"]):
        found["language"] = ""
    return {name: (value, "document") for name, value in found.items() if value}


# What programs write where nobody wrote a title or a name.
_EMPTY = re.compile(
    r"(?:microsoft word|powerpoint|layout|slide|print|document)?\s*[-–—:]?\s*"
    r"(?:\S+\.(?:docx?|odt|indd|qxd|pdf|tex|dvi|pptx?|xlsx?|rtf|html?)|untitled.*|unknown|anonymous|user|admin\w*|\W*)",
    re.IGNORECASE,
)


def _find_words(value: Any) -> str:
    if not isinstance(value, str):
        return ""
    text = _mend(value.encode("utf-8", "replace").decode())
    return "" if len(text) > 300 or _EMPTY.fullmatch(text) else text


def _read_day(value: Any) -> str:
    """ "D:20310506080000Z" → "2031-05-06"."""
    match = re.match(r"(?:D:)?(\d{4})(\d{2})(\d{2})", value) if isinstance(value, str) else None
    day = "-".join(match.groups()) if match else ""
    return day if day and edtf.is_edtf(day) else ""


def _word_error(error: Exception) -> str:
    words = " ".join(str(error).split()) or type(error).__name__
    return "".join(sign for sign in words if sign.isprintable())[:120].rstrip(".")


def _report_page(path: str, number: int) -> Problem:
    return Problem(
        Position(path, number),
        "page-left-out",
        f"Page {number:,} of this PDF is broken, so it was left out.",
        "Save the PDF again from another program, or copy its text into a .txt file.",
        "warning",
    )


def _refuse(path: str, code: str, message: str, remedy: str) -> ContentError:
    return ContentError([Problem(Position(path), code, message, remedy)])
