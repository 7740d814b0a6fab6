"""Hostile documents of our own making, of any size: what each repeats, n times, for every format that is read.

In most of them stands one plain sentence, which whoever reads them must either find or say that it is left out.
"""

from __future__ import annotations

import base64
import zlib
from collections.abc import Callable, Iterator
from functools import partial
from typing import Final, NamedTuple

SENTENCE = "Ada Fenwick left Tide Works on 5 May 2031."


class Hostile(NamedTuple):
    """A document that grows."""

    suffix: str
    make: Callable[[int], bytes]
    size: int
    """The n with which it is a trial: some hundred kilobytes, or what its kind of document can be."""


def _text(body: str) -> bytes:
    return f"{SENTENCE}\n\n{body}\n".encode()


def _number(pattern: str, n: int) -> str:
    """A pattern n times, its %d counted."""
    return "".join(pattern.replace("%d", str(each)) for each in range(n))


def _letters(number: int) -> str:
    """A made-up name for a number."""
    found = ""
    for _ in range(5):
        number, rest = divmod(number, 26)
        found += "aeiouaeiouaeiouaeiouaeiouae"[rest] + "bcdfghklmnprstvwzbdgklmnrst"[rest]
    return found.capitalize()


REPEATED: Final = {
    "words": "word ",
    "words and stops": "word word. ",
    "one word": "x",
    "brackets": "[",
    "quotes in quotes": "> ",
    "emphasis": "*a **a ",
    "links begun": "[a](<b",
    "pictures begun": "![[]()",
    "comments begun": "</<!--",
    "short paragraphs": "A word.\n\n",
    "headings": "# A heading\n",
    "headings and text": "## A heading\n\nIt rained in the town.\n\n",
    "items": "- an item\n",
    "blank lines": "\n",
    "blank lines of tabs": "\t \n",
    "dots": ". ",
    "question marks": "? ! ",
    "curly quotes": "“a ‘b ",
    "said": "“It rained,” said Ada Fenwick. ",
    "said that": "she said that he said that ",
    "abbreviations": "Mr. Dr. Inc. ",
    "initials": "A. B. ",
    "numbers": "1 2,000 3.5 ",
    "dates": "5 May 2031, ",
    "days": "Monday Tuesday last week ",
    "ranges": "2001–2002–",
    "names": "Ada Fenwick, ",
    "names without commas": "Ada Fenwick ",
    "firms": "Tide Works Inc. and ",
    "pronouns": "He left. She came. ",
    "roles": "chief executive of the ",
    "of the": "of the ",
    "parentheses": "(a ",
    "parentheses in pairs": "(a) ",
    "money": "$1.5 million and €20bn ",
    "percentages": "5 per cent of ",
    "hyphens": "co-",
    "dashes": "and — or – ",
    "semicolons": "it rained; ",
    "commas": "red, blue, ",
    "accents of one letter": "\u0301",
    "letters with accents": "e\u0301",
    "marks of direction": "\u202e\u2066a",
    "zero-width": "a\u200b",
    "faces": "\U0001f469\u200d",
    "Chinese": "她于2031年5月5日离开。",
    "Arabic": "غادرت المدينة في 5 مايو. ",
    "tides": "Ada Fenwick left Tide Works on 5 May 2031. ",
    "rows of a table": "| a | b |\n",
    "stamps": "Published 5 May 2031\n",
    "bylines": "By Ada Fenwick\n",
    "captions": "A picture of it (Photo: ",
    "addresses": "https://example.org/a?b=c ",
}
"""What a text or an article of a page repeats."""

COUNTED: Final = {
    "people": "{} Fenwick left {} Works on 5 May 2031. ",
    "one firm, many people": "{0} Fenwick joined Tide Works as chief executive. ",
    "many figures": "Tide Works made {0} turbines and ${1} million in 2031. ",
}

