"""The whole examination, in which one part that fails keeps no other from being told."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from sourceline.doctor.finding import Finding, Group
from sourceline.doctor.program import inspect_program
from sourceline.doctor.repository import inspect_git
from sourceline.doctor.site import inspect_site


def examine(root: Path, output: Path) -> tuple[Finding, ...]:
    """Everything about this machine and the site in `root`, whose builds go to `output`."""
    parts: tuple[tuple[Group, Callable[[], Iterator[Finding]]], ...] = (
        ("program", inspect_program),
        ("git", partial(inspect_git, root)),
        ("site", partial(inspect_site, root, output)),
    )
    return tuple(finding for group, inspect in parts for finding in _watch(group, inspect))


def _watch(group: Group, inspect: Callable[[], Iterator[Finding]]) -> Iterator[Finding]:
    """The findings of a part; what keeps it from going on is one, too."""
    try:
        yield from inspect()
    except Exception as error:  # noqa: BLE001 - a broken package fails in any way, and that is what was asked
        words = f"Looking at the {group} failed: {type(error).__name__}: {error}".rstrip(": ")
        yield Finding(
            group,
            "failure",
            "problem",
            f"{words}.",
            "Mend what is told above first; if nothing is, this is a bug of Sourceline's.",
        )
