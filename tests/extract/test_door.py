"""The door of all engines: what its words do not bear out stays out, and is counted."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import odd_engines

from sourceline.extract.door import Admitted, Cut, admit, count_cut
from sourceline.extract.ground import make_evidence
from sourceline.model import (
    Date,
    EventClaim,
    Evidence,
    Extraction,
    FigureClaim,
    Mention,
    Participant,
    ProfileClaim,
    QuotationClaim,
    Reference,
    RelationClaim,
    RoleClaim,
    TimeExpression,
)
from sourceline.pipeline import extract_sources
from sourceline.read import read_plain

TEXT = "Ada Fenwick left Tide in 2031. Tide lost 8 boats."
SOURCE = read_plain(TEXT)


def quote(words: str) -> Evidence:
    start = TEXT.index(words)
    return make_evidence(SOURCE, start, start + len(words))


FIRST, SECOND = quote("Ada Fenwick left Tide in 2031."), quote("Tide lost 8 boats.")
FALSE = replace(FIRST, exact="Ada Fenwick left Tide in 2032.")
ADA = ProfileClaim(id="ada", kind="person", name="Ada Fenwick", evidence=(FIRST,))
TIDE = ProfileClaim(id="tide", kind="organization", name="Tide", evidence=(FIRST, SECOND))
LEFT = EventClaim(
    id="left",
    kind="departure",
    title="Ada Fenwick leaves Tide",
    date=Date("2031"),
    participants=(Participant("Ada Fenwick", "agent", "ada"),),
    evidence=(FIRST,),
)
GOOD = Extraction(
    source="text",
    sha256=SOURCE.sha256,
    engine="odd 1",
    times=(TimeExpression(25, 29, "2031", "DATE", "2031", "2031"),),
    mentions=(Mention(0, 11, "Ada Fenwick", "PER", "ada"),),
    profiles=(ADA, TIDE),
    events=(LEFT,),
    roles=(RoleClaim(person=Reference("Ada Fenwick", "ada"), role="CEO", event="left", evidence=(FIRST,)),),
    figures=(FigureClaim(phrase="8 boats", of=Reference("Tide", "tide"), event="left", evidence=(SECOND,)),),
    quotations=(QuotationClaim(text="Tide lost", about=(Reference("Tide", "tide"),), evidence=(SECOND,)),),
    relations=(
        RelationClaim(
            subject=Reference("Ada Fenwick", "ada"),
            predicate="works_for",
            object=Reference("Tide", "tide"),
            evidence=(FIRST,),
        ),
    ),
    topics=("tide",),
)  # fmt: skip


def test_what_is_sound_passes_as_it_is() -> None:
    """An extraction whose words all stand in their source is the very same behind the door."""
    admitted = admit(SOURCE, GOOD)
    assert admitted.extraction is GOOD
    assert admitted.cut == ()


def test_no_quote_no_fact() -> None:
    """Every kind of fact is cut without a quote, with the words of another place or source, or beyond the
    text, and named."""
    places = (
        FALSE,
        replace(FIRST, source="other"),
        replace(FIRST, start=-1),
        replace(FIRST, end=999),
    )
    for evidence in ((), *((place,) for place in places)):
        changes: dict[str, Any] = {
            field: tuple(replace(fact, evidence=evidence) for fact in getattr(GOOD, field))
            for field in ("profiles", "events", "roles", "figures", "quotations", "relations")
        }
        changes["mentions"] = (Mention(0, 11, "Ada Renwick", "PER"),)
        changes["times"] = (TimeExpression(25, 29, "2032", "DATE", "2032", "2032"),)
        bad = replace(GOOD, **changes)
        assert admit(SOURCE, bad) == Admitted(
            Extraction(source="text", sha256=SOURCE.sha256, engine="odd 1"),
            (
                Cut("event", "Ada Fenwick leaves Tide"),
                Cut("role", "Ada Fenwick, CEO"),
                Cut("figure", "8 boats"),
                Cut("quotation", "Tide lost"),
                Cut("relation", "Ada Fenwick works_for Tide"),
                Cut("profile", "Ada Fenwick"),
                Cut("profile", "Tide"),
                Cut("time expression", "2032"),
                Cut("name", "Ada Renwick"),
            ),
        )


def test_places_of_names_and_times() -> None:
    """A name or time without words, or counted from the end of the text, stands nowhere."""
    back, end = TEXT.index("boats") - len(TEXT), -1
    bad = replace(
        GOOD,
        mentions=(*GOOD.mentions, Mention(back, end, "boats", "MISC"), Mention(3, 3, "", "PER")),
        times=(*GOOD.times, TimeExpression(back, end, "boats", "DATE", "2031", "2031")),
    )
    cut = (Cut("time expression", "boats"), Cut("name", "boats"), Cut("name", ""))
    assert admit(SOURCE, bad) == Admitted(GOOD, cut)


def test_one_good_quote_is_enough() -> None:
    """Of several quotes the false ones go; the surroundings of the others are those of the source."""
    odd = replace(FIRST, prefix="Because ", suffix=" and more")
    admitted = admit(SOURCE, replace(GOOD, events=(replace(LEFT, evidence=(FALSE, odd)),)))
    assert admitted == Admitted(GOOD)


def test_nothing_leads_to_what_was_cut() -> None:
    """With a profile or event go the ways to it; with an impossible date goes the date."""
    bad = replace(
        GOOD,
        times=(replace(GOOD.times[0], edtf="some day"),),
        profiles=(ADA, replace(TIDE, evidence=(FALSE,))),
        events=(replace(LEFT, date=Date("some day")), replace(LEFT, title="Again")),
    )
    expected = replace(
        GOOD,
        times=(replace(GOOD.times[0], edtf=None),),
        profiles=(ADA,),
        events=(replace(LEFT, date=None),),
        figures=(replace(GOOD.figures[0], of=Reference("Tide")),),
        quotations=(replace(GOOD.quotations[0], about=(Reference("Tide"),)),),
        relations=(replace(GOOD.relations[0], object=Reference("Tide")),),
        topics=(),
    )
    assert admit(SOURCE, bad) == Admitted(expected, (Cut("event", "Again"), Cut("profile", "Tide")))
    gone = admit(SOURCE, replace(GOOD, events=())).extraction
    assert (gone.roles[0].event, gone.figures[0].event) == (None, None)


def test_count() -> None:
    """What was cut is counted by kind."""
    cut = [Cut("event", "a"), Cut("name", "b"), Cut("event", "c")]
    assert count_cut(cut) == "2 events, 1 name"


def test_lies_are_told_and_not_written(site: Path) -> None:
    """What an engine makes up comes into no file, and the run warns of it, with what it was."""
    report = extract_sources(site, engine=odd_engines.LyingEngine.name)
    assert [str(problem) for problem in report.problems if problem.code == "ungrounded"] == [
        (
            "content/sources/tide.txt: warning: The engine told of 1 event whose words do not stand in this source"
            " as it said; they were left out, “A lie” first.\n"
            "    Nothing to do here. Whoever makes the engine wants to know."
        )
    ]
    (written,) = (site / "content/extracted").iterdir()
    assert [event.id for event in report.extractions[0].events] == ["tide"]
    assert "A lie" not in written.read_text(encoding="utf-8")
