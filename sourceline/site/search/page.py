"""The search page. Without scripts it is an index: every name by its letter, the years, the sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sourceline.model import Profile
from sourceline.site import addresses
from sourceline.site.frames import make_frame
from sourceline.site.home import list_years, rank_profile
from sourceline.site.lookup import Lookup, link_profile
from sourceline.site.pages import Memo, Page, SearchPage
from sourceline.site.search.documents import Document, list_documents
from sourceline.site.search.files import MEMO, WORDS, locate_index, write_index
from sourceline.site.search.folding import fold, is_spaceless
from sourceline.site.search.index import make_index
from sourceline.site.timeline import Dated
from sourceline.site.values import CountedLink, NameGroup

SCRIPTS = ("search-index.js", "search.js")
# The page stays below 25 kB gzipped; the indexes it leads to hold all names.
MOST_NAMES = 1000
# What begins with no letter.
OTHER = "#"


def plan_search(lookup: Lookup, events: Sequence[Dated]) -> tuple[Page | Memo, ...]:
    """The page first, then the files of the index, then what the next build needs where only texts of the
    author's change: the index itself, and the other words of what has such a text."""
    labels = lookup.labels
    memos: list[Memo] = []
    index = make_index(_note_words(group, memos) for group in list_documents(lookup))
    files = write_index(index)
    profiles = lookup.chronicle.profiles
    shown = sorted(profiles, key=rank_profile)[:MOST_NAMES]
    title = labels("search")
    values = SearchPage(
        frame=make_frame(
            lookup,
            addresses.SEARCH,
            title,
            description=labels("search_label"),
            scripts=SCRIPTS,
        ),
        title=title,
        index=locate_index(files),
        groups=(
            ("profiles", labels("search_names")),
            ("events", labels("search_events")),
            ("sources", labels("sources")),
        ),
        indexes=_list_indexes(lookup),
        years=list_years(lookup, events),
        names=group_names(shown),
        names_note=labels("search_names_some", len(shown), all=f"{len(profiles):,}")
        if len(shown) < len(profiles)
        else "",
    )
    return (
        Page(addresses.SEARCH, "search.html", values, gap="index"),
        *(Page(path, None, text) for path, text in files.items()),
        Memo(MEMO, tuple(index)),
        *memos,
    )


def _note_words(documents: Iterable[Document], memos: list[Memo]) -> Iterator[Document]:
    for document in documents:
        if document.beside is not None:
            name = f"{document.folder}/{document.id}"
            memos.append(Memo(f"{WORDS} {name}", (document.written, " ".join(document.beside))))
        yield document


def _list_indexes(lookup: Lookup) -> tuple[CountedLink, ...]:
    """The index pages, with how many each lists."""
    chronicle = lookup.chronicle
    kinds = [profile.kind for profile in chronicle.profiles]
    links = [
        CountedLink(
            lookup.labels(addresses.FOLDERS[kind]), addresses.index_path(kind), kinds.count(kind)
        )
        for kind in lookup.kinds
    ]
    sources = CountedLink(lookup.labels("sources"), addresses.SOURCES, len(chronicle.sources))
    return (*links, sources)


def group_names(profiles: Sequence[Profile]) -> tuple[NameGroup, ...]:
    """Profiles by the first letter of their names, without case and accents."""
    groups: dict[str, list[Profile]] = {}
    for profile in sorted(profiles, key=lambda p: (find_letter(p.name), fold(p.name), p.id)):
        groups.setdefault(find_letter(profile.name), []).append(profile)
    return tuple(
        NameGroup(letter, tuple(link_profile(profile) for profile in members))
        for letter, members in groups.items()
    )


def find_letter(name: str) -> str:
    """ "L" for "Łódź"; "#" for what begins with a number or a sign, "…" for a script of thousands."""
    first = fold(name)[:1]
    if is_spaceless(first):
        return "…"
    return first.upper() if first.isalpha() else OTHER
