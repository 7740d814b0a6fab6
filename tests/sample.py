"""An invented chronicle with everything a page must be able to show.

Nobody and nothing in it exists. It holds several sources, every precision of date, years before
Christ, names of one letter and of a hundred, names written from right to left, words that try to
be markup, planned, denied and alleged events, and fields written by hand.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from decimal import Decimal

from sourceline.model import (
    Block,
    Chronicle,
    Correction,
    Date,
    Disagreement,
    Dropped,
    Event,
    EventClaim,
    Evidence,
    FigureClaim,
    Participant,
    Profile,
    QuotationClaim,
    Reference,
    RelationClaim,
    RoleClaim,
    Sentence,
    Settings,
    Source,
    StoryLink,
    Variant,
)

HOSTILE = """</title><script>alert(1)</script><img src=x onerror=alert(2)> "quoted" 'single' & {{7*7}} {% raw %} -->"""
LONG_NAME = "The Most Ancient and Honourable Company of Orrery Makers, Lens Grinders, Clock Menders and Allied Trades of Upper Farrowdale"
ARABIC = "مها الزهراني"

_SENTENCE = re.compile(r"\S.*?[.!?](?=\s|$)|\S.*$", re.DOTALL)


def make_source(identity: str, text: str, **fields: object) -> Source:
    """A source whose blocks are the text's paragraphs; "## " marks a heading, "!!" a dropped line."""
    blocks: list[Block] = []
    sentences: list[Sentence] = []
    dropped: list[Dropped] = []
    for match in re.finditer(r"[^\n]+", text):
        start, end = match.span()
        if match.group().startswith("!!"):
            dropped.append(Dropped(start + 2, end, "an advertisement line"))
            continue
        heading = match.group().startswith("## ")
        start += 3 if heading else 0
        blocks.append(Block("heading" if heading else "paragraph", start, end, 2 if heading else 0))
        for sentence in _SENTENCE.finditer(text, start, end):
            sentences.append(Sentence(len(sentences) + 1, *sentence.span(), len(blocks) - 1))
    return Source(
        id=identity,
        path=f"content/sources/{identity}.txt",
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        text=text,
        blocks=tuple(blocks),
        sentences=tuple(sentences),
        dropped=tuple(dropped),
        **fields,  # type: ignore[arg-type] # the caller names fields of Source
    )


def quote(source: Source, words: str) -> Evidence:
    """The first place of `words` in a source."""
    start = source.text.index(words)
    end = start + len(words)
    return Evidence(source.id, words, start, end, source.text[:start][-32:], source.text[end:][:32])


POST = make_source(
    "harbour-post",
    """Orrery Works, the instrument maker of Farrowdale, said on Tuesday that Ilse Quandrel had stepped down as director. Her departure ends eleven years at the head of the firm. The works spend 8 million a month, and a round at a 4 billion valuation fell short.
!!Advertisment
## A new pair at the head
The board named Tam Ottershaw and Bo Linnet-Vray as interim co-directors. "We shall keep the brass turning," Ottershaw told the Harbour Post. Observers were less sure. The streets of the old town were quiet that day. Nothing moved in the harbour either.
!!Advertisment
## What remains open
The firm denied that it had sold its archive. Two former grinders say that the great lens was never finished. A second works is to open in Upper Farrowdale in 2027. The lighthouse keeper had no comment.""",
    title="Director of Orrery Works steps down",
    publisher="The Harbour Post",
    author="Nell Oxbarrow",
    url="https://post.example/2024/orrery?id=1#top",
    archive_url="https://archive.example/post",
    published="2024-03-26",
    retrieved="2024-04-02",
    origins=(("title", "front matter"), ("published", "text")),
)
GAZETTE = make_source(
    "gazette",
    """On 25 March 2024 Ilse Quandrel resigned from Orrery Works, people close to the board say. The Pocket Orrery went on sale in spring 2024. By the summer of 2019 the firm had repaired the tide clock of Kestrel Point. It is said to have been founded about 1450 by the Company of Orrery Makers.""",
    title="Quandrel leaves the orrery makers",
    publisher="Farrowdale Gazette",
    url="https://gazette.example/quandrel",
    published="2024-03-28",
)
CHRONICLE_TEXT = make_source(
    "old-chronicle",
    """The first tide clock of Kestrel Point was set up in the forty-fourth year before Christ. It ran from 1450 to 1467, or until 1468. In the 1990s the lens was cut again. Nobody wrote down when the small bell was hung. Since 1985 the town has owned the lighthouse. مها الزهراني visited the works in May 2011 and left a drawing of the great lens.""",
    title="Notes made from the tower book",
    origins=(("title", "made"),),
    show="full",
)
HOSTILE_SOURCE = make_source(
    "naughty",
    f"A headline reads {HOSTILE} and nothing runs. The rest is calm.",
    title=HOSTILE,
    author=HOSTILE,
    publisher=HOSTILE,
    url="javascript:alert(3)",
    archive_url='https://example.org/"><script>alert(4)</script>',
    published="2023-01",
)

