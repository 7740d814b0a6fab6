"""The recipes, from sources to the published site."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

import pytest
from trees import read_site, read_tree, write_tree

from sourceline.errors import ContentError, Position, Problem
from sourceline.extract.ground import make_evidence
from sourceline.extract.rules import RulesEngine
from sourceline.model import EventClaim, Extraction, Source
from sourceline.pipeline import (
    build_site,
    check_site,
    digest_folder,
    extract_sources,
    find_theme,
    is_failing,
    list_folders,
    list_watched,
    read_bound,
    read_static,
    report_dropped,
)
from sourceline.read import read_source

ROOT = Path(__file__).resolve().parent.parent


@dataclass
class CountingEngine:
    """The rules, and how often they were asked."""

    asked: list[str]
    fingerprint: str
    name: str = "rules"

    def extract(self, source: Source) -> Extraction:
        self.asked.append(source.id)
        return RulesEngine().extract(source)


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> CountingEngine:
    """An engine that the recipes use in place of the rules."""
    made = CountingEngine([], RulesEngine().fingerprint)
    monkeypatch.setattr("sourceline.pipeline.extraction.load_engine", lambda _: made)
    return made


def test_second_build_extracts_nothing(site: Path, engine: CountingEngine) -> None:
    """A build asks the engine only for what is new; the same content gives the same bytes."""
    first = build_site(site, site / "public")
    tree = read_site(site)
    second = build_site(site, site / "public")
    assert engine.asked == ["tide"]
    assert (first.extracted, first.changed) == (1, True)
    assert (second.extracted, second.changed, second.pages) == (0, False, first.pages)
    assert read_site(site) == tree


@dataclass(frozen=True)
class DoubtfulEngine:
    """Reads one event in the second sentence of every source, and hardly believes it."""

    name: str = "rules"
    fingerprint: str = "1"

    def extract(self, source: Source) -> Extraction:
        sentence = source.sentences[1]
        evidence = make_evidence(source, sentence.start, sentence.end)
        event = EventClaim(
            id="castellan-appointment",
            kind="appointment",
            title="Bruno Castellan is appointed",
            date=None,
            evidence=(evidence,),
            confidence=0.3,
        )
        return Extraction(source=source.id, sha256=source.sha256, engine="rules 1", events=(event,))


def test_proposals_wait_for_a_person(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is read with little confidence is on no page; `check` names its sentence and the line that
    accepts it; with that line it is on the site, with `reject` it is gone."""
    monkeypatch.setattr("sourceline.pipeline.extraction.load_engine", lambda _: DoubtfulEngine())
    expected = (
        "content/sources/tide.txt:3:1: note: Proposed, not shown: the event “Bruno Castellan is"
        " appointed”; its confidence is 0.30.\n"
        "    Read its sentence, then write 'reviewed: true' or 'reject: true' into"
        " content/events/castellan-appointment.yaml."
    )

    def build() -> tuple[bool, list[str]]:
        """Whether any file of the site speaks of it, and what is proposed."""
        problems = build_site(site, site / "public").problems
        assert {p for p in problems if p.code == "proposal"} == {
            p for p in check_site(site).problems if p.code == "proposal"
        }
        shown = any(b"is appointed" in data for data in read_tree(site / "public").values())
        return shown, [str(p) for p in problems if p.code == "proposal"]

    assert build() == (False, [expected])
    file = "content/events/castellan-appointment.yaml"
    write_tree(site, {file: "reviewed: true\n"})
    assert build() == (True, [])
    write_tree(site, {file: "reject: true\n"})
    assert build() == (False, [])


WITHOUT = """import sys
sys.modules |= dict.fromkeys({names!r})
from sourceline.cli import main
main({args!r})
"""


