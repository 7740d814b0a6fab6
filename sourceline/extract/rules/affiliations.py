"""Where a role is held when its own sentence does not say: told elsewhere in the text.

The same office may be named in full ("the leader of the borough council … deputy leader X"), the
person may be known to lead, to have joined or to have left an organization, or the text is about one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sourceline.extract.rules.contexts import (
    find_body_near,
    find_chamber,
    find_court,
    find_dateline,
    find_last_place,
    find_made_up,
    find_main_body,
    find_main_country,
    find_main_place,
    find_main_region,
    find_occasion,
    find_police,
    find_ship,
    find_title_place,
    is_body,
    is_sport,
)
from sourceline.extract.rules.document import Document
from sourceline.extract.rules.epithets import index_epithets
from sourceline.extract.rules.gazetteers import read_table, read_words
from sourceline.extract.rules.hirers import read_object
from sourceline.extract.rules.memo import keep_last
from sourceline.extract.rules.nations import find_nation
from sourceline.extract.rules.persons import find_person, find_subject, list_persons
from sourceline.extract.rules.phrases import Line, read_lines, read_verb
from sourceline.extract.rules.role_words import RoleSpan, find_deed, find_kind
from sourceline.extract.rules.spoken import index_profiles, refer
from sourceline.extract.rules.workplaces import find_first
from sourceline.model import Reference


@dataclass(frozen=True, slots=True)
class Office:
    """That an office exists in an organization, whoever holds it."""

    role: str
    reference: Reference
    former: bool = False
    persons: tuple[str, ...] = ()
    """Who holds it there."""


def guess_employer(
    document: Document, line: Line, span: RoleSpan, person: str, offices: Sequence[Office]
) -> Reference | None:
    """Where an office is held that the sentence tells no organization for."""
    if _is_calling(line, span):
        return None
    if span.noun in read_words("offices", "nouns", "players") and not _is_rival(line, span):
        return refer(document, find_main_body(document))
    if span.role.lower() == "chief justice":
        return find_main_country(document) or find_made_up(document)
    if span.role.lower() in read_words("offices", "employers", "bench"):
        return find_court(document)
    helper = span.noun in read_words("offices", "employers", "helpers") and span.first < span.head
    if span.noun in _POLICE and _is_titled(line, span):
        return find_police(document)
    if span.kind == "job" and span.noun in read_words("offices", "employers", "crew"):
        if line.word(span.begins - 1) != "the":
            return None  # "a former deckhand"
        vessel = _find_vessel(document, line.tokens[span.head].start)
        return refer(document, vessel) or find_ship(document)
    if span.kind != "office" and not helper:
        return _find_left(document, person) if span.qualifier == "former" else None
    if span.role.lower() == "speaker":
        return find_chamber(document)
    if "opposition" in span.role.lower().split():
        return Reference("opposition")
    return (
        _find_office(line, span, _list_own(document, span, person, offices))
        or (None if _is_public(span) or _has_house(span) else _find_affiliation(document, person))
        or (None if _is_public(span) else _find_family(document, person))
        or (
            None
            if _is_elsewhere(document, span, person)
            else _read_context(document, line, span, offices)
        )
    )


def _list_own(
    document: Document, span: RoleSpan, person: str, offices: Sequence[Office]
) -> list[Office]:
    """The offices that may be the person's: in a match the manager of the other team is another one, and the prime
    minister of another state always."""
    if not is_sport(document) and span.noun not in read_words("offices", "employers", "state"):
        return list(offices)
    return [office for office in offices if not office.persons or person in office.persons]


def _find_family(document: Document, person: str) -> Reference | None:
    """The firm that has a person's family name: "Ludo Rossi" of Selleria Rossi."""
    family = index_profiles(document)[person].name.split()[1:][-1:]
    firms = [
        p
        for p in document.profiles
        if p.kind == "organization" and family and family[0] in p.name.split()
    ]
    return refer(document, firms[0].id) if len(firms) == 1 else None


def _has_house(span: RoleSpan) -> bool:
    """ "gallery owner", "hospital director": an office that tells by its own words of what it is."""
    bodies = read_words("offices", "employers", "bodies") - _ANY
    return bool(bodies.intersection(span.role.lower().split()[:-1]))


def _is_elsewhere(document: Document, span: RoleSpan, person: str) -> bool:
    """Whether an office is of no body that the text is about: a secretary of state is one of the few states that have
    them, and a president whom a text only calls by the last name is one that everybody knows."""
    known = " " not in index_profiles(document)[person].name
    role = span.role.lower()
    return (
        role == "secretary of state" or span.noun == "delegate" or (known and role == "president")
    )


