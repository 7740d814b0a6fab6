"""What `serve` shows: the site in memory, brought to a new state after each save.

Only what a save has changed is read, and only what hangs on that is made anew. Where the content or a template is
broken, the former state stays.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from sourceline.errors import ContentError, Position, Problem, SourcelineError
from sourceline.model import Chronicle, Event, EventRecord, Profile, ProfileRecord, Records
from sourceline.outcome import Outcome
from sourceline.pipeline.ahead import read_ahead
from sourceline.pipeline.edition import Edition, render_desk
from sourceline.pipeline.ledgers import list_known, recall_ledger
from sourceline.pipeline.reports import (
    CheckReport,
    Content,
    Progress,
    Woven,
    is_failing,
    refuse_failing,
)
from sourceline.pipeline.site import keep_readings
from sourceline.pipeline.theme import find_compiled, find_theme, list_folders, read_static
from sourceline.pipeline.weaving import read_content, weave_content
from sourceline.processes import only_grow
from sourceline.render import Renderer
from sourceline.site import Asset, plan_assets
from sourceline.site.addresses import SEARCH, event_path, profile_path
from sourceline.site.assets import THEME
from sourceline.site.desk import DESK
from sourceline.store.files import read_bytes
from sourceline.store.readings import HeldReadings
from sourceline.store.records import decode_record, locate_key
from sourceline.store.settings import SITE

Record = EventRecord | ProfileRecord


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
        self._readings = HeldReadings(root, list_known(recall_ledger(root, output)))
        self._state = _State(None)
        self._asked = ""
        """The page that was asked for last."""
        self._waiting: frozenset[str] = frozenset()
        """What was saved since the edition was made."""
        self._content: Content | None = None
        self._woven: Woven | None = None
        self._records: dict[str, Record] = {}

    # --- pages ---------------------------------------------------------------------------------

    def read(self, path: str) -> bytes | None:
        """The file of the site at `path`; a folder's is its index.html. None where there is none; ContentError
        tells a fault in a template of the site's own.

        Several threads may call it, also while another is in `refresh`.
        """
        name = f"{path}index.html" if path == "" or path.endswith("/") else path
        state = self._state
        if name.endswith(".html"):
            self._asked = name
        if state.edition is None:
            return self._show_faults(state) if name == DESK else self._read_published(name)
        if name == DESK and state.problems:
            return self._show_faults(state)
        return state.edition.read(name)

    def _show_faults(self, state: _State) -> bytes:
        edition, problems = state
        assets = edition.assets if edition else self._plan_assets()
        renderer = edition.renderer if edition else self._make_renderer()
        paths = {asset.name: asset.path for asset in assets}
        return render_desk(renderer, paths, CheckReport(problems=problems))

    def _read_published(self, name: str) -> bytes | None:
        if any(part.startswith(".") for part in name.split("/")):
            return None
        with suppress(ContentError):
            return read_bytes(self._output, name)
        found = {each.path: each.data for each in self._plan_assets()}
        return found.get(name)  # of the desk

    # --- saves ---------------------------------------------------------------------------------

    def refresh(self, changed: frozenset[str], progress: Progress) -> Outcome:
        """Take in what was saved; `changed` has the absolute paths of files, or of folders of which more than one
        file may be another. At the first time all is read, whatever they are. With problems, the desk alone may be another."""
        self._waiting |= changed
        before = self._state.edition
        try:
            with only_grow():
                edition = self._make_edition(before, progress)
        except ContentError as error:
            failing = tuple(each for each in error.problems if is_failing(each, strict=False))
            return self._refuse(failing or error.problems)
        except SourcelineError as error:
            return self._refuse((explain_error(error),))
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
        former, told = self._woven, None
        if former is None or "content" in kinds:
            told = self._retell({path for kind, path in saved if kind == "content"})
            if told is None:
                self._weave(progress)
        woven = self._woven
        assert woven is not None  # noqa: S101 - woven now, or before
        if before is None:
            assets, renderer = self._plan_assets(), self._make_renderer()
            edition = Edition(self._root, woven, assets, renderer)
            if len(list_folders(self._root, "templates")) > 1:
                edition.try_templates(self._asked)
            return edition
        assets = self._plan_assets() if "static" in kinds else before.assets
        renderer = self._make_renderer() if "templates" in kinds else before.renderer
        pages = None
        if assets == before.assets:
            assets = before.assets
            if woven is before.woven:
                pages = before.pages
            elif told is not None and former is before.woven:
                pages = before.pages.tell_anew(woven.chronicle, told)
        if pages is before.pages and renderer is before.renderer:
            return before
        edition = Edition(self._root, woven, assets, renderer, pages, before)
        if renderer is not before.renderer:
            edition.try_templates(self._asked)
        return edition

    def _sort_path(self, path: str) -> tuple[str, str]:
        """Of what a file is part, and its site-relative path."""
        for root in (self._root.absolute(), self._root.resolve(), find_theme()):
            if path.startswith(f"{root}/"):
                inside = path.removeprefix(f"{root}/")
                kind = inside.partition("/")[0]
                if kind in ("templates", "static") or root != find_theme():
                    return kind, inside
        return "", path

    # --- content -------------------------------------------------------------------------------

    def _weave(self, progress: Progress) -> None:
        """Read what has changed, and weave all of it where that shows anything new."""
        first = self._content is None
        if first:
            read_ahead(self._root, self._readings, None)
        content = read_content(
            self._root, progress, engine=self._engine, jobs=None, readings=self._readings
        )
        if first:
            keep_readings(self._readings)
        if content != self._content or self._woven is None:
            woven = weave_content(content)
            refuse_failing(woven.problems)
            self._woven = woven
            # What is held now is held for long: to look through it for garbage again and again would take seconds.
            gc.freeze()
        self._content = content
        written: tuple[Record, ...] = (*content.records.events, *content.records.profiles)
        self._records = {locate_key(record).path: record for record in written}

    def _retell(self, saved: Iterable[str]) -> frozenset[str] | None:
        """Exchange the texts of records, where nothing else in the files `saved` is another: nothing is woven of
        them. The tasks that show them; None where all must be woven."""
        if self._content is None or self._woven is None:
            return None
        edits: dict[str, tuple[Record, Record]] = {}
        for path in saved:
            old = self._records.get(path)
            if old is None or not (self._root / path).is_file():
                return None
            new = decode_record(read_bytes(self._root, path), path, type(old))
            if new != old:
                if not is_retold(old, new):
                    return None
                edits[path] = old, new
        if not edits:
            return frozenset()
        told = exchange_texts(self._woven.chronicle, edits.values())
        if told is None:
            return None
        chronicle, tasks = told
        self._records = {**self._records, **{path: new for path, (_, new) in edits.items()}}
        records = exchange_records(self._content.records, edits.values())
        self._content = replace(self._content, records=records)
        self._woven = replace(
            self._woven, records=records, chronicle=chronicle, retold=self._content
        )
        return tasks

    def _make_renderer(self) -> Renderer:
        return Renderer(list_folders(self._root, "templates"), find_compiled(self._root))

    def _plan_assets(self) -> tuple[Asset, ...]:
        return plan_assets(read_static(self._root))


# --- texts ------------------------------------------------------------------------------------


def is_retold(old: Record, new: Record) -> bool:
    """Whether a record is the same but for its text."""
    same = replace(new, text=old.text, positions=old.positions)
    return bool(old.text and new.text) and same == old


def exchange_texts(
    chronicle: Chronicle, edits: Iterable[tuple[Record, Record]]
) -> tuple[Chronicle, frozenset[str]] | None:
    """The chronicle with other texts, and the tasks that show them; None where it does not show them as they are
    written, or may show them anywhere."""
    events: dict[str, Event] = {event.id: event for event in chronicle.events}
    profiles: dict[str, Profile] = {profile.id: profile for profile in chronicle.profiles}
    tasks = {SEARCH}
    for old, new in edits:
        text = new.text or ""
        if isinstance(old, EventRecord):
            event = events.get(old.id)
            if event is None or event.text != old.text or not chronicle.settings.event_pages:
                return None
            events[old.id] = replace(event, text=text)
            tasks.add(event_path(old.id))
        else:
            profile = profiles.get(old.id)
            if profile is None or profile.text != old.text:
                return None
            profiles[old.id] = replace(profile, text=text)
            tasks.add(profile_path(profile.kind, old.id))
    told = replace(chronicle, events=tuple(events.values()), profiles=tuple(profiles.values()))
    return told, frozenset(tasks)


def exchange_records(records: Records, edits: Iterable[tuple[Record, Record]]) -> Records:
    """The records with others in the place of some."""
    news = {id(old): new for old, new in edits}
    events: Any = tuple(news.get(id(each), each) for each in records.events)
    profiles: Any = tuple(news.get(id(each), each) for each in records.profiles)
    return replace(records, events=events, profiles=profiles)


# --- what is told -----------------------------------------------------------------------------


def list_styles(before: Edition, edition: Edition) -> tuple[str, ...]:
    """The style sheets, where nothing else is another."""
    if edition.woven is not before.woven or edition.renderer is not before.renderer:
        return ()
    changed = set(edition.paths.items()) ^ set(before.paths.items())
    if {name for name, _ in changed} != {THEME} or THEME not in edition.paths:
        return ()
    return (edition.paths[THEME],)


def explain_error(error: SourcelineError) -> Problem:
    """Another error than one of the content, as a problem: its first line, and what to do."""
    message, _, remedy = str(error).partition("\n")
    return Problem(Position(SITE), "preview", message, remedy.strip() or "Save again to try again.")
