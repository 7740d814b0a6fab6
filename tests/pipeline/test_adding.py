"""Documents that become sources."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from papers import make_pdf
from saved_pages import FOLDER
from web_server import Server, make_fetcher, run_server

from sourceline.errors import ContentError, SourcelineError, UsageError
from sourceline.model import Source
from sourceline.pipeline.adding import Addition, add_source
from sourceline.pipeline.reading import read_sources
from sourceline.pipeline.reports import ignore_progress

DAY = "2031-05-09"
PAGE = (FOLDER / "newspaper.html").read_bytes()


@pytest.fixture
def server() -> Iterator[Server]:
    """A server on this machine."""
    with run_server() as running:
        yield running


def add(root: Path, place: str, name: str | None = None, **said: str) -> Addition:
    """Add a document on a fixed day."""
    return add_source(root, place, said=said, on=DAY, name=name, fetcher=make_fetcher())


def read_site(root: Path) -> tuple[Source, ...]:
    """The sources of a site without a problem."""
    sources, problems = read_sources(root, ignore_progress)
    assert [problem for problem in problems if problem.severity == "error"] == []
    return sources


def list_blocks(source: Source) -> list[tuple[str, str]]:
    """(kind, text) of the blocks; a row is a paragraph in Markdown."""
    kinds = {"row": "paragraph"}
    return [
        (kinds.get(b.kind, b.kind), " ".join(source.text[b.start : b.end].split()))
        for b in source.blocks
    ]


def test_a_page_of_the_web(tmp_path: Path, server: Server) -> None:
    """Its article becomes a Markdown source with what is known of it; its bytes are kept with their hash."""
    server.put("/2031/x", PAGE, Content_Type="text/html")
    added = add(tmp_path, server.address("/2031/x"), archive_url="https://archive.example/x")
    assert added.written == (
        "content/sources/turbines-turn-in-the-strait.md",
        "content/originals/turbines-turn-in-the-strait.html",
    )
    text = (tmp_path / added.written[0]).read_text(encoding="utf-8")
    assert text.partition("\n---\n")[0] == (
        "---\n"
        "title: Turbines turn in the strait\n"
        "author: Cora Lindqvist\n"
        "publisher: Strait Courier\n"
        f"url: {server.address('/2031/x')}\n"
        "archive_url: https://archive.example/x\n"
        "published: 2031-05-06\n"
        "retrieved: 2031-05-09\n"
        "language: en-GB"
    )
    (source,) = read_site(tmp_path)
    assert (source.title, source.added) == ("Turbines turn in the strait", DAY)
    kept = (tmp_path / added.written[1]).read_bytes()
    sums = (tmp_path / "content/originals/SHA256SUMS").read_text()
    assert kept == PAGE
    assert sums == f"{hashlib.sha256(PAGE).hexdigest()}  turbines-turn-in-the-strait.html\n"


def test_the_same_text_is_read_again(tmp_path: Path) -> None:
    """What stands in the Markdown is read as the same blocks as the page."""
    page = (
        "<html><head><title>A day before the month</title></head><body><h1>A day before the month</h1>"
        "<p>The mayor came on the day that everybody had been waiting for, they said.</p>"
        "<p>12. May was a Monday, and # is a sign.</p><p># This is none.</p><h2>More of it</h2>"
        "<ul><li>One thing that was said.</li><li>Another thing that was said.</li></ul>"
        "<blockquote>We shall see what comes of it.</blockquote><p>--- and that was all of it.</p></body></html>"
    )
    (tmp_path / "page.html").write_text(page)
    added = add(tmp_path, str(tmp_path / "page.html"))
    (source,) = read_site(tmp_path)
    assert list_blocks(source) == [
        ("title", "A day before the month"),
        (
            "paragraph",
            (
                "The mayor came on the day that everybody had been waiting for, they said."
                " 12. May was a Monday, and # is a sign. # This is none."
            ),
        ),
        ("heading", "More of it"),
        ("item", "One thing that was said."),
        ("item", "Another thing that was said."),
        ("quotation", "We shall see what comes of it."),
        ("paragraph", "--- and that was all of it."),
    ]
    assert added.source.title == source.title


def test_the_address_that_a_page_gives_itself(tmp_path: Path, server: Server) -> None:
    """Of the same site it is kept; of another site it is not believed."""
    for number, host in enumerate(("127.0.0.1", "other.example")):
        link = f'<link rel="canonical" href="http://{host}/good">'
        page = (
            f"<html><head><title>Page {number}</title>{link}</head><body><p>The bridge is open.</p>"
        )
        server.put(f"/{number}", page.encode(), Content_Type="text/html")
        add(tmp_path, server.address(f"/{number}"))
    assert [source.url for source in read_site(tmp_path)] == [
        "http://127.0.0.1/good",
        server.address("/1"),
    ]


def test_a_broken_address_that_a_page_gives_itself(tmp_path: Path, server: Server) -> None:
    """It counts as none."""
    link = '<link rel="canonical" href="http://[broken/">'
    page = f"<html><head><title>Bridge</title>{link}</head><body><p>The bridge is open.</p>"
    server.put("/a", page.encode(), Content_Type="text/html")
    assert add(tmp_path, server.address("/a")).source.url == server.address("/a")


def test_what_the_server_says_of_the_encoding(tmp_path: Path, server: Server) -> None:
    """It wins over what the page says."""
    page = '<meta charset="utf-8"><title>Brücke</title><p>Die Brücke ist offen.</p>'.encode(
        "cp1252"
    )
    server.put("/a", page, Content_Type="text/html; charset=iso-8859-1")
    added = add(tmp_path, server.address("/a"))
    assert (added.source.title, added.source.doubts) == ("Brücke", ())
    assert (tmp_path / added.written[1]).read_bytes() == page


def test_doubts_name_files_that_are_there(tmp_path: Path) -> None:
    """How its bytes were read is told of the document; what can be written into the site, of the source there."""
    words = (
        "Die Brücke ist nach dem Sturm nicht mehr offen, und es wird auch noch ein Jahr so sein."
    )
    page = f"<html lang=en><head><title>Die Brücke</title></head><body><p>{words}</p><p>{words}</p>"
    (tmp_path / "page.html").write_bytes(page.encode("cp1252"))
    added = add(tmp_path, str(tmp_path / "page.html"))
    assert (added.source.id, added.source.path) == ("die-brucke", added.written[0])
    guessed, language = added.source.doubts
    assert (guessed.code, guessed.position.path) == (
        "encoding-guessed",
        str(tmp_path / "page.html"),
    )
    assert (language.position.path, language.remedy) == (
        "content/sources/die-brucke.md",
        "If they are right, write 'language: de' into content/sources/die-brucke.md.yaml.",
    )


def test_texts_are_taken_as_they_are(tmp_path: Path, server: Server) -> None:
    """Plain text and Markdown are their own originals; what is known of them stands beside."""
    data = b"---\ntitle: Notes\n---\n\nThe first turbine turned in the spring of 2029.\n"
    server.put("/notes.md", data, Content_Type="text/plain")
    added = add(tmp_path, server.address("/notes.md"), published="2031")
    assert added.written == ("content/sources/notes.md", "content/sources/notes.md.yaml")
    assert (tmp_path / added.written[0]).read_bytes() == data
    (source,) = read_site(tmp_path)
    assert (source.title, source.url, source.published, source.retrieved) == (
        "Notes",
        server.address("/notes.md"),
        "2031",
        DAY,
    )
    (tmp_path / "Old letter.txt").write_bytes(b"The lamp was lit.\r\n")
    assert add(tmp_path, str(tmp_path / "Old letter.txt")).written == (
        "content/sources/old-letter.txt",
        "content/sources/old-letter.txt.yaml",
    )
    assert (tmp_path / "content/sources/old-letter.txt").read_bytes() == b"The lamp was lit.\r\n"


def test_titles_that_windows_keeps_for_devices(tmp_path: Path) -> None:
    """They get a sum behind, as the names of pages do, so that every system can write the file."""
    (tmp_path / "letter.txt").write_bytes(b"The lamp was lit.\n")
    added = add(tmp_path, str(tmp_path / "letter.txt"), title="Con")
    assert (added.source.id, added.written) == (
        "con-1143da2b",
        ("content/sources/con-1143da2b.txt", "content/sources/con-1143da2b.txt.yaml"),
    )


def test_a_pdf_is_known_by_its_bytes(tmp_path: Path, server: Server) -> None:
    """Whatever the server calls it."""
    line = "The harbour trust took down the crane on 4 November 2030."
    server.put("/get?id=7", make_pdf([[(70, 700, 11, line)]]), Content_Type="text/html")
    added = add(tmp_path, server.address("/get?id=7"), name="crane")
    assert added.written == ("content/sources/crane.md", "content/originals/crane.pdf")
    assert line in (tmp_path / added.written[0]).read_text(encoding="utf-8")


def test_nothing_is_overwritten(tmp_path: Path, server: Server) -> None:
    """A source of that name, or its original, is left alone and named, with another name to give."""
    server.put("/a", PAGE, Content_Type="text/html")
    sources = tmp_path / "content" / "sources"
    sources.mkdir(parents=True)
    (sources / "Turbines turn in the strait.txt").write_text("Mine.")
    with pytest.raises(ContentError, match="--name turbines-turn-in-the-strait-2"):
        add(tmp_path, server.address("/a"))
    originals = tmp_path / "content" / "originals"
    originals.mkdir()
    (originals / "other.html").write_text("Mine, too.")
    with pytest.raises(ContentError, match=r"other\.html"):
        add(tmp_path, server.address("/a"), name="other")
    assert sorted(path.name for path in (*sources.iterdir(), *originals.iterdir())) == [
        "Turbines turn in the strait.txt",
        "other.html",
    ]


def test_lines_of_others_among_the_hashes(tmp_path: Path) -> None:
    """They stay, byte for byte, also where they are no text."""
    sums = tmp_path / "content/originals/SHA256SUMS"
    sums.parent.mkdir(parents=True)
    other = b"0" * 64 + b"  zo\xeb.html\n"
    sums.write_bytes(other)
    (tmp_path / "page.html").write_bytes(PAGE)
    add(tmp_path, str(tmp_path / "page.html"), name="a")
    own = f"{hashlib.sha256(PAGE).hexdigest()}  a.html\n".encode()
    assert sums.read_bytes() == own + other


def test_what_cannot_be_added(tmp_path: Path, server: Server) -> None:
    """Pictures, pages without an article and files that are not there are named, and nothing is written."""
    server.put("/picture.png", b"\x89PNG", Content_Type="image/png")
    server.put("/empty", b"<html><nav>Home</nav></html>", Content_Type="text/html")
    (tmp_path / "sheet.ods").write_bytes(b"x")
    for place, error, words in (
        (server.address("/picture.png"), SourcelineError, "image/png, which no reader knows"),
        (server.address("/empty"), ContentError, f"{server.address('/empty')}: error: No article"),
        (server.address("/gone"), SourcelineError, "answers 404"),
        ("ftp://a.example/x", SourcelineError, "no web address"),
        (str(tmp_path / "gone.html"), UsageError, "There is no file"),
        (str(tmp_path / "sheet.ods"), UsageError, "No reader knows"),
        (str(tmp_path), UsageError, "There is no file"),
    ):
        with pytest.raises(error) as caught:
            add(tmp_path, place)
        assert words in str(caught.value)
    assert not (tmp_path / "content").exists()
