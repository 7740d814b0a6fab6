"""Whom "he", "its" and "the company" stand for: mentions without a name.

Among what has been spoken of and fits in kind and gender the heaviest is meant (`salience.py`), if
no other comes close; none where the words do not allow it: who is seen by "him" is not "he".
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from operator import itemgetter

from sourceline.extract.rules.anaphors import Anaphor, is_possessive, is_self, read_anaphor
from sourceline.extract.rules.bodies import (
    Calling,
    index_callings,
    is_body,
    may_be_firm,
    read_nouns,
)
from sourceline.extract.rules.document import Document
from sourceline.extract.rules.genders import find_genders
from sourceline.extract.rules.memo import keep_last
from sourceline.extract.rules.predicates import Tree, read_trees
from sourceline.extract.rules.quotes import is_between, is_quoted
from sourceline.extract.rules.referents import Referent, Scene, meet_noun
from sourceline.extract.rules.salience import find_clause, find_doer, is_main, weigh
from sourceline.extract.rules.verbs import find_base
from sourceline.model import Label, Mention, ProfileClaim


@dataclass(slots=True)
class _Reading:
    """The state of one walk through a text."""

    document: Document
    claims: dict[str, ProfileClaim]
    callings: dict[str, Calling]
    genders: dict[str, str]
    first: frozenset[str]
    """The profiles of the title and the first sentence."""
    scene: Scene = field(default_factory=Scene)
    met: dict[str, None] = field(default_factory=dict)
    """The profiles spoken of so far, in order."""
    called: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    """Noun → the profiles so far that the text calls so anywhere."""


_LABELS: dict[str, Label] = {
    "person": "PER",
    "organization": "ORG",
    "place": "LOC",
    "product": "MISC",
}


def find_anaphors(document: Document) -> tuple[Mention, ...]:
    """Pronouns and definite nouns with the profile they stand for; unclear ones are left out."""
    if not document.tokens:
        return ()
    reading = _Reading(
        document,
        index_profiles(document),
        index_callings(document),
        find_genders(document),
        _list_first(document),
    )
    return tuple(
        mention for tree in read_trees(document) for mention in _walk_sentence(reading, tree)
    )


def _list_first(document: Document) -> frozenset[str]:
    """The profiles named in the first two blocks: the title and what follows it."""
    blocks = document.source.blocks[:2]
    end = blocks[-1].end if blocks else 0
    return frozenset(m.profile for m in document.mentions if m.profile and m.start < end)


def _walk_sentence(reading: _Reading, tree: Tree) -> Iterator[Mention]:
    scene, source = reading.scene, reading.document.source
    scene.open_sentence()
    until = -1
    for n, token in enumerate(tree.line.tokens):
        name = tree.line.names.get(n)
        if name is not None:
            if (
                name.start == token.start
                and name.profile
                and not is_quoted(reading.document, token.start)
            ):
                _meet_name(reading, tree, n, name.profile)
            continue
        if n < until or is_between(source, token.start):
            continue
        anaphor = read_anaphor(tree, n)
        found = _resolve(reading, tree, anaphor) if anaphor else None
        if anaphor and found and found.profile:
            until = anaphor.last
            _learn(reading, anaphor, found)
            scene.meet(found.profile, found, tree, anaphor.head)
            end = tree.line.tokens[anaphor.last - 1].end
            yield Mention(
                token.start, end, source.text[token.start : end], _LABELS[found.kind], found.profile
            )
        else:
            meet_noun(scene, tree, n)


def _meet_name(reading: _Reading, tree: Tree, n: int, profile: str) -> None:
    kind = reading.claims[profile].kind
    if kind not in _LABELS:
        return
    name = tree.line.names[n]
    head = next(
        (
            k
            for k in range(n, len(tree.parses))
            if tree.line.names.get(k) is name and tree.parses[k].relation != "flat"
        ),
        n,
    )
    reading.scene.meet(profile, Referent(profile, kind, reading.genders.get(profile)), tree, head)
    if profile not in reading.met:
        reading.met[profile] = None
        for noun in reading.callings[profile].nouns:
            reading.called[noun].append(profile)


def _learn(reading: _Reading, anaphor: Anaphor, found: Referent) -> None:
    """Who was "she" once is a woman from there on."""
    if anaphor.gender and found.profile and not found.gender:
        found.gender = reading.genders[found.profile] = anaphor.gender


# --- choosing -----------------------------------------------------------------------------------

_CLOSE = 0.9
"""Part of the heaviest weight at which a second candidate makes the choice unclear."""


def _resolve(reading: _Reading, tree: Tree, anaphor: Anaphor) -> Referent | None:
    if is_self(tree, anaphor.head):
        return _resolve_self(reading, tree, anaphor)
    if anaphor.sort == "he":
        return _choose_person(reading, tree, anaphor)
    if anaphor.sort == "it":
        return _choose_thing(reading, tree, anaphor)
    if anaphor.sort == "they":
        return _choose_many(reading, tree, anaphor)
    if anaphor.sort == "aged":
        people = [r for r in reading.scene.list_all() if r.kind == "person"]
        return _pick([(r, _weigh(reading, r)) for r in people])
    return _choose_called(reading, tree, anaphor) or _choose_organization(reading, tree, anaphor)


def _pick(ranks: list[tuple[Referent, float]]) -> Referent | None:
    """The heaviest, if it is a profile and no other comes close."""
    if not ranks:
        return None
    ranks = sorted(ranks, key=itemgetter(1), reverse=True)
    best, weight = ranks[0]
    if weight <= 0 or (len(ranks) > 1 and ranks[1][1] >= _CLOSE * weight):
        return None
    return best if best.profile else None


def _weigh(reading: _Reading, referent: Referent) -> float:
    """Its weight; somewhat more for what the text names often and early."""
    weight = referent.weight + referent.here
    if not referent.profile:
        return weight
    times = min(reading.claims[referent.profile].mentions, 6)
    return weight * (1 + 0.06 * times) * (1.15 if referent.profile in reading.first else 1.0)


def _list_allowed(reading: _Reading, tree: Tree, n: int) -> list[Referent]:
    """The referents but those that the words around token `n` forbid, with the one behind it that
    the main clause is about ("In her speech, Visser …")."""
    barred = _list_barred(reading, tree, n)
    return [r for r in reading.scene.list_all() if not any(r is b for b in barred)]


def _list_barred(reading: _Reading, tree: Tree, n: int) -> list[Referent]:
    """Those that take part in what is done to it: of "he saw him" one is not the other."""
    here = [r for r in reading.scene.list_all() if r.sentence == tree.line.number and r.here]
    verb = find_clause(tree, n)
    if verb is None or is_possessive(tree, n):
        return []
    doer = find_doer(tree, verb)
    barred = [r for r in here if find_clause(tree, r.head) == verb]
    if doer is not None and doer != n:
        barred += [
            r
            for r in here
            if r.head == doer or tree.line.names.get(r.head, r) is tree.line.names.get(doer)
        ]
    return barred


def _list_parallel(tree: Tree, n: int, referent: Referent) -> float:
    """More for what stood in the same place: the one who did it before does it now."""
    place, _ = weigh(tree, n)
    subject = place in ("main", "subject")
    return 1.2 if subject and referent.place in ("main", "subject") else 1.0


def _choose_person(reading: _Reading, tree: Tree, anaphor: Anaphor) -> Referent | None:
    ranks = []
    for referent in [
        *_list_allowed(reading, tree, anaphor.head),
        *_list_ahead(reading, tree, anaphor.head),
    ]:
        if referent.kind != "person" or referent.gender not in (None, anaphor.gender):
            continue
        share = 1.0 if referent.gender else _UNKNOWN
        ranks.append(
            (
                referent,
                _weigh(reading, referent) * share * _list_parallel(tree, anaphor.head, referent),
            )
        )
    return _pick(ranks)


_UNKNOWN = 0.75
"""Share of the weight for whoever may be a man or a woman."""
_AHEAD = 80.0


def _list_ahead(reading: _Reading, tree: Tree, n: int) -> Iterator[Referent]:
    """The subject of the main clause, where the pronoun stands in what opens it."""
    root = next((k for k, p in enumerate(tree.parses) if p.relation == "root"), None)
    subject = find_doer(tree, root) if root is not None else None
    name = tree.line.names.get(subject) if subject is not None and subject > n else None
    if root is None or name is None or not name.profile or not _opens(tree, n, root):
        return
    known = reading.scene.referents.get(name.profile)
    weight = (known.weight + known.here if known else 0.0) + _AHEAD
    if known:
        return  # it stands among the others
    kind = reading.claims[name.profile].kind
    if kind in _LABELS:
        yield Referent(name.profile, kind, reading.genders.get(name.profile), weight)


def _opens(tree: Tree, n: int, root: int) -> bool:
    """Whether a word stands in a phrase or clause before the subject of the main verb."""
    for _ in range(6):
        parse = tree.parses[n]
        if parse.head == root:
            return parse.relation in ("obl", "advcl", "advmod")
        if parse.head < 0:
            return False
        n = parse.head
    return False


def _choose_thing(reading: _Reading, tree: Tree, anaphor: Anaphor) -> Referent | None:
    """ "it": a firm rather where one must speak or own; else a thing as well."""
    deciding = _decides(tree, anaphor.head)
    ranks = []
    for referent in _list_allowed(reading, tree, anaphor.head):
        if referent.kind not in ("organization", "product", "place", "thing"):
            continue
        share = 1.0
        if referent.kind != "organization":
            share = 0.35 if deciding else 0.8
        if referent.kind == "place" and referent.place not in ("main", "subject", "owner"):
            continue
        ranks.append(
            (
                referent,
                _weigh(reading, referent) * share * _list_parallel(tree, anaphor.head, referent),
            )
        )
    return _pick(ranks)


def _decides(tree: Tree, n: int) -> bool:
    """Whether "it" says or owns what only somebody can: "it denied", "its chairman"."""
    if is_possessive(tree, n):
        return tree.parses[n].head >= 0 and tree.word(tree.parses[n].head) in read_nouns(
            "owned", "words"
        )
    verb = find_clause(tree, n)
    return (
        verb is not None
        and find_doer(tree, verb) == n
        and find_base(tree.word(verb)) in read_nouns("speaking", "verbs")
    )


def _choose_many(reading: _Reading, tree: Tree, anaphor: Anaphor) -> Referent | None:
    """ "they": several people, or a club that the text speaks of as of several."""
    ranks = []
    for referent in _list_allowed(reading, tree, anaphor.head):
        if referent.kind == "organization":
            team = is_body(reading.callings[referent.profile or ""], "team")
            ranks.append((referent, _weigh(reading, referent) * (1.0 if team else 0.5)))
        elif referent.kind == "people":
            ranks.append((referent, _weigh(reading, referent)))
    return _pick(ranks)


def _resolve_self(reading: _Reading, tree: Tree, anaphor: Anaphor) -> Referent | None:
    """ "himself": whoever does it; or the one named right before."""
    verb = find_clause(tree, anaphor.head)
    doer = find_doer(tree, verb) if verb is not None else None
    for referent in reading.scene.list_all():
        if referent.sentence == tree.line.number and referent.here and referent.profile:
            near = referent.head in (doer, anaphor.head - 1)
            fits = (referent.kind == "person") == (anaphor.sort == "he")
            if near and fits and referent.gender in (None, anaphor.gender or None):
                return referent
    return None


# --- nouns --------------------------------------------------------------------------------------

_NEAR = 2.0
"""How much more recency counts for "the company" than for a pronoun."""
_TIMES = 15.0
_OPENING = 30.0


def _choose_called(reading: _Reading, tree: Tree, anaphor: Anaphor) -> Referent | None:
    """The one that the text calls so: "the retailer" of "the Canadian retailer Maison Forget"."""
    if anaphor.sort == "firm" and not (anaphor.trade or anaphor.before):
        return None
    called = reading.called.get(anaphor.noun, ())
    if anaphor.before:
        wanted = f"{anaphor.before} {anaphor.noun}"
        exact = [p for p in called if wanted in reading.callings[p].qualified]
        called = exact or [
            p for p in called if anaphor.sort == "person" and not reading.callings[p].qualified
        ]
    return _pick_profile(reading, tree, anaphor, called)


def _choose_organization(reading: _Reading, tree: Tree, anaphor: Anaphor) -> Referent | None:
    if anaphor.sort == "person" or anaphor.before:
        return None
    kinds = ("organization", "place") if anaphor.sort == "body" else ("organization",)
    fitting = []
    for profile in reading.met:
        calling = reading.callings[profile]
        fits = is_body(calling, anaphor.noun) if anaphor.sort == "body" else may_be_firm(calling)
        if reading.claims[profile].kind in kinds and fits:
            fitting.append(profile)
    return _pick_profile(reading, tree, anaphor, fitting[-_WINDOW:])


_WINDOW = 40
"""So many of the last candidates are weighed, to stay linear in long texts."""


def _pick_profile(
    reading: _Reading, tree: Tree, anaphor: Anaphor, profiles: list[str] | tuple[str, ...]
) -> Referent | None:
    """The one near and named often: a definite noun goes back further than a pronoun."""
    barred = _list_barred(reading, tree, anaphor.head)
    ranks = []
    for profile in profiles:
        claim = reading.claims[profile]
        known = reading.scene.referents.get(profile)
        if any(known is b for b in barred):
            continue
        referent = known or Referent(profile, claim.kind, reading.genders.get(profile))
        near = (referent.weight + referent.here) * _NEAR
        opening = _OPENING if profile in reading.first else 0.0
        ranks.append((referent, near + _TIMES * min(claim.mentions, 6) + opening))
    return _pick(ranks)


@keep_last("profiles")
def find_focus(document: Document) -> str | None:
    """The organization that the text is about: named at least twice as often as the next one."""
    counts = Counter({p.id: p.mentions for p in document.profiles if p.kind == "organization"})
    ranks = counts.most_common(2)
    if not ranks:
        return None
    clear = len(ranks) == 1 or ranks[0][1] >= 2 * ranks[1][1]
    return ranks[0][0] if clear else None


@keep_last("profiles")
def index_profiles(document: Document) -> dict[str, ProfileClaim]:
    """The profiles by id."""
    return {profile.id: profile for profile in document.profiles}
