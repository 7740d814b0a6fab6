"""Previews to be asked and looked at: of a real site, and of a folder of ready pages, which is quicker.

As a program, `python previews.py FOLDER PORT [--poll]` shows such a folder until Ctrl-C.
"""

from __future__ import annotations

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path

import pytest

from sourceline.errors import Position, Problem
from sourceline.outcome import Outcome
from sourceline.serve import serve_site, take_place
from sourceline.serve.folder import read_file
from sourceline.serve.site import Progress

ROOT = Path(__file__).resolve().parent.parent
BROKEN = "broken:"
"""A file that says this has a problem, whose message is the rest of the line."""


class ReadyPages:
    """A folder of ready pages as a site: what is in it is shown, unless a file says that it is broken."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._good: dict[str, bytes] = {}

    def read(self, path: str) -> bytes | None:
        """As it was when nothing was broken."""
        return self._good.get(path)

    def refresh(self, changed: frozenset[str], progress: Progress) -> Outcome:
        """Read all files."""
        paths = sorted(path for path in self._folder.rglob("*") if path.is_file())
        names = [path.relative_to(self._folder).as_posix() for path in paths]
        files: dict[str, bytes] = {}
        problems: list[Problem] = []
        for number, name in enumerate(names, 1):
            progress("sources", number, len(names), name)
            data = read_file(self._folder, name)
            if data is not None:
                files[name] = data
                problems += find_broken(name, data.decode(errors="replace"))
        if problems:
            return Outcome(problems=tuple(problems))
        self._good = files
        styles = {name for name in names if name.endswith(".css")}
        saved = {Path(path).relative_to(self._folder).as_posix() for path in changed}
        if saved and saved <= styles:
            return Outcome(styles=tuple(sorted(saved)))
        return Outcome(changed=True)


def find_broken(name: str, text: str) -> Iterator[Problem]:
    """The places where a file says that it is broken."""
    for number, line in enumerate(text.split("\n"), 1):
        before, found, message = line.partition(BROKEN)
        if found:
            position = Position(name, number, len(before) + 1)
            yield Problem(position, "broken", message.strip(), f"Mend it: {message.strip()}")


def find_port() -> int:
    """A port that is free now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def serve_command(site: Path, *options: str) -> tuple[str, ...]:
    """What Python is to run for `sourceline serve` of the site in a folder."""
    return (str(ROOT / "build.py"), "serve", "-C", str(site), *options)


@contextmanager
def show_site(site: Path, *options: str) -> Iterator[int]:
    """The port of `sourceline serve` for the site in a folder, once its home is there; ended by Ctrl-C."""
    number = find_port()
    with run_preview(*serve_command(site, "--port", str(number), *options)):
        wait_until(lambda: ask(number, "/")[0] == 200)
        yield number


@contextmanager
def show_folder(folder: Path, *options: str) -> Iterator[int]:
    """The same for a folder of ready pages with an index.html."""
    number = find_port()
    with run_preview(__file__, str(folder), str(number), *options):
        wait_until(lambda: ask(number, "/")[0] == 200)
        yield number


@contextmanager
def run_preview(
    *command: str, log: Path | None = None, **environment: str
) -> Iterator[subprocess.Popen[str]]:
    """A process that is ended by Ctrl-C, and ends well. `log`: where it writes what it says; the pipe that it
    has else is full after 64 kB that nobody reads. It hears Ctrl-C also where the tests run in the background."""
    with (
        log.open("w", encoding="utf-8") if log else nullcontext(subprocess.PIPE) as output,
        subprocess.Popen(
            [sys.executable, *command],
            stdout=output,
            stderr=subprocess.STDOUT,
            text=True,
            cwd=ROOT,
            env={
                **os.environ,
                "PYTHONPATH": f"{ROOT}:{ROOT / 'tests'}",
                "PYTHONUNBUFFERED": "1",
                **environment,
            },
            preexec_fn=_hear_interrupts,  # noqa: PLW1509 - it takes no lock
        ) as process,
    ):
        try:
            yield process
        finally:
            process.send_signal(signal.SIGINT)
            said, _ = process.communicate(timeout=30)
        said = log.read_text(encoding="utf-8") if log else said
        assert process.returncode == 0, said
        assert "Traceback" not in said, said


def _hear_interrupts() -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def wait_until(happens: Callable[[], object], seconds: float = 30) -> None:
    """Wait until `happens` says so, and does not fail to connect."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            if happens():
                return
        except OSError:
            pass
        time.sleep(0.05)
    pytest.fail("it did not happen in time")


def ask(
    port: int, path: str, host: str | None = None, method: str = "GET", **headers: str
) -> tuple[int, dict[str, str], bytes]:
    """Status, headers and body of an answer of the server at this port of the machine."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.putrequest(method, path, skip_host=True)
        connection.putheader("Host", host or f"127.0.0.1:{port}")
        for name, value in headers.items():
            connection.putheader(name, value)
        connection.endheaders()
        answer = connection.getresponse()
        return answer.status, dict(answer.getheaders()), answer.read()
    finally:
        connection.close()


def send_bytes(port: int, data: bytes) -> bytes:
    """The answer to these very bytes; nothing when the server ends the connection."""
    answer = b""
    with (
        socket.create_connection(("127.0.0.1", port), timeout=10) as connection,
        suppress(ConnectionError),
    ):
        connection.sendall(data)
        while not is_whole(answer) and (part := connection.recv(65536)):
            answer += part
    return answer


def is_whole(answer: bytes) -> bool:
    """Whether the head of an answer is there, and as much below it as it says."""
    head, end, body = answer.partition(b"\r\n\r\n")
    length = re.search(rb"content-length: *(\d+)", head, re.IGNORECASE)
    return bool(end) and len(body) >= int(length[1] if length else 0)


if __name__ == "__main__":
    top = Path(sys.argv[1])
    serve_site(
        ReadyPages(top),
        take_place(port=int(sys.argv[2])),
        [top],
        folder=top,
        tell=lambda _: None,
        progress=lambda *_: None,
        poll="--poll" in sys.argv,
    )
