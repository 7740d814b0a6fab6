"""Sentences that name somebody, and on which nothing rests."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sourceline.check.desk import EVENTS, make_note, shorten
from sourceline.errors import Paste, Problem
from sourceline.model import Chronicle, Source
from sourceline.store.dump import dump_yaml
from sourceline.store.plain import Plain
from sourceline.weave.sentences import Account


def count_silent(chronicle: Chronicle, accounts: Iterable[Account]) -> Iterator[Problem]:
    """For each source on which something rests, the first sentence that names somebody and bears no
    fact, and how many there are."""
    sources = {source.path: source for source in chronicle.sources}
    by_source: dict[str, list[Account]] = {}
    for account in accounts:
        by_source.setdefault(account.place.path, []).append(account)
    for path, told in by_source.items():
        silent = [account for account in told if account.reason == "names somebody"]
        if silent and any(account.claims for account in told):
            yield _report(sources[path], silent, len(told))


def _report(source: Source, silent: list[Account], total: int) -> Problem:
    first = silent[0]
    words = source.text[first.sentence.start : first.sentence.end]
    count = f"{len(silent):,} of {total:,} sentences name somebody and bear no fact"
    if len(silent) == 1:
        count = f"1 of {total:,} sentences names somebody and bears no fact"
    event: Plain = {"title": "WHAT HAPPENED", "evidence": [{"source": source.id, "exact": words}]}
    return make_note(
        first.place,
        "unused-sentence",
        f"{count}{': ' if len(silent) == 1 else ', the first: '}{shorten(words)}",
        "Where it tells something, add an event that quotes it. `sourceline check --sentences` lists"
        " every sentence.",
        Paste(f"{EVENTS}/NEW-NAME.yaml", dump_yaml(event).rstrip("\n")),
    )
