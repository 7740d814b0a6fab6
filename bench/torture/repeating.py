"""Tests of the repository, run with many more cases than `make test` has time for."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys

from bench.torture.options import ROOT
from bench.torture.row import Row


def repeat_test(name: str, test: str, **settings: int) -> Row:
    """Run a test that takes how many cases it tries from the environment, under the names in `settings`; their
    product is what was tried. Of a test that fails, at least one case failed."""
    environment = {**os.environ, **{key: str(value) for key, value in settings.items()}}
    done = subprocess.run(  # noqa: S603 - our own tests
        [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-p",
            "no:cacheprovider",
            "-n",
            "0",
            *shlex.split(test),
        ],
        cwd=ROOT,
        env=environment,
        text=True,
        capture_output=True,
        check=False,
    )
    tried = 1
    for value in settings.values():
        tried *= value
    found = re.search(r"(\d+) failed", done.stdout)
    failed = int(found[1]) if found else int(done.returncode != 0)
    told = next((line for line in done.stdout.splitlines() if line.startswith("FAILED")), "")
    return Row(name, tried, failed, f"`{test.split(maxsplit=1)[0]}` {told}".strip())
