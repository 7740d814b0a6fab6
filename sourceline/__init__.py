"""Sourceline turns source texts into a timeline that can be trusted.

`import sourceline` gives the few functions that the commands are made of (docs/python.md). Each is loaded when
it is first asked for: the command line starts without any of them.
"""

TYPE_CHECKING = False
if TYPE_CHECKING:  # as `typing` has it, which costs 10 ms
    from sourceline.api import (
        BuildReport,
        CheckReport,
        Chronicle,
        Comparison,
        ContentError,
        Date,
        Edtf,
        Engine,
        Event,
        EventClaim,
        Evidence,
        Extraction,
        ExtractionReport,
        Mention,
        Position,
        Problem,
        Profile,
        Source,
        SourcelineError,
        UsageError,
        Woven,
        annotate_text,
        build_site,
        check_site,
        compare_engines,
        extract_facts,
        extract_sources,
        load_engine,
        locate_evidence,
        parse_date,
        read_file,
        read_text,
        weave_facts,
        weave_site,
        word_date,
    )

__version__ = "0.1.0"

__all__ = [
    "BuildReport",
    "CheckReport",
    "Chronicle",
    "Comparison",
    "ContentError",
    "Date",
    "Edtf",
    "Engine",
    "Event",
    "EventClaim",
    "Evidence",
    "Extraction",
    "ExtractionReport",
    "Mention",
    "Position",
    "Problem",
    "Profile",
    "Source",
    "SourcelineError",
    "UsageError",
    "Woven",
    "annotate_text",
    "build_site",
    "check_site",
    "compare_engines",
    "extract_facts",
    "extract_sources",
    "load_engine",
    "locate_evidence",
    "parse_date",
    "read_file",
    "read_text",
    "weave_facts",
    "weave_site",
    "word_date",
]

if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from importlib import import_module  # noqa: PLC0415 - not for the command line

        found = globals()[name] = getattr(import_module("sourceline.api"), name)
        return found

    def __dir__() -> list[str]:
        return sorted({*globals(), *__all__})
