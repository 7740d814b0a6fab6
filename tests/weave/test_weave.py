"""Weaving: from claims and records, written as YAML, to the lines of a chronicle."""

from __future__ import annotations

import pytest
from cases import Case, case_parameters
from hypothesis import given, settings
from hypothesis import strategies as st
from tellings import read_content

from sourceline.errors import Problem
from sourceline.model import (
    Chronicle,
    Date,
    Disagreement,
    Event,
    EventClaim,
    EventRecord,
    Evidence,
    Extraction,
    Participant,
    Profile,
    Records,
    RoleClaim,
    Settings,
    Source,
)
from sourceline.weave import weave


def weave_text(text: str) -> tuple[Chronicle, tuple[Problem, ...]]:
    sources, extractions, records = read_content(text)
    return weave(Settings(), sources, extractions, records)


def tell_profile(profile: Profile) -> str:
    by_hand = f" [{', '.join(profile.by_hand)}]" if profile.by_hand else ""
    return (
        f"{profile.kind} {profile.id}: {profile.name} ({', '.join(profile.aliases)})"
        f" in {', '.join(profile.sources)}{by_hand}"
    )


def tell_event(event: Event) -> str:
    who = ", ".join(
        f"{part.name}={part.role}" + (f"@{part.profile}" if part.profile else "")
        for part in event.participants
    )
    by_hand = f" [{', '.join(event.by_hand)}]" if event.by_hand else ""
    date = event.date.edtf if event.date else None
    where = ", ".join(dict.fromkeys(item.source for item in event.evidence))
    return (
        f"{date} {event.status} {event.kind} {event.id}: {event.title}; {who}; in {where}{by_hand}"
    )


def tell_rest(chronicle: Chronicle, problems: tuple[Problem, ...]) -> list[str]:
    return [
        *(f"redirect {old} -> {new}" for old, new in chronicle.redirects),
        *(f"perhaps one {p.noun}: {p.one} + {p.other} ({p.reason})" for p in chronicle.pairs),
        *map(str, problems),
    ]


@pytest.mark.parametrize(
    "case", [*case_parameters("weave", "profiles"), *case_parameters("weave", "spellings")]
)
def test_weaves_profiles(case: Case) -> None:
    """Names of many sources and what people say of them become the profiles expected."""
    chronicle, problems = weave_text(case.text)
    lines = [tell_profile(profile) for profile in chronicle.profiles]
    assert case.expected == "\n".join(lines + tell_rest(chronicle, problems))


@pytest.mark.parametrize(
    "case", [*case_parameters("weave", "events"), *case_parameters("weave", "happenings")]
)
def test_weaves_events(case: Case) -> None:
    """Claims of many sources and what people say of them become the events expected."""
    chronicle, problems = weave_text(case.text)
    lines = [tell_event(event) for event in chronicle.events]
    assert case.expected == "\n".join(lines + tell_rest(chronicle, problems))


def tell_standing(event: Event) -> list[str]:
    """What stands for an event, where sources differ, and how it hangs together with others."""
    lines = [f"{event.id}: {event.title} | {event.support}"]
    if event.reported or event.added:
        lines[0] += f" | reported {event.reported}, added {event.added}"
    lines += [tell_disagreement(item) for item in event.disagreements]
    return lines + [f"  {link.relation} {link.event}" for link in event.links]


def tell_disagreement(item: Disagreement) -> str:
    values = "; ".join(
        f"{each.value} ({', '.join(each.sources)}{', corrected' if each.corrected else ''}{', fits' if each.fits else ''})"
        for each in item.variants
    )
    what = f"{item.field} {item.about}".strip()
    return f"  {what}: {values} [{item.rule}{', open' if item.is_open else ''}]"


@pytest.mark.parametrize("case", case_parameters("weave", "disagreements"))
def test_weaves_disagreements(case: Case) -> None:
    """Where sources differ every value is kept, one is chosen by a rule that is told, and an event says
    who stands for it."""
    chronicle, problems = weave_text(case.text)
    lines = [line for event in chronicle.events for line in tell_standing(event)]
    lines += [
        f"{profile.id}\n{tell_disagreement(item)}"
        for profile in chronicle.profiles
        for item in profile.disagreements
    ]
    assert case.expected == "\n".join([*lines, *map(str, problems)])


def tell_role(role: RoleClaim) -> str:
    dates = f"{role.begin.edtf if role.begin else ''}..{role.end.edtf if role.end else ''}"
    sources = ", ".join(dict.fromkeys(item.source for item in role.evidence))
    where = role.organization.name if role.organization else "?"
    return f"{role.person.name}: {role.role}, {where} {dates} in {sources}"


