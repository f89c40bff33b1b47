"""Every printed figure counts as published: in tables and sentences that nothing knows too."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from budgetrules import CheckOptions, RuleSet
from budgetrules.engine import check_disclosure, read
from budgetrules.findings.verdicts import DocumentResult
from tests.conftest import EXAMPLES
from tests.forms.edited import BUDGET, FINAL, XINJIANG, Edit, edited

_TABLE = re.compile(r"<p>([^<]*表)</p>\n(?:<p>[^<]*</p>\n)?<table>.*?</table>", re.DOTALL)
_HEADER = re.compile(r"(<th[^>]*>)(?![类款项]<|[^<]*编码<)[^<]*(</th>)")


def checked(page: str, example: str, folder: Path, rules: RuleSet) -> DocumentResult:
    """Check a page that stands in place of an example."""
    path = folder / example
    path.write_text(page, encoding="utf-8")
    return check_disclosure(read(path, rules=rules), CheckOptions(), rules)


@pytest.mark.parametrize(
    ("example", "number", "is_inferred"),
    [(BUDGET, 1, True), (BUDGET, 7, True), (BUDGET, 8, False), (FINAL, 0, False), (FINAL, 5, True)],
)
def test_a_table_that_no_form_knows_publishes_as_many_figures(
    rules: RuleSet, tmp_path: Path, example: str, number: int, is_inferred: bool
) -> None:
    page = (EXAMPLES / example).read_text(encoding="utf-8")
    table = list(_TABLE.finditer(page))[number]
    unknown = table.group().replace(table.group(1), "某某统计一览表")
    unknown = _HEADER.sub(r"\1甲栏\2", unknown)
    known = checked(page, example, tmp_path, rules)
    result = checked(page.replace(table.group(), unknown), example, tmp_path, rules)
    assert result.published == known.published
    # What nests by its codes is read, and its sums are checked.
    assert (result.unread > known.unread) is not is_inferred
    left = [item for item in result.unchecked if item.table == "某某统计一览表"]
    assert len(left) == result.unread - known.unread
    assert all(item.place.text for item in left)


def test_rows_of_a_dump_that_no_table_takes_are_published(rules: RuleSet, tmp_path: Path) -> None:
    page = (EXAMPLES / XINJIANG).read_text(encoding="utf-8")
    known = checked(page, XINJIANG, tmp_path, rules)
    title = r"^部门收支总体情况表 *\n\n编制部门.*\n"
    unknown, count = re.subn(title, "某某统计一览表 \n", page, flags=re.MULTILINE)
    assert count == 1
    result = checked(unknown, XINJIANG, tmp_path, rules)
    assert result.published == known.published
    assert result.unread > 0


@pytest.mark.parametrize(
    ("edit", "more", "values"),
    [
        (
            ("<h2>名词解释</h2>", "<p>合适的是3.05%和2.10%。</p><h2>名词解释</h2>"),
            2,
            ["3.05", "2.10"],
        ),
        (("<h2>名词解释</h2>", "<h2>其他</h2><p>另有7.00万元。</p><h2>名词解释</h2>"), 1, ["7.00"]),
        (
            (
                "<h2>名词解释</h2>",
                "<table><tr><th>物品</th><th>去年</th><th>今年</th></tr>"
                "<tr><td>书籍</td><td>1,200</td><td>15.5</td></tr></table><h2>名词解释</h2>",
            ),
            2,
            ["1200", "15.5"],
        ),
    ],
    ids=["unread sentence", "unknown section", "unknown table"],
)
def test_figures_where_nothing_is_understood_count_and_are_listed(
    rules: RuleSet, tmp_path: Path, edit: Edit, more: int, values: list[str]
) -> None:
    known = edited(BUDGET, (), tmp_path, rules)
    result = edited(BUDGET, (edit,), tmp_path, rules)
    assert result.published == known.published + more
    assert result.checked == known.checked
    assert result.unread == more
    assert [item.value for item in result.unchecked if item not in known.unchecked][
        -more:
    ] == values
