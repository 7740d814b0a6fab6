"""Events: clauses whose verb is in a frame, with who took part, when, and a title.

Precision comes first: what stands in quotation marks, in a condition, under "may" or "would", or
without anybody who has a name, is left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sourceline.extract.ground import make_evidence
from sourceline.extract.rules.clauses import Clause, Range, find_clauses, list_nouns
from sourceline.extract.rules.coreference import index_profiles
from sourceline.extract.rules.dates import find_date
from sourceline.extract.rules.document import Document
from sourceline.extract.rules.frames import (
    Frame,
    classify_noun,
    find_profile,
    index_verbs,
    load_groups,
    load_levels,
    load_modality,
    load_outcomes,
)
from sourceline.extract.rules.merging import merge_events
from sourceline.extract.rules.names import make_slug
from sourceline.extract.rules.nominals import find_nominals
from sourceline.extract.rules.participants import (
    find_owner,
    name_group,
    read_adjunct,
    read_group,
)
from sourceline.extract.rules.phrases import Line, Phrase, read_lines
from sourceline.extract.rules.places import list_within
from sourceline.extract.rules.quotes import is_quoted
from sourceline.extract.rules.roles import find_role_in
from sourceline.extract.rules.titles import (
    LONGEST,
    conjugate,
    is_plural,
    tidy_title,
    write_clause,
    write_group,
    write_possessive,
    write_tokens,
)
from sourceline.model import Date, EventClaim, Participant, ParticipantRole, Status


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


def find_events(document: Document) -> tuple[EventClaim, ...]:
    """What happened, each event once, in the order of the text."""
    found: list[EventClaim] = []
    for line in read_lines(document):
        block = document.source.blocks[document.source.sentences[line.number].block]
        if block.kind == "paragraph" or block.kind == "item":
            found += _read_line(document, line)
    return merge_events(document, found)


def _read_line(document: Document, line: Line) -> Iterator[EventClaim]:
    if line.tokens and line.tokens[-1].text == "?":
        return
    for clause in find_clauses(line):
        event = _read_clause(document, clause)
        if event:
            yield event
    yield from find_nominals(document, line)


def _read_clause(document: Document, clause: Clause) -> EventClaim | None:
    line, phrase = clause.line, clause.line.phrases[clause.index]
    if is_quoted(document, line.tokens[phrase.head].start) or _is_unreal(document, clause):
        return None
    for deed in _find_deeds(document, clause):
        event = _make_event(document, deed)
        if event:
            return event
    return read_outcome(document, clause) or read_level(document, clause)


# --- from clause to deed ----------------------------------------------------------------------


def _find_deeds(document: Document, clause: Clause) -> Iterator[Deed]:
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
    agent, patient = clause.subject, clause.object
    if frame.kind in ("meeting", "acquisition", "agreement") and patient is None:
        patient = next((group for word, group in clause.adjuncts if word == "with"), None)
    if clause.verb.passive:
        by = next((group for word, group in clause.adjuncts if word == "by"), None)
        agent, patient = by, clause.subject
    if not _fits_words(clause, frame, after):
        return None
    if frame.needs_role and find_role_in(clause.line, after, _last_token(clause)) is None:
        return None
    kinds = _kinds(document, clause.line, agent)
    if clause.verb.passive and "none" in frame.object:
        fits = bool(_kinds(document, clause.line, patient) & frame.subject)
    elif clause.verb.passive and agent is None:
        fits = bool(frame.object) or frame.main == "object"
    else:
        fits = bool(kinds & frame.subject) or (frame.court and _is_court(clause.line, agent))
    if frame.court and not _is_court(clause.line, agent):
        return None
    if not fits or not _fits_object(document, clause, frame, patient):
        return None
    status, planned = _find_status(clause)
    return Deed(clause, frame, verb, after, agent, patient, status, planned)


def _fits_object(document: Document, clause: Clause, frame: Frame, patient: Range | None) -> bool:
    if not frame.object:
        return True
    if "none" in frame.object:
        return patient is None or clause.verb.passive
    if patient is None:
        return False
    return bool(_kinds(document, clause.line, patient) & frame.object)


def _fits_words(clause: Clause, frame: Frame, after: int) -> bool:
    words = {t.text.lower() for t in clause.line.tokens[after : _last_token(clause)]}
    if _has_score(clause.line, after, _last_token(clause)):
        words.add("score")
    if clause.verb.passive and clause.subject:
        first, last = clause.subject
        span = range(clause.line.phrases[first].first, clause.line.phrases[last].last)
        words |= {clause.line.tokens[n].text.lower() for n in span}
    return not (frame.needs and not frame.needs & words) and not frame.without & words


def _first_token(clause: Clause) -> int:
    """Of the clause's own words: a subject it shares with a verb before belongs to that one."""
    line, verb = clause.line, clause.line.phrases[clause.index]
    if clause.subject is None:
        return verb.first
    if clause.verb.form == "gerund":
        return line.phrases[clause.subject[0]].first
    between = line.phrases[clause.subject[1] + 1 : clause.index]
    shared = any(p.kind == "verb" for p in between)
    return verb.first if shared else line.phrases[clause.subject[0]].first


