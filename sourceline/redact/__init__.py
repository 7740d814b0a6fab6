"""What an author withholds: a person's name, or a whole source, leaves the content before anything is woven of it.

`redact: true` stands in the file of a profile or beside a source. Everything that follows (pages, feeds, exports,
index, cards, data) is made of content in which the name is no more, and each file is searched for it once more
before it is published.
"""

from sourceline.redact.content import redact_content
from sourceline.redact.names import Redaction, find_redaction

__all__ = ["Redaction", "find_redaction", "redact_content"]
