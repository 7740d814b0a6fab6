"""What is sent for a piece of a source, the name under which its answer is kept, and what both weigh."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sourceline.extract.llm.pieces import split_pieces
from sourceline.extract.llm.prompt import Message, write_messages
from sourceline.extract.llm.service import Service
from sourceline.extract.llm.shapes import write_schema
from sourceline.model import Source

SEED = 7
_SIGNS = 4
"""Characters of a token, in English; other languages have fewer."""
_ANSWERED = Decimal("0.8")
"""Tokens of an answer for each token of the text: every fact repeats its sentence, and JSON is wordy."""
_LEAST = 150
_ROOM = 4_000
"""Tokens that any answer may take: models that think before they answer count that too."""
_BOUNDED = 4
"""Times the estimate that it may take beyond that. A small model that goes round in circles would go on until
its memory is full, for half an hour or for money."""


@dataclass(frozen=True, slots=True)
class Request:
    """One question to the model."""

    model: str
    messages: tuple[Message, ...]

    @property
    def body(self) -> dict[str, Any]:
        """As the service takes it: no tools, and an answer in our shape and no other."""
        return {
            "model": self.model,
            "messages": [{"role": role, "content": content} for role, content in self.messages],
            "temperature": 0,
            "seed": SEED,
            "response_format": {
                "type": "json_schema",
                "json_schema": {"name": "facts", "strict": True, "schema": write_schema()},
            },
        }

    @property
    def key(self) -> str:
        """Hash of the text, the prompt, the shape and the model: the same question has the same answer."""
        data = json.dumps(self.body, sort_keys=True, ensure_ascii=True).encode()
        return hashlib.sha256(data).hexdigest()

    @property
    def most_tokens(self) -> int:
        """Where an answer is cut off. No part of what is asked: the same answer comes with any bound."""
        return _ROOM + _BOUNDED * _estimate_answer(self)

    def repair(self, answer: str, fault: str) -> Request:
        """The question asked again, with what is said of the answer."""
        return Request(self.model, (*self.messages, ("assistant", answer), ("user", fault)))


@dataclass(frozen=True, slots=True)
class Reply:
    """What the model said, and what it took."""

    text: str
    tokens_in: int = 0
    tokens_out: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Bill:
    """How much is, or was, asked."""

    sources: int = 0
    requests: int = 0
    tokens_in: int = 0
    tokens_out: int = 0


def list_requests(source: Source, service: Service) -> tuple[Request, ...]:
    """The questions that a source is read by, in the order of its text."""
    return tuple(
        Request(service.model, write_messages(source, piece)) for piece in split_pieces(source)
    )


def estimate_bill(asked: Iterable[tuple[Request, ...]]) -> Bill:
    """What some questions will take, roughly: for each source those that have no answer yet."""
    groups = [group for group in asked if group]
    requests = [request for group in groups for request in group]
    shape = len(json.dumps(write_schema()))
    sizes = [sum(len(content) for _, content in request.messages) for request in requests]
    return Bill(
        sources=len(groups),
        requests=len(requests),
        tokens_in=sum((size + shape) // _SIGNS for size in sizes),
        tokens_out=sum(map(_estimate_answer, requests)),
    )


def _estimate_answer(request: Request) -> int:
    """Tokens of an answer, by the text that is asked about: the longest."""
    size = max(len(content) for role, content in request.messages if role == "user")
    return _LEAST + int(size // _SIGNS * _ANSWERED)
