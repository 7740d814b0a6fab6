"""The recipes: sources → extractions → chronicle → pages → the published site, in straight lines.

A recipe gathers every problem of a stage before it stops, and stops before anything is published.
"""

from typing import TYPE_CHECKING

from sourceline.imports import load_later

if TYPE_CHECKING:
    from sourceline.pipeline.comparison import compare_engines
    from sourceline.pipeline.corrections import correct_site
    from sourceline.pipeline.digests import digest_folder, read_bound
    from sourceline.pipeline.extraction import extract_sources, report_dropped
    from sourceline.pipeline.preview import Preview
    from sourceline.pipeline.reading import read_sources
    from sourceline.pipeline.reports import (
        BuildReport,
        CheckReport,
        CorrectionReport,
        DigestReport,
        DraftReport,
        ExtractionReport,
        Progress,
        Woven,
        ignore_progress,
        is_failing,
        refuse_failing,
    )
    from sourceline.pipeline.site import build_site, note_build, render_site
    from sourceline.pipeline.theme import find_theme, list_folders, list_watched, read_static
    from sourceline.pipeline.weaving import (
        check_site,
        draft_record,
        inspect_texts,
        measure_site,
        weave_known,
        weave_site,
    )

_HOMES = {
    "BuildReport": "reports",
    "CheckReport": "reports",
    "CorrectionReport": "reports",
    "DigestReport": "reports",
    "DraftReport": "reports",
    "ExtractionReport": "reports",
    "Preview": "preview",
    "Progress": "reports",
    "Woven": "reports",
    "build_site": "site",
    "check_site": "weaving",
    "compare_engines": "comparison",
    "correct_site": "corrections",
    "digest_folder": "digests",
    "draft_record": "weaving",
    "extract_sources": "extraction",
    "find_theme": "theme",
    "ignore_progress": "reports",
    "inspect_texts": "weaving",
    "is_failing": "reports",
    "list_folders": "theme",
    "list_watched": "theme",
    "measure_site": "weaving",
    "note_build": "site",
    "read_bound": "digests",
    "read_sources": "reading",
    "read_static": "theme",
    "refuse_failing": "reports",
    "render_site": "site",
    "report_dropped": "extraction",
    "weave_known": "weaving",
    "weave_site": "weaving",
}


__getattr__ = load_later(__name__, _HOMES)


__all__ = [
    "BuildReport",
    "CheckReport",
    "CorrectionReport",
    "DigestReport",
    "DraftReport",
    "ExtractionReport",
    "Preview",
    "Progress",
    "Woven",
    "build_site",
    "check_site",
    "compare_engines",
    "correct_site",
    "digest_folder",
    "draft_record",
    "extract_sources",
    "find_theme",
    "ignore_progress",
    "inspect_texts",
    "is_failing",
    "list_folders",
    "list_watched",
    "measure_site",
    "note_build",
    "read_bound",
    "read_sources",
    "read_static",
    "refuse_failing",
    "render_site",
    "report_dropped",
    "weave_known",
    "weave_site",
]
