"""Whatever comes in, it is read or refused in words: no other error, and nothing that takes for ever.

What a run finds becomes an `@example` here, or a case in the tests of its room.
"""

from __future__ import annotations

import json
import unicodedata
from contextlib import suppress
from functools import cache
from pathlib import Path

import pytest
from fuzzing import fuzz, spoiled, spoiled_text
from hostile import DOCUMENTS
from hypothesis import example
from hypothesis import strategies as st
from sample import SAMPLE
from trips import export

from sourceline.edtf import EdtfError, parse
from sourceline.edtf.wording import words
from sourceline.errors import ContentError
from sourceline.extract.door import admit
from sourceline.extract.engine import load_engine
from sourceline.extract.ground import find_quote, find_words
from sourceline.extract.rules import FastEngine
from sourceline.fetch.addresses import FetchError, read_address
from sourceline.fetch.robots import read_robots
from sourceline.interchange.formats import FORMATS, Format
from sourceline.model import EventRecord, Evidence, ProfileRecord, Settings, Source
from sourceline.read import read_plain, read_source
from sourceline.redact.masking import Mask
from sourceline.render.markdown import render_markdown
from sourceline.render.parser import parse_markdown
from sourceline.store.corrections import decode_corrections
from sourceline.store.extracted import BrokenSealError, decode_extraction
from sourceline.store.records import decode_record
from sourceline.store.settings import decode_settings
from sourceline.store.yaml import parse_yaml

FIXTURES = Path(__file__).resolve().parent / "fixtures"
NEWS = (
    (
        "Ada Fenwick, 54, resigned as chief executive of Northwind Tide on Tuesday, 6 May 2031. “It was time,” she said."
        " Bruno Castellan will lead it from 1 June; it paid €5–€10 million, or 12 per cent more than in 2029–2030."
    ),
    (
        "Northwind Tide's board met twice in the third quarter of 2030. Mr. Castellan, who joined in 1998, denied that"
        " he would sell it to Strait Works Inc. for $1.5bn. Between 10 and 15 people left the town last week."
    ),
    (
        "The strike began on Monday at 8 a.m. and ended two days later. It had lasted since the spring of 2028, officials"
        " told the Courier. On 3/4/31 the harbour was closed; in the 1990s it was not."
    ),
)
YAML = (
    (
        b"id: harbour\ntitle: The harbour opens\nkind: meeting\ndate: 2031-05-01\nparticipants:\n  - profile: ada\n"
        b"evidence:\n  - source: tide\n    exact: 'It opened.'\ntext: |\n  Some *words*.\n\n  - more\n"
    ),
    b'kind: person\nname: Ada Fenwick\naliases: [A. Fenwick, "Ada F."]\ntext: >-\n  Of the\n  town.\n',
    b"title: A site\nlead: >\n  About.\nurl: https://a.example/\nlabels:\n  events: {one: '%d', other: b}\n",
    b"- on: 2031-05-08\n  page: events/a\n  what: title\n  before: a\n  after: b\n  note: c\n",
)
DATES = ("2031-05-06", "1450~", "2019/2021", "../2024", "199X", "-0043-03", "2020-21", "[2020..2022]", "{1999,2001}",
         "Y-17E7", "2004-06-~01/2004-06-~20", "1985-04-12T23:20:30+04:00", "2001-XX", "XXXX-12-XX", "?2004-06-04~")  # fmt: skip
PROSE = (
    "The court's words, of *1988*.\n\n- one\n- **two**\n\n> It's said.\n\n## Of `words`\n\n[d](https://f.example/g)\n",
    '1. one\n2. "two"\n\n```\ncode\n```\n\n| a | b |\n|---|---|\n| c | d |\n\n![x](y.png) <b>a</b> &amp; &lt;\n',
)
LANGEXTRACT = json.dumps(
    {
        "document_id": "doc_1",
        "text": NEWS[0],
        "extractions": [
            {
                "extraction_class": "event",
                "extraction_text": "resigned",
                "char_interval": {"start_pos": 17, "end_pos": 25},
                "attributes": {"date": "6 May 2031"},
            }
        ],
    }
).encode()
ROBOTS = "User-agent: *\nDisallow: /a*b$\nAllow: /a/\nCrawl-delay: 2\n\nUser-agent: sourceline\nDisallow: /%7Ea\n"
ADDRESSES = (
    "https://a.example:8443/b%20c?d=e#f",
    "http://[2001:db8::1]/",
    "//b.example/c",
    "../c?d",
    "http://bücher.example/ä",
)
FORMATS_READ = [each for each in FORMATS if each.reader]


@cache
def list_files(name: str, ending: str) -> list[bytes]:
    """Bytes of our fixtures, and of small hostile documents."""
    files = [path.read_bytes() for path in sorted((FIXTURES / name).glob(f"*{ending}"))]
    return files + [each.make(3) for each in DOCUMENTS.values() if each.suffix == ending]


@cache
def make_seed(format_: Format) -> bytes:
    """A good file of another program."""
    return export(SAMPLE, format_.name) if format_.writer else LANGEXTRACT


@fuzz(spoiled(YAML))
def test_yaml(data: bytes) -> None:
    """Any bytes are YAML of ours, or told what is wrong with them; so with each kind of file."""
    with suppress(ContentError):
        parse_yaml(data, "a.yaml")
    for decode in (
        lambda: decode_record(data, "content/events/a.yaml", EventRecord),
        lambda: decode_record(data, "content/profiles/a.yaml", ProfileRecord),
        lambda: decode_settings(data, "content/site.yaml"),
        lambda: decode_corrections(data, "content/corrections.yaml"),
    ):
        with suppress(ContentError):
            assert isinstance(decode(), EventRecord | ProfileRecord | Settings | tuple)


