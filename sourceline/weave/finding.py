"""The event or profile that a person means by a name they typed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sourceline.errors import UsageError
from sourceline.model import Chronicle, Event, EventClaim, Profile, Proposal
from sourceline.weave.folders import EVENTS, FOLDERS
from sourceline.weave.placement import suggest_id


def find_thing(chronicle: Chronicle, name: str) -> Event | Profile:
    """The one event, proposed event or profile called `name`: an id, or a page's address such as
    "people/ada-fenwick". An address that changed leads to the new one.

    UsageError when nothing is called so, or several things are.
    """
    wanted = name.strip().strip("/").removesuffix("/index.html").removesuffix(".yaml")
    wanted = wanted.removeprefix("content/")
    moved = {old.strip("/"): new.strip("/") for old, new in chronicle.redirects}
    things = dict(_list_things(chronicle))
    found = [things[address] for address in _list_addresses(wanted, things, moved)]
    if len(found) == 1:
        return found[0]
    if found:
        choices = " or ".join(sorted(_list_addresses(wanted, things, moved)))
        raise UsageError(f"{name!r} is the id of several things.\n    Write {choices}.")
    ids = [address.partition("/")[2] for address in things]
    raise UsageError(
        f"There is no event or profile {name!r}.\n    {suggest_id(wanted, ids)} "
        "To add a new one, write a file with a 'title:' into content/events/, or with 'kind:' and "
        "'name:' into content/profiles/."
    )


def _list_things(chronicle: Chronicle) -> Iterator[tuple[str, Event | Profile]]:
    """(address, thing) of everything that has an id."""
    for proposal in chronicle.proposals:
        if isinstance(proposal.claim, EventClaim) and proposal.event is not None:
            yield f"{EVENTS}/{proposal.event}", _make_event(proposal, proposal.claim)
    for event in chronicle.events:
        yield f"{EVENTS}/{event.id}", event
    for profile in chronicle.profiles:
        yield f"{FOLDERS[profile.kind]}/{profile.id}", profile


def _make_event(proposal: Proposal, claim: EventClaim) -> Event:
    return Event(
        id=proposal.event or claim.id,
        kind=claim.kind,
        title=claim.title,
        date=claim.date,
        status=claim.status,
        participants=claim.participants,
        topics=claim.topics,
        claims=(claim,),
        evidence=claim.evidence,
    )


def _list_addresses(wanted: str, things: Iterable[str], moved: dict[str, str]) -> dict[str, None]:
    """The addresses that a name may mean, each once."""
    everything = {**{address: address for address in things}, **moved}
    kinds = {folder: folder for folder in (EVENTS, *FOLDERS.values())}
    folder, _, rest = wanted.partition("/")
    if rest and folder == "profiles":
        return _match(rest, everything, set(FOLDERS.values()))
    if rest and folder in kinds:
        return _match(rest, everything, {folder})
    return _match(wanted, everything, set(kinds))


def _match(name: str, everything: dict[str, str], folders: set[str]) -> dict[str, None]:
    return dict.fromkeys(
        target
        for address, target in everything.items()
        if address.partition("/")[2] == name and address.partition("/")[0] in folders
    )
