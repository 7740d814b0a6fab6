"""The values of what leaves the site: cards, pages inside other sites' pages, and the ways to them."""

from __future__ import annotations

from typing import Literal, NamedTuple

from sourceline.site.labels import Labels
from sourceline.site.values import Link, When


class Card(NamedTuple):
    """What a picture of a page says, for those who share it."""

    path: str
    """Of the picture."""
    lead: str
    """The line above the title: an event's date, a profile's kind."""
    when: When | None
    """Drawn as a mark."""
    titles: tuple[str, ...]
    """The first that can be set is the title."""
    foot: str


class Share(NamedTuple):
    """The ways in which a page is taken elsewhere."""

    atom: str | None
    """Paths of its feeds, where it has some."""
    json: str | None
    code: str
    """What another site pastes to frame it, or ""."""


class EmbedFrame(NamedTuple):
    """What a page inside another site's has around its own matter."""

    root: str
    language: str
    direction: Literal["ltr", "rtl"]
    site_title: str
    title: str
    canonical: str | None
    """Of the page it stands for."""
    stylesheets: tuple[str, ...]
    labels: Labels
    notice: str
    """What every page says of the whole site first, or ""."""


class EmbedLine(NamedTuple):
    """An entry of a timeline inside another site's page."""

    when: When
    status: str
    link: Link
