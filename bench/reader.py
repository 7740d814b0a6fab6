# ruff: noqa: INP001, T201, S311 - a folder of scripts, no package; they print; chance from a seed, no secret
"""How the reader's site grows: bytes of each kind of page, and of the data, with up to 50,000 events.

    python bench/reader.py [--events 1000 5000 10000] [--to FOLDER] [--seed 7] [--no-event-pages]

The chronicle is made up in memory: people, organizations, products, places and topics, few of them in
very many events; sources of about a dozen sentences; dates of every precision over a century, most of
them in its last years; second sources, disagreements, roles, figures and quotations. It is rendered with
the real theme into FOLDER/<events>/, or, without --to, into a folder that is deleted afterwards. The
site is in FOLDER/<events>/ for other measurements. Each size is built in a process of its own.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from itertools import accumulate
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from sourceline import edtf
from sourceline.model import (
    Block,
    Chronicle,
    Date,
    Disagreement,
    Event,
    EventClaim,
    Evidence,
    FigureClaim,
    Participant,
    Profile,
    ProfileKind,
    QuotationClaim,
    Reference,
    RelationClaim,
    RoleClaim,
    Sentence,
    Settings,
    Source,
    Variant,
)
from sourceline.pipeline.site import render_site

# Kind → ways to tell it: {p} a person, {o} and {q} organizations, {g} a product, {l} a place, {n} a number.
TELLINGS = {
    "appointment": ("{o} appoints {p} as chief executive", "{p} is named chair of {o}"),
    "departure": ("{p} steps down as head of {o}", "{p} leaves {o} after {n} weeks"),
    "acquisition": ("{o} buys {q} for {n} million", "{o} takes over {q} in {l}"),
    "result": ("{o} loses {n} million in the quarter", "{o} reports {n} orders for the {g}"),
    "lawsuit": ("{o} takes {q} to court over the {g}", "{p} sues {o} in {l}"),
    "launch": ("{o} launches the {g}", "{o} shows the {g} in {l}"),
    "award": ("{p} wins the prize of {l}", "{o} is honoured in {l} for the {g}"),
    "election": ("{p} is elected mayor of {l}", "{l} elects {p} with {n} votes"),
    "accident": ("A {g} catches fire in {l}", "{n} people are hurt at the works of {o} in {l}"),
    "journey": ("{p} travels to {l}", "{p} of {o} visits {l} and meets {n} farmers"),
    "publication": ("{p} publishes a book about {l}", "{o} publishes the drawings of the {g}"),
    "meeting": ("{p} meets the board of {o} in {l}", "{o} and {q} meet in {l}"),
}
KINDS: dict[ProfileKind, int] = {
    # How many events there are for one profile of the kind.
    "person": 10,
    "organization": 20,
    "product": 50,
    "place": 60,
    "topic": 400,
}
FEWEST = {"person": 40, "organization": 25, "product": 12, "place": 12, "topic": 8}
ONSETS = (*"bcdfghlmnprstv", "br", "cl", "dr", "gr", "pl", "st", "th", "tr")
EVENTS_IN_A_SOURCE = 5
LAST_DAY = date(2026, 6, 30)
YEARS = 100
FILLERS = (
    "The {0} of the {1} had been {2} since the {3}.",
    "Nobody in the {0} would say why the {1} was {2}.",
    "A {0} near the {1} spoke of the {2} and the {3}.",
    "Before the {0}, the {1} and its {2} were seldom {3}.",
)


@dataclass
class Draft:
    """A source in the making."""

    id: str
    day: date
    title: str
    publisher: str
    text: str = ""
    sentences: list[tuple[int, int]] = field(default_factory=list)

    def write(self, words: str) -> Evidence:
        """One more sentence; the place of it."""
        start = len(self.text) + (1 if self.text else 0)
        self.text += f"{' ' if self.text else ''}{words}"
        self.sentences.append((start, len(self.text)))
        return Evidence(self.id, words, start, len(self.text))

    def finish(self) -> Source:
        """The source as it is read."""
        return Source(
            id=self.id,
            path=f"content/sources/{self.id}.txt",
            sha256=hashlib.sha256(self.text.encode()).hexdigest(),
            text=self.text,
            title=self.title,
            publisher=self.publisher,
            url=f"https://{self.publisher.lower().replace(' ', '-')}.example/{self.id}",
            published=self.day.isoformat(),
            blocks=(Block("paragraph", 0, len(self.text)),),
            sentences=tuple(Sentence(n, *span, 0) for n, span in enumerate(self.sentences, 1)),
        )


class World:
    """Names, sources and events of a chronicle; the same for the same seed."""

    def __init__(self, count: int, seed: int) -> None:
        self.count, self.chance = count, random.Random(seed)
        self.words = list(dict.fromkeys(self.make_word() for _ in range(9000)))
        self.fame = list(accumulate(1 / rank for rank in range(1, len(self.words) + 1)))
        self.names = {kind: self.draw_names(kind) for kind in KINDS}
        self.ranks = {
            kind: list(accumulate(1 / rank**0.9 for rank in range(1, len(names) + 1)))
            for kind, names in self.names.items()
        }
        self.publishers = [f"{self.name()} {w}" for w in ("Post", "Gazette", "Times", "Echo") * 6]
        self.days = sorted(self.draw_day() for _ in range(count))
        self.claims: dict[str, dict[str, list[object]]] = defaultdict(lambda: defaultdict(list))

    def make_word(self) -> str:
        """An invented word of one to four syllables."""
        syllables = self.chance.choices((1, 2, 3, 4), (2, 5, 4, 1))[0]
        return "".join(
            self.chance.choice(ONSETS) + self.chance.choice("aeiou") for _ in range(syllables)
        ) + self.chance.choice(("", "n", "r", "l", "st", "nd"))

    def word(self) -> str:
        """A word of the language: a few are very frequent."""
        return self.chance.choices(self.words, cum_weights=self.fame)[0]

    def name(self) -> str:
        """A rare word with a capital."""
        return self.chance.choice(self.words[60:]).capitalize()

    def draw_names(self, kind: ProfileKind) -> list[str]:
        """So many names as a chronicle of this size has of the kind, each once, by fame."""
        ends = {
            "organization": ("Works", "Motors", "Bank", "Line", "Foods", "Institute"),
            "product": ("One", "Mark II", "Pocket", "Press"),
            "topic": ("trade", "law", "craft", "health"),
        }
        names: dict[str, None] = {}
        while len(names) < max(FEWEST[kind], self.count // KINDS[kind]):
            second = self.chance.choice(ends[kind]) if kind in ends else self.name()
            names[self.name() if kind == "place" else f"{self.name()} {second}"] = None
        return list(names)

    def draw_day(self) -> date:
        """Most days are of the last years."""
        back = self.chance.random() ** 3 * YEARS * 365
        return LAST_DAY - timedelta(int(back))

    def choose(self, kind: ProfileKind) -> str:
        """A profile's name: the famous ones often."""
        return self.chance.choices(self.names[kind], cum_weights=self.ranks[kind])[0]

    def make_date(self, day: date) -> Date | None:
        """The day, or what is known of it."""
        forms = (
            f"{day}", f"{day:%Y-%m}", f"{day:%Y}", f"{day:%Y}~", f"{day}~", f"{day}/..",
            f"../{day}", f"{day:%Y-%m}/{day + timedelta(200):%Y-%m}", f"{day:%Y-%m}?",
            f"{day.year}-{33 + (day.month - 1) // 3}", f"{day.year // 10}X",
        )  # fmt: skip
        if self.chance.random() < 0.01:
            return None
        form = self.chance.choices(forms, (60, 12, 6, 1, 1, 1, 1, 2, 1, 2, 0.5))[0]
        basis = "published" if form == str(day) and self.chance.random() < 0.2 else "stated"
        return Date(form, basis, None if basis == "published" else "then")  # type: ignore[arg-type] # one of Basis

    def fill(self, draft: Draft, sentences: int) -> None:
        """Sentences that nothing rests on."""
        for _ in range(sentences):
            words = [self.word() for _ in range(4)]
            draft.write(self.chance.choice(FILLERS).format(*words))