@pytest.mark.parametrize("case", case_parameters("weave", "posts"))
def test_weaves_posts(case: Case) -> None:
    """What several sources tell of one post is told once, and a guess that others outvote is proposed."""
    chronicle, problems = weave_text(case.text)
    lines = [tell_role(role) for profile in chronicle.profiles for role in profile.roles]
    lines += [
        f"proposed: {tell_role(item.claim)}"
        for item in chronicle.proposals
        if isinstance(item.claim, RoleClaim)
    ]
    assert case.expected == "\n".join([*dict.fromkeys(lines), *map(str, problems)])


@pytest.mark.parametrize("case", case_parameters("weave", "proposals"))
def test_weaves_proposals(case: Case) -> None:
    """Doubtful claims are proposed until a person accepts or rejects their event."""
    chronicle, problems = weave_text(case.text)
    lines = [tell_event(event) for event in chronicle.events]
    lines += [
        f"proposed in {item.source}: {type(item.claim).__name__.removesuffix('Claim').lower()} {item.event}"
        for item in chronicle.proposals
    ]
    assert case.expected == "\n".join(lines + tell_rest(chronicle, problems))


DOUBTS = """\
sources:
  a:
    profiles:
      - {id: ada, kind: person, name: Ada Fenwick}
      - {id: bruno, kind: person, name: Bruno Castellan}
      - {id: cora, kind: person, name: Cora Lindqvist}
      - {id: tide, kind: organization, name: Northwind Tide}
      - {id: tidal-power, kind: topic, name: Tidal power}
    events:
      - {id: ada-departure, kind: departure, title: Ada resigns, date: 2031-05-05, topics: [tidal-power], participants: [{name: Ada, role: agent, profile: ada}], confidence: 0.4, review: true}
      - {id: tide-launch, kind: launch, title: Tide opens, date: 2031-05-06, participants: [{name: Tide, role: agent, profile: tide}]}
    roles:
      - {person: {name: Ada, profile: ada}, role: head, event: ada-departure, confidence: 0.3, review: true}
      - {person: {name: Bruno, profile: bruno}, role: head, confidence: 0.3, review: true}
    figures:
      - {phrase: 8 million, of: {name: Tide, profile: tide}, event: ada-departure, confidence: 0.3, review: true}
      - {phrase: 9 million, of: {name: Tide, profile: tide}, event: tide-launch}
    quotations:
      - {text: I am tired, speaker: {name: Cora, profile: cora}, confidence: 0.3, review: true}
    relations:
      - {subject: {name: Ada, profile: ada}, predicate: owner_of, object: {name: Tide, profile: tide}, confidence: 0.3, review: true}
"""


def tell_facts(chronicle: Chronicle) -> dict[str, tuple[int, ...]]:
    """Profile → how many events, roles, figures, quotations and relations it has."""
    groups = ("events", "roles", "figures", "quotations", "relations")
    return {p.id: tuple(len(getattr(p, group)) for group in groups) for p in chronicle.profiles}


def tell_proposals(chronicle: Chronicle) -> list[tuple[str, str | None, str | None]]:
    return [(type(p.claim).__name__, p.event, p.profile) for p in chronicle.proposals]


def test_doubtful_statements_are_proposed() -> None:
    """Doubtful roles, figures, quotations and relations stand nowhere, and who is only in them has no
    page; the topic of a source stays."""
    chronicle, problems = weave_text(DOUBTS)
    assert problems == ()
    assert tell_facts(chronicle) == {"tide": (1, 0, 1, 0, 0), "tidal-power": (0, 0, 0, 0, 0)}
    assert chronicle.quotations == ()
    assert [len(event.figures) for event in chronicle.events] == [1]
    assert tell_proposals(chronicle) == [
        ("EventClaim", "ada-departure", None),
        ("RoleClaim", "ada-departure", "ada"),
        ("RoleClaim", None, "bruno"),
        ("FigureClaim", "ada-departure", "tide"),
        ("QuotationClaim", None, "cora"),
        ("RelationClaim", None, "ada"),
    ]


def test_reviewed_event_takes_its_statements_along() -> None:
    """With an event that a person reviewed, its roles and figures are facts; a profile that a person
    writes of has a page."""
    records = "events:\n  ada-departure: {reviewed: true}\nprofiles:\n  cora: {text: A writer.}\n"
    chronicle, problems = weave_text(DOUBTS + records)
    assert problems == ()
    assert tell_facts(chronicle) == {
        "ada": (1, 1, 0, 0, 0),
        "cora": (0, 0, 0, 0, 0),
        "tide": (1, 0, 2, 0, 0),
        "tidal-power": (1, 0, 0, 0, 0),
    }
    assert tell_proposals(chronicle) == [
        ("RoleClaim", None, "bruno"),
        ("QuotationClaim", None, "cora"),
        ("RelationClaim", None, "ada"),
    ]