def run_without(*names: str, args: list[str]) -> subprocess.CompletedProcess[str]:
    """A command in a Python that lacks packages: importing one of them fails."""
    code = WITHOUT.format(names=names, args=args)
    command = [sys.executable, "-c", code]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_unchanged_build_needs_no_tagger(site: Path) -> None:
    """With every source read, a build imports nothing that names are read with, and starts no worker."""
    build_site(site, site / "public")
    heavy = ("numpy", "onnxruntime", "pycrfsuite", "multiprocessing", "concurrent.futures.process")
    again = run_without(*heavy, args=["build", "-j", "4", "-C", str(site)])
    assert (again.returncode, again.stderr.splitlines()[-1]) == (0, "1 note.")
    assert "(0 extracted)" in again.stdout


def test_missing_packages_are_named(site: Path) -> None:
    """Where the good tagger's packages are missing, the build says what to type; `fast` works."""
    failed = run_without("onnxruntime", "numpy", args=["build", "-C", str(site)])
    assert failed.returncode == 2
    assert 'pip install "sourceline[names]"' in failed.stderr
    assert "--engine fast" in failed.stderr
    fast = ["build", "-C", str(site), "--engine", "fast"]
    done = run_without("onnxruntime", "numpy", args=fast)
    assert (done.returncode, "error" in done.stderr) == (0, False)


def test_missing_cluster_is_named(site: Path) -> None:
    """Where Dask is not installed, `--scheduler` says what to type; nothing else needs it."""
    away = ["extract", "-C", str(site), "--scheduler", "tcp://127.0.0.1:8786"]
    failed = run_without("dask", "distributed", args=away)
    expected = (
        "error: --scheduler needs Dask, and dask is not installed.\n"
        '    Type: pip install "sourceline[cluster]"\n'
        "    or read on this machine: --jobs N.\n"
    )
    assert (failed.returncode, failed.stderr) == (2, expected)
    done = run_without("dask", "distributed", args=["extract", "-C", str(site)])
    assert (done.returncode, "(1 extracted)" in done.stdout) == (0, True)


def test_engine_of_the_settings(site: Path) -> None:
    """`engine:` in site.yaml chooses who reads; a command's own choice wins."""
    write_tree(site, {"content/site.yaml": "engine: fast\n"})
    engines = [extract_sources(site, engine=name).extractions[0].engine for name in (None, "rules")]
    assert [engine.split()[0] for engine in engines] == ["fast", "rules"]


def test_only_changes_are_extracted(site: Path, engine: CountingEngine) -> None:
    """A new source, a changed source and another engine bring reading again, of just these."""
    build_site(site, site / "public")
    write_tree(
        site,
        {"content/sources/second.txt": "The harbour of Northwind Tide opened on 3 May 2030.\n"},
    )
    build_site(site, site / "public")
    write_tree(
        site, {"content/sources/tide.txt": "Northwind Tide closed its harbour on 4 May 2030.\n"}
    )
    build_site(site, site / "public")
    assert engine.asked == ["tide", "second", "tide"]
    engine.fingerprint = "of another version"
    report = extract_sources(site)
    assert report.written == ("content/extracted/second.yaml", "content/extracted/tide.yaml")


def test_removed_source_leaves_nothing(site: Path) -> None:
    """A source that is gone takes its pages and its extraction with it, and this is said; only the former
    site, kept for the next build, has them still."""
    clean = build_site(site, site / "public")
    before = read_site(site)
    write_tree(
        site,
        {"content/sources/second.txt": "The harbour of Northwind Tide opened on 3 May 2030.\n"},
    )
    build_site(site, site / "public")
    (site / "content/sources/second.txt").unlink()
    after = build_site(site, site / "public")
    tree = read_site(site).items()
    assert {path: data for path, data in tree if not path.startswith(".public.old/")} == before
    assert after.pages == clean.pages
    assert [problem for problem in after.problems if problem.code == "orphan"] == [
        Problem(
            Position("content/extracted/second.yaml"),
            "orphan",
            "The source that this was read from is gone, so it was removed.",
            "Nothing to do, unless the source was moved away by mistake.",
            "note",
        )
    ]


