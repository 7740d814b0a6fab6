"""Hostile strings in every text field of a site, which is then opened in a real browser, page by page."""

from __future__ import annotations

import json
import re
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import yaml
from serving import serve_folder

from bench.torture.options import Options
from bench.torture.row import Row
from bench.torture.strings import list_strings
from sourceline.errors import ContentError
from sourceline.pipeline import build_site

if TYPE_CHECKING:
    from playwright.sync_api import Page

# Tells of whatever runs or would run that is none of the site's scripts.
_WATCH = """(() => {
  window.__ran = [];
  for (const name of ["alert", "confirm", "prompt", "print", "open"])
    window[name] = () => { window.__ran.push(name); };
  document.addEventListener("securitypolicyviolation",
    (event) => window.__ran.push(`${event.violatedDirective} ${event.blockedURI}`));
})();"""
_LOOK = """() => ({
  ran: window.__ran,
  nodes: [...document.querySelectorAll("*")].flatMap((node) => {
    const found = [];
    const name = node.localName;
    if (name === "script" && node.type !== "application/ld+json" &&
        !(node.src && new URL(node.src).origin === location.origin)) found.push("script");
    if (["iframe", "object", "embed", "base", "frame", "applet", "math"].includes(name)) found.push(name);
    for (const { name: key, value } of node.attributes) {
      if (key.startsWith("on")) found.push(`${name} ${key}`);
      if (["href", "src", "action", "formaction", "xlink:href", "data"].includes(key) &&
          value !== "data:," && /^[\\s\\u0000-\\u001f]*(javascript|vbscript|data):/i.test(value)) found.push(`${name} ${key}`);
    }
    return found;
  }),
  title: document.querySelector("h1")?.textContent ?? "",
})"""

FIELDS = 17
"""Text fields in which each string stands."""


