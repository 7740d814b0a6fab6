"""Engines: those of the table, those of other packages, and the one that the document shows."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import get_args

import pytest
from trees import write_tree

from sourceline.errors import UsageError
from sourceline.extract.engine import (
    ENGINES,
    choose_engine,
    load_engine,
    name_engine,
    sign_engine,
)
from sourceline.extract.ground import make_evidence
from sourceline.model import Date, EngineName, EventClaim, Extraction, Settings
from sourceline.read import read_plain
from sourceline.store import read_settings

ROOT = Path(__file__).resolve().parents[2]
LOG = "Log of 1931-05-04: The harbour of Alda opened. It rained. Log of 1931-06-01: The first ferry came."


@pytest.fixture
def packages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder in which packages can be installed for the test's own process."""
    place = tmp_path / "packages"
    place.mkdir()
    monkeypatch.syspath_prepend(str(place))
    return place


def install(place: Path, package: str, entry: str, code: str = "") -> None:
    """As pip leaves a package of one module that offers an engine."""
    module = package.replace("-", "_")
    write_tree(
        place,
        {
            f"{module}.py": code,
            f"{module}-1.dist-info/METADATA": f"Metadata-Version: 2.1\nName: {package}\nVersion: 1\n",
            f"{module}-1.dist-info/entry_points.txt": f"[sourceline.engines]\n{entry}\n",
        },
    )


def read_example() -> str:
    """The engine that docs/engines.md shows."""
    text = (ROOT / "docs" / "engines.md").read_text(encoding="utf-8")
    (code,) = re.findall(r"^```python\n(.+?)^```$", text, re.MULTILINE | re.DOTALL)
    return str(code)


def test_example_of_the_document(packages: Path) -> None:
    """The engine of docs/engines.md, installed as its text says, reads a log; it is of some thirty lines."""
    code = read_example()
    assert len([line for line in code.splitlines() if line.strip()]) <= 32
    install(packages, "log-engine", "log = log_engine:LogEngine", code)
    source = read_plain(LOG)
    first, third = (
        "Log of 1931-05-04: The harbour of Alda opened.",
        "Log of 1931-06-01: The first ferry came.",
    )
    events = [
        EventClaim(
            id=f"entry-{day}-{n}",
            kind="entry",
            title=title,
            date=Date(day, "stated", day),
            evidence=(make_evidence(source, at := LOG.index(words), at + len(words)),),
            confidence=0.9,
        )
        for n, (day, title, words) in enumerate(
            [
                ("1931-05-04", "The harbour of Alda opened", first),
                ("1931-06-01", "The first ferry came", third),
            ],
            1,
        )
    ]
    expected = Extraction(source="text", sha256=source.sha256, engine="log 1", events=tuple(events))
    assert load_engine("log").extract(source) == expected


