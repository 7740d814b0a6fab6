"""Addresses: where pages live, and what may be linked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourceline.publish.address import explain_path
from sourceline.site.addresses import (
    clean_web_address,
    event_path,
    find_root,
    link_text,
    make_absolute,
    source_path,
)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://a.example/x?y=1#z", "https://a.example/x?y=1#z"),
        ("  HTTP://a.example/ ", "HTTP://a.example/"),
        ("ht\ntps://a.example/", "https://a.example/"),
        ("javascript:alert(1)", None),
        ("java\tscript:alert(1)", None),
        ("\x01javascript:alert(1)", None),
        ("data:text/html,x", None),
        ("//a.example/x", None),
        ("/x", None),
        ("http:a.example", None),
        ("https://", None),
        ("https://good.example@evil.example/", None),
        ("https://good.example\\@evil.example/", None),
        ("https://a.example/\u202egnp.exe", None),
        ("https://a.example/@b", "https://a.example/@b"),
        ("https://a.example/\x00", "https://a.example/"),
        ("https://a\x00.example/", None),
        ("https://[broken/", None),
        ("", None),
        (None, None),
    ],
)
def test_only_web_addresses_are_linked(url: str | None, expected: str | None) -> None:
    """An address is linked when a browser would read it as http or https, and else not."""
    assert expected == clean_web_address(url)


@given(st.text())
def test_no_text_becomes_another_scheme(text: str) -> None:
    """Whatever is linked starts with http or https once a browser has cleaned it."""
    cleaned = clean_web_address(text)
    assert cleaned is None or cleaned.lower().startswith(("http://", "https://"))


def test_short_quotation_is_linked_whole() -> None:
    """Signs that have a meaning in a text fragment are escaped."""
    expected = "https://a.example/#:~:text=co%2DCEOs%2C%20both"
    assert expected == link_text("https://a.example/", "co-CEOs, both")


def test_long_quotation_is_linked_by_its_ends() -> None:
    """Five words of each end find the place even when something between was edited."""
    words = "one two three four five six seven eight nine ten eleven"
    expected = "https://a.example/#x:~:text=one%20two%20three%20four%20five,seven%20eight%20nine%20ten%20eleven"
    assert expected == link_text("https://a.example/#x", words)


def test_original_that_is_no_web_address_is_not_linked() -> None:
    """Nothing to link to."""
    assert link_text("javascript:alert(1)", "words") is None


@pytest.mark.parametrize(
    ("path", "expected"),
    [("index.html", ""), ("about/index.html", "../"), ("events/x/index.html", "../../")],
)
def test_root_is_as_many_steps_up_as_there_are_folders(path: str, expected: str) -> None:
    """Relative, so that the site works anywhere."""
    assert expected == find_root(path)


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("index.html", "https://a.example/b/"),
        ("events/x/index.html", "https://a.example/b/events/x/"),
        ("sources/x/index.html#s3", "https://a.example/b/sources/x/#s3"),
        ("feed.xml", "https://a.example/b/feed.xml"),
    ],
)
def test_full_address_is_tidy(path: str, expected: str) -> None:
    """Without index.html, below the site's own address."""
    assert expected == make_absolute("https://a.example/b/", path)


def test_no_full_address_without_the_sites_own() -> None:
    """Nothing is guessed."""
    assert make_absolute(None, "index.html") is None


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("ada-leaves", "events/ada-leaves/index.html"),
        ("con", "events/con-1143da2b/index.html"),
        ("lpt1.report", "events/lpt1-report-98ee9965/index.html"),
        ("a" * 80, f"events/{'a' * 80}/index.html"),
        ("a" * 81, f"events/{'a' * 71}-8c48280d/index.html"),
    ],
)
def test_what_a_system_cannot_hold_is_called_otherwise(name: str, path: str) -> None:
    """Names that Windows keeps for itself, and names that are too long, get a part of their sum; others stay."""
    assert event_path(name) == path


@given(st.from_regex(r"[a-z0-9]{1,120}([-._][a-z0-9]{1,60}){0,3}", fullmatch=True))
def test_every_id_has_an_address(name: str) -> None:
    """Whatever an id may be, a site can hold its page."""
    assert explain_path(source_path(name)) is None
