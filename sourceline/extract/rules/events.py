"""Events: predicates and nouns that a frame fits, with who took part, when, and a title."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from sourceline.extract.ground import quote_sentence
from sourceline.extract.rules.attributions import index_sayings
from sourceline.extract.rules.background import is_background
from sourceline.extract.rules.deeds import Deed, find_deeds
from sourceline.extract.rules.document import Document
from sourceline.extract.rules.frames import load_modality
from sourceline.extract.rules.headlines import write_title
from sourceline.extract.rules.levels import read_level, read_outcome
from sourceline.extract.rules.lifespans import find_lifespans
from sourceline.extract.rules.merging import merge_events
from sourceline.extract.rules.moments import MONTH, find_moment
from sourceline.extract.rules.nominals import find_nominals
from sourceline.extract.rules.nouns import Noun, is_unclear
from sourceline.extract.rules.participants import list_participants, name_main
from sourceline.extract.rules.predicates import Predicate, read_predicates
from sourceline.extract.rules.quotes import follows_speech, is_quoted
from sourceline.extract.rules.retellings import retell
from sourceline.extract.rules.senses import choose_kind, is_doubtful
from sourceline.extract.rules.spoken import index_profiles
from sourceline.extract.rules.statuses import Standing, read_standing
from sourceline.extract.rules.trees import read_trees
from sourceline.extract.rules.verb_forms import SPANS
from sourceline.model import Date, EventClaim, Participant


def find_events(document: Document) -> tuple[EventClaim, ...]:
    """What happened, each event once, in the order of the text."""
    found: list[EventClaim] = []
    for tree, predicates in zip(read_trees(document), read_predicates(document), strict=True):
        block = document.source.blocks[document.source.sentences[tree.line.number].block]
        question = bool(tree.line.tokens) and tree.line.tokens[-1].text == "?"
        if block.kind in ("paragraph", "item") and not question:
            for predicate in predicates:
                found += _read_predicate(document, predicate, found)
            found += find_nominals(document, tree)
            found += find_lifespans(document, tree)
    return merge_events(found)


def _read_predicate(
    document: Document, predicate: Predicate, found: Sequence[EventClaim]
) -> Iterator[EventClaim]:
    start = predicate.tree.line.tokens[predicate.head].start
    says = predicate.tree.word(predicate.head) in index_sayings()
    if is_quoted(document, start) or (says and follows_speech(document, start)):
        return
    standing = read_standing(predicate)
    if standing is None:
        return
    for deed in find_deeds(document, predicate):
        event = _make_event(document, deed, standing)
        if event:
            yield retell(found, deed, event)
            return
    if standing.status != "denied":
        event = read_outcome(document, predicate, standing) or read_level(
            document, predicate, standing
        )
        if event:
            yield event


def _make_event(document: Document, deed: Deed, standing: Standing) -> EventClaim | None:
    sense = deed.predicate.tree.line.find_sense(deed.predicate.head)
    kind = choose_kind(deed.frame, sense)
    if kind != deed.frame.kind:
        deed = replace(deed, frame=replace(deed.frame, kind=kind, object_role="object"))
    participants = list_participants(document, deed)
    if standing.status == "denied" and kind in load_modality()["needless"]:
        return None
    title = write_title(document, deed, standing)
    if title and standing.status == "denied":
        title = _affirm(title, deed.predicate)
    if title is None or not _is_worth(participants):
        return None
    tree, head = deed.predicate.tree, deed.predicate.head
    date = find_moment(
        document, tree, head, background=is_background(document, deed.predicate, kind)
    )
    if date is not None and standing.status == "asserted" and _is_too_late(document, deed, date):
        if deed.predicate.verb.base in _SETTING and kind not in ("announcement", "publication"):
            standing = Standing("planned")  # "set a hearing for May", which is the deed
        else:
            date = None  # "issued bonds due in May"
    if date is not None and standing.will and _is_too_early(document, date):
        date = None  # "beat Sorland on Saturday and will face Estland"
    dated = date is not None and date.basis != "published"
    if (
        standing.status == "asserted"
        and _is_habitual(deed.predicate)
        and date is not None
        and dated
        and document.source.published is not None
        and date.edtf[:10] > document.source.published
        and date.edtf[:1].isdigit()
    ):
        standing = Standing("planned", will=True)
    trust = _weigh(_find_trust(document, deed, participants, dated=dated), standing)
    doubted = standing.status != "denied" and is_doubtful(
        kind, sense
    )  # what did not happen is none
    return EventClaim(
        id=f"{name_main(deed)}-{kind}",
        kind=kind,
        title=title,
        date=date,
        status=standing.status,
        participants=participants,
        evidence=(quote_sentence(document.source, tree.line.number),),
        confidence=min(trust, _DOUBTFUL) if doubted else trust,
    )


_DOUBTFUL = 0.4


def _is_too_late(document: Document, deed: Deed, date: Date) -> bool:
    """Whether a day, month or year lies behind the month of the report, of what has happened."""
    published, verb = document.source.published, deed.predicate.verb
    if published is None or not verb.past or verb.future or verb.modal or verb.form != "finite":
        return False
    return bool(_DAY.fullmatch(date.edtf)) and date.edtf[:MONTH] > published[:MONTH]


def _is_too_early(document: Document, date: Date) -> bool:
    """Whether a day lies before that of the report, of what will happen."""
    published = document.source.published
    if published is None or not _DAY.fullmatch(date.edtf):
        return False
    return date.edtf < published[: len(date.edtf)]


_SETTING = frozenset({"set", "announce", "schedule", "call", "fix", "book"})
_DAY = re.compile(r"\d{4}(?:-(?:0\d|1[0-2])(?:-\d\d)?)?")


def _affirm(title: str, predicate: Predicate) -> str:
    """What is denied, told as if it were not: "reach an agreement" of "reached no agreement"."""
    tree = predicate.tree
    sides = [n for n in (predicate.object, predicate.subject) if n is not None]
    held = [n for n in sides if any(tree.word(c) == "no" for c in tree.list_by(n, "det"))]
    if not held:
        return title
    plural = tree.line.tags[held[0]] in ("NNS", "NNPS")

    def put(found: re.Match[str]) -> str:
        article = "" if plural else "an " if found[1].lower() in "aeiou" else "a "
        return article + found[1]

    told = re.sub(r"\b[Nn]o (\w)", put, title, count=1)
    return told[:1].upper() + told[1:]


def _weigh(trust: float, standing: Standing) -> float:
    """The confidence of an event. Nobody by name in a phrase that only hints at it, as "plans to build
    a bridge": right in one of four (dev)."""
    faint = standing.status == "planned" and trust <= _NAMELESS and standing.sure <= _HINTED
    return round(min(trust * standing.sure, 0.45) if faint else trust * standing.sure, 2)


