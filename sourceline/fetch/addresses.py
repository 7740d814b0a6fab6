"""Addresses of the web, and the machines behind them: those of the public net alone may be spoken to.

A site could redirect to, or a name could lead to, a machine of the author's own network, whose answer would then be
published. So each name is looked up here, every address that it has must be public, and the connection is made to
the very address that was checked.
"""

from __future__ import annotations

import ipaddress
import re
import socket
from collections.abc import Callable
from typing import NamedTuple
from urllib.parse import quote, urljoin, urlsplit

from sourceline.errors import SourcelineError

Allow = Callable[[str], bool]
"""Whether a machine of this numeric address may be spoken to."""

_PORTS = {"http": 80, "https": 443}
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


class FetchError(SourcelineError):
    """A document cannot be had; the message says why, and what to do."""


class Address(NamedTuple):
    """An address of the web in parts."""

    scheme: str
    host: str
    """In ASCII, lower case; numeric ones of IPv6 without brackets."""
    port: int
    path: str
    """With its query, percent-encoded."""

    @property
    def origin(self) -> str:
        """ "https://a.example:8443"; the port is left out where it is the usual one."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return (
            f"{self.scheme}://{host}{'' if self.port == _PORTS[self.scheme] else f':{self.port}'}"
        )

    def __str__(self) -> str:
        return f"{self.origin}{self.path}"


def read_address(text: str, base: Address | None = None) -> Address:
    """The parts of an address, which may be relative to `base`; FetchError where it is none of the web."""
    text = text.strip()
    if re.search(r"[\x00-\x20\x7f\\]", text) and base is None:
        raise FetchError(f"{text!r} is no web address.\n    It holds spaces or control characters.")
    try:
        parts = urlsplit(urljoin(str(base), text) if base else text)
        port = parts.port
        host = _read_host(parts.hostname or "")
    except (ValueError, UnicodeError):
        raise FetchError(
            f"{text!r} is no web address.\n    Copy it whole from the browser."
        ) from None
    if parts.scheme not in _PORTS:
        raise FetchError(f"{text!r} is no web address.\n    Only http:// and https:// are fetched.")
    if not host:
        raise FetchError(f"{text!r} names no site.\n    Copy it whole from the browser.")
    if parts.username is not None or parts.password is not None:
        raise FetchError(f"The address of {host} holds a name or a password.\n    Leave that out.")
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    query = f"?{quote(parts.query, safe=_QUERY)}" if parts.query else ""
    return Address(parts.scheme, host, port or _PORTS[parts.scheme], path + query)


_QUERY = "/%:@!$&'()*+,;=~-._?[]"


def _read_host(host: str) -> str:
    """A name as the net knows it: letters of other scripts in their ASCII form. ValueError for none."""
    if ":" in host:
        return str(ipaddress.ip_address(host.partition("%")[0]))
    plain = host.rstrip(".").encode("idna").decode("ascii").lower()
    if plain and not re.fullmatch(r"[a-z0-9_](?:[a-z0-9._-]*[a-z0-9_])?", plain):
        raise ValueError(host)
    return plain


def is_public(numeric: str) -> bool:
    """Whether an address belongs to the public net, also where IPv6 carries one of IPv4."""
    address = ipaddress.ip_address(numeric.partition("%")[0])
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour
        if inner is None and address in _NAT64:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFF_FFFF)
        if inner is not None:
            return is_public(str(inner))
        if address.teredo is not None or address.is_site_local:
            return False
    return address.is_global and not address.is_multicast and not address.is_reserved


def find_machine(address: Address, allow: Allow = is_public) -> str:
    """The numeric address of the machine to speak to; FetchError where there is none, or one may not be spoken
    to. A name with both kinds of addresses is refused: which one is used should be nobody's choice."""
    try:
        found = socket.getaddrinfo(address.host, address.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        message = f"{address.host} is not found.\n    Look whether the address is right, and whether this machine is online."
        raise FetchError(message) from None
    numerics = [str(entry[4][0]) for entry in found]
    for numeric in numerics:
        if not allow(numeric):
            raise FetchError(
                f"{address.host} leads to {numeric}, which is no address of the public net; nothing was fetched.\n"
                "    Save the page from the browser, and add the file."
            )
    if not numerics:
        raise FetchError(f"{address.host} is not found.\n    Look whether the address is right.")
    return numerics[0]
