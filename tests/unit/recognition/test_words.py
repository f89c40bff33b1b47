"""Words of a vocabulary as patterns: another country's words do what the shipped ones do."""

from __future__ import annotations

import pytest

from budgetrules.recognition.words import (
    column_words,
    label_ornament,
    note_beginning,
    text_figure,
    title_words,
    unit_line_beginnings,
)
from budgetrules.schema.vocabulary import Vocabulary, shipped_vocabulary

SHIPPED = shipped_vocabulary()
NONE = Vocabulary()
ENGLISH = Vocabulary(
    table=("table",),
    table_numbers=("table",),
    annexes=("annex",),
    continued=("continued",),
    code_columns=("code",),
    unit_labels=("unit",),
    label_prefixes=("ofwhich:",),
    note_labels=("note",),
    text_units=("euro",),
)


@pytest.mark.parametrize("text", ["表1", "表格12", "附件2", "财预01表", "公开表1-2", "(续表)"])
def test_tables_are_numbered_in_the_words_of_the_country(text: str) -> None:
    assert title_words(SHIPPED).number_label.fullmatch(text)
    assert not title_words(ENGLISH).number_label.fullmatch(text)


def test_another_country_has_its_own_words() -> None:
    titles = title_words(ENGLISH)
    assert titles.number_label.fullmatch("annextable3")
    assert titles.goes_on.search("revenuetable(continued)")
    assert titles.title.fullmatch("revenuetable")
    assert column_words(ENGLISH).codes == ("code",)
    assert label_ornament(ENGLISH).sub("", "ofwhich:wages") == "wages"
    assert note_beginning(ENGLISH).match("note1:")
    assert text_figure(ENGLISH).findall("12.5euro,3万元") == ["12.5euro"]
    assert unit_line_beginnings(ENGLISH) == ("unit:",)


def test_without_words_nothing_is_matched_but_script() -> None:
    titles = title_words(NONE)
    assert not titles.number_label.fullmatch("1")
    assert not titles.goes_on.search("")
    assert not titles.labelled.match(":")
    assert not note_beginning(NONE).match("1:")
    assert label_ornament(NONE).sub("", "一、其中:工资") == "其中:工资"


def test_words_of_a_pack_are_taken_as_they_are_written() -> None:
    signs = Vocabulary(label_prefixes=("其中：",), note_labels=("(注)",))
    assert label_ornament(signs).sub("", "其中:工资") == "工资"
    assert note_beginning(signs).match("(注):")


def test_units_in_brackets_are_those_of_money_and_of_the_vocabulary() -> None:
    words = column_words(SHIPPED)
    assert words.bracketed_unit.sub("", "面积(平方米)") == "面积"
    assert words.bracketed_unit.sub("", "合计(单位:百万元)") == "合计"
    assert words.money_unit.findall("合计(单位:百万元)") == ["百万元"]
    assert words.bracketed_unit.sub("", "年度(年)") == "年度(年)"


def test_a_vocabulary_is_made_ready_once() -> None:
    assert title_words(SHIPPED) is title_words(SHIPPED)
    assert column_words(SHIPPED) is column_words(SHIPPED)
