"""Content on disk ↔ model: the only room that knows YAML, and the place of every key in it.

    read_settings(root) -> (Settings, problems)
    locate_setting(root, key) -> position                     where it stands in content/site.yaml
    Readings(root, known)                                     what was read in each file, by its hash
    HeldReadings(root, known)                                 the same, held in this process, for who reads again and again
    list_sources(root) -> paths, problems
    load_source(root, path) -> SourceFile(path, data, sidecar), problems      for read.read_source
    part_sources(sources) -> sources, problems                                two files, one id
    load_records(root) -> (Records, problems)
    load_extraction(root, source, engine) -> Stored(extraction | None, problems)   None: read it
    write_extraction(root, source, extraction) -> bool                        False: was there already
    prune_extraction(extraction) -> Extraction                                as it comes back from disk
    remove_orphans(root, source_ids) -> paths removed, problems
    locate_record(event or profile) -> path                                   where a person writes of it
    corrections.add_corrections(root, entries)                                the file only grows

`root` is the site's folder; every path in a value or a problem is relative to it.
"""

from typing import TYPE_CHECKING

from sourceline.imports import load_later

if TYPE_CHECKING:
    from sourceline.store.extracted import (
        Stored,
        load_extraction,
        locate_extraction,
        prune_extraction,
        remove_orphans,
        write_extraction,
    )
    from sourceline.store.readings import HeldReadings, Readings
    from sourceline.store.records import load_records, locate_key, locate_record
    from sourceline.store.settings import locate_setting, read_settings
    from sourceline.store.sources import (
        SourceFile,
        hash_source,
        list_sources,
        load_source,
        part_sources,
    )

_HOMES = {
    "HeldReadings": "readings",
    "Readings": "readings",
    "SourceFile": "sources",
    "Stored": "extracted",
    "part_sources": "sources",
    "hash_source": "sources",
    "list_sources": "sources",
    "load_extraction": "extracted",
    "load_records": "records",
    "load_source": "sources",
    "locate_extraction": "extracted",
    "locate_key": "records",
    "locate_record": "records",
    "locate_setting": "settings",
    "prune_extraction": "extracted",
    "read_settings": "settings",
    "remove_orphans": "extracted",
    "write_extraction": "extracted",
}


__getattr__ = load_later(__name__, _HOMES)


__all__ = [
    "HeldReadings",
    "Readings",
    "SourceFile",
    "Stored",
    "hash_source",
    "list_sources",
    "load_extraction",
    "load_records",
    "load_source",
    "locate_extraction",
    "locate_key",
    "locate_record",
    "locate_setting",
    "part_sources",
    "prune_extraction",
    "read_settings",
    "remove_orphans",
    "write_extraction",
]
