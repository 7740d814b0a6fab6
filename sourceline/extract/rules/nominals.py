"""Events told by a noun: "Mostaque's departure", "the launch of X", "key personnel departures"."""

from __future__ import annotations

from collections.abc import Iterator

from sourceline.extract.ground import quote_sentence
from sourceline.extract.rules.background import follows_old_date, is_history
from sourceline.extract.rules.document import Document
from sourceline.extract.rules.frames import Frame, index_nouns, load_groups, load_modality
from sourceline.extract.rules.moments import find_moment
from sourceline.extract.rules.names import make_slug
from sourceline.extract.rules.nouns import Noun, list_nouns_of, name_nouns
from sourceline.extract.rules.places import list_within
from sourceline.extract.rules.quotes import is_quoted
from sourceline.extract.rules.sides import write_one
from sourceline.extract.rules.spans import join_tokens
from sourceline.extract.rules.spoken import index_profiles, list_spoken
from sourceline.extract.rules.titles import conjugate, is_plural, join_names, tidy_title
from sourceline.extract.rules.trees import Tree
from sourceline.extract.rules.verbs import find_base
from sourceline.model import Date, EventClaim, Participant


def find_nominals(document: Document, tree: Tree) -> Iterator[EventClaim]:
    """The events that the nouns of a sentence tell of."""
    for n, tag in enumerate(tree.line.tags):
        entries = index_nouns().get(tree.word(n), ()) if tag.startswith("NN") else ()
        if not entries or n in tree.line.names or is_quoted(document, tree.line.tokens[n].start):
            continue
        if _is_unreal(tree, n) or (n and tree.word(n - 1) in _ARMS):
            continue
        if _is_ruled_out(tree, n) and entries[0][0].kind in load_modality()["needless"]:
            continue
        for read in (_read_noun, _read_compound):
            event = next((e for entry in entries if (e := read(document, tree, n, *entry))), None)
            if event:
                yield event
                break


_ARMS = frozenset(
    {"air", "drone", "missile", "rocket", "artillery", "lightning", "hunger", "bird", "general"}
)
"""Words before a strike that is none of workers."""


def _is_unreal(tree: Tree, n: int) -> bool:
    """ "no merger", "a possible takeover", "plans for the closure of", "threatened a strike"."""
    words = {tree.word(c) for c in tree.children[n]}
    if words & {
        "no",
        "any",
        "possible",
        "potential",
        "planned",
        "proposed",
        "alleged",
        "future",
        "every",
        "each",
        "another",
        "such",
        "pending",
        "impending",
        "attempted",
        "foiled",
        "against",
        "imminent",
        "looming",
        "threatened",
        "feared",
        "expected",
        "eventual",
    }:
        return True
    head, relation = tree.parses[n].head, tree.parses[n].relation
    while relation == "conj" and head >= 0 and tree.line.tags[head].startswith("NN"):
        head, relation = tree.parses[head].head, tree.parses[head].relation
    if head >= 0 and _is_open(tree, head):
        return True
    return head >= 0 and tree.word(head) in {
        "plan",
        "plans",
        "threat",
        "risk",
        "possibility",
        "prospect",
        "call",
        "calls",
        "talks",
        "rumours",
        "rumors",
        "speculation",
        "bid",
        "case",
        "approved",
        "approve",
        "cleared",
        "clear",
        "ordered",
        "order",
        "orders",
        "blocked",
        "block",
        "opposed",
        "oppose",
        *_PREVENTED,
        *_WISHED,
        "sought",
        "seek",
        "suspend",
        "suspends",
        "suspended",
        "suspending",
        "halt",
        "halts",
        "halted",
        "halting",
        "rejected",
        "spurned",
        "vetoed",
        "considering",
        "push",
        "pushing",
        "pressing",
        "seeking",
        "demanding",
        "weighing",
        "proposed",
        "backed",
        "agreement",
        "offer",
        "approval",
    }


