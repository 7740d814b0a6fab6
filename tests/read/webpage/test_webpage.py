"""Saved web pages → sources."""

from __future__ import annotations

import subprocess
import sys

import pytest
from saved_pages import FOLDER, PAGES, list_marked

from sourceline.errors import ContentError
from sourceline.model import Source
from sourceline.read import read_source

TEXT = "The marker stands here, and the bridge was opened on 3 May 2031 by the mayor of the town."
PARAGRAPH = f"<p>{TEXT}</p>"
HEAD = "<html><head><title>A bridge opens</title></head><body>"


def read(page: str | bytes, path: str = "content/sources/page.html") -> Source:
    """The source in a page."""
    return read_source(page.encode() if isinstance(page, str) else page, path=path)


def list_blocks(source: Source) -> list[tuple[str, str]]:
    """(kind, text) of the blocks."""
    return [(block.kind, source.text[block.start : block.end]) for block in source.blocks]


BESIDE = {
    "chinese.html": "2031年5月6日 来源：海峡日报",
    "tables.html": "Last changed by the webmaster",
}
"""What is read of a page although it is no part of its article."""


@pytest.mark.parametrize("name", PAGES)
def test_the_article_and_nothing_else(name: str) -> None:
    """Of each page every word of its article is found, in order; beside them at most a line."""
    source = read((FOLDER / name).read_bytes())
    found = " ".join(text.replace(" | ", " ") for _, text in list_blocks(source))
    beside = BESIDE.get(name, "")
    assert beside in found
    assert found.replace(beside, "").split() == list_marked(name)


def test_blocks_and_metadata() -> None:
    """Headings, quotations, items and rows of a table are blocks; what the page says of itself is kept with its
    origin, and dates are those of the first publication."""
    source = read((FOLDER / "newspaper.html").read_bytes())
    assert [kind for kind, _ in list_blocks(source)] == [
        *("title", "paragraph", "heading", "paragraph", "quotation", "item", "item"),
        *("row", "row", "row", "heading", "paragraph"),
    ]
    assert list_blocks(source)[8] == ("row", "2029 | 40 megawatts")
    assert {name: getattr(source, name) for name, _ in source.origins} == {
        "title": "Turbines turn in the strait",
        "author": "Cora Lindqvist",
        "publisher": "Strait Courier",
        "url": "https://courier.example/2031/turbines-turn",
        "published": "2031-05-06",
        "language": "en-GB",
    }
    assert {origin for _, origin in source.origins} == {"document"}
    assert [(source.text[d.start : d.end], d.reason) for d in source.dropped] == [
        ("Advertisement", "advertisement")
    ]


def test_places_are_those_of_the_file() -> None:
    """A sentence is found at its line and column in the page, whatever tags and entities stand in it."""
    page = f"{HEAD}\n<p>One <b>bold</b> word &amp; more\nof them here.\n   Then <i>a</i> second sentence &eacute;.</p>\n{PARAGRAPH}"
    source = read(page)
    lines = page.split("\n")
    shown = {
        source.text[s.start : s.end][:4]: lines[p.line - 1][p.column - 1 :][:4]
        for s, p in zip(source.sentences, source.places, strict=True)
    }
    assert shown == {"A br": "A br", "One ": "One ", "Then": "Then", "The ": "The "}


def test_references_to_notes_are_no_words() -> None:
    """What leads to a note or edits a heading is left out, and the sentences are found in the file all the same."""
    page = (
        f"{HEAD}\n{PARAGRAPH}\n<h2>History<span class='mw-editsection'>[<a href='/e'>edit</a>]</span></h2>"
        "<p>It joined the firm in 2029<sup><a href='#n1'>[1]</a></sup><sup>[<i>citation needed</i>]</sup> from Tide. "
        "It has 40 m<sup>2</sup>.</p>\n"
        "<h3>Lifts<a class='headerlink' href='#lifts'>¶</a></h3>\n"
        "<p>They bought Hoists<a href='#n2'>[2]</a> in 2004<sup><a href='x.html#n3'>3, 4</a></sup> for nothing.</p>\n"
    )
    source = read(page)
    assert [text for _, text in list_blocks(source)][-4:] == [
        "History",
        "It joined the firm in 2029 from Tide. It has 40 m2.",
        "Lifts",
        "They bought Hoists in 2004 for nothing.",
    ]
    lines = page.split("\n")
    starts = [lines[place.line - 1][place.column - 1 :][:9] for place in source.places]
    assert starts[-5:] == ["History<s", "It joined", "It has 40", "Lifts<a c", "They boug"]


