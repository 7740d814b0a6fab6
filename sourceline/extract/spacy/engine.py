"""The engine, which is known by its pipeline. spaCy is imported when the first source is read."""

from __future__ import annotations

import hashlib
from functools import cached_property
from pathlib import Path

from sourceline.extract.rules.engine import RulesEngine, find_fingerprint
from sourceline.extract.spacy.pipelines import find_pipeline
from sourceline.extract.tagger import Reader


class SpacyEngine(RulesEngine):
    """Reads English news by rules over what a pipeline of spaCy's says; the best installed one, or `model`.
    UsageError when it is not installed, or spaCy is not."""

    def __init__(self, model: str | None = None) -> None:
        self._pipeline = find_pipeline(model)
        self.name = f"spacy:{self._pipeline.name}"

    @cached_property
    def fingerprint(self) -> str:
        """Changes with a rule, the pipeline's version, spaCy's, or how one is made of the other."""
        digest = hashlib.sha256(f"{find_fingerprint()} {self._pipeline}".encode())
        for path in sorted(Path(__file__).parent.glob("*.py")):
            digest.update(path.name.encode() + b"\0" + path.read_bytes())
        return digest.hexdigest()[:8]

    def load_reader(self) -> Reader:
        """The pipeline, which the process loads once."""
        from sourceline.extract.spacy.reading import load_reader  # noqa: PLC0415 - spaCy takes seconds

        return load_reader(self._pipeline.name)