def make_id(name: str) -> str:
    """ "Brana Tol" → "brana-tol"."""
    return name.lower().replace(" ", "-")


def make_chronicle(count: int, seed: int = 7, *, event_pages: bool = True) -> Chronicle:
    """A chronicle of so many events; the same for the same numbers."""
    world = World(count, seed)
    drafts: list[Draft] = []
    events: list[Event] = []
    for n, day in enumerate(world.days):
        if n % EVENTS_IN_A_SOURCE == 0:
            title = f"{world.name()} {world.word()} {world.word()} and the {world.word()}"
            publisher = world.chance.choice(world.publishers)
            drafts.append(Draft(f"text-{len(drafts):05}", day, title, publisher))
            world.fill(drafts[-1], 3)
        events.append(tell_event(world, drafts, n, day))
        world.fill(drafts[-1], 1)
    events.sort(key=lambda e: (0, edtf.sort_key(edtf.parse(e.date.edtf))) if e.date else (1,))
    return Chronicle(
        settings=Settings(
            title="The Tower Books",
            lead="Made up from chance: *nobody in it exists*.",
            url="https://tower.example/books",
            event_pages=event_pages,
        ),
        sources=tuple(draft.finish() for draft in drafts),
        events=tuple(events),
        profiles=gather_profiles(world, events),
        engines=("rules 00000000",),
    )


