"""What is installed, what is missing, and whether a site is well."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from trees import read_tree, write_tree

from sourceline import ledger
from sourceline.doctor import Finding, examine
from sourceline.doctor.program import inspect_packages
from sourceline.doctor.requirements import Requirement, write_command
from sourceline.doctor.site import inspect_requirement
from sourceline.pipeline import build_site, note_build
from sourceline.scaffold.making import make_site
from sourceline.scaffold.origin import Origin, find_origin, write_requirement

ROOT = Path(__file__).resolve().parents[2]
BROKEN_REMOTE = "https://ada:secret@forge.example/tide.git"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A new site that is read by the quick engine, for which the files of the example are not."""
    make_site(tmp_path / "site", write_requirement(find_origin()))
    shutil.rmtree(tmp_path / "site" / "content" / "events")
    write_tree(tmp_path / "site", {"content/site.yaml": "engine: fast\n"})
    return tmp_path / "site"


def look(site: Path, group: str, output: str = "public") -> dict[str, tuple[str, str, str]]:
    """Name → (state, text, remedy) of the findings of a group."""
    return {
        each.name: (each.state, each.text, each.remedy)
        for each in examine(site, site / output)
        if each.group == group
    }


def build(site: Path) -> None:
    report = build_site(site, site / "public")
    note_build(site, site / "public", report, told=("", ""))


def git(folder: Path, *args: str) -> None:
    subprocess.run(["git", "-C", str(folder), *args], check=True, capture_output=True)


def run(
    *args: str, start: tuple[str, ...] = ("-m", "sourceline")
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *start, *args], cwd=ROOT, capture_output=True, text=True, check=False
    )


def test_everything_is_there(site: Path) -> None:
    """All that is declared is told, in order; of a site that was built and can be published, all is ok but what
    is not yet to be had."""
    git(site, "init", "--initial-branch=main")
    git(site, "remote", "add", "origin", BROKEN_REMOTE)
    build(site)
    before = read_tree(site)
    findings = examine(site, site / "public")
    assert read_tree(site) == before
    names = [each.name for each in findings if each.group != "program"]
    assert names == [
        *("git", "repository", "remote", "gitignore", "settings", "sources", "engine", "output"),
        *("space", "build", "workflow", "requirement", "schemas"),
    ]
    told = [each.name for each in findings if each.group == "program"]
    assert told[:4] == ["python", "sourceline", "babel", "click"]
    assert told[-7:] == ["names", "images", "pdf", "cluster", "ical", "spacy", "llm"]
    odd = [each for each in findings if each.state != "ok"]
    assert [each.name for each in odd] in ([], ["requirement"])
    assert "secret" not in repr(findings)
    assert ("remote", "Remote origin: https://forge.example/tide.git.") in [
        (each.name, each.text) for each in findings
    ]


def test_packages() -> None:
    """A package that is needed and not there, or of a wrong version, is a problem; an extra is a note; each
    with the command that gets it."""
    missing, old = Requirement("no-such-package", ">=1,<2"), Requirement("click", ">=99,<100")
    cards = Requirement("no-such-painter", ">=1", "images")
    there = Requirement("click", ">=8,<9")
    found = list(inspect_packages((there, missing, old, cards)))
    version = found[0].text.removeprefix("click ").removesuffix(".")
    assert found == [
        Finding("program", "click", "ok", f"click {version}."),
        Finding(
            "program",
            "no-such-package",
            "problem",
            "no-such-package is not installed.",
            write_command([missing]),
        ),
        Finding(
            "program",
            "click",
            "problem",
            f"click is of version {version}, and >=99,<100 is needed.",
            write_command([old]),
        ),
        Finding(
            "program",
            "images",
            "note",
            "Extra images: no-such-painter is not installed; without it, no social cards can be drawn.",
            write_command([cards]),
        ),
    ]


def test_no_package_at_all() -> None:
    """Where packages are missing that every command needs, all are named at once, with the command that gets
    them, and no traceback."""
    done = run("check", start=("-S", "build.py"))
    assert (done.returncode, done.stdout) == (1, "")
    first, second = done.stderr.splitlines()
    assert first.startswith(
        "error: Sourceline needs packages that are not installed here: babel, click,"
    )
    assert second.startswith(f"    Type: {sys.executable} -m pip install 'babel>=")


