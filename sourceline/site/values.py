"""What the templates are given: small frozen values, each already worded, linked and measured.

Paths are site-relative (`events/x/index.html#s3`); a template writes `root + path`. Texts are plain
and untrusted; the renderer escapes them. Fields named `markdown` hold the author's Markdown.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple

from sourceline.site.labels import Labels

Shape = Literal["dot", "month", "quarter", "year", "span", "from", "until", "none"]
"""How a date is drawn on the spine: a dot for a day, a bar for what is longer, open at one end for
"since" and "by"."""


class Link(NamedTuple):
    """A page of the site, and the words that lead there. `path` None: mere words."""

    text: str
    path: str | None = None


class CountedLink(NamedTuple):
    """A page of the site and how many entries it holds."""

    text: str
    path: str
    count: int  # type: ignore[assignment] # in place of the method of tuples
    note: str = ""


class PartLink(NamedTuple):
    """A page of a long list, and how much of it stands there; `current` on itself."""

    text: str
    path: str
    count: int  # type: ignore[assignment] # in place of the method of tuples
    current: bool


class PeriodLink(NamedTuple):
    """A period in the index of all: its page, and the pages of its months where it is split."""

    link: CountedLink
    anchor: str
    months: tuple[CountedLink, ...]


class MenuLink(NamedTuple):
    """A link of the menu; `current` on the page (or section) it leads to."""

    text: str
    path: str
    current: bool


class Alternate(NamedTuple):
    """The same matter in another form, announced in the head of a page. `href` is ready to use."""

    type: str
    title: str
    href: str


class CardLink(NamedTuple):
    """The picture of a page, for those who share it."""

    url: str
    width: int
    height: int
    alt: str


class Frame(NamedTuple):
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
    card: CardLink | None
    alternates: tuple[Alternate, ...]
    stylesheets: tuple[str, ...]
    scripts: tuple[str, ...]
    icon: str | None
    assets: Mapping[str, str]
    """Name in `static/` → path in the site, of every file, for the templates of a site."""
    menu: tuple[MenuLink, ...]
    crumbs: tuple[Link, ...]
    data: str
    """JSON-LD."""
    labels: Labels
    notice: str = ""
    """What every page says of the whole site first, or ""."""
    licence: str | None = None
    offers_data: bool = False
    """Whether there is a page that explains the data of the site."""


class When(NamedTuple):
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


class Sign(NamedTuple):
    """How a kind of date is drawn, and what that means."""

    when: When
    text: str


class Citation(NamedTuple):
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


class Entry(NamedTuple):
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


class Detail(NamedTuple):
    """What the page of an event would show, in short."""

    corrected: tuple[Corrected, ...]
    kind: str
    note: str
    status: str
    status_text: str
    roles: tuple[RoleGroup, ...]
    topics: tuple[Link, ...]
    attribution: str
    markdown: str
    figures: tuple[FigureLine, ...]
    quotes: tuple[SourceQuotes, ...]
    support: str
    differences: tuple[Difference, ...]


class Item(NamedTuple):
    """An entry in its place: whether its date or its quote repeats the line above, and whether it is one of
    the lighter ones of a long timeline, which stand without their quote."""

    entry: Entry
    same_date: bool
    same_quote: bool
    brief: bool


class Group(NamedTuple):
    """Entries of one month (`title` "March"), or those of a year that name no month ("")."""

    title: str
    anchor: str
    level: int
    """Of its heading."""
    entry_level: int
    gap: str
    """ "eleven months without an entry", or ""."""
    items: tuple[Item, ...]


class Period(NamedTuple):
    """A year, or a coarser stretch ("the 1990s"), or what is undated."""

    title: str
    anchor: str
    path: str | None
    level: int
    gap: str
    groups: tuple[Group, ...]
    count: int  # type: ignore[assignment] # in place of the method of tuples


class Bar(NamedTuple):
    """One bar of the ribbon, in per cent of its width and height, and where its stretch is told."""

    x: str
    y: str
    width: str
    height: str
    slot: str
    """The width it has to itself, with the space beside it."""
    title: str
    path: str


class Tick(NamedTuple):
    """A labelled place on an axis, in per cent."""

    x: str
    text: str
    anchor: Literal["start", "middle", "end"]


class Ribbon(NamedTuple):
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


class Option(NamedTuple):
    """A value that a list can be narrowed to."""

    value: str
    text: str


class Facet(NamedTuple):
    """One thing a list can be narrowed by: `key` is its name in the address."""

    key: str
    title: str
    options: tuple[Option, ...] = ()
    long: bool = False
    """Whether the values stand in the columns and may be many."""


class LifePart(NamedTuple):
    """A stretch of a bar: sure; soft, where an uncertain date lies; or open, with no known end on that
    side. Per cent of the width."""

    shape: Literal["sure", "soft", "open-start", "open-end"]
    x: str
    width: str


class LifeBar(NamedTuple):
    """A role over time: per cent of the width, pixels from the top."""

    y: int
    text: str
    text_x: str
    text_anchor: Literal["start", "end"]
    title: str
    """The whole of `text`, with the dates in words."""
    parts: tuple[LifePart, ...]
    reported: tuple[str, ...]
    """Ends of which only the report is dated, in per cent."""


class Lifeline(NamedTuple):
    """Roles as bars over time; the list of roles is its twin in words."""

    title: str
    height: int
    bars: tuple[LifeBar, ...]
    ticks: tuple[Tick, ...]


class Level(NamedTuple):
    """A labelled height of a chart, in pixels from the top."""

    y: int
    text: str


class ChartPoint(NamedTuple):
    """A figure in its chart: per cent across, pixels down."""

    anchor: str
    """Of the figure in the list."""
    title: str
    """The figure and its date in words."""
    x: str
    y: int
    """Of the value, or the middle of what is known."""
    shift: int
    """Pixels aside, where several share a day."""
    reach: int
    """Pixels around it that lead to its figure too."""
    exact: bool
    """Whether one value is given; otherwise only bounds are."""
    low: int | None
    """Where a range ends below, or what is a bound begins; None without."""
    high: int | None
    open_low: bool
    """Nothing bounds it below: "at most"."""
    open_high: bool
    begin: str
    """Where an uncertain date begins, or ""; as `end` in per cent."""
    end: str
    open_date: bool
    hollow: bool
    """Only the day of reporting is known."""


class Chart(NamedTuple):
    """Figures of one measure over time; the list of figures is its twin in words."""

    id: str
    title: str
    """What is measured: "expenditure, per month"."""
    words: str
    """What the picture shows, in words."""
    note: str
    """That the axis does not begin at nothing, or ""."""
    height: int
    floor: int
    """Where the axis of time lies."""
    points: tuple[ChartPoint, ...]
    levels: tuple[Level, ...]
    ticks: tuple[Tick, ...]


class FigureLine(NamedTuple):
    """A number with what it measures and where it stands."""

    anchor: str
    phrase: str
    measure: str
    of: Link | None
    note: str
    """ "currency not stated in the source", or ""."""
    bounds: str
    """Between which numbers it lies, where no exact one is given: "12 or more"; or ""."""
    when: When | None
    citations: tuple[Citation, ...]


class RoleLine(NamedTuple):
    """A role: who, as what, where, from when to when."""

    anchor: str
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


class Related(NamedTuple):
    """Who or what stands in a relation, and where that is said."""

    other: Link
    citations: tuple[Citation, ...]


class RelationGroup(NamedTuple):
    """ "Maker of", and all it has made."""

    predicate: str
    related: tuple[Related, ...]


class QuotationLine(NamedTuple):
    """Words somebody said, or what the source says they said."""

    anchor: str
    text: str
    language: str
    direct: bool
    speaker: Link | None
    verb: str
    citation: Citation | None


class RoleGroup(NamedTuple):
    """The participants of an event in one role."""

    label: str
    people: tuple[Link, ...]


class SourceQuotes(NamedTuple):
    """What one source says, sentence by sentence."""

    source: Link
    meta: str
    url: str | None
    """Of the original, to be printed."""
    citations: tuple[Citation, ...]


class Voice(NamedTuple):
    """A source that gives a value."""

    source: Link
    """Its publisher and title, leading to the sentence."""
    when: When | None
    """When it was published."""
    quote: str
    """The sentence that says so, or ""."""
    language: str


class VariantLine(NamedTuple):
    """One of several values that sources give."""

    text: str
    when: When | None
    """Where the value is a date."""
    voices: tuple[Voice, ...]
    """Who says so, the first few; none where only the author of the site does."""
    others: tuple[Link, ...]
    """Further sources that say so."""
    fits: bool
    """It may be true together with the chosen one."""
    corrected: bool
    """A later text of the same publisher says otherwise."""


class Difference(NamedTuple):
    """Where sources differ about one thing."""

    label: str
    variants: tuple[VariantLine, ...]
    """The chosen one first."""
    rule: str
    """Why it was chosen."""
    open: bool
    """Whether the values contradict each other."""


class Neighbour(NamedTuple):
    """The entry before or after, in the chronicle or in the story of one profile."""

    label: str
    link: Link
    when: When
    earlier: bool
    """Whether it stands before this one in the order of time."""


class CorrectionLine(NamedTuple):
    """What a page said, and what it says now."""

    anchor: str
    page: Link
    what: str
    """ "Date"."""
    before: str
    after: str
    """ "" for what vanished."""
    gone: str
    """What to say in place of `after`, or ""."""
    markdown: str
    """The author's note, or ""."""


