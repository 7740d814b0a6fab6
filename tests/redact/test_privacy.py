"""Chronicles made by chance: nothing of who and what is withheld is in any file that leaves the site's folder."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

import pytest
from trees import read_tree, write_tree
from trips import export_all
from withholding import find_traces, make_case

from sourceline.pipeline import build_site, ignore_progress
from sourceline.pipeline.weaving import weave_site
from sourceline.site import plan_cards

OURS = (".nojekyll", ".sourceline-site")
CASES = int(os.environ.get("CASES", "2"))
FOUND = 45
"""In which a reader made a "Tafufun" beside the "Rålemén-Tafufun" that is withheld."""


@pytest.mark.parametrize("seed", sorted({*range(CASES), FOUND}))
def test_nothing_withheld_is_told(seed: int, tmp_path: Path) -> None:
    """Neither in pages, feeds, data, search index, addresses and pictures, nor in what is exported; what is not
    withheld is still told."""
    case = make_case(seed)
    write_tree(tmp_path, case.files)
    build_site(tmp_path, tmp_path / "public", engine="fast")
    site = read_tree(tmp_path / "public")
    assert find_traces(site, case.traces) == []
    assert find_traces(site, case.kept) != []
    assert [path for path in site if path.startswith(".") and path not in OURS] == []
    chronicle = weave_site(tmp_path, ignore_progress, engine="fast").chronicle
    cards = {card.path: repr(card).encode() for card in plan_cards(chronicle)}
    assert find_traces(cards, case.traces) == []
    assert find_traces(list_exports(tmp_path), case.traces) == []


def list_exports(root: Path) -> dict[str, bytes]:
    """Format → its file, with the texts; of a database also what it says."""
    found = export_all(root, engine="fast", texts=True)
    database = root / "chronicle.db"
    database.write_bytes(found["sqlite"])
    connection = sqlite3.connect(database)
    found["sqlite as text"] = "\n".join(connection.iterdump()).encode()
    connection.close()
    return found