def is_artist(line: Line, span: RoleSpan) -> bool:
    """Whether a nation tells that somebody is so by calling: "the Chadian director X"."""
    return span.role in _ARTISTS and any(
        find_nation(line.tokens, n) for n in range(span.begins, span.first)
    )


_ARTISTS = frozenset({"director", "producer", "conductor"})


def _is_calling(line: Line, span: RoleSpan) -> bool:
    """ "an Argentine physician, publisher and politician": what somebody is by calling, nowhere in particular."""
    if span.first != span.begins:
        return False
    before = (
        line.word(span.first - 1) in (",", "and") and find_kind(line.word(span.first - 2)) == "job"
    )
    behind = line.word(span.last) == "and" and line.word(span.last + 1) in _CALLINGS
    return before or behind


_CALLINGS = frozenset(
    {"politician", "businessman", "businesswoman", "philanthropist", "activist", "writer", "author"}
)
"""Nouns of callings that no organization has."""


def _is_rival(line: Line, span: RoleSpan) -> bool:
    """ "their captain", "the visitors' goalkeeper", "his team-mate, striker X": of whom nobody is told here."""
    before = set(line.words[max(0, span.begins - 2) : span.first])
    mates = {"team-mate", "teammate"} & set(line.words[: span.first])
    return bool({"visiting", "opposing", "rival", "their", "visitors"} & before or mates)


_POLICE = frozenset(
    {"sergeant", "sgt.", "sgt", "constable", "inspector", "detective", "superintendent", "trooper"}
)
"""Ranks of the police: "Sgt. Jane Roe"."""
_SHARED = frozenset({"president", "chancellor", "secretary"})
"""Offices of states as well as of firms and clubs."""
_SENT = frozenset({"ambassador"})
"""Who is told of where others than their own state rule."""


def _find_office(line: Line, span: RoleSpan, offices: Sequence[Office]) -> Reference | None:
    """The organization of the same office told in full elsewhere, if only one has it. "President X"
    is not the president of a firm."""
    if _is_titled(line, span) and span.noun in _SHARED:
        return None
    alike = [o for o in offices if o.role.lower() == span.role.lower()]
    return None if all(o.former for o in alike) else take_only(o.reference for o in alike)


def _is_titled(line: Line, span: RoleSpan) -> bool:
    """ "President Jane Roe"."""
    capital = all(line.tokens[n].text[0].isupper() for n in (span.first, span.head))
    return capital and span.last in line.names


def _is_public(span: RoleSpan) -> bool:
    return any(span.noun in read_words("offices", "employers", key) for key in ("state", "town"))


def _read_context(
    document: Document, line: Line, span: RoleSpan, offices: Sequence[Office]
) -> Reference | None:
    noun, place = span.noun, line.tokens[span.head].start
    seat = _find_seat(document, line, span)
    if seat:
        return seat
    occasion = find_occasion(document) if noun in _ARRANGING else None
    if occasion:
        return occasion
    near = find_body_near(document, line, span.first)
    if noun in read_words("offices", "employers", "town"):
        return refer(document, _find_town(document, place))
    if noun == "superintendent" and _is_titled(line, span):
        return None  # a rank of the police
    if noun in read_words("offices", "employers", "crew"):
        if _is_titled(line, span):  # "Captain Tom Hale": of the team in a match, else a rank
            return refer(document, find_main_body(document)) if is_sport(document) else None
        return refer(document, _find_vessel(document, place)) or (
            refer(document, near)
            if is_sport(document)
            else find_ship(document) or refer(document, near)
        )
    shared = noun in _SHARED
    if (noun in read_words("offices", "employers", "state") or shared) and (
        not shared or _is_titled(line, span) or not near
    ):
        found = (
            find_main_country(document)
            or _find_state(offices)
            or find_made_up(document)
            or (find_main_region(document) if noun in ("minister", "premier") else None)
        )
        return None if found and _is_met(line, found) else found
    own = set(span.role.lower().split()[:-1])
    strange = own & _ELSEWHERE or (near and not _is_called(document, near, own))
    return None if strange else refer(document, near)


