"""Pages in a real Chromium: what ran, what could run, what was asked of others, and what is shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from bench.torture.planting import Wanted, show_text

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

# Tells of whatever runs or would run that is none of the site's scripts.
_WATCH = """(() => {
  window.__ran = [];
  for (const name of ["alert", "confirm", "prompt", "print", "open"])
    window[name] = () => { window.__ran.push(name); };
  document.addEventListener("securitypolicyviolation",
    (event) => window.__ran.push(`${event.violatedDirective} ${event.blockedURI}`));
})();"""
# In the page and in what its scripts hang shadows on.
_LOOK = """() => {
  const roots = [document];
  for (const root of roots)
    for (const node of root.querySelectorAll("*")) if (node.shadowRoot) roots.push(node.shadowRoot);
  const nodes = roots.flatMap((root) => [...root.querySelectorAll("*")]).flatMap((node) => {
    const found = [];
    const name = node.localName;
    if (name === "script" && node.type !== "application/ld+json" &&
        !(node.src && new URL(node.src).origin === location.origin)) found.push("script");
    if (name === "meta" && /refresh|set-cookie/i.test(node.httpEquiv)) found.push("meta");
    if (["iframe", "object", "embed", "base", "frame", "applet", "math"].includes(name)) found.push(name);
    for (const { name: key, value } of node.attributes) {
      if (key.startsWith("on") || key === "srcdoc") found.push(`${name} ${key}`);
      if (["href", "src", "action", "formaction", "xlink:href", "data", "poster", "srcset"].includes(key) &&
          value !== "data:," && /^[\\s\\u0000-\\u001f]*(javascript|vbscript|data):/i.test(value)) found.push(`${name} ${key}`);
    }
    return found;
  });
  const copy = document.body.cloneNode(true);
  for (const node of copy.querySelectorAll("script, style, template")) node.remove();
  return {
    ran: window.__ran, nodes, text: copy.textContent,
    title: document.querySelector("h1")?.textContent ?? "", head: document.title,
  };
}"""


class Looker:
    """Looks at one page after the other, and counts what it finds; an example of each kind is kept."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.examples: dict[str, str] = {}
        self.missed: Counter[str] = Counter()
        """Field → texts that were not shown as they were written."""

    def fault(self, kind: str, what: str) -> None:
        """One more, in one page."""
        self.counts[kind] += 1
        self.examples.setdefault(kind, what)

    @contextmanager
    def open(self, browser: Browser, base: str) -> Iterator[Page]:
        """A page that is watched; what it asks of others than `base` is counted."""
        context = browser.new_context()
        page = context.new_page()
        page.add_init_script(_WATCH)
        page.on(
            "request",
            lambda asked: (
                None
                if asked.url.startswith((base, base.replace("http", "ws")))
                else self.fault("foreign", asked.url[:200])
            ),
        )
        page.on("crash", lambda: self.fault("crashed", page.url[:200]))
        page.on("dialog", lambda dialog: (self.fault("ran", dialog.type), dialog.dismiss()))
        yield page
        context.close()

    def look(self, page: Page, where: str, wanted: Sequence[Wanted] = ()) -> str:
        """Look at what is open; the words that it shows, without white space."""
        found: Any = page.evaluate(_LOOK)
        self.counts["pages"] += 1
        for kind in ("ran", "nodes"):
            if found[kind]:
                self.fault(kind, f"{where} {found[kind][:2]}")
        shown = show_text(found["text"])
        for each in wanted:
            text = show_text(each.text)
            self.counts["shown"] += 1
            good = show_text(found["title"]) == text if each.whole else text in shown
            if not good:
                self.missed[each.field] += 1
                self.fault("other", f"{each.field} {each.text!a}")
        return shown
