"""How the source speaks of what a predicate tells: as done, planned, alleged or denied, or as no event."""

from __future__ import annotations

from dataclasses import dataclass

from sourceline.extract.rules.frames import load_modality
from sourceline.extract.rules.predicates import GROUNDS, Predicate
from sourceline.extract.rules.purposes import find_brought, is_brought
from sourceline.extract.rules.trees import Tree
from sourceline.extract.rules.verbs import BE, MODALS, NEGATIONS, find_base
from sourceline.model import Status


@dataclass(frozen=True, slots=True)
class Standing:
    """A status, the words of the source that a title must keep with it ("agrees to"), and how sure it is."""

    status: Status
    control: tuple[int, ...] = ()
    """The governing verb or adjective of "plans to", "is expected to", by token."""
    will: bool = False
    """Whether the title says "will"."""
    sure: float = 1.0


def read_standing(predicate: Predicate) -> Standing | None:
    """None for what is no event: a condition, a possibility, a wish, a habit."""
    verb, tree = predicate.verb, predicate.tree
    unreal = _is_conditional(predicate) or _is_fiction(predicate) or _is_demanded(predicate)
    unreal = unreal or _is_likened(predicate) or _is_measured(predicate) or _is_awaited(predicate)
    if unreal or _is_speech(predicate) or _is_felt(predicate):
        return None
    if tree.line.words[max(0, predicate.head - 2) : predicate.head] == ("due", "to"):
        due = (predicate.head, predicate.head - 2)
        undone = any(tree.word(n) == "had" for k in due for n in tree.list_by(k, "aux"))
        return None if undone else Standing("planned")  # "had been due to open"
    if _has_none(predicate):
        told = verb.form == "finite" and not verb.negated and (verb.past or verb.perfect)
        return Standing("denied") if told and not verb.modal else None
    governor = _find_governor(predicate)
    reporter = _find_reporter(predicate)
    reported = reporter is not None
    said = find_base(tree.word(reporter)) if reporter is not None else ""
    denied = reporter is not None and _is_rejected(tree, reporter)
    if reporter is not None and _is_groundless(predicate, reporter):
        return None
    brought = governor[1] == "purpose" and is_brought(predicate, governor[0]) if governor else False
    if governor is not None and (governor[1] in ("xcomp", "acl") or brought):
        led = _read_led(predicate, *governor)
        return None if denied and governor[1] == "xcomp" else led
    if verb.modal:
        told = (
            verb.modal == "would"
            and reported
            and said not in ("think", "believe", "hope", "wish", "fear")
        )
        return (
            Standing("planned", will=True)
            if told and not verb.negated and not denied and not verb.perfect
            else None
        )
    if verb.future:
        return None if verb.negated else Standing("planned", will=True)
    if (
        verb.control == "be"
        and predicate.subject is not None
        and tree.word(predicate.subject) in _AIMS
    ):
        return None
    if verb.control == "be":
        return None if verb.negated else Standing("planned")
    if verb.negated or denied:
        return (
            Standing("denied")
            if verb.negated != denied and (verb.past or verb.perfect or denied)
            else None
        )
    if (
        said in ("claim", "allege")
        or (reported and tree.word(reporter or 0) in GROUNDS)
        or _is_alleged(predicate)
    ):
        return Standing("alleged")
    return _read_plain(predicate)


def _is_demanded(predicate: Predicate) -> bool:
    """ "recommended that he be executed", "asked that she resign": a bare form tells what is wanted."""
    tree, head = predicate.tree, predicate.head
    helpers = {tree.word(n) for n in tree.list_by(head, "aux", "cop")}
    bare = helpers == {"be"} or (not helpers and tree.line.tags[head] in ("VB", "VBP"))
    marked = any(tree.word(n) == "to" for n in tree.list_by(head, "mark"))
    asked = predicate.governor >= 0 and find_base(tree.word(predicate.governor)) in _DEMANDS
    return bare and not marked and asked and predicate.relation == "ccomp"


_DEMANDS = frozenset(
    {"advise", "ask", "demand", "insist", "order", "propose", "recommend", "request", "require"}
    | {"stipulate", "suggest", "urge"}
)


