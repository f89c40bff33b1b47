"""A unit that is printed anywhere on a table satisfies the rule on units, and its figures are read by it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from budgetrules import CheckOptions, RuleSet
from budgetrules.engine import check_disclosure, read
from tests.conftest import EXAMPLES
from tests.forms.edited import BUDGET, FINAL, XINJIANG, told

_PAGE = re.compile(r"<p>([^<]*表)</p>\n<p>([^<]*单位[^<]*)</p>\n(?=<table>)")
_DUMP = re.compile(r"^(\S*情况\S*表) *\n\n(编制部门.*)\n", re.MULTILINE)
_UNIT = re.compile(r"单位[:：]([百千万亿]*元)")

# What stands over a table: its title, the unit, the department.
WAYS = (
    ("{title}（单位：{unit}）", "编制部门：{name}"),
    ("{title}（{unit}）", "编制部门：{name}"),
    ("{title}", "部门(单位)名称：{name} 单位：{unit}"),
    ("{title}", "编制部门：{name} 金额单位：人民币{unit}"),
    ("{title}", "编制部门：{name} 计量单位：{unit}"),
    ("{title}", "编制部门：{name}", "单位:{unit}"),
    ("{title}", "金额单位：{unit}", "编制部门：{name}"),
)


def units_in(example: str, lines: tuple[str, ...], folder: Path, rules: RuleSet) -> list[str]:
    """The units read from an example whose tables have these lines over them; nothing is told."""
    page = (EXAMPLES / example).read_text(encoding="utf-8")
    is_dump = example.endswith(".txt")

    def opening(match: re.Match[str]) -> str:
        unit = _UNIT.search(match.group(2))
        words = {
            "title": match.group(1),
            "unit": unit.group(1) if unit else "万元",
            "name": "云山地区数据发展中心" if is_dump else "云溪区数字服务局",
        }
        form = "{} \n\n" if is_dump else "<p>{}</p>\n"
        return "".join(form.format(line.format(**words)) for line in lines)

    page, count = (_DUMP if is_dump else _PAGE).subn(opening, page)
    assert count >= 9
    path = folder / example
    path.write_text(page, encoding="utf-8")
    disclosure = read(path, rules=rules)
    assert told(check_disclosure(disclosure, CheckOptions(), rules)) == []
    return [table.unit for table in disclosure.tables.values()]


@pytest.mark.parametrize("lines", WAYS)
@pytest.mark.parametrize("example", [BUDGET, FINAL, XINJIANG])
def test_a_unit_may_stand_anywhere_over_a_table(
    rules: RuleSet, tmp_path: Path, example: str, lines: tuple[str, ...]
) -> None:
    before = [table.unit for table in read(EXAMPLES / example, rules=rules).tables.values()]
    assert units_in(example, lines, tmp_path, rules) == before


@pytest.mark.parametrize("header", ["合计（元）", "合计（单位：元）", "合计（人民币元）"])
def test_a_unit_may_stand_in_a_header(rules: RuleSet, tmp_path: Path, header: str) -> None:
    page = (EXAMPLES / BUDGET).read_text(encoding="utf-8")
    begin = page.index("2024年部门支出预算总表")
    end = page.index("</table>", begin)
    table = page[begin:end].replace(" 单位：元", "").replace(">合计<", f">{header}<", 1)
    assert table != page[begin:end]
    path = tmp_path / BUDGET
    path.write_text(page[:begin] + table + page[end:], encoding="utf-8")
    assert told(check_disclosure(read(path, rules=rules), CheckOptions(), rules)) == []


@pytest.mark.parametrize("example", [BUDGET, FINAL, XINJIANG])
def test_a_table_without_a_unit_is_told(rules: RuleSet, tmp_path: Path, example: str) -> None:
    with pytest.raises(AssertionError, match="CN-N01"):
        units_in(example, ("{title}", "编制部门：{name}"), tmp_path, rules)
