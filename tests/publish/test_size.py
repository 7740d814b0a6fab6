"""Sites that come near what GitHub Pages takes."""

from __future__ import annotations

import pytest

from sourceline.publish.size import LARGEST_FILE, LARGEST_SITE, MB, Weight, find_oversize


@pytest.mark.parametrize(
    "sizes",
    [{}, {"index.html": LARGEST_FILE}, {f"events/{n}/index.html": 9 * MB for n in range(100)}],
)
def test_site_that_fits_is_not_spoken_of(sizes: dict[str, int]) -> None:
    """Up to the limits there is nothing to say."""
    assert find_oversize(Weight(sizes.items()), "content/site.yaml") is None


def test_large_site_is_told_by_its_kinds() -> None:
    """The largest kinds first, and for those that are there what makes them smaller."""
    sizes = {f"events/{n}/index.html": 80 * MB for n in range(10)}
    sizes |= {
        "embed/events/a/index.html": 70 * MB,
        "index.html": MB,
        "sources/a/index.html": 60 * MB,
    }
    assert sum(sizes.values()) > LARGEST_SITE
    assert str(find_oversize(Weight(sizes.items()), "content/site.yaml")) == (
        "content/site.yaml: warning: The site has 931 MB; GitHub Pages takes 1 GB, and files of 100 MB:"
        " events/ 800 MB, embed/ 70 MB, sources/ 60 MB, the files beside them 1 MB.\n"
        "    Write 'event_pages: off' or 'embeds: false' or 'show: excerpt' there, split the site, or publish"
        " it elsewhere: docs/scale.md."
    )


def test_large_file_is_named() -> None:
    """However small the site is."""
    weight = Weight([("assets/film.mp4", LARGEST_FILE + MB)])
    problem = find_oversize(weight, "content/site.yaml")
    assert str(problem) == (
        "content/site.yaml: warning: The site has 101 MB; GitHub Pages takes 1 GB, and files of 100 MB:"
        " assets/ 101 MB. assets/film.mp4 alone has 101 MB.\n"
        "    Split the site, or publish it elsewhere: docs/scale.md."
    )
