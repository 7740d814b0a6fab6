"""Build the documentation as a site: docs-site/, from README.md and its like, and docs/. Run by `make docs`.

    python scripts/write_docs.py [FOLDER]

Pages are set in the theme that Sourceline's sites have, by the packages that a build needs anyway. They are
complete without scripts, open from a folder, stand below any path, and load nothing from elsewhere.
"""

from __future__ import annotations

import json
import posixpath
import re
import shutil
import struct
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatch
from html import escape
from pathlib import Path
from typing import Any

from anchors import make_anchor
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markupsafe import Markup

from sourceline.site.assets import Asset, plan_assets

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
THEME = Path(__file__).resolve().parent / "manual"
OUTPUT = ROOT / "docs-site"
MARK = ".sourceline-docs"
"""A file in the folder that was built; no other folder is replaced."""

# What the pages take of the theme of Sourceline's own sites.
TAKEN = (
    *("tokens.css", "base.css", "layout.css", "masthead.css", "search.css", "print.css"),
    *("theme.js", "icon.svg"),
)

HOME = "README.md"
CONTENTS = (
    ("Begin", (HOME, "docs/installation.md", "docs/tutorial.md")),
    ("How to", ("docs/howto/*",)),
    (
        "Manual",
        tuple(
            f"docs/{name}.md"
            for name in (
                *("content-format", "editing", "weaving", "preview", "publishing", "theming"),
                *(
                    "sharing",
                    "interchange",
                    "data",
                    "dates",
                    "extraction",
                    "engines",
                    "python",
                    "digest",
                    "scale",
                ),
            )
        ),
    ),
    ("Reference", ("docs/reference/*",)),
    ("Inside", ("docs/*", "*")),
)
"""Group → its pages, as paths or patterns; a page stands in the first group that names it."""

_SEARCH = """\
<div class="search"><label for="find">Words in the documentation</label>
<input id="find" type="search" data-find disabled autocomplete="off">
<p class="search-status" role="status" data-status data-found="{n} sections" data-none="Nothing is found."></p>
<noscript><p>Search needs scripts. The contents list every page.</p></noscript>
<ol class="hits" data-hits></ol></div>
"""
_OPTION = re.compile(r"(?<!\S)--?[a-z][a-z-]*")
_COMMENT = re.compile(r"^<!-- .*? -->\n", re.MULTILINE)
_PLACE = re.compile(r"^(\w+:|//)")


@dataclass(frozen=True, slots=True)
class Section:
    """What stands below a heading."""

    level: int
    title: str
    anchor: str
    text: str


@dataclass(frozen=True, slots=True)
class Page:
    """A document as it is published."""

    source: str
    """Its path in the repository; "" of the page of the search."""
    path: str
    title: str
    body: str
    parts: tuple[Section, ...] = ()

    @property
    def sections(self) -> list[Section]:
        """Those of the second level, for the contents."""
        return [part for part in self.parts if part.level == 2]


class DocsRenderer(RendererHTML):
    """Headings that can be linked, tables that can be scrolled, links to the pages of this site."""

    def heading_open(self, tokens: Sequence[Token], idx: int, *_: Any) -> str:
        """`<h2 id=…>`, which leads to itself."""
        anchor = tokens[idx].meta["anchor"]
        return f'<{tokens[idx].tag} id="{anchor}"><a class="anchor" href="#{anchor}">'

    def heading_close(self, tokens: Sequence[Token], idx: int, *_: Any) -> str:
        """Its end."""
        return f"</a></{tokens[idx].tag}>\n"

    def table_open(self, *_: Any) -> str:
        """A wide one is scrolled by itself, from the keyboard, too."""
        return '<div class="table" tabindex="0">\n<table>\n'

    def table_close(self, *_: Any) -> str:
        """Its end."""
        return "</table>\n</div>\n"

    def fence(self, tokens: Sequence[Token], idx: int, *_: Any) -> str:
        """A block of code, which may be wider than the page; one of prose is not."""
        prose = ' class="text"' if tokens[idx].info.startswith("text") else ' tabindex="0"'
        return f"<pre{prose}><code>{escape(tokens[idx].content)}</code></pre>\n"

    def code_inline(self, tokens: Sequence[Token], idx: int, *_: Any) -> str:
        """Words of code, with options that no line breaks at their hyphens."""
        words = _OPTION.sub(r'<span class="whole">\g<0></span>', escape(tokens[idx].content))
        return f"<code>{words}</code>"


