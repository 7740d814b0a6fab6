"""The socket over which open pages hear of changes: livereload's, and the only module that knows it.

Of livereload the server's side of the socket is used, and its protocol: a page says `hello` and is answered,
says `info` and is told everything from then on. Its file watcher is not used, since it loses saves, nor its
script, which reloads what need not be and cannot show problems; `client/preview.js` speaks with the socket.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from livereload.handlers import LiveReloadHandler
from tornado.websocket import WebSocketClosedError

from sourceline.serve.guard import Guard
from sourceline.serve.hosts import Hosts

ADDRESS = "/livereload"

Message = Mapping[str, Any]
"""Has "command", and what belongs to it."""


class ReloadSocket(Guard, LiveReloadHandler):  # type: ignore[misc] # livereload ships no types
    """An open page, of this site only."""

    def initialize(self, hosts: Hosts, greet: Callable[[], tuple[Message, ...]]) -> None:
        """`greet` makes what a page is told when it comes."""
        self.hosts = hosts
        self.greet = greet

    def check_origin(self, origin: str) -> bool:
        """Whether the page that asks was served here."""
        return self.hosts.accept_origin(origin)

    def on_message(self, message: str | bytes) -> None:
        """Shake hands; whoever does not speak the protocol is sent away."""
        before = self in LiveReloadHandler.waiters
        try:
            super().on_message(message)
        except (ValueError, TypeError, AttributeError, RecursionError):
            self.close(1002)
            return
        if not before and self in LiveReloadHandler.waiters:
            for each in self.greet():
                self.send_message(each)

    def send_message(self, message: Message) -> None:
        """Send it; a page that is gone meanwhile needs none."""
        try:
            sent = self.write_message(dict(message))
        except WebSocketClosedError:
            LiveReloadHandler.waiters.discard(self)
        else:
            sent.add_done_callback(lambda future: future.cancelled() or future.exception())


def tell_pages(message: Message) -> None:
    """Send a message to all open pages; to be called in the server's thread."""
    for page in LiveReloadHandler.waiters.copy():
        page.send_message(message)
