"""The engine `spacy` with pipelines that are made here: no trained one is needed."""

from __future__ import annotations

import re
from importlib.metadata import PackageNotFoundError
from pathlib import Path

import pytest
from trees import write_tree

from sourceline.cli.commands import commands
from sourceline.errors import UsageError
from sourceline.extract.door import admit
from sourceline.extract.engine import load_engine, sign_engine
from sourceline.extract.spacy import pipelines
from sourceline.extract.spacy.reading import SpacyReader, load_reader
from sourceline.extract.tagger.reading import Parse
from sourceline.read import read_plain

# As spaCy's own packages are: a function that makes the pipeline, with names by heart and a parse by hand.
PIPELINE = """
import spacy
from spacy.language import Language

PARSES = {
    "Northwind Tide was founded in 2019 by Ada Fenwick.":
        "NNP/compound/1 NNP/nsubjpass/3 VBD/auxpass/3 VBN/ROOT/3 IN/prep/3 CD/pobj/4 IN/agent/3"
        " NNP/compound/8 NNP/pobj/6 ./punct/3",
    "Its co-founder can't leave.": "PRP$/poss/3 NN/compound/3 HYPH/punct/3 NN/nsubj/6 MD/aux/6 RB/neg/6"
        " VB/ROOT/6 ./punct/6",
    "Ada Fenwick has a Ph.D.": "NNP/compound/1 NNP/nsubj/2 VBZ/ROOT/2 DT/det/4 NN/dobj/2",
}


@Language.component("parse_by_hand")
def parse_by_hand(doc):
    for sentence in list(doc.sents):
        tokens = [token for token in sentence if not token.is_space]
        rows = PARSES.get(" ".join(sentence.text.split()), "").split()
        if rows:
            for token, row in zip(tokens, rows, strict=True):
                tag, relation, head = row.rsplit("/", 2)
                token.tag_, token.dep_, token.head = tag, relation, tokens[int(head)]
    return doc


def load(**_):
    made = spacy.blank("en")
    names = made.add_pipe("entity_ruler")
    names.add_patterns([
        {"label": "ORG", "pattern": "Northwind Tide"},
        {"label": "PERSON", "pattern": "Ada Fenwick"},
        {"label": "DATE", "pattern": "2019"},
    ])
    if PARSED:
        made.add_pipe("parse_by_hand")
    return made
"""
TEXT = "Northwind Tide was\nfounded in 2019 by Ada Fenwick. Its co-founder can't  leave."


@pytest.fixture
def packages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder in which pipelines can be installed for the test's own process."""
    monkeypatch.syspath_prepend(str(tmp_path))
    return tmp_path


def install(place: Path, name: str, *, parsed: bool = True, version: str = "1.0") -> None:
    """As pip leaves a pipeline."""
    write_tree(
        place,
        {
            f"{name}/__init__.py": f"PARSED = {parsed}\n{PIPELINE}",
            f"{name}-{version}.dist-info/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n",
            f"{name}-{version}.dist-info/entry_points.txt": f"[spacy_models]\n{name} = {name}\n",
        },
    )


def read(name: str, text: str) -> tuple[SpacyReader, list[tuple[int, int]]]:
    source = read_plain(text)
    return load_reader(name), [(s.start, s.end) for s in source.sentences]


def test_words_names_and_parses(packages: Path) -> None:
    """Sentences and words are ours, names have our labels and places, parses are universal; a word that the
    pipeline splits is what its main part is."""
    install(packages, "tide_parsed")
    reader, sentences = read("tide_parsed", TEXT)
    reading = reader.tag(TEXT, sentences)
    assert [(m.text, m.label, m.start) for m in reading.mentions] == [
        ("Northwind Tide", "ORG", 0),
        ("Ada Fenwick", "PER", TEXT.index("Ada")),
    ]
    assert [[word.text for word in row] for row in reading.words] == [
        ["Northwind", "Tide", "was", "founded", "in", "2019", "by", "Ada", "Fenwick", "."],
        ["Its", "co-founder", "ca", "n't", "leave", "."],
    ]
    assert all(TEXT[w.start : w.end] == w.text for row in reading.words for w in row)
    assert [[(p.xpos, p.relation, p.head) for p in row] for row in reading.parses] == [
        [
            ("NNP", "compound", 1),
            ("NNP", "nsubj", 3),
            ("VBD", "aux", 3),
            ("VBN", "root", -1),
            ("IN", "case", 5),
            ("CD", "obl", 3),
            ("IN", "case", 8),
            ("NNP", "compound", 8),
            ("NNP", "obl", 3),
            (".", "punct", 3),
        ],
        [
            ("PRP$", "nmod", 1),
            ("NN", "nsubj", 4),
            ("MD", "aux", 4),
            ("RB", "advmod", 4),
            ("VB", "root", -1),
            (".", "punct", 4),
        ],
    ]


