"""Claims as lines of a page: figures, roles, relations, quotations."""

from __future__ import annotations

from collections.abc import Iterable

from sourceline.model import (
    Evidence,
    FigureClaim,
    ProfileKind,
    QuotationClaim,
    Reference,
    RelationClaim,
    RoleClaim,
)
from sourceline.site.citations import cite_all, cite_evidence
from sourceline.site.dates import describe_date
from sourceline.site.labels import Labels
from sourceline.site.lookup import Lookup, find_event, link_reference
from sourceline.site.values import (
    FigureLine,
    Link,
    QuotationLine,
    Related,
    RelationGroup,
    RoleLine,
    When,
)


def list_figures(
    lookup: Lookup, figures: Iterable[FigureClaim], *, first: int = 1
) -> tuple[FigureLine, ...]:
    """Figures as the source words them; what it does not say is said not to be stated. `first` is the number
    of the first among all of its page."""
    return tuple(_word_figure(lookup, figure, n) for n, figure in enumerate(figures, first))


def _word_figure(lookup: Lookup, figure: FigureClaim, number: int) -> FigureLine:
    unstated = figure.unit == "money" and figure.currency is None
    return FigureLine(
        anchor=f"figure-{number}",
        phrase=figure.phrase,
        measure=(figure.measure or "").replace("_", " "),
        of=link_reference(lookup, figure.of),
        note=lookup.labels("currency_not_stated") if unstated else "",
        bounds=word_bounds(figure, lookup.labels),
        when=describe_date(figure.date, lookup.labels) if figure.date else None,
        citations=cite_all(lookup, figure.evidence),
    )


def word_bounds(figure: FigureClaim, labels: Labels) -> str:
    """ "12 or more", "14 to 20"; "" where one number is given, or the phrase itself has the numbers."""
    low, high = (None if n is None else f"{n:,f}" for n in (figure.low, figure.high))
    known = [number for number in (low, high) if number is not None]
    if figure.value is not None or all(number in figure.phrase for number in known):
        return ""
    if low is None or high is None:
        return labels("bound_high" if low is None else "bound_low", number=low or high or "")
    return labels("bound_both", low=low, high=high)


def word_role(lookup: Lookup, role: RoleClaim) -> str:
    """ "interim co-CEO"; in the site's words for one that has no name."""
    return name_role(role) or lookup.labels("role_unnamed")


def name_role(role: RoleClaim) -> str:
    """ "interim co-CEO", or ""."""
    return " ".join(part for part in (role.qualifier, role.role) if part)


def list_roles(
    lookup: Lookup, roles: Iterable[RoleClaim], profile: str, *, first: int = 1
) -> tuple[RoleLine, ...]:
    """Roles with their begin and end in words, without the name of the page they stand on."""
    return tuple(_word_role_line(lookup, role, profile, n) for n, role in enumerate(roles, first))


def _word_role_line(lookup: Lookup, role: RoleClaim, profile: str, number: int) -> RoleLine:
    labels = lookup.labels
    begin = describe_date(role.begin, labels) if role.begin else None
    end = describe_date(role.end, labels) if role.end else None
    event = lookup.events.get(role.event) if role.event else None
    return RoleLine(
        anchor=f"role-{number}",
        person=None if speaks(role.person, profile) else link_reference(lookup, role.person),
        role=word_role(lookup, role),
        organization=None
        if speaks(role.organization, profile)
        else link_reference(lookup, role.organization),
        begin=begin,
        end=end,
        span=_word_span(begin, end, labels),
        event=Link(event.title, find_event(lookup, event.id)) if event else None,
        citations=cite_all(lookup, role.evidence),
    )


def _word_span(begin: When | None, end: When | None, labels: Labels) -> str:
    if begin and end and not begin.hollow and not end.hollow:
        return labels("role_span", begin=begin.plain, end=end.plain)
    return labels.join((word_end(labels, "role_begin", begin), word_end(labels, "role_end", end)))


def word_end(labels: Labels, key: str, when: When | None) -> str:
    """ "from 2019", or "begin reported 26 March 2024" where only the reporting is dated."""
    if when is None:
        return ""
    return labels(f"{key}_reported" if when.hollow else key, date=when.plain)


def group_relations(
    lookup: Lookup, relations: Iterable[RelationClaim], profile: str
) -> tuple[RelationGroup, ...]:
    """Relations read from the side of `profile`: "Made by …" on the product's page."""
    groups: dict[str, dict[Link, list[Evidence]]] = {}
    for relation in relations:
        forward = relation.subject.profile == profile
        other = relation.object if forward else relation.subject
        key = relation.predicate if forward else f"inverse_{relation.predicate}"
        label = lookup.labels.find(key, relation.predicate.replace("_", " "))
        link = link_reference(lookup, other) or Link(other.name)
        groups.setdefault(label, {}).setdefault(link, []).extend(relation.evidence)
    return tuple(
        RelationGroup(
            label,
            tuple(
                Related(other=link, citations=cite_all(lookup, found))
                for link, found in others.items()
            ),
        )
        for label, others in groups.items()
    )


def list_quotations(
    lookup: Lookup, quotations: Iterable[QuotationClaim], side: str, *, first: int = 1
) -> tuple[QuotationLine, ...]:
    """What was said, with who said it; `side` is "by" or "about"."""
    return tuple(
        _word_quotation(lookup, quotation, f"{side}-{n}")
        for n, quotation in enumerate(quotations, first)
    )


def _word_quotation(lookup: Lookup, quotation: QuotationClaim, anchor: str) -> QuotationLine:
    evidence = quotation.evidence[0] if quotation.evidence else None
    source = lookup.sources.get(evidence.source) if evidence else None
    return QuotationLine(
        anchor=anchor,
        text=quotation.text,
        language=source.language if source else lookup.language,
        direct=quotation.direct,
        speaker=link_reference(lookup, quotation.speaker),
        verb=quotation.verb or "",
        citation=cite_evidence(lookup, evidence) if evidence else None,
    )


def speaks(reference: Reference | None, profile: str) -> bool:
    """Whether a claim refers to this profile."""
    return reference is not None and reference.profile == profile


def name_kind(labels: Labels, kind: ProfileKind) -> str:
    """ "Person"."""
    return labels(kind)


def word_status(labels: Labels, status: str) -> tuple[str, str]:
    """How an event is told, as a page of its own says it: the class and the words; both "" for what is asserted,
    as nearly all is."""
    return ("", "") if status == "asserted" else (status, labels(f"status_{status}"))


def name_event_kind(labels: Labels, kind: str) -> str:
    """ "takeover bid" for the kind `takeover_bid`: its label, or its own words."""
    return labels.find(f"kind_{kind}", kind.replace("_", " "))


def word_confidence(labels: Labels, confidences: Iterable[float]) -> str:
    """The lowest of them in a word: high from 0.8, fair from 0.5."""
    lowest = min(confidences, default=None)
    if lowest is None:
        return ""
    if lowest >= 0.8:
        return labels("confidence_high")
    return labels("confidence_fair" if lowest >= 0.5 else "confidence_low")


def word_by_hand(labels: Labels, fields: tuple[str, ...], *, whole: str) -> str:
    """ "title, date", or that a person wrote all of it."""
    if "*" in fields:
        return labels(whole)
    return labels.join((labels.find(f"field_{name}", name) for name in fields), "join_names")
