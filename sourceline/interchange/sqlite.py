"""The whole chronicle as an SQLite database, for Datasette and for whoever speaks SQL.

Tables have foreign keys, names beside ids (a mere name has no id), and a quote stands once in `quotes` whatever rests on it.
The same chronicle gives the same bytes: rows go in in its order, and the one field of the file's head that tells
the version of SQLite is set to 0, as old versions left it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from decimal import Decimal

from sourceline import edtf
from sourceline.interchange.spans import write_day
from sourceline.interchange.tables import TABLES
from sourceline.interchange.tellings import locate_event, locate_profile, locate_source
from sourceline.interchange.values import Outgoing, Written
from sourceline.model import (
    Date,
    Disagreement,
    Event,
    EventClaim,
    Evidence,
    FigureClaim,
    Profile,
    QuotationClaim,
    Reference,
    RelationClaim,
    RoleClaim,
    Source,
)
from sourceline.site.addresses import clean_web_address
from sourceline.site.citations import cite_evidence, title_source
from sourceline.site.dates import describe_date
from sourceline.site.indented import dump_indented

Cell = str | int | float | None
_VERSION = slice(96, 100)
"""Of the file's head: the version of SQLite that wrote it last; nothing reads it but the program `file`."""
_LARGEST = 2**63


def write_database(outgoing: Outgoing) -> Written:
    """The bytes of the file."""
    with closing(sqlite3.connect(":memory:")) as database:
        database.executescript(TABLES)
        writer = _Writer(outgoing, database)
        writer.write_all()
        database.commit()
        data = bytearray(database.serialize())
    data[_VERSION] = bytes(4)
    return Written(bytes(data))


