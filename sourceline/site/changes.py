"""Two states of a site → what the later one corrects. What is new is no correction."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from sourceline.model import Change, Correction
from sourceline.site.state import Line, Shown, State


def compare_states(before: State, after: State, *, on: str) -> tuple[Correction, ...]:
    """What `before` showed and `after` shows otherwise or no more, by page, dated `on`.

    A page that was joined with another, or has a new id, is followed through the redirects of both.
    """
    ways = {**before.redirects, **after.redirects}
    found: list[Correction] = []
    for page, shown in sorted(before.pages.items()):
        now = follow_page(page, after.pages, ways)
        if now is None:
            found.append(Correction(on=on, page=page, what="removed", before=shown.title))
        elif now != page and now in before.pages:
            title = after.pages[now].title
            found.append(
                Correction(on=on, page=page, what="joined", before=shown.title, after=title)
            )
        else:
            found += (
                Correction(on=on, page=now, what=what, before=old, after=new)
                for what, old, new in _compare_page(shown, after.pages[now], now, ways)
            )
    return tuple(found)


def follow_page(page: str, pages: Mapping[str, Shown], ways: Mapping[str, str]) -> str | None:
    """The page that a page is now; None when it is gone."""
    seen = set()
    while page not in pages:
        if page in seen or page not in ways:
            return None
        seen.add(page)
        page = ways[page]
    return page


def _compare_page(
    old: Shown, new: Shown, page: str, ways: Mapping[str, str]
) -> Iterator[tuple[Change, str, str]]:
    if old.title != new.title:
        yield "title" if page.startswith(("events/", "sources/")) else "name", old.title, new.title
    if old.date and old.date != new.date:
        yield "date", old.date, new.date
    if old.status and old.status != new.status:
        yield "status", old.status, new.status
    # A name that came in is new; one that is gone, or plays another part, was wrong.
    if not _list_parts(old, ways) <= _list_parts(new, ways):
        yield "participants", write_participants(old), write_participants(new)
    for before, now in pair_lines(old.figures, new.figures):
        yield "figure", before, now
    for before, now in pair_lines(old.roles, new.roles):
        yield "role", before, now


def _list_parts(shown: Shown, ways: Mapping[str, str]) -> set[tuple[str, str]]:
    """Each (role, page or name); a page under its newest address, whatever kind it is of."""
    return {
        (role, _rename(page, ways).partition("/")[2] if page else name)
        for role, name, page in shown.participants
    }


def _rename(page: str, ways: Mapping[str, str]) -> str:
    seen = set()
    while page in ways and page not in seen:
        seen.add(page)
        page = ways[page]
    return page


def write_participants(shown: Shown) -> str:
    """ "Ada Fenwick (agent); Northwind Tide (organization)"."""
    return "; ".join(f"{name} ({role})" for role, name, _ in shown.participants)


def pair_lines(old: Sequence[Line], new: Sequence[Line]) -> list[tuple[str, str]]:
    """Each line that stood in `old` and is not in `new`, with the one in its place there, or ""."""
    gone = list((Counter(old) - Counter(new)).elements())
    came = list((Counter(new) - Counter(old)).elements())
    pairs = []
    for about, text in gone:
        match = next((line for line in came if line[0] == about), None)
        if match is not None:
            came.remove(match)
        pairs.append((text, match[1] if match else ""))
    return pairs


def drop_listed(
    found: Iterable[Correction], listed: Sequence[Correction]
) -> tuple[Correction, ...]:
    """Without what an entry says already, whatever its day and its note."""
    known = {(each.page, each.what, each.before, each.after) for each in listed}
    return tuple(
        each for each in found if (each.page, each.what, each.before, each.after) not in known
    )
