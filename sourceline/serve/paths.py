"""From the target of a request to the path of a file, and from a path to the kind of its file."""

from __future__ import annotations

import unicodedata
from mimetypes import MimeTypes
from urllib.parse import unquote_to_bytes

_KINDS = MimeTypes(filenames=())  # the same on every machine: no file of the system is read
for _kind, _suffix in (
    ("text/javascript", ".js"),
    ("font/woff2", ".woff2"),
    ("application/manifest+json", ".webmanifest"),
    ("application/json", ".json"),
    ("application/xml", ".xml"),
    ("image/svg+xml", ".svg"),
    ("image/webp", ".webp"),
    ("image/avif", ".avif"),
    ("text/markdown", ".md"),
):
    _KINDS.add_type(_kind, _suffix)
_TEXTS = ("text/", "application/json", "application/xml", "application/manifest+json", "image/svg")


def read_path(target: str) -> str | None:
    """The path of the file that a request asks for, a folder's being its index.html: "/a/?q" → "a/index.html".

    None for what names no file of a site: another host's address, steps up, dotfiles, empty parts,
    backslashes, control characters, bytes that are no UTF-8.
    """
    raw = target.partition("?")[0].partition("#")[0]
    if not raw.startswith("/"):
        return None
    try:
        path = unquote_to_bytes(raw.encode("latin-1")).decode()[1:]
    except UnicodeError:
        return None
    *folders, name = path.split("/")
    strange = any(part == "" or part.startswith(".") for part in folders) or name.startswith(".")
    if strange or any(sign == "\\" or unicodedata.category(sign) == "Cc" for sign in path):
        return None
    return path if name else f"{path}index.html"


def name_kind(path: str) -> str:
    """The Content-Type of the file at `path`."""
    kind = _KINDS.guess_type(path)[0] or "application/octet-stream"
    return f"{kind}; charset=utf-8" if kind.startswith(_TEXTS) else kind
