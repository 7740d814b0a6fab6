"""The table of formats."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from sample import SAMPLE

from sourceline.errors import ContentError, UsageError
from sourceline.interchange.formats import FORMATS, Format, find_format, recognize_format
from sourceline.interchange.values import make_outgoing
from sourceline.model import Chronicle, Settings

ROOT = Path(__file__).resolve().parents[2]
WRITTEN = [each for each in FORMATS if each.writer]
READ = [each for each in FORMATS if each.reader]
NASTY = (
    b"",
    b"\xff\xfe\x00",
    b"\0",
    b"[" * 100_000,
    b'{"a":' * 100_000,
    b"null",
    b"[]",
    b"{}",
    b"1" * 10_000,
    b'{"events": 3, "format": "sourceline", "version": 1}',
    b'{"events": [3, null, {}], "format": "sourceline", "version": 1}',
    b'"unfinished',
    b'a,b\n"unfinished',
    b"\xef\xbb\xbf",
)


def get_name(each: Format) -> str:
    return each.name


def test_names() -> None:
    """Every format has a name of its own, and docs/interchange.md has a section on it."""
    names = [each.name for each in FORMATS]
    assert len(set(names)) == len(names)
    text = (ROOT / "docs" / "interchange.md").read_text(encoding="utf-8")
    assert [name for name in names if f"## `{name}`" not in text] == []


@pytest.mark.parametrize("each", WRITTEN, ids=get_name)
def test_writer(each: Format) -> None:
    """A format is written the same twice, with and without an address, and of an empty chronicle, too."""
    write = each.load_writer()
    bare = replace(SAMPLE, settings=replace(SAMPLE.settings, url=None))
    for chronicle in (SAMPLE, bare, Chronicle(settings=Settings())):
        assert write(make_outgoing(chronicle)) == write(make_outgoing(chronicle))


@pytest.mark.parametrize("each", [each for each in WRITTEN if each.reader], ids=get_name)
def test_own_file_is_recognized(each: Format) -> None:
    """A file that we wrote is known by its ending and what is in it."""
    data = each.load_writer()(make_outgoing(SAMPLE)).data
    assert recognize_format(data, f"a folder/FILE{each.suffix.upper()}") == each


@pytest.mark.parametrize("each", READ, ids=get_name)
@pytest.mark.parametrize("data", NASTY, ids=range(len(NASTY)))
def test_odd_files(each: Format, data: bytes) -> None:
    """Whatever is in a file, a reader takes it over or names what is wrong in it."""
    try:
        found = each.load_reader()(data, "odd")
    except ContentError as error:
        assert {problem.position.path for problem in error.problems} == {"odd"}  # noqa: PT017 - either will do
    else:
        assert {problem.position.path for problem in found.problems} <= {"odd"}


def test_unknown() -> None:
    """A format that there is not, a way that it does not go, and a file that is none are wrong calls."""
    with pytest.raises(UsageError, match="The formats are: json"):
        find_format("xls")
    with pytest.raises(UsageError, match="only read"):
        Format("x", ".x", "").load_writer()
    with pytest.raises(UsageError, match="only written"):
        Format("x", ".x", "").load_reader()
    with pytest.raises(UsageError, match="--format"):
        recognize_format(b"", "a.xls")


def test_broken_json() -> None:
    """Of a file that calls itself JSON and is none it is said where it breaks; of JSON that is no format, that."""
    with pytest.raises(ContentError, match=r"a\.json:2:12: error: This is no JSON"):
        recognize_format(b'{\n"events":[{]}', "a.json")
    with pytest.raises(UsageError, match="--format"):
        recognize_format(b'{"a": 1}', "a.json")
