"""A published site behind a plain server, asked by many readers at once, for scale."""

from __future__ import annotations

import asyncio
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from edits import write_article
from previews import ask, find_port, wait_until
from trees import write_tree

from bench.torture.options import Options
from bench.torture.row import Row
from sourceline.pipeline import build_site

READERS = 32
REQUESTS = 100_000
ARTICLES = 40


def run(options: Options) -> list[Row]:
    """Each answer must be the bytes of the file."""
    requests = max(1_000, options.scale(REQUESTS))
    with tempfile.TemporaryDirectory(prefix="torture-") as place:
        site = Path(place)
        chance = random.Random(9)  # noqa: S311 - chance from a seed, no secret
        sources = {f"content/sources/s{n}.txt": write_article(chance) for n in range(ARTICLES)}
        write_tree(site, {"content/site.yaml": "title: Load\nengine: fast\n", **sources})
        build_site(site, site / "public", jobs=None)
        public = site / "public"
        files = {
            f"/{file.relative_to(public).as_posix()}": file.read_bytes()
            for file in sorted(public.rglob("*"))
            if file.is_file() and not file.name.startswith(".")
        }
        port = find_port()
        command = [sys.executable, "-m", "http.server", str(port), "--bind", "127.0.0.1"]
        with subprocess.Popen(  # noqa: S603 - our own Python
            [*command, "--directory", str(public)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        ) as server:
            try:
                wait_until(lambda: ask(port, "/index.html")[0] == 200)
                times, wrong, took = asyncio.run(_ask_all(port, files, requests))
            finally:
                server.terminate()
    times.sort()
    middle, worst = (1000 * times[int(len(times) * share)] for share in (0.5, 0.99))
    return [
        Row(
            f"a site of {len(files)} files behind Python's http.server, {READERS} readers at once: wrong answers",
            requests,
            wrong,
            f"{requests / took:,.0f} a second; {middle:.0f} ms median, {worst:.0f} ms for 99 %",
        )
    ]


async def _ask_all(
    port: int, files: dict[str, bytes], requests: int
) -> tuple[list[float], int, float]:
    """Seconds of each answer, how many were wrong, and seconds in all."""
    paths = list(files)
    times: list[float] = []
    wrong = 0

    async def read(numbers: Sequence[int]) -> None:
        nonlocal wrong
        for number in numbers:
            path = paths[number * 7919 % len(paths)]
            begun = time.monotonic()
            good = await _ask(port, path) == files[path]
            times.append(time.monotonic() - begun)
            wrong += not good

    begun = time.monotonic()
    await asyncio.gather(*(read(range(n, requests, READERS)) for n in range(READERS)))
    return times, wrong, time.monotonic() - begun


async def _ask(port: int, path: str) -> bytes | None:
    """The body of the answer; None where there is none, or it is not 200."""
    try:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
    except OSError:
        return None
    try:
        writer.write(f"GET {path} HTTP/1.0\r\nHost: 127.0.0.1:{port}\r\n\r\n".encode())
        head, _, body = (await reader.read(-1)).partition(b"\r\n\r\n")
        return body if head.split(b" ", 2)[1:2] == [b"200"] else None
    except OSError:
        return None
    finally:
        writer.close()
