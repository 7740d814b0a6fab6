"""Measures and undertakings: "spending reaches 8 million", "talks collapse"; the noun gives the kind."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sourceline.extract.ground import quote_sentence
from sourceline.extract.rules.background import is_background
from sourceline.extract.rules.document import Document
from sourceline.extract.rules.frames import load_levels, load_outcomes, load_quoted
from sourceline.extract.rules.moments import find_moment
from sourceline.extract.rules.names import make_slug
from sourceline.extract.rules.nouns import find_last, find_profile_at, is_unclear, read_noun
from sourceline.extract.rules.places import list_within
from sourceline.extract.rules.predicates import Predicate
from sourceline.extract.rules.rests import list_rest_of
from sourceline.extract.rules.spoken import index_profiles, list_spoken
from sourceline.extract.rules.statuses import Standing
from sourceline.extract.rules.titles import (
    conjugate,
    is_plural,
    tidy_title,
    write_possessive,
    write_words,
)
from sourceline.extract.rules.trees import Tree
from sourceline.extract.rules.verb_forms import SPANS
from sourceline.model import Date, EventClaim, Participant


def read_outcome(document: Document, predicate: Predicate, standing: Standing) -> EventClaim | None:
    """ "efforts to secure funding fall short": the kind is that of the undertaking."""
    verbs, kinds = load_outcomes()
    return _read_about(document, predicate, standing, verbs, kinds, figure=False)


def read_level(document: Document, predicate: Predicate, standing: Standing) -> EventClaim | None:
    """ "the company's expenditure reaches 8 million": the kind is that of the measure."""
    verbs, kinds = load_levels()
    told = _read_about(document, predicate, standing, verbs, kinds, figure=True)
    if told or predicate.verb.base not in load_quoted():
        return told
    prices = {word: kind for word, kind in kinds.items() if kind == "valuation"}
    return _read_about(document, predicate, standing, load_quoted(), prices, figure=True)


def _read_about(
    document: Document,
    predicate: Predicate,
    standing: Standing,
    verbs: frozenset[str],
    kinds: dict[str, str],
    *,
    figure: bool,
) -> EventClaim | None:
    tree, subject = predicate.tree, predicate.subject
    verb = _find_verb(predicate, verbs)
    if (
        verb is None
        or subject is None
        or predicate.verb.passive
        or tree.line.tags[subject] in ("PRP", "DT")
    ):
        return None
    after = predicate.head + 1 + verb.count(" ")
    counted = verb in ("double", "halve", "triple", "treble", "quadruple")
    if (
        figure
        and not counted
        and not any(
            tree.line.tags[n] == "CD" and n > predicate.head
            for n in tree.list_spread(predicate.head)
        )
    ):
        return None
    kind = _find_kind(document, predicate, subject, kinds, figure=figure)
    owner = _find_owner(document, tree, subject)
    if kind is None or (owner is None and not figure):
        return None
    text = _write_subject(document, predicate, subject, owner)
    if "whose" in text.lower().split():
        return None
    plural = is_plural(tree.line, tree.list_joined(subject))
    told = f"will {verb}" if standing.will else conjugate(verb, plural=plural, passive=False)
    rest = write_words(
        document, tree.line, list_rest_of(tree, predicate.head, after, kind), seen=text
    )
    measure = make_slug(tree.word(subject))
    unclear = owner is None and is_unclear(document, tree, read_noun(document, tree, subject))
    return EventClaim(
        id=f"{owner}-{measure if figure else kind}" if owner else f"{measure}-{kind}",
        kind=kind,
        title=tidy_title(f"{text} {told} {rest}"),
        date=_find_date(document, predicate, kind),
        status=standing.status,
        participants=(
            *_list_sides(document, tree, subject, owner, measured=figure),
            *(_list_amounts(document, predicate) if figure and not owner else ()),
        ),
        evidence=(quote_sentence(document.source, tree.line.number),),
        confidence=round((_UNCLEAR if unclear else _CLEAR) * standing.sure, 2),
    )


_CLEAR, _UNCLEAR = 0.8, 0.45
"""How sure a level is; "their numbers" of nobody known is only proposed."""


def _find_verb(predicate: Predicate, verbs: frozenset[str]) -> str | None:
    """The verb of the table, with its particle where it has one."""
    tree, head = predicate.tree, predicate.head
    following = tree.word(head + 1)
    return next(
        (v for v in (f"{predicate.verb.base} {following}", predicate.verb.base) if v in verbs), None
    )


_FRACTION = re.compile(
    r"(?:a|one) (?:half|third|quarter|fifth|tenth)|\S+ [a-z]+-(?:third|quarter|fifth|tenth)s?"
)
_COMPARED = re.compile(r"\b(?:earlier|before|ago|previously)$")
"""What a measure is compared with: "from £1.1 billion a year earlier"."""


def _list_sides(
    document: Document, tree: Tree, subject: int, owner: str | None, *, measured: bool
) -> tuple[Participant, ...]:
    """Whose measure rose or fell, and which: "Who: Acme. What: shares". Of nobody's, the measure alone."""
    noun = read_noun(document, tree, subject)
    if not owner:
        return (Participant(noun.text, "agent"),)
    claim = index_profiles(document)[owner]
    if noun.profile == owner or not measured:
        return (Participant(claim.name, "agent", owner),)
    first = subject
    while tree.line.tag(first - 1) in ("NN", "JJ") and tree.parses[first - 1].head == subject:
        first -= 1
    measure = tree.line.write(first, subject + 1)
    measure = measure[:1].lower() + measure[1:] if first == 0 else measure
    return (Participant(claim.name, "agent", owner), Participant(measure, "object"))


