"""Save → renewed site, one after the other, in one thread; no save is lost, and no fault ends it."""

from __future__ import annotations

import time
import traceback
from collections.abc import Iterator

from sourceline.errors import ContentError, Position, Problem, SourcelineError
from sourceline.outcome import Outcome
from sourceline.serve.site import Progress, Site
from sourceline.serve.states import look_at
from sourceline.serve.watch import Watch

# A file that is half written is broken for a moment: problems are told when no further save comes for so long,
# but never later than that.
_PATIENCE = 0.15
_MOST_PATIENCE = 1.0
# A save is whole when nothing follows for so long. What half a file costs: where it is no text that can be exchanged
# alone, all is woven, which is half a second with 10,000 events, and then once more.
_PAUSE = 0.04
# Many editors empty or delete a file before they write it anew: so long until it counts as gone.
_SETTLE = 0.1
_BACKUPS = ("~", ".tmp", ".swp", ".bak")


def renew_site(site: Site, watch: Watch, progress: Progress) -> Iterator[Outcome]:
    """Make the site, then renew it after each save; yields how it went. Ends with the watch.

    A save while the site is renewed brings another renewal. What changed is told to the site until it is
    taken in without a problem.
    """
    changed: frozenset[str] = frozenset()
    while True:
        outcome = _refresh(site, changed, progress)
        deadline = time.monotonic() + _MOST_PATIENCE
        while outcome.problems and time.monotonic() < deadline and watch.wait(_PATIENCE):
            changed |= _settle(watch)
            outcome = _refresh(site, changed, progress)
        if not outcome.problems:
            changed = frozenset()
        yield outcome
        if not watch.wait():
            return
        changed |= _settle(watch)


def _settle(watch: Watch) -> frozenset[str]:
    """Take what has changed, and what follows at once, but not for ever."""
    changed = watch.take()
    deadline = time.monotonic() + _MOST_PATIENCE
    while time.monotonic() < deadline and watch.wait(
        _SETTLE if any(map(_is_hollow, changed)) else _PAUSE
    ):
        changed |= watch.take()
    return changed


def _is_hollow(path: str) -> bool:
    state = look_at(path)
    return not path.endswith(_BACKUPS) and (state is None or state[1] == 0)


def _refresh(site: Site, changed: frozenset[str], progress: Progress) -> Outcome:
    try:
        return site.refresh(changed, progress)
    except ContentError as error:
        return Outcome(problems=error.problems)
    except (SourcelineError, OSError) as error:
        message, _, remedy = str(error).partition("\n")
        problem = Problem(Position("preview"), "preview-stopped", message, remedy.strip())
        return Outcome(problems=(problem,))
    except Exception:  # noqa: BLE001 - our own mistake: the preview goes on, and does not hide it
        traceback.print_exc()
        problem = Problem(
            Position("preview"),
            "preview-fault",
            "Sourceline made a mistake; the terminal says where.",
            "Please report it with those lines. The next save is tried anew.",
        )
        return Outcome(problems=(problem,))
