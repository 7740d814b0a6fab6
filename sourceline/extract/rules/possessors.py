"""Where a role is held, by what stands before it: "Acme's", "its", "Acme", "whose"."""

from __future__ import annotations

from sourceline.extract.rules.contexts import find_main_body, is_body
from sourceline.extract.rules.document import Document
from sourceline.extract.rules.epithets import is_vague, resolve_noun
from sourceline.extract.rules.gazetteers import read_words
from sourceline.extract.rules.nations import Nation, find_nation
from sourceline.extract.rules.phrases import Line, read_lines
from sourceline.extract.rules.places import find_over, list_within
from sourceline.extract.rules.role_words import RoleSpan, is_acronym
from sourceline.extract.rules.spoken import index_profiles, refer
from sourceline.extract.rules.workplaces import (
    find_end,
    find_firm,
    find_first,
    find_short,
    is_person,
    read_body,
    read_name,
    read_owner,
)
from sourceline.model import Mention, Reference


def look_left(
    document: Document, line: Line, span: RoleSpan
) -> tuple[int, Reference | None, str | None]:
    """First token of the whole phrase, the organization before it, and the person who owns it."""
    n = span.begins - 1
    adjective = _read_adjective(document, line, span)
    if n < 0:
        return span.begins, adjective, None
    tag, word = line.tags[n], line.words[n]
    if n in line.names and tag != "POS":
        return _read_compound(document, line, n, span, adjective)
    if tag == "POS" and n:
        return _read_possessor(document, line, n - 1, served=span.kind in ("service", "kin"))
    if word == "whose":
        return n, *_read_whose(document, line, n, served=span.kind in ("service", "kin"))
    if tag == "PRP$":
        reference, owner = _read_pronoun(document, line, n, span)
        return n, reference or adjective, owner
    state = line.tokens[n].text in read_words("offices", "words", "states")
    short = is_acronym(line.tokens[n].text)
    if state or (tag in ("NNP", "NNPS") and (short or line.tokens[span.head].text.islower())):
        first = n
        while first and _is_capital(line, first - 1) and first - 1 not in line.names:
            first -= 1
        nation = find_nation(line.tokens, n)
        worded = adjective if nation else Reference(line.write(first, n + 1))
        return _skip_article(line, first), worded, None
    return (n if tag in ("DT", "PDT") else span.begins), adjective, None


def _is_capital(line: Line, n: int) -> bool:
    """Whether a word may belong to a name that was not seen as one: "Foreign" of "the British Foreign Office"."""
    adjective = line.tags[n] == "JJ" and n > 0 and line.tokens[n].text[0].isupper()
    return line.tags[n] == "NNP" or (adjective and find_nation(line.tokens, n) is None)


def _owns(document: Document, mention: Mention, *, served: bool) -> bool:
    """Whether a name before "'s" or "whose" is a person's, who has lawyers and successors but no
    finance directors."""
    if mention.label != "PER" or mention.profile is None:
        return False
    if served:
        return find_short(document, mention) is None
    return is_person(document, mention) and find_firm(document, mention) is None


_PRACTISING = frozenset({"attorney", "lawyer", "solicitor", "barrister", "detective"})
"""Of whom a place before them says only where they work: "Anchorage attorney Jane Roe"."""


def _skip_article(line: Line, n: int) -> int:
    return n - 1 if n and line.tags[n - 1] in ("DT", "JJ") else n


def _read_compound(
    document: Document, line: Line, n: int, span: RoleSpan, adjective: Reference | None
) -> tuple[int, Reference | None, str | None]:
    """ "Acme CEO", "Lyon mayor"; a person's name there is that of somebody else."""
    mention = line.names[n]
    apart = span.kind == "job" or span.noun in _PRACTISING
    if is_person(document, mention) or (apart and mention.label == "LOC"):
        return span.begins, adjective, None
    first = line.find_name_start(n)
    word = line.tokens[n].text
    told = find_nation(line.tokens, n)
    if told:
        nation = _read_nation(document, told) if _serves_state(span) else None
        party = Reference(word) if word in read_words("offices", "employers", "parties") else None
        reference = adjective or party or nation
    else:
        reference = read_name(document, mention)
    while first and line.tags[first - 1] in ("DT", "JJ"):
        first -= 1
    if span.kind == "kin" and line.tag(first - 1) == "PRP$":
        _, owner = _read_pronoun(document, line, first - 1, span)
        return first - 1, reference, owner  # "her Ostland counterpart"
    return first, reference, None


