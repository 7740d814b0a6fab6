"""The order of the rules, and the engine that runs them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from sourceline.extract.rules.coreference import find_anaphors
from sourceline.extract.rules.document import Document
from sourceline.extract.rules.events import find_events
from sourceline.extract.rules.figures import find_figures
from sourceline.extract.rules.names import find_names
from sourceline.extract.rules.parts import repair_parts, tag_parts
from sourceline.extract.rules.products import add_offers
from sourceline.extract.rules.profiles import gather_profiles, judge_profiles
from sourceline.extract.rules.quotations import find_quotations
from sourceline.extract.rules.relations import find_relations
from sourceline.extract.rules.roles import date_roles, find_roles
from sourceline.extract.rules.times import find_times
from sourceline.extract.rules.tokens import split_tokens
from sourceline.extract.rules.topics import add_topics, list_topics, mark_events
from sourceline.model import Extraction, Source

Rule = Callable[[Document], Any]

ORDER: tuple[tuple[str, Rule], ...] = (
    ("tags", tag_parts),
    ("times", find_times),
    ("mentions", find_names),
    ("tags", repair_parts),
    ("mentions", add_offers),
    ("profiles", gather_profiles),
    ("anaphors", find_anaphors),
    ("roles", find_roles),
    ("events", find_events),
    ("roles", date_roles),
    ("figures", find_figures),
    ("quotations", find_quotations),
    ("relations", find_relations),
    ("profiles", judge_profiles),
    ("profiles", add_topics),
    ("topics", list_topics),
    ("events", mark_events),
)
"""(field of Document, function). Each function reads the document so far and returns the new
value of its field; a field that stands twice is taken further by the second function."""


class RulesEngine:
    """Reads English news by rules alone; `extract` is pure and holds no state."""

    name = "rules"

    @property
    def fingerprint(self) -> str:
        """Changes with every byte of a rule, a table or a neighbouring module they rest on."""
        return find_fingerprint()

    def extract(self, source: Source) -> Extraction:
        """All claims of `source`."""
        document = read_document(source)
        return Extraction(
            source=source.id,
            sha256=source.sha256,
            engine=f"{self.name} {self.fingerprint}",
            title=None if source.title else make_title(document),
            times=document.times,
            mentions=document.mentions,
            profiles=document.profiles,
            events=document.events,
            roles=document.roles,
            figures=document.figures,
            quotations=document.quotations,
            relations=document.relations,
            topics=document.topics,
        )


def read_document(source: Source) -> Document:
    """`source` with everything the rules find in it."""
    document = Document(source=source, tokens=split_tokens(source))
    for field, rule in ORDER:
        document = replace(document, **{field: rule(document)})
    return document


def make_title(document: Document) -> str | None:
    """A title for a source that states none: its first event's; None when it tells of none."""
    return document.events[0].title if document.events else None


@cache
def find_fingerprint() -> str:
    """Eight hex digits over the bytes of everything that decides what is read."""
    folder = Path(__file__).parent
    package = folder.parent.parent
    files = sorted(
        path
        for root in (folder, package / "read", package / "edtf")
        for path in root.rglob("*")
        if path.suffix in (".py", ".toml", ".tsv")
    )
    digest = hashlib.sha256()
    for path in [*files, package / "model.py", package / "extract" / "ground.py"]:
        digest.update(path.relative_to(package).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:8]
