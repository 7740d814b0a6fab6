"""From a request's target to a path of the site, and from a name to whom it belongs."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from trees import write_tree

from sourceline.serve.folder import read_file
from sourceline.serve.hosts import Hosts, is_local
from sourceline.serve.pages import inject_script
from sourceline.serve.paths import name_kind, read_path


@pytest.mark.parametrize(
    ("target", "path"),
    [
        ("/", "index.html"),
        ("/?q=/../x", "index.html"),
        ("/a", "a"),
        ("/a/", "a/index.html"),
        ("/a/b.css?v=1#x", "a/b.css"),
        ("/%C3%A9t%C3%A9/", "été/index.html"),
        ("/a%20b", "a b"),
        ("", None),
        ("a", None),
        ("http://evil.example/", None),
        ("//evil.example", None),
        ("/a//b", None),
        ("/../a", None),
        ("/a/%2e%2e/b", None),
        ("/%2e%2e%2fa", None),
        ("/./a", None),
        ("/.a", None),
        ("/a/.b/c", None),
        ("/\\a", None),
        ("/%5ca", None),
        ("/%00", None),
        ("/%0a", None),
        ("/%ff", None),
        ("/%252e%252e/a", "%2e%2e/a"),
    ],
)
def test_targets(target: str, path: str | None) -> None:
    """A target names a file of a site, a folder's being its index.html, or nothing."""
    assert read_path(target) == path


@given(st.text(alphabet=st.sampled_from("/.%25ecfa0\\?#\x00é"), max_size=24))
def test_any_target(target: str) -> None:
    """No target leads up, to a dotfile or to the root of the disk."""
    path = read_path(f"/{target}")
    if path is not None:
        parts = path.split("/")
        assert [part for part in parts if part == "" or part.startswith(".")] == []


def test_kinds() -> None:
    """Kinds of files are the same on every machine; what is text says that it is UTF-8."""
    names = (
        "a.html",
        "a.css",
        "a.js",
        "a.json",
        "feed.xml",
        "a.svg",
        "a.png",
        "a.woff2",
        "a.md",
        "a.odd",
        "a",
    )
    assert [name_kind(name) for name in names] == [
        "text/html; charset=utf-8",
        "text/css; charset=utf-8",
        "text/javascript; charset=utf-8",
        "application/json; charset=utf-8",
        "application/xml; charset=utf-8",
        "image/svg+xml; charset=utf-8",
        "image/png",
        "font/woff2",
        "text/markdown; charset=utf-8",
        "application/octet-stream",
        "application/octet-stream",
    ]


def test_files_of_a_folder(tmp_path: Path) -> None:
    """What is no regular file below the folder is not found."""
    write_tree(
        tmp_path,
        {"site/index.html": "1", "site/a/index.html": "2", "site/.hidden": "", "secret": ""},
    )
    root = tmp_path / "site"
    (root / "out").symlink_to(tmp_path / "secret")
    (root / "loop").symlink_to(root / "loop")
    names = (
        "index.html",
        "a/index.html",
        "a",
        ".hidden",
        "out",
        "../secret",
        "a\0",
        "none",
        "loop",
        "x" * 5000,
    )
    found = {name: read_file(root, name) for name in names}
    assert {name: data for name, data in found.items() if data is not None} == {
        "index.html": b"1",
        "a/index.html": b"2",
    }


HERE = {"127.0.0.1:8000", "localhost:8000", "LOCALHOST:8000"}
NUMBERS = {"192.168.0.5:8000", "[2001:db8::1]:8000", "[::1]:8000", "10.1:8000"}
STRANGERS = {
    "evil.example:8000",
    "127.0.0.1.evil.example:8000",
    "127.0.0.1@evil.example:8000",
    "evil.example#127.0.0.1:8000",
    "127.0.0.1:8000.",
    "127.0.0.1",
    "127.0.0.1:80",
    "2130706433:8000",
    "0x7f.1:8000",
    "",
    ":8000",
    "[evil]:8000",
    "1.2.3.4.evil:8000",
}


@pytest.mark.parametrize(
    ("host", "accepted"),
    [
        ("127.0.0.1", HERE),
        ("localhost", HERE),
        ("::1", HERE | {"[::1]:8000"}),
        ("0.0.0.0", HERE | NUMBERS - {"10.1:8000"}),  # noqa: S104 - only a name here
        ("192.168.0.5", HERE | NUMBERS - {"10.1:8000"}),
    ],
)
def test_hosts(host: str, accepted: set[str]) -> None:
    """On this machine alone two names are answered; for others, addresses of numbers too, as nobody can make
    one of these lead elsewhere."""
    hosts = Hosts(host, 8000)
    assert {name for name in HERE | NUMBERS | STRANGERS if hosts.accept(name)} == accepted
    assert is_local(host) == (accepted <= HERE | {"[::1]:8000"})


def test_origins() -> None:
    """A page's origin is ours with our scheme, name and port."""
    hosts = Hosts("127.0.0.1", 8000)
    origins = (
        "http://127.0.0.1:8000",
        "https://127.0.0.1:8000",
        "http://evil.example:8000",
        "null",
        "",
        "127.0.0.1:8000",
    )
    assert [hosts.accept_origin(origin) for origin in origins] == [True, *5 * [False]]
    assert hosts.address == "http://127.0.0.1:8000/"
    assert Hosts("::", 8001).address == "http://[::1]:8001/"


@pytest.mark.parametrize(
    "page", ["<head>{}</head><body></head>", "<HEAD>{}</HEAD >", "<title>x</title>{}<body>", "x{}"]
)
def test_script(page: str) -> None:
    """The script is put at the end of the head; of a page without one before its body, or at its end."""
    tag = '<script src="/livereload/preview.js" data-state="a.1" defer></script>'
    assert inject_script(page.format("").encode(), "a.1") == page.format(tag).encode()
