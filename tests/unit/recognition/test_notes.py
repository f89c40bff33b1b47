"""Lines below the rows of a table: claims, and what the form doesn't have."""

from __future__ import annotations

from budgetrules.readers.raw import RawLine
from budgetrules.recognition.notes import find_note, lines_of, read_notes
from tests.unit.recognition.toy import EXPENDITURE, NOTE


def lines(*texts: str) -> list[RawLine]:
    """Lines numbered from 11."""
    return [RawLine(text, at) for at, text in enumerate(texts, 11)]


def test_a_sentence_of_the_form_is_a_claim_and_its_lines_are_read() -> None:
    notes = read_notes(EXPENDITURE, lines("注：本表", "为空表"))
    assert [claim.sentence for claim in notes.claims] == ["说明"]
    assert (notes.unread, notes.problems) == ((), ())


def test_another_line_is_told_and_never_dropped() -> None:
    notes = read_notes(EXPENDITURE, lines("注：本表为空表", "", "其他说明"))
    assert [place.text for place in notes.unread] == ["其他说明"]
    assert [place.line for place in notes.unread] == [13]
    assert [problem.diagnostic.code for problem in notes.problems] == ["N109"]


def test_the_last_line_at_which_a_sentence_begins_counts() -> None:
    below = lines("注：本表为空表", "注：本表为空表")
    claim = find_note(NOTE, below)
    assert claim is not None
    assert claim.place.line == 12
    assert lines_of(claim, below) == {12}


def test_a_sentence_that_stands_nowhere_is_no_claim() -> None:
    assert find_note(NOTE, lines("说明")) is None
    assert find_note(NOTE, []) is None
