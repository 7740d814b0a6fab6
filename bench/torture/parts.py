"""The parts of the long run."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from bench.torture import addresses, injections, load, scripts, soak
from bench.torture.options import Options
from bench.torture.repeating import repeat_test
from bench.torture.row import Row

PARTS: Final[dict[str, Callable[[Options], list[Row]]]] = {
    "scripts": scripts.run,
    "damage": lambda options: [
        repeat_test(
            "what is kept between builds is damaged; the next site is another than one from scratch",
            "tests/pipeline/test_damage.py",
            CASES=options.scale(640),
        )
    ],
    "claims": lambda options: [
        repeat_test(
            "false claims in this many texts, three in each: shown as verified",
            "tests/weave/test_false_claims.py",
            ARTICLES=options.scale(105),
        )
    ],
    "addresses": addresses.run,
    "edits": lambda options: [
        repeat_test(
            "edits by people between readings with other sources and another reader: a byte or a decision lost",
            "tests/weave/test_human_words.py",
            EDITS=options.scale(10_000),
        )
    ],
    "privacy": lambda options: [
        repeat_test(
            "chronicles in which people, firms and sources are withheld: a trace, in any spelling, in a file of the site,"
            " a picture or an export",
            "tests/redact/test_privacy.py",
            CASES=options.scale(300),
        )
    ],
    "injections": injections.run,
    "soak": soak.run,
    "load": load.run,
}
"""Name → what it tries."""