def tell_event(world: World, drafts: list[Draft], n: int, day: date) -> Event:
    """One happening, told by the newest source and perhaps by an older one."""
    chance, draft = world.chance, drafts[-1]
    kind = chance.choice(list(TELLINGS))
    way = chance.choice(TELLINGS[kind])
    names = {
        "p": ("person", "agent"), "o": ("organization", "organization"), "q": ("organization", "object"),
        "g": ("product", "object"), "l": ("place", "location"),
    }  # fmt: skip
    chosen = {letter: world.choose(k) for letter, (k, _) in names.items() if f"{{{letter}}}" in way}
    number = chance.randrange(2, 900)
    title = way.format(n=number, **chosen)
    told = f"{title}, {world.word()} {world.word()} of the {world.word()} said on {day:%d %B %Y}."
    evidence = [draft.write(told)]
    if len(drafts) > 1 and chance.random() < 0.25:
        older = chance.choice(drafts[-6:-1] or drafts[:1])
        evidence.append(older.write(f"It had been said that {title}, and {world.word()} with it."))
    participants = tuple(
        Participant(name, names[letter][1], make_id(name))  # type: ignore[arg-type] # a role of the model
        for letter, name in chosen.items()
    )
    topics = tuple({make_id(world.choose("topic")) for _ in range(chance.choice((0, 1, 1, 2)))})
    when = world.make_date(day)
    status = chance.choices(("asserted", "planned", "denied", "alleged"), (88, 5, 2, 5))[0]
    support = "single-source" if len(evidence) == 1 else chance.choice(("corroborated", "disputed"))
    identity = f"{make_id(title)[:40].rstrip('-')}-{n}"
    claim = EventClaim(
        id=identity, kind=kind, title=title, date=when, evidence=tuple(evidence), confidence=0.8
    )
    differ = Disagreement(
        field="date",
        variants=(
            Variant(value=when.edtf if when else "2001", sources=(evidence[0].source,)),
            Variant(value=f"{day + timedelta(1)}", sources=(evidence[-1].source,)),
        ),
        rule="first",
    )
    tell_more(world, draft, chosen, number)
    return Event(
        id=identity,
        kind=kind,
        title=title,
        date=when,
        status=status,  # type: ignore[arg-type] # one of Status
        participants=participants,
        topics=tuple(sorted(topics)),
        claims=(claim,),
        evidence=tuple(evidence),
        disagreements=(differ,) if support == "disputed" else (),
        support=support,  # type: ignore[arg-type] # one of Support
        reported=draft.day.isoformat(),
        weight=round(chance.random() ** 3, 3),
        reviewed=chance.random() < 0.05,
    )


