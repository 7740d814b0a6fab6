"""Relations put right that cannot be those of their words: a subject that only counts, an object behind a preposition,
a clause on a verb that tells of the noun before it."""

from __future__ import annotations

from sourceline.extract.rules.hanging import (
    HELPERS,
    SUBJECTS,
    Hanging,
    climb_name,
    find_begin,
    find_outer,
    hang,
    has_be,
    is_verb,
    list_by,
)
from sourceline.extract.rules.phrases import Line

_PLACING = frozenset({"in", "at", "on", "from", "to", "into", "with", "against", "near", "aboard"})
_RELATIVES = frozenset({"who", "which", "whom", "that", "whose"})

_LINKING = frozenset({"WDT", "WP", "WP$", "PRP$"})


def mend_links(line: Line, parses: Hanging) -> None:
    """The parses of a sentence, in place."""
    _mend_leaps(line, parses)
    _mend_months(line, parses)
    _mend_counts(line, parses)
    _mend_all_but(line, parses)
    _mend_attributes(line, parses)
    _mend_placed(line, parses)
    _mend_brought_in(line, parses)
    _mend_beside_verbs(line, parses)
    _mend_enclosed(line, parses)
    _mend_relative(line, parses)
    _mend_more(line, parses)
    _mend_among_them(line, parses)
    _mend_for_sale(line, parses)
    _mend_since(line, parses)
    _mend_first_to(line, parses)
    _mend_left(line, parses)
    _mend_called(line, parses)
    _mend_second(line, parses)
    _mend_debut(line, parses)
    _mend_kept(line, parses)
    _mend_crossing(line, parses)
    _mend_brothers(line, parses)
    _mend_top_name(line, parses)
    _mend_opened(line, parses)
    _mend_joined_nouns(line, parses)
    _mend_joined_verbs(line, parses)
    _mend_last_day(line, parses)


def _mend_leaps(line: Line, parses: Hanging) -> None:
    """ "Norvane AI appoints Ida Roe": what stands before a verb without subject is its own, no object's."""
    for n, parse in enumerate(parses):
        thing = parse.head
        if parse.relation != "nsubj" or thing <= n + 1 or not line.tags[thing].startswith("NN"):
            continue
        verb = parses[thing].head
        leaps = parses[thing].relation == "obj" and n < verb < thing
        if leaps and is_verb(line, parses, verb) and not list_by(parses, verb, *SUBJECTS):
            hang(parses, n, verb, "nsubj")


def _mend_months(line: Line, parses: Hanging) -> None:
    """ "in May 2031": the year belongs to the month, and the "in" to both."""
    for n in range(len(parses) - 1):
        year = n + 1
        dated = n in line.timed and line.tags[n] == "NNP" and line.tags[year] == "CD"
        if not dated or year not in line.timed or parses[n].head == year:
            continue
        if parses[year].head == parses[n].head:
            parses[year] = parses[year]._replace(head=n, relation="nmod")
        for k in list_by(parses, year, "case"):
            parses[k] = parses[k]._replace(head=n)
        if parses[n].relation == "obj" and list_by(parses, n, "case"):
            parses[n] = parses[n]._replace(relation="obl")


def _mend_counts(line: Line, parses: Hanging) -> None:
    """ "Around 300 workers blocked the gate": right before its subject, a number counts it."""
    for n in range(len(parses) - 1):
        noun = n + 1
        counts = line.tags[n] == "CD" and parses[n].relation in (*SUBJECTS, "nummod")
        if counts and line.tags[noun] == "NNS" and parses[noun].head == parses[n].head > noun:
            parses[n] = parses[n]._replace(head=noun, relation="nummod")


def _mend_all_but(line: Line, parses: Hanging) -> None:
    """ "razed all but nine of its houses": the number is what the verb is done to."""
    for n in range(1, len(parses) - 2):
        number = n + 2
        verb = n - 1
        told = line.words[n] == "all" and line.words[n + 1] == "but" and is_verb(line, parses, verb)
        if told and line.tags[number] == "CD" and not list_by(parses, verb, "obj"):
            head = number
            while parses[head].relation == "nummod" and parses[head].head > head:
                head = parses[head].head
            if hang(parses, head, verb, "obj"):
                hang(parses, n, head, "advmod")
                hang(parses, n + 1, head, "advmod")


