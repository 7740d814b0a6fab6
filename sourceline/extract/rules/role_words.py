"""The words of roles: nouns that name one, and what belongs to them ("deputy | head of research").

The inventory is open: a noun of `data/offices.toml` with the words that modify it, so that a role
needs to stand in no list ("tunnel director", "flood defence chief"). Fixed phrases are in
`data/roles.toml`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from sourceline.extract.rules.gazetteers import load_gazetteer, read_table, read_words
from sourceline.extract.rules.nations import find_nation
from sourceline.extract.rules.phrases import Line
from sourceline.extract.rules.tokens import split_words
from sourceline.extract.rules.verbs import find_base

RoleKind = Literal["office", "service", "job", "rank", "kin"]
"""office: claimed with or without an organization; service: likewise, "his lawyer"; job: only with
one; rank: a title; kin: told by another's role, "his successor"."""


@dataclass(frozen=True, slots=True)
class RoleSpan:
    """Tokens `first` to `last` (exclusive) that name a role; its qualifier, if any, before it."""

    first: int
    last: int
    role: str
    qualifier: str | None
    head: int = -1
    """The noun itself."""
    kind: RoleKind = "office"
    begins: int = -1
    """First token of its noun phrase without article and owner: "former" of "the former director"."""

    @property
    def noun(self) -> str:
        """The last word of the noun, in small letters: "executive", "minister"."""
        return self.role.lower().split(" of ")[0].split(" for ")[0].rsplit(maxsplit=1)[-1]


@cache
def find_deed(word: str) -> str:
    """The verb a word is a form of, as `data/offices.toml` writes it."""
    known = frozenset(
        verb
        for key in read_table("offices")["verbs"]
        for verb in read_words("offices", "verbs", key)
    )
    base = find_base(word) or word
    return next((form for form in (word, base, base.removesuffix("e")) if form in known), base)


def find_role_in(line: Line, first: int, last: int) -> RoleSpan | None:
    """The first role named between two tokens."""
    return next(list_roles(line, first, last), None)


def list_roles(line: Line, first: int, last: int) -> Iterator[RoleSpan]:
    """The roles named between two tokens, in order."""
    n = first
    while n < last:
        if not _may_name(line.tokens[n].text):
            n += 1
            continue
        span = _read_role(line, n, first, last)
        if span:
            yield span
            first = span.last
        n = span.last if span else n + 1


# --- the noun ---------------------------------------------------------------------------------


@cache
def _kinds() -> dict[str, RoleKind]:
    kinds: dict[str, RoleKind] = {}
    groups: tuple[tuple[str, RoleKind], ...] = (
        ("jobs", "job"),
        ("ranks", "rank"),
        ("services", "service"),
        ("offices", "office"),
        ("kin", "kin"),
    )
    for group, kind in groups:
        kinds |= {word.lower(): kind for word in read_words("offices", "nouns", group)}
    return kinds


@cache
def find_kind(word: str) -> RoleKind | None:
    """The kind of role a noun names, in the singular or the plural, or as the last part of a
    compound: "co-founders", "player-manager"."""
    kinds, word = _kinds(), word.lower().removesuffix("-elect").removesuffix("-designate")
    for one in (word, to_single(word)):
        for part in (one, one.rsplit("-", 1)[-1]):
            if part in kinds:
                return kinds[part]
        if one.endswith(tuple(read_words("offices", "nouns", "endings"))):
            return None if one in read_words("offices", "nouns", "never") else "job"
    return None


@cache
def to_single(word: str) -> str:
    """ "co-CEOs" → "co-CEO"; "spokesmen" → "spokesman"."""
    if word.endswith("men") and len(word) > 5:
        return word.removesuffix("men") + "man"
    if word.endswith("ies"):
        return word.removesuffix("ies") + "y"
    return word if word.endswith("ss") else word.removesuffix("s")


