"""MkDocs: hooks join events, profiles and sources and add the pages of years and the feed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from bench.generators.corpus import TITLE, Corpus, Event
from bench.generators.generator import (
    Generator,
    copy_theme,
    install_python,
    quote,
    run_quietly,
    write_event,
    write_files,
    write_front_matter,
    write_profile,
    write_source,
)


class MkDocs(Generator):
    """From PyPI, with Python-Markdown and a theme of our own: the stock ones print the whole navigation on
    every page."""

    name = "mkdocs"
    caches = ("__pycache__",)

    def __init__(self) -> None:
        self._program = "mkdocs"

    def install(self, place: Path) -> str:
        """The version."""
        self._program = str(install_python(place, "mkdocs", "pyyaml") / "mkdocs")
        return run_quietly([self._program, "--version"]).split()[2]

    def write_site(self, corpus: Corpus, folder: Path) -> None:
        """Content, sources, hooks, theme."""
        write_files(folder, _list_files(corpus))
        copy_theme("mkdocs", folder, "theme/plain.css")

    def name_event_file(self, event: Event) -> str:
        """Markdown."""
        return f"docs/events/{event.id}.md"

    def build_command(self) -> Sequence[str]:
        """For a second build too: with `--dirty`, pages that did not change are not read, and joins fail."""
        return [self._program, "build", "--quiet"]


def _list_files(corpus: Corpus) -> Iterator[tuple[str, str]]:
    home = {"title": quote(TITLE), "template": "home.html"}
    yield "docs/index.md", write_front_matter(home, "")
    profiles = {"title": "Profiles", "template": "profiles.html"}
    yield "docs/profiles/index.md", write_front_matter(profiles, "")
    for event in corpus.events:
        yield f"docs/events/{event.id}.md", write_event(event, template="event.html")
    for profile in corpus.profiles:
        text = write_profile(profile, id=profile.id, template="profile.html")
        yield f"docs/profiles/{profile.id}.md", text
    for source in corpus.sources:
        yield f"sources/{source.id}.yaml", write_source(source)
