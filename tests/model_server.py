"""A language model's service on this machine, that answers as a test wants it: what OpenAI's protocol says of
chat completions, and no model behind it."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, NamedTuple

Answer = Callable[[dict[str, Any]], object]
"""The body of a request → what the model says: a text, or a value that is written as JSON; a `Refused` is
no answer but an error."""


class Refused(NamedTuple):
    """That the service does not answer: HTTP status and what it says."""

    status: int
    message: str = "refused"


class Raw(NamedTuple):
    """What is no completion: bytes of some type."""

    data: bytes
    type: str = "application/json"


EMPTY: dict[str, list[object]] = {
    "events": [],
    "roles": [],
    "figures": [],
    "quotations": [],
    "relations": [],
}


@dataclass
class ModelServer:
    """Where it listens, and what it was asked."""

    answer: Answer
    url: str = ""
    asked: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)


@contextmanager
def serve_model(answer: Answer) -> Iterator[ModelServer]:
    """A service that answers by a function, in threads of this process."""
    state = ModelServer(answer)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            state.asked.append(body)
            state.headers.append({k.lower(): v for k, v in self.headers.items()})
            said = state.answer(body)
            if isinstance(said, Refused):
                self.send(said.status, {"error": {"message": said.message, "type": "test"}})
                return
            if isinstance(said, Raw):
                self.send_bytes(200, said.data, said.type)
                return
            text = said if isinstance(said, str) else json.dumps(said)
            self.send(200, write_completion(body["model"], text))

        def send(self, status: int, value: object) -> None:
            self.send_bytes(status, json.dumps(value).encode(), "application/json")

        def send_bytes(self, status: int, data: bytes, kind: str) -> None:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(data)))
            self.send_header("Retry-After-Ms", "1")
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as the base class has it
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    state.url = f"http://127.0.0.1:{server.server_port}/v1"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield state
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def write_completion(model: str, text: str) -> dict[str, Any]:
    """A chat completion with one choice."""
    message = {"role": "assistant", "content": text}
    return {
        "id": "test",
        "object": "chat.completion",
        "created": 0,
        "model": model,
        "choices": [{"index": 0, "finish_reason": "stop", "message": message}],
        "usage": {"prompt_tokens": 1000, "completion_tokens": 100, "total_tokens": 1100},
    }


def find_text(body: dict[str, Any]) -> str:
    """The piece of a source in a request."""
    content: str = next(
        message["content"]
        for message in reversed(body["messages"])
        if message["content"].startswith("Title: ")
    )
    return content.split(" ---\n", 1)[1].rsplit("\n--- end of text", 1)[0]
