"""What all generators share."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from bench.generators.__main__ import PEERS, install_all
from bench.generators.generator import Generator, InstallError, find_reason, run_quietly
from bench.generators.peers.hugo import Hugo


class Absent(Hugo):
    """A peer that cannot be had."""

    name = "absent"

    def install(self, place: Path) -> str:  # noqa: ARG002 - of the protocol
        """Its installer fails."""
        return run_quietly([sys.executable, "-c", "raise SystemExit('ERROR: no such thing')"])


def test_what_cannot_be_installed_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A peer that cannot be installed is left out and named with the reason; the others go on."""
    kinds: list[type[Generator]] = [Absent]
    assert install_all(kinds, tmp_path) == []
    told = capsys.readouterr().out
    assert told.startswith("left out: absent, which cannot be installed here: ")
    assert told.endswith("ERROR: no such thing\n")


def test_missing_program() -> None:
    """A program that is not there is told by name."""
    with pytest.raises(InstallError, match=r"^no-such-program cannot be run: No such file"):
        run_quietly(["no-such-program"])


@pytest.mark.parametrize(
    ("printed", "reason"),
    [
        (
            "added 2 packages\n\nError: A\nlibc: version `X' not found\nat line 3",
            "libc: version `X' not found",
        ),
        ("trying\nERROR: No match\n", "ERROR: No match"),
        ("gave up\n", "gave up"),
        ("", "it said nothing"),
    ],
)
def test_reason_of_a_failure(printed: str, reason: str) -> None:
    """Of what a failed command printed, the line is told that says most."""
    assert find_reason(printed) == reason


@pytest.mark.parametrize("kind", PEERS.values(), ids=list(PEERS))
def test_wipe(kind: type[Generator], tmp_path: Path) -> None:
    """A cold build has neither output nor caches, and the content stays."""
    generator = kind()
    for name in ("public/a/b.html", "content/a.md"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    for name in generator.caches:
        (tmp_path / name).touch()
    generator.wipe(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["content"]