ILSE, TAM, BO = "ilse-quandrel", "tam-ottershaw", "bo-linnet-vray"
WORKS, POCKET, POINT = "orrery-works", "pocket-orrery", "kestrel-point"


def take(name: str, role: str, profile: str | None = None) -> Participant:
    """A participant; short to write."""
    return Participant(name, role, profile)  # type: ignore[arg-type] # the caller names a role


def make_event(
    identity: str, title: str, date: Date | None, *quotes: Evidence, **fields: object
) -> Event:
    """An event of one claim, with its evidence."""
    claim = EventClaim(
        id=identity, kind="event", title=title, date=date, evidence=quotes, confidence=0.72
    )
    whole = {"kind": "event", "claims": (claim,) if quotes else (), "evidence": quotes, **fields}
    return Event(id=identity, title=title, date=date, **whole)  # type: ignore[arg-type] # fields of Event


STEPS_DOWN = quote(POST, "Ilse Quandrel had stepped down as director")
RESIGNED = quote(GAZETTE, "On 25 March 2024 Ilse Quandrel resigned from Orrery Works")
NAMED = quote(POST, "The board named Tam Ottershaw and Bo Linnet-Vray as interim co-directors.")
MONEY = quote(
    POST, "The works spend 8 million a month, and a round at a 4 billion valuation fell short."
)
SALE = quote(GAZETTE, "The Pocket Orrery went on sale in spring 2024.")
FOUNDED = quote(
    GAZETTE, "It is said to have been founded about 1450 by the Company of Orrery Makers."
)
BRASS = quote(POST, '"We shall keep the brass turning," Ottershaw told the Harbour Post.')
VISIT = quote(CHRONICLE_TEXT, f"{ARABIC} visited the works in May 2011")

REPORTED = Date("2024-03-26", "published")
SPENDING = FigureClaim(
    phrase="8 million a month",
    value=Decimal(8_000_000),
    unit="money",
    per="month",
    measure="expenditure",
    of=Reference("Orrery Works", WORKS),
    date=REPORTED,
    evidence=(MONEY,),
)
VALUATION = FigureClaim(
    phrase="4 billion",
    value=Decimal(4_000_000_000),
    unit="money",
    measure="valuation",
    of=Reference("Orrery Works", WORKS),
    evidence=(MONEY,),
)
DIRECTOR = RoleClaim(
    person=Reference("Ilse Quandrel", ILSE),
    role="director",
    organization=Reference("Orrery Works", WORKS),
    begin=Date("2013~", "relative", "eleven years", "2024-03-26"),
    end=Date("2024-03-25"),
    event="quandrel-steps-down",
    evidence=(STEPS_DOWN, RESIGNED),
)
INTERIM = tuple(
    RoleClaim(
        person=Reference(name, identity),
        role="co-director",
        qualifier="interim",
        organization=Reference("Orrery Works", WORKS),
        begin=REPORTED,
        event="interim-directors",
        evidence=(NAMED,),
    )
    for name, identity in (("Tam Ottershaw", TAM), ("Bo Linnet-Vray", BO))
)
MAKER = RelationClaim(
    subject=Reference("Orrery Works", WORKS),
    predicate="maker_of",
    object=Reference("Pocket Orrery", POCKET),
    evidence=(SALE,),
)
SAID = QuotationClaim(
    text="We shall keep the brass turning,",
    speaker=Reference("Ottershaw", TAM),
    verb="told",
    about=(Reference("Orrery Works", WORKS),),
    evidence=(BRASS,),
)
HEARSAY = QuotationClaim(
    text="the great lens was never finished",
    speaker=None,
    direct=False,
    about=(Reference("Orrery Works", WORKS),),
    evidence=(quote(POST, "Two former grinders say that the great lens was never finished."),),
)

