"""When a suggested event happened: always by our own reader of dates."""

from __future__ import annotations

from sourceline.edtf import Edtf, EdtfError, parse
from sourceline.extract.grounding.passages import Passage
from sourceline.extract.rules.background import follows_old_date, is_background
from sourceline.extract.rules.moments import find_moment
from sourceline.extract.rules.predicates import Predicate, read_predicates
from sourceline.model import Date, TimeExpression


def read_words(passage: Passage, words: str) -> TimeExpression | None:
    """The date that our reader finds in some words of the passage; None where they do not stand there or
    are no date to it. Of several the longest."""
    found = [
        time
        for start, end in passage.find_words(words.strip())
        for time in passage.list_times()
        if time.start < end and start < time.end
    ]
    return max(found, key=lambda time: (time.end - time.start, -time.start), default=None)


def make_date(time: TimeExpression) -> Date:
    """A time expression as the date of an event."""
    edtf = (time.edtf or "").removesuffix("/..")  # "since 2026, when he took over"
    return Date(edtf, time.basis, time.text, time.reference, time.reason)


def contradicts(written: str, time: TimeExpression) -> bool:
    """Whether a date that was suggested and ours for the same words cannot both be true."""
    try:
        theirs, ours = parse(written.strip()), parse(time.edtf or "")
    except EdtfError:
        return True
    return _is_before(theirs, ours) or _is_before(ours, theirs)


def _is_before(one: Edtf, two: Edtf) -> bool:
    last, first = one.latest_fuzzy, two.earliest_fuzzy
    return last is not None and first is not None and last < first


def find_own_date(passage: Passage, predicate: Predicate | None, kind: str) -> Date | None:
    """What the rules would say: the time that hangs on the verb, or the day of the report; None for what
    looks back without a date."""
    document = passage.document
    if predicate is not None:
        back = is_background(document, predicate, kind)
        return find_moment(document, predicate.tree, predicate.head, background=back)
    published = document.source.published
    if published is None or follows_old_date(document, passage.numbers[0]):
        return None
    return Date(published, "published")


def is_of_another(passage: Passage, time: TimeExpression, predicate: Predicate | None) -> bool:
    """Whether a time hangs on another verb of the passage than that of the event."""
    document = passage.document
    for number in passage.numbers:
        for other in read_predicates(document)[number]:
            if predicate is None or other.head == predicate.head:
                continue
            moment = find_moment(document, other.tree, other.head)
            if moment is not None and moment.phrase == time.text:
                return True
    return False
