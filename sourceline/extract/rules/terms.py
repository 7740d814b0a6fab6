"""From when to when a role is held: "since 2019", "until March", "from 1998 to 2005", "became … in 2004"."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from sourceline.extract.rules.dates import find_date
from sourceline.extract.rules.document import Document
from sourceline.extract.rules.employers import Employer
from sourceline.extract.rules.gazetteers import read_words
from sourceline.extract.rules.phrases import Line
from sourceline.extract.rules.places import list_within
from sourceline.extract.rules.role_verbs import Holding
from sourceline.extract.rules.spoken import index_profiles
from sourceline.model import SURE, Date, EventClaim, RoleClaim, TimeExpression

Term = tuple[Date | None, Date | None]


def read_term(document: Document, line: Line, where: Employer, holding: Holding) -> Term:
    """Begin and end as the clause around a role tells them."""
    begin, end = read_bounds(document, line, where.last, _find_mark(line, where.last))
    if begin or end or holding.verb < 0:
        return begin, end
    if holding.manner not in ("begins", "ends"):
        return None, None
    date = find_change(document, line, holding.verb, where.last)
    return (date, None) if holding.manner == "begins" else (None, date)


def find_change(document: Document, line: Line, verb: int, last: int) -> Date | None:
    """When what the verb tells happened, if the source says so."""
    date = find_date(document, line, verb, max(last, verb + 1), background=True)
    if date is None or date.basis == "published" or "/" in date.edtf:
        return None  # "has been curator since 1994 and was succeeded by": an open span is no day
    return date


def _find_mark(line: Line, last: int) -> int:
    return next(
        (n for n in range(last, len(line.tokens)) if _ends_term(line, n)),
        len(line.tokens),
    )


def _ends_term(line: Line, n: int) -> bool:
    """Whether a mark ends what is told of a role, or another deed follows: "in 1968 and was its editor from 1980"."""
    again = line.words[n] == "and" and line.tag(n + 1) in ("VBD", "VBZ", "VBP", "MD")
    return again or line.tokens[n].text in (",", ";", ".", ")")


def read_bounds(document: Document, line: Line, last: int, stop: int) -> Term:
    """From the dates that stand behind a role's phrase, before the next mark."""
    begin = end = None
    if stop == last:
        return None, None
    for time in list_within(document.times, line.tokens[last].start, line.tokens[stop - 1].end):
        n = next(k for k, t in enumerate(line.tokens) if t.end > time.start)
        words = {line.words[k] for k in range(max(last, n - 1), n + 1)}
        if not time.edtf:
            continue
        if time.edtf.count("/") == 1 and words & {"from", "between"}:
            first, second = time.edtf.split("/")
            return _date(time, first), _date(time, second)
        if words & {"since", "from"}:
            begin = _date(time)
        elif words & {"until", "till", "to"}:
            end = _date(time)
    return begin, end


def _date(time: TimeExpression, edtf: str | None = None) -> Date:
    plain = (edtf or time.edtf or "").removeprefix("../").removesuffix("/..")
    return Date(plain, time.basis, time.text, time.reference, time.reason)


# --- from events --------------------------------------------------------------------------------


def date_roles(document: Document) -> tuple[RoleClaim, ...]:
    """The roles with the events that begin or end them."""
    counts = Counter(role.person.profile for role in document.roles)
    return tuple(
        _date_role(document, role, alone=counts[role.person.profile] == 1)
        for role in document.roles
    )


def _date_role(document: Document, role: RoleClaim, *, alone: bool) -> RoleClaim:
    """Begin and end where the text tells them as events; what the role's own clause tells stays."""
    for event in document.events:
        if event.status not in ("asserted", "planned") or not _is_about(document, role, event):
            continue
        if not (_tells(document, role, event) or (alone and _may_tell(role, event))):
            continue
        leaves = _leaves(role, event)
        if leaves and role.end is None:
            role = replace(role, end=event.date, event=role.event or event.id)
        elif leaves is False and role.begin is None and _may_begin(role, event):
            role = replace(role, begin=event.date, event=role.event or event.id)
        elif leaves is not None and role.event is None and event.date in (role.begin, role.end):
            role = replace(role, event=event.id)
    return role


def _may_begin(role: RoleClaim, event: EventClaim) -> bool:
    """Whether a role may begin with an event: no former one, and none that is over by then."""
    over = role.end is not None and event.date is not None and event.date.edtf > role.end.edtf
    return role.qualifier != "former" and not over


