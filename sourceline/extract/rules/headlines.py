"""The title of a deed: its clause told anew, active and whole."""

from __future__ import annotations

from sourceline.extract.rules.clauses import Clause, find_last_token
from sourceline.extract.rules.deeds import Deed
from sourceline.extract.rules.document import Document
from sourceline.extract.rules.frames import find_profile
from sourceline.extract.rules.groups import Range, list_nouns
from sourceline.extract.rules.phrases import Line
from sourceline.extract.rules.titles import (
    LONGEST,
    conjugate,
    is_plural,
    tidy_title,
    write_clause,
    write_group,
    write_tokens,
)


def write_title(document: Document, deed: Deed) -> str | None:
    clause, line = deed.clause, deed.clause.line
    if clause.subject is None:
        return None
    if clause.verb.passive and deed.agent is not None and deed.patient is not None:
        return _turn_active(document, deed)
    first = list_nouns(line, clause.subject)
    if not first or (
        line.tags[first[0].head] == "PRP" and not find_profile(document, line, first[0])
    ):
        return None
    subject = write_group(document, line, _cut_complement(line, clause.subject))
    office = _find_office(document, deed)
    if office:
        return tidy_title(office)
    verb = conjugate(
        deed.verb,
        plural=is_plural(line, clause.subject),
        passive=clause.verb.passive,
        planned=deed.planned,
    )
    told = _write_that(document, clause, deed)
    if told is not None:
        return tidy_title(f"{subject} {verb} {told}") if told else None
    return write_clause(document, clause, subject, verb, after=deed.after)


def _cut_complement(line: Line, group: Range) -> Range:
    """Without an "of the Northern" that a comma has cut off from "Northern, Central and Southern
    district": half a name is worse than none."""
    first, last = group
    after = line.phrases[last + 1 : last + 3]
    if last - first < 2 or [p.kind for p in after] != ["comma", "noun"]:
        return group
    link, half = line.phrases[last - 1], line.phrases[last]
    capital = (
        line.tokens[half.head].text[:1].isupper() and line.tokens[after[1].first].text[:1].isupper()
    )
    unknown = half.head not in line.names
    return (first, last - 2) if link.kind == "preposition" and capital and unknown else group


def _write_that(document: Document, clause: Clause, deed: Deed) -> str | None:
    """ "that …" behind a ruling or an announcement, whole or not at all ("")."""
    line = clause.line
    if clause.end >= len(line.phrases):
        return None
    opener = line.phrases[clause.end]
    told = opener.kind == "that" and deed.frame.kind in ("ruling", "announcement")
    vague = opener.kind in ("that", "who") and clause.object is not None and _is_vague(clause)
    if not told and not vague:
        return None
    stop = next(
        (p.first for p in line.phrases[clause.end :] if p.kind in ("mark", "comma")),
        len(line.tokens),
    )
    words = write_tokens(document, line, deed.after, stop)
    return words if len(words.split()) <= LONGEST else ""


def _is_vague(clause: Clause) -> bool:
    """ "the locations that …": without the relative clause it says nothing."""
    if clause.object is None:
        return False
    phrase = clause.line.phrases[clause.object[1]]
    return (
        clause.line.tags[phrase.first] == "DT"
        and phrase.last - phrase.first <= 2
        and phrase.head not in clause.line.names
    )


def _find_office(document: Document, deed: Deed) -> str | None:
    """ "CEO Jane Roe steps down" as a whole sentence: "Jane Roe steps down as CEO of Acme"."""
    clause, line = deed.clause, deed.clause.line
    if deed.frame.kind != "departure" or deed.agent is None or clause.verb.passive or clause.object:
        return None
    nouns = list_nouns(line, deed.agent)
    profile = find_profile(document, line, nouns[0]) if len(nouns) == 1 else None
    role = next((r for r in document.roles if r.person.profile == profile and profile), None)
    if role is None or role.organization is None or role.qualifier == "former":
        return None
    if any(line.tokens[n].text == "as" for n in range(deed.after, find_last_token(clause))):
        return None
    verb = conjugate(deed.verb, plural=False, passive=False, planned=deed.planned)
    return f"{role.person.name} {verb} as {role.role} of {role.organization.name}"


def _turn_active(document: Document, deed: Deed) -> str | None:
    """ "X was arrested by police in Y" → "Police arrest X in Y"."""
    clause, line = deed.clause, deed.clause.line
    agent, patient = deed.agent, deed.patient
    if agent is None or patient is None:
        return None
    heads = [*list_nouns(line, patient), *list_nouns(line, agent)]
    if any(line.tags[p.head] == "PRP" and not find_profile(document, line, p) for p in heads):
        return None
    subject = write_group(document, line, agent)
    verb = conjugate(deed.verb, plural=is_plural(line, agent), passive=False, planned=deed.planned)
    what = write_group(document, line, patient, seen=subject)
    behind, by = line.phrases[agent[1]].last, line.phrases[agent[0]].first - 1
    middle = (
        write_tokens(document, line, deed.after, by, seen=f"{subject} {what}")
        if by > deed.after
        else ""
    )
    return write_clause(
        document, clause, f"{subject} {verb}", f"{what} {middle}".strip(), after=behind
    )
