"""The pages of a chronicle as text, for tests of the reader's site."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from sample import SAMPLE

from sourceline.check import check_chronicle
from sourceline.model import Chronicle
from sourceline.render import Renderer
from sourceline.site import Asset, plan_assets, plan_desk, plan_site
from sourceline.site.state import SHOWN, dump_state, make_state
from sourceline.site.stats import plan_stats
from sourceline.weave.holdings import measure_holdings
from sourceline.weave.sentences import account_sentences

ROOT = Path(__file__).resolve().parent.parent


@cache
def theme_assets() -> tuple[Asset, ...]:
    """The theme's static files as they are published."""
    static = ROOT / "static"
    files = {
        p.relative_to(static).as_posix(): p.read_bytes() for p in static.rglob("*") if p.is_file()
    }
    return plan_assets(files)


@cache
def theme_renderer() -> Renderer:
    """Of the shipped theme; its templates are compiled once."""
    return Renderer([ROOT / "templates"])


@cache
def render_site(chronicle: Chronicle = SAMPLE) -> dict[str, str]:
    """Path → text of every page of a chronicle, and of its author's two, in the shipped theme."""
    assets = {asset.name: asset.path for asset in theme_assets()}
    desk = plan_desk(chronicle, check_chronicle(chronicle), "Of 2 sentences 1.", assets=assets)
    holdings = measure_holdings(chronicle, account_sentences(chronicle, ()))
    stats = plan_stats(chronicle, holdings, assets=assets)
    renderer = theme_renderer()
    pages = (*plan_site(chronicle, assets=assets), desk, stats)
    texts = {page.path: renderer.render(page) for page in pages}
    return {**texts, SHOWN: dump_state(make_state(chronicle))}


def render_part(chronicle: Chronicle, below: tuple[str, ...]) -> dict[str, str]:
    """Only the pages whose paths begin so, of a chronicle that would take long as a whole."""
    assets = {asset.name: asset.path for asset in theme_assets()}
    renderer = theme_renderer()
    pages = plan_site(chronicle, assets=assets)
    return {page.path: renderer.render(page) for page in pages if page.path.startswith(below)}


def write_site(
    folder: Path, chronicle: Chronicle = SAMPLE, below: tuple[str, ...] | None = None
) -> Path:
    """The whole site of a chronicle on disk, or the pages whose paths begin so."""
    pages = render_site(chronicle) if below is None else render_part(chronicle, below)
    files = {path: text.encode() for path, text in pages.items()}
    files.update({asset.path: asset.data for asset in theme_assets()})
    for path, data in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    return folder
