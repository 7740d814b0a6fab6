"""Whatever a working copy is in the middle of, publishing leaves it there."""

from __future__ import annotations

import errno
import hashlib
import re
import subprocess
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from branches import IGNORED, Site, git, make_files, read_branch, read_refs
from trees import read_tree

from sourceline.pipeline.publishing import prepare_publication, send_publication
from sourceline.publish import disk
from sourceline.publish.disk import PublishError
from sourceline.site.state import SHOWN

FIRST = make_files({"events/x": "one"})
SECOND = make_files({"events/x": "two"})


def leave_dirty(site: Site) -> Site:
    """Staged, unstaged, deleted, intended and untracked files."""
    for name in ("a", "b", "c"):
        (site.root / name).write_text("1\n")
    git(site.root, "add", "a", "b", "c")
    git(site.root, "commit", "--quiet", "--message", "More")
    (site.root / "a").write_text("2\n")
    git(site.root, "add", "a")
    (site.root / "a").write_text("3\n")
    (site.root / "b").unlink()
    git(site.root, "rm", "--quiet", "--cached", "c")
    (site.root / "d").write_text("1\n")
    git(site.root, "add", "--intent-to-add", "d")
    return site


def detach(site: Site) -> Site:
    git(site.root, "checkout", "--quiet", "--detach")
    return site


def stash(site: Site) -> Site:
    (site.root / "notes.txt").write_text("stashed\n")
    git(site.root, "stash", "--quiet")
    return site


def branch_off(site: Site) -> None:
    """Two branches that changed the same line."""
    git(site.root, "checkout", "--quiet", "-b", "side")
    (site.root / "notes.txt").write_text("side\n")
    git(site.root, "commit", "--quiet", "--all", "--message", "Side")
    git(site.root, "checkout", "--quiet", "main")
    (site.root / "notes.txt").write_text("main\n")
    git(site.root, "commit", "--quiet", "--all", "--message", "Main")


def stop_in(site: Site, *command: str) -> Site:
    """In the middle of a command that ends with a conflict."""
    branch_off(site)
    done = subprocess.run(["git", *command], cwd=site.root, capture_output=True, check=False)
    assert b"CONFLICT" in done.stdout
    return site


def rebase(site: Site) -> Site:
    return stop_in(site, "rebase", "side")


def merge(site: Site) -> Site:
    return stop_in(site, "merge", "side")


def bisect(site: Site) -> Site:
    branch_off(site)
    git(site.root, "bisect", "start", "main", "main~1")
    return site


def begin(site: Site) -> Site:
    """No commit yet."""
    git(site.root, "checkout", "--quiet", "--orphan", "fresh")
    return site


def clone_shallow(site: Site) -> Site:
    """A clone without history, of all branches."""
    for text in ("2\n", "3\n"):
        (site.root / "notes.txt").write_text(text)
        git(site.root, "commit", "--quiet", "--all", "--message", text.strip())
    git(site.root, "push", "--quiet", "origin", "main")
    site.publish(make_files({"events/x": "zero"}))
    site.publish(FIRST)
    clone = site.root.with_name("shallow")
    git(
        site.root,
        "clone",
        "--quiet",
        "--depth=1",
        "--no-single-branch",
        site.remote.as_uri(),
        str(clone),
    )
    assert git(clone, "rev-list", "--all", "--count").strip() == "2"
    return Site(clone, site.remote)


def clone_partly(site: Site) -> Site:
    """A clone that fetches the bytes of files when they are needed, of one branch."""
    git(site.remote, "config", "uploadpack.allowFilter", "true")
    site.publish(FIRST)
    clone = site.root.with_name("partial")
    git(
        site.root,
        "clone",
        "--quiet",
        "--filter=blob:none",
        "--single-branch",
        site.remote.as_uri(),
        str(clone),
    )
    return Site(clone, site.remote)


def add_worktree(site: Site) -> Site:
    git(site.root, "worktree", "add", "--quiet", "-b", "side", str(site.root.with_name("tree")))
    return Site(site.root.with_name("tree"), site.remote)


def add_submodule(site: Site) -> Site:
    outer = site.root.with_name("outer")
    git(site.root.parent, "init", "--quiet", "outer")
    git(outer, "submodule", "--quiet", "add", site.remote.as_uri(), "inner")
    return Site(outer / "inner", site.remote)


