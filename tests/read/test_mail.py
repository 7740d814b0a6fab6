"""Saved mails → sources."""

from __future__ import annotations

from email.message import EmailMessage
from email.policy import SMTP

import pytest

from sourceline.errors import ContentError
from sourceline.model import Source
from sourceline.read import read_source

BODY = """Dear all,

the crane on the northern quay was taken down on 4 November 2030. It had
stood there for sixty years.

- The rails follow in spring.
- The pontoon comes later.

> Who will pay for it?
> Nobody told us.

The trust does.
--\x20
Edda Winterhalter, Harbour Trust
"""


def make_mail(body: str = BODY, charset: str = "utf-8", encoding: str = "8bit") -> EmailMessage:
    """A mail as programs write it."""
    mail = EmailMessage(policy=SMTP)
    mail["Subject"] = "Re: The crane — für alle"
    mail["From"] = "Edda Winterhalter <edda@trust.example>"
    mail["To"] = "board@trust.example"
    mail["Date"] = "Mon, 04 Nov 2030 23:30:00 -0500"
    mail.set_content(body, charset=charset, cte=encoding)
    return mail


def read(data: bytes) -> Source:
    """The source in a mail."""
    return read_source(data, path="content/sources/crane.eml")


@pytest.mark.parametrize(
    ("charset", "encoding"),
    [
        ("utf-8", "8bit"),
        ("utf-8", "base64"),
        ("utf-8", "quoted-printable"),
        ("iso-8859-1", "quoted-printable"),
    ],
)
def test_a_plain_mail(charset: str, encoding: str) -> None:
    """Subject, sender and day are its metadata; paragraphs, items and quotations its blocks; the signature is cut."""
    source = read(make_mail(BODY, charset, encoding).as_bytes())
    assert (source.title, source.author, source.published) == (
        "The crane — für alle",
        "Edda Winterhalter",
        "2030-11-04",
    )
    assert {origin for name, origin in source.origins if name != "language"} == {"document"}
    assert [(block.kind, source.text[block.start : block.end]) for block in source.blocks] == [
        ("title", "The crane — für alle"),
        ("paragraph", "Dear all,"),
        (
            "paragraph",
            "the crane on the northern quay was taken down on 4 November 2030. It had\nstood there for sixty years.",
        ),
        ("item", "The rails follow in spring."),
        ("item", "The pontoon comes later."),
        ("quotation", "Who will pay for it?\nNobody told us."),
        ("paragraph", "The trust does."),
    ]


def test_places_are_lines_of_the_mail() -> None:
    """Where the mail is not encoded, a sentence is found at its line and column."""
    data = make_mail().as_bytes()
    source = read(data)
    lines = data.decode().split("\r\n")
    for sentence, place in list(zip(source.sentences, source.places, strict=True))[1:]:
        words = source.text[sentence.start : sentence.end].split("\n")[0]
        assert lines[place.line - 1][place.column - 1 :].startswith(words)


def test_html_where_there_is_no_plain_part() -> None:
    """A mail of HTML alone is read as a page, and keeps the metadata of the mail."""
    mail = make_mail()
    mail.set_content(
        "<h1>A crane</h1><p>The crane was taken down on 4 November 2030, says the trust.</p>",
        subtype="html",
    )
    source = read(mail.as_bytes())
    assert (source.title, source.published) == ("The crane — für alle", "2030-11-04")
    assert "The crane was taken down on 4 November 2030, says the trust." in source.text


def test_attachments_are_named() -> None:
    """The plain part is taken of several; what is attached is told."""
    mail = make_mail()
    mail.add_alternative("<p>Not this one</p>", subtype="html")
    mail.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="report.pdf")
    source = read(mail.as_bytes())
    assert "Not this one" not in source.text
    assert [doubt.message for doubt in source.doubts] == [
        "The attachment “report.pdf” of this mail was not read."
    ]


def test_other_text_parts_are_told() -> None:
    """The first plain part is read; that there are more is said in one note."""
    parts = "".join(f"--b\n\nPart {number}.\n" for number in "123")
    source = read(
        f"Subject: x\nContent-Type: multipart/mixed; boundary=b\n\n{parts}--b--\n".encode()
    )
    assert "Part 1." in source.text
    assert [doubt.message for doubt in source.doubts] == [
        "Of the text parts of this mail the first was read, and 2 more were not."
    ]


def test_long_headers_are_cut() -> None:
    """Of a header that no mail needs, only the beginning is understood."""
    title = read(f"Subject: {'=?utf-8?q?a?= ' * 9_000}\n\nIt rained.\n".encode()).title or ""
    assert 0 < len(title) < 500
    assert set(title) <= {"a", *"=?utf-8q "}


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "unreadable"),
        (b"From: " + b"(" * 900 + b"\nSubject: x\n\nIt rained.\n", "unreadable"),
        (b"\n\nNo head at all.\n", "unreadable"),
        (b"Subject: Nothing\n\n\n", "empty-source"),
        (b"Subject: A picture\nContent-Type: image/png\n\nxx\n", "empty-source"),
        (
            b"Subject: x\nContent-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\nx\n" * 20_000,
            "too-large",
        ),
    ],
)
def test_mails_without_a_text(data: bytes, code: str) -> None:
    """A file that is no mail, or holds no text, is named."""
    with pytest.raises(ContentError) as caught:
        read(data)
    assert [problem.code for problem in caught.value.problems] == [code]


@pytest.mark.parametrize(
    "head",
    [
        b"Subject: =?no-such?Q?=FF?=\nFrom: <\nDate: yesterday",
        b"Subject: x\nContent-Type: text/plain; charset=no-such",
        b"Subject: x\nContent-Transfer-Encoding: base64",
        b"Subject: x\nContent-Type: text/plain; b*",
        b"Subject: x\nContent-Type: b*;*\nContent-Disposition: inline; b*",
        b"From: =?utf-8?B?////?= <a@b.example>\nDate: Mon, 99 Foo 99999 00:00:00 +9999",
    ],
)
def test_broken_heads_do_no_harm(head: bytes) -> None:
    """Whatever is wrong in its head, the text of a mail is read."""
    assert read(head + b"\n\nThe crane is gone, and so is the shed.\n").blocks
