"""Which names and sources are withheld."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from json import dumps

from sourceline.errors import Position, Problem
from sourceline.model import Extraction, ProfileClaim, ProfileRecord, Records, Source
from sourceline.redact.masking import Mask
from sourceline.weave.names import fold_name

_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv", "phd", "md"})
# A word of a sentence, not of an address in it.
_WORD = re.compile(r"""(?<![^\s“"‘'(])[^\W\d_]+(?=[\s,;:!?)”"’]|\.(?:\s|$)|$)""")
_FEWEST = 2
"""Letters of a name that is looked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Redaction:
    """What is withheld from a site."""

    sources: frozenset[str] = frozenset()
    """Ids."""
    profiles: frozenset[str] = frozenset()
    """Ids of profiles, as authors name them."""
    claims: frozenset[tuple[str, str]] = frozenset()
    """(source, id of a `ProfileClaim`): the same profiles, as the sources have them."""
    names: tuple[str, ...] = ()
    """Looked for everywhere, the longest first."""
    given: tuple[str, ...] = ()
    """What may stand before a family name, and goes with it."""
    local: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """(source, names) that mean the profile there, and elsewhere perhaps somebody else: a given name, or one that is
    also an ordinary word."""

    problems: tuple[Problem, ...] = ()
    """Notes on names that are ordinary words, too."""

    def make_mask(self, word: str, local: Sequence[str] = ()) -> Mask:
        """Puts `word` in the place of the names, and of those that are `local` to a source."""
        return Mask(self.names, self.given, word, local)

    def make_search(self) -> re.Pattern[str]:
        """Finds the names in a published file, also as HTML, JSON and addresses write them."""
        forms = {
            form
            for name in self.names
            for form in (name, escape(name), escape(name, quote=False), dumps(name)[1:-1])
        }
        return Mask(sorted(forms, key=by_length), (), "").pattern


def find_redaction(
    records: Records, sources: Sequence[Source], extractions: Iterable[Extraction]
) -> Redaction:
    """What the author withholds."""
    withheld = frozenset(source.id for source in sources if source.redact)
    profiles = [record for record in records.profiles if record.redact]
    if not profiles:
        return Redaction(sources=withheld)
    claims: set[tuple[str, str]] = set()
    names: set[str] = set()
    local: dict[str, set[str]] = {}
    given: set[str] = set()
    doubtful: set[tuple[ProfileRecord, str]] = set()
    known = [each for each in extractions if each.source not in withheld]
    ordinary = _list_words(sources)
    for record in profiles:
        own = _find_claims(record, known)
        claims |= {(extraction.source, claim.id) for extraction, claim in own}
        called = set(_list_names(record, own))
        is_person = record.kind == "person" or any(claim.kind == "person" for _, claim in own)
        names |= {name for name in called if len(name.split()) > 1 or not is_person}
        single = {name for name in called if len(name.split()) == 1} if is_person else set()
        families = {family for name in called if is_person and (family := _find_family(name))}
        # A record that has one word for a name, and no source that has more, means this word.
        families |= single if not families else set()
        names |= families - {family for family in families if family.lower() in ordinary}
        doubtful |= {(record, family) for family in families - names}
        given |= {word for name in called for word in name.split()} - families
        for extraction, claim in own:
            words = (single & {claim.name, *claim.aliases}) | families
            local.setdefault(extraction.source, set()).update(words - names)
    return Redaction(
        sources=withheld,
        profiles=frozenset(name for record in profiles for name in (record.id, *record.merge)),
        claims=frozenset(claims),
        names=tuple(sorted((each for each in names if len(each) >= _FEWEST), key=by_length)),
        given=tuple(sorted(given, key=by_length)),
        problems=tuple(sorted(_report_word(*each) for each in doubtful)),
        local=tuple(
            (source, tuple(sorted(found, key=by_length)))
            for source, found in sorted(local.items())
            if found
        ),
    )


def _find_claims(
    record: ProfileRecord, extractions: Iterable[Extraction]
) -> list[tuple[Extraction, ProfileClaim]]:
    """Those that are the profile of a record: by id, or by a whole name."""
    ids = {record.id, *record.merge}
    names = {fold_name(name) for name in (record.name, *(record.aliases or ())) if name}
    return [
        (extraction, claim)
        for extraction in extractions
        for claim in extraction.profiles
        if claim.id in ids or not names.isdisjoint(map(fold_name, (claim.name, *claim.aliases)))
    ]


def _list_names(
    record: ProfileRecord, own: Iterable[tuple[Extraction, ProfileClaim]]
) -> Iterator[str]:
    yield from (name for name in (record.name, *(record.aliases or ())) if name)
    if record.name is None:
        yield record.id.replace("-", " ").title()
    for _, claim in own:
        yield from (claim.name, *claim.aliases)


def _find_family(name: str) -> str | None:
    """The family name in a person's whole name; None where it is one word."""
    words = [word for word in name.split() if word.strip(".,").lower() not in _SUFFIXES]
    return words[-1].strip(",") if len(words) > 1 else None


def _list_words(sources: Iterable[Source]) -> frozenset[str]:
    """The words that stand somewhere without a capital: "may", "young"."""
    return frozenset(
        word
        for source in sources
        for sentence in source.sentences
        for word in _WORD.findall(source.text, sentence.start, sentence.end)
        if word.islower()
    )


def _report_word(record: ProfileRecord, word: str) -> Problem:
    return Problem(
        record.positions.find("redact") or Position(record.positions.path),
        "withheld-word",
        f"{word!r} is an ordinary word, too, so alone it is withheld only in the sources that speak of this person.",
        "Look over the pages of the sources that speak of it. To withhold a phrase everywhere, add it to 'aliases'.",
        "note",
    )


def by_length(name: str) -> tuple[int, str]:
    """The longest first."""
    return -len(name), name
