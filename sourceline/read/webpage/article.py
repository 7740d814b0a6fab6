"""A page's tree → the article in it, as text with blocks. trafilatura tells which part of the page that is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from lxml import html
from trafilatura import bare_extraction

from sourceline.model import BlockKind
from sourceline.read.blocks import Layout
from sourceline.read.layout import Piece, lay_out
from sourceline.read.webpage.facts import LONGEST_TITLE, find_facts

_INLINE = frozenset(
    {"hi", "ref", "del", "code", "span", "a", "b", "i", "em", "strong", "u", "sub", "sup"}
)
_KINDS: dict[str, BlockKind] = {"head": "heading", "item": "item", "quote": "quotation"}
_CELLS = " | "
_FRAME = "self::*[.//h1 or .//h2 or .//h3 or .//table or count(.//p) > 1]"

_BRACKETED = re.compile(r"\[[^\[\]]+\]")
_NUMBERED = re.compile(r"(?:\d{1,3}|[a-z*†‡↑])(?:[,; –-]+\d{1,3})*")
_ANCHORS = ("¶", "#", "§", "🔗")
_LONGEST_MARK = 40
"""Characters: "[citation needed]", in any language."""


class Article(NamedTuple):
    """What was found in a page."""

    text: str
    layout: Layout
    stated: dict[str, str]


def find_article(page: str, whole: str) -> Article | None:
    """The article of a page that nests no deeper than is read; None where there is none. `whole` is the page as it
    was saved, of which comments are read, too."""
    tree = _parse(page)
    if tree is None:
        return None
    facts = find_facts(tree, whole)
    _open_frames(tree)
    _leave_out_marks(tree)
    found: Any = bare_extraction(
        tree,
        include_comments=False,
        favor_recall=True,
        include_tables=True,
        with_metadata=True,
        # Fixed bounds: the same page gives the same text on any day.
        date_extraction_params={
            "original_date": True,
            "extensive_search": False,
            "min_date": "1900-01-01",
            "max_date": "2199-12-31",
        },
    )
    if found is None:
        return None
    stated = facts.complete(found)
    pieces = list(_read_body(found.body))
    laid = lay_out(pieces, title=stated.get("title"))
    return Article(laid.text, laid.layout, stated)


def _parse(page: str) -> Any:
    """The tree, by libxml2; None where there is nothing in it."""
    page = re.sub(r"\A\s*<\?xml[^>]*\?>", "", page)
    if not re.search(r"<(?:html|body)\b", page, re.IGNORECASE):
        page = f"<html>{page}</html>"
    # Without huge_tree, a script of 10 MB would be the silent end of the page.
    parser = html.HTMLParser(
        remove_comments=True, remove_pis=True, encoding="utf-8", huge_tree=True
    )
    try:
        return html.document_fromstring(page.encode(), parser=parser)
    except html.etree.ParserError:  # a document without an element
        return None


def _open_frames(tree: Any) -> None:
    """Tables that only arrange the page, as pages before style sheets did, become plain divisions: a cell with a
    heading, a table or several paragraphs holds no value."""
    for table in [*tree.iter("table")]:
        cells = [*table.iterchildren("tr"), *table.xpath("./*/tr")]
        if any(cell.xpath(_FRAME) for row in cells for cell in row.iterchildren("td")):
            for element in (table, *table.xpath("./tr | ./*/tr | ./tr/td | ./*/tr/td | ./tbody")):
                element.tag = "div"


def _leave_out_marks(tree: Any) -> None:
    """References to notes, "[1]" or a raised number that leads to its note, and what edits or links a heading, go:
    read as words they would be numbers of the sentence. A raised number that leads nowhere stays, as in "m²"."""
    marks: dict[Any, set[Any]] = {}
    for element in tree.iter("sup", "a", "span"):
        words = "".join(element.itertext()).strip()
        if len(words) <= _LONGEST_MARK and _is_mark(element, words):
            marks.setdefault(element.getparent(), set()).add(element)
    for parent, children in marks.items():
        _take_out(parent, children)


def _take_out(parent: Any, gone: set[Any]) -> None:
    """The parent without some of its children; the text behind these stays. All at once: lxml's own way copies the
    text before each, so that thousands in a paragraph take the square of the time."""
    before, words = None, [parent.text or ""]
    for child in [*parent]:
        if child in gone:
            words.append(child.tail or "")
            parent.remove(child)
        else:
            _put_text(parent, before, words)
            before, words = child, [child.tail or ""]
    _put_text(parent, before, words)


def _put_text(parent: Any, before: Any, words: Iterable[str]) -> None:
    """Behind a child, or at the beginning of the parent."""
    text = "".join(words) or None
    if before is None:
        parent.text = text
    else:
        before.tail = text


def _is_mark(element: Any, words: str) -> bool:
    if element.tag == "span":
        return "mw-editsection" in (element.get("class") or "").split()
    leads = "#" in (element.get("href") or "") or bool(element.xpath(".//a[contains(@href, '#')]"))
    if element.tag == "sup":
        return bool(_BRACKETED.fullmatch(words) or (leads and _NUMBERED.fullmatch(words)))
    return leads and bool(_BRACKETED.fullmatch(words) or words in _ANCHORS)


def _read_body(body: Any) -> Iterator[Piece]:
    """The blocks of trafilatura's tree, in order."""
    yield from _read_element(body, "paragraph", 0)


def _read_element(element: Any, kind: BlockKind, level: int) -> Iterator[Piece]:
    """The blocks in an element; its own loose text is of `kind`."""
    if element.tag == "row":
        cells = [" ".join(" ".join(cell.itertext()).split()) for cell in element]
        yield Piece("row", _CELLS.join(filter(None, cells)))
        return
    run: list[str] = [element.text or ""]
    for child in element:
        if child.tag == "lb":
            run.append("\n")
        elif child.tag in _INLINE:
            run.append("".join(child.itertext()))
        elif child.tag not in ("graphic", "figDesc"):
            yield from _cut_lines(run, kind, level)
            run = []
            yield from _read_element(child, *_find_kind(child, kind))
        run.append(child.tail or "")
    yield from _cut_lines(run, kind, level)


def _find_kind(element: Any, around: BlockKind) -> tuple[BlockKind, int]:
    """The kind of the blocks in an element: of a paragraph in a quotation, a quotation."""
    kind = _KINDS.get(element.tag, around)
    rend = str(element.get("rend", ""))
    return kind, max(2, int(rend[1])) if kind == "heading" and rend[1:2].isdigit() else 2


def _cut_lines(run: Iterable[str], kind: BlockKind, level: int) -> Iterator[Piece]:
    """A block, or several where two line breaks stand for the end of a paragraph."""
    for part in re.split(r"\n[ \t]*\n\s*", _fold("".join(run))):
        # A heading that is never closed holds the text below it.
        here: BlockKind = "paragraph" if kind == "heading" and len(part) > LONGEST_TITLE else kind
        if part:
            yield Piece(here, part, level if here == "heading" else 0)


def _fold(text: str) -> str:
    """Without white space that a browser would not show; a line break stays one."""
    lines = [" ".join(line.split()) for line in text.split("\n")]
    return "\n".join(lines).strip()
