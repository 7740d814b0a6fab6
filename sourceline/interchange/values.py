"""What goes out to other programs, and what comes in from them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from sourceline.errors import Problem
from sourceline.model import Chronicle, EventRecord, Extraction, ProfileRecord, Source
from sourceline.site.lookup import Lookup, make_lookup


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """All that a writer may look at."""

    chronicle: Chronicle
    """`settings.url` is the address of the site; None: no page has a full address."""
    lookup: Lookup
    """Its indexes, and the labels of its language."""
    extractions: tuple[Extraction, ...] = ()
    """What was read in each source, as the source calls it."""
    texts: bool = False
    """Whether the texts of all sources may go out, not only of those that the site prints in full."""

    def find_text(self, source: Source) -> str:
        """The text of a source; "" where it may not go out: others hold the rights in it."""
        shown = (source.show or self.chronicle.settings.show) == "full"
        return source.text if shown or self.texts else ""


class Written(NamedTuple):
    """What a writer made."""

    data: bytes
    notes: tuple[str, ...] = ()
    """Sentences on what the format could not take, with numbers: "3 events have no date and were left out."."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """What a reader found: records and sources as a person would have written them."""

    events: tuple[EventRecord, ...] = ()
    """Each with an id of its own, in the order of the file."""
    profiles: tuple[ProfileRecord, ...] = ()
    sources: tuple[Source, ...] = ()
    """Their texts and what is known of them; `path` is where the text is to lie, blocks and sentences are
    not cut yet."""
    problems: tuple[Problem, ...] = ()
    """What was not taken over. With an error among them, nothing is written."""


def make_outgoing(
    chronicle: Chronicle, extractions: Iterable[Extraction] = (), *, texts: bool = False
) -> Outgoing:
    """A chronicle with what writers need to find in it."""
    return Outgoing(
        chronicle=chronicle,
        lookup=make_lookup(chronicle, {}),
        extractions=tuple(extractions),
        texts=texts,
    )