def run(options: Options, batch: int = 150) -> list[Row]:
    """Plant, build and look; a batch of strings is one site."""
    found = list_strings(options.naughty)
    strings = found[:: max(1, len(found) // options.scale(len(found)))]
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - only for this part

    counts: Counter[str] = Counter()
    examples: dict[str, str] = {}
    with sync_playwright() as playwright:
        from conftest import find_chromium  # noqa: PLC0415 - beside the tests

        browser = playwright.chromium.launch(executable_path=find_chromium(), args=["--no-sandbox"])
        for start in range(0, len(strings), batch):
            with tempfile.TemporaryDirectory(prefix="torture-") as folder:
                _try_batch(Path(folder), strings[start : start + batch], browser, counts, examples)
            done = min(start + batch, len(strings))
            print(f"scripts: {done:,} of {len(strings):,} strings {dict(counts)}", flush=True)  # noqa: T201 - a long run says how far it is
        browser.close()
    inputs = len(strings) * FIELDS
    told = "; ".join(f"{kind}: {what}" for kind, what in examples.items())
    return [
        Row(
            "scripts that ran or were stopped by the policy",
            inputs,
            counts["ran"],
            f"{counts['pages']:,} pages",
        ),
        Row("dangerous nodes", inputs, counts["nodes"]),
        Row("requests to others", inputs, counts["foreign"]),
        Row("titles and names not shown exactly", counts["titles"], counts["other"], told[:300]),
        Row("feeds and data that cannot be parsed", counts["files"], counts["broken"]),
    ]


def _try_batch(
    folder: Path,
    strings: Sequence[str],
    browser: Any,
    counts: Counter[str],
    examples: dict[str, str],
) -> None:
    expected = plant(folder, strings)
    output = folder / "public"
    try:
        build_site(folder, output, jobs=None)
    except ContentError as error:
        sorts = Counter(problem.code for problem in error.problems if problem.severity == "error")
        raise SystemExit(f"The site was not built: {sorts}\n{error.problems[0]}") from None
    with serve_folder(output) as base:
        page = browser.new_context(java_script_enabled=True).new_page()
        page.add_init_script(_WATCH)
        foreign: list[str] = []
        page.on(
            "request",
            lambda asked: foreign.append(asked.url) if not asked.url.startswith(base) else None,
        )
        page.on("dialog", lambda dialog: (counts.update(ran=1), dialog.dismiss()))
        for file in sorted(output.rglob("*.html")):
            path = file.relative_to(output).as_posix().removesuffix("index.html")
            _look_at(page, base, path, expected, counts, examples)
        counts["foreign"] += len(foreign)
        if foreign:
            examples.setdefault("foreign", foreign[0])
        page.context.close()
    for file in output.rglob("*"):
        if file.suffix in {".xml", ".json", ".html"}:
            counts["files"] += 1
            broken = find_broken(file)
            counts["broken"] += broken is not None
            if broken:
                examples.setdefault("broken", f"{file.name} {broken}")


def _look_at(
    page: Page,
    base: str,
    path: str,
    expected: dict[str, str],
    counts: Counter[str],
    examples: dict[str, str],
) -> None:
    page.goto(f"{base}{path}", wait_until="load")
    found = page.evaluate(_LOOK)
    counts["pages"] += 1
    for kind in ("ran", "nodes"):
        counts[kind] += bool(found[kind])
        if found[kind]:
            examples.setdefault(kind, f"{path} {found[kind][:2]}")
    if path in expected:
        counts["titles"] += 1
        if not _is_same(found["title"], expected[path]):
            counts["other"] += 1
            examples.setdefault("other", f"{expected[path]!a} as {found['title']!a}")


def _is_same(shown: str, text: str) -> bool:
    """But for white space, and signs that no page may hold, in whose place another stands."""
    plain = re.sub(
        r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff\ufdd0-\ufdef]", "\ufffd", text
    )
    return " ".join(shown.split()) == " ".join(plain.split())


def find_broken(file: Path) -> str | None:
    """Why a published file cannot be parsed; None where it can."""
    text = file.read_text(encoding="utf-8")
    try:
        if file.suffix == ".xml":
            ET.fromstring(text)  # noqa: S314 - our own file
        elif file.suffix == ".json":
            json.loads(text)
        else:
            for data in re.findall(
                r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL
            ):
                json.loads(data)
    except (ET.ParseError, ValueError) as error:
        return str(error)
    return None


def plant(folder: Path, strings: Sequence[str]) -> dict[str, str]:
    """A site in which each string stands in every text field; page → the text of its heading."""
    expected = {}
    first = strings[0]
    settings = {
        "title": first,
        "lead": first,
        "about": first,
        "author": first,
        "licence": first,
        "url": "https://torture.example/",
    }
    _write(folder / "content/site.yaml", settings)
    corrections = []
    for n, text in enumerate(strings):
        line = " ".join(text.split())
        _write(folder / f"content/events/ev-{n}.yaml", _describe_event(n, text))
        profile = {"kind": "person", "name": text, "aliases": [f"{text} {n}"], "text": text}
        _write(folder / f"content/profiles/pr-{n}.yaml", profile)
        source = folder / f"content/sources/so-{n}.txt"
        source.parent.mkdir(parents=True, exist_ok=True)
        body = f"Ada Fenwick left Tide on 5 May 2031.\n\nShe said: {line.replace(chr(0), '')} (number {n}).\n"
        source.write_text(body, encoding="utf-8", errors="replace")
        said = {
            "title": text,
            "author": text,
            "publisher": text,
            "licence": text,
            "published": "2031-05-06",
        }
        _write(Path(f"{source}.yaml"), said)
        corrections.append(
            {
                "on": "2031-05-08",
                "page": f"events/ev-{n}",
                "what": "title",
                "before": text,
                "after": text,
                "note": text,
            }
        )
        expected |= {f"events/ev-{n}/": text, f"people/pr-{n}/": text, f"sources/so-{n}/": text}
    _write(folder / "content/corrections.yaml", corrections)
    return expected


def _describe_event(n: int, text: str) -> dict[str, Any]:
    return {
        "title": text,
        "kind": "meeting",
        "date": {"edtf": f"{1900 + n % 120}-05-07", "phrase": text, "reason": text},
        "participants": [{"name": text, "profile": f"pr-{n}"}, {"name": f"{n} {text}"}],
        "text": text,
    }


class _Plain(yaml.SafeDumper):
    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002 - as in the base
        return True


def _write(path: Path, value: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        yaml.dump(value, Dumper=_Plain, allow_unicode=False, width=10**9), encoding="utf-8"
    )
