"""Whether the site in a folder is well: what it is made from, who reads it, where it goes."""

from __future__ import annotations

import os
import shlex
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

from sourceline import ledger
from sourceline.doctor.finding import Finding, State
from sourceline.errors import ContentError, Problem, SourcelineError
from sourceline.model import Settings
from sourceline.scaffold.making import REQUIREMENTS, SCHEMAS, WORKFLOW, list_schemas
from sourceline.scaffold.origin import Origin, find_origin, write_requirement
from sourceline.store.files import read_bytes

_LITTLE = 500_000_000
"""Bytes; a site of 10,000 events takes some 300 million (docs/scale.md)."""
_STATES: dict[str, State] = {"error": "problem", "warning": "note", "note": "note"}


def inspect_site(root: Path, output: Path) -> Iterator[Finding]:
    """What a build of the site in `root` to `output` needs, and what the last one left."""
    if not (root / "content").is_dir():
        words = "There is no content folder here, so this is no site."
        yield _tell(
            "folder", "note", words, "sourceline new DIR starts one; -C names another folder."
        )
        return
    from sourceline.store import list_sources, read_settings  # noqa: PLC0415 - not before packages are known

    settings, problems = read_settings(root)
    yield from _list_problems("settings", problems)
    if not problems:
        yield _tell("settings", "ok", "content/site.yaml is well.")
    paths, problems = list_sources(root)
    yield from _list_problems("sources", problems)
    if paths:
        yield _tell("sources", "ok", f"{_count(len(paths), 'text')} in content/sources/.")
    yield from _inspect_model(settings) if settings.engine == "llm" else _inspect_engine(settings)
    yield from _inspect_output(root, output)
    yield from _inspect_build(root, output)
    yield from _inspect_helpers(root)


def _inspect_engine(settings: Settings) -> Iterator[Finding]:
    """Whether the reader of texts reads a sentence."""
    from sourceline.extract.engine import choose_engine, load_engine, sign_engine  # noqa: PLC0415 - heavy
    from sourceline.read import read_plain  # noqa: PLC0415 - the same

    try:
        engine = load_engine(choose_engine(None, settings))
        engine.extract(read_plain("Ada Fenwick left.", published="2031-05-06"))
    except SourcelineError as error:
        yield _explain("engine", error)
    else:
        yield _tell("engine", "ok", f"Texts are read by {sign_engine(engine)}.")


def _inspect_model(settings: Settings) -> Iterator[Finding]:
    """Whether the language model that reads the texts can be asked; it is not."""
    from sourceline.extract.llm.service import check_service, find_service  # noqa: PLC0415 - not before packages are known

    service = find_service(settings.llm, os.environ)
    try:
        check_service(service)
    except SourcelineError as error:
        yield _explain("engine", error)
    else:
        words = f"Texts are read by {service.model} at {service.host}, when you run `extract`."
        yield _tell("engine", "ok", words)


def _inspect_output(root: Path, output: Path) -> Iterator[Finding]:
    """Whether a site may be put there, and whether there is room for it."""
    from sourceline.publish.place import check_place  # noqa: PLC0415 - not before packages are known

    try:
        parent = check_place(output, root).parent
    except SourcelineError as error:
        yield _explain("output", error)
        return
    while not parent.exists():
        parent = parent.parent
    if os.access(parent, os.W_OK | os.X_OK):
        yield _tell("output", "ok", f"The site goes to {output}/.")
    else:
        remedy = "Give yourself the right to write there, or name another folder with --output."
        yield _tell("output", "problem", f"{output}/ cannot be written.", remedy)
    free = shutil.disk_usage(parent).free
    words = f"{free / 1_000_000_000:,.1f} GB free."
    if free < _LITTLE:
        yield _tell(
            "space", "note", words, "Free some space on that disk before you build a large site."
        )
    else:
        yield _tell("space", "ok", words)


