"""The tutorial and the how-tos, done as they say: their files written, their commands run, their words compared.

A block of code says by its first line what it is: "```yaml content/site.yaml" is a whole file of the site,
"```console" holds commands, each after "$ ", with what they say below; "…" stands for lines left out. A comment
"<!-- shows people/tomas-brandt/: chief engineer -->" is what a page of the finished site must say by then.
"""

from __future__ import annotations

import io
import os
import re
import shlex
import subprocess
from collections.abc import Iterator
from contextlib import chdir, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

from sourceline.cli import main

DOCS = Path(__file__).resolve().parent.parent / "docs"
_STEP = re.compile(
    r"^```console\n(?P<console>.*?)^```$|^```\w+ (?P<path>\S+)\n(?P<text>.*?)^```$"
    r"|^<!-- shows (?P<page>\S+): (?P<words>.+?) -->$",
    re.MULTILINE | re.DOTALL,
)


@dataclass(frozen=True)
class Step:
    """One thing that a page has its reader do, or see."""

    command: str = ""
    said: str = ""
    path: str = ""
    text: str = ""
    page: str = ""
    words: str = ""


def read_steps(page: str) -> Iterator[Step]:
    """The steps of a page of docs/, in order."""
    for match in _STEP.finditer((DOCS / page).read_text(encoding="utf-8")):
        if match["console"]:
            for part in re.split(r"^\$ ", match["console"], flags=re.MULTILINE)[1:]:
                command, _, said = part.partition("\n")
                yield Step(command=command, said=said)
        else:
            yield Step(
                path=match["path"] or "",
                text=match["text"] or "",
                page=match["page"] or "",
                words=match["words"] or "",
            )


def follow(page: str, folder: Path, env: dict[str, str]) -> int:
    """Do every step of a page in `folder`, and fail where it is not as the page says; how many there were."""
    steps = list(read_steps(page))
    for step in steps:
        if step.command.startswith("cd "):
            folder /= step.command.removeprefix("cd ")
        elif step.command:
            check_words(step, run(step.command, folder, env))
        elif step.path:
            file = folder / step.path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(step.text, encoding="utf-8")
        else:
            assert step.words in read_page(folder / "public" / step.page), step
    return len(steps)


def run(command: str, folder: Path, env: dict[str, str]) -> tuple[int, str]:
    """(exit code, what it says on both streams) of a command; our own runs in this process."""
    program, *args = shlex.split(command)
    if program != "sourceline":
        done = subprocess.run(
            ["bash", "-c", command],
            cwd=folder,
            env={**os.environ, **env},
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
        )
        return done.returncode, done.stdout
    said = io.StringIO()
    with chdir(folder), redirect_stdout(said), redirect_stderr(said):
        try:
            main(args)
        except SystemExit as end:
            return int(end.code or 0), said.getvalue()
    raise AssertionError(command)


def check_words(step: Step, answer: tuple[int, str]) -> None:
    """What the page shows was said, in that order; a command fails only where an error is shown."""
    code, said = answer
    assert (code == 0) is (" error: " not in f" {step.said}"), (step.command, answer)
    rest = " ".join(said.split())
    for part in step.said.split("…"):
        words = " ".join(part.split())
        assert words in rest, f"{step.command}\n\n{words}\n\nis not in\n\n{said}"
        rest = rest.partition(words)[2] if words else rest


def read_page(page: Path) -> str:
    """The words of a published page."""
    text = (page / "index.html").read_text(encoding="utf-8")
    return " ".join(re.sub(r"<[^>]+>", " ", text.partition("<body")[2]).split())
