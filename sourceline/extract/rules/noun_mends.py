"""Nouns and pronouns put right where the parser errs in known ways: in lists that it takes for a description, between
commas as the name of what stands before, behind "after" with a clause of their own."""

from __future__ import annotations

from sourceline.extract.rules.frames import load_groups
from sourceline.extract.rules.hanging import (
    HELPERS,
    SUBJECTS,
    Hanging,
    climb_name,
    find_outer,
    hang,
    is_verb,
    list_below,
    list_by,
)
from sourceline.extract.rules.phrases import Line
from sourceline.extract.rules.role_words import find_kind


def mend_nouns(line: Line, parses: Hanging) -> None:
    """The parses of a sentence, in place."""
    _mend_articles(line, parses)
    _mend_places(line, parses)
    _mend_brought(line, parses)
    _mend_pronouns(line, parses)
    _mend_names_behind(line, parses)
    _mend_unlisted(line, parses)
    _mend_rivals(line, parses)
    _mend_enumerated(line, parses)
    _mend_paired(line, parses)
    _mend_opened_nouns(line, parses)
    _mend_charged(line, parses)
    _mend_far_names(line, parses)
    _mend_owners(line, parses)
    _mend_behind_names(line, parses)
    _mend_kin(line, parses)


def _mend_articles(line: Line, parses: Hanging) -> None:
    """ "Her nephew, a college student,": an article belongs to the noun behind it."""
    for n, parse in enumerate(parses):
        if (
            parse.relation != "det"
            or not 0 <= parse.head < n
            or line.words[n] not in ("a", "an", "the")
        ):
            continue
        noun = n
        while line.tag(noun + 1).startswith(("NN", "JJ", "CD", "VBN", "HYPH")):
            noun += 1
        if line.tags[noun].startswith("NN") and parses[noun].head != n:
            hang(parses, n, noun, "det")


def _mend_places(line: Line, parses: Hanging) -> None:
    """ "the embassies in Nairobi, Kenya, and Dar es Salaam": a town is joined to a town."""
    for first, last, name in line.list_names():
        n = find_outer(parses, first, last)
        noun = parses[n].head
        joined = name.label == "LOC" and parses[n].relation == "conj" and 0 <= noun < first
        if not joined or (noun in line.names and line.names[noun].label == "LOC"):
            continue
        towns = [
            k
            for k in list_by(parses, noun, "nmod")
            if noun < k < first and k in line.names and line.names[k].label == "LOC"
        ]
        if towns and any(line.words[k] == "in" for k in list_by(parses, towns[0], "case")):
            hang(parses, n, towns[0], "conj")


def _mend_brought(line: Line, parses: Hanging) -> None:
    """ "They lost before the Supreme Court": what a preposition brings in behind a verb is no subject of it."""
    for n, parse in enumerate(parses):
        behind = parse.relation == "nsubj" and 0 <= parse.head < n
        if behind and line.tags[parse.head].startswith("VB") and list_by(parses, n, "case"):
            parses[n] = parse._replace(relation="obl")


def _mend_pronouns(line: Line, parses: Hanging) -> None:
    """ "It rejected his budget, and his deputy, Ada Fenwick, quit": a pronoun right before a verb is its subject, and
    the later verb has the noun behind "and"."""
    for n, parse in enumerate(parses):
        verb, later = n + 1, parse.head
        plain = parse.relation == "nsubj" and line.words[n] in ("he", "she", "it", "they")
        if (
            not plain
            or later <= verb
            or line.tags[verb] != "VBD"
            or not is_verb(line, parses, verb)
        ):
            continue
        others = [
            k for k in list_by(parses, later, "conj") if verb < k and list_by(parses, k, "cc")
        ]
        if list_by(parses, verb, *SUBJECTS) or not others or parses[later].head != verb:
            continue
        hang(parses, n, verb, "nsubj")
        parses[others[0]] = parses[others[0]]._replace(relation="nsubj")


