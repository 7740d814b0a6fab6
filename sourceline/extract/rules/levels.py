"""Verbs that give a noun's event its outcome or its height: "efforts fall short", "sales reach"."""

from __future__ import annotations

from sourceline.extract.ground import make_evidence
from sourceline.extract.rules.clauses import Clause, find_last_token, find_with_subject
from sourceline.extract.rules.coreference import index_profiles
from sourceline.extract.rules.dates import find_date
from sourceline.extract.rules.document import Document
from sourceline.extract.rules.frames import load_levels, load_outcomes
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
    line, head = clause.line, clause.line.phrases[clause.index].head
    following = line.tokens[head + 1].text.lower() if head + 1 < len(line.tokens) else ""
    verb = next(
        (v for v in (f"{clause.verb.base} {following}", clause.verb.base) if v in verbs), None
    )
    subject = clause.subject or find_with_subject(clause)
    if verb is None or subject is None or clause.verb.passive:
        return None
    after = head + 1 + verb.count(" ")
    if figure and not any(line.tags[n] == "CD" for n in range(after, find_last_token(clause))):
        return None
    first, last = line.phrases[subject[0]].first, line.phrases[subject[1]].last
    span = range(first, line.phrases[clause.index].first)
    nouns = [line.phrases[subject[0]].head] if figure else list(span)
    kind = next((kinds[w] for n in nouns if (w := line.tokens[n].text.lower()) in kinds), None)
    owner = find_owner(document, line, range(first, last))
    if kind is None or owner is None:
        return None
    status, planned = find_status(clause)
    text = write_group(document, line, subject)
    rest = line.write(last, line.phrases[clause.index].first) if not clause.subject else ""
    verb_text = conjugate(verb, plural=is_plural(line, subject), passive=False, planned=planned)
    name = index_profiles(document)[owner].name
    named = any(n in line.names and line.names[n].profile == owner for n in range(first, last))
    subject_text = text if name in text or named else f"{write_possessive(name)} {text}"
    title = write_clause(document, clause, f"{subject_text} {rest}".strip(), verb_text, after=after)
    sentence = document.source.sentences[line.number]
    measure = make_slug(line.tokens[line.phrases[subject[0]].head].text.lower())
    return EventClaim(
        id=f"{owner}-{measure if figure else kind}",
        kind=kind,
        title=title,
        date=find_date(document, line, first, find_last_token(clause)),
        status=status,
        participants=(Participant(name, "agent", owner),),
        evidence=(make_evidence(document.source, sentence.start, sentence.end),),
        confidence=0.8,
    )
