"""A new site: whole, the same every time, and never over what is there."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import jsonschema
import pytest
import yaml
from trees import read_tree, write_tree

from sourceline.errors import ContentError, UsageError
from sourceline.model import Settings
from sourceline.pipeline.reading import read_sources
from sourceline.pipeline.reports import ignore_progress
from sourceline.scaffold.making import list_new_files, make_site, write_schemas
from sourceline.store import load_records, read_settings
from sourceline.store.json_schema import describe_file
from sourceline.store.settings import decode_settings

PIN = "sourceline[names,images] @ git+https://forge.example/sourceline@" + "0" * 40


def test_same_bytes(tmp_path: Path) -> None:
    """Two new sites hold the same files, those that are listed, and nothing else."""
    first = make_site(tmp_path / "deep" / "one", PIN)
    make_site(tmp_path / "two", PIN)
    tree = read_tree(tmp_path / "two")
    assert read_tree(tmp_path / "deep" / "one") == tree == list_new_files(PIN)
    assert (first.written, first.kept) == (tuple(tree), ())
    assert str(tmp_path).encode() not in b"".join(tree.values())


def test_content_is_read(tmp_path: Path) -> None:
    """Settings, texts and records of a new site are read without a problem, and editors find them good."""
    make_site(tmp_path, PIN)
    settings, faults = read_settings(tmp_path)
    sources, problems = read_sources(tmp_path, ignore_progress)
    records, more = load_records(tmp_path)
    assert (faults, problems, more) == ((), (), ())
    assert (settings.title, len(sources), len(records.events)) == ("My chronicle", 3, 2)
    for path in tmp_path.rglob("content/**/*.yaml"):
        text = path.read_text(encoding="utf-8")
        (named,) = re.findall(r"^# yaml-language-server: \$schema=(.+)$", text, re.MULTILINE)
        found = (path.parent / named).resolve()
        assert found.is_relative_to(tmp_path.resolve())
        value = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - every scalar is a text, as here
        jsonschema.validate(value, describe_file(found.stem))


def test_every_setting_is_there() -> None:
    """content/site.yaml holds every key there is; uncommented, it is read, and each of those lines changes something."""
    text = list_new_files(PIN)["content/site.yaml"].decode()
    keys = re.findall(r"^(?:# )?([a-z_]+):(?= |$)", text, re.MULTILINE)
    assert sorted(keys) == sorted(field.name for field in fields(Settings))
    lines = [re.sub(r"^# (?=[a-z_]+:(?: |$)|  )", "", line) for line in text.splitlines()]
    whole = decode_settings("\n".join(lines).encode(), "content/site.yaml")
    defaults = Settings()
    same = {
        field.name
        for field in fields(Settings)
        if getattr(whole, field.name) == getattr(defaults, field.name)
    }
    assert same == {"language", "show"}


def test_editor_settings(tmp_path: Path) -> None:
    """Each schema that the settings of the editor name is there, and fits the files they name it for."""
    make_site(tmp_path, PIN)
    named = yaml.safe_load((tmp_path / ".vscode" / "settings.json").read_text())["yaml.schemas"]
    schemas = [path.name for path in (tmp_path / "schemas").iterdir()]
    assert sorted(Path(name).name for name in named) == sorted(schemas)
    found = {
        path.relative_to(tmp_path).as_posix(): Path(name).stem
        for name, patterns in named.items()
        for pattern in patterns
        for path in tmp_path.glob(pattern)
    }
    assert found == {
        "content/site.yaml": "site",
        "content/events/lantern-house-construction.yaml": "event",
        "content/events/lantern-house-opening.yaml": "event",
        "content/sources/harbour-notes.txt.yaml": "source",
        "content/sources/lighthouse.txt.yaml": "source",
        "content/sources/new-director.txt.yaml": "source",
    }


def test_folder_with_files(tmp_path: Path) -> None:
    """A folder that holds something is refused, with what it holds; nothing is written."""
    write_tree(tmp_path, {f"{name}.txt": name for name in "abcdefg"})
    before = read_tree(tmp_path)
    with pytest.raises(UsageError) as caught:
        make_site(tmp_path, PIN)
    assert str(caught.value) == (
        f"The folder '{tmp_path}' is not empty; it holds a.txt, b.txt, c.txt, d.txt, e.txt and 2 more.\n"
        "    Choose a new folder, or have only the missing files added, with --add."
    )
    assert read_tree(tmp_path) == before


def test_new_repository(tmp_path: Path) -> None:
    """A folder that holds a Git repository, and what file managers drop, counts as empty."""
    held = {".git/HEAD": "ref: refs/heads/main\n", ".DS_Store": "x"}
    write_tree(tmp_path, held)
    make_site(tmp_path, PIN)
    assert read_tree(tmp_path) == {
        **list_new_files(PIN),
        **{path: text.encode() for path, text in held.items()},
    }


def test_add_to_own_texts(tmp_path: Path) -> None:
    """Where there are texts, what is missing is added without the example; what is there stays."""
    own = {
        "content/sources/tide.txt": "Ada left.\n",
        "README.md": "Mine\n",
        "content/site.yaml": "title: Tide\n",
    }
    write_tree(tmp_path, own)
    made = make_site(tmp_path, PIN, add=True)
    new = {
        path: data
        for path, data in list_new_files(PIN).items()
        if not path.startswith(("content/sources/", "content/events/"))
    }
    assert read_tree(tmp_path) == {**new, **{path: text.encode() for path, text in own.items()}}
    assert made.kept == ("README.md", "content/site.yaml")
    assert made.written == tuple(path for path in new if path not in made.kept)
    assert make_site(tmp_path, PIN, add=True).written == ()


def test_add_what_was_not_finished(tmp_path: Path) -> None:
    """What was stopped halfway is finished by adding."""
    make_site(tmp_path, PIN)
    for path in ("README.md", "content/site.yaml", "schemas/event.json"):
        (tmp_path / path).unlink()
    made = make_site(tmp_path, PIN, add=True)
    assert made.written == ("README.md", "content/site.yaml", "schemas/event.json")
    assert read_tree(tmp_path) == list_new_files(PIN)


def test_file_for_folder(tmp_path: Path) -> None:
    """A file where the site, or a folder of it, is to be stops it, and stays."""
    (tmp_path / "site").write_text("mine")
    with pytest.raises(UsageError, match="cannot be a folder"):
        make_site(tmp_path / "site", PIN)
    with pytest.raises(UsageError, match="cannot be a folder"):
        make_site(tmp_path / "site" / "below", PIN)
    write_tree(tmp_path / "other", {"content": "mine"})
    with pytest.raises(ContentError) as caught:
        make_site(tmp_path / "other", PIN, add=True)
    (problem,) = caught.value.problems
    assert (problem.code, problem.position.path[:8]) == ("unwritable", "content/")
    assert (tmp_path / "other" / "content").read_text() == "mine"


def test_link_out_of_the_site(tmp_path: Path) -> None:
    """Nothing is written through a link that leads out of the site."""
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "schemas").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(ContentError) as caught:
        make_site(tmp_path / "site", PIN, add=True)
    assert [problem.code for problem in caught.value.problems] == ["link-outside"]
    assert read_tree(tmp_path / "elsewhere") == {}


def test_schemas_are_brought_up_to_date(tmp_path: Path) -> None:
    """Schemas of another version are written anew, and named; those of this one are left alone."""
    make_site(tmp_path, PIN)
    write_tree(tmp_path, {"schemas/event.json": "{}\n"})
    (tmp_path / "schemas" / "site.json").unlink()
    assert write_schemas(tmp_path) == ("schemas/site.json", "schemas/event.json")
    assert write_schemas(tmp_path) == ()
    assert read_tree(tmp_path) == list_new_files(PIN)


def test_schemas_that_cannot_be_written(tmp_path: Path) -> None:
    """A file where their folder is to be is told, and stays."""
    (tmp_path / "schemas").write_text("mine")
    with pytest.raises(ContentError) as caught:
        write_schemas(tmp_path)
    (problem,) = caught.value.problems
    assert str(problem) == (
        "schemas: error: The schemas cannot be written (File exists).\n"
        "    Give yourself the right to write in this folder, or free some room on the disk."
    )
    assert (tmp_path / "schemas").read_text() == "mine"


def test_requirement() -> None:
    """requirements.txt ends with the line that installs Sourceline; where it names a version that is on no
    index, it says what to write instead."""
    by_commit = list_new_files(PIN)["requirements.txt"].decode()
    by_version = list_new_files("sourceline==1")["requirements.txt"].decode()
    assert by_commit.endswith(f"\n{PIN}\n")
    assert "on no package index" not in by_commit
    assert by_version.endswith("@COMMIT\nsourceline==1\n")