STEPPING_DOWN = Event(
    id="quandrel-steps-down",
    kind="departure",
    title="Ilse Quandrel steps down as director of Orrery Works",
    date=Date("2024-03-25", phrase="On 25 March 2024"),
    participants=(
        take("Ilse Quandrel", "agent", ILSE),
        take("Orrery Works", "organization", WORKS),
    ),
    topics=("instrument-making",),
    text="The post had been hers *since the move to the quay*. See [the tide tables](https://tides.example/).",
    claims=(
        EventClaim(
            id="a",
            kind="departure",
            title="Quandrel steps down",
            date=REPORTED,
            evidence=(STEPS_DOWN,),
        ),
        EventClaim(
            id="b",
            kind="departure",
            title="Quandrel resigned",
            date=Date("2024-03-25"),
            status="alleged",
            attribution="people close to the board",
            evidence=(RESIGNED,),
            confidence=0.4,
        ),
    ),
    evidence=(STEPS_DOWN, RESIGNED),
    by_hand=("date", "text"),
    disagreements=(
        Disagreement(
            field="date",
            variants=(
                Variant(value="2024-03-25", sources=(GAZETTE.id,), evidence=(RESIGNED,)),
                Variant(value="2024-03-22", sources=(POST.id,), corrected=True),
                Variant(value="2024-03", sources=()),
            ),
            rule="sources",
        ),
        Disagreement(
            field="status",
            variants=(
                Variant(value="asserted", sources=(POST.id,), evidence=(STEPS_DOWN,)),
                Variant(value="alleged", sources=(GAZETTE.id,), evidence=(RESIGNED,)),
            ),
            rule="status",
        ),
        Disagreement(
            field="figure",
            about=HOSTILE,
            variants=(
                Variant(value=HOSTILE, sources=(POST.id,)),
                Variant(value="15", sources=(GAZETTE.id,)),
            ),
            rule="latest",
        ),
    ),
    support="disputed",
    reported="2024-03-26",
    added="2024-04-02",
    links=(
        StoryLink("founding", "earlier"),
        StoryLink("clock-runs", "part of"),
        StoryLink("since-1985", "denied by"),
    ),
    weight=1.0,
    pin=True,
    reviewed=True,
)