_NAMELESS, _HINTED = 0.75, 0.8


def _is_worth(participants: tuple[Participant, ...]) -> bool:
    return any(p.role in ("agent", "object", "organization", "recipient") for p in participants)


def _find_trust(
    document: Document, deed: Deed, participants: tuple[Participant, ...], *, dated: bool
) -> float:
    """How sure an event is by who takes part in it."""
    tree = deed.predicate.tree
    main = deed.patients if deed.predicate.verb.passive else deed.agents
    if any(is_unclear(document, tree, noun) for noun in main):
        return 0.45
    if any(_is_far_fetched(document, deed, noun) for noun in main):
        return 0.45
    if deed.frame.wide and (not tree.line.parses or not deed.patients or deed.frame.kind in _VAGUE):
        # Measured on the held-out half: of guessed sides (`fast`) 4 of 22 were right, of a verb alone 2 of
        # 11, of the vague kinds 1 of 6.
        return 0.45
    named = any(p.profile for p in participants if p.role in ("agent", "object", "organization"))
    lasting = deed.frame.kind in _LASTING and _lasts_years(deed.predicate)
    if (
        lasting
        or _is_repeated(deed.predicate)
        or any(_CUT.search(p.name) for p in participants if p.role == "agent")
    ):
        return 0.45
    habitual = _is_habitual(deed.predicate) and not dated
    if named:
        # "Acme builds batteries" is no news; "Jane Roe steps down" is: some texts tell it so.
        daily = deed.frame.wide or deed.frame.kind in _DAILY
        return 0.45 if habitual and daily else 0.9
    # "a study published in a journal", "adults pay nine euros": told of nobody in particular.
    verb = deed.predicate.verb
    passing = deed.predicate.relation == "acl" and verb.form == "participle" and not deed.agents
    passing = passing and not dated
    return 0.45 if passing or habitual else 0.75


