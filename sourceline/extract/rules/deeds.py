"""Predicates → deeds: the frame that a predicate fits, and who does what to whom in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sourceline.extract.rules.attributions import index_sayings
from sourceline.extract.rules.document import Document
from sourceline.extract.rules.frames import Frame, ease, index_verbs, load_groups, load_modality
from sourceline.extract.rules.gazetteers import load_nouns
from sourceline.extract.rules.money import read_coin
from sourceline.extract.rules.nouns import Noun, list_nouns_of
from sourceline.extract.rules.phrases import Line
from sourceline.extract.rules.predicates import Predicate
from sourceline.extract.rules.roles import find_role_in
from sourceline.extract.rules.senses import name_kind
from sourceline.extract.rules.trees import Tree
from sourceline.extract.rules.verbs import find_base


@dataclass(frozen=True, slots=True)
class Deed:
    """A predicate in the light of a frame: who did what to whom, whatever the voice."""

    predicate: Predicate
    frame: Frame
    verb: str
    """Base form, particle included."""
    after: int
    """Index of the first token behind the verb and what belongs to it."""
    agents: tuple[Noun, ...]
    patients: tuple[Noun, ...]
    agent: int | None
    """Head words of both."""
    patient: int | None


def find_deeds(document: Document, predicate: Predicate) -> Iterator[Deed]:
    """The deeds that a predicate may tell of, likeliest first."""
    words: set[str] | None = None
    undone = predicate.object is None and predicate.verb.base in load_modality()["denied"]
    if undone and _opens_infinitive(predicate):
        return  # "failed to destroy the bridge": what did not come about is told by what follows
    for wide in (False, True):
        if wide and _opens_infinitive(predicate):
            return
        for key, after in _list_keys(predicate):
            for frame in index_verbs(wide=wide).get(key, ()):
                words = _list_words(predicate) if words is None else words
                if not _has_words(frame, words):
                    continue
                deed = _fit_frame(document, predicate, frame, key, after)
                if deed:
                    yield deed
    deed = _fit_told(document, predicate, words)
    if deed:
        yield deed


def _has_words(frame: Frame, words: set[str]) -> bool:
    """Whether one of the words that a frame asks for stands there, and none that it refuses."""
    return not frame.without & words and not (frame.needs and frame.needs.isdisjoint(words))


def _fit_told(document: Document, predicate: Predicate, words: set[str] | None) -> Deed | None:
    """The deed that the network is sure of, where no frame fits, though the tables have the verb for such
    events: what they ask of who takes part, they ask too much. Without `words` the tables do not know it."""
    kind = name_kind(predicate.tree.line.find_sense(predicate.head))
    if kind is None or words is None:
        return None
    for key, after in _list_keys(predicate):
        frames = (*index_verbs(wide=False).get(key, ()), *index_verbs(wide=True).get(key, ()))
        for frame in frames:
            if frame.kind == kind and _has_words(frame, words):
                deed = _fit_frame(document, predicate, ease(frame), key, after)
                return None if deed is None or _befalls_other(frame, deed) else deed
    return None


def _befalls_other(frame: Frame, deed: Deed) -> bool:
    """Whether it is done to a person, where the frame knows it of things and bodies only: "joined the king"."""
    return (
        bool(frame.object)
        and "person" not in frame.object
        and any(noun.kinds == {"person"} for noun in deed.patients)
    )


def _opens_infinitive(predicate: Predicate) -> bool:
    """Whether the deed is told by what follows: "promised to replace", "agreed to cease fire"."""
    tree = predicate.tree
    return any(
        tree.word(m) == "to"
        for n in tree.list_by(predicate.head, "xcomp", "ccomp")
        for m in tree.list_by(n, "mark")
    )


def _list_keys(predicate: Predicate) -> Iterator[tuple[str, int]]:
    """What the tables may call the verb: with the words right behind it, its particle, or alone."""
    tree, head, base = predicate.tree, predicate.head, predicate.verb.base
    following = [tree.word(n) for n in range(head + 1, min(head + 4, len(tree.line.tokens)))]
    for length in range(len(following), 0, -1):
        yield " ".join([base, *following[:length]]), head + 1 + length
    if predicate.verb.particle and predicate.verb.particle != (following or [""])[0]:
        yield f"{base} {predicate.verb.particle}", head + 1
    yield base, head + 1


def _fit_frame(
    document: Document, predicate: Predicate, frame: Frame, verb: str, after: int
) -> Deed | None:
    agent, patient = _find_sides(predicate, frame)
    if patient is not None and predicate.head < patient < after:
        patient = None  # "shut its doors", "lost their lives": the object is part of the verb
    if patient is None and not predicate.verb.passive and " " in verb:
        patient = _find_brought(predicate, verb, after)
    agents = list_nouns_of(document, predicate.tree, agent, verb=predicate.head)
    patients = list_nouns_of(document, predicate.tree, patient, verb=predicate.head)
    if not all(noun.text for noun in (*agents, *patients)):
        return None  # "set 18 May as the date", "on 22 February, which": a day does nothing, nor is it done to
    if frame.place and not _names_place(document, predicate):
        return None
    if frame.doers and not any(_is_called(predicate.tree, frame, noun, agent) for noun in agents):
        return None
    line = predicate.tree.line
    last = max(predicate.tree.list_spread(predicate.head)) + 1
    if frame.needs_role and find_role_in(line, after, last) is None:
        return None
    if not _fits_subject(predicate, frame, agents, patients):
        return None
    if not _fits_object(predicate, frame, patients):
        return None
    return Deed(predicate, frame, verb, after, tuple(agents), tuple(patients), agent, patient)


def _is_called(tree: Tree, frame: Frame, noun: Noun, agent: int | None) -> bool:
    """Whether who does it is one of the frame's words; "they" is what it repeats."""
    word = tree.word(noun.head) if noun.head >= 0 else ""
    if agent is not None and tree.word(agent) in frame.doers:
        return True
    return word in ("they", "it") and bool({*noun.text.lower().split()} & frame.doers)


