"""Write docs/reference/ from the code: every command, key, label and kind of problem. Run by `make golden`.

    python scripts/write_reference.py

A test fails while a page is not as this writes it, or while something has no words. The words stand in the
code: of a command in its docstring and its options, of a key in `sourceline/store/descriptions.py` (where
editors get them from, too), of a kind of problem in `sourceline/check/meanings.py`.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin

import click
from anchors import make_anchor

from sourceline.check.kinds import KINDS
from sourceline.check.meanings import MEANINGS, Meaning
from sourceline.cli.commands import commands
from sourceline.doctor.program import USES
from sourceline.doctor.requirements import list_requirements
from sourceline.model import (
    Correction,
    Date,
    EventRecord,
    Evidence,
    Participant,
    ProfileRecord,
    Rewording,
    Settings,
)
from sourceline.site.labels import load_table
from sourceline.store.descriptions import DESCRIPTIONS
from sourceline.store.json_schema import LEFT_OUT
from sourceline.store.records import DEFAULTS
from sourceline.store.scalars import PLAIN
from sourceline.store.schema import EDTF_FIELDS, SHORT, URL_FIELDS, FieldShape, shape_fields
from sourceline.store.sources import Sidecar

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "reference"

MADE = "This page is made from the code by `scripts/write_reference.py`; do not edit it.\n"

_DEFAULT = re.compile(r"^(?P<words>.*?)\s*\[default: (?P<default>.+)\]$", re.DOTALL)
_TYPES: dict[Any, str] = {bool: "`true` or `false`", int: "whole number"}
_PLURALS = {"text": "texts", "address": "addresses", "date": "dates"}
LISTED: dict[type, tuple[str, str]] = {
    Settings: (
        "`content/site.yaml`",
        "What the whole site says of itself. The file may be missing, and so may each key.",
    ),
    Sidecar: (
        "A file beside a source",
        (
            "`content/sources/tide.txt.yaml` describes `content/sources/tide.txt`. The same keys may stand in the"
            " front matter of a Markdown source; the file wins."
        ),
    ),
    EventRecord: (
        "A file of `content/events/`",
        (
            "What you say of one event. Each key that is written wins over what was read; each that is not leaves"
            " it as it was read."
        ),
    ),
    ProfileRecord: (
        "A file of `content/profiles/`",
        "What you say of one person, organization, product, place or topic, as for events.",
    ),
    Correction: (
        "An entry of `content/corrections.yaml`",
        "What the published site said otherwise before. The file is a list of these.",
    ),
    Date: (
        "Dates",
        (
            "A text (`date: 2024-03-26`) is its `edtf`; with more keys it says more. [Dates](../dates.md) tells how"
            " dates are read and compared."
        ),
    ),
    Participant: ("Participants", "A text (`- Ada Fenwick`) is its `name`."),
    Evidence: ("Evidence", "A quote with its source, looked up in its source at every build."),
}
"""Type → its heading and what it is, in the order of the pages; a further type has its own docstring."""


def write_pages() -> dict[str, str]:
    """Name of a page → its text."""
    pages = {
        "commands.md": write_commands(),
        "site-yaml.md": write_settings(),
        "content-yaml.md": write_content(),
        "labels.md": write_labels(),
        "problems.md": write_problems(),
        "extras.md": write_extras(),
    }
    return {name: "\n".join(lines).rstrip("\n") + "\n" for name, lines in pages.items()}


def list_classes() -> dict[type, tuple[str, str]]:
    """Each type that people write → its heading and what it is."""
    others = {
        cls: (
            re.sub(r"(?<=[a-z])(?=[A-Z])", " ", cls.__name__),
            inspect.cleandoc(cls.__doc__ or ""),
        )
        for cls in DESCRIPTIONS
        if cls not in LISTED
    }
    return {**LISTED, **others}


# --- commands ---------------------------------------------------------------------------------


def list_commands(
    group: click.Group = commands, words: str = "sourceline"
) -> Iterator[tuple[str, click.Command]]:
    """(how it is typed, the command), of each that does something by itself."""
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if isinstance(command, click.Group):
            yield from list_commands(command, f"{words} {name}")
        elif command is not None and not command.hidden:
            yield f"{words} {name}", command


def write_commands() -> Iterator[str]:
    """The program, then each command."""
    yield from ("# Commands", "", MADE, *write_help(commands))
    yield "`sourceline --version` prints the version, `sourceline COMMAND --help` (or `-h`) what stands here."
    yield "Options may stand before or after the command.\n"
    found = tuple(list_commands())
    rows = ([f"[`{typed}`](#{make_anchor(typed)})", get_first(each)] for typed, each in found)
    yield from write_table(["command", "does"], rows)
    for typed, command in found:
        yield from (f"\n## `{typed}`", "", *write_command(typed, command))


def write_command(typed: str, command: click.Command) -> Iterator[str]:
    """How it is typed, what it does, its options, examples and exit codes."""
    pieces = command.collect_usage_pieces(click.Context(command))
    yield f"```\n{' '.join([typed, *pieces])}\n```\n"
    yield from write_help(command)
    options = [each for each in command.params if isinstance(each, click.Option)]
    if options:
        rows = ([name_option(each), *split_help(each)] for each in options)
        yield from (*write_table(["option", "does", "default"], rows), "")
    yield from write_epilog(command)


def write_help(command: click.Command) -> Iterator[str]:
    """The paragraphs of a docstring; what it says is to stand as it is, as code."""
    for part in inspect.cleandoc(command.help or "").split("\n\n"):
        if not part.startswith("\b\n"):
            words = escape(" ".join(part.split()))
            yield re.sub(r"\bdocs/(\w+\.md)\b", r"[docs/\1](../\1)", words) + "\n"
            continue
        head, *lines = part.removeprefix("\b\n").split("\n")
        code = inspect.cleandoc("\n".join(lines))
        yield f"{head}\n\n```\n{code}\n```\n"


def write_epilog(command: click.Command) -> Iterator[str]:
    """What the help of a command ends with: its exit codes, and before them a table where it has one."""
    formatter = click.HelpFormatter(width=10_000)
    command.format_epilog(click.Context(command), formatter)
    for part in formatter.getvalue().strip().split("\n\n"):
        head, _, table = part.partition("\n")
        yield f"{head}\n\n```\n{inspect.cleandoc(table)}\n```\n" if table else escape(part)


def name_option(option: click.Option) -> str:
    """ "`-C`, `--directory DIRECTORY`"."""
    *short, long = sorted(option.opts, key=len)
    value = "" if option.is_flag else f" {option.make_metavar(click.Context(commands))}"
    names = [*short, f"{long}{value}", *option.secondary_opts]
    return ", ".join(f"`{name}`" for name in names)


def split_help(option: click.Option) -> tuple[str, str]:
    """(what it does, its default), of which the second may stand in the first."""
    said = " ".join((option.help or "").split())
    match = _DEFAULT.match(said)
    if match:
        return escape(match["words"]), escape(match["default"])
    return escape(said), f"`{option.default}`" if option.show_default else ""


def get_first(command: click.Command) -> str:
    """The first sentence of what a command says of itself."""
    return escape(" ".join(inspect.cleandoc(command.help or "").split("\n\n")[0].split()))


# --- keys -------------------------------------------------------------------------------------


def write_settings() -> Iterator[str]:
    """The page of content/site.yaml."""
    yield from ("# Keys of `content/site.yaml`", "", MADE)
    yield f"{LISTED[Settings][1]} A key left blank counts as not written. For `true` and `false` there are also"
    yield "`yes` and `no`, `on` and `off`.\n"
    yield from write_keys(Settings, ["key", "type", "if left out", "holds"])
    yield "\n[Content format](../content-format.md#contentsiteyaml) shows a whole file;"
    yield "[Theming](../theming.md) tells of `labels` and `language`."


def write_content() -> Iterator[str]:
    """The page of all other files that people write."""
    yield from ("# Keys of the files that you write", "", MADE)
    yield "One section for each kind of file, then one for each value that has keys of its own."
    yield "Those of the site as a whole are on a [page of their own](site-yaml.md); whole files stand in"
    yield "[Content format](../content-format.md). A key left blank counts as not written. Your editor completes"
    yield "these keys by the schemas that `sourceline new` and `sourceline schema` write.\n"
    for cls, (heading, words) in list_classes().items():
        if cls is not Settings:
            yield from (f"## {heading}", "", f"{words}\n")
            yield from write_keys(cls, ["key", "type", "if left out", "holds"])
            yield ""


def write_keys(cls: type, heads: Sequence[str]) -> Iterator[str]:
    """A table of the keys of a class."""
    said = DESCRIPTIONS[cls]
    rows = (
        [
            f"`{shape.key}`",
            word_type(shape.hint, shape.name),
            word_fallback(cls, shape),
            escape(said[shape.name]),
        ]
        for shape in shape_fields(cls).values()
    )
    return write_table(heads, rows)


def word_type(hint: Any, field: str) -> str:
    """A type hint as a person says it; the cases are those of `store.json_schema`."""
    if hint is str:
        return "date" if field in EDTF_FIELDS else "address" if field in URL_FIELDS else "text"
    if hint in PLAIN:
        return _TYPES.get(hint, "number")
    origin = get_origin(hint)
    if origin is Literal:
        return ", ".join(f"`{word}`" for word in get_args(hint))
    if hint == tuple[Rewording, ...]:
        return "[labels](labels.md) and texts"
    if origin is tuple:
        return word_list(get_args(hint)[0], field)
    if origin in (Union, UnionType):
        parts = [part for part in get_args(hint) if part is not NoneType]
        return ", or ".join(word_type(part, field) for part in parts)
    return f"{'text, or ' if hint in SHORT else ''}{lead_to(hint)}"


def word_list(item: Any, field: str) -> str:
    """A list of a type; one text stands for a list of one."""
    if item is str:
        return f"list of {_PLURALS[word_type(item, field)]}, or one"
    return f"list of {'texts, or of ' if item in SHORT else ''}{lead_to(item)}"


def lead_to(cls: type) -> str:
    """A link to the keys of a type."""
    return f"[keys](content-yaml.md#{make_anchor(list_classes()[cls][0])})"


def word_fallback(cls: type, shape: FieldShape) -> str:
    """What holds where a key is not written."""
    value = DEFAULTS.get(cls, {}).get(shape.name, shape.fallback)
    if shape.required and shape.name not in LEFT_OUT.get(cls, ()):
        return "an error"
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    return f"`{value}`" if isinstance(value, str) and value else ""


# --- labels and problems ----------------------------------------------------------------------


def write_labels() -> Iterator[str]:
    """Every word of the site, in English."""
    yield from ("# Labels", "", MADE)
    yield "Every word that the site says of itself, in English. Say one in your own way under `labels:` in"
    yield "`content/site.yaml`; what stands in braces is filled in. [Theming](../theming.md#labels) tells how,"
    yield "and of other languages.\n"
    rows = ([f"`{key}`", word_label(value)] for key, value in load_table("en").items())
    yield from write_table(["label", "English"], rows)


def word_label(value: Any) -> str:
    """The texts of a label: one, or one for each plural."""
    if isinstance(value, str):
        return escape(value)
    return "; ".join(f"{form}: {escape(text)}" for form, text in value.items())


def write_problems() -> Iterator[str]:
    """Every kind of problem."""
    yield from ("# Kinds of problems", "", MADE)
    yield "What `sourceline check` and `sourceline build` tell, each with its place (path, line and column), what"
    yield "is wrong and how to mend it. Errors stop a build, warnings only with `--strict`, notes never."
    yield "`sourceline check --only pair,gap` lists some kinds, and `--explain pair` prints what stands here.\n"
    for code, heading in KINDS.items():
        meaning = MEANINGS.get(code, Meaning("", "", ""))  # a test names those that are missing
        yield f"## `{code}`\n\n**{heading}** ({meaning.severity}). {meaning.means}\n\n{meaning.remedy}\n"


def write_extras() -> Iterator[str]:
    """Every extra, with what it is to be without it."""
    yield from ("# Extras", "", MADE)
    yield "Packages that only some sites need. [Installation](../installation.md) tells how to get them;"
    yield "`sourceline doctor` tells which are there. [Dependencies](../dependencies.md) tells why each was chosen.\n"
    found = [each for each in list_requirements() if each.extra]
    rows = []
    for extra in dict.fromkeys(each.extra for each in found):
        packages = ", ".join(f"`{each}`" for each in found if each.extra == extra)
        rows.append([f"`{extra}`", packages, USES.get(extra, "")])
    yield from write_table(["extra", "packages", "without it"], rows)


# --- Markdown ---------------------------------------------------------------------------------


def write_table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """The lines of a table."""
    yield f"| {' | '.join(heads)} |"
    yield f"|{'---|' * len(heads)}"
    for row in rows:
        cells = (cell.replace("|", r"\|") for cell in row)
        yield f"| {' | '.join(cells)} |"


def escape(text: str) -> str:
    """Words as they are, whatever they mean to Markdown outside of code."""
    parts = re.split(r"(`[^`]*`)", text)
    return "".join(
        part if n % 2 else re.sub(r"([<*\[\]])", r"\\\1", part) for n, part in enumerate(parts)
    )


def main() -> None:
    """Write every page."""
    FOLDER.mkdir(exist_ok=True)
    for name, text in write_pages().items():
        (FOLDER / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
