"""Sourceline: the whole site as it comes, and with templates that print only what the others' do."""

from __future__ import annotations

import compileall
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import ClassVar

from bench.generators.corpus import ADDRESS, TITLE, Corpus, Event, Profile
from bench.generators.generator import THEMES, Generator, copy_theme, quote, write_files

ROOT = THEMES.parents[2]
FOLDERS = {"person": "people", "organization": "organizations"}


class Sourceline(Generator):
    """Of this checkout. Sources have been read, with nothing found in them: events are the author's."""

    name = "sourceline"
    plain = False
    front = False
    caches = (".sourceline",)
    environment: ClassVar = {"PYTHONPATH": str(ROOT)}
    settings = ""

    def install(self, place: Path) -> str:  # noqa: ARG002 - of the protocol; there is nothing to put there
        """The version. Modules are compiled, as pip does it for every package that it installs."""
        from sourceline import __version__  # noqa: PLC0415 - the package measured, not needed to write

        compileall.compile_dir(ROOT / "sourceline", quiet=2)
        return __version__

    def write_site(self, corpus: Corpus, folder: Path) -> None:
        """Events, profiles, sources, and what was read in them."""
        write_files(folder, _list_files(corpus, self.settings))
        seal_sources(folder)

    def name_event_file(self, event: Event) -> str:
        """YAML."""
        return f"content/events/{event.id}.yaml"

    def build_command(self) -> Sequence[str]:
        """As an installed user runs it."""
        return [sys.executable, "-m", "sourceline", "build", "-C", "."]

    def find_profile_folder(self, profile: Profile) -> str:
        """A folder for each kind."""
        return f"{FOLDERS[profile.kind]}/{profile.id}"


class SourcelinePlain(Sourceline):
    """The same content with templates of the site's own, and without embeds and data."""

    name = "sourceline-plain"
    plain = True
    front = False
    settings = "embeds: false\ndata: false\n"

    def write_site(self, corpus: Corpus, folder: Path) -> None:
        """The templates too."""
        super().write_site(corpus, folder)
        copy_theme("sourceline", folder, "static/plain.css")


def seal_sources(folder: Path) -> None:
    """Write that every source was read and that nothing was found in it."""
    from sourceline.extract.engine import load_engine, sign_engine  # noqa: PLC0415 - as in `install`
    from sourceline.model import Extraction  # noqa: PLC0415 - the same
    from sourceline.pipeline.reading import read_sources  # noqa: PLC0415 - the same
    from sourceline.store.extracted import write_extraction  # noqa: PLC0415 - the same

    signature = sign_engine(load_engine("rules"))
    sources, problems = read_sources(folder, lambda *_: None)
    if any(problem.severity == "error" for problem in problems):
        raise ValueError(f"the corpus has problems: {problems[0]}")
    for source in sources:
        empty = Extraction(source=source.id, sha256=source.sha256, engine=signature)
        write_extraction(folder, source, empty)


def _list_files(corpus: Corpus, settings: str) -> Iterator[tuple[str, str]]:
    yield "content/site.yaml", f"title: {TITLE}\nurl: {ADDRESS}\n{settings}"
    for source in corpus.sources:
        yield f"content/sources/{source.id}.txt", " ".join(source.sentences) + "\n"
        fields = f"title: {quote(source.title)}\npublisher: {source.publisher}\n"
        dated = f"url: {source.url}\npublished: {source.published}\n"
        yield f"content/sources/{source.id}.txt.yaml", fields + dated
    for profile in corpus.profiles:
        fields = f"name: {quote(profile.name)}\nkind: {profile.kind}\n"
        yield f"content/profiles/{profile.id}.yaml", f"{fields}text: |\n{_indent(profile.text)}"
    for event in corpus.events:
        yield f"content/events/{event.id}.yaml", _write_event(event)


def _write_event(event: Event) -> str:
    who = "".join(f"  - profile: {profile.id}\n" for profile in event.profiles)
    cited = "".join(
        f"  - source: {cited.source.id}\n    exact: {quote(cited.exact)}\n"
        for cited in event.quotes
    )
    return (
        f"title: {quote(event.title)}\ndate: {event.day}\nparticipants:\n{who}evidence:\n{cited}"
        f"text: |\n{_indent(event.text)}"
    )


def _indent(text: str) -> str:
    return "".join(f"  {line}\n" if line else "\n" for line in text.split("\n"))
