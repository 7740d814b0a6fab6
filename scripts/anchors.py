"""What a heading of a document is linked by, as GitHub has it."""

from __future__ import annotations

import re


def make_anchor(heading: str) -> str:
    """ "Keys of `content/site.yaml`" → "keys-of-contentsiteyaml"."""
    words = re.sub(r"\]\([^)]*\)", "", heading.lower())  # of a link, its words
    return re.sub(r"[^\w -]", "", words).replace(" ", "-")
