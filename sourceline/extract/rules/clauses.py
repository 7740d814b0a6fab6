"""Phrases → clauses: who does what to whom, as far as word order tells it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sourceline.extract.rules.phrases import Line, Phrase, Verb, read_verb

Range = tuple[int, int]
"""First and last phrase (inclusive) of a group of phrases."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A verb with its subject, its object and its prepositional phrases."""

    line: Line
    index: int
    """Index of the verb group in `line.phrases`."""
    verb: Verb
    subject: Range | None
    object: Range | None
    adjuncts: tuple[tuple[str, Range], ...]
    """(preposition in lower case, its noun phrases), in order."""
    end: int
    """Index of the first phrase that is no part of the clause any more."""
    relative: bool = False


def find_clauses(line: Line) -> Iterator[Clause]:
    """The clauses of a sentence in the order of their verbs."""
    for index, phrase in enumerate(line.phrases):
        if phrase.kind != "verb":
            continue
        verb = read_verb(line, phrase)
        end = _find_end(line, index)
        subject, relative = find_subject(line, index, verb)
        yield Clause(
            line=line,
            index=index,
            verb=verb,
            subject=subject,
            object=_find_object(line, index, end),
            adjuncts=tuple(_find_adjuncts(line, index + 1, end)),
            end=end,
            relative=relative,
        )


# --- the subject ------------------------------------------------------------------------------


def find_subject(line: Line, index: int, verb: Verb, depth: int = 0) -> tuple[Range | None, bool]:
    """The noun phrases that do (or, in the passive, suffer) it; and whether through "who"."""
    if depth > 3:
        return None, False
    place = _skip_adverbs(line, index - 1)
    if place < 0:
        return None, False
    place = _skip_brackets(line, place)
    kind = line.phrases[place].kind
    if verb.form in ("gerund", "participle", "infinitive") and kind != "noun":
        return _borrow_subject(line, index, depth)
    if kind == "noun":
        return (_walk_back(line, place), False) if _is_own(line, place, verb) else (None, False)
    if kind in ("who", "that"):
        return _find_antecedent(line, place), True
    if kind == "comma":
        after_and = _skip_apposition(line, place)
        return after_and, False
    if kind == "and":
        return _borrow_subject(line, index, depth)
    return None, False


def _is_own(line: Line, place: int, verb: Verb) -> bool:
    """A participle after a noun is a clause of its own only in "with …" and in headlines."""
    if verb.form == "finite":
        return True
    first = _walk_back(line, place)[0]
    before = line.phrases[first - 1] if first else None
    with_it = before is not None and _word(line, before) == "with"
    return with_it or (verb.form == "participle" and not _has_finite(line))


def _has_finite(line: Line) -> bool:
    return any(p.kind == "verb" and read_verb(line, p).form == "finite" for p in line.phrases)


def _skip_adverbs(line: Line, place: int) -> int:
    while place >= 0 and line.phrases[place].kind == "adverb":
        place -= 1
    return place


def _skip_brackets(line: Line, place: int) -> int:
    """Before "(UAAR)" and the like."""
    if _word(line, line.phrases[place]) != ")":
        return place
    for before in range(place - 1, -1, -1):
        if _word(line, line.phrases[before]) == "(":
            return max(0, before - 1)
    return place


def _walk_back(line: Line, place: int) -> Range:
    """The whole chain that ends at `place`: "the mayor of X and the governor of Y"."""
    first, joined = place, False
    while first >= 2:
        link, before = line.phrases[first - 1], line.phrases[first - 2]
        if link.kind == "and" and before.kind == "comma" and _is_list(line, first - 3):
            first, joined = first - 3, True
            continue
        if before.kind != "noun" or link.kind not in ("preposition", "and", "comma"):
            break
        if link.kind == "comma" and (not joined or _is_object(line, first - 2)):
            break
        joined = joined or link.kind == "and"
        if link.kind == "and" and _is_object(line, first - 2):
            break
        if link.kind == "preposition" and _word(line, link) not in _CHAINS:
            break
        first -= 2
    return first, place


_CHAINS = frozenset(
    {
        "of",
        "for",
        "in",
        "at",
        "from",
        "to",
        "on",
        "with",
        "near",
        "against",
        "between",
        "over",
        "into",
    }
)


def _is_list(line: Line, place: int) -> bool:
    """Whether the noun at `place` ends the first items of "X, Y, and Z"."""
    if place < 2 or line.phrases[place].kind != "noun" or _is_object(line, place):
        return False
    first = place
    while (
        first >= 2
        and line.phrases[first - 1].kind == "preposition"
        and line.phrases[first - 2].kind == "noun"
    ):
        first -= 2
    return (
        first >= 2
        and line.phrases[first - 1].kind == "comma"
        and line.phrases[first - 2].kind == "noun"
    )


