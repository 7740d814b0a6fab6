"""Where sources differ, as a reader meets it: every value with its sources, and why one was chosen."""

from __future__ import annotations

from collections.abc import Iterable

from sourceline.model import Disagreement, Event, Variant
from sourceline.site.addresses import source_path
from sourceline.site.citations import cite_evidence, title_source
from sourceline.site.dates import describe_text
from sourceline.site.lookup import Lookup
from sourceline.site.values import Difference, Link, VariantLine, Voice

# More are named in one line; the words of all stand on the page in any case.
MOST_VOICES = 3


def list_differences(lookup: Lookup, found: Iterable[Disagreement]) -> tuple[Difference, ...]:
    """Each disagreement with its values, the chosen one first."""
    return tuple(_word_difference(lookup, each) for each in found)


def _word_difference(lookup: Lookup, found: Disagreement) -> Difference:
    labels = lookup.labels
    about = found.about.replace("_", " ")
    return Difference(
        label=labels(f"differ_{found.field}", about=about),
        variants=tuple(_word_variant(lookup, found, each) for each in found.variants),
        rule=labels(f"rule_{found.rule}"),
        open=found.is_open,
    )


def _word_variant(lookup: Lookup, found: Disagreement, variant: Variant) -> VariantLine:
    labels = lookup.labels
    when = describe_text(variant.value, labels) if found.field in ("date", "begin", "end") else None
    word = labels(variant.value) if found.field == "status" else variant.value
    voices = tuple(_hear_source(lookup, variant, source) for source in variant.sources)
    return VariantLine(
        text=when.text if when else word,
        when=when,
        voices=voices[:MOST_VOICES],
        others=tuple(voice.source for voice in voices[MOST_VOICES:]),
        fits=variant.fits,
        corrected=variant.corrected,
    )


def _hear_source(lookup: Lookup, variant: Variant, name: str) -> Voice:
    """A source by its publisher and title, with the sentence that says so."""
    source = lookup.sources[name]
    text = title_source(source)
    quote = next((item for item in variant.evidence if item.source == name), None)
    citation = cite_evidence(lookup, quote) if quote else None
    return Voice(
        source=Link(
            lookup.labels("source_named", publisher=source.publisher, title=text)
            if source.publisher
            else text,
            citation.source.path if citation else source_path(name),
        ),
        when=describe_text(source.published, lookup.labels),
        quote=citation.quote if citation else "",
        language=source.language,
    )


def word_support(lookup: Lookup, event: Event) -> str:
    """Who stands for an event, in a few words."""
    return lookup.labels(f"support_{event.support.replace('-', '_')}")
