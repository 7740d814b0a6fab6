"""A finished site takes the place of the published one: written beside, synced, exchanged."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from sourceline.publish import disk, marker
from sourceline.publish.address import check_paths
from sourceline.publish.claim import refuse_foreign
from sourceline.publish.disk import PublishError, explain_failure
from sourceline.publish.draft import Draft, describe_writing, discard_draft
from sourceline.publish.exchange import exchange_folders
from sourceline.publish.snapshot import Snapshot, has_folders, is_intact
from sourceline.publish.tree import complete_tree


class Published(NamedTuple):
    """What publishing did."""

    files: int
    changed: bool
    """False when the published site had exactly these bytes already."""
    snapshot: Snapshot
    """For the next build: with it, only what differs is read or written."""


def publish_draft(draft: Draft, files: Mapping[str, str]) -> Published:
    """Make `files` (path → sha256 of its bytes) the whole site: those that differ from
    `draft.published` were written to the draft, and nothing else was; all others are taken over.

    Until the one step that exchanges the folders, the published site is untouched, and it stays when anything
    fails; then the draft is discarded. ContentError names every unsafe or clashing path; PublishError says what
    the disk refused.
    """
    try:
        # What is published was checked before.
        new = [path for path in files if path not in draft.published]
        if new:
            check_paths(new, files.keys() & draft.published.keys())
        if draft.site and draft.truthful and files == draft.published:
            if draft.claim.trusted:
                refuse_changed(draft.claim.output, draft.site)
            discard_draft(draft)
            return Published(len(files), changed=False, snapshot=draft.site)
        snapshot = _replace_output(draft, files)
    except BaseException:
        discard_draft(draft)
        raise
    return Published(len(files), changed=True, snapshot=snapshot)


def _replace_output(draft: Draft, files: Mapping[str, str]) -> Snapshot:
    output = draft.claim.output
    with explain_failure(describe_writing(draft.claim)):
        snapshot = complete_tree(draft, files)
    with explain_failure(f"put the new site in place at {output}"):
        former = _put_in_place(draft)
    with explain_failure(
        f"make the new site, which is in place at {output}, safe from a power cut"
    ):
        disk.sync_path(output.parent)
    if former == draft.claim.new:
        with explain_failure(f"keep the former site (the new one is published), {former}"):
            disk.move_path(former, draft.claim.old)
    return snapshot


def refuse_changed(output: Path, site: Snapshot) -> None:
    """PublishError when what is published is not the `site` that was trusted to be there."""
    if not is_intact(output, site):
        raise PublishError(f"{output} is not as the last build left it.\n    Build again.")


def _put_in_place(draft: Draft) -> Path | None:
    """Give the new site its name; where the former one is now, if there was one."""
    claim = draft.claim
    if not marker.is_ours(claim.output):
        disk.move_path(claim.new, claim.output)  # the claim made sure that it is absent or empty
        return None
    if draft.site and claim.trusted:
        refuse_changed(claim.output, draft.site)
    elif draft.site is None or not has_folders(claim.output, draft.site.folders):
        refuse_foreign(claim.output)
    return exchange_folders(claim.new, claim.output, claim.old)
