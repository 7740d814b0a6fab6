"""Documents fetched from a server on this machine."""

from __future__ import annotations

import gzip
import socket
from collections.abc import Iterator

import pytest
from web_server import Clock, Server, make_fetcher, run_server

from sourceline.fetch import Document, Fetcher, client
from sourceline.fetch.addresses import FetchError, is_public


@pytest.fixture
def server() -> Iterator[Server]:
    """A server on this machine."""
    with run_server() as running:
        yield running


def test_a_document(server: Server) -> None:
    """The bytes come as they are, with what the server says of them; the program says who it is."""
    server.put("/a", b"<p>\xe9", Content_Type="Text/HTML; Charset=ISO-8859-1")
    assert make_fetcher().fetch(server.address("/a#part")) == Document(
        server.address("/a"), b"<p>\xe9", "text/html", "iso-8859-1"
    )
    assert [path for path, _ in server.asked] == ["/robots.txt", "/a"]
    assert {agent.partition("/")[0] for _, agent in server.asked} == {"Sourceline"}


def test_one_request_a_second(server: Server) -> None:
    """A host is asked once a second, or as seldom as it asks for; its robots.txt once."""
    clock = Clock()
    server.put("/a", b"a")
    fetcher = make_fetcher(clock)
    fetcher.fetch(server.address("/a"))
    fetcher.fetch(server.address("/a"))
    assert (clock.slept, [path for path, _ in server.asked]) == (
        [1.0, 1.0],
        ["/robots.txt", "/a", "/a"],
    )
    server.put("/robots.txt", b"user-agent: *\ncrawl-delay: 7")
    slow = make_fetcher(clock)
    slow.fetch(server.address("/a"))
    assert clock.slept[2:] == [7.0]


def test_robots_are_respected(server: Server) -> None:
    """What a site asks programs to leave alone is not fetched, also behind a redirect; a site that cannot say is
    left alone."""
    server.put("/robots.txt", b"user-agent: *\ndisallow: /private")
    server.put("/private", b"secret")
    server.put("/open", b"", 302, Location="/private")
    for path in ("/private", "/open"):
        with pytest.raises(FetchError, match="asks programs not to fetch /private"):
            make_fetcher().fetch(server.address(path))
    assert "/private" not in [path for path, _ in server.asked]
    server.put("/robots.txt", b"", 503)
    with pytest.raises(FetchError, match="robots"):
        make_fetcher().fetch(server.address("/free"))


def test_redirects(server: Server) -> None:
    """Five redirects are followed, and no more; the address is that of the end."""
    for n in range(6):
        server.put(f"/{n}", b"", 301, Location=str(n + 1))
    server.put("/6", b"end")
    assert make_fetcher().fetch(server.address("/1")).url == server.address("/6")
    with pytest.raises(FetchError, match="more than 5 times"):
        make_fetcher().fetch(server.address("/0"))
    server.put("/file", b"", 302, Location="file:///etc/passwd")
    with pytest.raises(FetchError, match="no web address"):
        make_fetcher().fetch(server.address("/file"))


def test_this_machine_is_not_spoken_to(server: Server) -> None:
    """Without leave, nothing is asked of an address that is not public."""
    with pytest.raises(FetchError, match="no address of the public net"):
        Fetcher().fetch(server.address("/"))
    assert server.asked == []


def test_redirects_to_this_machine_are_not_followed(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each address on the way is checked, as it is found at that moment."""
    server.put("/a", b"", 302, Location=f"http://inside.example:{server.port}/secret")
    looked_up = socket.getaddrinfo

    def find(host: str, *args: object, **more: object) -> object:
        numeric = {"outside.example": "127.0.0.1", "inside.example": "127.0.0.2"}.get(host, host)
        return looked_up(numeric, *args, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(socket, "getaddrinfo", find)
    clock = Clock()
    fetcher = Fetcher(
        allow=lambda numeric: numeric == "127.0.0.1" or is_public(numeric),
        clock=clock,
        sleep=clock.sleep,
    )
    with pytest.raises(FetchError, match=r"inside\.example leads to 127\.0\.0\.2"):
        fetcher.fetch(server.address("/a", "outside.example"))
    assert [path for path, _ in server.asked] == ["/robots.txt", "/a"]


def test_the_checked_address_is_spoken_to(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name is looked up once for a request: what it leads to a moment later does not count."""
    server.put("/a", b"a")
    looked_up, calls = socket.getaddrinfo, list[str]()

    def find(host: str, *args: object, **more: object) -> object:
        calls.append(host)
        return looked_up("127.0.0.1", *args, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(socket, "getaddrinfo", find)
    make_fetcher().fetch(server.address("/a", "outside.example"))
    assert [host for host in calls if host == "outside.example"] == ["outside.example"] * 2
    assert set(calls) == {"outside.example", "127.0.0.1"}


@pytest.mark.parametrize(
    ("status", "words"), [(404, "no such page"), (403, "lets no program in"), (500, "Try again")]
)
def test_other_answers(server: Server, status: int, words: str) -> None:
    """A page that is not there is named with its answer and a remedy."""
    server.put("/a", b"", status)
    with pytest.raises(FetchError, match=f"answers {status}(.|\n)*{words}"):
        make_fetcher().fetch(server.address("/a"))


def test_too_large(server: Server) -> None:
    """More than 20 MB are not taken, packed or not."""
    server.put("/a", b"x" * 20_000_001)
    server.put("/b", gzip.compress(b"x" * 20_000_001), Content_Encoding="gzip")
    server.put("/c", gzip.compress(b"x" * 2_000), Content_Encoding="gzip")
    server.put("/d", b"x", Content_Encoding="br")
    server.put("/e", b"x", Content_Encoding="gzip")
    for path, words in (("/a", "20 MB"), ("/b", "20 MB"), ("/d", "not known"), ("/e", "damaged")):
        with pytest.raises(FetchError, match=words):
            make_fetcher().fetch(server.address(path))
    assert make_fetcher().fetch(server.address("/c")).data == b"x" * 2_000


def test_nobody_answers(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine that does not answer, answers nonsense or takes too long is named."""
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        monkeypatch.setattr(client, "_PATIENCE", 0.05)
        with pytest.raises(FetchError, match="too long"):
            make_fetcher().fetch(f"http://127.0.0.1:{port}/")
    with pytest.raises(FetchError, match="does not answer as a web site"):
        make_fetcher().fetch(f"http://127.0.0.1:{port}/")
    monkeypatch.setattr(client, "_TIME", -1.0)
    server.put("/a", b"a")
    with pytest.raises(FetchError, match="too long"):
        make_fetcher().fetch(server.address("/a"))
