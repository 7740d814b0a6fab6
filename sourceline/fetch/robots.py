"""What a site asks of programs in its robots.txt, as RFC 9309 has it."""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import quote, unquote

MOST = 500_000
"""Bytes that are looked at, as the RFC asks."""


class Rule(NamedTuple):
    """Whether paths like this one may be fetched."""

    allowed: bool
    path: str
    """`*` stands for anything, `$` for the end."""


class Robots(NamedTuple):
    """The rules for this program."""

    rules: tuple[Rule, ...] = ()
    delay: float = 0.0
    """Seconds between two requests."""

    def allows(self, path: str) -> bool:
        """Whether a path with its query may be fetched: the longest rule that fits decides, and of two as long the
        one that allows."""
        if path == "/robots.txt":
            return True
        path = _fold(path)
        fitting = [rule for rule in self.rules if _fits(rule.path, path)]
        best = max(fitting, key=lambda rule: (len(rule.path), rule.allowed), default=None)
        return best is None or best.allowed


ALL = Robots()
NOTHING = Robots((Rule(allowed=False, path="/"),))


def read_robots(text: str, agent: str) -> Robots:
    """The rules of a robots.txt for the program of this name, else those for all."""
    groups: dict[str, tuple[list[Rule], list[float]]] = {}
    names: list[str] = []
    open_head = False
    for line in text.replace("\ufeff", "").splitlines():
        key, colon, value = line.partition("#")[0].partition(":")
        key, value = key.strip().lower(), value.strip()
        if not colon:
            continue
        if key == "user-agent":
            names = [*names, value.lower()] if open_head else [value.lower()]
            open_head = True
            for name in names:
                groups.setdefault(name, ([], []))
            continue
        open_head = open_head and key not in ("allow", "disallow", "crawl-delay")
        for name in names:
            if key in ("allow", "disallow") and value:
                groups[name][0].append(Rule(key == "allow", _fold(value)))
            elif key == "crawl-delay" and re.fullmatch(r"\d{1,4}(?:\.\d{1,3})?", value):
                groups[name][1].append(float(value))
    own = [name for name in groups if re.match(r"[a-z_-]*", name)[0] == agent.lower()]  # type: ignore[index] # matches always
    rules, delays = groups.get(own[0] if own else "*", ([], []))
    return Robots(tuple(rules), max(delays, default=0.0))


def _fits(pattern: str, path: str) -> bool:
    """Whether a folded path begins as a rule says; in linear time, whatever the rule."""
    ends = pattern.endswith("$")
    first, *others = pattern.removesuffix("$").split("*")
    if not path.startswith(first):
        return False
    at = len(first)
    for n, piece in enumerate(others):
        if ends and n == len(others) - 1:
            return len(path) - len(piece) >= at and path.endswith(piece)
        at = path.find(piece, at)
        if at < 0:
            return False
        at += len(piece)
    return not ends or at == len(path)


def _fold(path: str) -> str:
    """Percent-encoding in one way."""
    return quote(unquote(path), safe="/*$?=&:;,+!@~()'[]%")
