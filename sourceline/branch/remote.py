"""What stands on the branch of the remote, and sending a new state of it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sourceline.branch.git import Answer, BranchError, clean_words, explain_answer
from sourceline.branch.repository import Target
from sourceline.publish import marker

Entry = tuple[str, str]
"""Mode and id of a file, as git writes them: "100644", "8ab686ea…"."""

_TRIES = 3
"""How often the branch may move while it is fetched."""

MOST_TOLD = 5
"""Commits and files of others that a message names."""

_IDENTITY = "Sourceline", "sourceline@localhost"
"""Who commits where git knows no name of the user's. What git would make up of the login and the machine
would be published, too."""

_REMEDY = (
    "    Nothing was published. Where it is the login that fails, `git push` must work here first: "
    "https://docs.github.com/authentication"
)


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands on a branch. Paths that are no UTF-8 have surrogates in them, as `os.fsdecode` makes them."""

    commit: str | None = None
    """None: there is no such branch."""
    tree: str = ""
    entries: Mapping[str, Entry] = field(default_factory=dict)
    """Every file, by path."""
    trees: frozenset[str] = frozenset()
    """The ids of its folders."""
    written: Mapping[str, str] | None = None
    """Path → sha256 of the files that Sourceline wrote there; None where the branch is not ours."""
    altered: tuple[str, ...] = ()
    """Of these, those that others have changed since."""

    @property
    def foreign(self) -> tuple[str, ...]:
        """The files that Sourceline did not write, in order."""
        ours = {*(self.written or ()), marker.NAME} if self.written is not None else set()
        return tuple(sorted(path for path in self.entries if path not in ours))


def read_branch(target: Target) -> Standing:
    """Fetch the branch and look at it. BranchError with git's words when the remote cannot be read."""
    commit = fetch_branch(target)
    if commit is None:
        return Standing()
    git = target.git
    entries, trees = {}, set()
    for row in git.run("ls-tree", "-r", "-t", "-z", "--full-tree", commit).split(b"\0")[:-1]:
        about, _, path = row.partition(b"\t")
        mode, kind, name = about.decode().split()
        if kind == "tree":
            trees.add(name)
        else:
            entries[os.fsdecode(path)] = mode, name
    found = marker.NAME in entries and marker.parse_marker(read_text(target, entries[marker.NAME]))
    written = found.files if found and found.complete else None
    return Standing(
        commit=commit,
        tree=_find_tree(target, commit),
        entries=entries,
        trees=frozenset(trees),
        written=written,
        altered=() if written is None else _list_altered(target, commit, written),
    )


def read_text(target: Target, entry: Entry) -> str:
    """A file of the branch."""
    return target.git.run("cat-file", "blob", entry[1]).decode(errors="replace")


def fetch_branch(target: Target) -> str | None:
    """The commit at the branch's tip, with all that it holds; None when the remote has no such branch.

    No reference is written: a fetch that is killed leaves nothing that is in the way of the next one.
    """
    for _ in range(_TRIES):
        tip = find_tip(target)
        if tip is None or tip == _resolve(target, target.tracking):
            return tip
        answer = target.git.ask(
            "fetch",
            "--quiet",
            "--no-tags",
            "--no-prune",
            "--no-write-fetch-head",
            "--no-recurse-submodules",
            "--refmap=",
            "--",
            target.place,
            target.ref,
        )
        if not answer.code and _resolve(target, tip):
            return tip
        if answer.code:
            break
    raise explain_answer(f"{target.remote} cannot be fetched from", answer, _REMEDY)


def _resolve(target: Target, name: str) -> str | None:
    """The id of a commit that is here."""
    answer = target.git.ask("rev-parse", "--verify", "--quiet", f"{name}^{{commit}}")
    return answer.out.decode().strip() or None


def _find_tree(target: Target, commit: str) -> str:
    """The id of all that a commit holds."""
    return target.git.read("rev-parse", f"{commit}^{{tree}}")


def find_tip(target: Target) -> str | None:
    """The id of the commit at the branch's tip, as the remote says it now."""
    answer = target.git.ask("ls-remote", "--", target.place, target.ref)
    if answer.code:
        raise explain_answer(f"The remote {target.remote} cannot be read", answer, _REMEDY)
    rows = [line.split("\t") for line in answer.out.decode(errors="replace").splitlines()]
    return next((name for name, ref in rows if ref == target.ref), None)


