"""Speakers: the noun phrase before or behind a verb of saying → who speaks, by the full name."""

from __future__ import annotations

from sourceline.extract.rules.descriptors import find_descriptors
from sourceline.extract.rules.document import Document
from sourceline.extract.rules.gazetteers import read_words
from sourceline.extract.rules.people import is_body, is_people
from sourceline.extract.rules.phrases import Line
from sourceline.extract.rules.spoken import find_spoken, index_profiles, refer
from sourceline.model import Mention, Reference

_SPEAKING = ("person", "organization", "place", "product")


def name_speaker(document: Document, line: Line, first: int, last: int) -> Reference | None:
    """Who the tokens `first` to `last` speak of: a name, what stands for one, or people as worded."""
    last = _cut(line, first, last)
    profile = (
        _find_person(document, line, first, last)
        or _find_head(document, line, first, last)
        or _find_added(line, first, last)
        or _find_author(line, first, last)
    )
    if profile:
        return refer(document, profile)
    return _find_late(document, line, first, last) or _word_speaker(line, first, last)


def names_people(line: Line, first: int, last: int) -> bool:
    """Whether the noun that begins at token `first` is a word for people or a body of them."""
    head = _find_noun(line, first, last)
    return line.tags[head] == "NN" and _can_speak(line, head, line.words[head])


def _find_late(document: Document, line: Line, first: int, last: int) -> Reference | None:
    """ "her daughter", when the text names one daughter only, be it later."""
    head = _find_noun(line, first, last)
    if line.tags[first] != "PRP$" and line.words[first] != "the":
        return None
    noun = line.words[head]
    profiles = index_profiles(document)
    called = {d.profile for d in find_descriptors(document) if d.noun == noun}
    if len(called) != 1 or line.tags[head] != "NN" or head + 1 < last:
        return None
    profile = called.pop()
    return refer(document, profile) if profiles[profile].kind == "person" else None


def _cut(line: Line, first: int, last: int) -> int:
    """Without a "who …" and what follows it."""
    for n in range(first + 1, last):
        if line.tags[n] in ("WP", "WDT", "WP$", "WRB") or line.tags[n] == "VBZ":
            return n
    return last


def _find_person(document: Document, line: Line, first: int, last: int) -> str | None:
    """The first person named who is no owner: "Acme's chief executive, Anna Visser"."""
    profiles = index_profiles(document)
    for n in range(first, last):
        mention = find_spoken(document, line, n)
        if mention is None or mention.profile is None:
            continue
        if profiles[mention.profile].kind != "person" or _is_owner(line, mention, n):
            continue
        if not _is_inside(line, first, n):
            return _find_last(document, line, n, last) or mention.profile
    return None


def _find_last(document: Document, line: Line, n: int, last: int) -> str | None:
    """The last person of one phrase: in "Millrace mayor Owen Reid" the place may be taken for one."""
    found = None
    for k in range(n, last):
        if not line.tags[k].startswith("NN"):
            break
        mention = line.names.get(k)
        person = mention and mention.profile
        if person and index_profiles(document)[person].kind == "person":
            found = person
    return found


def _is_owner(line: Line, mention: Mention, n: int) -> bool:
    """ "Visser's lawyer", "her lawyer": not who is meant."""
    if line.tags[n] == "PRP$":
        return True
    after = n
    while after < len(line.tokens) and line.tokens[after].start < mention.end:
        after += 1
    return after < len(line.tags) and line.tags[after] == "POS"


def _is_inside(line: Line, first: int, n: int) -> bool:
    """Whether a preposition stands between the beginning and the name: "a lawyer for Anna Visser";
    a comma ends what it belongs to: "the head of the bank, Anna Visser"."""
    for k in range(n - 1, first, -1):
        if line.tokens[k].text == ",":
            return False
        if line.tags[k] in ("IN", "TO"):
            return k - 1 not in line.names and not _holds_name(line, k, n)
    return False


def _holds_name(line: Line, preposition: int, n: int) -> bool:
    """ "Prime Minister of Norway Anna Visser": another name stands between."""
    mention = line.names.get(n)
    return any(line.names.get(k) not in (None, mention) for k in range(preposition, n))


def _find_head(document: Document, line: Line, first: int, last: int) -> str | None:
    """The organization or place that the phrase names or stands for, as its head."""
    head = _find_noun(line, first, last)
    mention = find_spoken(document, line, head)
    if mention is None or mention.profile is None or line.tags[head] == "PRP$":
        return None
    kind = index_profiles(document)[mention.profile].kind
    if (
        kind == "place" and head not in line.names
    ):  # "it" is hardly ever a place that says something
        return None
    return mention.profile if kind in _SPEAKING else None


def _find_added(line: Line, first: int, last: int) -> str | None:
    """The name behind a comma: "the shop workers' union, Retail Voice"."""
    head = _find_noun(line, first, last)
    if head + 2 >= last or line.tokens[head + 1].text != ",":
        return None
    mention = line.names.get(head + 2)
    return mention.profile if mention and not _is_owner(line, mention, head + 2) else None


def _find_author(line: Line, first: int, last: int) -> str | None:
    """ "a study by the University of Leeds": who wrote it speaks."""
    head = _find_noun(line, first, last)
    papers = read_words("sayings", "papers")
    if line.words[head] not in papers or head + 1 >= last:
        return None
    links = (n for n in range(head + 1, last) if line.tokens[n].text in ("by", "from", "of", "in"))
    place = next(links, None)
    if place is None:
        return None
    names = (line.names.get(n) for n in range(place + 1, min(place + 4, last)))
    return next((m.profile for m in names if m and m.profile), None)


def _find_noun(line: Line, first: int, last: int) -> int:
    """The last noun before the first preposition or comma."""
    head = first
    for n in range(first, last):
        mention = line.names.get(n)
        inside = mention is not None and mention is line.names.get(n - 1)
        if (
            (line.tags[n] in ("IN", "TO") or line.tokens[n].text in (",", "("))
            and not inside
            and n > first
        ):
            break
        if line.tags[n] == "CC" and head in line.names and not inside:
            break
        if line.tags[n].startswith(("NN", "PRP", "CD")) or n in line.names:
            head = n
    return head


def _word_speaker(line: Line, first: int, last: int) -> Reference | None:
    """People without a name, as the source words them, without the article."""
    head = _find_noun(line, first, last)
    word = line.words[head]
    if not _can_speak(line, head, word):
        return None
    end = _find_more(line, head + 1, last)
    while first < head and (
        line.tags[first] in ("DT", "PRP$") or line.tokens[first].text in (",", '"')
    ):
        first += 1
    return Reference(line.write(first, end))


def _find_more(line: Line, end: int, last: int) -> int:
    """The token behind "for Acme", "familiar with the matter", "hired by Acme" and the like."""
    place = end
    if place + 1 < last and line.tags[place] in ("JJ", "VBN"):
        place += 1
        if line.tokens[place].text not in ("with", "to", "by"):
            return end
    if place + 1 < last and line.tags[place] in ("IN", "TO"):
        return _find_noun(line, place + 1, last) + 1
    return end


def _can_speak(line: Line, head: int, word: str) -> bool:
    if line.tags[head] == "PRP":
        return word in ("they", "he", "she")
    if line.tags[head] in ("NNP", "NNPS"):
        return True
    return is_people(word) or is_body(word)
