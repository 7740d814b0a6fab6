"""A saved mail (.eml) → its text: the plain part, or else the HTML part by the reader of web pages.

Attachments are named and not read. What was quoted of earlier mails is a block of its own kind.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING, Any

from sourceline.errors import ContentError, Position, Problem
from sourceline.model import BlockKind, Origin, Place
from sourceline.positions import find_row, index_lines, unify_line_ends
from sourceline.read.decode import Decoded
from sourceline.read.draft import LANGUAGE, Draft, Finder
from sourceline.read.layout import Piece, lay_out

if TYPE_CHECKING:
    from email.message import EmailMessage, MIMEPart

LARGEST = 50_000_000
"""Bytes."""
_MOST_PARTS = 1_000
_LONGEST_HEADER = 2_000
"""Characters; a line of a mail has 998 at most (RFC 5322)."""
_SIGNATURE = "\n-- \n"
_SHOWN = 24
"""Characters by which a sentence is looked up."""
_MISSES = 20
"""So many sentences in a row that are not found: the part is encoded, and no other will be."""


_BROKEN = (ValueError, IndexError, AttributeError, TypeError)
"""What the parser of headers raises where they are broken."""


def read_mail(data: bytes, path: str) -> Draft:
    """The text of a mail; ContentError where it has none, or is no mail."""
    if len(data) > LARGEST:
        raise _refuse(
            path, "too-large", f"This mail has {len(data) // 1_000_000:,} MB; at most 50 are read."
        )
    if data.count(b"\n--") > 10 * _MOST_PARTS:
        raise _refuse(path, "too-large", f"This mail has more than {_MOST_PARTS:,} parts.")
    try:
        return _read_message(data, path)
    except RecursionError:
        message = "The parts of this mail, or what its headers say, are nested too deep."
        raise _refuse(path, "unreadable", message) from None


def _read_message(data: bytes, path: str) -> Draft:
    from email.parser import BytesParser  # noqa: PLC0415 - only for mails

    message: EmailMessage = BytesParser(policy=_make_policy()).parsebytes(data)
    parts = list(_list_parts(message))
    if not message.keys():
        raise _refuse(
            path, "unreadable", "This is no mail: no line at its head names a sender or a subject."
        )
    stated = _read_headers(message)
    doubts = tuple(_report_attachment(path, part) for part in parts if _is_attached(part))
    bodies = [part for part in parts if not _is_attached(part)]
    for kind in ("text/plain", "text/html"):
        for part in bodies:
            text = _decode_part(part) if part.get_content_type() == kind else ""
            if text.strip():
                doubts += tuple(_report_more(path, bodies, part))
                return _make_draft(path, kind, text, stated, doubts, data)
    raise _refuse(
        path, "empty-source", "This mail has no text of its own, only attachments or nothing."
    )


@cache
def _make_policy() -> Any:
    """How headers are understood: no more of each than a mail needs, since time grows by the square of their length;
    and where their parser breaks ("multipart/mixed; b*"), without what follows the first semicolon, or as empty."""
    from email.policy import EmailPolicy  # noqa: PLC0415 - only for mails

    class Policy(EmailPolicy):
        def header_fetch_parse(self, name: str, value: str) -> Any:
            for part in (value[:_LONGEST_HEADER], value[:_LONGEST_HEADER].partition(";")[0]):
                with suppress(*_BROKEN):
                    return super().header_fetch_parse(name, part)
            return super().header_fetch_parse(name, "")

    return Policy()


def _list_parts(message: EmailMessage) -> Iterator[MIMEPart]:
    """The parts that hold something; not those of a mail that is attached whole."""
    waiting: list[MIMEPart] = [message]
    while waiting:
        part = waiting.pop(0)
        if part.get_content_maintype() == "multipart":
            waiting[:0] = list(part.iter_parts())[:_MOST_PARTS]
        else:
            yield part


def _is_attached(part: MIMEPart) -> bool:
    return part.is_attachment() or part.get_content_maintype() != "text"


def _decode_part(part: MIMEPart) -> str:
    """The text of a part; wrong bytes and names of encodings that there are not are passed over."""
    data = part.get_payload(decode=True)
    if not isinstance(data, bytes):
        return ""
    charset = part.get_content_charset("utf-8")
    try:
        text = data.decode(
            "cp1252" if charset in ("iso-8859-1", "us-ascii") and _is_high(data) else charset
        )
    except (LookupError, UnicodeError):
        text = data.decode("utf-8", "replace")
    return unify_line_ends(text).replace("\0", "")


def _is_high(data: bytes) -> bool:
    return re.search(rb"[\x80-\x9f]", data) is not None


def _read_headers(message: EmailMessage) -> dict[str, tuple[str, Origin]]:
    """Subject, sender and day."""
    said: dict[str, str] = {}
    subject = _read_header(message, "subject")
    said["title"] = re.sub(
        r"^(?:(?:re|fwd?|aw|wg|tr|rv)\s*:\s*)+", "", subject, flags=re.IGNORECASE
    )
    said["author"] = _name_sender(message)
    said["published"] = _read_date(message)
    said["language"] = _read_header(message, "content-language").partition(",")[0].strip()
    return {
        name: (value, "document")
        for name, value in said.items()
        if value and (name != "language" or LANGUAGE.fullmatch(value))
    }


def _read_header(message: EmailMessage, name: str) -> str:
    """A header as one line; "" where it is missing or broken."""
    try:
        value = str(message.get(name) or "")
    except _BROKEN:
        return ""
    value = value.encode("utf-8", "replace").decode()
    return " ".join("".join(sign if sign.isprintable() else " " for sign in value).split())


def _name_sender(message: EmailMessage) -> str:
    """The name of the sender, or the address where it has none."""
    from email.utils import parseaddr  # noqa: PLC0415 - only for mails

    name, address = parseaddr(_read_header(message, "from"))
    return name or address


def _read_date(message: EmailMessage) -> str:
    """The day on which it was sent, where the sender was."""
    from email.utils import parsedate_to_datetime  # noqa: PLC0415 - only for mails

    try:
        return parsedate_to_datetime(_read_header(message, "date")).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return ""


def _make_draft(
    path: str,
    kind: str,
    text: str,
    stated: dict[str, tuple[str, Origin]],
    doubts: tuple[Problem, ...],
    data: bytes,
) -> Draft:
    if kind == "text/html":
        from sourceline.read.webpage import read_page  # noqa: PLC0415 - only for mails of HTML

        page = read_page(Decoded(text), path)
        return Draft(
            page.text,
            page.layout,
            {**page.stated, **stated},
            _make_finder(data),
            (*doubts, *page.doubts),
        )
    body = _join_flowed(text.partition(_SIGNATURE)[0])
    laid = lay_out(list(_read_body(body)), stated["title"][0] if "title" in stated else None)
    return Draft(laid.text, laid.layout, stated, _make_finder(data), doubts)


def _join_flowed(text: str) -> str:
    """Lines that mail programs broke (RFC 3676: a space is left at their ends) as they were written."""
    return re.sub(r"(?m)(?<=\S) \n(?=[^\s>-])", " ", text)


def _read_body(text: str) -> Iterator[Piece]:
    """The paragraphs of a plain part; what is quoted of earlier mails, without its marks; items of lists."""
    for group in re.split(r"\n[ \t]*\n", text):
        lines = [line.strip() for line in group.split("\n") if line.strip()]
        for kind, part in _part_lines(lines):
            yield Piece(kind, "\n".join(part))


def _part_lines(lines: Iterable[str]) -> Iterator[tuple[BlockKind, list[str]]]:
    """Lines of one kind together; each item of a list alone."""
    kind: BlockKind = "paragraph"
    part: list[str] = []
    for line in lines:
        quoted = re.match(r"(?:> ?)+", line)
        item = re.match(r"[-*•] +(?=\S)", line)
        here: BlockKind = "quotation" if quoted else "item" if item else kind
        here = "paragraph" if here == "quotation" and not quoted else here
        if part and (here != kind or item):
            yield kind, part
            part = []
        kind = here
        mark = quoted or item
        words = line[mark.end() :] if mark else line
        if words.strip():
            part.append(words.strip())
    if part:
        yield kind, part


def _make_finder(data: bytes) -> Finder:
    """Sentences are looked up in the lines of the mail as an editor shows them, which may be encoded: where the
    words are not found, it is the line of the sentence before."""

    def find(text: str, spans: Sequence[tuple[int, int]]) -> list[Place]:
        mail = data.decode("utf-8", "replace").replace("\r\n", "\n")
        lines = index_lines(mail)
        found, last, missed = [], 0, 0
        for start, end in spans:
            words = text[start:end].partition("\n")[0][:_SHOWN]
            at = mail.find(words, last) if missed < _MISSES else -1
            missed = missed + 1 if at < 0 else 0
            last = max(at, last)
            found.append(Place(start, *find_row(lines, last)))
        return found

    return find


def _report_more(path: str, bodies: Sequence[MIMEPart], read: MIMEPart) -> Iterator[Problem]:
    """That there are other parts of the same kind as the one that was read, in one note."""
    kind = read.get_content_type()
    others = [part for part in bodies if part is not read and part.get_content_type() == kind]
    count = sum(bool(_decode_part(part).strip()) for part in others)
    if count:
        yield Problem(
            Position(path),
            "attachment",
            f"Of the text parts of this mail the first was read, and {count:,} more {'was' if count == 1 else 'were'} not.",
            "If another one belongs to the source, copy its text into a .txt file beside the mail.",
            "note",
        )


def _report_attachment(path: str, part: MIMEPart) -> Problem:
    name = part.get_filename() or part.get_content_type()
    shown = "".join(sign for sign in name if sign.isprintable())[:80]
    return Problem(
        Position(path),
        "attachment",
        f"The attachment “{shown}” of this mail was not read.",
        "If it is a source, save it as a file of its own beside the mail.",
        "note",
    )


def _refuse(path: str, code: str, message: str) -> ContentError:
    remedy = "Save the mail again from your mail program, or copy its text into a .txt file."
    return ContentError([Problem(Position(path), code, message, remedy)])
