"""A web server on this machine, which answers as a test has it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from sourceline.fetch import Fetcher


@dataclass
class Server:
    """What is answered at each path, and what was asked."""

    port: int = 0
    pages: dict[str, tuple[int, dict[str, str], bytes]] = field(default_factory=dict)
    asked: list[tuple[str, str]] = field(default_factory=list)

    def address(self, path: str = "/", host: str = "127.0.0.1") -> str:
        """The address of a path here."""
        return f"http://{host}:{self.port}{path}"

    def put(self, path: str, data: bytes, status: int = 200, **headers: str) -> None:
        """Answer a path so."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.pages[path] = status, named, data


@contextmanager
def run_server() -> Iterator[Server]:
    """A real server, which answers 404 to what it does not know."""
    known = Server()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            known.asked.append((self.path, self.headers["User-Agent"]))
            status, headers, data = known.pages.get(self.path, (404, {}, b"no"))
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - named by its parent
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as running:
        known.port = running.server_address[1]
        thread = threading.Thread(target=running.serve_forever, args=(0.01,))
        thread.start()
        yield known
        running.shutdown()
        thread.join()


class Clock:
    """A clock that goes on when somebody sleeps."""

    def __init__(self) -> None:
        self.now, self.slept = 0.0, list[float]()

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        """Note it, and go on."""
        self.slept.append(seconds)
        self.now += seconds


def make_fetcher(clock: Clock | None = None) -> Fetcher:
    """A fetcher that may speak to this machine, and never sleeps."""
    clock = clock or Clock()
    return Fetcher(allow=lambda _: True, clock=clock, sleep=clock.sleep)