def _read_role(line: Line, n: int, first: int, last: int) -> RoleSpan | None:
    """The role whose noun is token `n`."""
    phrase = _match_phrase(line, n, last)
    bare, how = _strip_qualifier(line.tokens[n].text)
    kind: RoleKind | None = "office" if phrase else find_kind(bare)
    if kind is None or not _is_noun(line, n, phrase or n + 1):
        return None
    if kind == "rank" and bare.islower():
        return None  # "a psychology major"
    start, qualifier, begins = _look_before(line, n, first)
    noun = phrase or n + 1
    emeritus = line.word(noun) in _EMERITI
    end = _look_behind(line, n, noun + emeritus, last)
    single = bare if bare in load_gazetteer().roles else _write_single(line, n, bare)
    role = line.write(start, end)
    if emeritus:
        how = "emeritus"
        role = " ".join(
            part for part in (line.write(start, noun), line.write(noun + 1, end)) if part
        )
    if role.lower().startswith("ex-"):
        role, how = role[3:], "former"  # "ex-foreign minister"
    if single != line.tokens[n].text:
        role = " ".join(
            part for part in (line.write(start, n), single, line.write(n + 1, end)) if part
        )
    if kind == "rank" and line.words[start] == "detective":
        kind = "service"
    if "best" in line.words[begins:start]:
        return None  # "named best director"
    if kind == "job" and line.words[start] in ("head", "chief", "lead", "principal"):
        kind = "office"  # "chief engineer"
    if kind == "job" and _ORDINALS.intersection(line.words[begins:start]):
        kind = "office"  # "its first librarian": one of a row
    single_post = read_words("offices", "words", "forces").isdisjoint(line.words[start:n])
    if bare.lower() == "officer" and start < n and single_post:
        kind = "office"  # "procurement officer"
    before = line.words[n - 1] if start < n else ""
    if (line.words[start] == "chief" and bare.lower() == "officer") or (
        bare.lower() == "clerk" and before in read_words("offices", "employers", "seats")
    ):
        kind = "office"  # "chief financial officer", "town clerk"
    return RoleSpan(start, end, role, qualifier or how, n, kind, begins)


_EMERITI = frozenset({"emeritus", "emerita"})
_ORDINALS = frozenset(
    {"first", "second", "third", "fourth", "fifth", "last", "sole", "longest-serving"}
)


def is_between(word: str) -> bool:
    """Whether a word may stand between an office and a name: "Prince", "Capt."."""
    return word.rstrip(".") in read_words("offices", "words", "between")


def _write_single(line: Line, n: int, bare: str) -> str:
    if bare.lower().endswith(("-elect", "-designate")):
        return bare
    plural = line.tags[n] in ("NNS", "NNPS") or bare.lower() not in _kinds()
    single = to_single(bare)
    return single if plural and find_kind(single) else bare


@lru_cache(maxsize=1 << 16)
def _may_name(word: str) -> bool:
    """Whether a word may be the noun of a role: nine of ten are none, and are asked only this."""
    return word.lower() in _openers() or find_kind(_strip_qualifier(word)[0]) is not None


def _match_phrase(line: Line, n: int, last: int) -> int:
    """Behind the longest fixed phrase that begins here, of two words or more; else 0."""
    if line.words[n] not in _openers():
        return 0
    for length in range(min(5, last - n), 1, -1):
        if line.write(n, n + length).lower() in _phrases():
            return n + length
    return 0


@cache
def _phrases() -> frozenset[str]:
    parts = (" of ", " at ", " master")
    return frozenset(r for r in load_gazetteer().roles if any(part in r for part in parts))


@cache
def _openers() -> frozenset[str]:
    """The first tokens of the fixed phrases."""
    return frozenset(split_words(phrase, 0, len(phrase))[0].text for phrase in _phrases())


def _strip_qualifier(word: str) -> tuple[str, str | None]:
    """ "ex-chief" → "chief", "former"."""
    if "-" not in word:
        return word, None
    before, _, behind = word.partition("-")
    if before.lower() == "ex" and behind:
        return behind, "former"
    if before.lower() in ("deputy", "acting") and behind:
        return behind, before.lower()
    return word, None


