"""A human file ready to change: every key as it stands, commented out.

What is commented out says nothing, so that a draft changes no fact until a line is uncommented.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from sourceline.model import Date, Event, Evidence, Profile
from sourceline.store.dump import dump_yaml, write_comment
from sourceline.store.files import create_bytes
from sourceline.store.plain import Bare, Plain, simplify_value
from sourceline.store.records import DEFAULTS

_HEAD = (
    "What Sourceline shows of this {noun}. A line that starts with '#' says nothing: take the '#' away, "
    "and that of the lines that belong to it, and change what it says. It then wins over what was read, "
    "now and after every reading to come. The rest stays as it was read. docs/editing.md tells all keys."
)
_ANCHOR = (
    "# What this file speaks of, so that it keeps its event whatever becomes of the id. Leave it.\n"
)
_TEXT: dict[str, Plain] = {"text": "Your own words, in Markdown.\nThey stand on the page.\n"}
_WORDS: dict[str, Plain] = {
    "reviewed": Bare("true"),
    "pin": Bare("true"),
    "note": "For yourselves; never published.",
}
_REJECT: dict[str, Plain] = {"reject": Bare("true")}


def draft_event(event: Event) -> str:
    """The text of a new file for an event."""
    fields = ("title", "kind", "date", "status", "participants", "topics")
    claims = [f"{claim.evidence[0].source}/{claim.id}" for claim in event.claims if claim.evidence]
    anchor = f"\n{_ANCHOR}{dump_yaml({'of': [*claims]})}" if claims else ""
    return _draft("event", event, fields, event.evidence) + anchor


def draft_profile(profile: Profile) -> str:
    """The text of a new file for a profile."""
    return _draft("profile", profile, ("name", "kind", "aliases", "url", "same_as"), ())


def _draft(
    noun: str, thing: Event | Profile, fields: Iterable[str], evidence: Iterable[Evidence]
) -> str:
    said: dict[str, Plain] = {}
    for field in fields:
        value = getattr(thing, field)
        if isinstance(value, Date):  # how it was read is not for a person to write
            value = Date(value.edtf, value.basis)
        if value:
            said[field] = simplify_value(value, DEFAULTS, field)
    other: list[Plain] = [f"the-id-of-another-{noun}"]
    joins: dict[str, Plain] = {"merge": other, "not": other, "split": ["a-source/its-id"]}
    blocks = [said, _TEXT, joins, _WORDS, _REJECT]
    quotes = [f"{item.source}: “{' '.join(item.exact.split())}”" for item in evidence]
    head = write_comment(_HEAD.format(noun=noun))
    if quotes:
        head += write_comment("\nIt rests on:\n" + "\n".join(quotes))
    return head + "".join(f"\n{_comment_out(dump_yaml(block))}" for block in blocks if block)


def _comment_out(text: str) -> str:
    return "".join(f"# {line}".rstrip() + "\n" for line in text.splitlines())


def write_draft(root: Path, path: str, text: str) -> bool:
    """Put a draft at a site-relative path; False when a file stands there, which is never touched.

    ContentError when it cannot be written.
    """
    return create_bytes(root, path, text.encode())
