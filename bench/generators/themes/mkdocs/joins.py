"""Events, profiles and sources joined, pages of years added, and a feed; MkDocs has none of these."""

from collections import defaultdict
from html import escape
from pathlib import Path

import yaml
from mkdocs.structure.files import File

Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
PAGE, FED = 100, 20
HEAD = 400


class Joined:
    """What templates look up."""

    events = ()


def find_year(path):
    """The year in the first lines of an event's file, which has not been read yet."""
    with Path(path).open(encoding="utf-8") as file:
        return file.read(HEAD).partition("\ndate: ")[2][:4]


def on_files(files, config):
    """Add the pages of the timeline."""

    def add(uri, text):
        files.append(File.generated(config, uri, content=text))

    counts = defaultdict(int)
    for file in files.documentation_pages():
        if file.src_uri.startswith("events/"):
            counts[find_year(file.abs_src_path)] += 1
    add("timeline/index.md", "---\ntitle: Timeline\ntemplate: timeline.html\n---\n")
    for year, count in counts.items():
        for start in range(0, count, PAGE):
            name = f"page/{start // PAGE + 1}" if start else "index"
            meta = f"title: '{year}'\nyear: {year}\nstart: {start}\ntemplate: year.html"
            add(f"timeline/{year}/{name}.md", f"---\n{meta}\n---\n")
    return files


def on_env(env, files, **_):
    """Give the templates what they look up; all pages have been read."""
    pages = {file.src_uri: file.page for file in files.documentation_pages()}
    events = [page for uri, page in pages.items() if uri.startswith("events/")]
    events.sort(key=lambda page: page.meta["date"], reverse=True)
    who, years = defaultdict(list), defaultdict(list)
    for event in events:
        years[event.meta["date"].year].append(event)
        for profile in event.meta["profiles"]:
            who[profile].append(event)
    profiles = {
        Path(uri).stem: page
        for uri, page in sorted(pages.items())
        if uri.startswith("profiles/") and uri != "profiles/index.md"
    }
    sources = {
        path.stem: yaml.load(path.read_bytes(), Loader)  # noqa: S506 - a safe loader
        for path in Path("sources").iterdir()
    }
    env.globals.update(events=events, profiles=profiles, who=who, years=years, sources=sources)
    Joined.events = events
    return env


def on_post_build(config):
    """Write the feed."""
    home = config["site_url"]
    entries = "".join(
        f"<entry>\n<id>{home}{page.url}</id>\n<title>{escape(page.title)}</title>\n"
        f'<link href="{home}{page.url}"/>\n<updated>{page.meta["date"]}T00:00:00Z</updated>\n'
        f'<content type="html">{escape(page.content)}</content>\n</entry>\n'
        for page in Joined.events[:FED]
    )
    Path(config["site_dir"], "feed.xml").write_text(
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">\n'
        f'<id>{home}</id>\n<title>{config["site_name"]}</title>\n<link href="{home}"/>\n'
        f"<updated>{Joined.events[0].meta['date']}T00:00:00Z</updated>\n{entries}</feed>\n",
        encoding="utf-8",
    )
