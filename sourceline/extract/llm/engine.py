"""The engine of a language model: pure, since it reads answers and never asks for them.

Who asks is `pipeline.asking`, and only when a person runs `extract`.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

from sourceline.errors import UsageError
from sourceline.extract.engine import sign_engine
from sourceline.extract.grounding import Suggestions, ground_suggestions
from sourceline.extract.llm.requests import Reply, Request, list_requests
from sourceline.extract.llm.service import Service, find_service
from sourceline.extract.llm.shapes import AnswerError, read_answer
from sourceline.extract.rules.engine import find_fingerprint
from sourceline.extract.rules.order import find_facts, make_extraction
from sourceline.model import Extraction, Source

Recall = Callable[[Request], Reply | None]
"""The answer that was given to a request before."""


class UnreadError(UsageError):
    """The model was never asked about this source."""


class LlmEngine:
    """What a language model suggested of a source, as far as it is grounded there."""

    name = "llm"

    def __init__(
        self, model: str = "", *, service: Service | None = None, recall: Recall = lambda _: None
    ) -> None:
        service = service or find_service(None, os.environ)
        self.service = replace(service, model=model) if model else service
        self._recall = recall

    @property
    def fingerprint(self) -> str:
        """Changes with the model, with every word of the prompt, and with all that grounds an answer."""
        model = self.service.model
        return "-".join([_find_digest(model), *model.split()])

    def list_open(self, source: Source) -> tuple[Request, ...]:
        """What the model must still be asked to read a source."""
        return tuple(
            request
            for request in list_requests(source, self.service)
            if not self._find_answer(request)
        )

    def extract(self, source: Source) -> Extraction:
        """All claims of `source` that hold; UnreadError when an answer is missing."""
        return self.read(source)[0]

    def read(self, source: Source) -> tuple[Extraction, tuple[tuple[str, int], ...]]:
        """The claims of `source` that hold, and why how many suggestions do not."""
        parts = [self._find_answer(request) for request in list_requests(source, self.service)]
        if not all(parts):
            raise UnreadError(
                f"No model has read {source.path or 'this text'} yet.\n"
                "    Type: sourceline extract --engine llm"
            )
        suggestions = Suggestions(
            events=tuple(one for part in parts if part for one in part.events),
            roles=tuple(one for part in parts if part for one in part.roles),
            figures=tuple(one for part in parts if part for one in part.figures),
            quotations=tuple(one for part in parts if part for one in part.quotations),
            relations=tuple(one for part in parts if part for one in part.relations),
        )
        grounded = ground_suggestions(find_facts(source), suggestions)
        extraction = make_extraction(grounded.document, sign_engine(self))
        return extraction, grounded.left_out

    def _find_answer(self, request: Request) -> Suggestions | None:
        reply = self._recall(request)
        if reply is None:
            return None
        try:
            return read_answer(reply.text)
        except AnswerError:  # kept by an older Sourceline, or damaged
            return None


@cache
def _find_digest(model: str) -> str:
    """Eight hex digits over the model's name and all code between its answer and a claim."""
    folder = Path(__file__).parent
    digest = hashlib.sha256(f"{model}\0{find_fingerprint()}".encode())
    for path in sorted((*folder.glob("*.py"), *(folder.parent / "grounding").glob("*.py"))):
        digest.update(f"{path.parent.name}/{path.name}\0".encode() + path.read_bytes())
    return digest.hexdigest()[:8]
