"""PDFs → sources."""

from __future__ import annotations

import io
import sys

import pypdf
import pytest
from papers import Text, make_pdf

from sourceline.errors import ContentError
from sourceline.model import Place, Source
from sourceline.read import read_source

PATH = "content/sources/report.pdf"


def read(data: bytes) -> Source:
    """The source in a PDF."""
    return read_source(data, path=PATH)


def list_blocks(source: Source) -> list[tuple[str, str]]:
    """(kind, text) of the blocks."""
    return [(block.kind, source.text[block.start : block.end]) for block in source.blocks]


def make_page(number: int, *lines: str, top: float = 760) -> list[Text]:
    """A page with head, foot and lines of text; "" leaves a gap between paragraphs."""
    page: list[Text] = [(70, 810, 8, f"The Strait Courier, volume {number}")]
    for n, line in enumerate(lines):
        if line:
            page.append((70, top - 14 * n, 11, line))
    page.append((290, 30, 8, str(number + 6)))
    return page


REPORT = (
    [
        (70, 800, 20, "Turbines turn in the strait"),
        (70, 770, 11, "6 May 2031"),
        *make_page(
            1,
            "Ada Fenwick has resigned as head of Northwind Tide, the maker of tidal tur-",
            "bines, on Tuesday after nine years. Bruno Castellan will lead the co-oper-",
            "ative until a successor is found.",
            "",
            "The co-operative was founded in 2024, and it has had one head since then, who",
            "came from the yards. Its board will meet on 3 June 2031 in the harbour town to",
            top=740,
        ),
    ],
    make_page(
        2, "choose another one.", "", "Nobody has said who that will be, and few will guess it."
    ),
    make_page(3, "“It was time,” she said, and left the room without another word to anybody."),
)
INFO = {
    "Title": "Turbines turn in the strait",
    "Author": "Cora Lindqvist",
    "CreationDate": "D:20310601120000Z",
}


def test_paragraphs() -> None:
    """Lines, broken words and pages are joined; heads, feet and numbers of pages are left out, and named."""
    source = read(make_pdf(REPORT, INFO))
    assert list_blocks(source) == [
        ("title", "Turbines turn in the strait"),
        (
            "paragraph",
            (
                "Ada Fenwick has resigned as head of Northwind Tide, the maker of tidal turbines, on Tuesday after"
                " nine years. Bruno Castellan will lead the co-operative until a successor is found."
            ),
        ),
        (
            "paragraph",
            (
                "The co-operative was founded in 2024, and it has had one head since then, who came from the yards."
                " Its board will meet on 3 June 2031 in the harbour town to choose another one."
            ),
        ),
        ("paragraph", "Nobody has said who that will be, and few will guess it."),
        (
            "paragraph",
            "“It was time,” she said, and left the room without another word to anybody.",
        ),
    ]
    assert sorted((d.reason, source.text[d.start : d.end]) for d in source.dropped) == [
        ("date of publication", "6 May 2031"),
        ("page number", "7"),
        ("running head", "The Strait Courier, volume 1"),
    ]


def test_headings_of_two_lines() -> None:
    """Lines of large letters, one as far below the other as large letters need, are one heading; one that stands
    alone above another is its own."""
    page: list[Text] = [
        (70, 790, 22, "Northwind Tide: what the firm did in"),
        (70, 764, 22, "the year of the strait"),
        (70, 720, 16, "Yards and harbours of the north coast"),
        (70, 701, 16, "and the men who built them"),
        (70, 670, 16, "Money"),
        (70, 640, 16, "Where all of it came from, and went"),
        *(
            (
                70,
                610 - 14 * n,
                11,
                f"Line {n} tells of the weather in the strait, which was mild again,",
            )
            for n in range(9)
        ),
    ]
    assert list_blocks(read(make_pdf([page])))[:4] == [
        ("title", "Northwind Tide: what the firm did in the year of the strait"),
        ("heading", "Yards and harbours of the north coast and the men who built them"),
        ("heading", "Money"),
        ("heading", "Where all of it came from, and went"),
    ]


