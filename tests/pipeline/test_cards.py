"""Cards on their way into the published site: drawn once, refused in words where they cannot be."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from trees import read_tree, write_tree

from sourceline.extract.rules import RulesEngine
from sourceline.pipeline import build_site
from sourceline.publish import PublishError
from sourceline.render import cards
from sourceline.site import Card

ROOT = Path(__file__).resolve().parent.parent.parent
SETTINGS = "title: {}\nurl: https://tide.example\nsocial_cards: true\n"


@pytest.fixture
def build(site: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], list[str]]:
    """Builds the small site with cards under a title; the paths of those that were drawn for it."""
    monkeypatch.setattr("sourceline.pipeline.extraction.load_engine", lambda _: RulesEngine())
    drawn: list[str] = []
    draw = cards.draw_card

    def count(card: Card) -> bytes:
        drawn.append(card.path)
        return draw(card)

    monkeypatch.setattr(cards, "draw_card", count)

    def run(title: str) -> list[str]:
        drawn.clear()
        write_tree(site, {"content/site.yaml": SETTINGS.format(title)})
        build_site(site, site / "public")
        return list(drawn)

    return run


def list_cards(site: Path) -> dict[str, bytes]:
    """The published cards."""
    tree = read_tree(site / "public")
    return {path: data for path, data in tree.items() if path.startswith("cards/")}


def test_unchanged_card_is_not_drawn_again(site: Path, build: Callable[[str], list[str]]) -> None:
    """All at first, none the second time; under another title all are new, and the old ones are forgotten."""
    first = build("Tides")
    published = list_cards(site)
    assert sorted(first) == sorted(published)
    assert "cards/home.png" in published
    assert len(published) > 3
    assert build("Tides") == []
    assert list_cards(site) == published
    assert sorted(build("Ebb and flow")) == sorted(published)
    kept = read_tree(site / ".sourceline" / "cards")
    assert sorted(kept.values()) == sorted(list_cards(site).values())


def test_damaged_picture_is_drawn_again(site: Path, build: Callable[[str], list[str]]) -> None:
    """One that was cut off where it is kept is not published."""
    build("Tides")
    published = list_cards(site)
    kept = site / ".sourceline" / "cards"
    (broken, *_) = sorted(kept.iterdir())
    broken.write_bytes(broken.read_bytes()[:-20])
    assert len(build("Tides")) == 1
    assert list_cards(site) == published


def test_disk_that_refuses_is_told(site: Path, build: Callable[[str], list[str]]) -> None:
    """In one sentence, with the published site as it was."""
    build("Tides")
    published = read_tree(site / "public")
    shutil.rmtree(site / ".sourceline" / "cards")
    write_tree(site, {".sourceline/cards": "a file where the folder should be"})
    with pytest.raises(PublishError, match="Could not keep social cards in"):
        build("Tides")
    assert read_tree(site / "public") == published


def test_every_card_is_named_by_its_page(site: Path, build: Callable[[str], list[str]]) -> None:
    """And every card that a page names is there."""
    build("Tides")
    texts = [p.read_text(encoding="utf-8") for p in (site / "public").rglob("*.html")]
    start = '<meta property="og:image" content="https://tide.example/'
    named = {t.partition(start)[2].partition('"')[0] for t in texts if start in t}
    assert named == set(list_cards(site))


def run_without_pillow(site: Path, settings: str) -> subprocess.CompletedProcess[str]:
    """A build in a Python that has no Pillow."""
    write_tree(site, {"content/site.yaml": settings})
    args = ["-C", str(site), "build", "--engine", "fast"]
    code = f"import sys\nsys.modules['PIL'] = None\nfrom sourceline.cli import main\nmain({args!r})"
    command = [sys.executable, "-c", code]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_without_pillow_the_remedy_is_told(site: Path) -> None:
    """Where cards are asked for the build stops before anything is published, and names the line."""
    done = run_without_pillow(site, SETTINGS.format("Tides"))
    assert done.returncode == 1
    assert "content/site.yaml:3:15: error: Social cards are drawn with Pillow" in done.stderr
    assert 'pip install "sourceline[images]"' in done.stderr
    assert "Traceback" not in done.stderr
    assert not (site / "public").exists()


def test_without_cards_pillow_is_not_needed(site: Path) -> None:
    """Neither by the default, nor where nobody could find the cards."""
    assert run_without_pillow(site, "title: Tides\nurl: https://tide.example\n").returncode == 0
    done = run_without_pillow(site, "title: Tides\nsocial_cards: true\n")
    assert done.returncode == 0
    assert "content/site.yaml:2:15: warning: No social card is drawn" in done.stdout + done.stderr
