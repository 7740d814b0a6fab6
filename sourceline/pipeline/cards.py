"""The pictures of pages that are shared: drawn once, and kept until something in them changes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from sourceline.errors import ContentError, Problem
from sourceline.pipeline.reports import Progress
from sourceline.store import locate_setting
from sourceline.store.files import STATE, list_files, read_bytes, write_bytes

if TYPE_CHECKING:
    from sourceline.site import Card

KEPT = STATE / "cards"
"""Pictures by the hash of all that they depend on."""
_START, _END = b"\x89PNG\r\n", b"IEND\xaeB`\x82"


def refuse_undrawable(root: Path) -> None:
    """ContentError where cards are asked for and there is nothing to draw them with."""
    if find_spec("PIL"):
        return
    raise ContentError(
        [
            Problem(
                locate_setting(root, "social_cards"),
                "no-pillow",
                "Social cards are drawn with Pillow, which is not installed.",
                'Type: pip install "sourceline[images]", or write social_cards: false.',
            )
        ]
    )


def make_cards(
    root: Path, cards: Sequence[Card], progress: Progress
) -> Iterator[tuple[str, bytes]]:
    """The path and the bytes of every card, one by one; what was drawn before is not drawn again.
    PublishError when they cannot be kept."""
    from sourceline.publish.disk import explain_failure  # noqa: PLC0415 - only for `build`
    from sourceline.render.cards import draw_card, fingerprint_drawing  # noqa: PLC0415 - Pillow

    task = f"keep social cards in {root / KEPT}"

    used = set()
    for done, card in enumerate(cards, 1):
        key = hashlib.sha256(f"{fingerprint_drawing()} {card!r}".encode()).hexdigest()
        place = str(KEPT / f"{key}.png")
        used.add(place)
        data = _read_kept(root, place)
        if data is None:
            data = draw_card(card)
            with explain_failure(task):
                write_bytes(root, place, data)
        yield card.path, data
        progress("cards", done, len(cards), card.path)
    for stale in set(list_files(root, KEPT)[0]) - used:
        with explain_failure(task):
            (root / stale).unlink()


def _read_kept(root: Path, place: str) -> bytes | None:
    """A picture that was drawn before; None when there is none, or one that is cut off."""
    if not (root / place).is_file():
        return None
    data = read_bytes(root, place)
    return data if data.startswith(_START) and data.endswith(_END) else None
