"""A published site behind a plain server, asked by many readers at once, for scale.

Each answer of Python's http.server is held against its file. Where nginx and wrk are installed, they tell what a server
made for it gives; that counts answers, without reading them.
"""

from __future__ import annotations

import asyncio
import json
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from getpass import getuser
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
NGINX = """
daemon off; user {owner}; pid {folder}/nginx.pid; error_log stderr; worker_processes 1;
events {{ worker_connections 256; }}
http {{
  access_log off;
  client_body_temp_path {folder}/n1; proxy_temp_path {folder}/n2; fastcgi_temp_path {folder}/n3;
  uwsgi_temp_path {folder}/n4; scgi_temp_path {folder}/n5;
  server {{ listen 127.0.0.1:{port}; root {public}; }}
}}
"""
ASK = """
local paths = {{ {paths} }}
local number = 0
function request()
  number = number + 7919
  return wrk.format("GET", paths[number % #paths + 1])
end
"""


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
        return [_check_answers(public, files, requests), *_count_answers(site, public, files)]


def _check_answers(public: Path, files: dict[str, bytes], requests: int) -> Row:
    port = find_port()
    command = [sys.executable, "-m", "http.server", str(port), "--bind", "127.0.0.1"]
    with _serve(port, *command, "--directory", str(public)):
        times, wrong, took = asyncio.run(_ask_all(port, files, requests))
    times.sort()
    middle, worst = (1000 * times[int(len(times) * share)] for share in (0.5, 0.99))
    return Row(
        f"a site of {len(files)} files behind Python's http.server, {READERS} readers at once: wrong answers",
        requests,
        wrong,
        f"{requests / took:,.0f} a second; {middle:.0f} ms median, {worst:.0f} ms for 99 %",
    )


def _count_answers(site: Path, public: Path, paths: Iterable[str]) -> Iterator[Row]:
    """With wrk, where it and nginx are installed."""
    if not (shutil.which("nginx") and shutil.which("wrk")):
        print("load: nginx or wrk is not installed, so that they say nothing")  # noqa: T201 - a long run says what it leaves out
        return
    port = find_port()
    settings, script = site / "nginx.conf", site / "ask.lua"
    settings.write_text(
        NGINX.format(owner=getuser(), folder=site, port=port, public=public), encoding="utf-8"
    )
    script.write_text(ASK.format(paths=json.dumps([*paths])[1:-1]), encoding="utf-8")
    address = f"http://127.0.0.1:{port}"
    with _serve(port, "nginx", "-e", "stderr", "-p", str(site), "-c", str(settings)):
        command = ["wrk", "-t2", f"-c{READERS}", "-d60s", "--latency", "-s", str(script), address]
        told = subprocess.run(command, capture_output=True, text=True, check=True).stdout  # noqa: S603 - the same
    asked = int(_find(r"(\d+) requests in", told))
    errors = re.search(r"connect (\d+), read (\d+), write (\d+), timeout (\d+)", told)
    wrong = int(_find(r"responses: (\d+)", told, "0")) + sum(
        map(int, errors.groups() if errors else ())
    )
    yield Row(
        f"the same behind nginx, asked by wrk over {READERS} connections for a minute: no answer, or another than 200",
        asked,
        wrong,
        f"{float(_find(r'Requests/sec: +([0-9.]+)', told)):,.0f} a second; "
        f"{_find(r'50% +([0-9.a-z]+)', told)} median, {_find(r'99% +([0-9.a-z]+)', told)} for 99 %",
    )


def _find(pattern: str, told: str, default: str = "") -> str:
    found = re.search(pattern, told)
    return found[1] if found else default


@contextmanager
def _serve(port: int, *command: str) -> Iterator[None]:
    """Let a server run that shows the site at a port."""
    with subprocess.Popen(  # noqa: S603 - our own commands
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as server:
        try:
            wait_until(lambda: ask(port, "/index.html")[0] == 200)
            yield
        finally:
            server.terminate()


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
