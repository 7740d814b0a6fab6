"""What each kind of problem means, and what mends it: for `check --explain`, and for the reference in docs/."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from sourceline.check.kinds import name_kind


class Meaning(NamedTuple):
    """One kind of problem, in words that hold for every problem of its kind."""

    severity: str
    """error, warning or note; several where it depends."""
    means: str
    remedy: str


MEANINGS: Mapping[str, Meaning] = {
    code: Meaning(*words)
    for code, words in {
        "no-content": (
            "error",
            "The folder in which the command runs has no `content/` in it.",
            "Change to the folder of the site, or name it with `-C`. `sourceline new` starts a site.",
        ),
        "no-sources": (
            "error",
            "`content/sources/` holds no text, so there is nothing to read.",
            "Put a text there, in one of the formats that the message names.",
        ),
        "unknown-format": (
            "error",
            "A file's name ends in a way that nothing reads in this folder.",
            "Save it in a format that the message names, or move it out of the folder.",
        ),
        "unreadable": (
            "error",
            "The system does not let a file be read, or it holds what no text holds.",
            "Give yourself the right to read it, or mend what the message names.",
        ),
        "unwritable": (
            "error",
            "A file of the site could not be written.",
            "Give yourself the right to write in its folder, or free room on the disk.",
        ),
        "not-a-file": (
            "error",
            "A pipe, a socket or a device stands where a file is expected; it was not opened.",
            "Remove it from the content folder.",
        ),
        "link-outside": (
            "error",
            "A symbolic link leads out of the site; it is neither read nor written through.",
            "Copy the file, or make the folder, in its place.",
        ),
        "bad-name": (
            "error",
            "The name of a file holds characters that cannot be shown.",
            "Rename it with letters, digits, hyphens and a dot.",
        ),
        "not-utf-8": (
            "error or warning",
            (
                "A file is no UTF-8 text; the place is that of the first byte that fits no character. A file that is"
                " imported is read as Windows-1252 then, which is only a warning."
            ),
            "Save it as UTF-8 in your editor.",
        ),
        "sidecar-alone": (
            "error",
            "A file describes a source that is not beside it.",
            "Name it as the source with `.yaml` after it: `report.txt.yaml` for `report.txt`.",
        ),
        "empty-source": (
            "error",
            "A source holds no text.",
            "Put its text into it, or remove it.",
        ),
        "reader-died": (
            "error",
            "The process that read a source died twice, killed or out of memory.",
            "Free some memory and run it again; if it dies again, split the source or move it away.",
        ),
        "reader-slow": (
            "error",
            "Reading a source took more time of the processor than any source of its size should: it was stopped.",
            "Copy its text into a `.txt` file in its place, split it, or move it away.",
        ),
        "reader-greedy": (
            "error",
            "Reading a source took more memory than any source of its size should: it was stopped.",
            "Copy its text into a `.txt` file in its place, split it, or move it away.",
        ),
        "yaml-broken": (
            "error",
            "A file is no YAML; the message says what stands in the way, in plain words.",
            "Mend the line; most often a colon, a quotation mark or the space before a key is amiss.",
        ),
        "yaml-alias": (
            "error",
            "A value starts with `*`, which YAML takes for an alias; aliases are not used here.",
            "Write the value out, or put it in quotes.",
        ),
        "yaml-anchor": (
            "error",
            "A value starts with `&`, which YAML takes for an anchor; anchors are not used here.",
            "Remove it, or put the value in quotes.",
        ),
        "yaml-duplicate-key": (
            "error",
            "A key stands twice, so that one of its values would be lost.",
            "Keep one of the two.",
        ),
        "yaml-key": (
            "error",
            "A list or a mapping stands where a key is expected.",
            "Write the key as plain text; put text that starts with `[` or `{` in quotes.",
        ),
        "yaml-merge-key": (
            "error",
            "The key `<<` would bring in keys from elsewhere; it is not used here.",
            "Write the keys out.",
        ),
        "yaml-several-documents": (
            "error",
            "A line `---` starts a second document in one file.",
            "Remove the line, or move what follows it into a file of its own.",
        ),
        "yaml-tag": (
            "error",
            "A value starts with `!`, which YAML takes for a tag; tags are not used here.",
            "Remove it, or put the value in quotes.",
        ),
        "yaml-too-deep": (
            "error",
            "Lists and mappings stand more levels deep in one another than any content needs.",
            "Look for brackets or dashes that are never closed.",
        ),
        "yaml-too-large": (
            "error",
            "A file holds more keys and values than are read from one file.",
            "Divide it into several files.",
        ),
        "unknown-key": (
            "error or warning",
            (
                "A key is none that this file can hold; in the front matter of a source, which may be written for"
                " other programs too, that is only a warning."
            ),
            "Write the key that the message suggests, or one of those it lists.",
        ),
        "missing-key": (
            "error",
            "A key that this value cannot do without is missing.",
            "Add the line that the message shows.",
        ),
        "empty-item": (
            "error",
            "A dash of a list has nothing after it.",
            "Write its value, or remove the dash.",
        ),
        "wrong-type": (
            "error",
            "A list stands where a text is expected, a text where a number is, and the like.",
            "Write it as the message shows.",
        ),
        "wrong-word": (
            "error",
            "The key takes one of a few words, and this is none of them.",
            "Write one of those that the message lists.",
        ),
        "impossible-date": (
            "error",
            "A date is no EDTF date, or there is no such day.",
            "Write it as the message suggests: `2024-03-26`, `2024-03`, `2024`, `2024~`, `2019/2021`.",
        ),
        "bad-address": (
            "error",
            "An address is none of the web, or a file of `static/` has a path that no address can have.",
            "Write the whole address with `https://`, or rename the file.",
        ),
        "bad-id": (
            "error",
            "An id, or the page of a correction, cannot be part of an address.",
            "Use small letters a to z, digits and hyphens, as the message shows.",
        ),
        "no-pillow": (
            "error",
            "`social_cards: true` wants pictures, and what draws them is not installed.",
            'Install it with `pip install "sourceline[images]"`, or write `social_cards: false`.',
        ),
        "unknown-label": (
            "error",
            "`labels:` names a label that the site does not have.",
            "Write the one that the message suggests; `docs/reference/labels.md` lists all.",
        ),
        "wrong-label": (
            "error",
            "A label is filled in with what it does not get, or lacks a plural of its language.",
            "Use the names in braces, or the plurals, that the message lists.",
        ),
        "duplicate-id": (
            "error",
            "Two of your files have one id.",
            "Rename one of the files, or join the two.",
        ),
        "shared-name": (
            "warning",
            "The names of two sources would make one id; the second got a sum of its path behind it.",
            "Rename one of the files, or delete it where both are one text.",
        ),
        "duplicate-address": (
            "error",
            "Two pages would stand at one address; capital and small letters count as the same.",
            "Rename one of the two files, or give one of them another id.",
        ),
        "record-without-target": (
            "error or note",
            (
                "A file of yours speaks of an event or profile that no source tells, and does not say enough to add one."
                " It is a note where the file only rejects what is gone."
            ),
            "Rename the file to the id that the message suggests, complete it, or delete it.",
        ),
        "unknown-id": (
            "error or warning",
            (
                "`merge`, `not`, `split` or `of` names an id that there is not. What should be kept apart"
                " from something that is gone is only a warning."
            ),
            "Write the id that the message suggests, or take it out.",
        ),
        "unknown-profile": (
            "error",
            "A participant or a topic names a profile that there is not, or that has no page.",
            "Write the id that the message suggests, or add the profile in `content/profiles/`.",
        ),
        "unknown-source": (
            "error",
            "Evidence names a source that there is not.",
            "Write the id of the source: the name of its file in small letters, with hyphens.",
        ),
        "cannot-merge": (
            "error",
            "An id under `merge:` has a file of its own, or `not:` keeps the two apart.",
            "Move what that file says into the one that stays and delete it, or take the id out of one of the two keys.",
        ),
        "quote-not-found": (
            "error",
            "A quote does not stand in its source. White space, quotation marks and dashes may differ, words may not.",
            "Copy the sentence from the source; the message shows what comes nearest.",
        ),
        "cards-without-address": (
            "warning",
            "Social cards are wanted, but without `url:` nobody could find them.",
            "Write `url:` into `content/site.yaml`, or take `social_cards` out.",
        ),
        "altered-extraction": (
            "warning",
            (
                "A file of `content/extracted/` is no longer as Sourceline wrote it. A copy is kept in"
                " `.sourceline/altered/`, and the source is read again."
            ),
            "Put corrections into `content/events/` or `content/profiles/`, where they stay.",
        ),
        "large-site": (
            "warning",
            "The finished site is larger than GitHub Pages takes.",
            "Make fewer pages with the lines that the message shows, split the site, or publish it elsewhere.",
        ),
        "disagreement": (
            "note",
            "Sources give different dates, statuses, figures or roles; one was chosen, and the page shows all.",
            "Write the right one into the file of the event; then it is silent.",
        ),
        "pair": (
            "note",
            "Two events or two profiles are perhaps one.",
            "If they are one, write `merge:`; if they are two, `not:`. Both lines stand in the message.",
        ),
        "proposal": (
            "note",
            "A fact was read with a confidence below 0.5, and is shown nowhere until you accept it.",
            "Read its sentence, then write `reviewed: true` or `reject: true` into its file.",
        ),
        "unresolved-name": (
            "note",
            "A name that facts use leads to no page.",
            "Teach it as an alias of a profile, make it a page of its own, or reject it.",
        ),
        "undated-event": (
            "note",
            "No source tells when an event happened, nor when it was reported.",
            "Write `date:` into the file of the event.",
        ),
        "unanchored-date": (
            "note",
            'A date such as "last Tuesday" cannot be counted, since the day of its report is not known.',
            "Write `published:` into the file beside the source.",
        ),
        "undated-source": (
            "note",
            "It is not known on which day a source was published, so what it reports is not dated by that.",
            "Write `published:` into the file beside the source.",
        ),
        "event-without-evidence": (
            "note",
            "An event of yours names no sentence that it rests on.",
            "Add `evidence:` with the id of a source and its exact words.",
        ),
        "single-source": (
            "note",
            "Events rest on one publisher alone.",
            "Add a source of another publisher; where one is enough for you, write `reviewed: true`.",
        ),
        "no-archive-link": (
            "note",
            "A source has an address, and no copy of it in a web archive is named.",
            "Have an archive keep the page, and write `archive_url:` beside the source.",
        ),
        "unused-source": (
            "note",
            "Nothing on the site rests on a source.",
            "Add an event that quotes it, or leave it as it is.",
        ),
        "unused-sentence": (
            "note",
            "Nothing on the site rests on a sentence that looks as if it told something.",
            "Add an event that quotes it; `sourceline check --sentences` lists every sentence.",
        ),
        "empty-profile": (
            "note",
            "The page of a profile states no fact.",
            "Write a `text:` for it, or `reject: true` if it needs no page.",
        ),
        "gap": (
            "note",
            "For over a year, and ten times as long as usual here, nothing is told.",
            "If something happened then, add a source or an event; or leave it.",
        ),
        "lost-correction": (
            "note",
            "A correction is of a page that is not there, and no entry says that it is gone.",
            "Mend the address, or add an entry with `what: removed`.",
        ),
        "dropped": (
            "note",
            "A part of a text was taken for an advertisement, a caption, its date line or the like, and is not read.",
            "Nothing, unless it is part of the article.",
        ),
        "orphan": (
            "note",
            "A file of `content/extracted/` was removed, since the source that it was read from is gone.",
            "Nothing, unless the source was moved away by mistake.",
        ),
        "not-kept": (
            "note",
            "What was read could not be kept for the next build, which then reads all files anew.",
            "Make room in `.sourceline/`.",
        ),
        "withheld-name": (
            "error",
            "A file of the finished site would tell a name that `redact: true` withholds.",
            "Take it out of the template or theme that brings it there, or add it to `aliases:` of that profile.",
        ),
        "withheld-word": (
            "note",
            "A family name that is withheld is an ordinary word, too, so alone it is withheld only in the sources that speak of the person.",
            "Look over the pages of those sources; to withhold a phrase everywhere, add it to `aliases:`.",
        ),
        "file-exists": (
            "error",
            "A file that an import would write is there already, so nothing was written.",
            "Move it away if the new one is to take its place, or take it out of what you import.",
        ),
        "source-not-there": (
            "note",
            "A text that an imported quote is from is not here, so the quote was left out.",
            "Put the text into `content/sources/` before you import, or export with `--texts`.",
        ),
        "bad-answer": (
            "error",
            "A language model gave no answer of use to a source, twice.",
            "Run it again, or name a model that keeps to a JSON Schema.",
        ),
        "unread": (
            "warning",
            "No language model has read a source yet, so nothing of it is on the site.",
            "Type `sourceline extract --engine llm`; it asks before it sends anything.",
        ),
        "older-reading": (
            "note",
            "A source was read by another model, prompt or version; that reading is used.",
            "To have it read again, type `sourceline extract --engine llm`.",
        ),
        "too-large": (
            "error",
            "A document is larger, or has more pages or parts, than is read from one file.",
            "Split it, or copy its text into a `.txt` file.",
        ),
        "encrypted": (
            "error",
            "A PDF opens only with a password.",
            "Save a copy without one, or copy its text into a `.txt` file.",
        ),
        "missing-extra": (
            "error",
            "A file of this format is read by a further package, which is not installed.",
            "Install it; `sourceline doctor` names the command.",
        ),
        "page-left-out": (
            "warning",
            "A page of a PDF is broken and was left out.",
            "Save the PDF again from another program, or copy its text into a `.txt` file.",
        ),
        "already-there": (
            "error",
            "There is a source of this name already, so nothing was added.",
            "If it is another one, give it another name with `--name`.",
        ),
        "encoding-guessed": (
            "warning",
            "A file is not UTF-8, and was read in the encoding that fits its words best.",
            "Look whether its letters are right on its page; to be sure, save it as UTF-8.",
        ),
        "language-doubtful": (
            "note",
            "A document says that it is in one language, and its words look like another.",
            "If the words are right, write `language:` into the file beside it.",
        ),
        "page-flattened": (
            "note",
            "A web page nests very deep; tags of deeper levels were taken out, and their text was kept.",
            "Look whether its text is whole; if it is not, copy the article into a `.txt` file.",
        ),
        "page-files": (
            "note",
            "The pictures, styles and scripts that a browser saved with a page are not read.",
            "Nothing; the folder may be deleted.",
        ),
        "attachment": (
            "note",
            "An attachment of a mail was not read.",
            "If it is a source, save it as a file of its own.",
        ),
        "unknown-engine": (
            "error",
            "`engine` names an engine that there is not.",
            "Write one that the message lists, or install the package that offers it.",
        ),
        "ungrounded": (
            "warning",
            "An engine told facts whose words do not stand in the source as it said; they were left out.",
            "Nothing here; whoever makes the engine wants to know.",
        ),
    }.items()
}
"""Code → what it means, for every code of `KINDS`."""


def explain_kind(code: str) -> str:
    """A kind of `KINDS` for the terminal: code, heading, severity; meaning and remedy below."""
    meaning = MEANINGS[code]
    words = f"{meaning.means}\n    {meaning.remedy}"
    words = words.replace("`", "'")  # a name in backticks means nothing to a terminal
    return f"{code} ({name_kind(code)}), {meaning.severity}:\n    {words}"
