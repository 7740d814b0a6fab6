"""A page at every old address that leads to the new one."""

from __future__ import annotations

from sourceline.language import text_direction
from sourceline.site import addresses
from sourceline.site.lookup import Lookup
from sourceline.site.pages import Page, RedirectPage, Task
from sourceline.weave.folders import EVENTS


def plan_redirects(lookup: Lookup) -> tuple[Task, ...]:
    """Pages of former ids, and of what other sites framed under them."""
    chronicle = lookup.chronicle
    moved = [
        (addresses.page_path(old), find_target(lookup, new)) for old, new in chronicle.redirects
    ]
    if chronicle.settings.embeds:
        moved += [
            (addresses.embed_path(old), addresses.embed_path(new))
            for old, new in moved
            if "#" not in new
        ]
    return tuple(Task(old, _plan_redirect, (old, new)) for old, new in moved)


def _plan_redirect(lookup: Lookup, path: str, target: str) -> Page:
    labels, settings = lookup.labels, lookup.settings
    values = RedirectPage(
        language=settings.language,
        direction=text_direction(settings.language),
        title=labels("moved"),
        target=addresses.find_root(path) + target,
        canonical=addresses.make_absolute(settings.url, target.removeprefix("embed/")),
        text=labels("moved_to"),
    )
    return Page(path, "redirect.html", values)


def find_target(lookup: Lookup, new: str) -> str:
    """Where a former page leads; of an event without a page, to its entry."""
    folder, _, name = new.rstrip("/").partition("/")
    if folder == EVENTS and name in lookup.anchors:
        return lookup.anchors[name]
    return addresses.page_path(new)
