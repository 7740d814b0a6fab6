"""A site on a branch of a remote: what is sent, what is kept, and what is told before."""

from __future__ import annotations

import errno
import os
import shutil
import socket
import stat
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from branches import BRANCH, Site, commit_files, git, make_files, make_site, read_branch, read_refs
from trees import read_tree

from sourceline.branch.git import BranchError
from sourceline.errors import ContentError
from sourceline.model import Correction
from sourceline.pipeline.publishing import (
    keep_published,
    prepare_publication,
    send_publication,
)
from sourceline.publish import PublishError
from sourceline.site.state import SHOWN, Shown

FIRST = make_files({"events/x": "one", "events/y": "two"})
SECOND = make_files({"events/x": "one more", "events/z": "three"})


def test_bytes_are_the_site(repository: Site) -> None:
    """The branch holds the finished site, its marker and .nojekyll, byte for byte; git finds it sound."""
    commit = repository.publish(FIRST)
    assert repository.tip == commit
    assert read_branch(repository.remote) == {**read_tree(repository.output), ".nojekyll": b""}
    assert git(repository.remote, "fsck", "--full", "--strict") == ""
    assert git(repository.remote, "show", "-s", "--format=%an <%ae>|%cn|%P|%B", commit) == (
        "Jo Fielding <jo@example.org>|Jo Fielding||Publish\n\n"
    )


