"""`labels:` of the settings: words of the site that the author says in another way."""

from __future__ import annotations

from sourceline.model import Rewording
from sourceline.store.nodes import Mapping, Node, Scalar
from sourceline.store.reading import BAD, Reading, name_key, name_node
from sourceline.store.scalars import decode_text


def decode_labels(reading: Reading, node: Node, key: str) -> object:
    """A mapping of keys to texts, or to texts by plural category."""
    if not isinstance(node, Mapping):
        return reading.report(
            node.place,
            "wrong-type",
            f"{name_key(key)} must be a mapping of keys to texts, not {name_node(node)}.",
            "Write lines such as 'timeline: Chronicle' below it, with two spaces in front.",
        )
    found = [
        _decode_label(reading, name, place, value)
        for name, (place, value) in node.entries.items()
        if not (isinstance(value, Scalar) and value.blank)
    ]
    return BAD if any(each is BAD for each in found) else tuple(found)


def _decode_label(reading: Reading, key: str, place: int, node: Node) -> object:
    values = node.entries if isinstance(node, Mapping) else {"other": (place, node)}
    texts = {form: decode_text(reading, value, key) for form, (_, value) in values.items()}
    if any(text is BAD for text in texts.values()):
        return BAD
    return Rewording(
        key,
        tuple((form, str(text)) for form, text in texts.items()),
        (reading.locate(place), *(reading.locate(value.place) for _, value in values.values())),
    )
