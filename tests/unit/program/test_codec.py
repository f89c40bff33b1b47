"""Plans as text: what is written is read back, and what is no plan is none."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgetrules.core.diagnostics import Severity
from budgetrules.core.spans import Span
from budgetrules.program import codec
from budgetrules.program.plan import Plan, RuleSource
from budgetrules.schema import expressions as x
from budgetrules.schema.forms import ColumnKind, Table, TableList
from budgetrules.schema.packs import Declarations, PackHeader, PackInfo

PLAIN = st.none() | st.booleans() | st.integers() | st.text()
VALUES = st.recursive(
    PLAIN,
    lambda inner: st.lists(inner).map(tuple) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


@given(VALUES)
def test_values_are_read_back_as_they_were(value: object) -> None:
    again = codec.loads(codec.dumps(value))
    assert again == value
    # 1 and True are equal and not the same.
    assert repr(again) == repr(value)


@pytest.mark.parametrize(
    "value",
    [
        x.Compare("=", x.Constant("1", "元"), x.ThisCell(x.Bound("cell"))),
        x.TextOf(x.Bound("row"), x.TextPart.NAME),
        Severity.WARNING,
        ColumnKind.AMOUNT,
        TableList("表1.收入", "表1", "收入", (), ()),
        Span("a.rules", 1, 2, 3),
        PackInfo("toy", "1", "ab"),
        RuleSource("R-1", "toy", "toy.rules", 3, "规则 R-1"),
        Declarations(PackHeader("toy"), parameters={}),
        Plan((), Declarations(PackHeader("")), (), ()),
    ],
    ids=lambda value: type(value).__name__,
)
def test_values_of_the_model_are_read_back_as_they_were(value: object) -> None:
    again = codec.loads(codec.dumps(value))
    assert type(again) is type(value)
    assert again == value


def test_a_class_that_takes_names_only_is_read_back() -> None:
    table = Table(id="表1", titles=("甲",), lists=())
    again = codec.loads(codec.dumps(table))
    assert (again.id, again.titles, again.lists) == ("表1", ("甲",), ())


def test_what_occurs_several_times_is_written_once() -> None:
    once = codec.dumps((x.Bound("row"),))
    twice = codec.dumps((x.Bound("row"), x.Bound("row")))
    assert once.count('"row"') == twice.count('"row"') == 1
    first, second = codec.loads(twice)
    assert first is second


def test_parts_stand_before_what_they_are_part_of() -> None:
    entries = json.loads(codec.dumps(("甲", ("乙",))))
    assert entries[:2] == ["甲", "乙"]
    assert codec.loads(json.dumps(entries)) == ("甲", ("乙",))


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "[[-1, 5]]", "[[99999, 0]]", "[[0]]", '["甲", [-3, 0, 9]]', "[[-2, 0]]"],
)
def test_what_is_no_plan_is_a_value_error(text: str) -> None:
    with pytest.raises(ValueError):
        codec.loads(text)
