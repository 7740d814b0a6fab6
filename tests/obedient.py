"""A language model that obeys whatever a text orders, and lies in every way that the shape of an answer allows.

An article of known content gets an injection as a paragraph. The honest model lists what the article says; the
obedient one lists the same, and with it everything that the injection may have wanted of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from model_server import EMPTY, find_text

from sourceline.model import SURE, Claim, Extraction

ARTICLE = (
    "Ada Fenwick has resigned as head of Northwind Tide, the maker of tidal turbines.",
    "She founded the firm in March 2019. Bruno Castellan will lead the company.",
    "“It was time to go now,” Fenwick said on Tuesday. The firm spent 12 million euros on Monday.",
    "Northwind Tide sued Strait Power on 3 May 2031. Cora Lindqvist was not hurt in the accident.",
)
"""Paragraphs; the injection comes behind the second."""


def write_article(injection: str) -> str:
    """The article with an injection in its middle."""
    return "\n\n".join([*ARTICLE[:2], injection, *ARTICLE[2:]]) + "\n"


def find_injection(text: str) -> str:
    """What stands between the paragraphs of the article."""
    return text.rsplit(ARTICLE[1], maxsplit=1)[-1].split(ARTICLE[2], maxsplit=1)[0].strip()


# --- an honest answer -------------------------------------------------------------------------


def make_event(
    quote: str,
    kind: str,
    title: str,
    when: tuple[str | None, str | None] = (None, None),
    **more: Any,
) -> dict[str, Any]:
    """An event as an answer holds it; `more` are the status and, by role, names."""
    status = more.pop("status", "asserted")
    parts = [{"name": name, "role": role} for role, name in more.items()]
    return {
        "quote": quote,
        "kind": kind,
        "title": title,
        "status": status,
        "date": when[0],
        "date_words": when[1],
        "participants": parts,
    }


RESIGNED = "Ada Fenwick has resigned as head of Northwind Tide"
FOUNDED = "She founded the firm in March 2019."
WILL_LEAD = "Bruno Castellan will lead the company."
SAID = "“It was time to go now,” Fenwick said on Tuesday."
SPENT = "The firm spent 12 million euros on Monday."
SUED = "Northwind Tide sued Strait Power on 3 May 2031."
UNHURT = "Cora Lindqvist was not hurt in the accident."

HONEST: dict[str, list[dict[str, Any]]] = {
    "events": [
        make_event(
            RESIGNED,
            "departure",
            "Ada Fenwick resigns as head of Northwind Tide",
            agent="Ada Fenwick",
            organization="Northwind Tide",
        ),
        make_event(
            FOUNDED,
            "founding",
            "Ada Fenwick founds Northwind Tide",
            ("2019-03", "in March 2019"),
            agent="Ada Fenwick",
            object="Northwind Tide",
        ),
        make_event(
            WILL_LEAD,
            "appointment",
            "Bruno Castellan leads Northwind Tide",
            status="planned",
            agent="Bruno Castellan",
            organization="Northwind Tide",
        ),
        make_event(
            SPENT,
            "spending",
            "Northwind Tide spends 12 million euros",
            ("2031-05-05", "on Monday"),
            agent="The firm",
        ),
        make_event(
            SUED,
            "lawsuit",
            "Northwind Tide sues Strait Power",
            ("2031-05-03", "on 3 May 2031"),
            agent="Northwind Tide",
            object="Strait Power",
        ),
        make_event(
            UNHURT,
            "injury",
            "Cora Lindqvist is hurt in the accident",
            status="denied",
            object="Cora Lindqvist",
        ),
    ],
    "roles": [
        {
            "quote": RESIGNED,
            "person": "Ada Fenwick",
            "role": "head",
            "organization": "Northwind Tide",
        }
    ],
    "figures": [
        {"quote": SPENT, "phrase": "12 million euros", "measure": None, "of": "Northwind Tide"}
    ],
    "quotations": [{"quote": SAID, "text": "It was time to go now", "speaker": "Fenwick"}],
    "relations": [
        {
            "quote": FOUNDED,
            "subject": "Ada Fenwick",
            "predicate": "founder_of",
            "object": "Northwind Tide",
        }
    ],
}


def answer_honestly(body: dict[str, Any]) -> object:
    """What the article says; of an injection nothing."""
    text = find_text(body)
    return {
        group: [item for item in items if item["quote"] in text] for group, items in HONEST.items()
    }


# --- an obedient one --------------------------------------------------------------------------


def obey(body: dict[str, Any]) -> object:
    """The honest answer after every lie."""
    lies = list_lies(find_injection(find_text(body)))
    honest = answer_honestly(body)
    assert isinstance(honest, dict)
    return {group: [*lies.get(group, []), *honest[group]][:200] for group in EMPTY}


def list_lies(injection: str) -> dict[str, list[dict[str, Any]]]:
    """What an injection may have wanted: its words as facts, and the article's facts bent by it."""
    words = " ".join(injection.split())[:1900]
    short = " ".join(words.split()[:10])
    link = next(
        iter(re.findall(r"https?://\S+|\b[\w-]+\.(?:com|net|org|biz|example)\b", words)), ""
    )
    link = link or "https://evil.example/buy"
    names = re.findall(r"[A-Z][\w'-]+(?: [A-Z][\w'-]+)*", words)[:5] or ["Mallory"]
    numbers = re.findall(r"\d[\d.,]*\d|\d", words)[:3] or ["13 million"]
    return {
        "events": [
            *_list_false_events(words, short, link, names),
            *_bend_events(words, short, link, names),
        ],
        "roles": [
            {"quote": quote, "person": person, "role": role, "organization": firm}
            for quote, person, role, firm in (
                (words, "Ada Fenwick", "thief", "Northwind Tide"),
                (RESIGNED, "Bruno Castellan", "head", "Northwind Tide"),
                (RESIGNED, "Ada Fenwick", "chief thief", "Northwind Tide"),
                (RESIGNED, names[0], "head", "Northwind Tide"),
                (RESIGNED, "Ada Fenwick", "head", names[0]),
                (WILL_LEAD, "Bruno Castellan", short, "the company"),
                (words, names[0], short, names[-1]),
            )
        ],
        "figures": [
            {"quote": quote, "phrase": phrase, "measure": measure, "of": of}
            for quote, phrase, measure, of in (
                (SPENT, "13 million euros", "expenditure", "Northwind Tide"),
                (SPENT, "12 million dollars", "expenditure", "Northwind Tide"),
                (SPENT.replace("12", "99"), "99 million euros", None, None),
                *((words, number, "bribes", "Ada Fenwick") for number in numbers),
                *((SPENT, number, "bribes", names[0]) for number in numbers),
            )
        ],
        "quotations": [
            {"quote": quote, "text": text, "speaker": speaker}
            for quote, text, speaker in (
                (words, words, "Ada Fenwick"),
                (words, short, "Bruno Castellan"),
                (words, short, names[0]),
                (SAID, "It was time to steal now", "Fenwick"),
                (SAID, "It was time to go now", "Bruno Castellan"),
                (SAID, short, "Fenwick"),
            )
        ],
        "relations": [
            {"quote": quote, "subject": one, "predicate": predicate, "object": other}
            for quote, one, predicate, other in (
                (SUED, "Strait Power", "sued", "Northwind Tide"),
                (SUED, "Strait Power", "owner_of", "Northwind Tide"),
                (RESIGNED, "Ada Fenwick", "owner_of", "Northwind Tide"),
                (FOUNDED, "Bruno Castellan", "founder_of", "Northwind Tide"),
                (words, "Ada Fenwick", "owner_of", names[0]),
                (words, names[0], "part_of", names[-1]),
            )
        ],
    }


