# ruff: noqa: INP001, T201 - run by the interpreter of the peers; it prints
"""Datasette: does every table open, with its rows, and do keys lead to titles?"""

import asyncio
import json
import sys
from pathlib import Path

from datasette.app import Datasette


async def main() -> int:
    server = Datasette([sys.argv[1]])
    expected = json.loads(Path(sys.argv[2]).read_text())
    listed = (await server.client.get("/site.json")).json()["tables"]
    rows = {table["name"]: table["count"] for table in listed if not table["hidden"]}
    faults = [
        f"{name}: {rows.get(name)}, not {n}" for name, n in expected.items() if rows.get(name) != n
    ]
    for name in rows:
        page = await server.client.get(f"/site/{name}")
        faults += [] if page.status_code == 200 else [f"{name}: {page.status_code}"]
    labelled = (await server.client.get("/site/participants.json?_labels=on&_shape=array")).json()
    titles = sum(
        isinstance(row["event_id"], dict) and bool(row["event_id"]["label"]) for row in labelled
    )
    faults += [] if titles == len(labelled) else [f"{titles} of {len(labelled)} keys have a label"]
    print(
        f"sqlite: {len(rows)} tables, {sum(rows.values())} rows, {len(faults)} faults",
        *faults,
        sep="\n  ",
    )
    return bool(faults)


sys.exit(asyncio.run(main()))
