"""A preview on this machine: serves the published folder and reloads the browser after a rebuild.

livereload gives the browser's side and the socket; its own file watcher, which loses saves that
come close together, and its inline script, which the pages' security policy forbids, are not used.
"""

from __future__ import annotations

import errno
import mimetypes
import threading
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from livereload.handlers import LiveReloadHandler, LiveReloadJSHandler
from livereload.watcher import Watcher
from tornado.ioloop import IOLoop
from tornado.web import Application, HTTPError, RequestHandler

from sourceline.errors import UsageError

HOST = "127.0.0.1"
_PAUSE_SECONDS = 0.2
_SCRIPT = b'<script src="/livereload.js" defer></script></head>'


def serve_site(
    folders: Sequence[Path], watched: Iterable[Path], rebuild: Callable[[], bool], port: int
) -> None:
    """Serve `folders`, laid over each other, at 127.0.0.1:`port` until Ctrl-C: the published site, and
    pages that only the preview shows.

    `rebuild` is called in another thread after each change below `watched`; where it returns
    True, open pages are loaded again. UsageError when the port is taken.
    """
    application = make_application(folders, port)
    try:
        server = application.listen(port, address=HOST)
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise
        raise UsageError(
            f"Port {port} is in use.\n    Name another one, as in --port {port + 1}."
        ) from None
    loop = IOLoop.current()
    stop = threading.Event()
    work = threading.Thread(
        target=watch_files,
        args=(
            tuple(watched),
            rebuild,
            lambda: loop.add_callback(LiveReloadHandler.reload_waiters),
            stop,
        ),
        daemon=True,
    )
    work.start()
    try:
        loop.start()
    except KeyboardInterrupt:
        pass
    finally:
        stop.set()
        server.stop()
        work.join()


def make_application(folders: Sequence[Path], port: int) -> Application:
    """The pages in `folders`, the reload script and its socket, for this machine's browsers only."""
    hosts = {f"{name}:{port}" for name in (HOST, "localhost")}
    LiveReloadHandler.watcher = Watcher()
    LiveReloadHandler.live_css = False
    options = {"hosts": hosts}
    return Application(
        [
            (r"/livereload", ReloadSocket, options),
            (r"/livereload\.js", LiveReloadJSHandler),
            (r"/(.*)", PageHandler, {**options, "folders": folders}),
        ]
    )


def watch_files(
    watched: tuple[Path, ...],
    rebuild: Callable[[], bool],
    reload: Callable[[], object],
    stop: threading.Event,
) -> None:
    """Call `rebuild` after every change below `watched`, then `reload` if it made a new site.

    The files are listed before a rebuild starts, so that a save during it brings another one.
    """
    known = list_states(watched)
    while not stop.wait(_PAUSE_SECONDS):
        states = list_states(watched)
        if states == known:
            continue
        known = states
        if rebuild():
            reload()


def list_states(watched: Iterable[Path]) -> dict[str, tuple[int, int, int]]:
    """Path → (time of change, size, number) of every file at or below `watched`."""
    states = {}
    for path in _find_files(watched):
        with suppress(OSError):  # gone since it was listed, or not made yet
            state = path.stat()
            states[str(path)] = (state.st_mtime_ns, state.st_size, state.st_ino)
    return states


def _find_files(watched: Iterable[Path]) -> Iterable[Path]:
    for top in watched:
        yield from (path for path in top.rglob("*") if path.is_file()) if top.is_dir() else [top]


class ReloadSocket(LiveReloadHandler):  # type: ignore[misc] # livereload ships no types
    """The reload socket, for our own pages only."""

    def initialize(self, hosts: set[str]) -> None:
        """`hosts` are the names under which this server is called."""
        self.hosts = hosts

    def check_origin(self, origin: str) -> bool:
        """Whether the page that asks was served here."""
        return origin.removeprefix("http://") in self.hosts and self.request.host in self.hosts


class PageHandler(RequestHandler):
    """A file of the site as it is published at this moment."""

    def initialize(self, hosts: set[str], folders: Sequence[Path]) -> None:
        """`hosts` as in `ReloadSocket`; `folders`: the first that has a file gives it."""
        self.hosts = hosts
        self.folders = folders

    def prepare(self) -> None:
        """Refuse other names, under which a page of a stranger could read this one."""
        if self.request.host not in self.hosts:
            raise HTTPError(403)
        self.set_header("Cache-Control", "no-store")
        self.set_header("X-Content-Type-Options", "nosniff")

    def get(self, path: str) -> None:
        """Send the file at `path`, or the site's 404 page."""
        found = self._find(path)
        if found is None and path and self._find(f"{path}/"):
            self.redirect(f"/{path}/")
            return
        if found is None:
            self.set_status(404)
            found = self._find("404.html")
        kind = mimetypes.guess_type(found.name)[0] if found else "text/plain"
        data = found.read_bytes() if found else b"There is nothing here yet; see the terminal.\n"
        self.set_header("Content-Type", f"{kind or 'application/octet-stream'}; charset=utf-8")
        self.write(inject_script(data) if kind == "text/html" else data)

    def _find(self, path: str) -> Path | None:
        return next(filter(None, (find_file(folder, path) for folder in self.folders)), None)

    def head(self, path: str) -> None:
        """As `get`; the body is left out by the server."""
        self.get(path)

    def log_request(self, *_: Any) -> None:
        """Say nothing of each request; the terminal is for problems."""


def find_file(folder: Path, path: str) -> Path | None:
    """The regular file that `path` names in `folder`, a folder's being its index.html; no dotfiles,
    nothing outside."""
    name = f"{path}index.html" if path == "" or path.endswith("/") else path
    if "\0" in name or any(part.startswith(".") for part in name.split("/")):
        return None
    root = folder.resolve()
    found = (root / name).resolve()
    return found if found.is_relative_to(root) and found.is_file() else None


def inject_script(page: bytes) -> bytes:
    """The page with the reload script, which the pages' own policy (`'self'`) lets run."""
    return page.replace(b"</head>", _SCRIPT, 1)
