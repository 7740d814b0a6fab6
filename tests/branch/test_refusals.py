"""What is refused: each with one clear sentence and a remedy, and nothing is changed anywhere."""

from __future__ import annotations

from pathlib import Path
from shutil import rmtree

import pytest
from branches import BRANCH, Site, commit_files, git, make_files, read_branch, read_refs

from sourceline.branch.changes import is_source
from sourceline.branch.git import BranchError, Git, clean_words
from sourceline.pipeline.publishing import send_publication
from sourceline.site.state import SHOWN, State, dump_state

SITE = make_files({f"events/{letter}": letter for letter in "abcdefgh"})
"""Nine pages."""


def refuse(repository: Site, words: str, **options: str) -> None:
    """Preparing fails with these words and a remedy; the remote and the references here stay as they were."""
    before = read_refs(repository.root), read_refs(repository.remote)
    with pytest.raises(BranchError, match=words) as caught:
        repository.prepare(SITE, **options)
    assert "\n    " in str(caught.value)
    assert (read_refs(repository.root), read_refs(repository.remote)) == before


def test_no_repository(tmp_path: Path) -> None:
    """A folder that is in no repository has no branch."""
    site = Site(tmp_path / "site", tmp_path)
    site.root.mkdir()
    with pytest.raises(BranchError, match=r"is in no git repository(.|\n)*git init"):
        site.prepare(SITE)


def test_no_git(repository: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without git it says where to get it."""
    monkeypatch.setenv("PATH", "")
    with pytest.raises(BranchError, match=r"There is no git on this machine(.|\n)*Install it"):
        repository.prepare(SITE)


def test_old_git(repository: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A git that cannot leave FETCH_HEAD alone is named with what is needed."""
    (tmp_path / "git").write_text("#!/bin/sh\necho git version 2.20.1\n")
    (tmp_path / "git").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(BranchError, match=r"git is 2\.20; publishing needs 2\.29"):
        repository.prepare(SITE)


def test_broken_repository(repository: Site) -> None:
    """What git says of a repository that it cannot read is told."""
    (repository.root / ".git" / "config").write_text("[core\n")
    with pytest.raises(BranchError, match=r"git says:(.|\n)*bad config"):
        repository.prepare(SITE)


def test_remotes(repository: Site) -> None:
    """No remote, an unknown one, and several without an origin are refused; the only one is taken."""
    refuse(repository, "no remote 'other', only origin", remote="other")
    git(repository.root, "remote", "rename", "origin", "up")
    assert repository.prepare(SITE).target.remote == "up"
    git(repository.root, "remote", "add", "down", str(repository.remote))
    refuse(repository, "several remotes, and none is called origin: down, up")
    assert repository.prepare(SITE, remote="down").target.remote == "down"
    for name in ("up", "down"):
        git(repository.root, "remote", "remove", name)
    refuse(repository, "has no remote: git knows no place")


def test_remote_that_is_not_there(repository: Site) -> None:
    """Git's own words are told."""
    git(repository.root, "remote", "set-url", "origin", "/nowhere/at/all")
    with pytest.raises(
        BranchError, match=r"remote origin cannot be read; git says:(.|\n)*/nowhere"
    ):
        repository.prepare(SITE)


@pytest.mark.parametrize("branch", ["-f", "a..b", "", "x.lock", "a b"])
def test_names_of_branches(repository: Site, branch: str) -> None:
    """What git takes for no name is refused before anything is asked of the remote."""
    refuse(repository, "cannot be the name of a branch", branch=branch)


def test_checked_out_branch(repository: Site, tmp_path: Path) -> None:
    """The branch that is worked on is refused, here and in another work tree as long as that is there."""
    refuse(repository, "main is checked out in .*/site", branch="main")
    git(repository.root, "worktree", "add", "--quiet", "-b", BRANCH, str(tmp_path / "tree"))
    refuse(repository, "gh-pages is checked out in .*/tree")
    rmtree(tmp_path / "tree")
    assert repository.prepare(SITE).changed


def test_branch_with_source(repository: Site, tmp_path: Path) -> None:
    """A branch that holds source is refused, whether a site of ours stands there or not; saying yes does not
    help."""
    files = {"pyproject.toml": "", "content/site.yaml": "", "a/tool.py": ""}
    commit_files(tmp_path / "one", repository.remote, files)
    refuse(
        repository, "holds source, not only a site: a/tool.py, content/site.yaml, pyproject.toml"
    )


def test_site_with_source_beside_it(repository: Site, tmp_path: Path) -> None:
    """A program beside our own site is source, too."""
    repository.publish(SITE)
    commit_files(tmp_path / "one", repository.remote, {"tool.py": ""})
    refuse(repository, "holds source, not only a site: tool.py")


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("content/sources/a.txt", True),
        ("build.py", True),
        ("sub/package.json", True),
        (".github/workflows/pages.yml", True),
        ("src/main.rs", True),
        ("content", False),
        ("CNAME", False),
        ("about/content/index.html", False),
        ("a.js", False),
    ],
)
def test_is_source(path: str, *, source: bool) -> None:
    """Programs and the folders of a site's content, not what a site shows."""
    assert is_source(path) is source


