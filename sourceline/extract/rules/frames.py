"""The frames of `data/events.toml`: which verbs and nouns tell of which kind of event."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from functools import cache

from sourceline.extract.rules.document import Document
from sourceline.extract.rules.gazetteers import read_table, read_words
from sourceline.extract.rules.phrases import Line, Phrase
from sourceline.extract.rules.places import list_within
from sourceline.extract.rules.verbs import write_third

_WIDE = {
    "name": frozenset({"person", "organization", "place", "product", "unknown"}),
    "actor": frozenset({"person", "organization", "place", "people", "court", "unknown"}),
    "organization": frozenset({"organization", "unknown"}),
    "product": frozenset({"product", "unknown"}),
    "any": frozenset(
        {
            "person",
            "organization",
            "place",
            "product",
            "unknown",
            "people",
            "court",
            "thing",
            "figure",
            "disaster",
            "occasion",
        }
    ),
    "court": frozenset({"court"}),
}


@dataclass(frozen=True, slots=True)
class Frame:
    """One way of telling of an event, and who must take part in it."""

    kind: str
    verbs: tuple[str, ...]
    subject: frozenset[str]
    object: frozenset[str]
    """Empty: anything or nothing may follow."""
    needs: frozenset[str]
    without: frozenset[str]
    main: str
    object_role: str
    nouns: dict[str, str]
    of: str
    needs_role: bool
    court: bool
    named: bool
    active: bool
    """Whether it counts in the active voice only."""
    passive: bool
    """Whether a frame without an object counts in the passive voice, and there only."""
    place: bool
    """Whether a place must be named, or told of by a noun of place."""
    with_word: frozenset[str]
    """Prepositions that bring in the object where there is none: "merge with"."""
    doers: frozenset[str]
    """Empty, or the words of which the subject must be one: "voters"."""
    wide: bool
    """Whether it is tried only where no other frame fits."""


@cache
def load_frames() -> tuple[Frame, ...]:
    """All frames, in the order of the file."""
    table = read_table("events")
    narrow = (_make_frame(row) for row in table["frame"])
    return (*narrow, *(_make_frame(row, wide=True) for row in table["wide"]))


def _make_frame(row: dict[str, object], *, wide: bool = False) -> Frame:
    def words(key: str) -> frozenset[str]:
        value = row.get(key, [])
        return frozenset(value if isinstance(value, list) else [])

    nouns = row.get("nouns", {})
    verbs = row["verbs"]
    assert isinstance(nouns, dict)  # noqa: S101 - our own data file
    assert isinstance(verbs, list)  # noqa: S101 - the same
    return Frame(
        kind=str(row["kind"]),
        verbs=tuple(verbs),
        subject=_widen(words("subject")),
        object=_widen(words("object")),
        needs=_add_plurals(words("needs")),
        without=words("without"),
        main=str(row.get("main", "subject")),
        object_role=str(row.get("object_role", "object")),
        nouns=nouns,
        of=str(row.get("of", "subject")),
        needs_role=bool(row.get("needs_role", False)),
        court=bool(row.get("court", False)),
        named=bool(row.get("named", False)),
        active=bool(row.get("active", False)),
        passive=bool(row.get("passive", False)),
        place=bool(row.get("place", False)),
        with_word=words("with"),
        doers=_add_plurals(words("doers")),
        wide=wide,
    )


def ease(frame: Frame) -> Frame:
    """The frame for whoever can act, done to anything or nothing."""
    nothing: frozenset[str] = frozenset()
    return replace(
        frame,
        subject=frame.subject | _WIDE["actor"] | _WIDE["name"],
        object=nothing,
        doers=nothing,
        place=False,
        named=False,
        needs_role=False,
        wide=False,
    )


def _add_plurals(words: frozenset[str]) -> frozenset[str]:
    """With the plural of each word: a table names "budget" and means "budgets" too."""
    plain = (word for word in words if not word.endswith("s"))
    return words | {_write_plural(word) for word in plain if word.replace("-", "").isalpha()}


def _write_plural(word: str) -> str:
    """ "firemen", "children", "sisters-in-law", "churches"."""
    if word.endswith("-in-law"):
        return f"{word.removesuffix('-in-law')}s-in-law"
    if word.endswith("man") and word != "shaman":
        return f"{word[:-3]}men"
    return f"{word}ren" if word.endswith("child") else write_third(word)


def _widen(kinds: frozenset[str]) -> frozenset[str]:
    return frozenset().union(*(_WIDE.get(kind, frozenset({kind})) for kind in kinds))


@cache
def index_verbs(*, wide: bool) -> dict[str, tuple[Frame, ...]]:
    """Verb, particle included → its frames, either the wide ones or the others."""
    index: dict[str, list[Frame]] = defaultdict(list)
    for frame in load_frames():
        for verb in frame.verbs if frame.wide == wide else ():
            index[verb].append(frame)
    return {verb: tuple(frames) for verb, frames in index.items()}


@cache
def index_nouns() -> dict[str, tuple[tuple[Frame, str], ...]]:
    """Noun, singular and plural → its frames, in order, and the verb it stands for in each."""
    index: dict[str, list[tuple[Frame, str]]] = defaultdict(list)
    for frame in load_frames():
        for noun, verb in frame.nouns.items():
            index[noun].append((frame, verb))
            index[noun + "s"].append((frame, verb))
    return {noun: tuple(entries) for noun, entries in index.items()}


@cache
def load_groups() -> dict[str, frozenset[str]]:
    """Kind of group → the nouns that speak of one."""
    found = {name: read_words("events", "groups", name) for name in read_table("events")["groups"]}
    persons, bodies = (_add_plurals(found.pop(name)) for name in ("persons", "bodies"))
    del found["no_doers"]
    return {**found, "people": found["people"] | persons, "organization": bodies}


@cache
def load_outcomes() -> tuple[frozenset[str], dict[str, str]]:
    """The verbs of outcome, and word of an undertaking → its kind."""
    table = read_table("events")["outcomes"]
    words = {word: kind for kind, words in table["undertakings"].items() for word in words}
    return frozenset(table["verbs"]), words


@cache
def load_levels() -> tuple[frozenset[str], dict[str, str]]:
    """The verbs of measure, and measure → the kind of its event."""
    table = read_table("events")["levels"]
    words = {word: kind for kind, words in table["measures"].items() for word in words}
    plain = (word for word in words if not word.endswith("s") and words[word] != "valuation")
    plurals = {_write_plural(word): words[word] for word in plain}  # but "5 million euros"
    return frozenset(table["verbs"]), plurals | words


@cache
def load_quoted() -> frozenset[str]:
    """The verbs that tell of prices and shares alone: "closed at 31p"."""
    return frozenset(read_table("events")["levels"]["quoted"])


@cache
def load_modality() -> dict[str, frozenset[str]]:
    """Way of speaking → its words."""
    return {name: frozenset(words) for name, words in read_table("events")["modality"].items()}


def find_profile(document: Document, line: Line, phrase: Phrase) -> str | None:
    """The profile that the head of a noun phrase names or stands for."""
    mention = line.names.get(phrase.head)
    if mention:
        return mention.profile
    start, end = line.tokens[phrase.first].start, line.tokens[phrase.head].end
    for anaphor in list_within(document.anaphors, start, end):
        if anaphor.start == start and anaphor.end == end:
            return anaphor.profile
    return None
