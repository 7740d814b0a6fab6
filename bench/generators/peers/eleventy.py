"""Eleventy: profiles are pages; collections join them with events, sources are JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from bench.generators.corpus import Corpus, Event, Source
from bench.generators.generator import (
    Generator,
    copy_theme,
    install_node,
    run_quietly,
    write_event,
    write_files,
    write_profile,
)


class Eleventy(Generator):
    """From npm, with its own Markdown and Nunjucks."""

    name = "eleventy"

    def __init__(self) -> None:
        self._program = "eleventy"

    def install(self, place: Path) -> str:
        """The version."""
        self._program = str(install_node(place, "@11ty/eleventy") / ".bin" / "eleventy")
        return run_quietly([self._program, "--version"])

    def write_site(self, corpus: Corpus, folder: Path) -> None:
        """Content, sources, templates."""
        write_files(folder, _list_files(corpus))
        copy_theme("eleventy", folder, "src/plain.css")

    def name_event_file(self, event: Event) -> str:
        """Markdown."""
        return f"src/events/{event.id}.md"

    def build_command(self) -> Sequence[str]:
        """For a second build too: `--incremental` knows what changed only while it watches."""
        return [self._program, "--config=eleventy.config.cjs", "--quiet"]


def _list_files(corpus: Corpus) -> Iterator[tuple[str, str]]:
    yield "src/events/events.json", '{ "layout": "event.njk", "tags": "event" }\n'
    yield "src/profiles/profiles.json", '{ "layout": "profile.njk", "tags": "profile" }\n'
    for event in corpus.events:
        yield f"src/events/{event.id}.md", write_event(event)
    for profile in corpus.profiles:
        yield f"src/profiles/{profile.id}.md", write_profile(profile)
    for source in corpus.sources:
        yield f"sources/{source.id}.json", _write_source(source)


def _write_source(source: Source) -> str:
    fields = {
        "title": source.title,
        "publisher": source.publisher,
        "url": source.url,
        "published": source.published.isoformat(),
        "text": "\n".join(source.sentences),
    }
    return json.dumps(fields, ensure_ascii=False, indent=1) + "\n"
