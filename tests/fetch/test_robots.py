"""What sites ask of programs."""

from __future__ import annotations

import pytest

from sourceline.fetch.robots import Robots, read_robots

TEXT = """\ufeff# ours
User-agent: other
Disallow: /

User-Agent: *
Disallow: /private/
Allow: /private/open
Disallow: /*.cgi$
Disallow: /s%C3%A9cret
Crawl-delay: 2.5

user-agent: third
user-agent: Sourceline/9
disallow: /only-us
"""


@pytest.mark.parametrize(
    ("agent", "path", "allowed"),
    [
        ("anybody", "/", True),
        ("anybody", "/private/x", False),
        ("anybody", "/private/open/x", True),
        ("anybody", "/a/b.cgi", False),
        ("anybody", "/a/b.cgi?x", True),
        ("anybody", "/s%c3%a9cret/x", False),
        ("anybody", "/only-us", True),
        ("other", "/x", False),
        ("other", "/robots.txt", True),
        ("Sourceline", "/only-us/x", False),
        ("Sourceline", "/private/x", True),
        ("third", "/only-us", False),
    ],
)
def test_rules(agent: str, path: str, *, allowed: bool) -> None:
    """The group of a program's own name holds, else that for all; in it the longest rule."""
    assert read_robots(TEXT, agent).allows(path) is allowed


def test_delay() -> None:
    """A pause that is asked for is kept; what is no number is none."""
    assert read_robots(TEXT, "anybody").delay == 2.5
    assert read_robots("user-agent: *\ncrawl-delay: soon", "a").delay == 0.0


@pytest.mark.parametrize(
    "text", ["", "<html>not found</html>", "Disallow: /", "user-agent *\ndisallow /", "\0:\n::"]
)
def test_what_is_no_rule_asks_for_nothing(text: str) -> None:
    """A file that holds no rules, or rules for nobody, forbids nothing."""
    assert read_robots(text, "a") == Robots()


def test_rules_that_take_long_elsewhere() -> None:
    """A rule of many stars is decided at once."""
    rules = read_robots(f"user-agent: *\ndisallow: /{'*a' * 5_000}$", "a")
    assert rules.allows(f"/{'a' * 50_000}b") is True
