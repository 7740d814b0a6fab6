"""The site in memory: every file of the sample is the one that a build writes, also where pages are kept."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from pages import render_site, theme_assets, theme_renderer
from sample import SAMPLE

from sourceline.model import Chronicle, EventRecord, ProfileRecord, Records
from sourceline.pipeline import edition as module
from sourceline.pipeline.edition import Edition, shorten_chronicle
from sourceline.pipeline.reports import Content, ExtractionReport
from sourceline.pipeline.texts import tell_anew
from sourceline.site import Asset, plan_site
from sourceline.site.desk import DESK

CONTENT = Content(
    settings=SAMPLE.settings,
    records=Records(),
    reading=ExtractionReport(sources=SAMPLE.sources, extractions=(), written=(), problems=()),
    problems=(),
)
EVENT = next(event for event in SAMPLE.events if event.text)
PROFILE = next(profile for profile in SAMPLE.profiles if profile.text)


def open_edition(
    chronicle: Chronicle = SAMPLE, assets: tuple[Asset, ...] = (), former: Edition | None = None
) -> Edition:
    """One with the shipped theme; with the pages of a former one."""
    assets = assets or theme_assets()
    pages = former.pages if former else None
    return Edition(Path(), CONTENT, chronicle, assets, theme_renderer(), pages, former)


def list_wrong(edition: Edition, chronicle: Chronicle = SAMPLE) -> list[str]:
    """The files of which it gives other bytes."""
    files = {path: text.encode() for path, text in render_site(chronicle).items() if path != DESK}
    files |= {asset.path: asset.data for asset in theme_assets()}
    return [path for path, data in files.items() if edition.read(path) != data]


def test_files_of_the_sample(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each is made when it is asked for, by itself and again, and not too many are kept."""
    monkeypatch.setattr(module, "KEPT", 7)
    edition = open_edition()
    assert list_wrong(edition) == []
    assert list_wrong(edition) == []
    assert [p for p in ("", "nothing", "events/nobody/index.html") if edition.read(p)] == []


def test_texts_are_exchanged() -> None:
    """With pages of before, those that show a text are made anew, and no others are wrong."""
    before = open_edition()
    assert list_wrong(before) == []
    edits: list[tuple[EventRecord | ProfileRecord, EventRecord | ProfileRecord]] = [
        (EventRecord(id=EVENT.id, text=EVENT.text), EventRecord(id=EVENT.id, text="New *words*.")),
        (
            ProfileRecord(id=PROFILE.id, text=PROFILE.text),
            ProfileRecord(id=PROFILE.id, text="Quux."),
        ),
    ]
    told = tell_anew(SAMPLE, edits)
    assert told
    assert told.chronicle != SAMPLE
    after = open_edition(told.chronicle, former=before)
    after.pages = before.pages.tell_anew(told)
    assert list_wrong(after, told.chronicle) == []
    assert list_wrong(before) == []


def test_what_is_no_exchange_of_texts() -> None:
    """Another field, a text that comes or goes, one that stands otherwise in the chronicle, and one that may
    show on any page."""
    old = EventRecord(id=EVENT.id, text=EVENT.text)
    new = replace(old, text="New.")
    bare = replace(SAMPLE, settings=replace(SAMPLE.settings, event_pages=False))
    assert tell_anew(SAMPLE, [(old, replace(new, pin=True))]) is None
    assert tell_anew(SAMPLE, [(old, replace(old, text=None))]) is None
    assert tell_anew(SAMPLE, [(replace(old, text=""), new)]) is None
    assert tell_anew(SAMPLE, [(replace(old, text="Others."), new)]) is None
    assert tell_anew(SAMPLE, [(replace(old, id="nobody"), replace(new, id="nobody"))]) is None
    assert tell_anew(bare, [(old, new)]) is None
    same = tell_anew(SAMPLE, [(old, old)])
    assert same
    assert same.chronicle is SAMPLE


def test_other_static_files() -> None:
    """Every page leads to the new ones; one that is open still finds what it was made with under its old name."""
    style = Asset("theme.css", "assets/theme.00000000.css", b"h1 {}")
    before = open_edition(assets=(style,))
    assert before.read("index.html")
    after = open_edition(former=before)
    after.pages = before.pages.dress_anew(theme_assets())
    assert list_wrong(after) == []
    (own,) = (asset.data for asset in theme_assets() if asset.name == "theme.css")
    assert after.read(style.path) == own
    gone = open_edition(assets=(Asset("a.js", "assets/a.1.js", b""),), former=after)
    assert gone.read(style.path) is None


def test_few_pages_try_every_template() -> None:
    """A short chronicle has a page of each kind that the whole one has."""
    kinds = [
        {page.template for page in plan_site(each, assets={})}
        for each in (SAMPLE, shorten_chronicle(SAMPLE))
    ]
    assert kinds[0] == kinds[1]
    open_edition().try_templates("index.html")