def test_a_month_stays_a_month() -> None:
    """A page that states a month is dated by the month, and no day is made up."""
    assert read((FOLDER / "blog.html").read_bytes()).published == "2030-11"


@pytest.mark.parametrize(
    ("head", "body", "published"),
    [
        ('<meta name="dc.date" content="1931">', "", "1931"),
        ('<meta property="article:modified_time" content="2031-05-09">', "", None),
        ("", "<p>The next meeting is on 2031-06-03, as everybody knows.</p>", None),
        (
            "",
            '<p><time itemprop="datePublished" datetime="2031-05-06">May</time></p>',
            "2031-05-06",
        ),
        ("", '<div class="date">6 May 2031</div>', "2031-05-06"),
        ("", "<footer>© 2031 The Courier</footer>", None),
        ('<meta name="date" content="2031-02-30">', "", None),
    ],
)
def test_dates(head: str, body: str, published: str | None) -> None:
    """Only what is marked or stands as the date of publication counts, exactly as it is stated."""
    page = f"<html><head><title>A bridge opens</title>{head}</head><body>{body}{PARAGRAPH * 3}"
    assert read(page).published == published


def test_what_saved_the_page_is_read() -> None:
    """SingleFile leaves the address of a page and the day on which it was saved."""
    comment = "<!--\n Page saved with SingleFile \n url: https://a.example/x \n saved date: Tue May 06 2031 10:00:00 GMT+0200\n-->"
    source = read(f"<!DOCTYPE html> <html>{comment}{HEAD[6:]}{PARAGRAPH * 3}")
    assert (source.url, source.retrieved, source.added) == (
        "https://a.example/x",
        "2031-05-06",
        "2031-05-06",
    )


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "x y"])
def test_addresses_are_web_addresses(address: str) -> None:
    """What is no http address is none of the source."""
    page = f'<html><head><title>T</title><link rel="canonical" href="{address}"></head><body>{PARAGRAPH * 3}'
    assert read(page).url is None


def test_markup_does_not_survive() -> None:
    """Scripts, styles and attributes are gone; markup that is written as text stays text."""
    source = read(
        f"{HEAD}<script>alert('one')</script><style>p {{}}</style><p onclick='two()'>{TEXT}</p>"
        f"<p>Write &lt;script&gt;three()&lt;/script&gt; to see nothing at all happen here.</p>"
        f"<svg><script>four()</script></svg><iframe srcdoc='five'></iframe>{PARAGRAPH}"
    )
    assert [
        word for word in ("one", "two()", "three()", "four()", "five") if word in source.text
    ] == ["three()"]


@pytest.mark.parametrize(
    ("encoding", "declared", "text"),
    [
        ("utf-8", "", "Der Bürgermeister öffnete die Brücke."),
        ("cp1252", "iso-8859-1", "Der „Bürgermeister“ öffnete – endlich – die Brücke."),
        ("cp1250", "windows-1250", "Burmistrz otworzył most, który zamknięto w maju."),
        ("cp1251", "windows-1251", "Мэр открыл мост, который был закрыт."),
        ("cp932", "Shift_JIS", "市長が橋を開きました。"),
        ("gb18030", "gb2312", "市长在五月打开了新的大桥。"),
        ("utf-16", "", "Le maire a ouvert le pont où il était né."),
        ("utf-8-sig", "iso-8859-1", "Le maire a ouvert le pont où il était né."),
        ("utf-8", "no-such-thing", "Le maire a ouvert le pont où il était né."),
    ],
)
def test_declared_encodings(encoding: str, declared: str, text: str) -> None:
    """The mark at the beginning wins over what the page declares, and that is understood as browsers do."""
    meta = f'<meta charset="{declared}">' if declared else ""
    page = f"<html><head>{meta}<title>Bridge</title></head><body><p>{text}</p></body></html>"
    source = read(page.encode(encoding))
    assert text in source.text
    assert "encoding-guessed" not in [doubt.code for doubt in source.doubts]


