"""What a finding tells of texts."""

from __future__ import annotations

from pathlib import Path

from budgetrules.causes.telling import Telling
from budgetrules.causes.telling_texts import tell_mismatch, tell_text_hit
from tests.unit.causes.plants import (
    HEADING_MISSING,
    NAME_NOT_LISTED,
    RESIDUE,
    WRONG_CODE,
    WRONG_DIRECTION,
    WRONG_NAME,
)
from tests.unit.causes.toy import SOUND, Paper, case_of, name_of


def tell(name: str, paper: Paper, folder: Path) -> Telling:
    case = case_of(paper, folder)
    item = next(item for item in case.failed if name_of(item) == name)
    if item.text_hit is not None:
        return tell_text_hit(item.outcome, item.text_hit, case.locator)
    assert item.mismatch is not None
    return tell_mismatch(item.outcome, item.mismatch, case.locator)


def test_words_are_told_where_they_stand(tmp_path: Path) -> None:
    telling = tell("C-13", HEADING_MISSING, tmp_path)
    assert telling.code == "F114"
    assert telling.subject.place.text == telling.slots["printed"] == "()"


def test_residue_all_over_the_text_is_told_of_its_section(tmp_path: Path) -> None:
    telling = tell("C-07", RESIDUE, tmp_path)
    assert telling.subject.section_title == "第一部分支出说明"
    assert (telling.slots["printed"], telling.slots["places"]) == ("XX", "1")


def test_a_name_has_a_right_one(tmp_path: Path) -> None:
    telling = tell("C-04 202", WRONG_NAME, tmp_path)
    assert telling.code == "F105"
    assert (telling.evidence.stated, telling.evidence.expected) == ("房屋支出", "住房支出")


def test_a_code_of_nowhere_has_no_right_one(tmp_path: Path) -> None:
    telling = tell("C-05 209", WRONG_CODE, tmp_path)
    assert (telling.code, telling.evidence.stated) == ("F106", "209")


def test_of_two_rows_neither_is_known_to_be_right(tmp_path: Path) -> None:
    telling = tell("C-06 202", WRONG_NAME, tmp_path)
    assert telling.code == "F113"
    assert [operand.value for operand in telling.evidence.operands] == ["房屋支出", "住房支出"]
    assert telling.evidence.expected is None


def test_a_word_for_the_direction_is_told_where_it_stands(tmp_path: Path) -> None:
    telling = tell("C-15 总额", WRONG_DIRECTION, tmp_path)
    assert (telling.code, telling.subject.place.text) == ("F119", "增长")


def test_lists_tell_what_is_too_much_and_what_lacks(tmp_path: Path) -> None:
    telling = tell("C-11 科目", NAME_NOT_LISTED, tmp_path)
    assert telling.code == "F118"
    assert (telling.slots["more"], telling.slots["less"]) == ("房产支出", "住房支出")


def test_a_list_with_a_name_too_few_tells_which(tmp_path: Path) -> None:
    telling = tell("C-11 科目", SOUND.with_text("办公支出、住房", "住房"), tmp_path)
    assert (telling.code, telling.slots["less"]) == ("F117", "办公支出")


def test_a_list_with_a_name_too_many_tells_which(tmp_path: Path) -> None:
    paper = SOUND.with_text("办公支出、住房", "办公支出、杂项支出、住房")
    telling = tell("C-11 科目", paper, tmp_path)
    assert (telling.code, telling.slots["more"]) == ("F116", "杂项支出")