TAGS: Final = {
    "divisions in divisions": ("<div>", "x", "</div>"),
    "paragraphs": ("<p>It rained in the town.</p>", "", ""),
    "paragraphs begun": ("<p>It rained. ", "", ""),
    "tables in tables": ("<table><tr><td>", "x", "</td></tr></table>"),
    "rows": ("<table><tr><td>a</td><td>b</td></tr></table>", "", ""),
    "lists in lists": ("<ul><li>a", "", "</li></ul>"),
    "items begun": ("<li>a", "", ""),
    "quotations in quotations": ("<blockquote>", "<p>x</p>", "</blockquote>"),
    "line breaks": ("a<br>", "", ""),
    "spans": ("<span>a</span> ", "", ""),
    "spans in spans": ("<span>", "a", "</span>"),
    "fonts in fonts": ("<font><b><i>", "a", ""),
    "tags crossed": ("<b><i>a</b></i>", "", ""),
    "tags closed": ("</div>", "", ""),
    "brackets": ("<", "", ""),
    "tags begun": ("<a ", "", ""),
    "attributes begun": ('<a "', "", ""),
    "attributes begun with both quotes": ("<a \"'", "", ""),
    "comments begun": ("<!--", "", ""),
    "comments": ("<!-- a -->", "", ""),
    "comments odd": ("<!-- -- ", "", ""),
    "scripts begun": ("<script>", "", ""),
    "scripts": ("<script>a()</script>", "", ""),
    "styles begun": ("<style ", "", ""),
    "titles begun": ("<title>a", "", ""),
    "character data": ("<![CDATA[", "", ""),
    "instructions": ("<?a ", "", ""),
    "entities": ("&amp;&nbsp;", "", ""),
    "entities begun": ("&am", "", ""),
    "entities of numbers": ("&#x1F600;", "", ""),
    "ampersands": ("&", "", ""),
    "notes": ('a<sup><a href="#n">[1]</a></sup> ', "", ""),
    "headings": ("<h2>A heading</h2>", "", ""),
    "headings begun": ("<h2>a", "", ""),
    "links": ('<a href="https://example.org/">a</a> ', "", ""),
    "pictures": ('<img src="a.png" alt="a">', "", ""),
    "times": ('<time datetime="2031-05-05">a</time>', "", ""),
    "frames": ("<iframe src=a></iframe>", "", ""),
    "templates": ("<template>", "a", "</template>"),
    "drawings": ("<svg><g>", "a", "</g></svg>"),
    "buttons": ("<button>Share</button>", "", ""),
}
"""What a page repeats: before, in the middle, and behind."""

HEADS: Final = {
    "meta": '<meta name="date" content="2031-05-05">',
    "links": '<link rel="canonical" href="https://example.org/%d">',
    "linked data": '<script type="application/ld+json">{"@type":"Article"}</script>',
}


def _page(body: str, head: str = "") -> bytes:
    return (
        f"<html><head><title>A page</title>{head}</head><body><article><h1>A page</h1><p>{SENTENCE}"
        f" It was said in the town on Tuesday.</p>{body}</article></body></html>"
    ).encode()


def _linked_data(body: str) -> bytes:
    return _page("", f'<script type="application/ld+json">{body}</script>')


def _mail(head: str, body: str) -> bytes:
    return (
        f"From: Ada Fenwick <ada@example.org>\nSubject: The tide\nDate: Tue, 6 May 2031 08:00:00 +0000\n"
        f"{head}\n{body}\n"
    ).encode()


_PARTED = "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n"


def _nested_mail(n: int) -> bytes:
    heads = "".join(
        f"Content-Type: multipart/mixed; boundary=b{each}\n\n--b{each}\n" for each in range(n)
    )
    return _mail(f"MIME-Version: 1.0\n{heads}", f"Content-Type: text/plain\n\n{SENTENCE}\n")


