"""Git reads what is made here as what it would have made itself."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from branches import git
from hypothesis import given, settings
from hypothesis import strategies as st

from sourceline.branch.git import Git
from sourceline.branch.objects import hash_object, make_trees, write_pack

NAMES = st.text('ab.-0é\n"', min_size=1, max_size=3).filter(lambda name: name not in (".", ".."))
PATHS = st.lists(NAMES, min_size=1, max_size=3).map("/".join)


@pytest.fixture(scope="module", params=["sha1", "sha256"])
def place(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty repository."""
    folder: Path = tmp_path_factory.mktemp(request.param) / request.param
    git(folder.parent, "init", "--quiet", "--bare", f"--object-format={request.param}", folder.name)
    return folder


@settings(max_examples=15)
@given(sizes=st.dictionaries(PATHS, st.integers(0, 300), min_size=1, max_size=8))
def test_pack_is_what_git_would_make(place: Path, sizes: dict[str, int]) -> None:
    """Every file and folder comes out of the pack as it went in, and git finds no fault with it."""
    files = {
        path: path.encode() * size
        for path, size in sizes.items()
        if not any(other.startswith(f"{path}/") for other in sizes)
    }
    algorithm = place.name
    names = {path: hash_object("blob", data, algorithm) for path, data in files.items()}
    trees = make_trees({path: ("100644", name) for path, name in names.items()}, algorithm)
    blobs = {names[path]: data for path, data in files.items()}
    objects = [("tree", data) for data in trees.objects.values()]
    objects += [("blob", data) for data in blobs.values()]
    Git(place).run(
        "index-pack", "--stdin", "--strict", given=write_pack(len(objects), objects, algorithm)
    )
    rows = git(place, "ls-tree", "-r", "-z", "--full-tree", trees.root).split("\0")[:-1]
    assert {row.partition("\t")[2]: row.split()[2] for row in rows} == names
    for name, data in blobs.items():
        assert os.fsencode(git(place, "cat-file", "blob", name)) == data


def test_large_file(place: Path) -> None:
    """A size that needs several bytes is written as git reads it."""
    data = bytes(range(256)) * 4000
    name = hash_object("blob", data, place.name)
    Git(place).run("index-pack", "--stdin", given=write_pack(1, [("blob", data)], place.name))
    assert git(place, "cat-file", "-s", name) == "1024000\n"


def test_kept_modes(place: Path) -> None:
    """Programs, links and submodules of others keep their modes, and a folder is sorted as git sorts it."""
    name = hash_object("blob", b"", place.name)
    entries = {
        "a.b": ("100755", name),
        "a/x": ("120000", name),
        "a0": ("160000", name),
    }
    trees = make_trees(entries, place.name)
    objects = [("blob", b""), *(("tree", data) for data in trees.objects.values())]
    Git(place).run("index-pack", "--stdin", "--strict", given=write_pack(3, objects, place.name))
    assert git(place, "ls-tree", "-r", trees.root) == (
        f"100755 blob {name}\ta.b\n120000 blob {name}\ta/x\n160000 commit {name}\ta0\n"
    )
