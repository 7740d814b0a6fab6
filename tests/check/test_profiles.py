"""Pages that state nothing."""

from __future__ import annotations

from notes import GOOD, make_chronicle, make_event, show

from sourceline.model import Profile


def test_profile_without_facts() -> None:
    """A page that would state nothing is named."""
    profile = Profile(id="ada", kind="person", name="Ada Fenwick", evidence=(GOOD,))
    assert show(make_chronicle(make_event(), profiles=(profile,))) == [
        (
            "content/sources/tide.txt:1:1: note: The page of 'Ada Fenwick' (ada) states no fact.\n"
            "    Write a 'text:' into content/profiles/ada.yaml, or 'reject: true' if it needs no page."
        )
    ]


def test_topic_is_spoken_of() -> None:
    """The page of a topic shows where it is spoken of; it needs no other fact."""
    profile = Profile(id="tides", kind="topic", name="Tides", sources=("tide",), evidence=(GOOD,))
    assert show(make_chronicle(make_event(), profiles=(profile,))) == []