def test_other_ids(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a repository whose ids are SHA-256 it is the same."""
    monkeypatch.setenv("GIT_DEFAULT_HASH", "sha256")
    repository = make_site(tmp_path)
    repository.publish(FIRST)
    assert len(repository.publish(SECOND)) == 64
    assert read_branch(repository.remote) == {**read_tree(repository.output), ".nojekyll": b""}


def test_next_site_stands_on_the_last(repository: Site) -> None:
    """A second publishing says what changes, and adds one commit on top of the first."""
    first = repository.publish(FIRST)
    publication = repository.prepare(SECOND)
    changes = publication.changes
    assert changes.added == ("events/z/index.html",)
    assert changes.changed == (".sourceline-site", "events/x/index.html", "index.html")
    assert changes.removed == ("events/y/index.html",)
    assert changes.kept == (".nojekyll",)
    assert publication.doubts == ()
    second = send_publication(publication, "More\n")
    assert git(repository.remote, "rev-list", BRANCH).split() == [second, first]
    assert read_branch(repository.remote) == {**read_tree(repository.output), ".nojekyll": b""}


def test_unchanged_site(repository: Site) -> None:
    """The same site has the same tree, wherever and whenever it is made; there is nothing to publish."""
    repository.publish(FIRST)
    again = repository.prepare(FIRST)
    assert not again.changed
    assert (again.changes.added, again.changes.changed, again.changes.removed) == ((), (), ())
    other = make_site(repository.root.parent / "other")
    assert other.prepare(FIRST).trees.root == again.trees.root == again.standing.tree


def test_looking_changes_nothing(repository: Site) -> None:
    """What is only prepared leaves the remote and every reference here as they were."""
    repository.publish(FIRST)
    before = read_refs(repository.root), read_refs(repository.remote)
    assert repository.prepare(SECOND).changed
    assert (read_refs(repository.root), read_refs(repository.remote)) == before


def test_files_of_others_stay(repository: Site, tmp_path: Path) -> None:
    """CNAME and whatever else others put beside the site stays as it is, through every publishing."""
    repository.publish(FIRST)
    others = {
        "CNAME": "tide.example.org\n",
        "google123.html": "google\n",
        'docs/a b\n\x1b[31m".txt': "odd\n",
        ".well-known/x": "y\n",
        "events/x/own.css": "p {}\n",
    }
    clone = tmp_path / "clone"
    commit_files(clone, repository.remote, others)
    (clone / "link").symlink_to("CNAME")
    (clone / "run").write_text("x")
    (clone / "run").chmod(0o755)
    git(clone, "add", "--force", "link", "run")
    git(clone, "commit", "--quiet", "--message", "More by hand")
    git(clone, "push", "--quiet", "origin", BRANCH)
    publication = repository.prepare(SECOND)
    assert set(publication.changes.kept) == {*others, ".nojekyll", "link", "run"}
    assert publication.doubts == ()
    send_publication(publication, "More\n")
    expected = {path: text.encode() for path, text in others.items()}
    assert read_branch(repository.remote) == {
        **read_tree(repository.output),
        **expected,
        ".nojekyll": b"",
        "link": b"CNAME",
        "run": b"x",
    }
    modes = git(repository.remote, "ls-tree", BRANCH, "link", "run").splitlines()
    assert [row.split()[0] for row in modes] == ["120000", "100755"]


def test_domain(repository: Site) -> None:
    """A domain that is asked for stands in CNAME, and stays there."""
    repository.publish(FIRST, domain="Tide.Example.org")
    assert read_branch(repository.remote)["CNAME"] == b"tide.example.org\n"
    assert repository.prepare(SECOND).changes.kept == (".nojekyll", "CNAME")
    assert repository.prepare(SECOND, domain="other.example.org").changes.changed[1:2] == ("CNAME",)


@pytest.mark.parametrize(
    "domain", ["", "localhost", "a b.org", "tide.example.org/x", "-x.org", "é.org"]
)
def test_no_domain(repository: Site, domain: str) -> None:
    """What is no domain is told, and nothing is sent."""
    with pytest.raises(BranchError, match="is no domain"):
        repository.prepare(FIRST, domain=domain)


def test_corrections(repository: Site) -> None:
    """What is shown otherwise than it was published is told, with the corrections that say so apart."""
    before = make_files(
        {"events/x": "one"}, x=Shown(title="X", date="2031-05-05", status="asserted")
    )
    repository.publish(before)
    facts = {"x": Shown(title="X", date="2031-05-06", status="denied")}
    told = Correction(
        on="2031-05-07", page="events/x", what="date", before="2031-05-05", after="2031-05-06"
    )
    (repository.root / "content").mkdir()
    (repository.root / "content" / "corrections.yaml").write_text(
        "- on: 2031-05-07\n  page: events/x\n  what: date\n  before: '2031-05-05'\n  after: '2031-05-06'\n"
    )
    publication = repository.prepare(make_files({"events/x": "one"}, **facts))
    assert [(c.what, c.before, c.after) for c in publication.corrections] == [
        (told.what, told.before, told.after)
    ]
    assert [(c.what, c.before, c.after) for c in publication.silent] == [
        ("status", "asserted", "denied")
    ]
    folder = keep_published(repository.root, publication)
    assert read_tree(folder) == {SHOWN: before[SHOWN]}
    shutil.rmtree(folder)
    folder.write_bytes(b"")
    with pytest.raises(
        ContentError, match=r"published/corrections/state\.json: error: The file cannot"
    ):
        keep_published(repository.root, publication)


def test_unknown_name(repository: Site, settings: Path) -> None:
    """Where git knows no name of the user's, the commit says Sourceline, and not a login or a machine."""
    settings.write_text("[init]\n    defaultBranch = main\n")
    publication = repository.prepare(FIRST)
    commit = send_publication(publication, "Publish\n")
    assert [note.splitlines()[0] for note in publication.notes] == [
        "git does not know your name, so the commit says Sourceline."
    ]
    assert git(repository.remote, "show", "-s", "--format=%an <%ae> %cn <%ce>", commit) == (
        "Sourceline <sourceline@localhost> Sourceline <sourceline@localhost>\n"
    )


def test_settings_of_the_user(repository: Site, settings: Path, tmp_path: Path) -> None:
    """Signing, hooks, filters, line ends and ignored files of the user's change no byte, and none of their
    programs runs."""
    ran = tmp_path / "ran"
    hooks = tmp_path / "hooks"
    git(repository.root, "config", "core.hooksPath", str(hooks))
    hooks.mkdir()
    for name in ("pre-push", "pre-commit", "commit-msg", "reference-transaction"):
        (hooks / name).write_text(f"#!/bin/sh\necho {name} >> {ran}\nexit 1\n")
        (hooks / name).chmod(0o755)
    program = tmp_path / "program"
    program.write_text(f"#!/bin/sh\necho program >> {ran}\nexit 1\n")
    program.chmod(0o755)
    (tmp_path / "ignored").write_text("*\n")
    (tmp_path / "attributes").write_text(
        "* text eol=crlf filter=lfs ident working-tree-encoding=UTF-16\n"
    )
    settings.write_text(
        f"""
[user]
    name = Jo Fielding
    email = jo@example.org
[core]
    autocrlf = true
    safecrlf = true
    eol = crlf
    fileMode = false
    excludesFile = {tmp_path / "ignored"}
    attributesFile = {tmp_path / "attributes"}
    fsmonitor = {program}
    pager = {program}
    editor = {program}
    ignoreCase = true
    compression = 0
[commit]
    gpgSign = true
[push]
    default = nothing
    gpgSign = if-asked
    followTags = true
    recurseSubmodules = on-demand
[fetch]
    prune = true
    writeCommitGraph = true
[gpg]
    program = {program}
[filter "lfs"]
    clean = {program}
    smudge = {program}
    required = true
[diff]
    external = {program}
    noprefix = true
    relative = true
[i18n]
    commitEncoding = ISO-8859-1
[color]
    ui = always
[log]
    showSignature = true
"""
    )
    odd = {**FIRST, "crlf.txt": b"a\r\nb\n$Id$\n", "latin.bin": bytes(range(256))}
    repository.publish(odd)
    send_publication(repository.prepare({**odd, "more.txt": "é\r\n".encode()}), "Wörter\n")
    assert not ran.exists()
    assert read_branch(repository.remote) == {**read_tree(repository.output), ".nojekyll": b""}
    assert git(repository.remote, "cat-file", "commit", BRANCH).endswith("\n\nWörter\n")


def test_links_that_lead_nowhere(repository: Site) -> None:
    """Each is named with its page, a place that is missing too, and nothing is sent; a file of others on the
    branch may be linked."""
    broken = {
        **FIRST,
        "a.html": b'<a href="gone.html">x</a><a href="index.html#nowhere">x</a><a href="#here">x</a>',
        "404.html": b'<a href="/index.html">x</a><a href="/no.html">x</a>',
        "events/x/index.html": b'<a href="../../own.html">x</a>',
    }
    with pytest.raises(ContentError) as caught:
        repository.prepare(broken)
    assert [(Path(each.position.path).name, each.message) for each in caught.value.problems] == [
        ("404.html", "The link '/no.html' leads nowhere."),
        ("a.html", "The link '#here' leads nowhere."),
        ("a.html", "The link 'gone.html' leads nowhere."),
        ("a.html", "The link 'index.html#nowhere' leads nowhere."),
        ("index.html", "The link '../../own.html' leads nowhere."),
    ]
    assert repository.tip is None


def test_link_to_a_file_of_others(repository: Site, tmp_path: Path) -> None:
    """What stands beside the site on the branch may be linked."""
    repository.publish(FIRST)
    commit_files(tmp_path / "clone", repository.remote, {"own.html": "mine"})
    assert repository.prepare({**FIRST, "a.html": b'<a href="own.html">x</a>'}).changed


@pytest.mark.parametrize("damage", ["changed", "added", "missing", "count"])
def test_site_that_is_not_as_it_was_built(repository: Site, damage: str) -> None:
    """A file that somebody changed, added or took away after the build is named, and nothing is sent."""
    pages = repository.build(FIRST)
    page = repository.output / "events/x/index.html"
    if damage == "changed":
        page.unlink()
        page.write_text("mine")
    elif damage == "added":
        (repository.output / ".env").write_text("secret")
    elif damage == "missing":
        page.unlink()
    else:
        pages += 1
    words = {
        "changed": "events/x/index.html",
        "added": ".env",
        "missing": "events/x",
        "count": "4 pages",
    }
    with pytest.raises(BranchError, match=words[damage]):
        prepare_publication(repository.root, repository.output, pages=pages, branch=BRANCH)
    assert repository.tip is None


@pytest.fixture
def daemon(tmp_path: Path) -> Iterator[str]:
    """The address at which a git daemon serves and takes what is in the test's folder."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [
        *("git", "daemon", "--reuseaddr", "--listen=127.0.0.1", f"--port={port}"),
        *(f"--base-path={tmp_path}", "--export-all", "--enable=receive-pack", str(tmp_path)),
    ]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL, start_new_session=True) as process:
        for _ in range(6000):
            try:
                socket.create_connection(("127.0.0.1", port)).close()
                break
            except OSError:
                time.sleep(0.01)
        yield f"git://127.0.0.1:{port}/remote.git"
        os.killpg(process.pid, 15)


def test_over_the_network(repository: Site, daemon: str, tmp_path: Path) -> None:
    """Over git:// it is the same as over file://, files of others and refusals included."""
    git(repository.root, "remote", "set-url", "origin", daemon)
    repository.publish(FIRST)
    commit_files(tmp_path / "clone", repository.remote, {"CNAME": "tide.example.org\n"})
    publication = repository.prepare(SECOND)
    theirs = commit_files(tmp_path / "other", repository.remote, {"b.html": "b"})
    with pytest.raises(BranchError, match="moved while"):
        send_publication(publication, "Late\n")
    assert repository.tip == theirs
    repository.publish(SECOND)
    assert read_branch(repository.remote) == {
        **read_tree(repository.output),
        ".nojekyll": b"",
        "CNAME": b"tide.example.org\n",
        "b.html": b"b",
    }


def test_files_that_cannot_be_read(repository: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk with a fault is told in plain words, when the site is verified and when it is sent; nothing is
    sent."""
    publication = repository.prepare(FIRST)
    system_open = os.open

    def fail(path: str, *args: int) -> int:
        if str(path).endswith("events/x/index.html"):
            raise OSError(errno.EIO, "fault", path)
        return system_open(path, *args)

    monkeypatch.setattr(os, "open", fail)
    words = "Could not read the finished site .*: the disk reports a fault .*events/x/index.html"
    with pytest.raises(PublishError, match=words):
        prepare_publication(repository.root, repository.output, pages=3, branch=BRANCH)
    with pytest.raises(PublishError, match=words):
        send_publication(publication, "x\n")
    assert repository.tip is None


def test_modes_are_plain(repository: Site) -> None:
    """A file of the site is no program on the branch, whatever its mode here."""
    pages = repository.build(FIRST)
    page = repository.output / "index.html"
    page.chmod(page.stat().st_mode | stat.S_IXUSR)
    send_publication(
        prepare_publication(repository.root, repository.output, pages=pages, branch=BRANCH), "x\n"
    )
    rows = git(repository.remote, "ls-tree", "-r", BRANCH).splitlines()
    assert {row.split()[0] for row in rows} == {"100644"}