def test_python_is_too_old() -> None:
    """A clone that is run with an older Python than is declared says so, whatever is asked, and no traceback."""
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    oldest = tomllib.loads(text)["project"]["requires-python"].removeprefix(">=")
    major, minor = map(int, oldest.split("."))
    start = (
        f"import sys; sys.version_info = {(major, minor - 1, 9)}; sys.version = '3.1 (old)'; "
        "from sourceline.cli import main; main(['check'])"
    )
    done = run(start=("-c", start))
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        f"error: Sourceline needs Python {oldest} or newer; this is 3.1.\n"
        "    Install a newer one, and Sourceline for it.\n"
    )


def test_reader_of_texts_is_missing(site: Path) -> None:
    """An engine that cannot read is a problem, told with its remedy; the command fails."""
    write_tree(site, {"content/site.yaml": "engine: rules\n"})
    code = (
        "import sys; sys.modules['onnxruntime'] = None; from sourceline.cli import main; "
        f"main(['doctor', '-C', {str(site)!r}, '--json'])"
    )
    done = run(start=("-c", code))
    (engine,) = [each for each in json.loads(done.stdout) if each["name"] == "engine"]
    assert (done.returncode, engine["state"]) == (1, "problem")
    assert engine["text"] == "Reading names needs onnxruntime, which is not installed."
    assert "--engine fast" in engine["remedy"]


@pytest.mark.parametrize(
    ("model", "state", "said"),
    [
        ("small", "ok", "Texts are read by small at 127.0.0.1:11434, when you run `extract`."),
        ("", "problem", "--engine llm needs the name of a model."),
    ],
)
def test_language_model(
    site: Path, monkeypatch: pytest.MonkeyPatch, model: str, state: str, said: str
) -> None:
    """A language model that is named well is told with its host; it is not asked."""
    address = "http://127.0.0.1:11434/v1"
    write_tree(site, {"content/site.yaml": f"engine: llm\nllm:\n  base_url: {address}\n"})
    monkeypatch.setenv("SOURCELINE_LLM_MODEL", model)
    monkeypatch.delenv("SOURCELINE_LLM_KEY", raising=False)
    assert look(site, "site")["engine"][:2] == (state, said)


def test_broken_settings_and_no_texts(site: Path) -> None:
    """What is wrong with the content is told with its place."""
    for path in (site / "content" / "sources").iterdir():
        path.unlink()
    write_tree(site, {"content/site.yaml": "engine: fast\ntitel: Tide\n"})
    told = look(site, "site")
    state, text, _ = told["settings"]
    assert (state, text) == (
        "problem",
        "content/site.yaml:2:1: There is no key 'titel' here. Did you mean 'title'?",
    )
    assert told["sources"][:2] == (
        "problem",
        "content/sources: There is no source here, so there is nothing to read.",
    )


def test_builds(site: Path) -> None:
    """It tells whether there was a build, and whether the site and the content are still as it left them."""
    assert look(site, "site")["build"] == (
        "note",
        f"Nothing was built to {site}/public/ yet.",
        f"sourceline build -C {site}",
    )
    build(site)
    state, built, _ = look(site, "site")["build"]
    assert state == "ok"
    assert built.endswith(" pages of 3 sources; nothing has changed since.")
    write_tree(site, {"content/sources/harbour-notes.txt": "Ada left.\n"})
    state, text, _ = look(site, "site")["build"]
    assert (state, text.split("; ")[1]) == ("note", "the content has changed since.")
    (site / "public" / "index.html").unlink()
    state, text, _ = look(site, "site")["build"]
    assert (state, text.split("; ")[1]) == ("note", f"files in {site}/public/ were changed since.")


def test_output_is_refused(site: Path) -> None:
    """A place where no site may be put is a problem."""
    state, text, remedy = look(site, "site", "content/public")["output"]
    assert (state, remedy) == (
        "problem",
        "Choose a folder that is only for the site, as in --output public.",
    )
    assert text.endswith("is in content/, which the site is made from.")