def test_word_inside_of_a_longer_one(packages: Path) -> None:
    """Where the pipeline has one word and the rules have several, the later ones are part of the first."""
    install(packages, "tide_whole")
    text = "Ada Fenwick has a Ph.D."
    reader, sentences = read("tide_whole", text)
    reading = reader.tag(text, sentences)
    words = [word.text for word in reading.words[0]]
    assert list(zip(words, reading.parses[0], strict=True))[3:] == [
        ("a", Parse("X", "DT", 4, "det")),
        ("Ph", Parse("X", "NN", 2, "obj")),
        (".", Parse("X", "NN", 4, "part")),
        ("D", Parse("X", "NN", 5, "part")),
        (".", Parse("X", "NN", 6, "part")),
    ]


def test_facts(packages: Path) -> None:
    """The rules read events and people on what the pipeline says; all of it rests on the source's words, and
    a second reading is the same."""
    install(packages, "tide_facts")
    source = read_plain(TEXT, published="2031-05-06")
    engine = load_engine("spacy:tide_facts")
    extraction = engine.extract(source)
    (event,) = [each for each in extraction.events if each.kind == "founding"]
    assert [(part.name, part.role) for part in event.participants] == [
        ("Ada Fenwick", "agent"),
        ("Northwind Tide", "object"),
    ]
    assert event.date is not None
    assert event.date.edtf == "2019"
    assert extraction.engine == sign_engine(engine)
    assert admit(source, extraction).extraction is extraction
    assert engine.extract(source) == extraction


def test_pipeline_without_a_parser(packages: Path) -> None:
    """Names alone are enough: the rules then read parts of speech and clauses by themselves."""
    install(packages, "tide_names", parsed=False)
    reader, sentences = read("tide_names", TEXT)
    assert reader.tag(TEXT, sentences).parses == ()
    source = read_plain(TEXT, published="2031-05-06")
    extraction = load_engine("spacy:tide_names").extract(source)
    assert [event.kind for event in extraction.events] == ["founding"]


@pytest.mark.parametrize(
    "text", ["", " ", "A", ". . .", "\n\n", "é́ 🙂 «Да»\u200b 東京", "x" * 30_000]
)
def test_any_text(packages: Path, text: str) -> None:
    """No text is too odd, and none too long."""
    install(packages, "tide_odd")
    source = read_plain(text)
    engine = load_engine("spacy:tide_odd")
    assert admit(source, engine.extract(source)).cut == ()


def test_long_texts_are_read_in_parts(packages: Path) -> None:
    """A text far longer than what is read together gives the same names in each of its parts."""
    install(packages, "tide_long")
    text = "Northwind Tide was founded in 2019 by Ada Fenwick. " * 450
    reader, sentences = read("tide_long", text)
    names = [m.text for m in reader.tag(text, sentences).mentions]
    assert names == ["Northwind Tide", "Ada Fenwick"] * 450


def test_model_of_a_site(packages: Path, site: Path) -> None:
    """A site's settings name engine and model; `--model` takes another one for a run."""
    install(packages, "tide_site")
    install(packages, "tide_run")
    write_tree(site, {"content/site.yaml": "engine: spacy\nengine_model: tide_site\n"})
    engines = []
    for options in ([], ["--model", "tide_run"]):
        commands.main(["extract", "-C", str(site), "--jobs", "1", *options], standalone_mode=False)
        text = (site / "content/extracted/tide.yaml").read_text(encoding="utf-8")
        engines += re.findall(r"^engine: (\S+) ", text, re.MULTILINE)
    assert engines == ["spacy:tide_site", "spacy:tide_run"]


def test_best_pipeline_is_taken(packages: Path) -> None:
    """Without a model, the best one of spaCy's own that is installed reads; another version of it is another
    fingerprint."""
    install(packages, "en_core_web_md")
    engine = load_engine("spacy")
    assert (engine.name, load_engine("spacy").fingerprint) == (
        "spacy:en_core_web_md",
        engine.fingerprint,
    )
    install(packages, "tide_one")
    install(packages, "tide_two", version="1.1")
    signs = {load_engine(f"spacy:{name}").fingerprint for name in ("tide_one", "tide_two")}
    assert len(signs | {engine.fingerprint, load_engine("rules").fingerprint}) == 4


def test_no_pipeline(packages: Path) -> None:
    """Where no pipeline of that name or of spaCy's own is installed, the message says how to get one."""
    install(packages, "tide_other")
    for name, fault in (
        (
            "spacy",
            (
                "spaCy has no English pipeline here: the engine looks for en_core_web_trf, en_core_web_lg,"
                " en_core_web_md and en_core_web_sm."
            ),
        ),
        ("spacy:nb_core", "There is no pipeline 'nb_core' of spaCy's installed here."),
    ):
        with pytest.raises(UsageError) as error:
            load_engine(name)
        assert str(error.value).splitlines() == [
            fault,
            "    Type: python -m spacy download en_core_web_sm",
            "    or choose one that is installed: --model tide_other.",
        ]


def test_no_spacy(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where spaCy is not installed, the message names the extra."""

    def find_none(name: str) -> str:
        raise PackageNotFoundError(name)

    monkeypatch.setattr(pipelines, "version", find_none)
    with pytest.raises(UsageError) as error:
        load_engine("spacy")
    assert 'Type: pip install "sourceline[spacy]"' in str(error.value)
