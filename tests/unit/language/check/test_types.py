"""Types of records, figures and texts: values that are what their fields say."""

from __future__ import annotations

import typing

import attrs
import pytest

from budgetrules.core.units import NUMBER, UNITS
from budgetrules.language.check import types
from budgetrules.language.check.expressions import describe


@pytest.mark.parametrize("cls", typing.get_args(types.Type), ids=lambda cls: cls.__name__)
def test_every_type_is_frozen_and_compared_by_its_fields(cls: type[attrs.AttrsInstance]) -> None:
    required = [field for field in attrs.fields(cls) if field.default is attrs.NOTHING]
    values = {field.name: ("表2",) for field in required}
    assert cls(**values) == cls(**values)
    assert hash(cls(**values)) == hash(cls(**values))
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        cls(**values).lists = ()  # type: ignore[attr-defined]  # what may not be done


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (types.RowType(("表2",)), "表2"),
        (types.CellsType(("表1", "表2", "表3", "表4")), "表1、表2、表3…"),
        (types.ListType("表1.收入"), "表1.收入"),
        (types.TableType(("表1", "表2")), "表1、表2"),
        (types.ClaimType("总额"), "总额"),
        (types.FigureType(UNITS["万元"]), "万元"),
        (types.FigureType(NUMBER), "数"),
        (types.TextType(), "文字"),
        (types.TextsType(), "名单"),
        (types.DateType(), "日期"),
        (types.ConditionType(), "条件"),
        (types.EntryType("科目表"), "记录"),
    ],
)
def test_messages_call_a_type_by_what_it_is_of(kind: types.Type, words: str) -> None:
    assert describe(kind) == words
