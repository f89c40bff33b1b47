"""What a new form needs: titles with gaps, numbered headings, lists with several marks, two layouts of
one table, and one sheet a project; written for an invented university.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from budgetrules import RuleSet, load_rules
from budgetrules.engine import CheckOptions, check_disclosure, read
from budgetrules.findings.verdicts import DocumentResult
from budgetrules.model.disclosure import Disclosure

_FORM = """规则包 cn-qinglan "青岚大学预算公开" 版本 1
  地区 "青岚"
  基于 cn-common
  许可 "Apache-2.0"

模板 青岚大学预算 "青岚大学预算公开"
  文种 预算
  单位 万元
  小数 至少 2
  空白 零
  缺行 零
  表头 "项目名称：{项目名:文字}[金额单位：{计量:计量单位}]" "单位：{计量:计量单位}"
  表 支出 "{校名:本单位}{年:年}年度分科目支出安排表" 必有
    键 科目 编码 功能科目
    列 名称 "科目名称"
    层级 合计 > 类 > 款 > 项
    列 合计
      列 基本 "基本支出"
      列 项目 "项目支出"
    列 上年数 可缺
    版式 分列编码
      键 科目 编码 功能科目 类, 款, 项
      列 名称 "科目名称"
      列 合计 "总额"
      列 基本 "其中/基本支出"
      列 项目 "其中/项目支出"
    版式 只有总数
      键 科目 编码 功能科目
      列 名称 "科目名称"
      列 合计 "支出总额"
  表 项目表 "项目经费测算表" 可重复
    键 支出内容 名称
    层级 合计 > 内容
    列 金额 "测算金额"
  节 说明 "一、预算情况说明" 必有
    文句 构成 必有
      写法 "支出由以下构成：{各:构成项}。"
      分项 构成项 键 名 分隔 "；|，"
        写法 "{名:文字}{额:万元}"

规则 QL-1 "测算表按项目与说明一致"
  级别 错误
  依据 表式
  对于 每对 甲 属于 项目表 与 乙 属于 构成项 按 项目名 对应 名 其中 级次 = "合计"
  检查 甲.金额 相同 乙.额
"""
_PAGE = """<html><body><h2>青岚大学2024年预算</h2>
<p>青岚大学2024年度分科目支出安排表</p><p>单位：万元</p>
{spending}
<p>项目经费测算表</p><p>项目名称：图书购置 金额单位：万元</p>
<table><tr><th>支出内容</th><th>测算金额</th></tr>
<tr><td>合计</td><td>30.00</td></tr><tr><td>中文书</td><td>12.00</td></tr>
<tr><td>外文书</td><td>{foreign}</td></tr></table>
<p>项目经费测算表</p><p>项目名称：实验室改造 金额单位：万元</p>
<table><tr><th>支出内容</th><th>测算金额</th></tr>
<tr><td>合计</td><td>20.00</td></tr><tr><td>外文书</td><td>5.00</td></tr>
<tr><td>台柜</td><td>15.00</td></tr></table>
<p>（二）预算情况说明</p>
<p>支出由以下构成：图书购置30.00万元；实验室改造{lab}万元{more}。</p>
</body></html>"""
_ROWS = (
    ("205", "教育支出", "90.00", "30.00", "60.00"),
    ("20502", "普通教育", "90.00", "30.00", "60.00"),
    ("2050205", "高等教育", "90.00", "30.00", "60.00"),
)


def _table(heads: str, rows: list[str]) -> str:
    return "<table>" + heads + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>"


def _cells(*texts: str) -> str:
    return "".join(f"<td>{text}</td>" for text in texts)


def _one_column() -> str:
    heads = (
        "<tr><th>科目编码</th><th>科目名称</th><th>合计</th><th>基本支出</th><th>项目支出</th></tr>"
    )
    return _table(heads, [_cells(*row) for row in _ROWS])


def _three_columns() -> str:
    heads = (
        "<tr><th colspan=3>科目编码</th><th rowspan=2>科目名称</th><th rowspan=2>总额</th>"
        "<th colspan=2>其中</th></tr><tr><th>类</th><th>款</th><th>项</th><th>基本支出</th>"
        "<th>项目支出</th></tr>"
    )
    rows = [_cells(code[:3], code[3:5], code[5:], *rest) for code, *rest in _ROWS]
    return _table(heads, rows)


def _totals_only() -> str:
    heads = "<tr><th>科目编码</th><th>科目名称</th><th>支出总额</th></tr>"
    return _table(heads, [_cells(*row[:3]) for row in _ROWS])


@pytest.fixture(scope="module")
def form(own_cache: None, tmp_path_factory: pytest.TempPathFactory) -> RuleSet:
    """The university's form on top of the common rules."""
    path = tmp_path_factory.mktemp("form") / "qinglan.rules"
    path.write_text(_FORM, encoding="utf-8")
    return load_rules([path])


