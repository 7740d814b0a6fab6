"""Topics: what a text is about, as the noun phrases that its lead or headings and its body share."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from sourceline.extract.ground import make_evidence
from sourceline.extract.rules.document import Document
from sourceline.extract.rules.gazetteers import read_table
from sourceline.extract.rules.memo import keep_last
from sourceline.extract.rules.names import make_slug
from sourceline.extract.rules.places import find_over
from sourceline.model import EventClaim, ProfileClaim

_MOST = 4
"""Topics of one text."""
_LEAST = 3
"""Times a phrase must stand in the text, and one less than that as a whole phrase."""
_QUOTED = 3
"""Sentences kept as evidence, as of every profile."""


def add_topics(document: Document) -> tuple[ProfileClaim, ...]:
    """The profiles, and one for each topic."""
    known = {p.id for p in document.profiles}
    return (*document.profiles, *(t for t in _make_topics(document) if t.id not in known))


def list_topics(document: Document) -> tuple[str, ...]:
    """The ids of the topics the text is about."""
    return tuple(p.id for p in document.profiles if p.kind == "topic")


def mark_events(document: Document) -> tuple[EventClaim, ...]:
    """The events with the topics that their sentences speak of."""
    return tuple(replace(e, topics=tuple(_topics_of(document, e))) for e in document.events)


def _topics_of(document: Document, event: EventClaim) -> Iterator[str]:
    sentences = document.source.sentences
    phrases = {make_slug(phrase): places for phrase, places in _count_phrases(document)[0].items()}
    for topic in list_topics(document):
        places = {sentences[n].start for n in phrases[topic]}
        if any(e.start in places for e in event.evidence):
            yield topic


def _make_topics(document: Document) -> Iterator[ProfileClaim]:
    sentences, forms, whole = _count_phrases(document)
    ranked = sorted(
        (
            phrase
            for phrase, places in sentences.items()
            if len(places) >= _LEAST
            and whole[phrase] >= _LEAST - 1
            and _is_supported(document, places)
        ),
        key=lambda phrase: (-len(sentences[phrase]), -len(phrase), phrase),
    )
    chosen: list[str] = []
    for phrase in ranked:
        if len(chosen) < _MOST and not any(phrase in c or c in phrase for c in chosen):
            chosen.append(phrase)
    for phrase in chosen:
        yield _make_topic(document, phrase, forms[phrase], sentences[phrase])


def _make_topic(
    document: Document, phrase: str, forms: Counter[str], places: list[int]
) -> ProfileClaim:
    name = max(forms, key=lambda form: (forms[form], form))
    spans = [document.source.sentences[n] for n in list(dict.fromkeys(places))[:_QUOTED]]
    return ProfileClaim(
        id=make_slug(phrase),
        kind="topic",
        name=name[:1].upper() + name[1:],
        mentions=len(places),
        profiled=True,
        reason=f"stands {len(places)} times, in the lead, the title or a heading among them",
        evidence=tuple(make_evidence(document.source, s.start, s.end) for s in spans),
        confidence=0.7,
    )


def _is_supported(document: Document, places: list[int]) -> bool:
    """Whether the title, a heading or the first paragraph speaks of it, and the body too."""
    blocks = [document.source.blocks[document.source.sentences[n].block] for n in places]
    first = next((b for b in document.source.blocks if b.kind == "paragraph"), None)
    prominent = [b.kind in ("title", "heading") or b == first for b in blocks]
    return any(prominent) and any(b.kind == "paragraph" for b in blocks)


@keep_last("source", "tokens", "tags", "mentions")
def _count_phrases(
    document: Document,
) -> tuple[dict[str, list[int]], dict[str, Counter[str]], Counter[str]]:
    """Phrase in small letters → the sentences it stands in (once for each time), its forms, and how
    often no further noun follows it."""
    sentences: dict[str, list[int]] = defaultdict(list)
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    whole: Counter[str] = Counter()
    for number in range(len(document.tokens)):
        for words, lower, ends in _list_phrases(document, number):
            sentences[lower].append(number)
            forms[lower][words] += 1
            whole[lower] += ends
    return sentences, forms, whole


def _list_phrases(document: Document, number: int) -> Iterator[tuple[str, str, bool]]:
    """Two or three words that end in a noun and hold no name, with and without capitals; and
    whether they are the end of their phrase."""
    tokens, tags = document.tokens[number], document.tags[number]
    table = read_table("topics")
    weak, empty = frozenset(table["weak"]), frozenset(table["empty"])
    named = {n for n, t in enumerate(tokens) if find_over(document.mentions, t.start)}
    heading = document.source.blocks[document.source.sentences[number].block].kind in (
        "title",
        "heading",
    )
    for first in range(len(tokens) - 1):
        if first and tags[first].startswith("VB") and tokens[first - 1].text.lower() in _HELPERS:
            continue
        for last in (first + 2, first + 3):
            span = range(first, last)
            if last > len(tokens) or named.intersection(span):
                continue
            words = [tokens[n].text for n in span]
            if not _is_phrase(tags[first:last], words, heading=heading):
                continue
            lower = " ".join(w.lower() for w in words)
            if words[-1].lower() not in empty and words[0].lower() not in weak | empty:
                ends = last >= len(tokens) or not tags[last].startswith("NN")
                yield " ".join(w if w.isupper() else w.lower() for w in words), lower, ends


_HELPERS = frozenset(
    {
        "was",
        "were",
        "is",
        "are",
        "been",
        "be",
        "being",
        "had",
        "has",
        "have",
        "n't",
        "not",
        "twice",
        "to",
    }
)


def _is_phrase(tags: Sequence[str], words: list[str], *, heading: bool) -> bool:
    noun = ("NN", "NNS", "NNP", "NNPS") if heading or words[-1].isupper() else ("NN", "NNS")
    if not (tags[-1] in noun or words[-1].isupper()):
        return False  # first, as it lets few through
    if any(not w[0].isalpha() or len(w) < 2 for w in words):
        return False
    before = ("NN", "JJ", "VBN", "NNP") if heading else ("NN", "JJ", "VBN")
    acronyms = [w.isupper() for w in words]
    return all(t in before or a for t, a in zip(tags[:-1], acronyms[:-1], strict=True))
