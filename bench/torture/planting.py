"""A site in which hostile strings stand in every text field, and what its pages must show of them."""

from __future__ import annotations

import base64
import re
import tomllib
from collections import Counter
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from bench.torture.options import ROOT

# Signs that no page may hold, in whose place another stands.
_UNFIT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\ufdd0-\ufdef]")


class Wanted(NamedTuple):
    """What a page must show as it was written."""

    path: str
    field: str
    text: str
    whole: bool = False
    """As its heading, and nothing else; otherwise among its words."""


class Planted(NamedTuple):
    """A site: how many inputs each field had, and what must be seen of them."""

    inputs: Counter[str]
    wanted: list[Wanted]
    secret: str
    """Begins each text that must never be published."""


def show_text(text: str) -> str:
    """As a page shows it, but for white space."""
    return "".join(_UNFIT.sub("\ufffd", text).split())


def plant_site(folder: Path, strings: Sequence[str], *, embeds: bool, cards: bool) -> Planted:
    """Each string stands in every field of an event, a profile, a text with its sidecar, a saved page and its head, a
    Markdown file with front matter, a mail and a correction; one stands in each field of the settings, and others in
    words of the site itself. A field other than a name ends in a mark of its own."""
    planted = Planted(Counter(), [], "q7secret")
    content = folder / "content"
    _plant_settings(content, strings, planted, embeds=embeds, cards=cards)
    corrections = []
    for n, text in enumerate(strings):
        line = " ".join(text.split()).replace("\0", "")
        _plant_event(content, n, text, line, planted)
        _plant_profile(content, n, text, planted)
        _plant_text(content, n, text, line, planted)
        _plant_page(content, n, line, planted)
        if n % 3 == 0:
            _plant_markdown(content, n, text, line, planted)
            _plant_mail(content, n, line, planted)
        said = {"before": f"{text} q7cb", "after": f"{text} q7ca", "note": f"{text} q7cn"}
        corrections.append({"on": "2031-05-08", "page": f"events/ev-{n}", "what": "title", **said})
        _count(planted, "correction", said)
        planted.wanted.extend(
            Wanted("corrections/", f"correction {key}", said[key]) for key in ("before", "after")
        )
    write_yaml(content / "corrections.yaml", corrections)
    return planted


def _count(planted: Planted, noun: str, keys: Mapping[str, object] | Sequence[str]) -> None:
    planted.inputs.update(f"{noun} {key}" for key in keys)


def _plant_settings(
    content: Path, strings: Sequence[str], planted: Planted, *, embeds: bool, cards: bool
) -> None:
    first = strings[0]
    said = {key: f"{first} q7s{n}" for n, key in enumerate(("lead", "about", "author", "licence"))}
    words = tomllib.loads((ROOT / "sourceline/site/locales/en.toml").read_text(encoding="utf-8"))
    plain = [key for key, word in words.items() if isinstance(word, str) and "{" not in word]
    labels = {
        key: re.sub(r"[{}]", "", strings[n % len(strings)]) + " q7l" for n, key in enumerate(plain)
    }
    write_yaml(
        content / "site.yaml",
        {
            "title": first,
            **said,
            "labels": labels,
            "url": "https://torture.example/",
            "show": "full",
            "embeds": embeds,
            "social_cards": cards,
        },
    )
    _count(planted, "setting", [*said, "title"])
    _count(planted, "label", labels)


def _plant_event(content: Path, n: int, text: str, line: str, planted: Planted) -> None:
    said = {
        "title": text,
        "kind": f"{text} q7ek",
        "date": {
            "edtf": f"{1900 + n % 120}-05-07",
            "phrase": f"{text} q7dp",
            "reason": f"{text} q7dr",
        },
        "participants": [{"profile": f"pr-{n}"}, {"name": f"{text} q7pn", "role": "agent"}],
        "text": text,
        "evidence": [{"source": f"so-{n}", "exact": f"{line} (number {n})"}],
        "note": f"{planted.secret} {text}",
    }
    write_yaml(content / f"events/ev-{n}.yaml", said)
    keys = ("title", "kind", "phrase", "reason", "participant", "text", "evidence", "note")
    _count(planted, "event", keys)
    page = f"events/ev-{n}/"
    planted.wanted.append(Wanted(page, "event title", text, whole=True))
    planted.wanted.append(Wanted(page, "event participant", f"{text} q7pn"))