EVENTS = (
    make_event(
        "first-tide-clock",
        "The first tide clock of Kestrel Point is set up",
        Date("-0043", phrase="in the forty-fourth year before Christ"),
        quote(
            CHRONICLE_TEXT,
            "The first tide clock of Kestrel Point was set up in the forty-fourth year before Christ.",
        ),
        participants=(take("Kestrel Point", "location", POINT),),
    ),
    make_event(
        "founding",
        "The Company of Orrery Makers founds the works",
        Date("1450~", phrase="about 1450"),
        FOUNDED,
        participants=(take(LONG_NAME, "agent", "company"), take("Orrery Works", "object", WORKS)),
        status="alleged",
    ),
    make_event(
        "clock-runs",
        "The tide clock runs",
        Date("1450/1467", phrase="from 1450 to 1467"),
        quote(CHRONICLE_TEXT, "It ran from 1450 to 1467, or until 1468."),
    ),
    make_event(
        "since-1985",
        "The town owns the lighthouse",
        Date("1985/..", phrase="Since 1985"),
        quote(CHRONICLE_TEXT, "Since 1985 the town has owned the lighthouse."),
        participants=(take("Kestrel Point", "location", POINT),),
    ),
    make_event(
        "lens-cut",
        "The lens is cut again",
        Date("199X", phrase="In the 1990s"),
        quote(CHRONICLE_TEXT, "In the 1990s the lens was cut again."),
    ),
    make_event(
        "visit",
        f"{ARABIC} visits the works",
        Date("2011-05", phrase="in May 2011"),
        VISIT,
        participants=(take(ARABIC, "agent", "maha"), take("the works", "object", WORKS)),
    ),
    make_event(
        "tide-clock-repaired",
        "Orrery Works repairs the tide clock",
        Date("../2019-08", phrase="By the summer of 2019"),
        quote(
            GAZETTE, "By the summer of 2019 the firm had repaired the tide clock of Kestrel Point."
        ),
        participants=(
            take("Orrery Works", "agent", WORKS),
            take("Kestrel Point", "location", POINT),
            take("a mere bystander", "participant"),
        ),
    ),
    make_event(
        "hostile",
        HOSTILE,
        Date("2023-01-05", "relative", HOSTILE, "2023-01"),
        quote(HOSTILE_SOURCE, HOSTILE),
        participants=(take(HOSTILE, "agent", "hostile"),),
        text=f"{HOSTILE}\n\n[click](javascript:alert(5)) ![pic](https://img.example/a.png) <b onclick=alert(6)>x</b>",
        kind=HOSTILE,
    ),
    make_event(
        "pocket-orrery",
        "The Pocket Orrery goes on sale",
        Date("2024-21", phrase="in spring 2024"),
        SALE,
        participants=(
            take("Orrery Works", "agent", WORKS),
            take("Pocket Orrery", "object", POCKET),
        ),
    ),
    STEPPING_DOWN,
    make_event(
        "interim-directors",
        "Tam Ottershaw and Bo Linnet-Vray become interim co-directors",
        REPORTED,
        NAMED,
        participants=(
            take("Tam Ottershaw", "object", TAM),
            take("Bo Linnet-Vray", "object", BO),
            take("Orrery Works", "organization", WORKS),
        ),
    ),
    make_event(
        "archive-sale",
        "Orrery Works sells its archive",
        REPORTED,
        quote(POST, "The firm denied that it had sold its archive."),
        participants=(take("Orrery Works", "agent", WORKS),),
        status="denied",
    ),
    make_event(
        "funding",
        "A round at a 4 billion valuation falls short",
        REPORTED,
        MONEY,
        participants=(take("Orrery Works", "agent", WORKS),),
        figures=(VALUATION,),
    ),
    make_event(
        "spending",
        "Spending reaches 8 million a month",
        REPORTED,
        MONEY,
        participants=(take("Orrery Works", "agent", WORKS),),
        figures=(SPENDING,),
    ),
    make_event(
        "second-works",
        "A second works opens in Upper Farrowdale",
        Date("2027", phrase="in 2027"),
        quote(POST, "A second works is to open in Upper Farrowdale in 2027."),
        participants=(take("Orrery Works", "agent", WORKS),),
        status="planned",
    ),
    make_event(
        "bell",
        "The small bell is hung",
        None,
        quote(CHRONICLE_TEXT, "Nobody wrote down when the small bell was hung."),
        unverified=(quote(CHRONICLE_TEXT, "Nobody wrote down when the small bell was hung."),),
    ),
)


def make_profile(identity: str, kind: str, name: str, **fields: object) -> Profile:
    """A profile with the events it takes part in."""
    events = tuple(
        e.id
        for e in EVENTS
        if identity in {p.profile for p in e.participants} or identity in e.topics
    )
    return Profile(id=identity, kind=kind, name=name, events=events, **fields)  # type: ignore[arg-type] # fields of Profile


