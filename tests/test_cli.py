"""The commands as a person types them."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest
from trees import read_site, read_tree, write_tree

from sourceline.cli.commands import commands
from sourceline.cli.group import place_command
from sourceline.cli.report import Progress, count_problems, format_json, show_kinds
from sourceline.errors import Paste, Position, Problem

ROOT = Path(__file__).resolve().parent.parent


def run(
    *args: str | Path, cwd: Path = ROOT, module: bool = True
) -> subprocess.CompletedProcess[str]:
    start = (
        [sys.executable, "-m", "sourceline"] if module else [sys.executable, str(ROOT / "build.py")]
    )
    return subprocess.run(
        [*start, *map(str, args)], cwd=cwd, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize(
    ("typed", "placed"),
    [
        ([], ["build"]),
        (["--strict"], ["build", "--strict"]),
        (["-C", "check"], ["build", "-C", "check"]),
        (["check"], ["check"]),
        (["-C", "site", "check", "--json"], ["check", "-C", "site", "--json"]),
        (["--output", "x", "build"], ["build", "--output", "x"]),
        (["--engine", "fast", "check"], ["check", "--engine", "fast"]),
        (["--jobs", "2", "extract"], ["extract", "--jobs", "2"]),
        (["--scheduler", "tcp://a:1", "extract"], ["extract", "--scheduler", "tcp://a:1"]),
        (["--branch", "pages", "publish"], ["publish", "--branch", "pages"]),
        (["-j", "2"], ["build", "-j", "2"]),
        (["biuld"], ["biuld"]),
        (["--help"], ["--help"]),
        (["--version"], ["--version"]),
        (["check", "--help"], ["check", "--help"]),
    ],
)
def test_default_command(typed: list[str], placed: list[str]) -> None:
    """Options may stand before the command, and without one it is `build`."""
    assert place_command(typed) == placed


def test_options_before_their_command() -> None:
    """Each option of each command may stand before it, with its value; `--sentences` has one in `digest` alone."""
    context = click.Context(commands)
    options = [
        (name, option, ["x"] * (not parameter.is_flag))
        for name in commands.list_commands(context)
        for parameter in getattr(commands.get_command(context, name), "params", ())
        if isinstance(parameter, click.Option)
        for option in parameter.opts
    ]
    assert len(options) > 40
    assert [
        (name, option)
        for name, option, value in options
        if place_command([option, *value, name]) != [name, option, *value]
    ] == [("digest", "--sentences")]


def test_build(site: Path) -> None:
    """A build says what it read and where the site is, and exits with 0; a second one changes nothing."""
    first = run("-C", site)
    assert first.returncode == 0, first.stderr
    pages = len([name for name in read_tree(site / "public") if name.endswith(".html")])
    assert first.stdout == f"Read 1 source (1 extracted). {pages} pages → {site}/public/\n"
    second = run("-C", site)
    assert (
        second.stdout
        == f"Read 1 source (0 extracted). {pages} pages → {site}/public/ (unchanged)\n"
    )


def test_build_script_is_the_command(site: Path) -> None:
    """`python build.py` and `sourceline` do and say the same."""
    run(cwd=site)
    one, two = run(cwd=site), run(cwd=site, module=False)
    assert (one.returncode, one.stdout, one.stderr) == (two.returncode, two.stdout, two.stderr)
    assert one.stdout.endswith("pages → public/ (unchanged)\n")


def test_extract(site: Path) -> None:
    """`extract` writes what is new and names it; a path has it read again; your own files stay."""
    assert run("extract", "-C", site).stdout == (
        "Wrote content/extracted/tide.yaml\nRead 1 source (1 extracted).\n"
    )
    before = read_tree(site)
    assert run("extract", "-C", site).stdout == "Read 1 source (0 extracted).\n"
    again = run("extract", "content/sources/tide.txt", cwd=site)
    assert again.stdout == "Wrote content/extracted/tide.yaml\nRead 1 source (1 extracted).\n"
    assert read_tree(site) == before


def test_build_as_known_on_a_day(site: Path) -> None:
    """`build --as-known-on` tells only what was published by then, and every page says so; your own
    site and files stay."""
    early = "Ada Fenwick resigned as head of Northwind Tide on 3 May 2031.\n"
    late = "Bruno Castellan resigned as head of Harbour Bank on 7 July 2031.\n"
    files = {"tide.txt": early, "tide.txt.yaml": "published: 2031-05-04\n"}
    files |= {"bank.txt": late, "bank.txt.yaml": "published: 2031-07-08\n"}
    write_tree(site, {f"content/sources/{name}": text for name, text in files.items()})
    write_tree(site, {"content/events/bruno-castellan-departure.yaml": "reviewed: true\n"})
    run(cwd=site)
    before = read_site(site)
    done = run("build", "--as-known-on", "2031-06", "--output", "then", cwd=site)
    assert done.returncode == 0, done.stderr
    then = site / "then"
    assert sorted(path.name for path in (then / "events").iterdir()) == ["ada-fenwick-departure"]
    pages = [path.read_text(encoding="utf-8") for path in then.rglob("index.html")]
    notice = "As known on June 2031: sources published later are left out."
    assert all(notice in page for page in pages)
    shutil.rmtree(then)
    shutil.rmtree(site / ".then.old", ignore_errors=True)
    assert read_site(site) == before
    wrong = run("build", "--as-known-on", "June", cwd=site)
    assert (wrong.returncode, wrong.stderr) == (
        2,
        "error: 'June' is no date.\n    Write one such as 2024-03-26 or 2024-03.\n",
    )


def test_edit(site: Path) -> None:
    """`edit` writes the file of an event or profile once, ready to change and saying nothing yet; an
    unknown id is a wrong call that names the nearest."""
    text = "Ada Fenwick resigned as head of Northwind Tide on 3 May 2031.\n"
    write_tree(site, {"content/sources/tide.txt": text})
    run(cwd=site)
    before = read_tree(site / "public")
    done = run("edit", "ada-fenwick-departure", cwd=site)
    assert (done.returncode, done.stdout) == (
        0,
        "Wrote content/events/ada-fenwick-departure.yaml\n",
    )
    file = site / "content/events/ada-fenwick-departure.yaml"
    assert "\n# date: 2031-05-03\n" in file.read_text(encoding="utf-8")
    run(cwd=site)
    assert read_tree(site / "public") == before

    file.write_text("# mine\n", encoding="utf-8")
    again = run("edit", "ada-fenwick-departure", cwd=site)
    assert again.stdout == "There is already content/events/ada-fenwick-departure.yaml\n"
    assert file.read_text(encoding="utf-8") == "# mine\n"

    profile = run("edit", "people/ada-fenwick", cwd=site)
    assert profile.stdout == "Wrote content/profiles/ada-fenwick.yaml\n"
    wrong = run("edit", "ada-fenwick-departur", cwd=site)
    assert wrong.returncode == 2
    assert "Did you mean 'ada-fenwick-departure'?" in wrong.stderr


def test_extract_unknown_path(site: Path) -> None:
    """A path that is no source is a wrong call."""
    done = run("extract", "content/sources/other.txt", cwd=site)
    assert (done.returncode, done.stdout, done.stderr) == (
        2,
        "",
        "error: content/sources/other.txt is none of the sources.\n    Name a file such as content/sources/tide.txt.\n",
    )


def test_check_writes_nothing(site: Path) -> None:
    """`check` finds problems without writing a file."""
    before = read_tree(site)
    done = run("check", "-C", site)
    assert done.returncode == 0, done.stderr
    assert read_tree(site) == before


def test_check_json(site: Path) -> None:
    """`check --json` prints every problem on stdout, for programs, with the same exit code."""
    write_tree(site, {"content/events/x.yaml": "titel: A\n"})
    done = run("check", "--json", "-C", site)
    assert (done.returncode, done.stderr) == (1, "")
    (problem,) = json.loads(done.stdout)
    assert {key: problem[key] for key in ("path", "line", "column", "severity", "code")} == {
        "path": "content/events/x.yaml",
        "line": 1,
        "column": 1,
        "severity": "error",
        "code": "unknown-key",
    }


def test_check_tells_of_every_sentence(site: Path) -> None:
    """`check` counts the sentences nothing rests on; `--sentences` lists every sentence with its place."""
    text = "Ada Fenwick resigned as head of Northwind Tide on 3 May 2031. Was it the sea?\n"
    write_tree(site, {"content/sources/tide.txt": text})
    assert run("check", "-C", site).stdout == ("Sentences nothing rests on: 1 of 2 (question 1).\n")
    first, second, last = run("check", "--sentences", "-C", site).stdout.splitlines()
    assert first.startswith("content/sources/tide.txt:1:1: event ada-fenwick-departure")
    assert second == "content/sources/tide.txt:1:63: nothing: it is a question"
    assert last == "Sentences nothing rests on: 1 of 2 (question 1)."
    listed = json.loads(run("check", "--json", "--sentences", "-C", site).stdout)
    assert [row["code"] for row in listed["problems"]] == ["single-source", "undated-source"]
    assert listed["sentences"][1] == {
        "path": "content/sources/tide.txt",
        "line": 1,
        "column": 63,
        "number": 2,
        "claims": [],
        "reason": "question",
        "names": [],
    }


def test_strict(site: Path) -> None:
    """A warning fails only with --strict; then nothing is published."""
    write_tree(
        site,
        {"content/sources/more.md": "---\nmood: sunny\n---\n\nThe harbour opened on 3 May 2030.\n"},
    )
    strict = run("build", "--strict", "-C", site)
    assert (strict.returncode, (site / "public").exists()) == (1, False)
    assert "content/sources/more.md:2:1: warning: The key 'mood' is not used." in strict.stderr
    assert run("check", "--strict", "-C", site).returncode == 1
    assert run("check", "-C", site).returncode == 0
    assert run("build", "-C", site).returncode == 0


@pytest.mark.parametrize(
    "args", [["--output", "/"], ["--outptu"], ["biuld"], ["-C", "/nowhere/at/all"], ["-j", "0"]]
)
def test_wrong_call(args: list[str], site: Path) -> None:
    """A wrong call exits with 2 and says what to type instead, without a traceback."""
    done = run(*args, cwd=site)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert done.stderr.strip()


def test_jobs_or_scheduler(site: Path) -> None:
    """A run is here or on a cluster: with both options nothing is read, and the message says why."""
    done = run("extract", "-C", site, "--jobs", "2", "--scheduler", "tcp://127.0.0.1:8786")
    expected = (
        "error: --jobs is for this machine, --scheduler for a cluster; name one of them.\n"
        "    How many read in a cluster is how many workers are started there.\n"
    )
    assert (done.returncode, done.stderr) == (2, expected)
    assert not (site / "content" / "extracted").exists()


def test_address_is_looked_at_first(site: Path) -> None:
    """A wrong address is refused also where there is nothing to read."""
    run("extract", "-C", site, "--engine", "fast")
    done = run("extract", "-C", site, "--engine", "fast", "--scheduler", "10.0.0.5")
    assert done.returncode == 2
    assert done.stderr.startswith("error: '10.0.0.5' is no address of a Dask scheduler.\n")


@pytest.mark.parametrize("command", ["", "build", "extract", "check", "serve"])
def test_help_teaches(command: str) -> None:
    """Every help says what the command does, shows an example and the exit codes."""
    done = run(*([command] if command else []), "--help")
    assert done.returncode == 0
    assert "Example" in done.stdout
    assert "Exit codes: 0 done; 1" in done.stdout
    assert f"sourceline {command}".strip() in done.stdout


def test_help_loads_little() -> None:
    """`--help` loads no YAML, no templates, no rules: only click."""
    code = "import sys; from sourceline.cli import commands; print(*sorted(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    heavy = {
        "yaml",
        "jinja2",
        "markdown_it",
        "tornado",
        "livereload",
        "slugify",
        "sourceline.pipeline",
        "sourceline.extract",
    }
    assert heavy & set(done.stdout.split()) == set()


UNCHANGED = """
import sys
from sourceline.cli import main
try:
    main(["build", "-C", {site!r}])
