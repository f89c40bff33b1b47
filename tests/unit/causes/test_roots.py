"""Failed checks and roots as values."""

from __future__ import annotations

from pathlib import Path

from budgetrules.causes.roots import FailedCheck, Root, distinct, folded_names
from budgetrules.evaluation.values import constant_cell, is_made
from tests.unit.causes.plants import (
    HEADING_MISSING,
    NAME_NOT_LISTED,
    PLANTS,
    ROW_MISSING_IN_ONE,
    WRONG_FIGURE,
)
from tests.unit.causes.toy import Paper, case_of, name_of


def check_of(name: str, paper: Paper, folder: Path) -> FailedCheck:
    return next(item for item in case_of(paper, folder).failed if name_of(item) == name)


def test_a_number_of_a_rule_is_made(tmp_path: Path) -> None:
    assert is_made(constant_cell("3", ""))
    item = check_of("C-02 20102", WRONG_FIGURE, tmp_path)
    assert [is_made(cell) for cell in item.printed_cells] == [False, False]


def test_a_relation_has_its_printed_cells_once(tmp_path: Path) -> None:
    item = check_of("C-01 201", WRONG_FIGURE, tmp_path)
    assert item.numbers is not None
    assert [cell.place.text for cell in item.printed_cells] == ["60.00", "25.00", "36.00"]
    assert list(item.printed_cells) == distinct(item.numbers)


def test_what_failed_has_grounds_of_one_kind(tmp_path: Path) -> None:
    for paper in PLANTS.values():
        for item in case_of(paper, tmp_path).failed:
            kinds = (item.numbers, item.mismatch, item.text_hit)
            assert sum(kind is not None for kind in kinds) <= 1


def test_texts_have_no_cells(tmp_path: Path) -> None:
    item = check_of("C-11 科目", NAME_NOT_LISTED, tmp_path)
    assert item.mismatch is not None
    assert item.printed_cells == ()
    assert not item.only_counts


def test_forbidden_words_are_a_text_hit(tmp_path: Path) -> None:
    item = check_of("C-13", HEADING_MISSING, tmp_path)
    assert item.text_hit is not None
    assert item.text_hit.words == "()"


def test_errors_rank_before_notes_and_then_by_rule(tmp_path: Path) -> None:
    failed = case_of(HEADING_MISSING, tmp_path).failed
    ranked = sorted(failed, key=lambda item: item.rank)
    assert [name_of(item) for item in ranked] == ["C-12", "C-13"]


def test_a_pair_binds_two_rows(tmp_path: Path) -> None:
    item = check_of("C-02 20102", ROW_MISSING_IN_ONE, tmp_path)
    assert [row.list_id for row in item.rows] == ["明细", "总表"]


def test_the_spokesman_is_the_first_check_of_a_root(tmp_path: Path) -> None:
    first, second = case_of(WRONG_FIGURE, tmp_path).failed
    assert Root(spokesman=second, follows=(first,)).checks == (second, first)


def test_names_of_a_list_are_folded() -> None:
    assert folded_names("办公 支出、住房支出、") == {"办公支出", "住房支出"}
    assert folded_names(None) == set()
