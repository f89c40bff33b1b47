"""Findings in performance sheets: the sheet is a table, its project the row, and a wrong sum is the sheet's."""

from __future__ import annotations

import re
from pathlib import Path

from budgetrules import CheckOptions, RuleSet
from budgetrules.engine import check_disclosure, read
from budgetrules.findings.verdicts import Finding
from tests.conftest import EXAMPLES
from tests.forms.edited import XINJIANG


def found_in(page: str, folder: Path, rules: RuleSet) -> list[Finding]:
    """The findings in a page that stands in place of the example."""
    path = folder / XINJIANG
    path.write_text(page, encoding="utf-8")
    result = check_disclosure(read(path, rules=rules), CheckOptions(), rules)
    return list(result.findings)


def test_weights_that_add_up_to_another_number_are_the_fault_of_the_sheet(
    rules: RuleSet, tmp_path: Path
) -> None:
    page = (EXAMPLES / XINJIANG).read_text(encoding="utf-8")
    begin = page.index("项目支出绩效目标表")
    weight = re.compile(r"\n(\d+) *\n+直接赋分").search(page, begin)
    assert weight is not None
    start, end = weight.span(1)
    less = str(int(weight.group(1)) - 8)
    (finding,) = found_in(page[:start] + less + page[end:], tmp_path, rules)
    subject = finding.subject
    assert (finding.rule, subject.table, subject.column) == ("XJ-Q02", "绩效表", "权重")
    assert subject.row
    assert subject.row in page
    assert finding.evidence.stated == "82"
    assert finding.evidence.expected is None
    assert finding.suggestion is None
    assert "82" in str(finding.message)


def test_an_amount_of_a_sheet_stands_in_the_row_of_its_project(
    rules: RuleSet, tmp_path: Path
) -> None:
    page = (EXAMPLES / XINJIANG).read_text(encoding="utf-8")
    begin = page.index("年度预算", page.index("项目支出绩效目标表"))
    total = re.compile(r"(\d[\d,]*\.\d\d)").search(page, begin)
    assert total is not None
    start, end = total.span(1)
    findings = found_in(page[:start] + "9,876.54" + page[end:], tmp_path, rules)
    sheet = [item for item in findings if item.subject.table == "绩效表"]
    assert [item.evidence.stated for item in sheet] == ["9876.54"]
    assert "总额" in (sheet[0].subject.column or "")