def _find_seat(document: Document, line: Line, span: RoleSpan) -> Reference | None:
    """The place that an office has in its own words: "the district water officer", "the state governor", "Town Manager"."""
    for n in range(span.first, span.head):
        word = line.words[n]
        if word in ("state", "province") and span.noun in _OF_STATES:
            return Reference(word)
        if word not in _OWN_SEATS:
            continue
        known = [found for _, found in index_epithets(document).get(word, ())]
        if known:
            return refer(document, known[-1])
        main = find_main_place(document) if word in ("town", "city") else None
        return refer(document, main) or Reference(word)
    return None


_ARRANGING = frozenset(
    {"director", "chair", "chairman", "chairwoman", "founder", "organiser", "organizer"}
)
"""Who a festival or race has, also where an organization behind it is named."""
_OWN_SEATS = frozenset(
    {"town", "city", "village", "district", "county", "borough", "parish", "municipality"}
)
_OF_STATES = frozenset(
    {"governor", "senator", "treasurer", "representative", "lawmaker", "legislator"}
)
"""Offices that a part of a federation has: "the state governor", but not "the state secretary"."""


def _is_met(line: Line, state: Reference) -> bool:
    """Whether a state is that of another in the sentence: "Minister Roe and her Peruvian counterpart"."""
    for n, word in enumerate(line.words):
        nation = find_nation(line.tokens, n - 1) if word == "counterpart" and n else None
        if nation and nation.country == state.name:
            return True
    return False


def _is_called(document: Document, body: str, words: set[str]) -> bool:
    """Whether the words before an office fit an organization: "the museum director" is one of a museum, "the disaster
    agency spokesman" none of a town's hospital."""
    bodies = (words & read_words("offices", "employers", "bodies")) - _ANY
    name = index_profiles(document)[body].name.lower().split()
    return all(
        word in name or body in (known for _, known in index_epithets(document).get(word, ()))
        for word in bodies
    )


_ANY = frozenset(
    {
        "club",
        "company",
        "firm",
        "group",
        "party",
        "team",
        "union",
        "board",
        "bank",
        "fund",
        "project",
    }
)
"""Nouns of organizations that a text uses for what it is about, without having said so."""


_ELSEWHERE = frozenset(
    {
        "government",
        "family",
        "police",
        "army",
        "military",
        "navy",
        "state",
        "county",
        "city",
        "school",
        "communist",
        "guerrilla",
        "magazine",
        "militant",
        "newsletter",
        "opposition",
        "parliamentary",
        "presidential",
        "federal",
        "congressional",
        "political",
        "rebel",
        "religious",
        "resistance",
        "tribal",
        "village",
        "union",
    }
)
"""What an office is of by its own words: no firm named near it is meant by "a family spokesman", "a rebel leader"."""


def _find_state(offices: Sequence[Office]) -> Reference | None:
    """The state of which the text names another office: "Ostland's interior minister"."""
    words = read_words("offices", "employers", "state") - _SHARED - _SENT
    return take_only(
        o.reference
        for o in offices
        if not o.former
        and o.role.lower().split()[-1] in words
        and not _is_part_of_state(o.reference)
    )


def _is_part_of_state(reference: Reference) -> bool:
    """ "Foreign Office minister": what has a minister of its own is not the state."""
    return reference.name.rsplit(maxsplit=1)[-1].lower() in read_words(
        "offices", "employers", "bodies"
    )


def _find_town(document: Document, place: int) -> str | None:
    seats = [
        found
        for noun in sorted(read_words("offices", "employers", "seats"))
        for found in index_epithets(document).get(noun, ())
    ]
    before = [profile for start, profile in sorted(seats) if start < place]
    return (
        (before[-1] if before else None)
        or find_main_place(document)
        or find_title_place(document)
        or find_last_place(document, place)
        or _find_council(document)
        or find_dateline(document)
    )


def _find_council(document: Document) -> str | None:
    """The one council that a text names, which a mayor leads."""
    bodies = (p for p in document.profiles if p.kind == "organization")
    councils = [p.id for p in bodies if p.name.endswith("Council")]
    return councils[0] if len(councils) == 1 else None


def find_house(document: Document, line: Line, span: RoleSpan) -> Reference | None:
    """The house that a text is about, where somebody has a job that such houses have: a librarian of a library."""
    houses: dict[str, str] = read_table("offices")["houses"]
    main = find_main_body(document)
    words = houses.get(span.noun, "").split()
    if not words or span.qualifier == "former":
        return None
    name = index_profiles(document)[main].name.lower().split() if main else []
    if set(words) & set(name):
        return refer(document, main)
    return _find_house_near(document, line, span, set(words)) if main is None else None


