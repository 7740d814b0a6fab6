"""Where each file of data stands: beside the page of the same name, below `data/`."""

from __future__ import annotations

from typing import NamedTuple

from sourceline.model import ProfileKind
from sourceline.site import addresses

FOLDER = "data"
PAGE = f"{FOLDER}/index.html"
INDEX = f"{FOLDER}/index.json"
SCHEMA = f"{FOLDER}/schema.json"
EVENTS = f"{FOLDER}/events.json"


class Listing(NamedTuple):
    """A list of data: what it holds, its file, and how much of it there is."""

    name: str
    """ "events", "people", "sources", "claims" …"""
    path: str
    count: int  # type: ignore[assignment] # in place of the method of tuples
    single: str
    """The address of the file of one of them, with `{id}` for which; "" where there is none."""


def data_path(page: str) -> str:
    """The file with the data of a page: "people/ada/index.html" → "data/people/ada.json"."""
    return f"{FOLDER}/{page.removesuffix('/index.html')}.json"


def list_path(name: str) -> str:
    """The file of a list: "people" → "data/people.json"."""
    return f"{FOLDER}/{name}.json"


def part_path(name: str, number: int) -> str:
    """A part of a long list, from 1: "data/people/page/2.json"."""
    return f"{FOLDER}/{name}/page/{number}.json"


def shorten_page(path: str) -> str:
    """The address of a page as data gives it, from the root: "people/ada/", "sources/tide/#s3"."""
    page, mark, fragment = path.partition("#")
    return f"{page.removesuffix('index.html')}{mark}{fragment}"


def name_profile(kind: ProfileKind, profile: str) -> str:
    """How data names a profile, after its page and its file: "people/ada"."""
    return addresses.profile_path(kind, profile).removesuffix("/index.html")
