"""Why a time expression means what it means, in plain words for the reader."""

from __future__ import annotations

from functools import lru_cache

from sourceline.edtf import parse, words
from sourceline.extract.rules.times.reading import Reading

_VAGUE = {
    "PRESENT_REF": "the present, without a date of its own",
    "PAST_REF": "some time before, without a date of its own",
    "FUTURE_REF": "some time to come, without a date of its own",
}


def write_reason(phrase: str, reading: Reading, reference: str | None) -> str:
    """ "'last Tuesday', counted from 26 March 2024"; `reference` is EDTF."""
    return f"'{' '.join(phrase.split())}', {_explain(reading, reference)}"


def _explain(reading: Reading, reference: str | None) -> str:
    if reading.type == "DURATION":
        return "a length of time"
    if reading.type == "SET":
        return "a time that returns"
    if reading.value in _VAGUE:
        return _VAGUE[reading.value]
    if reference is not None:
        how = "the year taken from" if reading.year_taken else "counted from"
        return f"{how} {_word_reference(reference)}"
    if reading.value.startswith("XXXX"):
        return "with nothing to count it from"
    return "as the text states it"


@lru_cache(maxsize=1024)
def _word_reference(reference: str) -> str:
    return words(parse(reference))
