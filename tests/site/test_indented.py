"""JSON in lines: the same as the standard library's."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from sourceline.site.indented import dump_indented

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(VALUES)
def test_is_written_as_by_the_standard_library(value: Any) -> None:
    """Every value gives the same text, with letters of all scripts as they are."""
    assert dump_indented(value) == json.dumps(value, ensure_ascii=False, indent=1)
