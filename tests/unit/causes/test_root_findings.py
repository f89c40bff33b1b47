"""From a root to a finding."""

from __future__ import annotations

from pathlib import Path

from budgetrules.causes.order import find_roots
from budgetrules.causes.root_findings import finding_of_root, severity_of
from budgetrules.causes.roots import Root
from budgetrules.core.diagnostics import Severity
from budgetrules.findings.verdicts import Finding
from tests.unit.causes.plants import (
    HEADING_MISSING,
    RESIDUE,
    ROW_LEFT_OUT,
    WRONG_CODE,
    WRONG_FIGURE,
    WRONG_UNIT,
)
from tests.unit.causes.toy import SOUND, Paper, case_of


def first_finding(paper: Paper, folder: Path) -> Finding:
    case = case_of(paper, folder)
    return finding_of_root(find_roots(case)[0], case.locator)


def why(found: Finding) -> str:
    assert found.suggestion is not None
    return found.suggestion.why.text()


def test_what_follows_is_told_below(tmp_path: Path) -> None:
    found = first_finding(WRONG_FIGURE, tmp_path)
    assert found.rule == "C-02"
    assert [below.rule for below in found.consequences] == ["C-01"]


def test_advice_is_a_suggestion_and_says_what_it_mends(tmp_path: Path) -> None:
    found = first_finding(WRONG_FIGURE, tmp_path)
    assert found.suggestion is not None
    assert found.suggestion.value == "35.00"
    assert why(found) == "改这一处，2 项检查随之成立，其他检查不受影响"


def test_alternatives_are_named(tmp_path: Path) -> None:
    paper = SOUND.with_row("项目", "印刷年报", ("印刷年报", "4.00"))
    assert "也可能错在项目说明 印刷年报 金额" in why(first_finding(paper, tmp_path))


def test_a_right_code_says_what_comes_from_the_wrong_one(tmp_path: Path) -> None:
    found = first_finding(WRONG_CODE, tmp_path)
    assert found.suggestion is not None
    assert found.suggestion.value == "202"
    assert why(found).startswith("该行的编码应改为此，7 项")


def test_a_wrong_unit_is_told_of_the_table(tmp_path: Path) -> None:
    found = first_finding(WRONG_UNIT, tmp_path)
    assert found.message.code == "F120"
    assert (found.subject.table, found.subject.column) == ("明细", "计量")
    assert (found.evidence.stated, found.evidence.expected) == ("元", "万元")
    assert found.evidence.difference is None


def test_a_row_left_out_is_told_by_its_own_message(tmp_path: Path) -> None:
    found = first_finding(ROW_LEFT_OUT, tmp_path)
    assert found.message.code == "F121"
    assert dict(found.message.slots)["difference"] == "35.00"


def test_a_root_weighs_what_it_explains(tmp_path: Path) -> None:
    (root,) = find_roots(case_of(WRONG_CODE, tmp_path))
    assert root.spokesman.severity is Severity.NOTE
    assert severity_of(root) is Severity.ERROR


def test_forbidden_words_keep_their_own_weight(tmp_path: Path) -> None:
    (root,) = find_roots(case_of(RESIDUE, tmp_path))
    assert [item.severity for item in root.follows] == [Severity.ERROR]
    assert severity_of(root) is Severity.WARNING


def test_a_lighter_follower_changes_nothing(tmp_path: Path) -> None:
    error, note = case_of(HEADING_MISSING, tmp_path).failed
    assert severity_of(Root(spokesman=error, follows=(note,))) is Severity.ERROR
