"""Where in a finished page the text stands that a later build may exchange, without making the page anew.

It can be exchanged only where the page shows it once, and nothing else there hangs on it. Whether a template does
anything else with it is seen when the template is compiled.
"""

from __future__ import annotations

from collections.abc import Iterator

from jinja2 import nodes

Gap = tuple[int, int]
"""The bytes of a file from the first place to the one before the second."""

FORMS = {"markdown": "markdown", "index": ""}
"""Name of a text → the filter by which it is shown; "" for none."""
_BESIDE = "side"
"""A filter that is given the text as well: who exchanges it must see to it that this gives the same."""
_CAUGHT = (nodes.AssignBlock, nodes.CallBlock, nodes.FilterBlock)
"""What takes up the text of other parts, and may change it."""


class Shown(str):
    """A text that may be exchanged. It notes how often it was shown, and as what."""

    __slots__ = ("html", "times")

    times: int
    """How often it was shown; of one without a filter, which nobody can count, once."""
    html: str
    """As what."""


def make_shown(name: str, text: str) -> Shown:
    """The text with this name among FORMS."""
    shown = Shown(text)
    # It has gone through no filter; or, where there is none, through that.
    shown.times = 0 if FORMS[name] else 1
    shown.html = text
    return shown


def find_gap(data: bytes, shown: Shown) -> Gap | None:
    """Where in the file the text stands; None where it was shown more than once, or not."""
    needle = shown.html.encode(errors="replace")
    start = data.find(needle)
    if not needle or start < 0 or shown.times != 1 or data.find(needle, start + 1) >= 0:
        return None
    return start, start + len(needle)


def find_bent(tree: nodes.Template) -> set[str]:
    """The names of FORMS of which the template does more than to show their text: their pages have no gap."""
    plain = {id(name) for name in _list_plain(tree)}
    inner = {
        id(name) for macro in tree.find_all(nodes.Macro) for name in macro.find_all(nodes.Name)
    }
    bent = {
        name.name
        for name in tree.find_all(nodes.Name)
        if name.ctx == "load" and (id(name) in inner or id(name) not in plain)
    }
    # With these, a part of a page can be taken up and changed.
    if any(True for _ in tree.find_all(_CAUGHT)) or bent & {"self", "super"}:
        return set(FORMS)
    return bent & FORMS.keys()


def _list_plain(tree: nodes.Template) -> Iterator[nodes.Node]:
    """The names that are only shown, or only asked whether there is a text: one that is exchanged is never
    empty."""
    for output in tree.find_all(nodes.Output):
        for shown in output.nodes:
            if isinstance(shown, nodes.Name):
                yield from _list_shown(shown, "")
            elif isinstance(shown, nodes.Filter) and not (shown.args or shown.kwargs):
                yield from _list_shown(shown.node, shown.name)
            elif isinstance(shown, nodes.Call) and getattr(shown.node, "name", "") == "super":
                yield shown.node
    for given in tree.find_all(nodes.Filter):
        if given.name == _BESIDE and given.node is not None:
            yield given.node
    for choice in tree.find_all(nodes.If):
        yield choice.test


def _list_shown(name: nodes.Node | None, form: str) -> Iterator[nodes.Node]:
    if isinstance(name, nodes.Name) and FORMS.get(name.name) == form:
        yield name
