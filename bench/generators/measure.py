"""What a command costs."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_SPEND = Path(__file__).with_name("spend.py")
_LINES = 12


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds, and MiB of the largest process; children are counted in."""

    wall: float
    cpu: float
    memory: float


class RunError(Exception):
    """A command that failed, with the last lines that it printed."""


def run_measured(
    command: Sequence[str], folder: Path, log: Path, environment: Mapping[str, str]
) -> Cost:
    """Run `command` in `folder`; what it prints goes to `log`. RunError when it fails."""
    told = subprocess.run(  # noqa: S603 - a command of ours
        [sys.executable, "-I", "-S", str(_SPEND), str(log), *command],
        cwd=folder,
        env={**os.environ, "LANG": "C.UTF-8", **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    if told.returncode:
        raise RunError(f"{command[0]} could not be run:\n{told.stderr.strip()}")
    spent = json.loads(told.stdout)
    if spent.pop("code"):
        raise RunError(f"{' '.join(command)} failed:\n{read_end(log)}")
    return Cost(**spent)


def read_end(log: Path) -> str:
    """The last lines of a log, indented."""
    lines = log.read_text("utf-8", "replace").splitlines()[-_LINES:]
    return "\n".join("    " + line for line in lines)
