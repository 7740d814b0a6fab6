"""`content/site.yaml` → Settings, and where a key of it stands."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sourceline.errors import ContentError, Position, Problem
from sourceline.model import Settings
from sourceline.store.files import CONTENT, is_there, read_bytes
from sourceline.store.reading import Reading, collect_positions
from sourceline.store.readings import Readings
from sourceline.store.schema import decode_file
from sourceline.store.yaml import parse_yaml

SITE = str(CONTENT / "site.yaml")


def read_settings(
    root: Path, readings: Readings | None = None
) -> tuple[Settings, tuple[Problem, ...]]:
    """What the author says of the whole site; the defaults where the file is missing or broken."""
    readings = readings or Readings(root)
    try:
        if not is_there(root, SITE):
            return Settings(), ()
        readings.hash_file(SITE)
        settings = decode_settings(readings.read_file(SITE), SITE)
    except ContentError as error:
        return Settings(), error.problems
    return settings, tuple(_check_cards(root, settings))


def decode_settings(data: bytes, path: str) -> Settings:
    """The settings in the bytes of a file; ContentError with every problem."""
    document = parse_yaml(data, path)
    return decode_file(Reading(document), Settings)


def locate_setting(root: Path, key: str) -> Position:
    """Where the value of a key stands in the file, which can be read; the file where it has none."""
    document = parse_yaml(read_bytes(root, SITE), SITE)
    places = dict(collect_positions(document))
    return places.get(key, places[""])


def _check_cards(root: Path, settings: Settings) -> Iterator[Problem]:
    if settings.social_cards and settings.url is None:
        yield Problem(
            locate_setting(root, "social_cards"),
            "cards-without-address",
            "No social card is drawn: whoever shares a page finds its card by the full address, and the"
            " site's is not known.",
            "Add a line 'url: https://…' that says where the site will live, or remove this one.",
            "warning",
        )