def test_engine_of_a_package_reads_a_site(packages: Path, site: Path) -> None:
    """A site's settings may name the engine of an installed package; several processes read with it."""
    install(packages, "log-engine", "log = log_engine:LogEngine", read_example())
    write_tree(
        site,
        {
            "content/site.yaml": "engine: log\n",
            "content/sources/tide.txt": LOG,
            "content/sources/ferry.txt": "Log of 1931-06-02: The ferry went.",
        },
    )
    done = subprocess.run(
        [sys.executable, "-m", "sourceline", "extract", "-C", site, "--jobs", "2"],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(packages)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    text = (site / "content/extracted/tide.yaml").read_text(encoding="utf-8")
    assert "\nengine: log 1\n" in text
    assert re.findall(r"^ *-? *title: (.+)$", text, re.MULTILINE) == [
        "The harbour of Alda opened",
        "The first ferry came",
    ]


def test_settings_with_an_unknown_engine(tmp_path: Path, packages: Path) -> None:
    """An engine that is nowhere is a problem of site.yaml, at its place; one that is installed is none."""
    write_tree(tmp_path, {"content/site.yaml": "engine: rule\n"})
    settings, problems = read_settings(tmp_path)
    assert (settings, [str(problem) for problem in problems]) == (
        Settings(),
        [
            (
                "content/site.yaml:1:9: error: There is no engine 'rule'. Did you mean 'rules'?\n"
                f"    Write one of: {', '.join(get_args(EngineName))}; or install the package that offers it."
            )
        ],
    )
    install(packages, "rule-engine", "rule = rule_engine:RuleEngine")
    assert read_settings(tmp_path) == (Settings(engine="rule"), ())


def test_own_engines_come_first(packages: Path) -> None:
    """A package cannot take the place of an engine of ours."""
    install(packages, "sly", "fast = sly:Sly", "raise RuntimeError")
    assert load_engine("fast").fingerprint == load_engine("rules").fingerprint


@pytest.mark.parametrize(
    ("name", "entries", "code", "message"),
    [
        (
            "fast:big",
            {},
            "",
            "The engine 'fast' has no models to choose from.\n    Leave out 'big'.",
        ),
        (
            "tide",
            {"tide-one": "tide = tide_one:Tide", "tide-two": "tide = tide_two:Tide"},
            "",
            (
                "The engine 'tide' is offered by several packages: tide-one, tide-two.\n"
                "    Uninstall all but one of them."
            ),
        ),
        (
            "tide",
            {"tide-three": "tide = tide_three:Tide"},
            "import nowhere_at_all\n",
            (
                "The engine 'tide' of the package tide-three cannot be loaded: ModuleNotFoundError: No module named 'nowhere_at_all'\n"
                "    Tell its makers, or read with another engine: --engine rules."
            ),
        ),
        (
            "tide",
            {"tide-four": "tide = tide_four:Tide"},
            "class Tide:\n    name = 'tide'\n    fingerprint = '1'\n",
            (
                "What the package tide-four offers as 'tide' is no engine: it has no extract.\n"
                "    Tell its makers; docs/engines.md says what an engine is."
            ),
        ),
        (
            "tide",
            {"tide-five": "tide = tide_five:Tide"},
            "class Tide:\n    name = 'rules'\n    fingerprint = '1'\n    extract = print\n",
            (
                "What the package tide-five offers as 'tide' is no engine: it calls itself 'rules'.\n"
                "    Tell its makers; docs/engines.md says what an engine is."
            ),
        ),
    ],
    ids=["no models", "twice", "broken", "no engine", "misnamed"],
)
def test_what_cannot_be_loaded(
    packages: Path, name: str, entries: dict[str, str], code: str, message: str
) -> None:
    """An engine that is offered twice, broken or none is a wrong call that says so."""
    for package, entry in entries.items():
        install(packages, package, entry, code)
    with pytest.raises(UsageError) as error:
        load_engine(name)
    assert str(error.value) == message


def test_unknown_engine(packages: Path) -> None:
    """An engine that nobody offers is a wrong call that names those there are, and the nearest."""
    install(packages, "log-engine", "log = log_engine:LogEngine")
    with pytest.raises(UsageError) as error:
        load_engine("rulse")
    assert str(error.value) == (
        f"There is no engine 'rulse'. Engines: {', '.join(sorted([*ENGINES, 'log']))}. Did you mean 'rules'?\n"
        "    An engine of another package must be installed beside Sourceline."
    )


def test_model_of_an_engine(packages: Path) -> None:
    """An engine with models is made with the one that its name says, and without."""
    code = (
        "class Tide:\n"
        "    fingerprint = '1'\n"
        "    def __init__(self, model='small'):\n"
        "        self.name = f'tide:{model}'\n"
        "    def extract(self, source):\n"
        "        raise NotImplementedError\n"
    )
    install(packages, "tide-models", "tide = tide_models:Tide", code)
    names = ("tide", "tide:large")
    assert [sign_engine(load_engine(name)) for name in names] == ["tide:small 1", "tide:large 1"]


@pytest.mark.parametrize(
    ("asked", "engine", "model", "chosen"),
    [
        (None, "rules", None, "rules"),
        (None, "spacy", "a", "spacy:a"),
        ("fast", "spacy", "a", "fast"),
        ("spacy", "spacy", "a", "spacy:a"),
        ("spacy:b", "spacy", "a", "spacy:b"),
        (":b", "spacy", "a", "spacy:b"),
        (":b", "spacy:a", None, "spacy:b"),
    ],
)
def test_choice_of_engine_and_model(
    asked: str | None, engine: str, model: str | None, chosen: str
) -> None:
    """What a command asks for wins; the model of the settings is that of their engine only."""
    assert choose_engine(asked, Settings(engine=engine, engine_model=model)) == chosen


def test_name_with_a_model() -> None:
    """A model stands behind a colon, and takes the place of another."""
    assert [name_engine("a", None), name_engine("a", "b"), name_engine("a:c", "b")] == [
        "a",
        "a:b",
        "a:b",
    ]
