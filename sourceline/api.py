"""What other programs call: the few functions that the commands are made of. docs/python.md tells of them.

Two ways lead through it. Texts of your own go from value to value, and no file is touched: `read_text`,
`extract_facts`, `weave_facts`. A site is a folder: `build_site`, `check_site`, `weave_site`. What goes wrong is a
`SourcelineError`: a `ContentError` carries every problem of the content, a `UsageError` says how to call it.

Names here are those of `import sourceline`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sourceline.errors import ContentError, Position, Problem, SourcelineError, UsageError
from sourceline.extract.engine import DEFAULT, Engine, load_engine
from sourceline.imports import load_later
from sourceline.model import (
    Chronicle,
    Date,
    Event,
    EventClaim,
    Evidence,
    Extraction,
    Mention,
    Profile,
    Settings,
    Source,
)

# The values that functions give; loaded with their functions.
if TYPE_CHECKING:
    from sourceline.comparison import Comparison
    from sourceline.edtf import Edtf
    from sourceline.pipeline.reports import BuildReport, CheckReport, ExtractionReport, Woven

__getattr__ = load_later(
    "sourceline",
    {
        "BuildReport": "pipeline.reports",
        "CheckReport": "pipeline.reports",
        "Comparison": "comparison",
        "Edtf": "edtf",
        "ExtractionReport": "pipeline.reports",
        "Woven": "pipeline.reports",
    },
)

Folder = str | PathLike[str]

__all__ = [
    "BuildReport",
    "CheckReport",
    "Chronicle",
    "Comparison",
    "ContentError",
    "Date",
    "Edtf",
    "Engine",
    "Event",
    "EventClaim",
    "Evidence",
    "Extraction",
    "ExtractionReport",
    "Mention",
    "Position",
    "Problem",
    "Profile",
    "Source",
    "SourcelineError",
    "UsageError",
    "Woven",
    "annotate_text",
    "build_site",
    "check_site",
    "compare_engines",
    "extract_facts",
    "extract_sources",
    "load_engine",
    "locate_evidence",
    "parse_date",
    "read_file",
    "read_text",
    "weave_facts",
    "weave_site",
    "word_date",
]


# --- texts ------------------------------------------------------------------------------------


def read_text(
    text: str, *, name: str = "text", published: str | None = None, language: str = "en"
) -> Source:
    """A text as a source: its blocks and sentences. `name` is its id, by which evidence calls it; `published`,
    an EDTF date, is what "last Tuesday" is counted from.

    >>> source = read_text("The mill opened. It was late.", published="2031-05-06")
    >>> [source.text[sentence.start : sentence.end] for sentence in source.sentences]
    ['The mill opened.', 'It was late.']

    UsageError when `published` is no date.
    """
    from dataclasses import replace  # noqa: PLC0415 - only here

    from sourceline.edtf import is_edtf  # noqa: PLC0415 - lazy
    from sourceline.read import read_plain  # noqa: PLC0415 - lazy

    if published is not None and not is_edtf(published):
        raise UsageError(f"{published!r} is no date.\n    Write one such as 2024-03-26.")
    return replace(read_plain(text, published=published, language=language), id=name, path=name)


def read_file(path: Folder) -> Source:
    """A file of a format that a site may hold, with its front matter or the `.yaml` file beside it: what is no part
    of the article is left out, title and date are read from it. UsageError when there is none, ContentError when it
    cannot be read."""
    from sourceline.pipeline.reading import read_file as read_source_file  # noqa: PLC0415 - lazy
    from sourceline.store import load_source  # noqa: PLC0415 - lazy

    place = Path(path)
    if not place.is_file():
        raise UsageError(
            f"There is no file {str(path)!r}.\n    Give its path from the current folder on."
        )
    file, _ = load_source(place.parent, place.name)
    return read_source_file(file)


def extract_facts(source: Source, engine: str | Engine = DEFAULT) -> Extraction:
    """What an engine finds in a source: names, times, events, roles, figures, quotations, relations, each with its
    evidence. What its words do not bear out is left out. UsageError when there is no such engine, or a package
    that it needs is not installed.

    >>> source = read_text("Ada Fenwick resigned from Northwind Tide on 3 May 2031.")
    >>> [event] = extract_facts(source).events
    >>> event.kind, event.date.edtf, event.evidence[0].exact
    ('departure', '2031-05-03', 'Ada Fenwick resigned from Northwind Tide on 3 May 2031.')
    """
    from sourceline.extract.door import admit  # noqa: PLC0415 - lazy

    reader = load_engine(engine) if isinstance(engine, str) else engine
    return admit(source, reader.extract(source)).extraction


def annotate_text(
    text: str,
    *,
    published: str | None = None,
    language: str = "en",
    engine: str | Engine = DEFAULT,
) -> dict[str, Any]:
    """The same as plain values that JSON can hold, as `sourceline annotate` writes them; docs/extraction.md lists
    every key.

    >>> answer = annotate_text("It closed last May.", published="2024-03-26")
    >>> answer["times"]
    [{'start': 10, 'end': 18, 'text': 'last May', 'type': 'DATE', 'value': '2023-05', 'edtf': '2023-05'}]
    """
    from sourceline.annotate import annotate_record  # noqa: PLC0415 - lazy

    record: Mapping[str, Any] = {"text": text, "published": published, "language": language}
    answer = annotate_record(record, load_engine(engine) if isinstance(engine, str) else engine)
    del answer["id"]
    return answer


def weave_facts(sources: Iterable[Source], extractions: Iterable[Extraction]) -> Chronicle:
    """One chronicle of what was read in several sources: which names are one, which reports are one event, where
    sources differ. For what a person says in files of a site there is `weave_site`.

    >>> texts = {"post": "Ada Fenwick resigned from Northwind Tide on 3 May 2031.",
    ...          "news": "On 3 May 2031 Ada Fenwick, its founder, resigned from Northwind Tide."}
    >>> sources = [read_text(text, name=name) for name, text in texts.items()]
    >>> chronicle = weave_facts(sources, [extract_facts(source) for source in sources])
    >>> [(event.date.edtf, event.title) for event in chronicle.events]
    [('2031-05-03', 'Ada Fenwick resigns from Northwind Tide')]
    >>> sorted(evidence.source for evidence in chronicle.events[0].evidence)
    ['news', 'post']
    """
    from sourceline.weave import weave  # noqa: PLC0415 - lazy

    chronicle, _ = weave(Settings(), tuple(sources), tuple(extractions))
    return chronicle


def locate_evidence(source: Source, evidence: Evidence) -> tuple[int, int] | None:
    """Where the words of a fact stand in the text of its source today; None when they are not there.

    >>> source = read_text("The mill opened.")
    >>> locate_evidence(source, Evidence("text", "mill", start=-1, end=-1))
    (4, 8)
    """
    from sourceline.extract.ground import find_quote  # noqa: PLC0415 - lazy

    return find_quote(source, evidence)


# --- dates ------------------------------------------------------------------------------------


def parse_date(text: str) -> Edtf:
    """An EDTF date, with its bounds. A ValueError says at which column it is none.

    >>> date = parse_date("2031-05~")
    >>> date.earliest, date.latest, date.approximate
    (Day(year=2031, month=5, day=1), Day(year=2031, month=5, day=31), True)
    """
    from sourceline.edtf import parse  # noqa: PLC0415 - lazy

    return parse(text)


def word_date(date: str | Edtf, *, language: str = "en") -> str:
    """An EDTF date as a reader of a language expects it.

    >>> word_date("2031-05~"), word_date("2019/2021")
    ('about May 2031', '2019 to 2021')
    """
    from sourceline.edtf import words  # noqa: PLC0415 - lazy

    return words(parse_date(date) if isinstance(date, str) else date, language=language)


# --- sites ------------------------------------------------------------------------------------


def extract_sources(
    root: Folder, *, engine: str | None = None, paths: Sequence[Folder] = (), jobs: int | None = 1
) -> ExtractionReport:
    """Read what is new or changed in the site's folder, or `paths`, and write what was found to
    `content/extracted/`; as the command `extract`. `engine` is that of the site's settings by default."""
    from sourceline.pipeline import extract_sources as extract  # noqa: PLC0415 - lazy

    return extract(Path(root), paths=[Path(path) for path in paths], engine=engine, jobs=jobs)


