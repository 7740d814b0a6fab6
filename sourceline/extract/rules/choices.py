"""Choosing whom an anaphor stands for.

Among what has been spoken of and fits in kind and gender the heaviest is meant (`salience.py`), if
no other comes close; none that the sentence itself forbids: who is seen by "him" is not "he".
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from operator import itemgetter

from sourceline.extract.rules.anaphors import Anaphor, is_possessive, is_self
from sourceline.extract.rules.bodies import (
    Calling,
    is_body,
    is_firm,
    is_reporter,
    load_bodies,
    may_be_firm,
)
from sourceline.extract.rules.gazetteers import read_words
from sourceline.extract.rules.referents import Referent, Scene
from sourceline.extract.rules.salience import (
    Place,
    find_clause,
    find_doer,
    find_holder,
    find_outer_doer,
    find_upper_doer,
    weigh,
)
from sourceline.extract.rules.trees import Tree
from sourceline.extract.rules.verbs import find_base
from sourceline.model import ProfileClaim

Ranks = list[tuple[Referent, float]]


@dataclass(slots=True, kw_only=True)
class Reading:
    """The state of one walk through a text."""

    claims: dict[str, ProfileClaim]
    callings: dict[str, Calling]
    genders: dict[str, str]
    opening: frozenset[str]
    """The profiles of the title and the first sentences."""
    scene: Scene = field(default_factory=Scene)
    met: dict[str, None] = field(default_factory=dict)
    """The profiles spoken of so far, in order."""
    called: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    """Noun → the profiles met so far that the text calls so anywhere."""
    teams: set[str] = field(default_factory=set)
    """The organizations that were "they"."""


def choose(reading: Reading, tree: Tree, anaphor: Anaphor) -> Referent | None:
    """What the anaphor stands for; None where it is no profile, or unclear."""
    if is_self(tree, anaphor.head):
        return _choose_self(reading, tree, anaphor)
    match anaphor.sort:
        case "he":
            return _pick(_rank_people(reading, tree, anaphor))
        case "it":
            return _pick(_rank_things(reading, tree, anaphor.head))
        case "they":
            return _pick(_rank_many(reading, tree, anaphor.head))
        case "aged":
            return _pick(_rank_aged(reading, tree, anaphor.head))
        case "varied":
            called = [
                p
                for p in reading.called.get(anaphor.noun, [])
                if reading.claims[p].kind == "person"
            ]
            return _pick(
                _rank_nouns(reading, tree, anaphor, called)
                or _rank_aged(reading, tree, anaphor.head)
            )
        case _:
            called = _list_called(reading, anaphor)
            found = _pick(_rank_nouns(reading, tree, anaphor, called))
            return found or _pick(
                _rank_nouns(reading, tree, anaphor, _list_fitting(reading, anaphor))
            )


_CLOSE = 0.9
"""Part of the heaviest weight at which a second candidate makes the choice unclear."""


def _pick(ranks: Ranks) -> Referent | None:
    """The heaviest, if it is a profile and no other comes close."""
    ranks = sorted(ranks, key=itemgetter(1), reverse=True)
    if not ranks or ranks[0][1] <= 0:
        return None
    close = len(ranks) > 1 and ranks[1][1] >= _CLOSE * ranks[0][1]
    return None if close or not ranks[0][0].profile else ranks[0][0]


# --- pronouns -----------------------------------------------------------------------------------

_SUBJECTS: tuple[Place, ...] = ("main", "subject")
_NAMED = 0.06
"""How much more each naming of it in the text makes a profile weigh."""
_OFTEN = 6
_EARLY = 1.15
_PARALLEL = 1.2
_OUTER = 1.3
_SINCE = 2.0
_HELD = 3.0
_OWNING = 1.25
_GONE = 8.0


def _weigh(reading: Reading, tree: Tree, n: int, referent: Referent) -> float:
    """Its weight for the pronoun at `n`: more for what the text names often and early, for what did
    something before as it does now, for whoever tells it, and for what has it."""
    weight = referent.weight + referent.here
    if referent.profile:
        times = min(reading.claims[referent.profile].mentions, _OFTEN)
        weight *= (1 + _NAMED * times) * (_EARLY if referent.profile in reading.opening else 1.0)
    place, _ = weigh(tree, n)
    if place in _SUBJECTS and referent.place in _SUBJECTS:
        weight *= _PARALLEL
    if referent.sentence == tree.line.number and referent.here:
        outer = _is_at(tree, referent, find_outer_doer(tree, n))
        weight *= (_SINCE if _dates_clause(tree, n) else _OUTER) if outer else 1.0
        weight *= _OWNING if _is_at(tree, referent, _find_owner(tree, n)) else 1.0
        weight *= _GONE if _is_at(tree, referent, _find_predecessor(tree, n)) else 1.0
        held = is_possessive(tree, n) and _is_at(tree, referent, find_holder(tree, n))
        weight *= _HELD if held else 1.0
    return weight


def _dates_clause(tree: Tree, n: int) -> bool:
    """Whether a pronoun does what only says when: "the largest fine that the regulator has imposed since it was set
    up" speaks of the regulator."""
    parse = tree.parses[n]
    if parse.relation != "nsubj" or tree.parses[parse.head].relation != "advcl":
        return False
    return any(tree.word(m) in _TIMES_OF for m in tree.list_by(parse.head, "mark"))


