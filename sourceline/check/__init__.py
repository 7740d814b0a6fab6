"""Chronicle → problems: what must be mended (errors) and what an author should know (notes).

    check_chronicle(chronicle, records, extractions) -> problems      in every build
    check_texts(chronicle, accounts) -> problems                      only when an author asks

Each check looks for one idea, in a module of its own; each kind of problem has its heading in `kinds`.
A check says what is alike once, with how many there are, so that a long list stays one that is read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from sourceline.check.addresses import check_addresses
from sourceline.check.corrections import check_corrections
from sourceline.check.desk import Desk, make_desk
from sourceline.check.disagreements import list_disagreements
from sourceline.check.events import check_events, count_support
from sourceline.check.gaps import list_gaps
from sourceline.check.names import list_unresolved
from sourceline.check.pairs import list_pairs
from sourceline.check.profiles import check_profiles
from sourceline.check.proposals import list_proposals
from sourceline.check.quotes import check_quotes
from sourceline.check.sentences import count_silent
from sourceline.check.sources import check_sources
from sourceline.check.times import list_unanchored
from sourceline.errors import Problem
from sourceline.model import Chronicle, Extraction, Records
from sourceline.weave.sentences import Account

__all__ = ["FAULTS", "check_chronicle", "check_texts"]

Check = Callable[[Chronicle, Desk], Iterator[Problem]]

CHECKS: tuple[Check, ...] = (
    check_quotes,  # quote-not-found
    check_addresses,  # duplicate-address
    check_sources,  # undated-source, unused-source, no-archive-link
    check_events,  # undated-event, event-without-evidence
    count_support,  # single-source
    check_profiles,  # empty-profile
    list_proposals,  # proposal
    list_pairs,  # pair
    list_disagreements,  # disagreement
    list_unresolved,  # unresolved-name
    list_gaps,  # gap
    check_corrections,  # lost-correction
)


FAULTS: tuple[Check, ...] = (check_quotes, check_addresses)
"""Those that find errors, and not only notes."""


def check_chronicle(
    chronicle: Chronicle,
    records: Records | None = None,
    extractions: Iterable[Extraction] = (),
    checks: Iterable[Check] = CHECKS,
) -> tuple[Problem, ...]:
    """Every problem of a woven chronicle, sorted by place.

    `records` give the line and column of what people wrote; without them their quotes are placed
    in the source they name. `extractions` tell whom a name without a page belongs to.
    """
    desk = make_desk(chronicle, records or Records(), extractions)
    return tuple(sorted({problem for check in checks for problem in check(chronicle, desk)}))


def check_texts(chronicle: Chronicle, accounts: Iterable[Account]) -> tuple[Problem, ...]:
    """What is found only by reading the texts again: dates that lack their anchor (unanchored-date), and
    sentences on which nothing rests (unused-sentence)."""
    desk = make_desk(chronicle, Records())
    found = {*list_unanchored(chronicle, desk), *count_silent(chronicle, accounts)}
    return tuple(sorted(found))
