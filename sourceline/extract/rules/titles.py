"""Titles of events: short, active, present tense, made of the words of the source.

A title says the clause again with full names for short ones and for pronouns, without dates (the
event carries them) and without what stands after the clause.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from sourceline.extract.rules.document import Document
from sourceline.extract.rules.gazetteers import load_gazetteer
from sourceline.extract.rules.genders import find_genders
from sourceline.extract.rules.phrases import Line
from sourceline.extract.rules.places import list_within
from sourceline.extract.rules.seasons import find_seasons
from sourceline.extract.rules.spoken import index_profiles
from sourceline.extract.rules.verbs import write_participle, write_third
from sourceline.model import Mention, ProfileClaim

LONGEST = 18
"""Words; a longer title is cut behind a whole phrase."""


def write_words(document: Document, line: Line, tokens: Sequence[int], *, seen: str = "") -> str:
    """Tokens as a title has them: full names, resolved pronouns, no dates."""
    if not tokens:
        return ""
    dropped = _list_dropped(document, line, tokens[0], tokens[-1] + 1)
    profiles = index_profiles(document)
    begin, end = line.tokens[tokens[0]].start, line.tokens[tokens[-1]].end
    anaphors = {a.start: a for a in list_within(document.anaphors, begin, end)}
    kept = [n for n in tokens if n not in dropped]
    parts: list[str] = []
    place = 0
    while place < len(kept):
        n = kept[place]
        mention: Mention | None = line.names.get(n) or anaphors.get(line.tokens[n].start)
        length = _length(line, kept, place, mention)
        space = _write_gap(line, kept, place, dropped) if parts else ""
        if (
            mention is not None
            and line.tags[n] == "PRP$"
            and (
                line.word(n + 1) == "own"
                or _is_named(line, n, mention, seen)
                or not _is_clear(document, line, n, mention)
            )
        ):
            mention = None
        # "a recording of Friday's concert": without its day it is the concert.
        article = "the " if n - 1 in dropped and line.tags[n - 1] == "POS" else ""
        written = _write_name(line, n, length, mention, profiles, seen + "".join(parts))
        parts.append(space + article + written)
        place += length
    return "".join(parts).strip(" ,;:–—-")


def _length(line: Line, kept: Sequence[int], place: int, mention: Mention | None) -> int:
    """How many of the tokens from `place` on are of one name."""
    if mention is None:
        return 1
    count = 0
    while place + count < len(kept) and kept[place + count] == kept[place] + count:
        token = line.tokens[kept[place + count]]
        if not mention.start <= token.start < mention.end:
            break
        count += 1
    return count or 1


def _write_gap(line: Line, kept: Sequence[int], place: int, dropped: set[int]) -> str:
    """What stands before a kept word: nothing, a blank, or the comma that alone was left out there."""
    n = kept[place]
    if kept[place - 1] == n - 2 and n - 1 not in dropped and line.tokens[n - 1].text == ",":
        return ", "
    apart = kept[place - 1] != n - 1 or line.tokens[n - 1].end < line.tokens[n].start
    return " " if apart else ""


_DASHES = frozenset({"-", "--", "–", "—"})


def _write_name(
    line: Line,
    n: int,
    length: int,
    mention: Mention | None,
    profiles: dict[str, ProfileClaim],
    seen: str,
) -> str:
    text = line.write(n, n + length)
    opens = n == 0 or line.tokens[n - 1].text in _DASHES  # behind a dateline, too
    if opens and mention is None and line.tags[n] in _LOWERED:
        # A sentence's first word is none in the middle of a title; the title's own first letter
        # is made a capital at the end.
        text = text[:1].lower() + text[1:]
    profile = profiles.get(mention.profile) if mention and mention.profile else None
    if mention is None or profile is None:
        return text
    name = profile.name
    pronoun = line.tags[n].startswith("PRP")
    if name in seen:
        return text if pronoun or mention.label != "PER" else name.rsplit(maxsplit=1)[-1]
    if mention.label == "PER" or n not in line.names:
        return write_possessive(name) if line.tags[n] == "PRP$" else name
    return text


def _is_named(line: Line, n: int, mention: Mention, seen: str) -> bool:
    """Whether a title has named it already, if not in full: "Acme withdraws its bid" of Acme Foods."""
    before = (name for k, name in line.names.items() if k < n and name.profile == mention.profile)
    return any(name.text in seen for name in before)


def _is_clear(document: Document, line: Line, n: int, mention: Mention) -> bool:
    """Whether "his" or "her" can be but one person's of those named in this sentence and the one before;
    else a title keeps the word, since a wrong name would say what the source does not."""
    gender = _PRONOUNS.get(line.words[n])
    if gender is None:
        return True
    sentences = document.source.sentences
    start = sentences[max(0, line.number - 1)].start
    genders = find_genders(document)
    others = {
        other.profile
        for other in list_within(document.mentions, start, line.tokens[n].start)
        if other.label == "PER" and other.profile not in (None, mention.profile)
    }
    return not any(genders.get(other or "", gender) == gender for other in others)


_PRONOUNS = {"his": "male", "her": "female"}
_LOWERED = ("DT", "PRP$", "IN", "JJ", "NNS", "NN", "CD", "PDT")


def join_names(names: Sequence[str]) -> str:
    """ "X", "X and Y", "X, Y and Z"; what the one before it says already is left out."""
    names = [n for place, n in enumerate(names) if not any(n in other for other in names[:place])]
    return " and ".join(part for part in (", ".join(names[:-1]), *names[-1:]) if part)


def write_possessive(name: str) -> str:
    """ "Acme's", "Harbour Foods'"."""
    return f"{name}'" if name.endswith("s") else f"{name}'s"


def _list_dropped(document: Document, line: Line, first: int, last: int) -> set[int]:
    """Tokens of dates, with the preposition before them, and empty praise before a number."""
    dropped: set[int] = set()
    sentence = document.source.sentences[line.number]
    for time in list_within(document.times, sentence.start, sentence.end):
        inside = [n for n in range(first, last) if time.start <= line.tokens[n].start < time.end]
        if time.type in ("DATE", "TIME") and inside and not _is_told(line, inside, first):
            dropped |= _list_dated(line, inside, first, last)
    dropped |= _list_seasons(line, first, last)
    for n in range(first, last - 2):
        # "a staggering 8 million"
        article = line.words[n] in ("a", "an")
        number = line.tags[n + 2] in ("CD", "$")
        praise = number and line.tags[n + 1] in ("JJ", "NN", "VBG", "VBN", "RB")
        praise = praise and line.tokens[n + 1].text.islower()
        if article and praise:
            dropped.update((n, n + 1))
    return dropped


def _is_told(line: Line, inside: Sequence[int], first: int) -> bool:
    """Whether a date is part of what is told: "an overnight bus", "the Conference of 1861", "Man of the Year"."""
    if inside[0] > first and line.words[inside[0] - 1] in ("a", "an"):
        return True
    if line.words[inside[0]] in ("a", "an") and _qualifies(line, inside[-1]):
        return True  # "a third-quarter loss"
    if line.words[inside[-1]] == "future" and line.tag(inside[-1] + 1).startswith("NN"):
        return True  # "the future car park"
    year = len(inside) == 1 and re.fullmatch(r"\d{4}", line.words[inside[0]])
    if year and inside[0] > first and line.words[inside[0] - 1] == "of":
        return True
    return line.words[inside[0] - 1 : inside[-1] + 1] == ("of", "the", "year")


def _list_dated(line: Line, inside: Sequence[int], first: int, last: int) -> set[int]:
    """The tokens of a date with those that say nothing without it."""
    dropped, end = set(inside), inside[-1]
    if end + 1 < last and line.words[end + 1] in _PARTS_OF_DAY:
        end += 1  # "at 10am on Sunday morning"
        dropped.add(end)
    if end + 1 < last and line.tags[end + 1] == "POS":
        return dropped | {end + 1}  # "in Tuesday's auction": "in the auction"
    if end + 1 < last and line.words[end + 1] in _DATE_ENDS:
        dropped.add(end + 1)
    before = inside[0] - 1
    if before >= first and line.tokens[before].text in ("-", "–"):
        dropped.add(before)
    if before >= first and line.words[before] in _DATE_WORDS and not _qualifies(line, inside[-1]):
        dropped.add(before)
    if before > first and line.words[before - 1 : before + 1] == ("as", "of"):
        dropped.update((before - 1, before))
    return dropped


def _list_seasons(line: Line, first: int, last: int) -> set[int]:
    """The tokens of "last season", with the preposition before it; not "at the end of last season"."""
    found: set[int] = set()
    for season in find_seasons(line.words[first:last]):
        before = line.word(first + season[0] - 1)
        if before not in ("of", "for", "until", "since", "from"):
            found.update(first + n for n in season)
            found.update({first + season[0] - 1} if before in _DATE_WORDS else ())
    return found


def _qualifies(line: Line, n: int) -> bool:
    """Whether a date stands before the noun that it tells of: "a fall in third-quarter earnings"."""
    if not line.parses:
        return False
    relation, head = line.parses[n].relation, line.parses[n].head
    return (
        relation in ("compound", "amod", "nummod", "part")
        and head > n
        and line.tags[head] in ("NN", "NNS")
    )


_PARTS_OF_DAY = frozenset({"morning", "afternoon", "evening", "night"})
_DATE_ENDS = frozenset({"-", "–", "alone", "hr", "hr.", "hrs", "hrs.", "hours", "gmt", "utc"})
_DATE_WORDS = frozenset(
    {
        "within",
        "on",
        "in",
        "at",
        "between",
        "since",
        "by",
        "during",
        "for",
        "from",
        "until",
        "last",
        "early",
        "late",
        "this",
    }
)


def tidy_title(text: str, *, whole: bool = False) -> str:
    """White space, marks and (unless it ends in its verb, `whole`: "is sworn in") small words at the
    ends put right; the first letter a capital."""
    text = re.sub(r"\s+", " ", text).strip(" ,;:–—-")
    text = close_gaps(re.sub(r"\s+([,.;:'’])", r"\1", text))
    while not whole:
        shorter = re.sub(
            r"\s+(?:on|in|at|of|to|by|between|for|from|with|and|or|but|the|a|an|as|that|which|who|after|before|into|over|under|about|its|their|his|her|not|also|where|when|while|up to|early|late|earlier|later|also|then|there|here|just|shortly|instead|until|only|nearly|almost|slightly|even|due|those|these|this|through)$",
            "",
            text,
        )
        shorter = shorter.rstrip(" ,;:–—-")
        if shorter == text:
            break
        text = shorter
    text = re.sub(
        r" (?:in|over|for|during) the (?:\w+ )?(?:months|weeks|quarter|half|years|decade)$",
        "",
        text,
    )
    text = re.sub(r", \w+ing$|,? (?:most|at least)$|(?:,? at least)? for the time$", "", text)
    text = re.sub(r"(\s[a-z]{3,})\.$", r"\1", text)  # the stop behind "19:00 hr."
    # "at E" of "at E. 55th Street": the sentence was cut there.
    text = re.sub(r"\s+(?:in|at|on|of|with|by|for|from|near) [A-Z]$", "", text)
    text = re.sub(r"\b([A-Z]\w*s)'s\b", r"\1'", text)
    text = re.sub(
        r"``|''|(?<=\w)'$", "", text
    ).strip()  # quotes of an agency, and what is left of them
    if text.count('"') % 2 or text.count("“") != text.count("”"):
        text = re.sub(r"[\"“”]", "", text)
    if text.count("(") != text.count(")"):
        text = re.sub(r"\s*[()][^()]*$", "", text)
    return text[:1].upper() + text[1:]


def close_gaps(text: str) -> str:
    """ "six - member" and "$ 50": spaces that some program put into a text are none of its words."""
    text = re.sub(r"(?<=[^\W\d_]) - (?=[a-z])", "-", text)
    return re.sub(r"(?<=[$€£¥]) (?=\d)", "", text)


def write_bare(verb: str, *, passive: bool) -> str:
    """The verb as it stands behind "will" and "to"."""
    return f"be {write_participle(verb)}" if passive else verb


def conjugate(verb: str, *, plural: bool, passive: bool) -> str:
    """The verb as a title has it."""
    if passive:
        return f"{'are' if plural else 'is'} {write_participle(verb)}"
    return verb if plural else write_third(verb)


_PLURALS = frozenset(
    [
        "both",
        "few",
        "many",
        "several",
        "people",
        "police",
        "men",
        "women",
        "children",
        "they",
        "we",
        "fishermen",
        "personnel",
        "others",
    ]
)
"""Words that take a plural verb, whatever their tag."""


def _names_people(line: Line, head: int) -> bool:
    """Whether the word is a people: "Germans", "the British"."""
    word = line.tokens[head].text
    if word not in load_gazetteer().adjectives:
        return False
    named = head > 0 and line.words[head - 1] == "the"
    return word.endswith("s") or (named and word.endswith(("sh", "ch", "ese")))


_SEVERAL = frozenset({"embassies", "islands", "accords", "forces", "troops", "marines", "talks"})
"""Last words of names of several: "U.S. Embassies are bombed"; a firm may end in -s."""
_UNCHANGING = frozenset({"aircraft", "spacecraft", "sheep", "fish", "deer"})
"""Nouns of one form, which are several where nothing says that they are one: "Tarvic aircraft attack the port"."""
_ONE = frozenset(
    {
        "a",
        "an",
        "the",
        "this",
        "that",
        "another",
        "one",
        "each",
        "every",
        "its",
        "his",
        "her",
        "their",
    }
)
_PEOPLE = re.compile(
    r"(?:[a-z]ians|[a-z]mans|ites|eeks|Finns|Danes|Swedes|Turks|Poles|Scots|Serbs|Croats|Slavs)$"
)
"""How names of peoples end that no list holds: Carthaginians, Romans."""


def _is_one(line: Line, head: int) -> bool:
    """Whether an article or "one" stands in the phrase before its last word: "a stray aircraft"."""
    first = head
    while first > 0 and line.tags[first - 1] in ("JJ", "NN", "NNP", "CD", "DT", "PRP$", "POS"):
        first -= 1
    return "CD" not in line.tags[first:head] and bool({*line.words[first:head]} & _ONE)


def is_plural(line: Line, heads: Sequence[int]) -> bool:
    """Whether a subject with these head words takes a plural verb."""
    head = heads[0]
    word = line.tokens[head].text
    if {line.words[head], line.words[max(0, head - 1)]} & {"every", "each"}:
        return False
    if len(heads) > 1 or _names_people(line, head):
        return True
    if head in line.names:
        several = line.word(line.find_name_end(head)) in _SEVERAL
        return several or (_PEOPLE.search(word) is not None and line.names[head].label == "MISC")
    if word.lower() in ("woman", "man"):
        return False
    if word.lower() in _PLURALS or (word.lower() in _UNCHANGING and not _is_one(line, head)):
        return True
    if line.tags[head] == "CD":
        return word not in ("one", "1")
    named = line.tags[head] == "NNP" and _PEOPLE.search(word) is not None
    return named or line.tags[head] in ("NNS", "NNPS")