def main() -> None:
    """Build into the folder that is named, or docs-site/."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else OUTPUT
    files = make_files()
    write_files(folder, files)
    pages = sum(path.endswith(".html") for path in files)
    sys.stdout.write(f"{pages} pages → {folder}/\n")


def make_files() -> dict[str, bytes]:
    """Path → bytes of every file of the site."""
    pages = {source: read_page(source) for source in list_sources()}
    search = Page("", "search.html", "Search", f'<h1 id="search">Search</h1>\n{_SEARCH}')
    loader = FileSystemLoader(THEME)
    jinja = Environment(
        loader=loader,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    template = jinja.get_template("page.html")
    contents = [
        (group, [pages[source] for source in sources]) for group, sources in group_sources(pages)
    ]
    # Of equal hits the search shows first what stands first in the contents.
    ordered = [page for _, group in contents for page in group]
    assets = {asset.name: asset for asset in list_assets(ordered)}
    files = {
        page.path: template.render(
            page=page,
            body=Markup(page.body),  # noqa: S704 - made here, of our own documents
            root="../" * page.path.count("/"),
            contents=contents,
            assets={name: asset.path for name, asset in assets.items()},
        ).encode()
        for page in (*pages.values(), search)
    }
    files |= {asset.path: asset.data for asset in assets.values()}
    for picture in (DOCS / "images").iterdir():
        files[f"images/{picture.name}"] = picture.read_bytes()
    for schema in DOCS.glob("*.json"):
        files[schema.name] = schema.read_bytes()
    return {**files, MARK: b""}


def list_sources() -> list[str]:
    """The paths of all documents."""
    paths = [*sorted(ROOT.glob("*.md")), *sorted(DOCS.rglob("*.md"))]
    return [path.relative_to(ROOT).as_posix() for path in paths]


def group_sources(sources: Mapping[str, Page]) -> Iterator[tuple[str, list[str]]]:
    """(group, its documents), each document once."""
    left = list(sources)
    for group, patterns in CONTENTS:
        found = []
        for pattern in patterns:
            named = [source for source in left if fnmatch(source, pattern)]
            left = [source for source in left if source not in named]
            found += named
        yield group, found


def list_assets(pages: Iterable[Page]) -> tuple[Asset, ...]:
    """The style sheet, the scripts, and what the search looks through."""
    files = {name: (ROOT / "static" / name).read_bytes() for name in TAKEN}
    files |= {name: (THEME / name).read_bytes() for name in ("manual.css", "find.js")}
    rows = [
        [
            f"{page.path}#{part.anchor}",
            page.title,
            part.title if part.level > 1 else "",
            part.text,
        ]
        for page in pages
        for part in page.parts
    ]
    data = json.dumps(rows, ensure_ascii=False, separators=(",", ":"))
    files["sections.js"] = f"self.sourceline={{sections:{data}}};\n".encode()
    return plan_assets(files)


def name_page(source: str) -> str:
    """ "docs/howto/cite.md" → "howto/cite.html"."""
    if source == HOME:
        return "index.html"
    return f"{source.removeprefix('docs/').removesuffix('.md').lower()}.html"


def read_page(source: str) -> Page:
    """A document, set."""
    text = _COMMENT.sub("", (ROOT / source).read_text(encoding="utf-8"))
    parser = MarkdownIt("commonmark", {"html": False}, renderer_cls=DocsRenderer).enable("table")
    tokens = parser.parse(text)
    mark_headings(tokens)
    for token in tokens:
        mend_links(token.children or [], source)
        if "right" in str(token.attrs.pop("style", "")):
            token.attrs["class"] = "number"  # no page has styles in it
    parts = tuple(list_sections(tokens))
    body: str = parser.renderer.render(tokens, parser.options, {})
    return Page(source, name_page(source), parts[0].title, body, parts)


def mark_headings(tokens: Sequence[Token]) -> None:
    """Give each heading what it is linked by; a second one of the same words gets a number."""
    seen: dict[str, int] = {}
    for n, token in enumerate(tokens):
        if token.type == "heading_open":
            anchor = make_anchor(tokens[n + 1].content)
            seen[anchor] = seen.get(anchor, -1) + 1
            token.meta["anchor"] = f"{anchor}-{seen[anchor]}" if seen[anchor] else anchor


def mend_links(tokens: Sequence[Token], source: str) -> None:
    """Have links and pictures lead to the pages of this site; what is only in the repository is no link."""
    plain = False
    for token in tokens:
        if token.type == "image":
            picture = resolve(source, str(token.attrs["src"]))
            width, height = measure_picture(ROOT / picture)
            token.attrs["src"] = lead(source, picture.removeprefix("docs/"))
            token.attrs |= {"width": width, "height": height, "loading": "lazy"}
        elif token.type == "link_open":
            address = lead_link(source, str(token.attrs["href"]))
            plain = address is None
            if address is None:
                token.tag, token.attrs = "span", {}
            else:
                token.attrs["href"] = address
        elif token.type == "link_close" and plain:
            token.tag = "span"


def lead_link(source: str, href: str) -> str | None:
    """Where a link of a document leads from its page; None where this site has no such page."""
    target, _, fragment = href.partition("#")
    if _PLACE.match(href) or not target:
        return href
    document = resolve(source, target)
    if document.endswith(".md") and (ROOT / document).is_file():
        return lead(source, name_page(document)) + (f"#{fragment}" if fragment else "")
    if fnmatch(document, "docs/*.json") and (ROOT / document).is_file():
        return lead(source, document.removeprefix("docs/"))
    return None


def resolve(source: str, target: str) -> str:
    """The path in the repository of what a document names."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(source), target))