def test_empty_site(repository: Site) -> None:
    """A site that tells nothing is refused."""
    repository.publish(SITE)
    empty = {"index.html": b"", SHOWN: dump_state(State()).encode()}
    with pytest.raises(BranchError, match=r"The site is empty(.|\n)*content/sources/"):
        repository.prepare(empty)


@pytest.mark.parametrize(("left", "doubtful"), [("abcdef", False), ("abcde", True)])
def test_much_smaller_site(repository: Site, left: str, *, doubtful: bool) -> None:
    """A site that loses more than three of ten pages needs a yes; others are not counted."""
    repository.publish(SITE)
    smaller = repository.prepare(make_files({f"events/{letter}": letter for letter in left}))
    expected = ("The site has 6 pages, and 9 are published: much would be gone.",)
    assert smaller.doubts == (expected if doubtful else ())


def test_foreign_branch(repository: Site, tmp_path: Path) -> None:
    """Pages made by hand need a yes; then they stay, but for what the site puts in their place."""
    commit_files(tmp_path / "one", repository.remote, {"index.html": "mine", "cv.html": "mine"})
    publication = repository.prepare(SITE)
    assert publication.doubts == (
        (
            "The branch is not ours: Sourceline never published there. It holds cv.html, index.html; "
            "what the site does not replace would stay."
        ),
        "Files on the branch that others wrote or changed would give way to the site: index.html.",
    )
    send_publication(publication, "x\n")
    found = read_branch(repository.remote)
    assert (found["cv.html"], found["index.html"]) == (b"mine", SITE["index.html"])


def test_pages_changed_by_hand(repository: Site, tmp_path: Path) -> None:
    """A page of ours that somebody changed on the branch needs a yes to be replaced or removed."""
    repository.publish(SITE)
    by_hand = {"events/a/index.html": "mine", "events/h/index.html": "mine"}
    commit_files(tmp_path / "one", repository.remote, by_hand)
    publication = repository.prepare(
        make_files({f"events/{letter}": letter for letter in "abcdefg"})
    )
    assert publication.doubts == (
        (
            "Files on the branch that others wrote or changed would give way to the site: "
            "events/a/index.html, events/h/index.html."
        ),
    )


@pytest.mark.parametrize("path", ["events", "index.html/x"])
def test_file_in_the_place_of_a_folder(repository: Site, tmp_path: Path, path: str) -> None:
    """A file of others where the site needs a folder, or the other way round, is named."""
    commit_files(tmp_path / "one", repository.remote, {path: "mine"})
    refuse(repository, "is a file, and .* needs a folder there")