_TIMES_OF = frozenset({"since", "before", "after", "until"})


def _find_predecessor(tree: Tree, n: int) -> int | None:
    """Whom somebody followed, where the pronoun says why: "took over from Roe after he was dismissed"."""
    clause = tree.parses[n].head if tree.parses[n].relation == "nsubj" else -1
    if clause < 0 or tree.parses[clause].relation != "advcl" or tree.parses[clause].head < 0:
        return None
    if find_base(tree.word(clause)) not in _LEAVING:
        return None  # "succeeded Roe after he won the vote" speaks of the successor
    verb = tree.parses[clause].head
    base = find_base(tree.word(verb))
    if base in ("succeed", "replace"):
        return next(iter(tree.list_by(verb, "obj")), None)
    if base != "take" or tree.word(verb + 1) != "over":
        return None
    left = (k for k in tree.list_by(verb, "obl") if _is_from(tree, k))
    return next(left, None)


def _is_from(tree: Tree, n: int) -> bool:
    return any(tree.word(k) == "from" for k in tree.list_by(n, "case"))


_LEAVING = frozenset(
    {
        "die",
        "resign",
        "retire",
        "leave",
        "quit",
        "step",
        "depart",
        "dismiss",
        "sack",
        "fire",
        "oust",
        "suspend",
    }
    | {"arrest", "appoint", "promote", "fall"}
)


def _find_owner(tree: Tree, n: int) -> int | None:
    """Who does what is done to a thing of "his": of "Wong lost and resigned his post" the first."""
    if not is_possessive(tree, n) or tree.parses[n].head < 0:
        return None
    verb = find_clause(tree, tree.parses[n].head)
    return find_doer(tree, verb) if verb is not None else None


def _is_at(tree: Tree, referent: Referent, n: int | None) -> bool:
    """Whether a referent was last spoken of by the word at `n`, or by the name it is part of."""
    if n is None:
        return False
    name = tree.line.names.get(n)
    return referent.head == n or (name is not None and tree.line.names.get(referent.head) is name)


def _list_allowed(reading: Reading, tree: Tree, n: int) -> Iterator[Referent]:
    """The referents but those that take part in what is done to it: of "he saw him" one is not the
    other; nor is either what it owns."""
    verb = None if is_possessive(tree, n) else find_clause(tree, n)
    doer = find_doer(tree, verb) if verb is not None else None
    if verb is not None and doer != n and tree.line.tags[verb] == "VBG":
        doer = find_upper_doer(tree, verb)
    kin = _find_kin(tree, n)
    if kin is None:
        kin = _find_taker(tree, n)
    for referent in reading.scene.list_all():
        here = referent.sentence == tree.line.number and referent.here > 0
        takes_part = here and verb is not None and find_clause(tree, referent.head) == verb
        if here and _is_at(tree, referent, kin):
            continue
        if not (here and (takes_part or (doer != n and _is_at(tree, referent, doer)))):
            yield referent


def _find_kin(tree: Tree, n: int) -> int | None:
    """Who is called "his successor" or "her deputy", and so is not "he" or "she": of "named Brenn as
    his successor", "Brenn is his successor" Brenn."""
    noun = tree.parses[n].head if is_possessive(tree, n) else -1
    if noun < 0 or tree.word(noun) not in read_words("offices", "nouns", "kin"):
        return None
    parse = tree.parses[noun]
    if tree.list_by(noun, "cop"):
        # Some parses take the name before "was" for part of the noun.
        named = (c for c in tree.children[noun] if c < n and c in tree.line.names)
        return next(named, find_doer(tree, noun))
    if parse.relation in ("obl", "xcomp"):
        done = tree.list_by(parse.head, "obj")
        return done[0] if done else find_doer(tree, parse.head)
    return None


_TAKING = frozenset({"accept", "reject", "refuse", "receive", "demand", "welcome", "regret"})
_GIVEN = frozenset({"resignation", "apology", "request", "offer", "invitation", "departure"})


def _find_taker(tree: Tree, n: int) -> int | None:
    """Who accepts "his resignation", and so is not "he"."""
    noun = tree.parses[n].head if is_possessive(tree, n) else -1
    if noun < 0 or tree.word(noun) not in _GIVEN or tree.parses[noun].relation != "obj":
        return None
    verb = tree.parses[noun].head
    if find_base(tree.word(verb)) not in _TAKING:
        return None
    return find_doer(tree, verb)


