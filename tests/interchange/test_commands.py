"""`export` and `import` as a person types them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from trees import read_site, read_tree

from sourceline.cli import main

pytestmark = pytest.mark.usefixtures("quick")


def run(*args: str | Path) -> int:
    """The exit code of a command."""
    with pytest.raises(SystemExit) as caught:
        main([*map(str, args)])
    return caught.value.code if isinstance(caught.value.code, int) else 0


def test_export(site: Path, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    """A file goes to standard output or where --output says, the same bytes, and the site stays as it is."""
    before = read_site(site)
    assert run("export", "-C", site, "json") == 0
    data = capsysbinary.readouterr().out
    assert [source["id"] for source in json.loads(data)["sources"]] == ["tide"]
    target = tmp_path / "out" / "x.json"
    assert run("-C", site, "--output", target, "export", "json") == 0
    assert run("-C", site, "--output", target, "export", "json") == 0
    told = capsysbinary.readouterr().out.decode()
    size = f"({len(data):,} bytes)."
    assert told == f"Wrote {target} {size}\n{target} is up to date {size}\n"
    assert target.read_bytes() == data
    assert read_site(site) == before


def test_round_trip(site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What one site exports with its texts, an empty one takes over: the same events, quotes and titles."""
    first, second = tmp_path / "first.json", tmp_path / "second.json"
    other = tmp_path / "other"
    other.mkdir()
    assert (
        run("export", "-C", site, "--texts", "-o", first, "--url", "https://a.example", "json") == 0
    )
    assert run("import", "-C", other, first) == 0
    assert (
        run("export", "-C", other, "--texts", "-o", second, "--url", "https://a.example", "json")
        == 0
    )
    one, two = (json.loads(path.read_bytes()) for path in (first, second))
    for key in ("id", "kind", "title", "date", "evidence", "participants", "address"):
        assert [event.get(key) for event in two["events"]] == [
            event.get(key) for event in one["events"]
        ]
    assert capsys.readouterr().out.splitlines()[-2].endswith(f"from {first} (json).")


def test_nothing_is_overwritten(
    site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where a file is there already, it is named, and none is written."""
    file = tmp_path / "x.json"
    events = [{"id": "a", "title": "A", "date": {"edtf": "1990"}}, {"id": "b", "title": "B"}]
    file.write_text(json.dumps({"format": "sourceline", "version": 1, "events": events}))
    there = site / "content" / "events" / "b.yaml"
    there.parent.mkdir()
    there.write_text("title: Mine\n")
    before = read_tree(site)
    assert run("import", "-C", site, file) == 1
    assert "content/events/b.yaml: error: This file is there already" in capsys.readouterr().err
    assert read_tree(site) == before
    there.unlink()
    before = read_tree(site)
    assert run("import", "-C", site, "--dry-run", file) == 0
    assert "Would write content/events/b.yaml" in capsys.readouterr().out
    assert read_tree(site) == before
    assert run("import", "-C", site, "--format", "json", file) == 0
    assert (site / "content" / "events" / "a.yaml").read_text() == "title: A\ndate: 1990\n"


def test_quotes_of_absent_texts(
    site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A quote of a text that is there is kept, one of a text that is not is left out and counted."""
    file = tmp_path / "x.json"
    quotes = [
        {"source": name, "exact": "Northwind Tide appointed Bruno Castellan as interim CEO."}
        for name in ("tide", "gone", "gone")
    ]
    event = {"id": "a", "title": "A", "evidence": quotes}
    file.write_text(json.dumps({"format": "sourceline", "version": 1, "events": [event]}))
    assert run("import", "-C", site, file) == 0
    assert "The text 'gone' is not here: 2 of its quotes" in capsys.readouterr().err
    assert "gone" not in (site / "content" / "events" / "a.yaml").read_text()
    assert run("check", "-C", site) == 0


@pytest.mark.parametrize(
    ("args", "code", "told"),
    [
        (("export", "xls"), 2, "There is no format 'xls'."),
        (("export", "json", "--url", "a.example"), 2, "'a.example' is no address of a site."),
        (("import", "content/sources/tide.txt"), 2, "--format"),
        (
            ("import", "--format", "json", "content/sources/tide.txt"),
            1,
            "tide.txt:1:1: error: This is no JSON",
        ),
    ],
)
def test_wrong_calls(
    site: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    args: tuple[str, ...],
    code: int,
    told: str,
) -> None:
    """What cannot be done is said with a remedy."""
    monkeypatch.chdir(site)
    assert run(*args) == code
    assert told in capsys.readouterr().err


def test_help_lists_formats(capsys: pytest.CaptureFixture[str]) -> None:
    """The help of both commands ends with the formats."""
    for command in ("export", "import"):
        assert run(command, "--help") == 0
        assert "\n  json" in capsys.readouterr().out
