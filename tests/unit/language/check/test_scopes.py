"""口径(…): the columns of a list that together are a scope."""

from __future__ import annotations

import pytest

from budgetrules.core.units import UNITS
from budgetrules.language.check.types import FigureType
from budgetrules.schema import expressions as x
from tests.unit.language.small_form import mistake_in, resolved

ROW = x.RowAt("表2", "key", x.Text("201"))


@pytest.mark.parametrize(
    ("scope", "columns"),
    [
        ("拨款", ("基本",)),
        ("其他", ("项目",)),
        ("资金", ("项目", "基本")),
        ("拨款 + 其他", ("项目", "基本")),
        ("资金 除 其他", ("基本",)),
        ("资金 - 拨款", ("项目",)),
        ("拨款 性质", ("基本",)),
        ("性质 资金", ("项目", "基本")),
    ],
)
def test_a_scope_is_the_columns_that_cover_it_exactly(scope: str, columns: tuple[str, ...]) -> None:
    kind, value = resolved(f'表2["201"].口径({scope})')
    assert kind == FigureType(UNITS["元"])
    assert value == x.CellOf(ROW, (("表2", columns),))


def test_a_scope_that_no_columns_of_the_list_cover_is_a_mistake() -> None:
    mistake = mistake_in('表1.支出["办公"].口径(拨款)')
    assert (mistake.code, mistake.details) == ("S215", {"table": "表1.支出"})
    assert mistake_in('表2["201"].口径(拨款 经常)').code == "S215"


def test_a_scope_that_the_form_does_not_declare_is_a_mistake_with_the_nearest_one() -> None:
    mistake = mistake_in('表2["201"].口径(拨歀)')
    assert (mistake.code, mistake.suggestion) == ("S216", "拨款")
    assert set(mistake.allowed) == {"资金", "拨款", "其他", "性质", "经常", "临时"}


def test_the_scope_of_a_row_is_asked_for_with_brackets() -> None:
    assert mistake_in('表2["201"].口径').code == "S201"


def test_a_text_is_no_scope() -> None:
    assert mistake_in('表2["201"].口径("拨款")').code == "S216"


def test_a_row_has_one_scope_at_a_time() -> None:
    mistake = mistake_in('表2["201"].口径(拨款, 其他)')
    assert mistake.code == "S213"
    assert mistake.details == {"name": "口径", "count": "2", "wanted": "1"}