_UNKNOWN = 0.75
"""Share of the weight for whoever may be a man or a woman."""


def _rank_people(reading: Reading, tree: Tree, anaphor: Anaphor) -> Ranks:
    known = [*_list_allowed(reading, tree, anaphor.head), *_list_ahead(reading, tree, anaphor.head)]
    return [
        (r, _weigh(reading, tree, anaphor.head, r) * (1.0 if r.gender else _UNKNOWN))
        for r in known
        if r.kind == "person" and r.gender in (None, anaphor.gender)
    ]


_SAME = 1.5


def _rank_aged(reading: Reading, tree: Tree, n: int) -> Ranks:
    """ "the 52-year-old": whoever the same sentence names before anybody else."""
    people = [r for r in reading.scene.list_all() if r.kind == "person"]
    return [(r, _weigh(reading, tree, n, r) * (_SAME if r.here else 1.0)) for r in people]


_AHEAD = 80.0


def _list_ahead(reading: Reading, tree: Tree, n: int) -> Iterator[Referent]:
    """The subject of the main clause that nobody has heard of, where the pronoun stands in what
    opens it: "In her speech, Visser …"."""
    root = next((k for k, p in enumerate(tree.parses) if p.relation == "root"), None)
    subject = find_doer(tree, root) if root is not None else None
    name = tree.line.names.get(subject) if subject is not None and subject > n else None
    if root is None or name is None or not name.profile or not _opens(tree, n, root):
        return
    if name.profile not in reading.scene.referents:
        kind, gender = reading.claims[name.profile].kind, reading.genders.get(name.profile)
        yield Referent(name.profile, kind, gender, _AHEAD)


def _opens(tree: Tree, n: int, root: int) -> bool:
    """Whether a word stands in a phrase or clause that hangs on the main verb."""
    for _ in range(6):
        parse = tree.parses[n]
        if parse.head == root:
            return parse.relation in ("obl", "advcl", "advmod")
        if parse.head < 0:
            return False
        n = parse.head
    return False


_DULL = 0.35
_THING = 0.8
_SUFFERING = 0.7


def _rank_things(reading: Reading, tree: Tree, n: int) -> Ranks:
    """ "it": a firm where one must decide or own; else a thing as well, and sooner as what suffers."""
    if _is_put_to(tree, n):
        return []
    deciding = _decides(tree, n)
    suffering = not is_possessive(tree, n) and weigh(tree, n)[0] not in _SUBJECTS
    ranks: Ranks = []
    for referent in _list_allowed(reading, tree, n):
        if referent.kind == "organization" or _is_house(reading, referent):
            share = _SUFFERING if suffering else 1.0
        elif referent.kind == "place" and referent.place not in _SUBJECTS:
            continue
        elif referent.kind in ("product", "place", "thing"):
            share = _DULL if deciding else _THING
        else:
            continue
        ranks.append((referent, _weigh(reading, tree, n, referent) * share))
    return ranks


def _is_put_to(tree: Tree, n: int) -> bool:
    """ "will vote on it", "agreed to it": a matter, and no firm."""
    verb = find_clause(tree, n)
    cases = {tree.word(k) for k in tree.list_by(n, "case")}
    voted = verb is not None and find_base(tree.word(verb)) in ("vote", "decide", "agree", "rule")
    return voted and bool(cases & {"on", "to", "over"})


def _is_house(reading: Reading, referent: Referent) -> bool:
    """Whether a place is a museum, a theatre …: somebody as well."""
    words = reading.callings[referent.profile].words if referent.profile else frozenset()
    return referent.kind == "place" and bool(words.intersection(load_bodies()))


def _decides(tree: Tree, n: int) -> bool:
    """Whether "it" says or owns what only somebody can: "it denied", "its chairman"."""
    if is_possessive(tree, n):
        owned = tree.parses[n].head
        return owned >= 0 and tree.word(owned) in read_words("anaphors", "owned", "words")
    verb = find_clause(tree, n)
    if verb is None or find_doer(tree, verb) != n:
        return False
    return find_base(tree.word(verb)) in read_words("anaphors", "speaking", "verbs")


_TEAM, _FIRM, _OTHER = 1.0, 0.4, 0.8


def _rank_many(reading: Reading, tree: Tree, n: int) -> Ranks:
    """ "they": several people; or what a text speaks of as of several, which does something there."""
    ranks: Ranks = []
    for referent in _list_allowed(reading, tree, n):
        if referent.kind == "people":
            ranks.append((referent, _weigh(reading, tree, n, referent)))
        elif referent.kind == "organization" and referent.place in _SUBJECTS and referent.profile:
            team = _is_team(reading, referent.profile)
            share = (
                _TEAM if team else _FIRM if is_firm(reading.callings[referent.profile]) else _OTHER
            )
            ranks.append((referent, _weigh(reading, tree, n, referent) * share))
    return ranks