def test_a_wrong_declaration_is_told() -> None:
    """A page that says UTF-8 and is not is read all the same, with a warning that names the guess."""
    page = '<meta charset="utf-8"><p>Der Bürgermeister öffnete die Brücke, und das war für alle schön.</p>'
    source = read(page.encode("cp1252"))
    assert "Bürgermeister öffnete" in source.text
    assert [(doubt.code, doubt.message) for doubt in source.doubts] == [
        (
            "encoding-guessed",
            "It says that it is UTF-8, and is not; the page was read as Windows-1252 (Latin-1).",
        )
    ]


@pytest.mark.parametrize("tag", ["div", "span", "b", "blockquote"])
@pytest.mark.parametrize("levels", [250, 20_000])
def test_deep_pages_are_read_whole(tag: str, levels: int) -> None:
    """However deep it stands, the text is found, and a note tells that levels were taken out."""
    source = read(f"{HEAD}{f'<{tag}>' * levels}{PARAGRAPH * 3}{f'</{tag}>' * levels}</body></html>")
    assert TEXT in source.text
    assert [doubt.code for doubt in source.doubts] == ["page-flattened"]


@pytest.mark.parametrize(
    ("page", "code"),
    [
        ("", "empty-source"),
        (f"{HEAD}<nav><a href='/'>Home</a></nav>", "empty-source"),
        (f"{HEAD}<div class='comments'>{PARAGRAPH * 3}</div>", "empty-source"),
        ("<html><frameset><frame src='a.html'></frameset></html>", "empty-source"),
        (f"{HEAD}{'<i></i>' * 60_000}{PARAGRAPH}", "too-large"),
        (f"{HEAD}<p>{'word ' * 1_100_000}", "too-large"),
        ("x" * 20_000_001, "too-large"),
    ],
)
def test_pages_that_yield_nothing(page: str, code: str) -> None:
    """A page without an article, or too large a one, is named."""
    with pytest.raises(ContentError) as caught:
        read(page)
    assert [(p.position.path, p.code) for p in caught.value.problems] == [
        ("content/sources/page.html", code)
    ]


def test_a_heading_that_is_never_closed() -> None:
    """The text that broken tags put into it is text, and the title is the page's."""
    page = f"<html><head><title>Bridge</title></head><body><article><h1>Bridge <div x>open</h1>{PARAGRAPH * 2}"
    assert list_blocks(read(page)) == [
        ("title", "Bridge"),
        ("paragraph", f"Bridge open {TEXT} {TEXT}"),
    ]


def test_large_scripts_do_not_cut_the_page() -> None:
    """What stands below a script or a picture of more than 10 MB, where libxml2 would end, is read."""
    for large in (
        f"<script>{'x=1;' * 2_700_000}</script>",
        f"<img src='data:,{'x' * 11_000_000}'>",
    ):
        assert TEXT in read(f"{HEAD}{large}{PARAGRAPH * 2}").text


def test_odd_markup_is_read_in_time() -> None:
    """Tags that never end, quotes that never close and comments without an end do no harm."""
    for page in (
        "<a " * 30_000,
        '<a "' * 30_000,
        "<!-- " * 10_000,
        "<p title='" + "x" * 1_000_000 + "'>",
    ):
        source = read(f"{HEAD}{PARAGRAPH * 2}{page}{PARAGRAPH}")
        assert TEXT in source.text


def test_other_readers_do_not_load_it() -> None:
    """Reading a text imports neither trafilatura nor lxml."""
    code = (
        "import sys; from sourceline.read import read_source;"
        " read_source(b'The bridge is open.', path='a.txt');"
        " print(sorted({'trafilatura', 'lxml', 'pypdf', 'email'} & sys.modules.keys()))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_attributes_without_end_are_left_out() -> None:
    """A tag of thousands of attributes keeps its words."""
    many = " ".join(f"a{number}=b" for number in range(5_000))
    source = read(f"{HEAD}<p {many}>The tide turned.</p>{PARAGRAPH}")
    assert "The tide turned." in source.text


def test_many_notes_leave_the_text_between_them() -> None:
    """References to notes go, and what stands between them stays in its place."""
    noted = "".join(f'word{number}<sup><a href="#n">[{number}]</a></sup> ' for number in range(300))
    source = read(f"{HEAD}<p>{noted}<i>and</i> <sup>[1]</sup>more.</p>")
    assert " ".join([*(f"word{number}" for number in range(300)), "and more."]) in source.text
