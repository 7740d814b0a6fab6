"""Bad input: each kind is refused with its place, cause and remedy, and the last good site stays."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from trees import read_tree

from sourceline.pipeline import build_site

ROOT = Path(__file__).resolve().parent.parent

GOOD = """id: harbour-opens
title: The harbour opens
date: 2031-05-01
"""

EVENT_KEYS = (
    "    The keys are: id, title, kind, date, status, participants, topics, text, evidence, of, reject, merge, not, "
    "split, pin, reviewed, added, note.\n"
)


@dataclass(frozen=True)
class Bad:
    """Files that spoil a good site, and all that is said of errors."""

    files: dict[str, str | bytes]
    errors: str


BAD = {
    "empty source": Bad(
        {"content/sources/empty.txt": ""},
        "content/sources/empty.txt:1:1: error: The source is empty.\n"
        "    Put the text of the article into the file, or delete the file.\n",
    ),
    "not UTF-8": Bad(
        {"content/sources/latin.txt": "Les élèves\n".encode() + b"A caf\xe9.\n"},
        "content/sources/latin.txt:2:6: error: Byte 18 (0xE9) is not UTF-8.\n"
        "    Save the file as UTF-8 in your editor.\n",
    ),
    "broken YAML": Bad(
        {"content/site.yaml": "title: [The harbour\nlead: x\n"},
        "content/site.yaml:1:8: error: The [ that opens here is not closed before line 2.\n"
        "    Close it with ], and put commas between its parts.\n",
    ),
    "unknown key": Bad(
        {"content/events/x.yaml": "title: A\ndaet: 2024\n"},
        "content/events/x.yaml:2:1: error: There is no key 'daet' here. Did you mean 'date'?\n"
        + EVENT_KEYS,
    ),
    "impossible date": Bad(
        {"content/events/x.yaml": "title: A\ndate: 2023-02-29\n"},
        "content/events/x.yaml:2:15: error: '2023-02-29' is no date: There is no day 29 in 2023-02: it has 28 days.\n"
        "    Write 2023-02-28 or 2023-02.\n",
    ),
    "duplicate id": Bad(
        {"content/events/x.yaml": GOOD},
        "content/events/x.yaml:1:5: error: The id 'harbour-opens' is already used by content/events/good.yaml:1:5.\n"
        "    Join the two files, or give one of them another id.\n",
    ),
    "duplicate key": Bad(
        {"content/events/x.yaml": "title: A\ntitle: B\n"},
        "content/events/x.yaml:2:1: error: The key 'title' stands here for the second time; the first is in line 1.\n    Keep one of the two.\n",
    ),
    "reference to nobody": Bad(
        {"content/events/x.yaml": "title: A\ndate: 2024\nparticipants:\n  - profile: ada-fenwik\n"},
        "content/events/x.yaml:4:14: error: There is no profile 'ada-fenwik'.\n"
        "    Did you mean 'ada-fenwick'? Write that. Or add it in content/profiles/.\n",
    ),
    "quote not in source": Bad(
        {
            "content/events/x.yaml": "title: A\ndate: 2024\nevidence:\n  - source: tide\n    exact: It rained all day.\n"
        },
        "content/events/x.yaml:5:12: error: The quote “It rained all day.” is not in content/sources/tide.txt.\n"
        "    Copy the sentence from content/sources/tide.txt as it stands there, or remove the quote.\n",
    ),
    "two pages with one address": Bad(
        {
            "content/profiles/con.yaml": "kind: person\nname: Con Fenwick\ntext: A.\n",
            "content/profiles/con-1143da2b.yaml": "kind: person\nname: Ada Fenwick\ntext: A.\n",
        },
        "content/profiles: error: Two pages would have the address people/con-1143da2b/.\n"
        "    Rename one of the two files, or give one of them another id.\n",
    ),
    "unsafe static file": Bad(
        {"static/Logo.PNG": "x"},
        "static/Logo.PNG: error: The site cannot hold a file at 'static/Logo.PNG': 'Logo.PNG' is not made of a-z, 0-9, "
        "'-', '_' and '.' with a letter or digit at both ends.\n"
        "    Rename the file in static/, or give the record it is made from another id.\n",
    ),
    "several at once": Bad(
        {
            "content/events/x.yaml": "titel: A\nmerge: nothing at all\n",
            "content/site.yaml": "titel: A\n",
            "content/sources/empty.txt": "",
        },
        "content/events/x.yaml:1:1: error: There is no key 'titel' here. Did you mean 'title'?\n"
        + EVENT_KEYS
        + "content/site.yaml:1:1: error: There is no key 'titel' here. Did you mean 'title'?\n"
        "    The keys are: title, lead, about, url, language, author, licence, show, engine, engine_model, llm, embeds, event_pages, data, social_cards, labels.\n"
        "content/sources/empty.txt:1:1: error: The source is empty.\n"
        "    Put the text of the article into the file, or delete the file.\n",
    ),
}


def build(site: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "build.py"), "-C", str(site)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def list_errors(stderr: str) -> str:
    """The errors with their remedies; notes and the count are left out."""
    lines = stderr.splitlines(keepends=True)
    at = [number for number, line in enumerate(lines) if ": error: " in line]
    return "".join(lines[number] + lines[number + 1] for number in at)


@pytest.mark.parametrize("name", BAD)
def test_bad_input(name: str, site: Path) -> None:
    """The build exits with 1, says where, what and how to mend it, and leaves the last good site as it was."""
    bad = BAD[name]
    (site / "content" / "events").mkdir()
    (site / "content" / "events" / "good.yaml").write_text(GOOD, encoding="utf-8")
    build_site(site, site / "public")
    published = read_tree(site / "public")
    for path, text in bad.files.items():
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_bytes(text if isinstance(text, bytes) else text.encode())
    done = build(site)
    assert (done.returncode, done.stdout, list_errors(done.stderr)) == (1, "", bad.errors)
    assert read_tree(site / "public") == published
    for path in bad.files:
        (site / path).unlink()
    assert not build_site(site, site / "public").changed


def test_no_content_folder(tmp_path: Path) -> None:
    """A folder without content/ is named, and nothing is made in it."""
    done = build(tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (
        1,
        "",
        (
            "content: error: There is no content folder here.\n"
            "    Change to the folder of your site, or put a first text into content/sources/ here.\n"
            "1 error.\n"
        ),
    )
    assert list(tmp_path.iterdir()) == []


def test_content_folder_vanishes(site: Path) -> None:
    """When the content is gone, the site that was made from it stays."""
    build_site(site, site / "public")
    published = read_tree(site / "public")
    (site / "content").rename(site / "moved")
    assert build(site).returncode == 1
    assert read_tree(site / "public") == published