def _plant_profile(content: Path, n: int, text: str, planted: Planted) -> None:
    address = _make_address(text)
    said = {
        "kind": "person",
        "name": text,
        "aliases": [f"{text} q7pa{n}"],
        "text": text,
        "url": address,
        "same_as": [f"{address}#2"],
        "note": f"{planted.secret} {text}",
    }
    write_yaml(content / f"profiles/pr-{n}.yaml", said)
    _count(planted, "profile", [key for key in said if key != "kind"])
    page = f"people/pr-{n}/"
    planted.wanted.append(Wanted(page, "profile name", text, whole=True))
    planted.wanted.append(Wanted(page, "profile alias", f"{text} q7pa{n}"))


def _make_address(text: str) -> str:
    """One that is taken for an address: without white space, controls and marks of direction."""
    return "https://h.example/?" + re.sub(
        r"[\s\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", "", text
    )


def _plant_text(content: Path, n: int, text: str, line: str, planted: Planted) -> None:
    file = content / f"sources/so-{n}.txt"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(
        "Ada Fenwick left Tide on 5 May 2031.\n\n"
        f"She said: {line} (number {n}). “{line} q7sq,” said Bruno Castellan.\n",
        encoding="utf-8",
        errors="replace",
    )
    said = {
        "title": text,
        "author": f"{text} q7sa",
        "publisher": f"{text} q7sp",
        "licence": f"{text} q7sl",
        "url": _make_address(text),
    }
    write_yaml(Path(f"{file}.yaml"), {**said, "published": "2031-05-06"})
    _count(planted, "source", [*said, "sentence", "quotation"])
    page = f"sources/so-{n}/"
    planted.wanted.append(Wanted(page, "source title", text, whole=True))
    planted.wanted.extend(
        Wanted(page, f"source {key}", said[key]) for key in ("author", "publisher", "licence")
    )


def _plant_page(content: Path, n: int, line: str, planted: Planted) -> None:
    """Escaped in its head and headings, as it is in its body."""
    safe = escape(line)
    page = (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{safe} q7ht</title>'
        f'<meta name="author" content="{safe} q7ha"><meta property="og:site_name" content="{safe} q7hs">'
        f'<meta name="description" content="{safe} q7hd"></head><body><article><h1>{safe} q7h1</h1>'
        "<p>Bruno Castellan founded Northwind Tide in March 2029, and it has built turbines ever since then.</p>"
        f"<h2>{safe} q7h2</h2><p>The firm said on Tuesday that {safe} q7hp stood on a board, and that was that.</p>"
        f'<figure><img src="x.png" alt="{safe} q7hi"><figcaption>{safe} q7hf</figcaption></figure>'
        f"<p>Nobody had seen the like of it before, as far as the firm knew. {line} q7hr</p>"
        "</article></body></html>"
    )
    file = content / f"sources/hp-{n}.html"
    file.write_text(page, encoding="utf-8", errors="replace")
    keys = ("title", "author", "site", "description", "h1", "h2", "text", "alt", "caption", "raw")
    _count(planted, "saved page", keys)


def _plant_markdown(content: Path, n: int, text: str, line: str, planted: Planted) -> None:
    head = dump_yaml({"title": f"{text} q7mt", "author": f"{text} q7ma", "published": "2031-05-06"})
    body = f"---\n{head}---\n\n# {line} q7m1\n\nCora Lindqvist won the race on 4 May 2031. {line} q7mp\n"
    file = content / f"sources/md-{n}.md"
    file.write_text(body, encoding="utf-8", errors="replace")
    _count(planted, "markdown", ("title", "author", "heading", "text"))
    planted.wanted.append(
        Wanted(f"sources/md-{n}/", "front matter title", f"{text} q7mt", whole=True)
    )


def _plant_mail(content: Path, n: int, line: str, planted: Planted) -> None:
    subject = base64.b64encode(f"{line} q7es".encode(errors="replace")).decode()
    body = base64.encodebytes(
        f"Dario Quill resigned on 3 May 2031.\n\nHe wrote: {line} q7eb\n".encode(errors="replace")
    ).decode()
    mail = (
        "Date: Tue, 06 May 2031 10:00:00 +0000\r\nFrom: ada@torture.example\r\n"
        f"Subject: =?utf-8?b?{subject}?=\r\nMIME-Version: 1.0\r\n"
        "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    )
    (content / f"sources/ml-{n}.eml").write_text(mail + body, encoding="ascii")
    _count(planted, "mail", ("subject", "text"))


class _Plain(yaml.SafeDumper):
    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002 - as in the base
        return True


def dump_yaml(value: object) -> str:
    """Every sign as YAML can hold it."""
    return str(yaml.dump(value, Dumper=_Plain, allow_unicode=False, width=10**9))


def write_yaml(path: Path, value: Any) -> None:
    """A file of the content."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(dump_yaml(value), encoding="utf-8")
