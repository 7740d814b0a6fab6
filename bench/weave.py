# ruff: noqa: INP001, T201, S311 - a folder of scripts, no package; they print; chance from a seed, no secret
"""How weaving grows: seconds and memory for 1,000 to 10,000 articles of five claims each.

    python bench/weave.py [--articles 1000 2000 5000 10000] [--seed 7] [--profile]

The articles are made up: happenings among people and organizations of a few hundred to thousands, each
told by one to eight articles, on the day or soon after, in differing words; some say only the month or
only a last name; the famous are in many, and a last name is shared by several people. An article has two
events, a role, a figure and a quotation, and a profile for each name in it. Each size is woven in a
process of its own, on one core, so that its peak memory is its own; what making the articles takes is
shown apart. --profile adds where the time of the largest goes.
"""

from __future__ import annotations

import argparse
import cProfile
import hashlib
import json
import pstats
import random
import resource
import subprocess
import sys
import time
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import accumulate
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from sourceline.model import (
    Block,
    Date,
    EventClaim,
    Evidence,
    Extraction,
    FigureClaim,
    Participant,
    ParticipantRole,
    ProfileClaim,
    ProfileKind,
    QuotationClaim,
    Reference,
    RoleClaim,
    Sentence,
    Settings,
    Source,
)
from sourceline.weave import weave

# Kind → ways to tell it; {o} an organization, {p} a person, {q} another organization, {n} a number.
TELLINGS = {
    "appointment": (
        "{o} appoints {p} as chief executive",
        "{p} is named chief executive of {o}",
        "{o} names {p} to lead it",
    ),
    "departure": ("{p} leaves {o}", "{p} steps down as head of {o}", "{o} parts with {p}"),
    "acquisition": ("{o} buys {q}", "{o} acquires {q} for ${n} million", "{q} is sold to {o}"),
    "result": ("{o} loses {n} million in the quarter", "{o} reports a loss of {n} million"),
    "layoffs": ("{o} cuts {n} jobs", "{o} lays off {n} workers at its plant"),
    "lawsuit": ("{o} sues {q}", "{o} takes {q} to court over {n} patents"),
    "launch": ("{o} launches a ferry service", "{o} opens its new ferry line to {n} towns"),
    "award": ("{p} wins the harbour prize", "{p} of {o} is given the harbour prize"),
}
TELLERS = 8
"""At most so many articles tell of one happening; most are told by one or two."""


@dataclass(frozen=True, slots=True)
class Happening:
    """What the articles tell of."""

    kind: str
    day: date
    person: str
    organization: str
    other: str
    number: int