def _is_object(line: Line, place: int) -> bool:
    first = place
    while (
        first >= 2
        and line.phrases[first - 1].kind == "preposition"
        and line.phrases[first - 2].kind == "noun"
    ):
        first -= 2
    if not first:
        return False
    before = line.phrases[first - 1]
    inside = before.kind == "preposition" and _word(line, before) not in _SUBORDINATORS
    return inside or before.kind == "verb"


def _skip_apposition(line: Line, comma: int) -> Range | None:
    """The subject before ", a maker of shoes, " and the like."""
    best: Range | None = None
    end = comma
    for _ in range(4):
        start = _segment_start(line, end)
        segment = line.phrases[start:end]
        if not segment:
            break
        opener = segment[0].kind
        finite = any(p.kind == "verb" and read_verb(line, p).form == "finite" for p in segment)
        if finite and opener != "who":
            break
        if opener == "noun":
            best = (start, _chain_end(line, start, end))
        elif best is not None and opener not in ("who", "verb"):
            break
        if start == 0 or line.phrases[start - 1].kind != "comma":
            break
        end = start - 1
    return best


def _segment_start(line: Line, end: int) -> int:
    start = end
    while start > 0 and line.phrases[start - 1].kind not in ("comma", "mark"):
        if (
            line.phrases[start - 1].kind == "preposition"
            and _word(line, line.phrases[start - 1]) in _SUBORDINATORS
            and start < end
        ):
            break
        if (
            line.phrases[start - 1].kind in ("and", "that")
            and start < end
            and line.phrases[start].kind == "noun"
            and _later_verb(line, start, end)
        ):
            break
        start -= 1
    while start < end and line.phrases[start].kind in ("adverb", "and"):
        start += 1
    return start


def _later_verb(line: Line, start: int, end: int) -> bool:
    return any(p.kind == "verb" for p in line.phrases[start:end])


def _chain_end(line: Line, start: int, end: int) -> int:
    last = start
    while (
        last + 2 < end
        and line.phrases[last + 1].kind in ("preposition", "and")
        and line.phrases[last + 2].kind == "noun"
    ):
        last += 2
    return last


def _find_antecedent(line: Line, place: int) -> Range | None:
    before = place - 1
    if before >= 0 and line.phrases[before].kind == "comma":
        before -= 1
    if before >= 0 and line.phrases[before].kind == "noun":
        return before, before
    return None


def _borrow_subject(line: Line, index: int, depth: int) -> tuple[Range | None, bool]:
    """The subject of the clause that this verb is joined to."""
    for place in range(index - 1, -1, -1):
        phrase = line.phrases[place]
        if phrase.kind == "mark":
            return None, False
        if phrase.kind == "verb":
            verb = read_verb(line, phrase)
            if verb.form == "finite":
                return find_subject(line, place, verb, depth + 1)
    return None, False


# --- what follows the verb --------------------------------------------------------------------

_SUBORDINATORS = frozenset(
    {
        "as",
        "after",
        "before",
        "because",
        "while",
        "if",
        "since",
        "when",
        "although",
        "though",
        "until",
        "unless",
        "once",
        "whether",
        "so",
        "where",
        "than",
    }
)


def _word(line: Line, phrase: Phrase) -> str:
    return line.tokens[phrase.first].text.lower()


def _find_end(line: Line, index: int) -> int:
    """Index of the first phrase after the clause of the verb at `index`."""
    place = index + 1
    while place < len(line.phrases):
        if _is_boundary(line, place, index):
            return place
        place += 1
    return place


def _is_boundary(line: Line, place: int, index: int) -> bool:
    phrase = line.phrases[place]
    if phrase.kind in ("mark", "who", "that"):
        return (
            _word(line, phrase) not in ("(", ")", "-", '"', "“", "”", "‘") or phrase.kind != "mark"
        )
    if phrase.kind == "comma":
        return not _is_list_comma(line, place) and not _is_named_after(line, place)
    if phrase.kind == "verb":
        before = line.phrases[place - 1]
        if read_verb(line, phrase).form == "gerund" and _word(line, before) in _WITH_GERUND:
            return False
        return read_verb(line, phrase).form != "infinitive"
    if phrase.kind == "preposition" and _word(line, phrase) in _SUBORDINATORS:
        return _opens_clause(line, place) or _word(line, phrase) not in ("as", "than")
    if phrase.kind == "preposition":
        return _verb_after(line, place) and _word(line, phrase) not in _WITH_GERUND
    if phrase.kind == "and":
        return _opens_clause(line, place) or _verb_after(line, place)
    # A noun right before a finite verb is the next clause's subject: "said Kerry contacted".
    return phrase.kind == "noun" and place > index and _is_next_subject(line, place)


_WITH_GERUND = frozenset({"of", "with", "from", "for", "against", "to"})
"""Prepositions whose -ing form belongs to the clause: "charged with taking"."""


def _is_next_subject(line: Line, place: int) -> bool:
    after = _skip_adverbs_forward(line, place + 1)
    if after >= len(line.phrases) or line.phrases[after].kind != "verb":
        return False
    return read_verb(line, line.phrases[after]).form == "finite"


