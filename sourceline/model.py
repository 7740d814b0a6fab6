"""The vocabulary: every value that passes between two stages, frozen.

No I/O, no YAML, no HTML. One word per idea, the same here, in the YAML, in the templates and in
the CSS. Standards: schema.org (names of things), EDTF (dates), W3C Web Annotation (evidence),
TIMEX3 (time expressions), FollowTheMoney (claims as statements with a source).

All text offsets are indices into `Source.text`, end exclusive. All dates are EDTF strings, read
by `sourceline.edtf`. Collections are tuples, so that values can be shared and hashed.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal, NamedTuple

from sourceline.errors import NOWHERE, Position, Positions, Problem

# --- words with a fixed set of values ---------------------------------------------------------

Basis = Literal["stated", "relative", "published"]
"""How a date is known: the text states it; the text counts it from another date; only the day
of reporting is known."""

Status = Literal["asserted", "planned", "denied", "alleged"]
"""How the source speaks of an event."""

Label = Literal["PER", "ORG", "LOC", "MISC"]
"""What a name names, in the labels of the named-entity corpora."""

ProfileKind = Literal["person", "organization", "product", "place", "topic"]

BlockKind = Literal["title", "heading", "paragraph", "item", "quotation", "row"]
"""A `row` is one of a table, its cells with " | " between them."""

Origin = Literal[
    "sidecar", "front matter", "document", "text", "detected", "made", "file name", "site", "author"
]
"""Where a value of a source's metadata comes from: the file beside it; YAML at its head; what a web page, a PDF
or a mail says of itself apart from its text; its text; its words, by which a language is detected. `made` is
worded by the machine."""

ParticipantRole = Literal["agent", "object", "recipient", "organization", "location", "participant"]
"""What a participant is to an event, after schema.org Action (agent, object, recipient, location,
participant) and sourceOrganization."""

TimexType = Literal["DATE", "TIME", "DURATION", "SET"]

EngineName = Literal["rules", "fast", "spacy", "llm"]
"""Who reads the sources: the rules over the names of the good tagger, over those of the fast one, or over a
pipeline of spaCy's; or a language model, whose suggestions are held against what the rules read. Installed
packages may offer more."""

Rule = Literal["author", "correction", "basis", "precision", "status", "latest", "sources", "first"]
"""Why one of several values was chosen, the strongest first: a person wrote it; a later text of the same
publisher corrects the other; it is stated, not counted or only reported; it lies within the other; it is
asserted, not alleged; it was reported after all others; more publishers give it; it stands first."""

Support = Literal["single-source", "corroborated", "disputed", "author"]
"""Who stands for an event: one source; several publishers that agree; publishers that do not agree; nobody
but the author."""

Relation = Literal["earlier", "later", "part of", "has part", "denied by", "denies"]
"""How one event stands to another of the same story."""

Change = Literal[
    "title", "name", "date", "status", "participants", "figure", "role", "text", "removed", "joined"
]
"""What was corrected on a page; `removed`: the page is gone; `joined`: it is now part of another one."""

Show = Literal["excerpt", "full"]
"""How much of a source's text its page prints."""


# --- a source and its parts -------------------------------------------------------------------


