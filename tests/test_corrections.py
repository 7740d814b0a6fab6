"""The command `corrections`, between two builds."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest
from trees import read_tree, write_tree

from sourceline.errors import ContentError, UsageError
from sourceline.pipeline import build_site, correct_site

EVENTS = {
    "content/events/mast.yaml": "title: The mast falls\ndate: 2029-04\nparticipants: [Cora]\n",
    "content/events/turbine.yaml": "title: The turbine turns\ndate: 2029-03\n",
    "content/sources/tide.txt": "The tide is a slow engine.\n",
}
ROOT = Path(__file__).resolve().parent.parent
FILE = "content/corrections.yaml"
ENTRY = (
    "- on: 2031-06-01\n  page: events/turbine\n  what: date\n  before: 2029-03\n  after: 2029-05\n"
)


def run(site: Path, *args: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "sourceline", "corrections", "-C", str(site), *args],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def built(tmp_path: Path) -> Path:
    """A site that was published, and of which one date was mended since."""
    write_tree(tmp_path, EVENTS)
    build_site(tmp_path, tmp_path / "public")
    write_tree(
        tmp_path, {"content/events/turbine.yaml": "title: The turbine turns\ndate: 2029-05\n"}
    )
    return tmp_path


def test_two_builds(built: Path) -> None:
    """The command adds what changed, once; the next build shows it and publishes its new state; then there
    is nothing more to correct."""
    dry = run(built, "--dry-run", "--on", "2031-06-01")
    assert (
        dry.stdout
        == "events/turbine: date: 2029-03 → 2029-05\n1 correction, nothing was written.\n"
    )
    assert not (built / FILE).exists()
    first = run(built, "--on", "2031-06-01")
    assert first.stdout == (
        f"events/turbine: date: 2029-03 → 2029-05\nAdded 1 correction of 2031-06-01 to {FILE}\n"
    )
    assert (built / FILE).read_text() == ENTRY
    nothing = "Nothing that was published is corrected.\n"
    assert run(built, "--on", "2031-06-02").stdout == nothing
    build_site(built, built / "public")
    assert run(built, "--on", "2031-06-02").stdout == nothing
    assert (built / FILE).read_text() == ENTRY
    page = (built / "public/events/turbine/index.html").read_text()
    assert "../../corrections/index.html#c1" in page
    assert 'id="c1"' in (built / "public/corrections/index.html").read_text()


def test_a_day_that_is_not_given_is_today(built: Path) -> None:
    """The command says so; the build itself knows no day."""
    day = datetime.now().astimezone().date().isoformat()
    said = run(built).stdout
    assert re.search(r"Added 1 correction of \d{4}-\d\d-\d\d, today on this machine to", said)
    found = re.findall(r"^- on: (.*)$", (built / FILE).read_text(), re.MULTILINE)
    assert len(found) == 1
    assert found[0] >= day


def test_what_was_corrected_before_may_come_back(built: Path) -> None:
    """A change back is a correction of its own, after those that are there, which stay byte for byte."""
    old = ENTRY.replace("after: 2029-05", "after:   2029-05  # as the log has it")
    write_tree(built, {FILE: old})
    build_site(built, built / "public")
    write_tree(built, {"content/events/turbine.yaml": "title: The turbine turns\ndate: 2029-03\n"})
    correct_site(built, built / "public", on="2031-07")
    build_site(built, built / "public")
    write_tree(built, {"content/events/turbine.yaml": "title: The turbine turns\ndate: 2029-05\n"})
    correct_site(built, built / "public", on="2031-08")
    back = (
        ENTRY.replace("2031-06-01", "2031-07").replace("2029-03", "x").replace("2029-05", "2029-03")
    )
    assert (built / FILE).read_text() == (
        old + back.replace("x", "2029-05") + ENTRY.replace("2031-06-01", "2031-08")
    )


def test_another_published_site(built: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """`--since` names the folder of a site that was published elsewhere."""
    other = tmp_path_factory.mktemp("other") / "site"
    shutil.copytree(built / "public", other)
    build_site(built, built / "public")
    assert correct_site(built, built / "public", on="2031").added == ()
    assert [each.before for each in correct_site(built, other, on="2031", dry=True).added] == [
        "2029-03"
    ]


def test_no_published_site(tmp_path: Path) -> None:
    """Without one to compare with, nothing is done, and it is said what to name."""
    write_tree(tmp_path, EVENTS)
    result = run(tmp_path)
    assert (result.returncode, result.stderr) == (
        2,
        (
            f"error: There is no published site in {tmp_path}/public: corrections/state.json is missing.\n"
            "    Name the folder of one that was built before with --since.\n"
        ),
    )


def test_site_as_known_on_a_day_is_not_compared(built: Path) -> None:
    """What was not known yet was not wrong."""
    build_site(built, built / "then", known_on="2031-05")
    with pytest.raises(UsageError, match="what was known on 2031-05"):
        correct_site(built, built / "then", on="2031")


def test_broken_file_is_left_alone(built: Path) -> None:
    """A typing error stops the command with its place; no byte is changed."""
    write_tree(built, {FILE: ENTRY + "  nota: x\n"})
    before = read_tree(built)
    with pytest.raises(ContentError) as error:
        correct_site(built, built / "public", on="2031")
    assert str(error.value).startswith(f"{FILE}:6:3: error: There is no key 'nota' here.")
    assert read_tree(built) == before


def test_correction_of_no_page_is_noted(built: Path) -> None:
    """A mistyped address is told with its place; a page that is told to be gone is no mistake."""
    gone = "- {on: 2031, page: events/gone, what: removed, before: Gone}\n"
    write_tree(built, {FILE: ENTRY + ENTRY.replace("events/turbine", "events/turbin") + gone})
    report = build_site(built, built / "public")
    assert [str(p) for p in report.problems if p.code == "lost-correction"] == [
        (
            f"{FILE}:7:9: note: This correction is of 'events/turbin', which is no page of the site.\n"
            "    If the address is mistyped, mend it; if the page is gone, add an entry with "
            "'what: removed'. It stands on the page of corrections in any case."
        )
    ]


def test_wrong_day(built: Path) -> None:
    """A day that is none is refused before anything is read."""
    result = run(built, "--on", "yesterday")
    assert (result.returncode, result.stderr) == (
        2,
        "error: 'yesterday' is no date.\n    Write one such as 2024-03-26.\n",
    )
