"""A click group with a default command, so that `sourceline` alone builds."""

from __future__ import annotations

import click

DEFAULT = "build"

# Options that stand alone before a command, and so start none.
_OWN = {"--help", "-h", "--version"}
_WITH_VALUE = {"-C", "--directory", "-o", "--output", "--engine", "-j", "--jobs", "--scheduler"}


class DefaultGroup(click.Group):
    """Options may stand before or after the command; without a command, it is `build`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put the command first, then its options; see `place_command`."""
        return super().parse_args(ctx, place_command(args))


def place_command(args: list[str]) -> list[str]:
    """`["-C", "x", "check"]` → `["check", "-C", "x"]`; `["--strict"]` → `["build", "--strict"]`."""
    at = _find_command(args)
    if at is not None:
        return [args[at], *args[:at], *args[at + 1 :]]
    return args if _OWN & set(args) else [DEFAULT, *args]


def _find_command(args: list[str]) -> int | None:
    skip = False
    for number, arg in enumerate(args):
        if skip or arg.startswith("-"):
            skip = not skip and arg in _WITH_VALUE
            continue
        return number
    return None