def test_every_unreadable_source_is_named(site: Path) -> None:
    """All problems of all files come at once, in order of their places."""
    write_tree(
        site,
        {
            "content/sources/b.txt": "",
            "content/sources/a.txt": "",
            "content/site.yaml": "titel: x\n",
        },
    )
    with pytest.raises(ContentError) as caught:
        build_site(site, site / "public")
    places = [
        str(problem.position) for problem in caught.value.problems if problem.severity == "error"
    ]
    assert places == [
        "content/site.yaml:1:1",
        "content/sources/a.txt:1:1",
        "content/sources/b.txt:1:1",
    ]
    assert [problem for problem in check_site(site).problems if problem.severity == "error"] == [
        problem for problem in caught.value.problems if problem.severity == "error"
    ]


def test_dropped_parts_are_reported() -> None:
    """Each part that was left out of a source is a note with its place, words and reason; front matter is not."""
    source = read_source(
        b"---\ntitle: A\n---\nThe bridge opened.\n\nAdvertisement\n\nIt is long.\n",
        path="content/sources/a.md",
    )
    assert source.dropped[0].reason == "front matter"
    assert list(report_dropped(source)) == [
        Problem(
            Position("content/sources/a.md", 6, 1),
            "dropped",
            "Left out as advertisement: “Advertisement”.",
            "Nothing to do, unless it is part of the article.",
            "note",
        )
    ]


@pytest.mark.parametrize(
    ("severity", "strict", "failing"),
    [
        ("error", False, True),
        ("warning", False, False),
        ("note", False, False),
        ("error", True, True),
        ("warning", True, True),
        ("note", True, False),
    ],
)
def test_failing(severity: str, *, strict: bool, failing: bool) -> None:
    """Errors fail, warnings only when strict, notes never."""
    problem = Problem(Position("a"), "x", "m", "r", severity)  # type: ignore[arg-type] # one of the three
    assert is_failing(problem, strict=strict) == failing


def test_fault_in_a_template_leaves_the_published_site(site: Path) -> None:
    """It is a problem of the content, with its place; what is published stays as it was."""
    build_site(site, site / "public")
    published = read_tree(site / "public")
    write_tree(site, {"templates/about.html": "\n{{ titel }}\n"})
    with pytest.raises(ContentError) as caught:
        build_site(site, site / "public")
    assert [str(problem.position) for problem in caught.value.problems] == [
        "templates/about.html:2"
    ]
    assert read_tree(site / "public") == published


def test_own_templates_and_files_come_first(site: Path) -> None:
    """A site's own template and static file win over the theme's, one by one."""
    write_tree(site, {"templates/404.html": "Nothing stands here.\n", "static/icon.svg": "<svg/>"})
    assert list_folders(site, "templates") == [site / "templates", find_theme() / "templates"]
    static = read_static(site)
    assert static["icon.svg"] == b"<svg/>"
    assert static["tokens.css"] == (find_theme() / "static" / "tokens.css").read_bytes()
    build_site(site, site / "public")
    assert (site / "public" / "404.html").read_text() == "Nothing stands here.\n"
    assert (site / "public" / "index.html").read_text().startswith("<!doctype html>")


def test_theme_of_this_repository_is_searched_once() -> None:
    """Where the site's folder is the repository, its templates are the theme."""
    assert list_folders(ROOT, "templates") == [ROOT / "templates"]


def test_watched_places(site: Path) -> None:
    """What people write is watched, what a build writes is not."""
    names = [
        path.relative_to(site).as_posix()
        for path in list_watched(site)
        if path.is_relative_to(site)
    ]
    assert names == [
        "content/site.yaml",
        "content/corrections.yaml",
        "content/sources",
        "content/events",
        "content/profiles",
        "templates",
        "static",
    ]