def _read_possessor(
    document: Document, line: Line, n: int, *, served: bool
) -> tuple[int, Reference | None, str | None]:
    mention = line.names.get(n)
    first = n
    while first and (
        line.names.get(first - 1) is mention
        if mention
        else line.tags[first - 1] in ("JJ", "NN", "NNP", "NNS", "POS", "HYPH")
    ):
        first -= 1
    reference = read_owner(document, line, n)
    if mention and _owns(document, mention, served=served):
        return first, None, mention.profile
    return _skip_article(line, first), reference, None


def _read_whose(
    document: Document, line: Line, n: int, *, served: bool
) -> tuple[Reference | None, str | None]:
    """Of the noun before "whose": a name, or "a fund whose director"."""
    k = n - 1
    if k >= 0 and line.tokens[k].text == ",":
        k -= 1
    mention = line.names.get(k)
    if mention and _owns(document, mention, served=served):
        return None, mention.profile
    if mention is None and k >= 0 and line.tags[k].startswith("NN"):
        return read_body(document, line, find_first(line, k), k + 1), None
    return (read_name(document, mention) if mention else None), None


def _read_pronoun(
    document: Document, line: Line, n: int, span: RoleSpan
) -> tuple[Reference | None, str | None]:
    word = line.words[n]
    anaphor = find_over(document.anaphors, line.tokens[n].start)
    if word in ("his", "her"):
        known = anaphor is not None and not is_body(document, anaphor.profile)
        return None, anaphor.profile if anaphor and known else None
    if word not in ("its", "their"):
        return None, None
    founded = _read_founded(line, n)
    before = [
        m
        for k, _, m in line.list_names()
        if k < n and _is_body(document, m) and not _is_source(line, k)
    ]
    if before and line.words[max(0, n - 2) : n] == ("to", "be"):
        return read_name(
            document, before[0]
        ), None  # "Acme poached X from Brix to be its treasurer"
    state = _find_state_before(document, line, n) if _serves_state(span) else None
    meant = _find_meant_before(document, line, n)
    if not before and (state or meant or founded):
        return state or meant or founded, None
    own = _read_own_subject(document, line, n) if word == "its" and not before else None
    if own:
        return own, None
    led = (
        line.words[0] in ("it", "they") and n > 0
    )  # what is owned is the subject's, which has no name here
    if before and not led and (word == "their" or anaphor is None):
        return read_name(document, before[0]), None
    subject = _read_subject_before(document, line)
    plain = subject is not None and subject.profile is None
    apart = anaphor is not None and _is_apart(document, line, anaphor)
    main = find_main_body(document) if apart and not subject and word == "its" else None
    if main:
        return refer(document, main), None
    if anaphor and not (subject and led) and not (plain and apart):
        return refer(document, anaphor.profile), None
    return subject, None


def _is_source(line: Line, n: int) -> bool:
    """Whether the name at `n` is where somebody comes from: "hired X from the grocer Brix to be its treasurer"."""
    while line.tag(n - 1) in ("DT", "JJ", "NN"):
        n -= 1
    return line.word(n - 1) == "from"


def _find_state_before(document: Document, line: Line, n: int) -> Reference | None:
    """The country or town that a sentence begins with: "Ostland recalled its ambassador"."""
    for _, last, mention in line.list_names():
        if last <= n and mention.label == "LOC" and line.tag(last).startswith(("VB", "RB", "IN")):
            return read_name(document, mention)
    return None


