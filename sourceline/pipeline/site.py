"""The second half of the way: chronicle → pages → the published site, and the preview's own page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sourceline.model import Chronicle, Settings
from sourceline.pipeline.cards import make_cards, refuse_undrawable
from sourceline.pipeline.reports import (
    BuildReport,
    CheckReport,
    Progress,
    ignore_progress,
    refuse_failing,
)
from sourceline.pipeline.theme import list_folders, read_static
from sourceline.pipeline.weaving import weave_known, weave_site
from sourceline.store.files import STATE, write_bytes

PREVIEW = STATE / "preview"
"""Pages that only a preview shows, laid over the published site."""
COMPILED = STATE / "templates"
"""The code of the templates."""


def build_site(
    root: Path,
    output: Path,
    *,
    engine: str | None = None,
    strict: bool = False,
    jobs: int | None = 1,
    known_on: str | None = None,
    progress: Progress = ignore_progress,
) -> BuildReport:
    """Build the site in the folder `root` and publish it at `output`.

    `engine` names who reads the sources; without it, the site's settings do. `jobs` is how many
    processes read at once; None: as many as pay. More than one needs a main module that can be
    imported again (`if __name__ == "__main__":`). With `known_on`, an EDTF date, the site tells what the
    sources published by then tell.

    ContentError with every problem when the content has errors (with `strict`, warnings too);
    UsageError when `output` is no place for a site; PublishError when it cannot be written. In
    each case the published site stays as it was.
    """
    from sourceline.publish import claim_output, publish_site  # noqa: PLC0415 - not for `check`

    with claim_output(output, root) as claim:
        report, chronicle, problems = weave_site(root, progress, engine=engine, jobs=jobs)
        if known_on is not None:
            chronicle = weave_known(root, report, chronicle, known_on)
        refuse_failing(problems, strict=strict)
        pages, files = render_site(root, chronicle, progress)
        published = publish_site(files, claim)
    return BuildReport(
        sources=len(report.sources),
        extracted=len(report.written),
        pages=pages,
        changed=published.changed,
        problems=problems,
        reading=report,
        chronicle=chronicle,
    )


def render_site(
    root: Path, chronicle: Chronicle, progress: Progress
) -> tuple[int, Iterator[tuple[str, bytes]]]:
    """The number of pages that people read, and every file of the site, made one by one as it is asked for."""
    from sourceline.render import Renderer  # noqa: PLC0415 - Jinja2 and Markdown, not for `check`
    from sourceline.site import plan_assets, plan_cards, plan_site  # noqa: PLC0415 - the same
    from sourceline.site.state import SHOWN, dump_state, make_state  # noqa: PLC0415 - the same

    assets = plan_assets(read_static(root))
    cards = plan_cards(chronicle)
    if cards:
        refuse_undrawable(root)
    pages = plan_site(chronicle, assets={asset.name: asset.path for asset in assets})
    renderer = Renderer(list_folders(root, "templates"), find_compiled(root))

    def make_files() -> Iterator[tuple[str, bytes]]:
        for asset in assets:
            yield asset.path, asset.data
        yield SHOWN, dump_state(make_state(chronicle)).encode()
        for done, page in enumerate(pages, 1):
            yield page.path, renderer.render(page).encode()
            progress("pages", done, len(pages), page.path)
        if cards:
            yield from make_cards(root, cards, progress)

    return sum(page.path.endswith(".html") for page in pages), make_files()


def find_compiled(root: Path) -> Path | None:
    """Where the code of the templates is kept; None where a link leads out of the site."""
    folder = root / COMPILED
    return folder if folder.resolve().is_relative_to(root.resolve()) else None


def write_desk(root: Path, report: CheckReport, chronicle: Chronicle | None = None) -> bool:
    """The author's desk as a page of the preview, below `PREVIEW`; False when it stands there already.
    Without a chronicle, since the content is broken, it shows the problems alone."""
    from sourceline.render import Renderer  # noqa: PLC0415 - only for `serve`
    from sourceline.site import plan_assets, plan_desk  # noqa: PLC0415 - the same
    from sourceline.weave.sentences import summarize_accounts  # noqa: PLC0415 - the same

    assets = {asset.name: asset.path for asset in plan_assets(read_static(root))}
    page = plan_desk(
        chronicle or Chronicle(settings=Settings()),
        report.problems,
        summarize_accounts(report.sentences),
        assets=assets,
    )
    text = Renderer(list_folders(root, "templates"), find_compiled(root)).render(page)
    return write_bytes(root, str(PREVIEW / page.path), text.encode())
