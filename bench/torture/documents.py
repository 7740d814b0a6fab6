"""One hostile document among good ones, built by the program as a person starts it, with a limit on time and memory."""

from __future__ import annotations

import os
import re
import resource
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

from hostile import DOCUMENTS, SENTENCE, Hostile

from bench.torture.options import ROOT, Options
from bench.torture.row import Row

SECONDS = 300
"""On the clock, for a build on a busy machine; a document has leave for less of the processor."""
MEMORY = 6_000_000_000
"""Bytes of addresses that the build may have."""
_GOOD = "Bruno Castellan stayed at Tide Works. Goodmarker was said on Tuesday.\n"
_PLACE = re.compile(r"content/sources/hostile\.\w+(?::\d+)*: (error|warning|note): ")


def run(options: Options) -> list[Row]:
    """Build a site with each document."""
    names = options.thin(DOCUMENTS)
    counts: Counter[str] = Counter()
    bad = []
    for name in names:
        with tempfile.TemporaryDirectory(prefix="torture-") as folder:
            verdict = try_document(Path(folder), DOCUMENTS[name])
        counts[verdict] += 1
        if verdict not in ("built", "refused"):
            bad.append(f"{name}: {verdict}")
        print(f"documents: {name}: {verdict}", flush=True)  # noqa: T201 - a long run says how far it is
    told = ", ".join(f"{count} {verdict}" for verdict, count in sorted(counts.items()))
    return [
        Row(
            "hostile documents that are neither built whole nor refused by name, with the site as it was",
            len(names),
            len(bad),
            "; ".join((told, *bad))[:300],
        )
    ]


def try_document(folder: Path, document: Hostile) -> str:
    """What becomes of a site when the document comes to it: "built", "refused", or what went wrong."""
    site = folder / "site"
    sources = site / "content" / "sources"
    sources.mkdir(parents=True)
    # Whole texts: of an excerpt, a sentence without a claim is left out, which is no loss.
    (site / "content" / "site.yaml").write_text("title: Tides\nshow: full\n", encoding="utf-8")
    (sources / "good.txt").write_text(_GOOD, encoding="utf-8")
    if _build(site).returncode:
        return "the good site was not built"
    before = _list_pages(site)
    (sources / f"hostile{document.suffix}").write_bytes(document.make(document.size))
    try:
        done = _build(site)
    except subprocess.TimeoutExpired:
        return "timeout"
    said = done.stdout + done.stderr
    if "Traceback" in said:
        return "traceback"
    if {path.name for path in folder.iterdir()} != {"site"}:
        return "written outside"
    told = _PLACE.findall(said)
    if done.returncode:
        if "error" not in told:
            return "refused without its name"
        return "refused" if _list_pages(site) == before else "the old site was changed"
    page = site / "public" / "sources" / "hostile" / "index.html"
    if "good" not in {path.parent.name for path in _list_pages(site)}:
        return "a good page is missing"
    if not page.is_file():
        return "dropped"
    shown = " ".join(re.sub(r"<[^>]*>", "", page.read_text(encoding="utf-8")).split())
    return "built" if SENTENCE in shown or told else "a sentence is dropped"


def _list_pages(site: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in site.glob("public/**/*.html")}


def _build(site: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 - our own program
        [sys.executable, str(ROOT / "build.py"), "build", "-C", str(site)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY)),
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )
