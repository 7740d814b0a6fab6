"""Bytes → disk: a finished site replaces the published one in one step, or not at all."""

from sourceline.publish.address import check_paths
from sourceline.publish.claim import Claim, claim_output
from sourceline.publish.disk import PublishError
from sourceline.publish.draft import Draft, discard_draft, open_draft
from sourceline.publish.site import Published, publish_draft, publish_site
from sourceline.publish.snapshot import Snapshot, Stamp, is_intact

__all__ = [
    "Claim",
    "Draft",
    "PublishError",
    "Published",
    "Snapshot",
    "Stamp",
    "check_paths",
    "claim_output",
    "discard_draft",
    "is_intact",
    "open_draft",
    "publish_draft",
    "publish_site",
]
