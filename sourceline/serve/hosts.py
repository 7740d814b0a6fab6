"""Under which names this server may be called, so that no page of a stranger can read it.

A stranger's page can have its own name lead to this machine (DNS rebinding); its browser then sends that
name, and is refused. An address of numbers cannot be made to lead elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import ip_address
from socket import gethostname
from urllib.parse import urlsplit

LOOPBACK = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class Hosts:
    """Whom a server that listens at `host`:`port` answers."""

    host: str
    port: int

    def accept(self, host: str) -> bool:
        """Whether `host`, as a browser sends it ("127.0.0.1:8000"), is this server."""
        name, colon, port = host.rpartition(":")
        if not colon or host.endswith("]"):
            name, port = host, "80"
        if port != str(self.port):
            return False
        name = name.lower()
        if is_local(self.host):
            return name in {LOOPBACK, "localhost", show_host(self.host)}
        own = gethostname().lower()
        return _is_address(name) or name in {"localhost", self.host.lower(), own, f"{own}.local"}

    def accept_origin(self, origin: str) -> bool:
        """Whether a page of that origin ("http://127.0.0.1:8000") was served here."""
        scheme, separator, host = origin.partition("://")
        return scheme == "http" and bool(separator) and self.accept(host)

    @property
    def address(self) -> str:
        """Where a browser on this machine finds the site."""
        anywhere = {"0.0.0.0": LOOPBACK, "::": "[::1]"}  # noqa: S104 - only compared with
        return f"http://{anywhere.get(self.host, show_host(self.host))}:{self.port}/"


def is_local(host: str) -> bool:
    """Whether only this machine reaches a server there."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def show_host(host: str) -> str:
    """As it stands in an address: "::1" → "[::1]"."""
    return f"[{host}]" if ":" in host else host


def _is_address(name: str) -> bool:
    try:
        # As a browser writes it: in brackets, or four plain numbers.
        return bool(ip_address(urlsplit(f"//{name}").hostname or "")) and (
            name.startswith("[") or name.replace(".", "").isdigit()
        )
    except ValueError:
        return False
