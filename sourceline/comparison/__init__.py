"""Engines beside each other, and beside what the author says.

    compare(chronicle, records, extractions, sources, entrants) -> Comparison

Pure: what each engine read comes in, and nothing is written.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations

from sourceline.comparison.agreement import compare_entrants
from sourceline.comparison.events import judge_events, list_said
from sourceline.comparison.ground import Ground
from sourceline.comparison.matching import read_names
from sourceline.comparison.profiles import judge_names
from sourceline.comparison.values import Comparison, Entrant
from sourceline.model import Chronicle, Extraction, Records, Source
from sourceline.store.places import find_places

__all__ = ["Comparison", "Entrant", "compare"]


def compare(
    chronicle: Chronicle,
    records: Records,
    extractions: Sequence[Extraction],
    sources: Iterable[Source],
    entrants: Sequence[Entrant],
) -> Comparison:
    """`chronicle` and `extractions` are those that the author's `records` were written for; `entrants` have read
    `sources`, all in that order."""
    ground = Ground(
        chronicle,
        tuple(extractions),
        {source.id: find_places(source) for source in sources},
        read_names(chronicle.profiles),
    )
    said, placeless = list_said(records, ground)
    order = [entrant.name for entrant in entrants]
    verdicts = [
        verdict
        for entrant in entrants
        for verdict in (
            *judge_events(said, entrant, ground),
            *judge_names(records, entrant, ground),
        )
    ]
    pairs = [
        compare_entrants(one, other, ground.places, ground.names)
        for one, other in combinations(entrants, 2)
    ]
    return Comparison(
        entrants=tuple(entrants),
        verdicts=tuple(sorted(verdicts, key=lambda each: (each.place, order.index(each.engine)))),
        agreements=tuple(each for agreements, _ in pairs for each in agreements),
        differences=tuple(sorted(each for _, differences in pairs for each in differences)),
        placeless=tuple(sorted(placeless)),
    )