def _has_score(line: Line, first: int, last: int) -> bool:
    """ "1 – 0"."""
    return any(
        line.tokens[n].text in ("–", "-", "—") and line.tags[n - 1] == line.tags[n + 1] == "CD"
        for n in range(first + 1, last - 1)
    )


def _last_token(clause: Clause) -> int:
    return clause.line.phrases[clause.end - 1].last


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


# --- how the source speaks of it --------------------------------------------------------------


def _is_unreal(document: Document, clause: Clause) -> bool:
    """Conditions, possibilities, denials and what is always so."""
    verb = clause.verb
    if verb.modal or verb.negated:
        return True
    if verb.control and verb.control not in _REAL_CONTROLS | load_modality()["planned"]:
        return True
    line, start = clause.line, clause.line.phrases[clause.index].first
    before = [t.text.lower() for t in line.tokens[:start]]
    if {"if", "unless", "whether", "would"} & set(before[-12:]):
        return True
    if verb.form == "infinitive":
        return True
    if verb.form in ("gerund", "participle"):
        return (
            not (_is_absolute(clause) and verb.base in _CONSEQUENCES)
            and _reach_back(clause) is None
        )
    if _SPEAKERS & {t.text for t in line.tokens}:
        return True
    habitual = not verb.past and not verb.perfect and not verb.future and not verb.control
    return habitual and not _is_named(document, clause)


_REAL_CONTROLS = frozenset({"force", "begin", "start", "manage", "go", "be"})


_SPEAKERS = frozenset(
    {"I", "my", "My", "me", "we", "We", "our", "Our", "us", "you", "You", "your", "Your"}
)
"""A sentence with these is somebody's speech, even without quotation marks."""
_CONSEQUENCES = frozenset({"kill", "injure", "wound", "destroy", "damage"})
"""Verbs whose -ing form behind a comma tells of an event: ", killing 12"."""


def _is_absolute(clause: Clause) -> bool:
    """ ", killing 12" and "with efforts falling short"."""
    before = clause.line.phrases[clause.index - 1] if clause.index else None
    if clause.subject is None or before is None:
        return False
    return before.kind in ("comma", "noun", "adverb") and clause.verb.form == "gerund"


def _is_named(document: Document, clause: Clause) -> bool:
    groups = [g for g in (clause.subject, clause.object) if g]
    line = clause.line
    return any(
        find_profile(document, line, p) or _holds_profile(document, line, p)
        for g in groups
        for p in list_nouns(line, g)
    )


def _holds_profile(document: Document, line: Line, phrase: Phrase) -> bool:
    if any(n in line.names and line.names[n].profile for n in range(phrase.first, phrase.last)):
        return True
    start, end = line.tokens[phrase.first].start, line.tokens[phrase.last - 1].end
    return bool(list_within(document.anaphors, start, end))


def _find_status(clause: Clause) -> tuple[Status, str]:
    words = set(_words_around(clause))
    planned = load_modality()["planned"]
    if clause.verb.future:
        return "planned", "will"
    if clause.verb.control in planned:
        plain = clause.verb.control in (
            "plan",
            "intend",
            "aim",
            "hope",
            "want",
            "seek",
            "promise",
            "vow",
            "pledge",
            "agree",
        )
        return "planned", clause.verb.control if plain else "will"
    if clause.verb.control == "be":
        return "planned", "will"
    if words & load_modality()["alleged"] or words & {
        "alleged",
        "allege",
        "alleges",
        "claims",
        "claimed",
    }:
        return "alleged", ""
    return "asserted", ""


def _words_around(clause: Clause) -> list[str]:
    """The words of the clause and the few before it that say how it is meant."""
    line = clause.line
    first = line.phrases[clause.subject[0] if clause.subject else clause.index].first
    tokens = line.tokens[max(0, first - 4) : _last_token(clause)]
    return [t.text.lower() for t in tokens]


# --- from deed to event -----------------------------------------------------------------------


