"""The preview's server: the site's files and nothing else, to this machine's own pages only."""

from __future__ import annotations

import base64
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from previews import (
    ROOT,
    ask,
    find_port,
    run_preview,
    send_bytes,
    serve_command,
    show_folder,
    show_site,
    wait_until,
)
from trees import write_tree

PAGES = {
    "index.html": "<title>Home</title></head><body>Home",
    "about/index.html": "<head></head><body>About",
    "404.html": "<head></HEAD >Not there",
    "a.css": "a {}",
    "pictures/a b.png": "",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of pages, with things in and beside it that are none."""
    top = tmp_path_factory.mktemp("served")
    write_tree(
        top, {**{f"site/{path}": text for path, text in PAGES.items()}, "secret.txt": "SECRET"}
    )
    write_tree(
        top, {"site/.hidden": "SECRET", "site/.git/config": "SECRET", "site/empty/x.txt": "x"}
    )
    (top / "site/link.txt").symlink_to(top / "secret.txt")
    (top / "site/out").symlink_to(top)
    return top / "site"


@pytest.fixture(scope="module")
def port(folder: Path) -> Iterator[int]:
    """The port at which the folder is shown."""
    with show_folder(folder) as number:
        yield number


def strip_script(page: bytes) -> bytes:
    return re.sub(
        rb'<script src="/livereload/preview.js" data-state="[0-9a-f.]+" defer></script>', b"", page
    )


def test_pages(port: int) -> None:
    """Pages come with the preview's script, other files as they are, a folder by its index.html."""
    status, headers, body = ask(port, "/")
    assert (status, headers["Content-Type"]) == (200, "text/html; charset=utf-8")
    assert strip_script(body) == PAGES["index.html"].encode() != body
    assert (headers["Cache-Control"], headers["X-Content-Type-Options"]) == ("no-cache", "nosniff")
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "Server" not in headers
    assert ask(port, "/a.css")[2] == b"a {}"
    assert ask(port, "/a.css?v=1")[1]["Content-Type"] == "text/css; charset=utf-8"
    assert ask(port, "/pictures/a%20b.png")[1]["Content-Type"] == "image/png"
    assert strip_script(ask(port, "/about/")[2]) == PAGES["about/index.html"].encode()
    assert ask(port, "/about/", method="HEAD")[::2] == (200, b"")


def test_what_is_not_there(port: int) -> None:
    """The site's own page for it comes with status 404; a folder without the slash at its end leads to it with."""
    status, _, body = ask(port, "/nothing/here/")
    assert (status, strip_script(body)) == (404, PAGES["404.html"].encode())
    status, headers, _ = ask(port, "/about")
    assert (status, headers["Location"]) == (302, "/about/")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "ODD"])
def test_other_methods(method: str, port: int) -> None:
    """Nothing but GET and HEAD is done, nor allowed to others."""
    status, headers, _ = ask(port, "/", method=method, Origin=f"http://127.0.0.1:{port}")
    assert (status, headers["Allow"]) == (405, "GET, HEAD")
    assert [name for name in headers if name.startswith("Access-Control")] == []


