"""The file of corrections: what can be read, and that it only grows."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from values import any_value

from sourceline.errors import ContentError
from sourceline.model import Correction
from sourceline.store.corrections import (
    CORRECTIONS,
    add_corrections,
    append_entries,
    decode_corrections,
    load_corrections,
)

FIRST = Correction(on="2031-05-06", page="events/x", what="title", before="A", after="B")
SECOND = Correction(on="2031-05-07", page="people/y", what="role", before="keeper, until 2030")
pages = st.sampled_from(["events/a", "people/b-c", "sources/été"])
corrections = st.lists(
    st.builds(lambda entry, page: replace(entry, page=page), any_value(Correction), pages),
    max_size=4,
)


def strip_places(entries: tuple[Correction, ...]) -> list[Correction]:
    return [replace(entry, positions=()) for entry in entries]


@given(corrections, corrections)
def test_the_file_only_grows(first: list[Correction], more: list[Correction]) -> None:
    """Whatever the entries hold, what was there stays byte for byte, and all of them are read again."""
    old = append_entries(b"", first, CORRECTIONS)
    new = append_entries(old, more, CORRECTIONS)
    assert new.startswith(old)
    assert strip_places(decode_corrections(new, CORRECTIONS)) == [*first, *more]


@pytest.mark.parametrize(
    "old",
    [
        "",
        "# mine\n",
        "# mine",
        "- on: 2031-05-06   # odd\n  page:   events/x\n  what: title\n  before: 'A'\n  after: B",
        "  - on: 2031-05-06\n    page: events/x\n    what: title\n    before: A\n    after: B\n\n# end\n",
        "- {on: 2031-05-06, page: events/x, what: title, before: A, after: B}\r\n",
        "- on: 2031-05-06\n  page: events/x\n  what: title\n  before: A\n  after: B\n  note: |\n    Words.\n    More.",
        "\ufeff- {on: 2031-05-06, page: events/x, what: title, before: A, after: B}\n",
    ],
)
def test_a_persons_own_writing_stays(old: str) -> None:
    """Comments, odd spaces, indents and line ends of a person are kept, and followed."""
    data = old.encode()
    new = append_entries(data, [SECOND], CORRECTIONS)
    assert new.startswith(data)
    assert strip_places(decode_corrections(new, CORRECTIONS))[-1] == SECOND
    assert (b"\r\n" in old.encode()) == (b"page: people/y\r\n" in new)


@pytest.mark.parametrize("old", ["[]\n", "- {on: 2031, page: events/x, what: title}\n...\n"])
def test_what_nothing_can_follow_is_refused(old: str) -> None:
    """A list in brackets or an ended document takes no entry; the remedy says how to write it."""
    with pytest.raises(ContentError, match="No entry can be added after what stands here"):
        append_entries(old.encode(), [FIRST], CORRECTIONS)


def test_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    """A problem at the file says why, and what to do."""
    (tmp_path / "content").write_text("a file where the folder should be")
    with pytest.raises(ContentError) as caught:
        add_corrections(tmp_path, [FIRST])
    (problem,) = caught.value.problems
    assert str(problem) == (
        "content/corrections.yaml: error: The file cannot be written (File exists).\n"
        "    Give yourself the right to write in this folder, or free some room on the disk."
    )


def test_entries_are_written_for_people(tmp_path: Path) -> None:
    """One key in a line, long texts folded, at the end of a file that is made when there is none."""
    add_corrections(tmp_path, [FIRST])
    add_corrections(tmp_path, [replace(SECOND, before="a keeper " * 14 + "of the light", after="")])
    assert (tmp_path / CORRECTIONS).read_text() == (
        "- on: 2031-05-06\n  page: events/x\n  what: title\n  before: A\n  after: B\n"
        "- on: 2031-05-07\n  page: people/y\n  what: role\n  before: >-\n"
        f"    {'a keeper ' * 10}a keeper\n    {'a keeper ' * 3}of the light\n"
    )
    assert [entry.page for entry in load_corrections(tmp_path)[0]] == ["events/x", "people/y"]


def test_no_file_is_no_correction(tmp_path: Path) -> None:
    """Nothing has been corrected yet."""
    assert load_corrections(tmp_path) == ((), ())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "- on: 2031-05-06\n  page: events/x\n  wat: title\n  what: titel\n",
            [
                (
                    "content/corrections.yaml:3:3: error: There is no key 'wat' here. Did you mean 'what'?\n"
                    "    The keys are: on, page, what, before, after, note."
                ),
                (
                    "content/corrections.yaml:4:9: error: 'what' cannot be 'titel'. Did you mean 'title'?\n"
                    "    Write one of: title, name, date, status, participants, figure, role, text, removed, joined."
                ),
            ],
        ),
        (
            "- on: 2031-02-30\n  page: events/x\n  what: date\n- on: 2031-05-06\n  what: date\n",
            [
                (
                    "content/corrections.yaml:1:15: error: '2031-02-30' is no date: There is no day 30 in "
                    "2031-02: it has 28 days.\n    Write 2031-02-28 or 2031-02."
                ),
                (
                    "content/corrections.yaml:4:3: error: The key 'page' is missing.\n"
                    "    Add a line 'page: …' here."
                ),
            ],
        ),
        (
            "- {on: 2031-05-06, page: the harbour, what: date}\n",
            [
                (
                    "content/corrections.yaml:1:26: error: 'the harbour' names no page.\n"
                    "    Write the folder and the id from its address, such as 'page: events/ada-fenwick-departure'."
                ),
            ],
        ),
        (
            "on: 2031-05-06\n",
            [
                (
                    "content/corrections.yaml:1:1: error: This file must be a list of corrections.\n"
                    "    Start each one in a line of its own with '- on: 2031-05-06'."
                ),
            ],
        ),
    ],
)
def test_typing_errors_have_their_place(text: str, said: list[str], tmp_path: Path) -> None:
    """Each problem names line and column, and how to mend it; all come at once."""
    (tmp_path / "content").mkdir()
    (tmp_path / CORRECTIONS).write_text(text)
    found, problems = load_corrections(tmp_path)
    assert (found, [str(problem) for problem in problems]) == ((), said)