_WISHED = frozenset(
    [
        "push",
        "pushes",
        "pushed",
        "pushing",
        "demand",
        "demands",
        "demanded",
        "demanding",
        "urge",
        "urges",
        "urged",
        "urging",
        "weigh",
        "weighs",
        "weighing",
        "mulling",
        "explore",
        "exploring",
    ]
)
"""Verbs of what somebody wants or thinks of: "is pushing for a seat on the board and a sale of the group"."""
_PREVENTED = frozenset(
    [
        "prevent",
        "prevents",
        "prevented",
        "preventing",
        "avert",
        "averts",
        "averted",
        "averting",
        "avoid",
        "avoids",
        "avoided",
        "avoiding",
        "blocks",
        "blocking",
        "delay",
        "delays",
        "delayed",
        "delaying",
        "postpone",
        "postponed",
        "postponing",
        "reject",
        "rejects",
        "rejected",
        "rejecting",
        "opposes",
        "opposing",
        "cut",
        "cutting",
        "foiled",
        "foiling",
        "thwarted",
        "thwarting",
    ]
)
"""Verbs of what does not come, or not yet: "a ruling that prevents the removal of Roe"."""


def _is_open(tree: Tree, verb: int) -> bool:
    """Whether a verb leaves open what is told of it: "would be to launch the invasion", "when its merger is completed"."""
    marks = {tree.word(c) for c in tree.list_by(verb, "mark", "advmod", "aux")}
    present = tree.line.tags[verb] in ("VBZ", "VBP") or marks & {"is", "are"}
    above = tree.parses[verb].head
    hoped = (
        "to" in marks
        and above >= 0
        and any(tree.word(c) in _MAY for c in tree.list_by(above, "aux"))
    )
    return (
        bool(marks & _MAY)
        or hoped
        or bool(present and marks & {"when", "once", "if", "until", "unless"})
    )


_MAY = frozenset({"would", "could", "may", "might"})


def _read_noun(
    document: Document, tree: Tree, n: int, frame: Frame, verb: str
) -> EventClaim | None:
    """ "X's departure from Y", "the launch of X by Y"."""
    whose = _find_possessor(document, tree, n)
    of = _find_after(document, tree, n, "of")
    by = _find_after(document, tree, n, "by")
    if frame.of == "subject":
        agents, patients = of or whose or by, []
        if frame.object_role != "organization":
            patients = whose if of and whose else []
    else:
        agents, patients = by or (whose if of else []), of or whose
        if not of and not by and tree.word(n) in _DOERS:
            patients = []  # "Rome's invasion": of whom is not told
        if not of and tree.line.tags[n] == "NNS":
            # "its sales", "Acme's acquisitions": what it did, not what was done to it.
            patients = []
    agents = [a for a in agents if a.text and a.kinds & frame.subject]
    patients = [p for p in patients if p.text and (not frame.object or p.kinds & frame.object)]
    main = agents if frame.of == "subject" else patients
    named = any(x.profile for x in (*agents, *patients))
    if not main or not (named or (_has_own_date(document, tree, n) and _is_thing(main))):
        return None
    if frame.of == "object" and not agents and frame.named:
        owner = find_focus_near(document, tree, n)
        agents = [owner] if owner and not any(p.profile == owner.profile for p in patients) else []
    below = [n, *(c for c in tree.list_by(n, "nmod") if c > n)]
    where = [
        x
        for word in ("from", "at")
        for m in below
        for x in _find_after(document, tree, m, word)
        if x.profile and "organization" in x.kinds
    ]
    return _make(document, tree, n, frame, verb, agents, patients, where)


_DOERS = frozenset({"invasion", "invasions"})
"""Deeds that are called after who did them."""


def _is_thing(nouns: list[Noun]) -> bool:
    """Whether words tell what it is, and no number alone: not "sales of about $154 million"."""
    return all(
        (any(letter.isalpha() for letter in noun.text) and not noun.kinds <= {"figure", "thing"})
        or (noun.text[:1].isalpha() and "figure" not in noun.kinds)
        for noun in nouns
    )


