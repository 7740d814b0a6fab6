"""What the templates are given: small frozen values, each already worded, linked and measured.

Paths are site-relative (`events/x/index.html#s3`); a template writes `root + path`. Texts are plain
and untrusted; the renderer escapes them. Fields named `markdown` hold the author's Markdown.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sourceline.site.labels import Labels

Shape = Literal["dot", "month", "quarter", "year", "span", "from", "until", "none"]
"""How a date is drawn on the spine: a dot for a day, a bar for what is longer, open at one end for
"since" and "by"."""


@dataclass(frozen=True, slots=True)
class Link:
    """A page of the site, and the words that lead there. `path` None: mere words."""

    text: str
    path: str | None = None


@dataclass(frozen=True, slots=True)
class CountedLink:
    """A page of the site and how many entries it holds."""

    text: str
    path: str
    count: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class PeriodLink:
    """A period in the index of all: its page, and the pages of its months where it is split."""

    link: CountedLink
    anchor: str
    months: tuple[CountedLink, ...]


@dataclass(frozen=True, slots=True)
class MenuLink:
    """A link of the menu; `current` on the page (or section) it leads to."""

    text: str
    path: str
    current: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What every page has around its own matter."""

    path: str
    root: str
    """From this page to the root of the site: "", "../../", or "/repo/" on the 404 page."""
    language: str
    direction: Literal["ltr", "rtl"]
    site_title: str
    title: str
    """For `<title>`, without the site's own."""
    description: str
    canonical: str | None
    card_type: Literal["website", "article", "profile"]
    stylesheets: tuple[str, ...]
    scripts: tuple[str, ...]
    icon: str | None
    menu: tuple[MenuLink, ...]
    crumbs: tuple[Link, ...]
    data: str
    """JSON-LD."""
    labels: Labels
    notice: str = ""
    """What every page says of the whole site first, or ""."""
    licence: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """A date in words and as it is drawn."""

    text: str
    """In full: "26 March 2024", "reported 26 March 2024"."""
    plain: str
    """In full, without how it is known: "26 March 2024"."""
    lead: str
    """The word before the date in the gutter ("reported"), or ""."""
    short: str
    """The date without its year, for use under the year's heading."""
    attribute: str | None
    """For `<time datetime>`, true precision; None when HTML has no form for it."""
    shape: Shape
    soft: bool
    """Approximate or uncertain."""
    hollow: bool
    """Only the day of reporting is known."""
    note: str
    """One sentence on how the date is known, or ""."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A quoted sentence and the ways to it."""

    quote: str
    language: str
    source: Link
    """The source's title, leading to the sentence on its page."""
    title: str
    """The source's title where it tells sources apart; "" on a site of one source."""
    number: str
    """The sentence's number, "3" or "3–4"; "" when the quote was not found."""
    meta: str
    """Publisher and date."""
    original: str | None
    """The original's URL with a text fragment, or None."""
    verified: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An event as it stands in a timeline."""

    id: str
    path: str
    title: str
    when: When
    status: str
    """ "planned", "denied", "alleged", or "" for what is asserted."""
    status_text: str
    people: tuple[Link, ...]
    citation: Citation | None
    more: str
    """ "and 2 more sources", or ""."""
    disputed: bool
    weight: float
    """How much it matters, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Item:
    """An entry in its place: whether its date or its quote repeats the line above, and whether it is one of
    the lighter ones of a long timeline, which stand without their quote."""

    entry: Entry
    same_date: bool
    same_quote: bool
    brief: bool