def _list_amounts(document: Document, predicate: Predicate) -> Iterator[Participant]:
    """How far nobody's measure went: "fell by 83 percent", "exceeded 800 million escudos"."""
    tree, head = predicate.tree, predicate.head
    for n in tree.list_by(head, "obj", "obl"):
        cases = {tree.word(c) for c in tree.list_by(n, "case")}
        if n < head or tree.word(n) in SPANS or not cases <= {"by", "to", "at"}:
            continue
        text = read_noun(document, tree, n).text
        if text and _is_counted(tree, n):
            yield Participant(text, "object")
            return


def _is_counted(tree: Tree, n: int) -> bool:
    return any(tree.line.tags[k] == "CD" and k not in tree.line.timed for k in tree.list_spread(n))


def _find_kind(
    document: Document, predicate: Predicate, subject: int, kinds: dict[str, str], *, figure: bool
) -> str | None:
    """The kind that a noun of the subject stands for: of a measure its head alone. "Acme fell 2 percent"
    speaks of its shares."""
    tree = predicate.tree
    if figure:
        noun = read_noun(document, tree, subject)
        percent = any(
            tree.word(n) in ("percent", "per", "%", "points") or _is_fraction(tree, n)
            for n in tree.list_spread(predicate.head)
        )
        if (
            noun.kinds & {"organization", "unknown"}
            and percent
            and predicate.verb.base
            in (
                "rise",
                "fall",
                "gain",
                "lose",
                "drop",
                "climb",
                "jump",
                "slip",
                "slide",
                "plunge",
                "soar",
                "close",
                "end",
                "finish",
            )
        ):
            return "valuation"
        kind = kinds.get(tree.word(subject)) or kinds.get(tree.word(find_last(tree, subject)))
        measured = tree.line.tags[subject] == "NNS" and noun.profile is None
        return kind or (
            "statistics" if measured and _is_compared(predicate, percent=percent) else None
        )
    words = (tree.word(n) for n in sorted(tree.list_spread(subject)))
    return next((kinds[w] for w in words if w in kinds), None)


