"""The files that docs/theming.md tells a site to write, as it shows them."""

from __future__ import annotations

import re
from pathlib import Path

GUIDE = Path(__file__).resolve().parent.parent / "docs" / "theming.md"
# "```css static/site.css": the path stands behind the language, where a reader of the page does not see it.
_FILE = re.compile(r"^```\w+ (\S+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def read_files() -> dict[str, str]:
    """Path in a site → text, of each file of the guide, in its order."""
    return dict(_FILE.findall(GUIDE.read_text(encoding="utf-8")))


def lay_file(site: Path, path: str, text: str) -> None:
    """Write a file of the guide into a site, or add its lines to the file that stands there."""
    file = site / path
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("a", encoding="utf-8") as lines:
        lines.write(text)