def _tells(document: Document, role: RoleClaim, event: EventClaim) -> bool:
    """Whether the event is one of this role, not of another one of the same person: its title names
    it, or a leaving is told in the sentence of this role alone."""
    title, words = event.title.lower(), role.role.lower()
    first = role.person.name.lower().split()[0]
    if event.kind != "departure" and f"{words} {first}" in title:
        return False  # "elevates executive director X": what X was before
    if event.kind == "departure" and f"to become {words}" in title:
        return False
    if words in title or _write_plural(words) in title:
        return (f"deputy {words}" in title) == (role.qualifier == "deputy")
    here = {(e.start, e.end) for e in event.evidence}
    told = [
        other.role
        for other in document.roles
        if other.person == role.person and any((e.start, e.end) in here for e in other.evidence)
    ]
    if not is_left(role) and event.kind == "departure":
        return False
    return event.kind == "departure" and told == [role.role]


def is_left(role: RoleClaim) -> bool:
    """Whether who leaves leaves this role: one in an organization, or an office of a state or town, which a text may
    not name ("her lawyer left" tells of none)."""
    noun = role.role.lower().split(" of ")[0].split(" for ")[0].rsplit(maxsplit=1)[-1]
    public = any(noun in read_words("offices", "employers", key) for key in ("state", "town"))
    return public or role.organization is not None


def _write_plural(words: str) -> str:
    """ "vice chairman" → "vice chairmen", which two are named together."""
    return f"{words.removesuffix('man')}men" if words.endswith("man") else f"{words}s"


def _may_tell(role: RoleClaim, event: EventClaim) -> bool:
    """Whether an event that does not name the only role of a person may still be one of it: who leaves
    leaves an organization ("her lawyer left" is none), and who joins one may get the role later."""
    if role.organization is None and not (is_left(role) and event.kind == "departure"):
        return False
    if event.title.endswith((" takes charge", " takes over")):
        return False  # what he was called before is not what he takes charge of
    joins = any(p.profile == role.person.profile and p.role == "agent" for p in event.participants)
    here = {(e.start, e.end) for e in event.evidence}
    told = any((e.start, e.end) in here for e in role.evidence)
    if event.kind == "succession" and told and _is_own(role):
        return not joins  # "X, the deputy head, will succeed W": what she has been till then
    return event.kind != "appointment" or not joins or (told and _is_told_behind(role))


def _is_own(role: RoleClaim) -> bool:
    """Whether a sentence tells the role of this person, and not of whom they follow: "chief X", "X, the chief"."""
    words, name = role.role.lower(), role.person.name.lower().split()
    near = [f"{words} {part}" for part in name]
    return _is_told_behind(role) or any(
        part in evidence.exact.lower() for evidence in role.evidence for part in near
    )


def _is_told_behind(role: RoleClaim) -> bool:
    """Whether the words of a role stand behind the name: "Company secretary X joins the committee" tells what X is."""
    for evidence in role.evidence:
        before, found, _ = evidence.exact.lower().partition(role.role.lower())
        if found and role.person.name.lower().split()[-1] in before:
            return True
    return False


def _leaves(role: RoleClaim, event: EventClaim) -> bool | None:
    """Whether the person leaves the role in the event; None when it tells nothing of that."""
    part = next(p.role for p in event.participants if p.profile == role.person.profile)
    if part == "agent" and any(p.role == "object" for p in event.participants):
        part = "agent" if event.kind == "succession" else "participant"
    if event.kind == "departure":
        return None if part == "participant" and _dismisses(role, event) else True
    if event.kind == "succession":
        return {"agent": False, "object": True}.get(part)
    return False if part in ("agent", "object") else None


def _dismisses(role: RoleClaim, event: EventClaim) -> bool:
    """Whether the event is that the person dismisses another: "The president sacked his energy minister"."""
    parts = {p.role: p.profile for p in event.participants}
    return parts.get("agent") == role.person.profile and parts.get("object", "") is None


def _is_about(document: Document, role: RoleClaim, event: EventClaim) -> bool:
    """Whether the event is a change of the person in the role's organization, as far as both are
    known."""
    if event.kind not in ("departure", "appointment", "succession") or event.confidence < SURE:
        return False
    parts = {p.profile for p in event.participants if p.profile}
    if role.person.profile not in parts:
        return False
    kinds = index_profiles(document)
    bodies = {p for p in parts if p in kinds and kinds[p].kind == "organization"}
    return role.organization is None or not bodies or role.organization.profile in bodies
