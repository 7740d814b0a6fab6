"""What a source's page prints of its text: all of it, or the cited sentences with a little around."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sourceline.model import Source
from sourceline.site.values import Note, Passage, TextBlock

# Sentences printed on each side of a cited one, within its paragraph.
CONTEXT = 1
GAP = TextBlock("gap", 0, (), ())


def arrange_blocks(
    source: Source, resting: Mapping[int, Note], *, full: bool
) -> tuple[TextBlock, ...]:
    """The text block by block, with what rests on each sentence beside it."""
    by_block: dict[int, list[Passage]] = {}
    for sentence in source.sentences:
        text = " ".join(source.text[sentence.start : sentence.end].split())
        passage = Passage(sentence.number, text, sentence.number in resting)
        by_block.setdefault(sentence.block, []).append(passage)
    blocks = [
        _arrange_block(source, n, by_block.get(n, []), resting, full=full)
        for n in range(len(source.blocks))
    ]
    return _settle_levels(blocks if full else _drop_rest(blocks))


def split_title(
    blocks: tuple[TextBlock, ...], title: str
) -> tuple[TextBlock | None, tuple[TextBlock, ...]]:
    """The text's first line where it is the page's title, and the rest."""
    if not blocks or blocks[0].kind not in ("title", "heading"):
        return None, blocks
    words = " ".join(passage.text for passage in blocks[0].passages)
    return (blocks[0], blocks[1:]) if words == " ".join(title.split()) else (None, blocks)


def _arrange_block(
    source: Source,
    index: int,
    passages: Sequence[Passage],
    resting: Mapping[int, Note],
    *,
    full: bool,
) -> TextBlock:
    block = source.blocks[index]
    if not passages:
        passages = [Passage(0, " ".join(source.text[block.start : block.end].split()), cited=False)]
    pairs = {p.number: n for n, p in enumerate((p for p in passages if p.cited), 1)}
    passages = [p._replace(pair=pairs.get(p.number, 0)) for p in passages]
    notes = tuple(resting[number]._replace(pair=pair) for number, pair in pairs.items())
    whole = full or block.kind in ("heading", "title")
    kept = tuple(passages) if whole else choose_passages(passages)
    return TextBlock(block.kind, block.level, kept, notes)


def choose_passages(passages: Sequence[Passage]) -> tuple[Passage, ...]:
    """Cited sentences and their neighbours; a run of others becomes one gap (number 0, text "…")."""
    near = find_near(passages)
    if not near:
        return ()
    chosen: list[Passage] = []
    for n, passage in enumerate(passages):
        if n in near:
            chosen.append(passage)
        elif not chosen or chosen[-1].number:
            chosen.append(Passage(0, "…", cited=False))
    return tuple(chosen)


def find_near(passages: Sequence[Passage]) -> set[int]:
    """Places of cited sentences and of their neighbours."""
    return {
        near
        for n, passage in enumerate(passages)
        if passage.cited
        for near in range(max(n - CONTEXT, 0), min(n + CONTEXT + 1, len(passages)))
    }


def _drop_rest(blocks: Sequence[TextBlock]) -> list[TextBlock]:
    """Without paragraphs nothing rests on (one gap for each run), and headings over nothing."""
    kept: list[TextBlock] = []
    for n, block in enumerate(blocks):
        if block.kind in ("heading", "title"):
            below = _find_section(blocks, n)
            shown = bool(block.notes) or any(b.passages for b in below)
        else:
            shown = bool(block.passages)
        if shown:
            kept.append(block)
        elif not kept or kept[-1] != GAP:
            kept.append(GAP)
    return [] if kept == [GAP] else kept


def _find_section(blocks: Sequence[TextBlock], heading: int) -> Sequence[TextBlock]:
    """The blocks between a heading and the next one."""
    end = heading + 1
    while end < len(blocks) and blocks[end].kind not in ("heading", "title"):
        end += 1
    return blocks[heading + 1 : end]


def _settle_levels(blocks: Sequence[TextBlock]) -> tuple[TextBlock, ...]:
    """Headings of the text stand below the page's own (level 2), and skip no level."""
    settled, above = [], 2
    for block in blocks:
        if block.kind == "heading":
            above = min(max(block.level + 1, 3), above + 1, 6)
            block = TextBlock("heading", above, block.passages, block.notes)  # noqa: PLW2901 - the same block, lower
        settled.append(block)
    return tuple(settled)
