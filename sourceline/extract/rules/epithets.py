"""Epithets: the nouns by which a text calls what it has named: "the carmaker Aldane" … "the carmaker".

Where a name is brought in with a noun, that noun stands for it later; and a name holds its own ("the
museum" of the Museum of Glass).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from sourceline.extract.rules.coreference import find_focus, index_profiles
from sourceline.extract.rules.document import Document
from sourceline.extract.rules.gazetteers import load_gazetteer
from sourceline.extract.rules.memo import keep_last
from sourceline.extract.rules.phrases import Line, read_lines
from sourceline.extract.rules.places import find_over, list_within
from sourceline.extract.rules.role_words import read_words
from sourceline.model import Mention

_NAMED = ("organization", "place", "product")


def resolve_noun(document: Document, line: Line, n: int) -> str | None:
    """The profile that the noun at token `n` stands for: "museum" of "the museum's director"."""
    word, place = line.tokens[n].text.lower(), line.tokens[n].start
    known = index_epithets(document).get(word, ())
    before = [profile for start, profile in known if start < place]
    if known:
        return before[-1] if before else known[0][1]
    anaphor = find_over(document.anaphors, place)
    if anaphor and anaphor.label == "ORG":
        return anaphor.profile
    if word in read_words("employers", "places"):
        return find_last(document, place, "place") or find_main_place(document)
    return find_employer_near(document, line, n) if is_vague(word) else None


def is_vague(word: str) -> bool:
    """Whether a noun tells only that an organization is meant: "the group"."""
    return word in read_words("employers", "vague") or word in load_gazetteer().nouns


@keep_last("profiles", "mentions", "tags")
def index_epithets(document: Document) -> dict[str, list[tuple[int, str]]]:
    """Noun → where it was given to which profile, in the order of the text."""
    found: dict[str, list[tuple[int, str]]] = defaultdict(list)
    claims = index_profiles(document)
    for line in read_lines(document):
        for first, last, mention in list_names(line):
            profile = mention.profile
            if profile and claims[profile].kind in _NAMED:
                for word in _list_nouns(line, first, last):
                    found[word].append((mention.start, profile))
    return dict(found)


def list_names(line: Line) -> Iterator[tuple[int, int, Mention]]:
    """The names of a sentence: first token, behind the last, and the mention."""
    for n, mention in line.names.items():
        if line.names.get(n - 1) is not mention:
            end = n + 1
            while line.names.get(end) is mention:
                end += 1
            yield n, end, mention


def _list_nouns(line: Line, first: int, last: int) -> Iterator[str]:
    """The nouns given to the name at tokens `first` to `last`."""
    known = read_words("employers", "bodies") | read_words("employers", "places")
    for n in range(first, last):
        if line.tokens[n].text.lower() in known:
            yield line.tokens[n].text.lower()
    before = first - 1
    if before > 0 and line.tokens[before].text in (",", "of"):
        before -= 1
        word = line.tokens[before].text.lower()
        if line.tokens[before + 1].text == "of" and word not in read_words("employers", "places"):
            before = -1
    if before >= 0 and _is_common(line, before):
        yield line.tokens[before].text.lower()
    behind = last + (last < len(line.tokens) and line.tokens[last].text in (",", "is", "was", "("))
    if behind > last and behind < len(line.tags) and line.tags[behind] in ("DT", "PRP$", "JJ"):
        yield from _find_noun(line, behind)


def _is_common(line: Line, n: int) -> bool:
    return n not in line.names and line.tags[n] == "NN" and line.tokens[n].text.isalpha()


def _find_noun(line: Line, n: int) -> Iterator[str]:
    """The head noun of the phrase that begins at `n`."""
    head = -1
    while n < len(line.tags) and (
        n in line.names or line.tags[n] in ("DT", "PRP$", "JJ", "JJS", "NN", "POS", "VBN", "HYPH", "NNP", "CD")
    ):
        head = n if _is_common(line, n) else head
        n += 1
    if head == n - 1:
        yield line.tokens[head].text.lower()


# --- what the text is about ---------------------------------------------------------------------


def find_last(document: Document, place: int, kind: str) -> str | None:
    """The profile of a kind that was named last before `place`, in this paragraph or the one before."""
    claims = index_profiles(document)
    blocks = document.source.blocks
    here = next((n for n, b in enumerate(blocks) if b.start <= place < b.end), 0)
    start = blocks[max(0, here - 1)].start if blocks else 0
    for mention in reversed(list_within(document.mentions, start, place)):
        if mention.profile and claims[mention.profile].kind == kind:
            return mention.profile
    return None


@keep_last("profiles")
def find_main_place(document: Document) -> str | None:
    """The place named most often; None where two are named alike."""
    return _find_most(Counter({p.id: p.mentions for p in document.profiles if p.kind == "place"}))


@keep_last("profiles", "tokens")
def find_main_state(document: Document) -> str | None:
    """The country the text is about: named most often, "Malawian" and "Malawi" alike. Where it names
    no country that is known, the place that is named most."""
    gazetteer = load_gazetteer()
    countries = set(gazetteer.adjectives.values())
    counts = {p.id: p.mentions for p in document.profiles if p.kind == "place" and p.name in countries}
    ids = {p.name: p.id for p in document.profiles if p.id in counts}
    total = Counter(counts)
    for tokens in document.tokens:
        for token in tokens:
            country = gazetteer.adjectives.get(token.text)
            if country in ids:
                total[ids[country]] += 1
    return _find_most(total) if total else find_main_place(document)


def _find_most(counts: Counter[str]) -> str | None:
    ranks = counts.most_common(2)
    if not ranks or (len(ranks) == 2 and ranks[0][1] == ranks[1][1]):
        return None
    return ranks[0][0]


def find_employer_near(document: Document, line: Line, n: int) -> str | None:
    """The organization in whose company token `n` stands: the one the text is about; else the one
    named before it in the sentence, or first in the sentences before, of two paragraphs at most."""
    focus = find_focus(document)
    if focus:
        return focus
    claims = index_profiles(document)
    here = [m for k, _, m in list_names(line) if k < n and m.profile and claims[m.profile].kind == "organization"]
    if here:
        return here[-1].profile
    lines = read_lines(document)
    block = document.source.sentences[line.number].block
    for number in range(line.number - 1, -1, -1):
        if document.source.sentences[number].block < block - 1:
            break
        for _, _, mention in list_names(lines[number]):
            if mention.profile and claims[mention.profile].kind == "organization":
                return mention.profile
    return None
