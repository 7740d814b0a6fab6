"""Where a role is held: "CEO of Y", "Y's CEO", "its CEO", "Y CEO"; else where the text lets you know."""

from __future__ import annotations

from dataclasses import dataclass

from sourceline.extract.rules.coreference import index_profiles
from sourceline.extract.rules.document import Document
from sourceline.extract.rules.epithets import (
    find_employer_near,
    find_last,
    find_main_place,
    find_main_state,
    is_vague,
    list_names,
    resolve_noun,
)
from sourceline.extract.rules.gazetteers import load_gazetteer
from sourceline.extract.rules.phrases import Line, read_lines
from sourceline.extract.rules.places import find_over
from sourceline.extract.rules.role_words import RoleSpan, find_kind, read_words
from sourceline.model import Mention, Reference


@dataclass(frozen=True, slots=True)
class Employer:
    """What a role's phrase tells of where, and how far the phrase reaches."""

    first: int
    """First token of the whole phrase, with article and owner."""
    last: int
    """Behind its last token."""
    reference: Reference | None = None
    owner: str | None = None
    """The person whose lawyer, deputy or successor it is."""


def read_employer(document: Document, line: Line, span: RoleSpan) -> Employer:
    """The phrase around a role: how far it reaches, and the organization it names."""
    first, before, owner = _look_left(document, line, span)
    last, behind = _look_right(document, line, span)
    return Employer(first, last, behind or before, owner)


def guess_employer(document: Document, line: Line, span: RoleSpan) -> Reference | None:
    """Where an office is held that the sentence tells no organization for."""
    if span.kind != "office":
        return None
    noun, place = span.noun, line.tokens[span.head].start
    titled = line.tokens[span.first].text[0].isupper() and span.last in line.names
    crew = noun in read_words("employers", "crew")
    vessel = find_last(document, place, "product") if crew else None
    near = find_employer_near(document, line, span.first)
    if noun in read_words("employers", "town"):
        found = find_main_place(document) or find_last(document, place, "place")
    elif noun in read_words("employers", "state") and (
        noun not in ("president", "chancellor") or titled or near is None
    ):
        found = find_main_state(document)
    elif noun == "secretary" and (span.first < span.head and titled):
        found = find_main_state(document)
    else:
        found = vessel or near
    return _refer(document, found)


def _refer(document: Document, profile: str | None) -> Reference | None:
    return Reference(index_profiles(document)[profile].name, profile) if profile else None


# --- behind the role: "of the museum", "at Acme" ------------------------------------------------

_WHERE = frozenset({"of", "for", "at", "with", "to"})
_REACH = _WHERE | {"in", "from", "on"}


def _look_right(document: Document, line: Line, span: RoleSpan) -> tuple[int, Reference | None]:
    n, found = span.last, None
    for _ in range(3):
        word = line.tokens[n].text.lower() if n < len(line.tokens) else ""
        end = find_end(document, line, n + 1) if word in _REACH else n + 1
        if end <= n + 1:
            break
        if found is None and word in _WHERE:
            found = read_body(document, line, n + 1, end)
        n = end
    return n, found


def find_end(document: Document, line: Line, n: int) -> int:
    """Behind the noun phrase that begins at token `n`; `n` where none does."""
    start, last = n, n
    while n < len(line.tokens):
        mention = line.names.get(n)
        person = mention is not None and mention.label == "PER" and find_short(document, mention) is None
        if person and not _is_owner(line, n):
            break
        if mention is None and not _continues(document, line, n, start):
            break
        if mention is not None or line.tags[n].startswith("NN"):
            last = n + 1
        n += 1
    return last


def _continues(document: Document, line: Line, n: int, start: int) -> bool:
    tag = line.tags[n]
    if n > start and tag in ("DT", "PRP$"):
        return False
    if find_over(document.times, line.tokens[n].start):
        return False
    return tag in ("DT", "PRP$", "JJ", "JJS", "NN", "NNS", "NNP", "NNPS", "POS", "HYPH", "VBN")