def _mend_names_behind(line: Line, parses: Hanging) -> None:
    """ "The man who found it, Ada Fenwick, left", "A rival, Norway's Tide Works, left": a name between commas is that
    of the noun before."""
    for n, parse in enumerate(parses):
        head = parse.head
        if n not in line.names or not 0 <= head < n or line.names[n] is line.names.get(head):
            continue
        below = list_below(parses, n)
        first = _skip_owner(line, min(below))
        closed = line.word(first - 1) == line.word(max(below) + 1) == ","
        if not closed or list_by(parses, n, "case", "cc"):
            continue
        noun = parses[head].head
        loose = parse.relation in ("obj", "appos", "conj")
        told = loose and parses[head].relation == "acl" and 0 <= noun < head
        if told and noun not in line.names and list_by(parses, head, "nsubj", "obj")[:1] != [n]:
            hang(parses, n, noun, "appos")
        elif parse.relation == "nmod" and line.tags[head] == "NN" and head not in line.names:
            parses[n] = parse._replace(relation="appos")


def _skip_owner(line: Line, first: int) -> int:
    """Where "Norway's Tide Works" begins that the parser took apart."""
    if first < 2 or line.tags[first - 1] != "POS":
        return first
    first -= 2
    while first in line.names and line.names.get(first - 1) is line.names[first]:
        first -= 1
    return first


def _mend_unlisted(line: Line, parses: Hanging) -> None:
    """ "his deputy, Ada Fenwick, quit", "the former mayor of Oulu, Jane Roe": a name between commas that no "and" leads on
    from is that of the noun before, and a person's that of the person, not of the town."""
    for first, last, name in line.list_names():
        n = find_outer(parses, first, last)
        noun, relation = parses[n].head, parses[n].relation
        if relation not in ("conj", "appos") or not 0 <= noun < first - 1 or noun in line.timed:
            continue
        closed = line.word(first - 1) == "," and line.word(last) in (",", ".", "")
        if not closed or list_by(parses, n, "case", "cc", "conj"):
            continue
        town = line.names.get(noun)
        if relation == "conj" and [k for k in list_by(parses, noun, "conj") if k != n]:
            continue
        if town is not None:
            above = parses[noun].head
            called = name.label == "PER" and town.label in ("LOC", "ORG")
            held = above >= 0 and find_kind(line.tokens[above].text) is not None
            brought = parses[noun].relation == "nmod" and line.find_name_end(noun) == first - 2
            if called and held and brought and above not in line.names:
                hang(parses, n, above, "appos")
        elif line.tags[noun] == "NN" and not _is_listed(parses, noun, first):
            parses[n] = parses[n]._replace(relation="appos")


def _is_listed(parses: Hanging, noun: int, first: int) -> bool:
    """Whether a noun is one of several itself, or the name does not follow right behind it."""
    return (
        parses[noun].relation == "conj"
        or max(k for k in list_below(parses, noun) if k < first) != first - 2
    )


def _mend_rivals(line: Line, parses: Hanging) -> None:
    """ "a merger with a rival, Tide Works, was agreed": it is the rival that is called so."""
    for n, parse in enumerate(parses):
        head = parse.head
        if parse.relation != "appos" or n not in line.names or line.names[n].label != "ORG":
            continue
        if not 0 <= head < n or line.words[head] in _list_sides():
            continue
        sides = [k for k in list_by(parses, head, "nmod") if head < k < n]
        if sides and line.words[sides[-1]] in _list_sides() and sides[-1] not in line.names:
            hang(parses, n, sides[-1], "appos")


def _list_sides() -> frozenset[str]:
    groups = load_groups()
    return groups["organization"] | groups["people"]


def _mend_enumerated(line: Line, parses: Hanging) -> None:
    """ "Two boats, a truck and $3,000 in cash were seized": what "and" goes on from without a second comma is
    the middle of a list, no description."""
    for n, parse in enumerate(parses):
        head = parse.head
        told = parse.relation == "appos" and n not in line.names and head not in line.names
        if not told or line.tags[head] not in ("NN", "NNS") or not 0 <= head < n:
            continue
        last = _find_last_of(parses, n, head)
        if last is not None and line.word(max(list_below(parses, last)) + 1) != ",":
            parses[n] = parse._replace(relation="conj")


