"""Whether the labels that an author words anew are there and can be filled in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches

from sourceline.errors import Position, Problem
from sourceline.language import ENGLISH, list_categories
from sourceline.model import Rewording, Settings
from sourceline.site.labels import load_labels, load_table

_GAP = re.compile(r"\{(\w+)\}")


def check_labels(settings: Settings) -> tuple[Problem, ...]:
    """Every fault of the labels in the settings."""
    return tuple(
        problem for each in settings.labels for problem in _check_label(each, settings.language)
    )


def list_gaps(key: str) -> tuple[str, ...]:
    """What a label can be filled with, by the English one: ("date",)."""
    value = load_table(ENGLISH)[key]
    texts = [value] if isinstance(value, str) else list(value.values())
    return tuple(dict.fromkeys(name for text in texts for name in _GAP.findall(text)))


def _check_label(label: Rewording, language: str) -> Iterator[Problem]:
    known = load_table(ENGLISH)
    place = label.places[0]
    if label.key not in known:
        near = get_close_matches(label.key, known, 1)
        yield Problem(
            place,
            "unknown-label",
            f"The site has no label {label.key!r}."
            + (f" Did you mean {near[0]!r}?" if near else ""),
            "All labels stand in docs/reference/labels.md.",
        )
        return
    yield from _check_forms(label, load_labels(language).spoken)
    gaps = list_gaps(label.key)
    for (_, text), where in zip(label.forms, label.places[1:], strict=True):
        yield from _check_gaps(text, gaps, where)


def _check_forms(label: Rewording, language: str) -> Iterator[Problem]:
    """A table is by the plural categories that the language has; one text serves every number."""
    forms = dict(label.forms)
    if tuple(forms) == ("other",):
        return
    if isinstance(load_table(ENGLISH)[label.key], str):
        yield Problem(
            label.places[0],
            "wrong-label",
            f"The label {label.key!r} counts nothing, so it has one text.",
            f"Write '{label.key}: …' in one line.",
        )
        return
    categories = list_categories(language)
    wrong = [form for form in forms if form not in categories]
    if wrong or "other" not in forms:
        yield Problem(
            label.places[0],
            "wrong-label",
            f"{wrong[0]!r} is no plural of {language!r}."
            if wrong
            else f"The label {label.key!r} lacks its plural 'other'.",
            f"The plurals of {language!r} are: {', '.join(categories)}.",
        )


def _check_gaps(text: str, gaps: tuple[str, ...], place: Position) -> Iterator[Problem]:
    wrong = next((name for name in _GAP.findall(text) if name not in gaps), None)
    rest = _GAP.sub("", text)
    if wrong is None and not set("{}") & set(rest):
        return
    yield Problem(
        place,
        "wrong-label",
        f"Nothing is known to fill {{{wrong}}} with." if wrong else "A brace stands alone in it.",
        f"It can be filled with: {', '.join(f'{{{name}}}' for name in gaps)}."
        if gaps
        else "Nothing can be filled into this label; write it without braces.",
    )
