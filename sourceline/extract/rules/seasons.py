"""Spans of time that no calendar tells: the season of a sport, the term of a school."""

from __future__ import annotations

from collections.abc import Sequence


def find_seasons(words: Sequence[str]) -> list[range]:
    """ "last season", "this term": which one, no calendar tells; no thing that somebody does something to, either."""
    return [
        range(n, n + 2)
        for n, word in enumerate(words[:-1])
        if word in ("last", "next", "this")
        and words[n + 1] in ("season", "term")
        and (n == 0 or words[n - 1] not in _OWNING)
    ]


_OWNING = frozenset({"the", "his", "her", "its", "their", "a", "s", "'s", "’s"})
""" "his last term", "the club's last season" are things."""
