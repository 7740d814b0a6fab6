"""Whether a site is too large for where most are published."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

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
    "data": "data: false",
    "sources": "show: excerpt",
}


class Weight:
    """The bytes of a site: by the folders at its top, and of the files that are too large."""

    __slots__ = ("kinds", "large")

    def __init__(self, sizes: Iterable[tuple[str, int]] = ()) -> None:
        """`sizes`: path and bytes of each file."""
        self.kinds: Counter[str] = Counter()
        self.large: dict[str, int] = {}
        for path, size in sizes:
            self.add(path, size)

    def add(self, path: str, size: int) -> None:
        """Count a file."""
        self.kinds[path.partition("/")[0] if "/" in path else ""] += size
        if size > LARGEST_FILE:
            self.large[path] = size


def find_oversize(weight: Weight, settings: str) -> Problem | None:
    """A warning about a site of this weight; None where it is no matter. `settings` is the file of the
    settings that would mend it."""
    kinds = weight.kinds
    total = kinds.total()
    if total <= LARGEST_SITE and not weight.large:
        return None
    told = ", ".join(
        f"{folder}/ {_write(size)}" if folder else f"the files beside them {_write(size)}"
        for folder, size in sorted(kinds.items(), key=lambda item: (-item[1], item[0]))[:MOST_KINDS]
    )
    files = "".join(
        f" {path} alone has {_write(size)}." for path, size in sorted(weight.large.items())
    )
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
