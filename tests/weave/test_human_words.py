"""What people write, through many edits and many readings: nothing of it is ever lost."""

from __future__ import annotations

import os
import random
import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest
from trees import read_human, read_tree

from sourceline.errors import ContentError, Paste, Problem
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
from sourceline.store.drafts import draft_event, write_draft
from sourceline.store.records import locate_record
from sourceline.weave import weave

ROUNDS = 5
EDITS = int(os.environ.get("EDITS", "1000"))
SHARE = 200
"""Edits of each round; what is more begins with another site."""
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


ELSEWHERE = ("accept", "draft", "describe", "correct")
DEEDS_OF_PEOPLE = ("change", "delete", "add", "reorder", "comment", "rename", *ELSEWHERE)
DESCRIBED = ("site.yaml", "sources/b.txt.yaml", "corrections.yaml")


def edit_elsewhere(
    deed: str, root: Path, chance: random.Random, chronicle: Chronicle, pastes: Sequence[Paste]
) -> None:
    """Take what the desk or a draft proposes, or write into files that are none of an event or a profile."""
    if deed == "accept" and pastes:
        paste_lines(root, chance.choice(pastes))
    elif deed == "draft" and chronicle.events:
        event = chance.choice(chronicle.events)
        write_draft(root, locate_record(event), draft_event(event))
    elif deed == "describe":
        beside = root / "content" / chance.choice(DESCRIBED)
        old = beside.read_text(encoding="utf-8") if beside.exists() else ""
        parts = [*split_keys(old), f"# note {chance.randint(1, 99)}"]
        chance.shuffle(parts)
        beside.write_text("".join(f"{part}\n" for part in parts), encoding="utf-8")
    elif deed == "correct":
        correct_extraction(root, chance)


def paste_lines(root: Path, paste: Paste) -> None:
    """Put lines that the desk proposes where they belong."""
    path = root / paste.path.replace("NEW-NAME", "by-hand")
    path.parent.mkdir(parents=True, exist_ok=True)
    parts = split_keys(path.read_text(encoding="utf-8")) if path.exists() else []
    new = split_keys(paste.lines.replace("YYYY-MM-DD", "2031-05-06"))
    keys = {part.partition(":")[0] for part in new}
    parts = [part for part in parts if part.partition(":")[0] not in keys]
    path.write_text("".join(f"{part}\n" for part in (*parts, *new)), encoding="utf-8")


def correct_extraction(root: Path, chance: random.Random) -> None:
    """Correct what was read, in the file that is written anew."""
    path = chance.choice(sorted((root / "content/extracted").glob("*.yaml")))
    lines = path.read_text(encoding="utf-8").splitlines()
    line = chance.randrange(1, len(lines))
    lines[line : line + chance.randint(0, 2)] = [f"# corrected {chance.randint(1, 10**9)}"]
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def edit_files(
    root: Path,
    chance: random.Random,
    chronicle: Chronicle,
    pastes: Sequence[Paste],
) -> str:
    """Do one thing that people do; the name of it."""
    files = sorted(path for path in (root / "content").glob("[ep][vr]*/*.yaml"))
    deed = chance.choice(DEEDS_OF_PEOPLE)
    if deed in ELSEWHERE:
        edit_elsewhere(deed, root, chance, chronicle, pastes)
        return deed
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


def read_machine(root: Path) -> dict[str, bytes]:
    """The files of a machine, which people may have changed, and the copies of such."""
    folders = root / "content/extracted", root / ".sourceline/altered"
    return {
        str(folder / path): data for folder in folders for path, data in read_tree(folder).items()
    }


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


class Desk:
    """Reads a site again and again, and knows what people wrote between."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.pastes: tuple[Paste, ...] = ()
        self._machine: dict[str, bytes] = {}
        self._altered: set[bytes] = set()
        """What people changed in files of a machine."""

    def read_all(self) -> tuple[ExtractionReport, Chronicle]:
        """The whole way to the chronicle, which must leave every human file as it is, and a copy of each file of a
        machine that was changed."""
        found = read_machine(self.root)
        self._altered |= {data for path, data in found.items() if self._machine.get(path) != data}
        before = read_human(self.root)
        woven = weave_site(self.root, ignore_progress, engine="hand")
        assert read_human(self.root) == before
        self._machine = read_machine(self.root)
        assert self._altered - set(self._machine.values()) == set()
        assert find_lost(woven.records, woven.chronicle, woven.problems) == []
        self.pastes = tuple(paste for problem in woven.problems for paste in problem.pastes)
        return woven.reading, woven.chronicle


@pytest.mark.parametrize("seed", range(31, 31 + -(-EDITS // (ROUNDS * SHARE))))
def test_no_human_word_is_lost(seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """1,000 edits by people, of ten kinds, between five readings with changed sources and a changed reader: no byte
    of theirs changes, and every decision stands or is reported at its file."""
    chance = random.Random(seed)  # noqa: S311 - chance from a seed, no secret
    for name in "abcdef":
        write_source(tmp_path, name, chance)
    done: dict[str, int] = {}
    desk = Desk(tmp_path)
    for version in range(1, ROUNDS + 1):
        reader = Reader(version)
        monkeypatch.setattr(
            "sourceline.pipeline.extraction.load_engine", lambda _, reader=reader: reader
        )
        for name in chance.sample("abcdefgh", 3):
            write_source(tmp_path, name, chance)
        if version == ROUNDS:
            for name in ("a.txt", "a.txt.yaml"):
                (tmp_path / "content/sources" / name).unlink(missing_ok=True)
        report, chronicle = desk.read_all()
        for n in range(SHARE):
            deed = edit_files(tmp_path, chance, chronicle, desk.pastes)
            done[deed] = done.get(deed, 0) + 1
            if n % LOOK:
                continue
            records, faults = load_records(tmp_path)
            chronicle, problems = weave(Settings(), report.sources, report.extractions, records)
            assert find_lost(records, chronicle, (*faults, *problems)) == []
        desk.read_all()
    assert sum(done.values()) == ROUNDS * SHARE
    assert set(done) == set(DEEDS_OF_PEOPLE)
    assert min(done.values()) > SHARE // 4
    before = read_human(tmp_path)
    with suppress(ContentError):  # whatever a build says of such files, it does not touch them
        build_site(tmp_path, tmp_path / "public", engine="hand")
    assert read_human(tmp_path) == before