def _is_likened(predicate: Predicate) -> bool:
    """ "does not look like a fire caused by a spark": what something is only compared with."""
    noun = predicate.governor
    if predicate.relation != "acl" or noun < 0 or predicate.tree.word(noun - 1) == "such":
        return False
    return any(
        predicate.tree.word(n) in ("like", "unlike") for n in predicate.tree.list_by(noun, "case")
    )


def _is_awaited(predicate: Predicate) -> bool:
    """ "will not call a vote before the budget is passed": whether it ever is, nobody knows, unless a day is told."""
    verb, tree = predicate.verb, predicate.tree
    if any(n in tree.line.timed for n in tree.list_by(predicate.head, "obl")):
        return False
    told = verb.past or verb.perfect or verb.future or verb.form != "finite"
    side = predicate.subject
    some = side is not None and any(tree.word(n) == "any" for n in tree.list_by(side, "det"))
    return predicate.mark == "before" and (some or not told)


def _is_measured(predicate: Predicate) -> bool:
    """ "was too tired and battered to hold the town": how it is, not what was done to it."""
    tree, head = predicate.tree, predicate.head
    first = tree.parses[head].head if tree.parses[head].relation == "conj" else head
    return predicate.verb.passive and any(
        tree.word(n) == "too" for n in tree.list_by(first, "advmod") if n < first
    )


def _read_led(predicate: Predicate, governor: int, relation: str) -> Standing | None:
    """What another word leads to: "agreed to buy", "the decision to close", "leaves to become"."""
    if relation == "xcomp":
        return _read_controlled(predicate, governor)
    if relation == "acl":
        return _read_noun(predicate, governor)
    status = find_brought(predicate.tree, governor)
    return status and Standing(status, will=status == "planned", sure=0.85)


def _read_plain(predicate: Predicate) -> Standing | None:
    """What is told straight out."""
    verb, mark = predicate.verb, predicate.mark
    if verb.form == "finite":
        habitual = not verb.past and not verb.perfect
        return Standing("asserted", sure=0.9 if habitual else 1.0)
    if verb.form == "participle":
        state = verb.base in load_modality()["states"]
        told = predicate.subject is not None and not state and not _is_hoped(predicate)
        return Standing("asserted", sure=0.95) if told else None
    if verb.form == "gerund":
        return _read_gerund(predicate, mark)
    return None


def _is_felt(predicate: Predicate) -> bool:
    """ "a feeling of hope that they would withdraw", "fears that the dam may break"."""
    clause = predicate.relation in ("acl", "ccomp") and predicate.mark in ("that", "")
    above = predicate.governor
    return clause and above >= 0 and predicate.tree.word(above) in load_modality()["felt"]


def _is_hoped(predicate: Predicate) -> bool:
    """ "wants to have the verdict overturned": neither had nor done yet."""
    tree, above = predicate.tree, predicate.governor
    if predicate.relation != "xcomp" or above < 0 or tree.line.tags[above] != "VB":
        return False
    return any(tree.word(n) == "to" or tree.word(n) in MODALS for n in tree.children[above])


_PUNISHING = frozenset({"convict", "sentence", "jail", "imprison", "fine"})
"""Verbs whose "for doing it" a court has found to be so."""
_BEFORE_GERUND = frozenset({"after", "before", "since", "upon", "following", "on", "while"})
_BENT = frozenset(
    {
        "focus",
        "concentrate",
        "insist",
        "bend",
        "work",
        "embark",
        "count",
        "rely",
        "bank",
        "set",
        "decide",
    }
)
"""Verbs whose "on doing it" is an aim: "was focused on capturing Norby"."""
_ALLEGED_BEFORE = frozenset({"of", "for", "with"})


