"""Where the world finds a branch."""

from __future__ import annotations

import pytest

from sourceline.branch.host import explain_address, guess_address


@pytest.mark.parametrize(
    ("remote", "address"),
    [
        ("https://github.com/Jo/Tide.git", "https://jo.github.io/Tide/"),
        ("https://token@github.com/jo/tide/", "https://jo.github.io/tide/"),
        ("git@github.com:jo/tide.git", "https://jo.github.io/tide/"),
        ("ssh://git@github.com:22/jo/tide", "https://jo.github.io/tide/"),
        ("git@github.com:Jo/jo.github.io.git", "https://jo.github.io/"),
        ("https://example.org/jo/tide.git", None),
        ("../github.com/jo/tide", None),
    ],
)
def test_guess_address(remote: str, address: str | None) -> None:
    """Of a repository at GitHub the address is known, of others not."""
    assert guess_address(remote) == address


def test_guess_address_of_domain() -> None:
    """The site's own domain goes before."""
    assert (
        guess_address("git@github.com:jo/tide", "tide.example.org") == "https://tide.example.org/"
    )


@pytest.mark.parametrize(
    ("address", "told", "word"),
    [
        ("https://jo.github.io/tide/", None, "Write 'url: https://jo.github.io/tide/'"),
        ("https://jo.github.io/tide/", "https://jo.github.io/other/", "Unless another server"),
        ("https://jo.github.io/tide/", "https://tide.example.org", "--domain tide.example.org"),
        ("https://jo.github.io/", "https://jo.example.org", "--domain jo.example.org"),
        ("https://jo.github.io/tide/", "https://jo.github.io/tide", None),
        ("https://jo.github.io/tide/", "https://jo.example.org/tide/", None),
        ("https://tide.example.org/", "https://tide.example.org", None),
    ],
)
def test_explain_address(address: str, told: str | None, word: str | None) -> None:
    """What the settings tell is compared with where the site will be."""
    note = explain_address(address, told, "site.yaml")
    assert (word in note) if note and word else note == word
