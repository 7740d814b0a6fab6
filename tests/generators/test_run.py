"""A whole measurement, of a generator that is four lines of Python."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from bench.generators.__main__ import Bench, add_sentence, count_kinds
from bench.generators.corpus import Corpus, Event, make_corpus
from bench.generators.generator import Generator, write_files
from bench.generators.table import MODES
from bench.generators.texts import word_event

BUILD = """
from pathlib import Path
for path in Path("content").iterdir():
    page = Path("public/events", path.stem, "index.html")
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text(f"<main>{path.read_text()}</main>")
Path("cache").touch()
"""
ONCE = "from pathlib import Path\nif Path('cache').exists(): raise SystemExit\n"


class Short(Generator):
    """Writes the pages of events only, with the text last."""

    name = "short"
    plain = False
    front = False
    caches = ("cache",)
    script = BUILD

    def install(self, place: Path) -> str:
        """Nothing is needed."""
        return place.name

    def write_site(self, corpus: Corpus, folder: Path) -> None:
        """A text for each event."""
        write_files(folder, ((self.name_event_file(e), self.write_event(e)) for e in corpus.events))

    def write_event(self, event: Event) -> str:
        """What its page says."""
        title, day, text, *rest = word_event(event)
        return "\n".join((title, day, *rest, *(q.exact for q in event.quotes), text)) + "\n"

    def name_event_file(self, event: Event) -> str:
        """Where it is."""
        return f"content/{event.id}.txt"

    def build_command(self) -> Sequence[str]:
        """Python's."""
        return [sys.executable, "-I", "-S", "-c", self.script]


class Forgetful(Short):
    """Builds nothing where it has built before."""

    name = "forgetful"

    def rebuild_command(self) -> Sequence[str]:
        """The same, unless the cache is there."""
        return [*self.build_command()[:-1], ONCE + BUILD]


class Failing(Short):
    """Fails from the second time on."""

    name = "failing"

    def rebuild_command(self) -> Sequence[str]:
        """Python's, without success."""
        return [*self.build_command()[:-1], "raise SystemExit('no more')"]


def test_rounds(tmp_path: Path) -> None:
    """Each kind of build is measured once in each round, and the sentences added are in the corpus and on the
    page; what was found wrong is only what the corpus has and the site has not."""
    corpus = make_corpus(6)
    bench, short = Bench(tmp_path, 2), Short()
    short.write_site(corpus, bench.find_folder(short))
    costs, edited = bench.measure_all([short], corpus)
    assert {mode: len(costs["short"][mode]) for mode in MODES} == dict.fromkeys(MODES, 2)
    assert bench.faults == []
    sentences = [f"Edition {n} adds that the tide turned {n} times." for n in (1, 2)]
    assert edited == add_sentence(add_sentence(corpus, 3, sentences[0]), 3, sentences[1])
    bench.compare(short, edited)
    assert bench.faults[0] == "short: p00000 has no page"
    assert not any(event.id in fault for event in corpus.events for fault in bench.faults[:4])
    assert count_kinds(bench.find_folder(short) / "public")["event pages"].files == 6


def test_edit_that_is_not_published(tmp_path: Path) -> None:
    """A generator that leaves an edit out is told."""
    corpus = make_corpus(6)
    bench, forgetful = Bench(tmp_path, 1), Forgetful()
    forgetful.write_site(corpus, bench.find_folder(forgetful))
    bench.measure_all([forgetful], corpus)
    assert bench.faults == [
        "forgetful: “Edition 1 adds that the tide turned 1 times.” is not on its page"
    ]


def test_build_that_fails(tmp_path: Path) -> None:
    """A generator whose build fails is told and left out from there on; the others are measured."""
    corpus = make_corpus(6)
    bench, generators = Bench(tmp_path, 1), [Failing(), Short()]
    for generator in generators:
        generator.write_site(corpus, bench.find_folder(generator))
    costs, _ = bench.measure_all(generators, corpus)
    counts = {name: [len(rows[mode]) for mode in MODES] for name, rows in costs.items()}
    assert counts == {"failing": [1, 0, 0], "short": [1, 1, 1]}
    assert len(bench.faults) == 1
    assert bench.faults[0].endswith("failed:\n    no more")