def _make_event(document: Document, deed: Deed) -> EventClaim | None:
    participants = tuple(_list_participants(document, deed))
    if deed.frame.kind == "attack" and _is_publication(participants):
        return None
    title = _write_title(document, deed)
    main = (
        deed.patient if deed.frame.main == "object" and deed.patient else deed.agent or deed.patient
    )
    line = deed.clause.line
    date = find_date(document, line, _first_token(deed.clause), _last_token(deed.clause))
    if title is None or main is None or not _is_worth(participants, deed, date):
        return None
    sentence = document.source.sentences[line.number]
    return EventClaim(
        id=f"{_name_main(document, deed, main)}-{deed.frame.kind}",
        kind=deed.frame.kind,
        title=title,
        date=date,
        status=deed.status,
        participants=participants,
        attribution=None,
        evidence=(make_evidence(document.source, sentence.start, sentence.end),),
        confidence=0.9 if any(p.profile for p in participants) else 0.6,
    )


_LEAD = 3
"""Sentences, the title included."""
_UNNAMED = frozenset(
    {
        "death",
        "injury",
        "rescue",
        "arrest",
        "disaster",
        "accident",
        "attack",
        "discovery",
        "evacuation",
        "protest",
        "occasion",
    }
)


def _is_worth(participants: tuple[Participant, ...], deed: Deed, date: Date | None) -> bool:
    if any(
        p.profile and p.role in ("agent", "object", "organization", "recipient")
        for p in participants
    ):
        return True
    lead = _is_lead(deed.clause.line)
    if lead and date is not None and date.basis != "published":
        return True
    return (deed.frame.kind in _UNNAMED or lead) and bool(participants)


def _is_lead(line: Line) -> bool:
    """Whether it is one of the first sentences: what they tell is the news itself."""
    return line.number < _LEAD


_PRESS = ("Magazine", "Times", "Post", "News", "Herald", "Guardian", "Telegraph", "Journal")


def _is_publication(participants: tuple[Participant, ...]) -> bool:
    """A newspaper attacks with words."""
    return any(p.role == "agent" and p.name.split()[-1] in _PRESS for p in participants)


def _list_participants(document: Document, deed: Deed) -> Iterator[Participant]:
    line = deed.clause.line
    taken: set[str] = set()
    object_role: ParticipantRole = (
        "organization" if deed.frame.object_role == "organization" else "object"
    )
    groups: list[tuple[Range | None, ParticipantRole]] = [
        (deed.agent, "agent"),
        (deed.patient, object_role),
    ]
    for group, role in groups:
        for participant in read_group(document, line, group, role):
            if participant.name not in taken:
                taken.add(participant.name)
                yield participant
    for word, group in deed.clause.adjuncts:
        if word == "by" and deed.clause.verb.passive:
            continue
        for participant in read_adjunct(document, line, word, group):
            if participant.name not in taken:
                taken.add(participant.name)
                yield participant


def _write_title(document: Document, deed: Deed) -> str | None:
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
    subject = write_group(document, line, clause.subject)
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


def _name_main(document: Document, deed: Deed, main: Range) -> str:
    name = name_group(document, deed.clause.line, main)
    if deed.frame.main == "both" and deed.agent and deed.patient:
        return f"{name}-{name_group(document, deed.clause.line, deed.patient)}"
    return name


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
    if any(line.tokens[n].text == "as" for n in range(deed.after, _last_token(clause))):
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
    middle = write_tokens(document, line, deed.after, by, seen=subject) if by > deed.after else ""
    return write_clause(
        document, clause, f"{subject} {verb}", f"{what} {middle}".strip(), after=behind
    )


# --- verbs that give a noun's event its outcome or its height ----------------------------------


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
    subject = clause.subject or _reach_back(clause)
    if verb is None or subject is None or clause.verb.passive:
        return None
    after = head + 1 + verb.count(" ")
    if figure and not any(line.tags[n] == "CD" for n in range(after, _last_token(clause))):
        return None
    first, last = line.phrases[subject[0]].first, line.phrases[subject[1]].last
    span = range(first, line.phrases[clause.index].first)
    nouns = [line.phrases[subject[0]].head] if figure else list(span)
    kind = next((kinds[w] for n in nouns if (w := line.tokens[n].text.lower()) in kinds), None)
    owner = find_owner(document, line, range(first, last))
    if kind is None or owner is None:
        return None
    status, planned = _find_status(clause)
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
        date=find_date(document, line, first, _last_token(clause)),
        status=status,
        participants=(Participant(name, "agent", owner),),
        evidence=(make_evidence(document.source, sentence.start, sentence.end),),
        confidence=0.8,
    )


def _reach_back(clause: Clause) -> Range | None:
    """The subject of "with efforts to secure funding at X falling short": behind "with"."""
    line = clause.line
    for place in range(clause.index - 1, max(-1, clause.index - 12), -1):
        phrase = line.phrases[place]
        if phrase.kind in ("comma", "mark"):
            return None
        if phrase.kind == "preposition" and line.tokens[phrase.first].text.lower() == "with":
            return (place + 1, place + 1) if line.phrases[place + 1].kind == "noun" else None
    return None
