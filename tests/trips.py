"""Out of a chronicle and into an empty site: what comes back."""

from __future__ import annotations

from pathlib import Path

from sourceline.interchange.formats import FORMATS, find_format
from sourceline.interchange.values import Incoming, make_outgoing
from sourceline.model import Chronicle, Event, EventRecord, Records, Settings
from sourceline.pipeline import ignore_progress
from sourceline.pipeline.interchange import export_site
from sourceline.store.imported import lay_out
from sourceline.store.records import decode_record
from sourceline.weave import weave

Told = tuple[str | None, str | None, str | None]


def export(chronicle: Chronicle, name: str, *, texts: bool = False) -> bytes:
    """The bytes of a chronicle in a format."""
    return find_format(name).load_writer()(make_outgoing(chronicle, texts=texts)).data


def export_all(root: Path, *, engine: str | None = None, texts: bool = False) -> dict[str, bytes]:
    """Format → the file that a site is exported to, of every format that is written."""
    return {
        form.name: export_site(
            root, form.name, engine=engine, texts=texts, progress=ignore_progress
        ).written.data
        for form in FORMATS
        if form.writer
    }


def take_back(chronicle: Chronicle, name: str) -> Incoming:
    """What a format's reader finds in what its writer wrote."""
    return find_format(name).load_reader()(export(chronicle, name), "file")


def weave_back(incoming: Incoming) -> Chronicle:
    """The chronicle of a site of nothing but what came in, by way of the very files that are written."""
    files = lay_out(incoming.events, (), ())
    records = [decode_record(data, path, EventRecord) for path, data in files.items()]
    chronicle, _ = weave(Settings(), (), (), Records(events=tuple(records)))
    return chronicle


def tell(events: tuple[Event, ...]) -> list[Told]:
    """Date, title and kind of each, sorted."""
    told = [(e.date.edtf if e.date else "", " ".join(e.title.split()), e.kind) for e in events]
    return [*sorted(told)]
