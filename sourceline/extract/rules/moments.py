"""When an event happened: the time expression that hangs on it, or the day of reporting."""

from __future__ import annotations

from sourceline.extract.rules.causes import find_cause, is_cause
from sourceline.extract.rules.document import Document
from sourceline.extract.rules.firsts import find_first
from sourceline.extract.rules.frames import load_modality
from sourceline.extract.rules.places import list_within
from sourceline.extract.rules.trees import Tree
from sourceline.extract.rules.verbs import find_base
from sourceline.model import Date, TimeExpression


def find_moment(
    document: Document, tree: Tree, head: int, *, background: bool = False
) -> Date | None:
    """The date of what the word `head` tells; None when not even the reporting is dated, or when it is
    background that the source gives no date for."""
    time = _find_time(document, tree, head) or _find_shared(document, tree, head)
    if time and time.edtf:
        edtf = time.edtf.removesuffix("/..")
        if edtf != time.edtf:  # "since 2026, when he took over"
            return Date(edtf, time.basis, time.text, time.reference, time.reason)
        return Date(time.edtf, time.basis, time.text, time.reference, time.reason)
    if document.source.published is None or background or _follows_older(document, tree, head):
        return None
    first = _find_time(document, tree, _climb_joined(tree, head))
    if first and _is_apart(tree, first, head):
        return None
    return Date(document.source.published, "published")


def _find_time(document: Document, tree: Tree, head: int) -> TimeExpression | None:
    sentence = document.source.sentences[tree.line.number]
    moving = find_base(tree.word(head)) in _MOVING
    here = [
        t
        for t in list_within(document.times, sentence.start, sentence.end)
        if t.edtf
        and t.type in ("DATE", "TIME")
        and t.basis != "published"
        and not t.edtf.endswith("/..")  # "since 1958" says how long, not when
        and not _lasts(document, t)
        and not (moving and _opens_with_to(document, t))
        and not _is_of_another(tree, t)
    ]
    near = [(_count_steps(tree, t, head), _rank(t), t) for t in here]
    fitting = [item for item in near if item[0] is not None]
    return min(fitting, key=lambda item: (item[0], item[1]))[2] if fitting else None


def _list_inside(tree: Tree, time: TimeExpression) -> list[int]:
    """The words of a time expression."""
    return [n for n, token in enumerate(tree.line.tokens) if time.start <= token.start < time.end]


def _follows_older(document: Document, tree: Tree, head: int) -> bool:
    """Whether it was before or after something of another month: "fled after the coup of 1997" is no news."""
    sentence = document.source.sentences[tree.line.number]
    month = (document.source.published or "")[:MONTH]
    clauses = [n for n in tree.list_by(head, "advcl") if _opens_aside(tree, n)]
    return any(
        _stands_aside(tree, time, head) or any(_stands_in(tree, time, n) for n in clauses)
        for time in list_within(document.times, sentence.start, sentence.end)
        if time.type in ("DATE", "TIME") and time.edtf and time.edtf[:MONTH] != month
    )


def _opens_aside(tree: Tree, clause: int) -> bool:
    """ "before it split up": what a clause with its own verb tells of another time."""
    return any(tree.word(n) in ("before", "until") for n in tree.list_by(clause, "mark"))


def _stands_in(tree: Tree, time: TimeExpression, clause: int) -> bool:
    """Whether a time hangs on the verb of a clause."""
    return _count_steps(tree, time, clause) == 0


def _stands_aside(tree: Tree, time: TimeExpression, head: int) -> bool:
    """Whether a time tells of what something before or behind the verb was: "the fire" of "after the fire of May"."""
    inside = _list_inside(tree, time)
    n, aside = inside[0] if inside else -1, False
    while n >= 0 and n != head and not tree.line.tags[n].startswith("VB"):
        cases = tree.list_by(n, "case") if n not in inside else []
        aside = aside or any(tree.word(k) in _ASIDE for k in cases)
        n = tree.parses[n].head
    return n == head and aside


MONTH = 7
"""Characters of "2031-05"."""


def _lasts(document: Document, time: TimeExpression) -> bool:
    """Whether it says how long: "extended its offer until 3 June"."""
    opening = time.text.partition(" ")[0].lower()
    return bool({"until", "till"} & {_read_before(document, time), opening})


def _read_before(document: Document, time: TimeExpression) -> str:
    """The word before a time expression."""
    before = document.source.text[max(0, time.start - _UNTIL) : time.start].lower().split()
    return before[-1] if before else ""


