"""Text files: encodings, line breaks, pages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgetrules.readers import text
from budgetrules.readers.text import decode, read_text

_WORDS = "一、部门收支总表\n收入合计 1,234.50\n"


def _lines(content: str) -> list[tuple[str, int, int | None]]:
    raw = read_text(content.encode(), "a.txt")
    return [(line.text, line.number, line.page) for line in raw.lines]


def _codes(data: bytes) -> list[str]:
    return [problem.diagnostic.code for problem in read_text(data, "a.txt").problems]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"]
)
def test_a_text_is_decoded_in_any_of_its_encodings(encoding: str) -> None:
    words = _WORDS if encoding in ("utf-8", "utf-8-sig", "gb18030", "utf-16") else "table 1\n" * 9
    assert decode(words.encode(encoding)) == words


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_any_text_in_utf_8_is_decoded(words: str) -> None:
    assert decode(words.encode()) == words.removeprefix("\ufeff")


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r", "\x85", "\u2028", "\u2029"])
def test_every_line_break_parts_lines(line_break: str) -> None:
    assert _lines(f"甲{line_break}乙") == [("甲", 1, None), ("乙", 2, None)]


def test_blank_lines_are_counted_and_left_out_but_lines_of_spaces_stay() -> None:
    assert _lines("甲\n\n \n乙\n") == [("甲", 1, None), (" ", 3, None), ("乙", 4, None)]


def test_spaces_of_every_width_are_one_character_of_blank() -> None:
    assert _lines("甲\t\u3000\u00a0乙") == [("甲   乙", 1, None)]


def test_a_form_feed_ends_a_page_and_no_line() -> None:
    assert _lines("甲\f乙\n丙") == [("甲", 1, 1), ("乙", 1, 2), ("丙", 2, 2)]


def test_what_is_no_text_is_a_problem() -> None:
    assert _codes(b"  \n") == ["N102"]
    assert _codes(b"\xff\xfe\xff") == ["N101"]
    assert _codes(b"a" + b"\x01" * 9) == ["N101"]
    assert _codes(b"a" + b"\x01" * 8) == []


def test_a_file_is_read_up_to_its_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text, "_MOST_LINES", 2)
    assert _codes(b"a\nb") == []
    assert _codes(b"a\nb\nc") == ["N104"]
    monkeypatch.setattr(text, "LARGEST", 3)
    assert _codes(b"abcd") == ["N103"]


def test_lines_hold_no_cells_for_sure_only_where_tables_are_drawn() -> None:
    assert not read_text(_WORDS.encode(), "a.txt").drawn
