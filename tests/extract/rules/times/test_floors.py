"""What has been reached on annotated news and histories is not lost again."""

from __future__ import annotations

import pytest
from timex_corpora import MISSING, Floor, find_corpus, hash_file, read_corpus, read_gold
from timex_score import Timex, score

from sourceline.extract.rules.times import read_times

FLOORS = {
    "timebank": Floor(
        "cb2f91823f08521d815b2c6b453160f56fdc41bd532e4fe6218f710b43383c57",
        relaxed=94.8,
        value=84.2,
        calendar=88.1,
    ),
    "aquaint": Floor(
        "fa9d94ce17f86886398ff19b3af598a1da615a330d0edd9e3beb16e7560e0c6d",
        relaxed=94.0,
        value=77.3,
        calendar=83.2,
    ),
    "wikiwars": Floor(
        "123a854fcaabf22fcbe30964858816544f45256ec9894143432cca5b1fc26a6c",
        relaxed=93.0,
        value=84.4,
        calendar=91.5,
    ),
}


@pytest.mark.parametrize("name", FLOORS)
def test_floor(name: str) -> None:
    """On a corpus, known by its hash, no figure is below its floor."""
    path, floor = find_corpus(name), FLOORS[name]
    if not path.is_file():
        MISSING.append(
            f"Floor not measured: the corpus {name} is not here (set SOURCELINE_CORPORA)."
        )
        pytest.skip(MISSING[-1])
    assert hash_file(path) == floor.sha256, "another corpus needs floors of its own"
    documents = read_corpus(path)
    reached = score((read_gold(d), _find(d["text"], d["dct"])) for d in documents)
    assert all(now >= before for now, before in zip(reached, floor[1:], strict=True)), reached


def _find(text: str, published: str | None) -> list[Timex]:
    times = read_times(text, published=published)
    return [Timex(time.start, time.end, time.type, time.value) for time in times]