def _is_of_another(tree: Tree, time: TimeExpression) -> bool:
    """ "a recording of Friday's concert": when the concert was."""
    inside = _list_inside(tree, time)
    last = inside[-1] if inside else -2
    if last < 0 or tree.line.tag(last + 1) != "POS":
        return False
    noun = tree.parses[last].head
    return noun > last and any(tree.word(c) == "of" for c in tree.list_by(noun, "case"))


_MOVING = frozenset(
    {
        "postpone",
        "push",
        "put",
        "delay",
        "defer",
        "move",
        "reschedule",
        "bring",
        "adjourn",
        "extend",
    }
)


def _opens_with_to(document: Document, time: TimeExpression) -> bool:
    """Whether it says what day something is moved to, not when it was moved: "postponed the release to July"."""
    return _read_before(document, time) == "to"


_UNTIL = 8
"""Characters that hold an "until" before a time."""


def _find_shared(document: Document, tree: Tree, head: int) -> TimeExpression | None:
    """The time of the other clause, where "when" joins two: "In 1993, when the council cut the grant,",
    "Nine died when a blast tore through the plant on Monday"."""
    clause = _climb_joined(tree, head)
    when = [n for n in tree.list_by(clause, "advmod", "mark") if tree.word(n) == "when"]
    if when:
        before = when[0] - 1 if tree.line.tokens[max(0, when[0] - 1)].text != "," else when[0] - 2
        told = _find_ending(document, tree, before)
        above = tree.parses[clause].head
        if told or tree.parses[clause].relation not in ("advcl", "acl") or above < 0:
            return told
        return _find_time(document, tree, above) if tree.line.tags[above][:2] == "VB" else None
    ending = _find_last_day(document, tree, head)
    if ending:
        return ending
    for n in tree.list_by(clause, "advcl"):
        if any(tree.word(m) == "when" for m in tree.list_by(n, "advmod", "mark")):
            return _find_time(document, tree, n)
    return None


def _find_last_day(document: Document, tree: Tree, head: int) -> TimeExpression | None:
    """ "burned cars and clashed with police on Monday": a day at the end of two verbs is that of both."""
    joined = tree.list_by(head, "conj")
    later = joined[0] if len(joined) == 1 else -1
    alike = later >= 0 and tree.line.tags[later] == tree.line.tags[head] == "VBD"
    if not alike or tree.list_by(later, "nsubj", "advmod") or "," in tree.line.words[head:later]:
        return None
    time = _find_time(document, tree, later)
    if time is None or time.basis != "relative" or len(time.edtf or "") != _DAY:
        return None
    return None if _is_apart(tree, time, later) else time


_DAY = 10
"""Characters of "2031-05-06"."""


def _climb_joined(tree: Tree, n: int) -> int:
    """Of verbs joined by "and", and of an -ing form behind a comma, the first."""
    for _ in range(4):
        parse = tree.parses[n]
        joined = parse.relation == "conj" or _shares_date(tree, n)
        if not joined or parse.head < 0 or not tree.line.tags[parse.head].startswith("VB"):
            return n
        if tree.list_by(n, "nsubj") and parse.relation == "conj" and tree.list_by(n, "mark"):
            return n
        n = parse.head
    return n


def _find_ending(document: Document, tree: Tree, last: int) -> TimeExpression | None:
    """The time that ends at a token."""
    if last < 0:
        return None
    end = tree.line.tokens[last].end
    sentence = document.source.sentences[tree.line.number]
    found = list_within(document.times, sentence.start, sentence.end)
    dated = (t for t in found if t.edtf and t.type in ("DATE", "TIME") and t.basis != "published")
    return next((t for t in dated if t.end == end), None)


def _count_steps(tree: Tree, time: TimeExpression, head: int) -> int | None:
    """How far a time hangs from `head`: 0 on the word itself or on what belongs to it, 1 when it opens the
    sentence of the verb that this one is joined to, or hangs alone on one beside; None: not its own."""
    inside = _list_inside(tree, time)
    if not inside:
        return None
    if _is_spoken_for(tree, inside, head):
        return None
    n = next((m for m in inside if tree.parses[m].head not in inside), inside[0])
    path = [n]
    while tree.parses[n].head >= 0 and len(path) < 40:
        n = tree.parses[n].head
        path.append(n)
        if n == head:
            return 0 if not _crosses(tree, path[:-1], inside) else None
    parse = tree.parses[head]
    if parse.relation == "acl" and parse.head >= 0:
        cause = find_cause(tree, parse.head, find_base(tree.word(head)) or "")
        if cause in path[:_NEAR] and is_cause(tree, cause):
            return 1  # "the 1988 bombing that killed 259 people"
    # The time hangs higher up: on the verb that this one is joined to.
    governor, steps = head, 0
    while (
        tree.parses[governor].relation in ("conj", "xcomp", "ccomp", "advcl", "acl")
        and tree.parses[governor].head >= 0
        and steps < 4
    ):
        relation = tree.parses[governor].relation
        ranked = find_first(tree, governor)
        if ranked is not None and ranked.link is not None:  # "In 1999 she became the first to …"
            governor, relation = ranked.link, "xcomp"
        elif relation in ("advcl", "ccomp", "acl") and not _shares_date(tree, governor):
            return None
        else:
            governor = tree.parses[governor].head
        steps += 1
        if governor in path and not _crosses(tree, path[: path.index(governor)], inside):
            opening = inside[0] < head
            if governor < inside[0] and _is_apart(tree, time, head):
                return None
            # "burned cars and clashed with police on Monday"
            last = relation == "conj" and governor < head
            return steps if opening or last or relation == "xcomp" else None
    return None


