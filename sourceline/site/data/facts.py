"""What things of the data are made of: names, dates, sentences, differences. Plain values, as in `things`."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from sourceline import edtf
from sourceline.edtf import Day
from sourceline.model import Date, Disagreement, Evidence, Participant, Reference, Variant
from sourceline.site import addresses
from sourceline.site.data.places import name_profile, shorten_page
from sourceline.site.dates import describe_date
from sourceline.site.labels import Labels
from sourceline.site.lookup import Lookup, find_sentences

Data = dict[str, Any]


def drop_empty(data: Data) -> Data:
    """Without what has no value, or is false; a number stays."""
    return {
        key: value for key, value in data.items() if value or (value == 0 and value is not False)
    }


# --- names ------------------------------------------------------------------------------------


def refer_name(lookup: Lookup, reference: Reference) -> Data:
    """A name as a source uses it, and the profile that it belongs to."""
    return _name(lookup, reference.name, reference.profile)


def describe_participant(lookup: Lookup, participant: Participant) -> Data:
    """Who takes part, and as what."""
    return {
        **_name(lookup, participant.name, participant.profile),
        "role": participant.role,
    }


def _name(lookup: Lookup, name: str, profile: str | None) -> Data:
    found = lookup.profiles.get(profile) if profile else None
    return (
        {"name": name, "profile": name_profile(found.kind, found.id)} if found else {"name": name}
    )


def name_topics(lookup: Lookup, topics: Iterable[str]) -> list[str]:
    """Those that have a profile: "topics/tidal-power"."""
    found = (lookup.profiles.get(topic) for topic in topics)
    return [name_profile(each.kind, each.id) for each in found if each]


# --- dates ------------------------------------------------------------------------------------


@lru_cache(maxsize=8192)
def describe_when(date: Date, labels: Labels) -> Data:
    """A date: EDTF, words, how it is known, and four bounds, without those that are open or unknown; the fuzzy
    ones where they are not the same as the sharp ones."""
    value = edtf.parse(date.edtf)
    sharp = value.earliest, value.latest
    fuzzy = value.earliest_fuzzy, value.latest_fuzzy
    return drop_empty(
        {
            "edtf": date.edtf,
            "words": describe_date(date, labels).text,
            "basis": date.basis,
            "precision": value.precision,
            "earliest": write_day(value.earliest),
            "latest": write_day(value.latest),
            **(
                {}
                if fuzzy == sharp
                else {"earliest_fuzzy": write_day(fuzzy[0]), "latest_fuzzy": write_day(fuzzy[1])}
            ),
            "approximate": value.approximate,
            "uncertain": value.uncertain,
            "phrase": date.phrase,
            "reference": date.reference,
            "reason": date.reason,
        }
    )


def read_date(text: str | None, labels: Labels) -> Data | None:
    """A date of a source's metadata, where it is one."""
    return describe_when(Date(text), labels) if text and edtf.is_edtf(text) else None


def write_day(day: Day | None) -> str | None:
    """As ISO 8601 writes it: "2024-03-26", "-0043-03-15", "+12024-01-01" (astronomical years)."""
    if day is None:
        return None
    sign = "-" if day.year < 0 else "+" if day.year > 9999 else ""
    return f"{sign}{abs(day.year):04d}-{day.month:02d}-{day.day:02d}"


# --- sentences --------------------------------------------------------------------------------


def cite_sentences(lookup: Lookup, evidence: Iterable[Evidence]) -> list[Data]:
    """Every quote once, in the order given."""
    return [_describe_evidence(lookup, each) for each in dict.fromkeys(evidence)]


def _describe_evidence(lookup: Lookup, evidence: Evidence) -> Data:
    """A quote word for word, and the address of its sentence on the page of its source."""
    known = evidence.source in lookup.sources
    numbers = find_sentences(lookup, evidence)
    page = shorten_page(addresses.source_path(evidence.source)) if known else None
    return drop_empty(
        {
            "source": evidence.source,
            "quote": evidence.exact,
            "page": f"{page}#s{numbers[0]}" if page and numbers else page,
            "lost": not known or evidence in lookup.unverified.get(evidence.source, ()),
        }
    )


# --- differences ------------------------------------------------------------------------------


def list_differences(lookup: Lookup, found: Iterable[Disagreement]) -> list[Data]:
    """Where sources differ, with all values, the chosen one first."""
    return [
        drop_empty(
            {
                "field": each.field,
                "about": each.about,
                "open": each.is_open,
                "rule": each.rule,
                "values": [_describe_variant(lookup, variant) for variant in each.variants],
            }
        )
        for each in found
    ]


def _describe_variant(lookup: Lookup, variant: Variant) -> Data:
    return drop_empty(
        {
            "value": variant.value,
            "sources": list(variant.sources),
            "corrected": variant.corrected,
            "fits": variant.fits,
            "evidence": cite_sentences(lookup, variant.evidence),
        }
    )
