"""Names that hardly make an address, as names of files and as titles, and the pages that come of them."""

from __future__ import annotations

import csv
import io
import random
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from sourceline.naming import is_device
from sourceline.pipeline import build_site
from sourceline.pipeline.interchange import import_file

NAMES = (
    *("CON", "nul", "lpt1.report", "COM¹", "aux .x", "index", "INDEX", "feed.xml", "404", "CNAME"),
    *("Café", "Cafe\u0301", "CAFÉ", "Cafe", "a b", "a-b", "a_b", "a--b", " a b", "A B", "a.b"),
    *("ß", "ss", "İstanbul", "istanbul", "ıstanbul", "С", "C", "C++", "C#", "ﬁn", "fin"),
    *("!!!", "東京", "东京", "😀", "🎉", "a\u200bb", "ab", "a\xadb", "２０２４", "2024", "tag\xa0"),
    *(
        "x" * 200,
        "x" * 201,
        "é" * 100,
        "京" * 70,
        "京" * 69 + "东",
        "-rf",
        "~root",
        "$HOME",
        "a%00b",
    ),
    *("x..%2fup", "'; ls; '", "con-1143da2b", "cafe-2", "tide (1)", "tide (2)", "tide"),
)
"""As they may stand on a disk, before the ending; those with signs that cannot be printed are refused there."""
_PART = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,78}[a-z0-9])?", re.ASCII)


def place_all(
    folder: Path, names: Sequence[str], titles: Sequence[str], order: int
) -> dict[str, str]:
    """Name of a file, and title of an imported event ("title: …"), → the folder of its page, of a new site whose
    files were made, and whose events were listed, in the order of this number."""
    chance = random.Random(order)  # noqa: S311 - chance from a seed, no secret
    sources = folder / "content/sources"
    sources.mkdir(parents=True)
    for name in chance.sample(names, len(names)):
        text = f"Ada Fenwick left Tide on 5 May 2031. The mark is m{names.index(name)}m.\n"
        (sources / f"{name}.txt").write_text(text, encoding="utf-8")
    rows = io.StringIO()
    writer = csv.writer(rows)
    writer.writerow(["title", "date", "text"])
    for title in chance.sample(titles, len(titles)):
        writer.writerow([title, "2031-05-06", f"The mark is m{len(names) + titles.index(title)}m."])
    events = folder / "events.csv"
    events.write_text(rows.getvalue(), encoding="utf-8")
    import_file(folder, events, "csv")
    build_site(folder, folder / "public", engine="fast")
    marks = [*names, *(f"title: {title}" for title in titles)]
    found: dict[str, str] = {}
    for page in [*folder.glob("public/sources/*/*.html"), *folder.glob("public/events/*/*.html")]:
        shown = re.findall(
            r"The mark is m(\d+)m", re.sub(r"<[^>]*>", "", page.read_text(encoding="utf-8"))
        )
        for number in dict.fromkeys(map(int, shown)):
            kept = page.parent.relative_to(folder / "public").as_posix()
            assert found.setdefault(marks[number], kept) == kept, (marks[number], kept)
    return found


def find_faults(found: Mapping[str, str], wanted: Sequence[str]) -> list[str]:
    """What has no page, shares one, or has one with a name that some system cannot hold."""
    parts = {name: path.rpartition("/")[2] for name, path in found.items()}
    return [
        *(f"{name!a} has no page" for name in wanted if name not in found),
        *(
            f"{name!a} as {part!r}"
            for name, part in parts.items()
            if not _PART.fullmatch(part) or is_device(part)
        ),
        *(
            f"{name!a} shares {path!r}"
            for name, path in found.items()
            if [*found.values()].count(path) > 1
        ),
    ]
