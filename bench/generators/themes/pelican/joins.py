"""Events, profiles and sources joined; Pelican has nothing of its own for it."""

from collections import Counter, defaultdict
from pathlib import Path

import yaml
from pelican import signals
from pelican.generators import ArticlesGenerator, PagesGenerator

Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def join_content(generators):
    """Give every event its profiles and sources, every profile its events."""
    articles = next(g for g in generators if isinstance(g, ArticlesGenerator)).articles
    pages = next(g for g in generators if isinstance(g, PagesGenerator)).pages
    sources = {
        path.stem: yaml.load(path.read_bytes(), Loader)  # noqa: S506 - a safe loader
        for path in Path("sources").iterdir()
    }
    profiles = {page.slug: page for page in pages}
    events = defaultdict(list)
    for article in articles:
        article.who = [profiles[slug.strip()] for slug in article.profiles.split(",")]
        article.cited = [sources[slug.strip()] for slug in article.sources.split(",")]
        for profile in article.who:
            events[profile.slug].append(article)
    for profile in pages:
        profile.events = events[profile.slug]
    years = Counter(article.date.year for article in articles)
    for generator in generators:
        generator.context["who"] = sorted(pages, key=lambda page: page.slug)
        generator.context["years"] = sorted(years.items())


def register():
    """Called by Pelican."""
    signals.all_generators_finalized.connect(join_content)