def lead(source: str, path: str) -> str:
    """From the page of a document to a file of the site."""
    return posixpath.relpath(path, posixpath.dirname(name_page(source)) or ".")


def measure_picture(path: Path) -> tuple[int, int]:
    """Width and height at which a PNG of two pixels for each of the page is shown."""
    width, height = struct.unpack(">II", path.read_bytes()[16:24])
    return width // 2, height // 2


def list_sections(tokens: Sequence[Token]) -> Iterator[Section]:
    """Each heading with all words below it, up to the next."""
    heads = [n for n, token in enumerate(tokens) if token.type == "heading_open"]
    for n, end in zip(heads, [*heads[1:], len(tokens)], strict=True):
        words = (read_words(token) for token in tokens[n + 3 : end])
        yield Section(
            int(tokens[n].tag[1]),
            read_words(tokens[n + 1]),
            str(tokens[n].meta["anchor"]),
            " ".join(" ".join(words).split()),
        )


def read_words(token: Token) -> str:
    """What a token says, without its marks."""
    if token.children is None:
        return token.content
    return "".join(
        " " if child.type == "softbreak" else child.content
        for child in token.children
        if child.type != "image"
    )


def write_files(folder: Path, files: Mapping[str, bytes]) -> None:
    """Put the site in the place of the one that was built there before."""
    if folder.exists() and any(folder.iterdir()) and not (folder / MARK).is_file():
        sys.exit(f"error: {folder} holds something else.\n    Name an empty folder.")
    shutil.rmtree(folder, ignore_errors=True)
    for path, data in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)


if __name__ == "__main__":
    main()
