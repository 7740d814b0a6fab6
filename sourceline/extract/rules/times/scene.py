"""What is known when an expression is read: publication, and what was spoken of before."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sourceline.extract.rules.times.grammar import Found
from sourceline.extract.rules.times.points import Point, coarsen, move
from sourceline.extract.rules.times.tense import Tense, sentence_bounds, tense_at


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """The context of the next expression; a new one after each."""

    text: str
    language: str = "en"
    published: Point | None = None
    """When the text was published, as finely as known."""
    narrative: bool = False
    """Whether the text tells of times long past: then a bare "in June" means the year in hand."""
    spoken: Point | None = None
    """The date last spoken of."""
    spoken_at: int = -1
    """Where it was."""
    spoken_day: Point | None = None
    """The last one that was a day."""
    period: Point | None = None
    """The quarter or half-year last spoken of, in a report of results."""
    months_reported: str | None = None
    """P9M or P6M, where a report has gone on to "the first nine months"."""
    before_christ: bool = False

    @property
    def now(self) -> Point | None:
        """What "today" and "last year" are counted from."""
        return self.published or self.spoken_day or self.spoken

    @property
    def year_anchor(self) -> Point | None:
        """What a date without its year takes it from."""
        return self.spoken if self.narrative and self.spoken else self.now

    @property
    def topic(self) -> Point | None:
        """What "the following day" and "two years later" are counted from."""
        return self.spoken or self.published

    @property
    def day(self) -> Point | None:
        """The day "Friday" is counted from: of publication, or in a narrative the last told."""
        if self.narrative and self.spoken_day:
            return self.spoken_day
        now = self.now
        return now if now and now.unit == "D" else None

    def tense(self, found: Found) -> Tense | None:
        """Past or future, by the words around it."""
        return tense_at(self.text, found.start, found.end)

    def spoken_near(self, found: Found, reach: int = 250) -> Point | None:
        """The date last spoken of, if in the same sentence or close by."""
        if self.spoken is None or found.start - self.spoken_at > reach:
            return None
        first, _ = sentence_bounds(self.text, found.start, found.end)
        return self.spoken if self.spoken_at >= first else None

    def nearest(self, found: Found, month: int, day: int | None = None) -> Point | None:
        """A month, or a day of a month, without its year: which is meant?

        In a narrative the year in hand. In news the nearest, unless the verb asks for the past
        or the future.
        """
        unit = "M" if day is None else "D"
        now = self.now
        ahead = now is not None and now is self.published and _tells_ahead(self.text, found.start)
        if self.narrative and self.spoken and not ahead:
            return Point(self._narrative_year(month), month, day or 1, unit)
        if now is None:
            return None
        # "through January" is the nearest one, unless it is told as something to come.
        until = found.word_before() in ("through", "until", "till", "by")
        tense = self.tense(found)
        if until and not ahead:
            tense = None
        near = self.spoken_near(found, 100)
        if (
            near
            and not until
            and not self._says_how_long()
            and tense != "future"
            and near.year < now.year
            and near.unit in ("Y", "M", "D")
        ):
            return Point(near.year, month, day or 1, unit)
        return _nearest_year(tense, now, month, day, unit)

    def _says_how_long(self) -> bool:
        """Whether the date last spoken of says since when: "who had run it since 2022, resigned in April"."""
        around = self.text[max(0, self.spoken_at - len("since ")) : self.spoken_at + len("since")]
        return "since" in around.lower()

    def _narrative_year(self, month: int) -> int:
        """The year in hand; the next one when a tale of late in the year comes to early months."""
        spoken = self.spoken
        assert spoken is not None  # noqa: S101 - asked only in a narrative with a date in hand
        turned = spoken.unit in ("D", "M") and spoken.month >= 9 and month <= 3
        return spoken.year + 1 if turned else spoken.year

    def shift_now(self, unit: str, count: int) -> Point | None:
        """The day, week, year … `count` units from now, when now is known as finely as that."""
        now = self.now
        if now is None or (unit in ("D", "W") and now.unit != "D"):
            return None
        return move(coarsen(now, unit), unit, count)

    def shift_topic(self, unit: str, count: int) -> Point | None:
        """The day, week, year … `count` units from the date last spoken of."""
        topic = self.topic
        if topic is None:
            return None
        if unit in ("D", "W") and topic.unit != "D":
            return None
        return move(coarsen(topic, unit), unit, count)


def _tells_ahead(text: str, start: int) -> bool:
    """Whether "will" stands before a date in its sentence: also at the end of a life's story it lies
    ahead of the report."""
    first, _ = sentence_bounds(text, start, start)
    return re.search(r"\b(?:will|is to|are to)\b", text[first:start]) is not None


def _nearest_year(tense: Tense | None, now: Point, month: int, day: int | None, unit: str) -> Point:
    """The year that puts the date where the verb looks, else nearest; limits are in days.

    Measured on news: the past tense goes with dates up to a month and a half ahead (three and a
    half for a stated day), of things that were told to come.
    """
    distance = (month - now.month) * 31 + ((day or now.day) - now.day)
    year = now.year
    if distance == 0 or (day is None and month == now.month):
        pass
    elif tense == "future":
        year += distance <= -60
    elif tense == "past":
        year -= distance > (110 if day is not None else 45)
    else:
        year += -1 if distance > 130 else distance < -235
    return Point(year, month, day or 1, unit)
