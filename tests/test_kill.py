"""Commands killed at any moment leave all as it was or as it will be, and the next run ends as a clean one."""

from __future__ import annotations

import os
import random
from collections.abc import Iterator

import pytest

from bench.torture.faults import is_done, judge_end, judge_state
from bench.torture.worlds import DEEDS, World, learn_deed, open_world, read_state
from sourceline.publish import claim_output

KILLS = int(os.environ.get("KILLS", "1"))
"""A longer run: KILLS=100 pytest tests/test_kill.py"""
IN_TWO_STEPS = """
import errno
from sourceline.publish import exchange
def refuse(*_):
    raise OSError(errno.EINVAL, "not supported")
exchange.swap_names = refuse
"""
"""As on a file system that cannot exchange two folders."""


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """For all tests here."""
    with open_world(tmp_path_factory.mktemp("world").resolve()) as opened:
        yield opened


CASES = {"build": "", "extract": ""}
MORE = {"build in two steps": IN_TWO_STEPS, "publish": ""}
"""Of a longer run; tests/publish/test_kill.py and tests/branch/test_kill.py try the heart of these each time."""


@pytest.mark.parametrize("name", [*CASES, *(MORE if "KILLS" in os.environ else ())])
def test_killed(world: World, name: str) -> None:
    """SIGKILL, for the process or for all that it started, leaves the site, the remote and each file wholly old or
    wholly new, what people wrote and their repository as it was, and the next run makes all of it new."""
    command, patch = name.partition(" ")[0], (CASES | MORE)[name]
    deed = DEEDS[command]
    chance = random.Random(11)  # noqa: S311 - moments, no secrets
    begun, clean, whole = learn_deed(world, deed)
    for number in range(KILLS):
        deed.begin(world)
        deed.edit(world.site)
        before = read_state(world)
        assert before.public == begun.public
        after_seconds = chance.uniform(0, whole.seconds * 1.1)
        done = deed.do(world, kill_after=after_seconds, alone=number % 2 == 1, patch=patch)
        if patch:
            finish_exchange(world)
        faults = list(judge_state(done, deed, before, read_state(world), clean))
        again = deed.do(world, patch=patch)
        end = read_state(world)
        faults += judge_end(end, clean)
        assert (faults, again.code) == ([], 0), (after_seconds, again.err)
        assert is_done(end, clean)


def finish_exchange(world: World) -> None:
    """Between the two steps there is no site; the next start of a build finishes them."""
    if not (world.site / "public").exists():
        with claim_output(world.site / "public", world.site):
            pass
