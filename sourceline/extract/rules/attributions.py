"""Attributions: the verbs of saying of a text and "according to", each with who speaks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from sourceline.extract.rules.clauses import find_clauses
from sourceline.extract.rules.dependents import find_span, list_children
from sourceline.extract.rules.document import Document
from sourceline.extract.rules.gazetteers import read_table
from sourceline.extract.rules.memo import keep_last
from sourceline.extract.rules.people import is_people
from sourceline.extract.rules.phrases import Line, Phrase, read_lines
from sourceline.extract.rules.quotes import is_between
from sourceline.extract.rules.speakers import name_speaker
from sourceline.extract.rules.verbs import NEGATIONS, list_forms
from sourceline.model import Reference

Span = tuple[int, int]
"""First token and the one behind the last."""

ACCORDING = "according to"


@dataclass(frozen=True, slots=True)
class Saying:
    """Somebody says something: tokens `first` to `last` of a sentence hold who and the verb."""

    line: Line
    base: str
    """The verb, or "according to"."""
    verb: int
    first: int
    last: int
    speaker: Reference
    relative: bool = False
    """In "Anna Visser, who said …", the speaker stands before the clause."""


@cache
def index_sayings() -> dict[str, str]:
    """Form → verb of saying."""
    verbs = (*read_table("sayings")["speech"], *read_table("sayings")["report"])
    return {form: verb for verb in verbs for form in sorted(list_forms(verb))}


@keep_last("reading", "tokens", "tags", "mentions", "profiles", "anaphors")
def find_sayings(document: Document) -> tuple[tuple[Saying, ...], ...]:
    """The sayings of every sentence, in order."""
    found: list[tuple[Saying, ...]] = []
    plural: Reference | None = None
    for line in read_lines(document):
        told = _read_line(document, line)
        here = [_resolve(saying, plural) for saying in told]
        found.append(tuple(saying for saying in here if saying))
        plural = next((s.speaker for s in reversed(found[-1]) if is_plural(s)), plural)
    return tuple(found)


def _resolve(saying: Saying, plural: Reference | None) -> Saying | None:
    """ "They said": those without a name who spoke last. An unknown "she" says nothing."""
    if saying.speaker.profile is None and saying.speaker.name.lower() in ("they", "he", "she"):
        they = saying.speaker.name.lower() == "they"
        return replace(saying, speaker=plural) if they and plural else None
    return saying


def is_plural(saying: Saying) -> bool:
    """Whether several speak, or a body of people."""
    words = saying.speaker.name.lower().split()
    return saying.speaker.profile is None and (words[0].endswith("s") or is_people(words[-1]))


def _read_line(document: Document, line: Line) -> tuple[Saying, ...]:
    told: list[Saying] = []
    for n, token in enumerate(line.tokens):
        found = None
        if token.text in ("According", "according") and line.write(n, n + 2).lower() == ACCORDING:
            found = _read_according(document, line, n)
        elif told and is_added(line, n):
            named = [saying for saying in told if saying.speaker.profile]
            last = (named or told)[-1]
            found = replace(
                last, base=index_sayings()[token.text.lower()], verb=n, first=n, last=n + 1
            )
        elif line.tags[n].startswith("VB") and token.text.lower() in index_sayings():
            found = _read_verb(document, line, n)
        if found and not is_between(document.source, token.start):
            told.append(found)
    return tuple(told)


def is_added(line: Line, n: int) -> bool:
    """ "…, adding that …": the speaker goes on, whatever stands between."""
    word = line.words[n]
    return (
        n > 0
        and line.tokens[n - 1].text == ","
        and word in ("adding", "saying", "noting", "stressing", "insisting", "warning", "arguing")
    )


def _read_according(document: Document, line: Line, n: int) -> Saying | None:
    end = n + 2
    while end < len(line.tokens) and not _ends_name(line, end):
        end += 1
    if not any(k in line.names for k in range(n + 2, end)):
        end = _add_name(line, end)
    speaker = name_speaker(document, line, n + 2, end) if end > n + 2 else None
    return Saying(line, ACCORDING, n, n, end, speaker) if speaker else None


def _add_name(line: Line, end: int) -> int:
    """With the name between commas behind it: "according to the paper, the Herald, …"."""
    if end >= len(line.tokens) or line.tokens[end].text != ",":
        return end
    last = end + 1
    while last < len(line.tokens) and (last in line.names or line.tags[last] == "DT"):
        last += 1
    named = last - 1 in line.names and last < len(line.tokens) and line.tokens[last].text == ","
    return last if named else end


def _ends_name(line: Line, n: int) -> bool:
    if n in line.names:
        return False
    return line.tokens[n].text in (",", ".", ";", ":", "(", "—", "–", '"', "“") or (
        line.tags[n] in ("VBD", "VBZ", "VBP", "MD", "WP", "WDT")
    )


# --- verbs ------------------------------------------------------------------------------------


def _read_verb(document: Document, line: Line, n: int) -> Saying | None:
    place = line.find_phrase(n)
    if place is None or not _is_told(line, line.phrases[place], n):
        return None
    phrase = line.phrases[place]
    for subject, relative in _list_subjects(document, line, n):
        speaker = name_speaker(document, line, *subject)
        if speaker:
            return _make_saying(line, phrase, n, subject, speaker, relative=relative)
    return None


def _make_saying(
    line: Line, phrase: Phrase, n: int, subject: Span, speaker: Reference, *, relative: bool
) -> Saying:
    begin = min(phrase.first, n)
    inverted = subject[0] > n
    shared = not inverted and _has_verb(line, subject[1], begin)
    return Saying(
        line=line,
        base=index_sayings()[line.words[n]],
        verb=n,
        first=begin if inverted or shared or relative else min(subject[0], begin),
        last=subject[1] if inverted else n + 1,
        speaker=speaker,
        relative=relative,
    )


def _has_verb(line: Line, first: int, last: int) -> bool:
    """Whether a finite verb stands between a subject and this verb, which shares it."""
    return any(line.tags[k] in ("VBD", "VBZ", "VBP") for k in range(first, last))


_NOT_TOLD = frozenset({*NEGATIONS, "may", "might", "could", "would", "should", "can", "to", "must"})
_BE = frozenset({"be", "is", "are", "was", "were", "been", "being", "get", "gets", "got"})
_HAVE = frozenset({"have", "has", "had", "having", "'ve", "'s", "’ve", "’s"})


def _is_told(line: Line, phrase: Phrase, n: int) -> bool:
    """Whether the verb is said to have happened, by its subject: no "could say", no "is said"."""
    helpers = {line.words[k] for k in range(phrase.first, n)} if phrase.kind == "verb" else set()
    if n and line.words[n - 1] in ("to", "not"):
        return False
    if helpers & _NOT_TOLD or (helpers & _BE and line.tags[n] != "VBG"):
        return False
    if line.tags[n] == "VB":
        return bool(helpers & {"will", "did", "does", "do"})
    return line.tags[n] != "VBN" or bool(helpers & _HAVE) or _is_inverted(line, n)


def _is_inverted(line: Line, n: int) -> bool:
    return n > 0 and line.tokens[n - 1].text in (",", '"', "”", "»", "'", "’")


# --- the subject ------------------------------------------------------------------------------


def _list_subjects(document: Document, line: Line, n: int) -> Iterator[tuple[Span, bool]]:
    """The tokens that may be the subject, the likeliest first; and whether they stand before a "who"."""
    ways = (_climb, _ask_clause) if line.parses else (_ask_clause,)
    for way in ways:
        subject, relative = way(line, n)
        subject = _trim(line, subject) if subject else None
        if subject and not _is_quoted(document, line, subject):
            yield subject, relative
    between = _find_between(line, n)
    if between:
        yield between, False
    # A name right behind the verb, whatever the tree says.
    inverted = _find_inverted(line, n) if _is_inverted(line, n) else None
    if inverted:
        yield inverted, False


def _find_between(line: Line, n: int) -> Span | None:
    """What stands between a comma and the verb, when that is no clause: "…, a person close to it said"."""
    first = n
    while first > 0 and line.tokens[first - 1].text != ",":
        first -= 1
        if line.tags[first] in ("VBD", "VBZ", "VBP", "MD", "IN", "WP", "WDT") and first + 1 == n:
            return None
    clause = any(line.tags[k] in ("VBD", "VBZ", "VBP", "MD", "WP", "WDT") for k in range(first, n))
    return (first, n) if 0 < first < n and not clause else None


def _trim(line: Line, span: Span) -> Span | None:
    """Without the marks that hang on the noun."""
    first, last = span
    while first < last and line.tokens[first].text in (",", '"', "”", "»", "'", "’", "–", "—"):
        first += 1
    return (first, last) if first < last else None


def _is_quoted(document: Document, line: Line, subject: Span) -> bool:
    return is_between(document.source, line.tokens[subject[0]].start)


def _climb(line: Line, n: int, depth: int = 0) -> tuple[Span | None, bool]:
    children = list(list_children(line, n, "nsubj"))
    # In "which Lind described as …" two are called subjects; the name is.
    named = [k for k in children if line.tags[k] not in ("WP", "WDT")]
    child = next(iter(named or children), None)
    parse = line.parses[n]
    if child is not None:
        if line.tags[child] in ("WP", "WDT") and parse.head >= 0:
            return (find_span(line, parse.head)[0], child), True
        first, last = find_span(line, child)
        if child < n:
            while last < n and line.tags[last].startswith("NN"):  # "director Piotr Lindqvist"
                last += 1
            return (first, min(_extend(line, last), n)), False
        return (max(first, n + 1), last), False
    shares = parse.relation in ("conj", "advcl", "xcomp", "dep", "parataxis", "acl")
    shares = shares and parse.head >= 0 and line.tags[parse.head].startswith("VB")
    if depth < _DEEPEST and shares and _may_share(line, n):
        return _climb(line, parse.head, depth + 1)
    return None, False


_DEEPEST = 3


def _may_share(line: Line, n: int) -> bool:
    """ "…, adding that", "and said": a verb that has no subject of its own."""
    return line.tags[n] == "VBG" or not _is_inverted(line, n)


def _find_inverted(line: Line, n: int) -> Span | None:
    """The noun phrase behind "said"."""
    for phrase in line.phrases:
        if phrase.first == n + 1 and phrase.kind == "noun":
            return phrase.first, _extend(line, phrase.last)
    return None


def _extend(line: Line, last: int) -> int:
    """With "of …", "for …" behind it, and a name between commas."""
    for phrase in line.phrases:
        if phrase.first == last + 1 and phrase.kind == "noun":
            if line.tokens[last].text in ("of", "for", "at", "from"):
                return _extend(line, phrase.last)
            if line.tokens[last].text == "," and phrase.head in line.names:
                return phrase.last
    return last


def _ask_clause(line: Line, n: int) -> tuple[Span | None, bool]:
    for clause in find_clauses(line):
        if line.phrases[clause.index].head == n and clause.subject:
            first, last = clause.subject
            return (
                line.phrases[first].first,
                _extend(line, line.phrases[last].last),
            ), clause.relative
    return None, False