def _is_noun(line: Line, n: int, end: int) -> bool:
    """Whether the word stands here as the noun of its phrase and is no part of a name."""
    sure = line.words[n] not in read_words("offices", "nouns", "verbs")
    sure = sure or (n > 0 and line.words[n - 1 : n + 1] == ("chief", "executive"))
    noun = line.tags[n].startswith("NN") or (
        sure and (line.words[n] == "executive" or not line.tags[n].startswith("JJ"))
    )
    following = line.tokens[n + 1].text if end == n + 1 < len(line.tokens) else ""
    general = following in read_words("offices", "words", "behind")
    if following.islower() and find_kind(following) and not general:
        return False  # "head brewer"; not "secretary general"
    if n in line.names or not (noun or line.tags[n].startswith("JJ")):
        return False
    if end >= len(line.tokens):
        return noun
    word, tag = line.tokens[end].text, line.tags[end]
    if word in read_words("offices", "words", "behind") or word in _EMERITI:
        return True
    if line.words[n] == "leader" and line.word(n - 1) in read_words("offices", "words", "ahead"):
        return False
    if line.words[n] in read_words("offices", "words", "ranked") and find_kind(word):
        return False  # "Chief Superintendent Roe", "Detective Sergeant Roe"
    if end in line.names or word in load_gazetteer().honorifics or is_between(word):
        person = end not in line.names or line.names[end].label in ("PER", "MISC")
        return person and (noun or word[:1].isupper())
    if tag.startswith("NN"):
        # "the director role", "head coach"; but "Sheriff Roe" where the name was not seen.
        return word[0].isupper() and line.tokens[n].text[0].isupper() and find_kind(word) is None
    if word == "-" or tag == "HYPH":
        return False
    return noun


# --- what stands before it ----------------------------------------------------------------------


def _look_before(line: Line, head: int, first: int) -> tuple[int, str | None, int]:
    """First token of the role, its qualifier, and the first token of all that describes it."""
    start, n, qualifiers, closed = head, head - 1, [], False
    while n >= first:
        word = line.words[n]
        if n in line.names:
            break
        if word in read_words("offices", "words", "qualifiers") and _is_qualifier(line, n, head):
            qualifiers.append(word)
            closed = True
        elif not closed and (width := _count_modifier(line, n, head, start)):
            n -= width - 1
            start = n
        elif _describes(line, n, head):
            closed = True
        else:
            break
        n -= 1
    if _is_title_of_state(line, n, start, head):
        start = n
    qualifiers += _look_over_name(line, n)
    kept = "former" if "ex" in qualifiers else next(iter(qualifiers), None)
    return start, kept, n + 1


def _look_over_name(line: Line, n: int) -> list[str]:
    """The qualifier before an organization: "former Acme chief executive"."""
    mention = line.names.get(n)
    while mention and n >= 0 and line.names.get(n) is mention:
        n -= 1
    word = line.words[n] if mention and n >= 0 else ""
    return (
        [word]
        if word in read_words("offices", "words", "qualifiers") and line.tags[n] != "RB"
        else []
    )


def _is_qualifier(line: Line, n: int, head: int) -> bool:
    """ "caretaker" and "deputy" may be nouns of their own: "deputy, director of …"."""
    return all(line.tags[k] not in (",", "CC", "IN") for k in range(n + 1, head))


def _count_modifier(line: Line, n: int, head: int, start: int) -> int:
    """How many words up to and with `n` belong to the role: "finance", "health and safety"."""
    word, tag = line.tokens[n].text, line.tags[n]
    low = word.lower()
    if n in line.timed:
        return 0  # "until last autumn treasurer"
    if low == "company" and line.words[head] == "secretary":
        return 1
    if _is_apart(line, n, head):
        return 0
    if low in read_words("offices", "words", "also") or low.startswith("ex-"):
        return 1  # "ex-foreign minister"
    if tag == "POS" and n and line.words[n - 1] in read_words("offices", "words", "possessed"):
        return 2
    if low == "and":
        return 2 if start == n + 1 and _joins(line, n) else 0
    state = line.words[head] in ("minister", "secretary")
    known = state or _is_known(line, n, head)
    if word[0].isupper() and n and not known and _is_headline(line):
        return 0  # "Skippers Fire Coach Lindgren"
    if tag in ("NN", "NNS"):
        return int((low.isalpha() or "-" in low) and not is_acronym(word))
    if tag in ("NNP", "NNPS"):
        same = line.tokens[head].text[0].isupper()
        known = word in read_words("organizations", "common") or _is_field_name(line, n)
        nation = find_nation(line.tokens, n) is not None and not _is_field_name(line, n)
        return int((same or known or n == 0) and not nation and not is_acronym(word))
    if tag == "JJ":
        nation = find_nation(line.tokens, n) is not None
        if low == "head" and n == head - 1:
            return 1  # "head coach"
        return int(low.endswith(tuple(read_words("offices", "words", "endings"))) and not nation)
    return 0


