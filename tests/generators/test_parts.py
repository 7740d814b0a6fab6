"""What a build's time and files are counted under."""

from __future__ import annotations

import sys
from types import FrameType
from typing import Any

import pytest

from bench.generators.parts import name_kind, name_part

STEP = compile("found = stand_in(*paths) if paths else sys._getframe()", "step", "exec")


def stand_in(*paths: str) -> FrameType:
    """A frame in the last file, reached from one in the file before, and so on."""
    names: dict[str, Any] = {"stand_in": stand_in, "sys": sys, "paths": paths[1:]}
    exec(STEP.replace(co_filename=paths[0]), names)  # noqa: S102 - the line above
    found: FrameType = names["found"]
    return found


@pytest.mark.parametrize(
    ("paths", "part"),
    [
        (
            ("/sourceline/sourceline/site/plan.py", "/sourceline/sourceline/site/events.py"),
            "event pages",
        ),
        (("/a/sourceline/site/events.py", "/a/sourceline/site/linked_data.py"), "JSON-LD"),
        (("/a/sourceline/site/search/files.py", "/lib/json/encoder.py"), "search"),
        (("/a/sourceline/render/renderer.py", "/a/templates/year.html"), "timeline pages"),
        (("/a/templates/event.html", "/a/templates/_citation.html"), "citations"),
        (("/a/templates/event.html", "/a/sourceline/render/markdown.py", "/lib/x.py"), "Markdown"),
        (("/a/templates/profile.html", "/a/templates/_entry.html"), "profile pages"),
        (("/a/sourceline/pipeline/site.py", "/a/sourceline/store/yaml.py"), "content read"),
        (("<frozen importlib._bootstrap>", "/a/sourceline/site/feeds.py"), "feeds"),
        (("<frozen importlib._bootstrap>", "/a/sourceline/site/events.py"), "started"),
        (("/lib/x.py",), "other"),
    ],
)
def test_part_of_a_stack(paths: tuple[str, ...], part: str) -> None:
    """A moment counts for the feature that it serves, else for the innermost page or stage."""
    assert name_part(stand_in(*paths)) == part


@pytest.mark.parametrize(
    ("path", "part"),
    [
        ("events/e1/index.html", "event pages"),
        ("people/p1/index.html", "profile pages"),
        ("people/p1/feed.json", "feeds"),
        ("feed.xml", "feeds"),
        ("embed/events/e1/oembed.json", "embeds"),
        ("timeline/data/columns.1.js", "timeline data"),
        ("timeline/2001/index.html", "timeline pages"),
        ("search/data/1/head.js", "search"),
        ("assets/theme.1.css", "styles and scripts"),
        ("index.html", "other"),
        ("about/index.html", "other"),
    ],
)
def test_part_of_a_file(path: str, part: str) -> None:
    """A published file counts for the part of the site that its path names."""
    assert name_kind(path) == part
