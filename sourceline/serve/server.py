"""The server: takes its place on this machine, and shows a site there until Ctrl-C."""

from __future__ import annotations

import asyncio
import errno
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from socket import gaierror, socket
from threading import Thread
from typing import Any

from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application, RequestHandler

from sourceline.errors import UsageError
from sourceline.outcome import Outcome
from sourceline.serve.hosts import LOOPBACK, Hosts
from sourceline.serve.pages import Nowhere, PageHandler, Show
from sourceline.serve.reload import ADDRESS, ReloadSocket
from sourceline.serve.renewal import renew_site
from sourceline.serve.site import Progress, Site
from sourceline.serve.stage import Stage
from sourceline.serve.watch import Watch
from sourceline.serve.work import say_work

PORT = 8000
_MORE_PORTS = 100
_LIMITS: dict[str, Any] = {
    "max_header_size": 16_384,
    "max_body_size": 4_096,
    "idle_connection_timeout": 30,  # for the head of a request, too
    "body_timeout": 10,
}
_SOCKET_LIMITS: dict[str, Any] = {
    "websocket_max_message_size": 16_384,
    "websocket_ping_interval": 20,
    "websocket_ping_timeout": 20,
}
_READERS = 4
_END_SECONDS = 0.5


@dataclass(frozen=True, slots=True)
class Place:
    """Where the server listens already."""

    hosts: Hosts
    sockets: tuple[socket, ...]


def take_place(host: str = LOOPBACK, port: int | None = None) -> Place:
    """Listen at a port of this machine; without one, at the first free one from 8000 on. UsageError."""
    numbers = range(PORT, PORT + _MORE_PORTS) if port is None else (port,)
    for number in numbers:
        try:
            return Place(Hosts(host, number), tuple(bind_sockets(number, host)))
        except gaierror:
            raise UsageError(
                f"{host!r} is no address of this machine.\n    Leave --host out, or name one such as 192.168.0.5."
            ) from None
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise UsageError(
                    f"Nothing can listen at {host}, port {number}: {error.strerror}.\n    Name another --host or --port."
                ) from None
    taken = f"Port {port} is" if port is not None else f"Ports {numbers[0]} to {numbers[-1]} are"
    raise UsageError(
        f"{taken} in use.\n    Name another one, as in --port {(port or numbers[-1]) % 65535 + 1}."
    )


def serve_site(
    site: Site,
    place: Place,
    watched: Sequence[Path],
    *,
    folder: Path,
    tell: Callable[[Outcome], None],
    progress: Progress,
    poll: bool = False,
) -> bool:
    """Show `site` at `place` until Ctrl-C, and renew it after each change below `watched`.

    `folder` is what paths of problems are relative to. `tell` is called with each outcome, `progress` while the
    site is renewed, both in other threads. With `poll`, the system is not asked for events. False when work
    was under way at the end, for which nobody need wait.
    """
    watch = Watch(watched, poll=poll)
    readers = ThreadPoolExecutor(_READERS, thread_name_prefix="reader")
    show = Show(site, Stage(folder), folder, readers, tell)
    threads: list[Thread] = []
    with suppress(KeyboardInterrupt):
        asyncio.run(_serve(show, place, watch, progress, threads))
    readers.shutdown(wait=False, cancel_futures=True)
    for thread in threads:
        thread.join(_END_SECONDS)
    return not any(thread.is_alive() for thread in threads)


def make_application(show: Show, hosts: Hosts) -> Application:
    """The site's pages and the reload socket."""
    return Application(
        [
            (ADDRESS, ReloadSocket, {"hosts": hosts, "greet": show.stage.greet}),
            (r"/.*", PageHandler, {"hosts": hosts, "show": show}),
        ],
        default_handler_class=Nowhere,
        default_handler_args={"hosts": hosts},
        log_function=_say_nothing,
        **_SOCKET_LIMITS,
    )


def _say_nothing(_: RequestHandler) -> None:
    """Of single requests; the terminal is for problems."""


async def _serve(
    show: Show, place: Place, watch: Watch, progress: Progress, threads: list[Thread]
) -> None:
    server = HTTPServer(make_application(show, place.hosts), **_LIMITS)
    server.add_sockets(place.sockets)
    loop = asyncio.get_running_loop()
    threads += [
        Thread(target=watch.run, daemon=True),
        Thread(target=_renew, args=(show, watch, progress, loop), daemon=True),
    ]
    for thread in threads:
        thread.start()
    try:
        await asyncio.Event().wait()  # for ever
    finally:
        watch.end()
        server.stop()


def _renew(show: Show, watch: Watch, progress: Progress, loop: asyncio.AbstractEventLoop) -> None:
    """Renew the site until the watch ends; the server's thread is told how it goes."""

    def say(text: str) -> None:
        with suppress(RuntimeError):  # the server has ended
            loop.call_soon_threadsafe(show.stage.take_progress, text)

    for outcome in renew_site(show.site, watch, say_work(say, progress)):
        with suppress(RuntimeError):  # the same
            loop.call_soon_threadsafe(show.stage.take_outcome, outcome)
        show.tell(outcome)