def _is_apart(line: Line, n: int, head: int) -> bool:
    """Whether a word before a role is none of its words: an age, a state, "provincial" of a governor."""
    word, low = line.tokens[n].text, line.words[n]
    if low in ("state", "local") and _is_known(line, n, head):
        return False
    state = word in read_words("offices", "words", "states")
    province = low == "provincial" and line.words[head] in _PROVINCIAL
    return (
        state or province or low.endswith("-old") or low in read_words("offices", "words", "never")
    )


_PROVINCIAL = frozenset({"minister", "premier", "governor"})
"""Offices of a province that are called as those of a state."""


def _is_field_name(line: Line, n: int) -> bool:
    """ "Treasury spokesman Roe"."""
    return is_field(
        line.tokens[n].text, line.tokens[n + 1].text if n + 1 < len(line.tokens) else ""
    )


def is_field(word: str, following: str) -> bool:
    """Whether a word is the field of the office behind it, and no body's name: "Labour Minister", "Fire Chief"."""
    if word not in read_words("offices", "fields", "names"):
        return False
    office = following.lower()
    if word == "Treasury" and office in read_words("offices", "fields", "treasury"):
        return True
    if word == "Board":
        return find_kind(following) == "office"
    return following[:1].isupper() and office in read_words("offices", "fields", "named")


def _is_known(line: Line, first: int, head: int) -> bool:
    """Whether words are a role that everybody knows: "Prime Minister"."""
    return line.write(first, head + 1).lower() in load_gazetteer().roles


def _is_headline(line: Line) -> bool:
    """Whether capitals say nothing here."""
    letters = [token.text for token in line.tokens if token.text[0].isalpha()]
    return len(letters) > _FEW and sum(w[0].isupper() for w in letters) > _CAPITALS * len(letters)


_FEW = 3
_CAPITALS = 0.7


@cache
def is_acronym(word: str) -> bool:
    """Whether a word is the short name of an organization, and of no field: "NYPD", not "IT"."""
    return (
        1 < len(word) < _LONG
        and word.isalpha()
        and word.isupper()
        and word not in read_words("organizations", "common")
    )


_LONG = 6


def _joins(line: Line, n: int) -> bool:
    """Whether "and" joins two fields: "the health and safety director"."""
    if n < 2 or line.tags[n - 1] not in ("NN", "NNS") or n - 1 in line.names:
        return False
    before = line.tags[n - 2]
    return before in ("DT", "POS", "PRP$", "JJ") and find_kind(line.tokens[n - 1].text) is None


def _describes(line: Line, n: int, head: int) -> bool:
    """Whether a word only describes: "long-serving", "52-year-old", "Danish"."""
    tag, word = line.tags[n], line.tokens[n].text
    if tag == "HYPH" or word == "-":
        return n > 0 and line.tokens[n - 1].end == line.tokens[n].start  # not "LUSAKA - President"
    if tag in ("JJ", "JJS", "JJR", "CD"):
        return True
    if tag in ("VBN", "VBG"):  # "the jailed mayor", not "was named mayor"
        before = n - 2 if line.tag(n - 1) == "RB" else n - 1  # not "has since become dean"
        return before >= 0 and line.tags[before] in ("DT", "PRP$", "POS", "JJ", "HYPH")
    if tag == "RB":
        apart = word.lower() in read_words("offices", "words", "formerly")
        return not apart and line.tags[n + 1] in ("JJ", "VBN", "VBG")
    return word.lower() in read_words("offices", "words", "never") or (
        find_nation(line.tokens, n) is not None and line.tags[head].startswith("NN")
    )


