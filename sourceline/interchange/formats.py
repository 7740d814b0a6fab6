"""The table of formats: what can be written and read. A module is loaded when one of its formats is used."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, NamedTuple

from sourceline.errors import UsageError

if TYPE_CHECKING:
    from sourceline.interchange.values import Incoming, Outgoing, Written


class Format(NamedTuple):
    """A kind of file. Functions are named as "module.function" of this package; "": there is none."""

    name: str
    """As a person types it."""
    suffix: str
    """The ending of its files, with the dot."""
    summary: str
    """One line for `--help` and the documentation."""
    writer: str = ""
    """(Outgoing) -> Written."""
    reader: str = ""
    """(bytes, path for messages) -> Incoming."""
    recognizer: str = ""
    """(bytes) -> bool: whether a file with this ending is one; "": each is, that no other format knows."""

    def load_writer(self) -> Callable[[Outgoing], Written]:
        """The function that writes it; UsageError when there is none."""
        if not self.writer:
            names = ", ".join(f.name for f in FORMATS if f.writer)
            raise UsageError(f"{self.name} is only read.\n    Formats to export are: {names}.")
        writer: Callable[[Outgoing], Written] = _load(self.writer)
        return writer

    def load_reader(self) -> Callable[[bytes, str], Incoming]:
        """The function that reads it; UsageError when there is none."""
        if not self.reader:
            names = ", ".join(f.name for f in FORMATS if f.reader)
            raise UsageError(f"{self.name} is only written.\n    Formats to import are: {names}.")
        reader: Callable[[bytes, str], Incoming] = _load(self.reader)
        return reader

    def recognize(self, data: bytes) -> bool:
        """Whether these bytes are of this format."""
        return not self.recognizer or bool(_load(self.recognizer)(data))


FORMATS = (
    Format(
        "json",
        ".json",
        "the whole chronicle: events with claims and quotes, profiles, sources",
        "json.write_chronicle",
        "json.read_chronicle",
        "json.is_chronicle",
    ),
    Format(
        "timelinejs",
        ".json",
        "TimelineJS, its JSON: a slide for each event",
        "timelinejs.write_timeline",
        "timelinejs.read_timeline",
        "timelinejs.is_timeline",
    ),
    Format(
        "timelinejs-csv",
        ".csv",
        "TimelineJS, the table of its Google Sheet: a row for each event",
        "timelinejs_csv.write_rows",
        "timelinejs_csv.read_rows",
        "timelinejs_csv.is_rows",
    ),
    Format(
        "csv",
        ".csv",
        "a table: a row for each event; takes tables of people, too",
        "csv.write_events",
        "csv.read_events",
    ),
    Format(
        "csv-claims",
        ".csv",
        "a table: a row for each claim of a source, with its quote",
        "csv_claims.write_claims",
    ),
    Format("ical", ".ics", "events of a known day, for calendars", "ical.write_calendar"),
    Format("csl", ".json", "sources, for Zotero and other reference managers", "csl.write_sources"),
    Format(
        "ftm",
        ".ftm.json",
        "people, organizations, events and their links, as entities of FollowTheMoney",
        "ftm.write_entities",
    ),
    Format(
        "annotations",
        ".jsonld",
        "the sentences that claims rest on, as Web Annotations",
        "annotations.write_annotations",
    ),
    Format("graphml", ".graphml", "who is linked to whom, as a graph", "graphml.write_graph"),
    Format(
        "sqlite", ".db", "the whole chronicle as a database, for Datasette", "sqlite.write_database"
    ),
    Format(
        "markwhen",
        ".mw",
        "Markwhen: a line and a paragraph for each event",
        "markwhen.write_markwhen",
        "markwhen.read_markwhen",
    ),
    Format(
        "langextract",
        ".jsonl",
        "langextract: texts, and the events that a language model found in them",
        reader="langextract.read_extractions",
        recognizer="langextract.is_extractions",
    ),
)


def find_format(name: str) -> Format:
    """The format of that name; UsageError when there is none."""
    for each in FORMATS:
        if each.name == name:
            return each
    names = ", ".join(each.name for each in FORMATS)
    raise UsageError(f"There is no format {name!r}.\n    The formats are: {names}.")


def recognize_format(data: bytes, path: str) -> Format:
    """The format of a file that is to be read, by its ending and what is in it; UsageError when none fits,
    ContentError with the place of the fault when it says that it is JSON and is none."""
    suffix = PurePath(path).suffix.lower()
    readable = [each for each in FORMATS if each.reader]
    found = [each for each in readable if each.suffix == suffix]
    # One that looks into the file knows better than one that takes all.
    for each in sorted(found, key=lambda each: not each.recognizer):
        if each.recognize(data):
            return each
    if suffix == ".json":
        _load("places.JsonFile")(data, path)
    names = ", ".join(each.name for each in readable)
    raise UsageError(
        f"{path} is not in a format that can be told by its ending and its first lines.\n"
        f"    Say which it is with --format; formats to import are: {names}."
    )


def _load(name: str) -> Any:
    module, _, function = name.partition(".")
    return getattr(import_module(f"sourceline.interchange.{module}"), function)
