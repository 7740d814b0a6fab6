"""A click group with a default command, so that `sourceline` alone builds."""

from __future__ import annotations

from importlib import import_module

import click

ELSEWHERE = {"serve": "serve"}
"""Command → its module in `sourceline.cli`, loaded when it is called, or listed."""

DEFAULT = "build"

# Options that stand alone before a command, and so start none.
_OWN = {"--help", "-h", "--version"}
_WITH_VALUE = {"-C", "--directory", "-o", "--output", "--engine", "-j", "--jobs", "--scheduler"}


class DefaultGroup(click.Group):
    """Options may stand before or after the command; without a command, it is `build`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put the command first, then its options; see `place_command`."""
        return super().parse_args(ctx, place_command(args))

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All names, in order."""
        return sorted([*super().list_commands(ctx), *ELSEWHERE])

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a name, from its own module where it has one."""
        if cmd_name not in ELSEWHERE:
            return super().get_command(ctx, cmd_name)
        module = import_module(f"sourceline.cli.{ELSEWHERE[cmd_name]}")
        command: click.Command = getattr(module, cmd_name)
        return command


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
