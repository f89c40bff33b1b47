"""Tables that no form knows, in a document of a known form: their sums are checked, what is only seen is
a warning, and the form's findings stay as they are.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from budgetrules import RuleSet, check, load_rules, read
from budgetrules.cli.main import main
from budgetrules.findings.verdicts import DocumentResult, Finding
from tests.conftest import EXAMPLES
from tests.unit.recognition.inference.pages import HEADS, Plants, code_rows, html_table

_FORM = """规则包 cn-hetang "荷塘公示" 版本 1
  基于 cn-common
  地区 "荷塘"

模板 荷塘公示 "荷塘校舍公示"
  文种 预算
  单位 万元
  表 表1 "校舍收支公示表" 必有
    键 项目 名称
    列 金额
"""
_KNOWN = (
    "<p>2024年校舍收支公示表</p><p>单位：万元</p>"
    "<table><tr><th>项目</th><th>金额</th></tr><tr><td>校舍维修</td><td>3.00</td></tr></table>"
)
_SHORT = "<p>2024年校舍资金{name}表</p><p>单位：万元</p>{table}"


def _page(folder: Path, *plants: Plants, seed: int = 4) -> Path:
    """A known table, and an unknown one for each set of plants."""
    tables = ""
    for name, planted in zip("甲乙丙", plants, strict=False):
        table = html_table(HEADS, code_rows(seed, planted))
        tables += _SHORT.format(name=name, table=table)
    path = folder / "page.html"
    path.write_text(f"<html><body>{_KNOWN}{tables}</body></html>", encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def form(own_cache: None, tmp_path_factory: pytest.TempPathFactory) -> RuleSet:
    """A form of one table, on top of the common rules."""
    path = tmp_path_factory.mktemp("form") / "hetang.rules"
    path.write_text(_FORM, encoding="utf-8")
    return load_rules([path])


def _checked(path: Path, rules: RuleSet) -> DocumentResult:
    (result,) = check([path], rules=rules).documents
    return result


def _found(result: DocumentResult) -> list[tuple[str, str | None]]:
    return [(finding.rule, finding.subject.table) for finding in result.findings]


def _codes(result: DocumentResult) -> list[str]:
    codes = [problem.diagnostic.code for problem in result.problems]
    return [code for code in codes if code in ("N144", "N145")]


@pytest.mark.parametrize("seed", range(3))
def test_tables_without_errors_have_none(seed: int, form: RuleSet, tmp_path: Path) -> None:
    result = _checked(_page(tmp_path, {}, {}, seed=seed), form)
    assert _found(result) == []
    assert _codes(result) == []
    assert result.published == 81


@pytest.mark.parametrize("code", ["205", "20502", "2050205", "2080502", ""])
@pytest.mark.parametrize("column", [0, 3])
def test_a_planted_error_is_found(code: str, column: int, form: RuleSet, tmp_path: Path) -> None:
    result = _checked(_page(tmp_path, {code: (column, 500)}), form)
    assert _found(result) == [("CN-T01", "推定表1")]
    (finding,) = result.findings
    assert _names(finding, code or "合计")


def _names(finding: Finding, row: str) -> bool:
    """Whether a finding names a row, as the wrong one or as one that may be."""
    said = [str(finding.message), finding.evidence.substituted]
    if finding.suggestion is not None:
        said.append(str(finding.suggestion.why))
    return any(row in words for words in said) or finding.subject.row is not None


def test_a_broken_relation_is_a_warning_with_its_support(form: RuleSet, tmp_path: Path) -> None:
    result = _checked(_page(tmp_path, {"2050205": (0, 500)}, {}), form)
    assert _codes(result) == ["N144", "N145"]
    broken, unlike = (
        problem.diagnostic
        for problem in result.problems
        if problem.diagnostic.code in ("N144", "N145")
    )
    assert (broken.details["holding"], broken.details["rows"]) == ("9", "10")
    assert broken.details["formula"] == "基本运转 + 专项业务 + 结转使用"
    assert (unlike.details["holding"], unlike.details["rows"]) == ("8", "9")
    assert {finding.rule for finding in result.findings} == {"CN-T01"}


def test_the_forms_own_findings_stay(rules: RuleSet, tmp_path: Path) -> None:
    errors = (EXAMPLES / "shanghai-2024-errors.html").read_text(encoding="utf-8")
    table = _SHORT.format(name="甲", table=html_table(HEADS, code_rows(4)))
    path = tmp_path / "page.html"
    path.write_text(errors.replace("</body>", table + "</body>"), encoding="utf-8")
    before = _found(_checked(EXAMPLES / "shanghai-2024-errors.html", rules))
    assert _found(_checked(path, rules)) == before


def test_inferred_tables_are_others_too(form: RuleSet, tmp_path: Path) -> None:
    disclosure = read(_page(tmp_path, {}), rules=form)
    assert [table.schema.id for table in disclosure.inferred] == ["推定表1"]
    assert [table.title for table in disclosure.others] == ["2024年校舍资金甲表"]
    assert "推定表1" not in disclosure.tables


def test_read_says_what_a_table_was_taken_for(
    form: RuleSet, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rules = tmp_path / "hetang.rules"
    rules.write_text(_FORM, encoding="utf-8")
    assert main(["read", str(_page(tmp_path, {})), "--rules", str(rules)]) == 0
    printed = capsys.readouterr().out
    assert "推定表1 2024年校舍资金甲表：10 行，其中 9 行按编码归入上级" in printed


def test_a_document_of_no_form_and_no_kind_is_checked_by_its_codes(
    rules: RuleSet, tmp_path: Path
) -> None:
    table = _SHORT.format(name="甲", table=html_table(HEADS, code_rows(4, {"205": (1, 300)})))
    path = tmp_path / "page.html"
    path.write_text(f"<html><body>{table}</body></html>", encoding="utf-8")
    assert _found(_checked(path, rules)) == [("CN-T01", "推定表1")]
