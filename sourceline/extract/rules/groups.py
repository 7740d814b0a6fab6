"""Groups of phrases: the noun phrases that stand together, and the words that join clauses."""

from __future__ import annotations

from sourceline.extract.rules.phrases import Line, Phrase

Range = tuple[int, int]
"""First and last phrase (inclusive) of a group of phrases."""


SUBORDINATORS = frozenset(
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


def lower_word(line: Line, phrase: Phrase) -> str:
    return line.words[phrase.first]


def skip_back(line: Line, place: int) -> int:
    while place >= 0 and line.phrases[place].kind == "adverb":
        place -= 1
    return place


def skip_ahead(line: Line, place: int) -> int:
    while place < len(line.phrases) and line.phrases[place].kind == "adverb":
        place += 1
    return place


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