def _read_gerund(predicate: Predicate, mark: str) -> Standing | None:
    """ ", killing 12"; "after joining Acme in 2019"; "accused of stealing"."""
    tree, relation = predicate.tree, predicate.relation
    subject = predicate.subject
    if subject is not None and any(
        tree.word(n) == "with" for n in tree.list_by(subject, "case", "mark")
    ):
        return Standing("asserted", sure=0.9)
    if relation == "acl":
        return None
    governor = find_base(tree.word(predicate.governor)) if predicate.governor >= 0 else ""
    if mark in _ALLEGED_BEFORE or mark == "":
        if mark in ("of", "for") and governor in _PUNISHING and relation == "advcl":
            return Standing("asserted", sure=0.9)
        if governor in load_modality()["accusing"]:
            # The charge is the event; the deed again was right 2 times of 6.
            return Standing("alleged", sure=_SELDOM)
        if governor in load_modality()["rejected"]:
            return Standing("denied", sure=0.9)
    if relation == "xcomp" and governor in load_modality()["real"]:
        ahead = _is_ahead(tree, predicate.governor)
        return (
            Standing("planned", will=True, sure=0.85) if ahead else Standing("asserted", sure=0.85)
        )
    if mark == "on" and governor in _BENT:
        return None
    if mark in _BEFORE_GERUND:
        return Standing("asserted", sure=0.85)
    if mark == "" and relation in ("advcl", "conj", "root") and predicate.subject is not None:
        joined = tree.parses[predicate.head].relation == "conj"
        after_comma = tree.line.tokens[max(0, predicate.head - 1)].text == "," or joined
        return Standing("asserted", sure=0.8 if after_comma else 0.6)
    return None


def _find_governor(predicate: Predicate) -> tuple[int, str] | None:
    """The word whose "to …" or "that …" the predicate is, and the relation."""
    n, relation = predicate.governor, predicate.relation
    if n < 0:
        return None
    if predicate.verb.form == "infinitive":
        if relation in ("xcomp", "ccomp", "csubj"):
            return n, "xcomp"
        if relation == "acl":
            return n, "acl"
        base = find_base(predicate.tree.word(n)) or ""
        caused = base in load_modality()["causing"] and predicate.subject is not None
        return (n, "xcomp") if caused else (n, "purpose")
    if relation in ("ccomp", "parataxis"):
        return n, "ccomp"
    if relation == "xcomp" and predicate.verb.form == "gerund":
        return None
    return (n, relation) if relation == "xcomp" else None


def _read_controlled(predicate: Predicate, governor: int) -> Standing | None:
    """ "agreed to buy", "is expected to close", "refused to sign", "had to recall"."""
    tree = predicate.tree
    base = find_base(tree.word(governor)) or tree.word(governor)
    helpers = {tree.word(n) for n in tree.children[governor] if n < governor}
    table = load_modality()
    negated = bool(helpers & NEGATIONS) or predicate.verb.negated
    near = (*tree.children[governor], *tree.children[predicate.head])
    chosen = base == "choose" and helpers & BE  # "was chosen to lead it": the choice is the event
    if chosen or any(tree.word(n) == "yet" for n in near):  # "has yet to decide"
        return None
    modal = helpers & {"may", "might", "could", "would", "should", "can", "must"}
    if base in table["suffering"] and predicate.verb.form == "participle":
        done = tree.line.tags[governor] == "VBD" or bool(helpers & {"have", "has", "had"})
        return Standing("asserted", sure=0.95) if done and not (negated or modal) else None
    known = _read_known(predicate, base)
    if known is not None and not (negated or modal):
        return known
    if base in table["denied"] and not modal and not negated:
        return Standing("denied", sure=_SELDOM)
    if base in (table["real"] | table["causing"]) and not modal:
        if not negated and _is_ahead(tree, governor):
            return Standing("planned", will=True, sure=0.9)
        if not negated and _is_wished(tree, governor):
            return None
        return Standing("denied") if negated else Standing("asserted", sure=0.9)
    if base in _WISHING and "be" not in {find_base(word) for word in helpers}:
        others = [n for n in tree.list_by(governor, "obj", "iobj") if governor < n < predicate.head]
        if others:
            return None  # "expects her to cut costs": what somebody thinks that another will do
    if base in table["planned"] and _is_accused(tree, governor):
        return Standing("alleged", control=(governor,), sure=0.8)
    if (
        base in table["planned"]
        and not negated
        and not (modal - {"would"})
        and not ("had" in helpers and base in _UNDONE)
    ):
        return Standing("planned", control=(governor,), sure=_SELDOM if base in _PROMISING else 1.0)
    return None


_PROMISING = frozenset({"promise", "pledge", "vow"})
_SELDOM = 0.5
"""What is refused, or promised, an editor seldom puts on a timeline: 3 of 9 in 183 articles."""


_WISHING = frozenset({"expect", "intend", "want"})


