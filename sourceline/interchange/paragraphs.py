"""An event as plain paragraphs: for formats that hold a text and no markup."""

from __future__ import annotations

from sourceline.interchange.tellings import Quote, Telling


def tell_plainly(telling: Telling) -> tuple[str, ...]:
    """How it is known when it was, what the author says of it, and each quote with who is quoted."""
    when = telling.when if telling.edtf else ""
    head = " · ".join(part for part in (telling.status, when) if part)
    told = (head, telling.note, telling.text, *map(cite_plainly, telling.quotes))
    return tuple(part for part in told if part)


def cite_plainly(quote: Quote) -> str:
    """“It was time.” (The Courier, 6 May 2031) https://…"""
    return " ".join(part for part in (f"“{quote.text}”", f"({quote.credit})", quote.link) if part)