class World:
    """Names and happenings for `articles` articles; the same for the same seed."""

    def __init__(self, articles: int, seed: int) -> None:
        self.chance = random.Random(seed)
        firsts = [self.make_word(2) for _ in range(150)]
        lasts = [self.make_word(3) for _ in range(max(100, articles // 8))]
        self.people = self.draw_names(articles // 3, firsts, lasts)
        self.organizations = self.draw_names(
            articles // 5, lasts, ["Works", "Tide", "Motors", "Foods", "Bank", "Energy", "Line"]
        )
        self.famous = list(accumulate(1 / rank for rank in range(1, len(self.people) + 1)))
        self.large = list(accumulate(1 / rank for rank in range(1, len(self.organizations) + 1)))
        self.days = max(365, articles // 8)  # eight articles a day, for a year at least
        self.stories = self.tell_stories(articles * 2)

    def make_word(self, syllables: int) -> str:
        """A name of so many syllables."""
        parts = (
            self.chance.choice("bdfghklmnprstvw") + self.chance.choice("aeiou")
            for _ in range(syllables)
        )
        return "".join(parts).capitalize() + self.chance.choice("lnrsth")

    def draw_names(self, number: int, fronts: list[str], backs: list[str]) -> list[str]:
        """So many names, each once."""
        names: dict[str, None] = {}
        while len(names) < number:
            names[f"{self.chance.choice(fronts)} {self.chance.choice(backs)}"] = None
        return list(names)

    def choose_person(self) -> str:
        return self.chance.choices(self.people, cum_weights=self.famous)[0]

    def choose_organization(self) -> str:
        return self.chance.choices(self.organizations, cum_weights=self.large)[0]

    def tell_stories(self, tellings: int) -> list[Happening]:
        """A happening for each telling, by day, so that neighbours tell of the same days."""
        told: list[Happening] = []
        while len(told) < tellings:
            happening = Happening(
                self.chance.choice(list(TELLINGS)),
                date(2021, 1, 1) + timedelta(self.chance.randrange(self.days)),
                self.choose_person(),
                self.choose_organization(),
                self.choose_organization(),
                self.chance.randrange(3, 900),
            )
            times = self.chance.choices(range(1, TELLERS + 1), [1 / n for n in range(1, 9)])[0]
            told += [happening] * times
        self.chance.shuffle(told)
        return sorted(told[:tellings], key=lambda happening: happening.day)


class Article:
    """One article in the making: its sentences, and the claims that rest on them."""

    def __init__(self, world: World, number: int) -> None:
        self.world, self.chance = world, world.chance
        self.id = f"news-{number:05}"
        self.text = ""
        self.sentences: list[tuple[int, int]] = []
        self.profiles: dict[str, ProfileClaim] = {}
        self.events: dict[str, EventClaim] = {}

    def add_sentence(self, words: str) -> Evidence:
        """Write a sentence; the place of it."""
        start = len(self.text) + (1 if self.text else 0)
        before = self.text[-32:]
        self.text += f"{' ' if self.text else ''}{words}."
        self.sentences.append((start, len(self.text)))
        return Evidence(self.id, f"{words}.", start, len(self.text), before)

    def refer(self, name: str, kind: ProfileKind, evidence: Evidence) -> str:
        """The profile of a name in this article, one more mention of it."""
        known = self.profiles.get(name)
        if known:
            places = (*known.evidence, evidence)[:3]
            self.profiles[name] = replace(known, mentions=known.mentions + 1, evidence=places)
            return known.id
        identity = name.lower().replace(" ", "-")
        short = name.split()[-1 if kind == "person" else 0]
        self.profiles[name] = ProfileClaim(
            id=identity,
            kind=kind,
            name=name,
            aliases=(short,) if short != name and self.chance.random() < 0.5 else (),
            mentions=1,
            reason="takes part in an event",
            evidence=(evidence,),
            confidence=0.9,
        )
        return identity

    def add_event(self, happening: Happening) -> None:
        """Tell a happening in one of its ways; one article in ten has the last name only."""
        person = happening.person
        if self.chance.random() < 0.1:
            person = person.rsplit(" ", 1)[1]
        way = self.chance.choice(TELLINGS[happening.kind])
        title = way.format(
            o=happening.organization, p=person, q=happening.other, n=happening.number
        )
        evidence = self.add_sentence(title)
        appointed: ParticipantRole = "object" if happening.kind == "appointment" else "agent"
        named: list[tuple[str, ProfileKind, ParticipantRole]] = [
            (happening.organization, "organization", "agent")
        ]
        named += [(person, "person", appointed)] if "{p}" in way else []
        named += [(happening.other, "organization", "object")] if "{q}" in way else []
        participants = tuple(
            Participant(name, role, self.refer(name, kind, evidence)) for name, kind, role in named
        )
        identity = f"{participants[-1].profile}-{happening.kind}"
        self.events[identity] = EventClaim(
            id=identity,
            kind=happening.kind,
            title=title,
            date=self.make_date(happening.day),
            participants=participants,
            evidence=(evidence,),
            confidence=0.8,
        )

    def make_date(self, day: date) -> Date:
        """The day, or the month, or the day of publication, which is up to two days later."""
        kind = self.chance.random()
        if kind < 0.6:
            return Date(day.isoformat(), "stated", "that day")
        if kind < 0.7:
            return Date(f"{day:%Y-%m}", "stated", "that month")
        return Date((day + timedelta(self.chance.randrange(3))).isoformat(), "published")

    def finish(self, happenings: list[Happening]) -> tuple[Source, Extraction]:
        """The article about `happenings`, and what was read in it."""
        for happening in happenings:
            self.add_event(happening)
        main = happenings[0]
        said = self.add_sentence(f'"We shall go on as before," said {main.person}, its chairman')
        speaker = Reference(main.person, self.refer(main.person, "person", said))
        lost = self.add_sentence(f"{main.organization} owes {main.number} million euros")
        firm = Reference(main.organization, self.refer(main.organization, "organization", lost))
        end = max(happening.day for happening in happenings)
        source = Source(
            id=self.id,
            path=f"content/sources/{self.id}.txt",
            sha256=hashlib.sha256(self.text.encode()).hexdigest(),
            text=self.text,
            publisher=f"Paper {self.chance.randrange(40)}",
            published=(end + timedelta(self.chance.randrange(3))).isoformat(),
            blocks=(Block("paragraph", 0, len(self.text)),),
            sentences=tuple(
                Sentence(n, start, stop, 0) for n, (start, stop) in enumerate(self.sentences, 1)
            ),
        )
        extraction = Extraction(
            source=self.id,
            sha256=source.sha256,
            engine="rules 00000000",
            profiles=tuple(self.profiles.values()),
            events=tuple(self.events.values()),
            roles=(
                RoleClaim(person=speaker, role="chairman", organization=firm, evidence=(said,)),
            ),
            figures=(
                FigureClaim(
                    phrase=f"{main.number} million euros",
                    value=Decimal(main.number) * 1_000_000,
                    currency="EUR",
                    measure="debt",
                    of=firm,
                    evidence=(lost,),
                ),
            ),
            quotations=(
                QuotationClaim(
                    text="We shall go on as before", speaker=speaker, verb="said", evidence=(said,)
                ),
            ),
        )
        return source, extraction


def make_content(articles: int, seed: int) -> list[tuple[Source, Extraction]]:
    """So many articles, each about two happenings of its days."""
    world = World(articles, seed)
    stories = world.stories
    return [Article(world, n).finish(stories[2 * n : 2 * n + 2]) for n in range(articles)]


def measure(articles: int, seed: int, *, profile: bool) -> dict[str, float]:
    """Weave once; seconds of CPU time and megabytes."""
    content = make_content(articles, seed)
    sources, extractions = [s for s, _ in content], [e for _, e in content]
    before = read_peak()
    profiler = cProfile.Profile()
    if profile:
        profiler.enable()
    started = time.process_time()
    chronicle, problems = weave(Settings(), sources, extractions)
    seconds = time.process_time() - started
    profiler.disable()
    if profile:
        pstats.Stats(profiler, stream=sys.stderr).sort_stats("tottime").print_stats(25)
    return {
        "articles": articles,
        "seconds": seconds,
        "made": before,
        "peak": read_peak(),
        "events": len(chronicle.events),
        "profiles": len(chronicle.profiles),
        "problems": len(problems),
    }


def read_peak() -> float:
    """The most memory that this process ever had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, nargs="+", default=[1000, 2000, 5000, 10000])
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--profile", action="store_true")
    parser.add_argument("--one", action="store_true", help=argparse.SUPPRESS)  # in a child
    args = parser.parse_args()
    if args.one:
        print(json.dumps(measure(args.articles[0], args.seed, profile=args.profile)))
        return
    print("articles  events profiles   seconds  growth    peak MB  (before)  growth")
    last: dict[str, float] = {}
    for articles in args.articles:
        command = [sys.executable, __file__, "--one", "--seed", str(args.seed)]
        command += ["--profile"] if args.profile and articles == max(args.articles) else []
        command += ["--articles", str(articles)]
        done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)  # noqa: S603 - our own command
        row = json.loads(done.stdout)
        growth = [
            f"{(row[key] / last[key]) / (articles / last['articles']):.2f}" if last else ""
            for key in ("seconds", "peak")
        ]
        print(
            f"{articles:8,} {row['events']:7,} {row['profiles']:8,} {row['seconds']:9.1f} {growth[0]:>7}"
            f" {row['peak']:10,.0f} {row['made']:9,.0f} {growth[1]:>7}"
        )
        last = row
    print("growth: how much more for each article than at the size before; 1.00 is linear")


if __name__ == "__main__":
    main()
