"""What has been saved: told by the system's events at once, and by a look at all files for certainty.

Events come through watchfiles. They are lost when too many come at once, in a folder that is made and filled
in one go, and on many network drives. So all files are looked at, too: after each event that is of no
known file, and every few seconds, seldom enough to cost next to nothing.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Sequence
from pathlib import Path

import watchfiles

from sourceline.serve.states import compare_states, is_content, list_states, look_at

# Of a burst of saves the first is told after this pause without another one, or after this long. Measured with
# bench/saves.py: a shorter pause wins nothing, since the browser takes longer.
_PAUSE_MS = 10
_LONGEST_MS = 60

# Seconds between two looks at all files: at least these, and so many times what a look takes, which is 2 % of
# one core.
_LOOK_EVERY = 2.0
_LOOK_SHARE = 50
# The same where there are no events.
_POLL_EVERY = 0.2
_POLL_SHARE = 10
# How often in a row events may fail to be set up.
_MOST_FAILURES = 5


class Watch:
    """Gathers what is saved below some places, from the moment it is made."""

    def __init__(self, places: Sequence[Path], *, poll: bool = False) -> None:
        """`places` are files and folders, also such as are not there yet. With `poll`, or with
        WATCHFILES_FORCE_POLLING in the environment, no events are asked for."""
        self._places = tuple(str(place) for place in places)
        self._known = list_states(map(Path, self._places))
        self._looked_at = time.monotonic()
        self._look_seconds = 0.0
        self._changed: set[str] = set()
        self._news = threading.Condition()
        self._ended = threading.Event()
        self._failures = 0
        named = os.environ.get("WATCHFILES_FORCE_POLLING", "")
        self.has_events = not poll and named.lower() in {"", "false", "disable", "disabled"}
        """False where the files are only looked at."""

    def run(self) -> None:
        """Watch until `end` is called."""
        while not self._ended.is_set():
            if not self.has_events:
                self._ended.wait(_POLL_EVERY)
                self._look_when_due()
                continue
            try:
                self._follow_events()
            except (OSError, RuntimeError):
                # The folder has just gone, or there are no events here: too many are watched already
                # (fs.inotify.max_user_watches), or the file system knows none.
                self._failures += 1
                self.has_events = self._failures < _MOST_FAILURES
                self._ended.wait(_POLL_EVERY)
                self._look()

    def end(self) -> None:
        """End `run` and every `wait`."""
        self._ended.set()
        with self._news:
            self._news.notify_all()

    def wait(self, seconds: float | None = None) -> bool:
        """Wait until something has changed, or the end, or so long; whether something has changed."""
        with self._news:
            self._news.wait_for(lambda: self._changed or self._ended.is_set(), seconds)
            return bool(self._changed)

    def take(self) -> frozenset[str]:
        """The absolute paths of what has changed since they were last taken."""
        with self._news:
            taken = frozenset(self._changed)
            self._changed.clear()
        return taken

    def _follow_events(self) -> None:
        """Take events until a folder that is watched is another one than at the start."""
        roots = find_roots(self._places)
        if not roots:
            self._ended.wait(_POLL_EVERY)
            self._look_when_due()
            return
        for batch in watchfiles.watch(
            *roots,
            watch_filter=None,
            debounce=_LONGEST_MS,
            step=_PAUSE_MS,
            rust_timeout=int(_LOOK_EVERY * 1000),
            yield_on_timeout=True,
            stop_event=self._ended,
            force_polling=False,
            ignore_permission_denied=True,
        ):
            self._failures = 0
            self._take_events({path for _, path in batch if self._is_ours(path)})
            self._look_when_due()
            if find_roots(self._places) != roots:
                self._look()
                return

    def _take_events(self, paths: set[str]) -> None:
        folders = {path for path in paths if os.path.isdir(path)}
        strange = bool(
            folders
        )  # one that came may have files in it already, of which nothing is told
        for path in paths - folders:
            state = look_at(path)
            if state is not None:
                self._known[path] = state
            elif self._known.pop(path, None) is None:
                strange = strange or any(known.startswith(path + os.sep) for known in self._known)
        self._tell(paths - folders)
        if strange:
            self._look()

    def _look_when_due(self) -> None:
        every, share = (_LOOK_EVERY, _LOOK_SHARE) if self.has_events else (_POLL_EVERY, _POLL_SHARE)
        if time.monotonic() - self._looked_at >= max(every, share * self._look_seconds):
            self._look()

    def _look(self) -> None:
        start = time.monotonic()
        states = list_states(map(Path, self._places))
        changed = compare_states(self._known, states)
        self._known = states
        self._looked_at = time.monotonic()
        self._look_seconds = self._looked_at - start
        self._tell(changed)

    def _tell(self, changed: set[str]) -> None:
        if changed:
            with self._news:
                self._changed |= changed
                self._news.notify_all()

    def _is_ours(self, path: str) -> bool:
        for place in self._places:
            if path == place:
                return True
            if path.startswith(place + os.sep):
                return all(map(is_content, path[len(place) + 1 :].split(os.sep)))
        return False


def find_roots(places: Sequence[str]) -> dict[str, int]:
    """The folders that are there to be watched with all that is in them, with their numbers, which show whether
    they are still the same: a folder itself; for a file, also one that is not there yet, its folder."""
    folders = {os.path.dirname(place) if os.path.splitext(place)[1] else place for place in places}
    outer = [
        folder
        for folder in sorted(folders)
        if not any(folder.startswith(other + os.sep) for other in folders)
    ]
    return {folder: state[2] for folder in outer if (state := look_at(folder))}
