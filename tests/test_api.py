"""`import sourceline`: what other programs call."""

from __future__ import annotations

import doctest
import inspect
import re
import subprocess
import sys
from pathlib import Path

import pytest

import sourceline
from sourceline import api

ROOT = Path(__file__).resolve().parent.parent
FUNCTIONS = [name for name in api.__all__ if inspect.isfunction(getattr(api, name))]


def test_document_is_true(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every example of docs/python.md gives what stands there."""
    monkeypatch.chdir(tmp_path)
    found = doctest.testfile(str(ROOT / "docs" / "python.md"), module_relative=False)
    assert (found.failed, found.attempted > 30) == (0, True)


def test_help_is_true() -> None:
    """Every example in the help of a function gives what stands there."""
    found = doctest.testmod(api)
    assert (found.failed, found.attempted > 15) == (0, True)


def test_names() -> None:
    """The package and the module behind it offer the same, all of it can be had, and every function has
    help and types."""
    assert sourceline.__all__ == api.__all__ == sorted(api.__all__)
    assert all(getattr(sourceline, name) is getattr(api, name) for name in api.__all__)
    assert set(api.__all__) <= set(dir(sourceline))
    assert len(FUNCTIONS) == 14
    for name in FUNCTIONS:
        function = getattr(api, name)
        assert function.__doc__, name
        assert "return" in function.__annotations__, name
        assert set(inspect.signature(function).parameters) < set(function.__annotations__), name


@pytest.mark.parametrize("name", FUNCTIONS)
def test_document_names_every_function(name: str) -> None:
    """docs/python.md speaks of each function, but for those whose help is enough."""
    text = (ROOT / "docs" / "python.md").read_text(encoding="utf-8")
    assert f"{name}" in text or name == "locate_evidence"


def test_unknown_names() -> None:
    """What the package does not offer is not there; its modules can be imported as ever."""
    with pytest.raises(AttributeError, match="module 'sourceline' has no attribute 'reed_text'"):
        sourceline.reed_text  # type: ignore[attr-defined] # noqa: B018 - the test
    with pytest.raises(AttributeError):
        api.reed_text  # noqa: B018 - the same
    from sourceline import edtf  # noqa: PLC0415 - what this is about

    assert edtf.is_edtf("2031")


def test_published_must_be_a_date() -> None:
    """A day of publication that is none is a wrong call, as it would shift every date counted from it."""
    with pytest.raises(sourceline.UsageError, match="'May' is no date"):
        sourceline.read_text("It closed.", published="May")


def test_file_that_is_not_there(tmp_path: Path) -> None:
    """A path without a file is a wrong call, and named as it was given."""
    for path in ("nowhere.txt", tmp_path):
        with pytest.raises(
            sourceline.UsageError, match=re.escape(f"There is no file {str(path)!r}.")
        ):
            sourceline.read_file(path)


def test_import_loads_nothing() -> None:
    """The package itself is all that `import sourceline` loads, and a date loads no engine."""
    code = (
        "import sys, sourceline\n"
        "print(sorted(name for name in sys.modules if name.startswith('sourceline')))\n"
        "sourceline.parse_date('2031')\n"
        "print([name for name in ('sourceline.extract.rules', 'sourceline.pipeline', 'yaml') if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True, text=True
    )
    assert done.stdout == "['sourceline']\n[]\n"