@pytest.mark.parametrize(
    "path",
    [
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/..%5csecret.txt",
        "/about/../../secret.txt",
        "/out/secret.txt",
        "/link.txt",
        "//etc/passwd",
        "/%00",
        "/.hidden",
        "/.git/config",
        "/empty/",
        "/empty",
        "/%ff",
        "//evil.example/%2f..",
        "/\\evil.example",
        "/%0d%0aX-Odd:%201",
    ],
)
def test_nothing_else(path: str, port: int) -> None:
    """No path leads out of the folder, to a dotfile, through a link, to a list of files or to another host."""
    answer = send_bytes(port, f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n".encode())
    assert answer.startswith((b"HTTP/1.1 404 ", b"HTTP/1.1 400 "))
    assert re.findall(rb"SECRET|root:|x\.txt|evil|X-Odd", answer) == []


@pytest.mark.parametrize(
    "head",
    [
        "GET / HTTP/1.1\r\nHost: evil.example",
        "GET / HTTP/1.1\r\nHost: evil.example:{port}",
        "GET / HTTP/1.1\r\nHost: 127.0.0.1.evil.example:{port}",
        "GET / HTTP/1.1\r\nHost: 0.0.0.0:{port}",
        "GET / HTTP/1.1\r\nHost: 127.0.0.1",
        "GET / HTTP/1.1\r\nHost: ",
        "GET / HTTP/1.1",
        "GET / HTTP/1.0",
        "GET / HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nHost: evil.example",
        "GET http://evil.example/ HTTP/1.1\r\nHost: 127.0.0.1:{port}",
        "GET / HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nOrigin: http://evil.example",
        "GET / HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nOrigin: null",
    ],
)
def test_strangers(head: str, port: int) -> None:
    """Whoever calls this server by another name, or from another's page, reads nothing."""
    answer = send_bytes(port, (head.format(port=port) + "\r\n\r\n").encode())
    assert re.match(rb"HTTP/1\.1 40[03] ", answer)
    assert b"Home" not in answer


@pytest.mark.parametrize(
    ("host", "origin", "status"),
    [
        ("127.0.0.1:{port}", "http://127.0.0.1:{port}", b"101"),
        ("localhost:{port}", "http://localhost:{port}", b"101"),
        ("127.0.0.1:{port}", "http://evil.example", b"403"),
        ("127.0.0.1:{port}", "null", b"403"),
        ("evil.example:{port}", "http://evil.example:{port}", b"403"),
        ("evil.example:{port}", "http://127.0.0.1:{port}", b"403"),
    ],
)
def test_socket(host: str, origin: str, status: bytes, port: int) -> None:
    """The reload socket opens for pages that were served here, and to no other."""
    key = base64.b64encode(b"0123456789abcdef").decode()
    head = (
        f"GET /livereload HTTP/1.1\r\nHost: {host}\r\nOrigin: {origin}\r\nUpgrade: websocket\r\n"
        f"Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {key}\r\n\r\n"
    )
    answer = send_bytes(port, head.format(port=port).encode())
    assert answer.split()[1] == status
    assert b"Server:" not in answer


def test_limits(port: int) -> None:
    """A head or a body beyond any need is refused, and 200 silent connections keep nobody out."""
    long = send_bytes(port, b"GET / HTTP/1.1\r\nX: " + b"x" * 100_000)
    body = send_bytes(
        port,
        f"GET / HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Length: 99999999\r\n\r\n".encode(),
    )
    assert (long[:13], body[:13]) in {(b"", b"HTTP/1.1 400 "), (b"HTTP/1.1 400 ", b"HTTP/1.1 400 ")}
    silent = [socket.create_connection(("127.0.0.1", port)) for _ in range(200)]
    for connection in silent:
        connection.sendall(b"GET / HTTP/1.1\r\nHost: ")
    assert ask(port, "/")[0] == 200
    for connection in silent:
        connection.close()


def test_bare_page(tmp_path: Path) -> None:
    """Before there is a site, a page of the preview's own says so, and has the script."""
    number = find_port()
    (tmp_path / "index.html").write_text("broken: <b>not</b> yet\n")
    with run_preview(str(ROOT / "tests/previews.py"), str(tmp_path), str(number)) as process:
        assert process.poll() is None
        wait_until(lambda: ask(number, "/")[0] in {404, 503})
        _, headers, body = ask(number, "/")
        assert headers["Content-Type"] == "text/html; charset=utf-8"
        assert b"<h1>No page here yet</h1>" in body
        assert b'<script src="/livereload/preview.js"' in body


# --- the command -------------------------------------------------------------------------------


def test_real_site(site: Path) -> None:
    """The pages of a real site are shown, and its desk; nothing of the preview is published."""
    with show_site(site) as number:
        assert b"Northwind" in ask(number, "/")[2]
        wait_until(lambda: b"single-source" in ask(number, "/desk/")[2])
        assert ask(number, "/livereload/preview.css")[0] == 200
    published = [path for path in (site / "public").rglob("*") if path.is_file()]
    assert [path for path in published if b"/livereload" in path.read_bytes()] == []


def test_port_in_use(site: Path) -> None:
    """A port that is taken and was asked for is a wrong call, and the message names another."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        number = taken.getsockname()[1]
        command = [sys.executable, *serve_command(site, "--port", str(number))]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr.endswith(
        f"error: Port {number} is in use.\n    Name another one, as in --port {number + 1}.\n"
    )


def test_next_port_and_browser(site: Path, tmp_path: Path) -> None:
    """Without --port a taken one is passed over, which is said; --open opens what is shown."""
    opened = tmp_path / "opened"
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\necho "$1" > {opened}\n')
    browser.chmod(0o755)
    with socket.socket() as taken:
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        with suppress(OSError):  # taken already, which is as good
            taken.bind(("127.0.0.1", 8000))
            taken.listen()
        with run_preview(*serve_command(site, "--open"), BROWSER=str(browser)) as process:
            assert process.stdout is not None
            said = [process.stdout.readline(), process.stdout.readline()]
            number = re.findall(r"preview is at (\d+)", said[0])[0]
            wait_until(lambda: opened.exists() and opened.read_text().strip())
            wait_until(lambda: ask(int(number), "/")[0] in {200, 503})
    assert said == [
        f"Port 8000 is in use; this preview is at {number}.\n",
        f"Serving http://127.0.0.1:{number}/ (Ctrl-C stops)\n",
    ]
    assert opened.read_text() == f"http://127.0.0.1:{number}/\n"


def test_host(site: Path) -> None:
    """To listen for others is warned of in plain words; they are answered by number, not by a stranger's name."""
    number = find_port()
    everywhere = "0.0.0.0"  # noqa: S104 - it is warned of
    command = serve_command(site, "--port", str(number), "--host", everywhere)
    with run_preview(*command) as process:
        assert process.stdout is not None
        said = [process.stdout.readline() for _ in range(3)]
        assert ask(number, "/", host=f"192.0.2.1:{number}")[0] in {200, 503}
        assert ask(number, "/", host=f"evil.example:{number}")[0] == 403
    assert said[0].startswith(
        "warning: Everybody who can reach this machine at 0.0.0.0 can read this preview"
    )
    assert said[2] == f"Serving http://127.0.0.1:{number}/ (Ctrl-C stops)\n"


def test_stop_while_reading(site: Path) -> None:
    """Ctrl-C ends at once, also while many sources are read."""
    text = (site / "content/sources/tide.txt").read_text()
    write_tree(
        site, {f"content/sources/{n}.txt": f"{text}\nNumber {n}.\n" * 20 for n in range(200)}
    )
    number = find_port()
    with run_preview(*serve_command(site, "--port", str(number))) as process:
        assert process.stdout is not None
        wait_until(lambda: ask(number, "/")[0] == 503)
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=20) == 0
    assert not (site / "public").exists()
