"""Engines compared on a small site whose answers are known."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from trees import read_tree, write_tree

from sourceline.cli.compare import compare as command
from sourceline.comparison import Comparison, Entrant, compare
from sourceline.comparison.values import (
    Agreement,
    Difference,
    Fact,
    Kind,
    Score,
    Verdict,
    count_verdicts,
)
from sourceline.errors import Position, UsageError
from sourceline.extract.ground import make_evidence
from sourceline.model import (
    Date,
    EventClaim,
    Evidence,
    Extraction,
    Mention,
    Participant,
    ParticipantRole,
    ProfileClaim,
    ProfileKind,
    Reference,
    RoleClaim,
    Settings,
)
from sourceline.read import read_source
from sourceline.store import load_records
from sourceline.weave import weave

TEXT = """Ada Fenwick left Tide on 3 May 2031.

Tide opened a mill in 2029. Bruno Bell became its head.

Bell dreams of Alda.
"""
SOURCE = read_source(TEXT.encode(), path="content/sources/tide.txt")
LEFT, OPENED, BECAME, DREAMS = (
    "Ada Fenwick left Tide on 3 May 2031.",
    "Tide opened a mill in 2029.",
    "Bruno Bell became its head.",
    "Bell dreams of Alda.",
)


def quote(words: str) -> tuple[Evidence, ...]:
    start = TEXT.index(words)
    return (make_evidence(SOURCE, start, start + len(words)),)


def event(
    name: str,
    words: str,
    title: str,
    day: str | None = None,
    confidence: float = 0.9,
    **people: ParticipantRole,
) -> EventClaim:
    """An event of the kind that its id begins with; `people` are profiles and their parts."""
    return EventClaim(
        id=name,
        kind=name.split("-", maxsplit=1)[0],
        title=title,
        date=Date(day) if day else None,
        participants=tuple(
            Participant(NAMES[profile], role, profile) for profile, role in people.items()
        ),
        evidence=quote(words),
        confidence=confidence,
    )


NAMES = {
    "ada": "Ada Fenwick",
    "tide": "Tide",
    "bruno": "Bruno Bell",
    "bell": "Bell",
    "alda": "Alda",
}


def profile(name: str, kind: ProfileKind, *aliases: str) -> ProfileClaim:
    return ProfileClaim(
        id=name, kind=kind, name=NAMES[name], aliases=aliases, evidence=quote(NAMES[name])
    )


def read(engine: str, *events: EventClaim, profiles: tuple[ProfileClaim, ...] = ()) -> Entrant:
    extraction = Extraction(
        source="tide",
        sha256=SOURCE.sha256,
        engine=f"{engine} 1",
        events=events,
        profiles=profiles,
    )
    return Entrant(engine, f"{engine} 1", (extraction,))


OWN = read(
    "own",
    event(
        "departure-ada", LEFT, "Ada Fenwick leaves Tide", "2031-05-02", ada="agent", tide="object"
    ),
    event("opening-mill", OPENED, "Tide opens a mill", "2029", tide="agent"),
    event("appointment-bruno", BECAME, "Bruno Bell becomes head", confidence=0.3, bruno="object"),
    event("dream-bell", DREAMS, "Bell dreams of Alda", bell="agent"),
    profiles=(
        profile("ada", "person"),
        profile("tide", "organization"),
        profile("bruno", "person"),
        profile("bell", "person"),
        profile("alda", "place"),
    ),
)
OTHER = read(
    "other",
    event("departure-fenwick", LEFT, "Ada Fenwick leaves", "2031-05-03", ada="agent"),
    event("founding-mill", OPENED, "Tide opens a mill", "2029", tide="object", bruno="agent"),
    event("dream-of-alda", DREAMS, "A dream of Alda", confidence=0.2),
    profiles=(profile("tide", "place"), profile("bruno", "person", "Bell")),
)
"""Has the day that the author knows, another kind and cast of the mill, one Bell, and no dream."""

RECORDS = {
    "content/events/departure-ada.yaml": "date: 2031-05-03\n",
    "content/events/opening-mill.yaml": "reviewed: true\n",
    "content/events/appointment-bruno.yaml": "reviewed: true\n",
    "content/events/dream-bell.yaml": "reject: true\n",
    "content/events/noted.yaml": "note: Look again.\n",
    "content/events/added.yaml": "title: Tide is sold\nkind: acquisition\n",
    "content/profiles/tide.yaml": "kind: organization\n",
    "content/profiles/bruno.yaml": "merge: [bell]\n",
    "content/profiles/alda.yaml": "reject: true\n",
}


@pytest.fixture
def found(tmp_path: Path) -> Comparison:
    write_tree(tmp_path, RECORDS)
    records, problems = load_records(tmp_path)
    assert problems == ()
    chronicle, _ = weave(Settings(), [SOURCE], OWN.extractions, records)
    return compare(chronicle, records, OWN.extractions, [SOURCE], [OWN, OTHER])


def test_counts(found: Comparison) -> None:
    """Of each kind it is counted what an engine says as the author does, does not say, says otherwise, or
    rightly leaves unsaid."""
    kinds: list[Kind] = [
        "event",
        "kind",
        "date",
        "participant",
        "name",
        "kind of name",
        "one or two",
    ]
    assert {
        name: {kind: count_verdicts(found.verdicts, name, kind) for kind in kinds}
        for name in ("own", "other")
    } == {
        "own": {
            "event": Score(found=2, missed=1, contradicted=1, kept_out=0, wanted=3),
            "kind": Score(found=1, missed=0, contradicted=0, kept_out=0, wanted=1),
            "date": Score(found=1, missed=0, contradicted=1, kept_out=0, wanted=2),
            "participant": Score(found=1, missed=0, contradicted=0, kept_out=0, wanted=1),
            "name": Score(found=1, missed=0, contradicted=1, kept_out=0, wanted=1),
            "kind of name": Score(found=1, missed=0, contradicted=0, kept_out=0, wanted=1),
            "one or two": Score(found=0, missed=0, contradicted=1, kept_out=0, wanted=1),
        },
        "other": {
            "event": Score(found=2, missed=1, contradicted=0, kept_out=1, wanted=3),
            "kind": Score(found=0, missed=0, contradicted=1, kept_out=0, wanted=1),
            "date": Score(found=2, missed=0, contradicted=0, kept_out=0, wanted=2),
            "participant": Score(found=0, missed=0, contradicted=2, kept_out=0, wanted=1),
            "name": Score(found=1, missed=0, contradicted=0, kept_out=1, wanted=1),
            "kind of name": Score(found=0, missed=0, contradicted=1, kept_out=0, wanted=1),
            "one or two": Score(found=1, missed=0, contradicted=0, kept_out=0, wanted=1),
        },
    }  # fmt: skip


def test_shares() -> None:
    """Precision is of what was told, recall of what is wanted; where there is nothing to tell, neither is."""
    score = Score(found=2, missed=1, contradicted=2, kept_out=5, wanted=4)
    assert (score.precision, score.recall) == (0.5, 0.5)
    nothing = Score(found=0, missed=0, contradicted=0, kept_out=1, wanted=0)
    assert (nothing.precision, nothing.recall) == (None, None)
    assert Agreement("a", "b", "event", 2, 1, 3).share == 0.5
    assert Agreement("a", "b", "event", 0, 0, 0).share is None


def test_verdicts_have_their_places(found: Comparison) -> None:
    """Each verdict says where in the source, what the author and what the engine says, and where the author
    says it."""
    told = [each for each in found.verdicts if each.answer in ("missed", "contradicted")]
    source, events, profiles = "content/sources/tide.txt", "content/events", "content/profiles"
    first, mill, mill_again = Position(source, 1, 1), Position(source, 3, 1), "Tide opens a mill"
    assert told == [
        Verdict(
            "own", "date", "contradicted", first,
            "2031-05-03, told as 2031-05-02 | Ada Fenwick leaves Tide",
            Position(f"{events}/departure-ada.yaml", 1, 7),
        ),
        Verdict(
            "other", "kind of name", "contradicted", Position(source, 1, 18),
            "organization, told as place | Tide", Position(f"{profiles}/tide.yaml", 1, 7),
        ),
        Verdict(
            "other", "kind", "contradicted", mill,
            f"opening, told as founding | {mill_again}", Position(f"{events}/opening-mill.yaml"),
        ),
        Verdict(
            "other", "participant", "contradicted", mill,
            f"Tide (agent), told as object | {mill_again}", Position(f"{events}/opening-mill.yaml"),
        ),
        Verdict(
            "other", "participant", "contradicted", mill,
            f"nobody else, told Bruno Bell (agent) | {mill_again}",
            Position(f"{events}/opening-mill.yaml"), wanted=False,
        ),
        Verdict(
            "own", "event", "missed", Position(source, 3, 29),
            "Bruno Bell becomes head, only proposed", Position(f"{events}/appointment-bruno.yaml"),
        ),
        Verdict(
            "other", "event", "missed", Position(source, 3, 29),
            "Bruno Bell becomes head", Position(f"{events}/appointment-bruno.yaml"),
        ),
        Verdict(
            "own", "one or two", "contradicted", Position(source, 3, 35),
            "Bruno Bell, Bell: one, told as two", Position(f"{profiles}/bruno.yaml", 1, 8),
        ),
        Verdict(
            "own", "event", "contradicted", Position(source, 5, 1),
            "no event | Bell dreams of Alda, told as dream | Bell dreams of Alda",
            Position(f"{events}/dream-bell.yaml", 1, 9), wanted=False,
        ),
        Verdict(
            "own", "name", "contradicted", Position(source, 5, 16),
            "no page | Alda", Position(f"{profiles}/alda.yaml", 1, 9), wanted=False,
        ),
    ]  # fmt: skip


def test_what_has_no_place(found: Comparison) -> None:
    """An event that the author added without a quote can be compared with nothing, and is named."""
    assert found.placeless == (Position("content/events/added.yaml"),)


def test_agreement(found: Comparison) -> None:
    """What both tell is counted once, by kind of fact; proposals are told by nobody."""
    by_fact = {each.fact: tuple(each[3:]) for each in found.agreements}
    assert by_fact == {
        "name": (0, 0, 0),
        "event": (2, 1, 0),
        "date": (1, 1, 1),
        "role": (0, 0, 0),
        "figure": (0, 0, 0),
        "quotation": (0, 0, 0),
        "relation": (0, 0, 0),
    }
    first, source = Position("content/sources/tide.txt", 1, 1), "content/sources/tide.txt"
    assert found.differences == (
        Difference(first, "other", "own", "date", "2031-05-03 | Ada Fenwick leaves"),
        Difference(first, "own", "other", "date", "2031-05-02 | Ada Fenwick leaves Tide"),
        Difference(Position(source, 5, 1), "own", "other", "event", "dream | Bell dreams of Alda"),
    )


def test_facts_that_are_alike() -> None:
    """Names are alike at one place with one label; roles of one person, under whatever name, at one place of
    work; a name that two profiles have means neither."""
    role = RoleClaim(person=Reference("Bruno Bell"), role="Head", evidence=quote(BECAME))
    one = Extraction(
        source="tide",
        sha256="",
        engine="one 1",
        mentions=(Mention(0, 11, "Ada Fenwick", "PER"), Mention(17, 21, "Tide", "ORG")),
        roles=(role,),
    )
    other = Extraction(
        source="tide",
        sha256="",
        engine="two 1",
        mentions=(Mention(0, 11, "Ada Fenwick", "PER"), Mention(17, 21, "Tide", "LOC")),
        roles=(
            RoleClaim(person=Reference("Bell"), role="head", evidence=quote(BECAME)),
            RoleClaim(
                person=Reference("Bell"),
                role="head",
                organization=Reference("Tide"),
                evidence=quote(BECAME),
            ),
        ),
    )
    own = Extraction(
        source="tide", sha256="", engine="", profiles=(profile("bruno", "person", "Bell"),)
    )
    read_by_heart = Settings(), [SOURCE], [own]
    chronicle, _ = weave(*read_by_heart)
    entrants = [Entrant("one", "one 1", (one,)), Entrant("two", "two 1", (other,))]
    records, _ = load_records(Path("/nowhere"))
    agreements = compare(chronicle, records, [own], [SOURCE], entrants).agreements
    told: dict[Fact, tuple[int, ...]] = {each.fact: tuple(each[3:]) for each in agreements}
    assert (told["name"], told["role"]) == ((1, 1, 1), (1, 0, 1))


def test_places_in_a_page(tmp_path: Path) -> None:
    """What is told of a page of the web is placed where it stands in the file, not in the text taken out of it."""
    page = (
        "<!DOCTYPE html>\n<html><head><title>The mill</title></head>\n<body><article>\n"
        "<p>Ada Fenwick left on 3 May 2031.</p>\n<p>Tide opened a mill in 2029.</p>\n</article></body></html>\n"
    )
    source = read_source(page.encode(), path="content/sources/tide.html")
    start = source.text.index(OPENED)
    evidence = (make_evidence(source, start, start + len(OPENED)),)
    blank = Extraction(source="tide", sha256=source.sha256, engine="blank 1")
    mill = replace(event("opening-mill", OPENED, "Tide opens a mill"), evidence=evidence)
    tide = replace(profile("tide", "organization"), evidence=evidence)
    own = replace(blank, engine="own 1", events=(mill,), profiles=(tide,))
    write_tree(
        tmp_path,
        {
            "content/events/opening-mill.yaml": "title: Tide opens a mill\n",
            "content/profiles/tide.yaml": "kind: organization\n",
        },
    )
    records, _ = load_records(tmp_path)
    chronicle, _ = weave(Settings(), [source], [own], records)
    entrants = [Entrant("own", "own 1", (own,)), Entrant("blank", "blank 1", (blank,))]
    found = compare(chronicle, records, [own], [source], entrants)
    place = Position("content/sources/tide.html", 5, 4)
    assert [(each.place, each.kind) for each in found.verdicts if each.answer == "missed"] == [
        (place, "event"),
        (place, "name"),
    ]
    assert [(each.place, each.fact) for each in found.differences] == [(place, "event")]


# --- the command ------------------------------------------------------------------------------


def run(capsys: pytest.CaptureFixture[str], site: Path, *args: str) -> str:
    """What the command prints."""
    command.main(["-C", str(site), "--jobs", "1", *args], standalone_mode=False)
    told = capsys.readouterr()
    assert told.err == ""
    return told.out


def test_command(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`compare` prints tables and, with --json, everything for programs; it writes nothing."""
    write_tree(
        site,
        {
            "content/site.yaml": "engine: rules\n",
            "content/sources/tide.txt": "Ada Fenwick resigned as head of Northwind Tide on 3 May 2031.\n",
            "content/sources/mill.txt": "Bruno Bell resigned as head of Alda on 4 May 2031.\n",
            "content/events/ada-fenwick-departure.yaml": "date: 2031-05-04\n",
        },
    )
    before = read_tree(site)
    assert run(capsys, site, "fast", "content/sources/tide.txt") == (
        "What you say, and what the engines say:\n"
        "         engine  found  missed  contradicted  kept out  precision  recall\n"
        "  event  fast        1       0             0         0       1.00    1.00\n"
        "  date   fast        0       0             1         0       0.00    0.00\n"
        "\n"
        "Where they do not say what you say:\n"
        "content/sources/tide.txt:1:1: fast: date contradicted: 2031-05-04, told as 2031-05-03"
        " | Ada Fenwick resigns as head of Northwind Tide (content/events/ada-fenwick-departure.yaml:1:7)\n"
    )
    data = json.loads(run(capsys, site, "rules", "fast", "--json"))
    assert [(each["engine"], each["sources"], each["left_out"]) for each in data["engines"]] == [
        ("rules", 2, 0),
        ("fast", 2, 0),
    ]
    assert {each["fact"]: each["both"] for each in data["agreement"]}["event"] == 2
    assert [
        (each["path"], each["line"], each["engine"], each["answer"])
        for each in data["verdicts"]
        if each["kind"] == "date"
    ] == [
        ("content/sources/tide.txt", 1, "rules", "contradicted"),
        ("content/sources/tide.txt", 1, "fast", "contradicted"),
    ]
    assert read_tree(site) == before


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["content/sources/tide.txt"], "Which engines?\n    Name one or more, such as rules fast."),
        (["fast", "fast"], "An engine is named twice.\n    Name each once."),
        (
            ["llm:maker/model"],
            "No model has read content/sources/tide.txt yet.\n    Type: sourceline extract --engine llm",
        ),
        (
            ["fast", "content/sources/none.txt"],
            "content/sources/none.txt is none of the sources.\n    Name a file such as content/sources/tide.txt.",
        ),
    ],
)
def test_wrong_calls(site: Path, args: list[str], message: str) -> None:
    """No engine, one twice, a model that was never asked, or a path that is no source is a wrong call."""
    with pytest.raises(UsageError) as error:
        command.main(["-C", str(site), *args], standalone_mode=False)
    assert str(error.value) == message