def _mend_paired(line: Line, parses: Hanging) -> None:
    """ "beat Jane Roe, a mayor and the party's treasurer.": both tell what she is, where nothing follows."""
    for n, parse in enumerate(parses):
        name = line.names.get(parse.head)
        told = parse.relation == "appos" and n not in line.names and line.tags[n] == "NN"
        if not told or name is None or name.label != "PER" or n < parse.head:
            continue
        last = _find_last_of(parses, n, parse.head)
        if last is None or last in line.names or line.tags[last] != "NN":
            continue
        owned = any(
            list_by(parses, k, "case") or line.tags[k] == "PRP$"
            for k in list_by(parses, last, "nmod")
        )
        if owned and line.word(max(list_below(parses, last)) + 1) in (".", ""):
            hang(parses, last, n, "conj")


def _find_last_of(parses: Hanging, n: int, head: int) -> int | None:
    """What "and" right behind the words of `n` adds to its head, if that is the last of it."""
    after = max(list_below(parses, n)) + 1
    more = [k for k in list_by(parses, head, "conj") if k > n]
    return more[0] if len(more) == 1 and after in list_by(parses, more[0], "cc") else None


def _mend_opened_nouns(line: Line, parses: Hanging) -> None:
    """ "came after talks with a buyer, Acme, broke down": a noun between "after" and a verb that has nobody else is
    its subject."""
    for opener, word in enumerate(line.words):
        n = _find_opened(line, parses, opener) if word in _OPENERS else None
        verb = _find_verb_of(line, parses, opener, n) if n is not None else None
        if n is None or verb is None or not hang(parses, opener, verb, "mark"):
            continue
        parses[verb] = parses[verb]._replace(relation="advcl")
        hang(parses, n, verb, "nsubj")
        for k in list_by(parses, n, "compound", "obl", "nmod", "dep"):
            if k < opener:
                hang(parses, k, verb, "obl")  # "nine days after"


_OPENERS = frozenset({"after", "before", "when", "as"})


def _find_opened(line: Line, parses: Hanging, opener: int) -> int | None:
    """The noun right behind the word that opens the clause."""
    n = opener + 1
    while n < len(parses) and parses[n].head > n and parses[n].relation not in ("obl", *SUBJECTS):
        n += 1
    plain = n < len(parses) and line.tags[n] in ("NN", "NNS") and n not in line.timed
    own = [k for k in list_by(parses, n, "case") if k != opener] if plain else []
    return n if plain and not own and parses[n].relation == "obl" else None


def _find_verb_of(line: Line, parses: Hanging, opener: int, n: int) -> int | None:
    """The verb behind it that the noun or the opening word hangs on, or that is joined to nothing else, if it lacks
    a subject."""
    lost = list_by(parses, parses[n].head, "parataxis", "conj")
    for verb in (parses[n].head, parses[opener].head, *lost):
        if verb <= n or line.tags[verb] != "VBD" or not 0 <= parses[verb].head < opener:
            continue
        if not list_by(parses, verb, "cc", *SUBJECTS, *HELPERS):
            return verb
    return None


def _mend_charged(line: Line, parses: Hanging) -> None:
    """ "a hearing for Jane Roe, 23, charged with murder": who is charged is the person right before it, not what is
    told of."""
    for n, parse in enumerate(parses):
        noun = parse.head
        if parse.relation != "acl" or line.words[n] not in _CHARGED or not 0 <= noun < n:
            continue
        if noun in line.names:
            continue
        inside = [k for k in list_below(parses, noun) if noun < k < n and k in line.names]
        persons = [k for k in inside if line.names[k].label == "PER"]
        if persons and parses[persons[-1]].relation != "appos":
            hang(parses, n, climb_name(line, parses, persons[-1]), "acl")


_CHARGED = frozenset(
    {"accused", "charged", "convicted", "indicted", "jailed", "sentenced", "suspected", "wanted"}
)


def _mend_far_names(line: Line, parses: Hanging) -> None:
    """ "will succeed Jane Roe Feb. 1, soon after Ms. Roe turns 65": a name that "after" opens a clause with is the
    subject of the verb right behind it, no part of a name before."""
    for n, parse in enumerate(parses):
        name = line.names.get(n)
        before = line.names.get(parse.head) if 0 <= parse.head < n else None
        if name is None or before is None or before is name:
            continue
        verb = n + 1
        told = line.tag(verb) in ("VBZ", "VBD") and is_verb(line, parses, verb)
        marked = told and any(parse.head < k < n for k in list_by(parses, verb, "mark"))
        if marked and not list_by(parses, verb, *SUBJECTS):
            hang(parses, n, verb, "nsubj")