class Place(NamedTuple):
    """Where in a file a sentence stands whose text was taken out of it: line and column, or page and line."""

    start: int
    """Index of its first character in `Source.text`."""
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading or the like: a span of the text, without surrounding white space."""

    kind: BlockKind
    start: int
    end: int
    level: int = 0
    """Of a heading: 2 to 6 (the page's title is 1); 0 otherwise."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: a span of the text inside one block. Its anchor on the source page is `s<number>`."""

    number: int
    """From 1, in text order, over all blocks."""
    start: int
    end: int
    block: int
    """Index of its block in `Source.blocks`."""


@dataclass(frozen=True, slots=True)
class Dropped:
    """A span that is no part of the article (an advertisement line, a date stamp), and why."""

    start: int
    end: int
    reason: str


FRONT_MATTER = "front matter"
"""The reason of what an author says of a text at its head: it is not read as text, and not lost either."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One document the author gathered: its text, what is known of it, and its parts.

    Of a text file, `text` is the whole decoded body with line ends as `\\n` and no byte-order mark; nothing
    else is changed, so that every offset can be shown to the author in the file. Of a web page, a PDF or a mail
    it is what was taken out of it, and `places` tell where that stands. `sha256` is of `text` in UTF-8.
    """

    id: str
    path: str
    """Site-relative POSIX path, `content/sources/…`."""
    sha256: str
    text: str
    language: str = "en"
    title: str | None = None
    author: str | None = None
    publisher: str | None = None
    url: str | None = None
    archive_url: str | None = None
    licence: str | None = None
    """As its publisher states it: a name, or the address of its text."""
    published: str | None = None
    """EDTF, usually a day."""
    retrieved: str | None = None
    added: str | None = None
    """EDTF: when it came to this site; where nobody says so, when it was retrieved."""
    show: Show | None = None
    """Overrides the site's setting for this source."""
    redact: bool = False
    """Whether the author withholds it: no page, no fact of it."""
    origins: tuple[tuple[str, Origin], ...] = ()
    """(`field`, origin) for each field of metadata that has a value."""
    blocks: tuple[Block, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    places: tuple[Place, ...] = ()
    """Of each sentence; empty where the text is the file."""
    doubts: tuple[Problem, ...] = ()
    """What the author should know of how the file was read."""


# --- what claims are made of ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Evidence:
    """The place a fact rests on: W3C TextQuoteSelector and TextPositionSelector in one."""

    source: str
    """Id of the source."""
    exact: str
    start: int
    end: int
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class Date:
    """When: an EDTF date, the words it was read from, and how it is known."""

    edtf: str
    basis: Basis = "stated"
    phrase: str | None = None
    """The verbatim words; None when `basis` is published."""
    reference: str | None = None
    """EDTF of the date a relative one is counted from."""
    reason: str | None = None
    """For the reader: "'last Tuesday', counted from 26 March 2024"."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A name as a claim uses it, and the profile it belongs to, if any."""

    name: str
    profile: str | None = None


@dataclass(frozen=True, slots=True)
class Participant:
    """Who or what takes part in an event, and as what."""

    name: str
    role: ParticipantRole
    profile: str | None = None


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A time expression found in the text: TIMEX3 type and value, and EDTF where it is a date."""

    start: int
    end: int
    text: str
    type: TimexType
    value: str
    edtf: str | None = None
    basis: Basis = "stated"
    reference: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """A name found in the text."""

    start: int
    end: int
    text: str
    label: Label
    profile: str | None = None
    """Id of the `ProfileClaim` it belongs to."""


# --- claims: what one source says -------------------------------------------------------------

SURE = 0.5
"""A claim whose engine holds it for less likely than this is a proposal: it is marked `review`, and is
no fact of the site until a person accepts it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileClaim:
    """That a source speaks of a person, organization, product, place or topic."""

    id: str
    """Readable and unique within its extraction; made from the full name."""
    kind: ProfileKind
    name: str
    aliases: tuple[str, ...] = ()
    mentions: int = 0
    profiled: bool = True
    """Whether it is worth a page of its own; otherwise it stays a mention."""
    reason: str = ""
    """Why it is (or is not) worth a page, for the author."""
    evidence: tuple[Evidence, ...] = ()
    confidence: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class EventClaim:
    """That a source says something happened, will happen, or did not."""

    id: str
    kind: str
    title: str
    date: Date | None
    status: Status = "asserted"
    participants: tuple[Participant, ...] = ()
    topics: tuple[str, ...] = ()
    """Ids of topic profiles."""
    attribution: str | None = None
    """To whom the source ascribes it ("according to …")."""
    evidence: tuple[Evidence, ...] = ()
    confidence: float = 1.0
    review: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleClaim:
    """That a person holds, begins or ends a role."""

    person: Reference
    role: str
    """As worded, without its qualifier: "CEO", "co-CEO"."""
    organization: Reference | None = None
    qualifier: str | None = None
    """interim, acting, former, deputy …"""
    begin: Date | None = None
    end: Date | None = None
    event: str | None = None
    """Id of the event claim that begins or ends it."""
    evidence: tuple[Evidence, ...] = ()
    confidence: float = 1.0
    review: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureClaim:
    """A number with what it measures. `value` is exact; a range or bound has `low` and `high`."""

    phrase: str
    """Verbatim: "8 million a month"."""
    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    unit: str | None = None
    """"money", "percent", or a counted noun ("people")."""
    currency: str | None = None
    """ISO 4217, only when the source states it; None with unit money means not stated."""
    per: str | None = None
    """"month" in "8 million a month"."""
    measure: str | None = None
    """What it measures: "expenditure", "valuation"."""
    of: Reference | None = None
    date: Date | None = None
    event: str | None = None
    evidence: tuple[Evidence, ...] = ()
    confidence: float = 1.0
    review: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotationClaim:
    """What somebody said, in their own words (direct) or the source's (indirect)."""

    text: str
    speaker: Reference | None = None
    direct: bool = True
    verb: str | None = None
    about: tuple[Reference, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    confidence: float = 1.0
    review: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationClaim:
    """That two profiles stand in a relation; the predicate reads from subject to object:
    founder_of, maker_of, owner_of, part_of, member_of, works_for, invested_in, sued, succeeded,
    located_in."""

    subject: Reference
    predicate: str
    object: Reference
    evidence: tuple[Evidence, ...] = ()
    confidence: float = 1.0
    review: bool = False


Claim = EventClaim | RoleClaim | FigureClaim | QuotationClaim | RelationClaim
"""What a source says that can be true or false."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """Everything one engine read in one source."""

    source: str
    sha256: str
    """Of the source text it was read from."""
    engine: str
    """Name and fingerprint of the engine: "rules 3f2a…"; a change means reading again."""
    title: str | None = None
    """A title made from the text, when the source states none."""
    times: tuple[TimeExpression, ...] = ()
    mentions: tuple[Mention, ...] = ()
    profiles: tuple[ProfileClaim, ...] = ()
    events: tuple[EventClaim, ...] = ()
    roles: tuple[RoleClaim, ...] = ()
    figures: tuple[FigureClaim, ...] = ()
    quotations: tuple[QuotationClaim, ...] = ()
    relations: tuple[RelationClaim, ...] = ()
    topics: tuple[str, ...] = ()
    """Ids of the topic profiles that the whole source is about."""


# --- records: what people say -----------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRecord:
    """A human file in `content/events/`. A field that is None was not written; what is written
    wins over what was read, field by field."""

    id: str
    title: str | None = None
    kind: str | None = None
    date: Date | None = None
    status: Status | None = None
    participants: tuple[Participant, ...] | None = None
    topics: tuple[str, ...] | None = None
    text: str | None = None
    """Markdown by the author."""
    evidence: tuple[Evidence, ...] | None = None
    """Quotes with their source; offsets may be left out (start = end = -1)."""
    of: tuple[str, ...] = ()
    """Claims ("source/id") that this file speaks of. `edit` writes them, so that the file keeps its event
    whatever id the readers of texts give it."""
    reject: bool = False
    merge: tuple[str, ...] = ()
    keep_apart: tuple[str, ...] = ()
    """Written `not: [ids]`."""
    split: tuple[str, ...] = ()
    """Claims ("source/id") that were read as this event and are another one."""
    pin: bool = False
    reviewed: bool = False
    added: str | None = None
    """EDTF: when it came to this site."""
    note: str | None = None
    """For the authors; never published."""
    positions: Positions = NOWHERE
    """For messages."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileRecord:
    """A human file in `content/profiles/`; wins field by field like `EventRecord`."""

    id: str
    kind: ProfileKind | None = None
    name: str | None = None
    aliases: tuple[str, ...] | None = None
    """Taught in addition to what was read."""
    text: str | None = None
    url: str | None = None
    same_as: tuple[str, ...] | None = None
    redact: bool = False
    """Withhold it: its name is taken out of all that is published."""
    reject: bool = False
    merge: tuple[str, ...] = ()
    keep_apart: tuple[str, ...] = ()
    split: tuple[str, ...] = ()
    pin: bool = False
    reviewed: bool = False
    note: str | None = None
    positions: Positions = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """That the published site said something else before: an entry of `content/corrections.yaml`."""

    on: str
    """EDTF, usually a day."""
    page: str
    """Where it stands, as "events/ada-fenwick-departure": the page's folder and its id."""
    what: Change
    before: str = ""
    """What was shown; a date as EDTF, after "reported " where only its report was known."""
    after: str = ""
    """What is shown now; "" for what vanished."""
    note: str | None = None
    """The author's words for the reader, Markdown."""
    positions: tuple[tuple[str, Position], ...] = ()
    """As of an `EventRecord`; "" is the entry."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Records:
    """Everything people say: all human files of one site, by id; and what was corrected, in the order
    of the file."""

    events: tuple[EventRecord, ...] = ()
    profiles: tuple[ProfileRecord, ...] = ()
    corrections: tuple[Correction, ...] = ()


# --- the chronicle ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Rewording:
    """A word of the site itself that the author says in another way."""

    key: str
    """As in `sourceline/site/locales/en.toml`."""
    forms: tuple[tuple[str, str], ...]
    """(plural category, text); one of category "other" where the author wrote one text."""
    places: tuple[Position, ...] = field(default=(), compare=False)
    """Of the key, and of each of the forms."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelSettings:
    """The language model that reads the sources where the engine is `llm`. Its key is no setting: it stands
    in the environment alone."""

    model: str | None = None
    """As its service calls it."""
    base_url: str | None = None
    """Of a service that speaks as OpenAI's does; None means OpenAI's own."""
    price_in: Decimal | None = None
    """What a million tokens cost that are read …"""
    price_out: Decimal | None = None
    """… and that are written, in whatever coin the author pays."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """`content/site.yaml`: what the author says of the whole site."""

    title: str = "A chronicle"
    lead: str = ""
    """One paragraph, Markdown."""
    about: str = ""
    """Markdown for the about page, before what the site says of itself."""
    url: str | None = None
    """Where the site will live, with scheme; for canonical links, feeds and the sitemap."""
    language: str = "en"
    author: str | None = None
    licence: str | None = None
    show: Show = "excerpt"
    engine: EngineName | str = "rules"
    engine_model: str | None = None
    """Which of the engine's models reads, where it has several."""
    llm: ModelSettings | None = None
    embeds: bool = True
    """Whether each event and profile also has a small page that other sites may frame."""
    event_pages: bool = True
    """Whether each event has a page of its own; else it is told whole on the page of its month or year."""
    data: bool = True
    """Whether all that the site tells also stands in files that programs read, below `data/`."""
    social_cards: bool = False
    """Whether pictures are drawn for those who share a page; they need `url`."""
    labels: tuple[Rewording, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """One of several values that sources give for one thing."""

    value: str
    """As it is compared: an EDTF date, a status, the words of a figure or a role."""
    sources: tuple[str, ...]
    """Ids, in the order of the chronicle; empty when only a person says so."""
    evidence: tuple[Evidence, ...] = ()
    corrected: bool = False
    """Whether a later text of the same publisher gives another value, and this one no more."""
    fits: bool = False
    """Whether it may be true together with the chosen one: "at least 15" beside "15"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """Where sources give different values; all are kept."""

    field: Literal["date", "status", "figure", "begin", "end"]
    about: str = ""
    """What is measured ("deaths"), or which role it is of."""
    variants: tuple[Variant, ...]
    """The chosen one first, then the rest in the order of their sources."""
    rule: Rule
    """Why the first one was chosen."""

    @property
    def is_open(self) -> bool:
        """Whether a value contradicts the chosen one and no correction settles it."""
        return any(not (variant.corrected or variant.fits) for variant in self.variants[1:])


@dataclass(frozen=True, slots=True)
class StoryLink:
    """Another event of the same story."""

    event: str
    relation: Relation


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened, woven from claims and the author's record."""

    id: str
    kind: str
    title: str
    date: Date | None
    status: Status = "asserted"
    participants: tuple[Participant, ...] = ()
    """`profile` is an id of the chronicle, or None for a mere name."""
    topics: tuple[str, ...] = ()
    text: str = ""
    claims: tuple[EventClaim, ...] = ()
    figures: tuple[FigureClaim, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    """Of all claims and of the record, in order of source and place."""
    unverified: tuple[Evidence, ...] = ()
    """Those of `evidence` whose quote is no longer in their source."""
    by_hand: tuple[str, ...] = ()
    """Names of the fields a person wrote; ("*",) for an event a person added."""
    disagreements: tuple[Disagreement, ...] = ()
    support: Support = "single-source"
    reported: str | None = None
    """EDTF: when a source first told it."""
    added: str | None = None
    """EDTF: when the first source that tells it came to this site."""
    links: tuple[StoryLink, ...] = ()
    """To the events just before and after it in its story, to what it is part of, and to its denials."""
    weight: float = 0.0
    """How much it matters among the events of the chronicle, 0 to 1."""
    pin: bool = False
    reviewed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """A person, organization, product, place or topic, with everything said of it."""

    id: str
    kind: ProfileKind
    name: str
    aliases: tuple[str, ...] = ()
    text: str = ""
    url: str | None = None
    same_as: tuple[str, ...] = ()
    roles: tuple[RoleClaim, ...] = ()
    """Held by it, and held in it."""
    figures: tuple[FigureClaim, ...] = ()
    quotations: tuple[QuotationClaim, ...] = ()
    """By it and about it."""
    relations: tuple[RelationClaim, ...] = ()
    events: tuple[str, ...] = ()
    """Ids, in order of time."""
    evidence: tuple[Evidence, ...] = ()
    """Where sources speak of it."""
    unverified: tuple[Evidence, ...] = ()
    """Of all evidence here and in its claims: quotes that are no longer in their source."""
    sources: tuple[str, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
    """About its figures, and the begin and end of its roles."""
    by_hand: tuple[str, ...] = ()
    pin: bool = False
    reviewed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A claim that waits for a person: it is on no page."""

    claim: Claim
    """As the source calls people and events."""
    source: str
    event: str | None = None
    """Id of the event it is, or belongs to: in its file a person accepts it."""
    profile: str | None = None
    """Id of the profile it speaks of, where that has a page."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two events or two profiles that are perhaps one: a person may say so."""

    noun: Literal["event", "profile"]
    one: str
    """Id of the one that older sources tell."""
    other: str
    reason: str
    """Why they may be one, as a phrase: "a given name and its initial"."""
    file: str = ""
    """Id of the one in whose file `not` keeps them apart."""
    names: tuple[str, ...] = ()
    """How `not` calls the other there: by the ids of its claims, with the source where one is not enough."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chronicle:
    """The whole: all sources, events and profiles of one site, resolved and in order."""

    settings: Settings
    sources: tuple[Source, ...] = ()
    """By publication date, then id; each with its title, stated or made."""
    events: tuple[Event, ...] = ()
    """In order of time (`edtf` order); those of one date as they stand in the sources, then by id."""
    profiles: tuple[Profile, ...] = ()
    """By kind, then name."""
    quotations: tuple[QuotationClaim, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    """What was read but is not told: in the order of the events, then of the sources."""
    pairs: tuple[Pair, ...] = ()
    """What may be one, and was not joined: by noun and ids."""
    redirects: tuple[tuple[str, str], ...] = ()
    """(old page path, new page path), as `events/old/` → `events/new/`."""
    corrections: tuple[Correction, ...] = ()
    """What the published site said otherwise before, in the order of the file."""
    known_on: str | None = None
    """EDTF: only sources published by then are in it; None: all are."""
    engines: tuple[str, ...] = ()
