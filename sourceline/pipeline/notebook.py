"""What the tasks of a build note for the next one, in a folder of its own beside the ledger.

The folder has a sheet for each batch of tasks, so that each worker writes its own. A build that makes every
page begins a folder with a new name, and the ledger tells it; one that makes some of them adds sheets with
numbers of their own. So what a build noted that was killed before the end, nobody reads.
"""

from __future__ import annotations

import marshal
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sourceline.ledger import FOLDER, Ledger
from sourceline.store.blobs import read_blobs, write_blobs

if TYPE_CHECKING:
    from sourceline.render.gaps import Gap


class Notebook:
    """Plain values by name, each on one of the sheets."""

    def __init__(self, folder: Path, sheets: dict[str, int] | None = None) -> None:
        self.folder = folder
        self.sheets = {} if sheets is None else sheets
        """Name → number of its sheet; of names with a space in them, their first word, which has one sheet."""
        self.gaps: dict[str, Gap] = {}
        """Page → where in it the text stands that may be exchanged."""
        self.first = 0
        """The number of the next sheet."""

    def write_sheet(self, number: int, values: Iterable[tuple[str, Any]]) -> list[str]:
        """Write values on a sheet of their own; what `sheets` is to know of it. Where that fails, none is
        noted."""
        blobs = [(name, marshal.dumps(value)) for name, value in values]
        if not blobs:
            return []
        try:
            write_blobs(self._locate(number), blobs, self._make_head())
        except OSError:
            return []
        return list(dict.fromkeys(find_sheet(name) for name, _ in blobs))

    def read(self, name: str) -> Any:
        """A value; KeyError where it is not noted, or its sheet is damaged."""
        blob = read_blobs(self._locate(self.sheets[find_sheet(name)]), self._make_head())[name]
        return marshal.loads(blob)  # noqa: S302 - our own bytes, under a checksum

    def resume(self, folder: Path, sheets: dict[str, int]) -> None:
        """Add to the notebook of a former build, of which these `sheets` stay."""
        self.folder, self.sheets = folder, sheets
        self.first = 1 + max(sheets.values(), default=-1)

    def _make_head(self) -> bytes:
        return f"\nsourceline notes 1 {self.folder.name}\n".encode()

    def _locate(self, number: int) -> Path:
        return self.folder / f"{number}.notes"

    def drop_unused(self) -> None:
        """Delete the sheets that nobody will ask for, and what a failing disk left of some."""
        used = {f"{number}.notes" for number in self.sheets.values()}
        for path in _find(self.folder, "*.notes*"):
            if path.name not in used:
                with suppress(OSError):
                    path.unlink()

    def drop_others(self) -> None:
        """Delete the notebooks of former builds that went to the same output."""
        import shutil  # noqa: PLC0415 - not for an edit of prose

        kind = self.folder.name.partition("-")[0]
        for folder in _find(self.folder.parent, f"{kind}-*"):
            if folder != self.folder:
                with suppress(OSError):
                    shutil.rmtree(folder)


def _find(folder: Path, pattern: str) -> list[Path]:
    """What is to be tidied up; nothing where the folder cannot be read, for which the next build is soon enough."""
    with suppress(OSError):
        return list(folder.glob(pattern))
    return []


def recall_notebook(root: Path, ledger: Ledger) -> Notebook:
    """That of the build which wrote the ledger."""
    return Notebook(root / FOLDER / ledger["notebook"], ledger["sheets"])


def find_sheet(name: str) -> str:
    """ "words events/x" stands on the sheet "words"."""
    return name.partition(" ")[0]
