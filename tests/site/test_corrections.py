"""The page of corrections, and the line on each page that was corrected."""

from __future__ import annotations

from dataclasses import replace

from sample import LONG_ID, SAMPLE, UNFIT

from sourceline.model import Chronicle, Correction, Settings
from sourceline.site import Page, plan_site
from sourceline.site.addresses import event_path
from sourceline.site.pages import CorrectionsPage, EventPage
from sourceline.site.values import Link

CORRECTIONS = (
    Correction(
        on="2031-06-01",
        page="events/old-name",
        what="date",
        before="reported 2024-03-26",
        after="2024-03-25",
        note="The *Gazette* had the day.",
    ),
    Correction(
        on="2031-06-01",
        page="events/founding",
        what="participants",
        before="Orrery Works (object); a name (once) (agent)",
        after="Orrery Works (object)",
    ),
    Correction(on="2031-07", page="events/gone", what="removed", before="The bell falls"),
    Correction(
        on="2031-05-30",
        page="events/quandrel-steps-down",
        what="status",
        before="alleged",
        after="asserted",
    ),
    Correction(on="2031-06-01", page="people/maha", what="figure", before="3 lenses"),
)


def plan_pages(chronicle: Chronicle) -> dict[str, Page]:
    return {page.path: page for page in plan_site(chronicle, assets={})}


def test_corrections_stand_by_day() -> None:
    """The newest day first, those of one day as in the file, values in the words of the site."""
    values = plan_pages(replace(SAMPLE, corrections=CORRECTIONS))["corrections/index.html"].values
    assert isinstance(values, CorrectionsPage)
    assert [
        (
            day.when.text,
            [(x.anchor, x.page.text, x.what, x.before, x.after or x.gone) for x in day.lines],
        )
        for day in values.days
    ] == [
        ("July 2031", [("c3", "The bell falls", "Page", "The bell falls", "removed")]),
        (
            "1 June 2031",
            [
                (
                    "c1",
                    "Ilse Quandrel steps down as director of Orrery Works",
                    "Date",
                    "reported 26 March 2024",
                    "25 March 2024",
                ),
                (
                    "c2",
                    "The Company of Orrery Makers founds the works",
                    "Who takes part",
                    "Whom or what: Orrery Works; Who: a name (once)",
                    "Whom or what: Orrery Works",
                ),
                ("c5", "مها الزهراني", "Figure", "3 lenses", "no longer here"),
            ],
        ),
        (
            "30 May 2031",
            [
                (
                    "c4",
                    "Ilse Quandrel steps down as director of Orrery Works",
                    "How it is told",
                    "alleged",
                    "stated as fact",
                )
            ],
        ),
    ]
    assert values.days[1].lines[0].markdown == "The *Gazette* had the day."


def test_corrected_page_says_when() -> None:
    """Each day once, the newest first, leading to its first entry; also for what stood at a former
    address."""
    pages = plan_pages(replace(SAMPLE, corrections=CORRECTIONS))
    values = pages["events/quandrel-steps-down/index.html"].values
    assert isinstance(values, EventPage)
    assert [(each.when.text, each.path) for each in values.corrected] == [
        ("1 June 2031", "corrections/index.html#c1"),
        ("30 May 2031", "corrections/index.html#c4"),
    ]
    assert pages["events/bell/index.html"].values.corrected == ()


def test_page_of_another_name_says_when() -> None:
    """Where an id is none that a file can be called by, the correction and its page find each other all the same."""
    pages = plan_pages(UNFIT)
    ((line,),) = (day.lines for day in pages["corrections/index.html"].values.days)
    assert line.page == Link("A long name", event_path(LONG_ID))
    (corrected,) = pages[event_path(LONG_ID)].values.corrected
    assert corrected.path == "corrections/index.html#c1"


def test_nothing_to_tell_is_said() -> None:
    """The page is there from the first build on."""
    values = plan_pages(Chronicle(settings=Settings()))["corrections/index.html"].values
    assert (values.lead, values.days) == (
        "Nothing that was published here has been corrected yet.",
        (),
    )
