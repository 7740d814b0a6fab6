"""The theme's files under names that change with their content, so that they can be cached for ever."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

# All style sheets become one file, in this order; a site's further ones follow by name, so that
# a site changes one token by adding `static/site.css`.
STYLES = (
    "tokens.css",
    "base.css",
    "layout.css",
    "masthead.css",
    "timeline.css",
    "ribbon.css",
    "filters.css",
    "axis.css",
    "citation.css",
    "facts.css",
    "event.css",
    "detail.css",
    "profile.css",
    "lifeline.css",
    "chart.css",
    "source.css",
    "corrections.css",
    "cards.css",
    "search.css",
    "data.css",
    "share.css",
    "stats.css",
    "embed.css",
    "print.css",
)
THEME = "theme.css"
# Scripts that are written as several files and published as one, the parts in this order before it.
PARTS = {
    "axis.js": (
        "axis-time.js",
        "axis-layout.js",
        "axis-paint.js",
        "axis-input.js",
        "axis-marks.js",
    ),
}


@dataclass(frozen=True, slots=True)
class Asset:
    """A file beside the pages: the name templates know it by, its path in the site, its bytes."""

    name: str
    path: str
    data: bytes


def plan_assets(files: Mapping[str, bytes]) -> tuple[Asset, ...]:
    """Static files (name relative to `static/` → bytes) as they are published, by name.

    All `*.css` are joined into one `theme.css`, and PARTS into their scripts. The mapping for
    `plan_site` is `{asset.name: asset.path for asset in plan_assets(files)}`.
    """
    styles = [name for name in STYLES if name in files]
    styles += sorted(name for name in files if name.endswith(".css") and name not in STYLES)
    joined = {name: data for name, data in files.items() if not name.endswith(".css")}
    for name, parts in PARTS.items():
        if name in joined:
            joined[name] = b"".join(joined.pop(part, b"") for part in parts) + joined[name]
    joined |= {name: strip_script(data) for name, data in joined.items() if name.endswith(".js")}
    if styles:
        joined[THEME] = b"\n".join(files[name].strip() for name in styles) + b"\n"
    return tuple(
        Asset(name, fingerprint_name(name, data), data) for name, data in sorted(joined.items())
    )


def strip_script(data: bytes) -> bytes:
    """A script without its lines of comment and its indentation: a fifth to a third less to load.

    It is left as it is where a text or a comment may go over several lines, which that would change.
    """
    lines = data.split(b"\n")
    if b"/*" in data or any(line.endswith(b"\\") or line.count(b"`") % 2 for line in lines):
        return data
    return (
        b"\n".join(line for each in lines if (line := each.strip()) and not line.startswith(b"//"))
        + b"\n"
    )


def fingerprint_name(name: str, data: bytes) -> str:
    """ "icons/a.svg" → "assets/icons/a.3f2a1c9d.svg"; the eight digits are of the SHA-256 of `data`."""
    path = PurePosixPath("assets", name)
    digest = hashlib.sha256(data).hexdigest()[:8]
    return str(path.with_name(f"{path.stem}.{digest}{path.suffix}"))