def _mend_attributes(line: Line, parses: Hanging) -> None:
    """ "a third-quarter loss": what says how a noun is, is its attribute and no particle."""
    for n, parse in enumerate(parses):
        before = (
            parse.relation in ("part", "punct") and parse.head > n and line.tags[n] in ("JJ", "NN")
        )
        if before and line.tags[parse.head].startswith("NN"):
            parses[n] = parse._replace(relation="compound")


def _mend_placed(line: Line, parses: Hanging) -> None:
    """ "flew in a helicopter": what a preposition brings in is where, and not done to."""
    for n, parse in enumerate(parses):
        if parse.relation != "obj" or not 0 <= parse.head < n or not _is_noun(line, n):
            continue
        cases = list_by(parses, n, "case")
        begin = find_begin(parses, n)
        if not cases or cases[0] != begin:
            continue
        done_by = line.words[begin] == "by" and line.tags[parse.head] == "VBN"
        if done_by or (begin == parse.head + 1 and line.words[begin] in _PLACING):
            parses[n] = parse._replace(relation="obl")


def _mend_brought_in(line: Line, parses: Hanging) -> None:
    """ "killed 259 people on the plane and 11 on the ground", "from 3,100 to 9,400": right behind a noun, a preposition
    brings in nothing that is joined to another."""
    for n, parse in enumerate(parses):
        if parse.relation != "conj" or not 0 <= parse.head < n or not _is_noun(line, n):
            continue
        cases = list_by(parses, n, "case")
        begin = find_begin(parses, n)
        before = begin - 1
        if not cases or cases[0] != begin or line.words[begin] not in _PLACING:
            continue
        if before > 0 and _is_noun(line, before) and not list_by(parses, n, "cc"):
            joined = parses[before].head == parse.head or before == parse.head
            hang(parses, n, before if joined else parse.head, "nmod")


def _mend_beside_verbs(line: Line, parses: Hanging) -> None:
    """ "lost 5 million in the year ended March 31": a participle that the parser hung on a verb, as if it told of that,
    tells of the noun right before it."""
    for n in range(1, len(parses)):
        above = parses[n].head
        loose = parses[n].relation == "acl" and 0 <= above < n - 1 and is_verb(line, parses, above)
        if not loose or line.tags[n] not in ("VBN", "VBD", "VBG") or n - 1 in line.timed:
            continue
        if line.tags[n - 1].startswith("NN") and not list_by(parses, n, *SUBJECTS, *HELPERS):
            hang(parses, n, n - 1, "acl")


def _mend_enclosed(line: Line, parses: Hanging) -> None:
    """ "The board, formed in 1990, opened a clinic": what stands between a participle and the comma that ends its
    clause belongs to it."""
    for n in range(2, len(parses)):
        noun = parses[n].head
        told = parses[n].relation == "acl" and 0 <= noun < n and line.tags[n] in ("VBN", "VBD")
        if not told or line.words[n - 1] != "," or list_by(parses, n, *SUBJECTS, *HELPERS):
            continue
        comma = next((k for k in range(n + 1, len(parses)) if line.words[k] == ","), n)
        for k in range(n + 1, comma):
            if parses[k].head > comma and parses[k].relation in ("obl", "advmod"):
                joined = [m for m in list_by(parses, n, "conj") if m < k]
                hang(parses, k, joined[-1] if joined else n, parses[k].relation)


def _mend_relative(line: Line, parses: Hanging) -> None:
    """ "bought two mills in Norby, both of which were seized": a clause with "which" tells of a noun, and of the last
    that hangs on the verb where the parser hung it on that."""
    for n, parse in enumerate(parses):
        verb = parse.head
        if parse.relation != "acl" or not 0 <= verb < n or not is_verb(line, parses, verb):
            continue
        links = [k for k in range(verb + 1, n) if line.words[k] in _RELATIVES]
        nouns = [k for k in list_by(parses, verb, "obj") if links and verb < k < links[0]]
        if nouns and line.tags[links[0]] in _LINKING and line.tags[nouns[-1]].startswith("NN"):
            hang(parses, n, nouns[-1], "acl")