def _read(form: RuleSet, folder: Path, spending: str, **edits: str) -> Disclosure:
    path = folder / "page.html"
    values = {"foreign": "18.00", "lab": "20.00", "more": "", **edits}
    path.write_text(_PAGE.format(spending=spending, **values), encoding="utf-8")
    return read(path, rules=form)


def _check(form: RuleSet, folder: Path, **edits: str) -> DocumentResult:
    disclosure = _read(form, folder, _one_column(), **edits)
    return check_disclosure(disclosure, CheckOptions(), form)


@pytest.mark.parametrize("spending", [_one_column(), _three_columns(), _totals_only()])
def test_each_layout_of_a_table_is_read(form: RuleSet, tmp_path: Path, spending: str) -> None:
    disclosure = _read(form, tmp_path, spending)
    assert disclosure.template is not None
    assert disclosure.template.id == "青岚大学预算"
    rows = disclosure.tables["支出"].lists["支出"].rows
    assert [row.code for row in rows] == ["205", "20502", "2050205"]
    assert [row.level for row in rows] == ["类", "款", "项"]
    assert rows[1].parent is rows[0]
    assert [problem.diagnostic.code for problem in disclosure.problems] == []


def test_a_title_with_gaps_names_year_and_department(form: RuleSet, tmp_path: Path) -> None:
    disclosure = _read(form, tmp_path, _one_column())
    assert (disclosure.entity, disclosure.fiscal_year) == ("青岚大学", 2024)
    assert disclosure.tables["支出"].titled


def test_a_numbered_heading_and_all_items_are_read(form: RuleSet, tmp_path: Path) -> None:
    disclosure = _read(form, tmp_path, _one_column(), more="，维修10.00万元")
    assert [section.id for section in disclosure.sections] == ["说明"]
    items = disclosure.statements["构成项"].rows
    assert [item.name for item in items] == ["图书购置", "实验室改造", "维修"]


def test_each_sheet_of_a_repeatable_table_is_read_by_itself(form: RuleSet, tmp_path: Path) -> None:
    rows = _read(form, tmp_path, _one_column()).tables["项目表"].lists["项目表"].rows
    assert [row.texts["项目名"] for row in rows] == ["图书购置"] * 3 + ["实验室改造"] * 3
    assert [row.index for row in rows] == list(range(6))
    first, second = (row for row in rows if row.level == "合计")
    assert [child.name for child in first.children] == ["中文书", "外文书"]
    assert [child.name for child in second.children] == ["外文书", "台柜"]


def _rules_found(result: DocumentResult) -> list[str]:
    return [finding.rule for finding in result.findings]


def test_a_document_without_errors_has_none(form: RuleSet, tmp_path: Path) -> None:
    assert _rules_found(_check(form, tmp_path)) == []


@pytest.mark.parametrize(
    ("edits", "rule"), [({"foreign": "19.00"}, "CN-T01"), ({"lab": "21.00"}, "QL-1")]
)
def test_an_error_on_one_sheet_is_found_there(
    form: RuleSet, tmp_path: Path, edits: dict[str, str], rule: str
) -> None:
    assert _rules_found(_check(form, tmp_path, **edits)) == [rule]


_DUMP = "".join(
    f"{line} \n"
    for line in (
        "青岚大学2024年度分科目支出安排表",
        "单位：万元",
        "科目编码 科目名称 总额 基本支出 项目支出",
        "205   教育支出 90.00 30.00 60.00",
        "205 02  普通教育 90.00 30.00 60.00",
        "205 02 05 高等教育 90.00 30.00 60.00",
        "项目经费测算表",
        "项目名称：图书购置 金额单位：万元",
        "支出内容 测算金额",
        "合计 30.00",
        "中文书 12.00",
        "外文书 18.00",
        "项目经费测算表",
        "项目名称：实验室改造 金额单位：万元",
        "支出内容 测算金额",
        "合计 20.00",
        "台柜 20.00",
        "二、预算情况说明",
        "支出由以下构成：图书购置30.00万元；实验室改造20.00万元。",
    )
)


def test_layouts_and_sheets_are_read_from_text_too(form: RuleSet, tmp_path: Path) -> None:
    path = tmp_path / "dump.txt"
    path.write_text(_DUMP, encoding="utf-8")
    disclosure = read(path, rules=form)
    rows = disclosure.tables["支出"].lists["支出"].rows
    assert [row.code for row in rows] == ["205", "20502", "2050205"]
    sheets = disclosure.tables["项目表"].lists["项目表"].rows
    assert [row.texts["项目名"] for row in sheets] == ["图书购置"] * 3 + ["实验室改造"] * 2
    assert [section.id for section in disclosure.sections] == ["说明"]
