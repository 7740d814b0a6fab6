"""A document of the web, fetched politely: the only room that speaks to strangers, and only when a person asks.

    addresses   an address typed or redirected to → its parts; which machines may be spoken to
    client      one answer over one connection, to the machine that was checked, within limits
    robots      what a site asks of programs (RFC 9309)
    fetching    all of it: redirects, robots, one request a second

Nothing it gives is trusted: a document is bytes with a type, read as any source is.
"""

from sourceline.fetch.fetching import Document, Fetcher

__all__ = ["Document", "Fetcher"]
