"""Values of expressions: numbers that a rule writes, and what a row is matched by."""

from __future__ import annotations

import pytest

from budgetrules.core.figures import Figure, Rounding
from budgetrules.core.units import NUMBER, UNITS
from budgetrules.evaluation.values import CONSTANT_PLACE, constant_cell, row_key
from tests.unit.evaluation.toy import DETAIL, INCOME, view


@pytest.mark.parametrize(
    ("text", "unit", "expected"),
    [
        ("1.50", "万元", Figure(150, 2, UNITS["万元"], Rounding.EXACT)),
        ("0", "", Figure(0, 0, NUMBER, Rounding.EXACT)),
    ],
)
def test_a_number_of_a_rule_stands_for_itself(text: str, unit: str, expected: Figure) -> None:
    cell = constant_cell(text, unit)
    assert cell.figure == expected
    assert cell.place is CONSTANT_PLACE


def test_a_row_is_matched_by_its_code_else_by_its_name() -> None:
    document = view({**INCOME, **DETAIL})
    assert row_key(document.row_by_key("表2", "201")) == "201"
    assert row_key(document.row_by_label("表1.收入", "拨款")) == "拨款"