def _is_apart(tree: Tree, time: TimeExpression, head: int) -> bool:
    """Whether a joined verb tells of another time: "died on 6 May and was buried in Graz", "was rebuilt between 1570
    and 1588 and consecrated"."""
    return find_base(tree.word(head)) in ("bury", "cremate", "inter") or "[" in (time.edtf or "")


_NEAR = 3
"""Steps from a time to the noun that it stands before, its own words included."""


def _is_spoken_for(tree: Tree, inside: list[int], head: int) -> bool:
    """Whether the words between two commas that hold the time hold another verb, and not `head`:
    "Founded in Brno in 1954, the firm closed"."""
    marks = [
        n for n, token in enumerate(tree.line.tokens) if token.text in (",", ";", ":", "–", "—")
    ]
    first = max((n for n in marks if n < inside[0]), default=-1) + 1
    last = min((n for n in marks if n > inside[-1]), default=len(tree.line.tokens))
    shared = head
    for _ in range(3):
        shared = tree.parses[shared].head if tree.line.tags[shared] == "VBG" else shared
    if first <= head < last or first <= shared < last:
        return False
    helpers = ("aux", "cop", "amod", "compound", "case", "mark")
    # "to prison on Friday for taking bribes": what follows the day has it only where the day hangs on it.
    own = [n for n in inside if tree.parses[n].head not in inside][:1]
    return any(
        tree.line.tags[n].startswith("VB")
        and tree.parses[n].relation not in helpers
        and (n < inside[0] or any(_is_under(tree, k, n) for k in own))
        for n in range(first, last)
    )


def _is_under(tree: Tree, n: int, verb: int) -> bool:
    """Whether a word hangs on a verb, or on what belongs to it."""
    for _ in range(8):
        if n == verb:
            return True
        if n < 0:
            return False
        n = tree.parses[n].head
    return False


def _shares_date(tree: Tree, clause: int) -> bool:
    """Whether a clause shares the date of its sentence: ", killing 12", "beat Oulu on Sunday to win the cup"."""
    if tree.parses[clause].relation != "advcl":
        return False
    base, above = find_base(tree.word(clause)), find_base(tree.word(tree.parses[clause].head))
    table = load_modality()
    won = base in table["won"] and above in table["winning"] and tree.line.tags[clause] == "VB"
    return won or (tree.line.tags[clause] == "VBG" and not tree.list_by(clause, "mark"))


def _crosses(tree: Tree, path: list[int], inside: list[int]) -> bool:
    """Whether another clause, or a noun that the time only qualifies ("the 2018 World Cup"), stands
    between a time and a word."""
    for n in path:
        if n in inside:
            continue
        if any(tree.word(k) in _ASIDE for k in tree.list_by(n, "case")):
            return True  # "rebuilt the hall after the fire of 3 May"
        relation = tree.parses[n].relation
        clause = tree.line.tags[n].startswith("VB") or tree.list_by(n, "cop")
        if clause and relation in ("acl", "advcl", "ccomp", "conj", "parataxis", "appos"):
            return True
        if relation in ("appos", "parataxis"):
            return True  # the second: a dateline
    if not path or _opens_with(tree, min(inside)):
        return False
    first = path[0]
    return (
        tree.parses[first].relation in ("compound", "amod", "nummod")
        and tree.parses[first].head > first
    )


def _rank(time: TimeExpression) -> tuple[int, int]:
    """The more exact, the better; then the earlier in the text."""
    return -len(time.edtf or ""), time.start


_ASIDE = frozenset({"after", "before", "following", "since", "until", "despite"})
"""What brings in an event that was at another time."""


def _opens_with(tree: Tree, n: int) -> bool:
    """Whether "in" and a year stand there: "In 264 BC war broke out", of which the parse makes a war of that year."""
    return n > 0 and tree.word(n - 1) in ("in", "since", "by") and tree.word(n).isdigit()
