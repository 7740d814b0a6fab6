"""Where a role is held: "CEO of Y", "Y's CEO", "its CEO", "Y CEO"; else where the text lets you know."""

from __future__ import annotations

from dataclasses import dataclass

from sourceline.extract.rules.contexts import is_body
from sourceline.extract.rules.document import Document
from sourceline.extract.rules.epithets import is_vague
from sourceline.extract.rules.gazetteers import load_nouns, read_words
from sourceline.extract.rules.phrases import Line
from sourceline.extract.rules.possessors import look_left
from sourceline.extract.rules.role_words import RoleSpan
from sourceline.extract.rules.spoken import index_profiles
from sourceline.extract.rules.workplaces import find_end, read_body, read_name
from sourceline.model import Reference


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
    first, before, owner = look_left(document, line, span)
    last, behind, field = _look_right(document, line, span)
    named = before is not None and before.profile and not (behind and behind.profile)
    named = named or (before is not None and span.noun == "ambassador")
    if before and behind and before != behind and _is_region(document, behind):
        last = _skip_regions(line, last)
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
        seat = _skip_seat(line, n + 1)
        end = find_end(document, line, seat) if word in _REACH else n + 1
        if end <= n + 1:
            break
        if line.word(n + 1) == "no":
            break  # "a doctor of no party"
        apart = found is not None and line.word(span.last) == "for" and _is_region(document, found)
        if word in _WHERE and (
            found is None
            or (word == "at" and found.profile is None)
            or (word in ("at", "of") and apart)
        ):
            told = read_body(document, line, seat, end)
            if word == "for" and _is_part(line, end - 1):
                told = None
            elif told is None and word in ("of", "at", "for"):
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


def _is_part(line: Line, n: int) -> bool:
    """ "finance director for the region": a part of the world that an office is for, in an organization told elsewhere."""
    return n not in line.names and line.words[n] in read_words("offices", "employers", "parts")


def _skip_seat(line: Line, n: int) -> int:
    """Behind the seat of a firm: "of Toledo, Ohio-based Meridian"."""
    for k in range(n + 1, min(n + 6, len(line.tokens))):
        if line.words[k].endswith("-based") or line.words[k - 1 : k + 1] == ("-", "based"):
            return k + 1 if "," in line.words[n:k] else n
        if line.words[k] not in (",", ".", "-") and not line.tags[k].startswith("NNP"):
            break
    return n


def _skip_regions(line: Line, n: int) -> int:
    """Behind the other places of one office: "regional head for Bavaria and Saxony"."""
    while line.word(n) in ("and", ",") and n + 1 in line.names:
        after = line.find_name_end(n + 1) + 1
        mention = line.names[n + 1]
        if mention.label == "PER" or (line.word(n) == "," and line.word(after) not in ("and", ",")):
            break
        n = after
    return n


def _read_plain(line: Line, span: RoleSpan, first: int, last: int) -> Reference | None:
    """Whatever an office is told to be of, as worded: "head of the delegation"."""
    word = line.words[last - 1]
    vague = word in _WHEN or (is_vague(word) and last - first < _TOLD) or _is_occasion(word)
    if span.kind != "office" or vague or line.tags[last - 1] not in ("NN", "NNP", "NNS"):
        return None
    if line.tags[first] not in ("DT", "JJ", "NN", "NNP") or line.words[first] in (
        "a",
        "an",
    ):
        return None
    first += line.tags[first] == "DT"
    return Reference(line.write(first, last)) if first < last else None


_WHEN = frozenset({"time", "moment", "age", "end", "start", "beginning", "outset", "helm", "top"})
""" "her coach at the time", "the man at the helm": nobody's employers."""


def _is_occasion(word: str) -> bool:
    """ "elected chair at the annual meeting": when, not where."""
    return load_nouns().get(word) == "occasion" and word not in read_words(
        "offices", "employers", "bodies"
    )


_TOLD = 3
"""Words of a phrase that says more than that it is some organization: "the national broadcaster"."""