def _is_owner(line: Line, n: int) -> bool:
    while n + 1 < len(line.tokens) and line.names.get(n + 1) is line.names.get(n):
        n += 1
    return n + 1 < len(line.tokens) and line.tags[n + 1] == "POS"


def read_body(document: Document, line: Line, first: int, last: int) -> Reference | None:
    """The organization that a noun phrase names: "the Swiss group Acme", "the district hospital"."""
    while first < last and line.tags[first] in ("DT", "PRP$"):
        first += 1
    if first >= last:
        return None
    for n in range(first, last):
        if line.tags[n] == "POS":
            return _read_owner(document, line, n - 1) if n > first else None
    mention = line.names.get(last - 1)
    if mention is not None:
        return _read_name(document, line, mention)
    word = line.tokens[last - 1].text.lower()
    if first not in line.names:
        profile = resolve_noun(document, line, last - 1)
        if profile and (first == last - 1 or is_vague(word)):
            return _refer(document, profile)
    if is_vague(word) and first not in line.names:
        return None
    body = word in read_words("employers", "bodies") or word.removesuffix("s") in read_words("employers", "bodies")
    named = first in line.names or line.tokens[last - 1].text[0].isupper()
    return Reference(line.write(first, last)) if body or named else None


def _read_name(document: Document, line: Line, mention: Mention) -> Reference | None:
    if mention.profile is None:
        return Reference(" ".join(mention.text.split()))
    if mention.label == "PER":
        return _refer(document, find_short(document, mention))
    del line
    return _refer(document, mention.profile)


def find_short(document: Document, mention: Mention) -> str | None:
    """The organization of which a name that was taken for a person's is the short form: "Vale"."""
    words = mention.text.split()
    if len(words) != 1:
        return None
    for claim in document.profiles:
        if claim.kind == "organization" and " " in claim.name:
            parts = claim.name.split()
            if words[0] in (parts[0], parts[-1]):
                return claim.id
    return None


# --- before the role: "Acme's", "its", "Acme" ---------------------------------------------------


def _look_left(
    document: Document, line: Line, span: RoleSpan
) -> tuple[int, Reference | None, str | None]:
    """First token of the whole phrase, the organization before it, and the person who owns it."""
    n = span.begins - 1
    adjective = _read_adjective(document, line, span)
    if n < 0:
        return span.begins, adjective, None
    tag, word = line.tags[n], line.tokens[n].text.lower()
    if n in line.names and tag != "POS":
        return _read_compound(document, line, n, span, adjective)
    if tag == "POS" and n:
        return _read_possessor(document, line, n - 1)
    if word == "whose":
        return n, *_read_whose(document, line, n)
    if tag == "PRP$":
        return n, *_read_pronoun(document, line, n)
    if tag in ("NNP", "NNPS") and line.tokens[span.head].text.islower():
        first = n
        while first and line.tags[first - 1] == "NNP" and first - 1 not in line.names:
            first -= 1
        nation = line.tokens[n].text in load_gazetteer().adjectives
        worded = adjective if nation else Reference(line.write(first, n + 1))
        return _skip_article(line, first), worded, None
    return (n if tag in ("DT", "PDT") else span.begins), adjective, None


def _skip_article(line: Line, n: int) -> int:
    return n - 1 if n and line.tags[n - 1] in ("DT", "JJ") else n


def _read_compound(
    document: Document, line: Line, n: int, span: RoleSpan, adjective: Reference | None
) -> tuple[int, Reference | None, str | None]:
    """ "Acme CEO", "Lyon mayor"; a person's name there is that of somebody else."""
    mention = line.names[n]
    if mention.label == "PER" and find_short(document, mention) is None:
        return span.begins, adjective, None
    first = n
    while line.names.get(first - 1) is mention:
        first -= 1
    word = line.tokens[n].text
    if word in load_gazetteer().adjectives:
        state = span.noun in read_words("employers", "state")
        reference = adjective or (_read_nation(document, word) if state else None)
    else:
        reference = _read_name(document, line, mention)
    while first and line.tags[first - 1] in ("DT", "JJ"):
        first -= 1
    return first, reference, None


