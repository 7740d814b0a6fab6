"""Edits of a small site, chosen by chance, and builds to compare what came of them."""

from __future__ import annotations

import random
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from trees import read_tree, write_tree

from sourceline.cli import main

NAMES = ("Ada Fenwick", "Bruno Castellan", "Cora Lindqvist", "Dario Quill")
FIRMS = ("Northwind Tide", "Strait Power", "Ebb Works")
SENTENCES = (
    "{firm} said that its chief executive {name} will step down on 6 May 2031.",
    "{name} joined {firm} in March 2029.",
    "{firm} raised $12 million in 2030.",
    "“It was time,” said {name}.",
    "{firm} bought {other} for $3 million in June 2030.",
)
LANGUAGES = ("en", "de", "ar", "pl")
TEMPLATES = {
    "event.html": '{% extends "theme/event.html" %}\n'
    "{% block opening %}<p>NOTE</p>{{ super() }}{% endblock %}\n",
    "base.html": '{% extends "theme/base.html" %}\n{% block colophon %}<p>NOTE</p>{% endblock %}\n',
}
SETTINGS = (
    "embeds: false",
    "url: https://tide.example/site",
    "show: full",
    "labels:\n  timeline: The years",
    "licence: CC BY 4.0",
)

Edit = Callable[[random.Random, Path], None]


def write_sentence(chance: random.Random) -> str:
    """One that the rules read something in."""
    firm, other = chance.sample(FIRMS, 2)
    return chance.choice(SENTENCES).format(name=chance.choice(NAMES), firm=firm, other=other)


def write_article(chance: random.Random) -> str:
    """Three of them, with a day."""
    return "date 2031-05-0{} {}\n".format(
        chance.randint(1, 9), " ".join(write_sentence(chance) for _ in range(3))
    )


def pick(chance: random.Random, site: Path, pattern: str) -> Path | None:
    """One of the files that are there."""
    found = sorted(path for path in site.glob(pattern) if path.is_file())
    return chance.choice(found) if found else None


# --- edits ------------------------------------------------------------------------------------


def edit_source(chance: random.Random, site: Path) -> None:
    """A source is new, or another text."""
    write_tree(site, {f"content/sources/s{chance.randint(1, 3)}.txt": write_article(chance)})


def remove_source(chance: random.Random, site: Path) -> None:
    """A source goes; one is left."""
    found = pick(chance, site, "content/sources/s*.txt")
    if found and len(list(site.glob("content/sources/s*.txt"))) > 1:
        found.unlink()
        found.with_name(f"{found.name}.yaml").unlink(missing_ok=True)


def describe_source(chance: random.Random, site: Path) -> None:
    """What is said beside a source changes."""
    found = pick(chance, site, "content/sources/s*.txt")
    assert found is not None
    said = (
        f"title: Tides {chance.randint(1, 9)}\npublisher: Strait Courier\npublished: 2031-05-06\n"
    )
    found.with_name(f"{found.name}.yaml").write_text(said)


def write_event(chance: random.Random, site: Path) -> None:
    """A person adds an event, or writes it anew."""
    text = f"title: {write_sentence(chance)!r}\ndate: 20{chance.randint(10, 40)}\n"
    text += f"participants:\n- name: {chance.choice(NAMES)}\ntext: It *rained*.\n"
    write_tree(site, {f"content/events/e{chance.randint(1, 3)}.yaml": text})


def write_profile(chance: random.Random, site: Path) -> None:
    """A person writes of a profile."""
    name = chance.choice(NAMES)
    text = f"name: {name}\nkind: person\ntext: Born {chance.randint(1990, 2005)}.\n"
    write_tree(site, {f"content/profiles/{name.lower().replace(' ', '-')}.yaml": text})


def add_prose(chance: random.Random, site: Path) -> None:
    """A sentence more in an author's text: the edit that is made most often."""
    found = pick(chance, site, "content/events/*.yaml") or pick(
        chance, site, "content/profiles/*.yaml"
    )
    if found:
        text = found.read_text().rstrip("\n")
        found.write_text(f"{text} And {write_sentence(chance).replace(':', '')}\n")


def change_field(chance: random.Random, site: Path) -> None:
    """An event of a person's has another title, day or participant, and no other word changes."""
    found = pick(chance, site, "content/events/*.yaml")
    if found:
        key, value = chance.choice(
            (
                ("title", repr(write_sentence(chance))),
                ("date", f"20{chance.randint(10, 40)}-0{chance.randint(1, 9)}"),
                ("- name", chance.choice(NAMES)),
            )
        )
        found.write_text(re.sub(f"(?m)^{key}: .*$", f"{key}: {value}", found.read_text()))


def rename_profile(chance: random.Random, site: Path) -> None:
    """A profile keeps its address and has another name."""
    found = pick(chance, site, "content/profiles/*.yaml")
    if found:
        name = f"name: {chance.choice(NAMES)} {chance.choice(('', 'Jr', 'Sr'))}".rstrip()
        found.write_text(re.sub("(?m)^name: .*$", name, found.read_text()))


