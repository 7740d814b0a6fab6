"""Addresses of the web, and which machines may be spoken to."""

from __future__ import annotations

import pytest

from sourceline.fetch.addresses import FetchError, find_machine, is_public, read_address


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("https://a.example", "https://a.example/"),
        ("HTTP://A.Example:80/x?y=1#part", "http://a.example/x?y=1"),
        ("https://a.example:8443/ü?q=ä", "https://a.example:8443/%C3%BC?q=%C3%A4"),
        ("https://bücher.example/a%20b", "https://xn--bcher-kva.example/a%20b"),
        ("http://[2001:db8::1]:81/", "http://[2001:db8::1]:81/"),
    ],
)
def test_addresses_are_read(text: str, expected: str) -> None:
    """An address is written in one way, without its fragment."""
    assert str(read_address(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            "a.example",
            "ftp://a.example/",
            "file:///etc/passwd",
            "javascript:alert(1)",
            "http://",
        ),
        *("https://ada:secret@a.example/", "http://a.example:99999/", "http://[::1", "http://a b/"),
        *("http://a.example\\@b.example/", "http://a.example/\r\nHost: b", "http://a.example:x/"),
        *("http://a..example/", "http://a.example%00.b.example/"),
    ],
)
def test_what_is_no_web_address(text: str) -> None:
    """Other schemes, passwords and broken addresses are refused."""
    with pytest.raises(FetchError):
        read_address(text)


def test_redirects_may_be_relative() -> None:
    """The target of a redirect is read from where it was found; another scheme is refused there, too."""
    base = read_address("https://a.example/x/y?z")
    assert [str(read_address(text, base)) for text in ("../w", "//b.example", "?q")] == [
        "https://a.example/w",
        "https://b.example/",
        "https://a.example/x/y?q",
    ]
    with pytest.raises(FetchError):
        read_address("file:///etc/passwd", base)


@pytest.mark.parametrize(
    ("numeric", "public"),
    [
        *((address, True) for address in ("93.184.215.14", "2606:2800:21f::1", "1.1.1.1")),
        *((address, False) for address in ("127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1")),
        *(
            (address, False)
            for address in ("169.254.169.254", "100.64.0.1", "0.1.2.3", "224.0.0.1")
        ),
        *(
            (address, False)
            for address in ("255.255.255.255", "192.0.2.1", "198.18.0.1", "240.0.0.1")
        ),
        *(
            (address, False)
            for address in ("::1", "::", "fe80::1%eth0", "fc00::1", "fec0::1", "ff02::1")
        ),
        *((address, False) for address in ("::ffff:127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::")),
        *((address, False) for address in ("2001:0:4136:e378::1", "2001:db8::1")),
        ("64:ff9b::5db8:d70e", True),
    ],
)
def test_public_addresses(numeric: str, *, public: bool) -> None:
    """Addresses of one's own machine and network, of clouds' insides and of no network at all are not public."""
    assert is_public(numeric) is public


@pytest.mark.parametrize("host", ["localhost", "127.1", "0x7f.1", "2130706433", "[::1]"])
def test_names_of_this_machine(host: str) -> None:
    """However this machine is called, it is not spoken to."""
    with pytest.raises(FetchError, match=r"public net|not found"):
        find_machine(read_address(f"http://{host}/"))