def _inspect_build(root: Path, output: Path) -> Iterator[Finding]:
    """What the last build left, and whether it is still so."""
    last = ledger.read_ledger(ledger.locate_ledger(str(root), str(output)))
    if last is None or not output.is_dir():
        yield _tell(
            "build", "note", f"Nothing was built to {output}/ yet.", _command(root, "build")
        )
        return
    pages = f"{_count(last['pages'], 'page')} of {_count(last['sources'], 'source')}"
    stamps, marker, *_ = last["site"]
    if not ledger.has_files(str(output), ledger.list_stamps(stamps), marker):
        words = f"The last build made {pages}; files in {output}/ were changed since."
        yield _tell("build", "note", words, _command(root, "build"))
    elif ledger.find_changes(str(root), last):
        words = f"The last build made {pages}; the content has changed since."
        yield _tell("build", "note", words, _command(root, "build"))
    else:
        yield _tell("build", "ok", f"The last build made {pages}; nothing has changed since.")


def _inspect_helpers(root: Path) -> Iterator[Finding]:
    """What `new` puts beside the content: none of it is needed."""
    add = _command_add(root)
    workflow = _read(root, WORKFLOW).decode("utf-8", "replace")
    if workflow:
        yield _tell("workflow", "ok", f"{WORKFLOW} has GitHub publish the site.")
    else:
        words = f"There is no {WORKFLOW} to have GitHub publish the site."
        yield _tell("workflow", "note", words, add)
    if not workflow or REQUIREMENTS in workflow:
        yield inspect_requirement(root, find_origin())
    if all(_read(root, path) == data for path, data in list_schemas().items()):
        yield _tell("schemas", "ok", f"{SCHEMAS}/, by which editors complete keys, is up to date.")
    else:
        words = f"{SCHEMAS}/, by which editors complete keys, is missing or not up to date."
        yield _tell("schemas", "note", words, _command(root, "schema"))


def inspect_requirement(root: Path, origin: Origin) -> Finding:
    """Whether GitHub installs the Sourceline that runs here."""
    lines = _read(root, REQUIREMENTS).decode("utf-8", "replace").splitlines()
    pinned = next((line for line in lines if line.startswith("sourceline")), "")
    wanted = write_requirement(origin)
    if not pinned:
        words = f"There is no {REQUIREMENTS} that tells GitHub which Sourceline to install."
        return _tell("requirement", "note", words, _command_add(root))
    if pinned == wanted and origin.commit:
        return _tell("requirement", "ok", f"{REQUIREMENTS} asks for this Sourceline.")
    if pinned == wanted:
        words = f"{REQUIREMENTS} asks a package index for Sourceline, which is on none yet."
        remedy = "Name the repository that you have it from, as the comment in that file shows."
        return _tell("requirement", "note", words, remedy)
    if "@" in pinned and not origin.commit:
        words = f"{REQUIREMENTS} names a repository; whether it is that of this Sourceline is not known."
        return _tell("requirement", "ok", words)
    words = f"{REQUIREMENTS} asks for another Sourceline than the one that runs here."
    return _tell("requirement", "note", words, f"This one would be: {wanted}")


def _command(root: Path, name: str) -> str:
    """What to type to run a command for the site."""
    return f"sourceline {name}" + ("" if root == Path() else f" -C {shlex.quote(str(root))}")


def _command_add(root: Path) -> str:
    return f"sourceline new --add {shlex.quote(str(root))}"


def _read(root: Path, path: str) -> bytes:
    try:
        return read_bytes(root, path)
    except ContentError:
        return b""


def _list_problems(name: str, problems: Iterable[Problem]) -> Iterator[Finding]:
    for each in problems:
        words = f"{each.position}: {each.message}"
        yield _tell(name, _STATES[each.severity], words, each.remedy)


def _explain(name: str, error: SourcelineError) -> Finding:
    """A refusal: its first line says what is wrong, the others what to do."""
    first, _, rest = str(error).partition("\n")
    return _tell(name, "problem", first, " ".join(rest.split()))


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _tell(name: str, state: State, text: str, remedy: str = "") -> Finding:
    return Finding("site", name, state, text, remedy)
