# ruff: noqa: INP001, T201 - run by the interpreter of the peers; it prints
"""networkx: are all nodes and edges there, with a label each?"""

import json
import sys
from pathlib import Path

import networkx as nx

graph = nx.read_graphml(sys.argv[1], force_multigraph=True)
expected = json.loads(Path(sys.argv[2]).read_text())
found = [graph.number_of_nodes(), graph.number_of_edges()]
nameless = [n for n, data in graph.nodes(data=True) if not data.get("label")]
print(
    f"graphml: {found[0]} nodes and {found[1]} edges, of {expected}; {len(nameless)} without a label"
)
sys.exit(found != expected or bool(nameless))
