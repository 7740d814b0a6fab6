"""Whatever is edited in whatever order, a build that knows the ones before gives the bytes of one that knows
nothing."""

from __future__ import annotations

import os
import random
from pathlib import Path
from typing import Any

import pytest
from edits import ALL, TEMPLATES, build, build_afresh, write_article, write_event
from trees import write_tree

from sourceline.pipeline import site as pipeline

SEQUENCES = int(os.environ.get("SEQUENCES", "12"))
"""A longer run: SEQUENCES=500 pytest tests/pipeline/test_edits.py"""
EDITS = 4
"""In a sequence; after each the site is built and compared."""


@pytest.mark.parametrize("seed", range(SEQUENCES))
@pytest.mark.usefixtures("quick")
def test_edits_give_what_a_first_build_gives(tmp_path: Path, seed: int) -> None:
    """After each edit of a sequence every published file has the bytes that it has in a new folder."""
    chance = random.Random(seed)  # noqa: S311 - a choice of edits
    site = tmp_path / "site"
    write_tree(site, {"content/sources/s1.txt": write_article(chance)})
    write_event(chance, site)
    assert build(site)
    for _ in range(EDITS):
        edit = chance.choice(ALL)
        edit(chance, site)
        assert build(site) == build_afresh(site, tmp_path / "afresh"), edit.__name__


@pytest.mark.usefixtures("quick")
def test_template_saved_during_a_build_is_not_the_one_that_was_rendered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is saved between the rendering of pages and the end of the build shows after the next one."""
    chance = random.Random(1)  # noqa: S311 - a text
    site = tmp_path / "site"
    own = TEMPLATES["base.html"]
    write_tree(site, {"content/sources/s1.txt": write_article(chance), "templates/base.html": own})
    render = pipeline.render_site

    def save_after(*given: Any, **more: Any) -> Any:
        rendered = render(*given, **more)
        write_tree(site, {"templates/base.html": own.replace("NOTE", "LATER")})
        return rendered

    with monkeypatch.context() as patch:
        patch.setattr(pipeline, "render_site", save_after)
        built = build(site)
        assert built
        assert b"LATER" not in built["index.html"]
    assert build(site) == build_afresh(site, tmp_path / "afresh")
