"""A click group with a default command, so that `sourceline` alone builds."""

from __future__ import annotations

from importlib import import_module
from keyword import iskeyword

import click

DEFAULT = "build"

# Options that stand alone before a command, and so start none.
_OWN = {"--help", "-h", "--version"}
_WITH_VALUE = {
    "-C", "--directory", "-o", "--output", "--engine", "--model", "-j", "--jobs", "--scheduler",
    "--as-known-on", "--only", "--explain", "--since", "--on", "--port", "--host",
    "--remote", "--branch", "-m", "--message", "--domain",
    "--archive", "--published", "--title", "--author", "--publisher", "--name",
    "--dates", "--query", "--from", "--to", "--format", "--url",
}  # fmt: skip

# Commands that are modules of their own, with a function of the same name ("import_" for "import").
_MODULES = (
    "add",
    "annotate",
    "compare",
    "digest",
    "doctor",
    "export",
    "import",
    "new",
    "publish",
    "schema",
    "serve",
    "stats",
)


class DefaultGroup(click.Group):
    """Options may stand before or after the command; without a command, it is `build`."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Those of the group, and those that are modules."""
        return sorted({*super().list_commands(ctx), *_MODULES})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name; a module is loaded when it is asked for."""
        if cmd_name not in _MODULES:
            return super().get_command(ctx, cmd_name)
        name = f"{cmd_name}_" if iskeyword(cmd_name) else cmd_name
        command = getattr(import_module(f"sourceline.cli.{name}"), name)
        assert isinstance(command, click.Command)  # noqa: S101 - each module keeps to the rule
        return command

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