def _is_title_of_state(line: Line, n: int, start: int, head: int) -> bool:
    """ "U.S. District Judge" is a title as a whole; "the U.S. director" is none."""
    if (
        n < 0
        or n + 1 != start
        or line.tokens[n].text not in read_words("offices", "words", "states")
    ):
        return False
    titled = line.tokens[head].text[0].isupper() and head + 1 in line.names
    return titled and find_kind(line.tokens[head].text) == "service"


# --- what stands behind it ----------------------------------------------------------------------


def _look_behind(line: Line, head: int, end: int, last: int) -> int:
    """Behind the words that belong to the role: "general", "of research", "for operations"."""
    general = line.tokens[end].text if end < last else ""
    if line.tokens[head].text[0].isupper():
        general = general.lower()
    if general in read_words("offices", "words", "behind"):
        end += 1
    if tuple(line.words[end : end + 2]) == ("in", "chief") and end + 2 <= last:
        end += 2
    for _ in range(2):
        field = _skip_field(line, head, end, last)
        if field == end:
            break
        end = field
    return end


@cache
def _list_speakers() -> frozenset[str]:
    return frozenset(word.lower() for word in read_words("offices", "fields", "speakers"))


def _skip_field(line: Line, head: int, n: int, last: int) -> int:
    """Behind "of digital security", a field without article or name; else `n`."""
    noun = to_single(line.words[head]).rsplit("-", 1)[-1]
    word = line.words[n] if n < last else ""
    fits = (
        word == "of"
        or (word == "for" and noun not in _list_speakers())
        or (word == "in" and noun in read_words("offices", "fields", "learned"))
    )
    if not fits or line.word(n + 1) in read_words("offices", "fields", "chambers"):
        return n
    k = n + 1
    if (
        noun in read_words("offices", "fields", "article")
        and k + 1 < last
        and line.tokens[k].text == "the"
        and not _is_place(line, k + 1)
    ):
        k += 1
    end = k
    while k < last and _is_field_word(line, k, noun, end):
        k += 1
        if line.tags[k - 1].startswith("NN"):
            end = k
    if k - 1 == end and _is_trade(line, end):
        end = k
    return end if end > n + 1 and line.tags[end - 1].startswith(("NN", "VBG")) else n


def _is_trade(line: Line, n: int) -> bool:
    """ "head of trading at Acme", "director of engineering,": an -ing form that is the whole field."""
    return line.tag(n) == "VBG" and (
        line.word(n + 1) in (",", ".", "") or line.tag(n + 1) in ("IN", "CC", "VBZ", "VBD", "NNP")
    )


def _is_field_word(line: Line, k: int, noun: str, end: int) -> bool:
    word, tag = line.tokens[k].text, line.tags[k]
    if k in line.names and (
        _is_place(line, k)
        or (word.islower() is False and noun not in read_words("offices", "fields", "article"))
    ):
        return False
    if k in line.names and (line.names[k].label == "PER" or _is_body(line, k)):
        return False
    if word == "and":
        after = line.tag(k + 1)
        ahead = line.tokens[k + 1].text if k + 1 < len(line.tokens) else ""
        return k == end and after in ("NN", "NNS", "NNP", "JJ") and find_kind(ahead) is None
    if word[0].isupper():
        acronym = word in read_words("organizations", "common")
        return acronym or (
            tag.startswith("NN") and noun in read_words("offices", "fields", "capital")
        )
    return tag in ("NN", "NNS", "JJ", "VBG") and word.lower() not in read_words(
        "offices", "words", "never"
    )


def _is_body(line: Line, n: int) -> bool:
    """ "of the Growers' Union", "of NATO": an organization; "of the Treasury" and "of IT" are fields."""
    mention = line.names[n]
    short = mention.text.isupper() and mention.text not in read_words("organizations", "common")
    return mention.label == "ORG" and (" " in mention.text.strip() or short)


def _is_place(line: Line, n: int) -> bool:
    mention = line.names.get(n)
    return mention is not None and mention.label == "LOC"
