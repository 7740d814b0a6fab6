"""The parts of the long run."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from bench.torture import (
    addresses,
    documents,
    faults,
    fuzz,
    growth,
    injections,
    load,
    scripts,
    soak,
)
from bench.torture.options import Options
from bench.torture.repeating import repeat_test
from bench.torture.row import Row

PARTS: Final[dict[str, Callable[[Options], list[Row]]]] = {
    "scripts": scripts.run,
    "documents": documents.run,
    "growth": growth.run,
    **fuzz.TARGETS,
    "damage": lambda options: [
        repeat_test(
            "what is kept between builds is damaged; the next site is another than one from scratch",
            "tests/pipeline/test_damage.py",
            CASES=options.scale(640),
        )
    ],
    "faults": faults.run,
    "kills": lambda options: [
        repeat_test(
            f"{name} killed at random moments: neither the old nor the new state is whole, or a file of a person is"
            " another, or the next run gives another site",
            f"tests/test_kill.py -k '{test}'",
            KILLS=options.scale(100),
        )
        for name, test in {
            "`build`": "[build]",
            "`build` where a swap takes two steps": "two and steps",
            "`extract`": "extract",
            "`publish`": "publish",
        }.items()
    ],
    "together": lambda options: [
        repeat_test(
            "two builds begun at random moments: a mixed site",
            "tests/test_together.py -k two_builds",
            PAIRS=options.scale(20),
        ),
        repeat_test(
            "builds beside the preview: another page than was saved",
            "tests/test_together.py -k preview",
            PAIRS=options.scale(20),
        ),
        repeat_test(
            "seconds of builds while an author saves 50 times in each: half a page, or another site in the end",
            "tests/test_together.py -k saves",
            SAVING=options.scale(60),
        ),
    ],
    "deletion": lambda options: [
        repeat_test(
            "links, pipes, sockets and devices in the place of a file or folder: a hang, a leak, a file lost",
            "tests/test_strange_files.py",
            CASES=options.scale(188),
        ),
        repeat_test(
            "wrong output folders: not refused by name, or a file lost",
            "tests/publish/test_place.py -k wrong_output",
            OUTPUTS=16,
        ),
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