@dataclass(frozen=True, slots=True)
class Group:
    """Entries of one month (`title` "March"), or those of a year that name no month ("")."""

    title: str
    anchor: str
    level: int
    """Of its heading."""
    entry_level: int
    gap: str
    """ "eleven months without an entry", or ""."""
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Period:
    """A year, or a coarser stretch ("the 1990s"), or what is undated."""

    title: str
    anchor: str
    path: str | None
    level: int
    gap: str
    groups: tuple[Group, ...]
    count: int


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of the ribbon, in per cent of its width and height, and where its stretch is told."""

    x: str
    y: str
    width: str
    height: str
    slot: str
    """The width it has to itself, with the space beside it."""
    title: str
    path: str


@dataclass(frozen=True, slots=True)
class Tick:
    """A labelled place on an axis, in per cent."""

    x: str
    text: str
    anchor: Literal["start", "middle", "end"]


@dataclass(frozen=True, slots=True)
class Ribbon:
    """Events over time, with its twin in words."""

    title: str
    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]
    step: int
    """Months of one stretch."""
    first: int
    """Number of the first stretch, counted from the year 0."""
    size: int
    """How many stretches there are, empty ones too."""


@dataclass(frozen=True, slots=True)
class Option:
    """A value that a list can be narrowed to."""

    value: str
    text: str


@dataclass(frozen=True, slots=True)
class Facet:
    """One thing a list can be narrowed by: `key` is its name in the address."""

    key: str
    title: str
    options: tuple[Option, ...] = ()
    long: bool = False
    """Whether the values stand in the columns and may be many."""


@dataclass(frozen=True, slots=True)
class LifeBar:
    """A role over time: per cent of the width, pixels from the top."""

    x: str
    width: str
    y: int
    text: str
    text_x: str
    text_anchor: Literal["start", "end"]
    open_start: bool
    open_end: bool
    point: bool
    """Only one moment is known."""


@dataclass(frozen=True, slots=True)
class Lifeline:
    """Roles as bars over time; the list of roles is its twin in words."""

    title: str
    height: int
    bars: tuple[LifeBar, ...]
    ticks: tuple[Tick, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureLine:
    """A number with what it measures and where it stands."""

    phrase: str
    measure: str
    of: Link | None
    note: str
    """ "currency not stated in the source", or ""."""
    when: When | None
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleLine:
    """A role: who, as what, where, from when to when."""

    person: Link | None
    """None on the person's own page."""
    role: str
    organization: Link | None
    begin: When | None
    end: When | None
    span: str
    """ "from 2019 to 26 March 2024", or ""."""
    event: Link | None
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Related:
    """Who or what stands in a relation, and where that is said."""

    other: Link
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class RelationGroup:
    """ "Maker of", and all it has made."""

    predicate: str
    related: tuple[Related, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotationLine:
    """Words somebody said, or what the source says they said."""

    text: str
    language: str
    direct: bool
    speaker: Link | None
    verb: str
    citation: Citation | None


@dataclass(frozen=True, slots=True)
class RoleGroup:
    """The participants of an event in one role."""

    label: str
    people: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class SourceQuotes:
    """What one source says, sentence by sentence."""

    source: Link
    meta: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class VariantLine:
    """One of several values that sources give."""

    text: str
    when: When | None
    """Where the value is a date."""
    sources: tuple[Link, ...]
    by_author: bool
    corrected: bool
    """A later text of the same publisher says otherwise."""


@dataclass(frozen=True, slots=True)
class Difference:
    """Where sources differ about one thing."""

    label: str
    variants: tuple[VariantLine, ...]
    """The chosen one first."""
    rule: str
    """Why it was chosen."""
    open: bool
    """Whether the values contradict each other."""


@dataclass(frozen=True, slots=True)
class Neighbour:
    """The entry before or after, in the chronicle or in the story of one profile."""

    label: str
    link: Link
    when: str


@dataclass(frozen=True, slots=True)
class Fact:
    """A row of a description list; `url` for a link away from the site."""

    label: str
    text: str
    note: str = ""
    url: str | None = None
    attribute: str | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """What rests on a sentence: in the margin of a source page."""

    number: int
    events: tuple[Link, ...]
    profiles: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence (number over 0) or a gap (number 0) of a source's text."""

    number: int
    text: str
    cited: bool


@dataclass(frozen=True, slots=True)
class TextBlock:
    """A paragraph or heading of a source's text, and its marginalia. `kind` "gap" is left-out text."""

    kind: str
    level: int
    passages: tuple[Passage, ...]
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileCard:
    """A profile as it stands in an index."""

    name: str
    path: str
    kind: str
    note: str
    """Its latest role, or "", in a few words."""
    count: int
    count_text: str


@dataclass(frozen=True, slots=True)
class ProfileList:
    """Profiles of one kind."""

    title: str
    path: str
    cards: tuple[ProfileCard, ...]
    rest: int
    """How many more its index page lists."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceCard:
    """A source as it stands in an index."""

    title: str
    language: str
    path: str
    made: bool
    publisher: str
    when: When | None
    count_text: str
