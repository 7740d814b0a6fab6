# ruff: noqa: PTH208 - pathlib would cost a build of nothing a third of its time
"""Copies of this process, as far as a build of an unchanged site needs them: it imports no more than this."""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:  # as `typing` has it, which costs 10 ms
    from collections.abc import Callable, Sequence
    from typing import TypeVar

    T = TypeVar("T")


def can_fork() -> bool:
    """Whether this process can be copied. The copy of one with threads (livereload's, onnxruntime's) may
    hang; elsewhere than on Linux the system's own libraries start some."""
    return sys.platform == "linux" and len(os.listdir("/proc/self/task")) == 1


def share_look(is_true: Callable[[Sequence[T]], bool], things: Sequence[T]) -> bool:
    """Whether something is true of all things: of half of them a copy of this process finds out. An error there
    counts as no."""
    if not can_fork():
        return is_true(things)
    half = len(things) // 2
    child = os.fork()
    if not child:
        try:
            os._exit(_YES if is_true(things[half:]) else _NO)
        finally:
            os._exit(_NO)
    own = is_true(things[:half])
    return os.waitpid(child, 0)[1] == _YES and own


_YES, _NO = 0, 1
