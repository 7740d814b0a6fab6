"""The one module that knows the `openai` client, and the only place of this package that reaches a network."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sourceline.errors import SourcelineError, UsageError
from sourceline.extract.llm.prompt import REPAIR
from sourceline.extract.llm.requests import Reply, Request
from sourceline.extract.llm.service import Service
from sourceline.extract.llm.shapes import AnswerError, mend_cut, read_answer

if TYPE_CHECKING:
    from openai import OpenAI

_RETRIES = 4
"""Of the client itself, after 408, 409, 429 and 5xx, and when the connection breaks; it waits longer each time."""
_PATIENCE = 600.0
"""Seconds for one answer: a small machine may take minutes."""
_BOUND = "max_tokens"
"""Which every service knows but for OpenAI's newest models."""

Ask = Callable[[Request], Reply]


class ModelError(SourcelineError):
    """The service cannot be asked; what was answered before is kept."""


class BadAnswer(Exception):  # noqa: N818 - no mistake of ours
    """The model answered twice in another shape than it was asked for."""

    def __init__(self, fault: str, reply: Reply) -> None:
        self.fault, self.reply = fault, reply
        super().__init__(fault)


@contextmanager
def open_client(service: Service) -> Iterator[Ask]:
    """What asks the service, until the block is left; UsageError where the package is not installed."""
    try:
        from openai import OpenAI  # noqa: PLC0415 - an extra, and slow to load
    except ImportError as error:
        raise UsageError(
            f"--engine llm needs the OpenAI client, and {error.name} is not installed.\n"
            '    Type: pip install "sourceline[llm]"'
        ) from None
    # Everything is given, so that the client takes nothing from variables of its own. Services that need no
    # key take any.
    with OpenAI(
        api_key=service.key or "none",
        base_url=service.base_url,
        organization="",
        project="",
        max_retries=_RETRIES,
        timeout=_PATIENCE,
    ) as client:
        yield lambda request: _ask_twice(client, service, request)


def _ask_twice(client: OpenAI, service: Service, request: Request) -> Reply:
    """The answer in our shape; when the first is none, the model is told why and asked once more. Of one that was
    cut off what is whole is taken: it would be cut off again."""
    first, cut = _ask(client, service, request)
    if cut and (whole := mend_cut(first.text)):
        first, cut = replace(first, text=whole), False
    fault = _find_fault(first, cut=cut)
    if fault is None:
        return first
    again = request.repair(first.text, REPAIR.format(fault=fault))
    second, cut = _ask(client, service, again)
    both = Reply(
        second.text, first.tokens_in + second.tokens_in, first.tokens_out + second.tokens_out
    )
    fault = _find_fault(second, cut=cut)
    if fault is not None:
        raise BadAnswer(fault, both)
    return both


def _find_fault(reply: Reply, *, cut: bool) -> str | None:
    if cut:
        return "The answer was cut off, since it was too long; list fewer items"
    try:
        read_answer(reply.text)
    except AnswerError as error:
        return str(error)
    return None


def _ask(client: OpenAI, service: Service, request: Request) -> tuple[Reply, bool]:
    """The answer as it came, and whether it was cut off."""
    from openai import OpenAIError  # noqa: PLC0415 - an extra

    try:
        return _read_completion(_create(client, request))
    except OpenAIError as error:
        raise ModelError(_explain(error, service)) from None
    except _STRANGE:
        raise ModelError(
            f"{service.host} answers, but not as a service of language models does.\n"
            "    See that base_url is its whole address; it mostly ends in /v1."
        ) from None


_STRANGE = (
    AttributeError,
    LookupError,
    OverflowError,
    RecursionError,
    TypeError,
    ValueError,
)
"""What it raises to read what is no completion: a web page, JSON of another kind, 1e999 tokens, a thousand
brackets."""


def _read_completion(answer: Any) -> tuple[Reply, bool]:
    """What the client makes of an answer is not checked by it: any field may be missing."""
    choice = answer.choices[0] if answer.choices else None
    usage = answer.usage
    reply = Reply(
        text=str(choice.message.content or "") if choice else "",
        tokens_in=int(usage.prompt_tokens or 0) if usage else 0,
        tokens_out=int(usage.completion_tokens or 0) if usage else 0,
    )
    return reply, bool(choice and choice.finish_reason == "length")


def _create(client: OpenAI, request: Request) -> Any:
    """Some models take no temperature, no seed or no bound under its old name, and say so: then they are asked
    otherwise."""
    from openai import BadRequestError  # noqa: PLC0415 - an extra

    body = {**request.body, _BOUND: request.most_tokens}
    while True:
        try:
            return client.chat.completions.create(**body)
        except BadRequestError as error:
            unwanted = {name for name in ("temperature", "seed", _BOUND) if name in str(error)}
            if not unwanted & body.keys():
                raise
            body = {name: value for name, value in body.items() if name not in unwanted}
            if _BOUND in unwanted:
                body["max_completion_tokens"] = request.most_tokens


def _explain(error: Exception, service: Service) -> str:
    """What went wrong, in a line, and what to do."""
    from openai import APIConnectionError, AuthenticationError, NotFoundError  # noqa: PLC0415 - an extra

    words = "".join(sign if sign.isprintable() else " " for sign in str(error))
    said = " ".join(words.split())[:300]  # another's words: no escape codes for the terminal
    if isinstance(error, APIConnectionError):
        return (
            f"{service.host} does not answer ({said}).\n"
            "    See that the service runs and that this machine reaches it, then run this again."
        )
    if isinstance(error, AuthenticationError):
        name = service.key_name or "SOURCELINE_LLM_KEY"
        return f"{service.host} does not take the key in {name} ({said}).\n    Set another one."
    if isinstance(error, NotFoundError):
        return (
            f"{service.host} knows no model {service.model!r} ({said}).\n"
            "    Name one that it has; with Ollama, `ollama pull` gets it."
        )
    return f"{service.host} refused: {said}.\n    What was answered before is kept; run this again to go on."