def _mend_more(line: Line, parses: Hanging) -> None:
    """ "injuring dozens more and damaging several villages": "more" right behind a number belongs to it."""
    for n in range(1, len(parses) - 1):
        counted = line.tags[n - 1] == "CD" or line.words[n - 1] in (
            "dozens",
            "hundreds",
            "thousands",
        )
        ends = line.words[n + 1] in ("and", ",", ".", "in", "at", "on")
        if line.words[n] == "more" and counted and ends and parses[n].head > n:
            hang(parses, n, n - 1, "advmod")


def _mend_among_them(line: Line, parses: Hanging) -> None:
    """ "230 buildings collapsed, among them a school": the school is one of them, and nothing is done to it."""
    for n in range(2, len(parses)):
        if line.words[n - 1] != "them" or line.words[n - 2] != "among":
            continue
        noun = n
        while parses[noun].head > noun and line.tags[noun] != "NNS" and noun + 1 < len(parses):
            noun += 1
        verb = parses[noun].head
        loose = 0 <= verb < n - 2 and parses[noun].relation in ("obl", "obj")
        if loose and line.tags[noun].startswith("NN") and not list_by(parses, noun, "case"):
            parses[noun] = parses[noun]._replace(relation="parataxis")


def _mend_for_sale(line: Line, parses: Hanging) -> None:
    """ "put its mill up for sale": the "up" is the sale's."""
    for n in range(len(parses) - 2):
        if line.words[n : n + 3] == ("up", "for", "sale") and parses[n].head < n:
            hang(parses, n, n + 2, "compound")


def _mend_since(line: Line, parses: Hanging) -> None:
    """ "since shortly after the raid": the "since" brings in what "after" does."""
    for n in range(len(parses) - 2):
        if line.words[n] != "since" or line.words[n + 2] != "after":
            continue
        noun = parses[n + 2].head
        if parses[n].relation == "advmod" and noun > n and parses[n].head == noun:
            parses[n] = parses[n]._replace(relation="case")
            hang(parses, n + 1, noun, "advmod")


def _mend_first_to(line: Line, parses: Hanging) -> None:
    """ "to become the first woman to win it": the "to" right behind whom "the first" calls is hers."""
    for n in range(3, len(parses) - 1):
        verb = n + 1
        if line.words[n] != "to" or parses[n].head != verb or parses[verb].relation != "advcl":
            continue
        noun = n - 1
        own = list_by(parses, noun, "amod")
        ranked = any(line.words[k] in ("first", "last", "only", "youngest", "oldest") for k in own)
        if ranked and parses[noun].head == parses[verb].head:
            hang(parses, verb, noun, "acl")


def _mend_left(line: Line, parses: Hanging) -> None:
    """ "left Tide Works": a name right behind a verb is joined to none, whatever its last word may be elsewhere."""
    for first, last, _ in line.list_names():
        n = find_outer(parses, first, last)
        verb = parses[n].head
        if (
            parses[n].relation in ("conj", "root")
            and verb == first - 1
            and is_verb(line, parses, verb)
        ):
            parses[n] = parses[n]._replace(relation="obj")


def _mend_called(line: Line, parses: Hanging) -> None:
    """ "met Ada Roe, a cellist and later head of a school": what a name is stands right behind it, and is nobody else; and
    "the river Ling" has its name behind."""
    for n, parse in enumerate(parses):
        if parse.relation != "conj" or line.tags[n] != "NN" or n in line.names or n < 3:
            continue
        if line.words[n - 1] not in ("a", "an") or line.words[n - 2] != ",":
            continue
        name = line.names.get(n - 3)
        if name is None or name.label != "PER" or list_by(parses, n, "cc", *SUBJECTS, *HELPERS):
            continue
        person = climb_name(line, parses, n - 3)
        if hang(parses, n, person, "appos"):
            for k in list_by(parses, person, "conj"):
                if k > n and line.tags[k] == "NN" and k not in line.names:
                    hang(parses, k, n, "conj")
    for first, last, _ in line.list_names():
        n = find_outer(parses, first, last)
        beside = parses[n].relation == "nmod" and parses[n].head == first - 1
        if beside and line.tags[first - 1] == "NN" and not list_by(parses, n, "case"):
            parses[n] = parses[n]._replace(relation="flat")