def test_what_is_missing_beside_the_content(site: Path) -> None:
    """Without a workflow, a requirement and schemas, each is a note that tells how to get it."""
    for path in (".github/workflows/pages.yml", "requirements.txt", "schemas/event.json"):
        (site / path).unlink()
    told = look(site, "site")
    assert {
        name: (told[name][0], told[name][2]) for name in ("workflow", "requirement", "schemas")
    } == {
        "workflow": ("note", f"sourceline new --add {site}"),
        "requirement": ("note", f"sourceline new --add {site}"),
        "schemas": ("note", f"sourceline schema -C {site}"),
    }


BY_COMMIT = Origin("1", "https://forge.example/tide.git", "0" * 40)


@pytest.mark.parametrize(
    ("pinned", "origin", "state", "remedy"),
    [
        (write_requirement(BY_COMMIT), BY_COMMIT, "ok", ""),
        (
            write_requirement(Origin("1")),
            BY_COMMIT,
            "note",
            f"This one would be: {write_requirement(BY_COMMIT)}",
        ),
        (
            write_requirement(Origin("1")),
            Origin("1"),
            "note",
            "Name the repository that you have it from, as the comment in that file shows.",
        ),
        (write_requirement(BY_COMMIT), Origin("1"), "ok", ""),
        (
            write_requirement(Origin("2")),
            Origin("1"),
            "note",
            f"This one would be: {write_requirement(Origin('1'))}",
        ),
    ],
)
def test_which_is_asked_for(
    tmp_path: Path, pinned: str, origin: Origin, state: str, remedy: str
) -> None:
    """requirements.txt is well when GitHub can install by it what runs here, as far as that is known."""
    make_site(tmp_path, pinned)
    found = inspect_requirement(tmp_path, origin)
    assert (found.state, found.remedy) == (state, remedy)


def test_repository(site: Path) -> None:
    """It tells what is missing before a site can be published from a repository."""
    assert look(site, "git")["repository"] == (
        "note",
        "This folder is in no Git repository.",
        f"git -C {site} init --initial-branch=main",
    )
    (site / ".git").write_text("damaged\n")
    assert look(site, "git")["repository"] == (
        "note",
        "Git does not work with the repository that this folder is in.",
        f"This tells why: git -C {site} status",
    )
    (site / ".git").unlink()
    git(site, "init", "--initial-branch=main")
    (site / ".gitignore").write_text("public/\n")
    told = look(site, "git")
    assert told["repository"] == ("ok", "This folder is in a Git repository, on main.", "")
    assert told["remote"][0] == "note"
    assert told["gitignore"] == (
        "note",
        "Git would keep what is made anew at every build: .public.old, .sourceline.",
        "Add lines to .gitignore: public/, .public.*, .sourceline/",
    )


def test_no_site(tmp_path: Path) -> None:
    """A folder without content is no site, which is no problem."""
    assert look(tmp_path, "site") == {
        "folder": (
            "note",
            "There is no content folder here, so this is no site.",
            "sourceline new DIR starts one; -C names another folder.",
        )
    }


def test_what_fails_is_told(site: Path) -> None:
    """What nobody thought of is told as a problem, and the rest is told all the same."""
    (site / "public").mkdir()
    place = ledger.locate_ledger(str(site), str(site / "public"))
    ledger.write_ledger(place, {})
    told = look(site, "site")
    assert told["settings"][0] == "ok"
    assert told["failure"][:2] == ("problem", "Looking at the site failed: KeyError: 'pages'.")


def test_command(site: Path) -> None:
    """It prints a line for each finding, the remedies below, and how many need a look; as JSON all of it."""
    done = run("doctor", "-C", str(site))
    assert done.returncode == 0, done.stdout
    lines = done.stdout.splitlines()
    assert [line for line in lines if not line.startswith(" ")][:3] == [
        "Installed",
        "Git",
        "This site",
    ]
    assert "  ok       content/site.yaml is well." in lines
    assert lines[lines.index(f"  note     Nothing was built to {site}/public/ yet.") + 1] == (
        f"           sourceline build -C {site}"
    )
    found = json.loads(run("doctor", "-C", str(site), "--json").stdout)
    assert set(found[0]) == {"group", "name", "state", "text", "remedy"}
    notes = [each for each in found if each["state"] == "note"]
    assert lines[-1] == f"0 problems, {len(notes)} notes."
