"""How words hang in a parse that is being mended."""

from __future__ import annotations

from sourceline.extract.rules.phrases import Line
from sourceline.extract.tagger.reading import Parse

HELPERS = ("aux", "cop")
SUBJECTS = ("nsubj", "csubj")


def hang(parses: list[Parse], n: int, head: int, relation: str) -> bool:
    """`n` on `head`, unless that closes a ring."""
    above = head
    for _ in range(len(parses)):
        if above == n:
            return False
        if above < 0:
            break
        above = parses[above].head
    parses[n] = parses[n]._replace(head=head, relation=relation)
    return True


def list_by(parses: list[Parse], head: int, *relations: str) -> list[int]:
    return [n for n, p in enumerate(parses) if p.head == head and p.relation in relations]


def is_verb(line: Line, parses: list[Parse], n: int) -> bool:
    """Whether a word is the verb of a clause: no helper and no part of a noun."""
    loose = parses[n].relation not in (*HELPERS, "amod", "compound", "case", "mark", "flat")
    return line.tags[n].startswith("VB") and loose and n not in line.names