def _has_own_date(document: Document, tree: Tree, n: int) -> bool:
    """Whether the noun itself is dated: "the closure of a pulp line last spring", which is no talk in general."""
    times = list_within(
        document.times, tree.line.tokens[n].start, document.source.sentences[tree.line.number].end
    )
    near = {k for k in tree.list_spread(n) if k > n}
    return any(
        time.type == "DATE"
        and time.edtf
        and any(time.start <= tree.line.tokens[k].start < time.end for k in near)
        for time in times
    )


def _find_possessor(document: Document, tree: Tree, n: int) -> list[Noun]:
    """Whose noun it is: the name or pronoun before it."""
    for child in tree.list_by(n, "nmod"):
        marked = tree.line.tags[child] == "PRP$" or any(
            tree.line.tags[c] == "POS" for c in tree.children[child]
        )
        if child < n and marked and tree.word(child + 1) == "own":
            return _find_doer(document, tree, n)  # "until his own death": of who does what is told
        if child < n and marked:
            return [
                x
                for x in list_nouns_of(document, tree, child)
                if x.profile or tree.line.tags[child] != "PRP$"
            ]
    return []


def _find_doer(document: Document, tree: Tree, n: int) -> list[Noun]:
    """Who does what the noun hangs on, as far as a name tells."""
    verb = tree.parses[n].head
    subjects = tree.list_by(verb, "nsubj") if verb >= 0 else []
    return [x for s in subjects for x in list_nouns_of(document, tree, s) if x.profile]


def _find_after(document: Document, tree: Tree, n: int, word: str) -> list[Noun]:
    for child in tree.list_by(n, "nmod", "obl"):
        if child > n and any(tree.word(c) == word for c in tree.list_by(child, "case")):
            # "the introduction of X and Y": the parser may hang Y on "introduction".
            more = [
                c
                for c in tree.list_by(n, "conj")
                if c > child and tree.word(c) not in index_nouns()
            ]
            heads = [child, *(c for c in more if not tree.list_by(c, "nmod"))]
            found = [x for c in heads for x in list_nouns_of(document, tree, c)]
            return [x for x in found if "pronoun" not in x.kinds or x.profile]
    return []


def find_focus_near(document: Document, tree: Tree, n: int) -> Noun | None:
    """The organization spoken of in this block before the noun, when it is only one."""
    block = document.source.blocks[document.source.sentences[tree.line.number].block]
    claims = index_profiles(document)
    near = {
        m.profile
        for m in list_spoken(document, block.start, tree.line.tokens[n].start)
        if m.profile and claims[m.profile].kind == "organization"
    }
    if len(near) != 1:
        return None
    profile = near.pop()
    return Noun(-1, claims[profile].name, profile, frozenset({"organization"}))


def _is_ruled_out(tree: Tree, n: int) -> bool:
    """ "ruled out a sale of the business", "denied the takeover"."""
    verb = tree.parses[n].head
    if verb < 0 or tree.parses[n].relation != "obj":
        return False
    out = any(tree.word(c) == "out" for c in tree.list_by(verb, "compound"))
    return find_base(tree.word(verb)) == "deny" or (tree.word(verb) in ("ruled", "rules") and out)


def _make(
    document: Document,
    tree: Tree,
    n: int,
    frame: Frame,
    verb: str,
    agents: list[Noun],
    patients: list[Noun],
    where: list[Noun],
) -> EventClaim:
    main = agents if frame.of == "subject" else patients
    sides = [
        *(("agent", a) for a in agents),
        *(("object", p) for p in patients),
        *(("organization", w) for w in where),
    ]
    seen: set[str] = set()
    people: list[Participant] = []
    for role, noun in sides:
        if noun.text not in seen:
            seen.add(noun.text)
            people.append(Participant(noun.text, role, noun.profile))  # type: ignore[arg-type] # one of the three above
    return EventClaim(
        id=f"{name_nouns(main)}-{frame.kind}",
        kind=frame.kind,
        title=tidy_title(_write(document, tree, verb, agents, patients, where), whole=True),
        date=_find_date(document, tree, n, frame),
        status="denied" if _is_ruled_out(tree, n) else "asserted",
        participants=tuple(people),
        evidence=(quote_sentence(document.source, tree.line.number),),
        confidence=0.75,
    )


