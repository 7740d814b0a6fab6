"""Save → renewed site: in order, without losing one, whatever goes wrong."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest
from previews import wait_until

from sourceline.errors import ContentError, Position, Problem, UsageError
from sourceline.outcome import Outcome
from sourceline.serve import renewal
from sourceline.serve.renewal import renew_site
from sourceline.serve.site import Progress
from sourceline.serve.watch import Watch
from sourceline.serve.work import say_work

PROBLEM = Problem(Position("content/a.yaml", 1, 1), "odd", "It is odd.", "Make it even.")


class Made:
    """A site that is made as a test says, and remembers of what."""

    def __init__(self, make: Callable[[frozenset[str]], Outcome]) -> None:
        self._make = make
        self.taken: list[frozenset[str]] = []

    def read(self, path: str) -> bytes | None:
        return path.encode()

    def refresh(self, changed: frozenset[str], progress: Progress) -> Outcome:
        progress("sources", 1, 1, "a")
        self.taken.append(frozenset(Path(path).name for path in changed))
        return self._make(changed)


@contextmanager
def renew_folder(site: Made, folder: Path) -> Iterator[list[Outcome]]:
    """What has become of the saves in a folder, until the watch has ended."""
    watch = Watch([folder])
    outcomes: list[Outcome] = []

    def renew() -> None:
        for outcome in renew_site(site, watch, lambda *_: None):
            outcomes.append(outcome)  # noqa: PERF402 - seen by the test while it goes on

    threads = [threading.Thread(target=target) for target in (watch.run, renew)]
    for thread in threads:
        thread.start()
    try:
        yield outcomes
    finally:
        watch.end()
        for thread in threads:
            thread.join()


def reaches(outcomes: list[Outcome], count: int) -> bool:
    return len(outcomes) == count


def test_every_save_is_seen(tmp_path: Path) -> None:
    """A save while the site is renewed brings one more renewal; the last one sees the last state."""
    file = tmp_path / "a.txt"
    file.write_text("0")
    seen: list[str] = []

    def make(_: frozenset[str]) -> Outcome:
        text = file.read_text()
        time.sleep(0.2)
        seen.append(text)
        return Outcome(changed=True)

    with renew_folder(Made(make), tmp_path) as outcomes:
        for number in range(1, 8):
            time.sleep(0.1)
            new = tmp_path / ".new"
            new.write_text(str(number))
            new.replace(file)
        wait_until(lambda: seen and seen[-1] == "7")
    assert len(outcomes) == len(seen)


def test_problems(tmp_path: Path) -> None:
    """What has changed is told again until it is taken in; errors are problems, also those that are our own."""
    failures: list[Exception] = [
        ContentError([PROBLEM]),
        UsageError("It cannot be.\n    Do it otherwise."),
        ZeroDivisionError("ours"),
    ]

    def make(changed: frozenset[str]) -> Outcome:
        if changed and failures:
            raise failures.pop(0)
        return Outcome(changed=True)

    site = Made(make)
    with renew_folder(site, tmp_path) as outcomes:
        for number in range(4):
            wait_until(partial(reaches, outcomes, number + 1))
            (tmp_path / f"{number}.txt").write_text("")
        wait_until(lambda: len(outcomes) == 5)
        (tmp_path / "last.txt").write_text("")
        wait_until(lambda: len(outcomes) == 6)
    names = [frozenset(f"{n}.txt" for n in range(last)) for last in range(5)]
    assert site.taken == [*names, {"last.txt"}]
    told = [
        [(str(each.position), each.code, each.message) for each in one.problems] for one in outcomes
    ]
    assert told == [
        [],
        [("content/a.yaml:1:1", "odd", "It is odd.")],
        [("preview", "preview-stopped", "It cannot be.")],
        [("preview", "preview-fault", "Sourceline made a mistake; the terminal says where.")],
        [],
        [],
    ]


def test_half_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that is broken only while it is written is no problem."""
    # A busy machine may tell of the second half later than of a save a person waits for.
    monkeypatch.setattr(renewal, "_PATIENCE", 0.9)
    file = tmp_path / "a.txt"
    file.write_text("whole")

    def make(changed: frozenset[str]) -> Outcome:
        if changed and not file.read_text().endswith("whole"):
            file.write_text(
                "now whole"
            )  # the second half, which comes while the first is looked at
            return Outcome(problems=(PROBLEM,))
        return Outcome(changed=True)

    with renew_folder(Made(make), tmp_path) as outcomes:
        wait_until(lambda: len(outcomes) == 1)
        file.write_text("now")
        wait_until(lambda: len(outcomes) == 2)
    assert [outcome.problems for outcome in outcomes] == [(), ()]


def test_work_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """Progress is said in words, not too often, and told in full to who else wants it."""
    now = [10.0, 10.05, 10.2]
    monkeypatch.setattr("time.monotonic", lambda: now.pop(0))
    said: list[str] = []
    told: list[tuple[str, int, int, str]] = []
    progress = say_work(said.append, lambda *given: told.append(given))
    progress("sources", 3, 1200, "tide")
    progress("sources", 4, 1200, "harbour")
    progress("pages", 5, 9, "")
    assert said == ["Reading 3 of 1,200: tide", "Pages 5 of 9"]
    assert told == [
        ("sources", 3, 1200, "tide"),
        ("sources", 4, 1200, "harbour"),
        ("pages", 5, 9, ""),
    ]
