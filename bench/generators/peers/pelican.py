"""Pelican: events are articles, profiles pages; a plugin joins them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from bench.generators.corpus import Corpus, Event
from bench.generators.generator import (
    Generator,
    copy_theme,
    install_python,
    list_sources,
    name_kind,
    run_quietly,
    write_files,
    write_source,
)


class Pelican(Generator):
    """From PyPI, with Python-Markdown. A second build uses its cache of content."""

    name = "pelican"
    caches = ("cache", "__pycache__")

    def __init__(self) -> None:
        self._program = "pelican"

    def install(self, place: Path) -> str:
        """The version."""
        self._program = str(install_python(place, "pelican[markdown]", "pyyaml") / "pelican")
        return run_quietly([self._program, "--version"])

    def write_site(self, corpus: Corpus, folder: Path) -> None:
        """Content, sources, settings, templates."""
        write_files(folder, _list_files(corpus))
        copy_theme("pelican", folder, "theme/static/plain.css")

    def name_event_file(self, event: Event) -> str:
        """Markdown."""
        return f"content/events/{event.id}.md"

    def build_command(self) -> Sequence[str]:
        """Without cache, as it comes."""
        return [self._program, "-q", "--ignore-cache"]

    def rebuild_command(self) -> Sequence[str]:
        """With its cache, which it trusts by the time of a file."""
        options = ["CACHE_CONTENT=true", "LOAD_CONTENT_CACHE=true", 'CHECK_MODIFIED_METHOD="mtime"']
        return [self._program, "-q", "-e", *options]


def _list_files(corpus: Corpus) -> Iterator[tuple[str, str]]:
    for event in corpus.events:
        fields = {
            "Title": event.title,
            "Slug": event.id,
            "Date": event.day.isoformat(),
            "Profiles": ", ".join(profile.id for profile in event.profiles),
            "Sources": ", ".join(list_sources(event)),
        }
        yield f"content/events/{event.id}.md", _write_page(fields, event.text)
    for profile in corpus.profiles:
        fields = {"Title": profile.name, "Slug": profile.id, "Sort": name_kind(profile)}
        yield f"content/profiles/{profile.id}.md", _write_page(fields, profile.text)
    for source in corpus.sources:
        yield f"sources/{source.id}.yaml", write_source(source)


def _write_page(fields: dict[str, str], text: str) -> str:
    return "".join(f"{key}: {value}\n" for key, value in fields.items()) + f"\n{text}\n"
