"""`content/site.yaml` → Settings."""

from __future__ import annotations

import os
from pathlib import Path

from sourceline.errors import ContentError, Problem
from sourceline.model import Settings
from sourceline.store.files import CONTENT, read_bytes
from sourceline.store.reading import Reading
from sourceline.store.schema import decode_file
from sourceline.store.yaml import parse_yaml

SITE = str(CONTENT / "site.yaml")


def read_settings(root: Path) -> tuple[Settings, tuple[Problem, ...]]:
    """What the author says of the whole site; the defaults where the file is missing or broken."""
    if not os.path.lexists(root / SITE):
        return Settings(), ()
    try:
        return decode_settings(read_bytes(root, SITE), SITE), ()
    except ContentError as error:
        return Settings(), error.problems


def decode_settings(data: bytes, path: str) -> Settings:
    """The settings in the bytes of a file; ContentError with every problem."""
    document = parse_yaml(data, path)
    return decode_file(Reading(document), Settings)
