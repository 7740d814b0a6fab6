"""Documents → the index, with all that does not hang on their words written down already."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from sourceline.site.search.documents import Document
from sourceline.site.search.files import Index, fill_field, write_list
from sourceline.site.search.folding import LETTERS, MARKS, SPACELESS, list_runs
from sourceline.site.search.shorthand import Shorthand, make_shorthand

# Documents in a block: about 5 kB gzipped.
BLOCK = 80
# A word of a title or text that stands in an id, which is ASCII, is told by its place.
PLACES = range(0xC0, 0x100)

Held = tuple["array[int]", "array[int]"]
"""The numbers of the documents with a word in the title, and of those with it elsewhere only."""


def make_index(groups: Iterable[Iterable[Document]]) -> Index:
    """The index of documents, each of which is asked for once."""
    held: dict[str, Held] = {}
    documents: list[Document] = []
    counts = []
    for group in groups:
        before = len(documents)
        for document in group:
            add_words(held, len(documents), document)
            # Kept with their words, 10,000 documents are 80 MB.
            documents.append(
                replace(document, first=frozenset(), rest=frozenset(), beside=None, written="")
            )
        counts.append(len(documents) - before)
    # Each is let go when it is written: of 100,000 events, their numbers are 60 MB.
    lists = {word: write_list(*held.pop(word)) for word in list(held)}
    kinds = {(document.kind, document.folder): 0 for document in documents}
    kinds = {kind: number for number, kind in enumerate(kinds)}
    shorthand = make_shorthand(field for d in documents for field in (d.title, d.note, d.text))
    blocks = [documents[n : n + BLOCK] for n in range(0, len(documents), BLOCK)]
    head: dict[str, Any] = {
        "letters": LETTERS,
        "marks": MARKS,
        "spaceless": SPACELESS,
        "groups": counts,
        "ranks": "".join(str(document.rank) for document in documents),
        "kinds": list(kinds),
        "block": BLOCK,
        "taken": shorthand.taken,
        "frequent": "\t".join(shorthand.words),
    }
    return Index(
        head=head,
        lists=lists,
        blocks=tuple(
            fill_field(f"blocks[{n}]", write_block(block, kinds, shorthand))
            for n, block in enumerate(blocks)
        ),
        numbers={f"{d.folder}/{d.id}": number for number, d in enumerate(documents)},
    )


def add_words(held: dict[str, Held], number: int, document: Document) -> None:
    """Enter a document's number under each of its words. They come in ascending order."""
    for place, words in enumerate((document.first, document.rest)):
        for word in words:
            numbers = held.get(word)
            if numbers is None:
                numbers = held[word] = (array("I"), array("I"))
            numbers[place].append(number)


def write_block(
    documents: Iterable[Document], kinds: Mapping[tuple[str, str], int], shorthand: Shorthand
) -> str:
    """A line for each document: title, number of its kind, id, note and text, between tabs (-10 kB)."""
    return "\n".join("\t".join(_list_fields(d, kinds, shorthand)) for d in documents)


def _list_fields(
    document: Document, kinds: Mapping[tuple[str, str], int], shorthand: Shorthand
) -> Iterator[str]:
    kind = kinds[document.kind, document.folder]
    title, note, text = (
        " ".join(field.split()) for field in (document.title, document.note, document.text)
    )
    yield shorthand.write(title)
    yield str(kind)
    yield write_id(document.id, f"{title} {text} {document.kind}")
    yield shorthand.write(note)
    yield shorthand.write(text)
    if document.place:
        yield document.place


def write_id(identity: str, told: str) -> str:
    """An id, its parts that are words of what is told as the place of the word there (-37 kB)."""
    places: dict[str, int] = {}
    for place, word in enumerate(list_runs(told)[: len(PLACES)]):
        places.setdefault(word, place)
    return "".join(
        chr(PLACES[places[part]]) if part in places else f"-{part}" for part in identity.split("-")
    )
