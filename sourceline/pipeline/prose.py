"""The way of an edit that is made most often: a person writes on at the text of an event or a profile.

Such a text shows on one page and is found by the search; nothing is woven of it. So where nothing but texts
has changed, the values of these pages are taken from the notes of the last build, with the new text in them,
and the rest of the site is taken over as it is. Whatever is not quite so is for a whole build.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from sourceline.errors import SourcelineError
from sourceline.ledger import FOLDER, Ledger, locate_ledger, settle, stamp_path, write_ledger
from sourceline.model import EventRecord, ProfileRecord
from sourceline.pipeline.ledgers import find_snapshot, recall_notebook
from sourceline.pipeline.notebook import Notebook
from sourceline.pipeline.theme import find_compiled, list_folders
from sourceline.publish import claim_output, discard_draft, open_draft, publish_draft
from sourceline.render import Renderer
from sourceline.site.pages import Memo, Page, ProfilePage
from sourceline.site.search.files import FOLDER as INDEX
from sourceline.site.search.files import MEMO, WORDS, Index, change_words, replan_search
from sourceline.site.search.folding import gather_prose
from sourceline.store.files import check_inside
from sourceline.store.readings import Readings
from sourceline.store.records import EVENTS, decode_record

_SHEET = -1
"""Of what is noted here; those of a whole build have numbers from 0."""
Record = EventRecord | ProfileRecord


def rebuild_prose(root: Path, output: Path, ledger: Ledger, changed: Sequence[str]) -> bool | None:
    """Build the site anew where only the texts in the records `changed` are others than those that the
    `ledger` knows, and write down that it was; whether a page is another now. None, and nothing is done,
    where more has changed or anything goes wrong."""
    try:
        return _rebuild(root, output, ledger, changed)
    except (SourcelineError, OSError, LookupError):
        return None  # a whole build does it, or says what is wrong


def _rebuild(root: Path, output: Path, ledger: Ledger, changed: Sequence[str]) -> bool | None:
    check_inside(root, FOLDER)
    begun = time.time_ns()
    snapshot = find_snapshot(ledger)
    notebook = recall_notebook(root, ledger)
    prose: dict[str, str] = ledger["prose"]
    readings = Readings(root)
    texts: dict[str, str] = {}
    stamps = {path: stamp_path(f"{root}/{path}") for path in changed}
    with claim_output(output, root, snapshot=snapshot) as claim:
        if claim.intact is None:
            return None
        for path in changed:
            text = read_text(readings, path, placed=path in ledger["placed"])
            if not text:
                return None
            texts[path] = text
        before = {path: notebook.read(prose[path]) for path in texts}
        pages = [make_page(prose[path], before[path], text) for path, text in texts.items()]
        found = make_index(
            notebook,
            [
                (prose[path], ledger["texts"].get(path, before[path].markdown), text)
                for path, text in texts.items()
            ],
        )
        draft = open_draft(claim, snapshot)
        files = dict(draft.published)
        if found:  # a new index stands in a folder of another name
            files = {path: files[path] for path in files if not path.startswith(f"{INDEX}/")}
        try:
            renderer = Renderer(list_folders(root, "templates"), find_compiled(root))
            for page in (*pages, *(each for each in found if isinstance(each, Page))):
                files[page.path] = draft.write(page.path, renderer.render(page).encode())
        except BaseException:
            discard_draft(draft)
            raise
        published = publish_draft(draft, files)
        memos = [(each.name, each.values) for each in found if isinstance(each, Memo)]
        notebook.sheets.update(dict.fromkeys(notebook.write_sheet(_SHEET, memos), _SHEET))
        if any(notebook.sheets[name] != _SHEET for name, _ in memos):
            return None
    ledger["texts"].update(texts)
    for path in texts:
        ledger["digests"][path] = readings.seen[path]
        ledger["inputs"][path] = settle(stamps[path], begun)
    ledger["site"] = published.snapshot.to_plain()
    write_ledger(locate_ledger(str(root), str(output)), ledger)
    return published.changed


def read_text(readings: Readings, path: str, *, placed: bool) -> str | None:
    """The text of a record that is the same in all else as when it was last kept; None for others. Where a
    problem is told at a place in the file (`placed`), no place may be another."""
    kind: type[EventRecord | ProfileRecord]
    kind = EventRecord if path.startswith(f"{EVENTS}/") else ProfileRecord
    readings.hash_file(path)
    now: Record = decode_record(readings.read_file(path), path, kind)
    before: Record | None = readings.recall_former(path)
    if before is None or (placed and list_places(now) != list_places(before)):
        return None
    here = now.positions
    same = replace(now, text=None) == replace(before, text=None, positions=here)
    return now.text if same else None


def list_places(record: Record) -> list[str]:
    """Where all but the text stands in the file."""
    return [each for each in record.positions.values.splitlines() if not each.endswith(" text")]


def make_page(path: str, values: Any, text: str) -> Page:
    """The page with the values that were noted, and another text."""
    template = "profile.html" if isinstance(values, ProfilePage) else "event.html"
    return Page(path, template, values._replace(markdown=text))


def make_index(
    notebook: Notebook, texts: Iterable[tuple[str, str, str]]
) -> tuple[Page | Memo, ...]:
    """The search page and the files of its index; () where no word is found now that was not, and none is
    not that was. `texts`: page, the text before, the text now."""
    values, index = notebook.read(MEMO)
    before: Index = index
    for page, old, new in texts:
        name = page.removesuffix("/index.html")
        beside = frozenset(notebook.read(f"{WORDS} {name}").split())
        gone, come = gather_prose(old) - beside, gather_prose(new) - beside
        if gone != come:
            index = change_words(index, name, sorted(gone - come), sorted(come - gone))
    return () if index is before else replan_search(values, index)
