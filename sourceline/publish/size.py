"""Whether a site is too large for where most are published."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from sourceline.errors import Position, Problem

MB = 1_000_000
# GitHub Pages publishes no more than 1 GB, and git there takes no file of more than 100 MiB; a site that
# comes near is told in time.
LARGEST_SITE = 900 * MB
LARGEST_FILE = 100 * MB
MOST_KINDS = 5
# Folder → what makes it smaller.
REMEDIES = {
    "events": "event_pages: off",
    "embed": "embeds: false",
    "cards": "social_cards: false",
    "sources": "show: excerpt",
}


def find_oversize(sizes: Mapping[str, int], settings: str) -> Problem | None:
    """A warning about a site whose files have these sizes in bytes, by path; None where it is no matter.
    `settings` is the file of the settings that would mend it."""
    total = sum(sizes.values())
    large = [path for path in sorted(sizes) if sizes[path] > LARGEST_FILE]
    if total <= LARGEST_SITE and not large:
        return None
    kinds: Counter[str] = Counter()
    for path, size in sizes.items():
        kinds[path.partition("/")[0] if "/" in path else ""] += size
    told = ", ".join(
        f"{folder}/ {_write(size)}" if folder else f"the files beside them {_write(size)}"
        for folder, size in sorted(kinds.items(), key=lambda item: (-item[1], item[0]))[:MOST_KINDS]
    )
    files = "".join(f" {path} alone has {_write(sizes[path])}." for path in large)
    lines = [f"'{line}'" for folder, line in REMEDIES.items() if kinds[folder]]
    return Problem(
        Position(settings),
        "large-site",
        f"The site has {_write(total)}; GitHub Pages takes 1 GB, and files of 100 MB: {told}.{files}",
        f"Write {' or '.join(lines)} there, split the site, or publish it elsewhere: docs/scale.md."
        if lines
        else "Split the site, or publish it elsewhere: docs/scale.md.",
        "warning",
    )


def _write(size: int) -> str:
    return f"{round(size / MB):,} MB"
