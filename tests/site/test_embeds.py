"""Pages for other sites' frames, and what those sites are told."""

from __future__ import annotations

import json
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from pages import render_site
from sample import EVENTS, PROFILES, SAMPLE, WORKS, make_event, take

from sourceline.model import Chronicle, Date, Settings
from sourceline.site import plan_site
from sourceline.site.addresses import FOLDERS
from sourceline.site.embeds import MOST_LINES
from sourceline.site.plain import strip_markdown

URL = "https://chronicle.example/orrery/"


def change_settings(**fields: object) -> Chronicle:
    """The sample under other settings."""
    return replace(SAMPLE, settings=replace(SAMPLE.settings, **fields))  # type: ignore[arg-type] # fields of Settings


class Frames(HTMLParser):
    """The attributes of the frames in a text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[dict[str, str | None]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Only `iframe` is looked for."""
        if tag == "iframe":
            self.found.append(dict(attrs))


def test_each_event_and_profile_has_one() -> None:
    """And an old address leads to the new one here too."""
    paths = {path for path in render_site() if path.startswith("embed/") and "json" not in path}
    assert paths == {
        *(f"embed/events/{event.id}/index.html" for event in EVENTS),
        *(f"embed/{FOLDERS[profile.kind]}/{profile.id}/index.html" for profile in PROFILES),
        "embed/events/old-name/index.html",
    }
    moved = render_site()["embed/events/old-name/index.html"]
    assert "url=../../../embed/events/quandrel-steps-down/index.html" in moved
    assert f'<link rel="canonical" href="{URL}events/quandrel-steps-down/">' in moved


def test_setting_leaves_them_out() -> None:
    """No page, no data, no word on the pages themselves."""
    pages = render_site(change_settings(embeds=False))
    assert [path for path in pages if path.startswith("embed/")] == []
    texts = (pages["events/bell/index.html"], pages["people/ilse-quandrel/index.html"])
    assert [word for text in texts for word in ("embed", "oembed") if word in text] == []


def test_without_an_address_there_is_nothing_to_paste() -> None:
    """The pages stand; what needs a full address is left out."""
    pages = render_site(change_settings(url=None))
    assert "embed/events/bell/index.html" in pages
    assert [path for path in pages if path.endswith("oembed.json")] == []
    for path in ("events/bell/index.html", "people/ilse-quandrel/index.html"):
        assert "<textarea" not in pages[path]
        assert "oembed" not in pages[path]


@pytest.mark.parametrize(
    "path", ["events/hostile", "people/ilse-quandrel", f"organizations/{WORKS}"]
)
def test_oembed_follows_its_specification(path: str) -> None:
    """oEmbed 1.0, type rich: all that is required, and HTML that frames the page and nothing else."""
    data = json.loads(render_site()[f"embed/{path}/oembed.json"])
    assert {"type": "rich", "version": "1.0"}.items() <= data.items()
    assert data["provider_name"] == "The Orrery Makers"
    assert data["provider_url"] == URL
    (frame,) = Frames(data["html"]).found
    assert frame["src"] == f"{URL}embed/{path}/"
    assert frame["title"] == " ".join(data["title"].split())
    assert (frame["width"], frame["height"]) == (str(data["width"]), str(data["height"]))
    page = render_site()[f"{path}/index.html"]
    assert f'href="{URL}embed/{path}/oembed.json"' in page
    assert "thumbnail_url" not in data


def test_oembed_tells_of_the_card() -> None:
    """Where there is one, with its size."""
    pages = render_site(change_settings(social_cards=True))
    data = json.loads(pages["embed/events/bell/oembed.json"])
    sizes = (data["thumbnail_width"], data["thumbnail_height"])
    assert (data["thumbnail_url"], sizes) == (f"{URL}cards/events/bell.png", (1200, 630))


def test_embed_says_as_of_when_the_site_is() -> None:
    """A chronicle as it was known on a day says so here as on every page."""
    text = render_site(replace(SAMPLE, known_on="2024-04"))["embed/events/bell/index.html"]
    assert "As known on April 2024: sources published later are left out." in text


def test_embed_is_not_indexed_and_names_its_page() -> None:
    """Search engines are led to the page it stands for."""
    text = render_site()["embed/events/bell/index.html"]
    assert '<meta name="robots" content="noindex">' in text
    assert f'<link rel="canonical" href="{URL}events/bell/">' in text


def test_long_timeline_shows_its_newest() -> None:
    """In order of time, and a link to the whole."""
    events = tuple(
        make_event(
            f"e-{n:03d}", f"Event {n}", Date("2001"), participants=(take("W", "agent", WORKS),)
        )
        for n in range(MOST_LINES + 5)
    )
    works = next(p for p in PROFILES if p.id == WORKS)
    profile = replace(works, events=tuple(event.id for event in events))
    chronicle = Chronicle(settings=Settings(), events=events, profiles=(profile,))
    pages = {page.path: page for page in plan_site(chronicle, assets={})}
    values = pages[f"embed/organizations/{WORKS}/index.html"].values
    assert [line.link.text for line in values.lines] == [
        f"Event {n}" for n in range(5, MOST_LINES + 5)
    ]
    assert values.more == f"All {MOST_LINES + 5} entries"


@pytest.mark.parametrize(
    ("markdown", "words"),
    [
        ("How a works built *small heavens*", "How a works built small heavens"),
        ('See [the **tables**](https://a.example/x "t") and `code`', "See the tables and code"),
        ("_one_, __two__ and ***three***", "one, two and three"),
        ("2 * 3 * 4, snake_case_name, a * b", "2 * 3 * 4, snake_case_name, a * b"),
    ],
)
def test_markdown_becomes_words(markdown: str, words: str) -> None:
    """Signs go, what only looks like one stays."""
    assert strip_markdown(markdown) == words