def test_letters_without_a_size() -> None:
    """A page whose letters are said to have no size is read, whatever its lines then are."""
    page = [(72.0, 760.0 - 14 * n, 0.0, f"The mill closed in {1900 + n}.") for n in range(4)]
    blocks = list_blocks(read(make_pdf([page])))
    assert " ".join(text for _, text in blocks) == " ".join(text for *_, text in page)


def test_metadata() -> None:
    """Title and author are those of the file; the day in the text wins over that on which the file was made."""
    source = read(make_pdf(REPORT, INFO))
    assert (source.title, source.author, source.published) == (
        "Turbines turn in the strait",
        "Cora Lindqvist",
        "2031-05-06",
    )
    assert dict(source.origins) | {"language": "detected"} == {
        "title": "document",
        "author": "document",
        "published": "text",
        "language": "detected",
    }
    undated = read(
        make_pdf(REPORT[1:], {"Title": "Microsoft Word - draft.doc", "CreationDate": "D:2031"})
    )
    assert (undated.title, undated.published) == (None, None)


def test_a_title_that_stands_at_the_head_of_every_page() -> None:
    """It is the title, and left out of the text only as that head."""
    title = "The Strait Courier, volume 1"
    pages = [make_page(1, "Nobody has said who it will be.", "", "It rained."), *REPORT[1:]]
    source = read(make_pdf(pages, {"Title": title}))
    assert (source.title, list_blocks(source)[:2]) == (
        title,
        [("title", title), ("paragraph", "Nobody has said who it will be.")],
    )
    assert (title, "running head") in [
        (source.text[part.start : part.end], part.reason) for part in source.dropped
    ]


def test_places_are_pages_and_lines() -> None:
    """A sentence is at the number of its page, and at the line on it."""
    source = read(make_pdf(REPORT, INFO))
    shown = {
        source.text[s.start : s.end][:11]: place[1:]
        for s, place in zip(source.sentences, source.places, strict=True)
    }
    assert shown == {
        "Turbines tu": (1, 1),
        "Ada Fenwick": (1, 4),
        "Bruno Caste": (1, 5),
        "The co-oper": (1, 7),
        "Its board w": (1, 8),
        "Nobody has ": (2, 3),
        "“It was tim": (3, 2),
    }
    assert all(isinstance(place, Place) for place in source.places)


def test_columns_are_read_one_after_the_other() -> None:
    """A sentence that is open at the foot of a column goes on at the top of the next."""
    left = [
        "The harbour trust wants a ferry",
        "landing in the place of the crane",
        "that stood there for sixty years",
    ]
    right = [
        "and was taken down in 2030, but",
        "nobody has said who is to pay for",
        "it before the summer.",
    ]
    page: list[Text] = [
        (x, 760 - 14 * n, 11, line)
        for x, column in ((70, left), (320, right))
        for n, line in enumerate(column)
    ]
    assert list_blocks(read(make_pdf([page]))) == [("paragraph", " ".join([*left, *right]))]


def encrypt(data: bytes, password: str) -> bytes:
    """The PDF, encrypted."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(data))
    writer.encrypt(password, "owner", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_an_empty_password_opens_it() -> None:
    """A PDF that any reader opens without asking is read."""
    assert read(encrypt(make_pdf(REPORT, INFO), "")).title == "Turbines turn in the strait"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (encrypt(make_pdf(REPORT, INFO), "secret"), "encrypted"),
        (make_pdf([[]]), "empty-source"),
        (make_pdf([]), "empty-source"),
        (b"", "unreadable"),
        (b"%PDF-1.4\n%%EOF", "unreadable"),
        (b"<html>not found</html>", "unreadable"),
        (make_pdf(REPORT)[:900], "unreadable"),
    ],
)
def test_pdfs_that_cannot_be_read(data: bytes, code: str) -> None:
    """Encrypted, scanned, empty and broken files are named, each with a remedy."""
    with pytest.raises(ContentError) as caught:
        read(data)
    assert [(p.position.path, p.code) for p in caught.value.problems] == [(PATH, code)]


def test_without_pypdf(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the extra is missing, the problem tells how to get it."""
    monkeypatch.setitem(sys.modules, "pypdf", None)
    with pytest.raises(ContentError) as caught:
        read(make_pdf(REPORT))
    (problem,) = caught.value.problems
    assert (problem.code, "sourceline[pdf]" in problem.remedy) == ("missing-extra", True)
