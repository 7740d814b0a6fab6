"""What `serve` shows: the site in memory, brought to a new state after each save.

Only what a save has changed is read, and only what hangs on that is made anew. Where the content or a template is
broken, the former state stays.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

from sourceline.errors import ContentError, Problem
from sourceline.model import Chronicle, Records
from sourceline.outcome import Outcome
from sourceline.pipeline.ahead import read_ahead
from sourceline.pipeline.edition import Edition, name_assets, render_desk
from sourceline.pipeline.ledgers import list_known, recall_ledger
from sourceline.pipeline.reports import (
    CheckReport,
    Content,
    Progress,
    is_failing,
    list_lasting,
    refuse_failing,
)
from sourceline.pipeline.site import keep_readings
from sourceline.pipeline.texts import Edit, Record, Telling, tell_anew
from sourceline.pipeline.theme import find_compiled, find_theme, list_folders, read_static
from sourceline.pipeline.weaving import read_content, weave_content
from sourceline.processes import only_grow
from sourceline.render import Renderer
from sourceline.site import Asset, plan_assets
from sourceline.site.addresses import NOT_FOUND
from sourceline.site.assets import THEME
from sourceline.site.desk import DESK
from sourceline.site.lookup import list_retold
from sourceline.store import HeldReadings
from sourceline.store.files import read_bytes
from sourceline.store.records import EVENTS, PROFILES, decode_record, locate_key
from sourceline.weave.memory import Memory

_THEMED = ("templates", "static")
_CLEANING = 50
"""Each so many weavings, garbage is looked for in all that is held."""


class _State(NamedTuple):
    """What is shown at one moment."""

    edition: Edition | None
    """None while nothing could be woven."""
    problems: tuple[Problem, ...] = ()
    """What stands in the way of a newer one."""


class Preview:
    """The site in the folder `root`, as `build` would publish it now."""

    def __init__(self, root: Path, output: Path, *, engine: str | None = None) -> None:
        """Nothing is read before `refresh`. `output`: where the site was published last, which is shown until
        the content can be woven."""
        self._root, self._output, self._engine = root, output, engine
        self._readings: HeldReadings | None = None
        self._state = _State(None)
        places = [(place, ("content", *_THEMED)) for place in (root.absolute(), root.resolve())]
        # The theme may stand below the site, where Python is installed in a folder of it.
        self._places = (*places, (find_theme(), _THEMED))
        self._asked = ""
        """The page of the site that was asked for last."""
        self._waiting: frozenset[str] = frozenset()
        """What was saved since the edition was made."""
        self._content: Content | None = None
        self._chronicle: Chronicle | None = None
        """Woven of it, where it is not broken."""
        self._memory = Memory()
        self._weavings = 0
        self._records: dict[str, Record] = {}
        """By their paths."""

    # --- pages ---------------------------------------------------------------------------------

    def read(self, path: str) -> bytes | None:
        """The file of the site at `path`; a folder's is its index.html. None where there is none; ContentError
        tells a fault in a template of the site's own.

        Several threads may call it, also while another is in `refresh`.
        """
        name = f"{path}index.html" if path == "" or path.endswith("/") else path
        try:
            data = self._read_file(name)
        except ContentError:
            self._note_asked(name)
            raise
        if data is not None:
            self._note_asked(name)
        return data

    def _note_asked(self, name: str) -> None:
        # Beside a page, browsers ask for what no site has.
        if name.endswith(".html") and name != NOT_FOUND:
            self._asked = name

    def _read_file(self, name: str) -> bytes | None:
        state = self._state
        if state.edition is None:
            return self._show_faults(state) if name == DESK else self._read_published(name)
        if name == DESK and state.problems:
            return self._show_faults(state)
        return state.edition.read(name)

    def _show_faults(self, state: _State) -> bytes:
        edition, problems = state
        assets = edition.assets if edition else self._plan_assets()
        renderer = edition.renderer if edition else self._make_renderer()
        return render_desk(renderer, name_assets(assets), CheckReport(problems=problems))

    def _read_published(self, name: str) -> bytes | None:
        if any(part.startswith(".") for part in name.split("/")):
            return None
        with suppress(ContentError):
            return read_bytes(self._output, name)
        found = {each.path: each.data for each in self._plan_assets()}
        return found.get(name)  # of the desk

    # --- saves ---------------------------------------------------------------------------------

    def refresh(self, changed: frozenset[str], progress: Progress) -> Outcome:
        """Take in what was saved; `changed` has the absolute paths of files, or of folders in which any file may be
        another. At the first time all is read, whatever they are. Where there are problems, the desk alone may be
        another page; what was saved waits for the next time. What is no fault of the content is raised."""
        self._waiting |= changed
        before = self._state.edition
        try:
            with only_grow():
                edition = self._make_edition(before, progress)
        except ContentError as error:
            failing = tuple(each for each in error.problems if is_failing(each, strict=False))
            return self._refuse(failing or error.problems)
        self._waiting = frozenset()
        told = self._state.problems
        self._state = _State(edition)
        if edition is before:
            return Outcome(changed=bool(told))
        styles = () if told or before is None else list_styles(before, edition)
        return Outcome(changed=not styles, styles=styles)

    def _refuse(self, problems: tuple[Problem, ...]) -> Outcome:
        self._state = _State(self._state.edition, problems)
        return Outcome(changed=self._asked == DESK, problems=problems)

    def _make_edition(self, before: Edition | None, progress: Progress) -> Edition:
        """The site after what was saved; `before` itself where that shows nothing new."""
        saved = set(map(self._sort_path, self._waiting))
        kinds = {kind for kind, _ in saved}
        former, told = self._chronicle, None
        if former is None or "content" in kinds:
            told = self._take_content([path for kind, path in saved if kind == "content"], progress)
        content, chronicle = self._content, self._chronicle
        assert content is not None and chronicle is not None  # noqa: S101, PT018 - woven now, or before
        if before is None:
            assets, renderer = self._plan_assets(), self._make_renderer()
            edition = Edition(self._root, content, chronicle, assets, renderer)
            if len(list_folders(self._root, "templates")) > 1:
                edition.try_templates(self._asked)
            return edition
        assets = self._plan_assets() if "static" in kinds else before.assets
        renderer = self._make_renderer() if "templates" in kinds else before.renderer
        pages = None
        if chronicle is before.chronicle:
            pages = before.pages
        elif told and former is before.chronicle:
            pages = before.pages.tell_anew(told)
        elif (retold := list_retold(before.chronicle, chronicle)) is not None:
            pages = before.pages.retell(chronicle, retold)
        if pages and assets != before.assets:
            pages = pages.dress_anew(assets)
        if pages is before.pages and renderer is before.renderer:
            return before
        edition = Edition(self._root, content, chronicle, assets, renderer, pages, before)
        if renderer is not before.renderer:
            edition.try_templates(self._asked)
        return edition

    def _sort_path(self, path: str) -> tuple[str, str]:
        """Of what a file is part, and its site-relative path."""
        for place, kinds in self._places:
            inside = path.removeprefix(f"{place}/")
            kind = inside.partition("/")[0]
            if inside != path and kind in kinds:
                return kind, inside
        return "", path

    # --- content -------------------------------------------------------------------------------

    def _take_content(self, saved: Sequence[str], progress: Progress) -> Telling | None:
        """Read the files that were `saved`, and weave where that shows anything new. Where texts are all that is
        another, only those are exchanged: what has them."""
        known, edits = self._content, self._read_records(saved)
        if known is None or edits is None:
            content = self._read_content(progress)
        else:
            content = replace(known, records=exchange_records(known.records, edits))
            told = self._chronicle and tell_anew(self._chronicle, edits)
            if told:
                self._content, self._chronicle = content, told.chronicle
                self._records |= key_records(new for _, new in edits)
                return told
        if known is None or self._chronicle is None or not _is_same(content, known):
            self._chronicle = weave_sound(content, self._memory)
            self._weavings += 1
            freeze_all(cleaning=self._weavings % _CLEANING == 0)
        self._content = content
        if known is None or edits is None:
            self._records = key_records((*content.records.events, *content.records.profiles))
        else:
            self._records |= key_records(new for _, new in edits)
        return None

    def _read_content(self, progress: Progress) -> Content:
        readings, first = self._readings, self._readings is None
        if readings is None:
            known = list_known(recall_ledger(self._root, self._output))
            readings = self._readings = HeldReadings(self._root, known)
            read_ahead(self._root, readings, None)
        content = read_content(
            self._root, progress, engine=self._engine, jobs=None, readings=readings
        )
        if first:
            keep_readings(readings)
        return content

    def _read_records(self, saved: Iterable[str]) -> list[Edit] | None:
        """The records in files, with what was in them before; None where they are not all known."""
        edits = []
        if self._content and self._content.redaction:
            return None  # what is exchanged alone would not be searched for what is withheld
        for path in saved:
            old = self._records.get(path)
            if old is None and self._is_passing(path):
                continue
            if old is None or not (self._root / path).is_file():
                return None
            new = decode_record(read_bytes(self._root, path), path, type(old))
            if new.id != old.id:
                return None
            edits.append((old, new))
        return edits

    def _is_passing(self, path: str) -> bool:
        """Whether a file came beside the records and is gone again, such as an editor's backup."""
        return (
            PurePosixPath(path).is_relative_to(EVENTS)
            or PurePosixPath(path).is_relative_to(PROFILES)
        ) and not (
            (self._root / path).exists()
            or any(known.startswith(f"{path}/") for known in self._records)
        )

    def _make_renderer(self) -> Renderer:
        return Renderer(list_folders(self._root, "templates"), find_compiled(self._root))

    def _plan_assets(self) -> tuple[Asset, ...]:
        return plan_assets(read_static(self._root))


