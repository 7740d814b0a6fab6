"""An address → the document there: redirects followed, robots respected, no more than one request a second."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from math import inf

from sourceline.fetch.addresses import (
    Address,
    Allow,
    FetchError,
    find_machine,
    is_public,
    read_address,
)
from sourceline.fetch.client import AGENT, Answer, ask
from sourceline.fetch.robots import ALL, MOST, NOTHING, Robots, read_robots

LARGEST = 20_000_000
"""Bytes of a document."""
MOST_REDIRECTS = 5
_PAUSE = 1.0
"""Seconds between two requests to one host."""
_LONGEST_PAUSE = 30.0
_REDIRECTS = (301, 302, 303, 307, 308)


@dataclass(frozen=True, slots=True)
class Document:
    """What was fetched."""

    url: str
    """Where it stood in the end."""
    data: bytes
    type: str
    """As the server says, in lower case: "text/html"; "" where it does not."""
    charset: str
    """The same, of a text."""


@dataclass(slots=True)
class Fetcher:
    """Fetches one document after the other, and remembers what each site asked for."""

    allow: Allow = is_public
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    _robots: dict[str, Robots] = field(default_factory=dict)
    _last: dict[str, float] = field(default_factory=dict)
    """Host → when it was last asked."""

    def fetch(self, text: str) -> Document:
        """The document at an address. FetchError says why there is none."""
        address, found = self._follow(read_address(text), checked=True)
        _check_status(address, found)
        kind, _, more = found.headers.get("content-type", "").partition(";")
        charset = re.search(r"charset\s*=\s*[\"']?([\w.:-]+)", more, re.IGNORECASE)
        return Document(
            str(address), found.data, kind.strip().lower(), charset[1].lower() if charset else ""
        )

    def _follow(self, address: Address, *, checked: bool) -> tuple[Address, Answer]:
        """The answer at the end of all redirects, and where that is; `checked` by the robots of each site."""
        for _ in range(MOST_REDIRECTS + 1):
            if checked:
                self._check_robots(address)
            answer = self._ask(address, cut=not checked)
            target = answer.headers.get("location")
            if answer.status not in _REDIRECTS or not target:
                return address, answer
            address = read_address(target, address)
        raise FetchError(
            f"{address.host} redirects more than {MOST_REDIRECTS} times.\n    Open it in the browser, and copy the address from there."
        )

    def _ask(self, address: Address, *, cut: bool) -> Answer:
        machine = find_machine(address, self.allow)
        pause = min(max(_PAUSE, self._robots.get(address.origin, ALL).delay), _LONGEST_PAUSE)
        wait = self._last.get(address.host, -inf) + pause - self.clock()
        if wait > 0:
            self.sleep(wait)
        try:
            return ask(address, machine, most=MOST if cut else LARGEST, cut=cut)
        finally:
            self._last[address.host] = self.clock()

    def _check_robots(self, address: Address) -> None:
        if address.origin not in self._robots:
            self._robots[address.origin] = self._read_robots(address)
        if not self._robots[address.origin].allows(address.path):
            raise FetchError(
                f"The robots.txt of {address.host} asks programs not to fetch {address.path}; nothing was fetched.\n"
                "    Save the page from the browser, and add the file."
            )

    def _read_robots(self, address: Address) -> Robots:
        """A site without rules asks for nothing; one that cannot tell them, to be left alone."""
        _, answer = self._follow(address._replace(path="/robots.txt"), checked=False)
        if 200 <= answer.status < 300:
            return read_robots(answer.data.decode("utf-8", "replace"), AGENT)
        return NOTHING if answer.status >= 500 else ALL


def _check_status(address: Address, answer: Answer) -> None:
    if answer.status == 200:
        return
    remedy = {
        401: "It asks for a password. Save the page from the browser, and add the file.",
        403: "It lets no program in. Save the page from the browser, and add the file.",
        404: "There is no such page. Look whether the address is right, or whether a web archive has it.",
        410: "The page is gone. Look whether a web archive has it.",
        429: "It was asked too often. Try again later.",
    }.get(answer.status, "Try again later, or save the page from the browser, and add the file.")
    raise FetchError(f"{address} answers {answer.status}.\n    {remedy}")
