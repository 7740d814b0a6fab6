"""Finding: the event or profile that a person means by what they typed."""

from __future__ import annotations

import pytest

from sourceline.errors import UsageError
from sourceline.model import Chronicle, Event, EventClaim, Profile, Proposal, Settings
from sourceline.weave.finding import find_thing

CHRONICLE = Chronicle(
    settings=Settings(),
    events=(
        Event(id="ada", kind="birth", title="Ada is born", date=None),
        Event(id="flood", kind="disaster", title="A flood", date=None),
    ),
    profiles=(
        Profile(id="ada", kind="person", name="Ada"),
        Profile(id="tide", kind="product", name="Tide"),
        Profile(id="tide-works", kind="organization", name="Tide Works"),
    ),
    proposals=(
        Proposal(
            claim=EventClaim(id="doubt", kind="theft", title="A theft", date=None),
            source="a",
            event="doubt",
        ),
    ),
    redirects=(("people/ada-fenwick/", "people/ada/"), ("events/deluge/", "events/flood/")),
)


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("flood", "A flood"),
        ("events/flood/", "A flood"),
        ("content/events/flood.yaml", "A flood"),
        ("events/flood/index.html", "A flood"),
        ("deluge", "A flood"),
        ("ada-fenwick", "Ada"),
        ("people/ada", "Ada"),
        ("profiles/ada", "Ada"),
        ("events/ada", "Ada is born"),
        ("tide", "Tide"),
        ("doubt", "A theft"),
    ],
)
def test_finds_by_id_and_address(name: str, title: str) -> None:
    """Ids, addresses of pages, paths of files and old ids lead to the one thing that is meant."""
    found = find_thing(CHRONICLE, name)
    assert title == (found.title if isinstance(found, Event) else found.name)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("ada", "'ada' is the id of several things.\n    Write events/ada or people/ada."),
        ("flod", "There is no event or profile 'flod'.\n    Did you mean 'flood'?"),
        ("people/tide", "There is no event or profile 'people/tide'."),
    ],
)
def test_says_what_to_type_instead(name: str, said: str) -> None:
    """What is called so by none or by several is a wrong call, with the way out."""
    with pytest.raises(UsageError) as caught:
        find_thing(CHRONICLE, name)
    assert str(caught.value).startswith(said)
