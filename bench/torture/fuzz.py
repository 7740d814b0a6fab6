"""Any input at all, some thousand times as many as `make test` has time for."""

from __future__ import annotations

from typing import Final

from bench.torture.options import Options
from bench.torture.repeating import repeat_test
from bench.torture.row import Row

TARGETS: Final = {
    "test_yaml": 40_000,
    "test_extracted_file": 20_000,
    "test_edtf": 200_000,
    "test_markdown": 60_000,
    "test_interchange": 10_000,
    "test_documents": 10_000,
    "test_rules": 10_000,
    "test_ground": 100_000,
    "test_robots": 100_000,
    "test_addresses": 100_000,
    "test_redact": 40_000,
}
"""Test → its inputs in a whole run, some three minutes of them each; of those with several formats, for each of these."""


def run(options: Options) -> list[Row]:
    """Each target of tests/test_fuzz.py."""
    return [
        repeat_test(
            f"any input: another error than one that is told, or a wrong answer ({target.removeprefix('test_')})",
            f"tests/test_fuzz.py -k {target}",
            FUZZ=options.scale(inputs),
        )
        for target, inputs in TARGETS.items()
    ]
