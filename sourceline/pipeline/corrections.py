"""What the site corrects since it was last published → the end of the file of corrections."""

from __future__ import annotations

from pathlib import Path

from sourceline.errors import UsageError
from sourceline.pipeline.reports import (
    CorrectionReport,
    Progress,
    ignore_progress,
    refuse_failing,
)
from sourceline.pipeline.weaving import weave_site
from sourceline.store.corrections import CORRECTIONS, add_corrections
from sourceline.store.files import is_there, read_elsewhere


def correct_site(
    root: Path,
    since: Path,
    *,
    on: str,
    dry: bool = False,
    engine: str | None = None,
    progress: Progress = ignore_progress,
) -> CorrectionReport:
    """Compare the published site in the folder `since` with what would be built now, and add to
    `content/corrections.yaml` what was shown there and is shown otherwise, dated `on` (EDTF).

    What was added since that site was built is not added again. With `dry`, nothing is written.
    UsageError when `since` is no such site; ContentError when the content cannot be built.
    """
    from sourceline.site.changes import compare_states, drop_listed  # noqa: PLC0415 - only here
    from sourceline.site.state import SHOWN, make_state, read_state  # noqa: PLC0415 - only here

    if not is_there(since, SHOWN):
        raise UsageError(
            f"There is no published site in {since}: {SHOWN} is missing.\n"
            "    Name the folder of one that was built before with --since."
        )
    before = read_state(read_elsewhere(since / SHOWN).decode(errors="replace"), f"{since / SHOWN}")
    if before.known_on is not None:
        raise UsageError(
            f"{since} shows what was known on {before.known_on}; less is known there, which no one "
            "has corrected.\n    Name the folder of a whole site with --since."
        )
    woven = weave_site(root, progress, engine=engine, jobs=None)
    refuse_failing(woven.problems)
    chronicle = woven.chronicle
    found = compare_states(before, make_state(chronicle), on=on)
    added = drop_listed(found, chronicle.corrections[before.corrections :])
    if added and not dry:
        add_corrections(root, added)
    return CorrectionReport(path=CORRECTIONS, added=added)