def make_pdf(content: bytes, *, pages: int = 1, packed: bool = False, more: bytes = b"") -> bytes:
    """A PDF whose pages all draw `content`, and which holds `more` objects; without a table of where they stand, so
    that a reader must look for them."""
    data = zlib.compress(content, 9) if packed else content
    packing = b"/Filter /FlateDecode " if packed else b""
    kids = b" ".join(b"%d 0 R" % (10 + n) for n in range(pages))
    parts = [
        b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n",
        b"2 0 obj\n<< /Type /Pages /Count %d /Kids [%s] >>\nendobj\n" % (pages, kids),
        b"3 0 obj\n<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>\nendobj\n",
        b"4 0 obj\n<< %s/Length %d >>\nstream\n%s\nendstream\nendobj\n"
        % (packing, len(data), data),
        more,
        *(
            b"%d 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
            b" /Resources << /Font << /F1 3 0 R >> /XObject << /X 5 0 R >> >> >>\nendobj\n"
            % (10 + n)
            for n in range(pages)
        ),
        b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n0\n%%%%EOF\n" % (10 + pages),
    ]
    return b"".join(parts)


def _draw(words: str, row: int = 0) -> bytes:
    return f"BT /F1 11 Tf 1 0 0 1 70 {760 - 14 * (row % 50)} Tm ({words}) Tj ET\n".encode()


_SHOWN = _draw(SENTENCE)
_CALLING = b"5 0 obj\n<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 5 0 R >> >> /Length 6 >>\nstream\n/X Do \nendstream\nendobj\n"


def _repeat(unit: str, n: int) -> bytes:
    return _text(unit * n)


def _count(unit: str, n: int) -> bytes:
    return _text("".join(unit.format(_letters(each), _letters(each * 7 + 3)) for each in range(n)))


def _wrap(before: str, middle: str, behind: str, n: int) -> bytes:
    return _page(before * n + middle + behind * n)


def _repeat_head(unit: str, n: int) -> bytes:
    return _page("", _number(unit, n))


