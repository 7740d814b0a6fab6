"""Bytes → disk: a finished site replaces the published one in one step, or not at all."""

from typing import TYPE_CHECKING

from sourceline.imports import load_later

if TYPE_CHECKING:
    from sourceline.publish.address import check_paths
    from sourceline.publish.claim import Claim, claim_output
    from sourceline.publish.disk import PublishError
    from sourceline.publish.draft import Draft, discard_draft, open_draft
    from sourceline.publish.site import Published, publish_draft
    from sourceline.publish.snapshot import Snapshot, is_intact

_HOMES = {
    "Claim": "claim",
    "Draft": "draft",
    "PublishError": "disk",
    "Published": "site",
    "Snapshot": "snapshot",
    "check_paths": "address",
    "claim_output": "claim",
    "discard_draft": "draft",
    "is_intact": "snapshot",
    "open_draft": "draft",
    "publish_draft": "site",
}


__getattr__ = load_later(__name__, _HOMES)


__all__ = [
    "Claim",
    "Draft",
    "PublishError",
    "Published",
    "Snapshot",
    "check_paths",
    "claim_output",
    "discard_draft",
    "is_intact",
    "open_draft",
    "publish_draft",
]