def _find_date(document: Document, tree: Tree, n: int, frame: Frame) -> Date | None:
    """When it was: the noun's own time or that of a verb that only says that it was done ("completed
    its acquisition on 3 June")."""
    # "The death of X" takes the death for known: only a verb or a date makes news of it.
    number = tree.line.number
    earlier = any(tree.word(c) in ("after", "before", "since") for c in tree.list_by(n, "case"))
    background = (
        earlier
        or frame.kind == "death"
        or follows_old_date(document, number)
        or is_history(document, number)
    )
    date = find_moment(document, tree, n, background=background)
    carrier = tree.parses[n].head
    carried = tree.parses[n].relation in ("obj", "nsubj") and (
        find_base(tree.word(carrier)) in _CARRIERS
    )
    beside = tree.parses[n].relation == "obl" and any(
        tree.word(c) == "during" for c in tree.list_by(n, "case")
    )
    if (date is None or date.basis == "published") and (carried or beside):
        return find_moment(document, tree, carrier, background=background)
    return date


_CARRIERS = frozenset(
    {
        "complete",
        "conclude",
        "finalise",
        "finalize",
        "close",
        "make",
        "come",
        "happen",
        "occur",
        "take",
    }
)
"""Verbs that bring no deed of their own to a noun that tells one."""


def _write(
    document: Document,
    tree: Tree,
    verb: str,
    agents: list[Noun],
    patients: list[Noun],
    where: list[Noun],
) -> str:
    """Active where somebody does it; else passive."""
    what = _list_texts(document, tree, patients)
    if not agents:
        plural = len(patients) > 1 or (
            patients[0].head >= 0 and is_plural(tree.line, [patients[0].head])
        )
        return f"{what} {conjugate(verb, plural=plural, passive=True)}"
    who = _list_texts(document, tree, agents)
    plural = len(agents) > 1 or (
        agents[0].head >= 0 and agents[0].profile is None and is_plural(tree.line, [agents[0].head])
    )
    told = f"{who} {conjugate(verb, plural=plural, passive=False)} {what}"
    if where and verb in ("depart", "exit", "leave"):
        return f"{told} {where[0].text}"
    return f"{told} from {where[0].text}" if where and verb in ("resign", "retire") else told


def _list_texts(document: Document, tree: Tree, nouns: list[Noun]) -> str:
    # "its acquisition of": the title needs the name, not "Acme's".
    texts = [
        n.text
        if n.head < 0 or tree.line.tags[n.head] == "PRP$"
        else write_one(document, tree, n.head)
        for n in nouns
    ]
    return join_names(texts)


def _read_compound(
    document: Document, tree: Tree, n: int, frame: Frame, verb: str
) -> EventClaim | None:
    """ "key personnel departures": the group before the noun does it, in the sentence's company."""
    if frame.of != "subject" or n == 0 or tree.word(n - 1) not in load_groups()["people"]:
        return None
    first = n - 1
    while (
        first > 0
        and tree.line.tags[first - 1] in ("JJ", "NN", "VBG")
        and first - 1 not in tree.line.names
    ):
        first -= 1
    group = join_tokens(tree, list(range(first, n)))
    claims = index_profiles(document)
    sentence = document.source.sentences[tree.line.number]
    near = list_spoken(document, sentence.start, tree.line.tokens[first].start)
    owners = [m.profile for m in near if m.profile and claims[m.profile].kind == "organization"]
    if not owners:
        return None
    owner = owners[-1]
    plural = tree.line.tags[n] == "NNS" or tree.word(n - 1).endswith("s")
    title = f"{group} {conjugate(verb, plural=plural, passive=False)} {claims[owner].name}"
    return EventClaim(
        id=f"{owner}-{make_slug(group)}-{frame.kind}",
        kind=frame.kind,
        title=tidy_title(title),
        date=find_moment(document, tree, n),
        participants=(
            Participant(group, "agent"),
            Participant(claims[owner].name, "organization", owner),
        ),
        evidence=(quote_sentence(document.source, tree.line.number),),
        confidence=0.7,
    )
