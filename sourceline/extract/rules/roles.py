"""Roles: which person holds, begins or ends which role in which organization."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sourceline.extract.ground import quote_sentence
from sourceline.extract.rules.affiliations import (
    Office,
    find_house,
    guess_employer,
    is_artist,
    take_only,
)
from sourceline.extract.rules.bearers import read_bearer
from sourceline.extract.rules.document import Document
from sourceline.extract.rules.employers import Employer, read_employer
from sourceline.extract.rules.epithets import resolve_noun
from sourceline.extract.rules.gazetteers import read_table, read_words
from sourceline.extract.rules.handovers import Kinship, find_handovers, pass_on
from sourceline.extract.rules.hirers import find_hirer, find_led, find_scene, find_team
from sourceline.extract.rules.holders import find_holding
from sourceline.extract.rules.persons import find_person
from sourceline.extract.rules.phrases import Line, read_lines
from sourceline.extract.rules.role_nouns import read_change_noun, read_turned
from sourceline.extract.rules.role_verbs import Holding
from sourceline.extract.rules.role_words import RoleSpan, find_deed, find_role_in, list_roles
from sourceline.extract.rules.spoken import refer
from sourceline.extract.rules.tenures import add_tenures
from sourceline.extract.rules.terms import date_roles, find_change, read_term
from sourceline.extract.rules.workplaces import find_end, read_body
from sourceline.model import SURE, Date, Reference, RoleClaim

__all__ = ["RoleSpan", "date_roles", "find_role_in", "find_roles", "list_roles"]


@dataclass(frozen=True, slots=True)
class Post:
    """A role as a sentence tells it: its words, where it is held, and who holds it."""

    span: RoleSpan
    where: Employer
    holding: Holding | None


def find_roles(document: Document) -> tuple[RoleClaim, ...]:
    """Every role of a named person, each once."""
    claims: list[RoleClaim] = []
    kinships: list[Kinship] = []
    owners: dict[str, str] = {}
    lines = [(line, list_posts(document, line)) for line in read_lines(document)]
    posts = [(line, post, _list_left(line, near, post)) for line, near in lines for post in near]
    offices = [
        Office(
            p.span.role,
            p.where.reference,
            former=p.span.qualifier == "former",
            persons=p.holding.persons if p.holding and p.holding.manner == "holds" else (),
        )
        for _, p, _ in posts
        if p.where.reference
    ]
    for line, post, left in posts:
        if post.span.kind == "kin":
            kinships += _read_kinship(document, line, post, claims)
            continue
        made = list(_make_claims(document, line, post, offices, left))
        if post.where.owner and post.span.noun in read_words("offices", "employers", "helpers"):
            owners |= {claim.person.profile or "": post.where.owner for claim in made}
        claims += made
    claims = [_lend_employer(claims, owners, claim) for claim in claims]
    claims = [_take_told(claims, claim) for claim in claims]
    lost = list(_list_lost(document, lines, offices))
    claims = [_name_office(document, lost, claim) for claim in claims]
    claims += _give_lost(document, lost, claims)
    told = add_tenures(document, _join_alike(claims))
    return _drop_shorter(pass_on(document, told, kinships))


# --- "dismissed his energy minister", who is named later ---------------------------------------


@dataclass(frozen=True, slots=True)
class Lost:
    """An office that somebody loses who is not named there: "dismissed his energy minister"."""

    line: Line
    role: str
    reference: Reference | None
    date: Date | None
    """When, if the sentence tells."""


def _list_lost(
    document: Document, lines: Sequence[tuple[Line, list[Post]]], offices: Sequence[Office]
) -> Iterator[Lost]:
    for line, posts in lines:
        for post in posts:
            n = post.where.first - 1
            while line.tag(n) in ("DT", "JJ", "PRP$", "POS") or n in line.names:
                n -= 1
            unmade = find_deed(line.word(n)) in read_words("offices", "verbs", "unmake")
            if post.holding or not unmade or line.tags[post.span.head] != "NN":
                continue
            known = [p.holding.persons[0] for p in posts if p.holding and p.holding.persons]
            found = post.where.reference or (
                guess_employer(document, line, post.span, known[0], offices) if known else None
            )
            if line.word(post.where.first) in ("his", "her") or found or known:
                date = find_change(document, line, n, post.where.last)
                yield Lost(line, post.span.role, found, date)


def _name_office(document: Document, lost: Sequence[Lost], claim: RoleClaim) -> RoleClaim:
    """ "The minister, X" behind "dismissed the energy minister": X was the energy minister."""
    for each in lost:
        start = document.source.sentences[each.line.number].start
        words = each.role.lower().split()
        near = all(0 < e.start - start < _NEAR_BY for e in claim.evidence)
        again = any(f"he {claim.role}, " in e.exact for e in claim.evidence)
        if near and again and len(words) > 1 and claim.role.lower() == words[-1]:
            where = claim.organization or each.reference
            return replace(claim, role=each.role, organization=where, end=claim.end or each.date)
    return claim


_NEAR_BY = 600
"""Characters behind a dismissal in which who was dismissed is named."""


def _give_lost(
    document: Document, lost: Sequence[Lost], claims: Sequence[RoleClaim]
) -> Iterator[RoleClaim]:
    """Who is replaced soon after "dismissed his energy minister" and has no role was the minister."""
    if not lost:
        return
    holders = {c.person.profile for c in claims if c.confidence >= SURE}
    for handover in find_handovers(document):
        before = [each for each in lost if 0 < handover.line.number - each.line.number <= _SOON]
        if before and handover.old not in holders:
            holders.add(handover.old)
            yield RoleClaim(
                person=refer(document, handover.old),
                role=before[-1].role,
                organization=before[-1].reference,
                end=before[-1].date,
                evidence=(
                    quote_sentence(document.source, before[-1].line.number),
                    quote_sentence(document.source, handover.line.number),
                ),
                confidence=0.6,
            )


_SOON = 3
"""Sentences behind a dismissal in which it is told who follows."""
_ARMS = frozenset({"arm", "unit", "division", "business", "branch", "operations", "subsidiary"})


def _list_left(line: Line, posts: Sequence[Post], post: Post) -> list[str]:
    """The organizations that the other posts of its sentence say somebody was with."""
    return [
        other.where.reference.name
        for other in posts
        if other is not post
        and other.where.reference
        and _is_over(other)
        # "the former head of the company's Korean arm" has not left the company
        and line.word(other.where.last - 1) not in _ARMS
    ]


def _is_over(post: Post) -> bool:
    return post.span.qualifier == "former" or (post.holding is not None and post.holding.former)


def _lend_employer(
    claims: Sequence[RoleClaim], owners: Mapping[str, str], claim: RoleClaim
) -> RoleClaim:
    """ "her assistant, X": who helps somebody works where the other does."""
    owner = owners.get(claim.person.profile or "")
    if owner is None or claim.organization:
        return claim
    of_owner = [c.organization for c in claims if c.person.profile == owner and c.organization]
    return replace(claim, organization=of_owner[0] if of_owner else None)


def _take_told(claims: Sequence[RoleClaim], claim: RoleClaim) -> RoleClaim:
    """ "President Roe" where another sentence has "Ostland's President Jane Roe": that one is not
    guessed."""
    if claim.confidence == TOLD or claim.qualifier is not None:
        return claim
    told = take_only(
        other.organization
        for other in claims
        if other.confidence == TOLD
        and other.organization
        and other.person.profile == claim.person.profile
        and other.role.lower() == claim.role.lower()
    )
    if told:
        return replace(claim, organization=told)
    return replace(claim, organization=None) if _is_taken(claims, claim) else claim


_SOLE = frozenset(
    {"president", "prime minister", "chancellor", "king", "queen", "secretary of state"}
)
"""Offices that a state has one of."""


def _is_taken(claims: Sequence[RoleClaim], claim: RoleClaim) -> bool:
    """Whether a guessed state has another president already: "Sudan's President X" and "President Y"."""
    return claim.role.lower() in _SOLE and any(
        other.organization
        and claim.organization
        and other.organization.name == claim.organization.name
        and other.role.lower() == claim.role.lower()
        and other.person.profile != claim.person.profile
        and other.qualifier is None
        for other in claims
    )


def list_posts(document: Document, line: Line) -> list[Post]:
    """The roles of a sentence; those joined by "and" share who holds them and where."""
    posts: list[Post] = []
    for span in list_roles(line, 0, len(line.tokens)):
        if posts and span.head < posts[-1].where.last:
            continue  # "head of the coast guard": the guard is no role of its own
        own, where = _part_house(document, line, span, read_employer(document, line, span))
        holding = (
            read_turned(document, line, where)
            or find_holding(document, line, own, where)
            or read_change_noun(document, line, where)
            or read_bearer(document, line, own, where)
        )
        posts.append(Post(own, where, holding))
    for n in range(len(posts) - 1):
        if _are_joined(line, posts[n], posts[n + 1]):
            posts[n], posts[n + 1] = _share(posts[n], posts[n + 1])
    return posts


def _part_house(
    document: Document, line: Line, span: RoleSpan, where: Employer
) -> tuple[RoleSpan, Employer]:
    """ "museum director Jane Roe" of a text that names the museum: where it is held, and no part of the role."""
    n = _find_house_word(line, span)
    if where.reference or n < 0:
        return span, where
    house = resolve_noun(document, line, n)
    headed = line.words[n] in read_words("offices", "employers", "headed")
    calling = span.kind == "job" and line.word(span.begins - 1) in ("a", "an")
    if house is None and (calling or not headed):
        return span, where  # "was himself a hospital doctor"
    words = line.write(span.first, n + 1)
    reference = refer(document, house) or Reference(words[0].lower() + words[1:])
    role = span.role.removeprefix(words).lstrip()
    return replace(span, role=role), replace(where, reference=reference)


def _find_house_word(line: Line, span: RoleSpan) -> int:
    """The last word before an office that is a house: "commission" of "election commission chairman"; else -1."""
    houses = read_words("offices", "employers", "headed") | read_words(
        "offices", "employers", "housed"
    )
    for n in range(span.head - 1, span.first - 1, -1):
        if line.words[n] in houses and span.role.startswith(line.write(span.first, n + 1)):
            return n
    return -1


def _are_joined(line: Line, one: Post, two: Post) -> bool:
    between = list(line.words[one.where.last : two.where.first])
    return between in (["and"], [",", "and"], ["&"], ["as", "well", "as"])


def _share(one: Post, two: Post) -> tuple[Post, Post]:
    """ "Acme's founder and chairman, X": each takes from the other what it lacks."""
    bare = two.where.first == two.span.begins
    reference = one.where.reference or (two.where.reference if bare else None)
    later = two.where.reference or (one.where.reference if bare else None)
    if two.holding and not one.holding and two.holding.verb >= 0:
        return one, replace(two, where=replace(two.where, reference=later))
    return (
        replace(
            one, where=replace(one.where, reference=reference), holding=one.holding or two.holding
        ),
        replace(two, where=replace(two.where, reference=later), holding=two.holding or one.holding),
    )


# --- claims -------------------------------------------------------------------------------------


def _make_claims(
    document: Document, line: Line, post: Post, offices: Sequence[Office], left: Collection[str]
) -> Iterator[RoleClaim]:
    """`left` are the organizations that the sentence says somebody was with."""
    span, holding = post.span, post.holding
    if is_artist(line, span) and post.where.reference is None:
        return
    seated = span.noun != "member" or _has_seat(span, post.where.reference)
    if holding is None or not (seated or span.role.lower() == "board member"):
        return
    told = (
        post.where.reference
        or _read_behind_name(document, line, post, holding)
        or find_hirer(document, line, holding, post.where.first)
        or find_scene(document, line, post.where.first, holding)
        or (find_led(document, line, post.where.first) if span.kind != "job" else None)
        or _find_side(document, line, post, holding)
        # "Her coach, X": of the player
        or (refer(document, post.where.owner) if span.noun == "coach" else None)
    )
    reference = told
    housed = find_house(document, line, span) if told is None else None
    if housed:
        span = replace(span, kind="office")
    if told is None and holding.persons and post.where.owner is None:
        reference = housed or guess_employer(document, line, span, holding.persons[0], offices)
    if told is None and reference and (reference.name in left or _is_joined(line, span, reference)):
        # "X, until May treasurer of Acme, as finance director", "Treasurer X will join Acme": of another firm
        reference = None
    if reference and reference.profile in (*holding.persons, *holding.leaving):
        told = reference = None  # a name of one word may be taken for a firm's
    if reference is None and span.role.lower() in _OF_BOARDS:
        reference = Reference("board")
    begin, end = read_term(document, line, post.where, holding)
    qualifier = "former" if holding.former else span.qualifier
    claim = RoleClaim(
        person=Reference(""),
        role=f"{span.role} {post.where.field}".strip(),
        organization=reference,
        qualifier=qualifier,
        begin=begin,
        end=end,
        evidence=(quote_sentence(document.source, line.number),),
        confidence=_rate(span, holding, told, reference),
    )
    for person in holding.persons:
        own = _read_own_place(document, line, person) if len(holding.persons) > 1 else None
        yield replace(claim, person=refer(document, person), organization=own or reference)
    for person in _list_replaced(document, line, post):
        kept = None if begin else "former"
        yield replace(claim, person=refer(document, person), qualifier=kept, begin=None, end=begin)
    for person in holding.leaving:
        yield replace(claim, person=refer(document, person), qualifier=None, begin=None, end=begin)


_OF_BOARDS = frozenset(
    {"chairman of the board", "board member", "board chair", "board chairman", "board chairwoman"}
)


def _find_side(document: Document, line: Line, post: Post, holding: Holding) -> Reference | None:
    """The team of a player, captain or coach in a match."""
    noun = post.span.noun
    if noun not in read_words("offices", "nouns", "players") | {"captain", "skipper", "coach"}:
        return None
    return find_team(document, line, holding, post.where.first)


def _has_seat(span: RoleSpan, reference: Reference | None) -> bool:
    """Whether a member is one of a body that rules or advises: "member of the city council", "Acme board member"."""
    if reference is None:
        return False
    words = {*reference.name.lower().split(), *span.role.lower().split()[:-1]}
    return bool(words & read_words("offices", "employers", "seated"))


def _is_joined(line: Line, span: RoleSpan, reference: Reference) -> bool:
    """Whether an organization is what somebody of the role joins."""
    return any(
        mention.profile == reference.profile and find_deed(line.word(first - 1)) == "join"
        for first, _, mention in line.list_names()
        if first > span.last
    )


def _list_replaced(document: Document, line: Line, post: Post) -> Iterator[str]:
    """ "installed X as finance director in place of W": who held it before."""
    n = post.where.last
    n -= 2 * (line.words[n - 2 : n] == ("in", "place"))
    begins = post.holding is not None and post.holding.manner == "begins"
    if begins and line.words[n : n + 3] == ("in", "place", "of"):
        person = find_person(document, line, n + 3)
        if person:
            yield person


TOLD = 0.9
"""The confidence of a role whose sentence tells where it is held."""


def _rate(
    span: RoleSpan, holding: Holding, told: Reference | None, reference: Reference | None
) -> float:
    """How sure: whole where the sentence tells where; a job or rank of nowhere is only proposed."""
    if holding.manner == "doubtful":
        return 0.3
    if told:
        return TOLD
    rank = span.noun in ("captain", "commander") and holding.verb < 0 and span.role.istitle()
    if span.kind in ("job", "rank") and reference and span.qualifier is None:
        return 0.6
    if span.kind in ("job", "rank") or (rank and not reference):
        return 0.4
    return 0.6 if reference else 0.65


def _read_behind_name(
    document: Document, line: Line, post: Post, holding: Holding
) -> Reference | None:
    """ "Professor Roe of the University of Y", "Senator Roe of New Hampshire", "Officer Roe, of the City Police,"."""
    n = holding.last + 1
    n += holding.last >= 0 and line.word(n) == ","
    if holding.last < 0 or n >= len(line.tokens) or line.tokens[n].text not in ("of", "at", "from"):
        return None
    end = find_end(document, line, n + 1)
    mention = line.names.get(end - 1)
    if mention is None and line.word(end - 1) == "police":
        return read_body(document, line, n + 1, end)  # "Sgt. Jane Roe of the county police"
    seat = line.tokens[n].text == "of" and post.span.noun.removesuffix("-elect") in _SEATED
    if mention is None or mention.label not in (("ORG", "LOC") if seat else ("ORG",)):
        return None
    return read_body(document, line, n + 1, end)


_SEATED = frozenset(
    [
        "senator",
        "representative",
        "congressman",
        "congresswoman",
        "governor",
        "mayor",
        "bishop",
        "archbishop",
        "sheriff",
        "deputy",
        "president",
        "chancellor",
        "king",
        "queen",
        "emperor",
        "sultan",
        "emir",
    ]
)
"""Offices that somebody holds for a place: "Senator Roe of New Hampshire"."""


def _read_own_place(document: Document, line: Line, person: str) -> Reference | None:
    """ "Foreign Ministers Roe of Ostland and Bay of Westland": each is of another."""
    for _, last, mention in line.list_names():
        if mention.profile == person and line.word(last) == "of":
            behind = line.names.get(last + 1)
            return refer(document, behind.profile) if behind and behind.label != "PER" else None
    return None


def _read_kinship(
    document: Document, line: Line, post: Post, claims: Sequence[RoleClaim]
) -> Iterator[Kinship]:
    word = line.words[post.where.first]
    owner = post.where.owner
    if owner is None and word in ("his", "her"):
        # Not known by gender: the one whose role was told last, in a sentence before.
        start = document.source.sentences[line.number].start
        before = [c for c in claims if c.evidence[0].start < start]
        owner = before[-1].person.profile if before else None
    if post.holding is None or owner is None:
        return
    begin, _ = read_term(document, line, post.where, post.holding)
    place = line.tokens[post.span.head].start
    for person in post.holding.persons:
        yield Kinship(
            person=person,
            noun=post.span.noun,
            owner=owner,
            evidence=quote_sentence(document.source, line.number),
            place=place,
            date=begin,
            organization=post.where.reference,
        )


# --- one claim for what is told twice -----------------------------------------------------------


def _join_alike(claims: Sequence[RoleClaim]) -> list[RoleClaim]:
    """One claim for each person and role; the surest gives the organization."""
    found: list[RoleClaim] = []
    places: dict[str | None, list[int]] = defaultdict(list)
    for claim in claims:
        own = places[claim.person.profile]
        place = next((n for n in own if _is_same(found[n], claim)), None)
        if place is None:
            own.append(len(found))
            found.append(claim)
        else:
            found[place] = _join(found[place], claim)
    return found


def _is_same(one: RoleClaim, two: RoleClaim) -> bool:
    if one.person.profile != two.person.profile or _fold(one.role) != _fold(two.role):
        return False
    if (one.qualifier == "deputy") != (two.qualifier == "deputy"):
        return False
    return _agree(one, two)


def _agree(one: RoleClaim, two: RoleClaim) -> bool:
    """Whether the organizations of two claims may be one: a guess gives way to what is told."""
    if one.organization is None or two.organization is None:
        return True
    return min(one.confidence, two.confidence) < 0.7 or one.organization == two.organization


def _fold(role: str) -> str:
    alike: dict[str, str] = read_table("offices")["alike"]
    return alike.get(role.lower(), role.lower())


def _join(one: RoleClaim, two: RoleClaim) -> RoleClaim:
    best = max(one, two, key=lambda c: (c.organization is not None, c.confidence))
    return replace(
        one,
        organization=best.organization,
        qualifier=one.qualifier or two.qualifier,
        begin=one.begin or two.begin,
        end=one.end or two.end,
        evidence=tuple(dict.fromkeys((*one.evidence, *two.evidence))),
        confidence=max(one.confidence, two.confidence),
    )


def _drop_shorter(claims: Sequence[RoleClaim]) -> tuple[RoleClaim, ...]:
    """Without "the minister, X" where X is the finance minister."""
    own: dict[str | None, list[RoleClaim]] = defaultdict(list)
    for claim in claims:
        own[claim.person.profile].append(claim)
    return tuple(
        c for c in claims if not any(_says_more(other, c) for other in own[c.person.profile])
    )


_LOWER = ("vice", "assistant", "associate")
"""What stands before an office is another than it: a vice president is no president."""


def _says_more(long: RoleClaim, short: RoleClaim) -> bool:
    before, found, behind = long.role.lower().rpartition(f" {short.role.lower()}")
    return (
        long.person.profile == short.person.profile
        and long.confidence >= 0.5
        and bool(found and not behind)
        and not before.endswith(_LOWER)
        and (long.qualifier == "deputy") == (short.qualifier == "deputy")
        and _agree(long, short)
    )
