"""Which pipelines of spaCy's are installed; told without importing spaCy."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, entry_points, version
from importlib.util import find_spec
from typing import NamedTuple

from sourceline.errors import UsageError

BEST = ("en_core_web_trf", "en_core_web_lg", "en_core_web_md", "en_core_web_sm")
"""spaCy's own for English, the best first: the first that is installed is taken."""


class Pipeline(NamedTuple):
    """A pipeline that is installed as a package, and what reads with it."""

    name: str
    version: str
    spacy: str
    """The version of spaCy."""


def find_pipeline(name: str | None) -> Pipeline:
    """The pipeline of that name, or the best one; UsageError says how to get it."""
    try:
        spacy = version("spacy")
    except PackageNotFoundError:
        raise UsageError(
            "The engine spacy needs spaCy, which is not installed.\n"
            '    Type: pip install "sourceline[spacy]"\n'
            "    and then: python -m spacy download en_core_web_sm"
        ) from None
    if name is None:
        name = next((each for each in BEST if find_spec(each)), None)
        if name is None:
            raise UsageError(
                "spaCy has no English pipeline here: the engine looks for "
                f"{', '.join(BEST[:-1])} and {BEST[-1]}.\n"
                f"    Type: python -m spacy download {BEST[-1]}\n    {_offer_others()}"
            )
    try:
        return Pipeline(name, version(name), spacy)
    except (PackageNotFoundError, ValueError):
        raise UsageError(
            f"There is no pipeline {name!r} of spaCy's installed here.\n"
            f"    Type: python -m spacy download {name if name in BEST else BEST[-1]}\n"
            f"    {_offer_others()}"
        ) from None


def _offer_others() -> str:
    others = sorted(entry_points(group="spacy_models").names)
    if others:
        return f"or choose one that is installed: --model {', --model '.join(others)}."
    return "or install another one with pip, and name it: --model NAME."