def build_elsewhere(site: Path, **environment: str) -> dict[str, bytes]:
    """The site's bytes as a process of its own makes them."""
    subprocess.run(
        [sys.executable, str(ROOT / "build.py"), "-C", str(site)],
        env={**os.environ, **environment},
        check=True,
        capture_output=True,
    )
    return read_tree(site / "public")


@pytest.mark.parametrize(
    "environment",
    [
        {"PYTHONHASHSEED": "1"},
        {"PYTHONHASHSEED": "4242", "TZ": "Pacific/Kiritimati"},
        {"TZ": "America/St_Johns", "LC_ALL": "C"},
        {"LC_ALL": "C.UTF-8", "LANG": "tr_TR.UTF-8", "HOME": "/nowhere"},
    ],
)
def test_same_bytes_everywhere(site: Path, tmp_path: Path, environment: dict[str, str]) -> None:
    """Hash seed, time zone, locale, home and the path of the site change no byte."""
    expected = build_elsewhere(site)
    other = tmp_path / "another place"
    write_tree(other, {"content/sources/tide.txt": (site / "content/sources/tide.txt").read_text()})
    assert build_elsewhere(other, **environment) == expected


def test_digest_leaves_out_what_cannot_be_read(tmp_path: Path) -> None:
    """A digest is made of what can be read; of the rest it tells as warnings, in order of place."""
    (tmp_path / "b.txt").write_bytes(b"\xff\xfe broken")
    write_tree(tmp_path, {"a.txt": "The dam broke on 6 May 2031.\n", "c.doc": "x"})
    report = digest_folder(tmp_path, dates=3, sentences=1)
    assert [key.date for key in report.dates] == ["2031-05-06"]
    assert [(p.position.path, p.code, p.severity) for p in report.problems] == [
        ("a.txt", "undated-source", "note"),
        ("b.txt", "not-utf-8", "warning"),
        ("c.doc", "unknown-format", "warning"),
    ]


def test_digest_of_nothing_readable(tmp_path: Path) -> None:
    """A folder in which nothing can be read is an error, with each reason."""
    write_tree(tmp_path, {"c.doc": "x"})
    with pytest.raises(ContentError) as caught:
        digest_folder(tmp_path, dates=3, sentences=1)
    assert [problem.code for problem in caught.value.problems] == ["unknown-format"]


def test_digest_takes_sources_of_one_name(tmp_path: Path) -> None:
    """Files of one name in several folders are several sources, told apart by their paths."""
    report = digest_folder(
        write_articles(tmp_path), dates=3, sentences=1, begin="2031-05", end="2031-05"
    )
    assert [(key.date, key.lines[0].source) for key in report.dates] == [
        ("2031-05-06", "2031-05-07/1.txt"),
        ("2031-05-20", "2031-05-21/1.txt"),
    ]


def write_articles(folder: Path) -> Path:
    """Three articles in folders of their days, which sidecars state."""
    happened = {
        "2031-05-07": "The dam broke",
        "2031-05-21": "The dam was shut",
        "2031-06-04": "The dam was sold",
    }
    for day, words in happened.items():
        files = {
            f"{day}/1.txt": f"{words} on Tuesday, and the mayor of Keld was there.\n",
            f"{day}/1.txt.yaml": f"published: {day}\n",
        }
        write_tree(folder, files)
    return folder


@pytest.mark.parametrize(
    ("text", "side", "found"),
    [
        (None, "begin", None),
        ("2031-05", "begin", date(2031, 5, 1)),
        ("2031-05", "end", date(2031, 5, 31)),
        ("2031", "end", date(2031, 12, 31)),
        ("2031-05-06", "end", date(2031, 5, 6)),
        ("2031-05/..", "end", None),
    ],
)
def test_bounds_of_a_digest(
    text: str | None, side: Literal["begin", "end"], found: date | None
) -> None:
    """A month or year is bounded by its first and last day; what is open bounds nothing."""
    assert read_bound(text, side) == found
