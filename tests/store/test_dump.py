"""Writing: what is written is read back as it was, and looks as a person would write it."""

from __future__ import annotations

from decimal import Decimal

import pytest
import yaml
from cases import FIXTURES
from hypothesis import given, settings
from hypothesis import strategies as st
from values import any_value, strip_places, texts

from sourceline import model
from sourceline.store.dump import dump_yaml, write_comment
from sourceline.store.plain import Plain, simplify_value
from sourceline.store.reading import Reading
from sourceline.store.schema import decode_file
from sourceline.store.yaml import parse_yaml

VALUES = (
    model.EventRecord,
    model.ProfileRecord,
    model.Date,
    model.Evidence,
    model.ProfileClaim,
    model.EventClaim,
    model.RoleClaim,
    model.FigureClaim,
    model.QuotationClaim,
    model.RelationClaim,
    model.Extraction,
)


@pytest.mark.parametrize("cls", VALUES, ids=lambda cls: cls.__name__)
def test_any_value_comes_back(cls: type) -> None:
    """Any value of the model, hostile texts included, is read back as it was written."""

    @settings(max_examples=60)
    @given(any_value(cls))
    def check(value: object) -> None:
        data = dump_yaml(simplify_value(value)).encode()
        assert value == decode_file(Reading(parse_yaml(data, "x.yaml")), cls)

    check()


@given(st.lists(texts, min_size=1, max_size=4))
def test_any_texts_come_back_as_items(items: list[str]) -> None:
    """Texts keep every character as items of a list and as values of nested keys."""
    plain: Plain = {"a": {"b": [*items], "c": items[0]}, "d": [[*items], {"e": items[-1]}]}
    assert plain == strip_places(parse_yaml(dump_yaml(plain).encode(), "x.yaml").root)


@settings(max_examples=40)
@given(any_value(model.Extraction))
def test_writing_is_stable(value: object) -> None:
    """What is read back is written with the same bytes again."""
    text = dump_yaml(simplify_value(value))
    again = decode_file(Reading(parse_yaml(text.encode(), "x.yaml")), model.Extraction)
    assert text == dump_yaml(simplify_value(again))


@settings(max_examples=40)
@given(any_value(model.Extraction))
def test_other_readers_agree(value: object) -> None:
    """PyYAML's own parser, which shares no code with the C one, reads the same texts."""
    text = dump_yaml(simplify_value(value))
    tree = strip_places(parse_yaml(text.encode(), "x.yaml").root)
    assert tree == yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - makes nothing but texts


@given(texts)
def test_hides_nothing(text: str) -> None:
    """No control character, line separator or mark that turns the writing stands in a file."""
    written = dump_yaml({"a": text, "b": [text]})
    assert not set(written) & set("\x00\x07\x1b\x7f\x85\r\u2028\u2029\u202e\ufeff")


def test_reads_well() -> None:
    """An extraction looks as the golden file: short things in one line, sentences folded."""
    sentence = (
        "Northwind Tide, a maker of tidal turbines, said on Tuesday that its chief executive, "
        "Ada Fenwick: the founder, will step down at the end of the month."
    )
    evidence = (model.Evidence("tide", sentence, 16, 167, "2031-05-06 ", "\n\nNext"),)
    extraction = model.Extraction(
        source="tide",
        sha256="0" * 64,
        engine="rules 1",
        events=(
            model.EventClaim(
                id="ada-fenwick-steps-down",
                kind="departure",
                title="Ada Fenwick steps down: the end",
                date=model.Date("2031-05-31", "relative", "the end of the month", "2031-05-06"),
                status="planned",
                participants=(model.Participant("Ada Fenwick", "agent", "ada-fenwick"),),
                evidence=evidence,
                confidence=0.75,
            ),
        ),
        figures=(
            model.FigureClaim(
                phrase="4 billion",
                value=Decimal(4000000000),
                unit="money",
                of=model.Reference("Northwind Tide"),
                date=model.Date("2031"),
                evidence=evidence,
            ),
        ),
        topics=("no", "tidal-power"),
    )
    golden = (FIXTURES / "store" / "extraction.yaml").read_text(encoding="utf-8")
    assert golden == dump_yaml(simplify_value(extraction))


def test_comment_stays_a_comment() -> None:
    """No path or title can break out of a comment."""
    assert (
        write_comment("a\r\u2028b\n\n  kept as it is") == "# a\\x0d\\u2028b\n#\n#   kept as it is\n"
    )