# --- content ----------------------------------------------------------------------------------


def freeze_all(*, cleaning: bool) -> None:
    """Look for no garbage in what is held now: it is held for long, and to look again and again takes seconds.

    Garbage of this moment is frozen as well, some 45 objects of each page that was shown, and stays for ever unless
    a `cleaning` takes away what others left.
    """
    if cleaning:
        gc.unfreeze()
        gc.collect()
    gc.freeze()


def _is_same(content: Content, known: Content) -> bool:
    """Whether two readings give the same chronicle and tell the same problems, but for what is told once."""
    one, other = (
        (
            each.settings,
            each.records,
            each.reading.sources,
            each.reading.extractions,
            list_lasting(each.problems),
        )
        for each in (content, known)
    )
    return one == other


def weave_sound(content: Content, memory: Memory) -> Chronicle:
    """The chronicle; ContentError where the content has errors."""
    woven = weave_content(content, memory)
    refuse_failing(woven.problems)
    return woven.chronicle


def key_records(written: Iterable[Record]) -> dict[str, Record]:
    """Records by their paths."""
    return {locate_key(record).path: record for record in written}


def exchange_records(records: Records, edits: Iterable[Edit]) -> Records:
    """The records with others in the place of some."""
    news = {id(old): new for old, new in edits}
    events: Any = tuple(news.get(id(each), each) for each in records.events)
    profiles: Any = tuple(news.get(id(each), each) for each in records.profiles)
    return replace(records, events=events, profiles=profiles)


# --- what is told -----------------------------------------------------------------------------


def list_styles(before: Edition, edition: Edition) -> tuple[str, ...]:
    """The style sheets, where nothing else is another."""
    if edition.chronicle is not before.chronicle or edition.renderer is not before.renderer:
        return ()
    changed = set(edition.paths.items()) ^ set(before.paths.items())
    if {name for name, _ in changed} != {THEME} or THEME not in edition.paths:
        return ()
    return (edition.paths[THEME],)
