"""Words that tell rows from notes in a PDF."""

from __future__ import annotations

import pytest

from budgetrules.readers.pdf.words import row_words
from budgetrules.schema.vocabulary import Vocabulary, shipped_vocabulary


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("一、工资", True),
        ("（二）津贴", True),
        ("3．办公费", True),
        ("其中：基金", True),
        (" 合 计", True),
        ("小计", True),
        ("★专项", True),
        ("及相关机构事务", False),
    ],
)
def test_a_new_row_begins_with_a_number_a_sum_or_a_word_of_its_own(
    text: str, expected: bool
) -> None:
    new_row = row_words(shipped_vocabulary()).new_row
    assert (new_row.match(text) is not None) == expected


def test_another_vocabulary_has_other_words() -> None:
    words = row_words(Vocabulary(note_labels=("Note",), totals=("Total",)))
    assert words.notes == ("Note",)
    assert words.new_row.match("Total")
    assert not words.new_row.match("合计")
