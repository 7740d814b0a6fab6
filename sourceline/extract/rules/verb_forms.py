"""What a verb says and how: its base, voice, tense and particle, from the words that hang on it."""

from __future__ import annotations

from sourceline.extract.rules.clause_mends import is_gapped
from sourceline.extract.rules.phrases import Form, Verb
from sourceline.extract.rules.trees import Tree
from sourceline.extract.rules.verbs import (
    BE,
    HAVE,
    MODALS,
    NEGATIONS,
    find_base,
    is_verb,
    write_third,
)


def find_mark(tree: Tree, head: int) -> str:
    marks = [n for n in tree.list_by(head, "mark") if not _opens_gerund(tree, n, head)]
    return tree.word(marks[0]) if marks else ""


def _opens_gerund(tree: Tree, n: int, head: int) -> bool:
    """Whether the word opens another clause: "before" in "Before becoming mayor, she founded …"."""
    return n + 1 != head and tree.line.tags[min(n + 1, len(tree.line.tags) - 1)] == "VBG"


PASSIVE = BE | {"get", "got", "gets"}
"""The helpers of the passive."""
_SHORT = frozenset({"'d", "’d"})
""" "had" or "would"."""
_IS_OR_HAS = frozenset({"'s", "’s"})
""" "he's won the cup", but "he's sued"."""
_PAST = frozenset({"was", "were", "had", "did", "got"})
_FUTURE = frozenset({"will", "'ll", "’ll", "wo", "shall"})


def is_suffered(tree: Tree, verb: int) -> bool:
    """Whether a verb has the helper of a passive: "was rebuilt"."""
    return any(tree.word(n) in PASSIVE for n in tree.list_by(verb, "aux"))


def read_form(tree: Tree, head: int, first: int) -> Verb:
    """What the verb says and how; a joined verb without helpers shares those of the first."""
    helpers = [n for n in tree.children[head] if n < head and _helps(tree, n)]
    borrowed = False
    tag = "VBN" if tree.line.tags[head] == "JJ" else tree.line.tags[head]
    giver = head
    while is_gapped(tree.line, tree.parses, giver):
        giver = tree.parses[giver].head
    bare = not helpers and not _has_subject(tree, head) and find_mark(tree, head) != "to"
    if giver != head:
        tag = "VBN"
        helpers = [n for n in tree.children[giver] if n < giver and _helps(tree, n)]
        borrowed = bool(helpers)
    elif (
        head != first
        and bare
        and (
            tag in _SHARING
            or _is_borne(tree, head, tag)
            or _is_called_off(tree, head, first)
            or _is_done_too(tree, head, first)
        )
    ):
        tag = "VBN" if tag == "VBD" else tag
        helpers = [n for n in tree.children[first] if n < first and _helps(tree, n)]
        borrowed = bool(helpers)
    words = {tree.word(n) for n in helpers} | _share_future(tree, head, first, helpers)
    words = _spell_out(tree, head, tag, words)
    if tag == "VBN" and tree.word(head).endswith("ing") and words & PASSIVE:
        tag = "VBG"  # "is recalling", which the tagger took for a passive
    if tag == "VB" and words & PASSIVE and tree.word(head).endswith("ed"):
        tag = "VBN"  # "to get re-elected"
    if tag == "VBN" and not words & (PASSIVE | HAVE) and _tells_past(tree, head):
        tag = "VBD"
    if tag == "VBN" and not words & PASSIVE and _has_own_object(tree, head):
        tag = "VBD"  # "a fire gutted the archive"
    if tag == "VBN" and head != first and bare and not words and _acts(tree, first, head):
        tag = "VBD"  # "killed three soldiers and wounded others"
    if tag == "VBD" and (
        words & (PASSIVE | HAVE) or _is_done_by(tree, head) or _is_reduced(tree, head)
    ):
        tag = "VBN"
    if tag == "VBD" and _is_present(tree.word(head)):
        tag = "VBZ"  # "founds", which the tagger took for a past
    reduced = tag == "VBN" and not words
    to_be = "to" not in words or bool(words & {"be", "been", "get"})
    passive = tag == "VBN" and to_be and (bool(words & PASSIVE) or (reduced and not borrowed))
    particle = _find_particle(tree, head)
    base = _find_base(tree.word(head), tag)
    return Verb(
        base="wind" if base == "wound" and particle in ("up", "down") else base,
        particle=particle,
        passive=passive,
        form=_find_form(tree, first, tag, words),
        past=tag == "VBD" or bool(words & _PAST) or reduced,
        perfect=bool(words & HAVE),
        future=bool(words & _FUTURE),
        modal=next((w for w in sorted(words) if w in MODALS), ""),
        negated=bool(words & NEGATIONS)
        or any(_negates(tree, n) for n in tree.children[head] if n < head),
        control="be" if "to" in words and words & PASSIVE and not _is_purpose(tree, head) else "",
    )


