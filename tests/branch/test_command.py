"""`sourceline publish` as a person types it."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
from branches import BRANCH, Site, add_repository, commit_files, git, read_branch
from trees import read_tree

from sourceline.cli import main

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def repository(site: Path, tmp_path: Path) -> Site:
    """The small site in a repository, and an empty remote."""
    (site / "content" / "site.yaml").write_text("title: Tide\nurl: https://tide.example.org/\n")
    return add_repository(site, tmp_path / "remote.git")


def run(site: Site, *args: str) -> int:
    """The exit code of the command."""
    with pytest.raises(SystemExit) as ended:
        main(["publish", "-C", str(site.root), *args])
    code = ended.value.code
    assert code is None or isinstance(code, int)
    return code or 0


def test_help(capsys: pytest.CaptureFixture[str]) -> None:
    """The command is listed with the others."""
    with pytest.raises(SystemExit):
        main(["--help"])
    assert "\n  publish " in capsys.readouterr().out


def test_publish(repository: Site, capsys: pytest.CaptureFixture[str]) -> None:
    """It builds, tells every page that comes, and sends nothing with --dry-run; then it publishes, and says so
    when there is nothing to do."""
    assert run(repository, "--dry-run") == 0
    lines = capsys.readouterr().out.splitlines()
    pages = [path for path in read_tree(repository.output) if path.endswith(".html")]
    others = len(read_tree(repository.output)) - len(pages) + 1
    assert lines == [
        f"Read 1 source (1 extracted). {len(pages)} pages → {repository.output}/",
        f"{repository.remote.as_uri()}, branch gh-pages (new):",
        f"  {len(pages)} pages added",
        *(f"    + {path}" for path in sorted(pages)),
        f"  {others} other files added",
        "Nothing was published. Without --dry-run it is.",
    ]
    assert repository.tip is None
    assert run(repository) == 0
    told = capsys.readouterr().out.splitlines()
    assert told[:3] == [
        f"Read 1 source (0 extracted). {len(pages)} pages → {repository.output}/ (unchanged)",
        *lines[1:3],
    ]
    assert told[13:] == [
        f"    and {len(pages) - 10} more",
        lines[-2],
        f"Published {len(pages)} pages as {str(repository.tip)[:10]} on gh-pages of origin.",
    ]
    assert read_branch(repository.remote) == {**read_tree(repository.output), ".nojekyll": b""}
    message = git(repository.remote, "show", "-s", "--format=%B", BRANCH).strip()
    assert message == f"Publish 1 source, 2 events, {len(pages)} pages\n\n{len(pages)} pages added."
    before = repository.tip
    assert run(repository) == 0
    assert capsys.readouterr().out.splitlines()[1:] == [
        lines[1].replace(" (new)", ""),
        "  kept, since Sourceline did not write it: .nojekyll",
        "Nothing to publish: the branch holds this very site.",
    ]
    assert repository.tip == before


def test_changed_facts(repository: Site, capsys: pytest.CaptureFixture[str]) -> None:
    """A fact that is shown otherwise is told with how to correct it in the open; once that is done, the
    correction is told instead, and in the commit."""
    assert run(repository) == 0
    edits = repository.root / "content" / "events"
    edits.mkdir()
    (edits / "ada-fenwick-departure.yaml").write_text("title: Ada Fenwick goes\n")
    capsys.readouterr()
    assert run(repository, "--dry-run") == 0
    told = capsys.readouterr().out
    folder = repository.root / ".sourceline" / "published"
    row = "    events/ada-fenwick-departure: title: "
    assert "  1 fact shown otherwise than published, without a correction\n" + row in told
    assert f"    `sourceline corrections --since {folder}` adds what is missing.\n" in told
    with pytest.raises(SystemExit):
        main(
            [
                "corrections",
                "-C",
                str(repository.root),
                "--since",
                str(folder),
                "--on",
                "2031-05-09",
            ]
        )
    capsys.readouterr()
    assert run(repository, "--message", "Ada goes") == 0
    told = capsys.readouterr().out
    assert "  1 new correction\n" + row in told
    assert "without a correction" not in told
    message = git(repository.remote, "show", "-s", "--format=%B", BRANCH)
    assert message.startswith("Ada goes\n\n1 source, 2 events, ")
    assert message.strip().endswith(" changed; 1 correction.")


def test_doubts(repository: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What must be agreed to is told by --dry-run, refused where nobody sits, and done with --yes."""
    commit_files(tmp_path / "clone", repository.remote, {"cv.html": "mine"})
    before = repository.tip
    doubt = (
        "The branch is not ours: Sourceline never published there. It holds cv.html; "
        "what the site does not replace would stay."
    )
    assert run(repository, "--dry-run") == 0
    assert f"It would be asked: {doubt}\n" in capsys.readouterr().err
    assert run(repository) == 1
    assert capsys.readouterr().err.endswith(
        f"error: {doubt}\n    To publish all the same, add --yes.\n"
    )
    assert repository.tip == before
    assert run(repository, "--yes") == 0
    assert read_branch(repository.remote)["cv.html"] == b"mine"


@pytest.mark.parametrize(("answer", "code"), [("n", 1), ("y", 0)])
def test_question(repository: Site, tmp_path: Path, answer: str, code: int) -> None:
    """At a terminal it asks, and takes no for an answer."""
    theirs = commit_files(tmp_path / "clone", repository.remote, {"cv.html": "mine"})
    ours, terminal = pty.openpty()
    command = [sys.executable, "-m", "sourceline", "publish", "-C", str(repository.root)]
    with subprocess.Popen(
        command,
        cwd=ROOT,
        stdin=terminal,
        stdout=subprocess.PIPE,
        stderr=terminal,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    ) as process:
        os.close(terminal)
        told = b""
        while b"[y/N]" not in told:
            told += os.read(ours, 1000)
        os.write(ours, f"{answer}\n".encode())
        assert process.wait(timeout=120) == code
    os.close(ours)
    assert b"Publish all the same?" in told
    assert (repository.tip == theirs) is (code == 1)


def test_content_that_fails(repository: Site, capsys: pytest.CaptureFixture[str]) -> None:
    """Where the build fails, or with --strict finds a warning, nothing is published."""
    assert run(repository) == 0
    before = repository.tip
    (repository.root / "content" / "site.yaml").write_text("title: Tide\nsocial_cards: true\n")
    assert run(repository, "--strict") == 1
    (repository.root / "content" / "site.yaml").write_text("title: [\n")
    assert run(repository) == 1
    assert "content/site.yaml:" in capsys.readouterr().err
    assert repository.tip == before


def test_refusal(repository: Site, capsys: pytest.CaptureFixture[str]) -> None:
    """A refusal is one error with a remedy, and 1."""
    assert run(repository, "--branch", "main") == 1
    assert capsys.readouterr().err.endswith(
        f"error: The branch main is checked out in {repository.root}: it is worked on, and a site would "
        "replace what it holds.\n    Name a branch that is only for the site, as in --branch gh-pages.\n"
    )
