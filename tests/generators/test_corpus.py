"""The content of the benchmark."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
import yaml

from bench.generators.__main__ import OURS, PEERS, add_sentence
from bench.generators.corpus import make_corpus
from bench.generators.grammar import name_body, name_person
from bench.generators.texts import find_words, strip_marks
from sourceline.pipeline import check_site

KINDS = [*PEERS.values(), *OURS.values()]
NAMES = [kind.name for kind in KINDS]


def read_files(folder: Path) -> dict[str, bytes]:
    """Every file by its path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_same_seed_same_corpus() -> None:
    """A seed gives the same corpus each time, and another seed another."""
    assert make_corpus(60, seed=3) == make_corpus(60, seed=3)
    assert make_corpus(60, seed=3) != make_corpus(60, seed=4)


def test_shape_of_the_corpus() -> None:
    """Texts have 80 to 200 words, events two to four profiles and one or two sources, in order of time; few
    profiles are in very many events, and no two have one name."""
    corpus = make_corpus(1000)
    assert [len(corpus.events), len(corpus.profiles), len(corpus.sources)] == [1000, 100, 200]
    assert [event.day for event in corpus.events] == sorted(event.day for event in corpus.events)
    words = [len(find_words(strip_marks(event.text)).split()) for event in corpus.events]
    assert (min(words) >= 80, max(words) <= 215) == (True, True)
    assert {len(event.profiles) for event in corpus.events} == {2, 3, 4}
    assert {len(event.quotes) for event in corpus.events} == {1, 2}
    assert all(q.exact in q.source.sentences for event in corpus.events for q in event.quotes)
    counts = Counter(profile.id for event in corpus.events for profile in event.profiles)
    assert counts["p00000"] > 8 * sorted(counts.values())[50]
    assert len({profile.name for profile in corpus.profiles}) == 100


def test_names_for_a_large_corpus() -> None:
    """Names suffice for 100,000 events: no two people or organizations of 10,000 share one."""
    assert len({name_person(n) for n in range(10_000)}) == 10_000
    assert len({name_body(n) for n in range(10_000)}) == 10_000


@pytest.mark.parametrize("kind", KINDS, ids=NAMES)
def test_every_form_holds_the_same(kind: type, tmp_path: Path) -> None:
    """Each generator's form has every title, every name, every source and the words of every text, and the
    same bytes each time."""
    corpus = make_corpus(12)
    kind().write_site(corpus, tmp_path / "once")
    kind().write_site(corpus, tmp_path / "again")
    files = read_files(tmp_path / "once")
    assert files == read_files(tmp_path / "again")
    for event in corpus.events:
        text = files[kind().name_event_file(event)].decode()
        assert event.title in text
        assert find_words(strip_marks(event.text)) in find_words(strip_marks(text))
        assert event.day.isoformat() in text
        assert all(profile.id in text for profile in event.profiles)
        assert all(cited.source.id in text for cited in event.quotes)
    whole = b"\n".join(files.values()).decode()
    for profile in corpus.profiles:
        assert profile.name in whole
    for source in corpus.sources:
        assert source.title in whole
        assert source.url in whole


@pytest.mark.parametrize("kind", KINDS, ids=NAMES)
def test_edit_adds_to_the_text(kind: type, tmp_path: Path) -> None:
    """A sentence added to the content stands at the end of the event's text, as in the corpus."""
    corpus = make_corpus(4)
    generator = kind()
    generator.write_site(corpus, tmp_path)
    generator.add_sentence(tmp_path, corpus.events[2], "One thing more.")
    edited = add_sentence(corpus, 2, "One thing more.")
    text = (tmp_path / generator.name_event_file(corpus.events[2])).read_text("utf-8")
    assert text.endswith(" One thing more.\n")
    assert find_words(strip_marks(edited.events[2].text)) in find_words(strip_marks(text))


@pytest.mark.parametrize("kind", OURS.values(), ids=list(OURS))
def test_sourceline_has_no_complaint(kind: type, tmp_path: Path) -> None:
    """Our form has no error and no warning: quotes are verified, and every source counts as read."""
    kind().write_site(make_corpus(12), tmp_path)
    report = check_site(tmp_path)
    assert [p for p in report.problems if p.severity != "note"] == []


def test_front_matter_is_yaml(tmp_path: Path) -> None:
    """What Hugo reads before a text is YAML with the fields that its templates print."""
    corpus = make_corpus(5)
    PEERS["hugo"]().write_site(corpus, tmp_path)
    event = corpus.events[1]
    front = (tmp_path / f"content/events/{event.id}.md").read_text("utf-8").split("---\n")[1]
    assert yaml.safe_load(front) == {
        "title": event.title,
        "date": event.day,
        "profiles": [profile.id for profile in event.profiles],
        "sources": [cited.source.id for cited in event.quotes],
        "timeline": [str(event.day.year)],
    }
