"""Products without a name of their own: "a paid membership model" that somebody introduces."""

from __future__ import annotations

from collections.abc import Iterator

from sourceline.extract.rules.clauses import find_clauses
from sourceline.extract.rules.document import Document
from sourceline.extract.rules.gazetteers import read_table
from sourceline.extract.rules.groups import Range
from sourceline.extract.rules.names import make_slug
from sourceline.extract.rules.phrases import Line, Phrase, read_lines
from sourceline.model import Mention


def add_offers(document: Document) -> tuple[Mention, ...]:
    """The mentions, and those of what is introduced for sale under a common noun."""
    offers = [m for line in read_lines(document) for m in _read_line(document, line)]
    if not offers:
        return document.mentions  # The same value: what was read with it need not be read again.
    return tuple(sorted((*document.mentions, *offers), key=lambda m: (m.start, m.end)))


def _read_line(document: Document, line: Line) -> Iterator[Mention]:
    table = read_table("products")
    verbs, deeds = frozenset(table["verbs"][:4]), frozenset(table["deeds"])
    for clause in find_clauses(line):
        if (
            clause.verb.base in verbs
            and clause.object
            and clause.verb.form == "finite"
            and not clause.verb.modal
        ):
            yield from _read_group(document, line, clause.object)
    for place, phrase in enumerate(line.phrases[:-2]):
        of = line.tokens[line.phrases[place + 1].first].text == "of"
        if phrase.kind == "noun" and of and line.words[phrase.head] in deeds:
            end = place + 2
            while (
                end + 2 < len(line.phrases)
                and line.phrases[end + 1].kind == "and"
                and line.phrases[end + 2].kind == "noun"
            ):
                end += 2
            yield from _read_group(document, line, (place + 2, end))


def _read_group(document: Document, line: Line, group: Range) -> Iterator[Mention]:
    for phrase in line.phrases[group[0] : group[1] + 1]:
        first = _find_offer(line, phrase)
        if first is not None:
            start, end = line.tokens[first].start, line.tokens[phrase.head].end
            text = document.source.text[start:end]
            yield Mention(start, end, text, "MISC", make_slug(text))


def _find_offer(line: Line, phrase: Phrase) -> int | None:
    """The first word of an offer behind its article; None when the phrase is none."""
    offers = read_table("products")["offers"]
    words = list(line.words[phrase.first : phrase.head + 1])
    if phrase.kind != "noun" or words[0] not in ("a", "an") or words[-1] not in offers:
        return None
    first = phrase.first + 1
    while first < phrase.head and line.words[first] in _EMPTY:
        first += 1
    named = any(n in line.names for n in range(phrase.first, phrase.head + 1))
    return first if phrase.head - first >= 1 and not named else None


_EMPTY = frozenset(
    {
        "new",
        "brand-new",
        "big",
        "major",
        "first",
        "second",
        "similar",
        "own",
        "great",
        "larger",
        "smaller",
    }
)
