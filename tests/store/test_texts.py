"""A text is told from all else in the file of its record."""

from __future__ import annotations

import pytest

from sourceline.store.texts import part_text, read_text
from sourceline.store.yaml import parse_yaml

HEAD = "title: The flood\ndate: 2031-05\n"
TEXTS = {
    "plain": "It rained.",
    "plain, several lines": "It rained\n  for days.",
    "plain, with a comment": "It rained. # and how",
    "quoted": '"It rained: for days."',
    "quoted once": "'It rained: for days.'",
    "literal": "|\n  It rained.\n\n  For days.",
    "stripped": "|-\n  It rained.",
    "kept": "|+\n  It rained.\n\n",
    "folded": ">-\n  It rained\n  for days.",
    "indented": "|2\n    It rained.",
}


@pytest.mark.parametrize("tail", ["", "note: To be checked.\n", "# the end\nnote: x\n"])
@pytest.mark.parametrize("head", [HEAD, "", "\ufeff" + HEAD, "# Two days\n" + HEAD])
@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_text_is_that_of_the_parser(head: str, text: str, tail: str) -> None:
    """Its value is the one that the whole file has, and what is around it stays when it changes."""
    data = f"{head}text: {text}\n{tail}".encode()
    parts = part_text(data)
    assert parts is not None
    assert (parts.before, parts.after) == (head.encode(), tail.encode())
    assert parts.lines == text.count("\n") + 1
    root: dict[str, tuple[int, tuple[str, int, bool]]] = parse_yaml(data, "a.yaml").root[0]  # type: ignore[assignment] # a mapping
    assert read_text(data, "a.yaml", parts) == root["text"][1][0]
    other = part_text(f"{head}text: Sun.\n{tail}".encode())
    assert other is not None
    assert other.sum_up() == parts.sum_up()


@pytest.mark.parametrize(
    "data",
    [
        "title: No text\n",
        "text:\n  It rained.\n",
        'text: "It rained\n  for days."\n',
        'text: "It \\"rained\\"."\n',
        "text: [It, rained]\n",
        "text: It rained.\r\n",
        "text: It\u2028rained: x\n",
        "text: |\n  It rained.\n\tnote: x\n",
    ],
)
def test_uncertain_forms_are_left_alone(data: str) -> None:
    """Where only the parser can tell how far a text goes, nothing is told."""
    assert part_text(data.encode()) is None


@pytest.mark.parametrize(
    "data",
    [
        "{title: The flood,\ntext: It rained,\nnote: x}\n",
        'note: "a\ntext: b\n"\n',
        "a:\n  - {b: c,\ntext: d\n}\n",
        "- text\n",
    ],
)
def test_text_within_another_value_is_none(data: str) -> None:
    """What only looks like the key of the record is not taken for it."""
    parts = part_text(data.encode())
    assert parts is None or read_text(data.encode(), "a.yaml", parts) is None


def test_other_bytes_have_another_sum() -> None:
    """Whatever else changes in the file, and wherever the text moves in it, shows in the sum."""
    files = [
        "title: A\ntext: x\nnote: B\n",
        "title: A\nnote: B\ntext: x\n",
        "title: A\ntext: x\nnote: C\n",
        "title: B\ntext: x\nnote: B\n",
        "title: A \ntext: x\nnote: B\n",
    ]
    parts = [part_text(data.encode()) for data in files]
    assert len({each.sum_up() for each in parts if each}) == len(files)