def _names_place(document: Document, predicate: Predicate) -> bool:
    """Whether the object or an adjunct is a place, by name or by its noun."""
    tree = predicate.tree
    heads = [predicate.object, *(n for _, n in predicate.adjuncts)]
    nouns = [n for head in heads for n in list_nouns_of(document, tree, head)]
    return any(
        "place" in noun.kinds or load_nouns().get(tree.word(noun.head)) == "place" for noun in nouns
    )


def _find_sides(predicate: Predicate, frame: Frame) -> tuple[int | None, int | None]:
    """Who does it and whom it befalls."""
    by = next(
        (
            n
            for word, n in predicate.adjuncts
            if word == "by" and n > predicate.head and not is_manner(predicate, n)
        ),
        None,
    )
    if predicate.verb.passive:
        by = by if by is not None else _find_by(predicate)
        return by if by is not None else _find_author(predicate), predicate.subject
    patient = predicate.object
    if frame.with_word:
        found = [
            n for word, n in predicate.adjuncts if word in frame.with_word and n > predicate.head
        ]
        patient = patient if patient is not None else next(iter(found), None)
    return predicate.subject, patient


_BRINGING = frozenset(
    {"with", "for", "into", "on", "at", "to", "against", "over", "off", "across", "upon", "of"}
)


def _find_brought(predicate: Predicate, verb: str, after: int) -> int | None:
    """ "walked away with the prize", "broke into a house": what the verb's last word brings in."""
    if verb.rsplit(" ", 1)[-1] not in _BRINGING:
        return None
    tree = predicate.tree
    brought = [n for _, n in predicate.adjuncts if after - 1 in tree.list_by(n, "case")]
    if not brought and tree.parses[after - 1].relation == "case":
        noun = tree.parses[after - 1].head  # "took control of the airport"
        brought = [noun] if predicate.head < tree.parses[noun].head < after else []
    return next((n for n in brought if n >= after and n not in tree.line.timed), None)


def _find_by(predicate: Predicate) -> int | None:
    """ "built in 1908 by Jane Roe,": the "by …" before any other verb or comma, wherever it hangs."""
    tree = predicate.tree
    for n in range(predicate.head + 1, len(tree.line.tokens)):
        other = tree.line.tags[n].startswith("VB") and tree.word(n - 1) != "time"
        if other or tree.line.tokens[n].text in (",", ";", ":"):
            return None  # another verb, which "for the time being" has none of
        if tree.word(n) == "by" and tree.parses[n].relation == "case":
            noun = tree.parses[n].head
            return noun if noun > n and not is_manner(predicate, noun) else None
    return None


def _find_author(predicate: Predicate) -> int | None:
    """ "In a lawsuit filed on Monday, the families say …": who says it there, filed it."""
    tree, paper = predicate.tree, predicate.subject
    if predicate.verb.base not in _ISSUING or predicate.relation != "acl" or paper is None:
        return None
    if not any(tree.word(n) == "in" for n in tree.list_by(paper, "case")):
        return None
    verb = tree.parses[paper].head
    said = (verb > paper and index_sayings().get(tree.word(verb), "")) or tree.word(verb) in _ASKING
    if not said or any(find_base(tree.word(n)) == "be" for n in tree.list_by(verb, "aux", "cop")):
        return None
    return next((n for n in tree.list_by(verb, "nsubj") if n > paper), None)


_ISSUING = frozenset(
    {"file", "lodge", "publish", "release", "issue", "post", "submit", "send", "sign", "write"}
)
_ASKING = frozenset(
    {
        "seeks",
        "seek",
        "sought",
        "asks",
        "asked",
        "calls",
        "called",
        "describe",
        "described",
        "show",
        "showed",
    }
)