def _list_altered(target: Target, commit: str, written: Mapping[str, str]) -> tuple[str, ...]:
    """Every publishing writes another marker, so the commit that brought the present one is the last."""
    ours = target.git.read("rev-list", "-1", "--first-parent", commit, "--", f":(top){marker.NAME}")
    return tuple(path for path in list_differing(target, ours, commit) if path in written)


def list_differing(target: Target, old: str, new: str) -> list[str]:
    """The files in which two commits differ."""
    if old == new:
        return []
    found = target.git.run("diff-tree", "-r", "-z", "--no-renames", "--name-only", old, new)
    return [os.fsdecode(path) for path in found.split(b"\0")[:-1]]


# --- a new state ------------------------------------------------------------------------------


def has_identity(target: Target) -> bool:
    """Whether git was told who the user is."""
    return not _fill_identity(target)


def _fill_identity(target: Target) -> dict[str, str]:
    """What git must be told, where the user did not."""
    filled = {}
    for role in ("AUTHOR", "COMMITTER"):
        if target.git.ask("-c", "user.useConfigOnly=true", "var", f"GIT_{role}_IDENT").code:
            filled[f"GIT_{role}_NAME"], filled[f"GIT_{role}_EMAIL"] = _IDENTITY
    return filled


def write_commit(
    target: Target, tree: str, parent: str | None, message: str, pack: Iterable[bytes]
) -> str:
    """Put a pack of objects and a commit of a tree into the repository; its id. No name leads to it yet."""
    git = target.git
    git.run("index-pack", "--stdin", given=pack)
    parents = () if parent is None else ("-p", parent)
    text = message.encode(errors="replace")
    made = git.run("commit-tree", tree, *parents, "-F", "-", given=[text], **_fill_identity(target))
    return made.decode().strip()


def push_commit(target: Target, commit: str, parent: str | None) -> str:
    """Make the branch of the remote lead to `commit`, which is made on top of `parent`; the commit that it leads
    to then, another one only where that holds the same. BranchError, with the remote as it was, when it
    refuses, or when the branch has moved."""
    answer = target.git.ask(
        "push",
        "--porcelain",
        "--no-verify",
        "--no-follow-tags",
        "--no-signed",
        "--recurse-submodules=no",
        "--",
        target.place,
        f"{commit}:{target.ref}",
    )
    if not answer.code:
        return commit
    tip = find_tip(target)
    if tip == commit:  # the connection broke after the last word
        return commit
    if tip != parent:
        fetched = fetch_branch(target)
        if fetched and _find_tree(target, fetched) == _find_tree(target, commit):
            return fetched  # of a run that was killed, whose push went on
        raise _explain_move(target, parent)
    told = clean_words(answer.out.decode(errors="replace"))
    whole = Answer(answer.code, b"", "\n".join(filter(None, (answer.words, told))))
    raise explain_answer(
        f"{target.remote} did not take the site for its branch {target.branch}", whole, _REMEDY
    )


def _explain_move(target: Target, parent: str | None) -> BranchError:
    """What is there now and was not when this run began."""
    tip = fetch_branch(target)
    head = f"The branch {target.branch} of {target.remote} moved while this site was made"
    remedy = "    Nothing was published. Look at what changed there, then publish again."
    if tip is None:
        return BranchError(f"{head}: it was deleted.\n{remedy}")
    span = tip if parent is None else f"{parent}..{tip}"
    listed = target.git.run(
        "log", f"--max-count={MOST_TOLD}", "--no-decorate", "--format=%h %s (%an)", span
    )
    commits = clean_words(listed.decode(errors="replace")).splitlines()
    if parent is None:
        files = os.fsdecode(
            target.git.run("ls-tree", "-r", "-z", "--name-only", "--full-tree", tip)
        )
        differing = files.split("\0")[:-1]
    else:
        differing = list_differing(target, parent, tip)
    lines = [f"    {line}" for line in commits]
    lines.append(f"    files: {list_paths(differing)}" if differing else "    no file differs")
    return BranchError("\n".join([f"{head}:", *lines, remedy]))


def list_paths(paths: Iterable[str], most: int = MOST_TOLD) -> str:
    """ "a.html, b.html and 3 more", as a terminal may show it."""
    listed = list(paths)
    more = f" and {len(listed) - most:,} more" if len(listed) > most else ""
    return ", ".join(map(show_path, listed[:most])) + more


def show_path(path: str) -> str:
    """A path of anybody's, on one line."""
    return path if path.isprintable() else ascii(path)
