"""Chronicles made by chance, in which people, firms and sources are withheld, and a search for their traces that
undoes whatever a file may have done to a name."""

from __future__ import annotations

import html
import random
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import quote, unquote

_ONSETS = (
    "b",
    "br",
    "d",
    "f",
    "gl",
    "h",
    "j",
    "kr",
    "l",
    "m",
    "n",
    "p",
    "qu",
    "r",
    "sk",
    "t",
    "v",
    "w",
    "z",
)
_VOWELS = ("a", "e", "i", "o", "u", "é", "ö", "å", "ü", "í")
_ENDS = ("n", "r", "x", "lt", "sk", "m", "nd", "tz", "č", "ß")
_GIVEN = ("Ada", "Bruno", "Cora", "Dario", "Élodie", "Jürgen", "Nora", "Zoë")
SENTENCES = (
    "{name} stepped down as chief executive of {firm} on 5 May 2031.",
    "“We had a good run,” {family} said.",
    "{given} {family}’s firm raised $12 million in June 2030.",
    "{firm} sued {family} on 1 June 2031.",
    "{upper} JOINS {firm}.",
    "{plain} founded {firm} in 2020.",
    "Write to {lower}@post.example, or see https://social.example/{joined} and https://x.example/{slug}.",
    "Dr. {family} and {other} opened an office in Lisbon on 3 April 2031.",
    "Mr. {name} Jr., 44, was named head of {firm} on 6 May 2031.",
    "The {family} family sold {firm} to {other} on 7 July 2031.",
)


@dataclass(frozen=True, slots=True)
class Case:
    """A site, what of it is withheld, and what must still be told."""

    files: dict[str, str]
    traces: tuple[str, ...]
    """Words that none of its published files may hold, in whatever spelling."""
    kept: tuple[str, ...]
    """Names that are not withheld."""
    called: dict[str, str] = field(default_factory=dict)


def make_word(chance: random.Random) -> str:
    """A family name that nobody has, of three syllables."""
    word = "".join(chance.choice(_ONSETS) + chance.choice(_VOWELS) for _ in range(3))
    return (word + chance.choice(_ENDS)).capitalize()


def make_name(chance: random.Random) -> tuple[str, str, str]:
    """(whole name, given, family)."""
    given, family = chance.choice(_GIVEN), make_word(chance)
    shape = chance.randrange(6)
    if shape == 0:
        family = f"{family}-{make_word(chance)}"
    elif shape == 1:
        family = f"O’{family}"
    middle = {2: "M. ", 3: "van der ", 4: "Marie "}.get(shape, "")
    return f"{given} {middle}{family}", given, family


def make_case(seed: int) -> Case:
    """A chronicle of this number."""
    chance = random.Random(seed)  # noqa: S311 - chance from a seed, no secret
    people = [make_name(chance) for _ in range(4)]
    firms = [f"{make_word(chance)} {tail}" for tail in ("Holdings", "Tide")]
    hidden = chance.randint(1, 2)
    secret = make_word(chance)
    files = {
        "content/site.yaml": _write_settings(chance, people[0][0], people[3][0]),
        "content/events/party.yaml": f"title: {people[0][0]} gives a party\ndate: 2031-05-07\n"
        f"text: 'With [{people[0][2]}](https://x.example/{quote(people[0][0])}) and {people[3][0]}.'\n"
        f"participants: [{{name: {people[0][0]}}}, {{name: {people[3][0]}}}]\nnote: of {people[0][2]}\n",
        "content/corrections.yaml": f"- on: 2031-05-08\n  page: events/party\n  what: title\n  before: {people[0][0]}\n"
        f"  after: {people[0][0]} gives a party\n  note: '{people[0][2]} told us.'\n",
    }
    for number in range(3):
        files |= dict(_write_source(chance, number, people, firms))
    traces: list[str] = []
    for number, (name, _, family) in enumerate(people[:hidden]):
        files[f"content/profiles/hidden-{number}.yaml"] = (
            f"kind: person\nname: {name}\nredact: true\n"
        )
        traces += re.split(r"[-’]", family.removeprefix("O’"))
    if chance.random() < 0.5:
        files["content/profiles/firm.yaml"] = (
            f"kind: organization\nname: {firms[0]}\nredact: true\n"
        )
        traces.append(firms[0])
    if chance.random() < 0.5:
        files[f"content/sources/{fold(secret)}.txt"] = (
            f"{secret} sold its wharf to {secret} Works on 1 July 2031.\n"
        )
        files[f"content/sources/{fold(secret)}.txt.yaml"] = (
            f"title: The {secret} papers\npublisher: {secret} Weekly\nredact: true\n"
        )
        traces.append(secret)
    return Case(files, tuple(traces), (people[3][2].removeprefix("O’").split("-")[0],))