def _negates(tree: Tree, n: int) -> bool:
    """Whether a word denies its verb; "not before Skarn took the town" does not."""
    if tree.word(n) in NEGATIONS:
        return tree.word(n + 1) not in ("before", "until", "without")
    return tree.word(n) in _CLIPPED and tree.word(n + 1) in ("'", "’") and tree.word(n + 2) == "t"


_CLIPPED = frozenset(
    {
        "hadn",
        "hasn",
        "haven",
        "didn",
        "doesn",
        "don",
        "wasn",
        "weren",
        "isn",
        "aren",
        "won",
        "wouldn",
        "couldn",
    }
)
""" "hadn ’ t", as some programs set it."""


def _is_purpose(tree: Tree, head: int) -> bool:
    """ "left the boat to be rescued": what somebody did it for, where no "is" stands before."""
    helpers = {tree.word(n) for n in tree.children[head] if n < head}
    told = {"is", "are", "was", "were", "only"}  # "only to be sacked within the year"
    return tree.parses[head].relation == "advcl" and not helpers & told


def _spell_out(tree: Tree, head: int, tag: str, words: set[str]) -> set[str]:
    """The helpers of a verb with what "'d" and "'s" are short for."""
    if tag == "VBN" and words & _SHORT and "have" not in words:
        words = (words - _SHORT) | {"had"}  # "he'd been dropped off"
    if words & _IS_OR_HAS and tag in ("VBN", "VBD"):
        acts = _has_own_object(tree, head) and _has_subject(tree, head)
        words = (words - _IS_OR_HAS) | {"has"} if "been" in words or acts else words
    return words


def _share_future(tree: Tree, head: int, first: int, helpers: list[int]) -> set[str]:
    """The helpers of the first verb, where the second has but a "be": "will step down and be replaced"."""
    if head == first or [tree.word(n) for n in helpers] != ["be"] or _has_subject(tree, head):
        return set()
    return {tree.word(n) for n in tree.children[first] if n < first and _helps(tree, n)}


_BORNE = frozenset([
    "order", "require", "force", "oblige", "compel", "charge", "jail", "imprison", "sentence", "fine", "ban", "remand",
    "extradite", "deport", "convict", "acquit", "suspend", "evacuate", "hospitalise", "hospitalize", "bury",
])  # fmt: skip
"""Verbs that say nothing without whom it is done to."""


def _is_borne(tree: Tree, head: int, tag: str) -> bool:
    """Whether a form taken for a past has nobody it is done to: "was jailed and ordered to pay"."""
    return (
        tag == "VBD"
        and find_base(tree.word(head)) in _BORNE
        and not tree.list_by(head, "obj", "iobj")
    )


def _is_done_too(tree: Tree, head: int, first: int) -> bool:
    """ "were found by a farmer and bought by the city": its doer stands right behind it."""
    by = tree.word(head + 1) == "by" and tree.parses[head].relation == "conj"
    done = by and is_suffered(tree, first) and not tree.list_by(head, "obj")
    return done and tree.line.tag(head + 2) not in ("CD", "VBG", "")


def _is_reduced(tree: Tree, head: int) -> bool:
    """ "a man charged in a shooting": what only says which man is meant was done to him, whatever its tag."""
    above, place = tree.parses[head].head, tree.line.word(head + 1)
    about = tree.parses[head].relation == "acl"
    parted = about and above < head and tree.word(head - 1) == ","
    beside = parted or (about and above == head - 1)
    # "The board, formed in 1990, opened a clinic": a name has its own verb behind.
    meant = above not in tree.line.names or (parted and tree.parses[above].head > head)
    own = _has_subject(tree, head) or tree.list_by(head, "obj", "xcomp", "ccomp")
    return beside and meant and not own and place in _PLACING


_PLACING = frozenset({"in", "with", "over", "for", "at"})


def _is_done_by(tree: Tree, head: int) -> bool:
    """ "a petition started by a nurse", "opened that year by a mayor": a clause about a noun, with its doer right
    behind or behind a date."""
    about = tree.parses[head].relation == "acl" and not _has_subject(tree, head)
    place = head + 1
    while place in tree.line.timed:
        place += 1
    by = about and place + 1 < len(tree.parses) and tree.word(place) == "by"
    return by and tree.line.tags[place + 1] != "CD" and tree.parses[head].head < head


def _acts(tree: Tree, head: int, joined: int) -> bool:
    """Whether a verb is a plain past with an object of its own, or "and" alone joins another to it: "fled to Brno
    and abdicated"."""
    helped = any(_helps(tree, n) for n in tree.children[head] if n < head)
    near = tree.word(joined - 1) in ("and", "but", "then") and _has_subject(tree, head)
    return (
        tree.line.tags[head] == "VBD" and not helped and (near or bool(tree.list_by(head, "obj")))
    )


