"""Text → sentences."""

from __future__ import annotations

import re
from functools import cache

# Words that end with a full stop of their own. After those of the first group a capital letter
# means nothing (a name or number follows); after the others it may begin a sentence.
_BEFORE_NAMES = frozenset(
    """mr mrs ms messrs mme mlle dr prof rev fr sr sra hon gov sen rep reps sens pres amb atty supt
    gen lt col maj capt cmdr cdr sgt cpl pvt adm brig insp det st ste mt ft pt no nos vs v al cf
    fig figs vol pp p art sec ch nr op ed eds trans approx ca c e.g i.e viz""".split()  # noqa: SIM905 - a list of words reads best as words
)
_SHORT = frozenset(
    """inc ltd co corp llc plc bros jr sr esq ph.d m.d b.a m.a d.d.s u.s u.s.a u.k u.n e.u d.c l.a
    n.y a.m p.m a.d b.c etc jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu
    thur thurs fri sat sun ave blvd rd dept univ assn est min max tel hrs sq cal calif fla ga ill
    ind kan ky la mass md mich minn miss mo mont neb nev okla ore pa tenn tex va vt wash wis wyo
    ariz ark colo conn del ont que""".split()  # noqa: SIM905 - a list of words reads best as words
)
_COUNTRIES = frozenset({"u.s", "u.s.a", "u.k", "u.n", "e.u"})
_OFFICIALS = frozenset({"president", "prime", "police", "officials"})
_MONTHS = frozenset("jan feb mar apr jun jul aug sep sept oct nov dec".split())  # noqa: SIM905 - the same


def split_sentences(
    text: str,
    start: int,
    end: int,
    language: str = "en",  # noqa: ARG001 - one splitter so far
) -> list[tuple[int, int]]:
    """The spans of the sentences in `text[start:end]`, in order, without white space around them.

    Measured on documents rebuilt from UD English EWT and GUM (dev), paragraph by paragraph: see
    docs/extraction.md for the figures and for the comparison with nupunkt.
    """
    spans: list[tuple[int, int]] = []
    begin = start
    for match in _ends().finditer(text, start, end):
        if _is_end(text, match, begin, end):
            _add_span(spans, text, begin, match.end())
            begin = match.end()
    _add_span(spans, text, begin, end)
    return spans


def _add_span(spans: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    part = text[start:end]
    left = len(part) - len(part.lstrip())
    stripped = part.strip()
    if stripped:
        spans.append((start + left, start + left + len(stripped)))


@cache
def _ends() -> re.Pattern[str]:
    # Marks that can end a sentence, closing quotes and brackets that belong to it, then space.
    return re.compile(r"(?P<mark>[.!?…]+|[。！？])(?P<close>[\"”’')\]»]*(?: ?\[\d+\])*)(?=\s)")


def _is_end(text: str, match: re.Match[str], begin: int, end: int) -> bool:
    following = text[match.end() : min(end, match.end() + 80)].lstrip()
    if not following:
        return True
    opening = following.lstrip("\"“‘'([«—–-")
    nxt = opening[:1]
    if nxt.islower():
        # "Yahoo! said", "'Why?' he asked": measured, a bare "?" is an end even so.
        return match["mark"][-1] == "?" and not match["close"]
    if match["mark"] != ".":
        return _is_strong_end(match, following, nxt)
    if match["close"] and match["close"][0] in "\"”’'»":
        return True
    return _is_full_stop(text, match, begin, opening, nxt)


def _is_strong_end(match: re.Match[str], following: str, nxt: str) -> bool:
    if match["mark"] in ("...", "…") or match["mark"].startswith(".."):
        return nxt.isupper() and not following.startswith(("...", "…"))
    return bool(nxt) and not following.startswith((",", ";", ")"))


def _is_full_stop(text: str, match: re.Match[str], begin: int, opening: str, nxt: str) -> bool:
    word = re.search(r"[\w.’'&-]*$", text[max(begin, match.start() - 30) : match.start()])
    last = word[0].lower().lstrip("'’") if word else ""
    if last in _BEFORE_NAMES and not text.startswith("P", match.start() - 1):  # "Daniel P. Roe"
        return last in ("no", "p", "art") and len(opening) > 0 and not nxt.isdigit()
    if re.fullmatch(r"[a-z]", last):
        return _ends_after_initial(text, match, begin, last)
    if last in _MONTHS and nxt.isdigit():
        return False
    if last in _SHORT or re.fullmatch(r"(?:[a-z]\.)+[a-z]", last):
        # Where a country has no article, it says of which one: "critics of U.S. President Hahn".
        before = text[max(begin, match.start() - 30) : match.start() - len(last)].lower().split()
        bare = last in _COUNTRIES and before[-1:] != ["the"]
        return _begins_sentence(opening, officials=not bare)
    return nxt.isupper() or nxt.isdigit() or (bool(nxt) and not nxt.isalnum()) or nxt.isalpha()


def _ends_after_initial(text: str, match: re.Match[str], begin: int, letter: str) -> bool:
    # "J. Smith" is a name; "in group F. The match" or "I." may end a sentence.
    before = text[max(begin, match.start() - 25) : match.start() - 1].rstrip()
    previous = before.rsplit(maxsplit=1)[-1] if before else ""
    spaced = re.match(r"\s[A-Z]\.", text[match.end() : match.end() + 3])
    return bool(previous) and previous[:1].islower() and letter != "j" and spaced is None


def _begins_sentence(opening: str, *, officials: bool) -> bool:
    """`officials`: whether those of a country may, too."""
    word = re.match(r"[\w’']+", opening)
    first = word[0].lower() if word else ""
    return first in _openers() or (officials and first in _OFFICIALS)


@cache
def _openers() -> frozenset[str]:
    return frozenset(
        """the a an this that these those it its he she they his her their we our i you my in on
        at by for from with after before during since when while if as although though but and
        however meanwhile according another other some many most both each all no there here what
        who why how where one two three last next earlier later following despite under over
        yesterday today tomorrow monday tuesday wednesday thursday friday saturday sunday now then
        so yet also""".split()  # noqa: SIM905 - the same
    )
