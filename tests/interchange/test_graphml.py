"""GraphML, read by networkx."""

from __future__ import annotations

from dataclasses import replace

import networkx as nx
from sample import HOSTILE, ILSE, MAKER, POCKET, PROFILES, SAMPLE, STEPS_DOWN, WORKS
from trips import export

from sourceline.model import Chronicle, Reference


def read(chronicle: Chronicle = SAMPLE) -> nx.MultiDiGraph:
    """The graph as another program has it."""
    graph = nx.parse_graphml(export(chronicle, "graphml").decode(), force_multigraph=True)
    assert isinstance(graph, nx.MultiDiGraph)
    return graph


def test_nodes() -> None:
    """Every profile but topics is a node with its name, kind, other names, page and number of events."""
    graph = read()
    assert {node: data["label"] for node, data in graph.nodes(data=True)} == {
        profile.id: profile.name for profile in PROFILES if profile.kind != "topic"
    }
    assert graph.nodes[ILSE] == {
        "label": "Ilse Quandrel",
        "kind": "person",
        "aliases": "Quandrel; I. Quandrel",
        "events": 1,
        "url": "https://chronicle.example/orrery/people/ilse-quandrel/",
    }
    assert graph.nodes["hostile"]["label"] == HOSTILE


def test_edges() -> None:
    """A role goes from the person to the organization, a relation from subject to object, once each; dates are
    EDTF, beside how they are known."""
    graph = read()
    edges = [(one, other, data["label"]) for one, other, data in graph.edges(data=True)]
    assert sorted(edges) == [
        ("bo-linnet-vray", WORKS, "interim co-director"),
        (ILSE, WORKS, "director"),
        (WORKS, POCKET, "maker of"),
        ("tam-ottershaw", WORKS, "interim co-director"),
    ]
    assert graph.get_edge_data(ILSE, WORKS) == {
        "ilse-quandrel.role.director.orrery-works": {
            "label": "director",
            "predicate": "role",
            "begin": "2013~",
            "begin_basis": "relative",
            "end": "2024-03-25",
            "end_basis": "stated",
            "sources": "harbour-post; gazette",
            "quote": STEPS_DOWN.exact,
            "url": "https://chronicle.example/orrery/sources/harbour-post/",
        }
    }


def test_mere_names() -> None:
    """A link to a name without a page ends at a node of its own; no text breaks the file."""
    odd = f"{HOSTILE}\x0b\ufffe]]>&lt;"
    claim = replace(MAKER, object=Reference(odd))
    works = next(replace(p, relations=(claim,)) for p in PROFILES if p.id == WORKS)
    graph = read(replace(SAMPLE, profiles=(works,)))
    (edge,) = [pair for pair in graph.edges(data="predicate") if pair[2] == "maker_of"]
    assert graph.nodes[edge[1]] == {"label": f"{HOSTILE}]]>&lt;", "kind": "name", "events": 0}
