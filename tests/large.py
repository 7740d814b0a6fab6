"""An invented chronicle in which everything is too long for one page: a tower whose book tells of one
keeper, year after year."""

from __future__ import annotations

from dataclasses import replace

from sample import make_event, make_source, quote, take

from sourceline.model import (
    Chronicle,
    Date,
    FigureClaim,
    Profile,
    QuotationClaim,
    Reference,
    RelationClaim,
    RoleClaim,
    Settings,
)

NIGHTS = 330
LINES = 210
KEEPER, TOWER = Reference("Wen Adair", "wen-adair"), Reference("Sill Tower", "sill-tower")

BOOK = make_source(
    "tower-book",
    "\n".join(f"Night {n}: Wen Adair lit lamp {n} of Sill Tower." for n in range(NIGHTS)),
    title="The tower book",
    published="2031-01-01",
)
LEAVES = tuple(
    make_source(
        f"leaf-{n:03}",
        f"Wen Adair kept the stair {n} of Sill Tower.",
        title=f"Leaf {n}",
        published=f"{2000 + n % 30}-05-04",
    )
    for n in range(LINES)
)
KEPT = tuple(quote(leaf, leaf.text) for leaf in LEAVES)
# A night each month over a dozen years, then many in one month, and one that nobody dated.
DAYS = (
    *(f"{2001 + n // 12}-{n % 12 + 1:02}-03" for n in range(140)),
    *(f"2020-07-{n % 28 + 1:02}" for n in range(NIGHTS - 141)),
)
EVENTS = tuple(
    make_event(
        f"night-{n:03}",
        f"Wen Adair lights lamp {n}",
        Date(day) if day else None,
        quote(BOOK, f"Night {n}: Wen Adair lit lamp {n} of Sill Tower."),
        participants=(take("Wen Adair", "agent", "wen-adair"),),
        text="It was *dark*." if n == 0 else "",
    )
    for n, day in enumerate((*sorted(DAYS), None))
)
CLAIMS = {
    "roles": tuple(
        RoleClaim(person=KEEPER, role=f"keeper of stair {n}", organization=TOWER, evidence=(q,))
        for n, q in enumerate(KEPT)
    ),
    "figures": tuple(
        FigureClaim(phrase=f"stair {n}", of=TOWER, evidence=(q,)) for n, q in enumerate(KEPT)
    ),
    "quotations": tuple(
        QuotationClaim(
            text=f"Stair {n}.", speaker=KEEPER if n % 2 else TOWER, direct=True, evidence=(q,)
        )
        for n, q in enumerate((*KEPT, *KEPT))
    ),
    "relations": tuple(
        RelationClaim(
            subject=KEEPER,
            predicate="member_of",
            object=Reference(f"Guild {n}"),
            evidence=(q,),
        )
        for n, q in enumerate(KEPT)
    ),
}
LARGE = Chronicle(
    settings=Settings(title="The Tower Books", url="https://tower.example/orrery"),
    sources=(*LEAVES, BOOK),
    events=EVENTS,
    profiles=(
        Profile(
            id="wen-adair",
            kind="person",
            name="Wen Adair",
            events=tuple(event.id for event in EVENTS),
            sources=(*(leaf.id for leaf in LEAVES), BOOK.id),
            **CLAIMS,  # type: ignore[arg-type] # fields of Profile
        ),
        Profile(id="sill-tower", kind="organization", name="Sill Tower", sources=(BOOK.id,)),
    ),
    redirects=(("events/first-night/", "events/night-000/"),),
)
BARE = replace(LARGE, settings=replace(LARGE.settings, event_pages=False))
"""The same, of which no event has a page."""
