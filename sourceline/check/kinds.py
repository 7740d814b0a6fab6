"""Every kind of problem, by its code: in which order the desk shows them, and under which heading."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches

from sourceline.errors import Problem, UsageError

KINDS: Mapping[str, str] = {
    # What cannot be read.
    "no-content": "No content",
    "no-sources": "No sources",
    "unknown-format": "Files of an unknown format",
    "unreadable": "Files that cannot be read",
    "unwritable": "Files that cannot be written",
    "file-exists": "Files that are there already",
    "source-not-there": "Texts that are not there",
    "not-a-file": "What is no file",
    "link-outside": "Links that lead out of the site",
    "bad-name": "Names of files",
    "not-utf-8": "Files that are not UTF-8",
    "too-large": "Files that are too large",
    "encrypted": "Encrypted files",
    "missing-extra": "Files that a further package reads",
    "page-left-out": "Broken pages",
    "sidecar-alone": "Descriptions without a source",
    "empty-source": "Empty sources",
    "reader-died": "Sources whose reading was killed",
    "reader-slow": "Sources that take too long to read",
    "reader-greedy": "Sources that take too much memory to read",
    "bad-answer": "Sources that a language model could not read",
    "yaml-broken": "Broken YAML",
    "yaml-alias": "YAML: aliases",
    "yaml-anchor": "YAML: anchors",
    "yaml-duplicate-key": "YAML: keys that stand twice",
    "yaml-key": "YAML: keys that are no text",
    "yaml-merge-key": "YAML: merge keys",
    "yaml-several-documents": "YAML: several documents in a file",
    "yaml-tag": "YAML: tags",
    "yaml-too-deep": "YAML: too deep",
    "yaml-too-large": "YAML: too large",
    "unknown-key": "Unknown keys",
    "missing-key": "Missing keys",
    "empty-item": "Empty items",
    "wrong-type": "Values of the wrong type",
    "wrong-word": "Values that are none of the words allowed",
    "unknown-engine": "Unknown engines",
    "impossible-date": "Dates that cannot be",
    "bad-address": "Addresses that cannot be",
    "bad-id": "Ids that cannot be",
    "no-pillow": "Cards that cannot be drawn",
    "unknown-label": "Labels that the site does not have",
    "wrong-label": "Labels that cannot be filled in",
    # What contradicts itself.
    "duplicate-id": "Two of one id",
    "shared-name": "Sources whose names make one id",
    "already-there": "Sources that are there already",
    "duplicate-address": "Two pages at one address",
    "record-without-target": "Files that have lost their target",
    "unknown-id": "Unknown ids",
    "unknown-profile": "Unknown profiles",
    "unknown-source": "Unknown sources",
    "cannot-merge": "What cannot be merged",
    "quote-not-found": "Unverified quotes",
    "cards-without-address": "Cards without an address",
    "altered-extraction": "Extractions that somebody changed",
    "withheld-name": "Withheld names in files of the theme",
    "unread": "Sources that no language model has read",
    "large-site": "Sites too large for their host",
    # What an author should know.
    "encoding-guessed": "Guessed encodings",
    "language-doubtful": "Languages in doubt",
    "page-flattened": "Web pages that nest too deep",
    "page-files": "Pictures and scripts of web pages",
    "attachment": "Attachments of mails",
    "disagreement": "Disagreements",
    "pair": "Perhaps one",
    "proposal": "Proposals",
    "unresolved-name": "Names that lead to no page",
    "undated-event": "Events without a date",
    "unanchored-date": "Dates without an anchor",
    "undated-source": "Sources without a date",
    "event-without-evidence": "Events without a source",
    "single-source": "Facts of a single source",
    "withheld-word": "Withheld names that are words, too",
    "no-archive-link": "Sources without a copy in an archive",
    "unused-source": "Sources nothing rests on",
    "unused-sentence": "Sentences nothing rests on",
    "empty-profile": "Pages without a fact",
    "gap": "Gaps in time",
    "lost-correction": "Corrections of pages that are not there",
    "ungrounded": "What an engine told without its words",
    "older-reading": "Sources read by an earlier language model",
    "dropped": "Left out of a text",
    "orphan": "Removed with its source",
    "not-kept": "Not kept for the next build",
}


def sort_kinds(problems: Iterable[Problem]) -> dict[str, list[Problem]]:
    """Code → its problems by place, in the order of `KINDS`."""
    found: dict[str, list[Problem]] = {code: [] for code in KINDS}
    for problem in sorted(problems):
        found.setdefault(problem.code, []).append(problem)
    return {code: listed for code, listed in found.items() if listed}


def name_kind(code: str) -> str:
    """The heading of a kind."""
    return KINDS.get(code, code)


def read_codes(text: str) -> frozenset[str]:
    """ "pair, gap" as a set; UsageError names what is none, and what comes near it."""
    codes = [code for part in text.split(",") if (code := part.strip())]
    for code in codes:
        if code not in KINDS:
            near = get_close_matches(code, KINDS, 1)
            hint = f"Did you mean {near[0]}?" if near else f"Kinds are: {', '.join(sorted(KINDS))}."
            raise UsageError(f"There is no kind of problem {code!r}.\n    {hint}")
    if not codes:
        raise UsageError("--only needs a kind of problem, as in --only pair,gap.")
    return frozenset(codes)
