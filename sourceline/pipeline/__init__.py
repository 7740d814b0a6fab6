"""The recipes: sources → extractions → chronicle → pages → the published site, in straight lines.

A recipe gathers every problem of a stage before it stops, and stops before anything is published.
"""

from sourceline.pipeline.corrections import correct_site
from sourceline.pipeline.digests import digest_folder, read_bound
from sourceline.pipeline.extraction import extract_sources, read_sources, report_dropped
from sourceline.pipeline.reports import (
    BuildReport,
    CheckReport,
    CorrectionReport,
    DigestReport,
    DraftReport,
    ExtractionReport,
    Progress,
    ignore_progress,
    is_failing,
    refuse_failing,
)
from sourceline.pipeline.site import PREVIEW, build_site, note_build, render_site, write_desk
from sourceline.pipeline.theme import find_theme, list_folders, list_watched, read_static
from sourceline.pipeline.weaving import (
    check_site,
    draft_record,
    inspect_texts,
    weave_known,
    weave_site,
)

__all__ = [
    "PREVIEW",
    "BuildReport",
    "CheckReport",
    "CorrectionReport",
    "DigestReport",
    "DraftReport",
    "ExtractionReport",
    "Progress",
    "build_site",
    "check_site",
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
    "note_build",
    "read_bound",
    "read_sources",
    "read_static",
    "refuse_failing",
    "render_site",
    "report_dropped",
    "weave_known",
    "weave_site",
    "write_desk",
]
