"""What each key of the files that people write is for, in a sentence: for editors, which show it beside the key."""

from __future__ import annotations

from sourceline.model import (
    Correction,
    Date,
    EventRecord,
    Evidence,
    ModelSettings,
    Participant,
    ProfileRecord,
    Settings,
)
from sourceline.store.sources import Sidecar

_DATE = "An EDTF date: 2024-03-26, 2024-03, 2024, 2024~ (about), 2024? (perhaps), 2019/2021."
_REVIEWED = "true when a person has checked it; makes a proposal a fact."
_PIN = "true puts it first: among the key moments, or the profiles."
_NOTE = "For yourselves; never published."

DESCRIPTIONS: dict[type, dict[str, str]] = {
    Settings: {
        "title": "The name of the site.",
        "lead": "One paragraph below the title, in Markdown.",
        "about": "The start of the about page, in Markdown.",
        "url": "Where the site will live, such as https://example.org/chronicle/. Feeds, the sitemap and social cards need it.",
        "language": "The language of the site itself, such as en or pt-BR.",
        "author": "Who makes the site; shown on every page.",
        "licence": "The licence of the site, by its name or address; shown on every page.",
        "show": "How much of a source its page prints: excerpt (cited sentences with a little around them) or full.",
        "engine": "Who reads the sources: rules, the smaller and quicker fast, spacy, or llm, a language model; or the engine of an installed package.",
        "llm": "Which language model reads them where engine is llm, and what it costs.",
        "engine_model": "Which of the engine's models reads, such as en_core_web_md of spacy.",
        "embeds": "false leaves out the small pages that other sites may frame.",
        "event_pages": "off tells each event on the page of its month or year instead of on one of its own; for very many events.",
        "social_cards": "true draws a picture for those who share a page; needs url, and Pillow.",
        "labels": "Words of the site itself, said in your own way: the key of a label, and your text.",
    },
    ModelSettings: {
        "model": "Its name, as its service calls it.",
        "base_url": "The address of a service that speaks as OpenAI's does, such as http://127.0.0.1:11434/v1 for Ollama; without it, OpenAI's own.",
        "price_in": "What a million tokens cost that the model reads; only for the estimate.",
        "price_out": "What a million tokens cost that the model writes.",
    },
    Sidecar: {
        "title": "The headline of the text.",
        "author": "Who wrote it.",
        "publisher": "Where it was published; several texts of one publisher count as one voice.",
        "url": "Its address.",
        "archive_url": "The address of a copy of it in a web archive.",
        "licence": "Its licence, as the publisher states it: a name or an address.",
        "published": f"The day it was published, which 'last Tuesday' is counted from. {_DATE}",
        "retrieved": "The day you took it from its address. An EDTF date.",
        "added": "The day it came to this site. An EDTF date; without it, retrieved says so.",
        "language": "The language of the text, such as en.",
        "show": "How much of this text its page prints: excerpt or full. Wins over that of the site.",
        "redact": "true withholds the source: nothing of it is published.",
    },
    EventRecord: {
        "id": "The id of the event; without it, the name of this file is the id.",
        "title": "What happened, in your words.",
        "kind": "What kind of event it is, such as appointment, launch or opening.",
        "date": f"When it happened. {_DATE}",
        "status": "How certain its telling is: asserted, planned, denied or alleged.",
        "participants": "Who took part: names, or name, role and profile.",
        "topics": "Ids of the topics it belongs to.",
        "text": "Your own words for the page of the event, in Markdown.",
        "evidence": "The sentences it rests on: the id of a source, and its exact words.",
        "of": "What this file speaks of, as source/id; `sourceline edit` writes it. Leave it.",
        "reject": "true removes the event from the site.",
        "merge": "Ids of events that are this one, told elsewhere.",
        "keep_apart": "Ids of events that are not this one, though they look like it.",
        "split": "What was read as this event and is another one, as source/id.",
        "pin": _PIN,
        "reviewed": _REVIEWED,
        "added": "The day it came to this site. An EDTF date.",
        "note": _NOTE,
    },
    ProfileRecord: {
        "id": "The id of the profile; without it, the name of this file is the id.",
        "kind": "person, organization, product, place or topic.",
        "name": "The name shown.",
        "aliases": "Other names: what was read under one of them joins this profile.",
        "text": "Your own words for the page of the profile, in Markdown.",
        "url": "Its own web page.",
        "same_as": "Pages elsewhere that are about the same.",
        "reject": "true removes the profile from the site.",
        "redact": "true withholds the name: it is taken out of all that is published.",
        "merge": "Ids of profiles that are this one under other names.",
        "keep_apart": "Ids of profiles that are not this one, though they look like it.",
        "split": "What was read as this profile and is another one, as source/id.",
        "pin": _PIN,
        "reviewed": _REVIEWED,
        "note": _NOTE,
    },
    Correction: {
        "on": "The day it was corrected. An EDTF date.",
        "page": "The folder and the id from the address of the page, such as events/ada-fenwick-departure.",
        "what": "What was corrected; removed for a page that is gone, joined for one that is part of another now.",
        "before": "What was shown.",
        "after": "What is shown now; leave it out for what is gone.",
        "note": "Your words for the reader, in Markdown.",
    },
    Date: {
        "edtf": _DATE,
        "basis": "How it is known: stated, relative (counted from another date) or published (only the day of the report is known).",
        "phrase": "The words of the source.",
        "reference": "The date that a relative one is counted from. An EDTF date.",
        "reason": "How it was understood, for the reader.",
    },
    Participant: {
        "name": "The name as the event uses it.",
        "role": "As what it takes part.",
        "profile": "The id of its profile.",
    },
    Evidence: {
        "source": "The id of the source: the name of its file, in small letters with hyphens.",
        "exact": "The sentence as it stands in the source.",
        "start": "Where it starts in the source; may be left out.",
        "end": "Where it ends in the source; may be left out.",
        "prefix": "The characters before it.",
        "suffix": "The characters after it.",
    },
}  # fmt: skip
"""Type → field → what it is for."""