@fuzz(spoiled([(FIXTURES / "store/extraction.yaml").read_bytes()]))
def test_extracted_file(data: bytes) -> None:
    """A file of what was read is understood, or said to be spoiled."""
    with suppress(ContentError, BrokenSealError):
        decode_extraction(data, "content/extracted/tide.yaml", "tide")


@fuzz(spoiled_text(DATES))
def test_edtf(text: str) -> None:
    """Any text is a date, whose own form is one too and stays itself, or none."""
    with suppress(EdtfError):
        date = parse(text)
        assert parse(date.text).text == date.text
        assert words(date)


@fuzz(spoiled_text(PROSE))
def test_markdown(text: str) -> None:
    """Any text is rendered, the short way as the long one."""
    assert render_markdown(text) == (parse_markdown(text) if text.strip() else "")


@pytest.mark.parametrize("format_", FORMATS_READ, ids=lambda each: each.name)
@fuzz(st.data())
def test_interchange(format_: Format, data: st.DataObject) -> None:
    """Any file of another program is taken in or refused."""
    seed = make_seed(format_)
    spoilt = data.draw(spoiled([seed[:3000], seed]))
    for each in FORMATS_READ:
        each.recognize(spoilt)
    with suppress(ContentError):
        format_.load_reader()(spoilt, "file")


@pytest.mark.parametrize("suffix", [".html", ".eml", ".pdf", ".md", ".txt"])
@fuzz(st.data())
def test_documents(suffix: str, data: st.DataObject) -> None:
    """Any document is read or refused, and what is read lies in its text."""
    folder = "read/pages" if suffix == ".html" else "read"
    spoilt = data.draw(spoiled([*list_files(folder, suffix), NEWS[0].encode()]))
    with suppress(ContentError):
        source = read_source(spoilt, path=f"content/sources/a{suffix}")
        ends = [place for each in source.sentences for place in (each.start, each.end)]
        assert ends == sorted(ends)
        assert all(0 <= place <= len(source.text) for place in ends)


@fuzz(spoiled_text(NEWS), st.sampled_from(["2031-05-06", "9999-12-31", "0001-01-01", None]))
@example("2001–2002–", None)
def test_rules(text: str, published: str | None) -> None:
    """Any text gives facts that its words bear out: nothing is cut at the door, and dates are dates."""
    source = read_plain(text, published=published)
    admitted = admit(source, FastEngine().extract(source))
    assert admitted.cut == ()


@fuzz(
    st.sampled_from(NEWS),
    st.lists(st.tuples(st.integers(0, 300), st.integers(1, 120)), min_size=1, max_size=4),
    st.sampled_from(["", " TV", " C", "$", " not", " by", ","]),
)
@example("Ada Fenwick sold the", [(0, 20)], " TV")
def test_pieces(text: str, places: list[tuple[int, int]], end: str) -> None:
    """Any piece of a text, as a headline or a list has it without a stop, gives the good engine facts that its words
    bear out."""
    pieces = (text[place : place + length].strip() + end for place, length in places)
    source = read_plain("\n\n".join(pieces), published="2031-05-06", language="en")
    assert admit(source, load_engine("rules").extract(source)).cut == ()


@fuzz(
    spoiled_text(NEWS),
    st.integers(0, 300),
    st.integers(0, 60),
    spoiled_text(["“It was time,”", "Bruno"]),
)
def test_ground(text: str, start: int, length: int, other: str) -> None:
    """A quote of the text is found in it; any other is not, or stands there."""
    source = Source(id="a", path="a.txt", sha256="", text=text)
    exact = text[start : start + length]
    found = find_quote(source, Evidence("a", exact, -1, -1, "", ""))
    assert (found is not None) == bool(exact)
    for begin, end in find_words(text, other):
        assert 0 <= begin < end <= len(text)


@fuzz(spoiled_text([ROBOTS]), spoiled_text(["/a/b?c", "/%7Ea", "/axxb"]))
def test_robots(text: str, path: str) -> None:
    """Any robots.txt is understood in some way."""
    assert read_robots(text, "sourceline").allows(path) in (True, False)


@fuzz(spoiled_text(ADDRESSES), st.sampled_from([None, "https://a.example/b/"]))
def test_addresses(text: str, base: str | None) -> None:
    """Any text is an address that may be fetched, in ASCII, or is refused."""
    with suppress(FetchError):
        address = read_address(text, read_address(base) if base else None)
        assert address.scheme in ("http", "https")
        assert f"{address.host}{address.path}".isascii()


@fuzz(
    spoiled_text(NEWS),
    st.lists(spoiled_text(["Ada Fenwick", "Fenwick", "Tide"]).filter(str.strip), max_size=3),
)
def test_redact(text: str, names: list[str]) -> None:
    """Any name is taken out of any text, and offsets stay in it."""
    names = sorted((unicodedata.normalize("NFC", name) for name in names), key=len, reverse=True)
    masked = Mask(names, (), "[x]").mask_text(text)
    places = [masked.move(place) for place in range(len(text) + 1)]
    assert places == sorted(places)
    assert places[-1] == len(masked.text)
