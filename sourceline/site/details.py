"""What the page of an event shows, in short: it stands below the entry where events have no pages."""

from __future__ import annotations

from sourceline.model import Event
from sourceline.site.addresses import event_path
from sourceline.site.citations import group_citations
from sourceline.site.corrections import list_corrected
from sourceline.site.differences import list_differences, word_support
from sourceline.site.entries import describe_when
from sourceline.site.events import group_roles, link_topics, list_settled, word_attribution
from sourceline.site.lines import list_figures, name_event_kind, word_status
from sourceline.site.lookup import Lookup
from sourceline.site.values import Detail


def describe_detail(lookup: Lookup, event: Event) -> Detail:
    """Everything but its neighbours and how it was read."""
    labels = lookup.labels
    status, status_text = word_status(labels, event.status)
    figures = list_figures(lookup, list_settled(event))
    return Detail(
        corrected=list_corrected(lookup, event_path(event.id)),
        kind=name_event_kind(labels, event.kind),
        note=describe_when(lookup, event).note,
        status=status,
        status_text=status_text,
        roles=group_roles(lookup, event),
        topics=link_topics(lookup, event),
        attribution=word_attribution(lookup, event),
        markdown=event.text,
        # The page has other figures, too.
        figures=tuple(f._replace(anchor=f"{event.id}-{f.anchor}") for f in figures),
        quotes=group_citations(lookup, event.evidence),
        support=word_support(lookup, event),
        differences=list_differences(lookup, event.disagreements),
    )
