"""`new` and `schema` as a person types them."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from trees import read_tree, write_tree

from sourceline.cli.new import name_program, tell_next
from sourceline.scaffold.making import list_new_files
from sourceline.scaffold.origin import find_origin, write_requirement

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
PROGRAM = shlex.join([sys.executable, str(ROOT / "build.py")])


def run(command: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["bash", "-c", command], cwd=cwd, capture_output=True, text=True, check=False
    )


def test_new(tmp_path: Path) -> None:
    """It makes the site and prints three commands, which work as they stand; a second time it refuses. The
    correction and the mistake of the README are told as the README says."""
    done = run(f"{PROGRAM} new 'my chronicle'", tmp_path)
    files = list_new_files(write_requirement(find_origin()))
    assert read_tree(tmp_path / "my chronicle") == files
    first, *rest = done.stdout.splitlines()
    assert (done.returncode, done.stderr, first) == (
        0,
        "",
        f"Made a site in my chronicle/: {len(files)} files.",
    )
    assert rest[0] == "Next:"
    assert rest[-1] == "my chronicle/README.md tells the rest, and how to publish it."
    commands = [line.strip().partition("   ")[0] for line in rest[1:-1]]
    assert [command.removeprefix(PROGRAM) for command in commands] == [
        f" {name} -C 'my chronicle'" for name in ("serve", "check", "build")
    ]
    check, build = (run(command, tmp_path) for command in commands[1:])
    assert (check.returncode, build.returncode) == (0, 0), check.stderr + build.stderr
    assert (tmp_path / "my chronicle" / "public" / "index.html").is_file()
    file = tmp_path / "my chronicle" / "content" / "events" / "lantern-house-opening.yaml"
    draft = file.read_text(encoding="utf-8")
    file.write_text(draft.replace("# date:", "daet:"), encoding="utf-8")
    (mistake,) = re.findall(r"^content/.+'daet'.+$", README, re.MULTILINE)
    assert run(commands[2], tmp_path).stderr.splitlines()[0] == mistake
    file.write_text(draft.replace("# date:", "date:"), encoding="utf-8")
    assert run(commands[2], tmp_path).returncode == 0
    page = tmp_path / "my chronicle" / "public" / "events" / file.stem / "index.html"
    assert '<time datetime="2031-05-03">3 May 2031</time></p>' in page.read_text(encoding="utf-8")
    again = run(f"{PROGRAM} new 'my chronicle'", tmp_path)
    assert (again.returncode, again.stdout) == (2, "")
    assert again.stderr.startswith(
        "error: The folder 'my chronicle' is not empty; it holds .github, "
    )


def test_add_and_schema(tmp_path: Path) -> None:
    """`--add` names what it wrote; `schema` what it brought up to date, and says when that is nothing."""
    write_tree(
        tmp_path, {"content/sources/tide.txt": "Ada left.\n", "content/site.yaml": "title: Tide\n"}
    )
    done = run(f"{PROGRAM} new . --add", tmp_path)
    assert done.returncode == 0, done.stderr
    assert "Wrote .github/workflows/pages.yml\n" in done.stdout
    assert "11 files added, 1 there already.\n" in done.stdout
    assert (tmp_path / "content" / "site.yaml").read_text() == "title: Tide\n"
    assert run(f"{PROGRAM} schema", tmp_path).stdout == "The schemas are up to date.\n"
    (tmp_path / "schemas" / "site.json").write_text("{}\n")
    assert run(f"{PROGRAM} schema", tmp_path).stdout == "Wrote schemas/site.json\n"


def test_next_commands_here() -> None:
    """In the current folder the commands need not name it."""
    assert tell_next(Path(), "sourceline").splitlines() == [
        "Next:",
        "  sourceline serve   look at it, and write",
        "  sourceline check   what needs a look",
        "  sourceline build   the finished site, in public/",
        "README.md tells the rest, and how to publish it.",
    ]


@pytest.mark.parametrize(
    ("typed", "args", "name"),
    [
        (["p", "build.py", "new", "x"], ["build.py", "new", "x"], "p build.py"),
        (
            ["p", "-m", "sourceline", "new", "x"],
            ["/lib/__main__.py", "new", "x"],
            "p -m sourceline",
        ),
        (["p", "-X", "dev", "a b.py", "new"], ["a b.py", "new"], "p -X dev 'a b.py'"),
        (
            ["p", "/gone/bin/sourceline", "new"],
            ["/gone/bin/sourceline", "new"],
            "/gone/bin/sourceline",
        ),
    ],
)
def test_name_of_the_program(
    typed: list[str], args: list[str], name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The program is named as it was called."""
    monkeypatch.setenv("PATH", "/nowhere")
    assert name_program(typed, args) == name


def test_name_of_the_installed_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The command that the shell finds needs no path; another of that name does."""
    found, other = tmp_path / "bin" / "sourceline", tmp_path / "other bin" / "sourceline"
    for file in (found, other):
        file.parent.mkdir()
        file.touch(mode=0o755)
    monkeypatch.setenv("PATH", str(found.parent))
    named = [name_program(["p", str(file), "new"], [str(file), "new"]) for file in (found, other)]
    assert named == ["sourceline", f"'{other}'"]


def test_every_command_is_listed(tmp_path: Path) -> None:
    """`--help` lists the commands that have modules of their own, too."""
    listed = (
        run(f"{PROGRAM} --help", tmp_path).stdout.partition("Commands:\n")[2].partition("\n\n")[0]
    )
    names = [
        line.split()[0] for line in listed.splitlines() if line[:2] == "  " and line[2:3].strip()
    ]
    assert names == sorted(names)
    assert {"build", "check", "doctor", "new", "schema", "serve"} <= set(names)
