"""What holds for every answer: who is answered, which headers go out, and that little is said of faults."""

from __future__ import annotations

from typing import Any

from tornado.web import HTTPError, RequestHandler

from sourceline.serve.hosts import Hosts


class Guard(RequestHandler):
    """Answers only a browser that calls this server by its name, from a page of its own, and only reads."""

    SUPPORTED_METHODS = ("GET", "HEAD")

    hosts: Hosts
    """The names of this server."""

    def set_default_headers(self) -> None:
        """No banner; nothing is guessed, and nothing can be read by other sites' pages."""
        self.clear_header("Server")
        self.set_header("X-Content-Type-Options", "nosniff")
        self.set_header("Cross-Origin-Resource-Policy", "same-origin")
        self.set_header("Cache-Control", "no-cache")

    def prepare(self) -> None:
        """Refuse strangers, and targets with a host of their own."""
        if not self.request.uri or not self.request.uri.startswith("/"):
            raise HTTPError(400)
        origin = self.request.headers.get("Origin")
        if not self.hosts.accept(self.request.headers.get("Host", "")) or not (
            origin is None or self.hosts.accept_origin(origin)
        ):
            raise HTTPError(403)

    def write_error(self, status_code: int, **_: Any) -> None:
        """One plain line, in which nothing of the request stands."""
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        if status_code == 405:
            self.set_header("Allow", ", ".join(self.SUPPORTED_METHODS))
        self.finish(f"{status_code} {self._reason}\n")