class _Writer:
    """Puts the values of a chronicle into the tables, each before what points to it."""

    def __init__(self, outgoing: Outgoing, database: sqlite3.Connection) -> None:
        self.outgoing = outgoing
        self.database = database
        self.profiles = outgoing.lookup.profiles
        self.quotes: dict[Evidence, int] = {}
        self.figures: set[FigureClaim] = set()

    def write_all(self) -> None:
        chronicle = self.outgoing.chronicle
        self._write_site()
        for source in chronicle.sources:
            self._write_source(source)
        for profile in chronicle.profiles:
            self._write_profile(profile)
        for number, event in enumerate(chronicle.events, 1):
            self._write_event(number, event)
        self._write_claims(chronicle.profiles)
        for quotation in chronicle.quotations:
            self._write_quotation(quotation)
        for profile in chronicle.profiles:
            for each in profile.disagreements:
                self._write_disagreement(each, profile=profile.id)
        for entry in chronicle.corrections:
            self._add("corrections", entry.on, entry.page, entry.what, entry.before, entry.after)

    def _add(self, table: str, *cells: Cell) -> int:
        """Adds a row; its number. What SQLite cannot hold in a text is replaced."""
        row = [c.encode(errors="replace").decode() if isinstance(c, str) else c for c in cells]
        marks = ", ".join("?" * len(row))
        cursor = self.database.execute(f"INSERT INTO {table} VALUES ({marks})", row)  # noqa: S608 - names of our own tables
        return cursor.lastrowid or 0

    # --- who, what and where it is told -----------------------------------------------------------

    def _write_site(self) -> None:
        settings = self.outgoing.chronicle.settings
        for key in ("title", "lead", "url", "language", "author", "licence"):
            self._add("site", key, getattr(settings, key))

    def _write_source(self, source: Source) -> None:
        self._add(
            "sources",
            source.id,
            title_source(source),
            int(("title", "made") in source.origins),
            source.author,
            source.publisher,
            source.published,
            clean_web_address(source.url),
            clean_web_address(source.archive_url),
            source.licence,
            source.retrieved,
            source.added,
            source.language,
            source.sha256,
            locate_source(self.outgoing, source),
            self.outgoing.find_text(source) or None,
        )

    def _write_profile(self, profile: Profile) -> None:
        pages = (profile.url, *profile.same_as)
        self._add(
            "profiles",
            profile.id,
            profile.name,
            profile.kind,
            profile.text or None,
            locate_profile(self.outgoing, profile),
        )
        for name in profile.aliases:
            self._add("aliases", profile.id, name)
        for page in dict.fromkeys(filter(None, map(clean_web_address, pages))):
            self._add("same_as", profile.id, page)
        self._rest("profile_quotes", profile.id, profile.evidence)

    def _write_event(self, number: int, event: Event) -> None:
        self._add(
            "events",
            event.id,
            number,
            " ".join(event.title.split()),
            event.kind,
            event.status,
            *self._date(event.date),
            event.support,
            event.text or None,
            event.reported,
            event.added,
            event.weight,
            int(event.pin),
            int(event.reviewed),
            locate_event(self.outgoing, event.id),
        )
        for place, participant in enumerate(event.participants, 1):
            who = Reference(participant.name, participant.profile)
            self._add("participants", event.id, place, participant.role, *self._refer(who))
        for topic in event.topics:
            if topic in self.profiles:
                self._add("event_topics", event.id, topic)
        self._rest("event_quotes", event.id, event.evidence)
        for claim in event.claims:
            self._write_claim(event, claim)
        for figure in event.figures:
            self._write_figure(figure, event)
        for each in event.disagreements:
            self._write_disagreement(each, event=event.id)

    # --- what sources say -------------------------------------------------------------------------

    def _write_claim(self, event: Event, claim: EventClaim) -> None:
        row = self._add(
            "claims",
            None,
            event.id,
            " ".join(claim.title.split()),
            claim.kind,
            claim.status,
            *self._date(claim.date),
            claim.attribution,
            claim.confidence,
        )
        self._rest("claim_quotes", row, claim.evidence)

    def _write_claims(self, profiles: Iterable[Profile]) -> None:
        """Roles, relations and figures; each stands at two profiles and is written once."""
        told: set[RoleClaim | RelationClaim] = set()
        for profile in profiles:
            for role in profile.roles:
                if role not in told:
                    told.add(role)
                    self._write_role(role)
            for relation in profile.relations:
                if relation not in told:
                    told.add(relation)
                    self._write_relation(relation)
            for figure in profile.figures:
                self._write_figure(figure)

    def _write_role(self, role: RoleClaim) -> None:
        row = self._add(
            "roles",
            None,
            *self._refer(role.person),
            role.role,
            role.qualifier,
            *self._refer(role.organization),
            *self._date(role.begin),
            *self._date(role.end),
            role.confidence,
        )
        self._rest("role_quotes", row, role.evidence)

    def _write_relation(self, relation: RelationClaim) -> None:
        row = self._add(
            "relations",
            None,
            *self._refer(relation.subject),
            relation.predicate,
            *self._refer(relation.object),
            relation.confidence,
        )
        self._rest("relation_quotes", row, relation.evidence)

    def _write_figure(self, figure: FigureClaim, event: Event | None = None) -> None:
        if figure in self.figures:
            return
        self.figures.add(figure)
        row = self._add(
            "figures",
            None,
            event.id if event else None,
            figure.phrase,
            *map(_write_number, (figure.value, figure.low, figure.high)),
            figure.unit,
            figure.currency,
            figure.per,
            figure.measure,
            *self._refer(figure.of),
            *self._date(figure.date),
            figure.confidence,
        )
        self._rest("figure_quotes", row, figure.evidence)

    def _write_quotation(self, quotation: QuotationClaim) -> None:
        row = self._add(
            "quotations",
            None,
            quotation.text,
            *self._refer(quotation.speaker),
            int(quotation.direct),
            quotation.verb,
            quotation.confidence,
        )
        for about in quotation.about:
            self._add("quotation_subjects", row, *self._refer(about))
        self._rest("quotation_quotes", row, quotation.evidence)

    def _write_disagreement(
        self, found: Disagreement, *, event: str | None = None, profile: str | None = None
    ) -> None:
        row = self._add(
            "disagreements",
            None,
            event,
            profile,
            found.field,
            found.about or None,
            found.rule,
            int(found.is_open),
        )
        for place, variant in enumerate(found.variants, 1):
            told = dump_indented(list(variant.sources)).replace("\n", "")
            corrected, fits = int(variant.corrected), int(variant.fits)
            self._add("variants", row, place, variant.value, told, corrected, fits)

    # --- parts ------------------------------------------------------------------------------------

    def _refer(self, reference: Reference | None) -> tuple[Cell, Cell]:
        """A name, and the id of its profile where it has one."""
        if reference is None:
            return None, None
        return reference.name, reference.profile if reference.profile in self.profiles else None

    def _date(self, date: Date | None) -> tuple[Cell, ...]:
        """EDTF, its words, how it is known, and its bounds as days, widened where it is about right."""
        if date is None:
            return None, None, None, None, None
        value = edtf.parse(date.edtf)
        words = describe_date(date, self.outgoing.lookup.labels).text
        bounds = (value.earliest_fuzzy, value.latest_fuzzy)
        return date.edtf, words, date.basis, *(write_day(day) or None for day in bounds)

    def _rest(self, table: str, owner: Cell, evidence: Iterable[Evidence]) -> None:
        """Notes on which quotes something rests."""
        for each in dict.fromkeys(evidence):
            if each.source in self.outgoing.lookup.sources:
                self._add(table, owner, self._number_quote(each))

    def _number_quote(self, evidence: Evidence) -> int:
        if evidence not in self.quotes:
            citation = cite_evidence(self.outgoing.lookup, evidence)
            known = evidence.start >= 0
            self.quotes[evidence] = self._add(
                "quotes",
                None,
                evidence.source,
                evidence.exact,
                evidence.start if known else None,
                evidence.end if known else None,
                int(citation.verified),
                citation.original,
            )
        return self.quotes[evidence]


def _write_number(number: Decimal | None) -> int | float | None:
    if number is None:
        return None
    whole = number == number.to_integral_value() and abs(number) < _LARGEST
    return int(number) if whole else float(number)
