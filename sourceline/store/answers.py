"""`.sourceline/answers/`: what a language model answered, each under the hash of its question.

An answer cost money or time, so it is kept until the folder is deleted; what is damaged counts as missing.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, astuple
from pathlib import Path

from sourceline.errors import ContentError
from sourceline.extract.llm.requests import Reply
from sourceline.store.files import STATE, explain_unwritable, read_bytes, write_bytes

ANSWERS = STATE / "answers"


def read_answer(root: Path, key: str) -> Reply | None:
    """The answer to the question of this hash; None where there is none that is whole."""
    path = _locate(key)
    try:
        file = json.loads(read_bytes(root, path))
        answer = Reply(str(file["text"]), int(file["tokens_in"]), int(file["tokens_out"]))
    except (ContentError, ValueError, TypeError, KeyError, OverflowError, RecursionError):
        return None
    return answer if file.get("sum") == _sum_up(answer) else None


def write_answer(root: Path, key: str, answer: Reply) -> None:
    """Keep an answer; ContentError when it cannot be written."""
    data = json.dumps({**asdict(answer), "sum": _sum_up(answer)}, indent=1)
    path = _locate(key)
    with explain_unwritable(path):
        write_bytes(root, path, data.encode() + b"\n")


def _locate(key: str) -> str:
    if len(key) != 64 or not key.isalnum():
        raise ValueError(f"{key!r} is no hash")
    return f"{ANSWERS}/{key}.json"


def _sum_up(answer: Reply) -> str:
    return hashlib.sha256(json.dumps(astuple(answer)).encode()).hexdigest()