def _read_possessor(
    document: Document, line: Line, n: int
) -> tuple[int, Reference | None, str | None]:
    mention = line.names.get(n)
    first = n
    while first and (
        line.names.get(first - 1) is mention
        if mention
        else line.tags[first - 1] in ("JJ", "NN", "NNP", "NNS", "POS", "HYPH")
    ):
        first -= 1
    reference = _read_owner(document, line, n)
    if mention and mention.label == "PER" and reference is None:
        return first, None, mention.profile
    return _skip_article(line, first), reference, None


def _read_owner(document: Document, line: Line, n: int) -> Reference | None:
    """The organization that ends at token `n`, before "'s"."""
    mention = line.names.get(n)
    if mention is not None:
        return _read_name(document, line, mention)
    first = n
    while first and (
        line.tags[first - 1] in ("JJ", "NN", "NNS") or first - 1 in line.names
    ) and not (line.tags[first - 1] == "POS"):
        first -= 1
    if find_kind(line.tokens[n].text) is not None and resolve_noun(document, line, n) is None:
        return None
    return read_body(document, line, first, n + 1)


def _read_whose(document: Document, line: Line, n: int) -> tuple[Reference | None, str | None]:
    """Of the noun before "whose": a name, or "a trust whose director"."""
    k = n - 1
    if k >= 0 and line.tokens[k].text == ",":
        k -= 1
    mention = line.names.get(k)
    if mention and mention.label == "PER" and find_short(document, mention) is None:
        return None, mention.profile
    if mention is None and k >= 0 and line.tags[k].startswith("NN"):
        first = k
        while first and line.tags[first - 1] in ("JJ", "NN"):
            first -= 1
        return read_body(document, line, first, k + 1), None
    return (_read_name(document, line, mention) if mention else None), None


def _read_pronoun(document: Document, line: Line, n: int) -> tuple[Reference | None, str | None]:
    word = line.tokens[n].text.lower()
    anaphor = find_over(document.anaphors, line.tokens[n].start)
    if word in ("his", "her"):
        return None, anaphor.profile if anaphor else None
    if word not in ("its", "their"):
        return None, None
    before = [m for k, _, m in list_names(line) if k < n and _is_body(document, m)]
    if before and (word == "their" or anaphor is None):
        return _read_name(document, line, before[0]), None
    if anaphor:
        return _refer(document, anaphor.profile), None
    return _read_subject_before(document, line), None


def _read_subject_before(document: Document, line: Line) -> Reference | None:
    """What the sentence before begins with, where that is an organization: "The growers' union …"."""
    if line.number == 0:
        return None
    before = read_lines(document)[line.number - 1]
    end = find_end(document, before, 0)
    if end == 0:
        return None
    word = before.tokens[end - 1].text.lower()
    if end - 1 not in before.names and word in read_words("employers", "bodies"):
        first = 1 if before.tags[0] == "DT" else 0
        return Reference(before.write(first, end))
    names = [m for _, _, m in list_names(before) if _is_body(document, m)]
    return _read_name(document, before, names[0]) if names else None


def _is_body(document: Document, mention: Mention) -> bool:
    claims = index_profiles(document)
    if mention.profile is None:
        return False
    return (
        claims[mention.profile].kind == "organization" or find_short(document, mention) is not None
    )


def _read_adjective(document: Document, line: Line, span: RoleSpan) -> Reference | None:
    """The state of "a former Finnish environment minister"."""
    if span.noun not in read_words("employers", "state") | {"commissioner", "envoy"}:
        return None
    for n in range(span.begins, span.head):
        if line.tokens[n].text in load_gazetteer().adjectives:
            return _read_nation(document, line.tokens[n].text)
    return None


def _read_nation(document: Document, word: str) -> Reference:
    """The country of an adjective where the text names it too, else the adjective as worded."""
    country = load_gazetteer().adjectives[word]
    named = next((p for p in document.profiles if p.kind == "place" and p.name == country), None)
    return Reference(named.name, named.id) if named else Reference(word)
