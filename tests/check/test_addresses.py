"""Addresses taken twice."""

from __future__ import annotations

from notes import make_chronicle, make_event, show

from sourceline.model import Profile


def test_two_pages_of_one_address() -> None:
    """Ids that differ in letter case only would be one address on some disks."""
    profiles = tuple(
        Profile(id=name, kind="person", name=name, text="x") for name in ("ada", "Ada")
    )
    assert show(make_chronicle(make_event(), profiles=profiles)) == [
        (
            "content/profiles: error: Two pages would have the address people/ada/.\n"
            "    Rename one of the two files, or give one of them another id."
        )
    ]


def test_an_id_that_is_called_as_another_is_named() -> None:
    """The folder counts, not the id: "con" lies in one with a sum behind it."""
    profiles = tuple(
        Profile(id=name, kind="person", name=name, text="x") for name in ("con", "con-1143da2b")
    )
    assert show(make_chronicle(make_event(), profiles=profiles)) == [
        (
            "content/profiles: error: Two pages would have the address people/con-1143da2b/.\n"
            "    Rename one of the two files, or give one of them another id."
        )
    ]
