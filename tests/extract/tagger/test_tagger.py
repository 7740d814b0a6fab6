"""The taggers as a whole, with the models that ship."""

from __future__ import annotations

import builtins
import hashlib
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from sourceline.errors import UsageError
from sourceline.extract import tagger as package
from sourceline.extract.tagger import Tagger, load_tagger
from sourceline.extract.tagger.reading import Parse, Reading, align_parses
from sourceline.extract.tagger.words import split_words

FOLDER = Path(package.__file__).parent / "model"
TEXT = (
    "Angela Merkel met officials of the World Bank in Paris on Monday. "
    "Merkel, who had flown in from Berlin, praised its work."
)
SENTENCES = [(0, 65), (66, len(TEXT))]
NAMES = [
    ("Angela Merkel", "PER"), ("World Bank", "ORG"), ("Paris", "LOC"), ("Merkel", "PER"),
    ("Berlin", "LOC"),
]  # fmt: skip


@pytest.fixture(params=["good", "fast"])
def tagger(request: pytest.FixtureRequest) -> Tagger:
    """Each tagger whose packages are installed."""
    pytest.importorskip({"good": "onnxruntime", "fast": "pycrfsuite"}[request.param])
    return load_tagger(request.param)


def test_names_of_a_plain_text(tagger: Tagger) -> None:
    """Well-known names in plain sentences are found, with their labels and places."""
    mentions = tagger.tag(TEXT, SENTENCES).mentions
    assert [(m.text, m.label) for m in mentions] == NAMES
    assert all(TEXT[m.start : m.end] == m.text for m in mentions)


def test_the_same_answer_twice(tagger: Tagger) -> None:
    """Reading other texts in between changes nothing."""
    first = tagger.tag(TEXT, SENTENCES)
    tagger.tag("Another text about Rome.", [(0, 24)])
    assert first == tagger.tag(TEXT, SENTENCES)


def test_odd_texts(tagger: Tagger) -> None:
    """No text, marks only, and a sentence longer than any window are read without fuss."""
    assert tagger.tag("", []).mentions == ()
    assert tagger.tag("\u200b\ufffd ?!", [(0, 5)]).mentions == ()
    long = "word " * 900
    assert tagger.tag(long, [(0, len(long))]).mentions == ()


def test_senses_of_the_words() -> None:
    """The whole tagger also says which words tell of an event, and of which; the good one does not."""
    pytest.importorskip("onnxruntime")
    text = "Ada Fenwick resigned on Monday. She said that it had rained."
    spans = [(0, 31), (32, 60)]
    senses = load_tagger("whole").tag(text, spans).senses
    likeliest = [[max(sense.kinds, key=sense.kinds.__getitem__) for sense in row] for row in senses]
    assert likeliest == [["none"] * 2 + ["departure"] + ["none"] * 3, ["none"] * 7]
    assert load_tagger("good").tag(text, spans).senses == ()


def test_parts_of_the_words() -> None:
    """The whole tagger says who does what a word tells, and to whom it is done, by where it begins."""
    pytest.importorskip("onnxruntime")
    text = "The board dismissed Ada Fenwick on Monday."
    senses = load_tagger("whole").tag(text, [(0, 42)]).senses
    parts = {at: tuple(map(round, pair)) for at, pair in senses[0][2].parts.items()}
    assert parts == {text.index("board"): (1, 0), text.index("Fenwick"): (0, 1)}


def test_parse_of_the_words() -> None:
    """The good tagger also says what part of speech each word is, and which word it hangs on."""
    pytest.importorskip("onnxruntime")
    text = "The board didn't sell the harbour."
    reading = load_tagger("good").tag(text, [(0, len(text))])
    parses = align_parses(
        reading, 0, [(0, 3), (4, 9), (10, 13), (13, 16), (17, 21), (22, 25), (26, 33), (33, 34)]
    )
    assert [(p.pos, p.head, p.relation) for p in parses] == [
        ("DET", 1, "det"), ("NOUN", 4, "nsubj"), ("AUX", 4, "aux"), ("PART", 2, "part"),
        ("VERB", -1, "root"), ("DET", 6, "det"), ("NOUN", 4, "obj"), ("PUNCT", 4, "punct"),
    ]  # fmt: skip


