"""`sourceline serve`: the preview, from the command line's side."""

from __future__ import annotations

import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sourceline.cli.options import directory_option, output_option
from sourceline.cli.report import Progress, show_problems
from sourceline.errors import Problem

if TYPE_CHECKING:
    from sourceline.outcome import Outcome

_EXIT_CODES = (
    "Exit codes: 0 done; 1 the disk failed; 2 wrong call; 130 stopped by Ctrl-C at the start."
)

_OPEN_TO_OTHERS = """Everybody who can reach this machine at {host} can read this preview: drafts, the desk, and the sources.
    Leave --host out to keep it to yourself; `sourceline publish` is for readers."""


@click.command(epilog=_EXIT_CODES)
@directory_option
@output_option
@click.option(
    "--port",
    metavar="N",
    type=click.IntRange(1, 65535),
    help="The port to listen at. [default: 8000, or the next free one]",
)
@click.option(
    "--host",
    metavar="ADDRESS",
    help="The address to listen at; with another than 127.0.0.1 other machines see the preview, too.",
)
@click.option("--open", "opened", is_flag=True, help="Open the site in your browser.")
@click.option(
    "--poll",
    is_flag=True,
    help="Look for saved files, where the system tells of none: on network drives, in containers.",
)
def serve(
    root: Path,
    output: Path | None,
    port: int | None,
    host: str | None,
    opened: bool,  # noqa: FBT001 - click passes options by name
    poll: bool,  # noqa: FBT001 - the same
) -> None:
    """Show the site on this machine, and bring each saved file to the open page.

    Only this machine can see it (127.0.0.1). With broken content the last good page stays, and the
    problems are shown on it and listed here. The page /desk/ shows what `sourceline check` says,
    /stats/ draws what `sourceline stats` says; they are no part of the site. Stop it with Ctrl-C.

    \b
    Examples:
      sourceline serve --open
      sourceline serve -C ~/chronicle --port 8010
    """
    from sourceline.pipeline import Preview, list_watched  # noqa: PLC0415 - lazy
    from sourceline.processes import end_at_once  # noqa: PLC0415 - lazy
    from sourceline.serve import PORT, serve_site, take_place  # noqa: PLC0415 - lazy
    from sourceline.serve.hosts import LOOPBACK, is_local  # noqa: PLC0415 - lazy

    root = root.resolve()
    place = take_place(host or LOOPBACK, port)
    address = place.hosts.address
    if port is None and place.hosts.port != PORT:
        click.echo(f"Port {PORT} is in use; this preview is at {place.hosts.port}.")
    if not is_local(place.hosts.host):
        click.echo(
            f"{click.style('warning:', fg='yellow', bold=True)} {_OPEN_TO_OTHERS.format(host=place.hosts.host)}",
            err=True,
        )
    click.echo(f"Serving {address} (Ctrl-C stops)\nWhat needs a look: {address}desk/")
    if opened:
        threading.Thread(target=open_browser, args=(address,), daemon=True).start()
    progress = Progress()
    told = Telling(progress)
    ended = serve_site(
        Preview(root, output or root / "public"),
        place,
        list_watched(root),
        folder=root,
        tell=told.tell,
        progress=progress,
        poll=poll,
    )
    progress.clear()
    sys.stdout.flush()
    sys.stderr.flush()
    if (
        not ended
    ):  # a source is being read; what is read is kept, and the next start goes on from there
        end_at_once()


def open_browser(address: str) -> None:
    """Open the site in the browser that the system, or BROWSER, names."""
    import webbrowser  # noqa: PLC0415 - only when asked for

    if not webbrowser.open(address):
        click.echo(f"No browser could be opened; open {address} yourself.", err=True)


class Telling:
    """Tells of each outcome on the terminal, of the same problems once."""

    def __init__(self, progress: Progress) -> None:
        """`progress` may stand on the last line."""
        self._progress = progress
        self._problems: tuple[Problem, ...] = ()

    def tell(self, outcome: Outcome) -> None:
        """What stands in the way, or that it does no more."""
        self._progress.clear()
        if outcome.problems and outcome.problems != self._problems:
            show_problems(outcome.problems)
        if self._problems and not outcome.problems:
            click.echo("Nothing stands in the way any more.", err=True)
        self._problems = outcome.problems