def test_remote_that_moved(repository: Site, tmp_path: Path) -> None:
    """Who publishes at the same time is not overwritten: commits and files are named, the next run goes on."""
    repository.publish(SITE)
    later = make_files({f"events/{letter}": "new" for letter in "abcdefgh"})
    publication = repository.prepare(later)
    theirs = commit_files(
        tmp_path / "one",
        repository.remote,
        {"CNAME": "a.example.org"},
        message="Create \x1b[1mCNAME",
    )
    with pytest.raises(BranchError) as caught:
        send_publication(publication, "Late\n")
    assert str(caught.value) == (
        "The branch gh-pages of origin moved while this site was made:\n"
        f"    {theirs[:7]} Create [1mCNAME (Jo Fielding)\n"
        "    files: CNAME\n"
        "    Nothing was published. Look at what changed there, then publish again."
    )
    assert repository.tip == theirs
    send_publication(repository.prepare(later), "Again\n")
    assert read_branch(repository.remote)["CNAME"] == b"a.example.org"


def test_branch_that_appeared(repository: Site, tmp_path: Path) -> None:
    """A branch that was not there when the run began has moved."""
    publication = repository.prepare(SITE)
    theirs = commit_files(tmp_path / "one", repository.remote, {"index.html": "mine"})
    with pytest.raises(BranchError, match=r"moved while(.|\n)*By hand(.|\n)*files: index\.html"):
        send_publication(publication, "Late\n")
    assert repository.tip == theirs


def test_push_that_is_denied(repository: Site) -> None:
    """The remote's own words are told, and it stays as it was."""
    hook = repository.remote / "hooks" / "pre-receive"
    hook.write_text("#!/bin/sh\necho no pushing on Fridays >&2\nexit 1\n")
    hook.chmod(0o755)
    publication = repository.prepare(SITE)
    with pytest.raises(BranchError, match=r"did not take the site(.|\n)*no pushing on Fridays"):
        send_publication(publication, "x\n")
    assert repository.tip is None


def test_login_that_fails(
    repository: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody is asked for a password where nobody sits: git's words are told."""
    ssh = tmp_path / "ssh"
    ssh.write_text("#!/bin/sh\necho 'Permission denied (publickey).' >&2\nexit 255\n")
    ssh.chmod(0o755)
    monkeypatch.setenv("GIT_SSH", str(ssh))
    git(repository.root, "remote", "set-url", "origin", "git@example.org:jo/tide.git")
    with pytest.raises(BranchError, match=r"git says:(.|\n)*Permission denied(.|\n)*git push"):
        repository.prepare(SITE)


def test_same_site_of_a_run_that_was_killed(repository: Site) -> None:
    """What another run has pushed meanwhile is no other site, when it holds the same."""
    one, two = repository.prepare(SITE), repository.prepare(SITE)
    commit = send_publication(one, "One\n")
    assert send_publication(two, "Two\n") == commit == repository.tip


def test_site_that_changes_while_it_is_sent(repository: Site) -> None:
    """A file that was written anew after it was verified is not sent."""
    publication = repository.prepare(SITE)
    page = repository.output / "events/c/index.html"
    page.unlink()
    page.write_text("mine")
    with pytest.raises(BranchError, match=r"events/c/index\.html changed while it was sent"):
        send_publication(publication, "x\n")
    assert repository.tip is None


def test_password_is_asked_at_a_terminal_only(
    repository: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Git may ask where stdin is a terminal."""
    words = ("-c", "alias.x=!echo $GIT_TERMINAL_PROMPT", "x")
    assert Git(repository.root).run(*words) == b"0\n"
    monkeypatch.setattr("sys.stdin", type("Terminal", (), {"isatty": lambda _: True})())
    assert Git(repository.root).run(*words) == b"\n"


def test_words_of_git_are_clean(repository: Site) -> None:
    """No control character of a remote reaches the terminal, and no password of the user's."""
    said = "a\\033[31mb\\r\\n\\n  c\\007 https://jo:secret@example.org/x"
    answer = Git(repository.root).ask("-c", f"alias.x=!printf '{said}' >&2", "x")
    assert answer.words == "a[31mb\n  c https://example.org/x"


def test_whole_password_is_left_out() -> None:
    """A password may hold an @ itself; the login ends at the last one before the path."""
    assert (
        clean_words("https://jo:sec@ret@example.org/x, ssh://git@example.org:22/y@z")
        == "https://example.org/x, ssh://example.org:22/y@z"
    )
