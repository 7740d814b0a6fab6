"""A page with nothing on it but the axis, in the shipped theme, for its tests and its measuring."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from pages import ROOT, theme_assets

from sourceline.language import text_direction
from sourceline.site.assets import THEME
from sourceline.site.columns import BLOCK, make_words
from sourceline.site.labels import load_labels
from sourceline.site.scripts import dump_script
from sourceline.site.values import Facet

SCRIPTS = ("columns.js", "axis.js")
LANES = ("people", "organizations", "kind")
PAGE = """\
{% from "_axis.html" import axis_view %}
<!doctype html>
<html lang="{{ t.language }}" dir="{{ direction }}">
<head>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Axis</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="../{{ theme }}">
{% for script in scripts %}
<script src="../{{ script }}" defer></script>
{% endfor %}
</head>
<body>
<main id="main">
<h1>Axis</h1>
<div data-columns="data/columns.js"></div>
<p><button class="button" type="button" aria-expanded="false" aria-controls="axis" data-axis-open hidden>{{ t("axis_open") }}</button></p>
{{ axis_view(facets, t, "../") }}
<h2 id="yundated">{{ t("undated") }}</h2>
<p class="tall"><a href="#main">The list</a></p>
</main>
</body>
</html>
"""
TALL = ".tall { min-block-size: 120rem; }\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A made-up event: days since 1970-01-01, and the signs of the columns."""

    title: str
    shape: str
    begin: int = 0
    length: int = 0
    flags: str = "0"
    status: str = "a"
    kind: int = 0
    who: tuple[int, ...] = ()
    when: str = "then"


def write_axis_page(
    folder: Path,
    events: Sequence[Told],
    profiles: Sequence[tuple[str, str, str]] = (),
    kinds: Sequence[str] = ("event",),
    *,
    language: str = "en",
) -> Path:
    """The page and its data below `folder`; undated events (shape "n") come last. Returns the page's path."""
    assets = {asset.name: asset for asset in theme_assets()}
    environment = Environment(
        loader=FileSystemLoader(ROOT / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    page = environment.from_string(PAGE).render(
        t=load_labels(language),
        facets=[Facet(key, key.title(), long=True) for key in LANES],
        direction=text_direction(language),
        theme=assets[THEME].path,
        scripts=[assets[name].path for name in SCRIPTS],
    )
    theme = assets[THEME].data.decode() + TALL
    files = {assets[name].path: assets[name].data.decode() for name in SCRIPTS}
    files |= {assets[THEME].path: theme, "timeline/index.html": page.lstrip()}
    words = make_words(load_labels(language))
    data = _write_data(events, profiles, kinds, words)
    files |= {f"timeline/data/{name}": text for name, text in data}
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return folder / "timeline" / "index.html"


def _write_data(
    events: Sequence[Told],
    profiles: Sequence[tuple[str, str, str]],
    kinds: Sequence[str],
    words: Mapping[str, Any],
) -> list[tuple[str, str]]:
    dated = [event for event in events if event.shape != "n"]
    begins = [event.begin for event in dated]
    blocks = [events[at : at + BLOCK] for at in range(0, len(events), BLOCK)]
    counts = [sum(n in event.who for event in events) for n in range(len(profiles))]
    columns: Mapping[str, Any] = {
        "count": len(events),
        "undated": len(events) - len(dated),
        "begin": [day - before for day, before in zip(begins, [0, *begins], strict=False)],
        "length": [event.length for event in dated],
        "shape": "".join(event.shape for event in events),
        "flags": "".join(event.flags for event in events),
        "status": "".join(event.status for event in events),
        "support": "s" * len(events),
        "weight": "5" * len(events),
        "kind": [event.kind for event in events],
        "kinds": [[kind, kind.title()] for kind in kinds],
        "who": [list(event.who) for event in events],
        "profiles": [[*profile, count] for profile, count in zip(profiles, counts, strict=True)],
        "source": [[0] for _ in events],
        "sources": [["source", "Source", len(events)]],
        "period": [],
        "block": BLOCK,
        "words": words,
        "blocks": [f"block-{n}.js" for n in range(len(blocks))],
    }
    start = "(self.sourceline = self.sourceline || {})"
    files = [("columns.js", f"{start}.columns = {dump_script(columns)};\n")]
    blocks_start = f"({start}.blocks = self.sourceline.blocks || [])"
    for n, block in enumerate(blocks):
        told = {
            "id": [f"e{n * BLOCK + at}" for at in range(len(block))],
            "title": [event.title for event in block],
            "when": [event.when for event in block],
            "gutter": [event.when for event in block],
        }
        files.append((f"block-{n}.js", f"{blocks_start}[{n}] = {dump_script(told)};\n"))
    return files
