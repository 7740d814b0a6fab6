"""Settings: every key optional, every fault named."""

from __future__ import annotations

from pathlib import Path

from sourceline.model import Settings
from sourceline.store import read_settings


def write(site: Path, data: bytes) -> None:
    (site / "content").mkdir()
    (site / "content" / "site.yaml").write_bytes(data)


def test_reads_settings(tmp_path: Path) -> None:
    """What is written wins over the default; what is left blank does not."""
    write(
        tmp_path,
        b"\xef\xbb\xbftitle: Tidal power\r\nlead:\r\nurl: https://tide.example\r\nshow: full\r\n",
    )
    expected = Settings(title="Tidal power", url="https://tide.example", show="full")
    assert (expected, ()) == read_settings(tmp_path)


def test_file_is_optional(tmp_path: Path) -> None:
    """Without the file, and with an empty one, the defaults hold."""
    missing = read_settings(tmp_path)
    write(tmp_path, b"# later\n")
    assert [(Settings(), ())] * 2 == [missing, read_settings(tmp_path)]


def test_names_every_fault(tmp_path: Path) -> None:
    """All faults are named at once, and the defaults stand in."""
    write(tmp_path, b"titel: x\nurl: tide.example\nlicense: CC0\n")
    settings, problems = read_settings(tmp_path)
    keys = "title, lead, about, url, language, author, licence, show, engine, labels."
    assert Settings() == settings
    assert [
        (
            "content/site.yaml:1:1: error: There is no key 'titel' here. Did you mean 'title'?\n"
            f"    The keys are: {keys}"
        ),
        (
            "content/site.yaml:2:6: error: 'tide.example' is no address of a web page.\n"
            "    Write the whole address, with https:// or http:// in front and without spaces."
        ),
        (
            "content/site.yaml:3:1: error: There is no key 'license' here. Did you mean 'licence'?\n"
            f"    The keys are: {keys}"
        ),
    ] == [str(problem) for problem in problems]
