"""GraphML: who is linked to whom, for Gephi, yEd, Cytoscape and networkx. Relations and roles are directed edges."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape, quoteattr

from sourceline.interchange.incoming import clean_line
from sourceline.interchange.links import Link, Node, list_links, list_nodes
from sourceline.interchange.tellings import locate_profile, locate_source
from sourceline.interchange.values import Outgoing, Written
from sourceline.model import Date

NODE_KEYS = ("label", "kind", "aliases", "events", "url")
EDGE_KEYS = (
    "label", "predicate", "qualifier", "begin", "begin_basis", "end", "end_basis", "sources", "quote", "url",
)  # fmt: skip
NUMBERS = frozenset({"events"})
"""Keys that hold a number; the others hold text."""


def write_graph(outgoing: Outgoing) -> Written:
    """Dates are EDTF; how each is known ("stated", "published": only reported) stands beside it."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
        *_declare_keys("node", NODE_KEYS),
        *_declare_keys("edge", EDGE_KEYS),
        '<graph id="chronicle" edgedefault="directed">',
        *_write_nodes(outgoing, list_nodes(outgoing.chronicle)),
        *_write_edges(outgoing, list_links(outgoing.chronicle)),
        "</graph>",
        "</graphml>",
        "",
    ]
    return Written("\n".join(lines).encode(errors="replace"))


def _declare_keys(noun: str, keys: Iterable[str]) -> Iterator[str]:
    for key in keys:
        kind = "int" if key in NUMBERS else "string"
        yield f'<key id="{noun}-{key}" for="{noun}" attr.name="{key}" attr.type="{kind}"/>'


def _write_nodes(outgoing: Outgoing, nodes: Iterable[Node]) -> Iterator[str]:
    profiles = {profile.id: profile for profile in outgoing.chronicle.profiles}
    for node in nodes:
        profile = profiles.get(node.id)
        values = {
            "label": node.name,
            "kind": node.kind or "name",
            "aliases": "; ".join(map(clean_line, profile.aliases)) if profile else "",
            "events": str(len(profile.events)) if profile else "0",
            "url": (profile and locate_profile(outgoing, profile)) or "",
        }
        yield f"<node id={quoteattr(_clean(node.id))}>{_write_data('node', values)}</node>"


def _write_edges(outgoing: Outgoing, links: Iterable[Link]) -> Iterator[str]:
    for link in links:
        sources = list(dict.fromkeys(e.source for e in link.evidence))
        first = next(
            (outgoing.lookup.sources[s] for s in sources if s in outgoing.lookup.sources), None
        )
        values = {
            "label": link.words,
            "predicate": link.predicate,
            "qualifier": link.qualifier,
            **_write_date("begin", link.begin),
            **_write_date("end", link.end),
            "sources": "; ".join(sources),
            "quote": clean_line(link.evidence[0].exact) if link.evidence else "",
            "url": (first and locate_source(outgoing, first)) or "",
        }
        ends = f"source={quoteattr(_clean(link.source))} target={quoteattr(_clean(link.target))}"
        yield f"<edge id={quoteattr(_clean(link.id))} {ends}>{_write_data('edge', values)}</edge>"


def _write_date(name: str, date: Date | None) -> dict[str, str]:
    return {name: date.edtf, f"{name}_basis": date.basis} if date else {}


def _write_data(noun: str, values: dict[str, str]) -> str:
    return "".join(
        f'<data key="{noun}-{key}">{escape(_clean(value))}</data>'
        for key, value in values.items()
        if value
    )


def _clean(text: str) -> str:
    """Without the two signs that XML has no place for and `clean_text` leaves."""
    return clean_line(text).translate({0xFFFE: None, 0xFFFF: None})
