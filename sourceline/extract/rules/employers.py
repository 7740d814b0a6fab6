"""Where a role is held: "CEO of Y", "Y's CEO", "its CEO", "Y CEO"; else where the text lets you know."""

from __future__ import annotations

from dataclasses import dataclass

from sourceline.extract.rules.contexts import is_body
from sourceline.extract.rules.document import Document
from sourceline.extract.rules.epithets import is_vague, resolve_noun
from sourceline.extract.rules.gazetteers import load_gazetteer, read_words
from sourceline.extract.rules.memo import keep_last
from sourceline.extract.rules.phrases import Line, read_lines
from sourceline.extract.rules.places import find_over, list_within
from sourceline.extract.rules.role_words import RoleSpan, find_kind, is_acronym
from sourceline.extract.rules.spoken import index_profiles, refer
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
    field: str = ""
    """What belongs to the role's words: "of the wood laboratory" of "head of the wood laboratory at Lagan College"."""


def read_employer(document: Document, line: Line, span: RoleSpan) -> Employer:
    """The phrase around a role: how far it reaches, and the organization it names."""
    first, before, owner = _look_left(document, line, span)
    last, behind, field = _look_right(document, line, span)
    named = before is not None and before.profile and not (behind and behind.profile)
    named = named or (before is not None and span.noun == "ambassador")
    if before and behind and before != behind and _is_region(document, behind):
        named, field = True, field or line.write(span.last, last)
    found = before if named else behind or before
    if found and found.profile is None:
        found = _read_named_behind(document, line, last) or found
    return Employer(first, last, found, owner, field)


def _is_region(document: Document, reference: Reference) -> bool:
    """Whether it is a place, which tells what an office is for where its organization is told before: "the bank's
    regional head for Kerala", "Ostland's ambassador to Westland"."""
    profile = index_profiles(document).get(reference.profile or "")
    return profile is not None and profile.kind == "place" and not is_body(document, profile.id)


def _read_named_behind(document: Document, line: Line, n: int) -> Reference | None:
    """ "president of the mill's largest union, the Millers' League,": the name that follows a description."""
    first = n + 1 + (line.tag(n + 1) == "DT")
    mention = line.names.get(first)
    if line.word(n) != "," or mention is None or mention.label != "ORG":
        return None
    closed = line.word(line.find_name_end(first) + 1) in (",", ".", ";", ")", "")
    return read_name(document, mention) if closed else None


# --- behind the role: "of the museum", "at Acme" ------------------------------------------------

_WHERE = frozenset({"of", "for", "at", "with", "to"})
_REACH = _WHERE | {"in", "from", "on"}


def _look_right(
    document: Document, line: Line, span: RoleSpan
) -> tuple[int, Reference | None, str]:
    """Behind the phrase, where it tells the role is held, and what of it belongs to the role's words."""
    n, found, field = span.last, None, ""
    for _ in range(3):
        word = line.word(n)
        end = find_end(document, line, n + 1) if word in _REACH else n + 1
        if end <= n + 1:
            break
        if word in _WHERE and (found is None or (word == "at" and found.profile is None)):
            told = read_body(document, line, n + 1, end)
            if told is None and word in ("of", "at", "for"):
                told = _read_plain(line, span, n + 1, end)
            if found and found.profile is None and told and n > span.last:
                field = line.write(span.last, n)
            found = told if found is None or (told and told.profile) else found
        elif word == "on" and n == span.last and line.names.get(end - 1):
            mention = line.names[end - 1]  # "an engineer on the Great Pampas Railway"
            body = mention.text.split()[-1].lower() in read_words("offices", "employers", "bodies")
            found = read_name(document, mention) if mention.label == "ORG" or body else None
        n = end
    return n, found, field


def _read_plain(line: Line, span: RoleSpan, first: int, last: int) -> Reference | None:
    """Whatever an office is told to be of, as worded: "head of the delegation"."""
    word = line.words[last - 1]
    vague = is_vague(word) and last - first < _TOLD
    if span.kind != "office" or vague or line.tags[last - 1] not in ("NN", "NNP", "NNS"):
        return None
    if line.tags[first] not in ("DT", "JJ", "NN", "NNP") or line.words[first] in (
        "a",
        "an",
    ):
        return None
    first += line.tags[first] == "DT"
    return Reference(line.write(first, last)) if first < last else None


_TOLD = 3
"""Words of a phrase that says more than that it is some organization: "the national broadcaster"."""


def find_end(document: Document, line: Line, n: int) -> int:
    """Behind the noun phrase that begins at token `n`; `n` where none does."""
    start, last = n, n
    while n < len(line.tokens):
        mention = line.names.get(n)
        if mention and _is_person(document, mention) and not _is_owner(line, n):
            break
        if mention is None and not _continues(document, line, n, start):
            break
        if mention is not None or line.tags[n].startswith("NN"):
            last = n + 1
        n += 1
    return last


