"""The search page, and the index its script reads: made at build time, loaded in pieces.

`folding` says what a word is, `documents` what can be found, `files` how it is written down, `page` what
stands on the page. The reader of the index is `static/search-index.js`; both sides are described in
docs/architecture.md, "The search index".
"""

from typing import TYPE_CHECKING

from sourceline.imports import load_later

if TYPE_CHECKING:
    from sourceline.site.search.page import plan_search

_HOMES = {
    "plan_search": "page",
}


__getattr__ = load_later(__name__, _HOMES)


__all__ = ["plan_search"]
