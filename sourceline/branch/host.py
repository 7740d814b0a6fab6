"""Where a branch is shown to the world, as far as the address of its remote tells."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

_GITHUB = re.compile(
    r"(?:(?:https?|ssh|git)://(?:[^/@]*@)?github\.com(?::\d+)?/|(?:[^/@]*@)?github\.com:)/?([^/]+)/([^/]+?)(?:\.git)?/?"
)


def guess_address(remote: str, domain: str | None = None) -> str | None:
    """The address of the site that GitHub Pages makes of a repository: of its `domain` (in CNAME) where it has
    one. None where the remote is not at GitHub."""
    found = _GITHUB.fullmatch(remote)
    if found is None:
        return None
    if domain:
        return f"https://{domain}/"
    owner, name = found[1].lower(), found[2]
    host = f"{owner}.github.io"
    return f"https://{host}/" if name.lower() == host else f"https://{host}/{name}/"


def explain_address(address: str, told: str | None, settings: str) -> str | None:
    """What the author should know where the site's `settings` tell another address than the one that it will
    have; None where all is well. (Below a domain of an owner, GitHub shows all repositories of theirs.)"""
    if told is None:
        return (
            f"{settings} does not say where the site lives, and its feeds, its sitemap and its 404 page need it."
            f"\n    Write 'url: {address}' there."
        )
    ours, theirs = urlsplit(told), urlsplit(address)
    if ours.path.strip("/") == theirs.path.strip("/") and (
        ours.path.strip("/") or ours.hostname == theirs.hostname
    ):
        return None
    at_github = (ours.hostname or "").endswith(".github.io")
    remedy = (
        f"Publish with --domain {ours.hostname} to have it there, or"
        if not ours.path.strip("/") and not at_github
        else "Unless another server passes it on,"
    )
    return (
        f"{settings} says that the site lives at {told}; GitHub Pages shows this branch at {address}."
        f"\n    {remedy} write 'url: {address}' there."
    )