def _is_fraction(tree: Tree, n: int) -> bool:
    """ "by a fifth", "by two-fifths"; not "the third quarter"."""
    return n > 0 and _FRACTION.fullmatch(f"{tree.word(n - 1)} {tree.word(n)}") is not None


def _is_compared(predicate: Predicate, *, percent: bool) -> bool:
    """ "catches fell from 9,400 tonnes to 3,100", "visits fell by 8 percent": a measure, whatever it is of."""
    counted = _list_counted(predicate)
    return {"from", "to"} <= counted or (percent and "by" in counted)


def _list_counted(predicate: Predicate) -> set[str]:
    """The prepositions that bring in numbers."""
    return {word for word, n in predicate.adjuncts if _is_counted(predicate.tree, n)}


def _find_date(document: Document, predicate: Predicate, kind: str) -> Date | None:
    """When it came to that: of "from 3,100 in 2010 to 9,400 in 2030" the last."""
    tree = predicate.tree
    sentence = document.source.sentences[tree.line.number]
    behind = list_within(document.times, tree.line.tokens[predicate.head].end, sentence.end)
    times = [t for t in behind if t.edtf and t.type == "DATE" and t.basis != "published"]
    if len(times) > 1 and {"from", "to"} <= _list_counted(predicate):
        last = times[-1]
        return Date(last.edtf or "", last.basis, last.text, last.reference, last.reason)
    background = is_background(document, predicate, kind)
    date = find_moment(document, tree, predicate.head, background=background)
    compared = date is not None and _COMPARED.search(date.phrase or "")
    if not compared or document.source.published is None:
        return date
    return None if background else Date(document.source.published, "published")


def _find_owner(document: Document, tree: Tree, subject: int) -> str | None:
    """Whose it is: the profile named in the subject, or the one spoken of in the sentence before it."""
    claims = index_profiles(document)
    for n in sorted(tree.list_spread(subject)):
        profile = find_profile_at(document, tree, n)
        if profile and claims[profile].kind != "place":
            return profile
    sentence = document.source.sentences[tree.line.number]
    near = list_spoken(document, sentence.start, tree.line.tokens[subject].start)
    owners = [m.profile for m in near if m.profile and claims[m.profile].kind == "organization"]
    return owners[-1] if owners else None


def _write_subject(
    document: Document, predicate: Predicate, subject: int, owner: str | None
) -> str:
    """With its owner before it: "Acme's spending"."""
    tree = predicate.tree
    apart = {*_list_clauses(tree, subject), *tree.list_by(subject, "case", "mark", "punct")}
    tokens = sorted(n for n in tree.list_spread(subject) if n not in apart)
    between = range(subject, predicate.head)
    finite = any(tree.line.tags[n] in ("VBZ", "VBD", "VBP") for n in between)
    if predicate.verb.form == "gerund" and not finite:
        # "with efforts to secure funding at a price falling short": all that stands before the verb.
        tokens = list(range(tokens[0], predicate.head))
    text = write_words(document, tree.line, tokens)
    if not owner:
        return text
    name = index_profiles(document)[owner].name
    named = any(find_profile_at(document, tree, n) == owner for n in tokens)
    if named or name in text:
        return text
    return f"{write_possessive(name)} {text.removeprefix('the ').removeprefix('The ')}"


def _list_clauses(tree: Tree, head: int) -> set[int]:
    """The words of finite clauses and appositions inside a group; "efforts to secure …" stays."""
    found: set[int] = set()
    for n in tree.list_spread(head):
        parse = tree.parses[n]
        infinitive = any(tree.word(m) == "to" for m in tree.list_by(n, "mark"))
        if (
            n != head
            and parse.relation in ("acl", "appos", "parataxis", "advcl")
            and not infinitive
            and not (n == head + 1 and tree.word(head) == "number")  # "the number injured"
        ):
            found |= set(tree.list_spread(n))
    return found
