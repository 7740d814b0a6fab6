"""What a text is about: the place, state or organization meant where a sentence names none."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from sourceline.extract.rules.bodies import is_reporter
from sourceline.extract.rules.document import Document
from sourceline.extract.rules.gazetteers import load_gazetteer, read_words
from sourceline.extract.rules.memo import keep_last
from sourceline.extract.rules.nations import Nation, find_country_of, find_nation
from sourceline.extract.rules.phrases import Line, read_lines
from sourceline.extract.rules.places import list_within
from sourceline.extract.rules.role_words import find_kind
from sourceline.extract.rules.spoken import index_profiles, refer
from sourceline.model import Mention, ProfileClaim, Reference


def find_last_place(document: Document, place: int) -> str | None:
    """The place named last before an offset, in this paragraph or the one before."""
    claims = index_profiles(document)
    blocks = document.source.blocks
    here = next((n for n, b in enumerate(blocks) if b.start <= place < b.end), 0)
    start = blocks[max(0, here - 1)].start if blocks else 0
    for mention in reversed(list_within(document.mentions, start, place)):
        if mention.profile and claims[mention.profile].kind == "place":
            return mention.profile
    return None


@keep_last("profiles")
def find_main_place(document: Document) -> str | None:
    """The place named most often; None where two are named alike."""
    places = [p for p in document.profiles if p.kind == "place" and not _is_house(p)]
    return _find_most(Counter({p.id: p.mentions for p in places}))


@keep_last("profiles", "source")
def find_title_place(document: Document) -> str | None:
    """The one place that the first sentence names, where no other is named more often: the title of a report."""
    places = {p.id: p.mentions for p in document.profiles if p.kind == "place" and not _is_house(p)}
    end = document.source.sentences[0].end if document.source.sentences else 0
    first = {m.profile for m in document.mentions if m.start < end and m.profile in places}
    found = first.pop() if len(first) == 1 else None
    return found if found and places[found] == max(places.values()) else None


@keep_last("profiles")
def find_main_region(document: Document) -> Reference | None:
    """The one part of a state that a text names, which has ministers of its own: "Kerala"."""
    regions = read_words("places", "regions", "names")
    named = [p for p in document.profiles if p.kind == "place" and p.name in regions]
    return Reference(named[0].name, named[0].id) if len(named) == 1 else None


def _is_house(profile: ProfileClaim) -> bool:
    """Whether a place is a museum, a theatre or the like, in which people hold offices."""
    words = {word.lower() for word in profile.name.split()}
    return bool(words & read_words("offices", "employers", "bodies"))


@keep_last("profiles", "mentions")
def list_bodies(document: Document) -> dict[str, int]:
    """The profiles in which somebody may hold an office, with how often each is named. A name of one
    word that was taken for a person's is one, unless a title stands before it, or what only a person has behind:
    news gives people in full once, and of the made-up firms of the gold set a third were taken for people."""
    persons = {
        m.profile for m in document.mentions if _has_title(document, m) or _is_private(document, m)
    }
    families = frozenset(
        p.name.rsplit(maxsplit=1)[-1]
        for p in document.profiles
        if p.kind == "person" and " " in p.name
    )
    return {
        p.id: p.mentions
        for p in document.profiles
        if p.kind == "organization"
        or (p.kind == "place" and _is_house(p))
        or (p.kind == "person" and _may_be_body(p.name, families) and p.id not in persons)
    }


def _may_be_body(name: str, families: frozenset[str]) -> bool:
    """Whether a name of one word that was taken for a person's may be a firm's: none that people are given or that
    a full name ends with."""
    given = name in load_gazetteer().given or name in read_words("people", "men")
    return " " not in name and not given and name not in families


@keep_last("profiles", "mentions")
def _list_near(document: Document) -> dict[str, int]:
    """The bodies that may be meant where none is named."""
    claims = index_profiles(document)
    return {
        profile: mentions
        for profile, mentions in list_bodies(document).items()
        if not is_reporter(claims[profile])
    }


def _has_title(document: Document, mention: Mention) -> bool:
    before = document.source.text[max(0, mention.start - 24) : mention.start].split()
    if not before or (before[-1][-1] in ".,;:" and before[-1] not in load_gazetteer().honorifics):
        return False
    word = before[-1]
    return (
        word in load_gazetteer().honorifics
        or word in _ALWAYS_PERSONS
        or word in _KIN
        or (word[0].isupper() and find_kind(word) is not None)
    )


def _is_private(document: Document, mention: Mention) -> bool:
    """Whether it has what only a person has: "Tarn's wife"."""
    owned = _OWNED.match(document.source.text, mention.end)
    return owned is not None and owned[1] in read_words("firms", "person", "nouns")


_OWNED = re.compile(r"['’]s? (\w+)")
_KIN = frozenset(
    {
        "wife",
        "husband",
        "mother",
        "father",
        "son",
        "daughter",
        "brother",
        "sister",
        "widow",
        "cousin",
    }
)
_ALWAYS_PERSONS = frozenset(
    {
        "official",
        "officer",
        "spokesman",
        "spokeswoman",
        "minister",
        "director",
        "president",
        "mayor",
    }
)
"""Nouns before a name that is no firm's, also in small letters: not "the operator Voltara"."""


