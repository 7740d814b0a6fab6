"""One question, one answer: a connection to the machine that was checked, within limits of size and time."""

from __future__ import annotations

import http.client
import socket
import ssl
import time
import zlib
from collections.abc import Callable
from typing import NamedTuple

from sourceline import __version__
from sourceline.fetch.addresses import Address, FetchError

AGENT = "Sourceline"
"""By this name sites may speak to this program in their robots.txt."""
USER_AGENT = f"{AGENT}/{__version__} (fetches single documents that its user asks for)"

_PATIENCE = 15.0
"""Seconds without a byte."""
_TIME = 60.0
"""Seconds for the whole answer."""
_CHUNK = 65_536


class Answer(NamedTuple):
    """What a machine answered."""

    status: int
    headers: dict[str, str]
    """Names in lower case."""
    data: bytes


class _Connection(http.client.HTTPConnection):
    """Speaks to a numeric address; to a host of https with its certificate checked by the host's name."""

    def __init__(self, address: Address, machine: str, context: ssl.SSLContext | None) -> None:
        super().__init__(address.host, address.port, timeout=_PATIENCE)
        self._machine, self._context = machine, context

    def connect(self) -> None:
        """As of its parent, but to the machine that was checked."""
        self.sock = socket.create_connection((self._machine, self.port), self.timeout)
        if self._context is not None:
            self.sock = self._context.wrap_socket(self.sock, server_hostname=self.host)


def ask(
    address: Address,
    machine: str,
    *,
    most: int,
    clock: Callable[[], float] = time.monotonic,
    cut: bool = False,
) -> Answer:
    """The answer of the machine with this numeric address. FetchError where there is none, it takes too long, or
    has more than `most` bytes, packed or not; with `cut`, what is beyond them is left."""
    context = ssl.create_default_context() if address.scheme == "https" else None
    connection = _Connection(address, machine, context)
    end = clock() + _TIME
    try:
        connection.request(
            "GET",
            address.path,
            headers={
                "User-Agent": USER_AGENT,
                "Accept": "text/html, application/xhtml+xml, application/pdf, text/plain, */*;q=0.5",
                "Accept-Encoding": "identity",
                "Connection": "close",
            },
        )
        response = connection.getresponse()
        headers = {name.lower(): value for name, value in response.getheaders()}
        data = _read_body(response, address, most, end, clock, cut=cut)
        return Answer(response.status, headers, _unpack(data, headers, address, most, cut=cut))
    except ssl.SSLError as error:
        reason = getattr(error, "verify_message", "") or error.reason or "no secure connection"
        raise FetchError(
            f"The identity of {address.host} cannot be verified ({reason}).\n    Save the page from the browser, and add the file."
        ) from None
    except TimeoutError:
        raise _refuse_slow(address) from None
    except (OSError, http.client.HTTPException) as error:
        raise FetchError(
            f"{address.host} does not answer as a web site does ({_word(error)}).\n    Try again later, or save the page from the browser, and add the file."
        ) from None
    finally:
        connection.close()


def _read_body(
    response: http.client.HTTPResponse,
    address: Address,
    most: int,
    end: float,
    clock: Callable[[], float],
    *,
    cut: bool,
) -> bytes:
    parts, length = [], 0
    while part := response.read1(_CHUNK):
        parts.append(part)
        length += len(part)
        if length > most:
            if cut:
                break
            raise _refuse_size(address, most)
        if clock() > end:
            raise _refuse_slow(address)
    return b"".join(parts)[:most]


def _unpack(
    data: bytes, headers: dict[str, str], address: Address, most: int, *, cut: bool
) -> bytes:
    """The bytes as they were before a server packed them although it was not asked to."""
    packed = headers.get("content-encoding", "identity").strip().lower()
    if packed in ("identity", ""):
        return data
    if packed not in ("gzip", "x-gzip", "deflate"):
        raise FetchError(
            f"{address.host} packs its answer in a way that is not known ({packed[:20]!r}).\n    Save the page from the browser, and add the file."
        )
    unpacker = zlib.decompressobj(47)  # gzip or zlib, as its head says
    try:
        found = unpacker.decompress(data, most + 1)
    except zlib.error:
        raise _refuse_damaged(address) from None
    if len(found) > most and not cut:
        raise _refuse_size(address, most)
    if not unpacker.eof and not cut:
        raise _refuse_damaged(address)
    return found[:most]


def _refuse_damaged(address: Address) -> FetchError:
    return FetchError(f"The answer of {address.host} is damaged.\n    Try again later.")


def _refuse_size(address: Address, most: int) -> FetchError:
    return FetchError(
        f"{address} has more than {most // 1_000_000:,} MB.\n    Save what you need of it from the browser, and add the file."
    )


def _refuse_slow(address: Address) -> FetchError:
    return FetchError(f"{address.host} takes too long to answer.\n    Try again later.")


def _word(error: Exception) -> str:
    words = " ".join(
        (getattr(error, "strerror", None) or str(error) or type(error).__name__).split()
    )
    return "".join(sign for sign in words if sign.isprintable())[:120]
