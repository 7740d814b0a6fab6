"""Files that are read by processes of their own: what takes too much is named, and all others are read."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from trees import write_tree

from sourceline.pipeline.reading import choose_risky, find_leave, read_sources
from sourceline.pipeline.reports import ignore_progress
from sourceline.store import Readings
from sourceline.wardens import Leave

ROOT = Path(__file__).resolve().parent.parent.parent
MAIL = "From: Ada Fenwick <ada@example.org>\nSubject: The tide\n\nThe tide turned on 5 May 2031.\n"
# In a process without threads, which can be copied with what is put into it here.
CODE = """
import sys
from pathlib import Path
from sourceline.pipeline import reading
from sourceline.pipeline.reports import ignore_progress
from sourceline.wardens import Leave

read = reading._read_path

def read_oddly(root, path):
    while "slow" in path:
        pass
    held = [bytearray(b"x" * 10_000_000) for _ in range(100)] if "greedy" in path else []
    while held:
        pass
    return read(root, path)

reading._read_path = read_oddly
reading.find_leave = lambda root, path: Leave(4 if "greedy" in path else 0.1, 200_000_000)
sources, problems = reading.read_sources(Path(sys.argv[1]), ignore_progress)
print(*(source.id for source in sources))
print(*problems, sep="\\n")
"""


def test_what_takes_too_much_is_named(tmp_path: Path) -> None:
    """Beside a file that is read for ever and one that fills the memory, the others are read."""
    names = ("a", "greedy", "m", "slow", "z")
    write_tree(tmp_path, {f"content/sources/{name}.eml": MAIL for name in names})
    done = subprocess.run(
        [sys.executable, "-c", CODE, str(tmp_path)],
        env={"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    remedy = "    Copy the text of the article into a .txt file in its place, split it into several, or move it away.\n"
    assert (done.stderr, done.stdout) == (
        "",
        (
            "a m z\n"
            "content/sources/greedy.eml: error: Reading this source took more than 0.2 GB of memory, more than any of its"
            f" size should; it was stopped.\n{remedy}"
            "content/sources/slow.eml: error: Reading this source took more than 0 s of the processor, more than any of its"
            f" size should; it was stopped.\n{remedy}"
        ),
    )


def test_large_files_and_pdfs_are_risky(tmp_path: Path) -> None:
    """A short text is read by this process; a long one, a page and a PDF are not."""
    files = {
        "content/sources/a.txt": "x" * 200_001,
        "content/sources/b.txt": "x" * 200_000,
        "content/sources/c.html": "x" * 200_001,
        "content/sources/d.PDF": "x",
    }
    write_tree(tmp_path, files)
    assert choose_risky(tmp_path, [*files]) == {*files} - {"content/sources/b.txt"}


def test_leave_grows_with_the_file(tmp_path: Path) -> None:
    """A file that is gone has the least of it."""
    write_tree(tmp_path, {"a.txt": "x" * 2_000_000})
    assert find_leave(tmp_path, "a.txt") == Leave(220, 1_100_000_000)
    assert find_leave(tmp_path, "b.txt") == Leave(120, 1_000_000_000)


def test_what_is_kept_is_lost_or_found_between_two_looks(tmp_path: Path) -> None:
    """On a disk that fails now and then, every source still has its own text."""
    names = [f"{n}.txt" for n in range(6)]
    write_tree(tmp_path, {f"content/sources/{name}": f"The text of {name}.\n" for name in names})
    read_sources(tmp_path, ignore_progress, first := Readings(tmp_path))
    first.save()

    class Wavering(Readings):
        """Says the contrary of what it has, of half of the files."""

        def holds(self, name: str, digests: Iterable[str]) -> bool:
            return super().holds(name, digests) != (name[-5] in "024")

    write_tree(tmp_path, {f"content/sources/{name}": f"Text {name}.\n" for name in names[3:]})
    sources, problems = read_sources(tmp_path, ignore_progress, Wavering(tmp_path))
    assert problems == ()
    assert [source.text for source in sources] == [
        *(f"The text of {name}.\n" for name in names[:3]),
        *(f"Text {name}.\n" for name in names[3:]),
    ]
