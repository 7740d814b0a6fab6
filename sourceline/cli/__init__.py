"""Arguments, messages, exit codes: the only place that prints, the only catch of the root error."""

from sourceline.cli.commands import main

__all__ = ["main"]
