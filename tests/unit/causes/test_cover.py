"""Single figures that mend the most failed checks."""

from __future__ import annotations

from pathlib import Path

from budgetrules.causes.cover import is_soluble
from tests.unit.causes.plants import NAME_NOT_LISTED, WRONG_FIGURE
from tests.unit.causes.toy import SOUND, case_of, seen_by, suspect_of, told


def test_the_figure_in_all_failed_checks_is_the_suspect(tmp_path: Path) -> None:
    (root,) = seen_by("cover", WRONG_FIGURE, tmp_path)
    assert suspect_of(root) == "36.00"
    assert told(root) == ("C-02 20102", ["C-01 201"])


def test_advice_is_the_value_that_mends_all_and_breaks_nothing(tmp_path: Path) -> None:
    (root,) = seen_by("cover", WRONG_FIGURE, tmp_path)
    assert root.advice is not None
    assert (root.advice.value, root.advice.mended, root.advice.broken) == ("35.00", 2, 0)
    assert root.advice.alternatives == ()


def test_a_total_in_four_checks_outweighs_what_it_is_the_sum_of(tmp_path: Path) -> None:
    paper = SOUND.with_row("总表", "", ("", "总计", "111.00", "90.00"))
    (root,) = seen_by("cover", paper, tmp_path)
    assert (suspect_of(root), len(root.checks)) == ("111.00", 4)


def test_of_two_figures_that_nothing_tells_apart_one_is_an_alternative(tmp_path: Path) -> None:
    paper = SOUND.with_row("项目", "印刷年报", ("印刷年报", "4.00"))
    (root,) = seen_by("cover", paper, tmp_path)
    assert root.advice is not None
    (other,) = root.advice.alternatives
    assert {suspect_of(root), other.cell.place.text} == {"3.00", "4.00"}
    assert {root.advice.value, other.value} == {"3.00", "4.00"}


def test_two_wrong_figures_are_two_roots(tmp_path: Path) -> None:
    paper = WRONG_FIGURE.with_row("明细", "20202", ("20202", "提租支出", "12.00", "11.00"))
    roots = seen_by("cover", paper, tmp_path)
    assert sorted(filter(None, map(suspect_of, roots))) == ["12.00", "36.00"]


def test_texts_are_not_solved_by_figures(tmp_path: Path) -> None:
    failed = case_of(NAME_NOT_LISTED, tmp_path).failed
    assert [is_soluble(item) for item in failed] == [False]
    assert seen_by("cover", NAME_NOT_LISTED, tmp_path) == []


def test_a_sound_document_has_no_suspect(tmp_path: Path) -> None:
    assert seen_by("cover", SOUND, tmp_path) == []
