"""The whole next site in one folder: made of the former one, or from nothing.

Most files of two sites in a row are the same. Where the spare is as it was left, what differs in it is
exchanged; otherwise everything that stays is linked into the folder in which the draft was written. A
file with two names is never opened for writing: it is replaced by name.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from collections.abc import Set as AbstractSet

from sourceline.publish import disk, marker
from sourceline.publish.claim import delete_site
from sourceline.publish.disk import PublishError
from sourceline.publish.draft import Draft
from sourceline.publish.snapshot import (
    Entry,
    Snapshot,
    Spare,
    derive_folders,
    is_spare,
    take_stamp,
    take_time,
)


class _Tree:
    """A folder on its way to be the next site."""

    __slots__ = ("base", "folders", "fresh", "lacks", "touched")

    def __init__(
        self, base: str, lacks: Mapping[str, Entry | None], folders: dict[str, int]
    ) -> None:
        self.base = base
        """With a slash at its end."""
        self.lacks = lacks
        """Where it differs from the published site; None where it has no such file."""
        self.folders = folders
        """The folders in it whose times are known."""
        self.fresh: list[str] = []
        """Files that are not on the disk for sure."""
        self.touched: set[str] = set()
        """Folders in which a name was changed."""


def complete_tree(draft: Draft, files: Mapping[str, str]) -> Snapshot:
    """Make `draft.claim.new` the whole site of `files` (path → sha256), synced and marked as complete.
    The snapshot of it names the published site as its spare."""
    claim = draft.claim
    tree = _begin_tree(draft)
    entries = _fill_tree(tree, draft, files)
    _sync_tree(tree)
    for path in tree.fresh:
        entries[path] = (files[path], take_stamp(tree.base + path))
    if tree.base != f"{claim.new}/":
        delete_site(claim.new)
        disk.move_path(claim.old, claim.new)
        tree.base = f"{claim.new}/"
    marker.finish_folder(claim.new, files)
    tree.touched.add("")
    for folder in tree.touched:
        tree.folders[folder] = take_time(tree.base + folder)
    stamp = take_stamp(tree.base + marker.NAME)
    return Snapshot(
        entries, tree.folders, stamp, _compare(tree, draft.site, entries) if draft.site else None
    )


def _begin_tree(draft: Draft) -> _Tree:
    claim, site = draft.claim, draft.site
    if site and site.spare and is_spare(claim.old, site):
        marker.reopen_folder(claim.old)
        return _Tree(f"{claim.old}/", site.spare.files, dict(site.spare.folders))
    if os.path.lexists(claim.old):
        delete_site(claim.old)
    return _Tree(f"{claim.new}/", dict.fromkeys(draft.published), {})


def _fill_tree(tree: _Tree, draft: Draft, files: Mapping[str, str]) -> dict[str, Entry]:
    """Bring the tree to the state of `files`. What is there then, as far as it is not fresh."""
    entries = dict(draft.site.files) if draft.site else {}
    written = sorted(path for path, _ in files.items() - draft.published.items())
    gone = entries.keys() - files.keys()
    for path in sorted(gone.union(tree.lacks) - files.keys()):
        if tree.lacks.get(path, entries.get(path)):
            _delete_file(tree, path)
    for path in gone:
        del entries[path]
    # A spare is only made of a site that has no folders but its own.
    known = draft.site and tree.folders and files.keys() == draft.published.keys()
    _change_folders(
        tree, draft.site.folders.keys() if draft.site and known else derive_folders(files)
    )
    for path in written:
        _take_written(tree, draft, path)
    for path in sorted(tree.lacks.keys() & files.keys() - set(written)):
        held = tree.lacks[path]
        if held and held[0] == files[path]:
            entries[path] = held
            continue
        if held:
            _delete_file(tree, path)
        _take_published(tree, draft, path, files[path])
    return entries


def _delete_file(tree: _Tree, path: str) -> None:
    disk.delete_file(tree.base + path)
    tree.touched.add(path.rpartition("/")[0])


def _change_folders(tree: _Tree, needed: AbstractSet[str]) -> None:
    """Remove the folders that are empty now, and make those that are needed."""
    for folder in sorted(tree.folders.keys() - needed, reverse=True):  # what lies in a folder first
        disk.delete_folder(tree.base + folder)
        del tree.folders[folder]
        tree.touched.add(folder.rpartition("/")[0])
    tree.touched &= needed
    for folder in sorted(needed - tree.folders.keys()):
        disk.make_folders(tree.base + folder)
        tree.touched |= {folder, folder.rpartition("/")[0]}


def _take_written(tree: _Tree, draft: Draft, path: str) -> None:
    source = f"{draft.claim.new}/{path}"
    if tree.base + path != source:
        disk.move_path(source, tree.base + path)
    tree.fresh.append(path)
    tree.touched.add(path.rpartition("/")[0])


def _take_published(tree: _Tree, draft: Draft, path: str, digest: str) -> None:
    """Give the published file a second name in the tree; where that is not possible, copy it."""
    source = f"{draft.claim.output}/{path}"
    tree.touched.add(path.rpartition("/")[0])
    if disk.link_file(source, tree.base + path):
        return
    read = disk.read_file(source)
    if read is None or marker.hash_bytes(read[0]) != digest:
        raise PublishError(f"{source} was changed during the build.\n    Build again.")
    disk.write_file(tree.base + path, read[0])
    tree.fresh.append(path)


def _sync_tree(tree: _Tree) -> None:
    """Files first, then the folders that name them."""
    names = [*tree.fresh, *sorted(tree.touched, reverse=True)]
    disk.sync_paths([tree.base + name for name in names])


def _compare(tree: _Tree, site: Snapshot, entries: Mapping[str, Entry]) -> Spare:
    """The former `site` as the spare of the one with `entries`, which is in the tree."""
    changed = (site.files.keys() - entries.keys()).union(tree.fresh, tree.lacks)
    differing = {path: site.files.get(path) for path in changed}
    return Spare(
        {path: entry for path, entry in differing.items() if entry != entries.get(path)},
        site.folders,
        site.marker,
    )
