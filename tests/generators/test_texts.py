"""The comparison of what built sites say."""

from __future__ import annotations

from pathlib import Path

from bench.generators.__main__ import PEERS
from bench.generators.corpus import Corpus, make_corpus, word_day
from bench.generators.generator import name_kind, write_files
from bench.generators.texts import compare_site, find_words, says_sentence, strip_marks, word_event

HUGO = PEERS["hugo"]()


def list_links(corpus: Corpus, own: str = "") -> str:
    """Links to the events, newest first; with `own`, to those of a profile."""
    return "".join(
        f'<li>{word_day(event.day)} <a href="/events/{event.id}/">{event.title}</a></li>'
        for event in reversed(corpus.events)
        if not own or own in {profile.id for profile in event.profiles}
    )


def publish_by_hand(corpus: Corpus, output: Path) -> None:
    """A site that says just what the corpus does."""
    pages = {
        f"events/{event.id}/index.html": "".join(
            f"<p>{strip_marks(part)}</p>" for part in word_event(event)
        )
        for event in corpus.events
    }
    for profile in corpus.profiles:
        told = f"<h1>{profile.name}</h1>{name_kind(profile)}<p>{strip_marks(profile.text)}</p>"
        pages[f"profiles/{profile.id}/index.html"] = told + list_links(corpus, profile.id)
    pages |= {"index.html": list_links(corpus), "timeline/2001/index.html": list_links(corpus)}
    listed = [page.rpartition("/")[0] for page in pages]
    write_files(
        output,
        [
            *((path, f"<main>{text}</main>") for path, text in pages.items()),
            ("feed.xml", "<feed>" + "<entry></entry>" * min(20, len(corpus.events)) + "</feed>"),
            ("sitemap.xml", "".join(f"<loc>https://a.example/{page}/</loc>" for page in listed)),
        ],
    )


def test_words_alone_count() -> None:
    """Tags, entities and the way quotation marks are written make no difference."""
    assert find_words("<p>The year&rsquo;s <em>end</em>, “so”</p>") == find_words(
        "The year's end so"
    )


def test_equal_site(tmp_path: Path) -> None:
    """A site that says what the corpus does passes."""
    corpus = make_corpus(40)
    publish_by_hand(corpus, tmp_path)
    assert compare_site(HUGO, corpus, tmp_path) == []
    assert says_sentence(HUGO, corpus.events[3], tmp_path, corpus.events[3].title)
    assert not says_sentence(HUGO, corpus.events[3], tmp_path, "Nobody said this.")


def test_every_difference_is_told(tmp_path: Path) -> None:
    """A changed word, a missing page, a missing or foreign event in a list, a wrong title, a short feed and a
    gap in the sitemap are all told."""
    corpus = make_corpus(40)
    publish_by_hand(corpus, tmp_path)
    first, second, last = corpus.events[0], corpus.events[1], corpus.events[-1]
    page = tmp_path / f"events/{first.id}/index.html"
    page.write_text(page.read_text().replace(first.title, "Something else"))
    (tmp_path / f"events/{second.id}/index.html").unlink()
    (tmp_path / "profiles/p00001/index.html").unlink()
    profile = tmp_path / "profiles/p00000/index.html"
    profile.write_text(
        profile.read_text().replace("</main>", '<a href="/events/e999999/">?</a></main>')
    )
    years = tmp_path / "timeline/2001/index.html"
    years.write_text(years.read_text().replace(last.title, "Wrong"))
    home = tmp_path / "index.html"
    home.write_text(home.read_text().replace(f"/events/{last.id}/", "/"))
    (tmp_path / "feed.xml").write_text("<entry>")
    (tmp_path / "sitemap.xml").write_text("")
    told = compare_site(HUGO, corpus, tmp_path)
    assert told[0].startswith(f"{first.id} reads otherwise: “")
    assert told[1:] == [
        f"{second.id} has no page",
        "p00000 lists 1 other events, e999999 first",
        "p00001 has no page",
        f"the timeline calls {last.id} Wrong",
        "the front page does not list the newest 50",
        "the front page does not list the newest event",
        "the feed has 1 entries",
        "the sitemap lacks 44 pages, e000000 first",
    ]