def is_body(document: Document, profile: str | None) -> bool:
    """Whether somebody may hold an office in it."""
    return profile in list_bodies(document)


_SELDOM = 10
"""Sentences in which the organization that a text is about is named once at least: a history of a war names many."""


@keep_last("profiles", "mentions", "source")
def find_main_body(document: Document) -> str | None:
    """The organization the text is about: named twice as often as any other, and now and then all along, or most
    often and in the title."""
    counts = Counter(_list_near(document))
    ranks = counts.most_common(2)
    if not ranks or ranks[0][1] < 2:
        return _find_sole(document)
    sentences = document.source.sentences
    leading = _find_leading(counts)
    if leading and counts[leading] * _SELDOM >= len(sentences):
        return leading
    opening = sentences[0].end if sentences else 0
    named = any(m.profile == ranks[0][0] and m.start < opening for m in document.mentions)
    if named and (len(ranks) == 1 or ranks[0][1] > ranks[1][1]):
        return ranks[0][0]
    return _find_first_named(document, counts, opening)


def _find_sole(document: Document) -> str | None:
    """The one organization that a text names, where it names it in its first paragraphs."""
    near = _list_near(document)
    bodies = [p for p in document.profiles if p.id in near and p.kind == "organization"]
    if len(near) != 1 or not bodies or _COURT.search(bodies[0].name):
        return None
    blocks = document.source.blocks
    lead = blocks[min(_LEADING, len(blocks)) - 1].end if blocks else 0
    named = any(
        m.profile == bodies[0].id and m.start < lead and not _is_asked(document, m)
        for m in document.mentions
    )
    return bodies[0].id if named else None


def _is_asked(document: Document, mention: Mention) -> bool:
    """Whether a name is only that of who says what is told: "40 people died, the World Bank said"."""
    text = document.source.text
    before = text[max(0, mention.start - 20) : mention.start].lower()
    return bool(_SAYS.match(text, mention.end)) or "according to" in before


_SAYS = re.compile(r" (?:said|says|announced|reported|warned|told|estimates|estimated)\b")


_LEADING = 4
"""Paragraphs, with the title, in which a text names what it is about."""


def _find_first_named(document: Document, counts: Counter[str], opening: int) -> str | None:
    """Of those named most the one that the title names first, and the sentence behind it too: "Acme to buy Brix"."""
    most = max(counts.values())
    first = next((m.profile for m in document.mentions if m.profile in counts), None)
    sentences = document.source.sentences
    lead = sentences[1].end if len(sentences) > 1 else 0
    again = any(m.profile == first and opening <= m.start < lead for m in document.mentions)
    named = any(m.profile == first and m.start < opening for m in document.mentions)
    return first if first and named and again and counts[first] == most else None


@keep_last("profiles", "tokens")
def find_main_country(document: Document) -> Reference | None:
    """The country the text is about: named most often, "Ghanaian" and "Ghana" alike."""
    counts = Counter(_count_countries(document))
    for country in _list_dateline(document) & counts.keys():
        counts[country] += _WRITTEN
    name = _find_leading(counts)
    known = {p.name: p.id for p in document.profiles if p.kind == "place"}
    return Reference(name, known.get(name)) if name else None


_WRITTEN = 3
"""What the country that a report is written from counts for: its ministers need no name of it."""


def _list_dateline(document: Document) -> set[str]:
    """The country of "KUUSAVA, Finland - ", and of the capital "LUSAKA - "."""
    lead = document.source.text[:_LEAD]
    match = _DATELINE.search(lead)
    if match:
        return {match[1]}
    capital = _CAPITAL.search(lead)
    country = find_country_of(capital[1]) if capital else None
    return {country} if country else set()


_LEAD = 400
_DATELINE = re.compile(
    r"^[A-Z][A-Z' .-]+, ([A-Z][a-z]+(?: [A-Z][a-z]+)*)(?:,? [A-Z][a-z]+\.? \d+)? ?[-–—] ?",
    re.MULTILINE,
)
_CAPITAL = re.compile(
    r"^([A-Z][\w'’]+(?:[ -][A-Z][\w'’]+)*)(?:,? [A-Z][a-z]+\.? \d+)?(?: [-–—] ?|[–—])",
    re.MULTILINE,
)


