"""The schema of the whole chronicle as JSON."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from sample import SAMPLE
from trips import export

from sourceline.interchange.json_schema import describe_chronicle
from sourceline.site.indented import dump_indented

GOLDEN = Path(__file__).resolve().parents[2] / "docs" / "chronicle.schema.json"


@pytest.mark.golden
def test_golden() -> None:
    """docs/chronicle.schema.json is the schema of this version."""
    text = dump_indented(describe_chronicle()) + "\n"
    if os.environ.get("UPDATE_GOLDEN"):
        GOLDEN.write_text(text, encoding="utf-8")
    assert GOLDEN.read_text(encoding="utf-8") == text


def close(schema: Any) -> Any:
    """The same schema, in which no object has other keys than those it names."""
    if isinstance(schema, list):
        return [close(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    closed = {key: close(part) for key, part in schema.items()}
    if schema.get("type") == "object" and "properties" in schema:
        closed["additionalProperties"] = False
    return closed


def test_what_is_written_fits() -> None:
    """The sample is valid, and has no key that the schema does not name."""
    schema = describe_chronicle()
    Draft202012Validator.check_schema(schema)
    whole = json.loads(export(SAMPLE, "json", texts=True))
    faults = Draft202012Validator(close(schema)).iter_errors(whole)
    assert [f"{fault.json_path}: {fault.message}" for fault in faults] == []


def test_every_key_is_described() -> None:
    """Every key of a date, an event, a source and a profile that is no plain name is explained."""
    parts = describe_chronicle()["$defs"]
    date = parts["Date"]["properties"]
    assert [name for name in date if "description" not in date[name]] == ["edtf", "basis"]
    assert all(part["description"] for part in parts.values())
