"""How the time that a document takes grows with it: hostile ones of every kind, three doublings each."""

from __future__ import annotations

import gc
import math
import time
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from hostile import DOCUMENTS, Hostile

from bench.torture.options import Options
from bench.torture.row import Row
from sourceline.errors import ContentError
from sourceline.extract.engine import Engine, load_engine
from sourceline.read import read_plain, read_source
from sourceline.wardens import Halt, Leave, guard_work

MOST = 1.3
"""The exponent that no kind of document may pass."""
_DOUBLINGS = 3
_QUICK = 0.1
"""Seconds: what takes less at its largest is said to grow by nothing, since chance is as large."""
_REPEATED = 0.5
"""Seconds: what takes less is measured three times, of which the least is nearest to what the work itself takes."""
_LEAVE = Leave(600, 4_000_000_000)
_ENGINE = "rules"
_PLAIN = (".md", ".txt")


class Times(NamedTuple):
    """Seconds of the processor for the sizes of a document, from small to large."""

    reading: tuple[float, ...]
    extracting: tuple[float, ...]


def run(options: Options) -> list[Row]:
    """Measure every document in a process of its own."""
    names = options.thin(DOCUMENTS)
    worst: dict[str, list[tuple[float, str]]] = {"reading": [], "extracting": []}
    halted = []
    for name, times in zip(names, guard_work(measure, names, lambda _: _LEAVE), strict=True):
        if isinstance(times, Halt):
            halted.append(name)
            print(f"growth: {name}: stopped ({times.cause})", flush=True)  # noqa: T201 - a long run says how far it is
            continue
        for step, found in worst.items():
            found.append((find_exponent(getattr(times, step)), name))
        told = {step: round(found[-1][0], 2) for step, found in worst.items()}
        print(f"growth: {name}: {told} {times}", flush=True)  # noqa: T201 - the same
    return [
        Row(
            f"the time of {step} grows faster than n^{MOST} with a hostile document",
            len(names),
            sum(exponent > MOST for exponent, _ in found) + len(halted),
            ", ".join(f"{name} {exponent:.2f}" for exponent, name in sorted(found)[:-4:-1]),
        )
        for step, found in worst.items()
    ]


def measure(name: str) -> Times:
    """The seconds that a kind of document takes in four sizes, each twice as large as the one before."""
    document = DOCUMENTS[name]
    _load()  # not in the times
    pairs = [_measure_size(document, size) for size in _list_sizes(document)]
    return Times(tuple(pair[0] for pair in pairs), tuple(pair[1] for pair in pairs))


def find_exponent(times: tuple[float, ...]) -> float:
    """Of the power of the size that the time follows, over all doublings; 0 where all is too quick to tell."""
    first, last = max(times[0], 1e-4), times[-1]
    return 0.0 if last < _QUICK else math.log2(last / first) / (len(times) - 1)


def _list_sizes(document: Hostile) -> Iterator[int]:
    for doubling in range(_DOUBLINGS, -1, -1):
        yield max(1, document.size >> doubling)


@cache
def _load() -> Engine:
    engine = load_engine(_ENGINE)
    engine.extract(read_plain("Ada Fenwick left Tide.", published="2031-05-06"))
    for suffix in (".html", ".eml", ".pdf"):  # loads what reads them
        document = next(each for each in DOCUMENTS.values() if each.suffix == suffix)
        read_source(document.make(1), path=f"content/sources/a{suffix}")
    return engine


def _measure_size(document: Hostile, size: int) -> tuple[float, float]:
    data = document.make(size)
    times = [_measure_once(document, data)]
    if sum(times[0]) < _REPEATED:
        times += [_measure_once(document, data) for _ in range(2)]
    return min(reading for reading, _ in times), min(extracting for _, extracting in times)


def _measure_once(document: Hostile, data: bytes) -> tuple[float, float]:
    gc.collect()
    start = time.process_time()
    try:
        source = read_source(data, path=f"content/sources/hostile{document.suffix}")
    except ContentError:
        return time.process_time() - start, 0.0
    read = time.process_time()
    if document.suffix in _PLAIN:  # what is read in the others is text like theirs
        _load().extract(source)
    return read - start, time.process_time() - read