def tell_more(world: World, draft: Draft, chosen: dict[str, str], number: int) -> None:
    """Now and then a quotation, a role, a figure or a relation, kept for the profiles' pages."""
    person, firm, made = (chosen.get(letter) for letter in "pog")
    if person and world.chance.random() < 0.3:
        text = f"The {world.word()} is {world.word()}, and so is the {world.word()}"
        said = draft.write(f'"{text}," said {person}.')
        speaker = Reference(person, make_id(person))
        claim = QuotationClaim(text=text, speaker=speaker, verb="said", evidence=(said,))
        world.claims[make_id(person)]["quotations"].append(claim)
    if person and firm and world.chance.random() < 0.5:
        held = draft.write(f"{person} had been treasurer of {firm} since {draft.day.year - 2}.")
        role = RoleClaim(
            person=Reference(person, make_id(person)),
            role="treasurer",
            organization=Reference(firm, make_id(firm)),
            begin=Date(f"{draft.day.year - 2}"),
            evidence=(held,),
        )
        for name in (person, firm):
            world.claims[make_id(name)]["roles"].append(role)
    if firm and world.chance.random() < 0.1:
        owed = draft.write(f"{firm} owes {number} million.")
        figure = FigureClaim(
            phrase=f"{number} million",
            value=Decimal(number) * 1_000_000,
            unit="money",
            measure="debt",
            of=Reference(firm, make_id(firm)),
            date=Date(draft.day.isoformat(), "published"),
            evidence=(owed,),
        )
        world.claims[make_id(firm)]["figures"].append(figure)
    if firm and made and world.chance.random() < 0.1:
        shown = draft.write(f"The {made} is made by {firm}.")
        relation = RelationClaim(
            subject=Reference(firm, make_id(firm)),
            predicate="maker_of",
            object=Reference(made, make_id(made)),
            evidence=(shown,),
        )
        for name in (firm, made):
            world.claims[make_id(name)]["relations"].append(relation)


def gather_profiles(world: World, events: list[Event]) -> tuple[Profile, ...]:
    """Every name that takes part in something, by kind, then name."""
    own: dict[str, list[Event]] = defaultdict(list)
    for event in events:
        for identity in dict.fromkeys([*(p.profile for p in event.participants), *event.topics]):
            own[identity or ""].append(event)
    return tuple(
        Profile(
            id=make_id(name),
            kind=kind,
            name=name,
            aliases=(name.split()[-1],) if kind == "person" else (),
            events=tuple(event.id for event in own[make_id(name)]),
            evidence=tuple(event.evidence[0] for event in own[make_id(name)])[:40],
            sources=tuple(
                dict.fromkeys(e.source for event in own[make_id(name)] for e in event.evidence)
            ),
            **{key: tuple(found) for key, found in world.claims[make_id(name)].items()},  # type: ignore[arg-type] # fields of Profile
        )
        for kind, names in world.names.items()
        for name in sorted(names)
        if own[make_id(name)]
    )


# --- what a site weighs -----------------------------------------------------------------------


@dataclass
class Tally:
    """The files of one kind."""

    files: int = 0
    size: int = 0
    gzipped: int = 0
    largest: bytes = b""

    def add(self, data: bytes) -> None:
        """One more file; its weight as a web server sends it counts, too."""
        self.files += 1
        self.size += len(data)
        self.gzipped += weigh(data)
        self.largest = max(self.largest, data, key=len)


