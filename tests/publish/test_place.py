"""Where a site may be published: the wrong output settings are refused by name, and nothing is lost."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from drafts import publish_site
from trees import read_tree, write_tree

from sourceline.errors import UsageError
from sourceline.publish import claim_output, marker
from sourceline.publish.place import check_place

HINT = "\n    Choose a folder that is only for the site, as in --output public."


def _link(tmp: Path) -> Path:
    (tmp / "link").symlink_to(tmp / "work" / "site" / "content")
    return tmp / "link"


def _copied_marker(tmp: Path) -> Path:
    (tmp / "photos" / marker.NAME).write_text(marker.format_marker({"index.html": "00"}))
    return tmp / "photos"


# What is typed after --output, and the whole refusal. {t} is the temporary folder.
WRONG: dict[str, tuple[Callable[[Path], Path], str]] = {
    "root": (lambda _: Path("/"), "The output folder '/' is the root of the file system." + HINT),
    "home": (lambda t: t / "home", "The output folder '{t}/home' is your home folder." + HINT),
    "above home": (lambda t: t, "The output folder '{t}' contains the site's own folder." + HINT),
    "site": (
        lambda t: t / "work/site",
        "The output folder '{t}/work/site' is the site's own folder." + HINT,
    ),
    "dot": (lambda _: Path(), "The output folder '.' is the current folder." + HINT),
    "dots": (lambda _: Path(".."), "The output folder '..' contains the site's own folder." + HINT),
    "above source": (
        lambda t: t / "work",
        "The output folder '{t}/work' contains the site's own folder." + HINT,
    ),
    "source": (
        lambda t: t / "work/site/content",
        "The output folder '{t}/work/site/content' is in content/, which the site is made from."
        + HINT,
    ),
    "in source": (
        lambda t: t / "work/site/content/sources/public",
        "The output folder '{t}/work/site/content/sources/public' is in content/, which the site is made from."
        + HINT,
    ),
    "theme": (
        lambda t: t / "work/site/static/x",
        "The output folder '{t}/work/site/static/x' is in static/, which the site is made from."
        + HINT,
    ),
    "link to source": (
        _link,
        "The output folder '{t}/link' is a link to {t}/work/site/content.\n    Name the folder itself.",
    ),
    "repository": (
        lambda t: t / "clone",
        "The output folder '{t}/clone' holds a Git repository." + HINT,
    ),
    "in repository": (
        lambda t: t / "clone/.git/hooks",
        "The output folder '{t}/clone/.git/hooks' is part of a Git repository's own files." + HINT,
    ),
    "foreign": (
        lambda t: t / "photos",
        (
            "The output folder '{t}/photos' was not made by Sourceline; it holds 1.jpg, 2.jpg.\n"
            "    Choose an empty or a new folder, or empty this one yourself."
        ),
    ),
    "file": (
        lambda t: t / "photos/1.jpg",
        "The output folder '{t}/photos/1.jpg' is a file." + HINT,
    ),
    "marker copied": (
        _copied_marker,
        (
            "{t}/photos holds files that Sourceline did not write: 1.jpg, 2.jpg.\n"
            "    Move them away; what belongs to the site goes into static/, from where it is copied."
        ),
    ),
}


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home, a site, a repository and a folder of photographs, each with something to lose."""
    write_tree(
        tmp_path,
        {
            "home/letters.txt": "letters",
            "work/site/content/sources/a.txt": "a source",
            "work/site/static/site.css": "css",
            "clone/.git/HEAD": "ref",
            "clone/.git/hooks/x": "hook",
            "photos/1.jpg": "one",
            "photos/2.jpg": "two",
        },
    )
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path / "work" / "site")
    return tmp_path


@pytest.mark.parametrize("name", WRONG)
def test_wrong_output(name: str, world: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A place that is not only the site's is refused with its reason, and no file is touched."""
    make, refusal = WRONG[name]
    output = make(world)
    if name == "dot":
        monkeypatch.chdir(world / "elsewhere")
    before = read_tree(world)
    with pytest.raises(UsageError) as caught, claim_output(output, world / "work" / "site"):
        pytest.fail("the claim was granted")
    assert str(caught.value) == refusal.replace("{t}", str(world))
    assert read_tree(world) == before


def test_missing_output(world: Path) -> None:
    """A folder that is not there yet is made, with its parents, when the site is published."""
    output = world / "srv" / "www" / "chronicle"
    with claim_output(output, world / "work" / "site") as claim:
        publish_site([("index.html", b"x")], claim)
    assert sorted(read_tree(world / "srv")) == [
        "www/chronicle/.sourceline-site",
        "www/chronicle/index.html",
    ]


def test_accepted_output(world: Path) -> None:
    """An empty folder, a new one, and a link above the output are accepted."""
    (world / "way").symlink_to(world / "elsewhere")
    root = world / "work" / "site"
    assert check_place(world / "elsewhere", root) == world / "elsewhere"
    assert check_place(world / "way" / "public", root) == world / "elsewhere" / "public"
    assert check_place(Path("public"), root) == root / "public"