def test_parse_of_coarser_words() -> None:
    """A token of several words has the parse of its first, and hangs where its words lead out."""
    text = "U.S. law"
    words = tuple(split_words(text, 0, len(text)))
    parts = tuple(Parse("PROPN", "NNP", n, "part") for n in (0, 0, 0))
    parses = (Parse("PROPN", "NNP", 4, "compound"), *parts, Parse("NOUN", "NN", -1, "root"))
    reading = Reading((), (words,), (parses,))
    expected = (Parse("PROPN", "NNP", 1, "compound"), Parse("NOUN", "NN", -1, "root"))
    assert expected == align_parses(reading, 0, [(0, 4), (5, 8)])


def test_parse_without_rings() -> None:
    """Where a token's first word hangs on what hangs on its last, the last leads out: no ring."""
    text = "great-uncle backed"
    words = tuple(split_words(text, 0, len(text)))
    heads = ((3, "amod"), (2, "punct"), (-1, "root"), (2, "acl"))
    parses = tuple(Parse("NOUN", "NN", head, relation) for head, relation in heads)
    reading = Reading((), (words,), (parses,))
    expected = (Parse("NOUN", "NN", -1, "root"), Parse("NOUN", "NN", 0, "acl"))
    assert expected == align_parses(reading, 0, [(0, 11), (12, 18)])


def test_unknown_tagger() -> None:
    """A name that is no tagger's is answered with those that are."""
    with pytest.raises(UsageError, match=r"no name reader 'best'\. Name readers: fast, good"):
        load_tagger("best")


@pytest.mark.parametrize("package", ["onnxruntime", "numpy"])
def test_missing_package(package: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a package of the good tagger it is said what to install, and what works without."""
    monkeypatch.setattr(builtins, "__import__", _refuse(package))
    for module in ("network", "decode"):
        monkeypatch.delitem(sys.modules, f"sourceline.extract.tagger.{module}", raising=False)
    expected = rf'needs {package}, .*\n.* pip install "sourceline\[names\]"\n.*--engine fast'
    with pytest.raises(UsageError, match=expected):
        load_tagger("good")


@pytest.mark.parametrize("threads", [1, 2])
def test_threads_change_nothing(threads: int) -> None:
    """One thread or two, and whatever was read before: the same names and the same parse."""
    onnxruntime = pytest.importorskip("onnxruntime")
    from sourceline.extract.tagger.network import MODEL, load_network  # noqa: PLC0415 - needs onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    session = onnxruntime.InferenceSession(
        str(MODEL / "tagger.onnx"), options, providers=["CPUExecutionProvider"]
    )
    other = Tagger("good", replace(load_network(), session=session))
    text = " ".join([TEXT] * 7)
    spans = [(start + 132 * n, end + 132 * n) for n in range(7) for start, end in SENTENCES]
    expected = load_tagger("good").tag(text, spans)
    other.tag("Rome.", [(0, 5)])
    assert expected == other.tag(text, spans)


def test_recorded_hashes() -> None:
    """Beside the models stands the hash of each; an engine's fingerprint rests on them."""
    recorded = (FOLDER / "SHA256SUMS").read_text(encoding="utf-8")
    files = sorted(path for path in FOLDER.iterdir() if path.name != "SHA256SUMS")
    actual = [f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}" for path in files]
    assert recorded.splitlines() == actual
    names = [path for path in files if path.name != "senses.onnx"]
    assert sum(path.stat().st_size for path in names) < 30 * 2**20


def _refuse(package: str) -> Callable[..., Any]:
    real = builtins.__import__

    def refuse(name: str, *args: Any, **options: Any) -> Any:
        if name == package:
            raise ModuleNotFoundError(name=name)
        return real(name, *args, **options)

    return refuse


def test_missing_model(tmp_path: Path) -> None:
    """Without its file a tagger says so."""
    pytest.importorskip("onnxruntime")
    from sourceline.extract.tagger.network import load_network  # noqa: PLC0415 - needs onnxruntime

    with pytest.raises(UsageError, match=r"model is missing: tagger\.onnx"):
        load_network(tmp_path)