def weave_site(root: Folder, *, engine: str | None = None, jobs: int | None = 1) -> Woven:
    """The chronicle of a site with everything that people wrote into it, and all problems; what is unread is read.
    Nothing is written. ContentError when files cannot be read."""
    from sourceline.pipeline import ignore_progress  # noqa: PLC0415 - lazy
    from sourceline.pipeline import weave_site as weave  # noqa: PLC0415 - lazy

    return weave(Path(root), ignore_progress, engine=engine, jobs=jobs, keep=False)


def check_site(root: Folder, *, engine: str | None = None, jobs: int | None = 1) -> CheckReport:
    """Every problem of a site's content, with its place and how to mend it, and what rests on each sentence; as the
    command `check`. Nothing is written."""
    from sourceline.pipeline import check_site as check  # noqa: PLC0415 - lazy

    return check(Path(root), engine=engine, jobs=jobs)


def build_site(
    root: Folder,
    output: Folder | None = None,
    *,
    engine: str | None = None,
    strict: bool = False,
    known_on: str | None = None,
    jobs: int | None = 1,
) -> BuildReport:
    """Build the site in a folder and publish it at `output` (`public/` in it by default); as the command `build`.

    With `jobs` above 1, or None for as many as pay, the calling program's main module must be one that can be
    imported again (`if __name__ == "__main__":`). ContentError with every problem when the content has errors
    (with `strict`, warnings too); the published site then stays as it was.
    """
    from sourceline.pipeline import build_site as build  # noqa: PLC0415 - lazy

    place = Path(root)
    return build(
        place,
        place / "public" if output is None else Path(output),
        engine=engine,
        strict=strict,
        known_on=known_on,
        jobs=jobs,
    )


def compare_engines(
    root: Folder, engines: Sequence[str], *, paths: Sequence[Folder] = (), jobs: int | None = 1
) -> Comparison:
    """How engines read the sources of a site, beside what its author says and beside each other; as the command
    `compare`. Nothing is written."""
    from sourceline.pipeline import compare_engines as compare  # noqa: PLC0415 - lazy

    return compare(Path(root), engines, paths=[Path(path) for path in paths], jobs=jobs)
