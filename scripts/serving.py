"""Web servers for a browser that looks at a finished site."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import BaseHTTPRequestHandler, SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread


class Quiet(SimpleHTTPRequestHandler):
    """Says nothing of what it serves."""

    def log_message(self, *_: object) -> None:
        """Nothing."""


class QuietServer(ThreadingHTTPServer):
    """A page that is left while it loads breaks its pipe; that is no fault of the site."""

    def handle_error(self, *_: object) -> None:
        """Nothing."""


@contextmanager
def serve_folder(folder: Path) -> Iterator[str]:
    """The address of a web server of a folder, with a slash at its end."""
    with serve_answers(partial(Quiet, directory=str(folder))) as address:
        yield f"{address}/"


@contextmanager
def serve_answers(handler: Callable[..., BaseHTTPRequestHandler]) -> Iterator[str]:
    """The address of a web server that answers as `handler` does, without a slash at its end."""
    server = QuietServer(("127.0.0.1", 0), handler)
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
