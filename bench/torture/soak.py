"""The preview through thousands of saves: whether it keeps memory, files, threads or processes for itself."""

from __future__ import annotations

import random
import tempfile
import time
from pathlib import Path
from statistics import linear_regression, median
from typing import NamedTuple

from edits import write_article
from previews import ask, find_port, run_preview, serve_command, wait_until
from trees import write_tree

from bench.torture.options import Options
from bench.torture.row import Row

REBUILDS = 10_000
WARM = 0.2
"""Share of the saves after which it must have all that it ever needs."""
GROWTH = 0.05
"""Of the memory, from then to the end, that is still called flat."""
PAGES = 20


class Sample(NamedTuple):
    """What a process has."""

    memory: int
    """Bytes, resident."""
    files: int
    threads: int
    children: int


def run(options: Options) -> list[Row]:
    """Save after save, each until the page shows it."""
    rebuilds = max(200, options.scale(REBUILDS))
    with tempfile.TemporaryDirectory(prefix="torture-") as place:
        site, log = Path(place) / "site", Path(place) / "log"
        _make_site(site)
        port = find_port()
        with run_preview(*serve_command(site, "--port", str(port)), log=log) as process:
            wait_until(lambda: ask(port, "/")[0] == 200, seconds=300)
            samples, late = _save_often(site, port, process.pid, rebuilds)
    return _judge(samples, late, rebuilds)


def _make_site(site: Path) -> None:
    chance = random.Random(5)  # noqa: S311 - chance from a seed, no secret
    write_tree(
        site,
        {
            "content/site.yaml": "title: Soak\nengine: fast\nurl: https://soak.example/\n",
            **{f"content/sources/s{n}.txt": write_article(chance) for n in range(10)},
            **{f"content/events/e{n}.yaml": _write_event(n, 0) for n in range(PAGES)},
        },
    )


def _write_event(number: int, save: int, title: str = "A party") -> str:
    return f"title: {title} {number}\ndate: 2031-05-07\ntext: The mark is m{save}m.\n"


def _save_often(site: Path, port: int, pid: int, rebuilds: int) -> tuple[list[Sample], int]:
    """Samples of the process after every fiftieth save, and how many saves never came to the page."""
    samples, late = [], 0
    for save in range(1, rebuilds + 1):
        number = save % PAGES
        _save_other(site, save)
        path = site / f"content/events/e{number}.yaml"
        title = f"A party of {save}" if save % 10 == 0 else "A party"
        path.write_text(_write_event(number, save, title), encoding="utf-8")
        late += not _shows(port, f"/events/e{number}/", f"m{save}m")
        if save % 50 == 0:
            samples.append(take_sample(pid))
        if save % 1000 == 0:
            print(f"soak: {save:,} of {rebuilds:,} saves, {samples[-1]}", flush=True)  # noqa: T201 - a long run says how far it is
    return samples, late


def _save_other(site: Path, save: int) -> None:
    """Now and then something else is saved first: a source, broken content, a style, a template."""
    if save % 25 == 1:
        text = f"date 2031-05-06 Ada Fenwick joined Northwind Tide in March {2000 + save % 90}.\n"
        (site / "content/sources/s1.txt").write_text(text, encoding="utf-8")
    elif save % 25 == 2:
        (site / f"content/events/e{save % PAGES}.yaml").write_text("title: [", encoding="utf-8")
        time.sleep(0.2)
    elif save % 100 == 3:
        text = '{% extends "theme/404.html" %}\n{# ' + str(save) + " #}\n"
        write_tree(site, {"templates/404.html": text})
    elif save % 100 == 4:
        write_tree(site, {"static/own.css": f"h1 {{ order: {save} }}\n"})


def _shows(port: int, path: str, mark: str) -> bool:
    deadline = time.monotonic() + 30
    while True:
        status, _, body = ask(port, path)
        if status == 200 and mark.encode() in body:
            return True
        if time.monotonic() > deadline:
            return False
        time.sleep(0.01)


def take_sample(pid: int) -> Sample:
    """What the process has now (Linux)."""
    folder = Path("/proc") / str(pid)
    status = dict(
        line.split(":", 1) for line in (folder / "status").read_text("utf-8").splitlines()
    )
    children = (folder / f"task/{pid}/children").read_text("utf-8").split()
    return Sample(
        memory=int(status["VmRSS"].split()[0]) * 1024,
        files=len(list((folder / "fd").iterdir())),
        threads=int(status["Threads"]),
        children=len(children),
    )


def _judge(samples: list[Sample], late: int, rebuilds: int) -> list[Row]:
    warm = samples[int(len(samples) * WARM) :]
    slope = linear_regression(range(len(warm)), [sample.memory for sample in warm]).slope
    begin, end = (median(sample.memory for sample in part) for part in (warm[:5], warm[-5:]))
    leaks = {
        name: max(getattr(s, name) for s in warm[-5:]) - max(getattr(s, name) for s in warm[:5])
        for name in ("files", "threads", "children")
    }
    grown = [f"{name} +{number}" for name, number in leaks.items() if number > 0]
    return [
        Row("saves that the preview brought to the page: never came", rebuilds, late),
        Row(
            f"the preview's memory grows by more than {GROWTH:.0%} after the first {WARM:.0%} of the saves",
            rebuilds,
            int(end > begin * (1 + GROWTH)),
            f"{begin / 1e6:.1f} MB, then {end / 1e6:.1f} MB; {slope * 20 / 1e3:+.1f} kB in 1,000 saves",
        ),
        Row(
            "files, threads or processes that it keeps open",
            rebuilds,
            len(grown),
            ", ".join(grown)
            or f"{warm[-1].files} files, {warm[-1].threads} threads, {warm[-1].children} processes",
        ),
    ]
