"""The manual: every file it shows is one that can be loaded."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest

from sourceline.check import check_chronicle
from sourceline.model import EventRecord, Extraction, ProfileRecord, Settings
from sourceline.pipeline.reading import read_sources
from sourceline.pipeline.reports import ignore_progress
from sourceline.store import load_records, read_settings
from sourceline.store.extracted import ExtractionFile, decode_extraction
from sourceline.store.schema import KEYS, UNWRITTEN
from sourceline.store.sources import Sidecar
from sourceline.weave import weave

DOCS = Path(__file__).resolve().parents[2] / "docs"
FORMAT = (DOCS / "content-format.md").read_text(encoding="utf-8")
EXAMPLE = re.compile(r"^```\w+ (content/\S+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """The files that the manual shows, as a site."""
    for page in ("content-format.md", "editing.md"):
        for path, text in EXAMPLE.findall((DOCS / page).read_text(encoding="utf-8")):
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            assert not (tmp_path / path).exists(), f"{path} is shown twice"
            (tmp_path / path).write_text(text, encoding="utf-8")
    return tmp_path


def load_extraction(site: Path) -> Extraction:
    """The extraction shown, which has no seal."""
    path = "content/extracted/tide.yaml"
    return decode_extraction((site / path).read_bytes(), path, "tide")


def test_every_example_loads(site: Path) -> None:
    """Settings, sources, records and the extraction of the manual are read without a problem."""
    settings, faults = read_settings(site)
    sources, problems = read_sources(site, ignore_progress)
    records, more = load_records(site)
    assert (faults, problems, more) == ((), (), ())
    assert (
        settings.title,
        len(sources),
        len(records.events),
        len(records.profiles),
    ) == ("Tidal power", 2, 4, 5)
    assert len(load_extraction(site).events) == 2


def test_examples_make_a_site(site: Path) -> None:
    """Woven together, the examples do what the manual says of them."""
    sources, _ = read_sources(site, ignore_progress)
    records, _ = load_records(site)
    chronicle, problems = weave(Settings(), sources, [load_extraction(site)], records)
    faults = [p for p in check_chronicle(chronicle, records) if p.severity == "error"]
    assert (problems, faults) == ((), [])
    assert [(event.id, event.date and event.date.edtf) for event in chronicle.events] == [
        ("northwind-founded", "2024"),
        ("first-turbine", "2029-21"),
        ("ada-fenwick-departure", "2031-05-05"),
        ("bruno-castellan-leads", "2031-05-06"),
    ]
    assert [profile.id for profile in chronicle.profiles] == [
        "ada-fenwick",
        "bruno-castellan",
        "cora-lindqvist",
        "northwind-tide",
        "tidal-turbines",
    ]
    assert chronicle.redirects == (("people/bruno/", "people/bruno-castellan/"),)


@pytest.mark.parametrize("cls", [Settings, Sidecar, ExtractionFile, EventRecord, ProfileRecord])
def test_every_key_is_described(cls: type) -> None:
    """Each key that a file may hold stands in the manual."""
    keys = {KEYS.get(field.name, field.name) for field in fields(cls)} - UNWRITTEN
    assert set() == {
        key for key in keys if not re.search(rf"`{key}`|^\s*{key}:", FORMAT, re.MULTILINE)
    }
