"""The way of an edit that is made most often: a person writes on at the text of an event or a profile.

Such a text shows on one page and is found by the search; nothing is woven of it. So where nothing but texts
has changed, the new text takes the place of the old one in the published page, and the rest of the site is taken
over as it is. Whatever is not quite so is for a whole build.

An author waits for this build most often, so it imports no more than it uses: neither the model nor Jinja2.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterable
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from sourceline.errors import SourcelineError
from sourceline.ledger import FOLDER, Ledger, Stamp, locate_ledger, settle, stamp_path, write_ledger
from sourceline.pipeline.notebook import Notebook, recall_notebook
from sourceline.publish.claim import claim_output
from sourceline.publish.draft import Draft, discard_draft, open_draft
from sourceline.publish.site import publish_draft
from sourceline.publish.snapshot import Snapshot
from sourceline.render.characters import replace_unfit
from sourceline.render.markdown import render_markdown
from sourceline.site.bidi import find_side
from sourceline.site.search.files import FOLDER as INDEX
from sourceline.site.search.files import (
    MEMO,
    WORDS,
    Index,
    change_words,
    locate_index,
    write_index,
)
from sourceline.site.search.folding import gather_prose
from sourceline.store.files import check_inside, read_bytes
from sourceline.store.texts import part_text, read_text

_SHEET = -1
"""Of what is noted here; those of a whole build have numbers from 0."""


class _WholeBuildError(Exception):
    """More has changed than texts, or something is not as the last build left it."""


class _Edit(NamedTuple):
    """A text that takes the place of another."""

    page: str
    before: str
    text: str
    beside: str
    """The words by which the page is found whatever the text."""
    start: int
    end: int
    """Where in the page the one before stands."""
    record: tuple[str, int]
    """Of the file: `Parts.sum_up`, and the lines of the text."""
    seen: tuple[Stamp, str]
    """Stamp and sha256 of the file."""


def rebuild_prose(root: Path, output: Path, ledger: Ledger, changed: Iterable[str]) -> bool | None:
    """Build the site anew where only the texts in the records `changed` are others than those that the
    `ledger` knows, and write down that it was; whether a page is another now. None, and nothing is done,
    where more has changed or anything goes wrong."""
    try:
        return _rebuild(root, output, ledger, changed)
    except (_WholeBuildError, SourcelineError, OSError, LookupError):
        return None  # a whole build does it, or says what is wrong


def _rebuild(root: Path, output: Path, ledger: Ledger, changed: Iterable[str]) -> bool:
    check_inside(root, PurePosixPath(FOLDER))
    begun = time.time_ns()
    snapshot = Snapshot.from_plain(ledger["site"])
    notebook = recall_notebook(root, ledger)
    with claim_output(output, root, snapshot=snapshot, trusted=True) as claim:
        edits = {path: read_edit(root, ledger, notebook, path) for path in changed}
        index = change_index(notebook, edits.values())
        draft = open_draft(claim, snapshot)
        files = dict(draft.published)
        try:
            for path, edit in edits.items():
                html = replace_unfit(render_markdown(edit.text)).encode()
                exchange_text(draft, files, edit.page, (edit.start, edit.end), html)
                end = edit.start + len(html)
                ledger["prose"][path] = (edit.page, edit.start, end, *edit.record)
            if index:
                page, gap = ledger["search"]
                exchange_index(draft, files, page, gap, index)
        except BaseException:
            discard_draft(draft)
            raise
        published = publish_draft(draft, files)
        if index:
            names = notebook.write_sheet(_SHEET, [(MEMO, tuple(index))])
            if not names:
                raise _WholeBuildError
            notebook.sheets.update(dict.fromkeys(names, _SHEET))
    for path, edit in edits.items():
        ledger["texts"][path] = edit.text
        stamp, ledger["digests"][path] = edit.seen
        ledger["inputs"][path] = settle(stamp, begun)
    ledger["site"] = published.snapshot.to_plain()
    write_ledger(locate_ledger(str(root), str(output)), ledger)
    return published.changed


def read_edit(root: Path, ledger: Ledger, notebook: Notebook, path: str) -> _Edit:
    """The new text in the record at `path`, which is the same in all else. Where a problem is told at a place in
    the file, nothing below the text may have moved."""
    page, start, end, total, lines = ledger["prose"][path]
    stamp = stamp_path(f"{root}/{path}")
    data = read_bytes(root, path)
    parts = part_text(data)
    if parts is None or stamp is None or parts.sum_up() != total:
        raise _WholeBuildError
    if path in ledger["placed"] and parts.after and parts.lines != lines:
        raise _WholeBuildError
    text = read_text(data, path, parts)
    before, beside = notebook.read(f"{WORDS} {page.removesuffix('/index.html')}")
    before = ledger["texts"].get(path, before)
    if text is None or not text.strip() or find_side(text) != find_side(before):
        raise _WholeBuildError
    seen = stamp, hashlib.sha256(data).hexdigest()
    return _Edit(page, before, text, beside, start, end, (total, parts.lines), seen)


def exchange_text(
    draft: Draft, files: dict[str, str], path: str, gap: tuple[int, int], text: bytes
) -> None:
    """Write the page with another text in its gap."""
    with open(f"{draft.claim.output}/{path}", "rb") as file:  # noqa: PTH123 - pathlib takes twice as long
        data = file.read()
    if hashlib.sha256(data).hexdigest() != files[path]:
        raise _WholeBuildError
    start, end = gap
    files[path] = draft.write(path, data[:start] + text + data[end:])


def change_index(notebook: Notebook, edits: Iterable[_Edit]) -> Index | None:
    """The index with the words of the new texts; None where no word is found now that was not, and none is
    not that was."""
    index: Index | None = None
    for edit in edits:
        beside = frozenset(edit.beside.split())
        gone, come = gather_prose(edit.before) - beside, gather_prose(edit.text) - beside
        if gone != come:
            index = index or Index(*notebook.read(MEMO))
            name = edit.page.removesuffix("/index.html")
            index = change_words(index, name, sorted(gone - come), sorted(come - gone))
    return index


def exchange_index(
    draft: Draft, files: dict[str, str], page: str, gap: tuple[int, int] | None, index: Index
) -> None:
    """Write the files of the index, which stand in a folder of another name, and the page that names it."""
    if gap is None:
        raise _WholeBuildError
    for path in [path for path in files if path.startswith(f"{INDEX}/")]:
        del files[path]
    scripts = write_index(index)
    for path, text in scripts.items():
        files[path] = draft.write(path, replace_unfit(text).encode())
    # A folder's name is as long as that of the one before: the gap stays where it is.
    exchange_text(draft, files, page, gap, locate_index(scripts).encode())