except SystemExit:
    print(*sorted(sys.modules))
"""


def test_unchanged_build_loads_nothing(site: Path) -> None:
    """A build of an unchanged site loads no click, no YAML, no templates, not even `pathlib`; and it says
    what the one before said."""
    run("-C", str(site), cwd=site)
    again = run("-C", str(site), cwd=site)
    whole = run("-C", str(site), "--jobs", "1", cwd=site)
    assert (again.stdout, again.stderr) == (whole.stdout, whole.stderr)
    code = UNCHANGED.format(site=str(site))
    done = subprocess.run(
        [sys.executable, "-I", "-c", f"import sys; sys.path.insert(0, {str(ROOT)!r})\n{code}"],
        capture_output=True,
        text=True,
        check=True,
    )
    ours = {"sourceline", "sourceline.cli", "sourceline.cli.repeat", "sourceline.cli.words"}
    loaded = set(done.stdout.splitlines()[-1].split())
    assert {name for name in loaded if name.startswith("sourceline")} == {
        *ours,
        "sourceline.forks",
        "sourceline.ledger",
    }
    assert loaded & {"click", "yaml", "jinja2", "pathlib", "dataclasses", "typing"} == set()


PASTE = Paste("b.yaml", "merge: [b, c]", "merge")
PROBLEMS = [
    Problem(Position("b.yaml", 2, 3), "pair", "Second.", "Mend b.", "warning", (PASTE,)),
    Problem(Position("a.yaml"), "gap", "First.", "Mend a."),
]


def test_problem_counts() -> None:
    """Counts name each severity that there is."""
    assert count_problems(PROBLEMS) == "1 error, 1 warning"


def test_problems_as_json() -> None:
    """JSON holds every field of every problem, in order of place."""
    assert json.loads(format_json(PROBLEMS)) == [
        {
            "path": "a.yaml",
            "line": 0,
            "column": 0,
            "severity": "error",
            "code": "gap",
            "message": "First.",
            "remedy": "Mend a.",
            "paste": [],
        },
        {
            "path": "b.yaml",
            "line": 2,
            "column": 3,
            "severity": "warning",
            "code": "pair",
            "message": "Second.",
            "remedy": "Mend b.",
            "paste": [{"path": "b.yaml", "lines": "merge: [b, c]", "instead_of": "merge"}],
        },
    ]


def test_kinds_are_counted(capsys: pytest.CaptureFixture[str]) -> None:
    """All problems stand in order of place, lines to paste below where the remedy has them not; the table
    counts each kind."""
    show_kinds(PROBLEMS, None)
    assert capsys.readouterr().err == (
        "a.yaml: error: First.\n    Mend a.\n"
        "b.yaml:2:3: warning: Second.\n    Mend b.\n    b.yaml:\n        merge: [b, c]\n"
        "1 error, 1 warning:\n  1 pair (Perhaps one)\n  1 gap (Gaps in time)\n"
    )
    show_kinds(PROBLEMS, {"gap"})
    assert capsys.readouterr().err == (
        "a.yaml: error: First.\n    Mend a.\n"
        "1 error, 1 warning:\n  1 pair (Perhaps one); 1 not listed here, see --only pair\n"
        "  1 gap (Gaps in time)\n"
    )


def test_many_notes_of_a_kind(capsys: pytest.CaptureFixture[str]) -> None:
    """Of very many notes of one kind the first are listed, and all are when asked for; the table counts
    all. What fails is listed always."""
    notes = [Problem(Position("a", n), "pair", "M", "R", "note") for n in range(1, 1061)]
    errors = [Problem(Position("b", n), "unknown-key", "M", "R") for n in range(1, 61)]
    show_kinds([*notes, *errors], None)
    lines = capsys.readouterr().err.splitlines()
    assert sum(line.startswith("a:") for line in lines) == 50
    assert sum(line.startswith("b:") for line in lines) == 60
    assert lines[-3:] == [
        "60 errors, 1,060 notes:",
        "     60 unknown-key (Unknown keys)",
        "  1,060 pair (Perhaps one); 1,010 not listed here, see --only pair",
    ]
    show_kinds(notes, {"pair"})
    assert sum(line.startswith("a:") for line in capsys.readouterr().err.splitlines()) == 1060


def test_check_only_some_kinds(site: Path) -> None:
    """`--only` lists some kinds and counts all; it changes no exit code; a kind that is none is a wrong
    call."""
    write_tree(site, {"content/events/x.yaml": "title: A\nparticipants: [{profile: nobody}]\n"})
    done = run("check", "-C", site, "--only", "single-source,gap")
    assert done.returncode == 1
    assert [line for line in done.stderr.splitlines() if line.startswith("content/")] == [
        (
            "content/sources/tide.txt: note: 2 events rest on this source alone:"
            " ada-fenwick-departure, bruno-castellan-appointment."
        )
    ]
    assert "  1 unknown-profile (Unknown profiles); 1 not listed here" in done.stderr
    listed = json.loads(run("check", "-C", site, "--only", "single-source", "--json").stdout)
    assert [(row["code"], len(row["paste"])) for row in listed] == [("single-source", 2)]
    wrong = run("check", "-C", site, "--only", "single-sorce")
    assert (wrong.returncode, wrong.stdout) == (2, "")
    assert wrong.stderr == (
        "error: There is no kind of problem 'single-sorce'.\n    Did you mean single-source?\n"
    )


def test_check_explains_a_kind(tmp_path: Path) -> None:
    """`--explain` says what a kind means, where there is no site, too; a kind that is none is a wrong call."""
    done = run("check", "-C", tmp_path, "--explain", "pair")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == (
        "pair (Perhaps one), note:\n"
        "    Two events or two profiles are perhaps one.\n"
        "    If they are one, write 'merge:'; if they are two, 'not:'. Both lines stand in the message.\n"
    )
    assert run("check", "--explain", "pear").returncode == 2


def test_progress_on_a_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    """On a terminal one line moves, and is taken away at the end; quick work shows nothing."""
    quick = Progress(terminal=True)
    quick("sources", 1, 2, "tide")
    quick.clear()
    assert capsys.readouterr().err == ""
    slow = Progress(shown_at=0, terminal=True)
    slow("sources", 1, 2000, "tide")
    slow.clear()
    assert capsys.readouterr().err.replace("\x1b[2K", "") == "\r1 of 2,000 sources · tide\r"
    long = Progress(shown_at=0, terminal=True)
    long("sources", 1, 2, "x" * 1000)
    assert len(capsys.readouterr().err.replace("\r\x1b[2K", "")) < 1000


def test_progress_in_a_log(capsys: pytest.CaptureFixture[str]) -> None:
    """Elsewhere a line of its own tells how far slow work is."""
    progress = Progress(shown_at=0, terminal=False)
    progress("sources", 1, 2, "tide")
    progress("sources", 2, 2, "wave")
    progress.clear()
    assert capsys.readouterr().err == "1 of 2 sources · tide\n"


def test_many_notes_are_counted(site: Path) -> None:
    """A build that has many notes counts them, so that they hide no warning; `check` lists them."""
    text = "A storm closed the tide gate.\n\nAdvertisement\n\nIt opened again.\n\nAdvertisement\n"
    for n in range(6):
        (site / f"content/sources/news-{n}.txt").write_text(text, encoding="utf-8")
    built = run("-C", site).stderr
    assert ": note: Left out" not in built
    assert "`sourceline check` lists the notes." in built
    assert run("check", "-C", site).stderr.count(": note: Left out as advertisement") == 12


def test_digest(tmp_path: Path) -> None:
    """`digest` prints the key dates of a folder as JSON, and what it cannot use on stderr."""
    write_tree(
        tmp_path,
        {
            "news/a.md": "---\npublished: 2031-05-07\n---\n\nThe dam of Keld broke on Tuesday, and nine people died.\n",
            "news/b.txt": "It was on 6 May 2031 that the dam broke.\n",
            "c.doc": "The dam broke.",
        },
    )
    done = run("digest", tmp_path, "--dates", "1", "--sentences", "1", "--from", "2031")
    assert (done.returncode, json.loads(done.stdout)) == (
        0,
        [
            {
                "date": "2031-05-06",
                "weight": 1.0,
                "sentences": [
                    {
                        "text": "The dam of Keld broke on Tuesday, and nine people died.",
                        "source": "news/a.md",
                        "start": 31,
                        "end": 86,
                    }
                ],
            }
        ],
    )
    assert [line for line in done.stderr.splitlines() if not line.startswith(" ")] == [
        "c.doc: warning: No reader knows files that end in '.doc'.",
        "news/b.txt: note: It is not known on which day this was published; only the days that it states count.",
        "1 warning, 1 note.",
    ]


def test_digest_of_nothing(tmp_path: Path) -> None:
    """A folder without a readable source is an error, and so is a bound that is no date."""
    empty = run("digest", tmp_path)
    assert (empty.returncode, empty.stdout) == (1, "")
    assert "There is no source here" in empty.stderr
    write_tree(tmp_path, {"a.txt": "The dam broke on 6 May 2031.\n"})
    wrong = run("digest", tmp_path, "--from", "spring")
    assert (wrong.returncode, wrong.stdout, wrong.stderr) == (
        2,
        "",
        "error: 'spring' is no date.\n    Write it as 2031-01-25, 2031-01 or 2031.\n",
    )


def test_add(tmp_path: Path) -> None:
    """Files become sources with what the options say; what cannot be added is told, and the others are added."""
    page = "<html><head><title>A bridge opens</title></head><body><p>The bridge was opened on 3 May 2031.</p>"
    (tmp_path / "page.html").write_text(page, encoding="utf-8")
    done = run(
        *(
            "add",
            "--published",
            "2031-05",
            "--archive",
            "https://archive.example/x",
            "--name",
            "bridge",
        ),
        "page.html",
        cwd=tmp_path,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[:2] == [
        "Wrote content/sources/bridge.md",
        "      content/originals/bridge.html",
    ]
    text = (tmp_path / "content/sources/bridge.md").read_text(encoding="utf-8")
    assert text.startswith(
        "---\ntitle: A bridge opens\narchive_url: https://archive.example/x\npublished: 2031-05\nadded: "
    )
    assert text.endswith("---\n\n# A bridge opens\n\nThe bridge was opened on 3 May 2031.\n")
    again = run("add", "page.html", "none.html", "http://127.0.0.1:1/", cwd=tmp_path)
    assert (again.returncode, "1 source added, 2 not." in again.stdout) == (1, True)
    assert "There is no file none.html." in again.stderr
    assert "no address of the public net" in again.stderr


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--published", "yesterday", "a.html"), "no date"),
        (("--archive", "archive.example", "a.html"), "no web address"),
        (("--title", "One", "a.html", "b.html"), "--title is of one document"),
        (("none.html",), "There is no file none.html"),
    ],
)
def test_add_is_called_wrongly(tmp_path: Path, options: tuple[str, ...], words: str) -> None:
    """A date or an address that is none, and what is said of several documents at once, are wrong calls."""
    done = run("add", *options, cwd=tmp_path)
    assert (done.returncode, words in done.stderr) == (2, True)
    assert list(tmp_path.iterdir()) == []
