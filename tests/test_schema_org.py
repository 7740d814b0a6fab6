"""The script that holds a site's JSON-LD against the vocabulary of schema.org finds what is wrong."""

from __future__ import annotations

import json
from pathlib import Path

import check_schema_org
import pytest

CLASSES = {"Thing": (), "Person": ("Thing",), "Event": ("Thing",), "URL": (), "Text": ()}
PROPERTIES = {
    "name": (("Thing",), ("Text",)),
    "about": (("Event",), ("Thing",)),
    "startDate": (("Event",), ("Date",)),
    "knows": (("Person",), ("Person",)),
}


def refer(names: tuple[str, ...]) -> list[dict[str, str]]:
    """As the file of the vocabulary refers to terms."""
    return [{"@id": f"schema:{name}"} for name in names]


@pytest.fixture
def vocabulary(tmp_path: Path) -> str:
    """A file in the form of schema.org's own."""
    graph = [
        {"@id": f"schema:{name}", "@type": "rdfs:Class", "rdfs:subClassOf": refer(above)}
        for name, above in CLASSES.items()
    ]
    graph += [
        {
            "@id": f"schema:{name}",
            "@type": "rdf:Property",
            "schema:domainIncludes": refer(of),
            "schema:rangeIncludes": refer(takes),
        }
        for name, (of, takes) in PROPERTIES.items()
    ]
    path = tmp_path / "vocabulary.jsonld"
    path.write_text(
        json.dumps({"@graph": [*graph, {"@id": "other:name", "@type": "rdf:Property"}]})
    )
    return str(path)


@pytest.mark.parametrize(
    ("thing", "fault"),
    [
        ({"@type": "Event", "name": "x", "startDate": "2031-05"}, ""),
        ({"@type": "Event", "about": {"@type": "Person", "knows": {"@type": "Person"}}}, ""),
        ({"@type": "Concert"}, "no class 'Concert'"),
        ({"@type": "Event", "when": "2031"}, "no property 'when'"),
        ({"@type": "Person", "startDate": "2031"}, "Person has no startDate"),
        ({"@type": "Event", "startDate": "in May"}, "startDate of Event is not 'in May'"),
        ({"@type": "Person", "knows": {"@type": "Event"}}, "knows of Person takes no Event"),
        ({"@type": "Event", "about": [{"@type": "Person", "knows": "Bo"}]}, "knows of Person is not 'Bo'"),
    ],
)  # fmt: skip
def test_fault_is_named(
    vocabulary: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    thing: dict[str, object],
    fault: str,
) -> None:
    """With how often it is there and the first page; a site without one passes."""
    text = json.dumps({"@context": "https://schema.org", **thing})
    page = tmp_path / "site" / "index.html"
    page.parent.mkdir()
    page.write_text(f'<script type="application/ld+json">{text}</script>')
    code = check_schema_org.main(vocabulary, str(page.parent))
    lines = capsys.readouterr().out.splitlines()
    assert lines[2:] == ([f"  1 × {fault}, first on index.html"] if fault else [])
    assert code == bool(fault)