_SHARING = ("VB", "VBN", "VBG")
_UNDOING = frozenset(
    {"called", "laid", "put", "turned", "knocked", "pulled", "shut", "carried", "sold", "washed"}
)
"""Past forms of verbs that with "off", "down", "out" or "away" need something to do it to."""


def _is_called_off(tree: Tree, head: int, first: int) -> bool:
    """ "was agreed and called off": shares "was" with the verb before, as nothing follows that it could be done to."""
    helpers = {tree.word(n) for n in tree.children[first] if n < first and _helps(tree, n)}
    undone = tree.word(head) in _UNDOING and _find_particle(tree, head) in (
        "off",
        "down",
        "out",
        "away",
    )
    return undone and bool(helpers & BE) and not tree.list_by(head, "obj")


_GIVING = frozenset(
    [
        "give",
        "award",
        "hand",
        "offer",
        "name",
        "appoint",
        "call",
        "elect",
        "pay",
        "send",
        "grant",
        "sell",
        "teach",
        "tell",
        "show",
        "dub",
        "deem",
        "fine",
        "sentence",
        "vote",
        "crown",
        "lend",
        "leave",
        "make",
    ]
)
"""Verbs that keep an object in the passive: "given a prize"."""


def _has_own_object(tree: Tree, head: int) -> bool:
    """Whether a form taken for a passive acts on something: then it is the past tense."""
    if tree.parses[head].relation not in ("root", "conj", "ccomp", "parataxis"):
        return False
    if find_base(tree.word(head)) in _GIVING:
        return False
    return any(
        n > head
        and n not in tree.line.timed
        and tree.word(n) not in SPANS
        and tree.line.tags[n].startswith(("NN", "CD", "PRP"))
        for n in tree.list_by(head, "obj")
    )


def _is_present(word: str) -> bool:
    return word.endswith("s") and word == write_third(find_base(word) or "")


def _find_base(word: str, tag: str) -> str:
    """The verb of a form; "found" as a past is one of "find"."""
    if word == "found" and tag in ("VBD", "VBN"):
        return "find"
    if tag in ("VB", "VBP") and is_verb(word):
        return word
    return find_base(word) or word


def _helps(tree: Tree, n: int) -> bool:
    relation, word = tree.parses[n].relation, tree.word(n)
    return (
        relation in ("aux", "cop", "part")
        or (relation == "advmod" and word in NEGATIONS and _negates(tree, n))
        or (relation == "mark" and word == "to")
    )


def _has_subject(tree: Tree, head: int) -> bool:
    return bool(tree.list_by(head, "nsubj", "csubj"))


def _tells_past(tree: Tree, head: int) -> bool:
    """Whether a form in -ed taken for a participle is the past tense: it has a subject of its own."""
    parse = tree.parses[head]
    subjects = tree.list_by(head, "nsubj")
    if any(tree.word(n) == "with" for s in subjects for n in tree.list_by(s, "case", "mark")):
        return False  # "With the port now closed, …"
    return _has_subject(tree, head) and parse.relation in (
        "root",
        "conj",
        "ccomp",
        "advcl",
        "parataxis",
        "acl",
    )


def _find_form(tree: Tree, first: int, tag: str, words: set[str]) -> Form:
    if "to" in words and _is_purpose(tree, first):
        return "infinitive"
    if words & (PASSIVE | HAVE | _FUTURE | MODALS | {"do", "does", "did"}):
        return (
            "gerund"
            if words & {"being", "having"}
            and not words & (_PAST | _FUTURE | MODALS | {"is", "are"})
            else "finite"
        )
    if "to" in words or (tag == "VB" and find_mark(tree, first) == "to"):
        return "infinitive"
    if tag == "VB":
        return "infinitive" if tree.parses[first].relation in ("xcomp", "ccomp") else "finite"
    if tag == "VBG":
        return "gerund"
    return "participle" if tag == "VBN" else "finite"


def _find_particle(tree: Tree, head: int) -> str:
    """ "down" of "stepped down"; further off, too: "took the firm over"."""
    for n in tree.children[head]:
        near = 0 < n - head < 6
        if near and (
            tree.line.tags[n] == "RP"
            or (tree.parses[n].relation == "compound" and tree.line.tags[n] in ("RP", "IN", "RB"))
            or (tree.parses[n].relation == "advmod" and tree.word(n) in ("back", "forward"))
        ):
            return tree.word(n)
    return ""


SPANS = frozenset({
    "day", "days", "week", "weeks", "month", "months", "year", "years", "time", "times", "night",
    "morning", "evening", "afternoon", "spring", "summer", "autumn", "fall", "winter", "hours",
    "hour", "minutes", "minute", "decades", "decade", "season", "weekend", "today", "yesterday", "tomorrow", "moment",
})  # fmt: skip
"""Nouns that say when or how long, not what."""
