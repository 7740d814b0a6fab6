"""Commands killed at any moment leave all as it was or as it will be, and the next run ends as a clean one."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest

from bench.torture.faults import is_done, judge_end, judge_state
from bench.torture.worlds import DEEDS, World, learn_states, open_world, read_state
from sourceline.publish import claim_output

KILLS = int(os.environ.get("KILLS", "3"))
"""A longer run: KILLS=100 pytest tests/test_kill.py"""
IN_TWO_STEPS = """
import errno
from sourceline.publish import exchange
def refuse(*_):
    raise OSError(errno.EINVAL, "not supported")
exchange.swap_names = refuse
"""
"""As on a file system that cannot exchange two folders."""


@pytest.mark.parametrize(
    ("name", "patch"),
    [("build", ""), ("build", IN_TWO_STEPS), ("extract", ""), ("publish", "")],
    ids=["build", "build in two steps", "extract", "publish"],
)
def test_killed(tmp_path: Path, name: str, patch: str) -> None:
    """SIGKILL, for the process or for all that it started, leaves the site, the remote and each file wholly old or
    wholly new, what people wrote and their repository as it was, and the next run makes all of it new."""
    deed = DEEDS[name]
    chance = random.Random(11)  # noqa: S311 - moments, no secrets
    with open_world(tmp_path) as world:
        begun, clean = learn_states(world, deed)
        seconds = time_deed(world, name)
        for number in range(KILLS):
            deed.begin(world)
            deed.edit(world.site)
            before = read_state(world)
            assert before.public == begun.public
            after_seconds = chance.uniform(0, seconds * 1.1)
            done = deed.do(world, kill_after=after_seconds, alone=number % 2 == 1, patch=patch)
            if patch:
                finish_exchange(world)
            faults = list(judge_state(done, deed, before, read_state(world), clean))
            again = deed.do(world, patch=patch)
            end = read_state(world)
            faults += judge_end(end, clean)
            assert (faults, again.code) == ([], 0), (after_seconds, again.err)
            assert is_done(end, clean)


def time_deed(world: World, name: str) -> float:
    """Seconds that a run takes."""
    DEEDS[name].begin(world)
    DEEDS[name].edit(world.site)
    return DEEDS[name].do(world).seconds


def finish_exchange(world: World) -> None:
    """Between the two steps there is no site; the next start of a build finishes them."""
    if not (world.site / "public").exists():
        with claim_output(world.site / "public", world.site):
            pass
