"""Runs git with the user's settings, but for those that would change what is sent or run programs of theirs."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from sourceline.errors import SourcelineError

OLDEST = (2, 29)
"""The first git whose `fetch` can leave FETCH_HEAD alone."""

_SETTINGS = {
    "color.ui": "false",
    "core.fsmonitor": "false",
    "core.hooksPath": os.devnull,
    "diff.relative": "false",
    "gc.auto": "0",
    "i18n.commitEncoding": "UTF-8",
    "i18n.logOutputEncoding": "UTF-8",
    "log.showSignature": "false",
    "maintenance.auto": "false",
    "submodule.recurse": "false",
}

_LOGIN = re.compile(r"(?<=://)[^/\s]+@")
_BUFFER = 1 << 20


class BranchError(SourcelineError):
    """The site was not published; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What git said."""

    code: int
    out: bytes
    words: str
    """What it said to a person, without control characters; "" when it was silent."""


@dataclass(frozen=True, slots=True)
class Git:
    """Git in a folder of the user's."""

    folder: Path

    def ask(self, *args: str, given: Iterable[bytes] = (), **environment: str) -> Answer:
        """Run a command with `given` on its stdin, whatever its exit code. `environment`: variables it gets."""
        process = subprocess.Popen(
            [*self._command, *args],
            cwd=self.folder,
            env={**os.environ, **_choose_environment(), **environment},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            bufsize=_BUFFER,
        )
        assert process.stdin is not None  # noqa: S101 - it was asked for
        with process:
            try:
                _feed(process.stdin, given)
                out, words = process.communicate()
            except BaseException:
                process.kill()
                with suppress(OSError):  # what it will not read any more
                    process.stdin.close()
                raise
        return Answer(process.returncode, out, clean_words(words.decode(errors="replace")))

    def run(self, *args: str, given: Iterable[bytes] = (), **environment: str) -> bytes:
        """As `ask`, for a command that must succeed: its stdout. BranchError with git's words when it does
        not."""
        answer = self.ask(*args, given=given, **environment)
        if answer.code:
            raise explain_answer(f"git {args[0]} failed", answer)
        return answer.out

    def read(self, *args: str) -> str:
        """As `run`, of a command that answers with a line of text."""
        return self.run(*args).decode(errors="surrogateescape").rstrip("\n")

    @property
    def _command(self) -> list[str]:
        settings = [word for pair in _SETTINGS.items() for word in ("-c", "=".join(pair))]
        return ["git", "--no-pager", "--no-optional-locks", "--no-replace-objects", *settings]


def _feed(stdin: IO[bytes], given: Iterable[bytes]) -> None:
    """Only commands that say nothing before their stdin has ended are given much."""
    with suppress(BrokenPipeError):  # it has ended, and says why
        for chunk in given:
            stdin.write(chunk)
        stdin.flush()


def _choose_environment() -> dict[str, str]:
    """Git asks for a password only where a person can answer."""
    return {} if sys.stdin and sys.stdin.isatty() else {"GIT_TERMINAL_PROMPT": "0"}


def clean_words(text: str) -> str:
    """Text from elsewhere as a terminal or a log may show it: lines without control characters, addresses
    without the login that some write into them."""
    shown = _LOGIN.sub("", text)
    lines = ("".join(x for x in line if x.isprintable()) for line in shown.splitlines())
    return "\n".join(line.rstrip() for line in lines if line.strip())


def explain_answer(what: str, answer: Answer, remedy: str = "") -> BranchError:
    """An error that tells git's own words."""
    words = "\n".join(f"    {line}" for line in answer.words.splitlines())
    return BranchError("\n".join(part for part in (f"{what}; git says:", words, remedy) if part))


def find_git(folder: Path) -> Git:
    """Git for commands in `folder`; BranchError when there is none, or one that is too old."""
    if shutil.which("git") is None:
        raise BranchError(
            "There is no git on this machine.\n    Install it (https://git-scm.com), then publish again."
        )
    git = Git(folder)
    found = re.search(r"(\d+)\.(\d+)", git.read("version"))
    if found and tuple(map(int, found.groups())) < OLDEST:
        raise BranchError(
            f"This machine's git is {found[0]}; publishing needs {'.'.join(map(str, OLDEST))} or newer.\n"
            "    Install a newer one, then publish again."
        )
    return git
