"""A row that the form doesn't know, among the parts of a sum: the sum is undecided and names it, and no error is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from budgetrules import CheckOptions, RuleSet
from budgetrules.engine import check_disclosure, read
from tests.conftest import EXAMPLES
from tests.forms.edited import BUDGET, FINAL

# The label in front of which the row stands, the total with its amount, and one that is more by 10.
CASES = {
    BUDGET: (
        "三、事业单位经营收入",
        ("收入总计</td>\n<td>11,378,959.70", "收入总计</td>\n<td>11,379,969.70"),
    ),
    FINAL: ("八、其他收入", ("本年收入合计</td>\n<td>1,060.29", "本年收入合计</td>\n<td>1,070.29")),
}


@pytest.mark.parametrize("example", CASES)
def test_a_sum_with_an_unknown_row_among_its_parts_is_undecided(
    rules: RuleSet, tmp_path: Path, example: str
) -> None:
    label, (total, more) = CASES[example]
    page = (EXAMPLES / example).read_text(encoding="utf-8")
    at = page.rindex("<tr>", 0, page.index(f"<td>{label}</td>"))
    page = (
        page[:at]
        + "<tr>\n<td>甲类专项</td>\n<td>10.00</td>\n<td></td>\n<td></td>\n</tr>\n"
        + page[at:]
    )
    assert page.count(total) >= 1
    path = tmp_path / example
    path.write_text(page.replace(total, more, 1), encoding="utf-8")
    options = CheckOptions(show=frozenset({"unknown"}), select=("CN-T01",))
    result = check_disclosure(read(path, rules=rules), options, rules)
    assert result.counts.fail == 0
    assert result.findings
    assert all("甲类专项" in str(finding.message) for finding in result.findings)
