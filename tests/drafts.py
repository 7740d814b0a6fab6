"""A site that is published from its files, as a build does it."""

from __future__ import annotations

from collections.abc import Iterable

from sourceline.publish import (
    Published,
    Snapshot,
    discard_draft,
    open_draft,
    publish_draft,
)
from sourceline.publish.claim import Claim


def publish_site(
    files: Iterable[tuple[str, bytes]], claim: Claim, snapshot: Snapshot | None = None
) -> Published:
    """Make `files` (path, bytes) the whole site, one after the other; `snapshot` is what the last publishing
    returned."""
    draft = open_draft(claim, snapshot)
    try:
        digests = {path: draft.write(path, data) for path, data in files}
    except BaseException:
        discard_draft(draft)
        raise
    return publish_draft(draft, digests)
