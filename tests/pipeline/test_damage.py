"""Whatever happens to what is kept between builds, the site is the one that is built from scratch."""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from pathlib import Path

import pytest
from edits import build, build_afresh, write_article, write_event
from trees import write_tree

CASES = int(os.environ.get("CASES", "16"))
"""A longer run: CASES=640 pytest tests/pipeline/test_damage.py"""

Damage = Callable[[random.Random, list[Path]], None]


def flip_bit(chance: random.Random, kept: list[Path]) -> None:
    """One bit is another."""
    path = chance.choice(kept)
    data = bytearray(path.read_bytes())
    if data:
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        path.write_bytes(data)


def cut_off(chance: random.Random, kept: list[Path]) -> None:
    """A file ends too early."""
    path = chance.choice(kept)
    data = path.read_bytes()
    path.write_bytes(data[: chance.randrange(len(data) + 1)])


def fill_with_nothing(chance: random.Random, kept: list[Path]) -> None:
    """As after a loss of power: the size is right, and there are zeros."""
    path = chance.choice(kept)
    path.write_bytes(bytes(path.stat().st_size))


def swap(chance: random.Random, kept: list[Path]) -> None:
    """Two files have each other's bytes."""
    one, other = chance.choice(kept), chance.choice(kept)
    first, second = one.read_bytes(), other.read_bytes()
    one.write_bytes(second)
    other.write_bytes(first)


def remove(chance: random.Random, kept: list[Path]) -> None:
    """A file is gone."""
    chance.choice(kept).unlink()


def write_rubbish(chance: random.Random, kept: list[Path]) -> None:
    """Something else writes there."""
    chance.choice(kept).write_bytes(chance.randbytes(chance.randrange(1, 5000)))


def repeat(chance: random.Random, kept: list[Path]) -> None:
    """The bytes stand there twice."""
    path = chance.choice(kept)
    path.write_bytes(path.read_bytes() * 2)


def age(chance: random.Random, kept: list[Path]) -> None:
    """A number in it is another, as one of another version."""
    path = chance.choice(kept)
    data = path.read_bytes()
    digits = [n for n, sign in enumerate(data) if 48 <= sign < 57]
    if digits:
        n = chance.choice(digits)
        path.write_bytes(data[:n] + bytes([data[n] + 1]) + data[n + 1 :])


DAMAGES: tuple[Damage, ...] = (
    flip_bit,
    cut_off,
    fill_with_nothing,
    swap,
    remove,
    write_rubbish,
    repeat,
    age,
)


def list_kept(site: Path) -> list[Path]:
    """What is kept between builds, and what was read."""
    folders = (site / ".sourceline", site / "content" / "extracted")
    found = [path for folder in folders for path in sorted(folder.rglob("*")) if path.is_file()]
    return [path for path in found if path.parent.name != "altered"]


@pytest.mark.parametrize("seed", range(CASES))
@pytest.mark.usefixtures("quick")
def test_damage_shows_nowhere(tmp_path: Path, seed: int) -> None:
    """A build after damage, with and without an edit since, gives the bytes that it gives in a new folder; and so
    does the one after it."""
    chance = random.Random(seed)  # noqa: S311 - a choice of damages
    site = tmp_path / "site"
    write_tree(site, {"content/sources/s1.txt": write_article(chance)})
    write_event(chance, site)
    assert build(site)
    clean = build_afresh(site, tmp_path / "afresh")
    damage = DAMAGES[seed % len(DAMAGES)]
    damage(chance, list_kept(site))
    if seed % 3 == 0:
        write_event(chance, site)
        clean = build_afresh(site, tmp_path / "afresh")
    assert build(site) == clean, damage.__name__
    assert build(site) == clean, damage.__name__
