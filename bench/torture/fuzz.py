"""Any input at all, for an hour each, some thousand times as many as `make test` has time for."""

from __future__ import annotations

import resource
from collections.abc import Callable
from functools import partial
from itertools import count
from typing import Final

from bench.torture.options import Options
from bench.torture.repeating import repeat_test
from bench.torture.row import Row

_HOUR: Final = 3_600
"""Seconds of a processor, so that a busy machine makes it no shorter."""

_TARGETS: Final = {
    "yaml": 40_000,
    "extracted_file": 20_000,
    "edtf": 200_000,
    "markdown": 60_000,
    "interchange": 10_000,
    "documents": 10_000,
    "rules": 10_000,
    "pieces": 5_000,
    "ground": 100_000,
    "robots": 100_000,
    "addresses": 100_000,
    "redact": 40_000,
}
"""Target → inputs of one run, which are some three minutes of them; of those with several formats, for each of these."""


def _run(target: str, options: Options) -> list[Row]:
    # One run for an hour would hold gigabytes of what hypothesis remembers: 4,000,000 dates took three.
    tried = failed = runs = 0
    told = ""
    begin = _take_time()
    for seed in count(1):
        row = repeat_test(
            "",
            f"tests/test_fuzz.py -k test_{target} --hypothesis-seed {seed}",
            FUZZ=max(1, round(_TARGETS[target] * min(1.0, 20 * options.share))),
        )
        tried, failed, runs, told = tried + row.tried, failed + row.failed, seed, row.note
        taken = _take_time() - begin
        if failed or taken >= _HOUR * options.share:
            break
    return [
        Row(
            "any input: another error than one that is told, or a wrong answer",
            tried,
            failed,
            f"{told}; runs: {runs}, seconds of a processor: {taken:,.0f}",
        )
    ]


def _take_time() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


TARGETS: Final[dict[str, Callable[[Options], list[Row]]]] = {
    f"fuzz-{target}": partial(_run, target) for target in _TARGETS
}
"""Each target of tests/test_fuzz.py as a part of its own."""
