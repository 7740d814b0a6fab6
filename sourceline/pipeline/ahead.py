"""The content that no build has read yet, read by several processes before it is asked for.

They leave what they read where a former build would have left it, so that all goes on as if there had been one.
What they cannot read, they leave to those who ask for it, who say what is wrong.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, suppress
from functools import partial
from importlib import import_module
from itertools import chain
from pathlib import Path

from sourceline.errors import ContentError
from sourceline.ledger import settle, stamp_path
from sourceline.model import EventRecord, ProfileRecord
from sourceline.pipeline.reading import choose_risky, recall_source
from sourceline.processes import limit_jobs, share_work
from sourceline.store.extracted import EXTRACTED, BrokenSealError, recall_extraction
from sourceline.store.files import list_files
from sourceline.store.readings import News, Readings
from sourceline.store.records import EVENTS, PROFILES, recall_record
from sourceline.store.sources import SOURCES, list_sources

BATCH = 50
"""Files that a worker takes at once: some 15 ms of work."""
SHARE = 300
"""Files that are worth a worker: to take over what it read takes a fifth of the time that reading does."""
_ROOMS = (
    *("sourceline.weave.weaving", "sourceline.check.desk", "sourceline.publish.site", "jinja2"),
    *("sourceline.render.renderer", "sourceline.site.pages", "sourceline.site.plan"),
    *("sourceline.site.state", "sourceline.site.assets", "sourceline.weave"),
)
"""What is loaded later in any case, each in some 20 ms."""


def read_ahead(root: Path, readings: Readings, jobs: int | None) -> None:
    """Let as many processes as pay, and no more than `jobs`, read the files that `readings` knows nothing of."""
    paths = [path for path in _list_paths(root) if path not in readings]
    risky = choose_risky(root, (path for path in paths if path.startswith(f"{SOURCES}/")))
    paths = [path for path in paths if path not in risky]
    jobs = limit_jobs(len(paths) // SHARE, jobs)
    if jobs == 1:
        return
    # Each batch has some of every kind. One is read here: what is made for the first file of a kind need not be
    # made by each worker.
    count = len(paths) // BATCH
    read = partial(_read_batch, root, readings)
    first, *others = (paths[n::count] for n in range(count))
    own = read(first)
    with closing(share_work(read, others, jobs)) as results, suppress(OSError):
        readings.add(chain((own,), _load_meanwhile(results)))


def _load_meanwhile(results: Iterable[News]) -> Iterator[News]:
    """While others read, this process loads what the build needs next, a room for each batch that comes in."""
    rooms = iter(_ROOMS)
    for news in results:
        yield news
        room = next(rooms, None)
        if room is not None:
            import_module(room)


def _list_paths(root: Path) -> Iterator[str]:
    for folder in (EVENTS, PROFILES, EXTRACTED):
        yield from list_files(root, folder)[0]
    yield from list_sources(root)[0]


def _read_batch(root: Path, readings: Readings, paths: Sequence[str]) -> News:
    begun = time.time_ns()
    stamps = {path: settle(stamp_path(f"{root}/{path}"), begun) for path in paths}
    for path in paths:
        with suppress(ContentError, BrokenSealError):
            _read_file(root, readings, path)
    return readings.take_news(stamps)


def _read_file(root: Path, readings: Readings, path: str) -> None:
    if path.startswith(f"{SOURCES}/"):
        recall_source(root, path, readings)
    elif path.startswith(f"{EXTRACTED}/"):
        recall_extraction(Path(path).stem, readings.hash_file(path), readings)
    else:
        recall_record(
            path, EventRecord if path.startswith(f"{EVENTS}/") else ProfileRecord, readings
        )
