"""The finished site → a branch of a git remote: what would change there, and sending it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from sourceline.branch.changes import CNAME, Changes, list_doubts, plan_changes, read_domain
from sourceline.branch.git import BranchError
from sourceline.branch.host import explain_address, guess_address
from sourceline.branch.objects import Trees, make_trees, write_pack
from sourceline.branch.parcel import Parcel, count_pages, read_object, read_parcel
from sourceline.branch.remote import (
    Standing,
    has_identity,
    push_commit,
    read_branch,
    read_text,
    write_commit,
)
from sourceline.branch.repository import Target, find_target
from sourceline.errors import UsageError
from sourceline.model import Correction
from sourceline.pipeline.reports import Progress, ignore_progress
from sourceline.site.addresses import find_base
from sourceline.site.changes import compare_states, drop_listed
from sourceline.site.state import SHOWN, State, read_state
from sourceline.store.corrections import load_corrections
from sourceline.store.files import STATE, explain_unwritable, write_bytes
from sourceline.store.settings import SITE, read_settings

PUBLISHED = STATE / "published"
"""What the branch showed when it was last looked at, for `corrections --since`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """A finished site on its way to a branch: nothing is sent yet."""

    target: Target
    standing: Standing
    parcel: Parcel
    changes: Changes
    trees: Trees
    sources: int
    events: int
    pages: int
    corrections: tuple[Correction, ...]
    """Those that the site tells and the published one does not."""
    silent: tuple[Correction, ...]
    """What is shown otherwise than it was published, and no correction tells."""
    doubts: tuple[str, ...]
    """Why a person must agree first."""
    notes: tuple[str, ...]
    address: str | None
    """Where the world will see it, where that is known."""

    @property
    def changed(self) -> bool:
        """Whether the branch will hold anything else than it does."""
        return self.trees.root != self.standing.tree


def prepare_publication(
    root: Path,
    output: Path,
    *,
    pages: int,
    remote: str | None = None,
    branch: str,
    domain: str | None = None,
    progress: Progress = ignore_progress,
) -> Publication:
    """Verify the finished site at `output`, of which its build told so many `pages`, fetch the branch, and tell
    what would change there.

    BranchError when the site cannot go there; ContentError with every link that leads nowhere.
    """
    wanted = None if domain is None else read_domain(domain)
    target = find_target(root, remote=remote, branch=branch)
    settings, _ = read_settings(root)
    standing = read_branch(target)
    parcel = read_parcel(
        output,
        target.algorithm,
        pages=pages,
        kept=standing.foreign,
        base=unquote(find_base(settings.url)),
        progress=progress,
    )
    shown = read_object(parcel, SHOWN, target.algorithm).decode()
    after = read_state(shown, f"{output / SHOWN}")
    if not after.pages:
        raise BranchError(
            "The site is empty: it tells of no event, no profile and no source.\n"
            "    Put texts into content/sources/, then publish."
        )
    changes = plan_changes(standing, parcel, target.algorithm, wanted)
    listed, _ = load_corrections(root)
    before = _read_published(target, standing)
    new = listed[before.corrections :] if before else ()
    address = guess_address(target.url, _find_domain(target, standing, wanted))
    kinds = [name.partition("/")[0] for name in after.pages]
    return Publication(
        target=target,
        standing=standing,
        parcel=parcel,
        changes=changes,
        trees=make_trees(changes.entries, target.algorithm),
        sources=kinds.count("sources"),
        events=kinds.count("events"),
        pages=count_pages(parcel.files),
        corrections=new,
        silent=drop_listed(compare_states(before, after, on=""), new) if before else (),
        doubts=tuple(list_doubts(standing, changes)),
        notes=tuple(_list_notes(target, address, settings.url)),
        address=address,
    )


def send_publication(publication: Publication, message: str) -> str:
    """Commit the site on top of what was fetched, and push it; the id of the commit that stands there. BranchError, with the
    remote as it was, when it is refused or has moved."""
    target, standing = publication.target, publication.standing
    parcel, changes = publication.parcel, publication.changes
    known = {name for _, name in standing.entries.values()}
    ids = {path: changes.entries[path][1] for path in (*parcel.files, *changes.loose)}
    blobs = {name: path for path, name in ids.items() if name not in known}
    folders = {
        name: data for name, data in publication.trees.objects.items() if name not in standing.trees
    }

    def list_objects() -> Iterator[tuple[str, bytes]]:
        yield from (("tree", data) for data in folders.values())
        for path in sorted(blobs.values()):
            loose = changes.loose.get(path)
            yield (
                "blob",
                read_object(parcel, path, target.algorithm) if loose is None else loose,
            )

    pack = write_pack(len(folders) + len(blobs), list_objects(), target.algorithm)
    commit = write_commit(target, publication.trees.root, standing.commit, message, pack)
    return push_commit(target, commit, standing.commit)


def keep_published(root: Path, publication: Publication) -> Path:
    """Keep what the branch shows, so that it can be corrected; the folder for `corrections --since`. ContentError
    where it cannot be kept."""
    path = str(PUBLISHED / SHOWN)
    shown = read_text(publication.target, publication.standing.entries[SHOWN]).encode()
    with explain_unwritable(path):
        write_bytes(root, path, shown)
    return root / PUBLISHED


def _read_published(target: Target, standing: Standing) -> State | None:
    """What the branch shows; None where it is no site of ours, or one that nobody can read."""
    if SHOWN not in (standing.written or ()) or SHOWN not in standing.entries:
        return None
    try:
        state = read_state(read_text(target, standing.entries[SHOWN]), SHOWN)
    except UsageError:
        return None
    return None if state.known_on else state


def _find_domain(target: Target, standing: Standing, wanted: str | None) -> str | None:
    if wanted is None and CNAME in standing.entries:
        return read_text(target, standing.entries[CNAME]).strip()
    return wanted


def _list_notes(target: Target, address: str | None, told: str | None) -> Iterator[str]:
    if address is not None:
        note = explain_address(address, told, SITE)
        if note:
            yield note
    if not has_identity(target):
        yield (
            "git does not know your name, so the commit says Sourceline."
            "\n    `git config user.name …` and `git config user.email …` tell it."
        )