def _read_known(predicate: Predicate, base: str) -> Standing | None:
    """ "is known to have sold it" and "is believed to have sold it"."""
    if not predicate.verb.perfect:
        return None
    if base in _KNOWN:
        return Standing("asserted", sure=0.9)
    return Standing("alleged", sure=0.9) if base in load_modality()["believed"] else None


_KNOWN = frozenset({"know", "find", "prove", "turn"})


def _is_accused(tree: Tree, n: int) -> bool:
    """ "accused Acme of planning to": what somebody is said to plan."""
    above = tree.parses[n].head
    return (
        tree.line.tags[n] == "VBG"
        and above >= 0
        and find_base(tree.word(above)) in load_modality()["accusing"]
    )


def _is_ahead(tree: Tree, n: int) -> bool:
    """Whether a verb that somebody begins with is yet to come: "will begin withdrawing", "is expected to continue"."""
    if any(tree.word(c) in ("will", "'ll", "’ll") for c in tree.children[n] if c < n):
        return True
    above = tree.parses[n].head
    planned = above >= 0 and find_base(tree.word(above)) in load_modality()["planned"]
    return planned and tree.parses[n].relation == "xcomp"


def _is_wished(tree: Tree, n: int) -> bool:
    """Whether a "to help …" hangs on a verb that does not say that it was done: "asked to help"."""
    parse = tree.parses[n]
    if parse.head < 0 or not any(tree.word(m) == "to" for m in tree.list_by(n, "mark")):
        return False
    above = find_base(tree.word(parse.head)) or ""
    return above not in load_modality()["real"] | load_modality()["causing"]


_AIMS = frozenset(
    {"purpose", "aim", "goal", "objective", "idea", "priority", "task", "job", "role", "hope"}
)
"""Nouns whose "is to …" is no plan of theirs: "the purpose is to be rescued"."""
_UNDONE = frozenset({"plan", "intend", "expect", "schedule", "aim", "set", "due", "want"})
"""What had been planned came to nothing, or is told elsewhere; what had been agreed still holds."""


def _read_noun(predicate: Predicate, noun: int) -> Standing | None:
    """ "announced plans to cut 600 jobs", "the decision to close the plant"."""
    tree = predicate.tree
    if tree.word(noun) not in load_modality()["intentions"]:
        return None
    if any(tree.word(n) in ("no", "any") for n in tree.children[noun]):
        return None
    return Standing("planned", will=True, sure=0.8)


def _find_reporter(predicate: Predicate) -> int | None:
    """The verb or noun whose "that …" (or bare report) the predicate stands in."""
    tree, n = predicate.tree, predicate.head
    for _ in range(4):
        opener = _find_that(tree, n)
        if opener is not None and not _joins_reports(tree, opener):
            return _look_back(tree, opener)
        parse = tree.parses[n]
        if parse.head < 0:
            return None
        if parse.relation in ("ccomp", "csubj") or (
            parse.relation == "parataxis" and n < parse.head
        ):
            return parse.head
        if parse.relation not in ("conj", "xcomp", "advcl"):
            return None
        n = parse.head
    return None


def _find_that(tree: Tree, n: int) -> int | None:
    """The "that" which opens a report; one taken for an object beside another opens one, too."""
    objects = tree.list_by(n, "obj")
    for m in tree.children[n]:
        relation = tree.parses[m].relation
        if tree.word(m) == "that" and (
            relation == "mark" or (relation == "obj" and len(objects) > 1)
        ):
            return m
    return None


def _joins_reports(tree: Tree, that: int) -> bool:
    """ "denied that it would close the mill, or that it would sell it": the second is denied as the first."""
    before = next((n for n in range(that - 1, -1, -1) if tree.word(n) == "that"), None)
    return before is not None and tree.word(that - 1) in ("and", "or", "nor", "but")


def _look_back(tree: Tree, that: int) -> int | None:
    """The verb, adjective or noun before a "that": "claimed in a letter to the board that …"."""
    for n in range(that - 1, -1, -1):
        said = tree.line.tags[n].startswith("VB") and tree.parses[n].relation not in ("aux", "cop")
        if said or tree.word(n) in GROUNDS or tree.word(n) in ("true", "clear", "certain"):
            return n
    return None


