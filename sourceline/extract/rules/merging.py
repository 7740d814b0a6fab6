"""Many sentences about one event → one claim with all its evidence."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from sourceline.model import Date, EventClaim, Participant


def merge_events(found: list[EventClaim]) -> tuple[EventClaim, ...]:
    """Each event once: same id means same kind and same main participants."""
    merged: dict[str, EventClaim] = {}
    for event in found:
        key = _find_key(merged, event)
        old = merged.get(key)
        merged[key] = replace(event, id=key) if old is None else join_events(old, event)
    return tuple(_join_same(list(merged.values())))


def _join_same(events: list[EventClaim]) -> list[EventClaim]:
    """Events of different ids that are one: a match and its result, one sentence told twice."""
    kept: list[EventClaim] = []
    near: dict[object, list[int]] = defaultdict(list)
    for event in events:
        # Only a match and a result may be one with what another sentence tells.
        key = "match" if event.kind in ("match", "result") else event.evidence
        place = next((n for n in near[key] if _are_one(kept[n], event)), None)
        if place is None:
            near[key].append(len(kept))
            kept.append(event)
        elif event.kind == "result" and kept[place].kind == "match":
            kept[place] = replace(join_events(event, kept[place]), title=event.title)
        else:
            kept[place] = replace(join_events(kept[place], event), title=kept[place].title)
    return _join_one_sided(kept)


def _are_one(one: EventClaim, two: EventClaim) -> bool:
    if one.status != two.status or _are_apart(one.date, two.date):
        return False
    if {one.kind, two.kind} == {"match", "result"}:
        sides = _list_sides(one)
        return len(sides) > 1 and sides == _list_sides(two)
    things = [any(not name[:1].isdigit() for name in _list_objects(e)) for e in (one, two)]
    if one.kind == "result" and all(things) and _have_other_objects(one, two):
        return (
            False  # "reached the final and lifted the cup"; but "won it, finishing 9 seconds ahead"
        )
    return one.kind == two.kind and one.evidence == two.evidence and _have_same_names(one, two)


def _have_same_names(one: EventClaim, two: EventClaim) -> bool:
    names = {p.profile for p in one.participants if p.profile}
    return bool(names) and names == {p.profile for p in two.participants if p.profile}


def _join_one_sided(events: list[EventClaim]) -> list[EventClaim]:
    """ "England wins 2 – 1" belongs to the only match of the text that England plays."""
    kept = [e for e in events if _find_match(events, e) is None]
    for event in events:
        match = _find_match(events, event)
        if match:
            place = next(n for n, old in enumerate(kept) if old.id == match.id)
            kept[place] = replace(join_events(kept[place], event), title=kept[place].title)
    return kept


def _find_match(events: list[EventClaim], event: EventClaim) -> EventClaim | None:
    names = {p.profile for p in event.participants if p.profile}
    if event.kind != "result" or len(names) != 1 or _is_won(event):
        return None
    matches = [
        e
        for e in events
        if e.kind in ("match", "result")
        and e.status == event.status
        and len(_list_sides(e)) > 1
        and names < _list_sides(e)
    ]
    fits = len(matches) == 1 and not _are_apart(matches[0].date, event.date)
    return matches[0] if fits else None


def _is_won(event: EventClaim) -> bool:
    """Whether it tells what was won or lost by a match, which is more than its result."""
    return any(word in event.title for word in (" finish", " relegated", " promoted")) or any(
        name.rsplit(maxsplit=1)[-1] in _TROPHIES for name in _list_objects(event)
    )


_TROPHIES = frozenset({
    "berth", "championship", "crown", "cup", "league", "medal", "pennant", "place", "promotion", "record", "series",
    "shield", "stage", "title", "trophy", "win",
})  # fmt: skip


def _list_sides(event: EventClaim) -> set[str]:
    return {p.profile for p in event.participants if p.profile and p.role in ("agent", "object")}


def _find_key(merged: dict[str, EventClaim], event: EventClaim) -> str:
    """The id of the event it is, or a free one: two dates make two events, and a denial is no telling of what it
    denies."""
    key, n = event.id, 1
    while key in merged and (
        (_are_apart(merged[key].date, event.date) and not _comes_once(event))
        or _have_other_objects(merged[key], event)
        or (event.kind == "result" and _is_won(event) != _is_won(merged[key]))
        or (merged[key].status != event.status and _keeps_apart(merged[key], event))
    ):
        n += 1
        key = f"{event.id}-{n}"
    return key


def _keeps_apart(one: EventClaim, two: EventClaim) -> bool:
    """Whether two of unlike status are two: flights that were cut and flights that will be doubled are both a change."""
    return "denied" in (one.status, two.status) or one.kind == "change"


def _comes_once(event: EventClaim) -> bool:
    """Whether it can be but once: somebody's birth or death. Of two dates the more exact counts, else the first:
    "handed it on in 1911 and died" may not tell the year of the death."""
    return event.kind in ("birth", "death") and any(
        p.profile and event.id.startswith(p.profile) for p in event.participants
    )


def _have_other_objects(one: EventClaim, two: EventClaim) -> bool:
    """Whether both say to what it was done, and say different things: 850 jobs and 200 workers."""
    if one.kind == "journey":
        goals = [{p.name for p in event.participants if p.role != "agent"} for event in (one, two)]
        return bool(goals[0] and goals[1]) and not goals[0] & goals[1]
    first, second = _list_objects(one), _list_objects(two)
    if not first or not second or first & second:
        return False
    numbers = [
        {w for name in names for w in name.split() if w[:1].isdigit()} for names in (first, second)
    ]
    return not (numbers[0] & numbers[1]) and not any(
        a.endswith(b) or b.endswith(a) for a in first for b in second
    )


def _list_objects(event: EventClaim) -> set[str]:
    """Those it was done to; of a lawsuit not what was handed in or asked for."""
    names = {p.name.lower() for p in event.participants if p.role == "object"}
    if event.kind == "lawsuit":
        return {name for name in names if name.split()[-1] not in _PAPERS and name[:1].isalpha()}
    return names


_PAPERS = frozenset(
    {"suit", "lawsuit", "complaint", "claim", "claims", "action", "writ", "case", "damages"}
    | {"compensation", "injunction", "ban", "order"}
)


def _are_apart(one: Date | None, two: Date | None) -> bool:
    if one is None or two is None or "published" in (one.basis, two.basis):
        return False
    short = min(len(one.edtf), len(two.edtf))
    return one.edtf[:short] != two.edtf[:short]


def join_events(one: EventClaim, two: EventClaim) -> EventClaim:
    """Two claims of one event: the surer words, every participant, the better known date. What is told as planned and
    as done to the same thing was done; otherwise a status keeps its own words."""
    better = _choose_telling(one, two)
    first, second = (two, one) if better.status != one.status else (one, two)
    return replace(
        one,
        title=better.title,
        status=better.status,
        date=_choose_date(first.date, second.date),
        participants=_join_participants(one.participants, two.participants),
        evidence=tuple(dict.fromkeys((*one.evidence, *two.evidence))),
        confidence=round(min(0.99, max(one.confidence, two.confidence) + 0.02), 2),
    )


def _choose_telling(one: EventClaim, two: EventClaim) -> EventClaim:
    """Whose words and status count. "The acquisition of Acme" alone does not say that what was planned was done."""
    if one.status == two.status:
        return two if two.confidence > one.confidence else one
    told = {each.status: each for each in (one, two)}
    objects = _list_objects(one)
    if told.keys() != {"planned", "asserted"} or not objects or objects != _list_objects(two):
        return one
    done = told["asserted"]
    dated = done.date is not None and done.date.basis != "published"
    return done if dated or done.confidence >= _TOLD else told["planned"]


_TOLD = 0.9
"""The confidence of what a verb tells of somebody by name."""


def _choose_date(one: Date | None, two: Date | None) -> Date | None:
    if one is None or two is None:
        return one or two
    if one.basis == "published" and two.basis != "published":
        return two
    exact = _are_apart(one, two) and len(two.edtf) > len(one.edtf)
    return two if exact else one


def _join_participants(
    one: tuple[Participant, ...], two: tuple[Participant, ...]
) -> tuple[Participant, ...]:
    known = {p.profile or p.name for p in one}
    roles = {p.role for p in one if p.profile}
    fresh = [p for p in two if p.profile and p.profile not in known]
    return (*one, *(p for p in fresh if p.role not in roles - {"location"}))
