"""Settings of the Pelican site."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import joins

SITENAME = "Archipelago Record"
SITEURL = ""
FEED_DOMAIN = "https://record.example"
TIMEZONE = "UTC"
DEFAULT_LANG = "en"
PATH = "content"
OUTPUT_PATH = "public"
THEME = "theme"
THEME_STATIC_DIR = ""
PLUGINS = [joins]

ARTICLE_PATHS = ["events"]
ARTICLE_URL = "events/{slug}/"
ARTICLE_SAVE_AS = "events/{slug}/index.html"
PAGE_PATHS = ["profiles"]
PAGE_URL = "profiles/{slug}/"
PAGE_SAVE_AS = "profiles/{slug}/index.html"
YEAR_ARCHIVE_URL = "timeline/{date:%Y}/"
YEAR_ARCHIVE_SAVE_AS = "timeline/{date:%Y}/index.html"
DIRECT_TEMPLATES = ["index", "timeline", "profiles", "sitemap"]
TIMELINE_SAVE_AS = "timeline/index.html"
PROFILES_SAVE_AS = "profiles/index.html"
SITEMAP_SAVE_AS = "sitemap.xml"
AUTHOR_SAVE_AS = CATEGORY_SAVE_AS = TAG_SAVE_AS = ""
STATIC_PATHS = []

PAGINATED_TEMPLATES = {"period_archives": 100}
PAGINATION_PATTERNS = (
    (1, "{url}", "{save_as}"),
    (2, "{url}page/{number}/", "{base_name}/page/{number}/index.html"),
)

FEED_ALL_ATOM = "feed.xml"
FEED_MAX_ITEMS = 20
CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
