"""Every call to the disk fails once, of every command that writes; what is left must be whole."""

from __future__ import annotations

import re
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from warm import HANGS, Run

from bench.torture.options import Options
from bench.torture.row import Row
from bench.torture.shim import Shim
from bench.torture.worlds import (
    DEEDS,
    Deed,
    State,
    Tree,
    World,
    learn_deed,
    open_world,
    read_state,
)

_PLACE = re.compile(r"^[^\s:]+(:\d+)*: error: |git says|^error: The branch ", re.MULTILINE)
"""A problem with its place, or the words of git, which name one."""
_REMEDY = re.compile(r"\n    \S|^Try ", re.MULTILINE)
"""What to do; of a call that is wrong, where its help is."""


@dataclass(slots=True)
class Tally:
    """What came of the runs of a command."""

    tried: int = 0
    absorbed: int = 0
    """Went well all the same, with everything as it must be."""
    left: int = 0
    """Left a file that only the next run took away."""
    kinds: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)


def run(options: Options) -> list[Row]:
    """A row for each command with a disk that fails once, and one with a disk that stays broken."""
    rows = []
    for lasting in (False, True):
        for name, deed in DEEDS.items():
            if lasting and not deed.replaces:
                continue
            with watch_world() as (world, shim):
                tally = try_deed(world, shim, deed, share=options.share, lasting=lasting)
            what = (
                "a call to the disk fails, and all like it after"
                if lasting
                else "a call to the disk fails"
            )
            told = ", ".join(f"{number:,} {kind}" for kind, number in sorted(tally.kinds.items()))
            note = f"{tally.absorbed:,} did no harm, {tally.left:,} left a file until the next run; {told}"
            rows.append(Row(f"`{name}`: {what}", tally.tried, len(tally.faults), note))
            print(f"faults: {rows[-1]}", *tally.faults, sep="\n    ", flush=True)  # noqa: T201 - a long run says what it finds
    return rows


def try_deed(
    world: World,
    shim: Shim,
    deed: Deed,
    *,
    share: float = 1.0,
    most: int | None = None,
    lasting: bool = False,
) -> Tally:
    """Let calls of a command fail, one in each run: a `share` of all, or `most` of them, evenly spread."""
    tally = Tally()
    begun, clean, _ = learn_deed(world, deed, shim.armed)
    calls = len(shim.list_calls())
    wanted = most or max(1, round(calls * share))
    for number in range(min(wanted, calls)):
        nth = 1 + (2 * number + 1) * calls // (2 * wanted)
        _try_point(world, deed, shim, nth, (begun, clean), tally, lasting=lasting)
    return tally


@contextmanager
def watch_world() -> Iterator[tuple[World, Shim]]:
    """An empty world whose calls to the disk are watched."""
    with tempfile.TemporaryDirectory(prefix="faults-") as place:
        folder = Path(place).resolve()
        shim = Shim(folder, [folder / "site", folder / "remote.git"])
        with open_world(folder, shim.environment) as world:
            yield world, shim


def _try_point(
    world: World,
    deed: Deed,
    shim: Shim,
    nth: int,
    states: tuple[State, State],
    tally: Tally,
    *,
    lasting: bool,
) -> None:
    deed.begin(world)
    deed.edit(world.site)
    begun, clean = states
    before = read_state(world)
    with shim.armed(nth, lasting=lasting):
        done = deed.do(world)
    if not shim.hit:
        return
    call = shim.list_calls()[nth - 1]
    after = read_state(world)
    tally.tried += 1
    tally.kinds[call.kind] += 1
    tally.absorbed += done.code == 0
    tally.left += bool(after.passing)
    faults = [
        f"a build after the fault before this one made another site: {told}"
        for told in [_compare(before.public, begun.public)]
        if told
    ]
    faults += [*judge_words(done, world.folder), *judge_state(done, deed, before, after, clean)]
    if done.code or after.passing or not is_done(after, clean):
        again = deed.do(world)
        if again.code:
            faults.append(f"the next run ends with {again.code}: {again.err[:300]!r}")
    faults += judge_end(read_state(world), clean)
    where = call.path.removeprefix(f"{world.folder}/")
    tally.faults += [f"call {nth}, {call.kind} {where} ({shim.hit}): {fault}" for fault in faults]


def is_done(state: State, clean: State) -> bool:
    """Whether all that a run is for is done."""
    return (state.public, state.written, state.remote) == (
        clean.public,
        clean.written,
        clean.remote,
    )


def judge_words(done: Run, folder: Path) -> Iterator[str]:
    """What is wrong with what a run said."""
    if done.seconds > HANGS:
        yield "it hung"
    if "Traceback" in done.err or done.code < 0:
        yield f"it broke: {done.err[-400:]!r}"
    elif done.code:
        if not (_PLACE.search(done.err) or str(folder) in done.err):
            yield f"no path is named: {done.err!r}"
        if not _REMEDY.search(done.err):
            yield f"nobody is told what to do: {done.err!r}"


def judge_state(done: Run, deed: Deed, before: State, after: State, clean: State) -> Iterator[str]:
    """What is not whole after a run in which something failed."""
    if done.code == 0 and not is_done(after, clean):
        yield "it said that all went well, and all is not as it must be"
    if after.public not in (before.public, clean.public):
        yield f"the site is neither: {_compare(after.public, before.public)}"
    if after.remote not in (before.remote, clean.remote):
        yield "the remote holds neither site"
    if after.repository != before.repository:
        yield "the user's branches, index or files are others"
    if deed.whole and after.written not in (before.written, clean.written):
        yield f"it is done in part: {_compare(after.written, before.written)}"
    for path in before.written.keys() | after.written.keys() | clean.written.keys():
        data = after.written.get(path)
        if data not in (before.written.get(path), clean.written.get(path)):
            yield f"{path} is neither the old nor the new"


def judge_end(end: State, clean: State) -> Iterator[str]:
    """What is not as after a clean run once the command has run again."""
    if not is_done(end, clean):
        for name in ("public", "written", "remote"):
            told = _compare(getattr(end, name), getattr(clean, name))
            if told:
                yield f"{name} is not as after a clean run: {told}"
    if end.passing:
        yield f"still there after the next run: {sorted(end.passing)}"
    if end.kept - clean.kept:
        yield f"kept for nothing: {sorted(end.kept - clean.kept)}"


def _compare(one: Tree, other: Tree) -> str:
    """The paths in which two trees differ."""
    paths = sorted(path for path in one.keys() | other.keys() if one.get(path) != other.get(path))
    return ", ".join(paths[:4]) + (f" and {len(paths) - 4} more" if len(paths) > 4 else "")
