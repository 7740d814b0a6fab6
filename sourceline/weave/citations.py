"""Evidence in the chronicle: in order, without repeats, looked up again in its source."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sourceline.errors import Problem
from sourceline.extract.ground import find_quote, make_evidence
from sourceline.model import EventRecord, Evidence, Source
from sourceline.store.records import locate_key
from sourceline.weave.placement import suggest_id


@dataclass(frozen=True, slots=True)
class Library:
    """The sources by id, and their order."""

    sources: Mapping[str, Source]
    ranks: Mapping[str, int]
    _settled: dict[Evidence, Evidence] = field(default_factory=dict, compare=False)
    """A person's quotes, and each with its place: events that quote one sentence share one value."""

    def order(self, evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
        """Each piece once, by source and place."""
        unique = dict.fromkeys(evidence)
        return tuple(
            sorted(unique, key=lambda item: (self.ranks[item.source], item.start, item.end))
        )

    def rank_evidence(self, evidence: Iterable[Evidence]) -> tuple[int, int]:
        """(source, place) of the first piece, for sorting; what has none comes last."""
        places = [(self.ranks[item.source], item.start) for item in evidence]
        return min(places, default=(len(self.ranks), 0))

    def settle(self, item: Evidence) -> Evidence:
        """A person's quote with its place in its source, which is known; as it is when it is not there."""
        found = self._settled.get(item)
        if found is None:
            source = self.sources[item.source]
            span = find_quote(source, item)
            found = item if span is None else make_evidence(source, *span)
            self._settled[item] = found
        return found

    def find_unverified(self, evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
        """Those whose words are not in their source, in the order given, each once."""
        return tuple(item for item in dict.fromkeys(evidence) if not self._has(item))

    def _has(self, item: Evidence) -> bool:
        source = self.sources[item.source]
        if item.exact and source.text.startswith(item.exact, max(item.start, 0)):
            return True
        return find_quote(source, item) is not None


def make_library(sources: Iterable[Source]) -> Library:
    """`sources` in the order of the chronicle."""
    listed = tuple(sources)
    return Library(
        {source.id: source for source in listed},
        {source.id: rank for rank, source in enumerate(listed)},
    )


def settle_evidence(
    record: EventRecord, library: Library, problems: list[Problem]
) -> tuple[Evidence, ...]:
    """A person's quotes with their place in the source; a quote that is not there stays as it is,
    and one of an unknown source is reported and left out."""
    settled = []
    for n, item in enumerate(record.evidence or ()):
        if item.source not in library.sources:
            problems.append(
                Problem(
                    locate_key(record, f"evidence.{n}.source"),
                    "unknown-source",
                    f"There is no source {item.source!r}.",
                    suggest_id(item.source, library.sources),
                )
            )
            continue
        settled.append(library.settle(item))
    return tuple(settled)