_DAILY = frozenset(
    {"publication", "launch", "sale", "change", "construction", "payment", "spending"}
)
"""Kinds of what firms do day by day: "Acme publishes a newspaper"."""
_CUT = re.compile(r"^(?:[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)* )?[A-Z]$")
"""A name that ends in an initial: the sentence was cut there."""
_OFTEN = frozenset(
    {"annually", "usually", "often", "always", "typically", "routinely", "regularly", "sometimes"}
    | {"normally", "generally", "commonly"}
)


def _is_repeated(predicate: Predicate) -> bool:
    """Whether it is told as what happens again and again: "pilgrims arrive each year"."""
    tree, head = predicate.tree, predicate.head
    if any(tree.word(n) in _OFTEN for n in tree.list_by(head, "advmod")):
        return True
    times = tree.list_by(head, "obl", "obj", "dep")
    every = (n for n in times if tree.word(n) == "each")  # "in each of the past three years"
    return any(tree.word(c) in SPANS for n in every for c in tree.list_by(n, "nmod")) or any(
        tree.word(n) in SPANS and any(tree.word(c) in ("each", "every") for c in tree.children[n])
        for n in times
    )


_LASTING = frozenset({"change", "sale", "delivery", "construction", "match"})


def _lasts_years(predicate: Predicate) -> bool:
    """ "cut hams for 21 years": what somebody did for a living."""
    words = predicate.tree.line.words[predicate.head + 1 : predicate.head + _LIVING]
    spans = (words[n + 1 : n + 4] for n, word in enumerate(words) if word == "for")
    return not predicate.verb.passive and any({"years", "decades"} & {*span} for span in spans)


_LIVING = 9
"""Words behind a verb within which "for … years" tells how long it was done."""


_VAGUE = frozenset({"announcement", "change", "decision", "meeting", "occasion"})
"""Kinds whose ordinary verbs tell of much that is no news."""


def _is_habitual(predicate: Predicate) -> bool:
    """Whether it stands in the plain present: a habit, or what is fixed for a day to come."""
    verb = predicate.verb
    plain = predicate.tree.line.tags[predicate.head] not in ("VBG", "VBN")
    return (
        verb.form == "finite"
        and plain
        and not (verb.past or verb.perfect or verb.future or verb.control or verb.modal)
    )


def _is_far_fetched(document: Document, deed: Deed, noun: Noun) -> bool:
    """Whether a pronoun or "the company" went to a name that the text has only once: a weak guess."""
    tree = deed.predicate.tree
    if not noun.profile or noun.head in tree.line.names or noun.head < 0:
        return False
    own = index_profiles(document)[noun.profile].name.lower().split()
    if tree.word(noun.head) in own:
        return False  # "the society" of the Railway Society
    first = tree.line.number - ("person" in noun.kinds)
    near = read_trees(document)[max(0, first) : tree.line.number + 1]
    said = any(m.profile == noun.profile for t in near for m in t.line.names.values())
    return not said and index_profiles(document)[noun.profile].mentions < 2
