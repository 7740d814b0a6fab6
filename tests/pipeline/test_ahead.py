"""Content read by several processes before it is asked for. Each test has a process of its own, which can be copied."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from trees import write_tree

READ = """
from pathlib import Path
from sourceline.pipeline import ahead
from sourceline.pipeline.reports import ignore_progress
from sourceline.pipeline.weaving import weave_site
from sourceline.store import Readings
from sourceline.store.readings import READINGS
from sourceline import processes
processes.count_cores = lambda: 4
ahead.SHARE, ahead.BATCH = 1, 1
root = Path("{site}")

def weave(jobs):
    readings = Readings(root)
    ahead.read_ahead(root, readings, jobs)
    kept = "content/events/{event}.yaml" in readings
    try:
        return kept, weave_site(root, ignore_progress, keep=False, readings=readings)
    except Exception as error:
        return kept, str(error)

kept, together = weave(3)
(root / READINGS).unlink(missing_ok=True)
_, alone = weave(1)
print(alone == together, kept, alone if isinstance(alone, str) else "")
"""


def compare(site: Path, event: str) -> str:
    """Whether several processes read what one reads, whether they read the event, and what one says is wrong."""
    code = READ.format(site=site, event=event)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stdout


def test_several_read_what_one_reads(site: Path) -> None:
    """Each file as it stands, and nothing is asked for that they have read."""
    write_tree(site, {"content/events/fire.yaml": "title: A fire\ndate: 2001-02-03\n"})
    assert compare(site, "fire") == "True True \n"


def test_what_is_wrong_is_told_as_ever(site: Path) -> None:
    """What several could not read is read again by one, who says why."""
    write_tree(site, {"content/events/fire.yaml": "title: A fire\nday: 2001-02-03\n"})
    told = compare(site, "fire")
    assert told.startswith("True False content/events/fire.yaml:2:1: error: There is no key 'day'")


LOOK = """
import time
from pathlib import Path
from sourceline import processes
from sourceline.pipeline import ahead
from sourceline.store import HeldReadings, readings
processes.count_cores = lambda: 4
ahead.SHARE, ahead.BATCH = 1, 1
root, event = Path("{site}"), "content/events/fire.yaml"
now = (root / event).stat().st_ctime_ns + {later}
time.time_ns = lambda: now
held = HeldReadings(root)
ahead.read_ahead(root, held, 3)
asked = []
readings.read_bytes = lambda root, path: asked.append(path) or b""
held.hash_file(event)
print(event in held, event in asked)
"""


@pytest.mark.parametrize(("later", "asked"), [(10**9, False), (0, True)])
def test_file_that_was_just_saved_is_looked_at_again(site: Path, later: int, asked: bool) -> None:  # noqa: FBT001 - a case of the table
    """What was read ahead is known by a file's stamp only where that was old enough to tell one save from the
    next: a preview would never see the second."""
    write_tree(site, {"content/events/fire.yaml": "title: A fire\ndate: 2001-02-03\n"})
    code = LOOK.format(site=site, later=later)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == f"True {asked}\n"