@keep_last("profiles", "tokens")
def _count_countries(document: Document) -> Counter[str]:
    """The countries that are known, with how often each is named."""
    gazetteer = load_gazetteer()
    countries = set(gazetteer.adjectives.values())
    total: Counter[str] = Counter()
    countries |= _list_told_states(document).keys()
    for profile in document.profiles:
        if profile.kind == "place" and profile.name in countries:
            total[profile.name] += profile.mentions
    for line in read_lines(document):
        for n in range(len(line.tokens)):
            nation = find_nation(line.tokens, n)
            if nation and nation.country and nation.first == n and not _is_origin(line, nation):
                total[nation.country] += 1
    return total


def _is_origin(line: Line, nation: Nation) -> bool:
    """Whether an adjective only tells where one person is from: "a Bulgarian economist", "the Belgian former player"."""
    n = nation.last
    while line.tag(n) in ("JJ", "HYPH") or (line.tag(n) == "NN" and line.tag(n + 1) == "NN"):
        n += 1
    return line.tag(n) == "NN" and (
        line.word(n) in load_gazetteer().occupations or find_kind(line.word(n)) == "job"
    )


@keep_last("profiles")
def find_court(document: Document) -> Reference | None:
    """The one court that the text names, in which a judge may try a case."""
    courts = [p for p in document.profiles if _COURT.search(p.name) and p.kind != "person"]
    tried = [p for p in courts if not _HIGHEST.search(p.name)]
    return Reference(tried[0].name, tried[0].id) if len(tried) == 1 == len(courts) else None


_COURT = re.compile(r"\b(?:Court|Tribunal)\b")
_HIGHEST = re.compile(r"\b(?:Supreme|Constitutional|International|European|Appeals?)\b")


@keep_last("profiles", "source")
def find_police(document: Document) -> Reference | None:
    """The police that a sergeant is of: the one force that has a name, else as the text calls them, "police"."""
    named = [
        p for p in document.profiles if p.kind == "organization" and "Police" in p.name.split()
    ]
    if len(named) == 1:
        return Reference(named[0].name, named[0].id)
    match = _FORCE.search(document.source.text)
    return Reference(match[0].lower()) if match and not named else None


_FORCE = re.compile(r"\b[Pp]olice\b")


@keep_last("profiles", "source")
def find_chamber(document: Document) -> Reference | None:
    """The chamber that a speaker is of: one that has a name, else as the text calls it first, "the lower house"."""
    lower = _LOWER.search(document.source.text)
    if lower:
        return Reference(lower[0])
    named = [
        p for p in document.profiles if p.kind == "organization" and _CHAMBER.fullmatch(p.name)
    ]
    if named:
        return Reference(named[0].name, named[0].id) if len(named) == 1 else None
    match = _HOUSE.search(document.source.text)
    return Reference(match[1]) if match else None


_CHAMBER = re.compile(
    r"(?:.* )?(?:Parliament|Assembly|Senate|Congress|House of \w+|Knesset|Bundestag|Duma)"
)
_LOWER = re.compile(r"\blower house\b")
_HOUSE = re.compile(r"\b((?:state |national )?(?:parliament|assembly|senate|legislature))\b")


@keep_last("tokens", "tags", "mentions")
def find_ship(document: Document) -> Reference | None:
    """The ship a text tells of that the names do not hold: "the trawler Morning Tide", else "a scallop trawler"."""
    vessels = read_words("offices", "employers", "vessels")
    found: Reference | None = None
    for line in read_lines(document):
        for n, word in enumerate(line.words):
            if word not in vessels or line.tags[n] != "NN" or line.tag(n + 1) in ("NN", "NNS"):
                continue
            end = n + 1
            while line.tag(end).startswith("NNP") and end not in line.timed:
                end += 1
            if end > n + 1:
                return Reference(line.write(n + 1, end))
            first = n - (line.tag(n - 1) == "NN")
            found = found or Reference(line.write(first, n + 1))
    return found


@keep_last("tokens", "tags", "mentions")
def find_occasion(document: Document) -> Reference | None:
    """The festival, race or fair that a report opens with and that has a director: "The Harbour Jazz Festival will
    not take place this year"."""
    for line in read_lines(document)[:_OPENING]:
        for n, word in enumerate(line.words):
            if word not in _OCCASIONS or not line.tags[n].startswith("NNP"):
                continue
            mention = line.names.get(n)
            if mention is not None and mention.profile:
                return refer(document, mention.profile)
            first = n
            while line.tag(first - 1).startswith("NNP"):
                first -= 1
            if first < n and line.word(first - 1) in ("the", "this", "'s", "’s", "of"):
                return Reference(line.write(first, n + 1))
    return None


_OPENING = 3
_OCCASIONS = frozenset(
    {
        "festival",
        "fair",
        "biennale",
        "biennial",
        "triennial",
        "marathon",
        "regatta",
        "carnival",
        "fringe",
        "eisteddfod",
    }
)