def move_event(chance: random.Random, site: Path) -> None:
    """An event is joined with one of a person's, and its address leads there."""
    found = pick(chance, site, "public/events/*/index.html")
    if found:
        text = f"title: {write_sentence(chance)!r}\ndate: 2031-05\nmerge: [{found.parent.name}]\n"
        write_tree(site, {f"content/events/e{chance.randint(1, 3)}.yaml": text})


def cut_source(chance: random.Random, site: Path) -> None:
    """The first sentence of a source goes, and all others stand elsewhere in it."""
    found = pick(chance, site, "content/sources/s*.txt")
    assert found is not None
    head, _, rest = found.read_text().partition(" 2031-05-0")[2].partition(". ")
    if rest:
        found.write_text(f"date 2031-05-0{head[:1]} {rest}")


def remove_record(chance: random.Random, site: Path) -> None:
    """What a person wrote goes."""
    found = pick(chance, site, "content/[ep]*/*.yaml")
    if found and "extracted" not in found.parts:
        found.unlink()


def swap_records(chance: random.Random, site: Path) -> None:
    """Two files change their names, with their times and sizes."""
    one, two = (
        pick(chance, site, "content/events/*.yaml"),
        pick(chance, site, "content/events/*.yaml"),
    )
    if one and two and one != two:
        between = one.with_name("between")
        one.rename(between)
        two.rename(one)
        between.rename(two)


def change_settings(chance: random.Random, site: Path) -> None:
    """Another language, and another choice of what a site may say."""
    chosen = chance.sample(SETTINGS, chance.randint(0, 3))
    lines = [f"title: Tides\nlanguage: {chance.choice(LANGUAGES)}", *chosen]
    write_tree(site, {"content/site.yaml": "\n".join(lines) + "\n"})


def change_template(chance: random.Random, site: Path) -> None:
    """A template of the site's own comes, changes or goes."""
    name = chance.choice(list(TEMPLATES))
    path = site / "templates" / name
    if path.exists() and chance.random() < 0.4:
        path.unlink()
    else:
        write_tree(
            site, {f"templates/{name}": TEMPLATES[name].replace("NOTE", str(chance.random()))}
        )


def change_style(chance: random.Random, site: Path) -> None:
    """A style of the site's own."""
    write_tree(site, {"static/site.css": f"h1 {{ margin: {chance.randint(0, 99)}px }}\n"})


def correct(chance: random.Random, site: Path) -> None:
    """A correction is told."""
    path = site / "content" / "corrections.yaml"
    before = path.read_text() if path.exists() else ""
    entry = (
        f"- {{page: events/e1, what: title, before: Tides, on: 2031-05-0{chance.randint(1, 9)}}}\n"
    )
    path.write_text(before + entry)


def touch_all(_: random.Random, site: Path) -> None:
    """Every file is as new as after a checkout; no byte is another."""
    for path in sorted(site.glob("content/**/*")):
        path.touch()


def spoil_output(chance: random.Random, site: Path) -> None:
    """A page of the published site is changed in its place, or is gone."""
    found = pick(chance, site, "public/**/*.html")
    if found:
        found.write_text("spoiled") if chance.random() < 0.5 else found.unlink()


def spoil_cache(chance: random.Random, site: Path) -> None:
    """What is kept between builds is cut off, or loses a byte, or goes."""
    found = pick(chance, site, ".sourceline/**/*")
    if found:
        data = bytearray(found.read_bytes())
        way = chance.randint(0, 2)
        if way == 0:
            found.unlink()
        elif way == 1:
            found.write_bytes(data[: chance.randrange(len(data))])
        elif data:
            data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
            found.write_bytes(data)


def edit_nothing(_: random.Random, _site: Path) -> None:
    """The author only builds again."""


ALL: tuple[Edit, ...] = (
    edit_source,
    remove_source,
    describe_source,
    write_event,
    write_profile,
    add_prose,
    add_prose,
    change_field,
    change_field,
    rename_profile,
    move_event,
    cut_source,
    remove_record,
    swap_records,
    change_settings,
    change_template,
    change_style,
    correct,
    touch_all,
    spoil_output,
    spoil_cache,
    edit_nothing,
)


# --- builds -----------------------------------------------------------------------------------


def build(site: Path) -> dict[str, bytes] | None:
    """The published files after `sourceline build`; None where it finds an error in the content."""
    with pytest.raises(SystemExit) as ended:
        main(["build", "-C", str(site)])
    assert ended.value.code in (0, 1, None)
    return None if ended.value.code else read_tree(site / "public")


def build_afresh(site: Path, place: Path) -> dict[str, bytes] | None:
    """The same of a copy that has nothing but what people wrote."""
    shutil.rmtree(place, ignore_errors=True)
    for name in ("content", "templates", "static"):
        if (site / name).exists():
            shutil.copytree(site / name, place / name)
    shutil.rmtree(place / "content" / "extracted", ignore_errors=True)
    return build(place)
