"""The timeline page: every period with its count, the ways into the chronicle, and the form that filters
it. Where the chronicle is short, the whole list stands there, too."""

from __future__ import annotations

from collections.abc import Sequence

from sourceline.site import addresses
from sourceline.site.columns import SCRIPTS
from sourceline.site.frames import make_frame
from sourceline.site.home import list_profiles
from sourceline.site.labels import Labels
from sourceline.site.lists import card_source
from sourceline.site.lookup import Lookup
from sourceline.site.pages import Page, TimelinePage
from sourceline.site.ribbon import draw_ribbon
from sourceline.site.timeline import Dated, arrange_timeline
from sourceline.site.values import Citation, Entry, Facet, Link, Option, Shape, When
from sourceline.site.years import index_periods

# A longer chronicle is told by its periods: 300 entries are about 30 kB gzipped.
MOST_ENTRIES = 300
MOST_SOURCES = 8
STATUS = ("asserted", "planned", "denied", "alleged")
SUPPORT = ("single-source", "corroborated", "disputed", "author")
PRECISION = ("day", "month", "quarter", "year", "span", "open", "about", "reported", "none")
_SHAPES: tuple[Shape, ...] = ("dot", "month", "quarter", "year", "span", "from", "until", "none")


def plan_overview(lookup: Lookup, events: Sequence[Dated], columns: str) -> Page:
    """The page above all periods; `columns` is the path of the file of columns."""
    chronicle, labels = lookup.chronicle, lookup.labels
    title = labels("timeline")
    summary = labels("entries", len(events))
    short = len(events) <= MOST_ENTRIES
    values = TimelinePage(
        frame=make_frame(
            lookup,
            addresses.TIMELINE,
            title,
            description=f"{title}: {summary}",
            scripts=SCRIPTS,
        ),
        title=title,
        summary=summary,
        ribbon=draw_ribbon(events, labels),
        index=index_periods(lookup, events),
        periods=arrange_timeline(events, lookup.entries, lookup.weights, labels, level=2)
        if short
        else (),
        profiles=list_profiles(lookup),
        sources=tuple(card_source(lookup, s) for s in reversed(chronicle.sources[-MOST_SOURCES:])),
        all_sources=len(chronicle.sources),
        facets=list_facets(lookup) if events else (),
        columns=columns,
        patterns=(make_pattern(labels, "pattern-year"), make_pattern(labels, "pattern-month")),
        marks=tuple(_mark(shape, soft=soft) for shape in _SHAPES for soft in (False, True)),
    )
    return Page(addresses.TIMELINE, "timeline.html", values)


def list_facets(lookup: Lookup) -> tuple[Facet, ...]:
    """What the list can be narrowed by. Where the columns hold the values, a script fills them in."""
    labels = lookup.labels
    folders = [addresses.FOLDERS[kind] for kind in lookup.kinds]
    return (
        *(Facet(folder, labels(folder), long=True) for folder in folders),
        Facet("kind", labels("facet_kind"), long=True),
        Facet("source", labels("sources"), long=True),
        _list_fixed(labels, "status", STATUS),
        _list_fixed(labels, "support", SUPPORT),
        _list_fixed(labels, "precision", PRECISION),
    )


def _list_fixed(labels: Labels, key: str, values: Sequence[str]) -> Facet:
    options = tuple(
        Option(value, labels(f"facet_{key}_{value.replace('-', '_')}")) for value in values
    )
    return Facet(key, labels(f"facet_{key}"), options=options)


def make_pattern(labels: Labels, identity: str) -> Entry:
    """An entry with every part an entry may have, for a script to copy and fill."""
    here = Link("", addresses.TIMELINE)
    cited = Citation(
        quote="",
        language="",
        source=here,
        title="-",
        number="",
        meta="",
        original=None,
        verified=False,
    )
    return Entry(
        id=identity,
        path=addresses.TIMELINE,
        title="",
        when=_mark("dot", lead=labels("reported")),
        status="planned",
        status_text=labels("planned"),
        people=(here,),
        citation=cited,
        more="-",
        disputed=True,
    )


def _mark(shape: Shape, *, soft: bool = False, lead: str = "") -> When:
    """A date of which only the drawing matters."""
    return When(
        text="",
        plain="",
        lead=lead,
        short="",
        attribute="0001",
        shape=shape,
        soft=soft,
        hollow=False,
        note="",
    )