def _is_person(document: Document, mention: Mention) -> bool:
    return (
        mention.label == "PER"
        and find_short(document, mention) is None
        and not is_lone(document, mention)
    )


def _continues(document: Document, line: Line, n: int, start: int) -> bool:
    tag = line.tags[n]
    if n > start and tag in ("DT", "PRP$"):
        return False
    if find_over(document.times, line.tokens[n].start):
        return False
    return tag in ("DT", "PRP$", "JJ", "JJS", "NN", "NNS", "NNP", "NNPS", "POS", "HYPH", "VBN")


def _is_owner(line: Line, n: int) -> bool:
    return line.tag(line.find_name_end(n) + 1) == "POS"


def read_body(document: Document, line: Line, first: int, last: int) -> Reference | None:
    """The organization that a noun phrase names: "the Swiss group Acme", "the district hospital"."""
    while first < last and line.tags[first] in ("DT", "PRP$"):
        first += 1
    if first >= last:
        return None
    for n in range(first, last):
        if line.tags[n] == "POS":
            return _read_owned(document, line, first, n, last) if n > first else None
    mention = line.names.get(last - 1)
    if mention is not None:
        return read_name(document, mention)
    word = line.words[last - 1]
    if first not in line.names:
        profile = resolve_noun(document, line, last - 1) if word != "board" else None
        if profile and (first == last - 1 or is_vague(word)):
            return refer(document, profile)
    if word == "board":
        return Reference(word)  # of an organization that is not told here
    if is_vague(word) and first not in line.names:
        return None
    body = word in read_words("offices", "employers", "bodies") or word.removesuffix(
        "s"
    ) in read_words("offices", "employers", "bodies")
    named = first in line.names or line.tokens[last - 1].text[0].isupper()
    part = word in read_words("offices", "employers", "parts")
    return Reference(line.write(first, last)) if body or named or part else None


def _read_owned(
    document: Document, line: Line, first: int, mark: int, last: int
) -> Reference | None:
    """ "Ostland's Seismic Research Centre", "the town's fire brigade"; of "Acme's research" it is Acme."""
    word = line.words[last - 1]
    if (
        word not in read_words("offices", "employers", "bodies")
        or is_vague(word)
        or mark + 1 == last
    ):
        return _read_owner(document, line, mark - 1)
    mention = line.names.get(last - 1)
    if mention is not None:
        return read_name(document, mention)
    named = line.tokens[last - 1].text[0].isupper()
    return Reference(line.write(mark + 1 if named else first, last))


def read_name(document: Document, mention: Mention) -> Reference | None:
    if mention.profile is None:
        return Reference(" ".join(mention.text.split()))
    if mention.label == "PER" and not is_lone(document, mention):
        return refer(document, find_firm(document, mention))
    return refer(document, find_short(document, mention) or mention.profile)


def find_short(document: Document, mention: Mention) -> str | None:
    """The organization of which a name that was taken for a person's is the short form: "Tarn" of
    Tarn Rovers."""
    return _index_shorts(document).get(" ".join(mention.text.split()))


@keep_last("profiles")
def _index_shorts(document: Document) -> dict[str, str]:
    people = {p.name: p.id for p in document.profiles if p.kind == "person"}
    found: dict[str, str] = {}
    for claim in document.profiles:
        if claim.kind != "organization":
            continue
        for name in people:
            one, all_ = name.split(), claim.name.split()
            if len(one) < len(all_) and one in (all_[: len(one)], all_[-len(one) :]):
                found[name] = claim.id
    return found


def find_firm(document: Document, mention: Mention) -> str | None:
    """The organization whose name begins with this one, though it is also a person's: "Kerr's
    finance director" in a text of Kerr Valves and Horst Kerr."""
    if " " in mention.text.strip():
        return find_short(document, mention)
    for claim in document.profiles:
        if claim.kind == "organization" and claim.name.split()[0] == mention.text:
            return claim.id
    return find_short(document, mention)


def is_lone(document: Document, mention: Mention) -> bool:
    """Whether a name that was taken for a person's has one word wherever it stands, and so may as
    well be a firm's or a country's."""
    if mention.profile is None or mention.label != "PER":
        return False
    return is_body(document, mention.profile)


# --- before the role: "Acme's", "its", "Acme" ---------------------------------------------------


