"""What people write, through many edits and many readings: nothing of it is ever lost."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from sourceline.errors import ContentError, Problem
from sourceline.extract.ground import make_evidence
from sourceline.model import (
    Chronicle,
    Date,
    Event,
    EventClaim,
    EventRecord,
    Extraction,
    Participant,
    ProfileClaim,
    ProfileRecord,
    Records,
    Settings,
    Source,
)
from sourceline.pipeline import ExtractionReport, build_site, ignore_progress, weave_site
from sourceline.store import load_records
from sourceline.store.files import list_files
from sourceline.store.records import EVENTS, PROFILES
from sourceline.weave import weave

ROUNDS = 5
EDITS = 200
"""In each round."""
LOOK = 4
"""Edits from one look at the chronicle to the next."""

PEOPLE = ("Ada Fenwick", "Bruno Castellan", "Cora Lindqvist", "Dov Marchetti")
DEEDS = ("resigned", "spoke", "won", "fell", "arrived")


@dataclass(frozen=True)
class Reader:
    """Reads "Ada Fenwick resigned on 2031-05-06." as an event. Each version names, words and divides
    what it reads in another way, as a better reader would."""

    version: int
    name = "hand"

    @property
    def fingerprint(self) -> str:
        return str(self.version)

    def extract(self, source: Source) -> Extraction:
        events: list[EventClaim] = []
        profiles: dict[str, ProfileClaim] = {}
        for n, match in enumerate(re.finditer(r"(\w+ \w+) (\w+) on ([\d-]+)\.", source.text)):
            who, deed, day = match.groups()
            slug = who.lower().replace(" ", "-") if self.version % 2 else who.split()[1].lower()
            names = (f"{slug}-{deed}", f"{deed}-{slug}", f"{slug}-{deed}-{n}")
            evidence = (make_evidence(source, *match.span()),)
            profiles[slug] = ProfileClaim(id=slug, kind="person", name=who, evidence=evidence)
            event = EventClaim(
                id=names[self.version % 3],
                kind=deed,
                title=f"{who} {deed}" + "!" * (self.version % 2),
                date=Date(day if self.version % 4 else day[:7]),
                participants=(Participant(who, "agent", slug),),
                evidence=evidence,
            )
            if event.id not in {other.id for other in events}:
                events.append(event)
        return Extraction(
            source=source.id,
            sha256=source.sha256,
            engine=f"{self.name} {self.version}",
            profiles=tuple(profiles.values()),
            events=tuple(events),
        )


def write_source(root: Path, name: str, chance: random.Random) -> None:
    sentences = [
        f"{chance.choice(PEOPLE)} {chance.choice(DEEDS)} on 2031-0{chance.randint(1, 9)}-1{chance.randint(0, 9)}."
        for _ in range(chance.randint(1, 6))
    ]
    path = root / "content/sources" / f"{name}.txt"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("It was told. " + " ".join(sentences) + "\n", encoding="utf-8")


# --- what a person does -----------------------------------------------------------------------

LINES: dict[str, Callable[[random.Random, Chronicle], str]] = {
    "title": lambda chance, _: f"title: My words {chance.randint(1, 99)}",
    "date": lambda chance, _: f"date: 203{chance.randint(0, 9)}",
    "kind": lambda _, __: "kind: my_kind",
    "status": lambda chance, _: f"status: {chance.choice(['planned', 'denied', 'alleged'])}",
    "text": lambda chance, _: f"text: |\n  By hand {chance.randint(1, 99)}.\n  A second line.",
    "reviewed": lambda _, __: "reviewed: true",
    "pin": lambda _, __: "pin: true",
    "reject": lambda _, __: "reject: true",
    "note": lambda chance, _: f"note: think of {chance.randint(1, 99)}",
    "of": lambda chance, chronicle: f"of: [{chance.choice('abc')}/{pick(chance, chronicle)}]",
    "merge": lambda chance, chronicle: f"merge: [{pick(chance, chronicle)}]",
    "not": lambda chance, chronicle: f"not: [{pick(chance, chronicle)}]",
    "split": lambda chance, chronicle: f"split: [a/{pick(chance, chronicle)}]",
}
FOR_PROFILES = ("text", "reviewed", "pin", "reject", "note", "merge", "not")


def pick(chance: random.Random, chronicle: Chronicle) -> str:
    return chance.choice([event.id for event in chronicle.events] or ["nobody"])


def split_keys(text: str) -> list[str]:
    """The lines of a file as they belong together: a comment, or a key with what is under it."""
    return re.findall(r"(?m)^(?:#.*|\S.*(?:\n[ ]+.*)*)$", text)


def edit_files(root: Path, chance: random.Random, chronicle: Chronicle) -> str:
    """Do one thing that people do; the name of it."""
    files = sorted(path for path in (root / "content").glob("[ep][vr]*/*.yaml"))
    deed = chance.choice(("change", "delete", "add", "reorder", "comment", "rename"))
    if deed == "add" or not files:
        kind, things = chance.choice(
            (("events", chronicle.events), ("profiles", chronicle.profiles))
        )
        name = chance.choice([*(thing.id for thing in things), f"own-{chance.randint(1, 30)}"])
        path = root / "content" / kind / f"{name}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        own = "title: Mine\n" if kind == "events" else "kind: person\nname: Mine Alone\n"
        if not path.exists():
            path.write_text(own if name.startswith("own") else "reviewed: true\n", encoding="utf-8")
        return "add"
    path = chance.choice(files)
    parts = split_keys(path.read_text(encoding="utf-8"))
    if deed == "rename":
        target = path.with_name(f"renamed-{chance.randint(1, 50)}.yaml")
        if not target.exists():
            path.rename(target)
        return deed
    if deed == "change":
        keys = FOR_PROFILES if path.parent.name == "profiles" else tuple(LINES)
        key = chance.choice(keys)
        parts = [part for part in parts if not part.startswith(f"{key}:")]
        parts.insert(chance.randint(0, len(parts)), LINES[key](chance, chronicle))
    elif deed == "delete" and parts:
        del parts[chance.randrange(len(parts))]
    elif deed == "reorder":
        chance.shuffle(parts)
    elif deed == "comment":
        parts.insert(chance.randint(0, len(parts)), f"# I think so, {chance.randint(1, 99)}")
    path.write_text("".join(f"{part}\n" for part in parts), encoding="utf-8")
    return deed


# --- what must hold ---------------------------------------------------------------------------


def read_human(root: Path) -> dict[str, bytes]:
    """Every byte that people wrote."""
    paths = [path for folder in (EVENTS, PROFILES) for path in list_files(root, folder)[0]]
    return {path: (root / path).read_bytes() for path in paths}


def find_lost(records: Records, chronicle: Chronicle, problems: tuple[Problem, ...]) -> list[str]:
    """Decisions that neither stand in the chronicle nor are reported at their file."""
    reported = {problem.position.path for problem in problems if problem.severity != "note"}
    noted = {problem.position.path for problem in problems}
    events = {event.id: event for event in chronicle.events}
    profiles = {profile.id: profile for profile in chronicle.profiles}
    lost = []
    for record in records.events:
        path = record.positions.path
        if path not in reported and not (record.reject and path in noted):
            lost += [f"{path}: {what}" for what in _miss_event(record, events)]
    for own in records.profiles:
        path = own.positions.path
        if path in reported or (own.reject and path in noted):
            continue
        found = profiles.get(own.id)
        if own.reject:
            lost += [f"{path}: reject"] if found else []
        elif found is None:
            lost.append(f"{path}: the profile")
        else:
            lost += [f"{path}: {field}" for field in _miss_fields(own, found)]
    return lost


def _miss_event(record: EventRecord, events: dict[str, Event]) -> list[str]:
    event = events.get(record.id)
    if record.reject:
        return ["reject"] if event else []
    if event is None:
        return ["the event"]
    lost = _miss_fields(record, event)
    lost += [f"merge {name}" for name in record.merge if name in events and name != record.id]
    apart = {*record.keep_apart, *record.split}
    named = {name for claim in event.claims for name in (f"{claim.evidence[0].source}/{claim.id}",)}
    return lost + [f"not {name}" for name in sorted(apart & named)]


def _miss_fields(record: EventRecord | ProfileRecord, thing: object) -> list[str]:
    fields = ("title", "date", "kind", "status", "text", "name")
    written = {field: getattr(record, field, None) for field in fields}
    lost = [f for f, value in written.items() if value is not None and value != getattr(thing, f)]
    flags = [flag for flag in ("pin", "reviewed") if getattr(record, flag)]
    return lost + [flag for flag in flags if not getattr(thing, flag)]


def read_all(root: Path) -> tuple[ExtractionReport, Chronicle]:
    """The whole way to the chronicle, which must leave every human file as it is."""
    before = read_human(root)
    woven = weave_site(root, ignore_progress, engine="hand")
    assert read_human(root) == before
    assert find_lost(woven.records, woven.chronicle, woven.problems) == []
    return woven.reading, woven.chronicle


def test_no_human_word_is_lost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """1,000 edits by people, of six kinds, between five readings with changed sources and a changed
    reader: no byte of theirs changes, and every decision stands or is reported at its file."""
    chance = random.Random(31)  # noqa: S311 - chance from a seed, no secret
    for name in "abcdef":
        write_source(tmp_path, name, chance)
    done: dict[str, int] = {}
    for version in range(1, ROUNDS + 1):
        reader = Reader(version)
        monkeypatch.setattr(
            "sourceline.pipeline.extraction.load_engine", lambda _, reader=reader: reader
        )
        for name in chance.sample("abcdefgh", 3):
            write_source(tmp_path, name, chance)
        if version == ROUNDS:
            (tmp_path / "content/sources/a.txt").unlink(missing_ok=True)
        report, chronicle = read_all(tmp_path)
        for n in range(EDITS):
            deed = edit_files(tmp_path, chance, chronicle)
            done[deed] = done.get(deed, 0) + 1
            if n % LOOK:
                continue
            records, faults = load_records(tmp_path)
            chronicle, problems = weave(Settings(), report.sources, report.extractions, records)
            assert find_lost(records, chronicle, (*faults, *problems)) == []
        read_all(tmp_path)
    assert sum(done.values()) == ROUNDS * EDITS
    assert len(done) == 6
    assert min(done.values()) > EDITS // 2
    before = read_human(tmp_path)
    with suppress(ContentError):  # whatever a build says of such files, it does not touch them
        build_site(tmp_path, tmp_path / "public", engine="hand")
    assert read_human(tmp_path) == before