def is_manner(predicate: Predicate, n: int) -> bool:
    """ "by accident", "by helicopter", "by three votes", "by 18 percent", "by Friday"."""
    tree = predicate.tree
    tag = tree.line.tags[n]
    bare = tag == "NN" and not any(
        tree.line.tags[c] in ("DT", "PRP$", "NNP", "POS", "JJ") for c in tree.children[n]
    )
    measure = tree.word(n) in (
        "votes",
        "points",
        "percent",
        "%",
        "margin",
        "cent",
        "end",
        "seats",
        "runs",
        "goals",
    )
    return (
        n not in tree.line.names
        and (bare or measure or n in tree.line.timed or tag == "VBG")
        and tree.word(n)
        not in (
            "police",
            "fire",
            "lightning",
            "snow",
            "fog",
            "wind",
            "rain",
            "smoke",
            "water",
            "ice",
            "hail",
            "lava",
            "mud",
            "parliament",
            "congress",
        )
    )


def _list_words(predicate: Predicate) -> set[str]:
    """The words of what the verb is about: its object, its adjuncts, in the passive its subject."""
    tree = predicate.tree
    heads = [predicate.object, predicate.second, *(n for _, n in predicate.adjuncts)]
    if predicate.verb.passive or predicate.object is None:
        heads.append(predicate.subject)
    told = tree.list_by(predicate.head, "xcomp", "obl", "advmod", "amod", "compound", "nmod")
    heads += [n for n in told if not tree.line.tags[n].startswith("VB") or _is_state(tree, n)]
    close = {n for head in heads if head is not None for n in _list_close(predicate, head)}
    words = {tree.word(n) for n in close}
    words |= {"$"} if any(_is_sum(tree.line, n) for n in close) else set()
    early = (n for n in tree.list_by(predicate.head, "advmod") if n < predicate.head)
    words -= {tree.word(n) for n in (*tree.line.timed, *early) if tree.word(n) in _ORDINALS}
    words |= {word for word, _ in predicate.adjuncts}
    if predicate.object is None:  # not "warned the board that"
        told_that = tree.list_by(predicate.head, "ccomp")
        words |= {tree.word(m) for n in told_that for m in tree.list_by(n, "mark")} & {"that"}
    words |= {f"to {tree.word(n)}" for n in told if tree.line.tags[n] == "VB"}
    part = {"per", "cent"} <= words or any(word.endswith("%") for word in words)
    words |= {"percent"} if part else set()
    return words | ({"score"} if _has_score(predicate) else set())


def _is_sum(line: Line, n: int) -> bool:
    """Whether a word is the coin behind a number: "90,000 kroner", which the tables call "$" like any money."""
    return n > 0 and line.tags[n - 1] == "CD" and read_coin(line, n)[0] is not None


def _is_state(tree: Tree, n: int) -> bool:
    """Whether a verb form says what became of the object, no deed of its own: "found buried"."""
    return tree.line.tags[n] == "VBN" and not tree.list_by(n, "mark", "aux")


_ORDINALS = frozenset({"first", "second", "third", "last"})
"""Of a date or before the verb they name no place in a race: "first came to Leeds last summer"."""


def _list_close(predicate: Predicate, head: int) -> Iterator[int]:
    """The words of a noun's group without clauses that hang on it."""
    tree, waiting = predicate.tree, [head]
    while waiting:
        n = waiting.pop()
        yield n
        waiting += [
            c
            for c in tree.children[n]
            if tree.parses[c].relation not in ("acl", "advcl", "parataxis", "ccomp")
            and c != predicate.head
        ]


def _has_score(predicate: Predicate) -> bool:
    """ "1–0", "61 to 38"."""
    line = predicate.tree.line
    return any(
        line.tokens[n].text in ("–", "-", "—") and line.tags[n - 1] == line.tags[n + 1] == "CD"
        for n in range(predicate.head + 1, len(line.tokens) - 1)
    )


def _fits_subject(
    predicate: Predicate, frame: Frame, agents: list[Noun], patients: list[Noun]
) -> bool:
    if frame.court:
        return any(_is_court(predicate, noun) for noun in agents)
    if predicate.verb.passive:
        if "none" in frame.object:
            return _has_kind(patients, frame.subject)
        return not frame.active and (not agents or _has_kind(agents, frame.subject))
    return _has_kind(agents, frame.subject)


def _fits_object(predicate: Predicate, frame: Frame, patients: list[Noun]) -> bool:
    if not frame.object:
        return True
    if frame.object == _NOTHING and predicate.verb.passive != frame.passive:
        return False  # "the police stop" is no "the man was stopped"; "will be held" no "will hold"
    if not patients or (predicate.verb.passive and "none" in frame.object):
        said = frame.object == _NOTHING and predicate.tree.list_by(predicate.head, "ccomp")
        return "none" in frame.object and not said  # no "conceded that the mill had failed"
    return _has_kind(patients, frame.object)


_NOTHING = frozenset({"none"})


def _has_kind(nouns: list[Noun], wanted: frozenset[str]) -> bool:
    return any(noun.kinds & wanted for noun in nouns)


def _is_court(predicate: Predicate, noun: Noun) -> bool:
    words = {predicate.tree.word(n) for n in predicate.tree.list_spread(noun.head)}
    return bool(words & load_groups()["court"])