def _mend_owners(line: Line, parses: Hanging) -> None:
    """ "losses reduced Acme's net income": an owner behind a verb has what follows, or is what is done to ("which
    controls Young's"); it is none of the noun before the verb."""
    for n, parse in enumerate(parses):
        behind = line.find_name_end(n) + 1
        if line.tag(behind) != "POS" or n in line.timed or list_by(parses, n, "case") != [behind]:
            continue
        owned = behind
        while line.tag(owned + 1).startswith(("JJ", "NN", "CD")):
            owned += 1
        noun = line.tag(owned).startswith("NN")
        if noun and parses[owned].head == parse.head >= 0 and is_verb(line, parses, parse.head):
            hang(parses, n, owned, "nmod")  # "Jane Roe's resignation came late": no subject
            continue
        if parse.relation not in ("nmod", "compound") or not 0 <= parse.head < n:
            continue
        verbs = [k for k in range(parse.head + 1, n) if is_verb(line, parses, k)]
        if not verbs:
            continue
        if noun:
            hang(parses, n, owned, "nmod")
        elif not list_by(parses, verbs[-1], "obj"):
            hang(parses, n, verbs[-1], "obj")


_SHARES = frozenset({"share", "shares", "stake", "stock"})
_SINCE = frozenset({"since", "now", "then", "later", "recently"})


def _mend_behind_names(line: Line, parses: Hanging) -> None:
    """ "Shares in Acme, founded in 1911, rose", "led by Jane Roe, since promoted": of the name before the comma."""
    for n, parse in enumerate(parses):
        if line.tags[n] != "VBN" or parse.relation not in ("acl", "advcl") or parse.head < 0:
            continue
        since = line.word(n - 1) in _SINCE
        comma = n - 2 if since else n - 1
        if comma < 1 or line.words[comma] != "," or comma - 1 not in line.names:
            continue
        label = line.names[comma - 1].label
        fits = label == "PER" if since else line.words[parse.head] in _SHARES and label == "ORG"
        name = climb_name(line, parses, comma - 1)
        if fits and name != parse.head:
            hang(parses, n, name, "acl")


def _mend_kin(line: Line, parses: Hanging) -> None:
    """ "killing Ann Roe, 24, his cousin Luke Roe, 31, and the foreman": his cousin is one more of them."""
    for n, parse in enumerate(parses):
        if parse.relation not in ("appos", "conj") or parse.head not in line.names:
            continue
        owned = [k for k in list_by(parses, n, "nmod", "det") if line.tags[k] == "PRP$"]
        named = [k for k in list_by(parses, n, "appos") if owned and k in line.names]
        for k in [k for name in named for k in list_by(parses, name, "conj")]:
            if k not in line.names and list_by(parses, k, "cc"):
                hang(parses, k, parse.head, "conj")  # the foreman, no second name of the cousin
        later = [
            k for k in list_by(parses, parse.head, "conj") if k > n and list_by(parses, k, "cc")
        ]
        if not owned or not later or line.word(owned[0] - 1) != ",":
            continue
        parses[n] = parse._replace(relation="conj")
        if n + 1 in line.names:
            hang(parses, climb_name(line, parses, n + 1), n, "appos")


def mend_heads(line: Line, parses: Hanging) -> None:
    """ "The head of the agency, Jan Moll, resigned": the name is of the head, no agency's."""
    for n, parse in enumerate(parses):
        body = parse.head
        name = line.names.get(n)
        if parse.relation != "appos" or name is None or name.label != "PER" or body in line.names:
            continue
        holder = parses[body].head if parses[body].relation == "nmod" else -1
        within = line.words[body] in load_groups()["organization"] and 0 <= holder < body
        if within and (find_kind(line.words[holder]) or line.words[holder] in ("head", "chief")):
            hang(parses, n, holder, "appos")