def _skip_adverbs_forward(line: Line, place: int) -> int:
    while place < len(line.phrases) and line.phrases[place].kind == "adverb":
        place += 1
    return place


def _verb_after(line: Line, place: int) -> bool:
    after = _skip_adverbs_forward(line, place + 1)
    return (
        after < len(line.phrases)
        and line.phrases[after].kind == "verb"
        and read_verb(line, line.phrases[after]).form != "infinitive"
    )


def _opens_clause(line: Line, place: int) -> bool:
    """Whether a new subject and verb come after the word at `place`, before any other mark."""
    for phrase in line.phrases[place + 1 :]:
        if phrase.kind in ("comma", "mark", "who", "and", "that"):
            return False
        if phrase.kind == "verb":
            return read_verb(line, phrase).form == "finite"
    return False


def _is_list_comma(line: Line, comma: int) -> bool:
    """Whether a comma only separates items: "X, Y and Z", "Seattle, Washington"."""
    place = comma + 1
    while place < len(line.phrases):
        if line.phrases[place].kind == "and":
            return (
                place + 1 < len(line.phrases)
                and line.phrases[place + 1].kind == "noun"
                and not _opens_clause(line, place)
            )
        if line.phrases[place].kind != "noun":
            return False
        place += 1
        if place < len(line.phrases) and line.phrases[place].kind == "comma":
            place += 1
    return False


def _is_named_after(line: Line, comma: int) -> bool:
    """Whether a name stands in apposition to a common noun: "her third album, Low Tide"."""
    before, after = line.phrases[comma - 1], line.phrases[min(comma + 1, len(line.phrases) - 1)]
    if before.kind != "noun" or after.kind != "noun" or before.head in line.names:
        return False
    whole = all(n in line.names for n in range(after.first, after.last))
    closing = comma + 2 >= len(line.phrases) or line.phrases[comma + 2].kind in (
        "comma",
        "mark",
        "preposition",
        "adverb",
    )
    owned = line.tags[before.first] in ("PRP$", "DT") or any(
        line.tags[n] == "POS" for n in range(before.first, before.last)
    )
    return whole and closing and owned


def _find_object(line: Line, index: int, end: int) -> Range | None:
    place = _skip_adverbs_forward(line, index + 1)
    if place >= end or line.phrases[place].kind != "noun":
        return None
    while _is_bare(line, place) and place + 1 < end and line.phrases[place + 1].kind == "noun":
        place += 1
    return place, _object_end(line, place, end)


def _is_bare(line: Line, place: int) -> bool:
    """ "a staggering" before a number: no noun of its own."""
    phrase = line.phrases[place]
    return not any(
        line.tags[n].startswith(("NN", "PRP", "CD")) for n in range(phrase.first, phrase.last)
    )


def _object_end(line: Line, place: int, end: int) -> int:
    last = place
    while last + 2 < end + 0:
        link = line.phrases[last + 1]
        if line.phrases[last + 2].kind != "noun":
            break
        named = link.kind == "comma" and _is_named_after(line, last + 1)
        if named or link.kind in ("and", "comma") or _word(line, link) in ("of", "&"):
            last += 2
        else:
            break
    # "X, Y, and Z"
    if (
        last + 3 < end
        and line.phrases[last + 1].kind == "comma"
        and line.phrases[last + 2].kind == "and"
        and line.phrases[last + 3].kind == "noun"
    ):
        last += 3
    return last


def _find_adjuncts(line: Line, start: int, end: int) -> Iterator[tuple[str, Range]]:
    for place in range(start, end - 1):
        phrase = line.phrases[place]
        if phrase.kind == "preposition" and line.phrases[place + 1].kind == "noun":
            yield _word(line, phrase), (place + 1, _object_end(line, place + 1, end))


def list_nouns(line: Line, group: Range) -> list[Phrase]:
    """The coordinated noun phrases of a group, without those inside "of …"."""
    found: list[Phrase] = []
    inside = False
    for place in range(group[0], group[1] + 1):
        phrase = line.phrases[place]
        if phrase.kind == "preposition":
            inside = True
        elif phrase.kind in ("and", "comma"):
            inside = (
                inside and phrase.kind == "and" and bool(found) and not _is_name(line, found[0])
            )
        elif phrase.kind == "noun" and not inside:
            found.append(phrase)
    if len(found) == 2 and _is_one_person(line, *found):
        return found[1:]
    return found


def _is_one_person(line: Line, one: Phrase, two: Phrase) -> bool:
    """ "The naturalist and broadcaster Helen Marsh": two callings before one name."""
    joined = two.first == one.last + 1 and line.tokens[one.last].text == "and"
    return (
        joined
        and one.head not in line.names
        and two.head in line.names
        and two.first not in line.names
        and line.tags[two.first] in ("NN", "JJ")
    )


def _is_name(line: Line, phrase: Phrase) -> bool:
    return phrase.head in line.names