def _find_house_near(
    document: Document, line: Line, span: RoleSpan, words: set[str]
) -> Reference | None:
    """The house that the paragraph tells of before: "the convent … Sister Jane Roe, the prioress"."""
    block = document.source.sentences[line.number].block
    for each in reversed(read_lines(document)[: line.number + 1]):
        if document.source.sentences[each.number].block != block:
            break
        for n in range((span.first if each is line else len(each.words)) - 1, -1, -1):
            if each.words[n] not in words or not each.tags[n].startswith("NN"):
                continue
            mention = each.names.get(n)
            if mention is not None:
                return refer(document, mention.profile)
            if each.word(find_first(each, n) - 1) in ("the", "a", "an"):
                return Reference(each.words[n])
    return None


def _find_vessel(document: Document, place: int) -> str | None:
    """The ship that the text named as one before."""
    known = [
        found
        for noun in sorted(read_words("offices", "employers", "vessels"))
        for found in index_epithets(document).get(noun, ())
    ]
    before = [profile for start, profile in sorted(known) if start < place]
    return before[-1] if before else None


# --- who is with whom ---------------------------------------------------------------------------


def _find_affiliation(document: Document, person: str) -> Reference | None:
    """The one organization the person is told to be with."""
    return take_only([r for _, r in index_affiliations(document).get(person, [])])


def _find_left(document: Document, person: str) -> Reference | None:
    """The one organization the person is told to have left: "a former guard, who left the museum"."""
    ties = index_affiliations(document).get(person, [])
    return take_only(r for verb, r in ties if verb in read_words("offices", "verbs", "departure"))


def take_only(references: Iterable[Reference]) -> Reference | None:
    """What all of them name; None where they name several, or there is none."""
    names = {reference.name: reference for reference in references}
    return next(iter(names.values())) if len(names) == 1 else None


def _read_names_of(document: Document, line: Line) -> Iterator[tuple[str, Reference]]:
    """ "Dr Jane Roe of the Tide Museum", "Jane Roe, of Acme,": of whom a body stands right behind."""
    for first, last, _ in line.list_names():
        person = find_person(document, line, first)
        n = last + (line.word(last) == ",")
        if person and line.word(n) in ("of", "at"):
            reference = read_object(document, line, n + 1)
            if reference and reference.profile != person:
                yield person, reference


@keep_last("profiles", "mentions", "tags", "anaphors")
def index_affiliations(document: Document) -> dict[str, list[tuple[str, Reference]]]:
    """Person → the organizations that the text says they lead, joined, left or founded."""
    found: dict[str, list[tuple[str, Reference]]] = defaultdict(list)
    for line in read_lines(document):
        for person, reference in _read_names_of(document, line):
            found[person].append(("be", reference))
        for phrase in line.phrases:
            if phrase.kind == "verb":
                verb = read_verb(line, phrase)
                base = find_deed(line.words[phrase.head])
                if base in read_words("offices", "verbs", "tenure") | read_words(
                    "offices", "verbs", "membership"
                ):
                    for person, reference in _read_tie(
                        document, line, phrase.head, passive=verb.passive
                    ):
                        found[person].append((base, reference))
    return dict(found)


def _read_tie(
    document: Document, line: Line, head: int, *, passive: bool
) -> Iterator[tuple[str, Reference]]:
    after = line.word(head + 1)
    if after == "by":
        # "the Farmers' League, led by a former teacher, X"
        persons = list(list_persons(document, line, head + 2, min(head + 12, len(line.tokens))))[:1]
        reference = _read_named_before(document, line, head)
    else:
        persons = [] if passive else find_subject(document, line, head)
        reference = read_object(document, line, head + 1) or _read_relative(document, line, head)
    for person in persons:
        if reference and reference.profile != person:
            yield person, reference


def _read_relative(document: Document, line: Line, head: int) -> Reference | None:
    """ "the Harbour Theatre, which she directed", "the company she ran"."""
    before = list(line.words[max(0, head - 3) : head])
    if not {"which", "that", "she", "he"} & set(before):
        return None
    for first, last, mention in reversed(list(line.list_names())):
        near = last <= head and head - first < 14
        if near and is_body(document, mention.profile):
            return refer(document, mention.profile)
    return None


def _read_named_before(document: Document, line: Line, head: int) -> Reference | None:
    for _, last, mention in reversed(list(line.list_names())):
        if last <= head and head - last < 3 and is_body(document, mention.profile):
            return refer(document, mention.profile)
    return None