def _mend_second(line: Line, parses: Hanging) -> None:
    """ "by the engineer Ewan Dale, who has died, and his student Priya Velor": she is joined to the engineer, and "his
    student" only says who she is."""
    for first, last, name in line.list_names():
        n = find_outer(parses, first, last)
        calling = parses[n].head
        if name.label != "PER" or parses[n].relation != "conj" or calling != first - 1:
            continue
        if parses[calling].relation != "conj" or line.tags[calling] != "NN":
            continue
        above = parses[calling].head
        if 0 <= above < calling and parses[above].relation == "appos":
            above = parses[above].head
        if hang(parses, n, above, "conj") and hang(parses, calling, n, "nmod"):
            for k in list_by(parses, calling, "cc", "punct"):
                parses[k] = parses[k]._replace(head=n)


def _mend_debut(line: Line, parses: Hanging) -> None:
    """ "made his debut against Holt Town": whom he played."""
    for n, parse in enumerate(parses):
        noun = parse.head
        if parse.relation not in ("nmod", "obl") or line.word(noun) != "debut" or noun > n:
            continue
        against = any(line.words[k] == "against" for k in list_by(parses, n, "case"))
        if against and parses[noun].relation == "obj":
            hang(parses, n, parses[noun].head, "obl")


def _mend_kept(line: Line, parses: Hanging) -> None:
    """ "declared a state of emergency, called out troops", "claimed responsibility and demanded a ransom": what stands right
    behind a verb that has nothing else is done to by it, not by the verb behind the comma."""
    for n, parse in enumerate(parses):
        if parse.relation not in ("obj", *SUBJECTS, "nmod") or parse.head < n or n in line.timed:
            continue
        if not line.tags[n].startswith(("NN", "$")) or list_by(parses, n, "case"):
            continue
        own = (k for k in parses.below(n) if k < n and parses[k].relation not in ("punct", "cc"))
        verb = min([n, *own]) - 1
        if verb > 0 and line.tags[verb] == "RP":
            verb -= 1
        acts = verb >= 0 and line.tags[verb] in ("VBD", "VBN", "VBZ", "VB", "VBP")
        if not acts or not is_verb(line, parses, verb) or list_by(parses, verb, "obj", "ccomp"):
            continue
        between = {line.words[k] for k in range(n + 1, parse.head)} & {",", "and", ";"}
        told = list_by(parses, verb, *SUBJECTS) or parses[verb].relation == "xcomp"
        passive = line.tags[verb] == "VBN" and has_be(line, parses, verb)
        if between and told and not passive:
            hang(parses, n, verb, "obj")


def _mend_crossing(line: Line, parses: Hanging) -> None:
    """ "The maker Halvorsen has sued an engineer": what stands before a verb without a subject and hangs on a noun
    behind it is that subject; what a preposition brings in behind a verb is none of its subject's."""
    for n in reversed(range(len(parses))):  # the nearest to the verb first
        parse = parses[n]
        if not line.tags[n].startswith("NN") or parse.head < 0:
            continue
        if parse.relation in ("compound", "nmod", "amod") and parse.head > n:
            verbs = [k for k in range(n + 1, parse.head) if _is_finite(line, parses, k)]
            free = verbs and not list_by(parses, verbs[0], *SUBJECTS)
            ends = not line.tag(n + 1).startswith(("NN", "JJ", "POS", "CD"))
            if free and ends and not list_by(parses, n, "case"):
                _raise_subject(parses, n, verbs[0])
        elif parse.relation in ("nmod", "obl") and parse.head < n and _is_brought(parses, n):
            verb = parses[parse.head].head
            subject = parses[parse.head].relation in SUBJECTS
            if subject and parse.head < verb < n and is_verb(line, parses, verb):
                hang(parses, n, verb, "obl")
        elif (
            parse.relation == "conj"
            and parse.head > n
            and is_verb(line, parses, parse.head)
            and not list_by(parses, parse.head, *SUBJECTS)
        ):
            parses[n] = parse._replace(relation="nsubj")


