"""The next site while it is made: only the files that differ from the published one are written."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress

from sourceline.errors import ContentError, SourcelineError
from sourceline.publish import disk, marker
from sourceline.publish.address import describe_fault, explain_part, explain_path
from sourceline.publish.claim import Claim, recover_output
from sourceline.publish.disk import explain_failure
from sourceline.publish.snapshot import Snapshot, is_intact, read_site


class Draft:
    """What was written of the next site, in `claim.new`.

    Several forked processes may write to one draft at once, each path by one of them.
    """

    __slots__ = ("_folders", "claim", "published", "site", "truthful")

    def __init__(self, claim: Claim, site: Snapshot | None, *, truthful: bool) -> None:
        self.claim = claim
        self.site = site
        """What stands at `claim.output`; None when no site does."""
        self.truthful = truthful
        """Whether the marker of the published site lists exactly the bytes that are there."""
        self.published: Mapping[str, str] = (
            {path: digest for path, (digest, _) in site.files.items()} if site else {}
        )
        """Path → sha256 of what the published site holds."""
        self._folders: set[str] = set()

    def write(self, path: str, data: bytes) -> str:
        """Put a file (relative POSIX path) into the next site; the sha256 of its bytes. Nothing is
        written where the published site has these bytes at this path.

        ContentError when the path is unsafe, or was written before; PublishError when the disk refuses.
        """
        digest = marker.hash_bytes(data)
        if self.published.get(path) == digest:
            return digest
        folder, _, name = path.rpartition("/")
        known = folder in self._folders
        reason = explain_part(name) if known else explain_path(path)
        if reason:
            raise ContentError([describe_fault(path, reason)])
        with explain_failure(describe_writing(self.claim)):
            try:
                if not known:
                    disk.make_folders(f"{self.claim.new}/{folder}")
                    self._folders.add(folder)
                disk.write_file(f"{self.claim.new}/{path}", data)
            except (FileExistsError, NotADirectoryError):
                reason = "another page or file has the same address"
                raise ContentError([describe_fault(path, reason)]) from None
        return digest


def open_draft(claim: Claim, snapshot: Snapshot | None = None) -> Draft:
    """Begin the next site. With a `snapshot` of the published one, as the last publishing returned it,
    a published site that still is so need not be read; otherwise it is read and hashed.

    UsageError when the published site holds a file that we did not write.
    """
    with explain_failure(f"read the published site at {claim.output}"):
        site, truthful = _look_at(claim, snapshot)
    draft = Draft(claim, site, truthful=truthful)
    try:
        with explain_failure(describe_writing(claim)):
            marker.start_folder(claim.new)
    except BaseException:
        discard_draft(draft)
        raise
    return draft


def _look_at(claim: Claim, snapshot: Snapshot | None) -> tuple[Snapshot | None, bool]:
    if snapshot and (claim.intact is snapshot or is_intact(claim.output, snapshot)):
        return snapshot, True
    found = marker.read_marker(claim.output)
    if found is None:
        return None, False
    site = read_site(claim.output, found)
    truthful = found.files == {path: digest for path, (digest, _) in site.files.items()}
    return site, found.complete and truthful


def describe_writing(claim: Claim) -> str:
    """What could not be done, for the message."""
    return f"write the new site beside {claim.output}"


def discard_draft(draft: Draft) -> None:
    """Delete what did not become the site. Where even that fails, the next claim does it; what went
    wrong first is what the author must hear."""
    claim = draft.claim
    # Without an output beside a former site, an exchange in two steps waits for the next claim.
    if os.path.lexists(claim.output) or not os.path.lexists(claim.old):
        with suppress(OSError, SourcelineError):
            recover_output(claim)
