# ruff: noqa: INP001 - run by the interpreter of the peers
"""langextract: write documents with sentences as events, and as many that stand in no text, as the package does."""

import json
import sys
from pathlib import Path

from langextract import data, io

documents = []
for document in json.loads(Path(sys.argv[1]).read_text()):
    found = []
    for number, (start, end) in enumerate(document["spans"]):
        words = document["text"][start:end]
        place = data.CharInterval(start, end)
        status = data.AlignmentStatus.MATCH_EXACT
        found.append(data.Extraction("event", words, char_interval=place, alignment_status=status))
        if number % 2:
            found.append(data.Extraction("event", f"It is said that {words}"))
    documents.append(
        data.AnnotatedDocument(document_id=document["id"], text=document["text"], extractions=found)
    )
target = Path(sys.argv[2])
io.save_annotated_documents(
    documents, output_dir=target.parent, output_name=target.name, show_progress=False
)
