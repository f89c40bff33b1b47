"""Lines are nested by indentation, comments go to the clause below, and mistakes are collected."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgetrules.core.diagnostics import Diagnostic
from budgetrules.core.spans import Span
from budgetrules.language.text import lines
from budgetrules.language.text.lines import Line, Nested, nest

# The text of a line with those of the lines under it.
Outline = list[tuple[str, "Outline"]]


def outline(nested: tuple[Line, ...] | list[Line]) -> Outline:
    """The texts of lines as they are nested."""
    return [(line.text.strip(), outline(line.children)) for line in nested]


def mistakes(nested: Nested) -> list[tuple[str, int, int, int]]:
    """The code, line, column and end of each mistake."""
    return [_place(mistake) for mistake in nested.mistakes]


def _place(mistake: Diagnostic) -> tuple[str, int, int, int]:
    span = mistake.span
    return mistake.code, span.line, span.column, span.end


def test_lines_stand_under_the_one_they_are_indented_below() -> None:
    nested = nest("甲\n  乙\n    丙\n  丁\n戊", "t")
    assert outline(nested.top) == [("甲", [("乙", [("丙", [])]), ("丁", [])]), ("戊", [])]
    assert nested.mistakes == ()


def test_blank_lines_do_not_part_a_block() -> None:
    assert outline(nest("甲\n\n  乙\n   \n  丙\n", "t").top) == [("甲", [("乙", []), ("丙", [])])]


@pytest.mark.parametrize("ending", ["\r\n", "\r", "\n"])
def test_lines_end_as_any_system_ends_them(ending: str) -> None:
    assert outline(nest(f"\ufeff甲{ending}  乙{ending}", "t").top) == [("甲", [("乙", [])])]


def test_a_line_keeps_its_number_its_indentation_and_the_comment_behind_it() -> None:
    parent = nest("甲\n\n  乙  # 说明", "t").top[0]
    assert parent.children == [Line(number=3, indent=2, text="  乙", trailing="说明")]


def test_comment_lines_go_to_the_clause_below_or_to_the_end_of_the_file() -> None:
    nested = nest("# 一\n# 二\n甲\n  # 三\n  乙\n# 四", "t")
    assert nested.top[0].comments == ("一", "二")
    assert nested.top[0].children[0].comments == ("三",)
    assert nested.comments == ("四",)


def test_an_indentation_between_two_others_is_a_mistake() -> None:
    nested = nest("甲\n    乙\n  丙", "t")
    assert mistakes(nested) == [("L107", 3, 0, 2)]
    assert outline(nested.top) == [("甲", [("乙", []), ("丙", [])])]


def test_a_line_of_the_top_must_not_be_indented() -> None:
    assert mistakes(nest("  甲", "t")) == [("L107", 1, 0, 2)]


def test_a_tab_counts_as_a_space_and_is_a_mistake() -> None:
    nested = nest("甲\n\t乙", "t")
    assert mistakes(nested) == [("L108", 2, 0, 1)]
    assert nested.top[0].children[0].text == " 乙"


def test_a_line_with_an_unclosed_quote_is_a_mistake_but_keeps_its_place() -> None:
    nested = nest('甲 "乙\n  丙', "t")
    assert mistakes(nested) == [("L106", 1, 2, 4)]
    assert nested.mistakes[0].details == {"quote": '"'}
    assert outline(nested.top) == [("", [("丙", [])])]


def test_a_line_that_is_too_long_is_left_out() -> None:
    nested = nest("甲\n" + "乙" * (lines.LONGEST_LINE + 1), "t")
    assert mistakes(nested) == [("L112", 2, 0, 1)]
    assert outline(nested.top) == [("甲", [])]


def test_lines_beyond_the_most_are_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "MOST_LINES", 2)
    nested = nest("甲\n乙\n丙", "t")
    assert outline(nested.top) == [("甲", []), ("乙", [])]
    assert mistakes(nested) == [("L110", 2, 0, 1)]


def test_lines_deeper_than_the_deepest_are_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "DEEPEST", 2)
    nested = nest("甲\n 乙\n  丙", "t")
    assert outline(nested.top) == [("甲", [("乙", [])])]
    assert mistakes(nested) == [("L111", 3, 0, 2)]


@given(st.lists(st.integers(0, 4), min_size=1, max_size=8))
def test_every_line_stands_somewhere_in_its_order(indents: list[int]) -> None:
    text = "\n".join(" " * indent + f"行{number}" for number, indent in enumerate(indents))
    found: list[str] = []

    def collect(some: Outline) -> None:
        for name, children in some:
            found.append(name)
            collect(children)

    nested = nest(text, "t")
    collect(outline(nested.top))
    assert found == [f"行{number}" for number in range(len(indents))]
    assert all(mistake.span.file == "t" for mistake in nested.mistakes)


def test_a_mistake_says_its_file() -> None:
    assert nest("  甲", "某.rules").mistakes[0].span == Span("某.rules", 1, 0, 2)
