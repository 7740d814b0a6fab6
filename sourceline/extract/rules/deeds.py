"""Clauses → deeds: the frame that a clause fits, and who does what to whom in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sourceline.extract.rules.clauses import Clause, find_last_token
from sourceline.extract.rules.document import Document
from sourceline.extract.rules.frames import Frame, classify_noun, index_verbs, load_groups
from sourceline.extract.rules.groups import Range, list_nouns
from sourceline.extract.rules.modality import find_status
from sourceline.extract.rules.phrases import Line
from sourceline.extract.rules.roles import find_role_in
from sourceline.model import Status


@dataclass(frozen=True, slots=True)
class Deed:
    """A clause in the light of a frame: who did what to whom, whatever the voice."""

    clause: Clause
    frame: Frame
    verb: str
    """Base form, particle included."""
    after: int
    """Index of the first token behind the verb."""
    agent: Range | None
    patient: Range | None
    status: Status = "asserted"
    planned: str = ""


def find_deeds(document: Document, clause: Clause) -> Iterator[Deed]:
    line, head = clause.line, clause.line.phrases[clause.index].head
    base = clause.verb.base
    following = [t.text.lower() for t in line.tokens[head + 1 : head + 3]]
    for length in (2, 1, 0):
        key = " ".join([base, *following[:length]])
        if len(following) < length:
            continue
        for frame in index_verbs().get(key, ()):
            deed = _fit_frame(document, clause, frame, key, head + 1 + length)
            if deed:
                yield deed


def _fit_frame(
    document: Document, clause: Clause, frame: Frame, verb: str, after: int
) -> Deed | None:
    agent, patient = _find_sides(clause, frame)
    if not _fits_words(clause, frame, after):
        return None
    if frame.needs_role and find_role_in(clause.line, after, find_last_token(clause)) is None:
        return None
    if not _fits_subject(document, clause, frame, agent, patient):
        return None
    if not _fits_object(document, clause, frame, patient):
        return None
    status, planned = find_status(clause)
    return Deed(clause, frame, verb, after, agent, patient, status, planned)


def _find_sides(clause: Clause, frame: Frame) -> tuple[Range | None, Range | None]:
    """Who does it and whom it befalls."""
    adjuncts = dict(reversed(clause.adjuncts))  # the first of each preposition
    if clause.verb.passive:
        return adjuncts.get("by"), clause.subject
    patient = clause.object
    if frame.kind in ("meeting", "acquisition", "agreement") and patient is None:
        patient = adjuncts.get("with")
    return clause.subject, patient


def _fits_subject(
    document: Document, clause: Clause, frame: Frame, agent: Range | None, patient: Range | None
) -> bool:
    court = frame.court and _is_court(clause.line, agent)
    if frame.court and not court:
        return False
    if clause.verb.passive and "none" in frame.object:
        return bool(_kinds(document, clause.line, patient) & frame.subject)
    if clause.verb.passive and agent is None:
        return bool(frame.object) or frame.main == "object"
    return court or bool(_kinds(document, clause.line, agent) & frame.subject)


def _fits_object(document: Document, clause: Clause, frame: Frame, patient: Range | None) -> bool:
    if not frame.object:
        return True
    if "none" in frame.object:
        return patient is None or clause.verb.passive
    if patient is None:
        return False
    return bool(_kinds(document, clause.line, patient) & frame.object)


def _fits_words(clause: Clause, frame: Frame, after: int) -> bool:
    words = {t.text.lower() for t in clause.line.tokens[after : find_last_token(clause)]}
    if _has_score(clause.line, after, find_last_token(clause)):
        words.add("score")
    if clause.verb.passive and clause.subject:
        first, last = clause.subject
        span = range(clause.line.phrases[first].first, clause.line.phrases[last].last)
        words |= {clause.line.tokens[n].text.lower() for n in span}
    return not (frame.needs and not frame.needs & words) and not frame.without & words


def _has_score(line: Line, first: int, last: int) -> bool:
    """ "1 – 0"."""
    return any(
        line.tokens[n].text in ("–", "-", "—") and line.tags[n - 1] == line.tags[n + 1] == "CD"
        for n in range(first + 1, last - 1)
    )


def _kinds(document: Document, line: Line, group: Range | None) -> set[str]:
    if group is None:
        return set()
    kinds = {classify_noun(document, line, phrase) for phrase in list_nouns(line, group)}
    return kinds | {"thing"} if kinds & {"disaster", "occasion"} else kinds


def _is_court(line: Line, group: Range | None) -> bool:
    if group is None:
        return False
    words = {t.text.lower() for p in list_nouns(line, group) for t in line.tokens[p.first : p.last]}
    return bool(words & load_groups()["court"])