STORY = """\
sources:
  a:
    published: 2031-05-06
    text: Ada Fenwick, head of Northwind Tide, resigned on Monday. It lost 8 million a month.
    profiles:
      - {id: ada-fenwick, kind: person, name: Ada Fenwick, aliases: [Fenwick], evidence: [{exact: "Ada Fenwick, head", start: 0, end: 17}]}
      - {id: northwind-tide, kind: organization, name: Northwind Tide}
      - {id: tidal-power, kind: topic, name: tidal power}
    events:
      - {id: ada-fenwick-departure, kind: departure, title: Ada Fenwick resigns, date: 2031-05-05, topics: [tidal-power], participants: [{name: Ada Fenwick, role: agent, profile: ada-fenwick}], evidence: [{exact: "Ada Fenwick, head of Northwind Tide, resigned on Monday.", start: 0, end: 56}]}
    roles:
      - {person: {name: Ada Fenwick, profile: ada-fenwick}, role: head, organization: {name: Northwind Tide, profile: northwind-tide}, end: 2031-05-05, event: ada-fenwick-departure, evidence: [{exact: "head of Northwind Tide", start: 13, end: 35}]}
    figures:
      - {phrase: 8 million a month, value: 8000000, of: {name: It, profile: northwind-tide}, event: ada-fenwick-departure, evidence: [{exact: "8 million a month", start: 65, end: 82}]}
  b:
    published: 2031-05-07
    made: A new head for the turbines
    text: "\u201cI am tired,\u201d Fenwick said. Northwind Tide belongs to Ada Fenwick."
    profiles:
      - {id: fenwick, kind: person, name: Ada Fenwick}
      - {id: northwind-tide, kind: organization, name: Northwind Tide}
    quotations:
      - {text: I am tired, speaker: {name: Fenwick, profile: fenwick}, evidence: [{exact: "I am tired", start: 1, end: 11}]}
    relations:
      - {subject: {name: Ada Fenwick, profile: fenwick}, predicate: owner_of, object: {name: Northwind Tide, profile: northwind-tide}, evidence: [{exact: not in the text, start: 3, end: 18}]}
"""


def test_statements_reach_the_profiles_they_speak_of() -> None:
    """Roles, figures, quotations and relations stand with each profile they name, as the chronicle calls it."""
    chronicle, problems = weave_text(STORY)
    ada, tide, topic = chronicle.profiles
    assert problems == ()
    assert {
        profile.id: (
            [
                (r.role, r.person.profile, r.organization and r.organization.profile, r.event)
                for r in profile.roles
            ],
            [figure.phrase for figure in profile.figures],
            [quotation.text for quotation in profile.quotations],
            len(profile.relations),
        )
        for profile in (ada, tide)
    } == {
        "ada-fenwick": (
            [("head", "ada-fenwick", "northwind-tide", "ada-fenwick-departure")],
            [],
            ["I am tired"],
            1,
        ),
        "northwind-tide": (
            [("head", "ada-fenwick", "northwind-tide", "ada-fenwick-departure")],
            ["8 million a month"],
            [],
            1,
        ),
    }
    assert (ada.events, topic.events) == (("ada-fenwick-departure",),) * 2
    assert [figure.phrase for figure in chronicle.events[0].figures] == ["8 million a month"]


def test_quotes_that_are_not_there_are_marked() -> None:
    """A quote whose words are not in its source is unverified wherever it is used."""
    chronicle, _ = weave_text(STORY)
    lost = Evidence("b", "not in the text", 3, 18)
    assert {"ada-fenwick": (lost,), "northwind-tide": (lost,), "tidal-power": ()} == {
        profile.id: profile.unverified for profile in chronicle.profiles
    }


def test_sources_come_in_order_with_a_title() -> None:
    """Sources stand by date; a title that a source does not state is made, and says so."""
    chronicle, _ = weave_text(STORY)
    assert [(source.id, source.title, source.origins) for source in chronicle.sources] == [
        ("a", "a", (("title", "file name"),)),
        ("b", "A new head for the turbines", (("title", "made"),)),
    ]