def _is_brought(parses: Hanging, n: int) -> bool:
    """Whether a preposition stands before a noun, on it or on the name behind it."""
    near = [n, *(k for k in parses.below(n) if k > n)]
    return any(c < n for k in near for c in list_by(parses, k, "case"))


def _raise_subject(parses: Hanging, n: int, verb: int) -> None:
    """With what stood before the verb beside the noun, too."""
    wrong = parses[n].head
    if hang(parses, n, verb, "nsubj"):
        for k in list(parses.below(wrong)):
            if k < n:
                parses[k] = parses[k]._replace(head=n)


def _is_finite(line: Line, parses: Hanging, n: int) -> bool:
    if not is_verb(line, parses, n):
        return False
    helped = bool(list_by(parses, n, *HELPERS))
    return line.tags[n] in ("VBD", "VBZ", "VBP") or (helped and line.tags[n] == "VBN")


def _mend_brothers(line: Line, parses: Hanging) -> None:
    """ "by the brothers Carl and Milton Roe": a name right behind a noun says who that is, and hangs on nothing further
    off; and "a ferry, the Alda Raya" has its name behind the comma."""
    for first, last, _ in line.list_names():
        n = find_outer(parses, first, last)
        noun, head, relation = first - 1, parses[n].head, parses[n].relation
        if noun < 0 or list_by(parses, n, "case"):
            continue
        plain = line.tags[noun] in ("NN", "NNS") and noun not in line.names
        far = relation in ("nmod", "compound") and head > last and not _owns(line, last)
        far = far and line.tags[head].startswith("NN") and _crosses(line, n, head)
        near = relation in SUBJECTS and head > n and parses[noun].head == head
        hung = parses[noun].relation in (*SUBJECTS, "obj", "obl", "nmod")
        hung = hung and line.words[noun] not in _SPANS  # "by the time Ada Roe retired"
        if plain and hung and (far or near):
            hang(parses, n, noun, "appos")
        behind = relation == "flat" and 0 <= head < n and head not in line.names
        if behind and line.tags[head] == "NN" and "," in line.words[head:first]:
            parses[n] = parses[n]._replace(relation="appos")


_SPANS = frozenset({"time", "day", "moment", "year", "week", "month", "night", "way"})


def _owns(line: Line, n: int) -> bool:
    return line.tag(n) == "POS"


def _crosses(line: Line, n: int, head: int) -> bool:
    return any(line.tags[k] in ("VBD", "VBZ", "VBP", "VBN") for k in range(n + 1, head))


def _mend_top_name(line: Line, parses: Hanging) -> None:
    """ "Ada Roe, the director, and Ben Moss, who chairs it, voted": a sentence whose top is its first name has its verb
    behind the last comma."""
    top = next((n for n, parse in enumerate(parses) if parse.head < 0), -1)
    name = line.names.get(top)
    if name is None or line.names.get(0) is not name or list_by(parses, top, "cop"):
        return
    for n in list_by(parses, top, "acl"):
        if line.tags[n] not in ("VBD", "VBZ") or list_by(parses, n, *SUBJECTS, "mark"):
            continue
        before = n - 1
        while before > 0 and (line.tags[before] == "RB" or parses[before].relation == "aux"):
            before -= 1
        if line.words[before] != ",":
            continue
        parses[n] = parses[n]._replace(head=-1, relation="root")
        parses[top] = parses[top]._replace(head=n, relation="nsubj")
        for k in list_by(parses, top, "punct", "advcl", "parataxis"):
            if k > n:
                parses[k] = parses[k]._replace(head=n)
        return