def _list_documents() -> Iterator[tuple[str, Hostile]]:
    for name, unit in REPEATED.items():
        size = 60_000 // len(unit)
        yield f"text, {name}", Hostile(".md", partial(_repeat, unit), size)
    for name, unit in COUNTED.items():
        yield f"text, {name}", Hostile(".txt", partial(_count, unit), 3_000)
    yield (
        "text, backticks",
        Hostile(".md", lambda n: _text("".join("e" + "`" * i for i in range(n))), 700),
    )
    yield (
        "text, lists in lists",
        Hostile(".md", lambda n: _text("".join("  " * i + "* a\n" for i in range(n))), 700),
    )
    yield (
        "text, references",
        Hostile(".md", lambda n: _text(_number("[r%d]: /u\n", n) + "[r1] " * n), 10_000),
    )
    yield "text, a wide table", Hostile(".md", lambda n: _text(("|a" * n + "|\n") * 30), 3_000)
    yield (
        "text, front matter",
        Hostile(
            ".md",
            lambda n: b"---\n" + _number("k%d: a\n", n).encode() + b"---\n" + _text(""),
            10_000,
        ),
    )
    yield "text, front matter begun", Hostile(".md", lambda n: b"---\n" * n + _text(""), 50_000)
    yield (
        "text, a long title",
        Hostile(".md", lambda n: b"---\ntitle: " + b"a " * n + b"\n---\n" + _text(""), 100_000),
    )
    yield "text, NULs", Hostile(".txt", lambda n: _text("\0" * n), 100_000)
    yield "text, no UTF-8", Hostile(".txt", lambda n: _text("") + b"\xe9 \xff" * n, 50_000)
    yield (
        "text, UTF-16",
        Hostile(".txt", lambda n: _text("It rained. " * n).decode().encode("utf-16"), 20_000),
    )
    yield (
        "text, Latin-1",
        Hostile(
            ".txt",
            lambda n: ("Elle était à la préfecture et les élèves sont là. " * n).encode("latin-1"),
            5_000,
        ),
    )
    yield "text, returns", Hostile(".txt", lambda n: _text("a\r" * n), 100_000)
    for name, (before, middle, behind) in TAGS.items():
        make = partial(_wrap, before, middle, behind)
        tags = max(2, (before + behind).count("<"))
        yield f"page, {name}", Hostile(".html", make, 40_000 // tags)
    for name, unit in HEADS.items():
        yield (
            f"page, {name} in its head",
            Hostile(".html", partial(_repeat_head, unit), 20_000),
        )
    yield (
        "page, a long attribute",
        Hostile(".html", lambda n: _page(f'<p class="{"a " * n}">b</p>'), 2_000_000),
    )
    yield (
        "page, many attributes",
        Hostile(".html", lambda n: _page(f"<p {_number('a%d=b ', n)}>b</p>"), 20_000),
    )
    yield (
        "page, a long text",
        Hostile(".html", lambda n: _page(f"<p>{'It rained in the town. ' * n}</p>"), 20_000),
    )
    yield (
        "page, a long title",
        Hostile(".html", lambda n: _page("", f"<title>{'a ' * n}</title>"), 200_000),
    )
    yield (
        "page, a long script",
        Hostile(".html", lambda n: _page(f"<script>{'a();' * n}</script>"), 500_000),
    )
    yield (
        "page, a picture inside",
        Hostile(
            ".html", lambda n: _page(f'<img src="data:image/png;base64,{"A" * n}">'), 5_000_000
        ),
    )
    yield (
        "page, linked data in lists",
        Hostile(".html", lambda n: _linked_data("[" * n + "]" * n), 50_000),
    )
    yield (
        "page, linked data in graphs",
        Hostile(".html", lambda n: _linked_data('{"@graph":' * n + "1" + "}" * n), 20_000),
    )
    yield "page, a long number", Hostile(".html", lambda n: _linked_data("9" * n), 100_000)
    yield "mail, parts in parts", Hostile(".eml", _nested_mail, 500)
    yield (
        "mail, parts",
        Hostile(
            ".eml",
            lambda n: _mail(
                _PARTED, f"--b\n\n{SENTENCE}\n" + "--b\nContent-Type: text/plain\n\na\n" * n
            ),
            900,
        ),
    )
    yield (
        "mail, attachments",
        Hostile(
            ".eml",
            lambda n: _mail(
                _PARTED,
                f"--b\n\n{SENTENCE}\n"
                + "--b\nContent-Disposition: attachment; filename=a\n\na\n" * n,
            ),
            900,
        ),
    )
    yield (
        "mail, lines like borders",
        Hostile(".eml", lambda n: _mail(_PARTED, f"--b\n\n{SENTENCE}\n" + "--bb\n" * n), 9_000),
    )
    yield (
        "mail, headers",
        Hostile(".eml", lambda n: _mail(_number("X-%d: a\n", n), SENTENCE), 20_000),
    )
    yield (
        "mail, parameters",
        Hostile(
            ".eml",
            lambda n: _mail(f"Content-Type: text/plain; {_number('a%d=b; ', n)}\n", SENTENCE),
            10_000,
        ),
    )
    yield (
        "mail, a long header",
        Hostile(".eml", lambda n: _mail("To: " + "a@example.org, " * n + "\n", SENTENCE), 10_000),
    )
    yield (
        "mail, encoded words",
        Hostile(
            ".eml", lambda n: f"Subject: {'=?utf-8?q?a?= ' * n}\n\n{SENTENCE}\n".encode(), 5_000
        ),
    )
    yield (
        "mail, comments in an address",
        Hostile(".eml", lambda n: f"From: {'(' * n}\nSubject: a\n\n{SENTENCE}\n".encode(), 500),
    )
    yield (
        "mail, names in quotes",
        Hostile(
            ".eml",
            lambda n: (
                f"From: {chr(34) + 'a' + chr(34) + ' '}".encode() * n
                + f"\nSubject: a\n\n{SENTENCE}\n".encode()
            ),
            2_000,
        ),
    )
    yield (
        "mail, a long date",
        Hostile(".eml", lambda n: f"Subject: a\nDate: {'1 ' * n}\n\n{SENTENCE}\n".encode(), 50_000),
    )
    yield (
        "mail, quoted lines",
        Hostile(".eml", lambda n: _mail("", f"{SENTENCE}\n\n" + "> a\n" * n), 50_000),
    )
    yield (
        "mail, quotes in quotes",
        Hostile(".eml", lambda n: _mail("", f"{SENTENCE}\n\n" + ">" * n), 200_000),
    )
    yield (
        "mail, flowed lines",
        Hostile(".eml", lambda n: _mail("", f"{SENTENCE}\n\n" + "It rained \n" * n), 20_000),
    )
    yield (
        "mail, base64",
        Hostile(
            ".eml",
            lambda n: _mail(
                "Content-Transfer-Encoding: base64\n",
                base64.encodebytes(_text("It rained. " * n)).decode(),
            ),
            20_000,
        ),
    )
    yield (
        "mail, soft breaks",
        Hostile(
            ".eml",
            lambda n: _mail(
                "Content-Transfer-Encoding: quoted-printable\n", f"{SENTENCE} " + "a=\n" * n
            ),
            50_000,
        ),
    )
    yield (
        "mail, a page of tags",
        Hostile(
            ".eml",
            lambda n: _mail("Content-Type: text/html\n", _page("<div>" * n).decode()),
            20_000,
        ),
    )
    yield "pdf, pages", Hostile(".pdf", lambda n: make_pdf(_SHOWN, pages=n), 500)
    yield (
        "pdf, lines",
        Hostile(
            ".pdf",
            lambda n: make_pdf(_SHOWN + b"".join(_draw("It rained.", each) for each in range(n))),
            5_000,
        ),
    )
    yield "pdf, letters", Hostile(".pdf", lambda n: make_pdf(_SHOWN + _draw("a" * n)), 200_000)
    yield (
        "pdf, a bomb of spaces",
        Hostile(".pdf", lambda n: make_pdf(_SHOWN + b" " * n, packed=True), 200_000_000),
    )
    yield (
        "pdf, a bomb of words",
        Hostile(".pdf", lambda n: make_pdf(_SHOWN + _draw("a") * n, packed=True), 50_000),
    )
    yield "pdf, lists begun", Hostile(".pdf", lambda n: make_pdf(_SHOWN + b"[" * n), 50_000)
    yield "pdf, strings begun", Hostile(".pdf", lambda n: make_pdf(_SHOWN + b"(" * n), 50_000)
    yield "pdf, dictionaries begun", Hostile(".pdf", lambda n: make_pdf(_SHOWN + b"<<" * n), 50_000)
    yield "pdf, states kept", Hostile(".pdf", lambda n: make_pdf(b"q " * n + _SHOWN), 50_000)
    yield "pdf, numbers", Hostile(".pdf", lambda n: make_pdf(b"1 " * n + _SHOWN), 50_000)
    yield (
        "pdf, drawings that call themselves",
        Hostile(".pdf", lambda n: make_pdf(_SHOWN + b"/X Do " * n, more=_CALLING), 100),
    )
    yield (
        "pdf, objects",
        Hostile(
            ".pdf",
            lambda n: make_pdf(
                _SHOWN,
                more=b"".join(b"%d 0 obj\n1\nendobj\n" % (n + each + 100) for each in range(n)),
            ),
            20_000,
        ),
    )
    yield (
        "pdf, lists in objects",
        Hostile(
            ".pdf", lambda n: make_pdf(_SHOWN, more=b"6 0 obj\n" + b"[" * n + b"\nendobj\n"), 50_000
        ),
    )
    yield (
        "pdf, pages that hold themselves",
        Hostile(
            ".pdf", lambda n: make_pdf(_SHOWN, pages=n).replace(b"/Kids [", b"/Kids [2 0 R "), 20
        ),
    )
    yield "pdf, zeros", Hostile(".pdf", lambda n: b"%PDF-1.4\n" + b"\0" * n, 1_000_000)


DOCUMENTS: Final[dict[str, Hostile]] = dict(_list_documents())
