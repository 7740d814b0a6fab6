"""Arguments, messages, exit codes: the only place that prints, the only catch of the root error."""

from __future__ import annotations

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:  # as `typing` has it, which costs 10 ms
    from collections.abc import Sequence

__all__ = ["main"]

OLDEST = (3, 11)
"""The first Python that will do."""


def main(args: Sequence[str] | None = None) -> None:
    """Run one command (`args`, or the process's own) and exit with its code."""
    if sys.version_info < OLDEST:  # a clone: no installer would have let it through
        sys.exit(
            f"error: Sourceline needs Python {'.'.join(map(str, OLDEST))} or newer; this is {sys.version.split()[0]}.\n"
            "    Install a newer one, and Sourceline for it."
        )
    from sourceline.cli.repeat import repeat_build  # noqa: PLC0415 - tried before all else

    given = sys.argv[1:] if args is None else list(args)
    if repeat_build(given) is not None:
        sys.exit(0)
    try:
        from sourceline.cli.commands import run_command  # noqa: PLC0415 - heavy

        run_command(given)
    except ModuleNotFoundError:
        from sourceline.cli.absence import tell_missing  # noqa: PLC0415 - only where something is missing

        if not tell_missing():
            raise
        sys.exit(1)