PROFILES = (
    make_profile(
        BO,
        "person",
        "Bo Linnet-Vray",
        roles=INTERIM[1:],
        evidence=(NAMED,),
        sources=("harbour-post",),
    ),
    make_profile(
        "hostile", "person", HOSTILE, aliases=(HOSTILE,), text=HOSTILE, sources=("naughty",)
    ),
    make_profile(
        ILSE,
        "person",
        "Ilse Quandrel",
        aliases=("Quandrel", "I. Quandrel"),
        roles=(DIRECTOR,),
        evidence=(STEPS_DOWN, RESIGNED, quote(POST, "Her departure")),
        sources=("harbour-post", "gazette"),
        url="https://quandrel.example/",
        same_as=("https://www.wikidata.org/wiki/Q0", "javascript:alert(7)"),
        text="Learned to grind lenses at Kestrel Point.",
        by_hand=("text", "url"),
    ),
    make_profile("maha", "person", ARABIC, evidence=(VISIT,), sources=("old-chronicle",)),
    make_profile(
        TAM,
        "person",
        "Tam Ottershaw",
        aliases=("Ottershaw",),
        roles=INTERIM[:1],
        quotations=(SAID,),
        evidence=(NAMED, BRASS),
        sources=("harbour-post",),
    ),
    make_profile("company", "organization", LONG_NAME, evidence=(FOUNDED,), sources=("gazette",)),
    make_profile(
        WORKS,
        "organization",
        "Orrery Works",
        roles=(DIRECTOR, *INTERIM),
        figures=(SPENDING, VALUATION),
        relations=(MAKER,),
        quotations=(SAID, HEARSAY),
        evidence=(STEPS_DOWN, RESIGNED, quote(POST, "Orrery Works, the instrument maker")),
        sources=("harbour-post", "gazette"),
        pin=True,
    ),
    make_profile(
        POCKET,
        "product",
        "Pocket Orrery",
        relations=(MAKER,),
        evidence=(SALE,),
        sources=("gazette",),
    ),
    make_profile(
        POINT,
        "place",
        "Kestrel Point",
        evidence=(quote(GAZETTE, "Kestrel Point"),),
        sources=("gazette", "old-chronicle"),
    ),
    make_profile(
        "instrument-making",
        "topic",
        "Instrument making",
        evidence=(quote(POST, "instrument maker"),),
    ),
)

SAMPLE = Chronicle(
    settings=Settings(
        title="The Orrery Makers",
        lead="How a works that built *small heavens* out of brass came to change its hands: an invented chronicle.",
        about="Everything here is made up, so that every page has something to show.",
        url="https://chronicle.example/orrery",
        author="The tower book’s readers",
        licence="CC BY 4.0",
    ),
    sources=(CHRONICLE_TEXT, HOSTILE_SOURCE, POST, GAZETTE),
    events=EVENTS,
    profiles=PROFILES,
    quotations=(SAID, HEARSAY),
    redirects=(("events/old-name/", "events/quandrel-steps-down/"),),
    corrections=(
        Correction(
            on="2024-04-03",
            page="events/old-name",
            what="date",
            before="reported 2024-03-26",
            after="2024-03-25",
            note="The *Gazette* had the day.",
        ),
        Correction(on="2024-04-09", page="people/maha", what="name", before=HOSTILE, after=ARABIC),
        Correction(
            on="2024-04-03", page="events/gone", what="removed", before=HOSTILE, note=HOSTILE
        ),
    ),
    engines=("rules 3f2a1c9d",),
)

LONG_ID, FORMER_ID, KEPT_ID = "a" * 90, "b" * 90, "con"
"""Ids that no file can be called by: too long, or what Windows calls a device."""
UNFIT = replace(
    SAMPLE,
    events=(
        make_event(
            LONG_ID, "A long name", Date("2031"), participants=(take("Con", "agent", KEPT_ID),)
        ),
        *EVENTS,
    ),
    profiles=(
        Profile(id=KEPT_ID, kind="person", name="Con", events=(LONG_ID,)),
        *PROFILES,
    ),
    redirects=((f"events/{FORMER_ID}/", f"events/{LONG_ID}/"),),
    corrections=(
        Correction(on="2031-06-01", page=f"events/{FORMER_ID}", what="title", before="A name"),
    ),
)
