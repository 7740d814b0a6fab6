"""Settings: every key optional, every fault named."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from sourceline.model import ModelSettings, Settings
from sourceline.store import locate_setting, read_settings


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


def test_reads_a_language_model(tmp_path: Path) -> None:
    """What is said of a language model is a mapping of its own; its key is none of it."""
    write(tmp_path, b"engine: llm\nllm:\n  model: small\n  price_in: 0.15\n")
    model = ModelSettings(model="small", price_in=Decimal("0.15"))
    assert (Settings(engine="llm", llm=model), ()) == read_settings(tmp_path)
    (tmp_path / "content/site.yaml").write_bytes(b"llm:\n  key: x\n  base_url: tide.example\n")
    assert [problem.code for problem in read_settings(tmp_path)[1]] == [
        "unknown-key",
        "bad-address",
    ]


def test_file_is_optional(tmp_path: Path) -> None:
    """Without the file, and with an empty one, the defaults hold."""
    missing = read_settings(tmp_path)
    write(tmp_path, b"# later\n")
    assert [(Settings(), ())] * 2 == [missing, read_settings(tmp_path)]


def test_names_every_fault(tmp_path: Path) -> None:
    """All faults are named at once, and the defaults stand in."""
    write(tmp_path, b"titel: x\nurl: tide.example\nlicense: CC0\n")
    settings, problems = read_settings(tmp_path)
    keys = "title, lead, about, url, language, author, licence, show, engine, engine_model, llm, embeds, event_pages, social_cards, labels."
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


def test_switches_are_true_or_false(tmp_path: Path) -> None:
    """Embeds are made unless they are refused, cards only where they are wanted."""
    write(tmp_path, b"url: https://tide.example\nembeds: no\nsocial_cards: true\n")
    expected = Settings(url="https://tide.example", embeds=False, social_cards=True)
    assert (Settings().embeds, Settings().social_cards) == (True, False)
    assert (expected, ()) == read_settings(tmp_path)
    (tmp_path / "content" / "site.yaml").write_bytes(b"title: x\nsocial_cards: maybe\n")
    assert [str(problem) for problem in read_settings(tmp_path)[1]] == [
        (
            "content/site.yaml:2:15: error: 'social_cards' must be true or false, not 'maybe'.\n"
            "    Write true or false."
        )
    ]


def test_switches_are_on_or_off(tmp_path: Path) -> None:
    """Or in the other words for true and false; events have pages unless they are refused."""
    assert Settings().event_pages
    write(tmp_path, b"event_pages: off\nsocial_cards: on\nurl: https://tide.example\n")
    expected = Settings(url="https://tide.example", event_pages=False, social_cards=True)
    assert (expected, ()) == read_settings(tmp_path)


def test_cards_without_an_address_are_named(tmp_path: Path) -> None:
    """Nobody could find them; the settings hold all the same."""
    write(tmp_path, b"title: Tidal power\nsocial_cards: true\n")
    settings, problems = read_settings(tmp_path)
    assert Settings(title="Tidal power", social_cards=True) == settings
    assert [str(problem).splitlines() for problem in problems] == [
        [
            (
                "content/site.yaml:2:15: warning: No social card is drawn: whoever shares a page finds its"
                " card by the full address, and the site's is not known."
            ),
            "    Add a line 'url: https://…' that says where the site will live, or remove this one.",
        ]
    ]


def test_key_is_found_again(tmp_path: Path) -> None:
    """The place of its value; of a key that is not written, the file."""
    write(tmp_path, b"title: Tidal power\nsocial_cards: true\n")
    found = [str(locate_setting(tmp_path, key)) for key in ("social_cards", "embeds")]
    assert found == ["content/site.yaml:2:15", "content/site.yaml"]
