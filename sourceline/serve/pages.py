"""The site's files as answers: pages with the preview's script in them, everything else as it is."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass
from html import escape
from pathlib import Path
from urllib.parse import quote

from tornado.web import HTTPError

from sourceline.errors import ContentError
from sourceline.outcome import Outcome
from sourceline.serve.bare import draw_page
from sourceline.serve.guard import Guard
from sourceline.serve.hosts import Hosts
from sourceline.serve.paths import name_kind, read_path
from sourceline.serve.site import Site
from sourceline.serve.stage import Stage

_CLIENT = Path(__file__).parent / "client"
OWN = {f"livereload/{name}": name for name in ("preview.js", "preview.css")}
"""Path → file of what belongs to the preview, and never to the site."""
_HTML = "text/html"
_HEAD_END = re.compile(rb"</head\s*>|(?=<body)|\Z", re.IGNORECASE)
_NOT_FOUND, _FAULT, _NOT_YET = 404, 500, 503


@dataclass(frozen=True, slots=True)
class Show:
    """What is shown, and how it is asked for."""

    site: Site
    stage: Stage
    folder: Path
    """What paths of problems are relative to."""
    readers: Executor
    """Where pages are made, so that the server goes on answering."""
    tell: Callable[[Outcome], None]
    """Told how the site was renewed, and what stands in the way of a page."""


class PageHandler(Guard):
    """A file of the site as it is at this moment."""

    def initialize(self, hosts: Hosts, show: Show) -> None:
        """`hosts` are the names of this server."""
        self.hosts = hosts
        self.show = show

    async def get(self) -> None:
        """Send the file that is asked for, or the site's page for what is not there."""
        path = read_path(self.request.uri or "")
        if path in OWN:
            self.send(path, (_CLIENT / OWN[path]).read_bytes())
            return
        # Before the page is made: when the site is renewed meanwhile, the page loads itself once too often,
        # never once too seldom.
        state = self.show.stage.state
        try:
            data = None if path is None else await self.read(path)
            if data is None and path and await self.read(f"{path}/index.html") is not None:
                self.redirect(quote(f"/{path}/"))
                return
            if data is None:
                self.set_status(_NOT_FOUND if self.show.stage.is_made else _NOT_YET)
                path, data = "404.html", await self.read("404.html")
        except ContentError as error:
            self.set_status(_FAULT)
            self.show.tell(Outcome(problems=error.problems))
            data = draw_page(error.problems, self.show.folder)
            path = "404.html"
        if data is None:
            data = draw_page((), self.show.folder)
        self.send(path or "", data, state)

    async def head(self) -> None:
        """As `get`; the body is left out by the server."""
        await self.get()

    async def read(self, path: str) -> bytes | None:
        """The file at `path`, made in another thread."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self.show.readers, self.show.site.read, path)

    def send(self, path: str, data: bytes, state: str = "") -> None:
        """Send a file, a page with the script in it."""
        kind = name_kind(path)
        self.set_header("Content-Type", kind)
        self.write(inject_script(data, state) if kind.startswith(_HTML) else data)


class Nowhere(Guard):
    """The answer to a target that no other handler takes."""

    def initialize(self, hosts: Hosts) -> None:
        """`hosts` are the names of this server."""
        self.hosts = hosts

    def get(self) -> None:
        """There is nothing."""
        raise HTTPError(_NOT_FOUND)


def inject_script(page: bytes, state: str) -> bytes:
    """The page with the preview's script, which the pages' own policy (`'self'`) lets run."""
    tag = f'<script src="/livereload/preview.js" data-state="{escape(state)}" defer></script>'
    found = _HEAD_END.search(page)
    assert found is not None  # noqa: S101 - the end of the page is one
    return page[: found.start()] + tag.encode() + page[found.start() :]
