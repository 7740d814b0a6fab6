"""Where sources differ and no person has said which is right."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sourceline.check.desk import Desk, make_note, word_paste
from sourceline.errors import Paste, Position, Problem
from sourceline.model import Chronicle, Disagreement, Rule, Variant
from sourceline.store.dump import dump_yaml

_RULES: Mapping[Rule, str] = {
    "author": "you wrote it",
    "correction": "a later text of the same publisher gives it",
    "basis": "it is stated, not counted",
    "precision": "it says most",
    "status": "it is asserted",
    "latest": "it was reported last",
    "sources": "more publishers give it",
    "first": "it stands first",
}
_SETTLED_BY = {"date": "date", "status": "status"}
"""Field → the key that settles it; all others are said in `text`."""


def list_disagreements(chronicle: Chronicle, desk: Desk) -> Iterator[Problem]:
    """Every open disagreement with all its values and who gives them; those of which a person wrote the
    field aside."""
    for event in chronicle.events:
        for found in _list_open(event.disagreements, event.by_hand):
            place = desk.place_event(event)
            if event.id not in desk.events:
                place = desk.place_evidence(found.variants[0].evidence) or place
            yield _report(found, event.id, place, _settle_event(found, event.id, desk))
    # A role has two pages, of the person and of the firm: it is asked once, and answered on either.
    asked = {
        found
        for profile in chronicle.profiles
        for found in profile.disagreements
        if "text" in profile.by_hand
    }
    for profile in chronicle.profiles:
        for found in _list_open(profile.disagreements, profile.by_hand):
            if found in asked:
                continue
            asked.add(found)
            place = desk.place_profile(profile)
            if profile.id not in desk.profiles:
                place = desk.place_evidence(found.variants[0].evidence) or place
            paste = desk.paste_profile(profile.id, "text", _write_words(found))
            yield _report(found, profile.id, place, [paste])


def _list_open(
    disagreements: Sequence[Disagreement], by_hand: Sequence[str]
) -> Iterator[Disagreement]:
    for found in disagreements:
        if found.is_open and _SETTLED_BY.get(found.field, "text") not in by_hand:
            yield found


def _settle_event(found: Disagreement, event: str, desk: Desk) -> list[Paste]:
    """A line for each value; for a figure, one with all of them."""
    key = _SETTLED_BY.get(found.field)
    if key is None:
        return [desk.paste_event(event, "text", _write_words(found))]
    return [desk.paste_event(event, key, variant.value) for variant in found.variants]


def _write_words(found: Disagreement) -> str:
    """What a page may say of it, as a YAML text in one line."""
    said = f"Sources differ on {_name(found)}: {_list_values(found.variants, 'or')}."
    return dump_yaml({"text": said.replace("\n", " ")}).removeprefix("text: ").rstrip("\n")


def _report(found: Disagreement, name: str, place: Position, pastes: list[Paste]) -> Problem:
    chosen, *others = found.variants
    message = (
        f"Sources differ on {_name(found)} of {name!r}: {_word(chosen)}, chosen since"
        f" {_RULES[found.rule]}; {_list_values(others, 'and')}."
    )
    if found.field in _SETTLED_BY:
        choices = " or ".join(f"'{paste.lines}'" for paste in pastes)
        remedy = f"Write the right one, {choices}, into {pastes[0].path}."
    else:
        remedy = f"Say it in your words, or with {word_paste(pastes[0])}."
    return make_note(place, "disagreement", message, remedy, *pastes)


def _name(found: Disagreement) -> str:
    about = found.about.replace("_", " ")
    if found.field in ("begin", "end"):
        return f"the {'beginning' if found.field == 'begin' else 'end'} of the role “{about}”"
    return f"the {found.field}" + (f" “{about}”" if about else "")


def _list_values(variants: Sequence[Variant], word: str) -> str:
    values = [_word(variant) for variant in variants]
    *first, last = values
    return f"{', '.join(first)} {word} {last}" if first else last


def _word(variant: Variant) -> str:
    """A value with the sources that give it: "2031-05-06 (tide, wave)"."""
    corrected = "; corrected since" if variant.corrected else ""
    return f"{variant.value} ({', '.join(variant.sources)}{corrected})"
