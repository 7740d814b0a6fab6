"""Topics: what a text is about, as the noun phrases that its lead or headings and its body share."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace

from sourceline.extract.ground import quote_sentence
from sourceline.extract.rules.document import Document, Token
from sourceline.extract.rules.gazetteers import read_words
from sourceline.extract.rules.memo import keep_last
from sourceline.extract.rules.names import make_slug
from sourceline.extract.rules.places import find_over
from sourceline.extract.rules.themes import find_themes
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
    phrases = _place_topics(document)
    for topic in list_topics(document):
        places = {sentences[n].start for n in phrases.get(topic, ())}
        if any(e.start in places for e in event.evidence):
            yield topic


@keep_last("source", "tokens", "tags", "mentions")
def _place_topics(document: Document) -> dict[str, list[int]]:
    """Topic → the sentences that speak of it."""
    phrases = {make_slug(phrase): places for phrase, places in _count_phrases(document)[0].items()}
    return {**{make_slug(t): places for t, places in find_themes(document).items()}, **phrases}


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
    if not chosen:
        for theme, places in find_themes(document).items():
            yield _make_topic(document, theme, Counter({theme: 1}), places)


def _make_topic(
    document: Document, phrase: str, forms: Counter[str], places: list[int]
) -> ProfileClaim:
    name = max(forms, key=lambda form: (forms[form], form))
    quoted = list(dict.fromkeys(places))[:_QUOTED]
    return ProfileClaim(
        id=make_slug(phrase),
        kind="topic",
        name=name[:1].upper() + name[1:],
        mentions=len(places),
        profiled=True,
        reason=f"stands {len(places)} times, in the lead, the title or a heading among them",
        evidence=tuple(quote_sentence(document.source, number) for number in quoted),
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
    """Two or three words that end in a noun and hold no name, as they stand and in the form they are
    counted by; and whether they are the end of their phrase."""
    tokens, tags = document.tokens[number], document.tags[number]
    block = document.source.blocks[document.source.sentences[number].block]
    heading = block.kind in ("title", "heading")
    fit = [
        _fits(document, token, tag, heading=heading)
        for token, tag in zip(tokens, tags, strict=True)
    ]
    for first in range(len(tokens) - 1):
        if not fit[first] or (first and _is_verbal(tokens[first - 1], tags[first])):
            continue
        if tokens[first + 1].text == "of":
            yield from _turn(document, number, fit, first)
            continue
        for last in (first + 2, first + 3):
            if last > len(tokens) or not fit[last - 1]:
                break
            words = [token.text for token in tokens[first:last]]
            if fit[last - 1] > _WEAK and _is_telling(words):
                ends = last >= len(tokens) or not tags[last].startswith("NN")
                yield _write(words), _fold(words), ends


_WEAK, _STRONG = 1, 2
"""A word may stand inside a topic; it may end one."""


def _fits(document: Document, token: Token, tag: str, *, heading: bool) -> int:
    """Whether a word may stand in a topic, and end it."""
    rank, word = _RANKS.get(tag, 0), token.text
    if not rank or not word[0].isalpha() or len(word) < _WEAK + 1:
        return 0
    if tag in ("NNP", "NNPS") and not (heading or word.isupper()):
        return 0
    return 0 if find_over(document.mentions, token.start) else rank


_RANKS = {
    **dict.fromkeys(("NN", "NNS", "NNP", "NNPS"), _STRONG),
    **dict.fromkeys(("JJ", "VBN"), _WEAK),
}
"""What the words of a tag may do in a topic; names only in capitals or in headings."""


def _is_verbal(before: Token, tag: str) -> bool:
    """ "was frozen bread": a verb, not an adjective."""
    return tag.startswith("VB") and before.text.lower() in _HELPERS


def _is_telling(words: list[str]) -> bool:
    first, last = words[0].lower(), words[-1].lower()
    return last not in read_words("topics", "empty") and first not in read_words(
        "topics", "weak"
    ) | read_words("topics", "empty")


def _turn(
    document: Document, number: int, fit: list[int], head: int
) -> Iterator[tuple[str, str, bool]]:
    """ "governance of AI" is "AI governance"; a plural behind "of" is many things, not one."""
    tokens, tags = document.tokens[number], document.tags[number]
    last = head + 2
    while last < min(head + 4, len(tokens)) and fit[last]:
        last += 1
    words = [token.text for token in tokens[head + 2 : last]]
    turned = [*words, tokens[head].text]
    one = words and fit[last - 1] == _STRONG == fit[head] and tags[last - 1] != "NNS"
    if one and _is_telling(turned) and words[-1].lower() not in read_words("topics", "empty"):
        yield _write(turned), _fold(turned), True


def _write(words: list[str]) -> str:
    return " ".join(word if word.isupper() else word.lower() for word in words)


def _fold(words: list[str]) -> str:
    """In small letters, the last word in the singular: the same for all articles."""
    *before, last = (word.lower() for word in words)
    if last.endswith("ies") and len(last) > len("series"):
        last = last[:-3] + "y"
    elif last.endswith("s") and not last.endswith(("ss", "us", "is", "ics", "news")):
        last = last[:-1]
    return " ".join([*before, last])


_HELPERS = frozenset(
    [
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
    ]
)