class CorrectionDay(NamedTuple):
    """The corrections of one day."""

    when: When
    anchor: str
    lines: tuple[CorrectionLine, ...]


class Corrected(NamedTuple):
    """That a page was corrected: the day, and the way to what was said before."""

    when: When
    path: str


class Fact(NamedTuple):
    """A row of a description list; `url` for a link away from the site."""

    label: str
    text: str
    note: str = ""
    url: str | None = None
    attribute: str | None = None


class NoteFact(NamedTuple):
    """A role, figure, quotation or relation in the margin: what it is, and the way to where it stands."""

    label: str
    link: Link


class Note(NamedTuple):
    """What rests on a sentence: in the margin of a source page."""

    number: int
    events: tuple[Link, ...]
    facts: tuple[NoteFact, ...]
    profiles: tuple[Link, ...]
    pair: int = 0
    """As of its sentence in its paragraph: what has the same number lights up together."""


class Passage(NamedTuple):
    """A sentence (number over 0) or a gap (number 0) of a source's text."""

    number: int
    text: str
    cited: bool
    pair: int = 0
    """From 1 among the cited ones of its paragraph; 0 for the others."""


class TextBlock(NamedTuple):
    """A paragraph or heading of a source's text, and its marginalia. `kind` "gap" is left-out text."""

    kind: str
    level: int
    passages: tuple[Passage, ...]
    notes: tuple[Note, ...]


class ProfileCard(NamedTuple):
    """A profile as it stands in an index."""

    name: str
    path: str
    kind: str
    note: str
    """Its latest role, or "", in a few words."""
    count: int  # type: ignore[assignment] # in place of the method of tuples
    count_text: str


class NameGroup(NamedTuple):
    """Names that begin with one letter."""

    letter: str
    links: tuple[Link, ...]


class ProfileList(NamedTuple):
    """Profiles of one kind."""

    title: str
    path: str
    cards: tuple[ProfileCard, ...]
    rest: int
    """How many more its index page lists."""


class SourceCard(NamedTuple):
    """A source as it stands in an index."""

    title: str
    language: str
    path: str
    made: bool
    publisher: str
    when: When | None
    count_text: str
    url: str | None
    """Of the original, to be printed."""
