"""The table of what was tried, in docs/reliability.md: a part that is run again takes the place of its former lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bench.torture.row import HEAD, Row

BEGIN, END = "<!-- scorecard -->\n", "<!-- end of the scorecard -->\n"


def exchange_rows(text: str, found: Mapping[str, Sequence[Row]]) -> str:
    """The text of the page with the lines of the parts in `found`, in the order in which parts came to it."""
    before, rest = text.split(BEGIN, 1)
    table, after = rest.split(END, 1)
    kept: dict[str, list[str]] = {}
    for line in table.splitlines():
        if line.startswith("| `"):
            kept.setdefault(line.split("`")[1], []).append(line)
    for part, rows in found.items():
        kept[part] = [f"| `{part}` {row}" for row in rows]
    lines = [line for part in kept.values() for line in part]
    return f"{before}{BEGIN}{HEAD}\n" + "\n".join(lines) + f"\n{END}{after}"