def _look_left(
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
        nation = line.tokens[n].text in load_gazetteer().adjectives
        worded = adjective if nation else Reference(line.write(first, n + 1))
        return _skip_article(line, first), worded, None
    return (n if tag in ("DT", "PDT") else span.begins), adjective, None


def _is_capital(line: Line, n: int) -> bool:
    """Whether a word may belong to a name that was not seen as one: "Foreign" of "the British Foreign Office"."""
    word = line.tokens[n].text
    adjective = line.tags[n] == "JJ" and n > 0 and word[0].isupper()
    return line.tags[n] == "NNP" or (adjective and word not in load_gazetteer().adjectives)


def _owns(document: Document, mention: Mention, *, served: bool) -> bool:
    """Whether a name before "'s" or "whose" is a person's, who has lawyers and successors but no
    finance directors."""
    if mention.label != "PER" or mention.profile is None:
        return False
    if served:
        return find_short(document, mention) is None
    return _is_person(document, mention) and find_firm(document, mention) is None


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
    if _is_person(document, mention) or (apart and mention.label == "LOC"):
        return span.begins, adjective, None
    first = line.find_name_start(n)
    word = line.tokens[n].text
    if word in load_gazetteer().adjectives:
        nation = _read_nation(document, word) if _serves_state(span.noun) else None
        party = Reference(word) if word in read_words("offices", "employers", "parties") else None
        reference = adjective or party or nation
    else:
        reference = read_name(document, mention)
    while first and line.tags[first - 1] in ("DT", "JJ"):
        first -= 1
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
    reference = _read_owner(document, line, n)
    if mention and _owns(document, mention, served=served):
        return first, None, mention.profile
    return _skip_article(line, first), reference, None


def _read_owner(document: Document, line: Line, n: int) -> Reference | None:
    """The organization that ends at token `n`, before "'s"."""
    mention = line.names.get(n)
    if mention is not None:
        return read_name(document, mention)
    first = n
    while (
        first
        and (line.tags[first - 1] in ("JJ", "NN", "NNS") or first - 1 in line.names)
        and line.tags[first - 1] != "POS"
    ):
        first -= 1
    if find_kind(line.tokens[n].text) is not None and resolve_noun(document, line, n) is None:
        return None
    return read_body(document, line, first, n + 1)


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
        first = k
        while first and line.tags[first - 1] in ("JJ", "NN"):
            first -= 1
        return read_body(document, line, first, k + 1), None
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
    before = [m for k, _, m in line.list_names() if k < n and _is_body(document, m)]
    if before and line.words[max(0, n - 2) : n] == ("to", "be"):
        return read_name(
            document, before[0]
        ), None  # "Acme poached X from Brix to be its treasurer"
    state = _find_state_before(document, line, n) if _serves_state(span.noun) else None
    meant = _find_meant_before(document, line, n)
    if not before and (state or meant):
        return state or meant, None
    led = (
        line.words[0] in ("it", "they") and n > 0
    )  # what is owned is the subject's, which has no name here
    if before and not led and (word == "their" or anaphor is None):
        return read_name(document, before[0]), None
    subject = _read_subject_before(document, line)
    plain = subject is not None and subject.profile is None
    if anaphor and not (subject and led) and not (plain and _is_apart(document, line, anaphor)):
        return refer(document, anaphor.profile), None
    return subject, None


def _find_state_before(document: Document, line: Line, n: int) -> Reference | None:
    """The country or town that a sentence begins with: "Ostland recalled its ambassador"."""
    for _, last, mention in line.list_names():
        if last <= n and mention.label == "LOC" and line.tag(last).startswith(("VB", "RB", "IN")):
            return read_name(document, mention)
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


def _read_subject_before(document: Document, line: Line) -> Reference | None:
    """What the sentence before begins with, where that is an organization: "The growers' union …"."""
    if line.number == 0:
        return None
    before = read_lines(document)[line.number - 1]
    end = find_end(document, before, 0)
    if end == 0:
        return None
    word = before.tokens[end - 1].text.lower()
    told = before.words[0] in ("the", "a", "an") or before.tags[0] != "DT"
    if (
        told
        and end - 1 not in before.names
        and word in read_words("offices", "employers", "bodies")
    ):
        first = 1 if before.tags[0] == "DT" else 0
        return Reference(before.write(first, end))
    names = [m for _, _, m in before.list_names() if _is_body(document, m)]
    return read_name(document, names[0]) if names else None


def _is_body(document: Document, mention: Mention) -> bool:
    claims = index_profiles(document)
    if mention.profile is None:
        return False
    if claims[mention.profile].kind == "organization" or is_body(document, mention.profile):
        return True
    return mention.label == "PER" and find_firm(document, mention) is not None and is_short(mention)


def is_short(mention: Mention) -> bool:
    return " " not in mention.text.strip()


def _read_adjective(document: Document, line: Line, span: RoleSpan) -> Reference | None:
    """The state of "a former Finnish environment minister"."""
    for n in range(span.begins, span.first):
        word = line.tokens[n].text
        if word in read_words("offices", "employers", "parties"):
            return Reference(word)
        if word in load_gazetteer().adjectives and _serves_state(span.noun):
            return _read_nation(document, word)
    return None


def _serves_state(noun: str) -> bool:
    noun = noun.removeprefix("vice-")
    return noun == "counterpart" or any(
        noun in read_words("offices", "employers", key) for key in ("state", "abroad")
    )


def _read_nation(document: Document, word: str) -> Reference:
    """The country of an adjective where the text names it too, else the adjective as worded."""
    country = load_gazetteer().adjectives[word]
    named = next((p for p in document.profiles if p.kind == "place" and p.name == country), None)
    return Reference(named.name, named.id) if named else Reference(word)
