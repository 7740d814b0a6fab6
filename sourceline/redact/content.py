"""Content → the same without what is withheld."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import fields, is_dataclass, replace
from functools import cache, partial
from itertools import count
from typing import Any, TypeVar

from sourceline.errors import Positions
from sourceline.extract.ground import make_evidence
from sourceline.model import (
    Correction,
    EventRecord,
    Evidence,
    Extraction,
    Participant,
    Records,
    Reference,
    Settings,
    Source,
)
from sourceline.redact.masking import SLUG, Mask, Masked
from sourceline.redact.names import Redaction, by_length
from sourceline.weave.folders import FOLDERS

Value = TypeVar("Value")

_IDS = frozenset(
    {"id", "profile", "event", "source", "page", "of", "merge", "keep_apart", "split", "topics"}
)
"""Fields that hold ids, or addresses made of them."""
_ADDRESSES = frozenset({"url", "archive_url", "same_as"})
_AS_IT_IS = frozenset({"path", "sha256", "engine", "origins", "positions", "key"})


def redact_content(
    redaction: Redaction,
    settings: Settings,
    sources: Iterable[Source],
    extractions: Iterable[Extraction],
    records: Records,
    *,
    word: str,
) -> tuple[Settings, tuple[Source, ...], tuple[Extraction, ...], Records]:
    """All that is woven, with `word` in the place of the names. What a source said of a withheld profile alone (its
    roles and relations, its page) is left out; events in which it took part stay."""
    kept = [source for source in sources if source.id not in redaction.sources]
    read = [each for each in extractions if each.source not in redaction.sources]
    gone = {each.source: each for each in extractions if each.source in redaction.sources}
    records = _leave_sources(redaction, records, read, gone.values())
    desk = _Desk(redaction, kept, word)
    desk.note_fragments(read)
    desk.name_ids((*kept, *read), records)
    return (
        desk.walk(settings, ""),
        tuple(desk.redact_source(source) for source in kept),
        tuple(desk.redact_extraction(each) for each in read),
        desk.redact_records(records),
    )


class _Desk:
    """What is at hand while content is gone through."""

    def __init__(
        self,
        redaction: Redaction,
        sources: Iterable[Source],
        word: str,
    ) -> None:
        self.redaction = redaction
        self.word = word
        # Many sources have the same names, and to make a mask takes a millisecond.
        self.make_mask = cache(partial(redaction.make_mask, word))
        self.mask = self.make_mask()
        self.local = {source: self.make_mask(names) for source, names in redaction.local}
        self.fragments: set[tuple[str, str]] = set()
        """(source, id of a profile) of what is only a part of a name that is withheld."""
        self.sources = {source.id: source for source in sources}
        """As they were read."""
        self.masked: dict[str, Masked] = {
            name: self._find_mask(name).mask_text(source.text)
            for name, source in self.sources.items()
        }
        self.ids: dict[str, str] = {}

    def note_fragments(self, extractions: Iterable[Extraction]) -> None:
        """Withhold in a source what it names within a withheld name alone: of "Roe-Vance" a reader may have made a
        "Vance" beside."""
        names = dict(self.redaction.local)
        for read in extractions:
            masked = self.masked.get(read.source)
            if masked is None or not masked.spans:
                continue
            text = self.sources[read.source].text
            found = [
                claim
                for claim in read.profiles
                if _stands_within(text, masked.spans, (claim.name, *claim.aliases))
            ]
            self.fragments |= {(read.source, claim.id) for claim in found}
            more = {name for claim in found for name in (claim.name, *claim.aliases)}
            known = names.get(read.source, ())
            if fresh := more - {*known, *self.redaction.names}:
                local = tuple(sorted({*known, *fresh}, key=by_length))
                self.local[read.source] = mask = self.make_mask(local)
                self.masked[read.source] = mask.mask_text(text)

    def _find_parts(self) -> re.Pattern[str]:
        """Where the ids of fragments stand in others."""
        parts = sorted({part for _, part in self.fragments}, key=by_length)
        forms = "|".join(map(re.escape, parts)) or "(?!)"
        return re.compile(rf"(?<![a-z0-9])(?:{forms})(?![a-z0-9])")

    def name_ids(self, values: Iterable[object], records: Records) -> None:
        """Give each id that tells a name another one, which nothing else has but files in which the author speaks
        of the same thing by that one, as `check` and the pages call it."""
        read: set[str] = set()
        for value in values:
            _gather_ids(value, read)
        written: set[str] = set()
        _gather_ids(records, written)
        own = {each.id for each in records.events} | {each.id for each in records.profiles}
        taken = set(read)
        parts = self._find_parts()
        for name in (*sorted(read), *sorted(written - read)):
            new = parts.sub(SLUG, self.mask.mask_slug(name))
            if new != name:
                # Two files never become one, and what the author alone names is nothing that was read.
                others = written if name not in read else own if name in own else set()
                barred = taken | others
                free = next(
                    each
                    for n in count(1)
                    if (each := new if n == 1 else f"{new}-{n}") not in barred
                )
                taken.add(free)
                self.ids[name] = free

    def redact_source(self, source: Source) -> Source:
        text = self.masked[source.id].text
        known = self.walk(replace(source, text=""), source.id)
        sha256 = hashlib.sha256(text.encode()).hexdigest()
        return replace(known, text=text, sha256=sha256)

    def redact_extraction(self, read: Extraction) -> Extraction:
        name = read.source
        text = self.masked[name].text if name in self.masked else ""
        rest = replace(
            read,
            mentions=tuple(
                m for m in read.mentions if not self._is_withheld(name, m.profile, m.text)
            ),
            profiles=tuple(c for c in read.profiles if not self._is_withheld(name, c.id, c.name)),
            roles=tuple(c for c in read.roles if not self._names(name, c.person, c.organization)),
            relations=tuple(
                c for c in read.relations if not self._names(name, c.subject, c.object)
            ),
        )
        return replace(
            self.walk(rest, name), sha256=hashlib.sha256(text.encode()).hexdigest() if text else ""
        )

    def redact_records(self, records: Records) -> Records:
        pages = {
            f"{folder}/{name}" for name in self.redaction.profiles for folder in FOLDERS.values()
        }
        return Records(
            events=self.walk(records.events, ""),
            profiles=tuple(self.walk(each, "") for each in records.profiles if not each.redact),
            corrections=tuple(
                self._redact_correction(each)
                for each in records.corrections
                if each.page not in pages
            ),
        )

    def _redact_correction(self, correction: Correction) -> Correction:
        folder, _, name = correction.page.rpartition("/")
        known = self.walk(correction, "")
        return replace(known, page=f"{folder}/{self.ids.get(name, name)}")

    # --- values --------------------------------------------------------------------------------

    def walk(self, value: Value, source: str, field: str = "") -> Value:
        """The value without what is withheld; `source`: id of the source in whose text its offsets are."""
        found: Any = value
        if isinstance(value, str):
            found = self._redact_string(value, source, field)
        elif isinstance(value, tuple) and not isinstance(value, Positions) and type(value) is tuple:
            found = tuple(
                each for item in value if (each := self.walk(item, source, field)) is not None
            )
        elif isinstance(value, Reference | Participant) and self._is_withheld(
            source, value.profile, value.name
        ):
            found = replace(value, name=self.word, profile=None)
        elif isinstance(value, Evidence):
            found = self._redact_evidence(value)
        elif is_dataclass(value) and not isinstance(value, type):
            found = self._redact_fields(value, source)
        return found  # type: ignore[no-any-return]  # of the same type, as each branch shows

    def _redact_fields(self, value: Any, source: str) -> Any:
        new = {
            each.name: self.walk(getattr(value, each.name), source, each.name)
            for each in fields(value)
            if each.name not in _AS_IT_IS
        }
        masked = self.masked.get(source)
        if masked and "start" in new and "end" in new:
            new["start"] = masked.move(value.start)
            new["end"] = masked.move(value.end, end=True)
        changed = {name: each for name, each in new.items() if each is not getattr(value, name)}
        return replace(value, **changed) if changed else value

    def _redact_string(self, text: str, source: str, field: str) -> str | None:
        if field in _IDS:
            return "/".join(self.ids.get(part, part) for part in text.split("/"))
        masked = self._find_mask(source).mask_text(text)
        if not masked.spans:
            return text
        return None if field in _ADDRESSES else masked.text

    def _redact_evidence(self, evidence: Evidence) -> Evidence:
        name = self.ids.get(evidence.source, evidence.source)
        source = self.sources.get(evidence.source)
        start, end = evidence.start, evidence.end
        if source and start >= 0 and source.text[start:end] == evidence.exact:
            masked = self.masked[source.id]
            known = replace(source, id=name, text=masked.text)
            return make_evidence(known, masked.move(start), masked.move(end, end=True))
        # What surrounds a quote is cut anywhere, in the middle of a name too.
        exact = self._find_mask(evidence.source).mask_text(evidence.exact).text
        return replace(evidence, source=name, exact=exact, prefix="", suffix="")

    def _find_mask(self, source: str) -> Mask:
        """Of what a source says; "" stands for what the author says."""
        return self.local.get(source, self.mask)

    def _is_withheld(self, source: str, profile: str | None, name: str) -> bool:
        if profile is not None and (
            (source, profile) in self.redaction.claims
            or (source, profile) in self.fragments
            or profile in self.redaction.profiles
        ):
            return True
        return self._find_mask(source).mask_text(name).text.strip() == self.word

    def _names(self, source: str, *references: Reference | None) -> bool:
        return any(
            self._is_withheld(source, each.profile, each.name) for each in references if each
        )


def _stands_within(text: str, spans: Sequence[tuple[int, int]], names: Iterable[str]) -> bool:
    """Whether names stand in a text, and nowhere but within some spans of it."""
    forms = "|".join(re.escape(name) for name in names if name)
    places = [match.span() for match in re.finditer(rf"(?<!\w)(?:{forms})(?!\w)", text)]
    return bool(forms and places) and all(
        any(first <= start and end <= last for first, last in spans) for start, end in places
    )


def _gather_ids(value: object, found: set[str], field: str = "") -> None:
    if isinstance(value, str):
        if field in _IDS:
            found.update(value.split("/"))
    elif type(value) is tuple:
        for item in value:
            _gather_ids(item, found, field)
    elif is_dataclass(value) and not isinstance(value, type):
        for each in fields(value):
            if each.name not in _AS_IT_IS:
                _gather_ids(getattr(value, each.name), found, each.name)


def _leave_sources(
    redaction: Redaction,
    records: Records,
    read: Iterable[Extraction],
    gone: Iterable[Extraction],
) -> Records:
    """The records without what they say of withheld sources. An event that no other source tells goes with them."""
    if not redaction.sources:
        return records
    told = {claim.id for each in read for claim in each.events}
    lost = {claim.id for each in gone for claim in each.events} - told

    def leaves(name: str) -> bool:
        return name.partition("/")[0] not in redaction.sources

    def keep(record: EventRecord) -> EventRecord | None:
        of = tuple(filter(leaves, record.of))
        if (record.of and not of) or (not record.of and record.id in lost):
            return None
        evidence = record.evidence and tuple(
            each for each in record.evidence if each.source not in redaction.sources
        )
        return replace(record, of=of, split=tuple(filter(leaves, record.split)), evidence=evidence)

    events = tuple(each for record in records.events if (each := keep(record)))
    return replace(records, events=events)
