"""Every sentence has what rests on it, or the reason why nothing does."""

from __future__ import annotations

from dataclasses import replace

from sourceline.model import (
    EventClaim,
    EventRecord,
    Evidence,
    Extraction,
    FigureClaim,
    ProfileClaim,
    QuotationClaim,
    Records,
    Reference,
    RelationClaim,
    RoleClaim,
    Settings,
)
from sourceline.read import read_source
from sourceline.weave import weave
from sourceline.weave.sentences import account_sentences

TEXT = """What Tide is now

Ada Fenwick left Tide. It lost 8 million. “I am tired,” she said. Was it the sea? A gale sank a ferry.

A whale was seen. The harbour board met Adam and Bruno C. in May. Ms Fenwick was silent. It rained.
"""
SOURCE = read_source(TEXT.encode(), path="content/sources/tide.md")


def quote(words: str) -> tuple[Evidence, ...]:
    start = TEXT.index(words)
    return (Evidence("tide", words, start, start + len(words)),)


EVENT = EventClaim(
    id="ada-departure", kind="departure", title="Ada leaves", date=None, evidence=quote("Ada Fenwick left Tide.")
)  # fmt: skip
READ = Extraction(
    source="tide",
    sha256=SOURCE.sha256,
    engine="hand 1",
    profiles=(
        ProfileClaim(id="ada", kind="person", name="Ada Fenwick", aliases=("Ada", "Fenwick")),
        ProfileClaim(id="bruno", kind="person", name="Bruno Castellan", aliases=("Bruno C.",)),
        ProfileClaim(id="rain", kind="topic", name="It rained"),
    ),
    events=(
        EVENT,
        replace(EVENT, id="gale", evidence=quote("A gale sank a ferry."), review=True),
        replace(EVENT, id="whale", kind="event", evidence=quote("A whale was seen.")),
    ),
    roles=(RoleClaim(person=Reference("Ada", "ada"), role="head", evidence=quote("Ada Fenwick left")),),
    figures=(FigureClaim(phrase="8 million", evidence=quote("8 million")),),
    quotations=(
        QuotationClaim(text="I am tired", evidence=quote("“I am tired,”")),
        QuotationClaim(text="I am", evidence=quote("I am")),
    ),
    relations=(
        RelationClaim(
            subject=Reference("Ada"), predicate="owner_of", object=Reference("Tide"),
            evidence=quote("It rained."), review=True,
        ),
    ),
)  # fmt: skip
RECORDS = Records(events=(EventRecord(id="whale", reject=True),))


def tell(records: Records = RECORDS) -> list[str]:
    chronicle, problems = weave(Settings(), [SOURCE], [READ], records)
    assert problems == ()
    return [
        f"{account.place.line}:{account.place.column} {account.words}"
        for account in account_sentences(chronicle, [READ])
    ]


def test_every_sentence_is_accounted_for() -> None:
    """A sentence has its claims by kind, events by id; or one reason, with the names that are in it."""
    assert tell() == [
        "1:1 nothing: it is a heading",
        "3:1 event ada-departure, role",
        "3:24 figure",
        "3:43 quotation",
        "3:67 nothing: it is a question",
        "3:83 nothing: only a proposal rests on it",
        "5:1 nothing: a person rejected the event it tells",
        "5:19 nothing: no fact was found in it, though it names Bruno Castellan",
        "5:67 nothing: no fact was found in it, though it names Ada Fenwick",
        "5:90 nothing: only a proposal rests on it",
    ]


def test_what_people_say_counts() -> None:
    """A sentence that a person quotes or accepts has an event resting on it."""
    records = Records(
        events=(
            EventRecord(id="gale", reviewed=True),
            EventRecord(id="rain", title="It rains", evidence=(Evidence("tide", "It rained.", -1, -1),)),
            EventRecord(id="whale", reject=True),
        )
    )  # fmt: skip
    found = tell(records)
    assert (found[5], found[9]) == ("3:83 event gale", "5:90 event rain")


def test_source_that_was_not_read() -> None:
    """Without an extraction nothing is known to rest on a sentence, and nobody to be named in it."""
    chronicle, _ = weave(Settings(), [SOURCE], [])
    reasons = [account.reason for account in account_sentences(chronicle, [])]
    assert reasons == ["heading", *["names nobody"] * 3, "question", *["names nobody"] * 5]