def name_kind(path: str) -> str:
    """The kind of page or data a file is: "events/…", "people/…/feed.xml", "timeline month", "feed.xml"."""
    *folders, file = path.split("/")
    if folders[:1] == ["data"]:
        listed = len(folders) == 1 or folders[1] == "timeline" or "page" in folders
        return "data (lists)" if listed else f"data/{folders[1]}/…"
    if "page" in folders[1:-1]:
        folders = folders[: folders.index("page")]
    if file.endswith(".html") and folders[:1] == ["timeline"]:
        return ("timeline", "timeline year", "timeline month")[len(folders) - 1]
    if len(folders) > 2 and folders[0] != "embed" and "data" not in folders:
        return f"{folders[0]}/…/{folders[2]}"
    if "data" not in folders and len(folders) > 1:
        # The last folder has the name of one event, profile or source.
        kind = "/".join([*folders[:-1], "…"])
        return kind if file.endswith(".html") else f"{kind}/{file}"
    name = re.sub(r"[.-][0-9a-f]{8,}\.", ".", path)
    return re.sub(r"\d+", "N", name) if "/data/" in path or "search" in path else name


def weigh(data: bytes) -> int:
    """Bytes as a web server sends them."""
    return len(gzip.compress(data, 6, mtime=0))


def weigh_first_view(folder: Path, page: str) -> int:
    """Gzipped bytes of a page with the style sheets and scripts it asks for at once."""
    text = (folder / page).read_text(encoding="utf-8")
    asked = re.findall(r'<link rel="stylesheet" href="([^"]+)"|<script src="([^"]+)"', text)
    paths = [(folder / page).parent / (style or script) for style, script in asked]
    return weigh(text.encode()) + sum(weigh(path.read_bytes()) for path in paths)


def build(count: int, seed: int, folder: Path, *, event_pages: bool) -> None:
    """Write the site, and print what it weighs."""
    chronicle = make_chronicle(count, seed, event_pages=event_pages)
    started = time.perf_counter()
    found: dict[str, Tally] = defaultdict(Tally)

    def write(path: str, data: bytes) -> str:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
        found[name_kind(path)].add(data)
        return ""

    with tempfile.TemporaryDirectory() as empty:
        files, _ = render_site(Path(empty), chronicle, write)
    whole = time.perf_counter() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"\n{count:,} events, {len(chronicle.profiles):,} profiles, {len(chronicle.sources):,} sources"
    )
    print(f"{len(files):,} files; {whole:.1f} s; peak {peak:,.0f} MB")
    for page in ("index.html", "timeline/index.html"):
        if (folder / page).exists():
            print(f"first view of {page}, gzip: {weigh_first_view(folder, page):,}")
    html = {kind: tally for kind, tally in found.items() if tally.largest.startswith(b"<!")}
    size = sum(tally.size for tally in found.values())
    largest = max(len(tally.largest) for tally in html.values())
    print(f"all bytes for an event: {size / count:,.0f}; largest page: {largest:,}")
    print(f"{'':35}   files     all bytes    gzipped   largest  gzipped")
    for kind, tally in sorted(found.items()):
        row = f"{tally.files:7,} {tally.size:13,} {tally.gzipped:10,}"
        print(f"{kind:35} {row} {len(tally.largest):9,} {weigh(tally.largest):8,}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--events", type=int, nargs="+", default=[1000, 5000, 10000])
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--to", type=Path, help="folder for the sites; default: deleted afterwards")
    parser.add_argument("--no-event-pages", dest="event_pages", action="store_false")
    parser.add_argument("--one", action="store_true", help=argparse.SUPPRESS)  # in a child
    args = parser.parse_args()
    if args.one:
        build(args.events[0], args.seed, args.to, event_pages=args.event_pages)
        return
    with tempfile.TemporaryDirectory() as temporary:
        for count in args.events:
            folder = (args.to or Path(temporary)) / str(count)
            command = [sys.executable, __file__, "--one", "--seed", str(args.seed)]
            command += ["--events", str(count), "--to", str(folder)]
            command += [] if args.event_pages else ["--no-event-pages"]
            subprocess.run(command, check=True)  # noqa: S603 - our own command


if __name__ == "__main__":
    main()