def be_bare(site: Site) -> Site:
    """A bare repository in which the site's folder lies."""
    bare = site.root.with_name("bare.git")
    git(site.root, "clone", "--quiet", "--bare", site.remote.as_uri(), str(bare))
    (bare / "site").mkdir()
    return Site(bare / "site", site.remote)


def be_sparse(site: Site) -> Site:
    git(site.root, "sparse-checkout", "set", "--cone", "--sparse-index", "content")
    return site


def lie_below(site: Site) -> Site:
    """The site is a folder of its repository, and the remote is told from the top."""
    (site.root / "docs" / "chronicle").mkdir(parents=True)
    git(site.root, "remote", "set-url", "origin", "../remote.git")
    git(site.root, "config", "diff.relative", "true")
    return Site(site.root / "docs" / "chronicle", site.remote)


def lock(site: Site) -> Site:
    """Another git is at the index, and was killed."""
    (site.root / ".git" / "index.lock").write_text("")
    return site


def track_site(site: Site) -> Site:
    """The finished site is in the repository, and what a build left there is not committed."""
    (site.root / ".gitignore").write_text(IGNORED.replace("public/\n", ""))
    site.build(FIRST)
    git(site.root, "add", ".")
    git(site.root, "commit", "--quiet", "--message", "With the site")
    return site


STATES = [
    leave_dirty, detach, stash, rebase, merge, bisect, begin, clone_shallow, clone_partly,
    add_worktree, add_submodule, be_bare, be_sparse, lie_below, lock, track_site,
]  # fmt: skip


def read_state(site: Site) -> dict[str, str]:
    """All there is of a working copy: status, references but those of remotes, stash, and the bytes of each
    file in its folder and its repository but objects."""
    bare = git(site.root, "rev-parse", "--is-bare-repository").strip() == "true"
    place = Path(git(site.root, "rev-parse", "--absolute-git-dir").strip())
    common = (site.root / git(site.root, "rev-parse", "--git-common-dir").strip()).resolve()
    state = {
        "status": ""
        if bare
        else git(
            site.root, "--no-optional-locks", "status", "--porcelain=v2", "--branch", "--show-stash"
        ),
        "refs": str(
            {
                ref: name
                for ref, name in read_refs(site.root).items()
                if not ref.startswith("refs/remotes/")
            }
        ),
    }
    for folder in {place, common, site.root}:
        for path, data in read_tree(folder).items():
            if not re.match(r"(\.git/)?(objects|(logs/)?refs/remotes)/", path):
                state[f"{folder}/{path}"] = hashlib.sha256(data).hexdigest()
    return state


@pytest.mark.parametrize("enter", STATES, ids=lambda state: state.__name__)
def test_working_copy_is_as_before(repository: Site, enter: Callable[[Site], Site]) -> None:
    """Status, index, references, stash and every file of the repository are the same after two publishings, and
    the remote has both."""
    site = enter(repository)
    for files in (FIRST, SECOND):
        pages = site.build(files)
        before = read_state(site)
        publication = prepare_publication(site.root, site.output, pages=pages, branch="gh-pages")
        if publication.changed:
            assert send_publication(publication, "Publish\n") == site.tip
        assert read_state(site) == before
        assert read_branch(site.remote) == {**read_tree(site.output), ".nojekyll": b""}
        assert git(site.remote, "fsck", "--full", "--strict") == ""


def test_inside_a_hook(repository: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """The index that a hook is given is not touched."""
    index = repository.root / "other-index"
    with monkeypatch.context() as hook:
        hook.setenv("GIT_INDEX_FILE", str(index))
        hook.setenv("GIT_DIR", str(repository.root / ".git"))
        hook.setenv("GIT_WORK_TREE", str(repository.root))
        commit = repository.publish(FIRST)
    assert not index.exists()
    assert repository.tip == commit


def test_site_cannot_be_read_again(repository: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the site shows is read once more after it was verified; where that fails, it is said, and nothing is published."""
    pages = repository.build(FIRST)
    reads = Counter[str]()

    def read_once(path: str) -> object:
        reads[path] += 1
        if path.endswith(SHOWN) and reads[path] > 1:
            raise OSError(errno.EIO, "broken", path)
        return read_file(path)

    read_file = disk.read_file
    monkeypatch.setattr(disk, "read_file", read_once)
    with pytest.raises(PublishError, match="Could not read the finished site in"):
        prepare_publication(repository.root, repository.output, pages=pages, branch="gh-pages")
