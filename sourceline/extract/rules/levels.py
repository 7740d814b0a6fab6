"""Verbs that give a noun's event its outcome or its height: "efforts fall short", "sales reach"."""

from __future__ import annotations

from sourceline.extract.ground import make_evidence
from sourceline.extract.rules.clauses import Clause, find_last_token, find_with_subject
from sourceline.extract.rules.coreference import index_profiles
from sourceline.extract.rules.dates import find_date
from sourceline.extract.rules.document import Document
from sourceline.extract.rules.frames import load_levels, load_outcomes
from sourceline.extract.rules.groups import Range
from sourceline.extract.rules.modality import find_status
from sourceline.extract.rules.names import make_slug
from sourceline.extract.rules.participants import find_owner
from sourceline.extract.rules.titles import (
    conjugate,
    is_plural,
    write_clause,
    write_group,
    write_possessive,
)
from sourceline.model import EventClaim, Participant


def read_outcome(document: Document, clause: Clause) -> EventClaim | None:
    """ "efforts to secure new funding fall short": the kind is that of the undertaking."""
    verbs, kinds = load_outcomes()
    return _read_about(document, clause, verbs, kinds, figure=False)


def read_level(document: Document, clause: Clause) -> EventClaim | None:
    """ "the company's expenditure reaches 8 million": the kind is that of the measure."""
    verbs, kinds = load_levels()
    return _read_about(document, clause, verbs, kinds, figure=True)


def _read_about(
    document: Document,
    clause: Clause,
    verbs: frozenset[str],
    kinds: dict[str, str],
    *,
    figure: bool,
) -> EventClaim | None:
    line = clause.line
    verb = _find_verb(clause, verbs)
    subject = clause.subject or find_with_subject(clause)
    if verb is None or subject is None or clause.verb.passive:
        return None
    after = line.phrases[clause.index].head + 1 + verb.count(" ")
    if figure and not any(line.tags[n] == "CD" for n in range(after, find_last_token(clause))):
        return None
    kind = _find_kind(clause, subject, kinds, figure=figure)
    first, last = line.phrases[subject[0]].first, line.phrases[subject[1]].last
    owner = find_owner(document, line, range(first, last))
    if kind is None or owner is None:
        return None
    sentence = document.source.sentences[line.number]
    measure = make_slug(line.tokens[line.phrases[subject[0]].head].text.lower())
    return EventClaim(
        id=f"{owner}-{measure if figure else kind}",
        kind=kind,
        title=_write_title(document, clause, subject, owner, verb, after),
        date=find_date(document, line, first, find_last_token(clause)),
        status=find_status(clause)[0],
        participants=(Participant(index_profiles(document)[owner].name, "agent", owner),),
        evidence=(make_evidence(document.source, sentence.start, sentence.end),),
        confidence=0.8,
    )


def _find_verb(clause: Clause, verbs: frozenset[str]) -> str | None:
    """The verb of the table, with its particle where it has one."""
    line, head = clause.line, clause.line.phrases[clause.index].head
    following = line.tokens[head + 1].text.lower() if head + 1 < len(line.tokens) else ""
    return next(
        (v for v in (f"{clause.verb.base} {following}", clause.verb.base) if v in verbs), None
    )


def _find_kind(
    clause: Clause, subject: Range, kinds: dict[str, str], *, figure: bool
) -> str | None:
    """The kind that a noun of the subject stands for: of a measure its head alone."""
    line, first = clause.line, clause.line.phrases[subject[0]]
    nouns = [first.head] if figure else range(first.first, line.phrases[clause.index].first)
    return next((kinds[w] for n in nouns if (w := line.tokens[n].text.lower()) in kinds), None)


def _write_title(
    document: Document, clause: Clause, subject: Range, owner: str, verb: str, after: int
) -> str:
    """With its owner before it: "Acme's spending reaches 2 million"."""
    line, name = clause.line, index_profiles(document)[owner].name
    first, last = line.phrases[subject[0]].first, line.phrases[subject[1]].last
    text = write_group(document, line, subject)
    named = any(n in line.names and line.names[n].profile == owner for n in range(first, last))
    whose = text if name in text or named else f"{write_possessive(name)} {text}"
    rest = line.write(last, line.phrases[clause.index].first) if not clause.subject else ""
    planned = find_status(clause)[1]
    told = conjugate(verb, plural=is_plural(line, subject), passive=False, planned=planned)
    return write_clause(document, clause, f"{whose} {rest}".strip(), told, after=after)
