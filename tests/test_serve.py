"""The preview: the published files and nothing else, to this machine only, reloaded after a rebuild."""

from __future__ import annotations

import http.client
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from trees import read_tree, write_tree

from sourceline.serve import find_file, inject_script, list_states, watch_files

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).resolve().parent.parent


def find_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@pytest.fixture
def port(site: Path) -> Iterator[int]:
    """The port at which a preview of the small site answers."""
    number = find_port()
    command = [
        sys.executable,
        str(ROOT / "build.py"),
        "serve",
        "-C",
        str(site),
        "--port",
        str(number),
    ]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        assert process.stdout is not None
        for line in process.stdout:
            if line.startswith("Serving"):
                break
        wait_until(lambda: ask(number, "/")[0] == 200)
        yield number
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=20) == 0


def wait_until(happens: object, seconds: float = 30) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            if callable(happens) and happens():
                return
        except OSError:
            pass
        time.sleep(0.05)
    pytest.fail("it did not happen in time")


def ask(
    port: int, path: str, host: str | None = None, method: str = "GET"
) -> tuple[int, dict[str, str], bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.putrequest(method, path, skip_host=True)
        connection.putheader("Host", host or f"127.0.0.1:{port}")
        connection.endheaders()
        answer = connection.getresponse()
        return answer.status, dict(answer.getheaders()), answer.read()
    finally:
        connection.close()


def test_pages(port: int, site: Path) -> None:
    """Pages come as they are published, plus the reload script; other files come unchanged."""
    status, headers, body = ask(port, "/")
    assert (status, headers["Content-Type"]) == (200, "text/html; charset=utf-8")
    assert body == inject_script((site / "public" / "index.html").read_bytes())
    assert (headers["Cache-Control"], headers["X-Content-Type-Options"]) == ("no-store", "nosniff")
    (style,) = (site / "public").glob("assets/theme.*.css")
    assert ask(port, f"/assets/{style.name}")[2] == style.read_bytes()
    status, headers, _ = ask(port, "/about")
    assert (status, headers["Location"]) == (302, "/about/")
    assert ask(port, "/about/", method="HEAD")[::2] == (200, b"")
    assert ask(port, "/nothing/here/")[::2] == (
        404,
        inject_script((site / "public" / "404.html").read_bytes()),
    )
    assert ask(port, "/", method="POST")[0] == 405


@pytest.mark.parametrize(
    "path",
    [
        "/../content/sources/tide.txt",
        "/%2e%2e/content/sources/tide.txt",
        "/..%2fcontent/sources/tide.txt",
        "//etc/passwd",
        "/%00",
        "/.sourceline-site",
        "/assets/../../content/sources/tide.txt",
        "/link.txt",
    ],
)
def test_nothing_else(path: str, port: int, site: Path) -> None:
    """No path leads out of the published folder, to a dotfile or through a link."""
    (site / "public" / "link.txt").symlink_to(site / "content" / "sources" / "tide.txt")
    assert ask(port, path)[0] in {400, 404}


@pytest.mark.parametrize(
    "host",
    ["evil.example", "evil.example:{port}", "127.0.0.1.evil.example:{port}", "0.0.0.0:{port}"],
)
def test_foreign_host(host: str, port: int) -> None:
    """A page that reaches this server under another name reads nothing."""
    status, _, body = ask(port, "/", host=host.format(port=port))
    assert (status, b"Northwind" in body) == (403, False)


def test_open_page_follows_the_content(port: int, site: Path, browser: Browser) -> None:
    """A saved change shows in the open page by itself; broken content keeps the last good page."""
    from playwright.sync_api import expect  # noqa: PLC0415 - only for tests that look at pages

    page = browser.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    said: list[str] = []
    page.on(
        "websocket", lambda socket: socket.on("framesent", lambda frame: said.append(str(frame)))
    )
    page.goto(f"http://127.0.0.1:{port}/")
    while not any('"info"' in frame for frame in said):  # the last word of the handshake
        page.wait_for_timeout(50)
    write_tree(site, {"content/site.yaml": "title: [broken\n"})
    page.wait_for_timeout(1000)
    assert ask(port, "/")[0] == 200
    write_tree(site, {"content/site.yaml": "title: The tide book\n"})
    expect(page).to_have_title(re.compile("The tide book"), timeout=30_000)
    assert faults == []
    page.close()


def test_desk(port: int, site: Path, browser: Browser) -> None:
    """The desk stands in the preview alone, and follows the content, broken or not, by itself."""
    from playwright.sync_api import expect  # noqa: PLC0415 - only for tests that look at pages

    page = browser.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(f"http://127.0.0.1:{port}/desk/")
    expect(page.locator("#single-source")).to_be_visible()
    expect(page.locator("pre").first).to_have_text("reviewed: true")
    background = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    page.emulate_media(color_scheme="dark")
    dark = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    assert background != dark
    write_tree(site, {"content/events/x.yaml": "titel: A\n"})
    expect(page.locator("#unknown-key")).to_be_visible(timeout=30_000)
    expect(page.locator("#single-source")).to_have_count(0)
    note = "reviewed: true\n"
    write_tree(site, {"content/events/ada-fenwick-departure.yaml": note})
    (site / "content/events/x.yaml").unlink()
    expect(page.locator("#single-source + ol")).to_contain_text(
        "1 event rests on this source alone", timeout=30_000
    )
    assert faults == []
    page.close()
    published = read_tree(site / "public")
    assert [path for path in published if "desk" in path] == []
    assert [path for path, data in published.items() if b"desk/" in data] == []


def test_port_in_use(site: Path) -> None:
    """A port that is taken is a wrong call, and the message names another."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        number = taken.getsockname()[1]
        command = [
            sys.executable,
            str(ROOT / "build.py"),
            "serve",
            "-C",
            str(site),
            "--port",
            str(number),
        ]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr.endswith(
        f"error: Port {number} is in use.\n    Name another one, as in --port {number + 1}.\n"
    )


def test_every_save_is_seen(tmp_path: Path) -> None:
    """A save while a rebuild runs brings one more rebuild; the last one sees the last state."""
    file = tmp_path / "a.txt"
    file.write_text("0")
    seen: list[str] = []
    reloads: list[int] = []
    stop = threading.Event()

    def rebuild() -> bool:
        text = file.read_text()
        time.sleep(0.3)
        seen.append(text)
        return True

    watch = threading.Thread(
        target=watch_files, args=((tmp_path,), rebuild, lambda: reloads.append(1), stop)
    )
    watch.start()
    for number in range(1, 8):
        time.sleep(0.15)
        new = tmp_path / "new"
        new.write_text(str(number))
        new.rename(file)  # as editors save
    wait_until(lambda: seen and seen[-1] == "7")
    stop.set()
    watch.join()
    assert len(reloads) == len(seen)


def test_states(tmp_path: Path) -> None:
    """Files below the watched places count, and a place that is not there yet does not disturb."""
    write_tree(tmp_path, {"a/b/c.txt": "1", "d.yaml": "2"})
    states = list_states([tmp_path / "a", tmp_path / "d.yaml", tmp_path / "none"])
    assert sorted(states) == [str(tmp_path / "a/b/c.txt"), str(tmp_path / "d.yaml")]


def test_find_file(tmp_path: Path) -> None:
    """A folder's page is its index.html; what is no regular file below the folder is not found."""
    write_tree(
        tmp_path, {"site/index.html": "", "site/a/index.html": "", "site/.hidden": "", "secret": ""}
    )
    root = tmp_path / "site"
    (root / "out").symlink_to(tmp_path / "secret")
    found = {
        path: find_file(root, path)
        for path in ("", "a/", "a", ".hidden", "out", "../secret", "a\0", "none")
    }
    assert {path: file for path, file in found.items() if file} == {
        "": root / "index.html",
        "a/": root / "a/index.html",
    }
