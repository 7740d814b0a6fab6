"""Sources read by a language model: asked only when a person agreed, each question once.

A build, a check and a preview never ask. They work from what was read: what the model answered before (then
it is grounded anew, without a network), else what stands in `content/extracted/` by an earlier prompt, model
or program; and they say which sources no model has read.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from threading import Lock

from sourceline.errors import Position, Problem
from sourceline.extract.llm import LlmEngine
from sourceline.extract.llm.client import Ask, BadAnswer, open_client
from sourceline.extract.llm.requests import Bill, Reply, Request, estimate_bill
from sourceline.extract.llm.service import Service, check_service, find_service
from sourceline.model import Extraction, ModelSettings, Source
from sourceline.pipeline.reports import Estimate, ModelReport
from sourceline.store.answers import read_answer, write_answer

Consent = Callable[[Estimate], None]
"""Told what asking will take, before anything is sent; it raises where a person does not want it."""


def open_model(root: Path, settings: ModelSettings | None, model: str = "") -> LlmEngine:
    """The engine with `model`, or the one that the environment or the site names, and the answers kept in the
    site."""
    service = find_service(settings, os.environ)
    return LlmEngine(model, service=service, recall=partial(_recall, root))


def _recall(root: Path, request: Request) -> Reply | None:
    return read_answer(root, request.key)


@dataclass(slots=True)
class Talk:
    """One run: who is asked, and what came of it."""

    root: Path
    engine: LlmEngine
    consent: Consent | None
    """None: nothing may be asked."""
    jobs: int
    """How many questions may be under way at once."""
    asked: Bill = field(default_factory=Bill)
    left_out: Counter[str] = field(default_factory=Counter)
    lock: Lock = field(default_factory=Lock)

    def settle(
        self, unread: Iterable[Source], older: Mapping[str, Extraction]
    ) -> tuple[dict[str, Extraction], list[Problem]]:
        """What stands in for a reading where nothing may be asked: what an older one left, or nothing at
        all; and a word about each."""
        known: dict[str, Extraction] = {}
        problems: list[Problem] = []
        for source in unread if self.consent is None else ():
            if not self.engine.list_open(source):
                continue
            old = older.get(source.id)
            known[source.id] = old or Extraction(
                source=source.id, sha256=source.sha256, engine=f"{self.engine.name} (nothing read)"
            )
            if old is None:
                problems.append(_report_unread(source))
            elif self.engine.service.model:  # else nobody asks for another reading
                problems.append(_report_older(source))
        return known, problems

    def read(self, sources: Iterable[Source]) -> Generator[tuple[Source, Extraction | Problem]]:
        """Each source with what the model says and the source holds, in order; a Problem where the model
        gave no answer of use."""
        open_requests = [(source, self.engine.list_open(source)) for source in sources]
        bill = estimate_bill(requests for _, requests in open_requests)
        for source, answered in self._answer_all(open_requests, bill):
            if answered is not None:
                yield source, answered
                continue
            extraction, left_out = self.engine.read(source)
            self.left_out.update(dict(left_out))
            yield source, extraction

    def report(self) -> ModelReport:
        """What was asked, what it cost, and what was left out of the answers."""
        return ModelReport(
            estimate=_estimate(self.engine.service, self.asked),
            left_out=tuple(sorted(self.left_out.items())),
        )

    def _answer_all(
        self, groups: list[tuple[Source, tuple[Request, ...]]], bill: Bill
    ) -> Iterator[tuple[Source, Problem | None]]:
        if not bill.requests:
            yield from ((source, None) for source, _ in groups)
            return
        service = self.engine.service
        check_service(service)
        with open_client(service) as ask:
            assert self.consent is not None  # noqa: S101 - `settle` has taken the others away
            self.consent(_estimate(service, bill))
            if self.jobs == 1:
                for source, requests in groups:
                    yield source, self._answer(ask, source, requests)
            else:
                yield from self._answer_together(ask, groups)

    def _answer_together(
        self, ask: Ask, groups: list[tuple[Source, tuple[Request, ...]]]
    ) -> Iterator[tuple[Source, Problem | None]]:
        """The same by several threads."""
        with ThreadPoolExecutor(self.jobs) as pool:
            # What is under way when a person stops the run is answered, and kept.
            futures: list[tuple[Source, Future[Problem | None]]] = [
                (source, pool.submit(self._answer, ask, source, requests))
                for source, requests in groups
            ]
            try:
                for source, future in futures:
                    yield source, future.result()
            finally:
                pool.shutdown(wait=False, cancel_futures=True)

    def _answer(self, ask: Ask, source: Source, requests: tuple[Request, ...]) -> Problem | None:
        """Ask all that is open of a source, and keep each answer as it comes."""
        for number, request in enumerate(requests):
            try:
                reply = ask(request)
            except BadAnswer as error:
                self._count(error.reply, new=not number)
                return _report_bad(source, error.fault)
            self._count(reply, new=not number)
            write_answer(self.root, request.key, reply)
        return None

    def _count(self, reply: Reply, *, new: bool) -> None:
        with self.lock:
            self.asked = replace(
                self.asked,
                sources=self.asked.sources + new,
                requests=self.asked.requests + 1,
                tokens_in=self.asked.tokens_in + reply.tokens_in,
                tokens_out=self.asked.tokens_out + reply.tokens_out,
            )


def _estimate(service: Service, bill: Bill) -> Estimate:
    return Estimate(
        model=service.model,
        host=service.host,
        key_name=service.key_name,
        sources=bill.sources,
        requests=bill.requests,
        tokens_in=bill.tokens_in,
        tokens_out=bill.tokens_out,
        price=service.find_price(bill.tokens_in, bill.tokens_out),
    )


def _report_unread(source: Source) -> Problem:
    return Problem(
        Position(source.path),
        "unread",
        "No language model has read this source yet, so nothing of it is on the site.",
        "Type: sourceline extract --engine llm. It asks before it sends anything.",
        "warning",
    )


def _report_older(source: Source) -> Problem:
    return Problem(
        Position(source.path),
        "older-reading",
        "This source was read by another model, prompt or version; that reading is used.",
        "To have it read again, type: sourceline extract --engine llm.",
        "note",
    )


def _report_bad(source: Source, fault: str) -> Problem:
    words = " ".join(fault.split())
    return Problem(
        Position(source.path),
        "bad-answer",
        f"The language model gave no answer of use, twice: {words[:300]}.",
        "Run it again, or name a model that keeps to a JSON Schema.",
    )
