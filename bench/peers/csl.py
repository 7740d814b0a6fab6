# ruff: noqa: INP001, T201 - run by the interpreter of the peers; it prints
"""citeproc-py: can each source be cited in the style of the APA, by its title?"""

import json
import sys
from pathlib import Path

from citeproc import (
    Citation,
    CitationItem,
    CitationStylesBibliography,
    CitationStylesStyle,
    formatter,
)
from citeproc.source.json import CiteProcJSON

items = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
titles = json.loads(Path(sys.argv[2]).read_text())
style = CitationStylesStyle("apa", validate=False)
bibliography = CitationStylesBibliography(style, CiteProcJSON(items), formatter.plain)
for item in items:
    bibliography.register(Citation([CitationItem(item["id"])]))
lines = [str(line) for line in bibliography.bibliography()]
faults = [title for title in titles if not any(title.lower() in line.lower() for line in lines)]
print(
    f"csl: {len(lines)} entries, {len(faults)} titles missing; the first: {lines[0]}",
    *faults,
    sep="\n  ",
)
sys.exit(bool(faults) or len(lines) != len(titles))
