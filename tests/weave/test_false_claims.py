"""No claim is shown as verified whose words are not in its source, whoever planted it."""

from __future__ import annotations

import hashlib
import os
import random
import re
from pathlib import Path

import pytest
import yaml
from edits import write_article
from trees import write_tree

from sourceline.pipeline import build_site
from sourceline.pipeline.reports import ignore_progress
from sourceline.pipeline.weaving import weave_site

ARTICLES = int(os.environ.get("ARTICLES", "8"))
"""A longer run: ARTICLES=100 pytest tests/weave/test_false_claims.py; three false claims for each."""


def alter_word(quote: str) -> str:
    """The quote with another number, or another name."""
    other = re.sub(r"\d+", lambda found: str(int(found[0]) + 1), quote, count=1)
    return other if other != quote else quote.replace("the", "no", 1) + " twice"


def list_sentences(text: str) -> list[str]:
    return re.findall(r"[A-Z“][^.]*\.", text.partition(" ")[2].partition(" ")[2])


@pytest.mark.usefixtures("quick")
def test_planted_claims_are_found_out(tmp_path: Path) -> None:
    """Of three false claims for each article (a quote with a word altered, one that joins words that do not stand
    together, one of a text that has changed since) none is verified, and none is on a page as if it were; true quotes
    beside them are."""
    chance = random.Random(5)  # noqa: S311 - what is planted
    files: dict[str, str] = {}
    false: set[str] = set()
    true: set[str] = set()
    for n in range(ARTICLES):
        text = write_article(chance)
        first, second, third = list_sentences(text)[:3]
        quotes = {
            f"altered-{n}": alter_word(first),
            f"joined-{n}": f"{first[:-12]} {second[8:]}",
            f"changed-{n}": third,
            f"true-{n}": second,
        }
        before, _, after = text.rpartition(third)
        changed = third.replace(" ", "  and then ", 1)
        files[f"content/sources/a{n}.txt"] = f"{before}{changed}{after}"
        if third in before:
            del quotes[f"changed-{n}"]  # it still stands there
        for name, quote in quotes.items():
            (true if name.startswith("true") else false).add(name)
            claim = {
                "title": f"Claim {name}",
                "date": "2031",
                "evidence": [{"source": f"a{n}", "exact": quote}],
            }
            files[f"content/events/{name}.yaml"] = yaml.safe_dump(claim, allow_unicode=True)
    write_tree(tmp_path, files)
    chronicle = weave_site(tmp_path, ignore_progress).chronicle
    found = {
        event.id: bool(event.unverified) for event in chronicle.events if event.by_hand == ("*",)
    }
    assert found == dict.fromkeys(false, True) | dict.fromkeys(true, False)


@pytest.mark.usefixtures("quick")
def test_a_sealed_forgery_is_found_out(tmp_path: Path) -> None:
    """Who changes a quote in what was read, and seals the file anew, has forged the seal and not the source: the quote
    is looked up, and not verified."""
    chance = random.Random(6)  # noqa: S311 - what is planted
    write_tree(tmp_path, {"content/sources/a.txt": write_article(chance)})
    build_site(tmp_path, tmp_path / "public")
    path = tmp_path / "content/extracted/a.yaml"
    body = path.read_bytes().rpartition(b"seal: ")[0]
    forged = re.sub(
        rb"exact: (.*?)(\d)", lambda found: b"exact: " + found[1] + b"9" + found[2], body, count=1
    )
    assert forged != body
    path.write_bytes(forged + b"seal: " + hashlib.sha256(forged).hexdigest().encode() + b"\n")
    chronicle = weave_site(tmp_path, ignore_progress).chronicle
    lost = {e.exact for event in chronicle.events for e in event.unverified}
    lost |= {e.exact for profile in chronicle.profiles for e in profile.unverified}
    assert lost