def _is_rejected(tree: Tree, reporter: int) -> bool:
    """ "denied that it had sold", "rejected claims that …"."""
    base = find_base(tree.word(reporter))
    above = tree.parses[reporter].head
    if tree.word(reporter) in GROUNDS and above >= 0:
        base, reporter = find_base(tree.word(above)), above
    return base in load_modality()["rejected"] and not _is_negated(tree, reporter)


def _is_groundless(predicate: Predicate, reporter: int) -> bool:
    """ "no evidence that …", "it is not true that …": neither told nor denied."""
    tree = predicate.tree
    none = any(tree.word(n) in ("no", "little", "any") for n in tree.children[reporter])
    untrue = tree.word(reporter) in ("true", "clear", "certain", "known", "sure") and _is_negated(
        tree, reporter
    )
    return (tree.word(reporter) in GROUNDS and none) or untrue


def _is_negated(tree: Tree, n: int) -> bool:
    return n >= 0 and any(tree.word(c) in NEGATIONS for c in tree.children[n])


def _is_conditional(predicate: Predicate) -> bool:
    """Inside or under a condition, of its own or of the clause it hangs on."""
    tree, n = predicate.tree, predicate.head
    for _ in range(4):
        marks = {tree.word(m) for m in tree.list_by(n, "mark", "advmod") if m < n}
        if n == predicate.head and predicate.verb.past and predicate.verb.perfect:
            marks -= {"once"}  # "once their captain had been sent off"
        if n == predicate.head and predicate.verb.past and _names_year(tree, n):
            marks -= {"until"}  # "held office until he drowned in 1881"
        if marks & _CONDITIONS and not (marks & {"as"}):
            return True
        parse = tree.parses[n]
        if parse.head < 0 or parse.relation not in ("conj", "xcomp", "ccomp", "advcl", "acl"):
            return False
        if parse.relation == "acl" and not predicate.relative:
            return False
        if parse.relation in ("ccomp", "acl"):
            return False
        n = parse.head
    return False


def _names_year(tree: Tree, n: int) -> bool:
    words = (tree.word(k) for k in tree.list_by(n, "obl"))
    return any(len(word) == len("1881") and word.isdigit() for word in words)


_CONDITIONS = frozenset(
    {"if", "unless", "whether", "until", "once", "whenever", "lest", "without", "instead", "than"}
)


_STORIES = frozenset(
    {
        "film",
        "movie",
        "novel",
        "play",
        "story",
        "comic",
        "opera",
        "musical",
        "episode",
        "sequel",
    }
)


def _is_fiction(predicate: Predicate) -> bool:
    """ "In the film, a nurse steals a car": the story, which is told in the present."""
    tree, verb = predicate.tree, predicate.verb
    if verb.form != "finite" or verb.past or verb.perfect or verb.future:
        return False
    before = range(1, min(predicate.head, _OPENING))
    return any(
        tree.word(n) in _STORIES
        and any(tree.word(c) == "in" for c in tree.list_by(n, "case"))
        and any(tree.word(c) in ("the", "his", "her", "their", "this") for c in tree.children[n])
        for n in before
    )


_OPENING = 8
"""Words in which a sentence says that it tells a story."""


def _has_none(predicate: Predicate) -> bool:
    """ "reached no agreement", "no dividend was paid"."""
    tree = predicate.tree
    sides = [predicate.object, predicate.subject if not predicate.relative else None]
    return any(
        tree.word(n) in ("no", "neither")
        for side in sides
        if side is not None
        for n in tree.list_by(side, "det", "cc", "advmod")
    )


_SPEAKERS = frozenset(
    {"I", "my", "My", "me", "we", "We", "our", "Our", "us", "you", "You", "your", "Your"}
)
"""A clause with these is somebody's speech, even without quotation marks."""


def _is_speech(predicate: Predicate) -> bool:
    subject = predicate.subject
    return subject is not None and predicate.tree.line.tokens[subject].text in _SPEAKERS


def _is_alleged(predicate: Predicate) -> bool:
    tree = predicate.tree
    near = [predicate.head, predicate.subject, predicate.object]
    words = {tree.word(c) for n in near if n is not None for c in tree.children[n]}
    return bool(words & load_modality()["alleged"])