def _mend_opened(line: Line, parses: Hanging) -> None:
    """ "With bills unpaid, Corran Ferries went under", "with the linguist Arvid Roe, she set it up": what a preposition
    opens is no subject beside another; and ", injuring seven" hangs on its verb as a clause."""
    for n, parse in enumerate(parses):
        gerund = line.tags[n] == "VBG" and parse.relation == "acl" and line.words[n - 1] == ","
        if gerund and 0 <= parse.head < n and is_verb(line, parses, parse.head):
            parses[n] = parse._replace(relation="advcl")
        if parse.relation != "nsubj" or not n < parse.head or not line.tags[n].startswith("NN"):
            continue
        others = [k for k in list_by(parses, parse.head, "nsubj") if n < k < parse.head]
        calling = [k for k in list_by(parses, n, "nmod", "compound") if k < n]
        cases = list_by(parses, n, "case") or [
            c for k in calling for c in list_by(parses, k, "case") if c < k
        ]
        placed = cases and cases[0] < n and line.words[cases[0]] in _PLACING | {"under", "after"}
        if placed and others and "," in line.words[n : others[0]]:
            parses[n] = parse._replace(relation="obl")


def _mend_joined_nouns(line: Line, parses: Hanging) -> None:
    """ "went to Brask and her foreman": a noun behind "and" is joined to the noun before it, not to the verb; "director Ada
    Roe and Ben Moss" are joined by their names; "from five to four" says how much."""
    for n, parse in enumerate(parses):
        head = parse.head
        if not 0 <= head < n:
            continue
        counted = parse.relation == "nummod" and parses[head].relation == "obj"
        if counted and list_by(parses, n, "case") and line.words[n - 1] == "from":
            hang(parses, n, parses[head].head, "obl")
        if parse.relation != "conj" or not line.tags[n].startswith("NN"):
            continue
        if parses[head].relation == "compound" and line.names.get(parses[head].head) is not None:
            if head < parses[head].head < n:
                hang(parses, n, parses[head].head, "conj")
            continue
        ands = [k for k in list_by(parses, n, "cc") if line.words[k] == "and"]
        if not ands or not is_verb(line, parses, head) or ands[0] - 1 <= head:
            continue
        if list_by(parses, n, "case", "cop", "mark", *SUBJECTS) or _crosses(line, n, len(parses)):
            continue
        before = climb_name(line, parses, ands[0] - 1)
        noun = line.tags[before].startswith("NN") and before not in line.timed
        if noun and parses[before].head == head and parses[before].relation in ("obj", "obl"):
            hang(parses, n, before, "conj")


def _mend_joined_verbs(line: Line, parses: Hanging) -> None:
    """ "Ada Roe, who picked it up in August and posted its pages": without a comma before it, the second deed is that of
    the nearer clause."""
    for n, parse in enumerate(parses):
        head = parse.head
        if parse.relation != "conj" or line.tags[n] != "VBD" or not 0 <= head < n:
            continue
        if line.words[n - 1] != "and" or list_by(parses, n, *SUBJECTS, *HELPERS):
            continue
        near = [
            k
            for k in range(head + 1, n)
            if parses[k].relation == "acl"
            and line.tags[k] == "VBD"
            and any(line.words[s] in ("who", "which") for s in list_by(parses, k, "nsubj"))
        ]
        if not near or "," in line.words[near[-1] : n]:
            continue
        link = list_by(parses, near[-1], "nsubj")[0]
        if line.words[link - 1] == ",":
            hang(parses, n, near[-1], "conj")


def _mend_last_day(line: Line, parses: Hanging) -> None:
    """ "clashed with people who joined a walkout on Monday.": a day that ends a sentence is that of its main verb, where
    that has none."""
    n = len(parses) - 2
    if n < 0 or n not in line.timed or line.words[n] not in _DAYS or parses[n].relation != "obl":
        return
    clause = parses[n].head
    noun = parses[clause].head
    who = [k for k in list_by(parses, clause, "nsubj") if line.words[k] in ("who", "which", "that")]
    if parses[clause].relation != "acl" or not who or line.words[who[0] - 1] == "," or noun < 0:
        return
    verb = noun
    while verb >= 0 and not is_verb(line, parses, verb):
        verb = parses[verb].head
    past = 0 <= verb < noun and line.tags[verb] == line.tags[clause] == "VBD"
    if past and parses[verb].relation == "root" and not line.timed.intersection(range(n - 1)):
        hang(parses, n, verb, "obl")


_DAYS = frozenset({"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"})


def _is_noun(line: Line, n: int) -> bool:
    return line.tags[n].startswith(("NN", "CD", "$"))
