"""What an author may add to a source: its day, a copy in an archive, a fact that rests on it."""

from __future__ import annotations

from collections.abc import Iterator

from sourceline.check.desk import Desk, make_note, word_paste
from sourceline.errors import Paste, Position, Problem
from sourceline.model import Chronicle, Source


def check_sources(chronicle: Chronicle, _: Desk) -> Iterator[Problem]:
    """Sources without a day, without a copy in an archive, or without a fact."""
    cited = {item.source for event in chronicle.events for item in event.evidence}
    cited |= {item.source for profile in chronicle.profiles for item in profile.evidence}
    for source in chronicle.sources:
        place = Position(source.path)
        if source.published is None:
            yield make_note(
                place,
                "undated-source",
                "It is not known when this was published, so what it reports cannot be dated by that.",
                f"Write 'published: 2024-03-26' (the day) into {source.path}.yaml.",
                paste_sidecar(source, "published", "YYYY-MM-DD"),
            )
        if source.id not in cited:
            yield make_note(
                place,
                "unused-source",
                "Nothing on the site rests on this source." + _explain_language(source.language),
                "Add an event with a quote from it in content/events/, or leave it as it is.",
            )
        if source.url and not source.archive_url:
            yield _ask_for_archive(source)


def _explain_language(language: str) -> str:
    """Why, most often, a text in another language tells nothing."""
    if language.lower().partition("-")[0] == "en":
        return ""
    return f" Its language is {language!r}, and our rules read English alone."


def paste_sidecar(source: Source, key: str, blank: str) -> Paste:
    """A line for the file beside a source. Its `blank` is no value: where it is pasted unfilled, the
    site is not built."""
    return Paste(f"{source.path}.yaml", f"{key}: {blank}")


def _ask_for_archive(source: Source) -> Problem:
    """Which copy it is only the archive knows, so the line is left open."""
    paste = paste_sidecar(source, "archive_url", "PASTE-THE-ADDRESS-HERE")
    return make_note(
        Position(source.path),
        "no-archive-link",
        f"{source.url} may change or vanish, and no copy of it in an archive is named.",
        "Have a web archive keep that page, and put the address of the copy, as in"
        f" {word_paste(paste)}.",
        paste,
    )
