"""Files of a site and exports of it that are no pages: whether they can be read, and the HTML that they hold."""

from __future__ import annotations

import json
import re
import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

_ATOM = "{http://www.w3.org/2005/Atom}"


def find_broken(file: Path) -> str | None:
    """Why a published file cannot be parsed; None where it can."""
    text = file.read_text(encoding="utf-8")
    try:
        if file.suffix == ".xml":
            ET.fromstring(text)  # noqa: S314 - our own file
        elif file.suffix == ".json":
            json.loads(text)
        else:
            for data in re.findall(
                r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL
            ):
                json.loads(data)
    except (ET.ParseError, ValueError) as error:
        return str(error)
    return None


def find_target(page: Path) -> str | None:
    """Where a page of a former address leads; None for every other."""
    head = page.read_text(encoding="utf-8")[:1_000]
    found = re.search(r'<meta http-equiv="refresh" content="0; url=([^"]*)">', head)
    return found[1] if found else None


def list_html(output: Path) -> Iterator[str]:
    """What readers of feeds take for HTML in those of a site."""
    for file in output.rglob("feed.xml"):
        for node in ET.fromstring(file.read_text(encoding="utf-8")).iter():  # noqa: S314 - our own file
            if node.get("type") in {"html", "xhtml"}:
                yield node.text or ET.tostring(node, encoding="unicode")
    for file in output.rglob("feed.json"):
        for item in json.loads(file.read_text(encoding="utf-8"))["items"]:
            yield item.get("content_html", "")


def list_titles(output: Path) -> Iterator[tuple[str, str]]:
    """Address and title of each entry of all feeds, as their readers take them."""
    for file in output.rglob("feed.xml"):
        tree = ET.fromstring(file.read_text(encoding="utf-8"))  # noqa: S314 - our own file
        for entry in tree.iter(f"{_ATOM}entry"):
            links = [link.get("href", "") for link in entry.iter(f"{_ATOM}link")]
            yield links[0], entry.findtext(f"{_ATOM}title") or ""
    for file in output.rglob("feed.json"):
        for item in json.loads(file.read_text(encoding="utf-8"))["items"]:
            yield item["url"], item.get("title", "")


def list_texts(value: Any) -> Iterator[str]:
    """All texts in JSON."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | dict):
        for item in value.values() if isinstance(value, dict) else value:
            yield from list_texts(item)


def find_fault(name: str, data: bytes) -> str | None:
    """Why an export cannot be read by what reads such files; None where it can."""
    try:
        if name in {"json", "timelinejs", "annotations"}:
            json.loads(data)
        elif name == "ftm":
            for line in data.decode().strip("\n").split("\n"):
                json.loads(line)
        elif name == "graphml":
            ET.fromstring(data)  # noqa: S314 - our own file
        elif name == "sqlite":
            with tempfile.NamedTemporaryFile(suffix=".db") as file:
                Path(file.name).write_bytes(data)
                told = sqlite3.connect(file.name).execute("pragma integrity_check").fetchone()
            return None if told == ("ok",) else str(told)
        else:
            data.decode()
    except (ET.ParseError, ValueError, sqlite3.Error) as error:
        return str(error)
    return None


def list_slides(data: bytes) -> Iterator[str]:
    """What TimelineJS takes for HTML in its JSON."""
    for slide in json.loads(data)["events"]:
        yield from list_texts({key: slide[key] for key in ("text", "media") if key in slide})
