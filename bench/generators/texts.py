"""Do the built sites say the same? Each is compared with the corpus, page by page, in words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import unescape
from pathlib import Path

from bench.generators.corpus import FED, NEWEST, Corpus, Event, Profile, word_day
from bench.generators.generator import Generator, name_kind

_MAIN = re.compile(r"<main\b.*</main>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_WORD = re.compile(r"\w+")
_LINK = re.compile(r"\[([^]]*)\]\([^)]*\)")
_EVENT_LINK = re.compile(r'<a [^>]*href="[^"]*events/(e\d+)/[^"]*"[^>]*>(.*?)</a>', re.DOTALL)
_ENTRY = re.compile(r"<entry\b")


def compare_site(generator: Generator, corpus: Corpus, output: Path) -> list[str]:
    """What a built site does not say, or says besides, one line for each page."""
    return [
        *_compare_events(generator, corpus, output),
        *_compare_profiles(generator, corpus, output),
        *_compare_lists(generator, corpus, output),
    ]


def says_sentence(generator: Generator, event: Event, output: Path, sentence: str) -> bool:
    """Whether the page of an event holds a sentence."""
    page = output / generator.find_event_page(event)
    return page.exists() and find_words(sentence) in read_page(page)


def find_words(text: str) -> str:
    """The words of HTML or plain text, with a space before, between and after: tags, signs and the way
    quotation marks are written do not matter."""
    return f" {' '.join(_WORD.findall(unescape(_TAG.sub(' ', text))))} "


def strip_marks(markdown: str) -> str:
    """Markdown of the corpus without the addresses of its links; its other marks are no words."""
    return _LINK.sub(r"\1", markdown)


def read_page(path: Path) -> str:
    """The words of a page's own matter."""
    found = _MAIN.search(path.read_text("utf-8"))
    return find_words(found[0] if found else "")


def word_event(event: Event) -> list[str]:
    """What a plain page of an event says, in order."""
    return [
        event.title,
        word_day(event.day),
        strip_marks(event.text),
        "Who",
        *(profile.name for profile in event.profiles),
        "Sources",
        *(
            f"{cited.source.title} {cited.source.publisher} {word_day(cited.source.published)}"
            for cited in event.quotes
        ),
    ]


def _compare_events(generator: Generator, corpus: Corpus, output: Path) -> Iterator[str]:
    for event in corpus.events:
        path = output / generator.find_event_page(event)
        if not path.exists():
            yield f"{event.id} has no page"
            continue
        said, parts = read_page(path), word_event(event)
        if generator.plain:
            if said != find_words(" ".join(parts)):
                yield f"{event.id} reads otherwise: {tell_difference(find_words(' '.join(parts)), said)}"
            continue
        parts = [part for part in parts if part not in {"Who", "Sources"}]
        parts += [cited.exact for cited in event.quotes]
        yield from (
            f"{event.id} does not say: {part[:60]}"
            for part in parts
            if find_words(part) not in said
        )


def tell_difference(wanted: str, said: str) -> str:
    """Where two texts part."""
    ours, theirs = wanted.split(), said.split()
    place = next((n for n, (a, b) in enumerate(zip(ours, theirs, strict=False)) if a != b), None)
    start = max((min(len(ours), len(theirs)) if place is None else place) - 2, 0)
    return f"“{' '.join(ours[start : start + 6])}” is “{' '.join(theirs[start : start + 6])}”"


def _compare_profiles(generator: Generator, corpus: Corpus, output: Path) -> Iterator[str]:
    own: dict[str, dict[str, str]] = {profile.id: {} for profile in corpus.profiles}
    for event in corpus.events:
        for profile in event.profiles:
            own[profile.id][event.id] = find_words(event.title)
    for profile in corpus.profiles:
        folder = output / generator.find_profile_folder(profile)
        pages = sorted(folder.rglob("*.html"))
        if not pages:
            yield f"{profile.id} has no page"
            continue
        said = read_page(folder / "index.html")
        yield from (
            f"{profile.id} does not say: {part[:60]}"
            for part in _word_profile(profile)
            if find_words(part) not in said
        )
        yield from _compare_links(profile.id, own[profile.id], read_links(pages))


def _word_profile(profile: Profile) -> list[str]:
    return [profile.name, name_kind(profile), strip_marks(profile.text)]


def _compare_lists(generator: Generator, corpus: Corpus, output: Path) -> Iterator[str]:
    titles = {event.id: find_words(event.title) for event in corpus.events}
    pages = sorted((output / "timeline").rglob("*.html"))
    yield from _compare_links("the timeline", titles, read_links(pages))
    days = {event.id: event.day for event in corpus.events}
    newest = sorted(days.values())[-NEWEST:]
    shown = sorted(days[found] for found in read_links([output / "index.html"]) if found in days)
    if generator.front and shown != newest:
        yield f"the front page does not list the newest {NEWEST}"
    if shown[-1:] != newest[-1:]:
        yield "the front page does not list the newest event"
    feed = output / "feed.xml"
    entries = len(_ENTRY.findall(feed.read_text("utf-8"))) if feed.exists() else 0
    if entries < min(FED, len(days)) or (generator.plain and entries > FED):
        yield f"the feed has {entries} entries"
    listed = "".join(path.read_text("utf-8") for path in output.glob("sitemap*.xml"))
    addresses = set(re.findall(r"/(\w+)/(?:index\.html)?\s*<", listed))
    missing = ({profile.id for profile in corpus.profiles} | set(days)) - addresses
    if missing:
        yield f"the sitemap lacks {len(missing)} pages, {min(missing)} first"


def read_links(pages: list[Path]) -> dict[str, str]:
    """The events that pages link to, with the words of the link; of several links, the first."""
    found: dict[str, str] = {}
    for path in pages:
        for event, text in _EVENT_LINK.findall(path.read_text("utf-8") if path.exists() else ""):
            found.setdefault(event, find_words(text))
    return found


def _compare_links(
    where: str, wanted: Mapping[str, str], found: Mapping[str, str]
) -> Iterator[str]:
    missing = wanted.keys() - found.keys()
    if missing:
        yield f"{where} lacks {len(missing)} events, {min(missing)} first"
    besides = found.keys() - wanted.keys()
    if besides:
        yield f"{where} lists {len(besides)} other events, {min(besides)} first"
    for event in sorted(wanted.keys() & found.keys()):
        if wanted[event] != found[event]:
            yield f"{where} calls {event}{found[event].rstrip()}"
            return