def _write_settings(chance: random.Random, name: str, other: str) -> str:
    return (
        f"title: After {name}\nlead: On {name} and {other}.\nabout: Of {name}.\nauthor: {name}\n"
        f"url: https://tide.example/\nsocial_cards: {str(chance.random() < 0.3).lower()}\n"
        f"language: {chance.choice(('en', 'en', 'de', 'pl'))}\nshow: {chance.choice(('full', 'excerpt'))}\n"
        f"labels:\n  menu: Chapters by {name}\n"
    )


def _write_source(
    chance: random.Random, number: int, people: list[tuple[str, str, str]], firms: list[str]
) -> Iterator[tuple[str, str]]:
    name = f"content/sources/{fold(people[0][2])}-{number}"
    lines = [_word(chance, people, firms) for _ in range(8)]
    who = people[chance.randrange(4)][0]
    if number == 1:
        body = "".join(f"<p>{_encode(chance, line)}</p>" for line in lines)
        yield (
            f"{name}.html",
            (
                f"<!doctype html><html lang=en><head><meta charset=utf-8><title>{who} leaves</title>"
                f'<meta name=author content="{who}"></head><body><article><h1>{who} leaves</h1>{body}</article></body></html>'
            ),
        )
        return
    yield f"{name}.txt", "\n\n".join(lines) + "\n"
    yield (
        f"{name}.txt.yaml",
        (
            f"title: {who} leaves\nauthor: {who}\npublisher: The {people[0][2]} Post\n"
            f"url: https://post.example/{quote(who)}\npublished: 2031-05-0{number + 5}\n"
        ),
    )


def _word(chance: random.Random, people: list[tuple[str, str, str]], firms: list[str]) -> str:
    name, given, family = chance.choice(people)
    return chance.choice(SENTENCES).format(
        name=name,
        given=given,
        family=family,
        firm=chance.choice(firms),
        other=chance.choice(people)[0],
        upper=name.upper(),
        plain=strip_accents(name),
        lower=fold(name).replace(" ", "."),
        joined=fold(name).replace(" ", ""),
        slug=fold(name).replace(" ", "-"),
    )


def _encode(chance: random.Random, line: str) -> str:
    """As saved pages write letters: as they are, as entities, or with marks within."""
    kind = chance.randrange(3)
    if kind == 0:
        return html.escape(line)
    if kind == 1:
        return "".join(sign if sign.isascii() else f"&#{ord(sign)};" for sign in html.escape(line))
    return re.sub(r"(\w\w\w)(\w)", r"\1<b></b>\2", html.escape(line), count=1)


def strip_accents(text: str) -> str:
    """Without the marks on its letters."""
    return "".join(
        sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign)
    )


def fold(text: str) -> str:
    """In small letters without accents, apostrophes and invisible signs."""
    return re.sub(r"['’\u00ad\u200b-\u200d\u2060]", "", strip_accents(text).casefold())


def find_traces(files: Mapping[str, bytes], traces: tuple[str, ...]) -> list[str]:
    """ "trace in path" of each trace in each file or its name, however that spells it: by percents, entities, escapes
    of JSON or base, in capitals, without accents, with a hyphen, nothing or a sign between its words."""
    wanted = {trace: re.sub(r"[^a-z0-9ßčø]+", "", fold(trace)) for trace in traces}
    found = []
    for path, data in sorted(files.items()):
        text = f"{path}\n{data.decode('utf-8', errors='replace')}"
        spellings = {fold(each) for each in _undo(text)}
        packed = "\n".join(re.sub(r"[\s_+.\-]+", "", each) for each in spellings)
        words = "\n".join(_read_index(path, text))
        for trace, plain in wanted.items():
            if plain in packed or plain in words or plain[::-1] in words:
                found.append(f"{trace} in {path}")
    return found


def _undo(text: str) -> Iterator[str]:
    yield text
    yield unquote(text)
    yield html.unescape(html.unescape(text))
    yield re.sub(r"\\u([0-9a-fA-F]{4})", lambda match: chr(int(match[1], 16)), text)
    yield html.unescape(unquote(text))


def _read_index(path: str, text: str) -> Iterator[str]:
    """The words of the search index, each of which tells only what differs from the one before."""
    if not re.search(r"search/data/.*/(words|ends)-", path):
        return
    word = ""
    for shared, rest in re.findall(r"([A-Z])([^A-Z\"\\]*)", text):
        word = word[: ord(shared) - ord("A")] + rest
        yield fold(word)