def _is_team(reading: Reading, profile: str) -> bool:
    return profile in reading.teams or is_body(reading.callings[profile], "team")


def _choose_self(reading: Reading, tree: Tree, anaphor: Anaphor) -> Referent | None:
    """ "himself": whoever does it; or the one spoken of right before."""
    verb = find_clause(tree, anaphor.head)
    doer = find_doer(tree, tree.parses[anaphor.head].head if verb is None else verb)
    for referent in reading.scene.list_all():
        if referent.sentence == tree.line.number and referent.here and referent.profile:
            near = referent.head == anaphor.head - 1 or _is_at(tree, referent, doer)
            fits = (referent.kind == "person") == (anaphor.sort == "he")
            if near and fits and referent.gender in (None, anaphor.gender or None):
                return referent
    return None


# --- nouns --------------------------------------------------------------------------------------

_NEAR = 2.0
"""How much more recency counts for "the company" than what else speaks for a candidate."""
_TIMES = 20.0
_OPENING = 30.0
_SHOWN = 40.0
"""More for what is called a firm or has a firm's name."""
_WINDOW = 40
"""So many of the last candidates are weighed, to stay linear in long texts."""


def _list_called(reading: Reading, anaphor: Anaphor) -> list[str]:
    """Those that the text calls so: "the retailer" of "the Canadian retailer Maison Forget". That
    something is called a company makes it no more "the company" than another is."""
    if anaphor.sort == "firm" and not (anaphor.trade or anaphor.before or anaphor.noun == "group"):
        return []
    called = reading.called.get(anaphor.noun, [])[-_WINDOW:]
    if anaphor.sort == "person":
        called = [p for p in called if reading.claims[p].kind != "organization"]
    if not anaphor.before:
        return called
    wanted = f"{anaphor.before} {anaphor.noun}"
    exact = [p for p in called if wanted in reading.callings[p].qualified]
    plain = [p for p in called if not reading.callings[p].qualified]
    return exact or (plain if anaphor.sort == "person" else [])


def _list_fitting(reading: Reading, anaphor: Anaphor) -> list[str]:
    """The firms, or the bodies of the kind, met so far."""
    if anaphor.sort == "person" or anaphor.before:
        return []
    if anaphor.noun in read_words("anaphors", "parts"):
        return []
    found: list[str] = []
    for profile in [*reading.met][-_WINDOW:]:
        kind, calling = reading.claims[profile].kind, reading.callings[profile]
        if anaphor.sort == "firm":
            fits = kind == "organization" and may_be_firm(calling)
            fits = fits and not is_reporter(reading.claims[profile])
        else:
            team = "team" in load_bodies()[anaphor.noun] and profile in reading.teams
            fits = kind in ("organization", "place") and (team or is_body(calling, anaphor.noun))
        if fits:
            found.append(profile)
    return found


_VOICED = 160.0
"""More for whom somebody speaks: "a spokesman for Acme said the company …"."""


def _find_voice(tree: Tree, n: int, referents: Iterable[Referent]) -> Referent | None:
    """For whom the one speaks who tells what the clause of a noun says; analysts and lawyers speak of others."""
    speaker = find_outer_doer(tree, n)
    if speaker is None or not tree.word(speaker).startswith("spokes"):
        return None
    inside = {*tree.list_spread(speaker)}
    near = (r for r in referents if r.sentence == tree.line.number and r.head in inside)
    return next((r for r in near if r.here and r.kind == "organization"), None)


def _rank_nouns(reading: Reading, tree: Tree, anaphor: Anaphor, profiles: Iterable[str]) -> Ranks:
    """Near ones and those named often: a definite noun goes back further than a pronoun."""
    allowed = [*_list_allowed(reading, tree, anaphor.head)]
    voice = _find_voice(tree, anaphor.head, allowed)
    ranks: Ranks = []
    for profile in profiles:
        known = reading.scene.referents.get(profile)
        if known is not None and not any(known is r for r in allowed):
            continue
        claim = reading.claims[profile]
        referent = known or Referent(profile, claim.kind, reading.genders.get(profile))
        weight = (referent.weight + referent.here) * _NEAR + _TIMES * min(claim.mentions, _OFTEN)
        weight += _OPENING if profile in reading.opening else 0.0
        if anaphor.sort == "firm" and is_firm(reading.callings[profile]):
            weight += _SHOWN
        if known is not None and known is voice:
            weight += _VOICED
        ranks.append((referent, weight))
    return ranks