def test_own_quotes_are_placed_in_the_source() -> None:
    """A person's quote gets its place; typed quotation marks and line breaks do not matter."""
    records = """\
events:
  ada-fenwick-departure:
    evidence:
      - {source: b, exact: '"I am  tired," Fenwick said.'}
"""
    chronicle, problems = weave_text(STORY + records)
    assert problems == ()
    assert [(item.source, item.exact) for item in chronicle.events[0].evidence] == [
        ("a", "Ada Fenwick, head of Northwind Tide, resigned on Monday."),
        ("b", "“I am tired,” Fenwick said."),
    ]
    assert chronicle.events[0].unverified == ()


@settings(max_examples=50)
@given(st.data())
def test_order_of_files_means_nothing(data: st.DataObject) -> None:
    """The same content in any order makes the same chronicle."""
    cases = [case.values[0] for case in case_parameters("weave")]  # type: ignore[attr-defined]  # pytest's own
    case = data.draw(st.sampled_from(cases))
    sources, extractions, records = read_content(case.text)
    expected = weave(Settings(), sources, extractions, records)
    shuffled = Records(
        events=tuple(data.draw(st.permutations(records.events))),
        profiles=tuple(data.draw(st.permutations(records.profiles))),
    )
    actual = weave(
        Settings(),
        data.draw(st.permutations(sources)),
        data.draw(st.permutations(extractions)),
        shuffled,
    )
    assert expected == actual


NAMES = ("Ada Fenwick", "Fenwick", "Bruno Castellan", "Tide", "Tide Ltd", "The Tide")
claims = st.builds(
    EventClaim,
    id=st.sampled_from(("a", "b", "c", "a-2031")),
    kind=st.sampled_from(("departure", "speech")),
    title=st.sampled_from(NAMES),
    date=st.sampled_from((None, Date("2031"), Date("2031-05"), Date("2030-01-01", "published"))),
    participants=st.lists(
        st.builds(Participant, st.sampled_from(NAMES), st.just("agent"), st.none()), max_size=2
    ).map(tuple),
    review=st.booleans(),
)
event_records = st.builds(
    EventRecord,
    id=st.sampled_from(("a", "b", "z")),
    title=st.none() | st.sampled_from(NAMES),
    date=st.none() | st.just(Date("1999")),
    text=st.none() | st.just("By hand."),
    reject=st.booleans(),
    merge=st.lists(st.sampled_from(("a", "b", "c", "s0/a", "nobody")), max_size=2).map(tuple),
    keep_apart=st.lists(st.sampled_from(("a", "b", "s1/a")), max_size=1).map(tuple),
)


@given(
    st.lists(st.lists(claims, max_size=4, unique_by=lambda claim: claim.id), max_size=4),
    st.lists(event_records, max_size=3, unique_by=lambda record: record.id),
)
def test_nothing_is_lost_and_people_win(
    told: list[list[EventClaim]], records: list[EventRecord]
) -> None:
    """Every claim is in exactly one event, or proposed, unless a person rejected it; no event rests on a
    doubtful claim alone unless a person speaks of it; every field a person wrote stands in the
    chronicle, or its record is reported; ids are unique."""
    sources = [Source(id=f"s{n}", path=f"s{n}", sha256="", text="") for n in range(len(told))]
    extractions = [
        Extraction(source=f"s{n}", sha256="", engine="e", events=tuple(events))
        for n, events in enumerate(told)
    ]
    chronicle, problems = weave(Settings(), sources, extractions, Records(events=tuple(records)))
    events = {event.id: event for event in chronicle.events}
    assert len(events) == len(chronicle.events)

    kept = sum(len(event.claims) for event in chronicle.events) + len(chronicle.proposals)
    total = sum(map(len, told))
    assert kept == total if not any(record.reject for record in records) else kept <= total

    unplaced = sum(p.code in ("record-without-target", "duplicate-id") for p in problems)
    present = [record for record in records if record.id in events and not record.reject]
    rejected = sum(record.reject for record in records)
    proposed = {proposal.event for proposal in chronicle.proposals} - events.keys()
    silent = [record for record in records if record.id in proposed]
    assert len(present) + len(silent) >= len(records) - unplaced - rejected
    assert all((r.title, r.date, r.text, r.merge) == (None, None, None, ()) for r in silent)
    spoken_of = {record.id for record in records}
    for event in chronicle.events:
        assert event.id in spoken_of or not any(claim.review for claim in event.claims)
    for record in present:
        event = events[record.id]
        written = record.title or event.title, record.date or event.date, record.text or event.text
        assert written == (event.title, event.date, event.text)

    for old, new in chronicle.redirects:
        assert old.split("/")[1] not in events
        assert new.split("/")[1] in events