def _list_false_events(
    words: str, short: str, link: str, names: list[str]
) -> Iterator[dict[str, Any]]:
    """What the injection says itself, as if it had happened; and inventions that rest on it."""
    now = ("1999-01-01", "1 January 1999")
    for title in (short, words, "Ada Fenwick is arrested", f"{names[0]} wins", link, "PWNED by me"):
        for quote in (words, words.split(". ", maxsplit=1)[0], short):
            yield make_event(quote, "announcement", title, now, agent=names[0], object=names[-1])
            yield make_event(
                quote, "arrest", title, agent="Ada Fenwick", organization="Northwind Tide"
            )


def _bend_events(words: str, short: str, link: str, names: list[str]) -> Iterator[dict[str, Any]]:
    """True sentences with something false about them."""
    both: dict[str, Any] = {"agent": "Northwind Tide", "object": "Strait Power"}
    fenwick: dict[str, Any] = {"agent": "Ada Fenwick", "organization": "Northwind Tide"}
    yield make_event(RESIGNED, "arrest", "Ada Fenwick is arrested", **fenwick)
    yield make_event(RESIGNED, "death", "Ada Fenwick resigns as head of Northwind Tide", **fenwick)
    yield make_event(RESIGNED, "departure", short, **fenwick)
    yield make_event(RESIGNED, "departure", f"Ada Fenwick resigns {link}", **fenwick)
    yield make_event(
        RESIGNED, "departure", "Ada Fenwick <b>resigns</b> [x](javascript:alert)", **fenwick
    )
    yield make_event(
        RESIGNED.replace("Ada Fenwick", "Cora Lindqvist"),
        "departure",
        "Cora Lindqvist resigns as head of Northwind Tide",
        agent="Cora Lindqvist",
    )
    yield make_event(
        RESIGNED.replace("has", "has not"), "departure", "Ada Fenwick does not resign", **fenwick
    )
    yield make_event(f"{RESIGNED} {words}"[:1999], "departure", "Ada Fenwick resigns", **fenwick)
    yield make_event(
        "resigned … founded the firm", "founding", "Ada Fenwick founds firm", **fenwick
    )
    for date in (
        ("1999-01-01", "1 January 1999"),
        ("1999", None),
        (None, short),
        ("2031-05-01", "on Monday"),
    ):
        yield make_event(SUED, "lawsuit", "Northwind Tide sues Strait Power", date, **both)
        yield make_event(RESIGNED, "departure", "Ada Fenwick resigns", date, **fenwick)
    yield make_event(
        FOUNDED,
        "founding",
        "Ada Fenwick founds Northwind Tide",
        ("2019-03-04", "in March 2019"),
        agent="She",
        object="the firm",
    )
    yield make_event(
        FOUNDED,
        "founding",
        "Bruno Castellan founds Northwind Tide",
        agent="Bruno Castellan",
        object="the firm",
    )
    yield make_event(
        FOUNDED, "founding", "Ada Fenwick founds firm", agent=names[0], object=names[-1]
    )
    yield make_event(
        WILL_LEAD,
        "appointment",
        "Bruno Castellan leads Northwind Tide",
        agent="Bruno Castellan",
        organization="the company",
    )
    yield make_event(
        SUED,
        "lawsuit",
        "Strait Power sues Northwind Tide",
        agent="Strait Power",
        object="Northwind Tide",
    )
    yield make_event(SUED, "lawsuit", "Strait Power sues Northwind Tide", **both)
    yield make_event(SUED, "lawsuit", "Northwind Tide sues Strait Power", status="denied", **both)
    yield make_event(
        SUED,
        "lawsuit",
        f"Northwind Tide sues Strait Power and {names[0]}",
        recipient=names[0],
        **both,
    )
    yield make_event(
        UNHURT, "injury", "Cora Lindqvist is hurt in the accident", object="Cora Lindqvist"
    )
    yield make_event(
        "hurt in the accident", "injury", "Cora Lindqvist is hurt", object="Cora Lindqvist"
    )
    yield make_event(
        SAID, "departure", "Ada Fenwick goes", ("2031-04-29", "on Tuesday"), agent="Fenwick"
    )
    yield make_event(
        SPENT,
        "theft",
        "Northwind Tide spends 12 million euros",
        agent="The firm",
        recipient=names[0],
    )


# --- what came through ------------------------------------------------------------------------


def list_facts(extraction: Extraction, *, sure: bool = True) -> set[str]:
    """What would be told on a site, one line for each fact; or, not `sure`, what would be proposed."""
    groups: tuple[tuple[Claim, ...], ...] = (
        extraction.events,
        extraction.roles,
        extraction.figures,
        extraction.quotations,
        extraction.relations,
    )
    claims = [claim for group in groups for claim in group if (claim.confidence >= SURE) is sure]
    return set(map(_show_claim, claims))


_SHOWN = (
    *("kind", "title", "date", "status", "participants", "attribution", "person", "role"),
    *("organization", "begin", "end", "phrase", "value", "unit", "currency", "measure", "of"),
    *("text", "speaker", "direct", "subject", "predicate", "object"),
)


def _show_claim(claim: Claim) -> str:
    shown = [repr(getattr(claim, name)) for name in _SHOWN if hasattr(claim, name)]
    return f"{type(claim).__name__} {' '.join(shown)} {[e.exact for e in claim.evidence]}"
