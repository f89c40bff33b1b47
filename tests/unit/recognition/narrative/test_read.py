"""The narrative step: sections, statements and unread figures in one value."""

from __future__ import annotations

from budgetrules.recognition.narrative.headings import find_sections
from budgetrules.recognition.narrative.read import read_narrative
from tests.unit.recognition.narrative.toy import FORM, lines_of

LINES = lines_of("一、关于2024年收入情况说明 ", "收入10万元。另有5万元未列。 ")


def test_a_narrative_has_sections_statements_and_figures_left_unread() -> None:
    narrative = read_narrative(LINES, FORM)
    assert [section.id for section in narrative.sections] == ["收入情况"]
    assert len(narrative.statements["收入"].rows) == 1
    assert [place.text for place in narrative.unread_figures] == ["5万元"]


def test_sections_given_are_read_as_those_found() -> None:
    given = find_sections(LINES, FORM)
    narrative = read_narrative(LINES, FORM, given)
    assert narrative.sections == given
    assert narrative.unread_figures == read_narrative(LINES, FORM).unread_figures


def test_no_lines_are_an_empty_narrative() -> None:
    narrative = read_narrative([], FORM)
    assert (narrative.sections, narrative.unread_figures, list(narrative.problems)) == ([], [], [])
