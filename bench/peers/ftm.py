# ruff: noqa: INP001, T201 - run by the interpreter of the peers; it prints
"""followthemoney: is every entity, property, value and link as its model asks?"""

import json
import sys
from collections import Counter
from pathlib import Path

from followthemoney import model
from followthemoney.exc import InvalidData

entities = [json.loads(line) for line in Path(sys.argv[1]).read_text(encoding="utf-8").splitlines()]
proxies = {entity["id"]: model.get_proxy(entity, cleaned=False) for entity in entities}
faults = [] if len(proxies) == len(entities) else ["an id stands twice"]
for entity in entities:
    proxy = proxies[entity["id"]]
    try:
        proxy.schema.validate(entity)
    except InvalidData as error:
        faults.append(f"{entity['id']}: {error.errors}")
    for key, values in entity["properties"].items():
        kind = proxy.schema.get(key)
        if kind is None or sorted(proxy.get(key)) != sorted(values):
            faults.append(f"{entity['id']}: {key} {values}")
        elif kind.type.name == "entity":
            ends = [proxies[value] for value in values if value in proxies]
            if len(ends) < len(values) or not all(end.schema.is_a(kind.range) for end in ends):
                faults.append(f"{entity['id']}: {key} leads to {values}")
expected = json.loads(Path(sys.argv[2]).read_text())
told = Counter(entity["schema"] for entity in entities)
if told["Event"] + told["Note"] != expected["events"]:
    faults.append(f"{told['Event']} events and {told['Note']} notes, of {expected['events']}")
print(f"ftm: {len(entities)} entities, {len(faults)} faults; {dict(told)}", *faults, sep="\n  ")
sys.exit(bool(faults))
