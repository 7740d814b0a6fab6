"""Invented names and sentences of a chronicle that tells of nothing real, drawn from a seed."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence


def _split(words: str) -> tuple[str, ...]:
    return tuple(words.split())


def _split_phrases(phrases: str) -> tuple[str, ...]:
    return tuple(phrases.split("; "))


# Names are put together, so that none belongs to anybody and there are enough for 100,000 events.
_FIRST = _split(
    "Abeni Aldric Brisa Calix Delwyn Doria Edlin Elspet Fenna Garrick Halden Ilara Ivo Jorun "
    "Kesia Lorcan Maelis Nerys Odo Orla Perrin Quill Rhona Saskia Tamsin Thora Ulric Vanna "
    "Wystan Yelena"
)
_FAMILY_START = _split(
    "Ash Bar Cor Dun Eld Fal Gar Hol Ing Kel Lan Mor Nor Oak Pen Ros Sel Tar Vel Wen"
)
_FAMILY_END = _split(
    "barrow by cote dale den ford gate ham holt ley mere moor ridge shaw stead thorpe wick worth"
)
_TOWN_START = _split(
    "Amber Black Cold Deep East Far Grey High Iron Long Mill North Old Salt Stone Swan"
)
_TOWN_END = _split("bay cliff creek fell haven isle mouth point reach sound strand water")
_FIELDS = _split(
    "Beacon Canal Causeway Ferry Fishery Harbour Kelp Lighthouse Lock Oyster Peat Pilot Quay "
    "Rope Sail Saltworks Seed Shoal Slate Tide Timber Weather Whaling Wind"
)
_BODIES = _split(
    "Assembly Board College Company Council Guild League Office Society Trust Union Works"
)
_PAPERS = ("Lantern", "Messenger", "Observer", "Tidings", "Log", "Register")

_THINGS = _split(
    "breakwater bridge cable charter dredging drydock embankment fleet granary hatchery "
    "ledger levy mooring observatory pumping-station quarry reservoir sawmill school seawall "
    "shipyard signal-tower sluice survey tariff timetable tollhouse turbine warehouse "
    "workshop"
)
_KINDS = _split(
    "contested costly cramped first half-built hasty leaking long-promised makeshift modest "
    "neglected late new northern patched quiet rebuilt second sheltered small southern "
    "temporary"
)
_DEEDS = _split_phrases(
    "abandoned; bought; closed; drained; enlarged; finished; funded; handed over; inspected; "
    "leased; mapped; moved; opened; paid for; planned; rebuilt; refused; repaired; replaced; "
    "shut down; surveyed; taken over"
)
_WHYS = _split_phrases(
    "after the winter storms; because the old one had sunk; before the herring came; in spite "
    "of the price; so that boats could turn at low water; to the surprise of the pilots; "
    "under a loan from the mainland; while the strike went on; with stone from the quarry; "
    "without asking the islanders"
)
_SEASONS = ("in spring", "in summer", "in autumn", "in winter", "at midsummer", "at the year's end")

_PLAIN: tuple[str, ...] = (
    "The {kind} {thing} at {town} was {deed} {why}.",
    "{season}, the {field} {body} said that the {thing} would cost {count} crowns more than in {year}.",
    "{person} had the {kind} {thing} {deed} {season}.",
    "Nobody on {town} had seen a {kind} {thing} since {year}.",
    "For {count} days the {field} {body} kept silent about the {thing} of {town}.",
    "Of {count} households, most wanted the {thing} {deed} {why}.",
    "{person} and {person} could not agree on who had {deed} the {thing}.",
    "A {kind} {thing} was worth more to {town} than {count} boats, {person} wrote in {year}.",
    "Then the {thing} was {deed} {why}, and {town} had work for {count} people.",
    "The minutes of {year} call it a {kind} {thing}, {deed} {season}.",
)
_MARKED: tuple[str, ...] = (
    "The **{kind} {thing}** was *{deed}* {why}.",
    "What {person} *meant* is told in [the roll of {year}](https://rolls.example/{year}/{count}).",
    "It stands in the books as `{thing}/{count}`, {deed} {season}.",
    "The [{field} {body}](https://bodies.example/{count}) had it **{deed}** {season}.",
    "“A {kind} {thing}”, said {person}, *{season}*.",
)
_HEADINGS = ("Before {year}", "What was {deed}", "The {thing}", "Who paid", "{town} today")
_POINTS = (
    "a {kind} {thing}, {deed} {season}",
    "{count} crowns for the *{thing}* of {town}",
    "the word of {person}",
    "[the plan of {year}](https://plans.example/{count})",
)
_TITLES = (
    "{town} has its {thing} {deed}",
    "{field} {body}: the {kind} {thing} is {deed}",
    "The {thing} at {town} is {deed} {why}",
    "{person} sees a {kind} {thing} {deed}",
)


class Pen:
    """Writes names and sentences; the same seed writes the same."""

    def __init__(self, seed: int) -> None:
        self._chance = random.Random(seed).random  # noqa: S311 - chance from a seed, no secret
        words: dict[str, Callable[[], str]] = {
            "thing": lambda: self.choose(_THINGS),
            "kind": lambda: self.choose(_KINDS),
            "deed": lambda: self.choose(_DEEDS),
            "why": lambda: self.choose(_WHYS),
            "season": lambda: self.choose(_SEASONS),
            "field": lambda: self.choose(_FIELDS).lower(),
            "body": lambda: self.choose(_BODIES).lower(),
            "town": lambda: name_town(self.draw(len(_TOWN_START) * len(_TOWN_END))),
            "person": lambda: name_person(self.draw(10_000)),
            "count": lambda: str(3 + self.draw(900)),
            "year": lambda: str(1890 + self.draw(110)),
        }
        self._fill = _Filler(words)

    def draw(self, below: int) -> int:
        """A number from 0 on, below `below`."""
        return int(self._chance() * below)

    def draw_skewed(self, below: int) -> int:
        """The same, low ones far more often: of 1,000, the first comes in one draw of 32."""
        return int(self._chance() ** 2 * below)

    def choose(self, among: Sequence[str]) -> str:
        """One of them."""
        return among[self.draw(len(among))]

    def write_title(self) -> str:
        """A headline."""
        return self._write(_TITLES)

    def write_sentence(self, *, marked: bool = True) -> str:
        """A sentence; every fifth with Markdown in it, where it may be `marked`."""
        return self._write(_MARKED if marked and self.draw(5) == 0 else _PLAIN)

    def write_text(self, words: int) -> str:
        """Paragraphs of CommonMark, at least so many words, with a heading, list or quotation here and there.
        The last is a paragraph. Ends without a line break."""
        blocks: list[str] = []
        written = 0
        while written < words:
            sentences = [self.write_sentence() for _ in range(2 + self.draw(2))]
            if written and self.draw(2):
                blocks.append(self._write_between())
            blocks.append(" ".join(sentences))
            written = sum(len(block.split()) for block in blocks)
        return "\n\n".join(blocks)

    def _write_between(self) -> str:
        match self.draw(3):
            case 0:
                return "## " + self._write(_HEADINGS)
            case 1:
                return "\n".join("- " + self._fill(self.choose(_POINTS)) for _ in range(3))
            case _:
                return "> " + self._write(_PLAIN)

    def _write(self, patterns: Sequence[str]) -> str:
        text = self._fill(self.choose(patterns))
        return text[:1].upper() + text[1:]


class _Filler:
    """Fills each place of a pattern with a word of its own."""

    def __init__(self, words: dict[str, Callable[[], str]]) -> None:
        self._words = words

    def __call__(self, pattern: str) -> str:
        return pattern.format_map(self)

    def __getitem__(self, key: str) -> str:
        return self._words[key]()


def name_person(number: int) -> str:
    """A name; no two numbers below 10,800 have the same."""
    families = len(_FAMILY_START) * len(_FAMILY_END)
    # A prime step walks over all families before one comes again.
    family = number * 157 % families
    start, end = divmod(family, len(_FAMILY_END))
    first = _FIRST[(number // families + number) % len(_FIRST)]
    return f"{first} {_FAMILY_START[start]}{_FAMILY_END[end]}"


def name_town(number: int) -> str:
    """One of 192 places."""
    start, end = divmod(number % (len(_TOWN_START) * len(_TOWN_END)), len(_TOWN_END))
    return f"{_TOWN_START[start]}{_TOWN_END[end]}"


def name_body(number: int) -> str:
    """An organization; no two numbers below 55,296 have the same name."""
    rest, town = divmod(number, len(_TOWN_START) * len(_TOWN_END))
    body, field = divmod(rest, len(_FIELDS))
    town, field = town * 37, field + town
    return f"{name_town(town)} {_FIELDS[field % len(_FIELDS)]} {_BODIES[(body + number) % len(_BODIES)]}"


def name_paper(number: int) -> str:
    """A newspaper."""
    return f"{name_town(number * 11)} {_PAPERS[number % len(_PAPERS)]}"
