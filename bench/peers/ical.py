# ruff: noqa: INP001, T201 - run by the interpreter of the peers; it prints
"""ics and vobject: are the all-day entries those that there should be?"""

import json
import sys
from pathlib import Path

import ics
import vobject

text = Path(sys.argv[1]).read_bytes().decode()
expected = sorted(json.loads(Path(sys.argv[2]).read_text()))
calendar = vobject.readOne(text)
events = calendar.contents.get("vevent", [])
one = sorted([e.summary.value, str(e.dtstart.value), str(e.dtend.value)] for e in events)
# ics 0.7 takes an escaped backslash before an "n" for an escaped line break.
other = sorted(
    [e.name.replace("\\\n", "\\n"), str(e.begin.date()), str(e.end.date())]
    for e in ics.Calendar(text).events
    if e.all_day
)
journal = len(calendar.contents.get("vjournal", []))
faults = [each for found in (one, other) if found != expected for each in found]
print(
    f"ical: {len(one)} (vobject) and {len(other)} (ics) of {len(expected)} entries, {journal} without a date"
)
print(*faults, sep="\n") if faults else None
sys.exit(bool(faults))