@keep_last("tokens")
def is_sport(document: Document) -> bool:
    """Whether a text tells of a match: it has the words of one."""
    words = {token.text.lower() for tokens in document.tokens for token in tokens}
    return len(words & read_words("offices", "words", "match")) >= _MATCH


_MATCH = 3
"""Words of a match that a text has at least which tells of one."""


def find_dateline(document: Document) -> str | None:
    """The place that a report is written from: "MONTREAL — "."""
    for mention in document.mentions:
        if mention.start > _LEAD:
            break
        if mention.label == "LOC" and mention.text.isupper():
            return mention.profile
    return None


def find_made_up(document: Document) -> Reference | None:
    """A state that no list knows, where the text names none that is known: the one whose parliament it names, or the
    place that is named most, unless that is a town or region of one that is known."""
    if _count_countries(document):
        return None
    for profile in document.profiles:
        match = _assembly().match(profile.name)
        if match and profile.kind == "organization":
            return Reference(match[1])
    found = refer(document, _find_made_up(document))
    return None if found and found.name in load_gazetteer().places else found


def _list_told_states(document: Document) -> dict[str, ProfileClaim]:
    """The places that the text itself calls a state: "the island republic of Tide"."""
    claims = index_profiles(document)
    return {
        claims[m.profile].name: claims[m.profile]
        for m in document.mentions
        if m.profile
        and claims[m.profile].kind == "place"
        and _STATES.search(document.source.text, max(0, m.start - 24), m.start)
    }


_STATES = re.compile(r"(?:republic|kingdom|nation|sultanate|emirate|principality) of (?:the )?$")


@cache
def _assembly() -> re.Pattern[str]:
    return re.compile(
        r"(?:Senate|Parliament|Government|Assembly|Republic|Kingdom) of (?:the )?(.+)"
    )


def _find_made_up(document: Document) -> str | None:
    """A state that no list knows: the place named most, or what somebody was "in"."""
    counts = Counter(
        {p.id: p.mentions for p in document.profiles if p.kind == "place" and not _is_house(p)}
    )
    claims = index_profiles(document)
    for line in read_lines(document):
        for first, _, mention in line.list_names():
            inside = first > 0 and line.tokens[first - 1].text == "in"
            profile = claims.get(mention.profile or "")
            if inside and profile and profile.kind != "place" and " " not in profile.name:
                counts[profile.id] = profile.mentions
    return _find_most(counts)


def _find_leading(counts: Counter[str]) -> str | None:
    """What is named at least twice as often as any other: of two states at odds none is "the" state."""
    ranks = counts.most_common(2)
    if not ranks:
        return None
    clear = len(ranks) == 1 or ranks[0][1] >= 2 * ranks[1][1]
    return ranks[0][0] if clear else None


def _find_most(counts: Counter[str]) -> str | None:
    ranks = counts.most_common(2)
    if not ranks or (len(ranks) == 2 and ranks[0][1] == ranks[1][1]):
        return None
    return ranks[0][0]


def _find_spoken_of(document: Document, line: Line, n: int) -> str | None:
    """The one organization of the sentence before in the paragraph, that it begins with: "Acme employs 90 people. The
    managing director, X"."""
    if not line.number or not line.parses or line.word(n - 1) != "the":
        return None
    before = read_lines(document)[line.number - 1]
    sentences = document.source.sentences
    if sentences[before.number].block != sentences[line.number].block:
        return None
    bodies = _list_near(document)
    here = [m.profile for k, _, m in line.list_names() if k < n and m.profile in bodies]
    named = {m.profile for _, _, m in before.list_names() if m.profile in bodies}
    first = next((k for k, _, m in before.list_names() if m.profile in bodies), -1)
    if here or len(named) != 1 or first > 1:
        return None
    return named.pop()


def find_body_near(document: Document, line: Line, n: int) -> str | None:
    """The organization in whose company token `n` stands: the one the text is about; else the one
    named before it in the sentence, or first in the sentences before, of the same paragraph. The
    `fast` engine finds fewer names: it looks a paragraph further, and takes the one named most."""
    focus = _find_spoken_of(document, line, n) or find_main_body(document)
    if focus:
        return focus
    bodies = _list_near(document)
    here = [m.profile for k, _, m in line.list_names() if k < n and m.profile in bodies]
    if here:
        return here[-1]
    lines = read_lines(document)
    block = document.source.sentences[line.number].block
    for number in range(line.number - 1, -1, -1):
        if document.source.sentences[number].block < block - (not document.reading.parses):
            break
        for _, _, mention in lines[number].list_names():
            if mention.profile in bodies:
                return mention.profile
    if document.reading.parses:
        # Of 13 guesses in 40 texts of real news, from further off or of the one named most, 2 were right.
        return None
    return max(bodies, key=lambda profile: bodies[profile], default=None)