def _read_founded(line: Line, n: int) -> Reference | None:
    """What is named by no name before: "she founded a drama school in Budapest, and was its director"."""
    for k in range(n - 1, 0, -1):
        if line.words[k] in read_words("offices", "employers", "bodies") and line.tags[k] == "NN":
            first = find_first(line, k)
            return (
                Reference(line.write(first, k + 1)) if line.word(first - 1) in ("a", "an") else None
            )
    return None


def _find_meant_before(document: Document, line: Line, n: int) -> Reference | None:
    """The organization that a noun before stands for: "They accuse the company of ignoring its own director"."""
    near = list_within(document.anaphors, line.tokens[0].start, line.tokens[n].start)
    nouns = [m for m in near if m.label == "ORG" and m.text.lower().startswith("the ")]
    return refer(document, nouns[-1].profile) if nouns else None


def _is_apart(document: Document, line: Line, anaphor: Mention) -> bool:
    """Whether neither the sentence before nor this one names what a pronoun was taken for."""
    near = (read_lines(document)[line.number - 1], line)
    return all(m.profile != anaphor.profile for each in near for _, _, m in each.list_names())


def _read_own_subject(document: Document, line: Line, n: int) -> Reference | None:
    """ "The anti-graft commission opened an inquiry, its head said": the body a sentence begins with."""
    if line.words[0] not in ("the", "a", "an") or find_end(document, line, 0) >= n:
        return None
    return _read_opening(document, line)


def _read_opening(document: Document, line: Line) -> Reference | None:
    """The body without name that a sentence begins with: "The growers' union …"."""
    end = find_end(document, line, 0)
    if end == 0 or end - 1 in line.names:
        return None
    word = line.words[end - 1]
    told = line.words[0] in ("the", "a", "an") or line.tags[0] != "DT"
    if not told or word not in read_words("offices", "employers", "bodies"):
        return None
    first = 1 if line.tags[0] == "DT" else 0
    if end - first == 1:
        profile = resolve_noun(document, line, first)
        if profile and is_body(document, profile):
            return refer(document, profile)
        if is_vague(word):
            return None
    return Reference(line.write(first, end))


def _read_subject_before(document: Document, line: Line) -> Reference | None:
    """What the sentence before begins with, where that is an organization: "The growers' union …"."""
    if line.number == 0:
        return None
    before = read_lines(document)[line.number - 1]
    if find_end(document, before, 0) == 0:
        return None
    opening = _read_opening(document, before)
    if opening:
        return opening
    names = [m for _, _, m in before.list_names() if _is_body(document, m)]
    return read_name(document, names[0]) if names else None


def _is_body(document: Document, mention: Mention) -> bool:
    claims = index_profiles(document)
    if mention.profile is None:
        return False
    if claims[mention.profile].kind == "organization" or is_body(document, mention.profile):
        return True
    return (
        mention.label == "PER"
        and find_firm(document, mention) is not None
        and " " not in mention.text.strip()
    )


def _read_adjective(document: Document, line: Line, span: RoleSpan) -> Reference | None:
    """The state of "a former Finnish environment minister"."""
    for n in range(span.begins, span.first):
        word = line.tokens[n].text
        if word in read_words("offices", "employers", "parties"):
            return Reference(word)
        nation = find_nation(line.tokens, n)
        if nation and _serves_state(span):
            return _read_nation(document, nation)
    return None


def _serves_state(span: RoleSpan) -> bool:
    """Whether the adjective of a nation before a role tells whose it is: "the Cuban leader", no "Danish actor"."""
    noun = span.noun.removeprefix("vice-")
    plain = span.role.lower() in read_words("offices", "employers", "nations")
    return (plain or noun == "counterpart") or any(
        noun in read_words("offices", "employers", key) for key in ("state", "abroad")
    )


def _read_nation(document: Document, nation: Nation) -> Reference | None:
    """The country of an adjective where the text names it too, else the adjective as worded."""
    country = nation.country
    if not country and nation.word not in read_words("offices", "employers", "peoples"):
        return None  # "a Muslim leader", "a Western ambassador"
    named = next((p for p in document.profiles if p.kind == "place" and p.name == country), None)
    return Reference(named.name, named.id) if named else Reference(nation.word)
